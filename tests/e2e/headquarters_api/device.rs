//! A counter that speaks to headquarters by itself, so that its token is known.

use desk::{Surroundings, ThisMachine};
use protocol::{
    DeviceId, EnrolmentCode, SealingKey, SigningKey,
    wire::{
        EnrolRequest, EnrolResponse, EnrolmentSecret, LoginAnswer, LoginRequest, NonceAnswer, NonceRequest,
    },
};
use reqwest::Client;
use serde::{Serialize, de::DeserializeOwned};
use tests::headquarters::TestHq;

/// Enrols one with the letter `letter` and signs it in; answers its token.
pub async fn enrolled(hq: &TestHq, letter: &str) -> String {
    let code: EnrolmentCode = hq.code_for(letter).await.parse().expect("headquarters prints codes");
    let mut bytes = [[0; 32]; 2];
    bytes.iter_mut().for_each(|bytes| ThisMachine.fill(bytes));
    let (key, sealing) = (SigningKey::from_bytes(&bytes[0]), SealingKey::from_bytes(bytes[1]));
    let device = DeviceId::from_bytes([7; 16]);
    let secret = EnrolmentSecret::from_bytes(code.secret);
    let asked = EnrolRequest::signed(secret, device, "asker".into(), "0.1.0".into(), sealing.public(), &key);
    let joined: EnrolResponse = post(hq, "enrol", &asked).await;
    let nonce: NonceAnswer = post(hq, "login/nonce", &NonceRequest { device }).await;
    let login = LoginRequest::signed(device, nonce.nonce, joined.headquarters, &key);
    let answer: LoginAnswer = post(hq, "login", &login).await;
    answer.token
}

async fn post<T: DeserializeOwned>(hq: &TestHq, path: &str, form: &impl Serialize) -> T {
    let sent = Client::new().post(format!("{}/api/v1/{path}", hq.url())).json(form).send().await;
    sent.expect("headquarters answers").json().await.expect("it answers as the wire has it")
}
