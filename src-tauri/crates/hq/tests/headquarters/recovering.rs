//! A counter whose keys were lost: what it deposited comes back to whoever takes its work over.

use protocol::{
    SealedDatabaseKey, SealingKey,
    wire::{Deposit, EnrolResponse, PushAnswer},
};

use crate::{
    counter::{TestCounter, enrolment},
    place::{Answer, TestHq, json, send},
};

const DATABASE_KEY: [u8; 32] = [42; 32];

async fn deposit(counter: &TestCounter, sealed: SealedDatabaseKey) -> Answer {
    let deposit = Deposit { database_key_sealed: sealed };
    send(&counter.router, json(counter.request("POST", "/api/v1/deposit"), &deposit)).await
}

fn sealed(counter: &TestCounter) -> SealedDatabaseKey {
    let certificate = counter.joined.sealing.unwrap();
    certificate.verify(&counter.joined.root_key).unwrap();
    let bound_to = (counter.branch, counter.device);
    SealedDatabaseKey::seal(&certificate.key, bound_to, &DATABASE_KEY, ([1; 32], [2; 24])).unwrap()
}

async fn takes_over(n: u8, hq: &TestHq, lost: &TestCounter) -> EnrolResponse {
    let code = hq.state.offer_recovery(lost.device, 60_000).await.unwrap().code;
    let joined = hq.post("/api/v1/enrol", &enrolment(n, &code)).await;
    assert_eq!(joined.status, 200, "{}", joined.text());
    let again: EnrolResponse = hq.post("/api/v1/enrol", &enrolment(n, &code)).await.json();
    assert_eq!(again.recovered.is_some(), joined.json::<EnrolResponse>().recovered.is_some());
    joined.json()
}

#[tokio::test]
async fn whoever_takes_over_gets_the_database_key_that_was_deposited() {
    let hq = TestHq::new().await;
    let lost = TestCounter::enrolled(1, &hq, hq.branch).await;
    assert_eq!(deposit(&lost, sealed(&lost)).await.status, 204);
    let joined = takes_over(2, &hq, &lost).await;
    assert_eq!(joined.counter, lost.joined.counter);
    let recovered = joined.recovered.unwrap();
    assert_eq!(recovered.device, lost.device);
    let new = enrolment(2, &hq.code_for(hq.branch).await).device;
    let key = SealingKey::from_bytes([102; 32]);
    assert_eq!(*recovered.database_key_sealed.open((lost.branch, new), &key).unwrap(), DATABASE_KEY);
    assert!(recovered.database_key_sealed.open((lost.branch, lost.device), &key).is_err());
}

#[tokio::test]
async fn the_device_that_is_recovered_may_only_push_from_the_same_moment() {
    let hq = TestHq::new().await;
    let mut lost = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = lost.open_claim(1, "SF1").await;
    let path = format!("/api/v1/feed?generation={}", lost.generation);
    assert_eq!(lost.get(&path).await.status, 200, "and it is remembered");
    takes_over(2, &hq, &lost).await;
    assert_eq!(lost.get(&path).await.code(), "device_revoked");
    let line = lost.write(Some(ticket), &crate::facts::a_note("late"));
    let pushed: PushAnswer = lost.push(&[line]).await;
    assert_eq!(pushed.set_aside[0].reason, "device_revoked");
}

#[tokio::test]
async fn of_two_codes_for_one_counters_work_one_is_good() {
    let hq = TestHq::new().await;
    let lost = TestCounter::enrolled(1, &hq, hq.branch).await;
    let other = hq.state.offer_recovery(lost.device, 60_000).await.unwrap().code;
    takes_over(2, &hq, &lost).await;
    let refused = hq.post("/api/v1/enrol", &enrolment(3, &other)).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "device_replaced"));
}

#[tokio::test]
async fn without_a_deposit_the_counter_is_taken_over_all_the_same() {
    let hq = TestHq::new().await;
    let lost = TestCounter::enrolled(1, &hq, hq.branch).await;
    assert_eq!(takes_over(2, &hq, &lost).await.recovered, None);
}

#[tokio::test]
async fn what_does_not_open_is_not_deposited() {
    let hq = TestHq::new().await;
    let one = TestCounter::enrolled(1, &hq, hq.branch).await;
    let other = TestCounter::enrolled(2, &hq, hq.branch).await;
    let refused = deposit(&one, sealed(&other)).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "seal"));
    assert_eq!(takes_over(3, &hq, &one).await.recovered, None);
}

#[tokio::test]
async fn data_without_a_sealing_key_gets_one_that_stays() {
    let hq = TestHq::new().await;
    hq.damage("DELETE FROM trust WHERE purpose = 'sealing'");
    let hq = hq.reopened().await;
    let one = TestCounter::enrolled(1, &hq, hq.branch).await;
    assert_eq!(deposit(&one, sealed(&one)).await.status, 204);
    let hq = hq.reopened().await;
    let other = TestCounter::enrolled(2, &hq, hq.branch).await;
    assert_eq!(other.joined.sealing, one.joined.sealing);
}
