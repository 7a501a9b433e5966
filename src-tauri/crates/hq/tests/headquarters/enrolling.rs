//! Codes, nonces, tokens.

use domain::DeviceId;
use protocol::{
    SigningKey,
    wire::{EnrolResponse, KeyPurpose, LoginRequest, NonceAnswer, NonceRequest},
};

use crate::{
    counter::{TestCounter, enrolment},
    place::TestHq,
};

#[tokio::test]
async fn a_code_takes_one_device_in_and_no_other() {
    let hq = TestHq::new().await;
    let code = hq.code_for(hq.branch).await;
    let first = hq.post("/api/v1/enrol", &enrolment(1, &code)).await;
    let joined: EnrolResponse = first.json();
    assert_eq!(joined.branch.code.to_string(), "WC07");
    assert_eq!(joined.counter.letter.to_string(), "A");
    assert!(joined.working_key(KeyPurpose::Ack).is_some() && joined.working_key(KeyPurpose::Feed).is_some());

    let second = hq.post("/api/v1/enrol", &enrolment(2, &code)).await;
    assert_eq!((second.status.as_u16(), second.code().as_str()), (403, "code_used"));
}

#[tokio::test]
async fn of_two_codes_for_one_letter_one_is_good() {
    let hq = TestHq::new().await;
    let offered = async || {
        let offer = hq.state.offer_enrolment(hq.branch, "B".parse().unwrap(), "B 柜", 3_600_000).await;
        offer.unwrap().code
    };
    let (one, other) = (offered().await, offered().await);
    assert_eq!(hq.post("/api/v1/enrol", &enrolment(1, &one)).await.status, 200);
    let refused = hq.post("/api/v1/enrol", &enrolment(2, &other)).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "letter_taken"));
    assert_eq!(hq.post("/api/v1/enrol", &enrolment(1, &one)).await.status, 200, "asked again");

    assert!(hq.state.revoke_device(enrolment(1, &one).device).await.unwrap());
    assert_eq!(hq.post("/api/v1/enrol", &enrolment(2, &other)).await.status, 200, "its letter is free again");
}

#[tokio::test]
async fn a_device_whose_answer_was_lost_asks_again_with_the_same_code() {
    let hq = TestHq::new().await;
    let code = hq.code_for(hq.branch).await;
    let first: EnrolResponse = hq.post("/api/v1/enrol", &enrolment(1, &code)).await.json();
    let again: EnrolResponse = hq.post("/api/v1/enrol", &enrolment(1, &code)).await.json();
    assert_eq!((first.headquarters, first.branch), (again.headquarters, again.branch));
}

#[tokio::test]
async fn an_expired_and_an_unknown_code_are_refused() {
    let hq = TestHq::new().await;
    let mut code = hq.code_for(hq.branch).await;
    hq.clock.move_on(3_600_000);
    let expired = hq.post("/api/v1/enrol", &enrolment(1, &code)).await;
    assert_eq!((expired.status.as_u16(), expired.code().as_str()), (403, "code_expired"));
    code.secret = [0; 10];
    let unknown = hq.post("/api/v1/enrol", &enrolment(1, &code)).await;
    assert_eq!((unknown.status.as_u16(), unknown.code().as_str()), (403, "code_unknown"));
}

#[tokio::test]
async fn a_request_that_its_key_did_not_sign_is_refused_and_leaves_the_code_good() {
    let hq = TestHq::new().await;
    let code = hq.code_for(hq.branch).await;
    let mut forged = enrolment(1, &code);
    forged.device = DeviceId::from_bytes([9; 16]);
    assert_eq!(hq.post("/api/v1/enrol", &forged).await.code(), "signature");
    assert_eq!(hq.post("/api/v1/enrol", &enrolment(1, &code)).await.status, 200);
}

#[tokio::test]
async fn guessing_codes_is_slowed_down() {
    let rates = hq::Rates { enrol: 3.try_into().unwrap(), ..hq::Rates::default() };
    let hq = TestHq::with(|config| hq::Config { rates, ..config }).await;
    let mut code = hq.code_for(hq.branch).await;
    code.secret = [0; 10];
    for _ in 0..3 {
        assert_eq!(hq.post("/api/v1/enrol", &enrolment(1, &code)).await.status, 403);
    }
    let slowed = hq.post("/api/v1/enrol", &enrolment(1, &code)).await;
    assert_eq!((slowed.status.as_u16(), slowed.code().as_str()), (429, "too_many_tries"));
    assert!(slowed.header("retry-after").is_some());
}

#[tokio::test]
async fn a_nonce_is_good_once_for_two_minutes_and_for_its_device() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ask = async || -> NonceAnswer {
        hq.post("/api/v1/login/nonce", &NonceRequest { device: counter.device }).await.json()
    };
    let login = |nonce: NonceAnswer, key: &SigningKey| {
        LoginRequest::signed(counter.device, nonce.nonce, counter.joined.headquarters, key)
    };

    let nonce = ask().await;
    let stranger = hq.post("/api/v1/login", &login(nonce, &SigningKey::from_bytes(&[9; 32]))).await;
    assert_eq!((stranger.status.as_u16(), stranger.code().as_str()), (401, "login_refused"));

    let nonce = ask().await;
    assert_eq!(hq.post("/api/v1/login", &login(nonce, &counter.key)).await.status, 200);
    assert_eq!(
        hq.post("/api/v1/login", &login(nonce, &counter.key)).await.status,
        401,
        "a nonce is good once"
    );

    let nonce = ask().await;
    hq.clock.move_on(120_000);
    assert_eq!(hq.post("/api/v1/login", &login(nonce, &counter.key)).await.status, 401, "a nonce ends");
}

#[tokio::test]
async fn a_device_that_is_not_known_is_told_nothing() {
    let hq = TestHq::new().await;
    let stranger = DeviceId::from_bytes([9; 16]);
    let nonce = hq.post("/api/v1/login/nonce", &NonceRequest { device: stranger }).await;
    assert_eq!(nonce.status, 200);
    let nonce: NonceAnswer = nonce.json();
    let login = LoginRequest::signed(stranger, nonce.nonce, stranger, &SigningKey::from_bytes(&[9; 32]));
    assert_eq!(hq.post("/api/v1/login", &login).await.code(), "login_refused");
}

#[tokio::test]
async fn a_token_ends_after_a_quarter_of_an_hour() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let path = format!("/api/v1/feed?generation={}", counter.generation);
    assert_eq!(counter.get(&path).await.status, 200);
    hq.clock.move_on(15 * 60_000);
    assert_eq!(counter.get(&path).await.code(), "unauthenticated");
    counter.log_in().await;
    assert_eq!(counter.get(&path).await.status, 200);
}

#[tokio::test]
async fn hello_says_what_is_held_of_the_device() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let before = counter.hello().await;
    assert_eq!((before.seq, before.head, before.known_epochs.len()), (0, None, 0));
    counter.open_claim(1, "SF1").await;
    let after = counter.hello().await;
    assert_eq!((after.seq, after.head), (counter.seq, Some(counter.head)));
    assert_eq!(after.known_epochs.len(), 1);
    assert_eq!(after.received_at, counter.at());
}
