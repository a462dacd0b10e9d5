//! Aligned lines and tables; bold and colours only on a terminal.

use std::{
    cell::Cell,
    env,
    io::{self, IsTerminal},
};

pub(crate) struct Screen {
    margin: &'static str,
    colours: bool,
    chapter: Cell<u8>,
}

#[derive(Clone, Copy)]
pub(crate) enum Style {
    Bold,
    Dim,
    Good,
    Bad,
}

impl Screen {
    pub(crate) fn of_standard_output() -> Self {
        let colours = io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none();
        Self {
            margin: "   ",
            colours,
            chapter: Cell::new(0),
        }
    }

    /// The next chapter's number and title.
    pub(crate) fn chapter(&self, title: &str) {
        let number = self.chapter.get() + 1;
        self.chapter.set(number);
        let before = if number == 1 { "" } else { "\n" };
        println!(
            "{before}{}",
            self.paint(Style::Bold, &format!("{number}  {title}"))
        );
    }

    /// Who called which generated function, and what came of it.
    pub(crate) fn act(&self, who: &str, call: &str, result: &str) {
        println!(
            "{}{who:22}  {}  {result}",
            self.margin,
            self.paint(Style::Dim, &format!("{call:23}"))
        );
    }

    pub(crate) fn say(&self, text: &str) {
        if text.is_empty() {
            println!();
        }
        for line in text.lines() {
            println!("{}", format!("{}{line}", self.margin).trim_end());
        }
    }

    pub(crate) fn say_in(&self, style: Style, text: &str) {
        println!("{}{}", self.margin, self.paint(style, text));
    }

    /// Columns as wide as their widest cell; the last one runs on. A row may have a style of its own.
    pub(crate) fn table<const N: usize>(
        &self,
        head: [&str; N],
        rows: &[([String; N], Option<Style>)],
    ) {
        let mut widths = head.map(str::len);
        for (cells, _) in rows {
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = (*width).max(cell.chars().count());
            }
        }
        println!(
            "{}{}",
            self.margin,
            self.paint(Style::Dim, &aligned(&head, &widths))
        );
        for (cells, style) in rows {
            let line = aligned(&cells.each_ref().map(String::as_str), &widths);
            println!(
                "{}{}",
                self.margin,
                style.map_or(line.clone(), |style| self.paint(style, &line))
            );
        }
    }

    fn paint(&self, style: Style, text: &str) -> String {
        let code = match style {
            Style::Bold => 1,
            Style::Dim => 2,
            Style::Good => 32,
            Style::Bad => 31,
        };
        if self.colours {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

/// Numbers stand on the right, everything else on the left.
fn aligned(cells: &[&str], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).map(|(cell, &width)| {
        if cell.parse::<i64>().is_ok() {
            format!("{cell:>width$}")
        } else {
            format!("{cell:width$}")
        }
    });
    padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// The text, cut to a width with an ellipsis.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

/// The end of an id: enough to tell rows apart, and the seed's ids differ only there.
pub(crate) fn short(id: &str) -> String {
    match id.char_indices().rev().nth(3) {
        Some((start, _)) if id.len() > 12 => format!("…{}", &id[start..]),
        _ => id.to_owned(),
    }
}
