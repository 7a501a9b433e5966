use proptest::prelude::*;

use super::*;
use crate::kinship::circle_of;

/// `2026-11-21`, at noon UTC.
fn noon(day: &str) -> Instant {
    format!("{day}T12:00:00.000Z").parse().unwrap()
}

/// Two tickets, the earlier of 2026-11-01: waybill, phones, kind, category, day, status.
type Side<'a> = (&'a str, &'a [&'a str], Kind, &'a str, &'a str, TicketStatus);

fn kin(one: Side<'_>, other: Side<'_>) -> String {
    let owned = |side: Side<'_>| {
        let phones: Vec<String> = side.1.iter().map(|phone| (*phone).to_owned()).collect();
        (phones, CategoryCode::from(side.3))
    };
    let ((one_phones, one_category), (other_phones, other_category)) = (owned(one), owned(other));
    let one = Kindred {
        waybill: one.0,
        phones: &one_phones,
        kind: one.2,
        category: &one_category,
        opened_at: noon(one.4),
        status: one.5,
    };
    let other = Kindred {
        waybill: other.0,
        phones: &other_phones,
        kind: other.2,
        category: &other_category,
        opened_at: noon(other.4),
        status: other.5,
    };
    let found = kin_of(&one, &other, Policy::bundled());
    assert_eq!(found, kin_of(&other, &one, Policy::bundled()), "whichever comes first");
    found.map_or("none".into(), |kin| kin.to_string())
}

#[test]
fn kin_can_be_checked_by_a_clerk() {
    use {Kind::*, TicketStatus::*};
    let earlier = ("SF1", &["a", "b"][..], Complaint, "damage.contents", "2026-11-01", Investigating);
    let closed = (earlier.0, earlier.1, earlier.2, earlier.3, earlier.4, Closed);
    let table: &[(&str, Side<'_>, Side<'_>, &str)] = &[
        // One parcel.
        ("both open", earlier, ("SF1", &[], Claim, "loss.whole", "2026-11-05", Registered), "same_matter"),
        ("typed otherwise", earlier, (" sf 1", &[], Claim, "delay", "2026-11-05", Registered), "same_matter"),
        (
            "both open, however late",
            earlier,
            ("SF1", &[], Claim, "delay", "2027-11-05", Registered),
            "same_matter",
        ),
        ("within the days", closed, ("SF1", &[], Claim, "delay", "2026-12-01", Registered), "same_matter"),
        ("after the days", closed, ("SF1", &[], Claim, "delay", "2026-12-02", Registered), "repeat"),
        ("both finished", closed, ("SF1", &[], Claim, "delay", "2026-12-02", Withdrawn), "repeat"),
        ("the other one open", earlier, ("SF1", &[], Claim, "delay", "2026-12-02", Closed), "same_matter"),
        (
            "a question of one parcel",
            earlier,
            ("SF1", &[], Enquiry, "other.other", "2026-11-02", Answered),
            "same_matter",
        ),
        // Another parcel.
        (
            "one phone, one complaint",
            earlier,
            ("SF2", &["b"], Claim, "damage.packaging", "2026-11-20", Registered),
            "repeat",
        ),
        (
            "whatever became of it",
            closed,
            ("SF2", &["b", "c"], Claim, "damage", "2026-12-01", Registered),
            "repeat",
        ),
        (
            "too long after",
            earlier,
            ("SF2", &["b"], Claim, "damage.contents", "2026-12-02", Registered),
            "none",
        ),
        (
            "another complaint",
            earlier,
            ("SF2", &["b"], Claim, "delay.transit", "2026-11-20", Registered),
            "none",
        ),
        (
            "another phone",
            earlier,
            ("SF2", &["c"], Complaint, "damage.contents", "2026-11-02", Registered),
            "none",
        ),
        (
            "a suggestion",
            earlier,
            ("", &["a"], Suggestion, "damage.contents", "2026-11-02", Registered),
            "none",
        ),
        // What is not known speaks for nothing.
        (
            "no phone",
            ("", &[], Claim, "delay", "2026-11-01", Registered),
            ("", &[], Claim, "delay", "2026-11-01", Registered),
            "none",
        ),
        (
            "no parcel",
            ("", &["a"], Claim, "delay", "2026-11-01", Registered),
            (" ", &["a"], Claim, "delay", "2026-11-02", Registered),
            "repeat",
        ),
        (
            "not sorted",
            ("", &["a"], Trace, "other.other", "2026-11-01", Registered),
            ("", &["a"], Trace, "other.other", "2026-11-02", Registered),
            "none",
        ),
    ];
    for (name, one, other, expected) in table {
        assert_eq!(kin(*one, *other), *expected, "{name}");
    }
}

/// Where each of some tickets goes on, if it does: its merging, made in a hundredth part of an hour.
fn mergings() -> impl Strategy<Value = Vec<Option<GoesOn>>> {
    (2..8_usize).prop_flat_map(|count| {
        let merging = proptest::option::weighted(0.8, (0..count, 0..100_i64));
        proptest::collection::vec(merging, count).prop_map(|all| {
            let goes_on = |(from, merging): (usize, Option<(usize, i64)>)| {
                let (into, second) = merging.filter(|(into, _)| *into != from)?;
                let at = Instant::from_unix_ms(second * 1_000);
                Some(GoesOn { event: EventId::from_bytes([from as u8; 16]), at, into: ticket(into) })
            };
            all.into_iter().enumerate().map(goes_on).collect()
        })
    })
}

fn ticket(place: usize) -> TicketId {
    TicketId::from_bytes([place as u8; 16])
}

fn place(ticket: TicketId) -> usize {
    ticket.as_bytes()[0].into()
}

fn circle(from: usize, mergings: &[Option<GoesOn>]) -> Option<Circle> {
    let goes_on = |other: TicketId| Ok::<_, std::convert::Infallible>(mergings[place(other)]);
    circle_of(ticket(from), mergings[from], goes_on).unwrap()
}

proptest! {
    #[test]
    fn every_circle_loses_its_last_merging_wherever_it_is_looked_at(mergings in mergings()) {
        let mut settled = mergings.clone();
        for (from, stands) in settled.iter_mut().enumerate() {
            let Some(found) = circle(from, &mergings) else { continue };
            let undone = found.undone;
            let others = found.through.iter().map(|other| place(*other));
            let of_circle: Vec<GoesOn> = others.chain([from]).filter_map(|place| mergings[place]).collect();
            let last = of_circle.iter().max_by_key(|merging| (merging.at, merging.event)).unwrap();
            prop_assert_eq!(undone, last.event);
            for other in found.through {
                prop_assert_eq!(circle(place(other), &mergings).map(|found| found.undone), Some(undone));
            }
            if found.own == undone {
                *stands = None;
            }
        }
        for from in 0..settled.len() {
            prop_assert_eq!(circle(from, &settled), None);
            // Every chain ends at a ticket that goes on by itself.
            let mut at = from;
            for _ in 0..settled.len() {
                at = settled[at].map_or(at, |merging| place(merging.into));
            }
            prop_assert!(settled[at].is_none());
        }
        let in_one = |from: &usize| circle(*from, &mergings).is_some();
        let taken_away = (0..mergings.len()).filter(|from| settled[*from] != mergings[*from]);
        prop_assert!(taken_away.into_iter().all(|from| in_one(&from)), "no other merging is touched");
    }
}
