//! The values of enums.

use super::{
    Applied, Apply,
    resolve::suggest,
    types::{TypeKind, postgres_own},
};
use crate::{
    catalog::{Catalog, EnumType, PgType, Rename, walk::Key},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{Label, ObjectName, Side},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn add_value(
        &mut self,
        name: &ObjectName,
        label: &Label,
        if_not_exists: bool,
        neighbor: Option<&(Side, Label)>,
    ) -> Applied {
        let key = self.find_enum(name)?;
        self.label_fits(label)?;
        let own = self.enum_ref(&key);
        if own.is_some_and(|own| own.has(&label.text)) {
            return if if_not_exists {
                Ok(())
            } else {
                Err(self.label_taken(label))
            };
        }
        let at = match neighbor {
            None => None,
            Some((side, beside)) => {
                let found = own.and_then(|own| own.position(&beside.text));
                let Some(found) = found else {
                    return Err(self.no_label(&key, beside));
                };
                Some(found + usize::from(*side == Side::After))
            }
        };
        let value = self.enum_value(label);
        if let Some(own) = self.schema(&key.0).enums.get_mut(&key.1) {
            let at = at.unwrap_or(own.values.len());
            own.values.insert(at, value);
        }
        Ok(())
    }

    pub(super) fn rename_value(
        &mut self,
        name: &ObjectName,
        from: &Label,
        to: &Label,
        span: &Span,
    ) -> Applied {
        let key = self.find_enum(name)?;
        self.label_fits(to)?;
        let own = self.enum_ref(&key);
        if !own.is_some_and(|own| own.has(&from.text)) {
            return Err(self.no_label(&key, from));
        }
        if own.is_some_and(|own| own.has(&to.text)) {
            return Err(self.label_taken(to));
        }
        let at = Some(self.place(span));
        let values = self.schema(&key.0).enums.get_mut(&key.1);
        let mut values = values.into_iter().flat_map(|own| &mut own.values);
        if let Some(value) = values.find(|value| value.label == from.text) {
            value.label.clone_from(&to.text);
            value.renames.push(Rename {
                from: from.text.clone(),
                at,
            });
        }
        self.catalog.value_renamed(&key, &from.text, &to.text);
        Ok(())
    }

    fn find_enum(&self, name: &ObjectName) -> Applied<Key> {
        let ty = if let Some(ty) = postgres_own(name) {
            ty
        } else if let Some(element) = self.element_named(name) {
            PgType {
                array: true,
                ..element
            }
        } else {
            let (key, kind) = self.find_type(name)?;
            if kind == TypeKind::Enum {
                return Ok(key);
            }
            PgType::of(&key)
        };
        let title = format!("{ty} is not an enum");
        Err(self.error(Code::D0114, "42809", title, &name.span(), "has no values"))
    }

    fn enum_ref(&self, key: &Key) -> Option<&EnumType> {
        self.catalog.schemas.get(&key.0)?.enums.get(&key.1)
    }

    fn label_taken(&self, label: &Label) -> Box<Diagnostic> {
        let title = format!("enum label \"{}\" already exists", label.text);
        self.error(Code::D0107, "42710", title, &label.span, "a second one")
    }

    fn no_label(&self, key: &Key, label: &Label) -> Box<Diagnostic> {
        let title = format!("\"{}\" is not an existing enum label", label.text);
        let error = self.error(Code::D0106, "22023", title, &label.span, "no such value");
        let known = self.enum_ref(key).into_iter().flat_map(|own| &own.values);
        let known = known.map(|value| value.label.clone());
        suggest(error, nearest(&label.text, known))
    }

    /// Refuses a constant that is no value of the enum it is read as.
    pub(super) fn value_is_known(&self, ty: &PgType, value: &str, span: &Span) -> Applied {
        let Some(key) = self.catalog.enum_under(ty) else {
            return Ok(());
        };
        let Some(own) = self.enum_ref(&key).filter(|own| !own.has(value)) else {
            return Ok(());
        };
        let ty = PgType::of(&key);
        let title = format!("invalid input value for enum {ty}: \"{value}\"");
        let error = self.error(Code::D0112, "22P02", title, span, "no value of the enum");
        let known = own.values.iter().map(|value| value.label.clone());
        Err(suggest(error, nearest(value, known)))
    }
}

impl EnumType {
    fn position(&self, label: &str) -> Option<usize> {
        self.values.iter().position(|value| value.label == label)
    }

    fn has(&self, label: &str) -> bool {
        self.position(label).is_some()
    }
}

impl Catalog {
    /// The type below all domains.
    pub(crate) fn base_of<'c>(&'c self, ty: &'c PgType) -> &'c PgType {
        let domain = |ty: &PgType| {
            let schema = self.schemas.get(ty.schema.as_ref()?)?;
            schema.domains.get(&ty.name).filter(|_| !ty.array)
        };
        let mut base = ty;
        while let Some(domain) = domain(base) {
            base = &domain.base;
        }
        base
    }

    /// The enum that a type is, domains over it included.
    pub(crate) fn enum_under(&self, ty: &PgType) -> Option<Key> {
        let base = self.base_of(ty);
        let schema = base.schema.as_ref().filter(|_| !base.array)?;
        let own = self.schemas.get(schema)?.enums.get(&base.name)?;
        Some((schema.clone(), own.name.clone()))
    }
}
