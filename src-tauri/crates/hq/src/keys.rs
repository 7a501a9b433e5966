//! Headquarters' own keys: a root of trust, and the working keys it vouches for.

use domain::BranchId;
use protocol::{
    BranchKey, SealError, SigningKey, VerifyingKey,
    wire::{KeyCertificate, KeyPurpose},
};

use crate::{
    MasterKey,
    clock::random,
    store::{HqStore, SealedKey, StoreError},
};

const ROOT: &str = "root";
const WORKING: [KeyPurpose; 3] = [KeyPurpose::Feed, KeyPurpose::Policy, KeyPurpose::Ack];

/// Headquarters' keys, opened. Has no `Debug`.
pub struct HqKeys {
    /// What devices trust from their enrolment on. Its secret half stays sealed.
    pub root: VerifyingKey,
    /// The root's word for each working key.
    pub certificates: Vec<KeyCertificate>,
    /// Signs headquarters' own logs, and vouches for devices.
    pub feed: SigningKey,
    /// Signs acknowledgements.
    pub ack: SigningKey,
    master: MasterKey,
}

/// Why headquarters has no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// They cannot be read or kept.
    #[error("could not read or keep headquarters' keys")]
    Store(#[from] StoreError),
    /// They are sealed with another master key.
    #[error("the master key is not the one this data was made with")]
    OtherMaster(#[from] SealError),
    /// One of them is missing or damaged.
    #[error("headquarters' keys are incomplete")]
    Incomplete,
}

impl HqKeys {
    /// Opens the keys, and makes them at the first start.
    pub async fn open(store: &dyn HqStore, master: MasterKey) -> Result<Self, KeysError> {
        let mut sealed = store.sealed_keys().await?;
        if sealed.is_empty() {
            match store.keep_sealed_keys(make(&master)).await {
                // Another start was first; its keys count.
                Ok(()) | Err(StoreError::Taken) => sealed = store.sealed_keys().await?,
                Err(error) => return Err(error.into()),
            }
        }
        let open = |purpose: &str| -> Result<(SigningKey, Option<String>), KeysError> {
            let key = sealed.iter().find(|key| key.purpose == purpose).ok_or(KeysError::Incomplete)?;
            let seed = master.open(&sealed_for(purpose), &key.sealed)?;
            Ok((SigningKey::from_bytes(&seed), key.certificate.clone()))
        };
        let root = open(ROOT)?.0.verifying_key();
        let mut certificates = Vec::new();
        for purpose in WORKING {
            let certificate = open(purpose.as_str())?.1.ok_or(KeysError::Incomplete)?;
            let certificate: KeyCertificate =
                serde_json::from_str(&certificate).map_err(|_| KeysError::Incomplete)?;
            certificate.verify(&root).map_err(|_| KeysError::Incomplete)?;
            certificates.push(certificate);
        }
        let (feed, ack) = (open(KeyPurpose::Feed.as_str())?.0, open(KeyPurpose::Ack.as_str())?.0);
        Ok(Self { root, certificates, feed, ack, master })
    }

    /// A new branch's key, and the same sealed for the database.
    pub fn new_branch_key(&self, branch: BranchId) -> (BranchKey, Vec<u8>) {
        let key = random();
        let sealed = self.master.seal(&branch_name(branch), &key);
        (BranchKey::from_bytes(key), sealed)
    }

    /// A branch's key from the database.
    pub fn branch_key(&self, branch: BranchId, sealed: &[u8]) -> Result<BranchKey, SealError> {
        self.master.open(&branch_name(branch), sealed).map(BranchKey::from_bytes)
    }
}

fn make(master: &MasterKey) -> Vec<SealedKey> {
    let (root, root_seed) = new_key();
    let mut keys = vec![SealedKey {
        purpose: ROOT.to_owned(),
        sealed: master.seal(&sealed_for(ROOT), &root_seed),
        certificate: None,
    }];
    for purpose in WORKING {
        let (key, seed) = new_key();
        let certificate = KeyCertificate::issue(purpose, key.verifying_key(), &root);
        keys.push(SealedKey {
            purpose: purpose.as_str().to_owned(),
            sealed: master.seal(&sealed_for(purpose.as_str()), &seed),
            certificate: Some(serde_json::to_string(&certificate).expect("a certificate can be written")),
        });
    }
    keys
}

fn new_key() -> (SigningKey, [u8; 32]) {
    let seed = random();
    (SigningKey::from_bytes(&seed), seed)
}

fn sealed_for(purpose: &str) -> String {
    format!("headquarters' {purpose} key")
}

fn branch_name(branch: BranchId) -> String {
    format!("branch key of {branch}")
}
