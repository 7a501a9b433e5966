//! The number people read aloud: `WC07-261121-A0012-5`.
//!
//! Branch code (4 of `A–Z0–9` without I and O), local date `YYMMDD`, counter letter and 4-digit serial of the day,
//! ISO 7064 MOD 37,36 check character over the rest without hyphens.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Date, time::serde_as_text};

/// A branch's four characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BranchCode([u8; 4]);

/// The letter headquarters gave a counter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CounterLetter(u8);

/// A ticket's number whose check character has been verified. Indexed, never an identity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketNumber {
    branch: BranchCode,
    on: Date,
    counter: CounterLetter,
    serial: u16,
}

/// Why a text is not a number, code or letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Too short, too long, or a character where none may stand.
    #[error("this does not have the shape of a ticket number")]
    Shape,
    /// One character was misread or two were swapped.
    #[error("the check character does not match")]
    CheckCharacter,
}

/// The highest serial of a day.
pub const LAST_SERIAL: u16 = 9_999;

impl TicketNumber {
    /// The number of the `serial`th ticket (1 to 9,999) taken on `on` at a counter.
    pub fn new(branch: BranchCode, on: Date, counter: CounterLetter, serial: u16) -> Option<Self> {
        let fits = (1..=LAST_SERIAL).contains(&serial) && (2000..=2099).contains(&on.year());
        fits.then_some(Self { branch, on, counter, serial })
    }

    /// The branch that gave it.
    pub fn branch(&self) -> BranchCode {
        self.branch
    }

    /// The local day it was given on.
    pub fn on(&self) -> Date {
        self.on
    }

    /// The counter that gave it.
    pub fn counter(&self) -> CounterLetter {
        self.counter
    }

    /// Its place in the day.
    pub fn serial(&self) -> u16 {
        self.serial
    }

    fn payload(&self) -> String {
        let Self { branch, on, counter, serial } = self;
        format!("{branch}{:02}{:02}{:02}{counter}{serial:04}", on.year() % 100, on.month(), on.day())
    }
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let payload = self.payload();
        let (branch, rest) = payload.split_at(4);
        let (date, serial) = rest.split_at(6);
        write!(f, "{branch}-{date}-{serial}-{}", check_character(&payload))
    }
}

impl FromStr for TicketNumber {
    type Err = NumberError;

    /// Accepts what people type: any case, hyphens or none, O as 0 and I as 1, full-width forms.
    fn from_str(typed: &str) -> Result<Self, NumberError> {
        let plain = plain(typed)?;
        if plain.len() != 16 {
            return Err(NumberError::Shape);
        }
        let (payload, check) = plain.split_at(15);
        let digits = |range: std::ops::Range<usize>| {
            let part = &payload[range];
            part.bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or(NumberError::Shape)
        };
        let on = Date::new(2000 + digits(4..6)? as i32, digits(6..8)?, digits(8..10)?)
            .ok_or(NumberError::Shape)?;
        let number = Self::new(payload[..4].parse()?, on, payload[10..11].parse()?, digits(11..15)? as u16)
            .ok_or(NumberError::Shape)?;
        // The check character may itself be a letter O or I; a reader hears a digit and a letter alike.
        let expected = plain_character(check_character(payload));
        if check.starts_with(expected) { Ok(number) } else { Err(NumberError::CheckCharacter) }
    }
}

impl FromStr for BranchCode {
    type Err = NumberError;

    fn from_str(typed: &str) -> Result<Self, NumberError> {
        let plain = plain(typed)?;
        plain.as_bytes().try_into().map(Self).map_err(|_| NumberError::Shape)
    }
}

impl FromStr for CounterLetter {
    type Err = NumberError;

    fn from_str(typed: &str) -> Result<Self, NumberError> {
        match plain(typed)?.as_bytes() {
            [letter @ b'A'..=b'Z'] => Ok(Self(*letter)),
            _ => Err(NumberError::Shape),
        }
    }
}

impl fmt::Display for BranchCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).expect("made of ASCII"))
    }
}

impl fmt::Display for CounterLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", char::from(self.0))
    }
}

macro_rules! debug_as_text {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )*};
}
debug_as_text!(TicketNumber, BranchCode, CounterLetter);
serde_as_text!(TicketNumber, BranchCode, CounterLetter);

#[cfg(feature = "schemas")]
mod schemas {
    use super::{BranchCode, CounterLetter, TicketNumber};
    use crate::{as_schema, schemas::text};

    const NUMBER: &str = "^[0-9A-HJ-NP-Z]{4}-[0-9]{6}-[A-HJ-NP-Z][0-9]{4}-[0-9A-Z*]$";
    as_schema!(TicketNumber, text(None, Some(NUMBER)));
    as_schema!(BranchCode, text(None, Some("^[0-9A-HJ-NP-Z]{4}$")));
    as_schema!(CounterLetter, text(None, Some("^[A-HJ-NP-Z]$")));
}

/// Upper-case ASCII letters and digits of `typed`, O as 0 and I as 1; anything else but separators spoils it.
fn plain(typed: &str) -> Result<String, NumberError> {
    use unicode_normalization::UnicodeNormalization;
    typed
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–' | '—' | '−'))
        .map(|c| plain_character(c.to_ascii_uppercase()))
        .map(|c| c.is_ascii_alphanumeric().then_some(c).ok_or(NumberError::Shape))
        .collect()
}

fn plain_character(c: char) -> char {
    match c {
        'O' => '0',
        'I' => '1',
        other => other,
    }
}

/// ISO 7064 MOD 37,36 over `0–9A–Z`.
fn check_character(payload: &str) -> char {
    const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let product = payload.bytes().fold(36, |product, byte| {
        let value = ALPHABET.iter().position(|&a| a == byte).expect("payloads are upper-case alphanumeric");
        let sum = (product + value) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    char::from(ALPHABET[(37 - product) % 36])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(serial: u16) -> TicketNumber {
        let on = "2026-11-21".parse().unwrap();
        TicketNumber::new("WC07".parse().unwrap(), on, "A".parse().unwrap(), serial).unwrap()
    }

    #[test]
    fn reads_back_what_people_type() {
        let written = number(12).to_string();
        assert_eq!(written, "WC07-261121-A0012-N");
        for typed in [
            written.to_lowercase(),
            written.replace('-', ""),
            written.replace('0', "O"),
            written.replace('1', "I"),
        ] {
            assert_eq!(typed.parse(), Ok(number(12)), "{typed}");
        }
        assert_eq!("ＷＣ０７－261121－A0012－N".parse(), Ok(number(12)));
    }

    #[test]
    fn a_misread_or_swapped_character_is_noticed() {
        let written = number(12).to_string().replace('-', "");
        for place in 0..15 {
            for other in "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".chars() {
                let mut typed: Vec<char> = written.chars().collect();
                if typed[place] == other {
                    continue;
                }
                typed[place] = other;
                assert!(
                    typed.into_iter().collect::<String>().parse::<TicketNumber>().is_err(),
                    "{other} at {place}"
                );
            }
        }
        assert!("".parse::<TicketNumber>().is_err());
        assert!("WC07-261121-A0000-0".parse::<TicketNumber>().is_err(), "serials count from 1");
    }

    #[test]
    fn the_check_of_the_standard_example_holds() {
        // ISO 7064 MOD 37,36, as used by the Global Release Identifier.
        assert_eq!(check_character("A12425GABC1234002"), 'M');
    }
}
