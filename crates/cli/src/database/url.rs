//! A database's URL: read strictly, printed without its password, refused where the password would travel.

use crate::Failure;
use std::{fmt, net::IpAddr};

/// What stands for a password in everything that is printed.
const HIDDEN: &str = "***";
/// The parameters of libpq that hold a secret.
const SECRET_PARAMETERS: &[&str] = &["password", "sslpassword"];

/// A `postgres://` URL that names a database.
#[derive(Clone)]
pub(crate) struct DatabaseUrl {
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
    /// Reads what `--database-url` was given. No message repeats it: it may hold a password.
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let wrong = |reason: &str| Failure::new(format!("--database-url: {reason}"));
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

    /// For libpq only.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The database's name.
    pub(crate) fn database(&self) -> &str {
        &self.database
    }

    /// The same server, another database.
    pub(super) fn with_database(&self, database: &str) -> Self {
        let mut other = self.clone();
        database.clone_into(&mut other.database);
        other.parameters.retain(|(name, _)| name != "dbname");
        other.text = other.written(false);
        other
    }

    pub(super) fn names_no_host(&self) -> bool {
        self.hosts().is_empty()
    }

    /// Refuses a host that is neither a Unix socket nor this machine, whoever names it.
    pub(super) fn refuse_other_machines(
        &self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<(), Failure> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        if variable("PGSERVICE").is_some() || self.parameter("service").is_some() {
            return Err(Failure::new(
                "a service file would name the host: write it into the URL",
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
            Some(host) => Err(Failure::new(format!(
                "`{host}` is neither a Unix socket nor this machine, and this command speaks no TLS: \
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
    pub(super) fn scrub(&self, message: &str) -> String {
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
pub(crate) fn redacted(text: &str) -> String {
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
mod tests {
    use super::*;

    fn refusal(url: &str, variables: &[(&str, &str)]) -> Option<String> {
        let variable = |name: &str| {
            variables
                .iter()
                .find(|(found, _)| *found == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let url = DatabaseUrl::parse(url).unwrap();
        url.refuse_other_machines(variable)
            .err()
            .map(|failure| failure.to_string())
    }

    #[test]
    fn the_password_is_printed_nowhere() {
        for url in [
            "postgres://u:s3cret@localhost/d",
            "postgres://u:s3c%72et@localhost/d",
            "postgres://u@localhost/d?password=s3cret",
            "postgresql://u:s3cret@localhost:1/d?sslpassword=s3cret&x=1",
        ] {
            let read = DatabaseUrl::parse(url).unwrap();
            let shown = format!("{read} {read:?} {}", read.scrub("it was s3cret"));
            assert!(!shown.contains("s3c") && shown.contains("***"), "{shown}");
            let other = read.with_database("postgres");
            assert!(other.text().contains("s3c") && !other.to_string().contains("s3c"));
        }
    }

    #[test]
    fn a_quoted_url_loses_its_password() {
        let quoted = "error: unexpected argument 'postgres://u:a/b@c@h/d?password=x&y=1' found\n";
        let shown = "error: unexpected argument 'postgres://u:***@h/d?password=***&y=1' found\n";
        assert_eq!(redacted(quoted), shown);
        assert_eq!(redacted("postgres://u@h:5432/d"), "postgres://u@h:5432/d");
    }

    #[test]
    fn what_is_wrong_is_said_without_repeating_it() {
        for (url, part) in [
            ("mysql://u:s3cret@h/d", "expected postgres://"),
            ("host=h password=s3cret dbname=d", "expected postgres://"),
            ("postgres://u:s3c/ret@h/d", "%2F"),
            ("postgres://u:s3c@ret@h/d", "%40"),
            ("postgres://u:s3cret%zz@h/d", "two hexadecimal digits"),
            ("postgres://u:s3cret@h", "names no database"),
            ("postgres://u:s3cret@h/", "names no database"),
        ] {
            let message = DatabaseUrl::parse(url).unwrap_err().to_string();
            assert!(
                message.contains(part) && !message.contains("s3c"),
                "{url}: {message}"
            );
        }
    }

    #[test]
    fn sockets_and_this_machine_are_let_through() {
        for url in [
            "postgres:///d",
            "postgres:///d?host=/var/run/postgresql",
            "postgres://%2Ftmp%2Fx:5432/d",
            "postgres://u:p@localhost:5433/d",
            "postgres://127.0.0.1/d",
            "postgres://[::1]:5432/d",
        ] {
            assert_eq!(refusal(url, &[]), None, "{url}");
        }
    }

    #[test]
    fn every_way_to_name_another_machine_is_refused() {
        for url in [
            "postgres://u:s3cret@db.example.com/d",
            "postgres://10.0.0.1:5432/d",
            "postgres://[2001:db8::1]/d",
            "postgres://localhost,db.example.com/d",
            "postgres:///d?host=db.example.com",
            "postgres://localhost/d?hostaddr=10.0.0.1",
            "postgres:///d?service=production",
        ] {
            let refusal = refusal(url, &[]).expect(url);
            assert!(!refusal.contains("s3cret"), "{refusal}");
        }
        assert!(refusal("postgres:///d", &[("PGHOST", "db.example.com")]).is_some());
        assert!(refusal("postgres://localhost/d", &[("PGHOST", "db.example.com")]).is_none());
        assert!(refusal("postgres://localhost/d", &[("PGHOSTADDR", "10.0.0.1")]).is_some());
        assert!(refusal("postgres://localhost/d", &[("PGSERVICE", "production")]).is_some());
    }

    #[test]
    fn another_database_on_the_same_server() {
        let url = DatabaseUrl::parse("postgres://u:p@%2Ftmp:1/a%20b?dbname=c&x=1").unwrap();
        assert_eq!(url.database(), "c");
        assert_eq!(
            url.with_database("d e").text(),
            "postgres://u:p@%2Ftmp:1/d%20e?x=1"
        );
    }
}
