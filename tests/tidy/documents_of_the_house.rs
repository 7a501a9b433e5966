//! The papers of the house itself: they are there, and the commands they tell are the ones that are used.

use crate::breach::{self, Breach};
use crate::sources::{self, Source};

/// Which file must say what.
const SAYS: [(&str, &[&str]); 5] = [
    ("README.md", &["cargo xtask run", "cargo xtask test"]),
    ("ARCHITECTURE.md", &["src-tauri/crates/domain", "src-tauri/xtask"]),
    ("CHANGELOG.md", &["## "]),
    (".ci/run", &["cargo xtask test"]),
    (".cargo/config.toml", &["xtask = "]),
];

/// The tool for bundles: later ones lack the packages of some platforms.
const BUNDLER: (&str, &str) = ("src-tauri/xtask/src/bundle.rs", "@tauri-apps/cli@2.12.3");

fn unsaid(sources: &[Source]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, words) in SAYS.iter().copied().chain([(BUNDLER.0, &[BUNDLER.1] as &[&str])]) {
        match sources.iter().find(|source| source.path == path) {
            None => breaches.push(Breach::of(path, "is missing")),
            Some(source) => {
                let missing = words.iter().filter(|words| !source.text.contains(**words));
                breaches.extend(missing.map(|words| Breach::of(path, format!("does not say '{words}'"))));
            }
        }
    }
    breaches
}

/// Continuous integration calls the README's command and nothing else.
fn extra_steps(sources: &[Source]) -> Vec<Breach> {
    let script = sources.iter().filter(|source| source.path == ".ci/run");
    let mut breaches = Vec::new();
    for source in script {
        let commands = source.lines().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let extra = commands.filter(|(_, line)| *line != "exec cargo xtask test");
        breaches.extend(extra.map(|(number, line)| {
            Breach::at(&source.path, number, format!("'{line}' is not the README's command"))
        }));
    }
    breaches
}

#[test]
fn the_papers_of_the_house_say_what_they_must() {
    breach::none(unsaid(sources::all()));
    breach::none(extra_steps(sources::all()));
}

#[test]
fn what_is_unsaid_is_noticed() {
    let planted = [
        Source::planted("README.md", "cargo xtask run"),
        Source::planted(".ci/run", "#!/bin/sh\nmake\nexec cargo xtask test\n"),
    ];
    let told: Vec<_> = unsaid(&planted).iter().map(ToString::to_string).collect();
    assert!(told.contains(&"README.md: does not say 'cargo xtask test'".to_owned()), "{told:?}");
    assert!(told.contains(&"CHANGELOG.md: is missing".to_owned()), "{told:?}");
    breach::found(&extra_steps(&planted), &[2]);
}
