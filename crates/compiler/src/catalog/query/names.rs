//! What names mean where a query stands: search path, catalog, and what Postgres and extensions bring.

use super::{signature::Signature, ty::Ty};
use crate::{
    catalog::{
        Catalog, Deferral, PgType, Schema, Table,
        recorded::{self, Kind},
    },
    parse::{Name, ObjectName},
};

/// The schemas of a database and the order in which they are searched.
pub(crate) struct Names<'c> {
    pub(super) catalog: &'c Catalog,
    /// Schemas that are searched for a name without one, `pg_catalog` among them.
    path: Vec<&'c str>,
}

/// A relation that a query can read.
pub(super) struct Relation {
    pub(super) schema: String,
    pub(super) name: String,
    pub(super) columns: Vec<RelationColumn>,
    /// The primary key's constraint and columns, if it is checked at once.
    pub(super) key: Option<(String, Vec<String>)>,
    /// Whether it is a table, and so has `ctid` and its like.
    pub(super) table: bool,
}

pub(super) struct RelationColumn {
    pub(super) name: String,
    /// `None` in a view whose column this compiler could not type.
    pub(super) ty: Option<PgType>,
    /// A collation other than the type's own.
    pub(super) collation: Option<String>,
}

pub(super) const PG_CATALOG: &str = "pg_catalog";
pub(super) const INFORMATION_SCHEMA: &str = "information_schema";

impl<'c> Names<'c> {
    /// Names without a schema are searched in `path`, in order; `pg_catalog` comes first unless it is listed.
    pub(crate) fn new(catalog: &'c Catalog, path: impl IntoIterator<Item = &'c str>) -> Self {
        let mut path: Vec<&str> = path.into_iter().collect();
        if !path.contains(&PG_CATALOG) {
            path.insert(0, PG_CATALOG);
        }
        Self { catalog, path }
    }

    /// The schemas to look a name up in.
    pub(super) fn schemas<'n>(&'n self, schema: Option<&'n Name>) -> Vec<&'n str> {
        match schema {
            Some(schema) => vec![&schema.text],
            None => self.path.clone(),
        }
    }

    /// The same for a schema that stands in a text.
    pub(super) fn schemas_named<'n>(&'n self, schema: Option<&'n str>) -> Vec<&'n str> {
        schema.map_or_else(|| self.path.clone(), |schema| vec![schema])
    }

    /// Whether a schema has a sequence of this name.
    pub(super) fn has_sequence(&self, schema: &str, name: &str) -> bool {
        let schema = self.catalog.schemas.get(schema);
        schema.is_some_and(|schema| schema.sequences.contains_key(name))
    }

    pub(super) fn has_schema(&self, name: &str) -> bool {
        matches!(name, PG_CATALOG | INFORMATION_SCHEMA) || self.catalog.schemas.contains_key(name)
    }

    /// The extensions whose objects are in a schema.
    fn extensions<'n>(&'n self, schema: &'n str) -> impl Iterator<Item = &'n str> {
        let extensions = self.catalog.extensions.values();
        extensions
            .filter(move |extension| extension.schema == schema)
            .map(|extension| extension.name.as_str())
    }

    /// The extension of this schema that brings a name, if one does.
    pub(super) fn extension_row(
        &self,
        schema: &str,
        kind: Kind,
        name: &str,
    ) -> Option<&'static str> {
        self.extensions(schema)
            .find_map(|extension| recorded::extension_rows(extension, kind, name).next())
    }

    /// Whether an extension is installed there that may bring what the recorded rows do not say.
    pub(super) fn is_uncertain(&self, schema: Option<&Name>) -> bool {
        let unknown = |extension: &str| {
            extension != "plpgsql"
                && recorded::extension_names(extension, Kind::Function).any(|name| name == "*")
                || !recorded::extensions().any(|known| known == extension)
        };
        self.schemas(schema)
            .into_iter()
            .any(|schema| self.extensions(schema).any(unknown))
    }

    pub(super) fn relation(&self, name: &ObjectName) -> Option<Relation> {
        self.schemas(name.schema.as_ref())
            .into_iter()
            .find_map(|schema| self.relation_in(schema, &name.name.text))
    }

    pub(super) fn relation_in(&self, schema: &str, name: &str) -> Option<Relation> {
        if let Some(own) = self.catalog.schemas.get(schema)
            && let Some(relation) = own_relation(schema, own, name)
        {
            return Some(relation);
        }
        let row = match schema {
            PG_CATALOG => recorded::rows(Kind::Relation, name).next(),
            INFORMATION_SCHEMA => {
                recorded::rows(Kind::Relation, &format!("{schema}.{name}")).next()
            }
            _ => self.extension_row(schema, Kind::Relation, name),
        };
        Some(Relation {
            columns: row?.split(',').filter_map(recorded_column).collect(),
            table: schema == PG_CATALOG,
            ..Relation::new(schema, name)
        })
    }

    /// The names of relations that can be meant without a schema.
    pub(super) fn relation_names(&self) -> Vec<String> {
        let schemas = self
            .path
            .iter()
            .filter_map(|schema| self.catalog.schemas.get(*schema));
        schemas
            .flat_map(|schema| schema.tables.keys().chain(schema.views.keys()).cloned())
            .collect()
    }

    /// The functions of a name, those of the schema searched first in front; a later one with the same arguments
    /// is hidden.
    pub(super) fn functions(&self, schema: Option<&Name>, name: &str) -> Vec<Signature> {
        let mut found: Vec<Signature> = Vec::new();
        for schema in self.schemas(schema) {
            for signature in self.functions_in(schema, name) {
                let hidden = found.iter().any(|other| {
                    other.schema != signature.schema && other.arguments == signature.arguments
                });
                if !hidden {
                    found.push(signature);
                }
            }
        }
        found
    }

    fn functions_in(&self, schema: &str, name: &str) -> Vec<Signature> {
        if schema == PG_CATALOG {
            return recorded::rows(Kind::Function, name)
                .filter_map(|row| {
                    Signature::recorded(None, row, |text| self.recorded_type(None, text))
                })
                .collect();
        }
        if schema == INFORMATION_SCHEMA {
            return recorded::rows(Kind::Function, &format!("{schema}.{name}"))
                .filter_map(|row| {
                    Signature::recorded(Some(schema), row, |text| self.recorded_type(None, text))
                })
                .collect();
        }
        let brought = self.extensions(schema).flat_map(|extension| {
            recorded::extension_rows(extension, Kind::Function, name).filter_map(move |row| {
                Signature::recorded(Some(schema), row, |text| {
                    self.recorded_type(Some(schema), text)
                })
            })
        });
        let own = self.catalog.schemas.get(schema);
        let own = own.into_iter().flat_map(|schema| schema.functions.values());
        let own = own
            .filter(|function| function.name == name)
            .map(|function| Signature::own(schema, function));
        own.chain(self.constructors(schema, name))
            .chain(brought)
            .collect()
    }

    /// The functions that come with a range type: they make ranges and multiranges.
    fn constructors(&self, schema: &str, name: &str) -> Vec<Signature> {
        let ranges = self.catalog.schemas.get(schema);
        let ranges = ranges.into_iter().flat_map(|schema| schema.ranges.values());
        let mut found = Vec::new();
        for range in ranges {
            let ty = Ty::of(Some(schema), &range.name);
            if range.name == name {
                let bound = Ty::from(&range.subtype);
                let text = Ty::builtin("text");
                found.push(Signature::constructor(
                    &ty,
                    vec![bound.clone(), bound.clone()],
                ));
                found.push(Signature::constructor(
                    &ty,
                    vec![bound.clone(), bound, text],
                ));
            } else if range.multirange == name {
                let multirange = Ty::of(Some(schema), &range.multirange);
                found.push(Signature::constructor(&multirange, Vec::new()));
                found.push(Signature::constructor(&multirange, vec![ty.clone()]));
                found.push(Signature {
                    variadic: true,
                    ..Signature::constructor(&multirange, ty.array_of().into_iter().collect())
                });
            }
        }
        found
    }

    /// A type as a recorded row names it: one of the extension's own, or of `pg_catalog`.
    pub(super) fn recorded_type(&self, schema: Option<&str>, text: &str) -> Ty {
        if let Some(name) = text.strip_prefix("information_schema.") {
            return Ty::of(Some(INFORMATION_SCHEMA), name);
        }
        let name = text.trim_end_matches("[]");
        let builtin = recorded::rows(Kind::Type, name).next().is_some();
        if builtin || schema.is_none() {
            return Ty::builtin(text);
        }
        // `earth` of earthdistance takes a `cube`, which is in the schema of its own extension.
        let owner = self.catalog.extensions.values().find(|extension| {
            recorded::extension_rows(&extension.name, Kind::Type, name)
                .next()
                .is_some()
        });
        Ty::of(owner.map(|owner| owner.schema.as_str()).or(schema), text)
    }

    /// The operators of a name: schema, left side, right side, result.
    pub(super) fn operators(&self, schema: Option<&Name>, name: &str) -> Vec<Operator> {
        let mut found: Vec<Operator> = Vec::new();
        for schema in self.schemas(schema) {
            let rows: Vec<Operator> = if schema == PG_CATALOG {
                let rows = recorded::rows(Kind::Operator, name);
                rows.filter_map(|row| self.operator(None, row)).collect()
            } else {
                let extensions = self.extensions(schema);
                extensions
                    .flat_map(|it| recorded::extension_rows(it, Kind::Operator, name))
                    .filter_map(|row| self.operator(Some(schema), row))
                    .collect()
            };
            for row in rows {
                if !found
                    .iter()
                    .any(|other| other.left == row.left && other.right == row.right)
                {
                    found.push(row);
                }
            }
        }
        found
    }

    fn operator(&self, schema: Option<&str>, row: &str) -> Option<Operator> {
        let mut fields = row.split(' ');
        let left = fields.next()?;
        let ty = |text: &str| self.recorded_type(schema, text);
        Some(Operator {
            left: (left != "-").then(|| ty(left)),
            right: ty(fields.next()?),
            result: ty(fields.next()?),
        })
    }

    /// The context in which one base type is cast to another: `i`mplicit, in an `a`ssignment, `e`xplicit.
    pub(super) fn cast(&self, from: &Ty, to: &Ty) -> Option<char> {
        let matches = |owner: Option<&str>, row: &str| {
            let mut fields = row.split(' ');
            let target = self.recorded_type(owner, fields.next()?);
            let context = fields.next()?.chars().next()?;
            (target == *to).then_some(context)
        };
        let key = spelled(from);
        let builtin = recorded::rows(Kind::Cast, &key);
        let mut found = builtin.filter(|_| from.schema.is_none());
        found.find_map(|row| matches(None, row)).or_else(|| {
            self.catalog.extensions.values().find_map(|extension| {
                let mut rows = recorded::extension_rows(&extension.name, Kind::Cast, &key);
                let owner = Some(extension.schema.as_str());
                if self.recorded_type(owner, &key) != *from {
                    return None;
                }
                rows.find_map(|row| matches(owner, row))
            })
        })
    }
}

/// A row of `pg_operator`.
pub(super) struct Operator {
    pub(super) left: Option<Ty>,
    pub(super) right: Ty,
    pub(super) result: Ty,
}

fn spelled(ty: &Ty) -> String {
    format!("{}{}", ty.name, if ty.array { "[]" } else { "" })
}

impl Relation {
    fn new(schema: &str, name: &str) -> Self {
        Self {
            schema: schema.to_owned(),
            name: name.to_owned(),
            columns: Vec::new(),
            key: None,
            table: false,
        }
    }
}

/// A table, view or sequence of the migrations.
fn own_relation(schema: &str, own: &Schema, name: &str) -> Option<Relation> {
    if let Some(table) = own.tables.get(name) {
        return Some(of_table(schema, table));
    }
    if let Some(view) = own.views.get(name) {
        let columns = view.columns.iter().map(|column| RelationColumn {
            name: column.name.clone(),
            ty: column.ty.clone(),
            collation: column.collation.clone(),
        });
        return Some(Relation {
            columns: columns.collect(),
            table: view.materialized,
            ..Relation::new(schema, name)
        });
    }
    own.sequences.get(name)?;
    let columns = ["last_value:int8", "log_cnt:int8", "is_called:bool"];
    Some(Relation {
        columns: columns.into_iter().filter_map(recorded_column).collect(),
        table: true,
        ..Relation::new(schema, name)
    })
}

fn of_table(schema: &str, table: &Table) -> Relation {
    let key = table.primary_key.as_ref();
    let key = key.filter(|key| key.deferral == Deferral::NotDeferrable);
    let columns = table.columns.iter().map(|column| RelationColumn {
        name: column.name.clone(),
        ty: Some(column.ty.clone()),
        collation: column.collation.clone(),
    });
    Relation {
        columns: columns.collect(),
        key: key.map(|key| (key.name.clone(), key.columns.clone())),
        table: true,
        ..Relation::new(schema, &table.name)
    }
}

/// `name:type/collation`, the type with a schema if that is not `pg_catalog`.
fn recorded_column(text: &str) -> Option<RelationColumn> {
    let (name, ty) = text.split_once(':')?;
    let (ty, collation) = match ty.split_once('/') {
        Some((ty, collation)) => (ty, Some(collation.to_owned())),
        None => (ty, None),
    };
    let ty = match ty.split_once('.') {
        Some((schema, ty)) => Ty::of(Some(schema), ty),
        None => Ty::builtin(ty),
    };
    Some(RelationColumn {
        name: name.to_owned(),
        ty: Some(ty.with_modifier(None)),
        collation,
    })
}
