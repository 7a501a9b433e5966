//! The tree of units, and branches.

use async_trait::async_trait;
use domain::{BranchCode, BranchId, Unit, UnitId};
use protocol::wire::Generation;
use tokio_postgres::Row;

use super::{
    Postgres,
    values::{Id, bytes, count, id, id_or_none, text, text_or_none},
};
use crate::store::{Branch, NewBranch, StoreError, Units};

const BRANCH: &str =
    "SELECT branch_id, code, name, address, phone, zone, sealed_key, own_device, own_epoch, generation, feed_head,
        (WITH RECURSIVE above (id, parent_id, region, height) AS (
            SELECT id, parent_id, region, 0 FROM units AS own WHERE own.id = branches.branch_id
            UNION ALL
            SELECT higher.id, higher.parent_id, higher.region, height + 1
            FROM units AS higher JOIN above ON higher.id = above.parent_id
        ) SELECT region FROM above WHERE region IS NOT NULL ORDER BY height LIMIT 1) AS region
    FROM branches JOIN units ON units.id = branch_id";

#[async_trait]
impl Units for Postgres {
    async fn add_unit(&self, unit: Unit, branch: Option<NewBranch>) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        tx.execute(
            "INSERT INTO units (id, parent_id, level, name, code, letter, address, phone, region)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                &unit.id.uuid(),
                &unit.parent.map(|parent| parent.uuid()),
                &unit.level.as_str(),
                &unit.name,
                &unit.code.map(|code| code.to_string()),
                &unit.letter.map(|letter| letter.to_string()),
                &unit.address,
                &unit.phone,
                &unit.region,
            ],
        )
        .await?;
        if let Some(branch) = branch {
            tx.execute(
                "INSERT INTO branches (branch_id, zone, sealed_key, own_device, own_epoch, generation)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                &[
                    &unit.id.uuid(),
                    &branch.zone.to_string(),
                    &branch.sealed_key,
                    &branch.own_device.uuid(),
                    &branch.own_epoch.uuid(),
                    &&branch.generation.as_bytes()[..],
                ],
            )
            .await?;
        }
        self.teller.changed(&tx).await?;
        Ok(tx.commit().await?)
    }

    async fn set_region(&self, unit: UnitId, region: Option<String>) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        tx.execute("UPDATE units SET region = $2 WHERE id = $1", &[&unit.uuid(), &region]).await?;
        self.teller.changed(&tx).await?;
        Ok(tx.commit().await?)
    }

    async fn list_units(&self) -> Result<Vec<Unit>, StoreError> {
        let client = self.client().await?;
        // Their ids are in the order of time.
        let found = client
            .prepare_cached(
                "SELECT id, parent_id, level, name, code, letter, address, phone, region FROM units ORDER BY id",
            )
            .await?;
        let unit = |row: &Row| {
            Ok(Unit {
                id: id(row, "id")?,
                level: text(row, "level")?,
                name: row.try_get("name")?,
                code: text_or_none(row, "code")?,
                letter: text_or_none(row, "letter")?,
                parent: id_or_none(row, "parent_id")?,
                address: row.try_get("address")?,
                phone: row.try_get("phone")?,
                region: row.try_get("region")?,
            })
        };
        client.query(&found, &[]).await?.iter().map(unit).collect()
    }

    async fn list_branches(&self) -> Result<Vec<Branch>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached(&format!("{BRANCH} ORDER BY code COLLATE \"C\"")).await?;
        client.query(&found, &[]).await?.iter().map(branch).collect()
    }

    async fn find_branch(&self, id: BranchId) -> Result<Option<Branch>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached(&format!("{BRANCH} WHERE branch_id = $1")).await?;
        client.query_opt(&found, &[&id.uuid()]).await?.as_ref().map(branch).transpose()
    }

    async fn find_branch_coded(&self, code: BranchCode) -> Result<Option<Branch>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached(&format!("{BRANCH} WHERE code = $1")).await?;
        client.query_opt(&found, &[&code.to_string()]).await?.as_ref().map(branch).transpose()
    }
}

fn branch(row: &Row) -> Result<Branch, StoreError> {
    Ok(Branch {
        id: id(row, "branch_id")?,
        code: text(row, "code")?,
        name: row.try_get("name")?,
        address: row.try_get("address")?,
        phone: row.try_get("phone")?,
        zone: text(row, "zone")?,
        region: row.try_get("region")?,
        sealed_key: row.try_get("sealed_key")?,
        own_device: id(row, "own_device")?,
        own_epoch: id(row, "own_epoch")?,
        generation: Generation::from_bytes(bytes(row, "generation")?),
        feed_head: count(row, "feed_head")?,
    })
}
