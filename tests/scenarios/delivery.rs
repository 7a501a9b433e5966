//! From the counter to headquarters, once.

use domain::{Conflict, Kind, TicketAction, TicketStatus};
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_taken_offline_reaches_headquarters_once() {
    let mut hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;

    hq.stop().await;
    let ticket = counter.open_ticket();
    assert_eq!(counter.desk().sync_now().await.unwrap_err().code(), "offline");
    assert!(counter.status().unconfirmed_events > 0, "nothing is called delivered that is not");
    assert_eq!(counter.status().unconfirmed_photos, 1);

    hq.start_again().await;
    counter.sync().await;
    counter.sync().await; // A retry must not deliver it twice.

    assert_eq!(hq.ticket_numbers().await, [ticket.number.to_string()], "sync is idempotent");
    let status = counter.status();
    assert_eq!((status.unconfirmed_events, status.unconfirmed_photos, status.set_aside), (0, 0, 0));
    assert_eq!(status.headquarters, "reachable");
    assert!(status.last_confirmed_at.is_some());
    assert_eq!(hq.waiting().await, (0, 0), "headquarters shows nothing as waiting that it holds");
}

#[tokio::test(flavor = "multi_thread")]
async fn headquarters_holds_the_very_bytes_of_a_photo() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket();
    let sheet = counter.desk().ticket(ticket.id).unwrap();
    let sha256 = sheet.ticket.photos[0].added.sha256;
    let here = counter.desk().find_photo(sha256, false).unwrap().unwrap();

    counter.sync().await;

    assert_eq!(hq.photo(ticket.id, sha256).await, here);
    let sheet = counter.desk().ticket(ticket.id).unwrap();
    assert!(sheet.photos[&sha256].is_confirmed, "confirmed photo by photo");
    assert!(sheet.delivery.is_complete());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_later_follows_the_ticket() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket();
    counter.sync().await;

    counter.desk().add_note(ticket.id, "客户来电补充").unwrap();
    counter.desk().take_action(ticket.id, TicketAction::Withdraw, "客户自行解决").unwrap();
    assert!(counter.status().unconfirmed_events == 2);
    counter.sync().await;

    assert_eq!(counter.row(ticket.id).status, TicketStatus::Withdrawn);
    assert_eq!(hq.ticket_status(ticket.id).await, "withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clerk_is_whom_headquarters_named() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    assert_eq!(counter.desk().person().unwrap().unwrap().name.as_deref(), Some("陈静"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_counters_of_a_branch_see_each_others_tickets() {
    let hq = TestHq::start().await;
    let first = TestCounter::enrolled_at(&hq).await;
    let second = TestCounter::installed();
    second.desk().enrol(&hq.code_for("B").await).await.unwrap();

    let ticket = first.open_ticket();
    first.sync().await;
    second.sync().await;

    assert_eq!(second.row(ticket.id).number, ticket.number);
    assert_eq!(
        second.desk().ticket(ticket.id).unwrap().ticket.told().unwrap().story,
        a_damaged_parcel().story
    );
    let draft = second.desk().start_draft().unwrap();
    let look = second.desk().look_at_form(draft.id, &a_damaged_parcel()).unwrap();
    assert_eq!(look.same_waybill.len(), 1, "a waybill taken at another counter shows its notice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_in_a_long_outage_is_read_by_the_others() {
    let hq = TestHq::start().await;
    let first = TestCounter::enrolled_at(&hq).await;
    let second = TestCounter::another_at(&hq, "B").await;
    second.sync().await;

    // Short lines, so that they all go in one push, with one signature at its end.
    let tickets: Vec<_> = (0..11).map(|_| first.open_ticket().id).collect();
    for ticket in &tickets {
        (0..50).for_each(|_| first.desk().add_note(*ticket, "又来电催问").map(drop).unwrap());
    }
    first.sync().await;
    second.sync().await;

    for ticket in tickets {
        assert_eq!(second.desk().ticket(ticket).unwrap().ticket.notes.len(), 50);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_follow_each_other_and_differ_between_counters() {
    let hq = TestHq::start().await;
    let first = TestCounter::enrolled_at(&hq).await;
    let second = TestCounter::installed();
    second.desk().enrol(&hq.code_for("B").await).await.unwrap();
    let serials: Vec<_> = (0..3).map(|_| first.open_ticket().number.serial()).collect();
    assert_eq!(serials, [1, 2, 3]);
    assert_eq!(second.open_ticket().number.counter().to_string(), "B");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_counters_that_wrote_at_once_are_both_shown_and_one_is_chosen() {
    let hq = TestHq::start().await;
    let first = TestCounter::enrolled_at(&hq).await;
    let ticket = first.open_ticket();
    first.sync().await;
    let second = TestCounter::another_at(&hq, "B").await;
    second.sync().await;

    first.desk().convert(ticket.id, Kind::Complaint).unwrap();
    second.desk().convert(ticket.id, Kind::Enquiry).unwrap();
    for counter in [&first, &second, &first] {
        counter.sync().await;
    }
    let folded = |counter: &TestCounter| counter.desk().ticket(ticket.id).unwrap().ticket;
    assert_eq!(folded(&first).conflicts(), [Conflict::Field("kind")], "nobody's word is lost");
    assert_eq!(folded(&first), folded(&second), "and both see the same");

    let chosen = *folded(&second).kind.rivals().next().unwrap();
    second.desk().settle_conflict(ticket.id, "kind", chosen.0).unwrap();
    second.sync().await;
    first.sync().await;
    assert_eq!(folded(&first).conflicts(), []);
    assert_eq!(*folded(&first).kind.value(), chosen.1, "what somebody chose stands everywhere");
    let again = second.desk().settle_conflict(ticket.id, "kind", chosen.0);
    assert_eq!(again.unwrap_err().code(), "nothing_to_settle");
}
