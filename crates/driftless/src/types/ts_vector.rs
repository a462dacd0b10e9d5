//! `tsvector`: the words of a document and where they stand.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use diesel::deserialize::{self, FromSqlRow};
use serde::{Deserialize, Serialize};

use super::stores::travels;
use super::wire::{Bytes, Wire, write_count, write_to_zero};

/// The lexemes of a document, each with its positions and their weights.
///
/// It is mostly read, or not even that: `to_tsvector(..)` in SQL makes it, a generated column keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, FromSqlRow, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TsVector(pub BTreeMap<String, BTreeMap<u16, Weight>>);

/// How much a position counts.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Weight {
    /// The least, and what a position has unless `setweight` said otherwise.
    #[default]
    D,
    /// More than `D`.
    C,
    /// More than `C`.
    B,
    /// The most.
    A,
}

/// Postgres keeps a position in 14 bits and its weight in the two above them.
const LAST_POSITION: u16 = (1 << 14) - 1;

travels!(TsVector);

impl Wire for TsVector {
    fn read(bytes: &mut Bytes<'_>) -> deserialize::Result<Self> {
        let mut lexemes = BTreeMap::new();
        for _ in 0..bytes.count()? {
            let lexeme = bytes.text_to_zero()?;
            let mut positions = BTreeMap::new();
            for _ in 0..bytes.u16()? {
                let both = bytes.u16()?;
                positions.insert(both & LAST_POSITION, Weight::of(both >> 14));
            }
            lexemes.insert(lexeme, positions);
        }
        Ok(Self(lexemes))
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_count(self.0.len(), out)?;
        for (lexeme, positions) in &self.0 {
            write_to_zero(lexeme, out)?;
            let count = u16::try_from(positions.len()).map_err(io::Error::other)?;
            out.write_all(&count.to_be_bytes())?;
            for (position, weight) in positions {
                if !(1..=LAST_POSITION).contains(position) {
                    return Err(io::Error::other("a position is between 1 and 16383"));
                }
                out.write_all(&(position | (*weight as u16) << 14).to_be_bytes())?;
            }
        }
        Ok(())
    }
}

impl Weight {
    fn of(bits: u16) -> Self {
        match bits {
            0 => Self::D,
            1 => Self::C,
            2 => Self::B,
            _ => Self::A,
        }
    }
}

/// As Postgres prints it: `'cat':3 'fat':2A`.
impl fmt::Display for TsVector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (lexeme, positions)) in self.0.iter().enumerate() {
            write!(f, "{}{}", if index > 0 { " " } else { "" }, Quoted(lexeme))?;
            for (index, (position, weight)) in positions.iter().enumerate() {
                write!(f, "{}{position}", if index > 0 { "," } else { ":" })?;
                if *weight != Weight::D {
                    write!(f, "{weight:?}")?;
                }
            }
        }
        Ok(())
    }
}

/// A lexeme in quotes.
pub(super) struct Quoted<'l>(pub(super) &'l str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}'", self.0.replace('\\', "\\\\").replace('\'', "''"))
    }
}

/// A set of weights, as a query may ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weights(pub u8);

impl Weights {
    /// Whether the weight is asked for; a query that names none takes all.
    pub fn contains(self, weight: Weight) -> bool {
        self.0 == 0 || self.0 >> weight as u8 & 1 == 1
    }
}

impl FromIterator<Weight> for Weights {
    fn from_iter<I: IntoIterator<Item = Weight>>(weights: I) -> Self {
        let bits = weights.into_iter().map(|weight| 1 << weight as u8);
        Self(bits.fold(0, |all, bit: u8| all | bit))
    }
}
