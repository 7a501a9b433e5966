//! Enrolment codes, as people read, type and paste them.

use proptest::prelude::*;
use protocol::{EnrolmentCode, EnrolmentCodeError};

use crate::samples;

pub fn code() -> EnrolmentCode {
    EnrolmentCode {
        address: "https://hq.example.cn:8443".into(),
        root_fingerprint: EnrolmentCode::fingerprint_of(&samples::root_key().verifying_key()),
        secret: [0xc5, 1, 2, 3, 4, 5, 6, 7, 8, 0xff],
    }
}

#[test]
fn a_code_reads_back_however_it_was_typed() {
    let written = code().to_string();
    assert!(written.starts_with("CF1-"), "{written}");
    assert!(written.split('-').skip(1).all(|group| (1..=5).contains(&group.len())), "{written}");
    let full_width: String =
        written.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
    for typed in [
        written.clone(),
        written.to_lowercase(),
        written.replace('-', ""),
        written.replace('-', " "),
        written.replace('-', "\n"),
        written.replace('0', "O"),
        written.replace('0', "o"),
        written.replace('1', "I"),
        written.replace('1', "l"),
        full_width,
        format!("  {written}\r\n"),
    ] {
        assert_eq!(typed.parse(), Ok(code()), "{typed}");
    }
}

#[test]
fn a_mistyped_swapped_missing_or_added_character_is_noticed() {
    let written: Vec<char> = code().to_string().replace('-', "").chars().collect();
    let noticed = |typed: &[char], what: &str| {
        let typed: String = typed.iter().collect();
        assert!(typed.parse::<EnrolmentCode>().is_err(), "{what}: {typed}");
    };
    for place in 3..written.len() {
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|other| *other != written[place]) {
            let mut typed = written.clone();
            typed[place] = other;
            noticed(&typed, "mistyped");
        }
        let mut missing = written.clone();
        missing.remove(place);
        noticed(&missing, "missing");
        let mut doubled = written.clone();
        doubled.insert(place, written[place]);
        noticed(&doubled, "doubled");
        noticed(&written[..place], "cut off");
        if place + 1 < written.len() && written[place] != written[place + 1] {
            let mut swapped = written.clone();
            swapped.swap(place, place + 1);
            noticed(&swapped, "swapped");
        }
    }
}

#[test]
fn what_is_no_code_is_told_from_a_mistyped_one() {
    for typed in ["", "CF", "CF2-00000", "WC07-261121-A0012-N", "CF1-UUUUU", "CF1-中文", "😀😀😀"] {
        assert_eq!(typed.parse::<EnrolmentCode>(), Err(EnrolmentCodeError::Shape), "{typed}");
    }
    for typed in ["CF1", "CF1-0", "CF1-00000-00000-00000"] {
        assert_eq!(typed.parse::<EnrolmentCode>(), Err(EnrolmentCodeError::Checksum), "{typed}");
    }
}

#[test]
fn a_code_names_one_root_and_never_shows_its_secret() {
    let code = code();
    assert!(code.names_root(&samples::root_key().verifying_key()));
    assert!(!code.names_root(&samples::feed_key().verifying_key()));
    let shown = format!("{code:?}");
    assert!(shown.contains("hq.example.cn") && !shown.contains("197") && !shown.contains("255"), "{shown}");
}

proptest! {
    #[test]
    fn every_code_reads_back(address in ".{0,80}", root_fingerprint: [u8; 16], secret: [u8; 10]) {
        let code = EnrolmentCode { address, root_fingerprint, secret };
        prop_assert_eq!(code.to_string().parse(), Ok(code));
    }

    #[test]
    fn no_text_makes_the_reader_stumble(typed in "(CF1)?.{0,60}") {
        prop_assert!(typed.parse::<EnrolmentCode>().is_err());
    }
}
