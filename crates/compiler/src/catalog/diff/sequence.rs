//! Sequences.

use super::report::Report;
use crate::catalog::Sequence;

pub(super) fn compare(report: &mut Report, object: &str, ours: &Sequence, theirs: &Sequence) {
    let owner = |sequence: &Sequence| {
        let owner = sequence.owner.as_ref()?;
        let identity = if owner.identity { " as identity" } else { "" };
        Some(format!("{}.{}{identity}", owner.table, owner.column))
    };
    let mut at = report.at(object, ours.place.as_ref());
    at.field("type", &ours.ty, &theirs.ty);
    at.field("start", ours.start, theirs.start);
    at.field("increment", ours.increment, theirs.increment);
    at.field("MINVALUE", ours.min, theirs.min);
    at.field("MAXVALUE", ours.max, theirs.max);
    at.field("cache", ours.cache, theirs.cache);
    at.flag("CYCLE", ours.cycle, theirs.cycle);
    at.flag("UNLOGGED", ours.unlogged, theirs.unlogged);
    at.optional("owner", owner(ours), owner(theirs));
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}
