//! The command that installs a Postgres server on this system.

use std::fs;

/// The command for this machine.
pub(crate) fn command() -> String {
    if cfg!(target_os = "macos") {
        return "brew install postgresql@17".to_owned();
    }
    let text = fs::read_to_string("/etc/os-release").unwrap_or_default();
    for_os_release(&text).to_owned()
}

/// The command for the system that an `os-release` file describes: its own id, else one it is like.
fn for_os_release(text: &str) -> &'static str {
    let field = |name: &str| {
        text.lines()
            .filter_map(|line| line.split_once('='))
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value.trim_matches(['"', '\'']))
    };
    let ids = [field("ID"), field("ID_LIKE")].join(" ");
    ids.split_whitespace()
        .find_map(|id| match id {
            "debian" | "ubuntu" => Some("apt-get install postgresql"),
            "alpine" => Some("apk add postgresql"),
            "fedora" | "rhel" | "centos" => {
                Some("dnf install postgresql-server postgresql-contrib")
            }
            "arch" => Some("pacman -S postgresql"),
            "suse" | "opensuse" | "sles" => Some("zypper install postgresql-server"),
            "nixos" => Some("nix-shell -p postgresql"),
            _ => None,
        })
        .unwrap_or("see https://www.postgresql.org/download/")
}

#[cfg(test)]
mod tests {
    use super::for_os_release;

    #[test]
    fn a_derivative_is_installed_like_its_origin() {
        let mint = "NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
        assert_eq!(for_os_release(mint), "apt-get install postgresql");
        assert_eq!(for_os_release("ID=alpine\n"), "apk add postgresql");
        assert_eq!(
            for_os_release(""),
            "see https://www.postgresql.org/download/"
        );
    }
}
