//! Enums from the lists in CHECK constraints.

use super::{Docs, Ident, TableNames, docs, naming, overrides, table_names};
use crate::{
    catalog::{Check, Column, Subject, Table, Texts},
    config::{Config, EnumConfig},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
};

/// A Rust enum that is stored as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumDef {
    /// The enum's name.
    pub name: String,
    /// What it says of itself.
    pub docs: Docs,
    /// The values, in the order of the CHECK.
    pub variants: Vec<Variant>,
    /// Whether a value outside the list is read as `Unknown`.
    pub unknown: bool,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The stored text and the variant's name.
    pub ident: Ident,
    /// The stored text, as inline code.
    pub docs: Docs,
}

/// The values that the column's checks leave it, and the check that names them.
pub(super) fn list<'t>(table: &'t Table, column: &Column) -> Option<(&'t Check, Vec<String>)> {
    let subject = Subject {
        name: &column.name,
        ty: &column.ty,
        collation: column.collation.as_deref(),
    };
    left(&table.checks, subject)
}

/// The values that checks leave, where they are a list.
///
/// A check that is `NOT VALID` does not count: rows outside its list may exist. Nor does one with `NO INHERIT`:
/// the rows of child tables are the table's too.
fn left<'c>(checks: &'c [Check], subject: Subject<'_>) -> Option<(&'c Check, Vec<String>)> {
    let mut named = None;
    let mut left = Texts::any();
    for check in checks.iter().filter(|it| it.validated && !it.no_inherit) {
        let texts = check.expr.texts(subject);
        if matches!(texts, Texts::Only(_)) {
            named = named.or(Some(check));
        }
        left = left.and(texts);
    }
    let Texts::Only(mut values) = left else {
        return None;
    };
    if let ("varchar", Some(length)) = (subject.ty.name.as_str(), &subject.ty.modifier) {
        let length: usize = length.parse().ok()?;
        values.retain(|value| value.chars().count() <= length);
    }
    (!values.is_empty()).then_some((named?, values))
}

/// The enum of a column, if it has a list.
pub(super) fn lower(
    table: &Table,
    column: &Column,
    names: &TableNames,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Option<EnumDef> {
    let (check, values) = list(table, column)?;
    let said = config.enums.get(&format!("{}.{}", table.name, column.name));
    let settings = said.map(|said| said.value.clone()).unwrap_or_default();
    unused_variants(&settings, &values, found);
    let place = check.place.as_ref();
    let variants: Vec<Variant> = values
        .iter()
        .filter_map(|value| variant(value, &settings, table, column, check, found))
        .collect();
    let column_name = format!("{}.{}", table.name, column.name);
    let unknown = settings
        .unknown
        .then(|| ("Unknown".to_owned(), "`unknown = true`".to_owned(), None));
    table_names::refuse_doubles(
        variants
            .iter()
            .map(|v| {
                (
                    v.ident.rust.clone(),
                    format!("value {}", docs::code(&v.ident.sql)),
                    place,
                )
            })
            .chain(unknown),
        &format!(
            "name one in driftless.toml: `[enums]` `\"{column_name}\" = {{ variants = {{ \"value\" = \"Name\" }} }}`"
        ),
        found,
    );
    let what = format!(
        "The values of {}: check {}",
        docs::code(&column_name),
        docs::code(&check.name)
    );
    Some(EnumDef {
        name: name(&settings, names, column, found),
        docs: Docs::of(None, &what, place, &[]),
        variants,
        unknown: settings.unknown,
    })
}

/// Settings of an enum that a type of driftless.toml takes the place of would silently do nothing.
pub(super) fn refuse_replaced(
    table: &Table,
    column: &Column,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) {
    let key = overrides::column_key(table, column);
    if let Some(said) = config.enums.get(&key) {
        let title = format!("`{key}` has no enum: `[types]` gives it another type");
        found.push(
            Diagnostic::error(Code::D0306, title)
                .label(said.at_key("nothing of this is generated"))
                .help("take out one of the two"),
        );
    }
}

/// The enum's name: what driftless.toml says, or the rule's.
fn name(
    settings: &EnumConfig,
    names: &TableNames,
    column: &Column,
    found: &mut Vec<Diagnostic>,
) -> String {
    let ruled = names.enum_of(&column.name);
    let Some(said) = &settings.name else {
        return ruled;
    };
    if naming::is_type_name(&said.value) && !table_names::is_taken(&said.value) {
        return said.value.clone();
    }
    let title = format!("`{}` cannot be the name of an enum", said.value);
    found.push(
        Diagnostic::error(Code::D0305, title)
            .label(said.at_value("the enum's name"))
            .help(
                "an enum is named in camel case, and not like what generated code uses, `Option`",
            ),
    );
    ruled
}

fn variant(
    value: &str,
    settings: &EnumConfig,
    table: &Table,
    column: &Column,
    check: &Check,
    found: &mut Vec<Diagnostic>,
) -> Option<Variant> {
    let rust = match settings.variants.get(value) {
        Some(said) if naming::is_type_name(&said.value) => Some(said.value.clone()),
        Some(said) => {
            let title = format!("`{}` cannot be the name of a variant", said.value);
            found.push(
                Diagnostic::error(Code::D0305, title)
                    .label(said.at_value(format!("the variant of value {}", docs::code(value))))
                    .help("a variant is named in camel case, with letters and digits of ASCII"),
            );
            return None;
        }
        None => naming::variant(value),
    };
    let Some(rust) = rust else {
        let title = format!(
            "no variant can be named after the value {}",
            docs::code(value)
        );
        let help = format!(
            "name it in driftless.toml: `[enums]` `\"{}.{}\" = {{ variants = {{ {} = \"Name\" }} }}`",
            table.name,
            column.name,
            toml::Value::String(value.to_owned()),
        );
        let problem = table_names::problem(Code::D0408, title, check.place.as_ref(), "");
        found.push(problem.help(help));
        return None;
    };
    Some(Variant {
        docs: Docs::line(docs::code(value)),
        ident: Ident {
            sql: value.to_owned(),
            rust,
        },
    })
}

fn unused_variants(settings: &EnumConfig, values: &[String], found: &mut Vec<Diagnostic>) {
    for (value, said) in &settings.variants {
        if values.contains(value) {
            continue;
        }
        let title = format!("{} is no value of the list", docs::code(value));
        let mut problem = Diagnostic::error(Code::D0304, title).label(said.at_key("named here"));
        if let Some(near) = nearest(value, values.iter().cloned()) {
            problem = problem.help(format!("did you mean {}?", docs::code(&near)));
        }
        found.push(problem);
    }
}
