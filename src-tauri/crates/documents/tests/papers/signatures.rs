//! A signature that was given on a screen, on the receipt.

use std::fs;

use documents::receipt::{Receipt, Signature};
use documents::{Laid, Mark, svg};

use crate::geometry::assert_clear;
use crate::tools::{lines_of, printed, run, tight};
use crate::{every_way, samples};

/// The strokes of a paper: left, top, right and bottom of all, and how many.
fn strokes_of(laid: &Laid) -> ((f32, f32, f32, f32), usize) {
    let page = laid.pages.last().expect("a paper has a page");
    let paths: Vec<_> = page.marks.iter().filter(|mark| matches!(mark, Mark::Path { .. })).collect();
    let around = paths
        .iter()
        .map(|path| path.bounds())
        .reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)));
    (around.unwrap_or_default(), paths.len())
}

#[test]
fn a_signature_stands_on_its_line_with_when_and_what_was_shown() {
    for (size, language, laid) in every_way(&samples::signed()) {
        assert_clear(&laid, "signed");
        let (bounds, count) = strokes_of(&laid);
        assert_eq!(count, 2, "{size:?} {language:?}");
        assert!(bounds.2 - bounds.0 > 20.0 && bounds.3 - bounds.1 > 8.0, "{size:?} {language:?}: {bounds:?}");
        let drawn = svg(&laid).concat();
        assert_eq!(drawn.matches("stroke-linecap=\"round\"").count(), 2, "{size:?} {language:?}");
        let lines = tight(&lines_of(&laid));
        assert!(lines.contains("9f86d081884c7d65") && lines.contains("14:44"), "{lines}");
    }
}

#[test]
fn a_signature_comes_out_of_the_printer() {
    let blank = Receipt {
        signature: samples::signed()
            .signature
            .map(|signature| Signature { strokes: Vec::new(), ..signature }),
        ..samples::signed()
    };
    let blanks = every_way(&blank);
    for ((size, language, laid), (.., blank)) in every_way(&samples::signed()).into_iter().zip(&blanks) {
        let (bounds, _) = strokes_of(&laid);
        let page = laid.pages.len() - 1;
        assert!(dark_within(&laid, page, bounds) > 100, "{size:?} {language:?}");
        assert_eq!(dark_within(blank, page, bounds), 0, "{size:?} {language:?}");
    }
}

#[test]
fn without_one_there_is_a_line_to_sign_on() {
    for (size, language, laid) in every_way(&samples::claim()) {
        assert_eq!(strokes_of(&laid).1, 0, "{size:?} {language:?}");
        assert!(!svg(&laid).concat().contains("stroke-linecap"), "{size:?} {language:?}");
    }
    for (signed, unsigned) in every_way(&samples::signed()).iter().zip(every_way(&samples::claim())) {
        assert_eq!(
            signed.2.pages.len(),
            unsigned.2.pages.len(),
            "signing needs no further page: {:?} {:?}",
            signed.0,
            signed.1
        );
    }
}

/// How many dots are dark within a rectangle of a printed page, at 144 dots an inch.
fn dark_within(laid: &Laid, page: usize, (left, top, right, bottom): (f32, f32, f32, f32)) -> usize {
    const DOTS_PER_POINT: f32 = 144.0 / 72.0;
    let folder = printed(laid);
    run(
        folder.path(),
        "pdftoppm",
        &["-r", "144", "-gray", "-singlefile", "-f", &(page + 1).to_string(), "paper.pdf", "page"],
    );
    let picture = fs::read(folder.path().join("page.pgm")).expect("the page was drawn");
    // `P5`, width, height, 255, each ended by one white space; then a byte a dot.
    let mut head = picture.splitn(5, u8::is_ascii_whitespace);
    let mut word = || head.next().and_then(|word| std::str::from_utf8(word).ok()).expect("a picture's head");
    assert_eq!(word(), "P5");
    let width: usize = word().parse().expect("a width");
    let (_, _) = (word(), word());
    let dots = head.next().expect("dots");
    let at = |points: f32| (points * DOTS_PER_POINT) as usize;
    // Not the line that is signed on.
    let rows = dots.chunks(width).skip(at(top)).take(at(bottom) - at(top));
    rows.map(|row| row[at(left)..at(right)].iter().filter(|dot| **dot < 128).count()).sum()
}
