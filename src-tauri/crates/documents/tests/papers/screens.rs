//! The SVG of the living receipt.

use documents::receipt::{Receipt, lay};
use documents::{PaperLanguage, PaperSize, svg};

use crate::tools::run;
use crate::{every_way, samples};

#[test]
fn every_page_is_well_formed_and_says_only_what_was_laid() {
    let wild = Receipt {
        story: Some(samples::WILD.into()),
        clerk: Some("</text><script>".into()),
        ..samples::claim()
    };
    for (_, _, laid) in every_way(&wild) {
        let pages = svg(&laid);
        assert_eq!(pages.len(), laid.pages.len());
        for page in pages {
            assert!(!page.contains("<script") && !page.contains("<b>"), "{page}");
            // Every tag that is opened is one that a drawing has.
            for tag in page.split('<').skip(1) {
                let known = ["svg", "rect", "text", "path", "/text>", "/svg>"];
                assert!(known.iter().any(|known| tag.starts_with(known)), "<{tag}");
            }
        }
    }
}

#[test]
fn the_same_paper_is_the_same_drawing() {
    let draw = || svg(&lay(&samples::living(), PaperSize::A5, PaperLanguage::Both));
    assert_eq!(draw(), draw());
}

#[test]
fn the_screen_shows_the_lines_of_the_paper() {
    let laid = lay(&samples::claim(), PaperSize::A5, PaperLanguage::Chinese);
    let drawn = svg(&laid).concat();
    let paper = run(crate::tools::printed(&laid).path(), "pdftotext", &["-raw", "paper.pdf", "-"]);
    for line in paper.lines().map(str::trim).filter(|line| !line.is_empty() && !line.contains(' ')) {
        assert!(drawn.contains(line), "{line}");
    }
}
