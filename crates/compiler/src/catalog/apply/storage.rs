//! Storage parameters: `WITH (..)`, `SET (..)` and `RESET (..)`.

use super::{Applied, Apply};
use crate::{diagnostic::Code, nearest::nearest, parse::StorageOption, source::Span};

/// What a parameter's value can be.
enum Value {
    Bool,
    Int(i64, i64),
    Real,
    OneOf(&'static [&'static str]),
}

/// The parameters of tables in Postgres 15; those after the first six are `toast.`'s too.
fn of_table(name: &str) -> Option<Value> {
    Some(match name {
        "fillfactor" => Value::Int(10, 100),
        "toast_tuple_target" => Value::Int(128, 8160),
        "parallel_workers" => Value::Int(0, 1024),
        "user_catalog_table" => Value::Bool,
        "autovacuum_analyze_threshold" => Value::Int(0, i64::from(i32::MAX)),
        "autovacuum_analyze_scale_factor" => Value::Real,
        _ => return of_toast(name),
    })
}

fn of_toast(name: &str) -> Option<Value> {
    Some(match name {
        "autovacuum_enabled" | "vacuum_truncate" => Value::Bool,
        "vacuum_index_cleanup" => {
            Value::OneOf(&["auto", "on", "off", "true", "false", "yes", "no", "1", "0"])
        }
        "autovacuum_vacuum_threshold" => Value::Int(0, i64::from(i32::MAX)),
        "autovacuum_vacuum_insert_threshold" | "log_autovacuum_min_duration" => {
            Value::Int(-1, i64::from(i32::MAX))
        }
        "autovacuum_vacuum_cost_limit" => Value::Int(1, 10_000),
        "autovacuum_freeze_min_age" | "autovacuum_multixact_freeze_min_age" => {
            Value::Int(0, 1_000_000_000)
        }
        "autovacuum_freeze_max_age" => Value::Int(100_000, 2_000_000_000),
        "autovacuum_multixact_freeze_max_age" => Value::Int(10_000, 2_000_000_000),
        "autovacuum_freeze_table_age" | "autovacuum_multixact_freeze_table_age" => {
            Value::Int(0, 2_000_000_000)
        }
        "autovacuum_vacuum_scale_factor"
        | "autovacuum_vacuum_insert_scale_factor"
        | "autovacuum_vacuum_cost_delay" => Value::Real,
        _ => return None,
    })
}

fn of_index(method: &str, name: &str) -> Option<Value> {
    Some(match (method, name) {
        ("btree" | "hash" | "gist" | "spgist", "fillfactor") => Value::Int(10, 100),
        ("btree", "deduplicate_items") | ("gin", "fastupdate") | ("brin", "autosummarize") => {
            Value::Bool
        }
        ("gist", "buffering") => Value::OneOf(&["on", "off", "auto"]),
        ("gin", "gin_pending_list_limit") => Value::Int(64, 2_147_483_647),
        ("brin", "pages_per_range") => Value::Int(1, 131_072),
        _ => return None,
    })
}

/// What the parameters are for.
#[derive(Clone, Copy)]
pub(super) enum StorageOf<'m> {
    Table,
    Partitioned,
    Index(&'m str),
}

impl Apply<'_> {
    /// The parameters as the server keeps them, sorted.
    pub(super) fn storage(
        &self,
        of: StorageOf<'_>,
        options: &[StorageOption],
    ) -> Applied<Vec<String>> {
        let mut kept = Vec::new();
        self.set_storage(of, &mut kept, options)?;
        Ok(kept)
    }

    /// `SET (..)`.
    pub(super) fn set_storage(
        &self,
        of: StorageOf<'_>,
        kept: &mut Vec<String>,
        options: &[StorageOption],
    ) -> Applied {
        for (at, option) in options.iter().enumerate() {
            let value = self.known_parameter(of, option)?;
            if options.iter().take(at).any(|it| it.name == option.name) {
                let title = format!("parameter \"{}\" specified more than once", option.name);
                return Err(self.bad_parameter(title, &option.span, "again here"));
            }
            self.parameter_value(&value, option)?;
        }
        unset(kept, options);
        kept.extend(options.iter().map(|it| format!("{}={}", it.name, it.value)));
        kept.sort();
        Ok(())
    }

    /// `RESET (..)`.
    pub(super) fn reset_storage(
        &self,
        of: StorageOf<'_>,
        kept: &mut Vec<String>,
        options: &[StorageOption],
    ) -> Applied {
        // An unknown name is passed over, a name space is not.
        for option in options.iter().filter(|option| option.name.contains('.')) {
            self.known_parameter(of, option)?;
        }
        unset(kept, options);
        Ok(())
    }

    fn known_parameter(&self, of: StorageOf<'_>, option: &StorageOption) -> Applied<Value> {
        let (space, name) = match option.name.split_once('.') {
            Some((space, name)) => (Some(space), name),
            None => (None, &*option.name),
        };
        let known = match (of, space) {
            (StorageOf::Table, None) => of_table(name),
            (StorageOf::Table, Some("toast")) => of_toast(name),
            (StorageOf::Partitioned, None | Some("toast")) => None,
            (StorageOf::Index(method), None) => of_index(method, name),
            (_, Some(space)) => {
                let title = format!("unrecognized parameter namespace \"{space}\"");
                return Err(self.bad_parameter(title, &option.span, "no such name space"));
            }
        };
        known.ok_or_else(|| {
            let title = format!("unrecognized parameter \"{name}\"");
            let error = self.bad_parameter(title, &option.span, "no such parameter here");
            let common = [
                "fillfactor",
                "autovacuum_enabled",
                "fastupdate",
                "pages_per_range",
            ];
            super::resolve::suggest(error, nearest(name, common.map(str::to_owned)))
        })
    }

    fn parameter_value(&self, value: &Value, option: &StorageOption) -> Applied {
        let (name, text) = (&option.name, &option.value);
        let name = name.rsplit('.').next().unwrap_or(name);
        let invalid = |kind: &str| format!("invalid value for {kind} option \"{name}\": {text}");
        let problem = match value {
            Value::Bool if is_boolean(text) => return Ok(()),
            Value::Bool => invalid("boolean"),
            Value::Int(least, greatest) => match text.parse::<i64>() {
                Ok(number) if (*least..=*greatest).contains(&number) => return Ok(()),
                Ok(_) => format!("value {text} out of bounds for option \"{name}\""),
                Err(_) => invalid("integer"),
            },
            Value::Real if text.parse::<f64>().is_ok() => return Ok(()),
            Value::Real => invalid("floating point"),
            Value::OneOf(words) if words.contains(&&*text.to_lowercase()) => return Ok(()),
            Value::OneOf(_) => format!("invalid value for enum option \"{name}\": {text}"),
        };
        Err(self.bad_parameter(problem, &option.span, "not a value of this parameter"))
    }

    fn bad_parameter(
        &self,
        title: String,
        span: &Span,
        label: &str,
    ) -> Box<crate::diagnostic::Diagnostic> {
        self.error(Code::D0112, "22023", title, span, label)
    }
}

fn unset(kept: &mut Vec<String>, options: &[StorageOption]) {
    kept.retain(|line| {
        let name = line.split('=').next().unwrap_or(line);
        !options.iter().any(|option| option.name == name)
    });
}

/// `parse_bool`: any beginning of the words that no other word begins with.
fn is_boolean(text: &str) -> bool {
    let text = text.to_lowercase();
    let begins = |word: &str, least: usize| text.len() >= least && word.starts_with(&text);
    begins("true", 1)
        || begins("false", 1)
        || begins("yes", 1)
        || begins("no", 1)
        || begins("on", 2)
        || begins("off", 2)
        || matches!(&*text, "1" | "0")
}
