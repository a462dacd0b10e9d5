//! What a throw-away server never does: touch another database, outlive its process, use what is not its
//! own. Each case runs this test binary again, as a process with another environment or user.

use driftless_postgres::{Error, Server, testing};
use pq_sys as _;
use std::{
    env, fs,
    io::{BufRead, BufReader, ErrorKind, Read},
    net::TcpListener,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        net::UnixListener,
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// What the other process does: starts a server, says where, and lives until its input ends.
#[test]
#[ignore = "the other tests run it, in a process of its own"]
fn in_another_process() {
    let run = || -> Result<(), Error> {
        let database = Server::shared()?.database()?;
        database.connect()?;
        println!("\nSERVER {}", database.url());
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        Ok(())
    };
    if let Err(error) = run() {
        println!("\nERROR {error}\nEND");
    }
}

/// Another process that starts a server.
struct Other {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Other {
    fn run(change: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(env::current_exe().unwrap());
        change(&mut command);
        command.args(["--exact", "in_another_process", "--ignored", "--nocapture"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output }
    }

    /// The directory of its server, or why there is none.
    fn outcome(&mut self) -> Result<PathBuf, String> {
        let mut error: Option<String> = None;
        for line in (&mut self.output).lines().map(Result::unwrap) {
            match (&mut error, &*line) {
                (Some(error), "END") => return Err(error.trim_end().to_owned()),
                (Some(error), line) => error.extend([line, "\n"]),
                (None, line) => {
                    if let Some(url) = line.strip_prefix("SERVER postgres://postgres@") {
                        let host = url.split(':').next().unwrap();
                        return Ok(PathBuf::from(host.replace("%2F", "/")));
                    }
                    error = line.strip_prefix("ERROR ").map(|line| format!("{line}\n"));
                }
            }
        }
        panic!("the other process said nothing");
    }

    /// Lets it end, and waits for it.
    fn end(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

fn error_of(change: impl FnOnce(&mut Command)) -> String {
    let mut other = Other::run(change);
    let error = other.outcome().unwrap_err();
    other.end();
    error
}

/// A temporary directory that every user can reach.
fn open_directory() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).unwrap();
    directory
}

fn am_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn pid_of(server: &Path) -> String {
    let text = fs::read_to_string(server.join("data/postmaster.pid")).unwrap();
    text.lines().next().unwrap().to_owned()
}

fn kill_9(pid: &str) {
    assert!(
        Command::new("kill")
            .args(["-9", pid])
            .status()
            .unwrap()
            .success()
    );
}

/// A server that stops removes its pid file. Polled, with a deadline.
fn wait_until_stopped(server: &Path) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while server.join("data/postmaster.pid").exists() {
        assert!(Instant::now() < deadline, "the server still runs");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn database_url_is_a_trap_nobody_steps_into() {
    let directory = tempfile::tempdir().unwrap();
    let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
    let unix = UnixListener::bind(directory.path().join(".s.PGSQL.5432")).unwrap();
    tcp.set_nonblocking(true).unwrap();
    unix.set_nonblocking(true).unwrap();
    let host = directory.path().display().to_string().replace('/', "%2F");
    let over_tcp = format!("postgres://u:p@{}/trap", tcp.local_addr().unwrap());
    for url in [over_tcp, format!("postgres://u:p@{host}/trap")] {
        let mut other = Other::run(|command| {
            command.env("DATABASE_URL", &url);
        });
        // With or without a server on this machine.
        let _ = other.outcome();
        other.end();
    }
    assert_eq!(tcp.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
    assert_eq!(unix.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}

#[test]
fn without_binaries_one_message_says_how_to_get_them() {
    let error = error_of(|command| {
        command.env("PATH", "").env("PG_BIN", "/nowhere");
        command.env_remove("DRIFTLESS_TEST_SERVER");
    });
    assert!(error.starts_with("no PostgreSQL server"), "{error}");
    assert!(error.contains("looked in PG_BIN=/nowhere"), "{error}");
    assert!(error.contains("\n  install it: "), "{error}");
}

#[test]
fn killed_with_9_a_process_leaves_no_server() {
    if testing::server().is_none() {
        return;
    }
    let mut other = Other::run(|_| {});
    let server = other.outcome().unwrap();
    assert!(server.join("data/postmaster.pid").exists());
    other.child.kill().unwrap();
    other.child.wait().unwrap();
    wait_until_stopped(&server);
}

#[test]
fn processes_at_the_same_time_have_servers_of_their_own() {
    if testing::server().is_none() {
        return;
    }
    let (mut one, mut two) = (Other::run(|_| {}), Other::run(|_| {}));
    assert_ne!(one.outcome().unwrap(), two.outcome().unwrap());
    one.end();
    two.end();
}

#[test]
fn a_server_that_was_killed_starts_again() {
    if testing::server().is_none() {
        return;
    }
    let directory = open_directory();
    let start = || {
        Other::run(|command| {
            command.env("TMPDIR", directory.path());
        })
    };
    let mut first = start();
    let server = first.outcome().unwrap();
    kill_9(&pid_of(&server));
    first.child.kill().unwrap();
    first.child.wait().unwrap();
    // Its children notice within moments; the slot is free when the last is gone.
    let mut second = start();
    second.outcome().unwrap();
    second.end();
}

#[test]
fn home_is_not_needed() {
    if testing::server().is_none() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o500)).unwrap();
    for home in [home.path(), Path::new("/proc/nowhere")] {
        let mut other = Other::run(|command| {
            command.env("HOME", home);
        });
        other.outcome().unwrap();
        other.end();
    }
}

#[test]
fn a_directory_that_is_not_ours_alone_is_refused() {
    if testing::server().is_none() {
        return;
    }
    let directory = open_directory();
    let change = |command: &mut Command| {
        command.env("TMPDIR", directory.path());
    };
    let mut first = Other::run(change);
    let server = first.outcome().unwrap();
    first.end();
    wait_until_stopped(&server);
    let home = server.parent().unwrap().parent().unwrap();

    fs::set_permissions(home, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(error_of(change).contains("is open to others (mode 755); it is not used"));
    fs::set_permissions(home, fs::Permissions::from_mode(0o700)).unwrap();
    if am_root() {
        chown(home, Some(12_345), None).unwrap();
        assert!(error_of(change).contains("belongs to user id 12345; it is not used"));
    }
    fs::rename(home, directory.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(directory.path().join("elsewhere"), home).unwrap();
    assert!(error_of(change).contains("is not a directory; it is not used"));
}

#[test]
fn a_path_too_long_for_a_socket_is_named() {
    if testing::server().is_none() {
        return;
    }
    let directory = open_directory();
    let long = directory.path().join("x".repeat(90));
    fs::create_dir(&long).unwrap();
    let error = error_of(|command| {
        command.env("TMPDIR", &long);
    });
    assert!(
        error.contains("set TMPDIR to a shorter directory"),
        "{error}"
    );
}

#[test]
fn any_user_with_a_name_runs_a_server() {
    if testing::server().is_none() || !am_root() {
        return;
    }
    let (directory, binary) = binary_for_everybody();
    let (uid, gid) = (65_534, 65_534);
    chown(directory.path(), Some(uid), Some(gid)).unwrap();
    let mut other = as_user(uid, gid, directory.path(), &binary);
    other.outcome().unwrap();
    other.end();
}

#[test]
fn a_user_without_a_name_is_told_so() {
    if testing::server().is_none() || !am_root() {
        return;
    }
    let (directory, binary) = binary_for_everybody();
    chown(directory.path(), Some(54_321), Some(54_321)).unwrap();
    let mut other = as_user(54_321, 54_321, directory.path(), &binary);
    let error = other.outcome().unwrap_err();
    other.end();
    assert!(error.starts_with("user id 54321 has no name"), "{error}");
}

#[test]
fn root_that_may_not_become_another_user_is_told_so() {
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user"]);
        command
    };
    let allowed = unshare()
        .arg("true")
        .output()
        .is_ok_and(|output| output.status.success());
    if testing::server().is_none() || !allowed {
        return;
    }
    let directory = open_directory();
    let error = error_of(|command| {
        let binary = command.get_program().to_owned();
        *command = unshare();
        command.arg(binary).env("TMPDIR", directory.path());
    });
    assert!(
        error.starts_with("PostgreSQL refuses to run as root"),
        "{error}"
    );
    assert!(error.contains("user namespace"), "{error}");
}

/// A copy of this binary where every user may run it.
fn binary_for_everybody() -> (TempDir, PathBuf) {
    let directory = open_directory();
    let binary = directory.path().join("safety");
    fs::copy(env::current_exe().unwrap(), &binary).unwrap();
    fs::set_permissions(&binary, fs::Permissions::from_mode(0o755)).unwrap();
    (directory, binary)
}

fn as_user(uid: u32, gid: u32, directory: &Path, binary: &Path) -> Other {
    Other::run(|command| {
        *command = Command::new(binary);
        command
            .uid(uid)
            .gid(gid)
            .current_dir(directory)
            .env("TMPDIR", directory);
    })
}
