//! Where a text names a person: a name says nothing about the matter, whatever its characters mean.

use std::ops::Range;

use super::folded::{Folded, is_han, is_letter};
use super::wordbook::{Found, Meaning};

/// The longest Chinese name that is looked for, in characters.
const LONGEST: usize = 4;

/// The places of names beside the titles and introductions in `found`.
pub(crate) fn names(text: &Folded, found: &[Found]) -> Vec<Range<usize>> {
    let named = found.iter().filter_map(|it| match it.meaning {
        Meaning::TitleAfterName => Some(before(text, it.places.start)),
        Meaning::TitleBeforeName => Some(written_large(text, it.places.end)),
        Meaning::Introduction => Some(introduced(text, it.places.end)),
        _ => None,
    });
    named.filter(|places| !places.is_empty()).collect()
}

/// `王小明` in `,王小明先生`; where a sentence runs on before the title, the one character that must be the surname.
fn before(text: &Folded, end: usize) -> Range<usize> {
    let length = text.chars()[..end].iter().rev().take(LONGEST).take_while(|c| is_han(**c)).count();
    end - if length == LONGEST { 1 } else { length }..end
}

/// A Chinese name that fills the rest of its clause, or words written large.
fn introduced(text: &Folded, start: usize) -> Range<usize> {
    let length = text.chars()[start..].iter().take(LONGEST + 1).take_while(|c| is_han(**c)).count();
    match length {
        0 => written_large(text, start),
        1..=LONGEST => start..start + length,
        _ => start..start,
    }
}

/// `Robert Fire` in `my name is Robert Fire, …`: three words at most.
fn written_large(text: &Folded, from: usize) -> Range<usize> {
    let chars = text.chars();
    let skip = |place: usize, part: fn(char) -> bool| {
        place + chars[place..].iter().take_while(|c| part(**c)).count()
    };
    let start = skip(from, |c| matches!(c, ' ' | '.'));
    let mut end = start;
    for _ in 0..3 {
        let word = skip(end, |c| c == ' ');
        if !text.is_capital(word) {
            break;
        }
        end = skip(word, |c| is_letter(c) || matches!(c, '\'' | '-'));
    }
    start..end
}
