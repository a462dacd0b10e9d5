//! Where rustfmt, with its default settings, lays the text out differently than `diesel_cli` wrote it.
//!
//! It leaves the inside of `table!` and of `joinable!` alone. The limits are measured, and compared with rustfmt
//! itself by this room's tests.

use super::{indent, line};
use unicode_width::UnicodeWidthStr;

/// Whose text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `diesel_cli`'s own.
    Diesel,
    /// The same after rustfmt.
    Rustfmt,
}

impl Style {
    pub(super) fn module(self, name: &str, body: &str) -> String {
        if self == Self::Rustfmt && body.is_empty() {
            return format!("pub mod {name} {{}}\n");
        }
        format!("pub mod {name} {{\n{body}}}\n")
    }

    /// On one line, on a line of their own, or a line each.
    pub(super) fn derive(self, derives: &[String], depth: usize) -> String {
        let one_line = derives.join(", ");
        let width = depth * 4 + one_line.width();
        if self == Self::Diesel || width <= 85 {
            return line(depth, format_args!("#[derive({one_line})]"));
        }
        let lines = if width <= 96 {
            line(depth + 1, format_args!("{one_line},"))
        } else {
            // One string of the settings may hold several.
            let derives = one_line.split(", ");
            derives
                .map(|derive| line(depth + 1, format_args!("{derive},")))
                .collect()
        };
        format!("{}{lines}{}", line(depth, "#[derive("), line(depth, ")]"))
    }

    /// On one line, or a line for each argument; several are never on one line with a line break.
    pub(super) fn postgres_type(self, arguments: &[String], depth: usize) -> String {
        let one_line = arguments.join(", ");
        let fits = match arguments {
            [single] if single.contains('\n') => true,
            _ => !one_line.contains('\n') && depth * 4 + one_line.width() <= 73,
        };
        let arguments = if self == Self::Diesel || fits {
            one_line
        } else {
            let (inner, outer) = (indent(depth + 1), indent(depth));
            let separator = format!(",\n{inner}");
            format!("\n{inner}{}\n{outer}", arguments.join(&separator))
        };
        line(depth, format_args!("#[diesel(postgres_type({arguments}))]"))
    }

    /// On one line, filled lines where all names are short, else a line each.
    pub(super) fn same_query(self, names: &[String], depth: usize) -> String {
        let call = "diesel::allow_tables_to_appear_in_same_query!(";
        let names: Vec<String> = names.iter().map(|name| format!("{name},")).collect();
        let one_line = line(depth, format_args!("{call}{});", names.join(" ")));
        let lines = match self {
            Self::Diesel => {
                let names = indent(depth + 1) + &names.concat();
                return format!("{}{names});\n", line(depth, call));
            }
            // `max_width`, with the trailing comma uncounted, and the line break.
            Self::Rustfmt if one_line.len() <= 102 => return one_line,
            // `short_array_element_width_threshold`, and the comma.
            Self::Rustfmt if names.iter().all(|name| name.len() <= 11) => filled(&names, depth),
            Self::Rustfmt => names,
        };
        let lines: String = lines.iter().map(|text| line(depth + 1, text)).collect();
        format!("{}{lines}{}", line(depth, call), line(depth, ");"))
    }
}

/// As many on each line as fit into `max_width` beside the indent, less one.
fn filled(names: &[String], depth: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + name.len() <= 95 - depth * 4 => {
                line.push(' ');
                line.push_str(name);
            }
            _ => lines.push(name.clone()),
        }
    }
    lines
}
