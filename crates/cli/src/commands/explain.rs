//! `driftless explain`: the page of a diagnostic's code.

use crate::{
    Ending, Failure,
    output::{self, Format},
};
use serde::Serialize;

#[derive(Serialize)]
struct Page<'a> {
    code: String,
    page: &'a str,
}

pub(crate) fn run(code: &str, format: Format) -> Result<Ending, Failure> {
    let code = code.trim().to_uppercase();
    let Some(page) = driftless_compiler::explain(&code) else {
        return Err(Failure::new(format!(
            "no code {code}: they look like D0104, as in `error: [D0104] type \"txet\" does not exist`"
        )));
    };
    output::print(format, &Page { code, page }, |page| {
        format!("{}\n", page.page.trim_end())
    })?;
    Ok(Ending::Clean)
}
