//! What lies where: the top level is fixed, and nothing knows the machine it was written on.

use std::fs;

use crate::breach::{self, Breach};
use crate::sources::{self, Source};

/// What may lie at the top, beside folders and files whose name begins with a dot.
const TOP: [&str; 15] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "clippy.toml",
    "icons",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "src-tauri",
    "tests",
    "ui",
];

/// What programs leave at the top; git is told to overlook it.
const MADE: [&str; 1] = ["target"];

/// Paths of one machine. Written in pieces, as this file is read too.
const ELSEWHERE: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Use", "rs/"),
    concat!("/wo", "rk/"),
    concat!("C:", "\\\\"),
];

fn misplaced(names: &[String]) -> Vec<Breach> {
    let wrong = names.iter().filter(|name| {
        !name.starts_with('.') && !TOP.contains(&name.as_str()) && !MADE.contains(&name.as_str())
    });
    wrong.map(|name| Breach::of(name, "does not belong at the top level")).collect()
}

fn paths_of_one_machine(sources: &[Source]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in sources {
        for (number, line) in source.lines() {
            if let Some(path) = ELSEWHERE.iter().find(|path| begins_path(line, path)) {
                breaches.push(Breach::at(&source.path, number, format!("{path} exists on one machine only")));
            }
        }
    }
    breaches
}

/// Whether an absolute path begins so: `$lib/home/a` and `at/work/here` do not.
fn begins_path(line: &str, path: &str) -> bool {
    let is_inside = |before: char| before.is_alphanumeric() || "}_-.".contains(before);
    line.match_indices(path).any(|(at, _)| !line[..at].chars().next_back().is_some_and(is_inside))
}

/// Relative paths that climb out of the working copy, to what stands beside it here and nowhere else.
fn paths_to_neighbours(sources: &[Source]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in sources {
        let depth = source.path.matches('/').count();
        // One more than it takes to reach the top.
        let out = "../".repeat(depth + 1);
        let climbing = source.lines().filter(|(_, line)| line.contains(&out));
        breaches.extend(
            climbing
                .map(|(number, _)| Breach::at(&source.path, number, "a path that leaves the working copy")),
        );
    }
    breaches
}

#[test]
fn the_top_level_is_fixed() {
    let entries = fs::read_dir(sources::root()).expect("the working copy can be listed");
    let names: Vec<_> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    breach::none(misplaced(&names));
    for name in [
        "Cargo.toml",
        "src-tauri",
        "ui",
        "tests",
        "icons",
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "LICENSE",
    ] {
        assert!(names.iter().any(|there| there == name), "{name} is missing at the top level");
    }
}

#[test]
fn nothing_knows_the_machine_it_was_written_on() {
    breach::none(paths_of_one_machine(sources::all()));
    breach::none(paths_to_neighbours(sources::all()));
}

#[test]
fn what_does_not_belong_at_the_top_is_noticed() {
    let names = ["src", "ui", ".github", "target", "notes.txt"].map(str::to_owned);
    assert_eq!(
        misplaced(&names).iter().map(|breach| breach.file.as_str()).collect::<Vec<_>>(),
        ["src", "notes.txt"]
    );
}

#[test]
fn a_path_of_one_machine_is_noticed() {
    let text = concat!("let a = \"/ho", "me/me/x\";\nimport \"$lib/ho", "me/z\";\nuse a/ro", "ot/;\n");
    breach::found(&paths_of_one_machine(&[Source::planted("ui/src/a.ts", text)]), &[1]);
}

#[test]
fn a_path_to_a_neighbour_is_noticed() {
    let text = concat!("see .", "./notes\nand .", "./.", "./.", "./shared\n");
    breach::found(&paths_to_neighbours(&[Source::planted("README.md", text)]), &[1, 2]);
    breach::found(&paths_to_neighbours(&[Source::planted("ui/src/a.ts", text)]), &[2]);
    breach::found(&paths_to_neighbours(&[Source::planted("ui/src/a/b/c.ts", text)]), &[]);
}
