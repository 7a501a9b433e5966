//! Sealing to someone's public key: a branch's key to a device, a database's key or a carry-over to headquarters. X25519,
//! HKDF-SHA256, XChaCha20-Poly1305.
//!
//! What travels is the ephemeral public key, then nonce, ciphertext and tag. The key of the seal is HKDF over the shared
//! secret, salted with both public keys.

use domain::{BranchId, DeviceId};
use hkdf::Hkdf;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};
use zeroize::Zeroizing;

use crate::{
    BranchKey, Nonce24, SealError,
    binary::fixed_binary,
    framed::framed,
    keys::secret_key,
    seal::{SEAL_LEN, open_bytes, seal_bytes},
};

secret_key!(
    /// A device's X25519 key, to which headquarters seals the branch's key.
    SealingKey
);

fixed_binary!(
    /// The public half of a `SealingKey`.
    SealingPublicKey,
    32
);

fixed_binary!(
    /// A branch's key, sealed to one device.
    SealedBranchKey,
    32 + SEAL_LEN + 32
);

fixed_binary!(
    /// The key of a counter's database, sealed to headquarters or to the device that takes its work over.
    SealedDatabaseKey,
    32 + SEAL_LEN + 32
);

impl SealedDatabaseKey {
    /// Seals the key to `recipient`, for a branch and a device. `fresh` is fresh randomness.
    pub fn seal(
        recipient: &SealingPublicKey,
        (branch, device): (BranchId, DeviceId),
        key: &[u8; 32],
        fresh: ([u8; 32], Nonce24),
    ) -> Result<Self, SealError> {
        let fields: [&[u8]; 2] = [branch.as_bytes(), device.as_bytes()];
        let sealed = seal_to(recipient, SealedTo::DatabaseKey, &fields, key, fresh)?;
        sealed.try_into().map(Self::from_bytes).map_err(|_| SealError)
    }

    /// The key, if it was sealed to `key` for that branch and device.
    pub fn open(
        &self,
        (branch, device): (BranchId, DeviceId),
        key: &SealingKey,
    ) -> Result<Zeroizing<[u8; 32]>, SealError> {
        let fields: [&[u8]; 2] = [branch.as_bytes(), device.as_bytes()];
        let bytes = key.open(SealedTo::DatabaseKey, &fields, self.as_bytes())?;
        bytes[..].try_into().map(Zeroizing::new).map_err(|_| SealError)
    }
}

impl SealingKey {
    /// The half that headquarters is given.
    pub fn public(&self) -> SealingPublicKey {
        SealingPublicKey::from_bytes(PublicKey::from(&self.secret()).to_bytes())
    }

    /// The branch's key, if it was sealed to this key for that branch and device.
    pub fn open_branch_key(
        &self,
        sealed: &SealedBranchKey,
        branch: BranchId,
        device: DeviceId,
    ) -> Result<BranchKey, SealError> {
        let bytes =
            self.open(SealedTo::BranchKey, &[branch.as_bytes(), device.as_bytes()], sealed.as_bytes())?;
        bytes[..].try_into().map(BranchKey::from_bytes).map_err(|_| SealError)
    }

    /// What was sealed to this key for that use, bound to `fields`.
    pub fn open(
        &self,
        what: SealedTo,
        fields: &[&[u8]],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (ephemeral, sealed) = sealed.split_first_chunk::<32>().ok_or(SealError)?;
        let shared = self.secret().diffie_hellman(&PublicKey::from(*ephemeral));
        let key = derived(what, &shared, ephemeral, self.public().as_bytes())?;
        open_bytes(&key, &framed(what.as_str(), fields), sealed)
    }

    fn secret(&self) -> StaticSecret {
        StaticSecret::from(*self.as_bytes())
    }
}

/// Seals a branch's key to a device. `ephemeral` and `nonce` are fresh randomness.
///
/// Refuses a public key to which every secret leads to the same shared one.
pub fn seal_branch_key_to(
    recipient: &SealingPublicKey,
    branch: BranchId,
    device: DeviceId,
    key: &BranchKey,
    ephemeral: [u8; 32],
    nonce: Nonce24,
) -> Result<SealedBranchKey, SealError> {
    let fields: [&[u8]; 2] = [branch.as_bytes(), device.as_bytes()];
    let sealed = seal_to(recipient, SealedTo::BranchKey, &fields, key.as_bytes(), (ephemeral, nonce))?;
    sealed.try_into().map(SealedBranchKey::from_bytes).map_err(|_| SealError)
}

/// Seals `bytes` to whoever holds the secret half of `recipient`, bound to `fields`. `fresh` is fresh randomness.
pub fn seal_to(
    recipient: &SealingPublicKey,
    what: SealedTo,
    fields: &[&[u8]],
    bytes: &[u8],
    fresh: ([u8; 32], Nonce24),
) -> Result<Vec<u8>, SealError> {
    let (ephemeral, nonce) = fresh;
    let ephemeral = StaticSecret::from(ephemeral);
    let public = PublicKey::from(&ephemeral).to_bytes();
    let shared = ephemeral.diffie_hellman(&PublicKey::from(*recipient.as_bytes()));
    let key = derived(what, &shared, &public, recipient.as_bytes())?;
    let sealed = seal_bytes(&key, nonce, &framed(what.as_str(), fields), bytes);
    Ok([&public[..], &sealed].concat())
}

/// What is sealed to a public key; one use never opens as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealedTo {
    /// A branch's key, to a device: branch, device.
    BranchKey,
    /// The key of a counter's database, to headquarters: branch, device. To a device: the same.
    DatabaseKey,
    /// What a counter has that headquarters has not, to headquarters: branch, device.
    CarryOver,
}

impl SealedTo {
    const fn as_str(self) -> &'static str {
        match self {
            Self::BranchKey => "branch-key",
            Self::DatabaseKey => "database-key",
            Self::CarryOver => "carry-over",
        }
    }
}

fn derived(
    what: SealedTo,
    shared: &SharedSecret,
    ephemeral: &[u8; 32],
    recipient: &[u8; 32],
) -> Result<Zeroizing<[u8; 32]>, SealError> {
    if !shared.was_contributory() {
        return Err(SealError);
    }
    let salt = [&ephemeral[..], recipient].concat();
    let mut key = Zeroizing::new([0; 32]);
    let info = format!("counterfoil/{}/1", what.as_str());
    Hkdf::<sha2::Sha256>::new(Some(&salt), shared.as_bytes())
        .expand(info.as_bytes(), &mut key[..])
        .expect("32 bytes are within what HKDF gives");
    Ok(key)
}
