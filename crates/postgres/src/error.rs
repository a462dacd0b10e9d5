//! Why there is no server, in words somebody can act on.

use std::{fmt, path::PathBuf};

/// Why a server or a database is not to be had.
///
/// It is cheap to clone: the first failure of a process is the answer to every later request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// No `initdb` and `postgres` of version 15 or later.
    NoBinaries {
        /// Where they were looked for, in order.
        looked: Vec<String>,
        /// How this system installs them.
        install: String,
    },
    /// Root, and the kernel refuses to become anybody else.
    CannotChangeUser {
        /// The user that the server would have run as.
        user: String,
        /// What the kernel said, and what that means.
        reason: String,
    },
    /// Root, and there is neither `postgres` nor `nobody`.
    NobodyToBecome,
    /// `initdb` asks for the user's name and there is none.
    NamelessUser {
        /// The user id.
        uid: u32,
    },
    /// A Unix socket's path has a limit of its own.
    SocketPathTooLong {
        /// The path.
        path: PathBuf,
        /// The limit in bytes.
        limit: usize,
    },
    /// The directory for servers is not ours to use.
    NotOurs {
        /// The directory.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A program of the server failed.
    Server {
        /// What was being done.
        doing: String,
        /// The last lines of its log.
        log: String,
    },
    /// The operating system refused something.
    Io {
        /// What was being done.
        doing: String,
        /// What it said.
        message: String,
    },
    /// The server refused something.
    Sql {
        /// What was being done.
        doing: String,
        /// What it said.
        message: String,
    },
    /// A template's migration failed.
    Template {
        /// The template's key.
        key: String,
        /// What the migration said.
        message: String,
    },
}

impl Error {
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |error| Self::Io {
            doing,
            message: error.to_string(),
        }
    }

    pub(crate) fn sql<E: fmt::Display>(doing: impl Into<String>) -> impl FnOnce(E) -> Self {
        let doing = doing.into();
        move |error| Self::Sql {
            doing,
            message: error.to_string(),
        }
    }

    /// Whether this machine has no server to offer, whatever is tried: a test that needs one is then
    /// skipped, and a single test says why. A server that ought to start and does not is another matter.
    pub fn is_about_this_machine(&self) -> bool {
        matches!(
            self,
            Self::NoBinaries { .. }
                | Self::CannotChangeUser { .. }
                | Self::NobodyToBecome
                | Self::NamelessUser { .. }
                | Self::SocketPathTooLong { .. }
                | Self::NotOurs { .. }
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBinaries { looked, install } => {
                writeln!(
                    f,
                    "no PostgreSQL server (initdb and postgres, 15 or later) was found"
                )?;
                for place in looked {
                    writeln!(f, "  looked in {place}")?;
                }
                write!(f, "  install it: {install}")?;
                write!(
                    f,
                    "\n  or name the folder of its programs: PG_BIN=/path/to/bin"
                )
            }
            Self::CannotChangeUser { user, reason } => write!(
                f,
                "PostgreSQL refuses to run as root, and root may not become `{user}` here: {reason}; \
                 run this as an ordinary user"
            ),
            Self::NobodyToBecome => write!(
                f,
                "PostgreSQL refuses to run as root, and /etc/passwd has neither `postgres` nor `nobody` \
                 to run it as; run this as an ordinary user"
            ),
            Self::NamelessUser { uid } => write!(
                f,
                "user id {uid} has no name on this system, and PostgreSQL's initdb insists on one: add a \
                 line for it to /etc/passwd, or run this as a user that has a name"
            ),
            Self::SocketPathTooLong { path, limit } => write!(
                f,
                "the socket's path would be {} bytes long and may be {limit}: {}; set TMPDIR to a shorter \
                 directory",
                path.as_os_str().len(),
                path.display()
            ),
            Self::NotOurs { path, reason } => write!(
                f,
                "{} {reason}; it is not used. Remove it, or set TMPDIR to another directory",
                path.display()
            ),
            Self::Server { doing, log } => write!(f, "{doing}\n{log}"),
            Self::Io { doing, message } | Self::Sql { doing, message } => {
                write!(f, "{doing}: {message}")
            }
            Self::Template { key, message } => write!(f, "the template `{key}` failed: {message}"),
        }
    }
}

impl std::error::Error for Error {}
