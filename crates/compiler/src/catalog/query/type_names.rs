//! What a type's name means and what is known about the type.

use super::{
    names::{INFORMATION_SCHEMA, Names, PG_CATALOG, RelationColumn},
    ty::Ty,
};
use crate::{
    catalog::{
        PgType, Schema,
        recorded::{self, Kind},
        types,
    },
    parse::{Name, ObjectName, TypeName},
};

/// What a type is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Made {
    Base,
    Pseudo,
    Enum,
    Composite,
    Domain(PgType),
    Range { subtype: Ty, multirange: Ty },
    Multirange,
}

/// A type's row of `pg_type`.
#[derive(Clone, Debug)]
pub(super) struct TypeInfo {
    pub(super) category: char,
    pub(super) preferred: bool,
    pub(super) made: Made,
    pub(super) collation: Option<String>,
}

impl TypeInfo {
    fn plain(category: char, made: Made) -> Self {
        Self {
            category,
            preferred: false,
            made,
            collation: None,
        }
    }
}

impl Names<'_> {
    /// What is known about a type that is no array.
    pub(super) fn type_info(&self, ty: &Ty) -> Option<TypeInfo> {
        let Some(schema) = ty.schema.as_deref() else {
            let row = recorded::rows(Kind::Type, &ty.name).next();
            return match row {
                Some(row) => Some(self.recorded_info(None, row)),
                None => self
                    .relation_in(PG_CATALOG, &ty.name)
                    .map(|_| TypeInfo::plain('C', Made::Composite)),
            };
        };
        if schema == INFORMATION_SCHEMA {
            let row = recorded::rows(Kind::Type, &format!("{schema}.{}", ty.name)).next();
            return row.map(|row| self.recorded_info(None, row));
        }
        if let Some(row) = self.extension_row(schema, Kind::Type, &ty.name) {
            return Some(self.recorded_info(Some(schema), row));
        }
        if let Some(own) = self.catalog.schemas.get(schema)
            && let Some(info) = self.own_info(schema, own, &ty.name)
        {
            return Some(info);
        }
        self.relation_in(schema, &ty.name)
            .map(|_| TypeInfo::plain('C', Made::Composite))
    }

    /// A type of the migrations.
    fn own_info(&self, schema: &str, own: &Schema, name: &str) -> Option<TypeInfo> {
        if own.enums.contains_key(name) {
            return Some(TypeInfo::plain('E', Made::Enum));
        }
        if own.composites.contains_key(name) {
            return Some(TypeInfo::plain('C', Made::Composite));
        }
        if let Some(domain) = own.domains.get(name) {
            let collation = domain.collation.clone();
            let base = self.type_info(&Ty {
                array: false,
                ..Ty::from(&domain.base)
            });
            return Some(TypeInfo {
                collation: collation.or_else(|| base.and_then(|base| base.collation)),
                ..TypeInfo::plain('U', Made::Domain(domain.base.clone()))
            });
        }
        if let Some(range) = own.ranges.get(name) {
            let made = Made::Range {
                subtype: Ty::from(&range.subtype),
                multirange: Ty::of(Some(schema), &range.multirange),
            };
            return Some(TypeInfo::plain('R', made));
        }
        let mut ranges = own.ranges.values();
        let multirange = ranges.any(|range| range.multirange == name);
        multirange.then(|| TypeInfo::plain('R', Made::Multirange))
    }

    /// The row of a type: `category kind [p] [d=base,modifier] [r=subtype,multirange] [c=collation]`.
    fn recorded_info(&self, schema: Option<&str>, row: &str) -> TypeInfo {
        let mut fields = row.split(' ');
        let mut first = || fields.next().and_then(|field| field.chars().next());
        let category = first().unwrap_or('U');
        let made = match first() {
            Some('p') => Made::Pseudo,
            Some('m') => Made::Multirange,
            _ => Made::Base,
        };
        let mut info = TypeInfo::plain(category, made);
        for field in fields {
            match field.split_once('=') {
                None => info.preferred = true,
                Some(("c", collation)) => info.collation = Some(collation.to_owned()),
                Some(("d", base)) => {
                    let (base, modifier) = match base.split_once(',') {
                        Some((base, modifier)) => (base, Some(modifier.to_owned())),
                        None => (base, None),
                    };
                    let base = self.recorded_type(schema, base);
                    info.made = Made::Domain(base.with_modifier(modifier));
                }
                Some((_, range)) => {
                    if let Some((subtype, multirange)) = range.split_once(',') {
                        info.made = Made::Range {
                            subtype: self.recorded_type(schema, subtype),
                            multirange: self.recorded_type(schema, multirange),
                        };
                    }
                }
            }
        }
        info
    }

    /// The labels of an enum type.
    pub(super) fn enum_values(&self, schema: &str, name: &str) -> Option<Vec<String>> {
        let own = self.catalog.schemas.get(schema)?.enums.get(name)?;
        Some(own.values.iter().map(|value| value.label.clone()).collect())
    }

    /// The range type that a multirange is of.
    pub(super) fn range_of(&self, multirange: &Ty) -> Option<Ty> {
        if let Some(schema) = &multirange.schema {
            let mut ranges = self.catalog.schemas.get(schema)?.ranges.values();
            let range = ranges.find(|range| range.multirange == multirange.name)?;
            return Some(Ty::of(Some(schema), &range.name));
        }
        recorded::names(Kind::Type).map(Ty::builtin).find(|ty| {
            let made = self.type_info(ty).map(|info| info.made);
            matches!(made, Some(Made::Range { multirange: of, .. }) if of == *multirange)
        })
    }

    /// The type that a written name means, with its modifier.
    pub(super) fn written_type(&self, ty: &TypeName) -> Option<PgType> {
        let text = &ty.name.name.text;
        let (schema, name) = self.type_named(&ty.name)?;
        let mut modifier = ty.modifier.clone();
        let mut name = name;
        if ty.name.schema.is_none() && !ty.name.name.quoted {
            match (text.as_str(), modifier.as_slice()) {
                ("float", &[bits]) => {
                    name = String::from(if bits <= 24 { "float4" } else { "float8" });
                    modifier.clear();
                }
                ("numeric" | "decimal" | "dec", &[precision]) => modifier = vec![precision, 0],
                _ => {}
            }
        }
        let modifier: Vec<String> = modifier.iter().map(ToString::to_string).collect();
        Some(PgType {
            schema,
            name,
            modifier: Some(modifier.join(",")).filter(|modifier| !modifier.is_empty()),
            array: ty.array,
        })
    }

    /// The type that a function's name could also be.
    pub(super) fn type_called(&self, schema: Option<&Name>, name: &str) -> Option<Ty> {
        self.schemas(schema).into_iter().find_map(|schema| {
            let ty = Ty::of(Some(schema).filter(|schema| *schema != PG_CATALOG), name);
            self.type_info(&ty).map(|_| ty)
        })
    }

    /// The columns of a composite type.
    pub(super) fn composite(&self, ty: &Ty) -> Option<Vec<RelationColumn>> {
        if ty.array {
            return None;
        }
        let schema = ty.schema.as_deref().unwrap_or(PG_CATALOG);
        if let Some(own) = self.catalog.schemas.get(schema)
            && let Some(composite) = own.composites.get(&ty.name)
        {
            let columns = composite.attributes.iter().map(|attribute| RelationColumn {
                name: attribute.name.clone(),
                ty: Some(attribute.ty.clone()),
                collation: attribute.collation.clone(),
            });
            return Some(columns.collect());
        }
        self.relation_in(schema, &ty.name)
            .map(|relation| relation.columns)
    }

    fn type_named(&self, name: &ObjectName) -> Option<(Option<String>, String)> {
        let text = &name.name.text;
        if name.schema.is_none()
            && !name.name.quoted
            && let Some(name) = types::builtin_name(text)
        {
            return Some((None, name.to_owned()));
        }
        self.schemas(name.schema.as_ref())
            .into_iter()
            .find_map(|schema| {
                let schema = Some(schema).filter(|schema| *schema != PG_CATALOG);
                let ty = Ty::of(schema, text);
                self.type_info(&ty)?;
                Some((ty.schema, ty.name))
            })
    }
}
