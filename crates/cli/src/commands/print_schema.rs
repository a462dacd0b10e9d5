//! `driftless print-schema`: what `diesel print-schema` would print on the migrated database.

use crate::{
    Ending, Failure,
    arguments::Project,
    output::{self, Format},
};
use serde::Serialize;

#[derive(Serialize)]
struct Schema {
    schema: String,
}

pub(crate) fn run(project: &Project, format: Format) -> Result<Ending, Failure> {
    let catalog = driftless_compiler::replay(&project.set()?)?;
    let schema = driftless_compiler::print_schema(&catalog)?;
    output::print(format, &Schema { schema }, |result| result.schema.clone())?;
    Ok(Ending::Clean)
}
