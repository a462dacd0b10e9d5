//! Whatever the text is, the answer is a catalog or diagnostics: no panic, no overflow, no endless loop.

use driftless_migrations::MigrationSet;
use std::{fs, path::PathBuf};

/// The marketplace's migrations and those of the golden diagnostics: all the SQL of this repository.
fn corpus() -> Vec<String> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut directories = vec![root.join("migrations")];
    let cases = fs::read_dir(root.join("tests/golden/diagnostics")).unwrap();
    directories.extend(cases.map(|case| case.unwrap().path().join("migrations")));
    directories.sort();
    let mut texts = Vec::new();
    for directory in directories {
        let mut files: Vec<_> = fs::read_dir(directory)
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        texts.extend(files.iter().map(|file| fs::read_to_string(file).unwrap()));
    }
    texts
}

/// A generator of numbers that is the same on every machine (`xorshift64*`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % limit.max(1)
    }
}

/// Compiles, renders, and asserts that nothing gave up on the way.
fn survives(sql: &str) {
    // A header that cannot be read is not this test's business.
    let Ok(set) = MigrationSet::of_texts([("m.sql", sql)]) else {
        return;
    };
    if let Err(found) = driftless_compiler::replay(&set) {
        let text = found.render();
        assert!(!text.contains("[D0005]"), "{sql}\n{text}");
        assert!(text.contains("m.sql:"), "no place:\n{text}");
    }
}

#[test]
fn texts_cut_anywhere() {
    let mut numbers = Numbers(7);
    for text in corpus() {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for _ in 0..30.min(ends.len()) {
            survives(&text[..ends[numbers.below(ends.len())]]);
        }
    }
}

#[test]
fn texts_with_words_swapped_doubled_and_lost() {
    let mut numbers = Numbers(11);
    let marks = [
        "(", ")", ",", ";", "'", "\"", "$$", "/*", "--", "[", "]", ".", "::", "NOT", "é", "\0",
    ];
    for text in corpus() {
        // A header that cannot be read is not this test's business.
        let words: Vec<&str> = text
            .split_inclusive([' ', '\n'])
            .filter(|word| !word.contains("driftless:"))
            .collect();
        for _ in 0..30 {
            let mut words = words.clone();
            for _ in 0..=numbers.below(3) {
                let (at, other) = (numbers.below(words.len()), numbers.below(words.len()));
                match numbers.below(4) {
                    0 => words.swap(at, other),
                    1 => words.insert(at, words[other]),
                    2 => words[at] = "",
                    _ => words.insert(at, marks[numbers.below(marks.len())]),
                }
            }
            survives(&words.concat());
        }
    }
}

#[test]
fn deep_and_long_texts() {
    let nested = |open: &str, close: &str, times: usize| {
        format!(
            "CREATE TABLE t (a int CHECK ({}1{} > 0));",
            open.repeat(times),
            close.repeat(times)
        )
    };
    survives(&nested("(", ")", 3_000));
    survives(&nested("(", ")", 200));
    survives(&nested("f(", ")", 3_000));
    survives(&nested("ARRAY[", "]", 3_000));
    survives(&nested("CASE WHEN true THEN ", " END", 1_000));
    survives(&nested("- ", "", 3_000));
    survives(&nested("NOT ", "", 3_000));
    survives(&nested("1 + ", "", 5_000));
    let view = |text: String| survives(&format!("CREATE VIEW v AS {text};"));
    view(format!("SELECT {}1", "1 + ".repeat(20_000)));
    view(format!("SELECT {}true", "NOT ".repeat(2_000)));
    view(format!("SELECT {}1", "1 + ".repeat(2_500)));
    view(format!("{}SELECT 1", "SELECT 1 UNION ".repeat(2_500)));
    view(format!(
        "SELECT 1 FROM pg_class a{}",
        " CROSS JOIN pg_class".repeat(5_000)
    ));
    survives(&"(".repeat(100_000));
    survives(&"SELECT ".repeat(10_000));
    survives(&"CREATE TABLE t (a int);".repeat(300));
}

/// `DRIFTLESS_HOSTILE_KIB=65536 cargo test -p driftless-compiler --release --test never_panics large` runs the
/// same at full size.
#[test]
fn large_texts() {
    let said = std::env::var("DRIFTLESS_HOSTILE_KIB").ok();
    let kib: usize = said.map_or(128, |said| said.parse().unwrap());
    let filled = |unit: &str| unit.repeat((kib << 10) / unit.len());
    for unit in [
        "(",
        "1 + ",
        "NOT ",
        "- ",
        "CASE WHEN 1 THEN ",
        "a.",
        "x::",
        "[",
        "'",
        "\"",
        "$$",
        "/*",
    ] {
        survives(&format!("SELECT {}", filled(unit)));
    }
    survives(&format!(
        "CREATE TABLE t (a int DEFAULT {}1)",
        filled("1 + ")
    ));
    survives(&format!("SELECT 1{}", filled(" UNION ALL SELECT 1")));
    survives(&format!("SELECT 1 {}", filled("; SELECT 1")));
    survives(&format!("CREATE TABLE t ({})", filled("a int, ")));
    survives(&format!(
        "INSERT INTO t VALUES (1){};",
        filled(", (1, 'x')")
    ));
    survives(&filled("\0"));
    survives(&filled("\\ \n"));
}

#[test]
fn other_odd_texts() {
    for text in [
        "",
        ";",
        ";;;",
        "\u{feff}",
        "\0",
        "\\",
        "/* open",
        "$$",
        "'",
        "\"",
        "é",
        "CREATE",
        "COMMENT ON COLUMN a IS ''",
    ] {
        survives(text);
    }
}
