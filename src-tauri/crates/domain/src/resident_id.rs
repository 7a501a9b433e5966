//! 公民身份号码: six digits of area, eight of birth, three of sequence, one check character.
//!
//! Source: GB 11643-1999, ISO 7064 MOD 11-2. Area codes are not checked: they change, and old ones stay on cards.

use std::{fmt, str::FromStr};

use unicode_normalization::UnicodeNormalization;

use crate::Date;

/// A resident's number whose date and check character have been verified.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ResidentId(String);

/// Why a text is not a resident's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResidentIdError {
    /// Not seventeen digits and a digit or X.
    #[error("this does not have the shape of a resident's number")]
    Shape,
    /// A birthday that no calendar has.
    #[error("the date of birth does not exist")]
    BirthDate,
    /// A character was misread or two were swapped.
    #[error("the check character does not match")]
    CheckCharacter,
}

impl ResidentId {
    /// All eighteen characters. Only where a payout needs them.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ResidentId {
    /// Masked: debug output ends in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResidentId({})", crate::mask_id(&self.0))
    }
}

impl FromStr for ResidentId {
    type Err = ResidentIdError;

    /// Accepts what people type: spaces, full width, a small x.
    fn from_str(typed: &str) -> Result<Self, ResidentIdError> {
        let number: String =
            typed.nfkc().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let [digits @ .., check] = number.as_bytes() else { return Err(ResidentIdError::Shape) };
        let shape = digits.len() == 17
            && digits.iter().all(u8::is_ascii_digit)
            && (check.is_ascii_digit() || *check == b'X');
        if !shape {
            return Err(ResidentIdError::Shape);
        }
        let part =
            |range: std::ops::Range<usize>| number[range].parse::<u32>().map_err(|_| ResidentIdError::Shape);
        Date::new(part(6..10)? as i32, part(10..12)?, part(12..14)?).ok_or(ResidentIdError::BirthDate)?;
        if check_character(digits) != *check {
            return Err(ResidentIdError::CheckCharacter);
        }
        Ok(Self(number))
    }
}

/// ISO 7064 MOD 11-2 over seventeen digits.
fn check_character(digits: &[u8]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHARACTERS: &[u8; 11] = b"10X98765432";
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHARACTERS[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_wrong() {
        use ResidentIdError::*;
        for (typed, why) in [
            ("", Shape),
            ("1101051949123100", Shape),
            ("1101051949123100XX", Shape),
            ("11010519491231002Y", Shape),
            ("110105194902300020", BirthDate),
            ("110105194912310021", CheckCharacter),
        ] {
            assert_eq!(typed.parse::<ResidentId>(), Err(why), "{typed}");
        }
    }

    #[test]
    fn takes_what_people_type_and_never_shows_it_in_a_log() {
        let id: ResidentId = " 110105 19491231 002ｘ".parse().unwrap();
        assert_eq!(id.reveal(), "11010519491231002X");
        assert_eq!(format!("{id:?}"), "ResidentId(1****************X)");
    }
}
