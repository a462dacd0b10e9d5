//! `time with time zone`.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use chrono::{FixedOffset, NaiveTime, TimeDelta, Timelike};
use diesel::deserialize::FromSqlRow;
use serde::{Deserialize, Serialize};

use super::stores::travels;
use super::wire::{Bytes, Wire};

/// A time of day and the distance of its zone from UTC, `timetz`.
///
/// ```
/// use driftless::types::TimeTz;
///
/// let noon: TimeTz = "12:00:00.25+02:00".parse()?;
/// assert_eq!(noon.offset.local_minus_utc(), 7200);
/// assert_eq!(noon.to_string(), "12:00:00.250+02:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, FromSqlRow, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeTz {
    /// The time that a clock there shows.
    pub time: NaiveTime,
    /// How far the clock is ahead of UTC.
    pub offset: FixedOffset,
}

travels!(TimeTz);

impl Wire for TimeTz {
    fn read(bytes: &mut Bytes<'_>) -> diesel::deserialize::Result<Self> {
        let (time, carry) =
            NaiveTime::MIN.overflowing_add_signed(TimeDelta::microseconds(bytes.i64()?));
        if carry != 0 {
            return Err("24:00:00 is no time of `NaiveTime`".into());
        }
        // Postgres counts westwards.
        let offset = FixedOffset::west_opt(bytes.i32()?).ok_or("an offset of a day or more")?;
        Ok(Self { time, offset })
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let seconds = i64::from(self.time.num_seconds_from_midnight());
        // A leap second's nanoseconds go beyond the second; Postgres rounds it up just so.
        let micros = seconds * 1_000_000 + i64::from(self.time.nanosecond() / 1000);
        out.write_all(&micros.to_be_bytes())?;
        out.write_all(&self.offset.utc_minus_local().to_be_bytes())
    }
}

impl fmt::Display for TimeTz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.time, self.offset)
    }
}

impl From<TimeTz> for String {
    fn from(time: TimeTz) -> Self {
        time.to_string()
    }
}

impl FromStr for TimeTz {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, chrono::ParseError> {
        let at = text.rfind(['+', '-']).unwrap_or(text.len());
        let (time, offset) = text.split_at(at);
        Ok(Self {
            time: time.parse()?,
            offset: offset.parse()?,
        })
    }
}

impl TryFrom<String> for TimeTz {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, chrono::ParseError> {
        text.parse()
    }
}
