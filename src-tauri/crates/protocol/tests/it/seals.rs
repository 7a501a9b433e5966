//! Seals: they open with the right key at the right place, whole, and in no other way.

use domain::{BranchId, DeviceId, Fact, Origin, Sealed, TicketId};
use protocol::{
    BranchKey, Head, Keys, Line, OpenError, SealError, SealedBranchKey, SealingKey, SealingPublicKey,
    TicketKey, Wrapped, WrappedKey, open_bytes, seal_branch_key_to, seal_bytes,
};

use crate::samples;

const KEY: [u8; 32] = [7; 32];

#[test]
fn a_seal_opens_with_its_key_and_at_its_place_alone() {
    let sealed = seal_bytes(&KEY, [1; 24], b"here", b"secret");
    assert_eq!(open_bytes(&KEY, b"here", &sealed).unwrap().as_slice(), b"secret");
    assert_eq!(open_bytes(&KEY, b"there", &sealed), Err(SealError));
    assert_eq!(open_bytes(&[8; 32], b"here", &sealed), Err(SealError));
}

#[test]
fn a_seal_that_was_cut_or_changed_anywhere_does_not_open() {
    let sealed = seal_bytes(&KEY, [1; 24], b"here", b"secret");
    for len in 0..sealed.len() {
        assert_eq!(open_bytes(&KEY, b"here", &sealed[..len]), Err(SealError), "{len} bytes");
    }
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        assert_eq!(open_bytes(&KEY, b"here", &changed), Err(SealError), "byte {place}");
    }
    assert_eq!(open_bytes(&KEY, b"here", &[&sealed[..], b"x"].concat()), Err(SealError));
}

/// draft-irtf-cfrg-xchacha-03, A.3.1.
#[test]
fn the_seal_is_the_one_of_the_standard() {
    let plaintext: &[u8] = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    let key: [u8; 32] = std::array::from_fn(|n| 0x80 + n as u8);
    let nonce: [u8; 24] = std::array::from_fn(|n| 0x40 + n as u8);
    let ad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
    let sealed = seal_bytes(&key, nonce, &ad, plaintext);
    assert_eq!(sealed[..24], nonce);
    assert_eq!(sealed[24..32], [0xbd, 0x6d, 0x17, 0x9d, 0x3e, 0x83, 0xd4, 0x3b]);
    let tag =
        [0xc0, 0x87, 0x59, 0x24, 0xc1, 0xc7, 0x98, 0x79, 0x47, 0xde, 0xaf, 0xd8, 0x78, 0x0a, 0xcf, 0x49];
    assert_eq!(sealed[sealed.len() - 16..], tag);
}

#[test]
fn a_line_whose_key_does_not_fit_says_so() {
    let line = samples::line(2, &samples::note("x"));
    let wrong = TicketKey::from_bytes([0; 32]);
    assert_eq!(line.open(Origin::Counter, Keys::ticket(&wrong)), Err(OpenError::Seal));
}

#[test]
fn a_sealed_part_moved_to_another_line_does_not_open() {
    let key = samples::ticket_key();
    let fact = samples::note("x");
    let line = samples::line(2, &fact);
    let other_ticket = TicketId::from_bytes([5; 16]);
    let moved = [
        (line.head().id.to_string(), samples::event(9).to_string()),
        (samples::ticket().to_string(), other_ticket.to_string()),
        ("\"NoteAdded\"".to_owned(), "\"ActionTaken\"".to_owned()),
    ];
    for (from, to) in moved {
        let line = Line::parse(&line.raw().replacen(&from, &to, 1)).unwrap();
        assert_eq!(line.open(Origin::Counter, Keys::ticket(&key)), Err(OpenError::Seal), "{to}");
    }
}

#[test]
fn a_persons_name_is_sealed_with_the_branchs_key() {
    let line = &samples::headquarters_log()[1];
    let (ticket, branch) = (samples::ticket_key(), samples::branch_key());
    let name = |keys| match line.open(Origin::Headquarters, keys).unwrap().fact {
        Fact::PersonAdded(added) => added.name,
        other => panic!("{} is no person", other.kind()),
    };
    assert_eq!(name(Keys::branch(&branch)), Sealed::Open("陈大文".into()));
    assert_eq!(name(Keys::ticket(&ticket)), Sealed::Shut);
    assert!(!line.raw().contains("陈大文"));
}

#[test]
fn a_wrapped_key_unwraps_for_its_ticket_in_its_branch_alone() {
    let branch = samples::branch_key();
    let wrapped = branch.wrap(samples::ticket(), &samples::ticket_key(), [3; 24]);
    assert_eq!(branch.unwrap(&wrapped).ok().unwrap().as_bytes(), samples::ticket_key().as_bytes());
    assert!(!wrapped.wrapped.as_bytes().windows(32).any(|bytes| bytes == samples::ticket_key().as_bytes()));

    let other_branch = BranchKey::from_bytes([0; 32]);
    assert_eq!(other_branch.unwrap(&wrapped).err(), Some(SealError));
    let other_ticket = WrappedKey { ticket: TicketId::from_bytes([5; 16]), ..wrapped.clone() };
    assert_eq!(branch.unwrap(&other_ticket).err(), Some(SealError));
    let mut bytes = *wrapped.wrapped.as_bytes();
    bytes[71] ^= 1;
    let damaged = WrappedKey { wrapped: Wrapped::from_bytes(bytes), ..wrapped };
    assert_eq!(branch.unwrap(&damaged).err(), Some(SealError));
}

#[test]
fn a_branch_key_opens_for_its_device_in_its_branch_alone() {
    let (branch, device, own) = (samples::branch(), samples::device(), samples::sealing_key());
    let sealed =
        seal_branch_key_to(&own.public(), branch, device, &samples::branch_key(), [0x5e; 32], [4; 24])
            .unwrap();
    let opened = own.open_branch_key(&sealed, branch, device);
    assert_eq!(opened.ok().unwrap().as_bytes(), samples::branch_key().as_bytes());

    let refused = |key: &SealingKey, sealed: &SealedBranchKey, branch: BranchId, device: DeviceId| {
        key.open_branch_key(sealed, branch, device).err()
    };
    assert_eq!(refused(&SealingKey::from_bytes([1; 32]), &sealed, branch, device), Some(SealError));
    assert_eq!(refused(&own, &sealed, BranchId::from_bytes([1; 16]), device), Some(SealError));
    assert_eq!(refused(&own, &sealed, branch, samples::headquarters()), Some(SealError));
    for place in [0, 33, 103] {
        let mut bytes = *sealed.as_bytes();
        bytes[place] ^= 1;
        assert_eq!(
            refused(&own, &SealedBranchKey::from_bytes(bytes), branch, device),
            Some(SealError),
            "{place}"
        );
    }
}

#[test]
fn no_branch_key_is_sealed_to_a_key_that_every_secret_agrees_with() {
    let weak = SealingPublicKey::from_bytes([0; 32]);
    let key = samples::branch_key();
    let sealed = seal_branch_key_to(&weak, samples::branch(), samples::device(), &key, [0x5e; 32], [4; 24]);
    assert_eq!(sealed, Err(SealError));
}

#[test]
fn the_same_fact_at_two_places_has_two_seals() {
    let one = samples::line(2, &samples::note("x"));
    let head = Head { id: samples::event(3), ..samples::head(2, vec![]) };
    let other = samples::line_with(head, &samples::note("x"));
    let sealed = |line: &Line| line.raw().split("\"sealed\":").nth(1).unwrap().to_owned();
    assert_ne!(sealed(&one), sealed(&other));
}
