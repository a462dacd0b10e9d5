//! The geometric types, in the plane and in `double precision`.

use std::io::{self, Write};

use diesel::deserialize::{self, FromSqlRow};
use serde::{Deserialize, Serialize};

use super::stores::travels;
use super::wire::{Bytes, Wire, write_count};

/// A geometric type whose binary form is that of its fields, one after the other.
macro_rules! shape {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $ty:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, FromSqlRow, Serialize, Deserialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $ty,)*
        }

        travels!($name);

        impl Wire for $name {
            fn read(bytes: &mut Bytes<'_>) -> deserialize::Result<Self> {
                Ok(Self { $($field: Wire::read(bytes)?,)* })
            }

            fn write(&self, out: &mut impl Write) -> io::Result<()> {
                $(self.$field.write(out)?;)*
                Ok(())
            }
        }
    };
}

shape!(
    /// `point`
    Point {
        /// To the right.
        x: f64,
        /// Upwards.
        y: f64,
    }
);

shape!(
    /// `line`: all points with `ax + by + c = 0`.
    Line {
        /// The factor of `x`.
        a: f64,
        /// The factor of `y`.
        b: f64,
        /// The constant.
        c: f64,
    }
);

shape!(
    /// `lseg`
    Segment {
        /// Where it starts.
        start: Point,
        /// Where it ends.
        end: Point,
    }
);

shape!(
    /// `box`: Postgres puts any two opposite corners into this order.
    PgBox {
        /// The corner at the upper right.
        high: Point,
        /// The corner at the lower left.
        low: Point,
    }
);

shape!(
    /// `circle`
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius.
        radius: f64,
    }
);

/// `path`
#[derive(Clone, Debug, Default, PartialEq, FromSqlRow, Serialize, Deserialize)]
pub struct PgPath {
    /// Whether the last point is joined to the first.
    pub closed: bool,
    /// Its points.
    pub points: Vec<Point>,
}

/// `polygon`
#[derive(Clone, Debug, Default, PartialEq, FromSqlRow, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Polygon(pub Vec<Point>);

travels!(PgPath);
travels!(Polygon);

impl Wire for PgPath {
    fn read(bytes: &mut Bytes<'_>) -> deserialize::Result<Self> {
        Ok(Self {
            closed: bytes.u8()? != 0,
            points: Wire::read(bytes)?,
        })
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&[u8::from(self.closed)])?;
        self.points.write(out)
    }
}

impl Wire for Polygon {
    fn read(bytes: &mut Bytes<'_>) -> deserialize::Result<Self> {
        Wire::read(bytes).map(Self)
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.0.write(out)
    }
}

impl Wire for Vec<Point> {
    fn read(bytes: &mut Bytes<'_>) -> deserialize::Result<Self> {
        let count = bytes.count()?;
        (0..count).map(|_| Point::read(bytes)).collect()
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_count(self.len(), out)?;
        self.iter().try_for_each(|point| point.write(out))
    }
}

impl Wire for f64 {
    fn read(bytes: &mut Bytes<'_>) -> deserialize::Result<Self> {
        bytes.f64()
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.to_be_bytes())
    }
}
