//! Enrolment: a one-time code against a place in a branch. `POST /enrol`.

use domain::{BranchCode, BranchId, CounterLetter, DeviceId, PolicyVersion, Zone};
use serde::{Deserialize, Serialize};

use super::Generation;
use crate::{
    Purpose, SealedBranchKey, SealedDatabaseKey, SealingPublicKey, Signature, SignatureError, SigningKey,
    VerifyingKey, binary::fixed_binary, sign, verify,
};

fixed_binary!(
    /// The secret of an enrolment code.
    EnrolmentSecret,
    10
);

/// A device asks to join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct EnrolRequest {
    /// From the code.
    pub secret: EnrolmentSecret,
    /// The id the device gave itself.
    pub device: DeviceId,
    /// The PC's name, for the administrator.
    pub name: String,
    /// The app's version.
    pub app_version: String,
    /// Verifies what the device signs.
    pub signing_key: VerifyingKey,
    /// The branch's key will be sealed to it.
    pub sealing_key: SealingPublicKey,
    /// `enrol`: secret, device, signing key, sealing key.
    pub signature: Signature,
}

impl EnrolRequest {
    /// A request signed by the device's new key.
    pub fn signed(
        secret: EnrolmentSecret,
        device: DeviceId,
        name: String,
        app_version: String,
        sealing_key: SealingPublicKey,
        key: &SigningKey,
    ) -> Self {
        let signing_key = key.verifying_key();
        let fields = enrol_fields(&secret, &device, &signing_key, &sealing_key);
        let signature = sign(key, Purpose::Enrol, &fields);
        Self { secret, device, name, app_version, signing_key, sealing_key, signature }
    }

    /// Verifies that whoever asks holds the signing key.
    pub fn verify(&self) -> Result<(), SignatureError> {
        let fields = enrol_fields(&self.secret, &self.device, &self.signing_key, &self.sealing_key);
        verify(&self.signing_key, Purpose::Enrol, &fields, &self.signature)
    }
}

fn enrol_fields<'a>(
    secret: &'a EnrolmentSecret,
    device: &'a DeviceId,
    signing_key: &'a VerifyingKey,
    sealing_key: &'a SealingPublicKey,
) -> [&'a [u8]; 4] {
    [secret.as_bytes(), device.as_bytes(), signing_key.as_bytes(), sealing_key.as_bytes()]
}

/// Headquarters takes the device in. Nothing of it is believed before the root fits the code and the certificates verify.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct EnrolResponse {
    /// Headquarters' own device id in the branch's logs.
    pub headquarters: DeviceId,
    /// The root of trust.
    pub root_key: VerifyingKey,
    /// The root's word for each working key.
    pub certificates: Vec<KeyCertificate>,
    /// Where the device stands.
    pub branch: BranchFacts,
    /// Which counter it is.
    pub counter: CounterFacts,
    /// The branch's key, for this device alone.
    pub branch_key_sealed: SealedBranchKey,
    /// Where customers ask after a ticket, if there is such a place: `t.example.cn`.
    pub public_address: Option<String>,
    /// The policy in force.
    pub policy_version: PolicyVersion,
    /// The feed's generation.
    pub generation: Generation,
    /// What a counter seals to headquarters is sealed to this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealing: Option<SealingCertificate>,
    /// Of a code that takes over the work of a device whose keys were lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovered: Option<Recovered>,
}

/// The root's word that headquarters opens what is sealed to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct SealingCertificate {
    /// The key.
    pub key: SealingPublicKey,
    /// `sealing`: key; by the root.
    pub root_signature: Signature,
}

impl SealingCertificate {
    /// The root vouches for `key`.
    pub fn issue(key: SealingPublicKey, root: &SigningKey) -> Self {
        Self { key, root_signature: sign(root, Purpose::Sealing, &[key.as_bytes()]) }
    }

    /// Verifies the root's signature.
    pub fn verify(&self, root: &VerifyingKey) -> Result<(), SignatureError> {
        verify(root, Purpose::Sealing, &[self.key.as_bytes()], &self.root_signature)
    }
}

/// What was deposited for the day the keys are lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct Recovered {
    /// The device whose work is taken over.
    pub device: DeviceId,
    /// The key of its database, sealed to the new device: bound to branch and new device.
    pub database_key_sealed: SealedDatabaseKey,
}

/// A device deposits the key of its database, sealed to headquarters: bound to branch and device. `POST /deposit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct Deposit {
    /// The key under seal.
    pub database_key_sealed: SealedDatabaseKey,
}

/// A branch as its papers and numbers name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct BranchFacts {
    /// Its identity.
    pub id: BranchId,
    /// Its four characters in ticket numbers.
    pub code: BranchCode,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its telephone.
    pub phone: String,
    /// Where its days begin and end.
    pub zone: Zone,
    /// The region whose rules hold there, by the code that policies name it with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// A counter as its numbers name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct CounterFacts {
    /// Its letter in ticket numbers.
    pub letter: CounterLetter,
    /// Its name.
    pub name: String,
}

/// What a working key of headquarters is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyPurpose {
    /// Signs headquarters' own logs, and vouches for devices.
    Feed,
    /// Signs policies.
    Policy,
    /// Signs acknowledgements.
    Ack,
}

impl KeyPurpose {
    /// The word on the wire and in the signed message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Policy => "policy",
            Self::Ack => "ack",
        }
    }
}

/// The root's word that a key is headquarters'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct KeyCertificate {
    /// What for.
    pub purpose: KeyPurpose,
    /// The key.
    pub key: VerifyingKey,
    /// `key`: purpose, key; by the root.
    pub root_signature: Signature,
}

impl KeyCertificate {
    /// The root vouches for `key`.
    pub fn issue(purpose: KeyPurpose, key: VerifyingKey, root: &SigningKey) -> Self {
        let root_signature = sign(root, Purpose::Key, &[purpose.as_str().as_bytes(), key.as_bytes()]);
        Self { purpose, key, root_signature }
    }

    /// Verifies the root's signature.
    pub fn verify(&self, root: &VerifyingKey) -> Result<(), SignatureError> {
        let fields = [self.purpose.as_str().as_bytes(), self.key.as_bytes().as_slice()];
        verify(root, Purpose::Key, &fields, &self.root_signature)
    }
}

impl EnrolResponse {
    /// The working key for `purpose` that the root vouches for.
    pub fn working_key(&self, purpose: KeyPurpose) -> Option<VerifyingKey> {
        let of_purpose = self.certificates.iter().filter(|certificate| certificate.purpose == purpose);
        of_purpose
            .into_iter()
            .find(|certificate| certificate.verify(&self.root_key).is_ok())
            .map(|found| found.key)
    }
}
