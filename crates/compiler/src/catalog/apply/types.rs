//! What a written type is, and who has a type's name.

use super::{Applied, Apply, names::array_name, resolve::suggest};
use crate::{
    catalog::{
        Catalog, PgType, Schema,
        functions::{Brings, extension_with, of_extension},
        types,
        walk::Key,
    },
    diagnostic::{Code, Diagnostic, Label},
    parse::{Name, ObjectName, TypeName},
    source::Span,
};

/// What a type that is not Postgres' own is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypeKind {
    Enum,
    Domain,
    Composite,
    Range,
    Multirange,
    /// The row type of a table or view.
    Row,
    /// A type that an extension brings.
    Brought,
}

/// A type that a name means: its schema (`None` for `pg_catalog`), its name, and whether the name is that of
/// its array.
struct Found {
    schema: Option<String>,
    name: String,
    array: bool,
}

impl Schema {
    fn own_type(&self, name: &str) -> Option<TypeKind> {
        if self.enums.contains_key(name) {
            Some(TypeKind::Enum)
        } else if self.domains.contains_key(name) {
            Some(TypeKind::Domain)
        } else if self.composites.contains_key(name) {
            Some(TypeKind::Composite)
        } else if self.ranges.contains_key(name) {
            Some(TypeKind::Range)
        } else if self.tables.contains_key(name) || self.views.contains_key(name) {
            Some(TypeKind::Row)
        } else {
            None
        }
    }
}

impl Catalog {
    /// What the type of this schema and name is.
    pub(super) fn type_kind(&self, schema: &str, name: &str) -> Option<TypeKind> {
        let own = self.schemas.get(schema).and_then(|it| it.own_type(name));
        own.or_else(|| {
            let is_multirange = self.range_of(schema, name).is_some();
            is_multirange.then_some(TypeKind::Multirange)
        })
        .or_else(|| self.brings(schema, name).then_some(TypeKind::Brought))
    }

    /// The range whose multirange this is.
    pub(super) fn range_of(&self, schema: &str, multirange: &str) -> Option<Key> {
        let ranges = self.schemas.iter();
        let mut ranges = ranges.flat_map(|(at, it)| it.ranges.values().map(move |it| (at, it)));
        let found =
            ranges.find(|(_, it)| it.multirange == multirange && it.multirange_schema == schema)?;
        Some((found.0.clone(), found.1.name.clone()))
    }

    /// Whether an extension brought a type into a schema.
    fn brings(&self, schema: &str, name: &str) -> bool {
        let mut here = self.extensions.values().filter(|it| it.schema == schema);
        here.any(|it| of_extension(&it.name, Brings::Types).any(|ty| ty == name))
    }

    /// The type whose array Postgres gave this name: `_mood`.
    fn element_of(&self, schema: &str, array: &str) -> Option<String> {
        if !array.starts_with('_') {
            return None;
        }
        let own = self.schemas.get(schema)?;
        let relations = own.tables.keys().chain(own.views.keys());
        let multiranges = self.schemas.values().flat_map(|it| it.ranges.values());
        let multiranges = multiranges.filter(|it| it.multirange_schema == schema);
        let names = own.type_names().chain(relations);
        let names = names.chain(multiranges.map(|it| &it.multirange));
        let brought = self.extensions.values().filter(|it| it.schema == schema);
        let brought = brought.flat_map(|it| of_extension(&it.name, Brings::Types));
        let mut all = names.cloned().chain(brought.map(str::to_owned));
        all.find(|name| array_name(name) == array)
    }
}

impl Apply<'_> {
    /// What a written type is.
    pub(super) fn resolve_type(&self, ty: &TypeName) -> Applied<PgType> {
        let found = self.type_named(ty)?;
        let (schema, mut name) = (found.schema, found.name);
        let mut modifier = ty.modifier.clone();
        if ty.name.schema.is_none() && !ty.name.name.quoted {
            match (ty.name.name.text.as_str(), modifier.as_slice()) {
                ("float", &[bits]) => {
                    name = self.float(bits, &ty.span)?;
                    modifier.clear();
                }
                // The scale is part of what format_type prints.
                ("numeric" | "decimal" | "dec", &[precision]) => modifier = vec![precision, 0],
                _ => {}
            }
        }
        let takes_modifier = match &schema {
            None => types::takes_modifier(&name),
            Some(schema) => self.catalog.type_kind(schema, &name) == Some(TypeKind::Brought),
        };
        if !modifier.is_empty() && !takes_modifier {
            let title = format!("type modifier is not allowed for type \"{name}\"");
            return Err(self.error(Code::D0112, "42601", title, &ty.span, "takes no modifier"));
        }
        let modifier = modifier
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",");
        Ok(PgType {
            schema,
            name,
            modifier: Some(modifier).filter(|modifier| !modifier.is_empty()),
            array: ty.array || found.array,
        })
    }

    fn float(&self, bits: i64, span: &Span) -> Applied<String> {
        match bits {
            1..=24 => Ok("float4".to_owned()),
            25..=53 => Ok("float8".to_owned()),
            _ => {
                let title = if bits < 1 {
                    "precision for type float must be at least 1 bit"
                } else {
                    "precision for type float must be less than 54 bits"
                };
                Err(self.error(Code::D0112, "22023", title, span, "1 to 53"))
            }
        }
    }

    fn type_named(&self, ty: &TypeName) -> Applied<Found> {
        let found = match builtin(&ty.name) {
            Some(found) => Some(found),
            None => {
                let schema = ty.name.schema.as_ref();
                if let Some(schema) = schema.filter(|schema| schema.text != "pg_catalog") {
                    self.schema_exists(schema)?;
                }
                self.own_type(&ty.name)
            }
        };
        // An array has no array.
        match found {
            Some(found) if !(ty.array && found.array) => Ok(found),
            _ => Err(self.no_type(&ty.name, ty.array, &ty.span)),
        }
    }

    /// A type that the migrations made, or that an extension brought: the first on the search path.
    fn own_type(&self, name: &ObjectName) -> Option<Found> {
        let text = &name.name.text;
        let here = |schema: &str| {
            if self.catalog.type_kind(schema, text).is_some() {
                return Some((text.clone(), false));
            }
            let element = self.catalog.element_of(schema, text)?;
            Some((element, true))
        };
        self.lookup_path(name).into_iter().find_map(|schema| {
            here(schema).map(|(name, array)| Found {
                schema: Some(schema.to_owned()),
                name,
                array,
            })
        })
    }

    /// Postgres' error for a type that is not there, with the nearest name or the extension that brings it.
    pub(super) fn no_type(&self, name: &ObjectName, array: bool, span: &Span) -> Box<Diagnostic> {
        let brackets = if array { "[]" } else { "" };
        let title = format!("type \"{}{brackets}\" does not exist", name.shown());
        let label = "not a type Postgres knows here";
        let error = self.error(Code::D0104, "42704", title, span, label);
        let text = &name.name.text;
        match extension_with(text, Brings::Types) {
            Some(extension) => {
                Box::new(error.help(format!("`CREATE EXTENSION {extension}` brings it")))
            }
            None => {
                let path = self.lookup_path(name);
                let schemas = path.iter().filter_map(|it| self.catalog.schemas.get(*it));
                let ours = schemas.flat_map(|it| it.type_names().cloned());
                suggest(error, types::nearest(text, ours))
            }
        }
    }

    /// The type whose array a name means.
    pub(super) fn element_named(&self, name: &ObjectName) -> Option<PgType> {
        let found = builtin(name).or_else(|| self.own_type(name))?;
        found.array.then(|| PgType {
            schema: found.schema,
            ..PgType::builtin(&found.name)
        })
    }

    /// The enum that a name means, if it means one.
    pub(super) fn named_enum(&self, name: &ObjectName) -> Option<Key> {
        let found = self.own_type(name).filter(|found| !found.array)?;
        let key = (found.schema?, found.name);
        let kind = self.catalog.type_kind(&key.0, &key.1);
        (kind == Some(TypeKind::Enum)).then_some(key)
    }

    /// The schema, name and kind of a type that must be there and be none of Postgres' own.
    pub(super) fn find_type(&self, name: &ObjectName) -> Applied<(Key, TypeKind)> {
        if let Some(schema) = &name.schema
            && schema.text != "pg_catalog"
        {
            self.schema_exists(schema)?;
        }
        if let Some(found) = builtin(name) {
            return Err(self.not_ours(name, &found));
        }
        let Some(found) = self.own_type(name) else {
            return Err(self.no_type(name, false, &name.span()));
        };
        let key = (found.schema.unwrap_or_default(), found.name);
        match self.catalog.type_kind(&key.0, &key.1) {
            Some(kind) if !found.array => Ok((key, kind)),
            _ => Err(self.is_array(name, &key)),
        }
    }

    fn not_ours(&self, name: &ObjectName, found: &Found) -> Box<Diagnostic> {
        let ty = PgType {
            array: found.array,
            ..PgType::builtin(&found.name)
        };
        let title = format!("{ty} is a type of Postgres itself");
        let label = Label::at(self.source, name.span(), "not of the migrations");
        let error = Diagnostic::error(Code::D0202, title).label(label);
        Box::new(error.help("leave it as it is, or make a domain over it"))
    }

    fn is_array(&self, name: &ObjectName, element: &Key) -> Box<Diagnostic> {
        let ty = PgType::of(element);
        let title = format!("cannot alter array type {ty}[]");
        let span = name.span();
        let error = self.error(Code::D0114, "42809", title, &span, "an array");
        Box::new(error.help(format!("name {ty}, and its array follows")))
    }

    /// Whether a call makes a range or multirange of the migrations.
    pub(super) fn constructs(&self, call: &ObjectName) -> bool {
        let kind = |schema: &&str| self.catalog.type_kind(schema, &call.name.text);
        let path = self.lookup_path(call);
        let mut kinds = path.iter().filter_map(kind);
        kinds.any(|kind| matches!(kind, TypeKind::Range | TypeKind::Multirange))
    }

    /// Refuses a name that a type of the schema has, the row types of tables and views included. The array of
    /// another type gives way.
    pub(super) fn type_name_is_free(&self, schema: &str, name: &Name) -> Applied {
        match self.catalog.type_kind(schema, &name.text) {
            None => Ok(()),
            Some(TypeKind::Row) => {
                let error = self.type_taken(name);
                Err(Box::new(
                    error.note("each table and view is a type of its name"),
                ))
            }
            Some(_) => Err(self.type_taken(name)),
        }
    }

    pub(super) fn type_taken(&self, name: &Name) -> Box<Diagnostic> {
        let title = format!("type \"{}\" already exists", name.text);
        let label = "this name is taken";
        self.error(Code::D0107, "42710", title, &name.span, label)
    }

    /// Refuses a name that a type has in the schema something moves to.
    pub(super) fn type_can_move(&self, name: &str, schema: &Name) -> Applied {
        if self.catalog.type_kind(&schema.text, name).is_none() {
            return Ok(());
        }
        let title = format!(
            "type \"{name}\" already exists in schema \"{}\"",
            schema.text
        );
        Err(self.error(Code::D0107, "42710", title, &schema.span, "taken there"))
    }
}

/// A type of Postgres itself that a name means.
pub(super) fn postgres_own(name: &ObjectName) -> Option<PgType> {
    builtin(name).map(|found| PgType {
        array: found.array,
        ..PgType::builtin(&found.name)
    })
}

/// A type of Postgres itself, `_int4` included.
fn builtin(name: &ObjectName) -> Option<Found> {
    let text = &name.name.text;
    let schema = name.schema.as_ref().map(|schema| schema.text.as_str());
    if !matches!(schema, None | Some("pg_catalog")) {
        return None;
    }
    let found = |name: &str, array| Found {
        schema: None,
        name: name.to_owned(),
        array,
    };
    let plain = schema.is_none() && !name.name.quoted;
    if let Some(name) = plain.then(|| types::builtin_name(text)).flatten() {
        return Some(found(name, false));
    }
    if let Some(name) = types::typname(text) {
        return Some(found(name, false));
    }
    let element = text.strip_prefix('_').and_then(types::typname)?;
    Some(found(element, true))
}
