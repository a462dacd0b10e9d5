//! `CREATE TYPE`: enums, composite types, ranges.

use super::{Applied, Apply, define_column::collation, names::multirange_name, resolve::TableKey};
use crate::{
    catalog::{Attribute, CompositeType, EnumType, EnumValue, PgType, RangeType},
    diagnostic::{Code, Diagnostic},
    parse::{AttributeDef, CreateType, Label, Name, ObjectName, RangeOption, TypeDefinition},
    source::Span,
};

/// `NAMEDATALEN - 1`.
const MAX_BYTES: usize = 63;

impl Apply<'_> {
    pub(super) fn create_type(&mut self, create: &CreateType, span: &Span) -> Applied {
        let schema = self.schema_of(&create.name)?;
        let name = &create.name.name;
        self.type_name_is_free(&schema, name)?;
        let key = (schema, name.text.clone());
        match &create.definition {
            TypeDefinition::Enum(labels) => self.create_enum(&key, labels, span),
            TypeDefinition::Composite(attributes) => {
                self.create_composite(&key, name, attributes, span)
            }
            TypeDefinition::Range(options) => self.create_range(&key, name, options, span),
        }
    }

    fn create_enum(&mut self, key: &TableKey, labels: &[Label], span: &Span) -> Applied {
        let mut values: Vec<EnumValue> = Vec::new();
        for label in labels {
            self.label_fits(label)?;
            if values.iter().any(|value| value.label == label.text) {
                let title = "duplicate key value violates unique constraint \
                             \"pg_enum_typid_label_index\"";
                let error = self.error(Code::D0107, "23505", title, &label.span, "again here");
                return Err(Box::new(error.help("each label of an enum stands once")));
            }
            values.push(self.enum_value(label));
        }
        let ty = EnumType {
            name: key.1.clone(),
            values,
            comment: None,
            place: Some(self.place(span)),
            renames: Vec::new(),
        };
        self.schema(&key.0).enums.insert(key.1.clone(), ty);
        Ok(())
    }

    pub(super) fn enum_value(&self, label: &Label) -> EnumValue {
        EnumValue {
            label: label.text.clone(),
            place: Some(self.place(&label.span)),
            renames: Vec::new(),
        }
    }

    /// Labels are names: no longer than one, and never cut.
    pub(super) fn label_fits(&self, label: &Label) -> Applied {
        if label.text.len() <= MAX_BYTES {
            return Ok(());
        }
        let title = format!("invalid enum label \"{}\"", label.text);
        let long = format!("{} bytes, 63 at most", label.text.len());
        Err(self.error(Code::D0112, "42602", title, &label.span, long))
    }

    fn create_composite(
        &mut self,
        key: &TableKey,
        name: &Name,
        defs: &[AttributeDef],
        span: &Span,
    ) -> Applied {
        let mut attributes: Vec<Attribute> = Vec::new();
        for def in defs {
            if attributes.iter().any(|it| it.name == def.name.text) {
                let title = format!("column \"{}\" specified more than once", def.name.text);
                return Err(self.error(Code::D0105, "42701", title, &def.name.span, "again here"));
            }
            attributes.push(self.attribute(def)?);
        }
        self.relation_name_is_free(&key.0, name)?;
        let ty = CompositeType {
            name: key.1.clone(),
            attributes,
            comment: None,
            place: Some(self.place(span)),
            renames: Vec::new(),
        };
        self.schema(&key.0).composites.insert(key.1.clone(), ty);
        Ok(())
    }

    pub(super) fn attribute(&self, def: &AttributeDef) -> Applied<Attribute> {
        Ok(Attribute {
            name: def.name.text.clone(),
            ty: self.resolve_type(&def.ty)?,
            collation: collation(def.collation.as_ref()),
            comment: None,
            renames: Vec::new(),
        })
    }

    fn create_range(
        &mut self,
        key: &TableKey,
        name: &Name,
        options: &[RangeOption],
        span: &Span,
    ) -> Applied {
        let mut said = RangeOptions::default();
        for option in options {
            self.range_option(&mut said, option)?;
        }
        let Some(subtype) = said.subtype else {
            let title = "type attribute \"subtype\" is required";
            return Err(self.error(Code::D0112, "42601", title, &name.span, "a range of what?"));
        };
        if let Some(canonical) = said.canonical {
            return Err(self.needs_shell(&canonical));
        }
        let (multirange_schema, multirange) = match &said.multirange {
            Some(multirange) => {
                let schema = self.schema_of(multirange)?;
                if schema == key.0 && multirange.name.text == name.text {
                    let title = "duplicate key value violates unique constraint \
                                 \"pg_type_typname_nsp_index\"";
                    let span = multirange.span();
                    return Err(self.error(Code::D0107, "23505", title, &span, "the range's own"));
                }
                self.type_name_is_free(&schema, &multirange.name)?;
                (schema, multirange.name.text.clone())
            }
            None => {
                let text = multirange_name(&name.text);
                let multirange = Name {
                    text,
                    ..name.clone()
                };
                self.type_name_is_free(&key.0, &multirange)
                    .map_err(|error| Box::new(error.help("name it: multirange_type_name = ..")))?;
                (key.0.clone(), multirange.text)
            }
        };
        let ty = RangeType {
            name: key.1.clone(),
            subtype,
            opclass: said.opclass,
            collation: said.collation,
            subtype_diff: said.subtype_diff,
            multirange,
            multirange_schema,
            comment: None,
            place: Some(self.place(span)),
            renames: Vec::new(),
        };
        self.schema(&key.0).ranges.insert(key.1.clone(), ty);
        Ok(())
    }

    fn range_option(&self, said: &mut RangeOptions, option: &RangeOption) -> Applied {
        let name = &option.value.name;
        let twice = match &*option.option.text {
            "subtype" => {
                // A range keeps no modifier of its bounds.
                let mut ty = self.resolve_type(&option.value)?;
                ty.modifier = None;
                said.subtype.replace(ty).is_some()
            }
            "subtype_opclass" => said.opclass.replace(name.shown()).is_some(),
            "collation" => said.collation.replace(name.name.text.clone()).is_some(),
            "canonical" => said.canonical.replace(name.clone()).is_some(),
            "subtype_diff" => said.subtype_diff.replace(name.shown()).is_some(),
            "multirange_type_name" => said.multirange.replace(name.clone()).is_some(),
            other => {
                let title = format!("type attribute \"{other}\" not recognized");
                let span = &option.option.span;
                return Err(self.error(Code::D0112, "42601", title, span, "no option of a range"));
            }
        };
        if twice {
            let title = "conflicting or redundant options";
            let span = &option.option.span;
            return Err(self.error(Code::D0112, "42601", title, span, "again here"));
        }
        Ok(())
    }

    fn needs_shell(&self, canonical: &ObjectName) -> Box<Diagnostic> {
        let title = "cannot specify a canonical function without a pre-created shell type";
        let span = canonical.span();
        let error = self.error(Code::D0112, "42P17", title, &span, "no shell type before");
        Box::new(error.help("leave it out: shell types are not modelled"))
    }
}

/// What the options of a range say.
#[derive(Default)]
struct RangeOptions {
    subtype: Option<PgType>,
    opclass: Option<String>,
    collation: Option<String>,
    canonical: Option<ObjectName>,
    subtype_diff: Option<String>,
    multirange: Option<ObjectName>,
}
