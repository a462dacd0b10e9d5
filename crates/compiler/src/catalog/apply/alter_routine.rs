//! `ALTER FUNCTION`, `PROCEDURE`, `ROUTINE` and `AGGREGATE`.

use super::{Applied, Apply};
use crate::{
    catalog::walk::Key,
    diagnostic::Code,
    parse::{AlterRoutine, Name, OptionChange, RoutineChange},
};

impl Apply<'_> {
    pub(super) fn alter_routine(&mut self, alter: &AlterRoutine) -> Applied {
        let key = self.find_function(&alter.routine)?;
        match &alter.change {
            RoutineChange::Nothing => Ok(()),
            RoutineChange::RenameTo(name) => self.move_routine(&key, &key.0, &name.text, name),
            RoutineChange::SetSchema(schema) => {
                self.schema_exists(schema)?;
                if schema.text == key.0 {
                    return Ok(());
                }
                let name = alter.routine.name.name.text.clone();
                self.move_routine(&key, &schema.text, &name, schema)
            }
            RoutineChange::Options(changes) => {
                let functions = &mut self.schema(&key.0).functions;
                if let Some(function) = functions.get_mut(&key.1) {
                    for change in changes {
                        change_options(&mut function.options, change);
                    }
                    function.options.sort();
                }
                Ok(())
            }
        }
    }

    fn move_routine(&mut self, key: &Key, schema: &str, name: &str, said: &Name) -> Applied {
        let functions = &mut self.schema(&key.0).functions;
        let Some(old) = functions.get(&key.1).cloned() else {
            return Ok(());
        };
        let mut new = old;
        name.clone_into(&mut new.name);
        let signature = new.signature();
        if self.schema(schema).functions.contains_key(&signature) {
            let title = format!("function {signature} already exists in schema \"{schema}\"");
            return Err(self.error(Code::D0107, "42723", title, &said.span, "taken there"));
        }
        self.schema(&key.0).functions.remove(&key.1);
        self.schema(schema).functions.insert(signature.clone(), new);
        let to = (schema.to_owned(), signature);
        self.catalog.function_moved(key, &to);
        Ok(())
    }
}

fn change_options(options: &mut Vec<String>, change: &OptionChange) {
    let starts = |option: &String, start: &String| {
        let option = option.to_lowercase();
        let rest = option
            .strip_prefix(&start.to_lowercase())
            .map(str::to_owned);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '=']))
    };
    options.retain(|option| !change.gone.iter().any(|start| starts(option, start)));
    options.extend(change.added.clone());
}
