//! Signatures: for one purpose, over these fields, strictly.

use protocol::{Purpose, Signature, SignatureError, VerifyingKey, sign, verify};

use crate::samples;

#[test]
fn a_signature_is_good_for_its_purpose_its_fields_and_its_key_alone() {
    let key = samples::device_key();
    let public = key.verifying_key();
    let fields: [&[u8]; 2] = [b"ab", b"c"];
    let signature = sign(&key, Purpose::Push, &fields);
    assert_eq!(verify(&public, Purpose::Push, &fields, &signature), Ok(()));
    assert_eq!(verify(&public, Purpose::Ack, &fields, &signature), Err(SignatureError));
    assert_eq!(
        verify(&samples::root_key().verifying_key(), Purpose::Push, &fields, &signature),
        Err(SignatureError)
    );
    for other in [&[&b"a"[..], b"bc"][..], &[b"abc"], &[b"ab", b"c", b""], &[b"c", b"ab"], &[]] {
        assert_eq!(verify(&public, Purpose::Push, other, &signature), Err(SignatureError), "{other:?}");
    }
    let mut bytes = *signature.as_bytes();
    for place in 0..64 {
        bytes[place] ^= 0x80;
        let changed = Signature::from_bytes(bytes);
        assert_eq!(verify(&public, Purpose::Push, &fields, &changed), Err(SignatureError), "byte {place}");
        bytes[place] ^= 0x80;
    }
}

#[test]
fn a_signature_with_its_scalar_not_reduced_is_refused() {
    // S + L verifies where verification is lax: two signatures for one message.
    const L: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let key = samples::device_key();
    let mut bytes = *sign(&key, Purpose::Push, &[b"x"]).as_bytes();
    let mut carry = 0;
    for (byte, add) in bytes[32..].iter_mut().zip(L) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        (*byte, carry) = (sum as u8, sum >> 8);
    }
    let twin = Signature::from_bytes(bytes);
    assert_eq!(verify(&key.verifying_key(), Purpose::Push, &[b"x"], &twin), Err(SignatureError));
}

#[test]
fn a_key_of_small_order_is_no_key() {
    let mut identity = [0; 32];
    identity[0] = 1;
    assert_eq!(VerifyingKey::from_bytes(&identity), None);
    assert_eq!(VerifyingKey::from_bytes(&[0; 32]), None);
    let own = samples::device_key().verifying_key();
    assert_eq!(VerifyingKey::from_bytes(own.as_bytes()), Some(own));
    assert_eq!(own.to_string().parse(), Ok(own));
}
