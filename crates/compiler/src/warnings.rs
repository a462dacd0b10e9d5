//! What the reading of the migrations' directory found doubtful, as diagnostics.

use crate::{
    catalog::Place,
    diagnostic::{Code, Diagnostic, Label},
};
use driftless_migrations::{MigrationSet, Warning};

/// What is worth a look in how the migrations are arranged.
pub fn warnings(set: &MigrationSet) -> Vec<Diagnostic> {
    let diagnostic = |warning: &Warning| {
        let (code, help) = match warning {
            Warning::NoMigration(_) => (
                Code::D0006,
                "move it out of the directory of the migrations",
            ),
            _ => (
                Code::D0007,
                "if this is what you mean, nothing has to be done",
            ),
        };
        let labels = warning.files().into_iter().map(|file| {
            let place = Place {
                file: file.into(),
                line: 1,
                column: 1,
            };
            Label::of(&place, "")
        });
        labels.fold(
            Diagnostic::warning(code, warning.to_string()).help(help),
            Diagnostic::label,
        )
    };
    set.warnings.iter().map(diagnostic).collect()
}
