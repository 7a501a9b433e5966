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
        store.write(|tx| tx.forget_refused_policies())?;
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
