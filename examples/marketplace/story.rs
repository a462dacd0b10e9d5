//! A day in the marketplace. Every write goes through the generated code, and names who does it.

use crate::screen::{Screen, Style};
use diesel::prelude::*;
use driftless::{
    Processed,
    types::{DateTime, Utc},
};
use marketplace::{
    Actor, Audit, ChatSession, ChatSessionChannel, Listing, ListingChanges, ListingMediaKind,
    ListingStatus, ListingType, NewChatSession, NewListing, NewListingMedia, NewMatch, NewReview,
    NewViewing, ReviewResult, User, UserRole, Viewing, ViewingChanges, ViewingStatus,
    chat_sessions, inbound_events, listing_media, listings, matches, reviews, users, viewings,
};
use serde_json::json;
use std::time::{Duration, SystemTime};

pub(crate) fn tell(conn: &mut PgConnection, screen: &Screen) -> QueryResult<()> {
    let poster = &person(conn, UserRole::Poster)?;
    let moderator = &person(conn, UserRole::Moderator)?;
    let seeker = &person(conn, UserRole::Seeker)?;

    screen.chapter("A poster drafts a listing, an agent reviews it, it is published");
    let listing = draft(conn, screen, poster)?;
    let listing = review(conn, screen, &listing, poster)?;
    let listing = publish(conn, screen, &listing, moderator)?;

    screen.chapter("A webhook arrives twice and is processed once");
    deliver(conn, screen, seeker)?;
    deliver(conn, screen, seeker)?;

    screen.chapter("A seeker is matched and books a viewing");
    suggest(conn, screen, &listing, seeker)?;
    let viewing = book(conn, screen, &listing, seeker)?;
    confirm(conn, screen, &viewing, poster)?;

    screen.chapter("The listing is deleted, with everything that hangs on it");
    delete(conn, screen, &listing, poster)
}

/// Reading is plain Diesel.
fn person(conn: &mut PgConnection, role: UserRole) -> QueryResult<User> {
    users::table
        .filter(users::role.eq(role))
        .select(User::as_select())
        .first(conn)
}

fn draft(conn: &mut PgConnection, screen: &Screen, poster: &User) -> QueryResult<Listing> {
    let audit = Audit::by(Actor::User(poster.id)).request("req-7f3a");
    let listing = NewListing {
        poster_id: poster.id,
        title: "Two rooms near the lake".into(),
        description: "Bright, quiet, ten minutes from the market.".into(),
        r#type: ListingType::Apartment,
        price_amount: 450_000.into(),
        status: ListingStatus::Draft,
    };
    let draft = listings::insert(listing.bedrooms(2))
        .by(&audit)
        .get_result(conn)?;
    screen.act(
        name(poster),
        "listings::insert",
        &format!("{:?}, {}", draft.title, draft.status),
    );

    let url = "https://media.example.com/lake-1.jpg".into();
    let photo = NewListingMedia {
        listing_id: draft.id,
        url,
        kind: ListingMediaKind::Photo,
    };
    let photo = listing_media::insert(photo).by(&audit).get_result(conn)?;
    screen.act(
        name(poster),
        "listing_media::insert",
        &format!("{} {}", photo.kind, photo.url),
    );
    move_on(
        conn,
        screen,
        &draft,
        ListingStatus::Submitted,
        name(poster),
        &audit,
    )
}

/// An agent acts, and says for whom and why.
fn review(
    conn: &mut PgConnection,
    screen: &Screen,
    listing: &Listing,
    poster: &User,
) -> QueryResult<Listing> {
    let audit = Audit::by(Actor::Agent("review-1".into()))
        .on_behalf_of(Actor::User(poster.id))
        .reason("photos match the description");
    let verdict = NewReview {
        listing_id: listing.id,
        result: ReviewResult::Approved,
    };
    let verdict = verdict
        .agent_id("review-1".to_owned())
        .flags(json!({ "photos": "ok" }));
    let verdict = reviews::insert(verdict).by(&audit).get_result(conn)?;
    screen.act(
        "agent review-1",
        "reviews::insert",
        &verdict.result.to_string(),
    );
    move_on(
        conn,
        screen,
        listing,
        ListingStatus::Approved,
        "agent review-1",
        &audit,
    )
}

fn publish(
    conn: &mut PgConnection,
    screen: &Screen,
    listing: &Listing,
    moderator: &User,
) -> QueryResult<Listing> {
    let audit = Audit::by(Actor::User(moderator.id)).request("req-91c0");
    let live = move_on(
        conn,
        screen,
        listing,
        ListingStatus::Published,
        name(moderator),
        &audit,
    )?;
    // A second click changes nothing: the row comes back as it stands, and no trace is left.
    move_on(
        conn,
        screen,
        &live,
        ListingStatus::Published,
        name(moderator),
        &audit,
    )
}

fn move_on(
    conn: &mut PgConnection,
    screen: &Screen,
    listing: &Listing,
    status: ListingStatus,
    who: &str,
    audit: &Audit,
) -> QueryResult<Listing> {
    let changes = ListingChanges::default().status(status);
    let moved = listings::update(listing.id, changes)
        .by(audit)
        .get_result(conn)?;
    let what = if moved == *listing {
        format!("{} already: nothing is written", moved.status)
    } else {
        format!("{} → {}", listing.status, moved.status)
    };
    screen.act(who, "listings::update", &what);
    Ok(moved)
}

/// Whoever delivers an event cannot know whether it arrived, and delivers it again.
fn deliver(conn: &mut PgConnection, screen: &Screen, seeker: &User) -> QueryResult<()> {
    let audit = Audit::by(Actor::System("webhooks".into()));
    let message = json!({ "from": seeker.phone, "text": "Is it still free?" });
    let processed = inbound_events::event("whatsapp", "wamid.4471", message)
        .by(&audit)
        .process_once(conn, |conn| open_chat(conn, seeker, &audit))?;
    let what = match processed {
        Processed::Done(chat) => format!("processed: {} chat with {}", chat.channel, chat.agent_id),
        Processed::Duplicate => "a duplicate: nothing is written".to_owned(),
    };
    screen.act("system webhooks", "inbound_events::event", &what);
    Ok(())
}

fn open_chat(conn: &mut PgConnection, seeker: &User, audit: &Audit) -> QueryResult<ChatSession> {
    let chat = NewChatSession {
        channel: ChatSessionChannel::Whatsapp,
        peer_id: seeker.phone.clone().unwrap_or_default(),
        agent_id: "chat-1".into(),
    };
    chat_sessions::insert(chat.user_id(seeker.id))
        .by(audit)
        .get_result(conn)
}

fn suggest(
    conn: &mut PgConnection,
    screen: &Screen,
    listing: &Listing,
    seeker: &User,
) -> QueryResult<()> {
    let audit = Audit::by(Actor::Agent("match-1".into())).on_behalf_of(Actor::User(seeker.id));
    let found = NewMatch {
        seeker_id: seeker.id,
        listing_id: listing.id,
        score: 92.into(),
    };
    let found = matches::insert(found.reasons(json!(["budget", "area"])))
        .by(&audit)
        .get_result(conn)?;
    screen.act(
        "agent match-1",
        "matches::insert",
        &format!("score {}", found.score),
    );
    Ok(())
}

fn book(
    conn: &mut PgConnection,
    screen: &Screen,
    listing: &Listing,
    seeker: &User,
) -> QueryResult<Viewing> {
    let in_two_days = DateTime::<Utc>::from(SystemTime::now() + Duration::from_hours(48));
    let viewing = NewViewing {
        listing_id: listing.id,
        seeker_id: seeker.id,
        scheduled_at: in_two_days,
        status: ViewingStatus::Proposed,
    };
    let audit = Audit::by(Actor::User(seeker.id)).request("req-c2d8");
    let viewing = viewings::insert(viewing).by(&audit).get_result(conn)?;
    let when = viewing.scheduled_at.format("%Y-%m-%d");
    screen.act(
        name(seeker),
        "viewings::insert",
        &format!("{} for {when}", viewing.status),
    );
    Ok(viewing)
}

fn confirm(
    conn: &mut PgConnection,
    screen: &Screen,
    viewing: &Viewing,
    poster: &User,
) -> QueryResult<()> {
    let audit = Audit::by(Actor::User(poster.id)).request("req-e05b");
    let changes = ViewingChanges::default()
        .status(ViewingStatus::Confirmed)
        .notes("Ring twice.".to_owned());
    let confirmed = viewings::update(viewing.id, changes)
        .by(&audit)
        .get_result(conn)?;
    let what = format!("{} → {}", viewing.status, confirmed.status);
    screen.act(name(poster), "viewings::update", &what);
    Ok(())
}

/// The rows that go with it by ON DELETE CASCADE are audited as well, each one.
fn delete(
    conn: &mut PgConnection,
    screen: &Screen,
    listing: &Listing,
    poster: &User,
) -> QueryResult<()> {
    let audit = Audit::by(Actor::User(poster.id)).reason("rented out");
    let gone = listings::delete(listing.id).by(&audit).get_result(conn)?;
    screen.act(
        name(poster),
        "listings::delete",
        &format!("{:?}, {}", gone.title, gone.status),
    );

    let life = listings::history(listing.id).load(conn)?;
    let life: Vec<&str> = life.iter().map(|change| change.action.as_str()).collect();
    screen.act("", "listings::history", &life.join(", "));
    Ok(())
}

/// One write past the generated code. Nothing in Rust stops it; the count does.
pub(crate) fn sabotage(conn: &mut PgConnection, screen: &Screen) -> QueryResult<()> {
    screen.chapter("Somebody writes past the audit");
    let raw =
        "UPDATE listings SET price_amount = price_amount / 2 WHERE title = 'House with a garden'";
    diesel::sql_query(raw).execute(conn)?;
    screen.say_in(Style::Bad, raw);
    Ok(())
}

fn name(user: &User) -> &str {
    user.name.as_deref().unwrap_or("somebody")
}
