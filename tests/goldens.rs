//! Every expected file of `tests/golden/` compiles, under the lints a strict crate would have.

#![deny(
    warnings,
    missing_docs,
    unsafe_code,
    unreachable_pub,
    clippy::all,
    clippy::pedantic
)]

/// One table audited, others written with Diesel itself, one left out.
#[rustfmt::skip]
#[path = "golden/audited_only/expected/mod.rs"]
pub mod audited_only;

/// Each type of Postgres with a Rust type, beside the common ones of `types`.
#[rustfmt::skip]
#[path = "golden/builtin_types/expected/mod.rs"]
pub mod builtin_types;

/// Two levels of children, columns that are set, and a circle.
#[rustfmt::skip]
#[path = "golden/cascades/expected/mod.rs"]
pub mod cascades;

/// Keys of several columns.
#[rustfmt::skip]
#[path = "golden/composite/expected/mod.rs"]
pub mod composite;

/// Names, values and comments that mean something to Rust, Markdown or SQL.
#[rustfmt::skip]
#[path = "golden/hostile/expected/mod.rs"]
pub mod hostile;

/// Other actors than the marketplace's.
#[rustfmt::skip]
#[path = "golden/human_or_bot/expected/mod.rs"]
pub mod human_or_bot;

/// A table without a primary key, left out.
#[rustfmt::skip]
#[path = "golden/keyless/expected/mod.rs"]
pub mod keyless;

/// Types, names and attributes other than the rules'.
#[rustfmt::skip]
#[path = "golden/overrides/expected/mod.rs"]
pub mod overrides;

/// Foreign keys that Diesel has no `joinable!` for.
#[rustfmt::skip]
#[path = "golden/joins/expected/mod.rs"]
pub mod joins;

/// A table and a column that had other names.
#[rustfmt::skip]
#[path = "golden/renames/expected/mod.rs"]
pub mod renames;

/// No audit log: rows, and writes with Diesel itself.
#[rustfmt::skip]
#[path = "golden/rows_only/expected/mod.rs"]
pub mod rows_only;

/// A schema.rs that lies where the project has it.
#[rustfmt::skip]
#[path = "golden/schema_elsewhere/expected/mod.rs"]
pub mod schema_elsewhere;

/// A second schema, printed as a module.
#[rustfmt::skip]
#[path = "golden/several_schemas/expected/mod.rs"]
pub mod several_schemas;

/// Every type with a Rust type.
#[rustfmt::skip]
#[path = "golden/types/expected/mod.rs"]
pub mod types;

/// Values outside the list, and values without a name.
#[rustfmt::skip]
#[path = "golden/unknown/expected/mod.rs"]
pub mod unknown;

#[path = "support/golden_joins.rs"]
mod golden_joins;

#[path = "support/golden_types.rs"]
mod golden_types;

/// Types that the golden `overrides` names.
#[path = "support/given.rs"]
pub mod given;

#[path = "support/golden_writes.rs"]
mod golden_writes;

#[test]
fn every_golden_is_mounted_here() {
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    for case in std::fs::read_dir(golden).unwrap() {
        let case = case.unwrap();
        if !case.path().join("expected").is_dir() {
            continue;
        }
        let mount = format!("golden/{}/expected/mod.rs", case.file_name().display());
        assert!(include_str!("goldens.rs").contains(&mount), "{mount}");
    }
}

#[test]
fn the_actors_are_those_of_the_check_and_no_others() {
    use driftless::Actor as _;
    use human_or_bot::Actor;
    let kinds = |actor: &Actor| match actor {
        Actor::Human(id) | Actor::Bot(id) => id.clone(),
    };
    for (actor, kind) in [
        (Actor::Human("ada".into()), "human"),
        (Actor::Bot("r2".into()), "bot"),
    ] {
        assert_eq!((actor.kind(), actor.id()), (kind, kinds(&actor)));
    }
}

#[test]
fn a_value_outside_the_list_is_an_error_or_unknown() {
    use rows_only::BookForm;
    use unknown::{PaymentSign, PaymentState};
    assert_eq!("essay".parse(), Ok(BookForm::Essay));
    assert!("poem".parse::<BookForm>().is_err());
    assert_eq!(
        "refunded".parse(),
        Ok(PaymentState::Unknown("refunded".into()))
    );
    assert_eq!("+".parse(), Ok(PaymentSign::Plus));
}

#[test]
fn serde_speaks_the_values_of_sql() {
    use driftless::types::Json;
    use hostile::StructType;
    use unknown::PaymentState;
    for value in StructType::ALL {
        let json = Json::from(value.as_str());
        assert_eq!(serde_json::to_value(value).unwrap(), json);
        assert_eq!(serde_json::from_value::<StructType>(json).unwrap(), *value);
    }
    let read: PaymentState = serde_json::from_value(Json::from("refunded")).unwrap();
    assert_eq!(read, PaymentState::Unknown("refunded".into()));
    assert_eq!(serde_json::to_value(read).unwrap(), Json::from("refunded"));
}
