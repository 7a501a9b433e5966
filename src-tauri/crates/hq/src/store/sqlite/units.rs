//! The tree of units, and branches.

use async_trait::async_trait;
use domain::{BranchCode, BranchId, Unit, UnitId};
use rusqlite::{OptionalExtension, Row, named_params};

use super::{
    Sqlite,
    values::{bytes, bytes_or_none, text, text_or_none},
};
use crate::store::{Branch, NewBranch, StoreError, Units};

const BRANCH: &str =
    "SELECT branch_id, code, name, address, phone, zone, sealed_key, own_device, own_epoch, generation,
        feed_head,
        (WITH RECURSIVE above (id, parent_id, region, height) AS (
            SELECT id, parent_id, region, 0 FROM units AS own WHERE own.id = branches.branch_id
            UNION ALL
            SELECT higher.id, higher.parent_id, higher.region, height + 1
            FROM units AS higher JOIN above ON higher.id = above.parent_id
        ) SELECT region FROM above WHERE region IS NOT NULL ORDER BY height LIMIT 1) AS region
    FROM branches JOIN units ON units.id = branch_id";

#[async_trait]
impl Units for Sqlite {
    async fn add_unit(&self, unit: Unit, branch: Option<NewBranch>) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO units (id, parent_id, level, name, code, letter, address, phone, region)
                 VALUES (:id, :parent_id, :level, :name, :code, :letter, :address, :phone, :region)",
                named_params! {
                    ":id": unit.id.as_bytes(),
                    ":parent_id": unit.parent.as_ref().map(UnitId::as_bytes),
                    ":level": unit.level.as_str(),
                    ":name": unit.name,
                    ":code": unit.code.map(|code| code.to_string()),
                    ":letter": unit.letter.map(|letter| letter.to_string()),
                    ":address": unit.address,
                    ":phone": unit.phone,
                    ":region": unit.region,
                },
            )?;
            let Some(branch) = branch else { return Ok(()) };
            tx.execute(
                "INSERT INTO branches (branch_id, zone, sealed_key, own_device, own_epoch, generation)
                 VALUES (:branch_id, :zone, :sealed_key, :own_device, :own_epoch, :generation)",
                named_params! {
                    ":branch_id": unit.id.as_bytes(),
                    ":zone": branch.zone.to_string(),
                    ":sealed_key": branch.sealed_key,
                    ":own_device": branch.own_device.as_bytes(),
                    ":own_epoch": branch.own_epoch.as_bytes(),
                    ":generation": branch.generation.as_bytes(),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn set_region(&self, unit: UnitId, region: Option<String>) -> Result<(), StoreError> {
        self.write(move |tx| {
            let unit = named_params! { ":id": unit.as_bytes(), ":region": region };
            tx.execute("UPDATE units SET region = :region WHERE id = :id", unit)?;
            Ok(())
        })
        .await
    }

    async fn list_units(&self) -> Result<Vec<Unit>, StoreError> {
        self.read(|tx| {
            let mut units = tx.prepare_cached(
                "SELECT id, parent_id, level, name, code, letter, address, phone, region FROM units ORDER BY rowid",
            )?;
            let rows = units.query_map([], |row| {
                Ok(Unit {
                    id: bytes(row, "id")?,
                    level: text(row, "level")?,
                    name: row.get("name")?,
                    code: text_or_none(row, "code")?,
                    letter: text_or_none(row, "letter")?,
                    parent: bytes_or_none(row, "parent_id")?,
                    address: row.get("address")?,
                    phone: row.get("phone")?,
                    region: row.get("region")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn list_branches(&self) -> Result<Vec<Branch>, StoreError> {
        self.read(|tx| {
            let mut branches = tx.prepare_cached(&format!("{BRANCH} ORDER BY code"))?;
            let rows = branches.query_map([], branch)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn find_branch(&self, id: BranchId) -> Result<Option<Branch>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!("{BRANCH} WHERE branch_id = :branch_id"))?;
            Ok(found.query_row(named_params! { ":branch_id": id.as_bytes() }, branch).optional()?)
        })
        .await
    }

    async fn find_branch_coded(&self, code: BranchCode) -> Result<Option<Branch>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!("{BRANCH} WHERE code = :code"))?;
            Ok(found.query_row(named_params! { ":code": code.to_string() }, branch).optional()?)
        })
        .await
    }
}

fn branch(row: &Row<'_>) -> rusqlite::Result<Branch> {
    Ok(Branch {
        id: bytes(row, "branch_id")?,
        code: text(row, "code")?,
        name: row.get("name")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        zone: text(row, "zone")?,
        region: row.get("region")?,
        sealed_key: row.get("sealed_key")?,
        own_device: bytes(row, "own_device")?,
        own_epoch: bytes(row, "own_epoch")?,
        generation: bytes(row, "generation")?,
        feed_head: row.get("feed_head")?,
    })
}
