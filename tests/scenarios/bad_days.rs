//! Bad days: what a counter says when something is wrong, and what it keeps.

use std::fs;

use desk::{DeskError, StartError};
use domain::Slot;
use tests::{
    counter::{SetClock, TestCounter, a_damaged_parcel},
    headquarters::TestHq,
    places,
};

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_picture_says_what_is_wrong_and_leaves_the_draft() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let draft = counter.desk().start_draft().unwrap();
    counter.desk().save_draft(draft.id, &a_damaged_parcel()).unwrap();
    for (file, code) in [
        ("truncated.jpg", "photo_truncated"),
        ("empty.jpg", "photo_empty"),
        ("not-an-image.jpg", "photo_not_a_picture"),
        ("bomb-30000x30000.png", "photo_too_large"),
    ] {
        let source = fs::read(places::photo(file)).unwrap();
        let error = counter.desk().add_draft_photo(draft.id, Slot::from("label"), &source).unwrap_err();
        assert_eq!(error.code(), code, "{file}");
    }
    let kept = counter.desk().draft(draft.id).unwrap();
    assert_eq!((kept.form, kept.photos.len()), (a_damaged_parcel(), 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_said_is_kept_exactly() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let long = "壶嘴断了𠮷龘。".repeat(1_500);
    for story in [
        long.as_str(),
        "=HYPERLINK(\"x\")",
        "<b>bold</b> & \"q\"",
        "😀👨‍👩‍👧",
        "a\u{0}\u{7}\u{1b}[31mb\r\nc\td",
        "\u{202e}abc",
    ] {
        let form = desk::TicketForm { story: story.to_owned(), ..a_damaged_parcel() };
        let ticket = counter.open_ticket_with(form, &[]);
        let sheet = counter.desk().ticket(ticket.id).unwrap();
        assert_eq!(sheet.ticket.told().unwrap().story, story);
    }
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_events, 0);
    assert_eq!(counter.status().set_aside, 0, "headquarters could read every one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strange_waybill_is_a_hint_and_never_a_refusal() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    for (waybill, hint) in [
        ("某某123", "waybill_strange_character"),
        ("EE123456789CN", "waybill_s10_check_digit"),
        ("X", "waybill_too_short"),
    ] {
        let draft = counter.desk().start_draft().unwrap();
        let form = desk::TicketForm { waybill: waybill.to_owned(), ..a_damaged_parcel() };
        let look = counter.desk().look_at_form(draft.id, &form).unwrap();
        assert_eq!(look.hints[0].code, hint);
        counter.desk().open_ticket(draft.id, &form).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_device_shows_what_it_has_and_opens_nothing_new() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let before = counter.open_ticket();
    let draft = counter.desk().start_draft().unwrap();
    hq.revoke(counter.desk().device()).await;

    assert_eq!(counter.desk().sync_now().await.unwrap_err().code(), "revoked");

    assert_eq!(counter.status().headquarters, "revoked");
    let refused = counter.desk().open_ticket(draft.id, &a_damaged_parcel()).unwrap_err();
    assert_eq!(refused.code(), "device_revoked");
    assert_eq!(counter.desk().ticket(before.id).unwrap().ticket.number, before.number);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_not_enrolled_offers_practice_only() {
    let counter = TestCounter::installed_at(SetClock::at("2026-11-21T06:35:00.000Z"));
    assert!(matches!(counter.desk().start_draft(), Err(DeskError::NotEnrolled)));
    counter.desk().start_practice().unwrap();
    let ticket = counter.open_ticket();
    assert!(ticket.is_practice);
    assert_eq!(counter.status().headquarters, "not_enrolled");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_mistyped_or_foreign_code_is_told_apart() {
    let hq = TestHq::start().await;
    let _first = TestCounter::enrolled_at(&hq).await;
    let second = TestCounter::installed();
    let used = second.desk().enrol(&hq.made.code).await.unwrap_err();
    assert_eq!(used.code(), "enrolment_code_used");
    let mistyped = second.desk().enrol("CF1-00000-00000").await.unwrap_err();
    assert_eq!(mistyped.code(), "enrolment_code_mistyped");
    assert_eq!(second.desk().enrol("hello").await.unwrap_err().code(), "enrolment_code_shape");
    let other_root = TestHq::start().await;
    let mut forged: protocol::EnrolmentCode = other_root.code_for("C").await.parse().unwrap();
    forged.root_fingerprint = [7; 16];
    assert_eq!(second.desk().enrol(&forged.to_string()).await.unwrap_err().code(), "wrong_root");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_app_is_told_about_the_first() {
    let counter = TestCounter::installed();
    let second = counter.try_start().err().expect("one app at a time");
    assert_eq!(second.code(), "second_instance");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_said_and_left_as_it_is() {
    let mut counter = TestCounter::installed();
    counter.desk().start_practice().unwrap();
    counter.open_ticket();
    counter.stop();
    let path = counter.folders().database();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    let refused = counter.try_start().err().expect("a damaged database is not written to");
    assert_eq!(refused.code(), "database_damaged");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_key_is_said() {
    let mut counter = TestCounter::installed();
    counter.stop();
    fs::remove_file(counter.folders().state.join("keys/database")).unwrap();
    assert!(matches!(counter.try_start(), Err(StartError::KeyLost)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_database_opens_a_new_epoch_and_gives_higher_numbers() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    counter.open_ticket();
    counter.sync().await;
    counter.stop();
    let (database, backup) = (counter.folders().database(), counter.folders().data.join("backup"));
    fs::copy(&database, &backup).unwrap();
    counter.start();
    let lost = counter.open_ticket();
    counter.sync().await;
    counter.stop();
    fs::copy(&backup, &database).unwrap();
    for rest in ["counterfoil.db-wal", "counterfoil.db-shm"] {
        let _ = fs::remove_file(counter.folders().data.join(rest));
    }
    // A backup restored by hand: nothing outside says so, but headquarters knows lines that are not here.
    counter.start();
    counter.sync().await;
    assert_eq!(counter.incidents(), ["restored"]);
    assert_eq!(counter.row(lost.id).number, lost.number, "what was lost here is back");
    let fresh = counter.open_ticket();
    counter.sync().await;
    assert!(fresh.number.serial() > lost.number.serial() + 400, "{} after {}", fresh.number, lost.number);
    assert_eq!(counter.status().unconfirmed_events, 0);
    assert_eq!(hq.ticket_numbers().await.len(), 3, "nothing that headquarters has is lost");
}
