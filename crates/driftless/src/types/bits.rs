//! `bit varying`.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use serde::{Deserialize, Serialize};

use super::stores::travels;
use super::wire::{Bytes, Wire, write_count};

/// A string of bits, `varbit`; the first bit is the leftmost of SQL's `B'1010'`.
///
/// ```
/// use driftless::types::Bits;
///
/// let bits: Bits = "1010".parse()?;
/// assert_eq!(bits, Bits(vec![true, false, true, false]));
/// assert_eq!(bits.to_string(), "1010");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, FromSqlRow, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Bits(pub Vec<bool>);

travels!(Bits);

impl Wire for Bits {
    fn read(bytes: &mut Bytes<'_>) -> diesel::deserialize::Result<Self> {
        let count = bytes.count()?;
        let packed = bytes.take(count.div_ceil(8))?;
        let bit = |at: usize| packed[at / 8] >> (7 - at % 8) & 1 == 1;
        Ok(Self((0..count).map(bit).collect()))
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_count(self.0.len(), out)?;
        let packed = self.0.chunks(8).map(|bits| {
            let set = bits.iter().enumerate().filter(|(_, bit)| **bit);
            set.fold(0_u8, |byte, (at, _)| byte | 0x80 >> at)
        });
        out.write_all(&packed.collect::<Vec<u8>>())
    }
}

impl fmt::Display for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&String::from(self.clone()))
    }
}

impl From<Bits> for String {
    fn from(bits: Bits) -> Self {
        bits.0
            .iter()
            .map(|bit| if *bit { '1' } else { '0' })
            .collect()
    }
}

impl FromStr for Bits {
    type Err = NoBits;

    fn from_str(text: &str) -> Result<Self, NoBits> {
        let bit = |c| match c {
            '0' => Ok(false),
            '1' => Ok(true),
            other => Err(NoBits(other)),
        };
        text.chars().map(bit).collect::<Result<_, _>>().map(Self)
    }
}

impl TryFrom<String> for Bits {
    type Error = NoBits;

    fn try_from(text: String) -> Result<Self, NoBits> {
        text.parse()
    }
}

/// A character that is no bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoBits(char);

impl fmt::Display for NoBits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no bit: only 0 and 1 are", self.0.escape_debug())
    }
}

impl std::error::Error for NoBits {}
