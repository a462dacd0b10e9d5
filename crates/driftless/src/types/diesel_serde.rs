//! Serde for those of Diesel's types that have none: `#[serde(with = "driftless::types::diesel_serde")]`.
//!
//! An interval is text in ISO 8601, `P14M3DT-1.500000S`, an amount of money the number of its smallest
//! units, a place in the log its usual text, `16/B374D848`: as the audit trail shows them too.

use diesel::data_types::{PgInterval, PgMoney};
use diesel::pg::data_types::PgLsn;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A value that another stands for.
pub trait Foreign: Sized {
    /// What serde sees.
    type Shown: Serialize + for<'de> Deserialize<'de>;

    /// The value as serde sees it.
    fn show(&self) -> Self::Shown;

    /// The value again, unless nothing is shown so.
    fn read(shown: Self::Shown) -> Option<Self>;
}

/// `#[serde(with)]`
pub fn serialize<T: Foreign, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.show().serialize(serializer)
}

/// `#[serde(with)]`
pub fn deserialize<'de, T: Foreign, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let shown = T::Shown::deserialize(deserializer)?;
    T::read(shown).ok_or_else(|| D::Error::custom("not as driftless writes a value of this type"))
}

impl<T: Foreign> Foreign for Option<T> {
    type Shown = Option<T::Shown>;

    fn show(&self) -> Self::Shown {
        self.as_ref().map(T::show)
    }

    fn read(shown: Self::Shown) -> Option<Self> {
        shown.map_or(Some(None), |shown| T::read(shown).map(Some))
    }
}

impl<T: Foreign> Foreign for Vec<T> {
    type Shown = Vec<T::Shown>;

    fn show(&self) -> Self::Shown {
        self.iter().map(T::show).collect()
    }

    fn read(shown: Self::Shown) -> Option<Self> {
        shown.into_iter().map(T::read).collect()
    }
}

impl Foreign for PgMoney {
    type Shown = i64;

    fn show(&self) -> i64 {
        self.0
    }

    fn read(shown: i64) -> Option<Self> {
        Some(Self(shown))
    }
}

impl Foreign for PgLsn {
    type Shown = String;

    fn show(&self) -> String {
        format!("{:X}/{:X}", self.0 >> 32, self.0 & u64::from(u32::MAX))
    }

    fn read(shown: String) -> Option<Self> {
        let (high, low) = shown.split_once('/')?;
        let part = |text| u32::from_str_radix(text, 16).ok();
        Some(Self(u64::from(part(high)?) << 32 | u64::from(part(low)?)))
    }
}

impl Foreign for PgInterval {
    type Shown = String;

    fn show(&self) -> String {
        let sign = if self.microseconds < 0 { "-" } else { "" };
        let micros = self.microseconds.unsigned_abs();
        let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
        format!(
            "P{}M{}DT{sign}{seconds}.{micros:06}S",
            self.months, self.days
        )
    }

    fn read(shown: String) -> Option<Self> {
        let (months, rest) = shown.strip_prefix('P')?.split_once('M')?;
        let (days, time) = rest.split_once("DT")?;
        let (seconds, micros) = time.strip_suffix('S')?.split_once('.')?;
        if micros.len() != 6 {
            return None;
        }
        Some(Self {
            months: months.parse().ok()?,
            days: days.parse().ok()?,
            // The point lies six digits before the end, and the sign before all of them.
            microseconds: format!("{seconds}{micros}").parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_again() {
        for microseconds in [0, 1, -1, -1_500_000, i64::MIN, i64::MAX] {
            let interval = PgInterval::new(microseconds, -3, i32::MIN);
            assert_eq!(PgInterval::read(interval.show()), Some(interval));
        }
        assert_eq!(
            PgInterval::new(-1_500_000, 3, 14).show(),
            "P14M3DT-1.500000S"
        );
        assert_eq!(PgInterval::read("P1M".to_owned()), None);
        let lsn = PgLsn(0x16_B374_D848);
        assert_eq!(
            (lsn.show(), PgLsn::read(lsn.show())),
            ("16/B374D848".into(), Some(lsn))
        );
    }
}
