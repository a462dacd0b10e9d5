//! Enum types.

use super::report::Report;
use crate::catalog::EnumType;

pub(super) fn compare(report: &mut Report, object: &str, ours: &EnumType, theirs: &EnumType) {
    let labels = |ty: &EnumType| {
        let labels = ty.values.iter().map(|value| value.label.clone());
        labels.collect::<Vec<_>>()
    };
    let mut at = report.at(object, ours.place.as_ref());
    at.list("values", &labels(ours), &labels(theirs));
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}
