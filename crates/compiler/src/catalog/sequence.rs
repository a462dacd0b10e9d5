//! Sequences: those that stand alone, and those behind serial and identity columns.

use super::{PgType, Place, Rename};

/// `CREATE SEQUENCE`, or what a serial or identity column makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// The name, unquoted.
    pub name: String,
    /// `AS`: `int2`, `int4` or `int8`.
    pub ty: PgType,
    /// `START WITH`.
    pub start: i64,
    /// `INCREMENT BY`.
    pub increment: i64,
    /// `MINVALUE`.
    pub min: i64,
    /// `MAXVALUE`.
    pub max: i64,
    /// `CACHE`.
    pub cache: i64,
    /// `CYCLE`.
    pub cycle: bool,
    /// `UNLOGGED`.
    pub unlogged: bool,
    /// The column it goes with.
    pub owner: Option<SequenceOwner>,
    /// `COMMENT ON SEQUENCE`.
    pub comment: Option<String>,
    /// The statement that made it; `None` when read from a server.
    pub place: Option<Place>,
    /// Former names, oldest first.
    pub renames: Vec<Rename>,
}

/// `OWNED BY`; a sequence and its owner are in one schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SequenceOwner {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// Whether it is the inside of an identity column, which no statement may touch by itself.
    pub identity: bool,
}

impl Sequence {
    /// A sequence as `CREATE SEQUENCE name` makes it: upwards from 1, of this type.
    pub fn ascending(name: &str, ty: PgType) -> Self {
        let max = Self::bounds(&ty).1;
        Self {
            name: name.to_owned(),
            ty,
            start: 1,
            increment: 1,
            min: 1,
            max,
            cache: 1,
            cycle: false,
            unlogged: false,
            owner: None,
            comment: None,
            place: None,
            renames: Vec::new(),
        }
    }

    /// The least and greatest value of a sequence's type.
    pub fn bounds(ty: &PgType) -> (i64, i64) {
        match &*ty.name {
            "int2" => (i16::MIN.into(), i16::MAX.into()),
            "int4" => (i32::MIN.into(), i32::MAX.into()),
            _ => (i64::MIN, i64::MAX),
        }
    }
}
