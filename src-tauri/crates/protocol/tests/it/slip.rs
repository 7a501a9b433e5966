//! The slip: what a customer's QR says, and what it fits on.

use domain::{Instant, Kind};
use fast_qr::{ECL, QRBuilder};
use proptest::prelude::*;
use protocol::{MOST_WAYBILL_BYTES, ScannedSlip, Slip, SlipError, slip_code_hash};

use crate::samples;

/// Dots across at 203 dpi: 48 mm of a 58 mm roll.
const NARROW_ROLL_DOTS: usize = 384;
const LEAST_DOTS_PER_MODULE: usize = 3;
/// What a reader needs left blank on either side.
const QUIET_MODULES: usize = 4;

pub fn slip() -> Slip {
    let line = &samples::counter_log()[1];
    let opened = samples::ticket_opened();
    Slip {
        number: opened.number,
        ticket: samples::ticket(),
        device: samples::device(),
        epoch: samples::epoch(),
        seq: line.head().seq,
        line_hash: line.hash(),
        kind: opened.kind,
        waybill: opened.shipment.waybill,
        opened_at: line.head().wall,
        first_due: opened.promises.first().map(|promise| promise.due_at),
        slip_code: [0x99; 10],
    }
}

#[test]
fn a_slip_reads_back_in_both_forms() {
    let key = samples::device_key();
    let public = slip().qr_text(Some("t.example.cn"), &key);
    assert!(public.starts_with("https://t.example.cn/t#1."), "{public}");
    let local = slip().qr_text(None, &key);
    assert!(local.starts_with("counterfoil:1."), "{local}");
    for text in [public, local] {
        assert_eq!(Slip::read(&text, &key.verifying_key()), Ok(slip()));
        assert_eq!(
            Slip::read(&format!(" {text}\r\n"), &key.verifying_key()),
            Ok(slip()),
            "as scanners type it"
        );
        assert_eq!(ScannedSlip::parse(&text).unwrap().claimed(), &slip());
    }
}

#[test]
fn nothing_of_a_person_is_in_it() {
    let text = slip().qr_text(None, &samples::device_key());
    let code = text.strip_prefix("counterfoil:1.").unwrap();
    let bytes = data_encoding::BASE64URL_NOPAD.decode(code.as_bytes()).unwrap();
    let told = samples::told();
    for personal in [&told.parties.sender.name, &told.parties.sender.phone, &told.story] {
        assert!(!bytes.windows(personal.len()).any(|window| window == personal.as_bytes()), "{personal}");
    }
}

#[test]
fn the_opening_holds_the_hash_of_the_slips_code() {
    assert_eq!(samples::ticket_opened().slip_code, slip_code_hash(&slip().slip_code));
}

#[test]
fn a_slip_that_was_changed_anywhere_is_not_believed() {
    let key = samples::device_key();
    let text = slip().qr_text(None, &key);
    let start = "counterfoil:1.".len();
    for place in start..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(Slip::read(&changed, &key.verifying_key()).is_err(), "character {place}");
    }
    for len in start..text.len() {
        assert!(Slip::read(&text[..len], &key.verifying_key()).is_err(), "cut to {len}");
    }
    assert_eq!(Slip::read(&text, &samples::root_key().verifying_key()), Err(SlipError::Signature));
}

#[test]
fn other_codes_are_told_from_damaged_slips() {
    for (text, why) in [
        ("", SlipError::NotASlip),
        ("SF1234567890123", SlipError::NotASlip),
        ("https://example.cn/", SlipError::NotASlip),
        ("counterfoil:", SlipError::NotASlip),
        ("counterfoil:2.AAAA", SlipError::Version),
        ("https://t.example.cn/t#2.AAAA", SlipError::Version),
        ("counterfoil:1.", SlipError::Damaged),
        ("counterfoil:1.AAAA", SlipError::Damaged),
        ("https://t.example.cn/t#1.!!!!", SlipError::Damaged),
    ] {
        assert_eq!(ScannedSlip::parse(text), Err(why), "{text}");
    }
}

#[test]
fn a_waybill_too_long_for_a_code_is_left_out() {
    let key = samples::device_key();
    let carried = |waybill: String| {
        let text = Slip { waybill, ..slip() }.qr_text(None, &key);
        Slip::read(&text, &key.verifying_key()).unwrap().waybill
    };
    assert_eq!(carried("9".repeat(MOST_WAYBILL_BYTES)).len(), MOST_WAYBILL_BYTES);
    assert_eq!(carried("9".repeat(MOST_WAYBILL_BYTES + 1)), "");
}

#[test]
fn it_fits_a_narrow_roll_with_modules_of_three_dots_at_level_m() {
    let key = samples::device_key();
    let longest = Slip { waybill: "W".repeat(MOST_WAYBILL_BYTES), seq: (1 << 53) - 1, ..slip() };
    let usual_text = slip().qr_text(Some("t.example.cn"), &key);
    let longest_text = longest.qr_text(Some("complaints.some-long-courier-name.example.com.cn"), &key);
    let sizes = [&usual_text, &longest_text]
        .map(|text| QRBuilder::new(text.as_str()).ecl(ECL::M).build().expect("a slip fits a QR").size);
    // Versions 13 and 15.
    assert_eq!(sizes, [69, 77]);
    for size in sizes {
        assert!((size + 2 * QUIET_MODULES) * LEAST_DOTS_PER_MODULE <= NARROW_ROLL_DOTS);
    }
}

proptest! {
    #[test]
    fn every_slip_reads_back(
        waybill in "[ -~]{0,40}",
        seq in 1u64..1 << 53,
        opened_ms in 0i64..4_102_444_800_000,
        first_due_ms in proptest::option::of(0i64..4_102_444_800_000),
        line_hash: [u8; 32],
        slip_code: [u8; 10],
        kind in proptest::sample::select(Kind::ALL),
    ) {
        let slip = Slip {
            waybill,
            seq,
            opened_at: Instant::from_unix_ms(opened_ms),
            first_due: first_due_ms.map(Instant::from_unix_ms),
            line_hash: domain::Sha256(line_hash),
            slip_code,
            kind,
            ..slip()
        };
        let key = samples::device_key();
        prop_assert_eq!(Slip::read(&slip.qr_text(None, &key), &key.verifying_key()), Ok(slip));
    }

    #[test]
    fn no_bytes_make_the_reader_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let text = format!("counterfoil:1.{}", data_encoding::BASE64URL_NOPAD.encode(&bytes));
        prop_assert_eq!(ScannedSlip::parse(&text), Err(SlipError::Damaged));
    }
}
