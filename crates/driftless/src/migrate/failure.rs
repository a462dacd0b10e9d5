//! A migration that failed, as a person wants to read it: the file, the line, Postgres' own words, what is
//! left behind and what to do.

use super::{
    copy::CopyError,
    place::Place,
    script::{File, Script},
};
use diesel::result::Error as DieselError;
use driftless_migrations::statements::{Control, Reason, SplitError, Statement};
use std::{error::Error, fmt};

/// A statement of a migration that Postgres refused, or a file that could not be sent at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The migration, `003_tables`.
    pub migration: String,
    /// The file as messages show it, `migrations/003_tables.sql`.
    pub path: String,
    /// The line, counted from 1: where Postgres points, or where the statement starts.
    pub line: usize,
    /// The column in characters, counted from 1, if Postgres points at one.
    pub column: Option<usize>,
    /// The line's text.
    pub source_line: String,
    /// Postgres' own message.
    pub message: String,
    /// Postgres' DETAIL.
    pub detail: Option<String>,
    /// Postgres' HINT.
    pub hint: Option<String>,
    /// What is left of this migration in the database.
    pub outcome: Outcome,
    at: usize,
    points: bool,
}

/// What a failed migration left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// No statement of it was sent.
    NotStarted,
    /// It ran in a transaction, which was rolled back.
    RolledBack,
    /// It runs without a transaction and stopped half-way: these statements stay done.
    HalfWay {
        /// The line and the first words of each statement that has run.
        done: Vec<(usize, String)>,
    },
}

impl Outcome {
    /// What stays of the statements that ran before the failing one, when nothing wraps them.
    pub(super) fn half_way(ran: &[Statement<'_>], file: &File) -> Self {
        let kept = open_transaction(ran).map_or(ran, |begin| &ran[..begin]);
        let done = kept
            .iter()
            .filter(|s| s.control.is_none())
            .map(|s| (Place::of(&file.text, s.start).line, beginning(s.text)))
            .collect();
        Self::HalfWay { done }
    }
}

/// The index of a `BEGIN` that no `COMMIT` has followed.
pub(super) fn open_transaction(ran: &[Statement<'_>]) -> Option<usize> {
    let last = ran.iter().rposition(|s| s.control.is_some())?;
    (ran[last].control == Some(Control::Begin)).then_some(last)
}

/// The statement's first line, shortened.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default().trim_end();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &line[..end]),
        None => line.to_owned(),
    }
}

impl Failure {
    fn new(at: usize, points: bool, message: String, outcome: Outcome) -> Self {
        Self {
            migration: String::new(),
            path: String::new(),
            line: 0,
            column: None,
            source_line: String::new(),
            message,
            detail: None,
            hint: None,
            outcome,
            at,
            points,
        }
    }

    pub(super) fn refused(
        statement: &Statement<'_>,
        error: &DieselError,
        outcome: Outcome,
    ) -> Self {
        let DieselError::DatabaseError(_, information) = error else {
            return Self::new(statement.start, false, error.to_string(), outcome);
        };
        // Postgres counts characters from 1.
        let offset = information
            .statement_position()
            .and_then(|position| usize::try_from(position).ok()?.checked_sub(1))
            .and_then(|position| statement.text.char_indices().nth(position))
            .map(|(offset, _)| offset);
        Self {
            detail: information.details().map(str::to_owned),
            hint: information.hint().map(str::to_owned),
            ..Self::new(
                statement.start + offset.unwrap_or(0),
                offset.is_some(),
                information.message().to_owned(),
                outcome,
            )
        }
    }

    pub(super) fn unreadable(error: SplitError) -> Self {
        match error.reason {
            Reason::Unterminated(what) => Self::new(
                error.at,
                true,
                format!("unterminated {what}: it starts here and the file ends"),
                Outcome::NotStarted,
            ),
            Reason::CopyFromStdin => Self {
                hint: Some("write the rows as INSERT statements".to_owned()),
                ..Self::new(
                    error.at,
                    true,
                    "COPY FROM STDIN takes its data from psql, not from a statement".to_owned(),
                    Outcome::NotStarted,
                )
            },
        }
    }

    pub(super) fn copy(error: CopyError, statement: &Statement<'_>, outcome: Outcome) -> Self {
        let message = match error {
            CopyError::Options => {
                "COPY with options is not followed, only the form that pg_dump writes".to_owned()
            }
            CopyError::NoText(row) => format!("row {row} of this COPY is not UTF-8 text"),
        };
        Self {
            hint: Some("write the rows as INSERT statements".to_owned()),
            ..Self::new(statement.start, true, message, outcome)
        }
    }

    pub(super) fn ends_transaction(statement: &Statement<'_>) -> Self {
        Self {
            hint: Some(
                "remove it, or mark the file with `-- driftless: no-transaction` in its first lines"
                    .to_owned(),
            ),
            ..Self::new(
                statement.start,
                true,
                "this would end the transaction that the migration runs in".to_owned(),
                Outcome::NotStarted,
            )
        }
    }

    /// Says whose failure it is, and turns the byte into a line of that file.
    pub(super) fn of(mut self, script: &Script, file: &File) -> Self {
        let place = Place::of(&file.text, self.at);
        self.migration.clone_from(&script.title);
        self.path = file.path.clone().into_owned();
        self.line = place.line;
        self.column = self.points.then_some(place.column);
        place.text.clone_into(&mut self.source_line);
        self
    }

    fn picture(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len() + 1);
        write!(f, "{margin}--> {}:{}", self.path, self.line)?;
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        let (shown, before) = Place::window(&self.source_line, self.column);
        write!(f, "\n{margin} |\n {number} | {shown}")?;
        if self.column.is_some() {
            write!(f, "\n{margin} | {before}^")?;
        }
        Ok(())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.migration, self.message)?;
        self.picture(f)?;
        let margin = " ".repeat(self.line.to_string().len() + 1);
        if let Some(detail) = &self.detail {
            write!(f, "\n{margin} = detail: {detail}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n{margin} = help: {hint}")?;
        }
        match &self.outcome {
            Outcome::NotStarted => write!(f, "\n{margin} = note: nothing of it was run"),
            Outcome::RolledBack => write!(f, "\n{margin} = note: nothing of it was kept"),
            Outcome::HalfWay { done } if done.is_empty() => write!(
                f,
                "\n{margin} = note: it runs without a transaction and stopped at its first statement: \
                 what that statement did before it failed may be left (an invalid index, for example)"
            ),
            Outcome::HalfWay { done } => {
                write!(
                    f,
                    "\n{margin} = note: it runs without a transaction and stopped half-way; these have run and stay:"
                )?;
                for (line, beginning) in done {
                    write!(f, "\n{margin}     {}:{line}  {beginning}", self.path)?;
                }
                write!(
                    f,
                    "\n{margin} = help: it is not recorded as applied: undo these by hand, or make each statement \
                     safe to run again (IF NOT EXISTS), then migrate again"
                )
            }
        }
    }
}

impl Error for Failure {}
