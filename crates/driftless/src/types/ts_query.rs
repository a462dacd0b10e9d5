//! `tsquery`: what a document's words are asked for.

use std::fmt;
use std::io::{self, Write};

use diesel::deserialize::{self, FromSqlRow};
use serde::{Deserialize, Serialize};

use super::stores::travels;
use super::ts_vector::{Quoted, Weight, Weights};
use super::wire::{Bytes, Wire, write_count, write_to_zero};

/// A query, in the order in which Postgres keeps it: each operator before its operands, the right one first.
///
/// A flat list, so that no query is too deep to be read.
///
/// ```
/// use driftless::types::TsQuery;
///
/// let query = TsQuery::word("fat").and(TsQuery::word("rat").not());
/// assert_eq!(query.to_string(), "'fat' & !'rat'");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, FromSqlRow, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TsQuery(pub Vec<TsQueryItem>);

/// A word or an operator of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TsQueryItem {
    /// A lexeme.
    Word {
        /// The lexeme.
        lexeme: String,
        /// The weights it may have; none for any.
        weights: Weights,
        /// Whether words that only begin with it do.
        prefix: bool,
    },
    /// `!`
    Not,
    /// `&`
    And,
    /// `|`
    Or,
    /// `<n>`: the right operand, so many words after the left one.
    FollowedBy(u16),
}

impl TsQuery {
    /// Documents with this lexeme.
    pub fn word(lexeme: impl Into<String>) -> Self {
        Self(vec![TsQueryItem::Word {
            lexeme: lexeme.into(),
            weights: Weights::default(),
            prefix: false,
        }])
    }

    /// Documents that do not match.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "the operators are SQL's")]
    pub fn not(self) -> Self {
        self.under(TsQueryItem::Not, Self::default())
    }

    /// Documents that match both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.under(TsQueryItem::And, other)
    }

    /// Documents that match at least one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.under(TsQueryItem::Or, other)
    }

    /// Documents in which `other` follows this at a distance.
    #[must_use]
    pub fn followed_by(self, distance: u16, other: Self) -> Self {
        self.under(TsQueryItem::FollowedBy(distance), other)
    }

    fn under(self, operator: TsQueryItem, right: Self) -> Self {
        let mut items = vec![operator];
        items.extend(right.0);
        items.extend(self.0);
        Self(items)
    }
}

travels!(TsQuery);

const WORD: u8 = 1;
const OPERATOR: u8 = 2;

impl Wire for TsQuery {
    fn read(bytes: &mut Bytes<'_>) -> deserialize::Result<Self> {
        let count = bytes.count()?;
        (0..count)
            .map(|_| TsQueryItem::read(bytes))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_count(self.0.len(), out)?;
        self.0.iter().try_for_each(|item| item.write(out))
    }
}

impl Wire for TsQueryItem {
    fn read(bytes: &mut Bytes<'_>) -> deserialize::Result<Self> {
        if bytes.u8()? == WORD {
            return Ok(Self::Word {
                weights: Weights(bytes.u8()?),
                prefix: bytes.u8()? != 0,
                lexeme: bytes.text_to_zero()?,
            });
        }
        match bytes.u8()? {
            1 => Ok(Self::Not),
            2 => Ok(Self::And),
            3 => Ok(Self::Or),
            4 => bytes.u16().map(Self::FollowedBy),
            other => Err(format!("{other} is no operator of a tsquery").into()),
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Word {
                lexeme,
                weights,
                prefix,
            } => {
                out.write_all(&[WORD, weights.0, u8::from(*prefix)])?;
                write_to_zero(lexeme, out)
            }
            Self::Not => out.write_all(&[OPERATOR, 1]),
            Self::And => out.write_all(&[OPERATOR, 2]),
            Self::Or => out.write_all(&[OPERATOR, 3]),
            Self::FollowedBy(distance) => {
                out.write_all(&[OPERATOR, 4])?;
                out.write_all(&distance.to_be_bytes())
            }
        }
    }
}

/// As SQL spells it, with parentheses around each operand that has an operator of its own.
impl fmt::Display for TsQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut operands: Vec<(String, bool)> = Vec::new();
        for item in self.0.iter().rev() {
            let mut operand = || match operands.pop() {
                Some((text, false)) => text,
                Some((text, true)) => format!("({text})"),
                None => String::new(),
            };
            let spelled = match item {
                TsQueryItem::Word { .. } => (item.to_string(), false),
                TsQueryItem::Not => (format!("!{}", operand()), false),
                binary => {
                    let right = operand();
                    (format!("{} {binary} {right}", operand()), true)
                }
            };
            operands.push(spelled);
        }
        f.write_str(operands.last().map_or("", |(text, _)| text))
    }
}

impl fmt::Display for TsQueryItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word {
                lexeme,
                weights,
                prefix,
            } => {
                write!(f, "{}", Quoted(lexeme))?;
                let marks = *prefix || weights.0 != 0;
                f.write_str(if marks { ":" } else { "" })?;
                f.write_str(if *prefix { "*" } else { "" })?;
                let named = |weight: &Weight| weights.0 != 0 && weights.contains(*weight);
                let all = [Weight::A, Weight::B, Weight::C, Weight::D];
                all.iter()
                    .filter(|weight| named(weight))
                    .try_for_each(|weight| write!(f, "{weight:?}"))
            }
            Self::Not => f.write_str("!"),
            Self::And => f.write_str("&"),
            Self::Or => f.write_str("|"),
            Self::FollowedBy(1) => f.write_str("<->"),
            Self::FollowedBy(distance) => write!(f, "<{distance}>"),
        }
    }
}
