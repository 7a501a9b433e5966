//! The voucher: three parts that scissors part, each complete, one of which says more than the others.

use documents::voucher::{self, Voucher};
use documents::{Laid, Mark, PaperLanguage, PaperSize};

use crate::LANGUAGES;
use crate::codes::scanned;
use crate::counter::{Length, settlements};
use crate::tools::{lines_of, tight};

const MM: f32 = 72.0 / 25.4;

fn usual() -> Voucher {
    settlements::voucher_of(Length::Usual)
}

/// Where a page is cut, from its top.
fn cuts(laid: &Laid, page: usize) -> Vec<f32> {
    let dashes = laid.pages[page].marks.iter().filter_map(|mark| match mark {
        Mark::Line { from, to, dashed: true, .. } if from.1 == to.1 => Some(from.1),
        _ => None,
    });
    let mut cuts: Vec<f32> = dashes.collect();
    cuts.sort_by(f32::total_cmp);
    cuts.dedup();
    cuts
}

/// The words of each part.
fn parts(laid: &Laid, size: PaperSize) -> Vec<String> {
    if size == PaperSize::A5 {
        let page = |page: &documents::Page| Laid { pages: vec![page.clone()], ..laid.clone() };
        return laid.pages.iter().map(|one| tight(&lines_of(&page(one)))).collect();
    }
    let cuts = cuts(laid, 0);
    let edges: Vec<f32> = [0.0].into_iter().chain(cuts).chain([f32::INFINITY]).collect();
    let between = |edges: &[f32]| {
        let mut part = laid.clone();
        part.pages[0].marks.retain(|mark| {
            let (_, top, _, bottom) = mark.bounds();
            top > edges[0] && bottom < edges[1]
        });
        tight(&lines_of(&part))
    };
    edges.windows(2).map(between).collect()
}

fn every(see: impl Fn(&Laid, PaperSize, PaperLanguage)) {
    for size in voucher::SIZES {
        for language in LANGUAGES {
            see(&voucher::lay(&usual(), size, language), size, language);
        }
    }
}

#[test]
fn a_usual_voucher_is_a_sheet_in_thirds_three_small_ones_or_one_strip() {
    every(|laid, size, language| {
        let cuts = cuts(laid, 0);
        let what = format!("{size:?} {language:?}: {} {cuts:?}", laid.pages.len());
        match size {
            PaperSize::A5 => assert!(laid.pages.len() == 3 && cuts.is_empty(), "{what}"),
            PaperSize::A4 => {
                assert!(laid.pages.len() == 1 && cuts.len() == 2, "{what}");
                for (cut, wanted) in cuts.iter().zip([99.0, 198.0]) {
                    assert!((cut / MM - wanted).abs() < 0.5, "{what}");
                }
            }
            PaperSize::Roll80 | PaperSize::Roll58 => {
                assert!(laid.pages.len() == 1 && cuts.len() == 2, "{what}");
            }
        }
    });
}

#[test]
fn nothing_stands_where_scissors_go() {
    every(|laid, size, language| {
        for cut in cuts(laid, 0) {
            for mark in &laid.pages[0].marks {
                let (_, top, _, bottom) = mark.bounds();
                let is_of_cut = top > cut - 6.0 && bottom < cut + 6.0;
                let is_clear = bottom < cut - 2.0 * MM || top > cut + 2.0 * MM;
                assert!(is_of_cut || is_clear, "{size:?} {language:?}, cut at {cut}: {mark:?}");
            }
        }
    });
}

#[test]
fn each_part_is_complete() {
    let voucher = usual();
    every(|laid, size, language| {
        let parts = parts(laid, size);
        assert_eq!(parts.len(), 3, "{size:?} {language:?}");
        for part in parts {
            let mut said = vec![voucher.voucher.as_str(), "WC07-261121-A0012-5", "尾号4821", "李娜", "2026"];
            said.extend(["¥750.00", "¥23.00", "¥18.50", "¥791.50", "人民币柒佰玖拾壹元伍角整"]);
            for said in said {
                assert!(part.contains(said), "{said} {size:?} {language:?}: {part}");
            }
            let (under, no_invoice) = match language {
                PaperLanguage::English => ("Under", "notaninvoice"),
                _ => ("依据：", "不作为发票"),
            };
            assert_eq!(part.matches(under).count(), voucher.lines.len(), "{size:?} {language:?}: {part}");
            assert_eq!(part.matches(no_invoice).count(), 1, "{size:?} {language:?}: {part}");
        }
    });
}

#[test]
fn only_finance_is_told_the_payee_in_full() {
    every(|laid, size, language| {
        let in_full: Vec<bool> = parts(laid, size).iter().map(|part| part.contains("王小明")).collect();
        assert_eq!(in_full, [false, false, true], "{size:?} {language:?}");
    });
    let masked = Voucher { payee_for_finance: None, ..usual() };
    for size in voucher::SIZES {
        let parts = parts(&voucher::lay(&masked, size, PaperLanguage::Chinese), size);
        assert!(parts.iter().all(|part| part.contains("王**")), "{size:?} {parts:?}");
    }
    assert!(!format!("{:?}", usual()).contains("王小明"), "nor is a log");
}

#[test]
fn the_customer_signs_the_counterfoil_alone() {
    every(|laid, size, language| {
        let strokes = |page: &documents::Page| {
            let paths = page.marks.iter().filter(|mark| matches!(mark, Mark::Path { .. }));
            paths.map(|mark| mark.bounds().3).collect::<Vec<f32>>()
        };
        let first = cuts(laid, 0).first().copied().unwrap_or(f32::INFINITY);
        let on_first = strokes(&laid.pages[0]);
        assert!(!on_first.is_empty() && on_first.iter().all(|y| *y < first), "{size:?} {language:?}");
        assert!(laid.pages[1..].iter().all(|page| strokes(page).is_empty()), "{size:?} {language:?}");
        let (signed, statement) = match language {
            PaperLanguage::English => ("Customer'ssignature", "Ihavereceived"),
            _ => ("客户签名", "本人已收到"),
        };
        for said in [signed, statement] {
            let parts: Vec<bool> = parts(laid, size).iter().map(|part| part.contains(said)).collect();
            assert_eq!(parts, [true, false, false], "{said} {size:?} {language:?}");
        }
    });
}

#[test]
fn a_voucher_that_is_not_paid_says_so() {
    let unpaid = Voucher { paid_at: None, paid_by: None, signature: None, ..usual() };
    for size in voucher::SIZES {
        for (voucher, is_unpaid) in [(&unpaid, true), (&usual(), false)] {
            let laid = voucher::lay(voucher, size, PaperLanguage::Both);
            for part in parts(&laid, size) {
                assert_eq!(part.contains("尚未付款"), is_unpaid, "{size:?} {part}");
            }
        }
    }
}

#[test]
fn what_does_not_fit_a_third_or_a_sheet_has_a_sheet_for_each_part() {
    let mut voucher = usual();
    let lines = voucher.lines.clone();
    let (mut as_needed, mut alone) = (0, 0);
    for count in 1..14 {
        voucher.lines = lines.iter().cycle().take(count).cloned().collect();
        let laid = voucher::lay(&voucher, PaperSize::A4, PaperLanguage::Chinese);
        match cuts(&laid, 0)[..] {
            [first, second] => {
                assert_eq!(laid.pages.len(), 1, "{count}");
                assert_eq!(alone, 0, "more lines never take less room");
                as_needed +=
                    usize::from((first / MM - 99.0).abs() > 0.5 || (second / MM - 198.0).abs() > 0.5);
            }
            _ => {
                assert_eq!(laid.pages.len(), 3, "{count}");
                alone += 1;
            }
        }
    }
    assert!(as_needed > 0 && alone > 0, "{as_needed} {alone}");
}

#[test]
fn the_ticket_scans_from_every_part_of_a_sheet() {
    for language in LANGUAGES {
        let laid = voucher::lay(&usual(), PaperSize::A4, language);
        let edges = [0.0].into_iter().chain(cuts(&laid, 0)).chain([f32::INFINITY]).collect::<Vec<f32>>();
        for edges in edges.windows(2) {
            let mut part = laid.clone();
            part.pages[0].marks.retain(|mark| mark.bounds().1 > edges[0] && mark.bounds().3 < edges[1]);
            let found = scanned(&part);
            assert!(found.contains(&"CODE-128:WC07-261121-A0012-5".to_owned()), "{language:?} {found:?}");
        }
    }
}

#[test]
fn a_corrected_voucher_says_what_it_said_before_and_that_nobody_signed_for_this() {
    let at = usual().paid_at.expect("a usual voucher was paid");
    let corrected = |was_signed| voucher::Correction { from_fen: 123_400, at, was_signed };
    let lines = |was_signed| {
        let voucher = Voucher { corrected: Some(corrected(was_signed)), signature: None, ..usual() };
        tight(&lines_of(&voucher::lay(&voucher, PaperSize::A4, PaperLanguage::Chinese)))
    };
    for was_signed in [false, true] {
        assert_eq!(lines(was_signed).matches("原写¥1,234.00").count(), 3, "each part says it");
        assert_eq!(lines(was_signed).contains("更正前的签名不作数"), was_signed);
    }
}
