//! Nothing is left for later, switched off, or waved through.

use crate::breach::{self, Breach};
use crate::sources::{self, Source};

/// Each with what to do instead. Written in pieces, so that this file may be read like any other.
const SIGNS: &[(&str, &str)] = &[
    (concat!("to", "do!("), "finish it"),
    (concat!("unimple", "mented!("), "finish it"),
    (concat!("TO", "DO"), "do it, or write an issue"),
    (concat!("FIX", "ME"), "fix it, or write an issue"),
    (concat!("#[ig", "nore"), "a test runs or goes"),
    (concat!(".sk", "ip("), "a test runs or goes"),
    (concat!(".on", "ly("), "all tests run"),
    (concat!("#[al", "low("), "use expect, or say the reason"),
    (concat!("#![al", "low("), "use expect, or say the reason"),
    (concat!("@ts-ig", "nore"), "say the type"),
    (concat!("eslint-dis", "able"), "mend it"),
];

/// Elsewhere these are ordinary words: an iterator's method, a slot that a clerk passes over.
const ONLY_IN_TESTS_OF_SCREENS: [&str; 2] = [concat!(".sk", "ip("), concat!(".on", "ly(")];

fn unfinished(sources: &[Source]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in sources
        .iter()
        .filter(|source| source.is_in("", &["rs", "ts", "svelte", "js", "css", "sql", "ftl", "toml"]))
    {
        for (number, line) in source.lines() {
            for (sign, instead) in
                SIGNS.iter().filter(|(sign, _)| line.contains(sign) && !is_explained(sign, line))
            {
                let is_test_of_screens = source.is_in("ui/", &["ts", "js"]) && source.is_test();
                if !ONLY_IN_TESTS_OF_SCREENS.contains(sign) || is_test_of_screens {
                    breaches.push(Breach::at(&source.path, number, format!("{sign} is left: {instead}")));
                }
            }
        }
    }
    breaches
}

/// A lint may be silenced for good where a test's part is used by some and not by all, if it says so.
fn is_explained(sign: &str, line: &str) -> bool {
    sign.starts_with('#') && line.contains("reason = \"")
}

/// A test that waits for time to pass is slow, and fails on a slow day; it waits for what it wants to see.
fn sleeping_tests(sources: &[Source]) -> Vec<Breach> {
    let stories = sources.iter().filter(|source| {
        ["tests/scenarios/", "tests/e2e/"].iter().any(|folder| source.is_in(folder, &["rs"]))
    });
    let mut breaches = Vec::new();
    for source in stories {
        let sleeping = source.lines().filter(|(_, line)| line.contains("sleep("));
        breaches.extend(sleeping.map(|(number, _)| {
            Breach::at(&source.path, number, "a test sleeps: wait for what it wants to see")
        }));
    }
    breaches
}

#[test]
fn nothing_is_left_for_later() {
    breach::none(unfinished(sources::all()));
}

#[test]
fn no_test_sleeps() {
    breach::none(sleeping_tests(sources::all()));
}

#[test]
fn what_is_left_for_later_is_noticed() {
    let rust = concat!("to", "do!(\"later\")\nlist.sk", "ip(1)\n#[ig", "nore]\n// TO", "DO: later\n");
    breach::found(&unfinished(&[Source::planted("src-tauri/src/a.rs", rust)]), &[1, 3, 4]);
    let silenced =
        concat!("#[al", "low(dead_code, reason = \"each uses its own part\")]\n#[al", "low(dead_code)]\n");
    breach::found(&unfinished(&[Source::planted("src-tauri/src/a.rs", silenced)]), &[2]);
    let screens = concat!("it.sk", "ip('x')\ndescribe.on", "ly('y')\n");
    breach::found(&unfinished(&[Source::planted("ui/src/a.test.ts", screens)]), &[1, 2]);
}

#[test]
fn a_sleeping_test_is_noticed() {
    let text = "let a = 1;\ntokio::time::sleep(second).await;\n";
    breach::found(&sleeping_tests(&[Source::planted("tests/e2e/window.rs", text)]), &[2]);
    breach::found(&sleeping_tests(&[Source::planted("src-tauri/crates/sync/src/pace.rs", text)]), &[]);
}
