//! More derives and attributes for the generated types, as driftless.toml says.

use super::{Entity, naming, overrides};
use crate::{
    catalog::Schema,
    config::{Config, Rust, Said},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
};
use std::collections::BTreeSet;

/// What a generated type has beside its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// For `#[derive(..)]`.
    pub derives: Vec<Rust>,
    /// Other attributes.
    pub attributes: Vec<Rust>,
}

/// Gives the types their extras; a key that names no type, and for attributes no column either, is an error.
pub(super) fn add(
    entities: &mut [Entity],
    schema: &Schema,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) {
    let types: BTreeSet<String> = entities.iter().flat_map(Entity::types).collect();
    let columns = overrides::columns(schema);
    for (key, said) in &config.derives {
        match extra(entities, key) {
            Some(extra) => extra.derives.clone_from(&said.value),
            None => found.push(unknown("generated type", key, said, &types)),
        }
    }
    for (key, said) in &config.attributes {
        match extra(entities, key) {
            Some(extra) => extra.attributes.clone_from(&said.value),
            None if columns.contains(key) => {}
            None if naming::is_type_name(key) => {
                found.push(unknown("generated type", key, said, &types));
            }
            None => found.push(unknown("column", key, said, &columns)),
        }
    }
    for (key, said) in &config.serde {
        if !columns.contains(key) {
            found.push(unknown("column", key, said, &columns));
        }
    }
}

fn extra<'e>(entities: &'e mut [Entity], name: &str) -> Option<&'e mut Extra> {
    let mut entities = entities.iter_mut();
    let entity = entities.find(|entity| entity.types().iter().any(|ty| ty == name))?;
    Some(entity.extras.entry(name.to_owned()).or_default())
}

fn unknown<T>(what: &str, key: &str, said: &Said<T>, known: &BTreeSet<String>) -> Diagnostic {
    let title = format!("there is no {what} `{key}`");
    let problem = Diagnostic::error(Code::D0304, title).label(said.at_key("named here"));
    match nearest(key, known.iter().cloned()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem,
    }
}
