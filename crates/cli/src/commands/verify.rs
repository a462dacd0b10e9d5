//! `driftless verify`: the migrations on a real server, its catalog beside the compiler's.

use crate::{
    Ending, Failure,
    arguments::{Project, Verify},
    output::{self, Format},
    verify::{Finding, Scratch, Verified, verify},
};
use driftless_postgres::{DatabaseUrl, Server};
use serde::Serialize;

#[derive(Serialize)]
struct Report {
    /// The server's version, `15.18`.
    postgres: String,
    /// How many migrations were run.
    migrations: usize,
    findings: Vec<Shown>,
}

/// A finding as JSON shows it.
#[derive(Serialize)]
struct Shown {
    /// `differs`, `not-restored` or `refused`.
    finding: &'static str,
    /// The file after which it was found.
    after: String,
    object: Option<String>,
    what: Option<&'static str>,
    sql: Option<String>,
    server: Option<String>,
    place: Option<String>,
    message: String,
}

pub(crate) fn run(project: &Project, verify: &Verify, format: Format) -> Result<Ending, Failure> {
    let set = project.set()?;
    let server = match &verify.database_url {
        Some(url) => {
            // Refuses what needs TLS before anything is made there.
            DatabaseUrl::parse(url)?.connect()?;
            Server::named(url.clone())
        }
        None => Server::private().map_err(|error| Failure::new(error.to_string()))?,
    };
    let scratch = Scratch::on(server)?;
    let verified = self::verify(&set, scratch, verify.each, verify.down)?;
    let report = Report::of(verified);
    output::print(format, &report, text)?;
    Ok(if report.findings.is_empty() {
        Ending::Clean
    } else {
        Ending::Finding
    })
}

impl Report {
    fn of(verified: Verified) -> Self {
        Self {
            postgres: verified.postgres,
            migrations: verified.migrations,
            findings: verified.findings.into_iter().map(Shown::of).collect(),
        }
    }
}

impl Shown {
    fn of(finding: Finding) -> Self {
        let message = finding.to_string();
        match finding {
            Finding::Differs {
                after,
                restored,
                difference,
            } => Self {
                finding: if restored { "not-restored" } else { "differs" },
                after,
                object: Some(difference.object),
                what: Some(difference.what).filter(|what| !what.is_empty()),
                sql: difference.sql,
                server: difference.server,
                place: difference.place.map(|place| place.to_string()),
                message,
            },
            Finding::Refused { path, .. } => Self {
                finding: "refused",
                after: path,
                object: None,
                what: None,
                sql: None,
                server: None,
                place: None,
                message,
            },
        }
    }
}

fn text(report: &Report) -> String {
    let (postgres, count) = (&report.postgres, report.migrations);
    let migrations = if count == 1 {
        "migration"
    } else {
        "migrations"
    };
    let mut text = format!("postgres {postgres}, {count} {migrations} run\n");
    for finding in &report.findings {
        text.push_str(&finding.message);
        text.push('\n');
    }
    text + &match report.findings.len() {
        0 => "the catalogs are the same\n".to_owned(),
        1 => "1 finding\n".to_owned(),
        many => format!("{many} findings\n"),
    }
}
