//! The policies that were published.

use async_trait::async_trait;
use domain::PolicyVersion;

use super::{
    Postgres,
    values::{at, moment, text},
};
use crate::store::{Policies, PublishedPolicy, StoreError};

#[async_trait]
impl Policies for Postgres {
    async fn list_policies(&self) -> Result<Vec<PublishedPolicy>, StoreError> {
        let client = self.client().await?;
        let rows = client
            .query(
                "SELECT version, valid_from, signed, published_at, published_by, words FROM policies
                 ORDER BY valid_from COLLATE \"C\", published_at",
                &[],
            )
            .await?;
        let policy = |row: &tokio_postgres::Row| {
            Ok(PublishedPolicy {
                version: PolicyVersion(row.try_get("version")?),
                valid_from: text(row, "valid_from")?,
                signed: serde_json::from_str(row.try_get("signed")?)
                    .map_err(|error| StoreError::Database(Box::new(error)))?,
                published_at: at(row, "published_at")?,
                published_by: row.try_get("published_by")?,
                words: row.try_get("words")?,
            })
        };
        rows.iter().map(policy).collect()
    }

    async fn keep_policy(&self, policy: PublishedPolicy) -> Result<(), StoreError> {
        let signed = serde_json::to_string(&policy.signed).expect("a signed policy can be written");
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        tx.execute(
            "INSERT INTO policies (version, valid_from, signed, published_at, published_by, words)
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                &policy.version.as_str(),
                &policy.valid_from.to_string(),
                &signed,
                &moment(policy.published_at),
                &policy.published_by,
                &policy.words,
            ],
        )
        .await?;
        self.teller.changed(&tx).await?;
        Ok(tx.commit().await?)
    }
}
