//! A data directory and the `postgres` that serves it.
//!
//! The server is started by a line of shell that becomes it: a second, small process waits on a pipe whose
//! other end only we hold and interrupts the server when that closes. It closes when we stop the server,
//! when we end and when we are killed with -9; so the ordinary stop and the worst case are one mechanism,
//! on every Unix, without `unsafe` and whichever thread started it.

use crate::{Error, account::Account, binaries::Binaries, slot::Slot};
use std::{
    fs,
    io::{ErrorKind, Write},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// `keep` lets the server outlive us; anything else, and the end of the pipe, stops it.
const WATCH_AND_BECOME: &str = r#"
exec 3<&0 </dev/null
( { read -r word; [ "$word" = keep ] || kill -INT $$; } <&3 >/dev/null 2>&1 & )
exec "$@" 3<&-
"#;

/// What a throw-away server needs and no other server should have: nothing survives a power cut.
const SETTINGS: [&str; 12] = [
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "timezone=UTC",
    "log_timezone=UTC",
];

/// The environment variables that would change what a server or `initdb` does.
const FOREIGN: [&str; 6] = [
    "PGDATA",
    "PGHOST",
    "PGPORT",
    "PGUSER",
    "PGOPTIONS",
    "PGDATABASE",
];

const PATIENCE: Duration = Duration::from_mins(1);
const TICK: Duration = Duration::from_millis(2);

/// A running server in its slot.
#[derive(Debug)]
pub(crate) struct Cluster {
    // Dropped before the slot, which must stay taken until the server is gone.
    postgres: Postgres,
    slot: Slot,
}

impl Cluster {
    /// Starts the slot's server, made anew if there is none or the kept one does not start.
    pub(crate) fn start(slot: Slot, account: &Account, binaries: &Binaries) -> Result<Self, Error> {
        forget_the_dead(&slot)?;
        let kept = slot.data().is_dir();
        if !kept {
            initdb(&slot, account, binaries)?;
        }
        let postgres = match Postgres::start(&slot, account, binaries) {
            Err(Error::Server { .. }) if kept => {
                initdb(&slot, account, binaries)?;
                Postgres::start(&slot, account, binaries)?
            }
            other => other?,
        };
        Ok(Self { postgres, slot })
    }

    pub(crate) fn directory(&self) -> &Path {
        &self.slot.directory
    }

    pub(crate) fn pid(&self) -> u32 {
        self.postgres.child.id()
    }

    /// Lets the server run on after us.
    pub(crate) fn keep(&self) -> Result<(), Error> {
        let mut leash = self
            .postgres
            .leash
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match leash.take() {
            None => Ok(()),
            Some(mut leash) => leash
                .write_all(b"keep\n")
                .map_err(Error::io("keeping the server")),
        }
    }
}

/// The process, on its leash.
#[derive(Debug)]
struct Postgres {
    child: Child,
    /// The server runs until this is closed; `None` once it is kept.
    leash: Mutex<Option<ChildStdin>>,
}

impl Postgres {
    /// Starts the server and waits until it accepts connections.
    fn start(slot: &Slot, account: &Account, binaries: &Binaries) -> Result<Self, Error> {
        let mut command = command(Path::new("/bin/sh"), slot, account)?;
        command
            .args(["-c", WATCH_AND_BECOME, "sh"])
            .arg(&binaries.postgres);
        command
            .arg("-D")
            .arg(slot.data())
            .arg("-k")
            .arg(&slot.directory);
        command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        let mut child = command
            .stdin(Stdio::piped())
            .spawn()
            .map_err(|error| account.explain("starting postgres".to_owned(), &error))?;
        let leash = Mutex::new(child.stdin.take());
        let mut postgres = Self { child, leash };
        postgres.wait_until_ready(slot)?;
        Ok(postgres)
    }

    /// Line 8 of `postmaster.pid` becomes `ready` when the server accepts connections.
    fn wait_until_ready(&mut self, slot: &Slot) -> Result<(), Error> {
        let file = slot.data().join("postmaster.pid");
        let pid = self.child.id().to_string();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let text = fs::read_to_string(&file).unwrap_or_default();
            let mut lines = text.lines();
            // A kept cluster may still hold the file of a server that was killed.
            if lines.next() == Some(&*pid) && lines.nth(6).map(str::trim_end) == Some("ready") {
                return Ok(());
            }
            let ended = self
                .child
                .try_wait()
                .map_err(Error::io("waiting for postgres"))?;
            if let Some(status) = ended {
                return Err(failed(slot, &format!("postgres did not start ({status})")));
            }
            if Instant::now() > deadline {
                return Err(failed(slot, "postgres was not ready within a minute"));
            }
            thread::sleep(TICK);
        }
    }
}

impl Drop for Postgres {
    /// Closes the leash and waits until the server is gone.
    fn drop(&mut self) {
        let leash = self
            .leash
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if leash.is_none() {
            return;
        }
        drop(leash);
        let deadline = Instant::now() + PATIENCE;
        while matches!(self.child.try_wait(), Ok(None)) {
            if Instant::now() > deadline {
                // Nothing more can be done from here, and a destructor has nobody to tell.
                let _ = self.child.kill();
            }
            thread::sleep(TICK);
        }
    }
}

/// Removes what a server that was killed left to say that it runs. The slot is ours, so none does; but its
/// process id may be somebody else's by now, or a zombie's, and Postgres would take that for a server.
fn forget_the_dead(slot: &Slot) -> Result<(), Error> {
    for name in ["data/postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"] {
        let path = slot.directory.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::io(format!("removing {}", path.display()))(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Makes the data directory beside its place and moves it there when it is complete.
fn initdb(slot: &Slot, account: &Account, binaries: &Binaries) -> Result<(), Error> {
    let (data, unfinished) = (slot.data(), slot.directory.join("unfinished"));
    for old in [&data, &unfinished] {
        match fs::remove_dir_all(old) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::io(format!("removing {}", old.display()))(error));
            }
            _ => {}
        }
    }
    let mut command = command(&binaries.initdb, slot, account)?;
    command.arg("-D").arg(&unfinished);
    command.args([
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
    ]);
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| account.explain("starting initdb".to_owned(), &error))?;
    if !status.success() {
        let log = fs::read_to_string(slot.directory.join("log")).unwrap_or_default();
        if log.contains("could not look up effective user ID") {
            return Err(Error::NamelessUser { uid: account.uid });
        }
        return Err(failed(slot, &format!("initdb failed ({status})")));
    }
    fs::rename(&unfinished, &data).map_err(Error::io(format!("making {}", data.display())))
}

/// A program that runs as the server's user, in the slot, and writes to its log.
///
/// Its standard error is the locked log file: that is what keeps the slot taken while the program runs.
/// In a process group of its own it gets no Ctrl-C of ours, and is stopped through its leash instead.
fn command(program: &Path, slot: &Slot, account: &Account) -> Result<Command, Error> {
    let copy = || slot.log.try_clone().map_err(Error::io("opening the log"));
    let mut command = Command::new(program);
    account.apply(&mut command);
    command
        .current_dir(&slot.directory)
        .env("LC_ALL", "C")
        .process_group(0);
    for name in FOREIGN {
        command.env_remove(name);
    }
    command.stdout(copy()?).stderr(copy()?);
    Ok(command)
}

/// The failure of a program, with the end of its log.
fn failed(slot: &Slot, doing: &str) -> Error {
    let log = fs::read_to_string(slot.directory.join("log")).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    let last = lines[lines.len().saturating_sub(12)..].join("\n");
    Error::Server {
        doing: doing.to_owned(),
        log: last,
    }
}
