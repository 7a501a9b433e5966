//! Waybill numbers: as people type them, as the UPU checks them, and whose they probably are.
//!
//! Patterns overlap and drift, so nothing here ever refuses a number; it suggests and hints.

use std::{fmt, str::FromStr};

use unicode_normalization::UnicodeNormalization;

use crate::{Bilingual, Policy};

/// A UPU S10 item number whose check digit has been verified, in upper case without spaces.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct S10Number(String);

/// Why a text is not an S10 number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum S10Error {
    /// Not two letters, nine digits, two letters; or a first letter that the UPU keeps in reserve.
    #[error("this does not have the shape of a postal item number")]
    Shape,
    /// A digit was misread.
    #[error("the check digit does not match")]
    CheckDigit,
}

/// A carrier a number may belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarrierGuess {
    /// The carrier's code in the policy.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// Whether nobody else is known to use this shape.
    pub sure: bool,
}

/// What may be wrong with a number. A hint beside the field, never a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaybillHint {
    /// Fewer than four characters.
    TooShort,
    /// More than forty characters.
    TooLong,
    /// A character that no carrier uses.
    StrangeCharacter,
    /// A postal item number with a misread digit.
    S10CheckDigit,
    /// No known carrier numbers its parcels so.
    NoPattern,
}

/// What people typed or scanned, as it is compared and stored: half width, upper case, no spaces; hyphens stay.
pub fn normalize(typed: &str) -> String {
    let plain = typed.nfkc().filter(|c| !c.is_whitespace() && !c.is_control());
    plain
        .map(|c| if matches!(c, '‐' | '–' | '—' | '−') { '-' } else { c })
        .flat_map(char::to_uppercase)
        .collect()
}

/// The carriers that `typed` may belong to, the sure ones first.
pub fn suggest_carrier(typed: &str, policy: &Policy) -> Vec<CarrierGuess> {
    let number = normalize(typed);
    let checks = number.parse::<S10Number>().is_ok();
    let guess = |carrier: &crate::policy::Carrier| {
        let fitting: Vec<_> = carrier.patterns.iter().filter(|pattern| pattern.fits(&number)).collect();
        let sure = fitting.iter().any(|pattern| pattern.sure && (checks || !pattern.s10));
        let guess = CarrierGuess { code: carrier.code.clone(), name: carrier.name.clone(), sure };
        (!fitting.is_empty()).then_some(guess)
    };
    let mut guesses: Vec<_> = policy.carriers().iter().filter_map(guess).collect();
    guesses.sort_by_key(|guess| !guess.sure);
    guesses
}

/// What may be wrong with `typed`; nothing for an empty field.
pub fn waybill_hint(typed: &str, policy: &Policy) -> Option<WaybillHint> {
    let number = normalize(typed);
    if number.is_empty() {
        return None;
    }
    if !number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Some(WaybillHint::StrangeCharacter);
    }
    match number.len() {
        ..4 => return Some(WaybillHint::TooShort),
        41.. => return Some(WaybillHint::TooLong),
        _ => {}
    }
    match number.parse::<S10Number>() {
        Ok(_) => None,
        Err(S10Error::CheckDigit) => Some(WaybillHint::S10CheckDigit),
        Err(S10Error::Shape) => suggest_carrier(&number, policy).is_empty().then_some(WaybillHint::NoPattern),
    }
}

/// The waybills that a code on a label says, as they are stored: the whole of it where it has the shape of one. Of a
/// longer text (an address, a list of values) only the parts that nobody else is known to use.
pub fn waybills_said(code: &str, policy: &Policy) -> Vec<String> {
    let whole = normalize(code);
    if !whole.is_empty() && waybill_hint(&whole, policy).is_none() {
        return vec![whole];
    }
    let is_sure = |part: &String| suggest_carrier(part, policy).iter().any(|guess| guess.sure);
    let mut said: Vec<String> = Vec::new();
    for part in code.split(|c: char| !c.is_alphanumeric() && c != '-').map(normalize).filter(is_sure) {
        if !said.contains(&part) {
            said.push(part);
        }
    }
    said
}

impl S10Number {
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ISO code of the country that gave it.
    pub fn country(&self) -> &str {
        &self.0[11..]
    }
}

impl fmt::Display for S10Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for S10Number {
    type Err = S10Error;

    /// Accepts what people type: any case, spaces anywhere, full-width letters.
    fn from_str(typed: &str) -> Result<Self, S10Error> {
        let number = normalize(typed);
        let digits = serial_and_check(&number).ok_or(S10Error::Shape)?;
        if check_digit(&digits[..8]) != digits[8] {
            return Err(S10Error::CheckDigit);
        }
        Ok(Self(number))
    }
}

/// The nine digits of a number in S10's shape.
fn serial_and_check(number: &str) -> Option<[u8; 9]> {
    let bytes: &[u8; 13] = number.as_bytes().try_into().ok()?;
    let letters = [bytes[0], bytes[1], bytes[11], bytes[12]];
    let reserved = matches!(bytes[0], b'J' | b'K' | b'S' | b'T' | b'W');
    let digits = &bytes[2..11];
    let fits =
        letters.iter().all(u8::is_ascii_uppercase) && digits.iter().all(u8::is_ascii_digit) && !reserved;
    fits.then(|| std::array::from_fn(|place| digits[place] - b'0'))
}

/// UPU S10: weights 8 6 4 2 3 5 9 7, modulo 11; 10 is written 0 and 11 is written 5.
fn check_digit(serial: &[u8]) -> u8 {
    const WEIGHTS: [u8; 8] = [8, 6, 4, 2, 3, 5, 9, 7];
    let sum: u32 =
        serial.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * u32::from(weight)).sum();
    match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        digit => digit as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guesses(typed: &str) -> String {
        let guess = |guess: &CarrierGuess| format!("{}{}", guess.code, if guess.sure { "!" } else { "" });
        suggest_carrier(typed, Policy::bundled()).iter().map(guess).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_typed_is_made_comparable() {
        for (typed, number) in [
            (" sf1234567890123 ", "SF1234567890123"),
            ("ＳＦ１２３４　５６７８９０１２３", "SF1234567890123"),
            ("EE 123 456 785 cn\r\n", "EE123456785CN"),
            ("jdva46783539436–1－3－", "JDVA46783539436-1-3-"),
        ] {
            assert_eq!(normalize(typed), number);
            assert_eq!(normalize(number), number);
        }
    }

    #[test]
    fn a_carrier_is_suggested_and_collisions_are_not_sure() {
        for (typed, expected) in [
            ("SF1234567890123", "sf!"),
            ("yt1234567890123", "yto!"),
            ("YT1234567890123456", "yunexpress!"),
            ("73123456789012", "zto! best"),
            ("771234567890123", "sto! sf jt"),
            ("3112345678901", "yunda!"),
            ("JT1234567890123", "jt!"),
            ("JDVA46783539436", "jd!"),
            ("JDVA46783539436-1-3-", "jd!"),
            ("JDVA46783539436-12345-3", ""),
            ("DPK123456789012", "deppon!"),
            ("EE123456785CN", "ems!"),
            ("EE123456784CN", "ems"),
            ("RA000000005CN", "china_post!"),
            ("EB000717595HK", "hongkong_post!"),
            ("123456789012", "sf yto zto sto"),
            ("1012345678901", "yunda ems"),
            ("XA12345678911", "china_post"),
            ("1Z999AA10123456784", "ups!"),
            ("77123456789012345678", ""),
            ("", ""),
        ] {
            assert_eq!(guesses(typed), expected, "{typed}");
        }
    }

    #[test]
    fn hints_name_what_may_be_wrong_and_refuse_nothing() {
        use WaybillHint::*;
        for (typed, hint) in [
            ("", None),
            ("SF1234567890123", None),
            ("ee 123456785 cn", None),
            ("RB123456785GB", None),
            ("EE123456784CN", Some(S10CheckDigit)),
            ("77123456789012345678", Some(NoPattern)),
            ("SF1", Some(TooShort)),
            ("12345678901234567890123456789012345678901", Some(TooLong)),
            ("运单SF1234567890123", Some(StrangeCharacter)),
            ("=SUM(A1)", Some(StrangeCharacter)),
        ] {
            assert_eq!(waybill_hint(typed, Policy::bundled()), hint, "{typed}");
        }
    }

    #[test]
    fn a_code_on_a_label_says_a_waybill_or_nothing() {
        for (code, said) in [
            (" sf1234567890123\r", "SF1234567890123"),
            ("EE123456785CN", "EE123456785CN"),
            ("123456789012", "123456789012"),
            ("https://example.com/q?mailNo=YT1234567890123&from=qr", "YT1234567890123"),
            ("MMM={'k1':'755WF','k5':'SF1234567890123','k6':'SF1234567890123'}", "SF1234567890123"),
            ("SF1234567890123,JT1234567890123", "SF1234567890123 JT1234567890123"),
            // Another's shape is enough for a whole code, not for a word in a text: this may be a telephone.
            ("王小明 13800138000 123456789012", ""),
            ("EE123456784CN", ""),
            ("WC07-261121-A0012-5", ""),
            ("755WF-021", ""),
            ("", ""),
        ] {
            assert_eq!(waybills_said(code, Policy::bundled()).join(" "), said, "{code}");
        }
    }

    #[test]
    fn an_s10_number_says_what_is_wrong() {
        assert_eq!("EE123456784CN".parse::<S10Number>(), Err(S10Error::CheckDigit));
        assert_eq!("EE12345678CN".parse::<S10Number>(), Err(S10Error::Shape));
        assert_eq!("JE123456785CN".parse::<S10Number>(), Err(S10Error::Shape), "the UPU keeps J in reserve");
        assert_eq!("ee 123 456 785 cn".parse::<S10Number>().unwrap().country(), "CN");
    }

    proptest::proptest! {
        #[test]
        fn a_misread_digit_is_noticed(serial in 0_u32..100_000_000, place in 2_usize..10, by in 1_u8..10) {
            let digits: Vec<u8> = format!("{serial:08}").bytes().map(|b| b - b'0').collect();
            let number = format!("RR{serial:08}{}CN", check_digit(&digits));
            proptest::prop_assert!(number.parse::<S10Number>().is_ok());
            let mut misread = number.into_bytes();
            misread[place] = b'0' + (misread[place] - b'0' + by) % 10;
            // Remainders 0 and 6 both give check digit 5, and 1 and none give 0: those misreadings pass by design.
            let misread = String::from_utf8(misread).unwrap();
            if misread.parse::<S10Number>().is_ok() {
                proptest::prop_assert_eq!(misread.as_bytes()[10], b'5');
            }
        }

        #[test]
        fn any_text_can_be_typed(text in ".*") {
            waybill_hint(&text, Policy::bundled());
            suggest_carrier(&text, Policy::bundled());
            waybills_said(&text, Policy::bundled());
        }
    }
}
