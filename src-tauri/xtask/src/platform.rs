//! Which system this is, as far as the names of its packages go.

use std::fs;

/// A family of systems that share their packages' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Debian and what is close to it.
    Debian,
    /// Ubuntu and what is made of it: Debian's names, but its browser is a snap.
    Ubuntu,
    /// Fedora, Red Hat and their kin.
    Fedora,
    /// Arch and its kin.
    Arch,
    /// openSUSE.
    Suse,
    /// A Linux whose package names we do not know.
    OtherLinux,
    /// macOS, with Homebrew.
    Mac,
    /// Windows, with winget.
    Windows,
}

impl Family {
    /// The family of the machine this runs on.
    pub fn here() -> Self {
        if cfg!(target_os = "macos") {
            Self::Mac
        } else if cfg!(windows) {
            Self::Windows
        } else {
            Self::of_os_release(&fs::read_to_string("/etc/os-release").unwrap_or_default())
        }
    }

    /// Whether `setup` installs what is missing by itself.
    pub fn has_apt(self) -> bool {
        matches!(self, Self::Debian | Self::Ubuntu)
    }

    /// Whether the system is a Linux.
    pub fn is_linux(self) -> bool {
        !matches!(self, Self::Mac | Self::Windows)
    }

    /// How a person installs packages there.
    pub fn install_command(self) -> &'static str {
        match self {
            Self::Debian | Self::Ubuntu => "apt-get install",
            Self::Fedora => "dnf install",
            Self::Arch => "pacman -S",
            Self::Suse => "zypper install",
            Self::Mac => "brew install",
            Self::Windows => "winget install",
            Self::OtherLinux => "(Debian's names)",
        }
    }

    fn of_os_release(text: &str) -> Self {
        let field = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.unwrap_or_default().trim_matches('"').to_owned()
        };
        let words = format!("{} {}", field("ID"), field("ID_LIKE"));
        let is = |name: &str| words.split_whitespace().any(|word| word.starts_with(name));
        match () {
            () if is("ubuntu") => Self::Ubuntu,
            () if is("debian") => Self::Debian,
            () if is("fedora") || is("rhel") => Self::Fedora,
            () if is("arch") => Self::Arch,
            () if is("suse") || is("opensuse") => Self::Suse,
            () => Self::OtherLinux,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_told_by_id_and_likeness() {
        for (text, family) in [
            ("NAME=\"Debian GNU/Linux\"\nID=debian\n", Family::Debian),
            ("ID=ubuntu\nID_LIKE=debian\n", Family::Ubuntu),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Family::Ubuntu),
            ("ID=raspbian\nID_LIKE=debian\n", Family::Debian),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", Family::Fedora),
            ("ID=manjaro\nID_LIKE=arch\n", Family::Arch),
            ("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", Family::Suse),
            ("ID=alpine\n", Family::OtherLinux),
            ("", Family::OtherLinux),
        ] {
            assert_eq!(Family::of_os_release(text), family, "{text}");
        }
    }
}
