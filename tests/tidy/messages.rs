//! Words on screen and paper: each in both languages, each used, and none used that is not there.

use std::collections::{BTreeMap, BTreeSet};

use crate::breach::{self, Breach};
use crate::sources::{self, Source};

const CHINESE: &str = "ui/locales/zh-CN/";
const ENGLISH: &str = "ui/locales/en/";

/// Where a message stands.
struct Message {
    file: String,
    line: usize,
}

/// The messages of one language, by key.
fn messages(sources: &[Source], folder: &str) -> BTreeMap<String, Message> {
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    for source in sources.iter().filter(|source| source.is_in(folder, &["ftl"])) {
        for (number, line) in source.lines() {
            if let Some(key) = key_of(line) {
                messages.insert(key.to_owned(), Message { file: source.path.clone(), line: number });
            }
        }
    }
    messages
}

/// The key that a line of Fluent begins; terms and attributes have none.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    (key.starts_with(|letter: char| letter.is_ascii_lowercase()) && key.chars().all(is_of_key)).then_some(key)
}

fn is_of_key(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

fn said_in_one_language(sources: &[Source]) -> Vec<Breach> {
    let (chinese, english) = (messages(sources, CHINESE), messages(sources, ENGLISH));
    let mut breaches = Vec::new();
    for (here, there, other) in [(&chinese, &english, "English"), (&english, &chinese, "Chinese")] {
        for (key, message) in here {
            if !there.contains_key(key) {
                let why = format!("{key} has no {other}");
                breaches.push(Breach::at(&message.file, message.line, why));
            }
        }
    }
    breaches
}

/// Every string of the sources that could be a key, or, with `*` for what is filled in, a pattern of keys.
fn spoken(sources: &[Source]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut keys, mut patterns) = (BTreeSet::new(), BTreeSet::new());
    let speakers = sources
        .iter()
        .filter(|source| source.is_in("ui/src/", &["ts", "svelte"]) || source.is_in("src-tauri/", &["rs"]));
    for source in speakers.filter(|source| !source.is_test()) {
        // A template may hold strings of its own, so it is also taken whole.
        let strings =
            source.text.split(['"', '\'', '`']).chain(source.text.split('`')).chain(source.text.split('"'));
        for token in strings {
            let Some(pattern) = pattern_of(token) else { continue };
            let id = pattern.split('.').next().unwrap_or_default().to_owned();
            if id.contains('*') {
                patterns.insert(id)
            } else {
                keys.insert(id)
            };
        }
    }
    (keys, patterns)
}

/// A string as a pattern: `board-${name}` and `board-{name}` are `board-*`. None where it can be no key.
fn pattern_of(token: &str) -> Option<String> {
    let mut pattern = String::new();
    let mut depth = 0;
    for letter in token.chars() {
        match letter {
            '{' => {
                depth += 1;
                if depth == 1 {
                    pattern = pattern.trim_end_matches('$').to_owned() + "*";
                }
            }
            '}' => depth -= 1,
            _ if depth > 0 => {}
            '$' | '.' => pattern.push(letter),
            _ if is_of_key(letter) => pattern.push(letter),
            _ => return None,
        }
    }
    let says_something = pattern.chars().any(|letter| letter.is_ascii_lowercase());
    (depth == 0 && says_something).then_some(pattern)
}

/// Whether `key` is of the form of `pattern`, in which `*` stands for at least one letter.
fn fits(pattern: &str, key: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == key,
        Some((before, after)) => key.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices()
                .skip(1)
                .map(|(at, _)| at)
                .chain([rest.len()])
                .any(|at| at > 0 && fits(after, &rest[at..]))
        }),
    }
}

fn never_said(sources: &[Source]) -> Vec<Breach> {
    let (keys, patterns) = spoken(sources);
    let chinese = messages(sources, CHINESE);
    let fluent: String = sources
        .iter()
        .filter(|source| source.is_in(CHINESE, &["ftl"]))
        .map(|source| source.text.as_str())
        .collect();
    let is_said = |key: &str| {
        let by_another = fluent.contains(&format!("{{ {key} }}"));
        by_another || keys.contains(key) || patterns.iter().any(|pattern| fits(pattern, key))
    };
    let unused = chinese.iter().filter(|(key, _)| !is_said(key));
    unused
        .map(|(key, message)| Breach::at(&message.file, message.line, format!("{key} is never said")))
        .collect()
}

/// Keys that a screen says by name, and that no language has.
fn without_words(sources: &[Source]) -> Vec<Breach> {
    let known = messages(sources, CHINESE);
    let mut breaches = Vec::new();
    for source in
        sources.iter().filter(|source| source.is_in("ui/src/", &["ts", "svelte"]) && !source.is_test())
    {
        for (number, line) in source.code() {
            for said in line
                .match_indices("t(\"")
                .filter(|(at, _)| stands_alone(line, *at))
                .map(|(at, call)| &line[at + call.len()..])
            {
                let id = said.split('"').next().unwrap_or_default();
                let key = id.split('.').next().unwrap_or_default();
                if !known.contains_key(key) {
                    breaches.push(Breach::at(&source.path, number, format!("{key} has no words")));
                }
            }
        }
    }
    breaches
}

fn stands_alone(line: &str, at: usize) -> bool {
    line[..at]
        .chars()
        .next_back()
        .is_none_or(|before| !before.is_alphanumeric() && before != '_' && before != '.')
}

#[test]
fn every_message_is_there_in_both_languages() {
    breach::none(said_in_one_language(sources::all()));
}

#[test]
fn every_message_is_said_somewhere() {
    breach::none(never_said(sources::all()));
}

#[test]
fn everything_said_has_words() {
    breach::none(without_words(sources::all()));
}

#[test]
fn a_message_in_one_language_is_noticed() {
    let planted = [
        Source::planted(
            "ui/locales/zh-CN/a.ftl",
            "# words\none = 一\ntwo = { $count } 个\n    .more = 多\nthree = 三\n",
        ),
        Source::planted("ui/locales/en/a.ftl", "one = One\ntwo = { $count } of them\nfour = Four\n"),
    ];
    breach::found(&said_in_one_language(&planted), &[5, 3]);
}

#[test]
fn an_unsaid_message_and_an_unworded_key_are_noticed() {
    let planted = [
        Source::planted(
            "ui/locales/zh-CN/a.ftl",
            "said = 一\nboard-due-today = 二\nunsaid = 三\nkind-claim-title = 四\ninside = 五\nouter = { inside }\n",
        ),
        Source::planted(
            "ui/src/a.svelte",
            "{t(\"said.more\")}\n{t(`board-${name.replace(/_/g, '-')}`)}\n{t(\"unworded\")}\n{t('outer')}\n",
        ),
        Source::planted("src-tauri/src/a.rs", "format!(\"kind-{kind}-title\")"),
    ];
    breach::found(&never_said(&planted), &[3]);
    breach::found(&without_words(&planted), &[3]);
}
