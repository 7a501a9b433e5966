//! What stands in the database that a file moves into, and whose turn it is to fill it.

use std::collections::BTreeSet;

use deadpool_postgres::{ClientWrapper, Object, Transaction};
use tokio_postgres::error::SqlState;

use crate::store::{
    SealedKey, StoreError, Trust,
    postgres::{BEING_FILLED, Postgres},
};

/// One moves at a time.
const MOVING: i64 = 0x636f_756e_7465_726d;

/// What a database holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Standing {
    /// No headquarters.
    Empty,
    /// A part of one, brought by the move of this name.
    BeingFilled(String),
    /// A whole one, with its keys' certificates.
    Whole(BTreeSet<(String, String)>),
}

/// What tells one headquarters from another: its root's word for its keys, by their purposes. A change of the master key
/// leaves it as it is.
pub fn certificates(keys: Vec<SealedKey>) -> BTreeSet<(String, String)> {
    keys.into_iter().filter_map(|key| Some((key.purpose, key.certificate?))).collect()
}

/// The turn to move, which ends with its connection; and with that all that was begun over it.
pub struct Turn(ClientWrapper);

impl Turn {
    pub(super) async fn transaction(&mut self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.0.transaction().await?)
    }
}

impl Postgres {
    /// What it holds.
    pub async fn standing(&self) -> Result<Standing, StoreError> {
        let found = "SELECT value FROM settings WHERE name = $1";
        if let Some(row) = self.client().await?.query_opt(found, &[&BEING_FILLED]).await? {
            return Ok(Standing::BeingFilled(row.try_get(0)?));
        }
        let keys = self.sealed_keys().await?;
        Ok(if keys.is_empty() { Standing::Empty } else { Standing::Whole(certificates(keys)) })
    }

    /// Waits for a moment until nobody else moves into it.
    pub async fn take_turn(&self) -> Result<Turn, StoreError> {
        // Taken out of the pool, so that nobody else gets it.
        let client = Object::take(self.client().await?);
        match client.execute("SELECT pg_advisory_lock($1)", &[&MOVING]).await {
            Ok(_) => Ok(Turn(client)),
            Err(error) if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => Err(StoreError::BeingFilled),
            Err(error) => Err(error.into()),
        }
    }
}
