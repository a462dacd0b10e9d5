//! Differences as they are collected.

use crate::catalog::Place;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Display},
};

/// One difference between the SQL and a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs, `column listings.title`.
    pub object: String,
    /// In what, `type`; empty if one side does not have the object.
    pub what: &'static str,
    /// What the SQL says; `None` if it says nothing.
    pub sql: Option<String>,
    /// What the server has; `None` if it has nothing.
    pub server: Option<String>,
    /// Where the SQL says it.
    pub place: Option<Place>,
}

impl Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.what.is_empty() { "" } else { " " };
        write!(f, "{}:{space}{}", self.object, self.what)?;
        let place = self
            .place
            .as_ref()
            .map_or_else(|| "migrations".to_owned(), Place::to_string);
        match (&self.sql, &self.server) {
            (Some(sql), Some(server)) => write!(f, " {sql} in {place}, {server} in the database"),
            (Some(sql), None) => write!(f, " {sql} in {place}, none in the database"),
            (None, Some(server)) => write!(f, " none in {place}, {server} in the database"),
            (None, None) => write!(f, " differs from {place}"),
        }
    }
}

/// The differences so far.
#[derive(Default)]
pub(super) struct Report {
    differences: Vec<Difference>,
}

impl Report {
    pub(super) fn into_differences(self) -> Vec<Difference> {
        self.differences
    }

    /// Both sides of an object; an object that one side lacks is a difference.
    pub(super) fn both<'a, T>(
        &mut self,
        object: &str,
        pair: Pair<'a, T>,
        place: impl Fn(&T) -> &Option<Place>,
    ) -> Option<(&'a T, &'a T)> {
        match pair {
            (Some(ours), Some(theirs)) => return Some((ours, theirs)),
            (Some(ours), None) => self.only_in_sql(object.to_owned(), place(ours).clone()),
            (None, Some(_)) => self.only_in_database(object.to_owned()),
            (None, None) => {}
        }
        None
    }

    pub(super) fn only_in_sql(&mut self, object: String, place: Option<Place>) {
        let sql = Some("stated".to_owned());
        self.differences.push(Difference {
            object,
            what: "",
            sql,
            server: None,
            place,
        });
    }

    pub(super) fn only_in_database(&mut self, object: String) {
        let server = Some("one".to_owned());
        self.differences.push(Difference {
            object,
            what: "",
            sql: None,
            server,
            place: None,
        });
    }

    /// Where the fields of this object are compared.
    pub(super) fn at<'a>(&'a mut self, object: &'a str, place: Option<&'a Place>) -> At<'a> {
        At {
            report: self,
            object,
            place,
        }
    }
}

/// An object whose fields are being compared.
pub(super) struct At<'a> {
    report: &'a mut Report,
    object: &'a str,
    place: Option<&'a Place>,
}

impl At<'_> {
    /// A field that both sides have.
    pub(super) fn field(&mut self, what: &'static str, ours: impl Display, theirs: impl Display) {
        self.optional(what, Some(ours), Some(theirs));
    }

    /// A yes or no, in the words for each.
    pub(super) fn flag(&mut self, what: &'static str, ours: bool, theirs: bool) {
        let word = |yes| if yes { "yes" } else { "no" };
        self.field(what, word(ours), word(theirs));
    }

    /// A list, compared in its order.
    pub(super) fn list(&mut self, what: &'static str, ours: &[String], theirs: &[String]) {
        let list = |names: &[String]| format!("({})", names.join(", "));
        self.field(what, list(ours), list(theirs));
    }

    /// A field that either side may lack.
    pub(super) fn optional(
        &mut self,
        what: &'static str,
        ours: Option<impl Display>,
        theirs: Option<impl Display>,
    ) {
        let (ours, theirs) = (
            ours.map(|it| it.to_string()),
            theirs.map(|it| it.to_string()),
        );
        if ours != theirs {
            self.differs(what, ours, theirs);
        }
    }

    /// A difference found by other means.
    pub(super) fn differs(
        &mut self,
        what: &'static str,
        sql: Option<String>,
        server: Option<String>,
    ) {
        self.report.differences.push(Difference {
            object: self.object.to_owned(),
            what,
            sql,
            server,
            place: self.place.cloned(),
        });
    }
}

/// What the SQL has and what the server has of one name.
pub(super) type Pair<'a, T> = (Option<&'a T>, Option<&'a T>);

/// Both sides of every name.
pub(super) fn by_name<'a, T>(
    ours: &'a BTreeMap<String, T>,
    theirs: &'a BTreeMap<String, T>,
) -> Vec<(&'a str, Pair<'a, T>)> {
    let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    names
        .into_iter()
        .map(|name| (&**name, (ours.get(name), theirs.get(name))))
        .collect()
}

/// Both sides of every name of two lists.
pub(super) fn named<'a, T>(
    ours: &'a [T],
    theirs: &'a [T],
    name: impl Fn(&T) -> &str,
) -> Vec<(&'a str, Pair<'a, T>)> {
    let find = |list: &'a [T], wanted: &str| list.iter().find(|item| name(item) == wanted);
    let mut names: Vec<&'a str> = ours.iter().chain(theirs).map(&name).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|wanted| (wanted, (find(ours, wanted), find(theirs, wanted))))
        .collect()
}
