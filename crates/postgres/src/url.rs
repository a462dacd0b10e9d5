//! Connection URLs: `postgres://user@host:port/database?parameters`.

use crate::Error;
use std::{fmt::Write as _, path::Path};

/// The URL of a database behind the Unix socket in this directory.
pub(crate) fn of_socket(directory: &Path, database: &str) -> String {
    let host = encode(&directory.to_string_lossy());
    format!("postgres://postgres@{host}:5432/{}", encode(database))
}

/// The same server's URL for another database.
pub(crate) fn with_database(url: &str, database: &str) -> Result<String, Error> {
    let not_a_url = || Error::Sql {
        doing: "reading the server's URL".to_owned(),
        message: "it must look like postgres://user@host/database".to_owned(),
    };
    let (scheme, rest) = url.split_once("://").ok_or_else(not_a_url)?;
    if scheme != "postgres" && scheme != "postgresql" {
        return Err(not_a_url());
    }
    let (rest, parameters) = match rest.split_once('?') {
        Some((rest, parameters)) => (rest, format!("?{parameters}")),
        None => (rest, String::new()),
    };
    let authority = rest
        .split_once('/')
        .map_or(rest, |(authority, _)| authority);
    Ok(format!(
        "{scheme}://{authority}/{}{parameters}",
        encode(database)
    ))
}

/// Percent-encodes everything that could be read as part of the URL.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{of_socket, with_database};
    use std::path::Path;

    #[test]
    fn a_socket_directory_is_an_encoded_host() {
        let url = of_socket(Path::new("/tmp/a b"), "d1");
        assert_eq!(url, "postgres://postgres@%2Ftmp%2Fa%20b:5432/d1");
    }

    #[test]
    fn the_database_is_replaced_and_the_parameters_stay() {
        let other = |url: &str| with_database(url, "d1");
        assert_eq!(
            other("postgres://u@h:1/db?x=/y").unwrap(),
            "postgres://u@h:1/d1?x=/y"
        );
        assert_eq!(other("postgresql://h").unwrap(), "postgresql://h/d1");
        assert!(other("mysql://h/x").is_err());
        assert!(other("host=h dbname=x").is_err());
    }
}
