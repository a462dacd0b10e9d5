use super::*;
use crate::model::{Ident, SqlType};
use std::{
    io::Write as _,
    process::{Command, Stdio},
};

/// What rustfmt makes of a text, or `None` where it refuses it.
fn rustfmt(text: &str) -> Option<String> {
    let mut child = Command::new("rustfmt")
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("rustfmt comes with Rust");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(text.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    output.status.success().then_some(text)
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<'p>(&mut self, from: &[&'p str]) -> &'p str {
        from[self.below(from.len())]
    }

    /// A name as SQL may have it: mostly plain, sometimes hostile, of any length.
    fn name(&mut self) -> String {
        let odd = [
            "日", "\"", "#", "\\", "x\nx", "x\r\nx", "x x", "é", "'", "{", "x\rx", "*/", "//",
        ];
        let plain = ["a", "b_", "c9", "long_word"];
        let hostile = self.below(4) == 0;
        let parts = 1 + self.below(12);
        let part = |numbers: &mut Self| {
            let odd_one = hostile && numbers.below(4) == 0;
            numbers.pick(if odd_one { &odd } else { &plain }).to_owned()
        };
        (0..parts).map(|_| part(self)).collect()
    }

    fn word(&mut self) -> String {
        let word = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghi";
        let longest = [3, 9, 10, 11, 12, 60][self.below(6)];
        word[..=self.below(longest)].to_owned()
    }

    fn ident(&mut self) -> Ident {
        Ident {
            sql: self.name(),
            rust: self.word(),
        }
    }

    fn docs(&mut self) -> Vec<String> {
        let lines = self.below(3);
        let line = |numbers: &mut Self| numbers.name().replace('\n', " ").trim().to_owned();
        (0..lines).map(|_| line(self)).collect()
    }

    fn sql_type(&mut self) -> SqlType {
        SqlType {
            docs: self.docs(),
            rust: format!("T{}", self.word()),
            sql: self.name(),
            schema: (self.below(2) == 0).then(|| self.name()),
        }
    }

    fn table(&mut self) -> DieselTable {
        let columns = 1 + self.below(3);
        let column = |numbers: &mut Self| DieselColumn {
            docs: numbers.docs(),
            sql: numbers.name(),
            rust: numbers.word(),
            ty: "Nullable<Text>".to_owned(),
            max_length: (numbers.below(3) == 0).then_some(20),
            custom: (numbers.below(3) == 0).then(|| numbers.sql_type()),
        };
        let sql = self.name();
        DieselTable {
            docs: self.docs(),
            full: sql.clone(),
            sql,
            schema: None,
            rust: self.word(),
            primary_key: vec![self.word()],
            columns: (0..columns).map(|_| column(self)).collect(),
        }
    }

    fn schema(&mut self) -> DieselSchema {
        let (types, derives, tables) = (self.below(3), self.below(12), self.below(3));
        let groups = self.below(3);
        let group = |numbers: &mut Self| {
            let names = 2 + numbers.below(20);
            (0..names).map(|_| numbers.word()).collect()
        };
        DieselSchema {
            module: (self.below(2) == 0).then(|| "inner".to_owned()),
            sql_types_docs: self.docs(),
            sql_types: (0..types).map(|_| self.sql_type()).collect(),
            derives: (0..=derives).map(|_| self.word().to_uppercase()).collect(),
            imports: (0..self.below(3)).map(|_| self.word()).collect(),
            tables: (0..tables).map(|_| self.table()).collect(),
            joins: (0..self.below(3))
                .map(|_| Join {
                    child: self.ident(),
                    parent: self.ident(),
                    column: self.word(),
                })
                .collect(),
            same_query: (0..groups).map(|_| group(self)).collect(),
            patch: None,
        }
    }
}

#[test]
fn the_layout_is_that_of_rustfmt() {
    let mut numbers = Numbers(7);
    let mut refused = 0;
    for _ in 0..80 {
        let schema = numbers.schema();
        let diesels_own = printed(&schema, Style::Diesel);
        let formatted = rustfmt(&diesels_own);
        refused += usize::from(formatted.is_none());
        let expected = formatted.unwrap_or_else(|| diesels_own.clone());
        let ours = unpatched(&schema);
        let diff = similar::TextDiff::from_lines(&expected, &ours);
        assert!(ours == expected, "{}", diff.unified_diff());
    }
    assert!((5..60).contains(&refused), "{refused} refused");
}
