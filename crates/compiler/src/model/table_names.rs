//! Every name that a table gives in Rust, and the refusal of two things that would share one.

use super::{docs, naming};
use crate::{
    catalog::{Place, Schema, Table},
    config::Config,
    diagnostic::{Code, Diagnostic, Label},
};
use std::collections::{BTreeMap, BTreeSet};

/// The names of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableNames {
    /// The name in the database.
    pub sql: String,
    /// The module in `schema.rs`.
    pub diesel: String,
    /// The public module, `listings`.
    pub facade: String,
    /// The private module of the table's file, `listings_table`.
    pub module: String,
    /// The file, `listings.rs`.
    pub file: String,
    /// The row's struct, `Listing`.
    pub row: String,
}

impl TableNames {
    /// The table as doc comments show it.
    pub fn shown(&self) -> String {
        docs::code(&self.sql)
    }

    /// `NewListing`: the columns an insert must name.
    pub fn new_row(&self) -> String {
        format!("New{}", self.row)
    }

    /// `ListingInsert`: all columns an insert may name.
    pub fn insert(&self) -> String {
        format!("{}Insert", self.row)
    }

    /// `ListingChanges`: the columns an update may change.
    pub fn changes(&self) -> String {
        format!("{}Changes", self.row)
    }

    /// `ListingId`: the key.
    pub fn id(&self) -> String {
        format!("{}Id", self.row)
    }

    /// `ListingStatus`: the enum of a column.
    pub fn enum_of(&self, column: &str) -> String {
        let column = naming::type_name(&format!("x_{column}"));
        format!("{}{}", self.row, column.get(1..).unwrap_or_default())
    }
}

/// Words that the generated files use as types and traits: a struct of that name would hide them.
const TAKEN: &[&str] = &[
    "Actor",
    "Audit",
    "AstPass",
    "BigDecimal",
    "DateTime",
    "Default",
    "Deserialize",
    "Err",
    "From",
    "Into",
    "Json",
    "NaiveDate",
    "NaiveDateTime",
    "NaiveTime",
    "None",
    "Ok",
    "Option",
    "Pg",
    "QueryResult",
    "Result",
    "Self",
    "Serialize",
    "Some",
    "String",
    "Utc",
    "Uuid",
    "Vec",
];

/// Names all tables of a schema.
pub(super) fn name(
    schema: &Schema,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, TableNames> {
    let mut taken = Taken::default();
    let mut names = BTreeMap::new();
    for table in schema.tables.values() {
        if let Some(problem) = unusable(table) {
            found.push(problem);
            continue;
        }
        let row = row(table, config, found);
        let diesel = naming::diesel_table(&table.name);
        let plain = diesel.trim_end_matches('_').to_lowercase();
        let stem = if plain.is_empty() { "table" } else { &plain };
        names.insert(
            table.name.clone(),
            TableNames {
                sql: table.name.clone(),
                facade: taken.module(naming::facade(&diesel)),
                module: taken.module(format!("{stem}_table")),
                file: format!("{}.rs", taken.file(stem.to_owned())),
                diesel,
                row,
            },
        );
    }
    names
}

/// Module and file names that are given away.
struct Taken {
    modules: BTreeSet<String>,
    files: BTreeSet<String>,
}

impl Default for Taken {
    fn default() -> Self {
        let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Self {
            modules: set(&["actor_table", "schema", "shared_types"]),
            files: set(&["actor", "mod", "schema", "types"]),
        }
    }
}

impl Taken {
    fn module(&mut self, name: String) -> String {
        free(&mut self.modules, name)
    }

    /// File names differ in more than case: some file systems do not see the case.
    fn file(&mut self, name: String) -> String {
        free(&mut self.files, name)
    }
}

fn free(taken: &mut BTreeSet<String>, mut name: String) -> String {
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

fn row(table: &Table, config: &Config, found: &mut Vec<Diagnostic>) -> String {
    let Some(said) = config.names.get(&table.name) else {
        return naming::row(&table.name);
    };
    if naming::is_type_name(&said.value) {
        return said.value.clone();
    }
    let title = format!("`{}` cannot be the name of a struct", said.value);
    found.push(
        Diagnostic::error(Code::D0305, title)
            .label(said.at_value(format!("the struct of table `{}`", table.name)))
            .help("a struct is named in camel case, with letters and digits of ASCII"),
    );
    naming::row(&table.name)
}

/// Names that Diesel, and with it the generated code, cannot have.
fn unusable(table: &Table) -> Option<Diagnostic> {
    if table.name.starts_with("__") {
        let title = format!(
            "table `{}` has a name that Diesel keeps for itself",
            table.name
        );
        return Some(
            problem(
                Code::D0404,
                title,
                table.place.as_ref(),
                "starts with two underscores",
            )
            .help("`diesel print-schema` leaves such tables out: rename the table"),
        );
    }
    let diesel = naming::diesel_table(&table.name);
    let columns = table
        .columns
        .iter()
        .map(|column| (&column.name, column.place.as_ref()));
    let mut named = std::iter::once((&table.name, table.place.as_ref())).chain(columns.clone());
    let odd = named.find_map(|(name, place)| Some((name, place, odd(name)?)));
    let mut doubles = columns
        .filter(|(name, _)| naming::diesel_column(name, &diesel) == diesel)
        .map(|(name, place)| (name, place, "Diesel would name it like its table"));
    let (name, place, why) = odd.or_else(|| doubles.next())?;
    let title = format!("`{name}` cannot be a name in Diesel's schema.rs");
    Some(
        problem(Code::D0404, title, place, why).help(
            "`diesel print-schema` writes it in a way that does not compile: rename it in SQL",
        ),
    )
}

/// What print-schema does not know of a name.
fn odd(name: &str) -> Option<&'static str> {
    match name {
        "gen" => Some("a keyword since Rust 2024"),
        _ if name.contains(['\\', '\r']) => Some("holds a backslash or a line break"),
        _ => None,
    }
}

/// A diagnostic at a place in the SQL.
pub(super) fn problem(code: Code, title: String, place: Option<&Place>, text: &str) -> Diagnostic {
    at(Diagnostic::error(code, title), place, text)
}

/// The diagnostic, at a place in the SQL if there is one.
pub(super) fn at(problem: Diagnostic, place: Option<&Place>, text: &str) -> Diagnostic {
    match place {
        Some(place) => problem.label(Label::of(place, text)),
        None => problem,
    }
}

/// Refuses what would exist twice.
///
/// `names` are the Rust name, what it is of, and the place in SQL.
pub(super) fn refuse_doubles<'n>(
    names: impl IntoIterator<Item = (String, String, Option<&'n Place>)>,
    help: &str,
    found: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<String, (String, Option<&Place>)> = BTreeMap::new();
    for (rust, what, place) in names {
        if let Some((first, first_place)) = seen.get(&rust) {
            let title = format!("{first} and {what} would both be `{rust}` in Rust");
            let mut double = problem(Code::D0403, title, place, &format!("{what} is the second"));
            if let Some(place) = first_place {
                double = double.label(Label::of(place, format!("{first} is the first")));
            }
            found.push(double.help(help));
        } else {
            seen.insert(rust, (what, place));
        }
    }
}

/// Whether a type of that name would hide one that the generated code uses.
pub(super) fn is_taken(name: &str) -> bool {
    TAKEN.contains(&name)
}

/// Refuses a struct that would hide a word the generated code uses.
pub(super) fn refuse_taken(names: &TableNames, place: Option<&Place>, found: &mut Vec<Diagnostic>) {
    if is_taken(&names.row) {
        let title = format!(
            "the struct of table `{}` cannot be called `{}`",
            names.sql, names.row
        );
        found.push(
            problem(
                Code::D0404,
                title,
                place,
                "hides a name that the generated code uses",
            )
            .help(format!(
                "name it in driftless.toml: `[names]` `{} = \"{}Row\"`",
                names.sql, names.row
            )),
        );
    }
}
