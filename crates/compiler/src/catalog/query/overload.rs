//! Which of several functions or operators a call means (`parse_func.c`, `parse_oper.c`).

use super::{
    coerce::Context,
    names::{Names, Operator},
    signature::Signature,
    ty::Ty,
};

/// What a search for a function or operator found.
pub(super) enum Found<T> {
    One(T),
    /// Nothing fits.
    None,
    /// Several fit equally well.
    Several,
}

/// A function with its arguments as one call sees them.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) function: Signature,
    /// As many as the call has.
    pub(super) arguments: Vec<Ty>,
    /// How many arguments at the end were gathered from a variadic parameter.
    spread: usize,
    /// How many defaults were filled in.
    defaults: usize,
}

impl Candidate {
    /// A function called with as many arguments as it has.
    pub(super) fn plain(function: Signature) -> Self {
        Self {
            arguments: function.arguments.clone(),
            spread: 0,
            defaults: 0,
            function,
        }
    }
}

/// A call's arguments, for the search.
pub(super) struct Arguments<'a> {
    pub(super) types: &'a [Ty],
    /// Names of the arguments at the end that have one.
    pub(super) names: &'a [String],
    /// Whether the last one is marked `VARIADIC`.
    pub(super) variadic: bool,
}

impl Names<'_> {
    /// The function that a call means.
    pub(super) fn find_function(
        &self,
        functions: Vec<Signature>,
        call: &Arguments<'_>,
    ) -> Found<Candidate> {
        let mut candidates = Vec::new();
        for function in functions {
            candidates.extend(candidate(function, call));
        }
        let candidates = without_doubles(candidates);
        if let Some(exact) = candidates.iter().find(|it| it.arguments == call.types) {
            return Found::One(exact.clone());
        }
        let fitting = candidates
            .into_iter()
            .filter(|it| self.can_coerce_all(call.types, &it.arguments, Context::Implicit));
        self.select(fitting.collect(), |it| &it.arguments, call.types)
    }

    /// The operator between two types, or in front of one.
    pub(super) fn find_operator(
        &self,
        operators: Vec<Operator>,
        left: Option<&Ty>,
        right: &Ty,
    ) -> Found<Operator> {
        let operators: Vec<(Vec<Ty>, Operator)> = operators
            .into_iter()
            .filter(|operator| operator.left.is_some() == left.is_some())
            .map(|operator| {
                let sides = operator.left.iter().chain([&operator.right]);
                (sides.cloned().collect(), operator)
            })
            .collect();
        let exact = |sides: &[Ty]| operators.iter().position(|(known, _)| known == sides);
        let actual: Vec<Ty> = left.into_iter().chain([right]).cloned().collect();
        let mut found = None;
        // A literal beside a known type is taken to be of that type.
        let guessed = match actual.as_slice() {
            [a, b] if a.is_unknown() => Some(b.clone()),
            [a, b] if b.is_unknown() => Some(a.clone()),
            _ => None,
        };
        match guessed {
            Some(ty) => {
                let base = self.base_type(&ty);
                for ty in [ty, base] {
                    found = found.or_else(|| exact(&[ty.clone(), ty.clone()]));
                }
            }
            None => found = exact(&actual),
        }
        if let Some(found) = found {
            return match operators.into_iter().nth(found) {
                Some((_, operator)) => Found::One(operator),
                None => Found::None,
            };
        }
        let fitting: Vec<_> = operators
            .into_iter()
            .filter(|(sides, _)| self.can_coerce_all(&actual, sides, Context::Implicit))
            .collect();
        match self.select(fitting, |(sides, _)| sides, &actual) {
            Found::One((_, operator)) => Found::One(operator),
            Found::None => Found::None,
            Found::Several => Found::Several,
        }
    }

    /// The best of the candidates that fit, by the rules of the manual's chapter "Type Conversion".
    fn select<T>(
        &self,
        mut candidates: Vec<T>,
        of: impl Fn(&T) -> &Vec<Ty>,
        actual: &[Ty],
    ) -> Found<T> {
        if candidates.len() < 2 {
            return candidates.pop().map_or(Found::None, Found::One);
        }
        let base: Vec<Ty> = actual.iter().map(|ty| self.base_type(ty)).collect();
        let known = |at: usize| !base[at].is_unknown();
        let places = 0..base.len();
        keep_best(&mut candidates, |it| {
            places
                .clone()
                .filter(|&at| known(at) && of(it)[at] == base[at])
                .count()
        });
        let categories: Vec<char> = base.iter().map(|ty| self.category(ty).0).collect();
        keep_best(&mut candidates, |it| {
            let good = |&at: &usize| {
                let ty = &of(it)[at];
                known(at) && (*ty == base[at] || self.category(ty) == (categories[at], true))
            };
            places.clone().filter(good).count()
        });
        if candidates.len() > 1 && !places.clone().all(known) {
            self.by_category(&mut candidates, &of, &base);
            if candidates.len() > 1 {
                self.by_known_type(&mut candidates, &of, &base);
            }
        }
        if candidates.len() > 1 {
            return Found::Several;
        }
        candidates.pop().map_or(Found::Several, Found::One)
    }

    /// Where literals stand, the category all candidates agree on, or else strings.
    fn by_category<T>(&self, candidates: &mut Vec<T>, of: impl Fn(&T) -> &Vec<Ty>, base: &[Ty]) {
        let mut wanted = Vec::new();
        for at in (0..base.len()).filter(|&at| base[at].is_unknown()) {
            let (mut category, mut preferred, mut conflict) = (None, false, false);
            for candidate in candidates.iter() {
                let (its_category, its_preferred) = self.category(&of(candidate)[at]);
                match category {
                    None => (category, preferred) = (Some(its_category), its_preferred),
                    Some(known) if known == its_category => preferred |= its_preferred,
                    Some(_) if its_category == 'S' => {
                        (category, preferred) = (Some('S'), its_preferred);
                    }
                    Some(_) => conflict = true,
                }
            }
            match category {
                Some(category) if !conflict || category == 'S' => {
                    wanted.push((at, category, preferred));
                }
                _ => return,
            }
        }
        let fits = |candidate: &T| {
            wanted.iter().all(|&(at, category, preferred)| {
                let (its_category, its_preferred) = self.category(&of(candidate)[at]);
                its_category == category && (!preferred || its_preferred)
            })
        };
        if candidates.iter().any(fits) {
            candidates.retain(fits);
        }
    }

    /// If all that is known has one type, the literals may be of that type too.
    fn by_known_type<T>(&self, candidates: &mut Vec<T>, of: impl Fn(&T) -> &Vec<Ty>, base: &[Ty]) {
        let mut known = base.iter().filter(|ty| !ty.is_unknown());
        let Some(first) = known.next() else {
            return;
        };
        if !known.all(|ty| ty == first) {
            return;
        }
        let assumed = vec![first.clone(); base.len()];
        let fits = |it: &T| self.can_coerce_all(&assumed, of(it), Context::Implicit);
        if candidates.iter().filter(|it| fits(it)).count() == 1 {
            candidates.retain(fits);
        }
    }
}

/// Keeps those with the highest score.
fn keep_best<T>(candidates: &mut Vec<T>, score: impl Fn(&T) -> usize) {
    let scores: Vec<usize> = candidates.iter().map(score).collect();
    let best = scores.iter().max().copied();
    let mut scores = scores.into_iter();
    candidates.retain(|_| scores.next() == best);
}

/// A function as a call with this many arguments sees it, if it can.
fn candidate(function: Signature, call: &Arguments<'_>) -> Option<Candidate> {
    let (given, taken) = (call.types.len(), function.arguments.len());
    if call.variadic && !function.variadic {
        return None;
    }
    if !call.names.is_empty() {
        return by_name(function, call);
    }
    if function.variadic && !call.variadic && given >= taken {
        let last = function.arguments.last()?;
        let element = if last.is("any") {
            last.clone()
        } else {
            match last.name.as_str() {
                "anyarray" => Ty::builtin("anyelement"),
                "anycompatiblearray" => Ty::builtin("anycompatible"),
                _ => last.element()?,
            }
        };
        let mut arguments = function.arguments[..taken - 1].to_vec();
        arguments.resize(given, element);
        return Some(Candidate {
            arguments,
            spread: given + 1 - taken,
            defaults: 0,
            function,
        });
    }
    if given > taken || given + function.defaults < taken {
        return None;
    }
    Some(Candidate {
        arguments: function.arguments[..given].to_vec(),
        spread: 0,
        defaults: taken - given,
        function,
    })
}

/// The same for a call that names arguments.
fn by_name(function: Signature, call: &Arguments<'_>) -> Option<Candidate> {
    let (given, taken) = (call.types.len(), function.arguments.len());
    if given > taken || given + function.defaults < taken {
        return None;
    }
    let positional = given - call.names.len();
    let mut positions: Vec<usize> = (0..positional).collect();
    for name in call.names {
        let at = function.names.iter().position(|known| known == name)?;
        if positions.contains(&at) {
            return None;
        }
        positions.push(at);
    }
    let optional_from = taken - function.defaults;
    if (0..optional_from).any(|at| !positions.contains(&at)) {
        return None;
    }
    let arguments = positions
        .iter()
        .map(|&at| function.arguments.get(at).cloned());
    Some(Candidate {
        arguments: arguments.collect::<Option<_>>()?,
        spread: 0,
        defaults: taken - given,
        function,
    })
}

/// Of candidates with the same arguments, the one that spreads and fills in least.
fn without_doubles(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match kept
            .iter_mut()
            .find(|other| other.arguments == candidate.arguments)
        {
            Some(other) => {
                if (candidate.spread, candidate.defaults) < (other.spread, other.defaults) {
                    *other = candidate;
                }
            }
            None => kept.push(candidate),
        }
    }
    kept
}
