//! A file holds one thing.

use crate::breach::{self, Breach};
use crate::sources::{self, Source};

/// Beyond this a file is more than one thing.
const MOST_LINES: usize = 500;

fn too_long(sources: &[Source]) -> Vec<Breach> {
    let written = sources
        .iter()
        .filter(|source| source.is_in("", &["rs", "ts", "svelte", "css", "js"]) && !source.is_test());
    let long = written.filter_map(|source| {
        let lines = source.text.lines().count();
        (lines > MOST_LINES).then(|| {
            Breach::of(&source.path, format!("{lines} lines; {MOST_LINES} are the most: is it one thing?"))
        })
    });
    long.collect()
}

#[test]
fn no_file_is_too_long() {
    breach::none(too_long(sources::all()));
}

#[test]
fn a_long_file_is_noticed() {
    let planted = [
        Source::planted("ui/src/a.ts", &"x\n".repeat(501)),
        Source::planted("ui/src/b.ts", &"x\n".repeat(500)),
        Source::planted("ui/src/c.test.ts", &"x\n".repeat(900)),
    ];
    assert_eq!(
        too_long(&planted),
        [Breach::of("ui/src/a.ts", "501 lines; 500 are the most: is it one thing?")]
    );
}
