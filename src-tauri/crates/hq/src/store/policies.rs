//! The policies that were published.

use async_trait::async_trait;
use domain::{Date, Instant, PolicyVersion};
use protocol::wire::SignedPolicy;

use super::StoreError;

/// A policy as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPolicy {
    /// Its version; no two have the same.
    pub version: PolicyVersion,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The document with headquarters' signature.
    pub signed: SignedPolicy,
    /// When it was published.
    pub published_at: Instant,
    /// By which account.
    pub published_by: String,
    /// What is new in it, as whoever published it put it.
    pub words: String,
}

/// Keeps what was published.
#[async_trait]
pub trait Policies: Send + Sync {
    /// Every policy, the first to hold first; of those that begin on one day the first to be published.
    async fn list_policies(&self) -> Result<Vec<PublishedPolicy>, StoreError>;
    /// Keeps a policy for ever; `Taken` when there is one of this version.
    async fn keep_policy(&self, policy: PublishedPolicy) -> Result<(), StoreError>;
}
