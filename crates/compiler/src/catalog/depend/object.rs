//! Objects by name, in the words Postgres' messages have for them.

use crate::catalog::{
    Catalog, Place,
    quoted::{quoted, quoted_key},
    walk::Key,
};

/// Something that can be dropped, or goes when something else is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Object {
    Schema(String),
    Extension(String),
    Table(Key),
    View(Key),
    Sequence(Key),
    Column(Key, String),
    Default(Key, String),
    /// A constraint of a table, its index included.
    Constraint(Key, String),
    /// An index that no constraint owns.
    Index(Key, String),
    Trigger(Key, String),
    Policy(Key, String),
    Rule(Key, String),
    /// An enum, a domain, a range or composite type.
    Type(Key),
    /// An attribute of a composite type.
    Attribute(Key, String),
    DomainConstraint(Key, String),
    DomainDefault(Key),
    /// By schema and signature.
    Function(Key),
    Statistics(Key),
}

impl Object {
    /// The table or view it lies in, or is.
    pub(crate) fn relation(&self) -> Option<&Key> {
        match self {
            Self::Table(key)
            | Self::View(key)
            | Self::Column(key, _)
            | Self::Default(key, _)
            | Self::Constraint(key, _)
            | Self::Index(key, _)
            | Self::Trigger(key, _)
            | Self::Policy(key, _)
            | Self::Rule(key, _) => Some(key),
            _ => None,
        }
    }

    /// What it lies in: it goes with that one unasked.
    pub(crate) fn inside(&self) -> Vec<Self> {
        match self {
            Self::Default(key, column) => vec![
                Self::Column(key.clone(), column.clone()),
                Self::Table(key.clone()),
            ],
            Self::Column(key, _)
            | Self::Constraint(key, _)
            | Self::Index(key, _)
            | Self::Trigger(key, _)
            | Self::Policy(key, _)
            | Self::Rule(key, _) => vec![Self::Table(key.clone()), Self::View(key.clone())],
            Self::Attribute(key, _) | Self::DomainConstraint(key, _) | Self::DomainDefault(key) => {
                vec![Self::Type(key.clone())]
            }
            _ => Vec::new(),
        }
    }
}

impl Catalog {
    /// `constraint orders_user_id_fkey on table orders`; `public` goes without saying.
    pub(crate) fn describe(&self, object: &Object) -> String {
        let on = |key: &Key| format!("{} {}", self.relation_kind(key), quoted_key(key));
        match object {
            Object::Schema(name) => format!("schema {name}"),
            Object::Extension(name) => format!("extension {name}"),
            Object::Table(key) | Object::View(key) => on(key),
            Object::Sequence(key) => format!("sequence {}", quoted_key(key)),
            Object::Column(key, name) => format!("column {name} of {}", on(key)),
            Object::Default(key, name) => {
                format!("default value for column {name} of {}", on(key))
            }
            Object::Constraint(key, name) => format!("constraint {name} on {}", on(key)),
            Object::Index(key, name) => {
                format!("index {}", quoted_key(&(key.0.clone(), name.clone())))
            }
            Object::Trigger(key, name) => format!("trigger {name} on {}", on(key)),
            Object::Policy(key, name) => format!("policy {name} on {}", on(key)),
            Object::Rule(key, name) => format!("rule {name} on {}", on(key)),
            Object::Type(key) => format!("type {}", quoted_key(key)),
            Object::Attribute(key, name) => {
                format!("column {name} of composite type {}", quoted_key(key))
            }
            Object::DomainConstraint(key, name) => {
                format!("constraint {name} on domain {}", quoted_key(key))
            }
            Object::DomainDefault(key) => format!("default value of type {}", quoted_key(key)),
            Object::Function(key) => format!("function {}", signature(key).replace(", ", ",")),
            Object::Statistics(key) => format!("statistics object {}", quoted_key(key)),
        }
    }

    fn relation_kind(&self, key: &Key) -> &'static str {
        match self.view_at(key) {
            Some(view) if view.materialized => "materialized view",
            Some(_) => "view",
            None => "table",
        }
    }

    /// Where an object was stated.
    pub(crate) fn place_of(&self, object: &Object) -> Option<Place> {
        match object {
            Object::Constraint(key, name) => self.table_at(key)?.constraint_place(name).cloned(),
            Object::Column(key, name) | Object::Default(key, name) => {
                self.table_at(key)?.column(name)?.place.clone()
            }
            Object::Trigger(key, name) => {
                let triggers = &self.table_at(key)?.triggers;
                triggers.iter().find(|it| it.name == *name)?.place.clone()
            }
            Object::View(key) => self.view_at(key)?.place.clone(),
            Object::Table(key) => self.table_at(key)?.place.clone(),
            Object::Function(key) => {
                let functions = &self.schemas.get(&key.0)?.functions;
                functions.get(&key.1)?.place.clone()
            }
            _ => None,
        }
    }
}

/// A function's signature with its schema, unless that is `public`.
fn signature(key: &Key) -> String {
    if key.0 == "public" {
        key.1.clone()
    } else {
        format!("{}.{}", quoted(&key.0), key.1)
    }
}
