//! The photo desk: marks lie beside an untouched photo, and go where the photo goes.

use domain::{Fact, MarkShape, PhotoMark, Slot};
use tests::{counter::TestCounter, headquarters::TestHq, pictures};

fn ring() -> PhotoMark {
    PhotoMark { shape: MarkShape::RING, from: (2_000, 2_000), to: (4_000, 3_500) }
}

fn blur() -> PhotoMark {
    PhotoMark { shape: MarkShape::BLUR, from: (9_000, 9_000), to: (6_000, 8_000) }
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_reach_a_sibling_and_the_photo_is_as_it_was() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let sibling = TestCounter::another_at(&hq, "B").await;
    let desk = counter.desk();
    let ticket = counter.open_ticket();
    desk.add_ticket_photo(
        ticket.id,
        Slot::from("damage"),
        &pictures::noise(&mut fastrand::Rng::with_seed(7)),
    )
    .unwrap();
    let photo = desk.ticket(ticket.id).unwrap().ticket.photos[0].clone();
    let before = desk.find_photo(photo.added.sha256, false).unwrap().unwrap();

    desk.annotate_photo(ticket.id, photo.event, vec![ring()]).unwrap();
    desk.annotate_photo(ticket.id, photo.event, vec![ring(), blur()]).unwrap();
    desk.annotate_photo(ticket.id, photo.event, vec![ring(), blur()]).expect("the same again is nothing new");
    counter.sync().await;
    sibling.sync().await;

    for desk in [counter.desk(), sibling.desk()] {
        let folded = desk.ticket(ticket.id).unwrap().ticket;
        assert_eq!(folded.marks_over(photo.event), [ring(), blur()], "the last layer stands");
        let laid = folded.story.iter().filter(|line| matches!(line.fact, Fact::PhotoAnnotated(_)));
        let by: Vec<_> = laid.map(|line| line.by).collect();
        assert_eq!(by.len(), 2, "both layers are in the story, each once");
        assert!(by.iter().all(Option::is_some), "and who laid them");
    }
    assert_eq!(desk.find_photo(photo.added.sha256, false).unwrap().unwrap(), before);
    let fetched = sibling.desk().fetch_photo(photo.added.sha256).await.unwrap().unwrap();
    assert_eq!(fetched, before, "what headquarters holds has no marks in it");

    sibling.desk().annotate_photo(ticket.id, photo.event, Vec::new()).unwrap();
    sibling.sync().await;
    counter.sync().await;
    let folded = desk.ticket(ticket.id).unwrap().ticket;
    assert!(folded.marks_over(photo.event).is_empty());

    let taken_away =
        folded.story.iter().rfind(|line| matches!(line.fact, Fact::PhotoAnnotated(_))).unwrap().event;
    desk.retract(ticket.id, taken_away).unwrap();
    counter.sync().await;
    sibling.sync().await;
    for desk in [desk, sibling.desk()] {
        let folded = desk.ticket(ticket.id).unwrap().ticket;
        assert_eq!(
            folded.marks_over(photo.event),
            [ring(), blur()],
            "what was taken back gives way to what lay there"
        );
    }
    assert_eq!(counter.status().set_aside, 0);
    hq.state().verify().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_layer_that_cannot_be_drawn_is_not_written() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let (ticket, other) = (counter.open_ticket(), counter.open_ticket());
    desk.add_ticket_photo(
        ticket.id,
        Slot::from("damage"),
        &pictures::noise(&mut fastrand::Rng::with_seed(7)),
    )
    .unwrap();
    let photo = desk.ticket(ticket.id).unwrap().ticket.photos[0].event;

    let refused = |id, photo, marks| desk.annotate_photo(id, photo, marks).unwrap_err().code();
    assert_eq!(refused(other.id, photo, vec![ring()]), "no_photo", "it is another ticket's");
    let outside = PhotoMark { to: (10_001, 5_000), ..ring() };
    assert_eq!(refused(ticket.id, photo, vec![ring(), outside]), "mark_unusable");
    assert_eq!(refused(ticket.id, photo, vec![PhotoMark { to: ring().from, ..ring() }]), "mark_unusable");
    let unknown = PhotoMark { shape: "stamp".into(), ..ring() };
    assert_eq!(refused(ticket.id, photo, vec![unknown]), "mark_unusable", "this version draws no stamps");
    assert_eq!(refused(ticket.id, photo, vec![ring(); domain::MOST_MARKS + 1]), "too_many_marks");
    assert!(desk.ticket(ticket.id).unwrap().ticket.annotations.is_empty());

    desk.annotate_photo(ticket.id, photo, vec![ring()]).unwrap();
    desk.retract(ticket.id, photo).unwrap();
    assert_eq!(refused(ticket.id, photo, vec![blur()]), "no_photo", "it was taken back");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_waybill_is_read_off_the_label_and_nothing_off_other_photos() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let draft = desk.start_draft().unwrap().id;
    let mut chance = fastrand::Rng::with_seed(7);
    let add = |picture: &[u8]| desk.add_draft_photo(draft, Slot::from("label"), picture).unwrap().sha256;
    let label = add(&pictures::label("SF1234567890123"));
    let slip = add(&pictures::label("WC07-261121-A0012-5"));
    let contents = add(&pictures::noise(&mut chance));

    assert_eq!(desk.read_waybills(draft, label).unwrap(), ["SF1234567890123"]);
    assert_eq!(desk.read_waybills(draft, slip).unwrap(), [""; 0], "a ticket's number is no waybill");
    assert_eq!(desk.read_waybills(draft, contents).unwrap(), [""; 0]);

    desk.remove_draft_photo(draft, label).unwrap();
    assert_eq!(desk.read_waybills(draft, label).unwrap_err().code(), "no_photo");
    let another = desk.start_draft().unwrap().id;
    assert_eq!(desk.read_waybills(another, slip).unwrap_err().code(), "no_photo", "each draft has its own");
}
