//! Composite types.

use super::report::{Report, named};
use crate::catalog::{Attribute, CompositeType};

pub(super) fn compare(
    report: &mut Report,
    name: &str,
    ours: &CompositeType,
    theirs: &CompositeType,
) {
    let object = format!("type {name}");
    let place = ours.place.as_ref();
    let names = |ty: &CompositeType| {
        let names = ty.attributes.iter().map(|it| it.name.clone());
        names.collect::<Vec<_>>()
    };
    let mut at = report.at(&object, place);
    at.list("attributes", &names(ours), &names(theirs));
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
    for (attribute, pair) in named(&ours.attributes, &theirs.attributes, |it| &it.name) {
        // The list has told of those that one side lacks.
        if let (Some(ours), Some(theirs)) = pair {
            let object = format!("attribute {name}.{attribute}");
            compare_attribute(report.at(&object, place), ours, theirs);
        }
    }
}

fn compare_attribute(mut at: super::report::At<'_>, ours: &Attribute, theirs: &Attribute) {
    if ours.ty != theirs.ty {
        let (ours, theirs) = (ours.ty.qualified(), theirs.ty.qualified());
        at.differs("type", Some(ours), Some(theirs));
    }
    at.optional(
        "collation",
        ours.collation.as_ref(),
        theirs.collation.as_ref(),
    );
    at.optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
}
