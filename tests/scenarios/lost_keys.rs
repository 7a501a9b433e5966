//! A machine that lost its keys, and a headquarters that lost a machine: what was taken in is still delivered.

use std::fs;

use desk::{Desk, Record, ThisMachine, key_store};
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What is left when the key store is gone: the data, and nothing that opens it.
fn lose_keys(counter: &mut TestCounter) {
    counter.stop();
    fs::remove_dir_all(counter.folders().state.join("keys")).unwrap();
    assert_eq!(counter.try_start().err().unwrap().code(), "database_key_lost");
}

async fn recover(counter: &TestCounter, code: &str) -> Result<(), &'static str> {
    let recovered = Desk::recover(counter.folders(), counter.clock.clone(), code).await;
    recovered.map(drop).map_err(|error| error.code())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_that_lost_its_keys_goes_on_with_what_it_had_not_delivered() {
    let hq = TestHq::start().await;
    let sibling = TestCounter::another_at(&hq, "B").await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    let delivered = counter.open_ticket();
    counter.sync().await;
    let waiting = counter.open_ticket();
    let lost = counter.desk().device();
    lose_keys(&mut counter);

    recover(&counter, &hq.code_to_recover(lost).await).await.unwrap();

    counter.start();
    assert_ne!(counter.desk().device(), lost, "headquarters takes it for another device");
    assert_eq!(counter.incidents(), ["recovered"]);
    let next = counter.open_ticket();
    counter.sync().await;
    sibling.sync().await;
    let numbers = [&delivered, &waiting, &next].map(|ticket| ticket.number.to_string());
    assert_eq!(hq.ticket_numbers().await, numbers);
    assert_eq!(sibling.ticket_numbers(), numbers, "who took the work over may sign for it");
    let status = counter.status();
    assert_eq!((status.unconfirmed_events, status.unconfirmed_photos, status.set_aside), (0, 0, 0));
    let photo = counter.desk().ticket(waiting.id).unwrap().ticket.photos[0].added.sha256;
    assert!(!hq.photo(waiting.id, photo).await.is_empty(), "its photo came as well");
    let today = counter.desk().close_day(counter.desk().today()).await.unwrap();
    assert!(today.is_complete, "the day of both is one day: {today:?}");
    for counter in [&counter, &sibling] {
        Record::open(&counter.folders()).unwrap().verify().unwrap().unwrap();
    }
    hq.state().verify().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_can_be_lost_twice() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    counter.sync().await;
    let tickets: Vec<_> = [(); 2].map(|()| counter.open_ticket()).into();
    for _ in 0..2 {
        // The second time the tail is still here, in the name of a device that is two before.
        let device = counter.desk().device();
        lose_keys(&mut counter);
        let code = hq.code_to_recover(device).await;
        recover(&counter, &code).await.unwrap();
        counter.start();
    }
    counter.sync().await;
    assert_eq!(
        hq.ticket_numbers().await,
        tickets.iter().map(|ticket| ticket.number.to_string()).collect::<Vec<_>>()
    );
    assert_eq!(counter.status().unconfirmed_events, 0);
    hq.state().verify().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_for_something_else_recovers_nothing_and_harms_nothing() {
    let hq = TestHq::start().await;
    let other = TestCounter::another_at(&hq, "B").await;
    other.sync().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket();
    counter.sync().await;
    let lost = counter.desk().device();
    counter.stop();
    let code = hq.code_to_recover(lost).await;
    assert_eq!(recover(&counter, &code).await, Err("nothing_lost"));
    lose_keys(&mut counter);

    assert_eq!(
        recover(&counter, &hq.code_for("C").await).await,
        Err("no_key_to_recover"),
        "of a new counter"
    );
    let of_other = hq.code_to_recover(other.desk().device()).await;
    assert_eq!(recover(&counter, &of_other).await, Err("no_key_to_recover"), "of another counter");
    assert_eq!(recover(&counter, "CF1-AAAA").await, Err("enrolment_code_mistyped"));

    recover(&counter, &code).await.unwrap();
    counter.start();
    assert_eq!(counter.row(ticket.id).number, ticket.number);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_from_before_the_keys_were_lost_is_restored_in_the_name_of_who_came_after() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    counter.open_ticket();
    counter.sync().await;
    let home = tempfile::tempdir().unwrap();
    let backup = home.path().join("backup");
    let keys = key_store(&counter.folders().state).unwrap();
    Record::open(&counter.folders()).unwrap().back_up(&backup, &*keys, &ThisMachine, |_| {}).unwrap();
    let lost = counter.desk().device();
    lose_keys(&mut counter);
    recover(&counter, &hq.code_to_recover(lost).await).await.unwrap();
    counter.start();
    counter.open_ticket();
    counter.sync().await;
    counter.stop();

    Desk::restore(&counter.folders(), counter.clock.clone(), &backup, |_| {}).await.unwrap();

    counter.start();
    counter.open_ticket();
    counter.sync().await;
    assert_eq!(counter.ticket_numbers(), hq.ticket_numbers().await);
    assert_eq!((counter.ticket_numbers().len(), counter.status().unconfirmed_events), (3, 0));
    Record::open(&counter.folders()).unwrap().verify().unwrap().unwrap();
    hq.state().verify().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_counter_delivers_its_tail_shows_a_day_and_can_be_let_in_again() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket();
    counter.sync().await;
    counter.desk().add_note(ticket.id, "顾客又来电").unwrap();
    hq.revoke(counter.desk().device()).await;

    counter.desk().sync_now().await.unwrap_err();

    assert_eq!(counter.status().headquarters, "revoked");
    assert_eq!(counter.status().unconfirmed_events, 0, "what it wrote before it knew is held");
    let draft = counter.desk().start_draft().unwrap().id;
    let refused = counter.desk().open_ticket(draft, &a_damaged_parcel()).unwrap_err();
    assert_eq!(refused.code(), "device_revoked");
    assert_eq!(counter.row(ticket.id).person_name, ticket.person_name, "and can be shown");
    counter.clock.move_by(DAY_MS + 1);
    counter.stop();
    counter.start();
    assert_eq!(counter.row(ticket.id).person_name, None, "for a day");

    let code = hq.code_for("A").await;
    counter.desk().enrol(&code).await.unwrap();

    assert_eq!(counter.row(ticket.id).person_name, ticket.person_name);
    let later = counter.open_ticket();
    counter.sync().await;
    assert_eq!(hq.ticket_numbers().await, [&ticket, &later].map(|ticket| ticket.number.to_string()));
    assert_eq!(counter.status().headquarters, "reachable");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_headquarters_that_forgot_a_counter_takes_it_in_again_with_all_it_has() {
    let mut hq = TestHq::start().await;
    let before = hq.copy().await;
    let counter = TestCounter::another_at(&hq, "B").await;
    let ticket = counter.open_ticket();
    counter.sync().await;
    hq.put_back(&before).await;

    let trouble = counter.desk().sync_now().await.unwrap_err();

    assert_eq!(trouble.code(), "not_known", "{trouble}");
    assert_eq!(counter.open_ticket().person_name, ticket.person_name, "the counter goes on working");
    let elsewhere = TestHq::start().await;
    let code = elsewhere.code_for("B").await;
    let refused = counter.desk().enrol(&code).await.unwrap_err();
    assert_eq!(refused.code(), "already_enrolled", "not with another headquarters");

    counter.desk().enrol(&hq.code_for("B").await).await.unwrap();

    counter.sync().await;
    assert_eq!(hq.ticket_numbers().await.len(), 2);
    let status = counter.status();
    assert_eq!((status.unconfirmed_events, status.unconfirmed_photos), (0, 0));
    hq.state().verify().await.unwrap();
}
