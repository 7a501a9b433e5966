//! What the project needs of the system: how each is noticed, what it is for, and what it is called where.
//!
//! Tried in a minimal Debian 12 that had only Rust and Node. The names elsewhere are those families' own.

use crate::platform::Family;
use crate::probe::Probe;

/// What a need is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To build and to run.
    Build,
    /// To drive the real window, where there is no display or nobody at it.
    Test,
    /// To measure against.
    Bench,
}

/// One thing the system must have.
#[derive(Debug)]
pub struct Need {
    /// What it is, in words.
    pub what: &'static str,
    /// What it is for.
    pub purpose: Purpose,
    /// How it is noticed.
    pub probe: Probe,
    /// Its packages: Debian, Fedora, Arch, openSUSE, macOS, Windows. Empty where the system has it, or has no use for it.
    names: [&'static str; 6],
    /// Its package on Ubuntu, where that differs from Debian's.
    ubuntu: Option<&'static str>,
}

impl Need {
    /// Its package in `family`; none where the family has no use for it.
    pub fn package(&self, family: Family) -> Option<&'static str> {
        let column = match family {
            Family::Ubuntu if self.ubuntu.is_some() => return self.ubuntu,
            Family::Debian | Family::Ubuntu | Family::OtherLinux => 0,
            Family::Fedora => 1,
            Family::Arch => 2,
            Family::Suse => 3,
            Family::Mac => 4,
            Family::Windows => 5,
        };
        Some(self.names[column]).filter(|name| !name.is_empty())
    }
}

const fn need(what: &'static str, purpose: Purpose, probe: Probe, names: [&'static str; 6]) -> Need {
    Need { what, purpose, probe, names, ubuntu: None }
}

const fn on_ubuntu(mut need: Need, name: &'static str) -> Need {
    need.ubuntu = Some(name);
    need
}

use Probe::{ChineseFont, Folder, Library, Program, Python};
use Purpose::{Bench, Build, Test};

/// Everything, in the order in which it is told.
#[rustfmt::skip]
pub const NEEDS: &[Need] = &[
    need("a C compiler and make", Build, Program("cc"),
        ["build-essential", "gcc make", "base-devel", "gcc make", "(xcode-select --install)", "Microsoft.VisualStudio.2022.BuildTools"]),
    need("perl, for what is compiled from source", Build, Program("perl"),
        ["perl", "perl", "perl", "perl", "", ""]),
    need("pkg-config", Build, Program("pkg-config"),
        ["pkg-config", "pkgconf-pkg-config", "pkgconf", "pkg-config", "pkgconf", ""]),
    need("WebKitGTK 4.1, to build against", Build, Library("webkit2gtk-4.1"),
        ["libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1", "webkit2gtk3-devel", "", ""]),
    need("OpenSSL, to build against", Build, Library("openssl"),
        ["libssl-dev", "openssl-devel", "openssl", "libopenssl-devel", "openssl@3", "ShiningLight.OpenSSL.Dev"]),
    need("fontconfig", Build, Program("fc-list"),
        ["fontconfig", "fontconfig", "fontconfig", "fontconfig", "", ""]),
    need("a font with Chinese characters, for the screen", Build, ChineseFont,
        ["fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk", "google-noto-sans-cjk-fonts", "", ""]),
    need("a session bus", Build, Program("dbus-daemon"),
        ["dbus-daemon", "dbus-daemon", "dbus", "dbus-1", "", ""]),
    need("a virtual display", Test, Program("Xvfb"),
        ["xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", "xorg-x11-server-Xvfb", "", ""]),
    need("WebKit's driver", Test, Program("WebKitWebDriver"),
        ["webkit2gtk-driver", "webkitgtk6.0", "webkitgtk-6.0", "webkit2gtk-4_1-driver", "", ""]),
    on_ubuntu(need("Chromium, for headquarters' page", Test, Program("chromium"),
        ["chromium", "chromium", "chromium", "chromium", "chromium", "Hibbiki.Chromium"]), "chromium-browser"),
    on_ubuntu(need("Chromium's driver", Test, Program("chromedriver"),
        ["chromium-driver", "chromedriver", "chromium", "chromedriver", "chromedriver", "Chromium.ChromeDriver"]), "chromium-chromedriver"),
    need("a print server", Test, Program("cupsd"),
        ["cups", "cups", "cups", "cups", "", ""]),
    need("its client", Test, Program("lpadmin"),
        ["cups-client", "cups-client", "cups", "cups-client", "", ""]),
    need("a printer that is only software", Test, Program("ippeveprinter"),
        ["cups-ipp-utils", "cups-printerapp", "cups", "cups-client", "", ""]),
    need("the service that announces printers", Test, Program("avahi-daemon"),
        ["avahi-daemon", "avahi", "avahi", "avahi", "", ""]),
    need("a system bus", Test, Folder("/usr/share/dbus-1/system.d"),
        ["dbus", "dbus-daemon", "dbus", "dbus-1", "", ""]),
    need("qpdf, to check the papers", Test, Program("qpdf"),
        ["qpdf", "qpdf", "qpdf", "qpdf", "qpdf", "QPDF.QPDF"]),
    need("poppler, to read and to draw the papers", Test, Program("pdftotext"),
        ["poppler-utils", "poppler-utils", "poppler", "poppler-tools", "poppler", "oschwartz10612.Poppler"]),
    need("zbar, to scan the codes back", Test, Program("zbarimg"),
        ["zbar-tools", "zbar-tools", "zbar", "zbar", "zbar", ""]),
    on_ubuntu(need("PostgreSQL, for headquarters that outgrew a file", Test, Program("initdb"),
        ["postgresql-15", "postgresql-server postgresql-contrib", "postgresql", "postgresql-server", "postgresql@15", ""]), "postgresql"),
    need("Python, for what asks headquarters' API", Test, Python,
        ["python3-venv", "python3", "python", "python3", "python", "Python.Python.3.12"]),
    need("libvips, to measure photos against", Bench, Program("vipsthumbnail"),
        ["libvips-tools", "vips-tools", "libvips", "libvips-tools", "vips", ""]),
    need("ReportLab, to measure the daily summary against", Bench, Folder("/usr/lib/python3/dist-packages/reportlab"),
        ["python3-reportlab", "python3-reportlab", "python-reportlab", "python3-reportlab", "", ""]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_has_a_package_where_setup_installs_it() {
        for need in NEEDS {
            assert!(need.package(Family::Debian).is_some(), "{}", need.what);
            assert!(need.package(Family::Ubuntu).is_some(), "{}", need.what);
        }
    }

    #[test]
    fn ubuntu_has_debians_names_except_where_it_differs() {
        let named = |family| NEEDS.iter().filter_map(|need| need.package(family)).collect::<Vec<_>>();
        assert!(named(Family::Debian).contains(&"chromium-driver"));
        assert!(named(Family::Ubuntu).contains(&"chromium-chromedriver"));
        assert!(named(Family::Ubuntu).contains(&"libwebkit2gtk-4.1-dev"));
    }

    #[test]
    fn a_mac_is_asked_only_for_what_it_lacks() {
        let webkit = NEEDS.iter().find(|need| need.what.starts_with("WebKitGTK")).unwrap();
        assert_eq!(webkit.package(Family::Mac), None);
        assert_eq!(webkit.package(Family::Fedora), Some("webkit2gtk4.1-devel"));
    }
}
