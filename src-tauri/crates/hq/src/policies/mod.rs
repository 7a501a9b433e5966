//! The policies: which one is in force, and publishing the next. Signed once, kept for ever, taken up by counters at their
//! next hello.

mod told;

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock, RwLockReadGuard},
};

use domain::{
    Date, Policy, PolicyPlace, PolicyVersion,
    policy::{BUNDLED_DOCUMENT, PolicyError},
};
use protocol::wire::SignedPolicy;

use crate::{
    HqState, HqStore,
    store::{Branch, PublishedPolicy, StoreError},
};

pub use told::{PolicyFault, PolicyOutlook, PolicyStanding, PolicyTold, PolicyWarning};

/// The largest document.
const MOST_DOCUMENT_BYTES: usize = 1_024 * 1_024;
/// The most that is said of what is new.
const MOST_WORDS: usize = 2_000;

/// Why a document is not published. Nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// It is no policy, or none that could follow.
    #[error("the document cannot be published: {0}")]
    Document(#[from] PolicyError),
    /// Its first day is over: what was promised by the policy in force would be judged by another one.
    #[error("it would hold from {0}, which is over")]
    Past(Date),
    /// Another of this version was published.
    #[error("version {0} was published already")]
    Published(PolicyVersion),
    /// Nobody could read it in one sitting.
    #[error("a policy has at most 1 MiB")]
    TooLarge,
    /// Whoever reads the list of versions must be told what is new, in so many words.
    #[error("say what is new, in at most 2,000 characters")]
    Wordless,
    /// The store failed.
    #[error("could not keep the policy")]
    Store(#[from] StoreError),
}

/// What was published, the first to hold first. Each stays in memory until the program ends, for requests under way hold on
/// to the one that was in force when they began; few are published in that time.
#[derive(Default)]
pub struct InForce {
    /// As it holds for the whole country, with its document.
    published: RwLock<Vec<(&'static Policy, String)>>,
    /// As it holds where a document says something else: as many as there are such places.
    elsewhere: RwLock<HashMap<(PolicyVersion, PolicyPlace), &'static Policy>>,
}

impl InForce {
    /// The one in force on a day: the last that has begun, else what came with the program.
    pub fn on(&self, day: Date) -> &'static Policy {
        let policies = self.published();
        let mut begun = policies.iter().map(|(policy, _)| *policy);
        begun.rfind(|policy| policy.valid_from().is_some_and(|from| from <= day)).unwrap_or(Policy::bundled())
    }

    /// The one in force on a day as it holds at a place.
    pub fn at(&self, day: Date, place: &PolicyPlace) -> &'static Policy {
        let country = self.on(day);
        let apart = country.told_apart(place);
        if apart == PolicyPlace::default() {
            return country;
        }
        let name = (country.version().clone(), apart);
        let known = self.elsewhere.read().unwrap_or_else(PoisonError::into_inner).get(&name).copied();
        known.unwrap_or_else(|| self.read_at(country, name))
    }

    fn read_at(&self, country: &'static Policy, name: (PolicyVersion, PolicyPlace)) -> &'static Policy {
        let document = {
            let policies = self.published();
            let published = policies.iter().find(|(policy, _)| *policy.version() == name.0);
            published.map_or_else(|| BUNDLED_DOCUMENT.to_owned(), |(_, document)| document.clone())
        };
        match Policy::parse_at(&document, &name.1) {
            Ok(policy) => {
                let mut elsewhere = self.elsewhere.write().unwrap_or_else(PoisonError::into_inner);
                elsewhere.entry(name).or_insert_with(|| leaked(policy))
            }
            // Each section was checked before it was published, by an earlier program.
            Err(error) => {
                tracing::error!(%error, version = name.0.as_str(), "a policy cannot be read where it holds otherwise");
                country
            }
        }
    }

    fn published(&self) -> RwLockReadGuard<'_, Vec<(&'static Policy, String)>> {
        self.published.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Of every policy that holds on a day or later: its version, the first to hold first. None before any was published.
    pub fn from(&self, day: Date) -> Vec<PolicyVersion> {
        let policies = self.published();
        let has_begun = |policy: &Policy| policy.valid_from().is_some_and(|from| from <= day);
        let begun = policies.iter().rposition(|(policy, _)| has_begun(policy));
        policies[begun.unwrap_or(0)..].iter().map(|(policy, _)| policy.version().clone()).collect()
    }

    /// One by its version, that of the program among them.
    pub fn find(&self, version: &str) -> Option<&'static Policy> {
        let policies = self.published();
        let mut all = policies.iter().map(|(policy, _)| *policy).chain([Policy::bundled()]);
        all.find(|policy| policy.version().as_str() == version)
    }

    /// The last to hold of all.
    pub fn last(&self) -> &'static Policy {
        self.published().last().map_or(Policy::bundled(), |(policy, _)| *policy)
    }

    /// Takes up what was published since this was last asked.
    pub async fn read(&self, store: &dyn HqStore) -> Result<(), StoreError> {
        let published = store.list_policies().await?;
        let mut policies = self.published.write().unwrap_or_else(PoisonError::into_inner);
        let mut now = Vec::with_capacity(published.len());
        for published in &published {
            let document = &published.signed.document;
            let known = policies.iter().find(|(policy, _)| *policy.version() == published.version);
            match known.map_or_else(|| Policy::parse(document).map(leaked), |(policy, _)| Ok(*policy)) {
                Ok(policy) => now.push((policy, document.clone())),
                // It was one when it was published, by an earlier program.
                Err(error) => {
                    tracing::error!(%error, version = published.version.as_str(), "a policy cannot be read");
                }
            }
        }
        *policies = now;
        Ok(())
    }
}

fn leaked(policy: Policy) -> &'static Policy {
    Box::leak(Box::new(policy))
}

impl HqState {
    /// Whether `document` may be published today, and the policy that it is.
    pub fn examine_policy(&self, document: &str) -> Result<Policy, PublishError> {
        if document.len() > MOST_DOCUMENT_BYTES {
            return Err(PublishError::TooLarge);
        }
        let policy = Policy::parse_to_publish(document, self.policies.last())?;
        if self.policies.find(policy.version().as_str()).is_some() {
            return Err(PublishError::Published(policy.version().clone()));
        }
        match policy.valid_from() {
            Some(from) if from < self.today() => Err(PublishError::Past(from)),
            _ => Ok(policy),
        }
    }

    /// Publishes `document`: signed, kept for ever, and given to every counter at its next hello.
    pub async fn publish_policy(
        &self,
        document: String,
        by: &str,
        words: String,
    ) -> Result<PolicyVersion, PublishError> {
        let words = words.trim().to_owned();
        if words.is_empty() || words.chars().count() > MOST_WORDS {
            return Err(PublishError::Wordless);
        }
        let policy = self.examine_policy(&document)?;
        let version = policy.version().clone();
        let signed = SignedPolicy::signed(document, &self.keys.policy, self.keys.policy_certificate());
        let published = PublishedPolicy {
            version: version.clone(),
            valid_from: policy.valid_from().expect("what may be published says from when it holds"),
            signed,
            published_at: self.clock.now(),
            published_by: by.to_owned(),
            words,
        };
        match self.store.keep_policy(published).await {
            Err(StoreError::Taken) => return Err(PublishError::Published(version)),
            kept => kept?,
        }
        self.policies.read(&*self.store).await?;
        tracing::info!(version = version.as_str(), "a policy was published");
        Ok(version)
    }

    /// The policy in force as it holds at a branch: that of its region, with what is different at the branch itself.
    pub fn policy_at(&self, branch: &Branch) -> &'static Policy {
        self.policies.at(self.today(), &branch.of_policies())
    }

    /// The local day, as the bundled calendar's zone has it.
    pub fn today(&self) -> Date {
        Policy::bundled().calendar().zone().local(self.clock.now()).date
    }
}
