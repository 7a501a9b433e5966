//! Headquarters' own keys and address.

use async_trait::async_trait;
use rusqlite::{OptionalExtension, named_params};

use super::Sqlite;
use crate::store::{SealedKey, StoreError, Trust};

#[async_trait]
impl Trust for Sqlite {
    async fn sealed_keys(&self) -> Result<Vec<SealedKey>, StoreError> {
        self.read(|tx| {
            let mut keys = tx.prepare_cached("SELECT purpose, sealed_key, certificate FROM trust")?;
            let rows = keys.query_map([], |row| {
                Ok(SealedKey { purpose: row.get(0)?, sealed: row.get(1)?, certificate: row.get(2)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn keep_sealed_keys(&self, keys: Vec<SealedKey>) -> Result<(), StoreError> {
        self.write(move |tx| {
            for key in keys {
                tx.execute(
                    "INSERT INTO trust (purpose, sealed_key, certificate) VALUES (:purpose, :sealed_key, :certificate)",
                    named_params! {
                        ":purpose": key.purpose,
                        ":sealed_key": key.sealed,
                        ":certificate": key.certificate,
                    },
                )?;
            }
            Ok(())
        })
        .await
    }

    async fn address(&self) -> Result<Option<String>, StoreError> {
        self.read(|tx| {
            let mut found = tx.prepare_cached("SELECT value FROM settings WHERE name = 'address'")?;
            Ok(found.query_row([], |row| row.get(0)).optional()?)
        })
        .await
    }

    async fn keep_address(&self, address: &str) -> Result<(), StoreError> {
        let address = address.to_owned();
        self.write(move |tx| {
            tx.execute(
                "INSERT OR REPLACE INTO settings (name, value) VALUES ('address', :address)",
                named_params! { ":address": address },
            )?;
            Ok(())
        })
        .await
    }
}
