//! The first code: what headquarters gives somebody so that they can choose a PIN at a counter. Only its hash travels.

use crate::hash_password;

/// Digits and capitals without those that are taken for each other.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH: usize = 10;

/// Ten characters of 32: `7KQ4M-2XWTP`, 50 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstCode(String);

impl FirstCode {
    /// The code that `random` makes.
    pub fn new(random: [u8; LENGTH]) -> Self {
        Self(random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
    }

    /// What somebody typed, as it is compared: any case, hyphens or spaces anywhere.
    pub fn typed(text: &str) -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
    }

    /// The PHC string that travels.
    pub fn hash(&self, salt: [u8; 16]) -> String {
        hash_password(&self.0, salt)
    }

    /// As it is read out, in two halves.
    pub fn shown(&self) -> String {
        let (first, second) = self.0.split_at(LENGTH / 2);
        format!("{first}-{second}")
    }
}

#[cfg(test)]
mod tests {
    use crate::verify_password;

    use super::*;

    #[test]
    fn a_code_is_typed_as_it_is_heard() {
        let code = FirstCode::new([5, 17, 21, 19, 2, 0, 29, 28, 25, 21]);
        let shown = code.shown();
        assert_eq!(shown, "7KPM4-2XWTP");
        let phc = code.hash([7; 16]);
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " ")] {
            assert!(verify_password(&FirstCode::typed(&typed), &phc), "{typed}");
        }
        assert!(!verify_password(&FirstCode::typed("2222222222"), &phc));
    }
}
