//! The second step of signing in: codes that a telephone makes from a secret and the time.
//!
//! RFC 6238 with SHA-1, six digits and steps of 30 seconds, as every authenticator reads them.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use zeroize::Zeroize;

/// How long a code stands.
pub const STEP_MS: i64 = 30_000;

const SECRET_LEN: usize = 20;
const DIGITS: usize = 6;
/// Steps by which a telephone's clock may be off, either way.
const SLACK: u64 = 1;

/// What a telephone and headquarters share. Has no `Debug`.
#[derive(Clone)]
pub struct OneTimeSecret([u8; SECRET_LEN]);

impl Drop for OneTimeSecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl OneTimeSecret {
    /// The secret with these bytes, which are fresh randomness when it is new.
    pub fn from_bytes(bytes: [u8; SECRET_LEN]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be sealed.
    pub fn as_bytes(&self) -> &[u8; SECRET_LEN] {
        &self.0
    }

    /// As it is typed into a telephone that cannot scan: Base32.
    pub fn text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// What a telephone scans, under the names that it shows.
    pub fn uri(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period=30",
            self.text()
        )
    }

    /// The code of a step.
    pub fn code(&self, step: u64) -> String {
        let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(&step.to_be_bytes());
        let mac = mac.finalize().into_bytes();
        let at = usize::from(mac[mac.len() - 1] & 0x0f);
        let word = [mac[at] & 0x7f, mac[at + 1], mac[at + 2], mac[at + 3]];
        let number = u32::from_be_bytes(word) % 10_u32.pow(DIGITS as u32);
        format!("{number:0width$}", width = DIGITS)
    }

    /// The step whose code was typed, at `unix_ms` or one step beside it, and later than `used`: a code is good once.
    pub fn step_of(&self, typed: &str, unix_ms: i64, used: u64) -> Option<u64> {
        let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        let now = u64::try_from(unix_ms / STEP_MS).ok()?;
        let mut steps = now.saturating_sub(SLACK).max(used.saturating_add(1))..=now.saturating_add(SLACK);
        // Hashes are compared, so that time tells nothing of the code.
        let wanted = crate::hash_of(typed.as_bytes());
        steps.find(|step| crate::hash_of(self.code(*step).as_bytes()) == wanted)
    }
}

/// Everything but letters and digits as `%` and two hex digits.
fn escaped(text: &str) -> String {
    let escape = |byte: &u8| {
        if byte.is_ascii_alphanumeric() { char::from(*byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.as_bytes().iter().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> OneTimeSecret {
        OneTimeSecret::from_bytes(*b"12345678901234567890")
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().code(seconds / 30), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_one_step_early_or_late_and_once() {
        let (secret, step) = (secret(), 1_000_000);
        let at = STEP_MS * 1_000_000 + 12_345;
        for (of, is_good) in
            [(step - 2, false), (step - 1, true), (step, true), (step + 1, true), (step + 2, false)]
        {
            assert_eq!(secret.step_of(&secret.code(of), at, 0), is_good.then_some(of), "{of}");
        }
        let code = secret.code(step);
        assert_eq!(secret.step_of(&code, at, step), None, "it was used");
        assert_eq!(secret.step_of(&secret.code(step - 1), at, step), None, "so was what came before it");
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        assert_eq!(secret.step_of(&spaced, at, 0), Some(step));
        for wrong in ["", "000000", &code[..5], "２８７０８２"] {
            assert_eq!(secret.step_of(wrong, at, 0), None, "{wrong}");
        }
    }

    #[test]
    fn a_telephone_scans_it_under_its_names() {
        assert_eq!(
            secret().uri("存根", "wu.lei"),
            "otpauth://totp/%E5%AD%98%E6%A0%B9:wu%2Elei?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=\
             %E5%AD%98%E6%A0%B9&algorithm=SHA1&digits=6&period=30"
        );
    }
}
