//! A carrier rolls a new version of the desk out: who gets it, and what may be installed.

use std::fs;

use desk::UpdateState;
use tests::{
    counter::{SetClock, TestCounter, code_through},
    fault_proxy::{Fault, FaultProxy, Way},
    headquarters::TestHq,
    releases::{file_of, maker},
};

async fn counter_of(hq: &TestHq) -> TestCounter {
    counter_through(&hq.url(), hq).await
}

/// A counter whose program was built with the maker's key.
async fn counter_through(url: &str, hq: &TestHq) -> TestCounter {
    let clock = SetClock::running();
    clock.believe(maker().verifying_key().into());
    let counter = TestCounter::installed_at(clock);
    counter.desk().enrol(&code_through(url, &hq.made.code)).await.unwrap();
    counter
}

fn ready(counter: &TestCounter) -> Option<String> {
    match counter.desk().update_state() {
        UpdateState::Ready(ready) => Some(ready.version),
        _ => None,
    }
}

fn fault(counter: &TestCounter) -> Option<&'static str> {
    match counter.desk().update_state() {
        UpdateState::Refused { fault, .. } => Some(fault.code()),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_nobodys_at_no_percent_everybodys_at_a_hundred_and_nobodys_again_when_paused() {
    let hq = TestHq::start().await;
    let counter = counter_of(&hq).await;
    hq.roll_out("0.2.0", 0).await;
    counter.sync().await;
    assert_eq!(counter.desk().update_state(), UpdateState::None);

    hq.stage("0.2.0", 100).await;
    let ticket = counter.open_ticket();
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_events, 0, "{}", ticket.number);
    assert_eq!(ready(&counter).as_deref(), Some("0.2.0"));
    let update = counter.desk().verified_update().unwrap();
    assert!(fs::read(update.path).unwrap() == file_of("0.2.0"), "it is the very file that was signed");

    hq.pause("0.2.0").await;
    counter.sync().await;
    assert_eq!(counter.desk().update_state(), UpdateState::None);
    assert_eq!(counter.desk().verified_update().unwrap_err().code(), "update_not_ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_release_that_is_signed_leads_nobody_back() {
    let hq = TestHq::start().await;
    let counter = counter_of(&hq).await;
    hq.roll_out("0.1.0-rc.9", 100).await;
    hq.roll_out("0.0.9", 100).await;
    counter.sync().await;
    assert_eq!(counter.desk().update_state(), UpdateState::None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_without_a_makers_key_asks_for_nothing() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    hq.roll_out("0.2.0", 100).await;
    counter.sync().await;
    assert_eq!(counter.desk().update_state(), UpdateState::None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_that_is_cut_off_goes_on_and_delivers_first() {
    let hq = TestHq::start().await;
    let proxy = FaultProxy::start(hq.address(), 7).await;
    let counter = counter_through(&proxy.url(), &hq).await;
    counter.sync().await;
    hq.roll_out("0.2.0", 100).await;
    // The first part passes, and the second is cut.
    proxy.set(Fault::Reset(Way::Down, 1_600_000));
    counter.desk().sync_now().await.unwrap_err();
    let UpdateState::Fetching { held, size, .. } = counter.desk().update_state() else {
        panic!("{:?}", counter.desk().update_state())
    };
    assert!(held > 0 && held < size, "{held} of {size}");

    proxy.set(Fault::None);
    counter.open_ticket();
    counter.sync().await;
    assert_eq!((counter.status().unconfirmed_events, ready(&counter).as_deref()), (0, Some("0.2.0")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_changed_at_headquarters_is_never_installed() {
    let hq = TestHq::start().await;
    let counter = counter_of(&hq).await;
    hq.roll_out("0.2.0", 100).await;
    let mut bytes = file_of("0.2.0");
    bytes[2_000_000] ^= 1;
    fs::write(hq.shelved("0.2.0"), bytes).unwrap();
    counter.sync().await;
    assert_eq!(fault(&counter), Some("update_damaged"));
    assert_eq!(counter.desk().verified_update().unwrap_err().code(), "update_not_ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_missing_at_headquarters_is_said_and_stops_nothing_else() {
    let hq = TestHq::start().await;
    let counter = counter_of(&hq).await;
    hq.roll_out("0.2.0", 100).await;
    fs::remove_file(hq.shelved("0.2.0")).unwrap();
    counter.open_ticket();
    counter.sync().await;
    assert_eq!((counter.status().unconfirmed_events, fault(&counter)), (0, Some("update_file_missing")));
    hq.roll_out("0.2.0", 100).await;
    counter.sync().await;
    assert_eq!(ready(&counter).as_deref(), Some("0.2.0"), "added again, it is there again");
}
