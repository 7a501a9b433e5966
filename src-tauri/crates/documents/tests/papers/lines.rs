//! What stands on which line.

use documents::receipt::{Kind, Promise, Receipt, lay};
use documents::{Laid, LeftOut, PaperLanguage, PaperSize};

use crate::tools::{lines_of, tight};
use crate::{KINDS, every_way, samples};

fn laid(receipt: &Receipt, size: PaperSize, language: PaperLanguage) -> Laid {
    lay(receipt, size, language)
}

#[test]
fn a_claim_on_a5() {
    let claim = samples::claim();
    insta::assert_snapshot!("a5_zh", lines_of(&laid(&claim, PaperSize::A5, PaperLanguage::Chinese)));
    insta::assert_snapshot!("a5_en", lines_of(&laid(&claim, PaperSize::A5, PaperLanguage::English)));
    insta::assert_snapshot!("a5_both", lines_of(&laid(&claim, PaperSize::A5, PaperLanguage::Both)));
}

#[test]
fn a_claim_on_rolls() {
    let claim = samples::claim();
    insta::assert_snapshot!("roll80_zh", lines_of(&laid(&claim, PaperSize::Roll80, PaperLanguage::Chinese)));
    insta::assert_snapshot!("roll80_both", lines_of(&laid(&claim, PaperSize::Roll80, PaperLanguage::Both)));
    insta::assert_snapshot!("roll58_zh", lines_of(&laid(&claim, PaperSize::Roll58, PaperLanguage::Chinese)));
}

#[test]
fn a_living_receipt_names_what_is_missing() {
    insta::assert_snapshot!(
        "living_zh",
        lines_of(&laid(&samples::living(), PaperSize::A5, PaperLanguage::Chinese))
    );
    let empty = Receipt::living(Kind::Complaint, samples::outlet());
    insta::assert_snapshot!(
        "living_empty_en",
        lines_of(&laid(&empty, PaperSize::Roll80, PaperLanguage::English))
    );
}

#[test]
fn a_saved_receipt_has_no_gaps() {
    let bare = Receipt { living: false, ..Receipt::living(Kind::Claim, samples::outlet()) };
    for (size, language, laid) in every_way(&bare) {
        let lines = lines_of(&laid);
        for gap in ["保存后", "saving", "选择", "Choose", "扫描", "客户怎么说"] {
            assert!(!lines.contains(gap), "{size:?} {language:?}\n{lines}");
        }
    }
}

#[test]
fn the_usual_receipt_is_one_a5_page_in_every_language_and_kind() {
    for kind in KINDS {
        for (size, language, laid) in every_way(&samples::of_kind(kind)) {
            assert_eq!(laid.pages.len(), 1, "{kind:?} {size:?} {language:?}");
        }
    }
}

#[test]
fn the_title_is_that_of_the_kind() {
    for (kind, zh, en) in [
        (Kind::Enquiry, "咨询受理回执", "Enquiry receipt"),
        (Kind::Trace, "查询受理回执", "Trace receipt"),
        (Kind::Complaint, "投诉受理回执", "Complaint receipt"),
        (Kind::Suggestion, "建议受理回执", "Suggestion receipt"),
        (Kind::Claim, "理赔受理回执", "Claim receipt"),
    ] {
        let lines = lines_of(&laid(&samples::of_kind(kind), PaperSize::A5, PaperLanguage::Both));
        assert!(lines.contains(zh) && lines.contains(en), "{lines}");
    }
}

#[test]
fn a_reprint_says_copy_and_practice_says_so_on_every_page() {
    let story = Some(samples::long_story(4_000));
    let copy = Receipt { copy: Some(2), practice: true, story, ..samples::claim() };
    for (_, language, laid) in every_way(&copy) {
        let lines = lines_of(&laid);
        let (mark, loud) = match language {
            PaperLanguage::Chinese => ("副本 2", "演练·无效"),
            PaperLanguage::English => ("Copy 2", "PRACTICE, NOT VALID"),
            PaperLanguage::Both => ("副本 Copy 2", "PRACTICE, NOT VALID"),
        };
        assert!(lines.contains(mark), "{lines}");
        assert_eq!(lines.matches(loud).count(), laid.pages.len(), "{lines}");
    }
    let first = lines_of(&laid(&samples::claim(), PaperSize::A5, PaperLanguage::Both));
    assert!(!first.contains("副本") && !first.contains("PRACTICE"), "{first}");
}

#[test]
fn a_provisional_date_says_so() {
    let mut claim = samples::claim();
    let promise: &mut Promise = &mut claim.promises[0];
    promise.provisional = true;
    for (_, language, laid) in every_way(&claim) {
        let lines = lines_of(&laid);
        let word = if language == PaperLanguage::English { "(provisional)" } else { "（暂定" };
        assert_eq!(lines.matches(word).count(), 1, "{lines}");
    }
}

#[test]
fn papers_of_a_claim_stand_by_what_is_to_be_done() {
    let given = documents::receipt::Proof {
        name: samples::bi("运单或收寄凭证", "Waybill or receipt of posting"),
        any_of: Vec::new(),
        state: documents::receipt::ProofState::Given,
    };
    let proofs = [samples::claim().proofs, vec![given]].concat();
    let claim = Receipt { proofs, ..samples::claim() };
    let lines = lines_of(&laid(&claim, PaperSize::A4, PaperLanguage::English));
    let at = |words: &str| lines.find(words).unwrap_or_else(|| panic!("{words}\n{lines}"));
    assert!(at("Handed in: waybill or receipt of posting") < at("By Mon 30 Nov: repair quote"));
    assert!(
        at("By Mon 30 Nov: repair quote") < at("Please bring: proof of value (invoice or receipt / record")
    );
    let both = lines_of(&laid(&claim, PaperSize::A5, PaperLanguage::Both));
    assert!(both.contains("请带来：价值证明 | Please bring: proof of value\n"), "{both}");
    let without = Receipt { proofs: Vec::new(), ..samples::claim() };
    for (_, language, laid) in every_way(&without) {
        let lines = tight(&lines_of(&laid));
        assert!(!lines.contains("请带来") && !lines.contains("Pleasebring"), "{language:?} {lines}");
    }
}

#[test]
fn what_is_late_stands_on_a_copy_with_its_date() {
    let promised = &samples::claim().promises[1];
    let late = documents::Late {
        at: samples::at(11, 30, documents::Weekday::Monday, 9, 5),
        promises: vec![(promised.what.clone(), promised.due)],
    };
    let copy = Receipt { copy: Some(1), late: Some(late), ..samples::claim() };
    let lines = lines_of(&laid(&copy, PaperSize::A4, PaperLanguage::English));
    assert!(lines.contains("Promised and not done by Mon 30 Nov 2026, 09:05"), "{lines}");
    assert!(lines.contains("Handled and answered, due by Wed 25 Nov"), "{lines}");
    let first = lines_of(&laid(&samples::claim(), PaperSize::A4, PaperLanguage::English));
    assert!(!first.contains("not done by"), "{first}");
}

#[test]
fn nothing_left_is_said_in_words() {
    let bare = Receipt { left_with_us: Vec::new(), ..samples::claim() };
    for (_, language, laid) in every_way(&bare) {
        let lines = tight(&lines_of(&laid));
        assert_eq!(lines.contains("没有留下物品"), language != PaperLanguage::English, "{lines}");
        assert_eq!(lines.contains("Nothingwasleftwithus"), language != PaperLanguage::Chinese, "{lines}");
    }
}

#[test]
fn each_promise_says_on_whose_word_in_every_language() {
    for (_, language, laid) in every_way(&samples::claim()) {
        let texts: Vec<String> =
            lines_of(&laid).split(['\n', '|']).map(|text| text.trim().to_owned()).collect();
        let count = |tag: &str| texts.iter().filter(|text| *text == tag).count();
        let (chinese, english) = ((count("承诺"), count("法定")), (count("Promise"), count("Law")));
        assert_eq!(chinese, if language == PaperLanguage::English { (0, 0) } else { (3, 1) });
        assert_eq!(english, if language == PaperLanguage::Chinese { (0, 0) } else { (3, 1) });
    }
}

#[test]
fn a_line_end_never_parts_a_figure_from_its_word_nor_a_mark_from_its_text() {
    let bare = Receipt { left_with_us: Vec::new(), ..samples::claim() };
    for receipt in [samples::claim(), bare, samples::with_long_names(), samples::living()] {
        for (size, language, laid) in every_way(&receipt) {
            for text in lines_of(&laid).split(['\n', '|']).map(str::trim) {
                let what = format!("{size:?} {language:?}: {text}");
                assert!(!text.starts_with(['，', '。', '、', '：', '）', '》', '”', ',', ';']), "{what}");
                assert!(!text.ends_with(['《', '（', '“', '(']), "{what}");
                for parted in
                    ["art.", "within 24", "within 3", "within 10", "承诺：24", "理赔 10", "GB/T", "No."]
                {
                    assert!(!text.ends_with(parted), "{what}");
                }
            }
        }
    }
}

#[test]
fn a_character_that_is_not_printed_is_explained() {
    let wild = Receipt { story: Some(samples::WILD.into()), ..samples::claim() };
    for (receipt, explained) in [(wild, true), (samples::claim(), false)] {
        let lines = lines_of(&laid(&receipt, PaperSize::A5, PaperLanguage::Both));
        assert_eq!(lines.contains("〓 代表打印不出的字"), explained, "{lines}");
        assert_eq!(lines.contains("〓 stands for a character"), explained, "{lines}");
    }
}

#[test]
fn the_promise_is_on_the_first_page_where_it_can_be() {
    let laid = laid(&samples::with_long_names(), PaperSize::A5, PaperLanguage::English);
    let lines = lines_of(&laid);
    assert_eq!(laid.pages.len(), 2, "{lines}");
    let (first, second) = lines.split_once("-- page 2").unwrap();
    assert!(first.contains("What happens next"), "{lines}");
    // Who signs on another page sees what was begun when.
    assert!(second.contains("Claim receipt (cont.) | Sat 21 Nov 2026, 14:35"), "{lines}");
    assert!(second.contains("Customer's signature"), "{lines}");
}

#[test]
fn a_date_of_another_year_has_its_year() {
    let mut claim = samples::claim();
    claim.promises[3].due.year = 2027;
    let lines = lines_of(&laid(&claim, PaperSize::A5, PaperLanguage::Both));
    assert!(lines.contains("2027-12-04 周五前") && lines.contains("By Fri 4 Dec 2027"), "{lines}");
}

#[test]
fn rare_characters_are_substituted_and_reported() {
    let receipt = Receipt { story: Some("张𠮷送的🎁，陈龘收".into()), ..samples::claim() };
    for (_, _, laid) in every_way(&receipt) {
        assert_eq!(laid.substituted, ['🎁', '𠮷']);
        assert!(tight(&lines_of(&laid)).contains("张〓送的〓，陈龘"));
    }
}

#[test]
fn a_long_story_goes_on_over_numbered_pages_and_loses_nothing() {
    let story = samples::long_story(10_000);
    let receipt = Receipt { story: Some(story.clone()), ..samples::claim() };
    for (size, language, laid) in every_way(&receipt) {
        let lines = lines_of(&laid);
        let pages = laid.pages.len();
        if pages > 1 {
            for page in 1..=pages {
                let (zh, en) = (format!("第 {page} 页，共 {pages} 页"), format!("Page {page} of {pages}"));
                let counted = match language {
                    PaperLanguage::Chinese => zh,
                    PaperLanguage::English => en,
                    PaperLanguage::Both => format!("{zh} | {en}"),
                };
                assert!(
                    lines.contains(&format!("WC07-261121-A0012-5 | {counted}")),
                    "{size:?} {language:?}\n{lines}"
                );
            }
            let again = if language == PaperLanguage::English { "(cont.)" } else { "陈述（续）" };
            let goes_on = lines.split(['\n', '|']).filter(|text| text.trim() == again).count();
            assert!(goes_on >= pages - 2, "{size:?} {language:?}\n{lines}");
        } else {
            assert!(!matches!(size, PaperSize::A4 | PaperSize::A5));
        }
        assert!(laid.pages.iter().all(|page| page.height <= 14_400.0));
        // Once for each page's end, where the words may be parted.
        let (said, told) = (tight(&lines).matches("都说没见过").count(), story.matches("都说没见过").count());
        assert!(said <= told && said + pages > told, "{size:?} {language:?}: {said} of {told}");
    }
}

#[test]
fn a_roll_longer_than_a_pdf_page_is_split() {
    let receipt = Receipt { story: Some("很长的话。".repeat(10_000)), ..samples::claim() };
    let laid = laid(&receipt, PaperSize::Roll58, PaperLanguage::Chinese);
    assert!(laid.pages.len() > 1);
    assert!(laid.pages.iter().all(|page| page.height <= 14_400.0));
}

#[test]
fn a_code_that_does_not_fit_is_left_out_and_reported() {
    let receipt = Receipt { number: Some("X".repeat(60)), qr: Some("q".repeat(2_000)), ..samples::claim() };
    let a5 = laid(&receipt, PaperSize::A5, PaperLanguage::Chinese);
    assert_eq!(a5.left_out, [LeftOut::QrCode, LeftOut::BarCode]);
    let narrow = laid(&receipt, PaperSize::Roll58, PaperLanguage::Chinese);
    assert_eq!(narrow.left_out, [LeftOut::QrCode], "a narrow roll has no bar code to leave out");
    assert_eq!(laid_codes(&samples::claim()), []);
}

fn laid_codes(receipt: &Receipt) -> Vec<LeftOut> {
    every_way(receipt).into_iter().flat_map(|(_, _, laid)| laid.left_out).collect()
}
