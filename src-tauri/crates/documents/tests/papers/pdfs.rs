//! The PDF, read by other programs.

use documents::receipt::{Receipt, lay};
use documents::{Jpeg, Mark, PaperLanguage, PaperSize, pdf};

use crate::tools::{facts, printed, run, text_of, tight};
use crate::{KINDS, every_way, samples};

#[test]
fn every_paper_is_sound_and_reads_back() {
    for kind in KINDS {
        let receipt = samples::of_kind(kind);
        for (size, language, laid) in every_way(&receipt) {
            let folder = printed(&laid);
            run(folder.path(), "qpdf", &["--check", "paper.pdf"]);
            let text = tight(&text_of(&laid));
            for said in ["WC07-261121-A0012-5", "138******00", "纸箱一个角也压扁", "陈静", "12305", "95338"]
            {
                assert!(text.contains(said), "{said} in {kind:?} {size:?} {language:?}: {text}");
            }
        }
    }
}

#[test]
fn says_what_it_is_and_when_it_was_made() {
    let folder = printed(&lay(&samples::claim(), PaperSize::A5, PaperLanguage::Both));
    let info = run(folder.path(), "pdfinfo", &["-isodates", "paper.pdf"]);
    for (name, value) in [
        ("Title", "理赔受理回执"),
        ("Author", "五常网点"),
        ("CreationDate", "2026-11-21T06:35:02"),
        ("PDF version", "1.7"),
        ("Pages", "1"),
    ] {
        let line = info.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        assert!(line.contains(value), "{name}: {info}");
    }
    let fonts = run(folder.path(), "pdffonts", &["paper.pdf"]);
    assert_eq!(
        fonts.matches("yes yes yes").count(),
        2,
        "two weights, embedded as subsets, readable:\n{fonts}"
    );
}

#[test]
fn the_same_paper_is_the_same_file() {
    let laid = lay(&samples::claim(), PaperSize::A5, PaperLanguage::Both);
    assert!(pdf(&laid, &facts()) == pdf(&laid.clone(), &facts()));
    assert_eq!(laid, lay(&samples::claim(), PaperSize::A5, PaperLanguage::Both));
}

#[test]
fn wild_text_is_only_text() {
    let receipt = Receipt { story: Some(samples::WILD.into()), ..samples::claim() };
    for (size, language, laid) in every_way(&receipt) {
        run(printed(&laid).path(), "qpdf", &["--check", "paper.pdf"]);
        let text = tight(&text_of(&laid));
        for said in ["张〓和龘、喆", "<b>&\"'</b>", "=SUM(A1){{x}}", "制表反零", "①㎏", "éend"]
        {
            assert!(text.contains(said), "{said} in {size:?} {language:?}: {text}");
        }
        assert!(
            laid.substituted.contains(&'𠮷') && laid.substituted.contains(&'ש'),
            "{:?}",
            laid.substituted
        );
    }
}

#[test]
fn ten_thousand_characters_read_back_in_order() {
    let story = samples::long_story(10_000);
    let receipt = Receipt { story: Some(story.clone()), ..samples::claim() };
    for (size, language, laid) in every_way(&receipt) {
        let text: String = text_of(&laid)
            .split(['\n', '\u{0c}'])
            .filter(|line| !is_at_a_page_end(line))
            .map(|line| line.replace("陈述（续）", "").replace("(cont.)", ""))
            .collect();
        // The label stands between the first line and the second, and again where a page begins.
        let wanted: String = tight(&story).chars().skip(300).collect();
        assert!(tight(&text).contains(&wanted), "{size:?} {language:?}: {text}");
    }
}

/// The number and the pages at the foot of a page, and the title and the time at the head of the next.
fn is_at_a_page_end(line: &str) -> bool {
    let begins =
        ["WC07-", "第 ", "Page ", "理赔受理回执", "Claim receipt", "2026-11-21 周六", "Sat 21 Nov 2026"];
    begins.iter().any(|begin| line.starts_with(begin))
}

#[test]
fn a_photograph_passes_through_untouched() {
    let bytes: &[u8] = include_bytes!("brown.jpg");
    let jpeg = Jpeg::new(bytes).unwrap();
    let mut laid = lay(&samples::claim(), PaperSize::A5, PaperLanguage::Chinese);
    laid.pages[0].marks.push(Mark::Image { x: 300.0, y: 480.0, width: 60.0, height: 40.0, jpeg });
    let folder = printed(&laid);
    run(folder.path(), "qpdf", &["--check", "paper.pdf"]);
    run(folder.path(), "pdfimages", &["-j", "paper.pdf", "photo"]);
    assert!(std::fs::read(folder.path().join("photo-000.jpg")).unwrap() == bytes);
}
