//! The receipt, laid out and drawn as PDF with the fonts loaded, against a PDF with nothing on its page.

use documents::receipt::{self, Receipt};
use documents::{Laid, Page, PaperLanguage, PaperSize, PdfFacts, pdf};

use crate::finding::{Figure, Finding};
use crate::turns::in_turns;

#[path = "../../src-tauri/crates/documents/tests/papers/samples.rs"]
#[expect(dead_code, reason = "the papers' own tests use the rest")]
mod samples;

const ROUNDS: usize = 60;

/// Draws a whole claim's receipt on every paper of a counter, in every language.
pub fn measure() -> Vec<Finding> {
    documents::warm_up();
    let (claim, facts) = (samples::claim(), facts());
    let sizes = [(PaperSize::A5, "A5"), (PaperSize::Roll80, "80 mm")];
    let languages = [
        (PaperLanguage::Chinese, "Chinese"),
        (PaperLanguage::English, "English"),
        (PaperLanguage::Both, "both"),
    ];
    let papers = sizes.into_iter().flat_map(|size| languages.map(|language| (size, language)));
    papers
        .map(|((size, size_name), (language, language_name))| {
            let empty = empty_page_of(&claim, size, language);
            let (ours, baseline) = in_turns(
                ROUNDS,
                || pdf(&receipt::lay(&claim, size, language), &facts),
                || pdf(&empty, &facts),
            );
            Finding {
                what: format!("the receipt, {size_name}, {language_name}"),
                against: "an empty page",
                ours: Figure::Ms(ours.median()),
                baseline: Some(Figure::Ms(baseline.median())),
                at_most: Some(15.0),
                at_least: None,
                at_most_times: None,
            }
        })
        .collect()
}

fn empty_page_of(receipt: &Receipt, size: PaperSize, language: PaperLanguage) -> Laid {
    let laid = receipt::lay(receipt, size, language);
    let pages = laid.pages.iter().take(1).map(|page| Page { marks: Vec::new(), ..*page }).collect();
    Laid { pages, ..laid }
}

fn facts() -> PdfFacts {
    PdfFacts {
        title: "WC07-261121-A0012-5".into(),
        author: "五常网点".into(),
        created: (2026, 11, 21, 6, 35, 2),
    }
}
