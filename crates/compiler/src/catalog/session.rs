//! What a connection knows beside the catalog: where names without a schema go.

use super::Catalog;
use crate::parse::SetSearchPath;

/// Where temporary tables go: found before anything else, and gone when the migrations end.
pub(crate) const TEMPORARY: &str = "pg_temp";

/// The settings of the connection that runs the migrations, which later statements stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    /// `search_path` as it was set for the connection, without `"$user"` and `pg_catalog`.
    set: Vec<String>,
    /// `search_path` as it was set until the transaction ends.
    local: Option<Vec<String>>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            set: vec!["public".to_owned()],
            local: None,
        }
    }
}

impl Catalog {
    /// What was temporary goes with the connection.
    pub(crate) fn end_session(&mut self) {
        self.schemas.remove(TEMPORARY);
    }
}

impl Session {
    /// The schemas on the search path that can be created in, in order.
    pub(crate) fn search_path(&self) -> &[String] {
        self.local.as_deref().unwrap_or(&self.set)
    }

    /// The schemas in which a name without a schema is looked up, in order.
    pub(crate) fn lookup(&self) -> impl Iterator<Item = &str> {
        let path = self.search_path().iter().map(String::as_str);
        std::iter::once(TEMPORARY).chain(path)
    }

    pub(crate) fn set_search_path(&mut self, set: &SetSearchPath) {
        let path = set.path.clone();
        let path = path.unwrap_or_else(|| Self::default().set);
        if set.local {
            self.local = Some(path);
        } else {
            self.set = path;
            self.local = None;
        }
    }
}
