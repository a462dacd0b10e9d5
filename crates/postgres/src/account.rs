//! Who the server runs as.
//!
//! Postgres refuses root. In containers root is the usual user, so root hands the server to `postgres`,
//! else to `nobody`; everybody else runs it under their own name.

use crate::Error;
use std::{
    fs, io,
    os::unix::{fs::chown, process::CommandExt},
    path::Path,
    process::Command,
};

/// The user a server runs as.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) uid: u32,
    /// Set when it is not the user that runs this process.
    other: Option<Other>,
}

#[derive(Clone, Debug)]
struct Other {
    name: &'static str,
    gid: u32,
}

impl Account {
    /// The account for this process.
    pub(crate) fn choose() -> Result<Self, Error> {
        let uid = rustix::process::geteuid().as_raw();
        if uid != 0 {
            return Ok(Self { uid, other: None });
        }
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| {
                let (uid, gid) = look_up(&passwd, name)?;
                Some(Self {
                    uid,
                    other: Some(Other { name, gid }),
                })
            })
            .ok_or(Error::NobodyToBecome)
    }

    /// Makes the command run as this user.
    pub(crate) fn apply(&self, command: &mut Command) {
        if let Some(other) = &self.other {
            command.uid(self.uid).gid(other.gid);
        }
    }

    /// Gives a file or directory to this user.
    pub(crate) fn own(&self, path: &Path) -> Result<(), Error> {
        match &self.other {
            None => Ok(()),
            Some(other) => chown(path, Some(self.uid), Some(other.gid))
                .map_err(|error| self.explain(format!("handing over {}", path.display()), &error)),
        }
    }

    /// What it means that a change of user, or of owner, failed.
    pub(crate) fn explain(&self, doing: String, error: &io::Error) -> Error {
        let errno = error
            .raw_os_error()
            .map(rustix::io::Errno::from_raw_os_error);
        let reason = match (&self.other, errno) {
            (Some(_), Some(rustix::io::Errno::INVAL)) => {
                "the user namespace does not map that user (EINVAL)"
            }
            (Some(_), Some(rustix::io::Errno::PERM)) => {
                "the process lacks CAP_SETUID, CAP_SETGID or CAP_CHOWN, or the user namespace denies \
                 setgroups (EPERM)"
            }
            _ => {
                return Error::Io {
                    doing,
                    message: error.to_string(),
                };
            }
        };
        let user = self
            .other
            .as_ref()
            .map_or("", |other| other.name)
            .to_owned();
        Error::CannotChangeUser {
            user,
            reason: reason.to_owned(),
        }
    }
}

/// User and group id of a name. macOS writes `nobody` as -2.
fn look_up(passwd: &str, name: &str) -> Option<(u32, u32)> {
    let id = |field: &str| {
        let number = field.parse::<i64>().ok()?;
        u32::try_from(number)
            .or_else(|_| i32::try_from(number).map(i32::cast_unsigned))
            .ok()
    };
    passwd.lines().find_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        match fields[..] {
            [user, _, uid, gid, ..] if user == name => Some((id(uid)?, id(gid)?)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::look_up;

    #[test]
    fn ids_come_from_the_line_of_the_name() {
        let passwd =
            "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104::/var/lib/postgresql:/bin/sh\n";
        assert_eq!(look_up(passwd, "postgres"), Some((101, 104)));
        assert_eq!(look_up(passwd, "nobody"), None);
        assert_eq!(
            look_up("nobody:*:-2:-2:x:/:/bin/false", "nobody"),
            Some((u32::MAX - 1, u32::MAX - 1))
        );
    }
}
