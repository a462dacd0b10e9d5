//! Where functions, aggregates and window functions may stand, and what may stand beside them.

use super::{
    analyzer::{Analysed, Analyzer},
    scope::Clause,
    signature::{FunctionKind, Signature},
};
use crate::{parse::query::FunctionCall, source::Span};

impl Analyzer<'_> {
    /// Refuses clauses that only another kind of function has.
    pub(super) fn check_kind(&self, function: &Signature, call: &FunctionCall) -> Analysed {
        let name = &call.name.name.text;
        let wrong = |title: String| Err(self.not_here("42809", title, &call.name.span()));
        let ordered = matches!(
            function.kind,
            FunctionKind::OrderedSet | FunctionKind::HypotheticalSet
        );
        let aggregate = ordered || function.kind == FunctionKind::Aggregate;
        if function.kind == FunctionKind::Procedure {
            return wrong(format!("{name} is a procedure"));
        }
        if !aggregate {
            let written = [
                (call.star, format!("{name}(*) specified")),
                (call.distinct, "DISTINCT specified".to_owned()),
                (!call.order_by.is_empty(), "ORDER BY specified".to_owned()),
                (
                    call.within_group.is_some(),
                    "WITHIN GROUP specified".to_owned(),
                ),
            ];
            if let Some((_, what)) = written.into_iter().find(|(written, _)| *written) {
                return wrong(format!("{what}, but {name} is not an aggregate function"));
            }
            if call.filter.is_some() {
                return if function.kind == FunctionKind::Window {
                    let title = "FILTER is not implemented for non-aggregate window functions";
                    Err(self.not_here("0A000", title, &call.name.span()))
                } else {
                    wrong(format!(
                        "FILTER specified, but {name} is not an aggregate function"
                    ))
                };
            }
            return match (function.kind, &call.over) {
                (FunctionKind::Plain, Some(_)) => wrong(format!(
                    "OVER specified, but {name} is not a window function nor an aggregate function"
                )),
                (FunctionKind::Window, None) => {
                    wrong(format!("window function {name} requires an OVER clause"))
                }
                _ => Ok(()),
            };
        }
        if ordered && call.within_group.is_none() {
            return wrong(format!(
                "WITHIN GROUP is required for ordered-set aggregate {name}"
            ));
        }
        if !ordered && call.within_group.is_some() {
            return wrong(format!(
                "{name} is not an ordered-set aggregate, so it cannot have WITHIN GROUP"
            ));
        }
        if call.arguments.is_empty() && !call.star && !ordered {
            return wrong(format!(
                "{name}(*) must be used to call a parameterless aggregate function"
            ));
        }
        if call.over.is_some() && (call.distinct || !call.order_by.is_empty()) {
            let what = if call.distinct {
                "DISTINCT"
            } else {
                "aggregate ORDER BY"
            };
            let title = format!("{what} is not implemented for window functions");
            return Err(self.not_here("0A000", title, &call.name.span()));
        }
        Ok(())
    }

    /// Refuses a window function where rows are not yet, or no longer, those of the result.
    pub(super) fn window_call(&mut self, call: &FunctionCall) -> Analysed {
        let span = call.name.span();
        let level = self.level();
        if level.in_aggregate {
            let title = "aggregate function calls cannot contain window function calls";
            return Err(self.not_here("42803", title, &span));
        }
        let clause = level.clause;
        match clause {
            Clause::Targets | Clause::OrderBy | Clause::DistinctOn => Ok(()),
            _ => {
                let title = format!("window functions are not allowed in {}", clause.shown());
                Err(self.not_here("42P20", title, &span))
            }
        }
    }

    /// Notes an aggregate with the query it belongs to: the innermost whose column its arguments name.
    pub(super) fn aggregate_call(
        &mut self,
        call: &FunctionCall,
        span: &Span,
        inside: Option<usize>,
    ) -> Analysed {
        let depth = inside.unwrap_or_else(|| self.levels.len().saturating_sub(1));
        let name = call.name.span();
        let Some(level) = self.levels.get_mut(depth) else {
            return Ok(());
        };
        level.aggregates = true;
        let (id, clause, nested) = (level.id, level.clause, level.in_aggregate);
        self.aggregates.insert(span.start, id);
        if nested {
            let title = "aggregate function calls cannot be nested";
            return Err(self.not_here("42803", title, &name));
        }
        match clause {
            Clause::Targets
            | Clause::Having
            | Clause::OrderBy
            | Clause::DistinctOn
            | Clause::Window => Ok(()),
            _ => {
                let title = format!("aggregate functions are not allowed in {}", clause.shown());
                Err(self.not_here("42803", title, &name))
            }
        }
    }

    /// Refuses a function that returns a set where one value is needed.
    pub(super) fn may_return_set(&mut self, span: &Span) -> Analysed {
        let level = self.level();
        let (clause, without, in_aggregate) = (level.clause, level.no_sets, level.in_aggregate);
        if let Some(what) = without {
            let title = format!("set-returning functions are not allowed in {what}");
            return Err(self.not_here("0A000", title, span));
        }
        if in_aggregate {
            let title = "aggregate function calls cannot contain set-returning function calls";
            return Err(self.not_here("0A000", title, span));
        }
        match clause {
            Clause::Where
            | Clause::Having
            | Clause::JoinOn
            | Clause::Filter
            | Clause::Limit
            | Clause::Alone(_) => {
                let title = format!(
                    "set-returning functions are not allowed in {}",
                    clause.shown()
                );
                Err(self.not_here("0A000", title, span))
            }
            _ => Ok(()),
        }
    }
}
