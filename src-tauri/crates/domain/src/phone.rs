//! Phone numbers: anything that could be dialled is taken; what looks wrong is hinted at.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::UnicodeNormalization;

use crate::time::serde_as_text;

/// A number that can be dialled, in the form in which it is compared: `13800138000`, `021-55512345`, `+85291234567`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// A text that nobody could dial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a phone number")]
pub struct PhoneError;

/// What a number is, by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    /// A mobile of the mainland.
    Mobile,
    /// A landline of the mainland, with or without area code.
    Landline,
    /// 400, 800, 95 and 12 numbers.
    ServiceLine,
    /// Another place, with its country code.
    Abroad,
    /// Nothing of these.
    Unknown,
}

/// What may be wrong with a number. A hint beside the field, never a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneHint {
    /// Eleven digits like a mobile, in a range that no operator has.
    UnassignedMobile,
    /// A Hong Kong, Macau or Taiwan number of a shape that is not used there.
    UnusualAbroad,
    /// A shape that is not known.
    UnusualShape,
}

impl Phone {
    /// The number as it is compared and stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is, by its shape.
    pub fn kind(&self) -> PhoneKind {
        let (number, _) = self.main_and_extension();
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        match digits.as_bytes() {
            _ if number.starts_with('+') => PhoneKind::Abroad,
            [b'1', b'3'..=b'9', ..] if digits.len() == 11 || is_assigned_mobile(&digits) => PhoneKind::Mobile,
            [b'4' | b'8', b'0', b'0', ..] if digits.len() == 10 => PhoneKind::ServiceLine,
            [b'9', b'5', ..] if matches!(digits.len(), 5 | 6) => PhoneKind::ServiceLine,
            [b'1', b'0'..=b'2', ..] if digits.len() == 5 => PhoneKind::ServiceLine,
            [b'0', ..] if landline_area(&digits).is_some() => PhoneKind::Landline,
            [b'2'..=b'8', ..] if matches!(digits.len(), 7 | 8) => PhoneKind::Landline,
            _ => PhoneKind::Unknown,
        }
    }

    /// What may be wrong with it.
    pub fn hint(&self) -> Option<PhoneHint> {
        match self.kind() {
            PhoneKind::Mobile => (!is_assigned_mobile(&self.0)).then_some(PhoneHint::UnassignedMobile),
            PhoneKind::Abroad => (!is_usual_abroad(&self.0)).then_some(PhoneHint::UnusualAbroad),
            PhoneKind::Unknown => Some(PhoneHint::UnusualShape),
            PhoneKind::Landline | PhoneKind::ServiceLine => None,
        }
    }

    /// The number that is dialled, and what is dialled after someone answers.
    pub(crate) fn main_and_extension(&self) -> (&str, &str) {
        self.0.split_once('x').unwrap_or((&self.0, ""))
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Phone {
    /// Masked: debug output ends in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", crate::mask_phone(&self.0))
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    /// Accepts what people type: spaces, hyphens, brackets, full width, a country code of China, an extension.
    fn from_str(typed: &str) -> Result<Self, PhoneError> {
        let plain: String = typed.nfkc().filter(|c| !is_ornament(*c)).collect();
        let (main, extension) = plain.split_once(['转', 'x', 'X', '#']).unwrap_or((&plain, ""));
        let (abroad, digits) = match main.strip_prefix('+').or_else(|| main.strip_prefix("00")) {
            Some(digits) => (true, digits),
            None => (false, main),
        };
        let all_digits = [digits, extension].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if !all_digits || !(3..=20).contains(&digits.len()) || extension.len() > 6 {
            return Err(PhoneError);
        }
        let number = match digits.strip_prefix("86") {
            Some(home) if abroad => domestic(&with_trunk_zero(home)),
            Some(home) if home.len() == 11 && home.starts_with('1') => domestic(home),
            _ if abroad => format!("+{digits}"),
            _ => domestic(digits),
        };
        Ok(Self(if extension.is_empty() { number } else { format!("{number}x{extension}") }))
    }
}

serde_as_text!(Phone);

/// What people put between digits.
fn is_ornament(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '-' | '‐' | '–' | '—' | '−' | '(' | ')' | '.' | '·' | '/')
}

/// What stands after +86, as it is dialled at home: landlines begin with 0 there.
fn with_trunk_zero(home: &str) -> String {
    let dialled = format!("0{home}");
    let is_mobile = home.len() == 11 && home.starts_with('1');
    let is_service = home.starts_with("400") || home.starts_with("800");
    if !is_mobile && !is_service && landline_area(&dialled).is_some() { dialled } else { home.to_owned() }
}

/// A landline with its area code apart; anything else as it is.
fn domestic(digits: &str) -> String {
    match landline_area(digits) {
        Some(length) => format!("{}-{}", &digits[..length], &digits[length..]),
        None => digits.to_owned(),
    }
}

/// The length of the area code of a landline that has one.
pub(crate) fn landline_area(digits: &str) -> Option<usize> {
    match (digits.as_bytes(), digits.len()) {
        ([b'0', b'1', b'0', ..] | [b'0', b'2', ..], 11) => Some(3),
        ([b'0', b'3'..=b'9', ..], 11 | 12) => Some(4),
        _ => None,
    }
}

/// Whether a mainland mobile, with or without 86, lies in a range that an operator has.
///
/// Source: the ranges of VincentSit/ChinaMobilePhoneNumberRegex, satellite and machine ranges among them; 192 is 广电.
pub fn is_assigned_mobile(typed: &str) -> bool {
    let number = typed.strip_prefix('+').unwrap_or(typed);
    let number = if number.len() == 13 { number.strip_prefix("86").unwrap_or(number) } else { number };
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let bytes = number.as_bytes();
    if number.len() == 13 {
        // Machines' numbers are longer than people's.
        return matches!(
            bytes,
            [b'1', b'4', b'1', b'0', ..]
                | [b'1', b'4', b'4', b'0' | b'1', ..]
                | [b'1', b'4', b'6' | b'8', ..]
        );
    }
    if number.len() != 11 {
        return false;
    }
    match bytes {
        [b'1', b'3' | b'8', ..] => true,
        [b'1', b'5', third, ..] => *third != b'4',
        [b'1', b'7', b'4', fourth, fifth, ..] => match fourth {
            b'0' => true,
            b'1' => (b'0'..=b'2').contains(fifth),
            b'9' => true,
            _ => false,
        },
        [b'1', b'7', ..] => true,
        [b'1', b'9', third, ..] => *third != b'4',
        [b'1', b'6', third, ..] => matches!(third, b'2' | b'5' | b'6' | b'7'),
        [b'1', b'4', third, ..] => matches!(third, b'5' | b'7' | b'9'),
        _ => false,
    }
}

/// Hong Kong, Macau and Taiwan have known shapes; of the rest of the world nothing is asked.
fn is_usual_abroad(number: &str) -> bool {
    let fits = |rest: &str, first: &[u8], length: usize| {
        rest.len() == length && rest.bytes().next().is_some_and(|digit| first.contains(&digit))
    };
    match number.split_at_checked(4) {
        Some(("+852", rest)) => fits(rest, b"23456789", 8),
        Some(("+853", rest)) => fits(rest, b"268", 8),
        Some(("+886", rest)) => fits(rest, b"9", 9),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_people_type() {
        use PhoneKind::*;
        for (typed, number, kind) in [
            ("138 0013 8000", "13800138000", Mobile),
            ("１３８００１３８０００", "13800138000", Mobile),
            ("+86 138-0013-8000", "13800138000", Mobile),
            ("8613800138000", "13800138000", Mobile),
            ("1440012345678", "1440012345678", Mobile),
            ("021-55512345", "021-55512345", Landline),
            ("(010) 6552 9988 转 12", "010-65529988x12", Landline),
            ("+86 21 5551 2345", "021-55512345", Landline),
            ("0574-8712345", "0574-8712345", Landline),
            ("87123456", "87123456", Landline),
            ("400-820-8388", "4008208388", ServiceLine),
            ("95338", "95338", ServiceLine),
            ("12305", "12305", ServiceLine),
            ("+852 9123 4567", "+85291234567", Abroad),
            ("00353 1 234 5678", "+35312345678", Abroad),
            ("999", "999", Unknown),
        ] {
            let phone: Phone = typed.parse().unwrap_or_else(|_| panic!("{typed}"));
            assert_eq!((phone.as_str(), phone.kind()), (number, kind), "{typed}");
            assert_eq!(phone.as_str().parse(), Ok(phone), "{typed} reads back");
        }
    }

    #[test]
    fn refuses_only_what_nobody_could_dial() {
        for typed in ["", "12", "call me", "138001380001380013800", "138 0013 800O", "021-55512345转1234567"]
        {
            assert_eq!(typed.parse::<Phone>(), Err(PhoneError), "{typed}");
        }
    }

    #[test]
    fn what_looks_wrong_is_hinted_at() {
        for (typed, hint) in [
            ("13800138000", None),
            ("19412345678", Some(PhoneHint::UnassignedMobile)),
            ("+85211234567", Some(PhoneHint::UnusualAbroad)),
            ("+85361234567", None),
            ("+886912345678", None),
            ("+44 7911 123456", None),
            ("138001380000", Some(PhoneHint::UnusualShape)),
        ] {
            assert_eq!(typed.parse::<Phone>().unwrap().hint(), hint, "{typed}");
        }
    }

    #[test]
    fn debug_output_is_masked() {
        assert_eq!(format!("{:?}", "13800138000".parse::<Phone>().unwrap()), "Phone(138******00)");
    }
}
