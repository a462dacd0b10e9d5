//! A numbered directory that one server at a time lives in.
//!
//! Clusters are kept between runs, because making one takes a second and starting one takes none. The
//! lock on a slot is the lock on its log file, and the server inherits that file as its standard error:
//! a slot is taken exactly as long as a process of ours **or its server** is alive, whatever died first.
//!
//! *Invariant:* the directory and everything above it up to the temporary directory belongs to the
//! server's user and to nobody else, or it is not used.

use crate::{Error, account::Account};
use std::{
    env,
    fs::{self, DirBuilder, File, OpenOptions},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// More servers at once than anybody's machine has use for.
const SLOTS: u32 = 128;

/// `sun_path` less its final zero.
const SOCKET_PATH_LIMIT: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// A slot that is ours until the last copy of `log` is closed.
#[derive(Debug)]
pub(crate) struct Slot {
    /// The directory: `data/`, `log` and the socket.
    pub(crate) directory: PathBuf,
    /// Open and locked.
    pub(crate) log: File,
}

impl Slot {
    /// The first slot that nobody holds.
    pub(crate) fn take(account: &Account, version: &str) -> Result<Self, Error> {
        let home = env::temp_dir().join(format!("driftless-{}", account.uid));
        directory(&home, account)?;
        let home = home.join(version);
        directory(&home, account)?;
        for number in 0..SLOTS {
            let path = home.join(number.to_string());
            check_socket_path(&path)?;
            directory(&path, account)?;
            if let Some(log) = lock(&path.join("log"), account)? {
                return Ok(Self {
                    directory: path,
                    log,
                });
            }
        }
        Err(Error::NotOurs {
            path: home,
            reason: format!("has all its {SLOTS} servers running"),
        })
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.directory.join("data")
    }
}

fn check_socket_path(directory: &Path) -> Result<(), Error> {
    let path = directory.join(".s.PGSQL.5432");
    if path.as_os_str().len() > SOCKET_PATH_LIMIT {
        return Err(Error::SocketPathTooLong {
            path,
            limit: SOCKET_PATH_LIMIT,
        });
    }
    Ok(())
}

/// Makes the directory, or makes sure that the one which is there is ours alone.
fn directory(path: &Path, account: &Account) -> Result<(), Error> {
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => return account.own(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(Error::io(format!("making {}", path.display()))(error)),
    }
    let not_ours = |reason: String| Error::NotOurs {
        path: path.to_owned(),
        reason,
    };
    let found =
        fs::symlink_metadata(path).map_err(Error::io(format!("reading {}", path.display())))?;
    if !found.is_dir() {
        return Err(not_ours("is not a directory".to_owned()));
    }
    let me = rustix::process::geteuid().as_raw();
    if found.uid() != account.uid && found.uid() != me {
        return Err(not_ours(format!("belongs to user id {}", found.uid())));
    }
    if found.mode() & 0o077 != 0 {
        return Err(not_ours(format!(
            "is open to others (mode {:o})",
            found.mode() & 0o777
        )));
    }
    // Root's own: another process is between making it and handing it over.
    account.own(path)
}

/// The open log file if nobody else has it locked.
fn lock(path: &Path, account: &Account) -> Result<Option<File>, Error> {
    let doing = || format!("opening {}", path.display());
    let log = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed())
        .open(path)
        .map_err(Error::io(doing()))?;
    match log.try_lock() {
        Err(fs::TryLockError::WouldBlock) => return Ok(None),
        Err(fs::TryLockError::Error(error)) => return Err(Error::io(doing())(error)),
        Ok(()) => {}
    }
    account.own(path)?;
    log.set_len(0).map_err(Error::io(doing()))?;
    Ok(Some(log))
}
