//! The audit trail as a table: when, who, action, entity, what changed from what to what.

use crate::screen::{Screen, cut, short};
use diesel::prelude::*;
use driftless::{Change, Difference, Who};
use marketplace::{User, audit_log, users};
use std::collections::BTreeMap;

/// Wide enough to understand, narrow enough for a terminal.
const WIDEST_DIFF: usize = 64;

pub(crate) fn show(conn: &mut PgConnection, screen: &Screen) -> QueryResult<()> {
    screen.chapter("The audit trail");
    let names = names(conn)?;
    let trail: Vec<Change> = audit_log::trail().load(conn)?;
    let (seed, story): (Vec<_>, Vec<_>) = trail.iter().partition(|change| is_seed(change));
    screen.say(&format!("{} rows by system seed_dev, then:", seed.len()));
    let rows: Vec<_> = story
        .into_iter()
        .map(|change| (row(change, &names), None))
        .collect();
    screen.table(
        ["when", "who", "action", "entity", "", "what changed"],
        &rows,
    );
    Ok(())
}

fn is_seed(change: &Change) -> bool {
    change.actor.kind == "system" && change.actor.id == "seed_dev"
}

fn names(conn: &mut PgConnection) -> QueryResult<BTreeMap<String, String>> {
    let users: Vec<User> = users::table.select(User::as_select()).load(conn)?;
    Ok(users
        .into_iter()
        .filter_map(|user| Some((user.id.to_string(), user.name?)))
        .collect())
}

fn row(change: &Change, names: &BTreeMap<String, String>) -> [String; 6] {
    let name = |who: &Who| match names.get(&who.id) {
        Some(name) => format!("{} {name}", who.kind),
        None => format!("{} {}", who.kind, short(&who.id)),
    };
    let who = match &change.on_behalf_of {
        Some(other) => format!("{} for {}", name(&change.actor), name(other)),
        None => name(&change.actor),
    };
    [
        change.at.format("%H:%M:%S%.3f").to_string(),
        who,
        change.action.clone(),
        change.entity.clone(),
        change.entity_id.as_deref().map(short).unwrap_or_default(),
        what_changed(change),
    ]
}

/// Keys and times say little here; the whole images are in the log.
fn what_changed(change: &Change) -> String {
    let telling = |difference: &&Difference| {
        let column = &difference.column;
        let value = difference.after.as_ref().or(difference.before.as_ref());
        let empty = value.is_none_or(|v| v.is_null() || *v == serde_json::json!({}));
        let both = difference.before.is_some() && difference.after.is_some();
        both || !(empty || column == "id" || column.ends_with("_id") || column.ends_with("_at"))
    };
    let said: Vec<String> = change
        .diff()
        .iter()
        .filter(telling)
        .map(ToString::to_string)
        .collect();
    cut(&said.join(", "), WIDEST_DIFF)
}
