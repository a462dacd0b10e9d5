//! Which type changes to which, and what several types have in common (`parse_coerce.c`).

use super::{
    names::Names,
    polymorphic,
    ty::Ty,
    type_names::{Made, TypeInfo},
};

/// How much was said: nothing, the column of an assignment, or a cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Context {
    Implicit,
    Assignment,
    Explicit,
}

impl Names<'_> {
    /// The category a type counts as, and whether it is preferred in it.
    pub(super) fn category(&self, ty: &Ty) -> (char, bool) {
        if ty.array {
            return ('A', false);
        }
        match self.type_info(ty) {
            Some(TypeInfo {
                made: Made::Domain(base),
                ..
            }) => (self.category(&Ty::from(&base)).0, false),
            Some(info) => (info.category, info.preferred),
            None => ('U', false),
        }
    }

    /// A domain's type underneath, or the type itself.
    pub(super) fn base_type(&self, ty: &Ty) -> Ty {
        self.domain_base(ty)
            .map_or_else(|| ty.clone(), |(base, _)| base)
    }

    /// The type and modifier underneath a domain.
    pub(super) fn domain_base(&self, ty: &Ty) -> Option<(Ty, Option<String>)> {
        if ty.array {
            return None;
        }
        match self.type_info(ty)?.made {
            Made::Domain(base) => {
                let of = Ty::from(&base);
                Some(self.domain_base(&of).unwrap_or((of, base.modifier)))
            }
            _ => None,
        }
    }

    pub(super) fn is_composite(&self, ty: &Ty) -> bool {
        !ty.array
            && self
                .type_info(ty)
                .is_some_and(|info| info.made == Made::Composite)
    }

    pub(super) fn is_enum(&self, ty: &Ty) -> bool {
        !ty.array
            && self
                .type_info(ty)
                .is_some_and(|info| info.made == Made::Enum)
    }

    /// Whether values of these types can become those, each by itself and the polymorphic ones together.
    pub(super) fn can_coerce_all(&self, from: &[Ty], to: &[Ty], context: Context) -> bool {
        let alone = from
            .iter()
            .zip(to)
            .all(|(from, to)| to.is_polymorphic() || self.can_coerce(from, to, context));
        alone && (!to.iter().any(Ty::is_polymorphic) || polymorphic::consistent(self, from, to))
    }

    /// Whether a value of one type can become another.
    pub(super) fn can_coerce(&self, from: &Ty, to: &Ty, context: Context) -> bool {
        from == to
            || to.is("any")
            || from.is_unknown()
            || self.has_pathway(from, to, context)
            || (from.is("record") && self.is_composite(&self.base_type(to)))
            || (to.is("record") && self.is_composite(&self.base_type(from)))
            || (to.is("record[]") && from.array)
    }

    /// Whether `pg_cast`, arrays or text make one type of another.
    pub(super) fn has_pathway(&self, from: &Ty, to: &Ty, context: Context) -> bool {
        let (from, to) = (self.base_type(from), self.base_type(to));
        if from == to {
            return true;
        }
        if let Some(needs) = self.cast(&from, &to) {
            let needs = match needs {
                'i' => Context::Implicit,
                'a' => Context::Assignment,
                _ => Context::Explicit,
            };
            if context >= needs {
                return true;
            }
        } else if to.array
            && let (Some(from), Some(to)) = (from.element(), to.element())
            && self.has_pathway(&from, &to, context)
        {
            return true;
        }
        // Through its text.
        (context >= Context::Assignment && self.category(&to).0 == 'S')
            || (context == Context::Explicit && self.category(&from).0 == 'S')
    }

    /// What UNION, CASE and the like make of several types; `Err` has two that do not match
    /// and which the second was.
    pub(super) fn common_type(&self, types: &[Ty]) -> Result<Ty, (Ty, Ty, usize)> {
        let Some(first) = types.first() else {
            return Ok(Ty::builtin("text"));
        };
        if !first.is_unknown() && types.iter().all(|ty| ty == first) {
            return Ok(first.clone());
        }
        let mut best = self.base_type(first);
        let (mut category, mut preferred) = self.category(&best);
        for (at, ty) in types.iter().enumerate().skip(1) {
            let ty = self.base_type(ty);
            if ty.is_unknown() || ty == best {
                continue;
            }
            let (its_category, its_preferred) = self.category(&ty);
            if best.is_unknown() {
                (best, category, preferred) = (ty, its_category, its_preferred);
            } else if its_category != category {
                return Err((best, ty, at));
            } else if !preferred
                && self.can_coerce(&best, &ty, Context::Implicit)
                && !self.can_coerce(&ty, &best, Context::Implicit)
            {
                (best, category, preferred) = (ty, its_category, its_preferred);
            }
        }
        Ok(if best.is_unknown() {
            Ty::builtin("text")
        } else {
            best
        })
    }
}
