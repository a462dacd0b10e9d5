//! `driftless migrate up | down | status`.

use crate::{
    Ending, Failure,
    arguments::{At, Down, Project, Up},
    database,
    output::{self, Format},
};
use diesel::PgConnection;
use driftless::migrate::{self, MigrationStatus, Migrations, Progress, Status, Step};
use driftless_postgres::DatabaseUrl;
use serde::Serialize;

/// One migration that was applied or reverted, as JSON shows it.
#[derive(Serialize)]
pub(crate) struct Ran {
    version: String,
    migration: String,
    path: String,
    dev_only: bool,
    milliseconds: u128,
}

impl From<Step> for Ran {
    fn from(step: Step) -> Self {
        Self {
            version: step.version,
            migration: step.migration,
            path: step.path,
            dev_only: step.dev_only,
            milliseconds: step.took.as_millis(),
        }
    }
}

#[derive(Serialize)]
struct Applied {
    applied: Vec<Ran>,
}

#[derive(Serialize)]
struct Reverted {
    reverted: Vec<Ran>,
}

pub(crate) fn up(project: &Project, up: &Up, format: Format) -> Result<Ending, Failure> {
    let migrations = Migrations::from(&project.set()?);
    let url = DatabaseUrl::parse(&up.at.database_url)?;
    let created = up.create && database::create(&url)?;
    let conn = &mut database::connect(&url)?;
    if created {
        eprintln!("created database {}", url.database());
        database::mark(conn)?;
    }
    if up.dev && !database::mark_if_empty(conn)? {
        return Err(Failure::new(format!(
            "database {} is neither empty nor marked as one for development: --dev would put the seed \
             among somebody's data\n  = help: name an empty database, or leave out --dev",
            url.database()
        )));
    }
    let applied = apply(conn, migrations, up.dev)?;
    output::print(format, &Applied { applied }, |result| {
        match result.applied.len() {
            0 => "nothing to apply\n".to_owned(),
            1 => "1 migration applied\n".to_owned(),
            many => format!("{many} migrations applied\n"),
        }
    })?;
    Ok(Ending::Clean)
}

/// Applies what is pending, telling each on standard error.
pub(crate) fn apply(
    conn: &mut PgConnection,
    migrations: Migrations,
    dev: bool,
) -> Result<Vec<Ran>, Failure> {
    let migrations = if dev {
        migrations.with_dev_only()
    } else {
        migrations
    };
    let steps = migrate::up(conn, &migrations, |progress| tell("applied", progress))?;
    Ok(steps.into_iter().map(Ran::from).collect())
}

fn tell(verb: &str, progress: Progress<'_>) {
    match progress {
        Progress::Waiting => {
            eprintln!("another migrator is at work on this database, waiting for it");
        }
        Progress::Finished(step) => {
            let seed = if step.dev_only { ", dev only" } else { "" };
            eprintln!("{verb} {} ({} ms{seed})", step.path, step.took.as_millis());
        }
        _ => {}
    }
}

pub(crate) fn down(project: &Project, down: &Down, format: Format) -> Result<Ending, Failure> {
    let migrations = Migrations::from(&project.set()?);
    let url = DatabaseUrl::parse(&down.at.database_url)?;
    let conn = &mut database::connect(&url)?;
    let count = if down.all { usize::MAX } else { down.count };
    let steps = migrate::down(conn, &migrations, count, |progress| {
        tell("reverted", progress);
    })?;
    let reverted = Reverted {
        reverted: steps.into_iter().map(Ran::from).collect(),
    };
    output::print(format, &reverted, |result| match result.reverted.len() {
        0 => "nothing to revert\n".to_owned(),
        1 => "1 migration reverted\n".to_owned(),
        many => format!("{many} migrations reverted\n"),
    })?;
    Ok(Ending::Clean)
}

#[derive(Serialize)]
struct Standing {
    migrations: Vec<Migration>,
    unknown: Vec<Unknown>,
    pending: usize,
}

#[derive(Serialize)]
struct Migration {
    version: String,
    #[serde(rename = "migration")]
    title: String,
    path: String,
    applied_at: Option<String>,
    dev_only: bool,
    reversible: bool,
}

#[derive(Serialize)]
struct Unknown {
    version: String,
    applied_at: String,
}

impl From<Status> for Standing {
    fn from(status: Status) -> Self {
        let pending = status.pending(false).count();
        let migration = |m: MigrationStatus| Migration {
            version: m.version,
            title: m.migration,
            path: m.path,
            applied_at: m.applied_at,
            dev_only: m.dev_only,
            reversible: m.reversible,
        };
        Self {
            migrations: status.migrations.into_iter().map(migration).collect(),
            unknown: status
                .unknown
                .into_iter()
                .map(|(version, applied_at)| Unknown {
                    version,
                    applied_at,
                })
                .collect(),
            pending,
        }
    }
}

pub(crate) fn status(project: &Project, at: &At, format: Format) -> Result<Ending, Failure> {
    let migrations = Migrations::from(&project.set()?);
    let url = DatabaseUrl::parse(&at.database_url)?;
    let conn = &mut database::connect(&url)?;
    let standing = Standing::from(migrate::status(conn, &migrations)?);
    output::print(format, &standing, table)?;
    Ok(if standing.pending > 0 {
        Ending::Finding
    } else {
        Ending::Clean
    })
}

fn table(standing: &Standing) -> String {
    let width = standing
        .migrations
        .iter()
        .map(|m| m.path.chars().count())
        .max()
        .unwrap_or(0);
    let known = standing.migrations.iter().map(|migration| {
        let state = match (&migration.applied_at, migration.dev_only) {
            (Some(at), _) => format!("applied {at}"),
            (None, true) => "not applied (dev only)".to_owned(),
            (None, false) => "pending".to_owned(),
        };
        format!("{:width$}  {state}\n", migration.path)
    });
    let unknown = standing.unknown.iter().map(
        |Unknown {
             version,
             applied_at,
         }| {
            format!("version {version}, applied {applied_at}, is of no migration here\n")
        },
    );
    let last = match standing.pending {
        0 => "nothing is pending\n".to_owned(),
        pending => format!("{pending} pending\n"),
    };
    known.chain(unknown).chain([last]).collect()
}
