//! A published policy as headquarters signed it. `GET /policy?version=`.

use serde::{Deserialize, Serialize};

use super::{KeyCertificate, KeyPurpose};
use crate::{Purpose, Signature, SignatureError, SigningKey, VerifyingKey, sign, verify};

/// A policy document with headquarters' signature, which can be verified from the root alone, here and in ten years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct SignedPolicy {
    /// The document, byte for byte.
    pub document: String,
    /// `policy`: the document; by the policy key.
    pub signature: Signature,
    /// The root's word for the policy key.
    pub certificate: KeyCertificate,
}

impl SignedPolicy {
    /// A document signed by headquarters' policy key.
    pub fn signed(document: String, key: &SigningKey, certificate: KeyCertificate) -> Self {
        let signature = sign(key, Purpose::Policy, &[document.as_bytes()]);
        Self { document, signature, certificate }
    }

    /// Verifies that a policy key for which the root vouches signed the document.
    pub fn verify(&self, root: &VerifyingKey) -> Result<(), SignatureError> {
        if self.certificate.purpose != KeyPurpose::Policy {
            return Err(SignatureError);
        }
        self.certificate.verify(root)?;
        verify(&self.certificate.key, Purpose::Policy, &[self.document.as_bytes()], &self.signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn signed(purpose: KeyPurpose, by: &SigningKey, root: &SigningKey) -> SignedPolicy {
        let certificate = KeyCertificate::issue(purpose, by.verifying_key(), root);
        SignedPolicy::signed("{}".to_owned(), by, certificate)
    }

    #[test]
    fn only_a_policy_key_of_this_root_signs_policies() {
        let (root, working) = (key(1), key(2));
        let good = signed(KeyPurpose::Policy, &working, &root);
        assert_eq!(good.verify(&root.verifying_key()), Ok(()));
        assert!(good.verify(&key(3).verifying_key()).is_err(), "another headquarters");
        let feed = signed(KeyPurpose::Feed, &working, &root);
        assert!(feed.verify(&root.verifying_key()).is_err(), "a key for something else");
        let other =
            SignedPolicy { signature: signed(KeyPurpose::Policy, &key(4), &root).signature, ..good.clone() };
        assert!(other.verify(&root.verifying_key()).is_err(), "another's signature");
    }

    #[test]
    fn a_letter_more_is_another_document() {
        let root = key(1);
        let good = signed(KeyPurpose::Policy, &key(2), &root);
        let changed = SignedPolicy { document: "{} ".to_owned(), ..good };
        assert!(changed.verify(&root.verifying_key()).is_err());
    }
}
