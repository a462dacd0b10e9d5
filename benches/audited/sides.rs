//! The same operation, written in three ways.

use diesel::QueryResult;
use diesel::prelude::*;
use driftless::types::Json;
use marketplace::{
    Listing, ListingChanges, ListingStatus, ListingType, Match, NewListing, audit_log, listings,
    matches,
};
use serde_json::json;

use super::tables::{PlainChanges, PlainListing, Stock, audit};

#[derive(Clone, Copy)]
pub(crate) enum Operation {
    Insert,
    Update,
    Delete,
}

impl Operation {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Side {
    /// Diesel, and nothing in the audit log.
    Plain,
    /// The generated statement.
    Audited,
    /// Diesel, and a second statement that writes the audit row, in a transaction. An update's before-image
    /// would take a third: this side does without.
    Transaction,
}

pub(crate) fn run(
    side: Side,
    operation: Operation,
    conn: &mut PgConnection,
    stock: &mut Stock,
) -> QueryResult<()> {
    match side {
        Side::Audited => audited(operation, conn, stock),
        Side::Plain => plain(operation, conn, stock).map(|_| ()),
        Side::Transaction => conn.transaction(|conn| {
            let (entity, id, image) = plain(operation, conn, stock)?;
            log(conn, operation, entity, &id, &image)
        }),
    }
}

/// Runs it and returns what an audit row would say.
fn plain(
    operation: Operation,
    conn: &mut PgConnection,
    stock: &mut Stock,
) -> QueryResult<(&'static str, String, Json)> {
    match operation {
        Operation::Insert => {
            let row: Listing = diesel::insert_into(listings::table)
                .values(PlainListing::new(stock.poster))
                .returning(Listing::as_returning())
                .get_result(conn)?;
            Ok(("listings", row.id.to_string(), json!(row)))
        }
        Operation::Update => {
            let (listing, status, score) = stock.next_change();
            let changes = PlainChanges {
                title: None,
                status: Some(status),
                quality_score: Some(score),
            };
            let row: Listing = diesel::update(listings::table.find(listing))
                .set(&changes)
                .returning(Listing::as_returning())
                .get_result(conn)?;
            let image = json!({"status": row.status, "quality_score": row.quality_score});
            Ok(("listings", row.id.to_string(), image))
        }
        Operation::Delete => {
            let id = stock.matches.pop().ok_or(diesel::NotFound)?;
            let row: Match = diesel::delete(matches::table.find(id))
                .returning(Match::as_returning())
                .get_result(conn)?;
            Ok(("matches", row.id.to_string(), json!(row)))
        }
    }
}

fn log(
    conn: &mut PgConnection,
    operation: Operation,
    entity: &str,
    id: &str,
    image: &Json,
) -> QueryResult<()> {
    diesel::insert_into(audit_log::table)
        .values((
            audit_log::actor_type.eq("user"),
            audit_log::actor_id.eq("00000000-0000-0000-0000-000000000000"),
            audit_log::action.eq(operation.name()),
            audit_log::entity.eq(entity),
            audit_log::entity_id.eq(id),
            audit_log::payload.eq(json!({"v": 1, "op": operation.name(), "image": image})),
        ))
        .execute(conn)?;
    Ok(())
}

fn audited(operation: Operation, conn: &mut PgConnection, stock: &mut Stock) -> QueryResult<()> {
    match operation {
        Operation::Insert => {
            let new = NewListing {
                poster_id: stock.poster,
                title: "Two rooms near the lake".into(),
                description: "Bright, quiet.".into(),
                r#type: ListingType::Apartment,
                price_amount: 450_000.into(),
                status: ListingStatus::Draft,
            };
            let new = new.bedrooms(2).address_text(None);
            listings::insert(new).by(&audit()).get_result(conn)?;
        }
        Operation::Update => {
            let (listing, status, score) = stock.next_change();
            let changes = ListingChanges::default()
                .status(status)
                .quality_score(score);
            listings::update(listing, changes)
                .by(&audit())
                .get_result(conn)?;
        }
        Operation::Delete => {
            let id = stock.matches.pop().ok_or(diesel::NotFound)?;
            matches::delete(id).by(&audit()).get_result(conn)?;
        }
    }
    Ok(())
}
