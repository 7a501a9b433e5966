//! Headquarters' own keys and address.

use async_trait::async_trait;

use super::Postgres;
use crate::store::{SealedKey, StoreError, Trust};

#[async_trait]
impl Trust for Postgres {
    async fn sealed_keys(&self) -> Result<Vec<SealedKey>, StoreError> {
        let client = self.client().await?;
        let rows = client.query("SELECT purpose, sealed_key, certificate FROM trust", &[]).await?;
        let key = |row: &tokio_postgres::Row| {
            Ok(SealedKey { purpose: row.try_get(0)?, sealed: row.try_get(1)?, certificate: row.try_get(2)? })
        };
        rows.iter().map(key).collect()
    }

    async fn keep_sealed_keys(&self, keys: Vec<SealedKey>) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        for key in keys {
            tx.execute(
                "INSERT INTO trust (purpose, sealed_key, certificate) VALUES ($1, $2, $3)",
                &[&key.purpose, &key.sealed, &key.certificate],
            )
            .await?;
        }
        Ok(tx.commit().await?)
    }

    async fn address(&self) -> Result<Option<String>, StoreError> {
        let client = self.client().await?;
        let found = client.query_opt("SELECT value FROM settings WHERE name = 'address'", &[]).await?;
        Ok(found.map(|row| row.try_get(0)).transpose()?)
    }

    async fn keep_address(&self, address: &str) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "INSERT INTO settings (name, value) VALUES ('address', $1)
                 ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
                &[&address],
            )
            .await?;
        Ok(())
    }
}
