//! A server, and the databases made on it.

use crate::{
    Database, Error, account::Account, binaries, cluster::Cluster, database, slot::Slot, url,
};
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, connection::SimpleConnection,
};
use std::{
    collections::BTreeMap,
    env,
    fmt::Display,
    process,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

/// The variable that names another server for tests. `DATABASE_URL` is nobody's permission.
const TEST_SERVER: &str = "DRIFTLESS_TEST_SERVER";

/// A Postgres server to make databases on. Cheap to clone; the server stops when the last clone and the
/// last [`Database`] are dropped, and in any case with this process.
#[derive(Clone, Debug)]
pub struct Server(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    /// `None` when somebody named the server.
    cluster: Option<Cluster>,
    /// The URL of a database that is always there.
    maintenance: String,
    /// The database names of finished templates, by key.
    templates: Mutex<BTreeMap<String, String>>,
    next: AtomicU32,
}

impl Server {
    /// The server that everything in this process shares: the one that `DRIFTLESS_TEST_SERVER` names, else
    /// a throw-away one, started by the first call.
    ///
    /// Processes do not share servers: each takes the first kept cluster that is free, and starting one is
    /// a matter of some 60 ms.
    pub fn shared() -> Result<Self, Error> {
        static SHARED: OnceLock<Result<Server, Error>> = OnceLock::new();
        SHARED
            .get_or_init(|| match env::var(TEST_SERVER) {
                Ok(url) if !url.is_empty() => Ok(Self::named(url)),
                _ => Self::private(),
            })
            .clone()
    }

    /// A throw-away server of one's own.
    pub fn private() -> Result<Self, Error> {
        let binaries = binaries::find()?;
        let account = Account::choose()?;
        let slot = Slot::take(&account, &binaries.version)?;
        let cluster = Cluster::start(slot, &account, &binaries)?;
        let maintenance = url::of_socket(cluster.directory(), "postgres");
        let server = Self::new(Some(cluster), maintenance);
        server.forget_earlier_runs()?;
        Ok(server)
    }

    /// A server that somebody named. It must let us create databases.
    pub fn named(url: String) -> Self {
        Self::new(None, url)
    }

    fn new(cluster: Option<Cluster>, maintenance: String) -> Self {
        Self(Arc::new(Inner {
            cluster,
            maintenance,
            templates: Mutex::default(),
            next: AtomicU32::new(1),
        }))
    }

    /// A new, empty database. Dropped with the value.
    pub fn database(&self) -> Result<Database, Error> {
        let name = self.0.fresh_name();
        self.0
            .run(&format!("CREATE DATABASE {}", database::quote(&name)))?;
        Database::new(self.clone(), name)
    }

    /// Prepares, once per server and key, a database for [`Server::clone_of`] to copy: `migrate` gets its
    /// URL and must have closed its connections when it returns.
    pub fn template<E: Display>(
        &self,
        key: &str,
        migrate: impl FnOnce(&str) -> Result<(), E>,
    ) -> Result<(), Error> {
        // Held while migrating: whoever else needs this template has nothing better to do than wait.
        let mut templates = self
            .0
            .templates
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if templates.contains_key(key) {
            return Ok(());
        }
        let database = self.database()?;
        migrate(database.url()).map_err(|error| Error::Template {
            key: key.to_owned(),
            message: error.to_string(),
        })?;
        let name = database.leave();
        // Nobody can change it any more, by mistake or otherwise.
        self.0.run(&format!(
            "ALTER DATABASE {} ALLOW_CONNECTIONS false",
            database::quote(&name)
        ))?;
        templates.insert(key.to_owned(), name);
        Ok(())
    }

    /// A copy of a template. Dropped with the value.
    pub fn clone_of(&self, key: &str) -> Result<Database, Error> {
        let templates = self
            .0
            .templates
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let template = templates.get(key).cloned().ok_or_else(|| Error::Template {
            key: key.to_owned(),
            message: "it was never made".to_owned(),
        })?;
        drop(templates);
        let name = self.0.fresh_name();
        let (new, old) = (database::quote(&name), database::quote(&template));
        self.0.run(&format!(
            "CREATE DATABASE {new} TEMPLATE {old} STRATEGY file_copy"
        ))?;
        Database::new(self.clone(), name)
    }

    /// Lets a throw-away server run on after this process, with all its databases that were left
    /// ([`Database::leave`]); `None` for a server that somebody named.
    pub fn keep(&self) -> Result<Option<Kept>, Error> {
        let Some(cluster) = &self.0.cluster else {
            return Ok(None);
        };
        cluster.keep()?;
        Ok(Some(Kept {
            url: self.0.maintenance.clone(),
            stop: format!("kill -INT {}", cluster.pid()),
        }))
    }

    /// What tests of an earlier process left behind in a kept cluster: databases, then roles.
    fn forget_earlier_runs(&self) -> Result<(), Error> {
        const DATABASES: &str = "SELECT 'DROP DATABASE ' || quote_ident(datname) AS sql FROM pg_database \
             WHERE datname NOT IN ('postgres', 'template0', 'template1')";
        const ROLES: &str = "SELECT 'DROP ROLE ' || quote_ident(rolname) AS sql FROM pg_roles \
             WHERE oid >= 16384";
        let mut connection = self.0.connect()?;
        for query in [DATABASES, ROLES] {
            let statements: Vec<Statement> = diesel::sql_query(query)
                .load(&mut connection)
                .map_err(Error::sql("reading what earlier runs left"))?;
            for statement in statements {
                let doing = format!("running {}", statement.sql);
                connection
                    .batch_execute(&statement.sql)
                    .map_err(Error::sql(doing))?;
            }
        }
        Ok(())
    }
}

impl Inner {
    fn connect(&self) -> Result<PgConnection, Error> {
        PgConnection::establish(&self.maintenance).map_err(Error::sql("connecting to the server"))
    }

    /// Runs one statement that cannot run in a transaction.
    pub(crate) fn run(&self, sql: &str) -> Result<(), Error> {
        let mut connection = self.connect()?;
        connection
            .batch_execute(sql)
            .map_err(Error::sql(format!("running {sql}")))
    }

    pub(crate) fn url_of(&self, database: &str) -> Result<String, Error> {
        url::with_database(&self.maintenance, database)
    }

    /// A name that no other process uses either: a named server may serve several.
    fn fresh_name(&self) -> String {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        format!("driftless_{}_{number}", process::id())
    }
}

/// A server that runs on.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The URL of its maintenance database.
    pub url: String,
    /// The command that stops it.
    pub stop: String,
}

#[derive(QueryableByName)]
struct Statement {
    #[diesel(sql_type = diesel::sql_types::Text)]
    sql: String,
}
