//! A carry-over is opened by headquarters alone, whole and in its order.

use protocol::{
    CARRY_OVER_HEAD_BYTES, Carried, CarryOverError, CarryOverHead, SealError, SealingKey, hash_of,
};

use crate::{samples, wire};

fn head() -> CarryOverHead {
    CarryOverHead { branch: samples::branch(), device: samples::device() }
}

fn headquarters() -> SealingKey {
    SealingKey::from_bytes([0x48; 32])
}

fn sealed(place: u64, carried: &Carried) -> Vec<u8> {
    let frame = head().seal(place, carried, &headquarters().public(), ([7; 32], [8; 24])).unwrap();
    let (length, sealed) = frame.split_at(4);
    assert_eq!(u32::from_be_bytes(length.try_into().unwrap()) as usize, sealed.len());
    sealed.to_vec()
}

#[test]
fn what_is_carried_comes_out_as_it_went_in() {
    let photo = b"a picture".to_vec();
    for carried in [
        Carried::Push(Box::new(wire::push())),
        Carried::Photo { sha256: hash_of(&photo), ticket: samples::ticket(), bytes: photo },
        Carried::End { frames: 2 },
    ] {
        assert_eq!(head().open(3, &sealed(3, &carried), &headquarters()), Ok(carried));
    }
    let written = head().to_bytes();
    assert_eq!(written.len(), CARRY_OVER_HEAD_BYTES);
    assert_eq!(CarryOverHead::read(&written), Ok(head()));
}

#[test]
fn what_was_changed_swapped_or_cut_is_refused() {
    let frame = sealed(0, &Carried::End { frames: 0 });
    let open = |place, frame: &[u8]| head().open(place, frame, &headquarters());
    let shut = Err(CarryOverError::Seal(SealError));
    assert_eq!(open(1, &frame), shut, "at another place");
    for place in 0..frame.len() {
        let mut changed = frame.clone();
        changed[place] ^= 1;
        assert_eq!(open(0, &changed), shut, "byte {place}");
        assert_eq!(open(0, &frame[..place]), shut, "cut at {place}");
    }
    assert_eq!(head().open(0, &frame, &SealingKey::from_bytes([1; 32])), shut, "another headquarters");
    let other = CarryOverHead { device: protocol::DeviceId::from_bytes([9; 16]), ..head() };
    assert_eq!(other.open(0, &frame, &headquarters()), shut, "another device");
    assert_eq!(CarryOverHead::read(b"PK\x03\x04"), Err(CarryOverError::NotOne));
    assert_eq!(CarryOverHead::read(&head().to_bytes()[..40]), Err(CarryOverError::CutOff));
}
