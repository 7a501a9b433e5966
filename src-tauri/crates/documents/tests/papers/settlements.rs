//! Papers about money: every amount with its rule, figures that add up, and what is late said as late.

use documents::decision::{self, Decision, Ruling};
use documents::proposal::{self, Proposal};
use documents::{Answer, Bilingual, Laid, Mark, PaperLanguage, PaperSize, Review, Shape, Term, Weekday};
use documents::{refusal, voucher};

use crate::LANGUAGES;
use crate::counter::{Length, settlements};
use crate::samples::{at, bi, day};
use crate::tools::{lines_of, tight};

const ROLLS: [PaperSize; 2] = [PaperSize::Roll80, PaperSize::Roll58];

/// The words of a paper without what a viewer guesses or a column breaks.
fn words_of(laid: &Laid) -> String {
    tight(&lines_of(laid)).replace('|', "").to_lowercase()
}

fn usual() -> Proposal {
    settlements::proposal_of(Length::Usual)
}

#[test]
fn every_amount_stands_over_its_steps_and_its_rule() {
    let proposal = usual();
    for language in [PaperLanguage::Chinese, PaperLanguage::English] {
        let words = words_of(&proposal::lay(&proposal, PaperSize::A4, language));
        let said = |text: &Bilingual| {
            tight(if language == PaperLanguage::Chinese { &text.zh } else { &text.en }).to_lowercase()
        };
        let mut rest = words.as_str();
        for line in &proposal.lines {
            for text in [&line.head].into_iter().chain(&line.steps).chain([&line.citation]) {
                let found = rest.find(&said(text));
                rest = &rest[found.unwrap_or_else(|| panic!("{text:?} in {rest}"))..];
            }
        }
        for alternative in &proposal.alternatives {
            let found = rest.find(&said(&alternative.citation));
            rest = &rest[found.unwrap_or_else(|| panic!("{alternative:?} in {rest}"))..];
        }
    }
}

#[test]
fn an_amount_without_a_rule_says_so() {
    let mut proposal = usual();
    proposal.lines[1].citation = Bilingual::default();
    for size in proposal::SIZES {
        let words = words_of(&proposal::lay(&proposal, size, PaperLanguage::Both));
        assert!(words.contains("依据：未记录") && words.contains("noruleisrecorded"), "{size:?} {words}");
    }
}

#[test]
fn lines_that_do_not_add_up_have_the_difference_as_a_line() {
    let mut proposal = usual();
    for size in proposal::SIZES {
        for language in LANGUAGES {
            let words = words_of(&proposal::lay(&proposal, size, language));
            assert!(!words.contains("调整") && !words.contains("adjustment"), "{size:?} {words}");
        }
    }
    proposal.total.fen -= 1_850;
    for size in proposal::SIZES {
        let words = words_of(&proposal::lay(&proposal, size, PaperLanguage::Both));
        assert!(words.contains("-¥18.50") && words.contains("调整"), "{size:?} {words}");
    }
    proposal.lines.clear();
    let words = words_of(&proposal::lay(&proposal, PaperSize::A4, PaperLanguage::Chinese));
    assert!(words.contains("调整¥773.00依据：未记录"), "a total of nothing: {words}");
    let mut voucher = settlements::voucher_of(Length::Usual);
    for (less, parts) in [(0, 0), (1_850, 3)] {
        voucher.total.fen -= less;
        for size in voucher::SIZES {
            let words = words_of(&voucher::lay(&voucher, size, PaperLanguage::Chinese));
            assert_eq!(words.matches("-¥18.50").count(), parts, "{size:?} {words}");
            assert_eq!(words.matches("调整").count(), parts, "{size:?} {words}");
        }
    }
}

#[test]
fn a_term_that_is_over_says_so() {
    let mut proposal = usual();
    let late = day(11, 20, Weekday::Friday);
    proposal.proofs_owed.clear();
    let lay = |proposal: &Proposal, size| lines_of(&proposal::lay(proposal, size, PaperLanguage::Chinese));
    for size in proposal::SIZES {
        assert!(!lay(&proposal, size).contains("超期"), "{size:?}");
    }
    if let Some(promise) = &mut proposal.answer_by {
        promise.due = late;
    }
    if let Some(pledge) = &mut proposal.payment {
        pledge.term = Term::By(at(11, 21, Weekday::Saturday, 14, 39));
    }
    proposal.review = Some(Review { rounds_left: 2, due: Some(late) });
    for size in proposal::SIZES {
        let lines = lay(&proposal, size);
        assert_eq!(lines.matches("超期").count(), 2, "{size:?}\n{lines}");
        assert!(tight(&lines).contains("申请复核的期限（11-20周五）已过"), "{size:?}\n{lines}");
    }
}

#[test]
fn rounds_of_review_are_counted_and_none_is_promised_that_is_not_left() {
    let mut proposal = usual();
    for (rounds_left, said, unsaid) in [(2, "还可以申请2次", "用完"), (0, "用完", "还可以申请")]
    {
        proposal.review = Some(Review { rounds_left, due: Some(day(12, 5, Weekday::Saturday)) });
        let words = words_of(&proposal::lay(&proposal, PaperSize::A5, PaperLanguage::Chinese));
        assert!(words.contains(said) && !words.contains(unsaid), "{words}");
    }
}

/// Boxes to tick, and ticks.
fn boxes_and_ticks(laid: &Laid) -> [Vec<(f32, f32)>; 2] {
    let (mut boxes, mut ticks) = (Vec::new(), Vec::new());
    for mark in laid.pages.iter().flat_map(|page| &page.marks) {
        match mark {
            Mark::Box { x, y, width, height, shape: Shape::Outline(_), .. } if width == height => {
                boxes.push((*x, *y));
            }
            Mark::Path { .. } => ticks.push((mark.bounds().0, mark.bounds().1)),
            _ => {}
        }
    }
    [boxes, ticks]
}

#[test]
fn what_was_answered_is_ticked_and_nothing_else_is() {
    for size in proposal::SIZES {
        for language in LANGUAGES {
            let laid = |answer| proposal::lay(&Proposal { answer, ..usual() }, size, language);
            let [boxes, ticks] = boxes_and_ticks(&laid(None));
            assert_eq!((boxes.len(), ticks.len()), (2, 0), "{size:?} {language:?}");
            for (index, answer) in [Answer::Accepts, Answer::Refuses].into_iter().enumerate() {
                let [boxes, ticks] = boxes_and_ticks(&laid(Some(answer)));
                assert_eq!((boxes.len(), ticks.len()), (2, 1), "{size:?} {language:?}");
                let is_in =
                    (ticks[0].0 - boxes[index].0).abs() < 4.0 && (ticks[0].1 - boxes[index].1).abs() < 4.0;
                assert!(is_in, "{answer:?} {boxes:?} {ticks:?}");
            }
        }
    }
}

#[test]
fn the_page_that_is_signed_says_to_what() {
    for length in [Length::Usual, Length::Long] {
        let (proposal, decision) = (settlements::proposal_of(length), settlements::decision_of(length));
        for size in proposal::SIZES {
            for laid in [
                proposal::lay(&proposal, size, PaperLanguage::Chinese),
                decision::lay(&decision, size, PaperLanguage::Chinese),
            ] {
                let page = laid.pages.last().cloned();
                let last = words_of(&Laid { pages: page.into_iter().collect(), ..laid });
                assert!(last.contains(&tight(&proposal.total.capitals)), "{length:?} {size:?}: {last}");
            }
        }
    }
}

#[test]
fn a_figure_ends_where_the_paper_ends() {
    let proposal = settlements::proposal_of(Length::Long);
    for size in proposal::SIZES {
        let margin_mm = match size {
            PaperSize::A4 => 19.0,
            PaperSize::A5 => 10.0,
            PaperSize::Roll80 => 4.0,
            PaperSize::Roll58 => 5.0,
        };
        let laid = proposal::lay(&proposal, size, PaperLanguage::Chinese);
        let mut seen = 0;
        for page in &laid.pages {
            let edge = page.width - margin_mm * 72.0 / 25.4;
            for mark in &page.marks {
                if let Mark::Text(text) = mark
                    && text.text == "¥1,234,567,890,123.45"
                {
                    assert!((text.x + text.width - edge).abs() < 0.2, "{size:?} {text:?}");
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, 2, "{size:?}");
    }
}

#[test]
fn what_is_said_in_words_is_not_a_date() {
    for size in ROLLS {
        let words = words_of(&proposal::lay(&usual(), size, PaperLanguage::Both));
        assert!(words.contains("接受后7日内") && words.contains("within7daysofacceptance"), "{words}");
    }
    let blank = Proposal { why: Some(bi("", "")), ..usual() };
    let lines = lines_of(&proposal::lay(&blank, PaperSize::A4, PaperLanguage::Chinese));
    assert!(!lines.contains("\n\n"), "{lines}");
}

#[test]
fn a_decision_says_whether_it_changed_what_was_assessed_and_why() {
    let changed = settlements::decision_of(Length::Usual);
    let as_assessed = Decision { ruling: Ruling::AsAssessed, ..changed.clone() };
    for size in decision::SIZES {
        let words = words_of(&decision::lay(&changed, size, PaperLanguage::Both));
        for said in ["变更核算金额后核定", "修理费发票", "¥1,041.50", "-¥250.00", "上述变更理由"]
        {
            assert!(words.contains(said), "{said} {size:?} {words}");
        }
        let words = words_of(&decision::lay(&as_assessed, size, PaperLanguage::Both));
        assert!(words.contains("按核算金额核定") && !words.contains("修理费发票"), "{size:?} {words}");
    }
}

#[test]
fn who_released_a_decision_stands_on_it_only_where_somebody_did() {
    let released = settlements::decision_of(Length::Usual);
    let alone = Decision { released_by: None, ..released.clone() };
    for size in decision::SIZES {
        for (decision, is_released) in [(&released, true), (&alone, false)] {
            let words = words_of(&decision::lay(decision, size, PaperLanguage::English));
            assert_eq!(words.contains("releasedby"), is_released, "{size:?} {words}");
            assert!(words.contains("decidedby") && words.contains("sat21nov2026,11:05"), "{size:?} {words}");
        }
    }
}

#[test]
fn every_reason_of_a_refusal_has_its_rule_or_says_that_none_is_recorded() {
    let refusal = settlements::refusal_of(Length::Long);
    for size in refusal::SIZES {
        let words = words_of(&refusal::lay(&refusal, size, PaperLanguage::Chinese));
        let ruled = refusal.reasons.iter().filter(|reason| !reason.citation.zh.is_empty()).count();
        assert_eq!(words.matches("依据：").count(), refusal.reasons.len(), "{size:?} {words}");
        assert_eq!(words.matches("依据：未记录").count(), refusal.reasons.len() - ruled, "{size:?} {words}");
    }
    let bare = settlements::refusal_of(Length::Short);
    let words = words_of(&refusal::lay(&bare, PaperSize::A5, PaperLanguage::Chinese));
    assert_eq!(words.matches("未记录").count(), 2, "neither what was found nor why: {words}");
}

#[test]
fn a_usual_offer_takes_a_page_or_two() {
    let usual_decision = settlements::decision_of(Length::Usual);
    let mut plain = Decision { ruling: Ruling::AsAssessed, released_by: None, ..usual_decision.clone() };
    plain.lines = settlements::money_lines(Length::Usual);
    let bare = Proposal { alternatives: Vec::new(), proofs_owed: Vec::new(), ..usual() };
    for size in [PaperSize::A4, PaperSize::A5] {
        for language in LANGUAGES {
            let what = format!("{size:?} {language:?}");
            assert!(decision::lay(&usual_decision, size, language).pages.len() <= 2, "{what}");
            assert!(proposal::lay(&usual(), size, language).pages.len() <= 2, "{what}");
            if size == PaperSize::A4 && language != PaperLanguage::Both {
                assert_eq!(decision::lay(&plain, size, language).pages.len(), 1, "{what}");
                assert_eq!(proposal::lay(&bare, size, language).pages.len(), 1, "{what}");
            }
        }
    }
}

#[test]
fn a_total_never_begins_a_page_without_a_line_above_it() {
    let mut proposal = usual();
    let lines = proposal.lines.clone();
    proposal.alternatives.clear();
    for count in 1..40 {
        proposal.lines = lines.iter().cycle().take(count).cloned().collect();
        proposal.total.fen = proposal.lines.iter().map(|line| line.fen).sum();
        for size in [PaperSize::A4, PaperSize::A5] {
            let laid = proposal::lay(&proposal, size, PaperLanguage::Chinese);
            for page in &laid.pages {
                let baseline = |said: &str| {
                    let texts = page.marks.iter().filter_map(|mark| match mark {
                        Mark::Text(text) if text.text == said => Some(text.baseline),
                        _ => None,
                    });
                    texts.fold(None, |first: Option<f32>, at| Some(first.map_or(at, |first| first.min(at))))
                };
                let Some(total) = baseline("合计") else { continue };
                let heads = ["内件损失", "退还运费", "退回运费"].map(baseline);
                let has_line = heads.into_iter().flatten().any(|head| head < total);
                assert!(has_line, "{count} {size:?}\n{}", lines_of(&laid));
            }
        }
    }
}
