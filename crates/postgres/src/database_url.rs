//! A database's URL: read strictly, printed without its password, refused where the password would travel.

use diesel::{Connection, PgConnection};
use std::{env, error, fmt, net::IpAddr};

/// What stands for a password in everything that is printed.
const HIDDEN: &str = "***";
/// The parameters of libpq that hold a secret.
const SECRET_PARAMETERS: &[&str] = &["password", "sslpassword"];

/// A `postgres://` URL that names a database on this machine.
#[derive(Clone)]
pub struct DatabaseUrl {
    text: String,
    scheme: String,
    /// `user` and, after a colon, the password, as written.
    user_info: Option<String>,
    /// `host:port`, several with commas, as written.
    authority: String,
    /// Decoded.
    database: String,
    /// Name and value, as written.
    parameters: Vec<(String, String)>,
}

impl DatabaseUrl {
    /// Reads a URL. No message repeats it: it may hold a password.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let wrong = |reason: &str| UrlError(reason.to_owned());
        let (scheme, rest) = text
            .split_once("://")
            .filter(|(scheme, _)| matches!(*scheme, "postgres" | "postgresql"))
            .ok_or_else(|| wrong("expected postgres://user@host/database"))?;
        let (user_info, rest) = match rest.find(['@', '/']) {
            Some(at) if rest[at..].starts_with('@') => (Some(&rest[..at]), &rest[at + 1..]),
            _ => (None, rest),
        };
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        if place.contains('@') {
            return Err(wrong(
                "in a user or password, `@` is written %40 and `/` %2F",
            ));
        }
        let (authority, path) = place.split_once('/').unwrap_or((place, ""));
        let parameters: Vec<(String, String)> = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let everything = [user_info.unwrap_or(""), authority, path, query];
        if everything.iter().any(|part| decoded(part).is_none()) {
            return Err(wrong(
                "`%` must be followed by two hexadecimal digits, `%25` is a `%`",
            ));
        }
        let named = parameters.iter().rev().find(|(name, _)| name == "dbname");
        let database = named.map_or(path, |(_, value)| value.as_str());
        let database = decoded(database).unwrap_or_default();
        if database.is_empty() {
            return Err(wrong(
                "it names no database: expected postgres://user@host/database",
            ));
        }
        Ok(Self {
            text: text.to_owned(),
            scheme: scheme.to_owned(),
            user_info: user_info.map(str::to_owned),
            authority: authority.to_owned(),
            database,
            parameters,
        })
    }

    /// Connects, unless that would send a password over a network in the clear.
    pub fn connect(&self) -> Result<PgConnection, UrlError> {
        self.refuse_other_machines(|name| env::var(name).ok())?;
        PgConnection::establish(&self.text).map_err(|error| {
            let reason = self.scrub(error.to_string().trim()).replace('\n', "\n  ");
            let help = if self.hosts().is_empty() && reason.contains("No such file") {
                "\n  = help: name the socket's directory: postgres:///name?host=/var/run/postgresql"
            } else {
                ""
            };
            UrlError(format!("cannot connect to {self}\n  {reason}{help}"))
        })
    }

    /// The database's name.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// The same server, another database.
    #[must_use]
    pub fn with_database(&self, database: &str) -> Self {
        let mut other = self.clone();
        database.clone_into(&mut other.database);
        other.parameters.retain(|(name, _)| name != "dbname");
        other.text = other.written(false);
        other
    }

    /// Refuses a host that is neither a Unix socket nor this machine, whoever names it.
    fn refuse_other_machines(
        &self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<(), UrlError> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        if variable("PGSERVICE").is_some() || self.parameter("service").is_some() {
            return Err(UrlError(
                "a service file would name the host: write it into the URL".to_owned(),
            ));
        }
        let mut hosts = self.hosts();
        if hosts.is_empty() {
            hosts.extend(variable("PGHOST").iter().flat_map(|list| listed(list)));
        }
        if self.parameter("hostaddr").is_none() {
            hosts.extend(variable("PGHOSTADDR").iter().flat_map(|list| listed(list)));
        }
        match hosts.into_iter().find(|host| !is_here(host)) {
            None => Ok(()),
            Some(host) => Err(UrlError(format!(
                "`{host}` is neither a Unix socket nor this machine, and this program speaks no TLS: \
                 password and data would cross the network in the clear\n  \
                 = help: open a tunnel, `ssh -L 5433:localhost:5432 {host}`, and name localhost:5433"
            ))),
        }
    }

    /// Every host that the URL itself names.
    fn hosts(&self) -> Vec<String> {
        let mut hosts: Vec<String> = self.authority.split(',').map(host_of).collect();
        for name in ["host", "hostaddr"] {
            hosts.extend(self.parameter(name).iter().flat_map(|list| listed(list)));
        }
        hosts.retain(|host| !host.is_empty());
        hosts
    }

    fn parameter(&self, wanted: &str) -> Option<String> {
        let found = self
            .parameters
            .iter()
            .rev()
            .find(|(name, _)| name == wanted);
        found.and_then(|(_, value)| decoded(value))
    }

    /// Takes the password out of somebody else's message.
    fn scrub(&self, message: &str) -> String {
        let password = self
            .user_info
            .as_deref()
            .and_then(|info| Some(info.split_once(':')?.1));
        let parameters = self
            .parameters
            .iter()
            .filter(|(name, _)| SECRET_PARAMETERS.contains(&name.as_str()))
            .map(|(_, value)| value.as_str());
        password
            .into_iter()
            .chain(parameters)
            .flat_map(|secret| [Some(secret.to_owned()), decoded(secret)])
            .flatten()
            .filter(|secret| !secret.is_empty())
            .fold(message.to_owned(), |text, secret| {
                text.replace(&secret, HIDDEN)
            })
    }

    fn written(&self, hide: bool) -> String {
        let user = match self
            .user_info
            .as_deref()
            .map(|info| (info, info.split_once(':')))
        {
            None => String::new(),
            Some((_, Some((user, _)))) if hide => format!("{user}:{HIDDEN}@"),
            Some((info, _)) => format!("{info}@"),
        };
        let parameters: Vec<String> = self
            .parameters
            .iter()
            .map(|(name, value)| {
                let secret = hide && SECRET_PARAMETERS.contains(&name.as_str());
                format!("{name}={}", if secret { HIDDEN } else { value })
            })
            .collect();
        let mark = if parameters.is_empty() { "" } else { "?" };
        let (scheme, authority, database) =
            (&self.scheme, &self.authority, encoded(&self.database));
        format!(
            "{scheme}://{user}{authority}/{database}{mark}{}",
            parameters.join("&")
        )
    }
}

/// Why a URL is not taken, or does not lead to a database. Holds no password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlError(String);

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl error::Error for UrlError {}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(true))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Any text with everything between `://name:` and the last `@` of that word taken out, for messages in which a
/// URL may be quoted.
pub fn redacted(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(redacted_word)
        .collect()
}

fn redacted_word(word: &str) -> String {
    let mut word = word.to_owned();
    for name in SECRET_PARAMETERS {
        let mut from = 0;
        while let Some(at) = word[from..].find(&format!("{name}=")) {
            let start = from + at + name.len() + 1;
            let length = word[start..]
                .find(['&', '\'', '"', ' ', '\n'])
                .unwrap_or(word.len() - start);
            word.replace_range(start..start + length, HIDDEN);
            from = start + HIDDEN.len();
        }
    }
    let Some(start) = word.find("://").map(|at| at + 3) else {
        return word;
    };
    match (word[start..].find(':'), word[start..].rfind('@')) {
        (Some(colon), Some(at)) if colon < at => {
            format!("{}:{HIDDEN}{}", &word[..start + colon], &word[start + at..])
        }
        _ => word,
    }
}

fn listed(list: &str) -> Vec<String> {
    list.split(',').map(str::to_owned).collect()
}

/// The host of `host:port`, decoded and without the brackets of an IPv6 address.
fn host_of(authority: &str) -> String {
    let host = match authority.strip_prefix('[') {
        Some(address) => address
            .split_once(']')
            .map_or(address, |(address, _)| address),
        None => authority
            .split_once(':')
            .map_or(authority, |(host, _)| host),
    };
    decoded(host).unwrap_or_default()
}

fn is_here(host: &str) -> bool {
    // `@` starts the name of an abstract Unix socket.
    host.starts_with(['/', '@'])
        || host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// `%41` is `A`; `None` if a `%` is followed by anything but two hexadecimal digits.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(
                u8::from_str_radix(digits, 16)
                    .ok()
                    .filter(|byte| *byte != 0)?,
            );
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn encoded(text: &str) -> String {
    let encoded = text.bytes().map(|byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    encoded.collect()
}

#[cfg(test)]
#[path = "database_url_tests.rs"]
mod tests;
