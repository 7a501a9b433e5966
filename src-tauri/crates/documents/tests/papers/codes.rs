//! The codes, printed at 203 dots an inch and scanned.

use documents::custody::{self, CustodyTag};
use documents::receipt::lay;
use documents::{Laid, PaperSize};

use crate::counter::{Length, claims::custody_tag};
use crate::tools::{printed, run};
use crate::{LANGUAGES, samples};

pub fn scanned(laid: &Laid) -> Vec<String> {
    scanned_at(laid, "203")
}

/// What a scanner reads that sees so many dots an inch.
fn scanned_at(laid: &Laid, dots: &str) -> Vec<String> {
    let folder = printed(laid);
    // As a thermal printer has it: dots that are black or white.
    run(folder.path(), "pdftoppm", &["-r", dots, "-mono", "paper.pdf", "page"]);
    run(folder.path(), "zbarimg", &["-q", "page-1.pbm"]).lines().map(str::to_owned).collect()
}

#[test]
fn a_tags_short_code_is_large_enough_to_scan_from_afar() {
    for (day, size) in (20..29).zip(custody::SIZES.into_iter().cycle()) {
        let tag = format!("WC07-2611{day}-A00{day}-M/1");
        let mut paper = custody_tag(Length::Usual);
        paper.issue.qr = Some(tag.clone());
        for language in LANGUAGES {
            let laid = custody::lay(&CustodyTag { tag: tag.clone(), ..paper.clone() }, size, language);
            let found = scanned_at(&laid, "110");
            assert!(found.contains(&format!("QR-Code:{tag}")), "{size:?} {language:?}: {found:?}");
        }
    }
}

#[test]
fn bar_code_and_qr_code_scan_back() {
    for size in [PaperSize::A5, PaperSize::Roll80] {
        for language in LANGUAGES {
            let found = scanned(&lay(&samples::claim(), size, language));
            assert!(
                found.contains(&"CODE-128:WC07-261121-A0012-5".to_owned()),
                "{size:?} {language:?}: {found:?}"
            );
            assert!(
                found.contains(&format!("QR-Code:{}", samples::SLIP)),
                "{size:?} {language:?}: {found:?}"
            );
        }
    }
}

#[test]
fn a_narrow_roll_has_the_qr_code_alone() {
    for language in LANGUAGES {
        let found = scanned(&lay(&samples::claim(), PaperSize::Roll58, language));
        assert_eq!(found, [format!("QR-Code:{}", samples::SLIP)], "{language:?}");
    }
}
