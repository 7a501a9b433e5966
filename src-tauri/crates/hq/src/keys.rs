//! Headquarters' own keys: a root of trust, and the working keys it vouches for.

use domain::{BranchId, Instant, PersonId, WebhookId};
use protocol::{
    BranchKey, LookupKey, SealError, SealingKey, SigningKey, VerifyingKey, WebhookSecret, WordsKey,
    wire::{KeyCertificate, KeyPurpose, SealingCertificate},
};

use serde::de::DeserializeOwned;

use crate::{
    MasterKey,
    clock::random,
    store::{HqStore, SealedKey, StoreError},
};

const ROOT: &str = "root";
const SEALING: &str = "sealing";
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
    /// Signs policies.
    pub policy: SigningKey,
    /// Opens what counters seal to headquarters.
    pub sealing: SealingKey,
    /// The root's word for the sealing key.
    pub sealing_certificate: SealingCertificate,
    /// Marks phones, to find the same customer by.
    pub phone_lookup: LookupKey,
    /// Marks and seals what tickets can be found by.
    pub words: WordsKey,
    /// Marks recovery codes.
    pub recovery: LookupKey,
    /// Marks browsers in which an account was signed in to.
    pub known_browser: LookupKey,
    /// Marks what services bring: their own numbers, and all that they say.
    pub services: LookupKey,
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
        if !sealed.iter().any(|key| key.purpose == SEALING) {
            // Data of a version that had no such key.
            let root = SigningKey::from_bytes(&open(&sealed, &master, ROOT)?.0);
            match store.keep_sealed_keys(vec![make_sealing(&master, &root)]).await {
                Ok(()) | Err(StoreError::Taken) => sealed = store.sealed_keys().await?,
                Err(error) => return Err(error.into()),
            }
        }
        let open_signing = |purpose: &str| -> Result<(SigningKey, Option<String>), KeysError> {
            let (seed, certificate) = open(&sealed, &master, purpose)?;
            Ok((SigningKey::from_bytes(&seed), certificate))
        };
        let root = open_signing(ROOT)?.0.verifying_key();
        let mut certificates = Vec::new();
        for purpose in WORKING {
            let certificate: KeyCertificate = read_certificate(open_signing(purpose.as_str())?.1)?;
            certificate.verify(&root).map_err(|_| KeysError::Incomplete)?;
            certificates.push(certificate);
        }
        let working = |purpose: KeyPurpose| open_signing(purpose.as_str()).map(|(key, _)| key);
        let (feed, ack, policy) =
            (working(KeyPurpose::Feed)?, working(KeyPurpose::Ack)?, working(KeyPurpose::Policy)?);
        let (secret, certificate) = open(&sealed, &master, SEALING)?;
        // From a key that outlives a change of the master key, as the marks in the projections do.
        let phone_lookup = LookupKey::derived_from(&secret, "phone");
        let words = WordsKey::derived_from(&secret);
        let recovery = LookupKey::derived_from(&secret, "recovery code");
        let known_browser = LookupKey::derived_from(&secret, "known browser");
        let services = LookupKey::derived_from(&secret, "service");
        let sealing = SealingKey::from_bytes(secret);
        let sealing_certificate: SealingCertificate = read_certificate(certificate)?;
        let is_for_it = sealing_certificate.key == sealing.public();
        if !is_for_it || sealing_certificate.verify(&root).is_err() {
            return Err(KeysError::Incomplete);
        }
        Ok(Self {
            root,
            certificates,
            feed,
            ack,
            policy,
            sealing,
            sealing_certificate,
            phone_lookup,
            words,
            recovery,
            known_browser,
            services,
            master,
        })
    }

    /// The root's word for the key that signs policies.
    pub fn policy_certificate(&self) -> KeyCertificate {
        let of_policy =
            self.certificates.iter().find(|certificate| certificate.purpose == KeyPurpose::Policy);
        *of_policy.expect("there is one for every working key")
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

    /// The secret of somebody's second step, sealed for the database.
    pub fn seal_second_step(&self, person: PersonId, secret: &[u8; 20]) -> Vec<u8> {
        self.master.seal(&second_step_of(person), secret)
    }

    /// The same from the database.
    pub fn open_second_step(&self, person: PersonId, sealed: &[u8]) -> Result<[u8; 20], SealError> {
        self.master.open(&second_step_of(person), sealed)
    }

    /// The secret of a second step that is offered until then, sealed for the page to bring back; `to` says to whom and where.
    pub fn seal_offered_step(&self, to: &str, secret: &[u8; 20], until: Instant) -> Vec<u8> {
        let mut offered = secret.to_vec();
        offered.extend(until.unix_ms().to_be_bytes());
        self.master.seal(&offered_step_of(to), &offered)
    }

    /// The same as the page brought it back, and until when it was offered.
    pub fn open_offered_step(&self, to: &str, sealed: &[u8]) -> Result<([u8; 20], Instant), SealError> {
        let offered: [u8; 28] = self.master.open(&offered_step_of(to), sealed)?;
        let (secret, until) = offered.split_first_chunk().expect("28 bytes are more than 20");
        let until = i64::from_be_bytes(until.try_into().expect("28 bytes are 20 and 8"));
        Ok((*secret, Instant::from_unix_ms(until)))
    }

    /// A webhook's secret, sealed for the database.
    pub fn seal_webhook_secret(&self, webhook: WebhookId, secret: &WebhookSecret) -> Vec<u8> {
        self.master.seal(&webhook_secret_of(webhook), secret.as_bytes())
    }

    /// The same from the database.
    pub fn open_webhook_secret(&self, webhook: WebhookId, sealed: &[u8]) -> Result<WebhookSecret, SealError> {
        self.master.open(&webhook_secret_of(webhook), sealed).map(WebhookSecret::from_bytes)
    }
}

/// The secret half of a key that is kept, and its certificate.
fn open(
    sealed: &[SealedKey],
    master: &MasterKey,
    purpose: &str,
) -> Result<([u8; 32], Option<String>), KeysError> {
    let key = sealed.iter().find(|key| key.purpose == purpose).ok_or(KeysError::Incomplete)?;
    Ok((master.open(&sealed_for(purpose), &key.sealed)?, key.certificate.clone()))
}

fn read_certificate<T: DeserializeOwned>(json: Option<String>) -> Result<T, KeysError> {
    serde_json::from_str(&json.ok_or(KeysError::Incomplete)?).map_err(|_| KeysError::Incomplete)
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
    keys.push(make_sealing(master, &root));
    keys
}

fn make_sealing(master: &MasterKey, root: &SigningKey) -> SealedKey {
    let secret = random();
    let certificate = SealingCertificate::issue(SealingKey::from_bytes(secret).public(), root);
    SealedKey {
        purpose: SEALING.to_owned(),
        sealed: master.seal(&sealed_for(SEALING), &secret),
        certificate: Some(serde_json::to_string(&certificate).expect("a certificate can be written")),
    }
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

fn second_step_of(person: PersonId) -> String {
    format!("second step of {person}")
}

fn offered_step_of(to: &str) -> String {
    format!("second step offered to {to}")
}

fn webhook_secret_of(webhook: WebhookId) -> String {
    format!("secret of webhook {webhook}")
}
