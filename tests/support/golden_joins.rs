//! The named join conditions on a real server.

use crate::{
    golden_writes::migrated,
    joins::{
        NewBooking, NewReview, NewSeat, NewTeam, NewUser, Review, Seat, TeamId, User, UserId,
        bookings, reviews, seats, teams, users,
    },
};
use diesel::prelude::*;

fn user(conn: &mut PgConnection, email: &str) -> UserId {
    let user = NewUser {
        email: email.into(),
    };
    diesel::insert_into(users::table)
        .values(user)
        .returning(users::id)
        .get_result(conn)
        .unwrap()
}

#[test]
fn two_keys_to_one_table_are_two_conditions() {
    let Some((_database, mut conn)) = migrated("joins") else {
        return;
    };
    let conn = &mut conn;
    let [ada, bob] = ["ada", "bob"].map(|email| user(conn, email));
    let review = NewReview {
        author_id: ada,
        author: "A.".into(),
    }
    .approver_id(bob);
    diesel::insert_into(reviews::table)
        .values(review)
        .execute(conn)
        .unwrap();

    let written: (Review, User) = reviews::table
        .inner_join(users::table.on(reviews::by_author()))
        .select((Review::as_select(), User::as_select()))
        .first(conn)
        .unwrap();
    assert_eq!(
        (written.0.author_id, written.1.email.as_str()),
        (ada, "ada")
    );
    let approved: (i32, Option<String>) = reviews::table
        .left_join(users::table.on(reviews::approver()))
        .select((reviews::id, users::email.nullable()))
        .first(conn)
        .unwrap();
    assert_eq!(approved.1.as_deref(), Some("bob"));
}

#[test]
fn keys_of_several_columns_and_to_other_columns_have_conditions() {
    let Some((_database, mut conn)) = migrated("joins") else {
        return;
    };
    let conn = &mut conn;
    let lead = user(conn, "lead");
    let team: TeamId = diesel::insert_into(teams::table)
        .values(NewTeam { lead_id: lead })
        .returning(teams::id)
        .get_result(conn)
        .unwrap();
    let seat = NewSeat {
        team_id: team,
        number: 7,
    }
    .holder("lead".to_owned());
    diesel::insert_into(seats::table)
        .values(seat)
        .execute(conn)
        .unwrap();
    let booking = NewBooking { team_id: team.0 }.seat(7_i16);
    diesel::insert_into(bookings::table)
        .values(booking)
        .execute(conn)
        .unwrap();

    let held: (Seat, String) = bookings::table
        .inner_join(seats::table.on(bookings::team_seat()))
        .inner_join(users::table.on(seats::by_holder()))
        .select((Seat::as_select(), users::email))
        .first(conn)
        .unwrap();
    assert_eq!((held.0.number, held.1.as_str()), (7, "lead"));
    let teams_led: i64 = teams::table
        .inner_join(users::table.on(teams::lead()))
        .count()
        .get_result(conn)
        .unwrap();
    assert_eq!(teams_led, 1);
    let typed: i64 = bookings::table
        .inner_join(reviews::table.on(bookings::by_type().or(bookings::by_insert())))
        .count()
        .get_result(conn)
        .unwrap();
    assert_eq!(typed, 0);
}
