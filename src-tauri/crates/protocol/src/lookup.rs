//! Finding what is alike without keeping it: a keyed mark of a text, the same wherever headquarters meets the text again.
//!
//! HKDF-SHA256 with the key as its salt. Without the key nobody can try numbers until a mark fits.

use hkdf::Hkdf;

/// How many bytes a mark has: enough that two texts never share one by chance.
pub const MARK_LEN: usize = 16;

/// What marks are made with. Never leaves headquarters; has no `Debug`.
#[derive(Clone)]
pub struct LookupKey([u8; 32]);

impl LookupKey {
    /// The key for marks of `what`, from a secret that is kept anyway.
    pub fn derived_from(secret: &[u8; 32], what: &str) -> Self {
        let mut key = [0; 32];
        expand(Hkdf::new(None, secret), format!("counterfoil/lookup/{what}/1").as_bytes(), &mut key);
        Self(key)
    }

    /// The mark of a text, which is to be in the form in which it is compared.
    pub fn mark(&self, text: &str) -> [u8; MARK_LEN] {
        let mut mark = [0; MARK_LEN];
        expand(Hkdf::new(Some(&self.0), text.as_bytes()), b"counterfoil/mark/1", &mut mark);
        mark
    }
}

fn expand(from: Hkdf<sha2::Sha256>, name: &[u8], into: &mut [u8]) {
    from.expand(name, into).expect("so few bytes are within what HKDF gives");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_same_for_the_same_text_and_key_alone() {
        let key = LookupKey::derived_from(&[1; 32], "phone");
        assert_eq!(key.mark("13812345678"), key.clone().mark("13812345678"));
        assert_ne!(key.mark("13812345678"), key.mark("13812345679"));
        assert_ne!(key.mark("1"), LookupKey::derived_from(&[1; 32], "name").mark("1"));
        assert_ne!(key.mark("1"), LookupKey::derived_from(&[2; 32], "phone").mark("1"));
    }
}
