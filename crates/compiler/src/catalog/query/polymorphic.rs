//! `anyelement`, `anycompatible` and the others: which types they stand for in one call.

use super::{coerce::Context, names::Names, ty::Ty, type_names::Made};

/// What the polymorphic types of one family stand for.
#[derive(Default)]
struct Family {
    element: Option<Ty>,
    array: Option<Ty>,
    range: Option<Ty>,
    multirange: Option<Ty>,
    /// Whether a literal stands for one of them.
    unknown: bool,
}

/// Whether the polymorphic arguments of a call agree with each other.
pub(super) fn consistent(names: &Names<'_>, actual: &[Ty], declared: &[Ty]) -> bool {
    exact(names, actual, declared).is_some() && compatible(names, actual, declared).is_some()
}

/// The result of a call; `None` if the arguments do not say it.
pub(super) fn result(names: &Names<'_>, actual: &[Ty], declared: &[Ty], result: &Ty) -> Option<Ty> {
    if !result.is_polymorphic() {
        return Some(result.clone());
    }
    let family = if result.name.starts_with("anycompatible") {
        compatible(names, actual, declared)?
    } else {
        exact(names, actual, declared)?
    };
    family.stands_for(&result.name)
}

/// The type an argument must have.
pub(super) fn argument(names: &Names<'_>, actual: &[Ty], declared: &[Ty], at: usize) -> Option<Ty> {
    result(names, actual, declared, declared.get(at)?)
}

impl Family {
    fn stands_for(&self, name: &str) -> Option<Ty> {
        match name {
            "anyarray" | "anycompatiblearray" => self
                .array
                .clone()
                .or_else(|| self.element.as_ref()?.array_of()),
            "anyrange" | "anycompatiblerange" => self.range.clone(),
            "anymultirange" | "anycompatiblemultirange" => self.multirange.clone(),
            _ => self.element.clone(),
        }
    }
}

/// `anyelement`, `anyarray`, `anynonarray`, `anyenum`, `anyrange`, `anymultirange`: all of one type.
fn exact(names: &Names<'_>, actual: &[Ty], declared: &[Ty]) -> Option<Family> {
    let mut family = Family::default();
    for (actual, declared) in actual.iter().zip(declared) {
        let slot = match declared.name.as_str() {
            _ if !declared.is_polymorphic() => continue,
            "anyelement" | "anynonarray" | "anyenum" => &mut family.element,
            "anyarray" => &mut family.array,
            "anyrange" => &mut family.range,
            "anymultirange" => &mut family.multirange,
            _ => continue,
        };
        if actual.is_unknown() {
            family.unknown = true;
            continue;
        }
        let actual = match declared.name.as_str() {
            "anyelement" | "anynonarray" | "anyenum" => actual.clone(),
            _ => names.base_type(actual),
        };
        match slot {
            Some(known) if *known != actual => return None,
            _ => *slot = Some(actual),
        }
    }
    let mut element = family.element.clone();
    let mut learn = |learned: Ty| match &element {
        Some(known) => *known == learned,
        None => {
            element = Some(learned);
            true
        }
    };
    if let Some(array) = &family.array
        && !learn(array.element()?)
    {
        return None;
    }
    if let Some(multirange) = &family.multirange {
        let range = names.range_of(multirange)?;
        if family.range.as_ref().is_some_and(|known| *known != range) {
            return None;
        }
        family.range = Some(range);
    }
    if let Some(range) = &family.range {
        let (subtype, multirange) = range_of(names, range)?;
        if !learn(subtype) {
            return None;
        }
        family.multirange = Some(multirange);
    }
    family.element = element;
    restricted(names, &family, declared).then_some(family)
}

/// `anynonarray` and `anyenum` say what the type must be.
fn restricted(names: &Names<'_>, family: &Family, declared: &[Ty]) -> bool {
    let Some(element) = &family.element else {
        return true;
    };
    let has = |name: &str| declared.iter().any(|ty| ty.is(name));
    let wrong = (has("anynonarray") && names.base_type(element).array)
        || (has("anyenum") && !names.is_enum(element));
    !wrong
}

/// `anycompatible` and its like: whatever their types have in common.
fn compatible(names: &Names<'_>, actual: &[Ty], declared: &[Ty]) -> Option<Family> {
    let mut family = Family::default();
    let mut types = Vec::new();
    for (actual, declared) in actual.iter().zip(declared) {
        if !declared.is_polymorphic() || !declared.name.starts_with("anycompatible") {
            continue;
        }
        if actual.is_unknown() {
            family.unknown = true;
            continue;
        }
        let base = names.base_type(actual);
        match declared.name.as_str() {
            "anycompatiblearray" => types.push(base.element()?),
            "anycompatiblerange" => {
                if family.range.as_ref().is_some_and(|known| *known != base) {
                    return None;
                }
                types.push(range_of(names, &base)?.0);
                family.range = Some(base);
            }
            "anycompatiblemultirange" => {
                let range = names.range_of(&base)?;
                types.push(range_of(names, &range)?.0);
                family.multirange = Some(base);
            }
            _ => types.push(actual.clone()),
        }
    }
    if types.is_empty() {
        if family.unknown {
            family.element = Some(Ty::builtin("text"));
        }
        return Some(family);
    }
    let common = names.common_type(&types).ok()?;
    let reached = types
        .iter()
        .all(|ty| names.can_coerce(ty, &common, Context::Implicit));
    // A range's bounds cannot change their type.
    let ranges = family
        .range
        .iter()
        .filter_map(|range| range_of(names, range));
    let fits = ranges.into_iter().all(|(subtype, _)| subtype == common);
    family.element = Some(common);
    (reached && fits).then_some(family)
}

/// The subtype and the multirange of a range type.
fn range_of(names: &Names<'_>, range: &Ty) -> Option<(Ty, Ty)> {
    if range.array {
        return None;
    }
    match names.type_info(range)?.made {
        Made::Range {
            subtype,
            multirange,
        } => Some((subtype, multirange)),
        _ => None,
    }
}
