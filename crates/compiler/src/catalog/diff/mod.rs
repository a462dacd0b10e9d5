//! What differs between the SQL's catalog and a server's.
//!
//! *Invariant:* every field of the catalog is compared, but for places and former names, which only the
//! SQL has. Expressions are compared by meaning.

mod column;
mod composite;
mod constraint;
mod domain;
mod enum_type;
mod function;
mod index;
mod partition;
mod policy;
mod range;
mod report;
mod rule;
mod sequence;
mod statistics;
mod table;
mod view;

pub use report::Difference;

use super::{Catalog, Extension, Schema};
use report::{Report, by_name};

/// Every difference between what the SQL says (first) and what a server has, in the order of names.
pub fn diff(sql: &Catalog, server: &Catalog) -> Vec<Difference> {
    let mut report = Report::default();
    for (name, pair) in by_name(&sql.extensions, &server.extensions) {
        let object = format!("extension {name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |extension| &extension.place) {
            extension(&mut report, &object, ours, theirs);
        }
    }
    for (name, pair) in by_name(&sql.schemas, &server.schemas) {
        let empty = Schema::default();
        match pair {
            (Some(ours), Some(theirs)) => schema(&mut report, sql, name, ours, theirs),
            // Each thing in it is told, and the schema itself.
            (Some(ours), None) => {
                report.only_in_sql(format!("schema {name}"), None);
                schema(&mut report, sql, name, ours, &empty);
            }
            (None, Some(theirs)) => {
                report.only_in_database(format!("schema {name}"));
                schema(&mut report, sql, name, &empty, theirs);
            }
            (None, None) => {}
        }
    }
    report.into_differences()
}

fn extension(report: &mut Report, object: &str, ours: &Extension, theirs: &Extension) {
    report
        .at(object, ours.place.as_ref())
        .field("schema", &ours.schema, &theirs.schema);
    report.at(object, ours.place.as_ref()).optional(
        "comment",
        ours.comment.as_ref(),
        theirs.comment.as_ref(),
    );
}

fn schema(report: &mut Report, sql: &Catalog, name: &str, ours: &Schema, theirs: &Schema) {
    let schema_name = name;
    let prefix = if name == "public" {
        String::new()
    } else {
        format!("{name}.")
    };
    let object = format!("schema {name}");
    report
        .at(&object, None)
        .optional("comment", ours.comment.as_ref(), theirs.comment.as_ref());
    for (name, pair) in by_name(&ours.tables, &theirs.tables) {
        let name = format!("{prefix}{name}");
        let object = format!("table {name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |table| &table.place) {
            table::compare(report, sql, &name, ours, theirs);
        }
    }
    for (name, pair) in by_name(&ours.views, &theirs.views) {
        let name = format!("{prefix}{name}");
        let object = format!("view {name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |view| &view.place) {
            view::compare(report, &name, ours, theirs);
        }
    }
    for (name, pair) in by_name(&ours.sequences, &theirs.sequences) {
        let object = format!("sequence {prefix}{name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |sequence| &sequence.place) {
            sequence::compare(report, &object, ours, theirs);
        }
    }
    for (name, pair) in by_name(&ours.statistics, &theirs.statistics) {
        let object = format!("statistics {prefix}{name}");
        if let Some((a, b)) = report.both(&object, pair, |statistics| &statistics.place) {
            let table = ours
                .tables
                .get(&a.table)
                .filter(|_| a.schema == schema_name);
            let columns = table.map(|table| &*table.columns).unwrap_or_default();
            statistics::compare(report, &object, columns, (a, b));
        }
    }
    types(report, sql, &prefix, ours, theirs);
    for (signature, pair) in by_name(&ours.functions, &theirs.functions) {
        let known = pair.0.or(pair.1);
        let word = known.map_or("function", |routine| routine.kind.word());
        let object = format!("{word} {prefix}{signature}");
        if let Some((ours, theirs)) = report.both(&object, pair, |function| &function.place) {
            function::compare(report, &object, ours, theirs);
        }
    }
}

fn types(report: &mut Report, sql: &Catalog, prefix: &str, ours: &Schema, theirs: &Schema) {
    for (name, pair) in by_name(&ours.enums, &theirs.enums) {
        let object = format!("type {prefix}{name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |ty| &ty.place) {
            enum_type::compare(report, &object, ours, theirs);
        }
    }
    for (name, pair) in by_name(&ours.domains, &theirs.domains) {
        let name = format!("{prefix}{name}");
        let object = format!("domain {name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |domain| &domain.place) {
            domain::compare(report, sql, &name, ours, theirs);
        }
    }
    for (name, pair) in by_name(&ours.composites, &theirs.composites) {
        let name = format!("{prefix}{name}");
        let object = format!("type {name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |ty| &ty.place) {
            composite::compare(report, &name, ours, theirs);
        }
    }
    for (name, pair) in by_name(&ours.ranges, &theirs.ranges) {
        let object = format!("type {prefix}{name}");
        if let Some((ours, theirs)) = report.both(&object, pair, |ty| &ty.place) {
            range::compare(report, &object, ours, theirs);
        }
    }
}
