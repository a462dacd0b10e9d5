//! Range types.

use super::report::Report;
use crate::catalog::RangeType;

pub(super) fn compare(report: &mut Report, object: &str, ours: &RangeType, theirs: &RangeType) {
    let multirange = |ty: &RangeType| format!("{}.{}", ty.multirange_schema, ty.multirange);
    let mut at = report.at(object, ours.place.as_ref());
    at.field(
        "subtype",
        ours.subtype.qualified(),
        theirs.subtype.qualified(),
    );
    at.optional("opclass", ours.opclass.as_ref(), theirs.opclass.as_ref());
    at.optional(
        "collation",
        ours.collation.as_ref(),
        theirs.collation.as_ref(),
    );
    at.optional(
        "subtype_diff",
        ours.subtype_diff.as_ref(),
        theirs.subtype_diff.as_ref(),
    );
    at.field("multirange", multirange(ours), multirange(theirs));
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}
