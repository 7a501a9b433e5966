//! Drafts: what was begun is never lost.

use desk::DeskError;
use domain::Slot;
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
    places,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_with_its_photos_is_there_after_the_app_died() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    let draft = counter.desk().start_draft().unwrap();
    let picture = std::fs::read(places::photo("webcam-640.jpg")).unwrap();
    counter.desk().add_draft_photo(draft.id, Slot::from("label"), &picture).unwrap();
    counter.desk().save_draft(draft.id, &a_damaged_parcel()).unwrap();

    counter.stop();
    counter.start();

    let drafts = counter.desk().list_drafts().unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!((&drafts[0].form, drafts[0].photos.len()), (&a_damaged_parcel(), 1));
    counter.desk().open_ticket(draft.id, &drafts[0].form).unwrap();
    assert_eq!(counter.row(draft.id).photos, 1);
    assert!(counter.desk().list_drafts().unwrap().is_empty(), "a saved draft is a ticket");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_picture_is_not_taken_for_two() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let draft = counter.desk().start_draft().unwrap();
    let picture = std::fs::read(places::photo("webcam-640.jpg")).unwrap();
    counter.desk().add_draft_photo(draft.id, Slot::from("label"), &picture).unwrap();
    let again = counter.desk().add_draft_photo(draft.id, Slot::from("item"), &picture).unwrap_err();
    assert_eq!(again.code(), "photo_already_here");
    let kept = counter.desk().draft(draft.id).unwrap().photos;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].added.slot, Slot::from("label"), "it stays where it was put");

    let ticket = counter.open_ticket();
    let again = counter.desk().add_ticket_photo(ticket.id, Slot::from("item"), &picture).unwrap_err();
    assert_eq!(again.code(), "photo_already_here");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_thrown_away_can_be_had_back_for_a_while() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let draft = counter.desk().start_draft().unwrap();
    counter.desk().save_draft(draft.id, &a_damaged_parcel()).unwrap();
    counter.desk().discard_draft(draft.id).unwrap();
    assert!(counter.desk().list_drafts().unwrap().is_empty());
    assert_eq!(counter.desk().restore_draft(draft.id).unwrap().form, a_damaged_parcel());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_draft_expires() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let draft = counter.desk().start_draft().unwrap();
    counter.clock.move_by(6 * 24 * 3_600_000);
    assert_eq!(counter.desk().list_drafts().unwrap().len(), 1);
    counter.clock.move_by(2 * 24 * 3_600_000);
    assert!(counter.desk().list_drafts().unwrap().is_empty());
    assert!(matches!(counter.desk().draft(draft.id), Err(DeskError::NoDraft)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_lacks_something_keeps_its_draft_and_uses_no_number() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let draft = counter.desk().start_draft().unwrap();
    let nameless = desk::TicketForm {
        sender: desk::PartyForm::default(),
        claimed: "tausend".into(),
        ..a_damaged_parcel()
    };
    let Err(DeskError::Form(problems)) = counter.desk().open_ticket(draft.id, &nameless) else {
        panic!("a claim needs someone to answer");
    };
    let codes: Vec<_> = problems.iter().map(|problem| (problem.field, problem.code)).collect();
    assert_eq!(codes, [("name", "name_missing"), ("phone", "contact_missing"), ("claimed", "not_an_amount")]);
    assert_eq!(counter.desk().draft(draft.id).unwrap().form, nameless, "what was typed is kept");
    assert_eq!(counter.open_ticket().number.serial(), 1);
}
