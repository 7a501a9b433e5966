//! What a printer and a reader mind on any paper: thin lines, small letters, marks at the wrong end of a line, a heading or
//! a signature alone on its page.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use documents::summary::Period;
use documents::{Ink, Laid, Mark, Page, PaperLanguage, PaperSize, Text, Weight, hand_over, summary, waiting};

use crate::LANGUAGES;
use crate::counter::{LONG_NAME, Length, days, papers};
use crate::samples::{at, bi, day};
use crate::sheets::{each, picture};
use crate::tools::{lines_of, tight};

/// A dot of a thermal head with eight of them a millimetre, in points.
const DOT: f32 = 72.0 / 203.2;

/// What stands under a code, in each language.
const UNDER_THE_CODE: [&str; 4] =
    ["凭码查进度", "Use this to follow up", "扫码核对物品", "Scan to check the article"];

fn texts(page: &Page) -> impl Iterator<Item = &Text> {
    page.marks.iter().filter_map(|mark| match mark {
        Mark::Text(text) => Some(text),
        _ => None,
    })
}

fn is_roll(size: PaperSize) -> bool {
    matches!(size, PaperSize::Roll80 | PaperSize::Roll58)
}

/// Every paper with what it is, laid out once for all tests.
static EVERY: LazyLock<Vec<(String, PaperSize, Laid)>> = LazyLock::new(|| {
    let mut every = Vec::new();
    for length in [Length::Short, Length::Usual, Length::Long] {
        each(length, |paper, size, language, laid| {
            every.push((format!("{} {length:?} {size:?} {language:?}", paper.name), size, laid));
        });
    }
    every
});

fn every_paper(see: impl Fn(&str, PaperSize, &Laid)) {
    EVERY.iter().for_each(|(what, size, laid)| see(what, *size, laid));
}

#[test]
fn a_roll_has_no_grey_and_no_line_thinner_than_a_dot() {
    every_paper(|what, size, laid| {
        if !is_roll(size) {
            return;
        }
        for mark in laid.pages.iter().flat_map(|page| &page.marks) {
            let (ink, thickness) = match mark {
                Mark::Text(text) => (text.ink, DOT),
                Mark::Line { ink, thickness, .. } => (*ink, *thickness),
                Mark::Box { ink, .. } | Mark::Path { ink, .. } => (*ink, DOT),
                Mark::Polygon { .. } | Mark::Image { .. } => (Ink::Black, DOT),
            };
            assert!(matches!(ink, Ink::Black | Ink::White), "{what}: {mark:?}");
            assert!(thickness >= DOT - 0.001, "{what}: {mark:?}");
        }
    });
}

#[test]
fn on_a_roll_the_words_under_the_code_stand_in_the_middle() {
    let seen = AtomicUsize::new(0);
    every_paper(|what, size, laid| {
        if !is_roll(size) {
            return;
        }
        for page in &laid.pages {
            for text in texts(page).filter(|text| UNDER_THE_CODE.contains(&text.text.as_str())) {
                let (from, _, to, _) = Mark::Text(text.clone()).bounds();
                let aside = (from + to - page.width) / 2.0;
                assert!(aside.abs() < DOT * 2.0, "{what}: {text:?} is {aside} points aside");
                seen.fetch_add(1, Ordering::Relaxed);
            }
        }
    });
    assert!(seen.into_inner() > 0, "no roll has words under its code");
}

#[test]
fn letters_are_large_enough_to_read() {
    every_paper(|what, size, laid| {
        let least = if is_roll(size) { 7.0 } else { 6.3 };
        for text in laid.pages.iter().flat_map(texts) {
            assert!(text.size >= least, "{what}: {text:?}");
        }
    });
}

#[test]
fn no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
    every_paper(|what, _, laid| {
        for text in laid.pages.iter().flat_map(texts) {
            // What is a value of its own may be a bracket; what goes on from the line before may not.
            let is_ill_begun =
                text.text.starts_with(['，', '。', '、', '：', '；', '）', '》', '”', '？', '！']);
            let is_alone_in_its_style = text.text.chars().count() == 1;
            assert!(!is_ill_begun || is_alone_in_its_style || has_left(laid, text), "{what}: {text:?}");
            assert!(
                !text.text.ends_with(['《', '（', '“', '【']) || has_right(laid, text),
                "{what}: {text:?}"
            );
        }
    });
}

/// Whether something stands before `text` on its line.
fn has_left(laid: &Laid, text: &Text) -> bool {
    beside(laid, text).any(|other| other.x < text.x)
}

fn has_right(laid: &Laid, text: &Text) -> bool {
    beside(laid, text).any(|other| other.x > text.x)
}

fn beside<'a>(laid: &'a Laid, text: &'a Text) -> impl Iterator<Item = &'a Text> {
    let page = laid.pages.iter().find(|page| texts(page).any(|other| std::ptr::eq(other, text)));
    page.into_iter().flat_map(texts).filter(|other| (other.baseline - text.baseline).abs() < 0.5)
}

/// Text keeps to its column: nothing that can be read reaches into the margin of a sheet.
#[test]
fn text_ends_where_the_rules_end() {
    every_paper(|what, size, laid| {
        let margin = match size {
            PaperSize::A4 => 19.0,
            PaperSize::A5 => 10.0,
            PaperSize::Roll80 => 4.0,
            PaperSize::Roll58 => 5.0,
        } * 72.0
            / 25.4;
        for page in &laid.pages {
            for text in texts(page) {
                assert!(text.x + text.width <= page.width - margin + 0.3, "{what}: {text:?}");
            }
        }
    });
}

/// The last line of `page` above its running line, and where it stands.
fn last_line(page: &Page) -> (f32, Vec<&Text>) {
    let foot = texts(page)
        .filter(|text| text.text.starts_with("第 ") || text.text.starts_with("Page "))
        .map(|text| text.baseline)
        .fold(f32::INFINITY, f32::min);
    let last = texts(page).map(|text| text.baseline).filter(|at| *at < foot - 1.0).fold(0.0, f32::max);
    (last, texts(page).filter(|text| (text.baseline - last).abs() < 0.5).collect())
}

#[test]
fn a_heading_never_ends_a_page() {
    every_paper(|what, _, laid| {
        for page in laid.pages.iter().rev().skip(1) {
            let (baseline, last) = last_line(page);
            let is_heading = last.first().is_some_and(|text| text.weight == Weight::Bold)
                && last.iter().skip(1).all(|text| text.weight == Weight::Regular && text.size < last[0].size);
            // A table's row, a box and a line to write on stand on or within something.
            let is_followed = page
                .marks
                .iter()
                .any(|mark| !matches!(mark, Mark::Text(_)) && mark.bounds().3 > baseline + 1.0);
            let goes_on = last.len() == 1 && last[0].text.chars().count() > 12;
            assert!(!is_heading || is_followed || goes_on, "{what}: {last:?}");
        }
    });
}

#[test]
fn nobody_signs_a_page_that_says_nothing_else() {
    let whole = days::daily_summary(Length::Long, Period::Day);
    let list = days::hand_over_list(Length::Long);
    for count in (0..60).step_by(7) {
        let mut day = whole.clone();
        day.tickets.truncate(count);
        day.in_custody.truncate(count);
        day.to_reconcile.clear();
        let mut handed = list.clone();
        handed.open.truncate(count);
        handed.remarks = None;
        for size in [PaperSize::A4, PaperSize::A5] {
            for language in LANGUAGES {
                for laid in [summary::lay(&day, size, language), hand_over::lay(&handed, size, language)] {
                    let page = laid.pages.last().expect("a page");
                    let is_row = |text: &Text| text.text.starts_with("WC07-") || text.text.starts_with("T-");
                    // A row, or the heading over what is empty or to be written.
                    let says = texts(page)
                        .any(|text| is_row(text) || text.weight == Weight::Bold && text.ink == Ink::Black);
                    assert!(says, "{count} {size:?} {language:?}\n{}", lines_of(&laid));
                }
            }
        }
    }
}

#[test]
fn one_long_name_breaks_no_number_and_no_date() {
    let mut list = days::waiting_list(Length::Usual);
    for (index, ticket) in list.groups[0].tickets.iter_mut().enumerate() {
        ticket.due = Some(day(11, 28, documents::Weekday::Saturday));
        match index {
            1 => ticket.waybill = Some("JDX0123456789012345678901234567890-1".into()),
            2 => ticket.customer = Some(LONG_NAME.into()),
            3 => ticket.customer = Some("InternationalSemiconductorManufacturingEquipmentCo.,Ltd.".repeat(2)),
            _ => {}
        }
    }
    for size in waiting::SIZES {
        for language in LANGUAGES {
            let laid = waiting::lay(&list, size, language);
            let lines = lines_of(&laid);
            let stands = |said: &str| laid.pages.iter().flat_map(texts).any(|text| text.text == said);
            for ticket in &list.groups[0].tickets {
                assert!(stands(&ticket.number), "{size:?} {language:?}\n{lines}");
            }
            let due = if language == PaperLanguage::English { "28 Nov" } else { "11-28" };
            assert!(
                stands(due) && stands("SF1234567890123") || size == PaperSize::A5,
                "{size:?} {language:?}\n{lines}"
            );
        }
    }
}

#[test]
fn what_is_late_says_so_and_what_is_due_today_does_not() {
    let mut list = days::waiting_list(Length::Usual);
    let today = documents::Weekday::Saturday;
    list.groups.truncate(1);
    list.groups[0].tickets.truncate(4);
    let due = [
        day(11, 20, documents::Weekday::Friday),
        day(11, 21, today),
        at(11, 21, today, 14, 39),
        at(11, 21, today, 14, 41),
    ];
    for (ticket, due) in list.groups[0].tickets.iter_mut().zip(due) {
        ticket.due = Some(due);
    }
    let zh = lines_of(&waiting::lay(&list, PaperSize::A4, PaperLanguage::Chinese));
    assert_eq!(zh.matches("超期").count(), 2, "{zh}");
    assert!(zh.contains("11-20 超期") && zh.contains("11-21 14:39 超期"), "{zh}");
    let en = lines_of(&waiting::lay(&list, PaperSize::A4, PaperLanguage::English));
    assert_eq!(en.matches("overdue").count(), 2, "{en}");
}

#[test]
fn a_second_language_that_does_not_fit_begins_its_own_line() {
    let mut form = crate::counter::claims::screening_of(Length::Usual);
    form.issue.outlet.name = bi(
        "内蒙古自治区鄂尔多斯市伊金霍洛旗阿勒腾席热镇第一网点",
        "Altanxire Town First Service Outlet of Ejin Horo Banner, Ordos, Inner Mongolia",
    );
    for size in [PaperSize::A4, PaperSize::A5] {
        let laid = documents::screening::lay(&form, size, PaperLanguage::Both);
        let english = texts(&laid.pages[0]).find(|text| text.text.starts_with("SF Express, Altanxire"));
        let chinese = texts(&laid.pages[0]).find(|text| text.text.starts_with("顺丰速运"));
        let is_under = english.zip(chinese).is_some_and(|(en, zh)| (en.x - zh.x).abs() < 0.1);
        assert!(is_under, "{size:?}\n{}", lines_of(&laid));
    }
}

#[test]
fn a_provisional_date_is_explained_where_it_stands() {
    for (length, is_explained) in [(Length::Usual, false), (Length::Long, true)] {
        let form = papers(length, &picture()).into_iter().find(|paper| paper.name == "claim-form").unwrap();
        let lines = tight(&lines_of(&(form.lay)(PaperSize::A4, PaperLanguage::Both)));
        assert_eq!(lines.contains("只会提前，不会推后"), is_explained, "{lines}");
        assert_eq!(lines.contains("Thedatecanonlybecomeearlier"), is_explained, "{lines}");
    }
}

#[test]
fn a_claim_is_not_signed_on_a_page_that_says_nothing_of_it() {
    let mut form = crate::counter::claims::claim_form(Length::Usual);
    form.signature = None;
    for story in (0..900).step_by(60) {
        form.story = Some(crate::samples::long_story(story + 20));
        for size in documents::claim_form::SIZES {
            let laid = documents::claim_form::lay(&form, size, PaperLanguage::Both);
            let page = laid.pages.last().expect("a page");
            let says = texts(page).any(|text| text.weight == Weight::Bold && text.size > 7.5);
            assert!(says, "{story} {size:?}\n{}", lines_of(&laid));
        }
    }
}

#[test]
fn the_number_of_an_entry_is_read_before_its_text() {
    every_paper(|what, _, laid| {
        for page in &laid.pages {
            let texts: Vec<&Text> = texts(page).collect();
            for pair in texts.windows(2) {
                let is_number =
                    |text: &Text| text.text.strip_suffix('.').is_some_and(|n| n.parse::<u32>().is_ok());
                let is_before = pair[0].x < pair[1].x && (pair[0].baseline - pair[1].baseline).abs() < 0.5;
                assert!(!is_number(pair[0]) || is_before, "{what}: {pair:?}");
            }
        }
    });
}

#[test]
fn a_figure_is_never_broken() {
    let mut day = days::daily_summary(Length::Usual, Period::Day);
    (day.figures.opened, day.figures.unconfirmed_lines) = (12_345, 1_234_567);
    for size in summary::SIZES {
        for language in LANGUAGES {
            let laid = summary::lay(&day, size, language);
            for figure in ["12,345", "1,234,567"] {
                let stands = laid.pages.iter().flat_map(texts).any(|text| text.text == figure);
                assert!(stands, "{figure} {size:?} {language:?}\n{}", lines_of(&laid));
            }
        }
    }
}
