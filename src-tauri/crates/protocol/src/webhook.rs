//! What another system proves a call of headquarters' by: Standard Webhooks, version 1.
//!
//! HMAC-SHA256 over `id.timestamp.body`, in Base64 behind `v1,`; the timestamp is in seconds since 1970. The secret is
//! handed out as `whsec_` with its bytes in Base64. Source: standardwebhooks.com.

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use zeroize::Zeroize;

const SECRET_LEN: usize = 32;
const PREFIX: &str = "whsec_";
const VERSION: &str = "v1";

/// What headquarters and one receiver share. Has no `Debug`.
#[derive(Clone)]
pub struct WebhookSecret([u8; SECRET_LEN]);

impl Drop for WebhookSecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl WebhookSecret {
    /// The secret with these bytes, which are fresh randomness when it is new.
    pub fn from_bytes(bytes: [u8; SECRET_LEN]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be sealed.
    pub fn as_bytes(&self) -> &[u8; SECRET_LEN] {
        &self.0
    }

    /// As it is handed to whoever runs the receiver.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", BASE64.encode(&self.0))
    }

    /// The signature of a message, as the header `webhook-signature` has it.
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> String {
        sign(&self.0, id, timestamp, body)
    }
}

fn sign(secret: &[u8], id: &str, timestamp: i64, body: &[u8]) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body);
    format!("{VERSION},{}", BASE64.encode(&mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_comes_out() {
        let secret = BASE64.decode(b"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signature =
            sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn id_time_and_body_are_all_bound() {
        let secret = WebhookSecret::from_bytes([7; 32]);
        let signed = secret.sign("a", 1, b"b");
        for other in [
            secret.sign("b", 1, b"b"),
            secret.sign("a", 2, b"b"),
            secret.sign("a", 1, b"c"),
            WebhookSecret::from_bytes([8; 32]).sign("a", 1, b"b"),
        ] {
            assert_ne!(signed, other);
        }
    }

    #[test]
    fn a_secret_is_handed_out_as_receivers_take_it() {
        let text = WebhookSecret::from_bytes([255; 32]).text();
        assert_eq!(text, "whsec_//////////////////////////////////////////8=");
    }
}
