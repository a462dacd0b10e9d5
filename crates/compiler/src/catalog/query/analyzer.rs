//! What reading one statement's queries carries along.

use super::{
    coerce::Context,
    names::Names,
    scope::{ColumnId, Level},
    ty::{Collation, Ty, Typed},
};
use crate::{
    catalog::Use,
    diagnostic::{Code, Diagnostic, Label},
    source::{Source, Span},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The outcome of reading a part; the first problem ends it.
pub(super) type Analysed<T = ()> = Result<T, Box<Diagnostic>>;

pub(super) struct Analyzer<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) source: &'a Arc<Source>,
    pub(super) uses: BTreeSet<Use>,
    /// The queries around the current place, the innermost last.
    pub(super) levels: Vec<Level>,
    pub(super) next_id: usize,
    /// What each name of a column turned out to be, by the place where it stands.
    pub(super) resolved: BTreeMap<usize, ColumnId>,
    /// The query each aggregate belongs to, by the place where it stands.
    pub(super) aggregates: BTreeMap<usize, usize>,
    /// What the first column of each scalar query is called, by the place where the query stands.
    pub(super) scalar_names: BTreeMap<usize, String>,
    /// The innermost query whose column was named since this was last cleared.
    pub(super) innermost: Option<usize>,
}

impl<'a> Analyzer<'a> {
    pub(super) fn new(names: &'a Names<'a>, source: &'a Arc<Source>) -> Self {
        Self {
            names,
            source,
            uses: BTreeSet::new(),
            levels: Vec::new(),
            next_id: 0,
            resolved: BTreeMap::new(),
            aggregates: BTreeMap::new(),
            scalar_names: BTreeMap::new(),
            innermost: None,
        }
    }

    pub(super) fn fresh(&mut self) -> usize {
        self.next_id += 1;
        self.next_id
    }

    /// An error at a span, in Postgres' words.
    pub(super) fn error(
        &self,
        code: Code,
        sqlstate: &'static str,
        title: impl Into<String>,
        span: &Span,
        label: impl Into<String>,
    ) -> Box<Diagnostic> {
        let label = Label::at(self.source, span.clone(), label);
        Box::new(
            Diagnostic::error(code, title)
                .sqlstate(sqlstate)
                .label(label),
        )
    }

    /// An expression that is not allowed where it stands.
    pub(super) fn not_here(
        &self,
        sqlstate: &'static str,
        title: impl Into<String>,
        span: &Span,
    ) -> Box<Diagnostic> {
        self.error(Code::D0116, sqlstate, title, span, "not allowed here")
    }

    /// Types that do not go together.
    pub(super) fn mismatch(
        &self,
        sqlstate: &'static str,
        title: impl Into<String>,
        span: &Span,
    ) -> Box<Diagnostic> {
        self.error(Code::D0113, sqlstate, title, span, "does not fit")
    }

    /// The innermost query. There is one as soon as an expression is read.
    pub(super) fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            let id = self.fresh();
            self.levels.push(Level::new(id));
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    /// A value of a type with the collation that the type brings.
    pub(super) fn value(&self, ty: Ty, modifier: Option<String>, collation: Option<&str>) -> Typed {
        let collation = match collation {
            Some(collation) => Collation::Implicit(collation.to_owned()),
            None => self.type_collation(&ty),
        };
        Typed {
            ty: Some(ty),
            modifier,
            collation,
            ..Typed::default()
        }
    }

    /// The collation of a type's values; a domain's and an array's are those of the type underneath.
    pub(super) fn type_collation(&self, ty: &Ty) -> Collation {
        let element = Ty {
            array: false,
            ..ty.clone()
        };
        let info = self.names.type_info(&element);
        info.and_then(|info| info.collation)
            .map_or(Collation::None, Collation::Implicit)
    }

    /// A value of `ty` computed from values of these collations.
    pub(super) fn computed<'t>(
        &self,
        ty: Ty,
        parts: impl IntoIterator<Item = &'t Typed>,
    ) -> Analysed<Typed> {
        let merged = self.merged(parts)?;
        let own = self.type_collation(&ty);
        let collation = match (own, merged) {
            (Collation::None, _) => Collation::None,
            (own, Collation::None) => own,
            (_, explicit @ Collation::Explicit(..)) => explicit,
            (_, merged) => merged,
        };
        Ok(Typed {
            ty: Some(ty),
            collation,
            ..Typed::default()
        })
    }

    /// The collation that several values have together.
    pub(super) fn merged<'t>(
        &self,
        parts: impl IntoIterator<Item = &'t Typed>,
    ) -> Analysed<Collation> {
        let mut merged = Collation::None;
        for part in parts {
            merged = merged.and(part.collation.clone()).map_err(|(a, b, at)| {
                let title =
                    format!("collation mismatch between explicit collations \"{a}\" and \"{b}\"");
                self.mismatch("42P21", title, &at)
            })?;
        }
        Ok(merged)
    }

    /// Notes that the query stands on a type.
    pub(super) fn use_type(&mut self, ty: &Ty) {
        if let Some(schema) = &ty.schema {
            self.uses.insert(Use::Type {
                schema: schema.clone(),
                name: ty.name.clone(),
            });
        }
    }

    /// Gives a value the type that its place wants, as far as that can be done without a word.
    pub(super) fn coerce(&mut self, value: &Typed, to: &Ty, context: Context) -> Analysed<bool> {
        let Some(from) = &value.ty else {
            return Ok(true);
        };
        if !self.names.can_coerce(from, to, context) {
            return Ok(false);
        }
        if from != to {
            self.use_type(to);
            if let Some(text) = &value.literal {
                self.literal_of(text, to, &value.span)?;
            }
        }
        Ok(true)
    }

    /// Whether a value can stand as a condition.
    pub(super) fn condition(&mut self, value: &Typed, what: &str) -> Analysed {
        if self.coerce(value, &Ty::builtin("bool"), Context::Assignment)? {
            return Ok(());
        }
        let ty = value
            .ty
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let title = format!("argument of {what} must be type boolean, not type {ty}");
        Err(self.mismatch("42804", title, &value.span))
    }
}
