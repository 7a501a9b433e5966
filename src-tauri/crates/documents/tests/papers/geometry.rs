//! Nothing on a paper covers anything else, whatever was typed.

use documents::receipt::{
    Amount, Cover, Demand, Ground, Kind, Outlet, Photo, Promise, Receipt, Role, SlotState, Visitor, Waybill,
    lay,
};
use documents::{Bilingual, Laid, Mark, Page, Shape};
use proptest::prelude::*;

use crate::{KINDS, LANGUAGES, SIZES, every_way, samples};

type Rectangle = (f32, f32, f32, f32);

/// How far two marks may touch, in points: less than can be seen.
const HAIR: f32 = 0.3;

fn overlap(a: Rectangle, b: Rectangle) -> bool {
    a.0 + HAIR < b.2 && b.0 + HAIR < a.2 && a.1 + HAIR < b.3 && b.1 + HAIR < a.3
}

fn is_within(inner: Rectangle, outer: Rectangle) -> bool {
    inner.0 + HAIR >= outer.0
        && inner.1 + HAIR >= outer.1
        && inner.2 <= outer.2 + HAIR
        && inner.3 <= outer.3 + HAIR
}

/// What is wrong on `page`, if anything.
fn fault(page: &Page) -> Option<String> {
    let whole = (0.0, 0.0, page.width, page.height);
    // From the top, so that each is held only against those that it may reach.
    let mut marks: Vec<(Rectangle, &Mark)> = page.marks.iter().map(|mark| (mark.bounds(), mark)).collect();
    marks.sort_by(|a, b| a.0.1.total_cmp(&b.0.1));
    for (index, (bounds, mark)) in marks.iter().enumerate() {
        if !is_within(*bounds, whole) {
            return Some(format!("outside the page: {mark:?}"));
        }
        for (_, other) in marks[index + 1..].iter().take_while(|(other, _)| other.1 <= bounds.3 + HAIR) {
            if collide(mark, other) || collide(other, mark) {
                return Some(format!("{mark:?}\ncovers\n{other:?}"));
            }
        }
    }
    None
}

fn collide(a: &Mark, b: &Mark) -> bool {
    let (first, second) = (a.bounds(), b.bounds());
    match (a, b) {
        (
            Mark::Text(_) | Mark::Polygon { .. } | Mark::Image { .. },
            Mark::Text(_) | Mark::Polygon { .. } | Mark::Image { .. },
        ) => overlap(first, second),
        (Mark::Text(_) | Mark::Polygon { .. }, Mark::Path { .. }) => overlap(first, second),
        (Mark::Text(_) | Mark::Polygon { .. }, Mark::Line { thickness, .. }) => {
            let half = thickness / 2.0;
            let line = (second.0, second.1 - half, second.2, second.3 + half);
            // A text stands on the dashes under it, which may touch the tails of its letters.
            let letters = (first.0, first.1, first.2, first.3 - 0.1);
            first.0 < line.2 && line.0 < first.2 && letters.1 < line.1 && line.3 < letters.3
        }
        // A box holds a text or stays away from it; its edge crosses none.
        (Mark::Text(_) | Mark::Polygon { .. }, Mark::Box { shape, .. }) => {
            let is_held = is_within(first, second);
            !is_held
                && overlap(first, second)
                && (matches!(shape, Shape::Filled | Shape::Outline(_) | Shape::Dashes(_)))
        }
        _ => false,
    }
}

pub fn assert_clear(laid: &Laid, what: &str) {
    assert!(!laid.pages.is_empty());
    for (number, page) in laid.pages.iter().enumerate() {
        if let Some(fault) = fault(page) {
            panic!("{what}, page {}: {fault}", number + 1);
        }
    }
}

#[test]
fn the_check_sees_marks_that_collide() {
    let mut laid = lay(&samples::claim(), SIZES[1], LANGUAGES[0]);
    let mut copy = laid.pages[0].marks.iter().find(|mark| matches!(mark, Mark::Text(_))).unwrap().clone();
    if let Mark::Text(text) = &mut copy {
        text.baseline += 4.0;
    }
    laid.pages[0].marks.push(copy);
    assert!(fault(&laid.pages[0]).is_some());
}

#[test]
fn every_kind_size_and_language_is_clear() {
    for kind in KINDS {
        let saved = samples::of_kind(kind);
        let living = Receipt::living(kind, samples::outlet());
        let wild =
            Receipt { story: Some(samples::WILD.repeat(20)), copy: Some(3), practice: true, ..saved.clone() };
        for receipt in [saved, living, wild, samples::living()] {
            for (size, language, laid) in every_way(&receipt) {
                assert_clear(&laid, &format!("{kind:?} {size:?} {language:?}"));
            }
        }
    }
}

/// A text that somebody might type, or might not.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[一-龥]{1,12}",
        2 => "[A-Za-z ]{1,40}",
        1 => "[A-Za-z0-9]{60,200}",
        1 => "[一-龥,。“”()、]{100,400}",
        2 => any::<String>(),
        1 => "[。，）」”]{30,60}",
    ]
}

fn bilingual() -> impl Strategy<Value = Bilingual> {
    (text(), text()).prop_map(|(zh, en)| Bilingual::new(zh, en))
}

fn promise() -> impl Strategy<Value = Promise> {
    (
        bilingual(),
        proptest::option::of(bilingual()),
        any::<bool>(),
        any::<bool>(),
        proptest::option::of((0..24_u8, 0..60_u8)),
    )
        .prop_map(|(what, citation, is_law, provisional, time)| Promise {
            what,
            due: documents::Moment { time, ..samples::day(11, 25, documents::Weekday::Wednesday) },
            ground: if is_law { Ground::Law(citation.unwrap_or_default()) } else { Ground::Ours(citation) },
            provisional,
        })
}

fn receipt() -> impl Strategy<Value = Receipt> {
    let who = (proptest::option::of(text()), proptest::option::of(text()), 0..4_usize);
    let issuer = (
        bilingual(),
        proptest::option::of(bilingual()),
        proptest::option::of(bilingual()),
        proptest::option::of(text()),
    );
    let flags = (0..5_usize, any::<bool>(), proptest::option::of(any::<u32>()), any::<bool>(), any::<bool>());
    let said = (
        proptest::option::of(text()),
        proptest::option::of(bilingual()),
        proptest::option::of(bilingual()),
        text(),
    );
    let lists = (
        proptest::collection::vec(text(), 0..5),
        proptest::collection::vec((bilingual(), any::<bool>()), 0..8),
        proptest::collection::vec(promise(), 0..6),
    );
    let notices =
        (proptest::option::of(bilingual()), proptest::option::of(bilingual()), proptest::option::of(text()));
    (who, issuer, flags, said, lists, notices).prop_map(|(who, issuer, flags, said, lists, notices)| {
        let (name, phone, role) = who;
        let (outlet, carrier, address, outlet_phone) = issuer;
        let (kind, living, copy, practice, numbered) = flags;
        let (story, category, demanded, words) = said;
        let (left, photos, promises) = lists;
        let (service_line, appeal, number) = notices;
        Receipt {
            living,
            copy,
            practice,
            clerk: name.clone(),
            counter: phone.clone(),
            number: if numbered { Some("WC07-261121-A0012-5".into()) } else { number },
            qr: numbered.then(|| "counterfoil:1.abc".into()),
            received: numbered.then(|| samples::at(11, 21, documents::Weekday::Saturday, 14, 35)),
            waybill: story.clone().map(|number| Waybill { number, carrier: category.clone() }),
            visitor: Some(Visitor {
                role: [None, Some(Role::Sender), Some(Role::Agent), Some(Role::Other)][role],
                name,
                phone,
            }),
            demand: demanded.map(|what| Demand {
                what: vec![what.clone(), what],
                words: Some(words.clone()),
                amount: numbered.then(|| Amount { fen: i64::MAX, capitals: words.clone() }),
            }),
            cover: Some(if numbered { Cover::Insured(99) } else { Cover::NotInsured }),
            freight_fen: Some(1_850),
            category,
            story,
            left_with_us: left,
            photos: photos
                .into_iter()
                .map(|(slot, taken)| Photo {
                    slot,
                    state: if taken { SlotState::Taken } else { SlotState::Owed },
                })
                .collect(),
            answer: service_line.clone(),
            promises,
            privacy: appeal.clone(),
            service_line,
            appeal,
            ..Receipt::living(
                [Kind::Enquiry, Kind::Trace, Kind::Complaint, Kind::Suggestion, Kind::Claim][kind],
                Outlet { carrier, name: outlet, address, phone: outlet_phone },
            )
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_covers_anything_whatever_was_typed(receipt in receipt(), size in 0..4_usize, language in 0..3_usize) {
        assert_clear(&lay(&receipt, SIZES[size], LANGUAGES[language]), "random");
    }
}
