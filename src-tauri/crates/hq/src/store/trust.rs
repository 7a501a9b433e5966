//! Headquarters' own keys and address, as they are kept.

use async_trait::async_trait;

use super::StoreError;

/// One of headquarters' keys under the master key, with its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedKey {
    /// `root`, `feed`, `policy`, `ack` or `sealing`.
    pub purpose: String,
    /// The key under the master key.
    pub sealed: Vec<u8>,
    /// The root's certificate for it, as JSON; none for the root itself.
    pub certificate: Option<String>,
}

/// Keeps headquarters' own keys and address.
#[async_trait]
pub trait Trust: Send + Sync {
    /// The keys, or none at the first start.
    async fn sealed_keys(&self) -> Result<Vec<SealedKey>, StoreError>;
    /// Keeps keys that were made at a start; `Taken` when another start was first.
    async fn keep_sealed_keys(&self, keys: Vec<SealedKey>) -> Result<(), StoreError>;
    /// Where counters reach headquarters, as it was last started.
    async fn address(&self) -> Result<Option<String>, StoreError>;
    /// Notes where counters reach headquarters.
    async fn keep_address(&self, address: &str) -> Result<(), StoreError>;
}
