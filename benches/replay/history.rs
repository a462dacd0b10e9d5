//! Histories of the shape that real ones have: tables, then years of columns, indexes and changes of mind.

use driftless_migrations::{MigrationSet, ReadError};
use std::{fmt::Write as _, fs, io, path::Path};

/// Diesel's folders: every third migration makes a table, the others change one.
pub(crate) fn write(directory: &Path, count: usize) -> io::Result<()> {
    for number in 0..count {
        let folder = directory.join(format!("2024-01-01-{number:06}_change"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("up.sql"), change(number))?;
        fs::write(folder.join("down.sql"), "SELECT 1;\n")?;
    }
    Ok(())
}

fn change(number: usize) -> String {
    let table = format!("things_{}", number / 3);
    match number % 3 {
        0 => create(number / 3),
        1 => format!(
            "ALTER TABLE {table} ADD COLUMN note text, ADD COLUMN rank integer NOT NULL DEFAULT 0;\n\
             CREATE INDEX ON {table} (rank);\n"
        ),
        _ => format!(
            "ALTER TABLE {table} ALTER COLUMN title TYPE varchar(200), DROP COLUMN note;\n\
             ALTER TABLE {table} RENAME COLUMN rank TO position;\n"
        ),
    }
}

fn create(number: usize) -> String {
    let mut sql = format!(
        "CREATE TABLE things_{number} (\n  id bigserial PRIMARY KEY,\n  title text NOT NULL,\n  \
         state text NOT NULL CHECK (state IN ('draft', 'live', 'gone')),\n  price numeric(10, 2),\n  \
         created_at timestamptz NOT NULL DEFAULT now(),\n  email text UNIQUE"
    );
    if number > 0 {
        let _ = write!(
            sql,
            ",\n  parent_id bigint REFERENCES things_{} (id)",
            number / 2
        );
    }
    sql.push_str("\n);\n");
    sql
}

/// One migration of so many tables.
pub(crate) fn tables(count: usize) -> Result<MigrationSet, ReadError> {
    let sql: String = (0..count).map(create).collect();
    MigrationSet::of_texts([("001_tables.sql", &*sql)])
}
