//! Signatures: Ed25519, verified strictly, each bound to what it is for.

use ed25519_dalek::Signer;
use zeroize::Zeroizing;

use crate::{
    Hash,
    binary::{as_base64url, fixed_binary},
    framed::framed,
    hash_of,
};

/// What a signature is for; one made for another purpose never verifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A device enrols: secret, device, signing key, sealing key.
    Enrol,
    /// A device logs in: nonce, device, headquarters.
    Login,
    /// A log's head: device, epoch, seq, hash.
    Push,
    /// Headquarters holds a log up to its head: device, epoch, seq, hash, moment.
    Ack,
    /// A policy document: its bytes.
    Policy,
    /// A slip in a customer's hand: its CBOR.
    Slip,
    /// The root vouches for a working key: what for, key.
    Key,
    /// Headquarters vouches for a device of a branch: branch, device, signing key.
    Device,
    /// What headquarters holds of a device's day: device, day, tallies, moment.
    Day,
    /// A key that headquarters gives to be sealed to: key.
    Sealing,
    /// A release of the program: its statement.
    Release,
}

impl Purpose {
    /// The word that stands in the signed message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Login => "login",
            Self::Push => "push",
            Self::Ack => "ack",
            Self::Policy => "policy",
            Self::Slip => "slip",
            Self::Key => "key",
            Self::Device => "device",
            Self::Day => "day",
            Self::Sealing => "sealing",
            Self::Release => "release",
        }
    }
}

/// A signature that was not made by that key over these fields for this purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct SignatureError;

/// An Ed25519 key that signs. Has no `Debug` and leaves memory clean.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The public half of a `SigningKey`; a point of small order is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

fixed_binary!(
    /// An Ed25519 signature.
    Signature,
    64
);

as_base64url!(VerifyingKey, |bytes: [u8; 32]| VerifyingKey::from_bytes(&bytes));

impl SigningKey {
    /// The key of 32 random bytes, or of those that were stored.
    pub fn from_bytes(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The bytes, to be stored where nobody else reads.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The half that others are given.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key())
    }
}

impl VerifyingKey {
    /// The key with these bytes, if it is one.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        ed25519_dalek::VerifyingKey::from_bytes(bytes).ok().filter(|key| !key.is_weak()).map(Self)
    }

    /// The bytes, as stored.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// What people compare: SHA-256 of the key.
    pub fn fingerprint(&self) -> Hash {
        hash_of(self.as_bytes())
    }
}

/// Signs `fields` for `purpose`.
pub fn sign(key: &SigningKey, purpose: Purpose, fields: &[&[u8]]) -> Signature {
    Signature::from_bytes(key.0.sign(&framed(purpose.as_str(), fields)).to_bytes())
}

/// Verifies, strictly, that `key` signed `fields` for `purpose`.
pub fn verify(
    key: &VerifyingKey,
    purpose: Purpose,
    fields: &[&[u8]],
    signature: &Signature,
) -> Result<(), SignatureError> {
    let signature = ed25519_dalek::Signature::from_bytes(signature.as_bytes());
    key.0.verify_strict(&framed(purpose.as_str(), fields), &signature).map_err(|_| SignatureError)
}
