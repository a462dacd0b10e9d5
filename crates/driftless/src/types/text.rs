//! Types that are text, each with a grammar of its own which the server holds them to.

use std::convert::Infallible;
use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use serde::{Deserialize, Serialize};

use super::stores::travels;
use super::wire::{Bytes, Wire};

/// A text type: its documentation, its name, and the version byte that its binary form begins with.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, version $version:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(FromSqlRow, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        travels!($name);

        impl Wire for $name {
            fn read(bytes: &mut Bytes<'_>) -> diesel::deserialize::Result<Self> {
                let version: Option<u8> = $version;
                if let Some(version) = version
                    && bytes.u8()? != version
                {
                    return Err(concat!("another version of ", stringify!($name)).into());
                }
                bytes.text().map(Self)
            }

            fn write(&self, out: &mut impl Write) -> io::Result<()> {
                let version: Option<u8> = $version;
                if let Some(version) = version {
                    out.write_all(&[version])?;
                }
                out.write_all(self.0.as_bytes())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Infallible> {
                Ok(Self(text.to_owned()))
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    };
}

text_type!(
    /// An `xml` document or fragment.
    Xml,
    version None
);

text_type!(
    /// A `jsonpath`; Postgres gives it back in its own spelling.
    JsonPath,
    version Some(1)
);

text_type!(
    /// A `name`: at most 63 bytes; a longer one is cut or refused by the server.
    PgName,
    version None
);
