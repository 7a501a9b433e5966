//! `domain` and `protocol` do no I/O and read no clock and no randomness: what they need is handed to them.

use crate::breach::{self, Breach};
use crate::packages::{self, Package};
use crate::sources::{self, Source};

const PURE: [&str; 2] = ["src-tauri/crates/domain/src/", "src-tauri/crates/protocol/src/"];

/// What reaches out of a pure function.
const REACHES_OUT: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "File::open",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "now_v7",
    "new_v4",
    "getrandom",
    "OsRng",
    "SysRng",
    "thread_rng",
    "rand::",
    "tokio",
    "println!",
    "eprintln!",
];

/// The crates that would let it.
const CRATES_THAT_REACH_OUT: [&str; 6] = ["tokio", "getrandom", "rand", "tracing", "tempfile", "directories"];

fn reaching_out(sources: &[Source]) -> Vec<Breach> {
    let pure = sources
        .iter()
        .filter(|source| PURE.iter().any(|folder| source.is_in(folder, &["rs"])) && !source.is_test());
    let mut breaches = Vec::new();
    for source in pure {
        for (number, line) in source.code() {
            if let Some(word) = REACHES_OUT.iter().find(|word| names(line, word)) {
                breaches.push(Breach::at(
                    &source.path,
                    number,
                    format!("{word} in a pure crate: hand it in instead"),
                ));
            }
        }
    }
    breaches
}

/// Whether `line` has `word`, and not as the end of a longer name.
fn names(line: &str, word: &str) -> bool {
    let ends_a_name =
        |at: usize| line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
    line.match_indices(word).any(|(at, _)| !ends_a_name(at))
}

fn needing_the_world(packages: &[Package]) -> Vec<Breach> {
    let pure = packages.iter().filter(|package| ["domain", "protocol"].contains(&package.name.as_str()));
    let needs = pure.flat_map(|package| package.needs.iter().map(move |need| (package, need)));
    let wrong =
        needs.filter(|(_, need)| !need.for_tests && CRATES_THAT_REACH_OUT.contains(&need.name.as_str()));
    wrong
        .map(|(package, need)| Breach::of(&package.manifest, format!("a pure crate asks for {}", need.name)))
        .collect()
}

#[test]
fn pure_crates_do_not_reach_out() {
    breach::none(reaching_out(sources::all()));
    breach::none(needing_the_world(packages::all()));
}

#[test]
fn reaching_out_is_noticed_except_in_tests() {
    let text = concat!(
        "use std::fs;\n// std::fs in words\nlet now = Instant::now();\n#[cfg",
        "(test)]\nuse std::fs;\n"
    );
    let planted = [
        Source::planted("src-tauri/crates/domain/src/a.rs", text),
        Source::planted("src-tauri/crates/store/src/a.rs", text),
        Source::planted("src-tauri/crates/domain/src/a/tests.rs", text),
    ];
    breach::found(&reaching_out(&planted), &[1, 3]);
    assert_eq!(needing_the_world(&[Package::planted("domain", &[("tokio", "1")])]).len(), 1);
}
