//! Logging in: a signed nonce against a token of fifteen minutes. `POST /login/nonce`, `POST /login`.

use domain::{DeviceId, Instant};
use serde::{Deserialize, Serialize};

use super::SealingCertificate;
use crate::{
    Purpose, Signature, SignatureError, SigningKey, VerifyingKey, binary::fixed_binary, sign, verify,
};

fixed_binary!(
    /// Random bytes to sign, good once.
    LoginNonce,
    32
);

/// A device asks for a nonce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct NonceRequest {
    /// Who asks.
    pub device: DeviceId,
}

/// The nonce; one that is not known gets one too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct NonceAnswer {
    /// To be signed.
    pub nonce: LoginNonce,
}

/// A device proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct LoginRequest {
    /// Who.
    pub device: DeviceId,
    /// As given.
    pub nonce: LoginNonce,
    /// `login`: nonce, device, headquarters.
    pub signature: Signature,
}

impl LoginRequest {
    /// A request signed for one headquarters and no other.
    pub fn signed(device: DeviceId, nonce: LoginNonce, headquarters: DeviceId, key: &SigningKey) -> Self {
        let fields: [&[u8]; 3] = [nonce.as_bytes(), device.as_bytes(), headquarters.as_bytes()];
        Self { device, nonce, signature: sign(key, Purpose::Login, &fields) }
    }

    /// Verifies that the device's key signed for this headquarters.
    pub fn verify(&self, headquarters: DeviceId, key: &VerifyingKey) -> Result<(), SignatureError> {
        let fields: [&[u8]; 3] = [self.nonce.as_bytes(), self.device.as_bytes(), headquarters.as_bytes()];
        verify(key, Purpose::Login, &fields, &self.signature)
    }
}

/// A token, or half of one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct LoginAnswer {
    /// Goes into `Authorization: Bearer`.
    pub token: String,
    /// Until when it is good.
    pub expires_at: Instant,
    /// The device was revoked: it may push its tail and nothing else.
    pub push_only: bool,
    /// What a counter seals to headquarters is sealed to this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealing: Option<SealingCertificate>,
}

/// Never shows the token.
impl std::fmt::Debug for LoginAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoginAnswer")
            .field("expires_at", &self.expires_at)
            .field("push_only", &self.push_only)
            .finish_non_exhaustive()
    }
}
