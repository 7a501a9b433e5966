//! Every paper of a counter, on each of its sizes, in each language, short, usual and as long as it may get.

use std::collections::BTreeMap;

use proptest::prelude::*;

use documents::{Amount, Bilingual, Issue, Jpeg, Laid, Mark, PaperLanguage, PaperSize, Text, svg};

use crate::codes::scanned;
use crate::counter::{Length, Paper, claims, days, forms, papers, reports, settlements};
use crate::geometry::{assert_clear, text};
use crate::tools::{lines_of, printed, run, text_of, tight};
use crate::{LANGUAGES, SIZES};

const LENGTHS: [Length; 3] = [Length::Short, Length::Usual, Length::Long];

pub fn picture() -> Jpeg {
    Jpeg::new(&include_bytes!("brown.jpg")[..]).expect("a sound picture")
}

/// Each paper of `length` on each of its sizes in each language.
pub fn each(length: Length, mut see: impl FnMut(&Paper, PaperSize, PaperLanguage, Laid)) {
    for paper in papers(length, &picture()) {
        for size in paper.sizes {
            for language in LANGUAGES {
                see(&paper, *size, language, (paper.lay)(*size, language));
            }
        }
    }
}

fn one(name: &str, length: Length) -> Paper {
    papers(length, &picture()).into_iter().find(|paper| paper.name == name).expect("a paper of this name")
}

fn texts(laid: &Laid) -> impl Iterator<Item = &Text> {
    laid.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match mark {
        Mark::Text(text) => Some(text),
        _ => None,
    })
}

/// What stands under one another at the same distance from the left, without spaces: a value that is broken into lines
/// is whole again.
fn columns_of(laid: &Laid) -> String {
    let mut columns: BTreeMap<i64, String> = BTreeMap::new();
    for page in &laid.pages {
        let mut texts: Vec<&Text> = page.marks.iter().filter_map(as_text).collect();
        texts.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        for text in texts {
            columns.entry((text.x * 4.0).round() as i64).or_default().push_str(&tight(&text.text));
        }
    }
    columns.into_values().collect::<Vec<_>>().join("\n")
}

fn as_text(mark: &Mark) -> Option<&Text> {
    match mark {
        Mark::Text(text) => Some(text),
        _ => None,
    }
}

const OPENING: [char; 6] = ['《', '“', '‘', '（', '【', '「'];

/// How far print reaches at the left and at the right: the printers' heads on rolls, ordinary margins on sheets.
fn assert_printable(laid: &Laid, size: PaperSize, what: &str) {
    let margin_mm = match size {
        PaperSize::A4 => 15.0,
        PaperSize::A5 => 8.0,
        PaperSize::Roll80 => 4.0,
        PaperSize::Roll58 => 5.0,
    };
    let margin = margin_mm * 72.0 / 25.4;
    let edge = if matches!(size, PaperSize::Roll80 | PaperSize::Roll58) { 1.0 } else { 8.0 };
    for page in &laid.pages {
        for mark in &page.marks {
            let (mut left, top, right, bottom) = mark.bounds();
            // The blank half of an opening mark is not printed.
            if let Some(text) = as_text(mark).filter(|text| text.text.starts_with(OPENING)) {
                left += text.size / 2.0;
            }
            let is_across = left + 0.8 >= margin && right <= page.width - margin + 0.8;
            let is_down = top >= edge && bottom <= page.height - edge;
            assert!(is_across && is_down, "{what}: {mark:?}");
        }
    }
}

#[test]
fn nothing_covers_anything_or_leaves_what_can_be_printed() {
    for length in LENGTHS {
        each(length, |paper, size, language, laid| {
            let what = format!("{} {length:?} {size:?} {language:?}", paper.name);
            assert_clear(&laid, &what);
            assert_printable(&laid, size, &what);
        });
    }
}

#[test]
fn everything_given_stands_on_the_paper() {
    for length in LENGTHS {
        each(length, |paper, size, language, laid| {
            let columns = columns_of(&laid);
            for said in &paper.said {
                // One of two languages stands where the paper is in one.
                let found = said.split('|').any(|said| columns.contains(&tight(said)));
                assert!(found, "{said} on {} {length:?} {size:?} {language:?}:\n{columns}", paper.name);
            }
        });
    }
}

#[test]
fn every_paper_is_sound_and_every_line_of_it_reads_back() {
    each(Length::Usual, |paper, size, language, laid| {
        let what = format!("{} {size:?} {language:?}", paper.name);
        let folder = printed(&laid);
        run(folder.path(), "qpdf", &["--check", "paper.pdf"]);
        let read = tight(&text_of(&laid));
        for text in texts(&laid) {
            assert!(read.contains(&tight(&text.text)), "{what}: {}\n{read}", text.text);
        }
        assert!(!read.contains(['\u{fffd}', '☐', '□']), "{what}: {read}");
    });
}

#[test]
fn five_hundred_tickets_read_back_in_order() {
    let paper = one("summary-day", Length::Long);
    let listed = paper.said.iter().filter(|said| said.starts_with("WC07-261121-A")).skip(1);
    let listed: Vec<&String> = listed.collect();
    assert_eq!(listed.len(), 500);
    for size in paper.sizes {
        for language in LANGUAGES {
            let text = text_of(&(paper.lay)(*size, language));
            let mut rest = text.as_str();
            // What is in custody and to reconcile comes before them and names one of them.
            let title = if language == PaperLanguage::English { "All tickets" } else { "全部工单" };
            rest = &rest[rest.find(title).unwrap_or_else(|| panic!("{title} in {rest}"))..];
            for number in &listed {
                let at = rest.find(number.as_str());
                rest = &rest[at.unwrap_or_else(|| panic!("{number} on {size:?} in {language:?}"))..];
            }
        }
    }
}

#[test]
fn counted_money_stands_beside_its_vouchers_with_the_reason() {
    let mut day = days::daily_summary(Length::Usual, documents::summary::Period::Day);
    let lines = |day: &documents::summary::DailySummary, size| {
        tight(&lines_of(&documents::summary::lay(day, size, PaperLanguage::Chinese)))
    };
    for size in documents::summary::SIZES {
        day.counted.clear();
        assert!(!lines(&day, size).contains("日结清点"), "{size:?}: nothing was counted");
        day.counted = days::counted_money();
        let told = lines(&day, size);
        for words in ["日结清点", "¥280.00", "¥279.50", "-¥0.50", "原因：客户王先生少拿五角，明早补给他。"]
        {
            assert!(told.contains(words), "{size:?}: {words} in {told}");
        }
    }
}

#[test]
fn a_summary_without_all_counters_never_says_that_it_is_complete() {
    let mut day = days::daily_summary(Length::Long, documents::summary::Period::Day);
    for (is_silent, is_said) in [(true, false), (false, true)] {
        if !is_silent {
            day.silent.clear();
        }
        for size in documents::summary::SIZES {
            let lines = tight(&lines_of(&documents::summary::lay(&day, size, PaperLanguage::Both)));
            assert_eq!(lines.contains("本单完整"), is_said, "{size:?}");
            assert_eq!(lines.contains("没有报来数据"), is_silent, "{size:?}");
        }
    }
}

#[test]
fn the_screen_draws_every_paper() {
    each(Length::Usual, |paper, size, language, laid| {
        let pages = svg(&laid);
        assert_eq!(pages.len(), laid.pages.len());
        for page in pages {
            for tag in page.split('<').filter(|tag| !tag.is_empty()) {
                let known = ["svg", "rect", "text", "path", "image", "/text>", "/svg>"];
                let is_known = known.iter().any(|known| tag.starts_with(known));
                assert!(is_known, "{} {size:?} {language:?}: <{tag}", paper.name);
            }
            assert!(!page.contains("NaN") && !page.contains("inf"), "{}", paper.name);
        }
    });
}

#[test]
fn every_paper_says_what_it_is_made_of() {
    each(Length::Usual, |paper, size, language, laid| {
        if language != PaperLanguage::Both {
            return;
        }
        let folder = printed(&laid);
        let info = run(folder.path(), "pdfinfo", &["-isodates", "paper.pdf"]);
        let pages = format!("Pages:           {}\n", laid.pages.len());
        for told in ["PDF version:     1.7", "2026-11-21T06:35:02", "五常网点", pages.as_str()] {
            assert!(info.contains(told), "{told} of {} {size:?}: {info}", paper.name);
        }
        let fonts = run(folder.path(), "pdffonts", &["paper.pdf"]);
        assert_eq!(fonts.matches("yes yes yes").count(), 2, "{} {size:?}: {fonts}", paper.name);
    });
}

#[test]
fn a_name_that_no_font_has_is_reported_on_every_paper() {
    each(Length::Wild, |paper, size, language, laid| {
        let names_nobody = ["notice", "test-page", "receipt"].contains(&paper.name);
        let expected: &[char] = if names_nobody { &[] } else { &['🎁', '𠮷'] };
        let what = format!("{} {size:?} {language:?}", paper.name);
        assert_eq!(laid.substituted, expected, "{what}");
        let lines = lines_of(&laid);
        let explained = ["打印不出的字", "cannotbeprinted"].iter().any(|said| tight(&lines).contains(said));
        assert_eq!(explained, !names_nobody, "{what}\n{lines}");
        assert_eq!(columns_of(&laid).contains("张〓〓陈龘"), !names_nobody, "{what}\n{lines}");
    });
}

#[test]
fn a_copy_says_so_and_practice_on_every_page() {
    each(Length::Long, |paper, _, language, laid| {
        if paper.name == "receipt" {
            return;
        }
        let lines = lines_of(&laid);
        let loud = if language == PaperLanguage::Chinese { "演练·无效" } else { "PRACTICE, NOT VALID" };
        // Parts that are cut apart say it each.
        let parts = match (paper.name, laid.pages.len()) {
            ("custody", pages) => pages + 1,
            ("voucher", 1) => 3,
            (_, pages) => pages,
        };
        assert_eq!(lines.matches(loud).count(), parts, "{}\n{lines}", paper.name);
        let copy = ["副本 2", "副本 Copy 2", "Copy 2"].iter().any(|mark| lines.contains(mark));
        // A notice on the wall is no copy of anything.
        assert_eq!(copy, paper.name != "notice", "{}\n{lines}", paper.name);
    });
}

#[test]
fn pages_are_numbered_and_tables_begin_again_with_their_head() {
    for name in ["summary-day", "waiting", "hand-over"] {
        let paper = one(name, Length::Long);
        for size in [PaperSize::A4, PaperSize::A5] {
            for language in LANGUAGES {
                let laid = (paper.lay)(size, language);
                let pages = laid.pages.len();
                assert!(pages > 3, "{name} {size:?}");
                let head = if language == PaperLanguage::English { "Ticket No." } else { "工单号" };
                for (index, page) in laid.pages.iter().enumerate() {
                    let on_page: Vec<&str> =
                        page.marks.iter().filter_map(as_text).map(|text| text.text.as_str()).collect();
                    let has_rows = on_page.iter().any(|text| text.starts_with("WC07-261121-A"));
                    let has_head = on_page.contains(&head);
                    assert!(has_head || !has_rows, "{name} {size:?} {language:?}, page {index}: {on_page:?}");
                    let (zh, en) = (
                        format!("第 {} 页，共 {pages} 页", index + 1),
                        format!("Page {} of {pages}", index + 1),
                    );
                    assert!(on_page.iter().any(|text| *text == zh || *text == en), "{on_page:?}");
                }
            }
        }
    }
}

#[test]
fn the_usual_paper_is_one_page_where_it_is_handed_over() {
    for name in
        ["claim-form", "screening", "refusal", "custody", "satisfaction", "visit", "notice", "test-page"]
    {
        let paper = one(name, Length::Usual);
        for size in paper.sizes {
            for language in LANGUAGES {
                let pages = (paper.lay)(*size, language).pages.len();
                // A claim or a report with its tables in two languages, or on a small sheet, takes a second one.
                let is_full = *size == PaperSize::A5 || language == PaperLanguage::Both;
                let most = if ["claim-form", "preliminary"].contains(&name) && is_full { 2 } else { 1 };
                assert!(pages <= most, "{name} {size:?} {language:?}: {pages}");
            }
        }
    }
}

#[test]
fn codes_scan_back_from_a_tag_and_a_test_page() {
    for (name, code) in [("custody", claims::TAG), ("test-page", "XP-80C-counter-A")] {
        let paper = one(name, Length::Usual);
        for size in paper.sizes {
            let found = scanned(&(paper.lay)(*size, PaperLanguage::Chinese));
            assert!(found.contains(&format!("QR-Code:{code}")), "{name} {size:?}: {found:?}");
            let has_bars = name == "test-page" && *size != PaperSize::Roll58;
            let bars = found.contains(&"CODE-128:WC07-261121-A0012-5".to_owned());
            assert_eq!(bars, has_bars, "{name} {size:?}: {found:?}");
        }
    }
}

#[test]
fn photographs_are_in_the_pack_once_and_untouched() {
    let laid = (one("evidence", Length::Usual).lay)(PaperSize::A4, PaperLanguage::Both);
    let shown = laid.pages.iter().flat_map(|page| &page.marks);
    assert_eq!(shown.filter(|mark| matches!(mark, Mark::Image { .. })).count(), 5);
    let folder = printed(&laid);
    run(folder.path(), "pdfimages", &["-j", "paper.pdf", "photo"]);
    let picture = picture();
    let kept = std::fs::read(folder.path().join("photo-000.jpg")).unwrap();
    assert!(kept == picture.bytes());
    let file = std::fs::read(folder.path().join("paper.pdf")).unwrap();
    let begins = file.windows(24).filter(|bytes| *bytes == &picture.bytes()[..24]).count();
    assert_eq!(begins, 1, "the same picture is in the file once");
}

#[test]
fn what_covers_a_photograph_covers_it_wholly_and_stays_on_it() {
    let laid = (one("evidence", Length::Usual).lay)(PaperSize::A4, PaperLanguage::Chinese);
    let mut shapes = 0;
    for page in &laid.pages {
        let photos: Vec<_> = page.marks.iter().filter(|mark| matches!(mark, Mark::Image { .. })).collect();
        for mark in page.marks.iter().filter(|mark| matches!(mark, Mark::Path { .. })) {
            let (left, top, right, bottom) = mark.bounds();
            let is_on = |photo: &&&Mark| {
                let outer = photo.bounds();
                left >= outer.0 - 2.0
                    && top >= outer.1 - 2.0
                    && right <= outer.2 + 2.0
                    && bottom <= outer.3 + 2.0
            };
            assert!(photos.iter().any(|photo| is_on(&photo)), "{mark:?}");
            shapes += 1;
        }
    }
    assert!(shapes > 10);
}

#[test]
fn a_paper_is_laid_on_a_size_it_is_made_for() {
    for (name, size, width) in [
        ("claim-form", PaperSize::Roll58, 595.0),
        ("custody", PaperSize::A4, 420.0),
        ("notice", PaperSize::A5, 595.0),
        ("summary-day", PaperSize::Roll58, 227.0),
        ("voucher", PaperSize::Roll58, 164.0),
        ("preliminary", PaperSize::Roll80, 595.0),
        ("appeal", PaperSize::Roll58, 595.0),
    ] {
        let laid = (one(name, Length::Usual).lay)(size, PaperLanguage::Chinese);
        assert!((laid.pages[0].width - width).abs() < 1.0, "{name}: {}", laid.pages[0].width);
    }
}

#[test]
fn the_lines_of_the_usual_papers() {
    for paper in papers(Length::Usual, &picture()).iter().filter(|paper| paper.name != "receipt") {
        let laid = (paper.lay)(paper.sizes[0], PaperLanguage::Both);
        insta::assert_snapshot!(format!("usual_{}", paper.name), lines_of(&laid));
    }
}

/// Papers whose every free text is one of `typed`, in turn.
fn typed_over(typed: &[String], size: PaperSize, language: PaperLanguage) -> Vec<(&'static str, Laid)> {
    let mut next = typed.iter().cycle().cloned();
    let mut text = || next.next().expect("something was typed");
    let issue = |text: &mut dyn FnMut() -> String, issue: &mut Issue| {
        (issue.clerk, issue.counter) = (Some(text()), Some(text()));
        (issue.number, issue.qr) = (Some(text()), Some(text()));
    };

    let mut claim = claims::claim_form(Length::Usual);
    issue(&mut text, &mut claim.issue);
    claim.parties.iter_mut().for_each(|party| party.name = Some(text()));
    claim.articles.iter_mut().for_each(|article| article.name = text());
    claim.shipment.contents = Some(text());
    let mut screening = claims::screening_of(Length::Usual);
    issue(&mut text, &mut screening.issue);
    screening.found = text();
    screening.ground = screening.ground.map(|ground| Bilingual { zh: text(), ..ground });
    let mut tag = claims::custody_tag(Length::Usual);
    issue(&mut text, &mut tag.issue);
    (tag.tag, tag.article, tag.place, tag.taken_by) = (text(), text(), text(), text());
    let mut pack = claims::evidence_pack(Length::Usual, &picture());
    for photo in &mut pack.photos {
        (photo.file, photo.operator, photo.remark) = (text(), text(), Some(text()));
        photo.slot.zh = text();
    }
    let mut handed = days::hand_over_list(Length::Usual);
    handed.open.iter_mut().for_each(|ticket| {
        (ticket.number, ticket.awaited.en) = (text(), text());
        ticket.customer = Some(text());
    });
    handed.in_custody.iter_mut().for_each(|kept| kept.article = text());
    handed.drafts = vec![text(), text()];
    let mut visit = forms::visit_form(Length::Usual);
    (visit.address, visit.visited_by) = (Some(text()), vec![text(), text()]);
    let mut day = days::daily_summary(Length::Usual, documents::summary::Period::Day);
    for ticket in &mut day.tickets {
        (ticket.number, ticket.state.en, ticket.waybill) = (text(), text(), Some(text()));
        ticket.customer = Some(text());
    }
    day.by_state.iter_mut().for_each(|row| row.state.zh = text());
    day.silent.iter_mut().for_each(|counter| counter.name = text());
    let mut proposal = settlements::proposal_of(Length::Usual);
    issue(&mut text, &mut proposal.issue);
    for line in &mut proposal.lines {
        (line.head.zh, line.citation.en, line.fen) = (text(), text(), i64::MAX);
        line.steps.iter_mut().for_each(|step| (step.zh, step.en) = (text(), text()));
    }
    proposal.total = Amount { fen: i64::MIN, capitals: text() };
    for alternative in &mut proposal.alternatives {
        (alternative.name.en, alternative.why_not.zh, alternative.citation.zh) = (text(), text(), text());
    }
    proposal.proofs_owed.iter_mut().for_each(|owed| owed.proof.zh = text());
    let mut decision = settlements::decision_of(Length::Usual);
    issue(&mut text, &mut decision.issue);
    decision.lines.clone_from(&proposal.lines);
    (decision.total, decision.decided_by.name) = (proposal.total.clone(), Some(text()));
    let mut refusal = settlements::refusal_of(Length::Usual);
    refusal.found = text();
    for reason in &mut refusal.reasons {
        (reason.words.zh, reason.citation.en) = (text(), text());
    }
    refusal.would_change.iter_mut().for_each(|change| change.zh = text());
    let mut voucher = settlements::voucher_of(Length::Usual);
    issue(&mut text, &mut voucher.issue);
    (voucher.voucher, voucher.payee, voucher.account) = (text(), text(), Some(text()));
    voucher.lines.clone_from(&proposal.lines);
    (voucher.method.zh, voucher.total) = (text(), proposal.total.clone());
    let mut report = reports::preliminary_of(Length::Usual);
    (report.findings, report.next_steps[0].zh) = (text(), text());
    for exhibit in &mut report.exhibits {
        (exhibit.kind.en, exhibit.file, exhibit.sha256) = (text(), Some(text()), Some(text()));
        exhibit.place = Some(Bilingual { zh: text(), en: text() });
    }
    report.tasks.iter_mut().for_each(|task| task.whose = Some(Bilingual::same(text())));
    let mut answer = reports::answer_of(Length::Usual);
    issue(&mut text, &mut answer.issue);
    (answer.appeal, answer.findings, answer.handler) = (Some(text()), text(), text());
    (answer.explanation, answer.remark) = (Some(text()), Some(text()));
    answer.timeline.iter_mut().for_each(|happening| happening.what.zh = text());
    for clock in &mut answer.clocks {
        (clock.name.en, clock.citation.zh) = (text(), text());
    }
    answer.exhibits.clone_from(&report.exhibits);
    vec![
        ("preliminary", documents::preliminary::lay(&report, size, language)),
        ("appeal", documents::appeal::lay(&answer, size, language)),
        ("voucher", documents::voucher::lay(&voucher, size, language)),
        ("decision", documents::decision::lay(&decision, size, language)),
        ("refusal", documents::refusal::lay(&refusal, size, language)),
        ("proposal", documents::proposal::lay(&proposal, size, language)),
        ("claim form", documents::claim_form::lay(&claim, size, language)),
        ("screening", documents::screening::lay(&screening, size, language)),
        ("custody tag", documents::custody::lay(&tag, size, language)),
        ("evidence pack", documents::evidence::lay(&pack, size, language)),
        ("hand-over", documents::hand_over::lay(&handed, size, language)),
        ("visit", documents::visit::lay(&visit, size, language)),
        ("day", documents::summary::lay(&day, size, language)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_covers_anything_whatever_was_typed_in_any_paper(
        typed in proptest::collection::vec(text(), 3..24), size in 0..4_usize, language in 0..3_usize,
    ) {
        for (name, laid) in typed_over(&typed, SIZES[size], LANGUAGES[language]) {
            assert_clear(&laid, name);
        }
    }
}
