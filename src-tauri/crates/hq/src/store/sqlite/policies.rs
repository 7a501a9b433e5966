//! The policies that were published.

use async_trait::async_trait;
use domain::PolicyVersion;
use rusqlite::named_params;

use super::{Sqlite, values::text};
use crate::store::{Policies, PublishedPolicy, StoreError};

#[async_trait]
impl Policies for Sqlite {
    async fn list_policies(&self) -> Result<Vec<PublishedPolicy>, StoreError> {
        self.read(|tx| {
            let mut list = tx.prepare_cached(
                "SELECT version, valid_from, signed, published_at, published_by, words FROM policies
                 ORDER BY valid_from, published_at",
            )?;
            let mut rows = list.query([])?;
            let mut policies = Vec::new();
            while let Some(row) = rows.next()? {
                let signed: String = row.get("signed")?;
                policies.push(PublishedPolicy {
                    version: PolicyVersion(row.get("version")?),
                    valid_from: text(row, "valid_from")?,
                    signed: serde_json::from_str(&signed)
                        .map_err(|error| StoreError::Database(Box::new(error)))?,
                    published_at: text(row, "published_at")?,
                    published_by: row.get("published_by")?,
                    words: row.get("words")?,
                });
            }
            Ok(policies)
        })
        .await
    }

    async fn keep_policy(&self, policy: PublishedPolicy) -> Result<(), StoreError> {
        let signed = serde_json::to_string(&policy.signed).expect("a signed policy can be written");
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO policies (version, valid_from, signed, published_at, published_by, words)
                 VALUES (:version, :valid_from, :signed, :published_at, :published_by, :words)",
                named_params! {
                    ":version": policy.version.as_str(),
                    ":valid_from": policy.valid_from.to_string(),
                    ":signed": signed,
                    ":published_at": policy.published_at.to_string(),
                    ":published_by": policy.published_by,
                    ":words": policy.words,
                },
            )?;
            Ok(())
        })
        .await
    }
}
