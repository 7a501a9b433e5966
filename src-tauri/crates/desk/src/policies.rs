//! The policies: which one is in force today, and taking up what headquarters publishes.

use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use domain::{Date, Policy, PolicyPlace, PolicyVersion, policy::PolicyError};
use protocol::{SignatureError, wire::SignedPolicy};
use store::{KeptPolicy, Snapshot, Store};

use crate::{Desk, DeskError, Incident, Place, desk::Inner};

/// Why a published policy is not taken up. The one in force stays.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PolicyFault {
    /// This headquarters did not sign it.
    #[error("the policy is not signed by headquarters")]
    Signature(#[from] SignatureError),
    /// The document is another than headquarters named.
    #[error("the policy is another version than it was named")]
    OtherVersion,
    /// It is no policy that could be followed.
    #[error("the policy cannot be followed: {0}")]
    Document(#[from] PolicyError),
}

impl PolicyFault {
    /// What stands in the database beside the document.
    const fn code(&self) -> &'static str {
        match self {
            Self::Signature(_) => "policy_signature",
            Self::OtherVersion => "policy_version",
            Self::Document(_) => "policy_document",
        }
    }
}

/// What was published and can be followed, the first to hold first. Each stays in memory until the program ends, for whoever
/// makes a paper or a screen holds on to the one that was in force when they began; few are published in a program's life.
#[derive(Default)]
pub(crate) struct Policies {
    published: RwLock<Vec<&'static Policy>>,
    /// By which lists and promises were reckoned last.
    followed: Mutex<Option<PolicyVersion>>,
}

impl Policies {
    /// What came earlier. What an earlier program could not follow this one may: it is asked for again.
    pub fn kept(store: &Store, place: Option<&Place>) -> Result<Self, store::Error> {
        let Some(place) = place else { return Ok(Self::default()) };
        store.write(store::Tx::forget_refused_policies)?;
        store.read(|now| Self::read_from(now, place))
    }

    /// What came earlier and was not refused.
    pub fn read_from(now: &Snapshot, place: &Place) -> Result<Self, store::Error> {
        let policies = Self::default();
        for kept in now.policies()?.into_iter().filter(|kept| kept.refused.is_none()) {
            match policies.read(&kept.version, &kept.signed, place) {
                Ok(policy) => policies.add(policy),
                Err(fault) => tracing::error!(%fault, "a policy that was taken up is none any more"),
            }
        }
        Ok(policies)
    }

    /// The one in force on a day: the last that has begun, else what came with the program.
    pub fn in_force_on(&self, day: Date) -> &'static Policy {
        let policies = self.published.read().unwrap_or_else(PoisonError::into_inner);
        let begun = |policy: &&&'static Policy| policy.valid_from().is_some_and(|from| from <= day);
        policies.iter().rfind(begun).copied().unwrap_or(Policy::bundled())
    }

    fn followed(&self) -> MutexGuard<'_, Option<PolicyVersion>> {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last to hold of all.
    fn last(&self) -> &'static Policy {
        let policies = self.published.read().unwrap_or_else(PoisonError::into_inner);
        policies.last().copied().unwrap_or(Policy::bundled())
    }

    /// Reads what came as it holds at `place`.
    fn read(
        &self,
        version: &PolicyVersion,
        signed: &SignedPolicy,
        place: &Place,
    ) -> Result<Policy, PolicyFault> {
        signed.verify(&place.root_key)?;
        let policy = Policy::parse_to_publish(&signed.document, self.last())?;
        if policy.version() != version {
            return Err(PolicyFault::OtherVersion);
        }
        let here = PolicyPlace { region: None, branch: Some(place.branch.code) };
        Ok(Policy::parse_at(&signed.document, &here)?)
    }

    fn add(&self, policy: Policy) {
        let mut policies = self.published.write().unwrap_or_else(PoisonError::into_inner);
        policies.push(Box::leak(Box::new(policy)));
        // Of two that begin on one day the later to come counts: the order among equals stays.
        policies.sort_by_key(|policy| policy.valid_from());
    }
}

impl Desk {
    /// The policy in force.
    pub fn policy(&self) -> &'static Policy {
        self.inner.policy()
    }

    /// Reckons lists and promises anew where another policy is in force than they were last reckoned by: at the start, and
    /// when one came or its day has.
    pub(crate) fn follow_policy(&self) -> Result<(), DeskError> {
        let version = self.policy().version();
        // Held while it is done: the start and the courier do it once.
        let mut followed = self.inner.policies.followed();
        if followed.as_ref() != Some(version) {
            let recomputed = self.take_up_rules(self.now())?;
            tracing::info!(
                version = version.as_str(),
                moved = recomputed.moved,
                "the policy in force is followed"
            );
            *followed = Some(version.clone());
        }
        Ok(())
    }
}

impl Inner {
    /// The policy in force today.
    pub(crate) fn policy(&self) -> &'static Policy {
        let zone = self.place().map_or_else(|_| Policy::bundled().calendar().zone(), |it| it.branch.zone);
        self.policies.in_force_on(zone.local(self.around.now()).date)
    }

    /// Keeps what headquarters published, and takes it up unless something is wrong with it: then that is said.
    pub(crate) fn policy_came(&self, version: &PolicyVersion, signed: SignedPolicy) -> Result<(), DeskError> {
        let read = self.policies.read(version, &signed, &self.place()?);
        if let Err(fault) = &read {
            tracing::warn!(%fault, version = version.as_str(), "a published policy is not taken up");
        }
        let kept = KeptPolicy {
            version: version.clone(),
            signed,
            came_at: self.around.now(),
            refused: read.as_ref().err().map(|fault| fault.code().to_owned()),
        };
        self.store.write(|tx| {
            tx.keep_policy(&kept)?;
            if kept.refused.is_some() { self.note_incident(tx, Incident::PolicyRefused) } else { Ok(()) }
        })?;
        if let Ok(policy) = read {
            self.policies.add(policy);
        }
        self.changed();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::policy::BUNDLED_DOCUMENT;
    use protocol::{
        SigningKey,
        wire::{KeyCertificate, KeyPurpose},
    };
    use serde_json::{Value, json};
    use tempfile::TempDir;

    use super::*;
    use crate::desk::tests::desk_at;

    const ROOT: [u8; 32] = [1; 32];
    const WORKING: [u8; 32] = [2; 32];

    /// A desk on a Tuesday that trusts `ROOT`.
    fn trusting_desk(home: &TempDir) -> Desk {
        let desk = desk_at(home.path(), "2026-11-24T04:00:00.000Z");
        let root_key = SigningKey::from_bytes(&ROOT).verifying_key();
        desk.inner.set_place(Place { root_key, ..desk.place().unwrap() });
        desk
    }

    fn document(change: impl FnOnce(&mut Value)) -> String {
        let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
        document["version"] = json!("2026-12.1");
        document["valid_from"] = json!("2026-11-24");
        change(&mut document);
        document.to_string()
    }

    fn signed(document: String, root: [u8; 32]) -> SignedPolicy {
        let (root, working) = (SigningKey::from_bytes(&root), SigningKey::from_bytes(&WORKING));
        let certificate = KeyCertificate::issue(KeyPurpose::Policy, working.verifying_key(), &root);
        SignedPolicy::signed(document, &working, certificate)
    }

    /// What became of a document that came as `version`: the version in force, and the code of what is wrong with it.
    fn came(desk: &Desk, version: &str, signed: SignedPolicy) -> (String, Option<String>) {
        let version = PolicyVersion(version.to_owned());
        desk.inner.policy_came(&version, signed).unwrap();
        let kept = desk.inner.store.read(Snapshot::policies).unwrap();
        let refused = kept.into_iter().find(|kept| kept.version == version).unwrap().refused;
        (desk.policy().version().to_string(), refused)
    }

    #[test]
    fn what_headquarters_signed_is_in_force_from_its_day_on_and_after_a_restart() {
        let home = tempfile::tempdir().unwrap();
        let desk = trusting_desk(&home);
        let next = document(|_| ());
        assert_eq!(came(&desk, "2026-12.1", signed(next, ROOT)), ("2026-12.1".to_owned(), None));
        let later = document(|it| {
            it["version"] = json!("2027-01.1");
            it["valid_from"] = json!("2027-01-01");
        });
        assert_eq!(came(&desk, "2027-01.1", signed(later, ROOT)), ("2026-12.1".to_owned(), None));
        let place = desk.place().unwrap();
        let again = desk.inner.store.read(|now| Policies::read_from(now, &place)).unwrap();
        assert_eq!(again.in_force_on("2026-12-31".parse().unwrap()).version().as_str(), "2026-12.1");
        assert_eq!(again.in_force_on("2027-01-01".parse().unwrap()).version().as_str(), "2027-01.1");
    }

    #[test]
    fn whatever_is_wrong_with_a_policy_the_old_one_stays_and_somebody_is_told() {
        let refused = |version: &str, signed: SignedPolicy| {
            let home = tempfile::tempdir().unwrap();
            let desk = trusting_desk(&home);
            let (in_force, refused) = came(&desk, version, signed);
            assert_eq!(in_force, Policy::bundled().version().as_str());
            let told: Vec<_> = desk.incidents().unwrap().iter().map(|told| told.incident.code()).collect();
            assert_eq!(told, ["policy_refused"]);
            refused.unwrap()
        };
        let good = document(|_| ());
        assert_eq!(refused("2026-12.1", signed(good.clone(), [9; 32])), "policy_signature");
        let changed =
            SignedPolicy { document: good.replace("2026-12.1", "2026-12.9"), ..signed(good.clone(), ROOT) };
        assert_eq!(refused("2026-12.9", changed), "policy_signature");
        assert_eq!(refused("2026-12.2", signed(good, ROOT)), "policy_version");
        let uncited = document(|it| it["rules"][0]["citation"]["zh"] = json!(""));
        assert_eq!(refused("2026-12.1", signed(uncited, ROOT)), "policy_document");
        let years = document(|it| {
            let years = it["calendars"][0]["years"].as_object_mut().unwrap();
            years.insert("2029".to_owned(), json!({ "off": [], "work": [], "sources": [] }));
        });
        assert_eq!(refused("2026-12.1", signed(years, ROOT)), "policy_document");
    }

    #[test]
    fn what_was_refused_is_asked_for_again_by_the_next_start() {
        let home = tempfile::tempdir().unwrap();
        let desk = trusting_desk(&home);
        came(&desk, "2026-12.1", signed(document(|_| ()), [9; 32]));
        assert_eq!(desk.inner.store.read(Snapshot::policy_versions).unwrap().len(), 1);
        Policies::kept(&desk.inner.store, desk.place().as_ref()).unwrap();
        assert!(desk.inner.store.read(Snapshot::policy_versions).unwrap().is_empty());
    }
}
