//! The sources, read once.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A text file of the working copy.
pub struct Source {
    /// Its path from the top, with forward slashes.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// What is made by programs, fetched, or not ours to keep tidy.
const NOT_OURS: [&str; 6] = ["target", "node_modules", "dist", "gen", ".git", "bindings"];

/// The endings of the files that are read.
const TEXTS: [&str; 14] =
    ["rs", "ts", "svelte", "js", "css", "html", "ftl", "sql", "json", "toml", "md", "yml", "svg", "sh"];

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let mut sources = Vec::new();
    read_into(&mut sources, &root(), "");
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(sources.len() > 50, "the working copy has been found");
    sources
});

/// Every text file that people write.
pub fn all() -> &'static [Source] {
    &SOURCES
}

/// The top of the working copy.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests' package lies in the working copy")
        .to_owned()
}

impl Source {
    /// A source that only a test knows.
    pub fn planted(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether it lies under `folder` and has one of `endings`.
    pub fn is_in(&self, folder: &str, endings: &[&str]) -> bool {
        let ending = self.path.rsplit_once('.').map_or("", |(_, ending)| ending);
        self.path.starts_with(folder) && endings.contains(&ending)
    }

    /// Whether the file is nothing but tests, or what they need.
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let ends = name.ends_with(".test.ts")
            || name == "tests.rs"
            || name.ends_with("_test.rs")
            || name.ends_with("_tests.rs");
        ends || ["tests/", "test/", "benches/", "examples/"]
            .iter()
            .any(|folder| self.path.starts_with(folder) || self.path.contains(&format!("/{folder}")))
    }

    /// Its lines with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Its lines without comments that fill a line, up to where its tests begin: by our habit they stand at its end.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = concat!("#[cfg", "(test)]");
        let before_tests = self.lines().take_while(move |(_, line)| line.trim() != tests);
        before_tests.filter(|(_, line)| !is_comment(line.trim_start()))
    }
}

fn is_comment(line: &str) -> bool {
    ["//", "/*", "* ", "<!--"].iter().any(|mark| line.starts_with(mark))
}

fn read_into(sources: &mut Vec<Source>, folder: &Path, path: &str) {
    let entries = fs::read_dir(folder).expect("a folder of the working copy can be read");
    for entry in entries {
        let entry = entry.expect("a folder of the working copy can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        let below = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        let kind = entry.file_type().expect("an entry has a kind");
        if kind.is_dir() && !NOT_OURS.contains(&name.as_str()) {
            read_into(sources, &entry.path(), &below);
        } else if kind.is_file() && is_text(&below) {
            // A file that is gone by now was only passing through.
            if let Ok(text) = fs::read_to_string(entry.path()) {
                sources.push(Source { path: below, text });
            }
        }
    }
}

fn is_text(path: &str) -> bool {
    let is_lock = path.ends_with("package-lock.json");
    !is_lock && path.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending)) || path == ".ci/run"
}

#[test]
fn what_is_made_by_programs_is_not_read() {
    assert!(all().iter().any(|source| source.path == "Cargo.toml"));
    assert!(
        all()
            .iter()
            .all(|source| !source.path.contains("node_modules") && !source.path.starts_with("target"))
    );
}

#[test]
fn code_ends_where_tests_begin() {
    let source = Source::planted("a.rs", concat!("one\n// two\nthree\n#[cfg", "(test)]\nmod tests {}\n"));
    assert_eq!(source.code().collect::<Vec<_>>(), [(1, "one"), (3, "three")]);
}
