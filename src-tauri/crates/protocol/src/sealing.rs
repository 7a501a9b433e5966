//! Giving a device its branch's key: X25519, HKDF-SHA256, XChaCha20-Poly1305.
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
        let (ephemeral, sealed) = sealed.as_bytes().split_first_chunk::<32>().ok_or(SealError)?;
        let shared = self.secret().diffie_hellman(&PublicKey::from(*ephemeral));
        let key = derived(&shared, ephemeral, self.public().as_bytes())?;
        let bytes = open_bytes(&key, &sealed_for(branch, device), sealed)?;
        bytes[..].try_into().map(BranchKey::from_bytes).map_err(|_| SealError)
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
    let ephemeral = StaticSecret::from(ephemeral);
    let public = PublicKey::from(&ephemeral).to_bytes();
    let shared = ephemeral.diffie_hellman(&PublicKey::from(*recipient.as_bytes()));
    let seal_key = derived(&shared, &public, recipient.as_bytes())?;
    let sealed = seal_bytes(&seal_key, nonce, &sealed_for(branch, device), key.as_bytes());
    [&public[..], &sealed].concat().try_into().map(SealedBranchKey::from_bytes).map_err(|_| SealError)
}

fn derived(
    shared: &SharedSecret,
    ephemeral: &[u8; 32],
    recipient: &[u8; 32],
) -> Result<Zeroizing<[u8; 32]>, SealError> {
    if !shared.was_contributory() {
        return Err(SealError);
    }
    let salt = [&ephemeral[..], recipient].concat();
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<sha2::Sha256>::new(Some(&salt), shared.as_bytes())
        .expand(b"counterfoil/branch-key/1", &mut key[..])
        .expect("32 bytes are within what HKDF gives");
    Ok(key)
}

fn sealed_for(branch: BranchId, device: DeviceId) -> Vec<u8> {
    framed("branch-key", &[branch.as_bytes(), device.as_bytes()])
}
