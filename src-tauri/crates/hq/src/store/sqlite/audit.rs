//! The audit log.

use async_trait::async_trait;
use domain::{Instant, UnitId};
use protocol::NO_HASH;
use rusqlite::{OptionalExtension, Row, named_params};

use super::{
    Sqlite,
    values::{bytes, bytes_or_none, moment, text},
};
use crate::store::{AuditEntry, AuditQuery, AuditRow, Audits, StoreError};

const ROW: &str = "SELECT seq, at, account, person_id, unit_id, address, act, about, outcome, before_hash, hash FROM audit";

#[async_trait]
impl Audits for Sqlite {
    async fn append_audit(&self, entry: AuditEntry) -> Result<(), StoreError> {
        // One writer: nobody appends between the question and the row.
        self.write(move |tx| {
            let mut last = tx.prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?;
            let last = last.query_row([], |row| Ok((row.get::<_, u64>("seq")?, bytes(row, "hash")?))).optional()?;
            let (seq, before) = last.map_or((1, NO_HASH), |(seq, hash)| (seq + 1, hash));
            let mut add = tx.prepare_cached(
                "INSERT INTO audit (seq, at, account, person_id, unit_id, address, act, about, outcome, before_hash, hash)
                 VALUES (:seq, :at, :account, :person_id, :unit_id, :address, :act, :about, :outcome, :before_hash, :hash)",
            )?;
            add.execute(named_params! {
                ":seq": seq,
                ":at": moment(entry.at),
                ":account": entry.account,
                ":person_id": entry.person.as_ref().map(domain::PersonId::as_bytes),
                ":unit_id": entry.unit.as_ref().map(UnitId::as_bytes),
                ":address": entry.address,
                ":act": entry.act.as_str(),
                ":about": entry.about,
                ":outcome": entry.outcome,
                ":before_hash": before.0,
                ":hash": entry.hash(seq, before).0,
            })?;
            Ok(())
        })
        .await
    }

    async fn list_audit(&self, wanted: AuditQuery) -> Result<Vec<AuditRow>, StoreError> {
        self.read(move |tx| {
            let units = wanted.units.map(|units| {
                let hex = units.iter().map(|unit| unit.to_string().replace('-', "").to_uppercase());
                serde_json::Value::from(hex.collect::<Vec<_>>()).to_string()
            });
            // What does not narrow is left out, so that an index serves what does.
            let mut sql = format!("{ROW} WHERE seq < :before");
            for (is_asked, narrowing) in [
                (units.is_some(), " AND hex(unit_id) IN (SELECT value FROM json_each(:units))"),
                (wanted.account.is_some(), " AND account = :account"),
                (wanted.act.is_some(), " AND act = :act"),
                (wanted.about.is_some(), " AND about = :about"),
                (wanted.from.is_some(), " AND at >= :from"),
                (wanted.until.is_some(), " AND at < :until"),
            ] {
                if is_asked {
                    sql += narrowing;
                }
            }
            sql += " ORDER BY seq DESC LIMIT :limit";
            let mut found = tx.prepare_cached(&sql)?;
            let mut bind = |name: &str, value: &dyn rusqlite::ToSql| -> rusqlite::Result<()> {
                found.parameter_index(name)?.map_or(Ok(()), |at| found.raw_bind_parameter(at, value))
            };
            bind(":before", &wanted.before.unwrap_or(i64::MAX as u64))?;
            bind(":units", &units)?;
            bind(":account", &wanted.account)?;
            bind(":act", &wanted.act.map(|act| act.as_str()))?;
            bind(":about", &wanted.about)?;
            bind(":from", &wanted.from.map(moment))?;
            bind(":until", &wanted.until.map(moment))?;
            bind(":limit", &wanted.limit)?;
            let (mut rows, mut listed) = (found.raw_query(), Vec::new());
            while let Some(found) = rows.next()? {
                listed.push(row(found)?);
            }
            Ok(listed)
        })
        .await
    }

    async fn list_audit_after(&self, seq: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!("{ROW} WHERE seq > :seq ORDER BY seq LIMIT :limit"))?;
            let rows = found.query_map(named_params! { ":seq": seq, ":limit": limit }, row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow {
        seq: row.get("seq")?,
        entry: AuditEntry {
            at: text::<Instant>(row, "at")?,
            account: row.get("account")?,
            person: bytes_or_none(row, "person_id")?,
            unit: bytes_or_none(row, "unit_id")?,
            address: row.get("address")?,
            act: text(row, "act")?,
            about: row.get("about")?,
            outcome: row.get("outcome")?,
        },
        before: bytes(row, "before_hash")?,
        hash: bytes(row, "hash")?,
    })
}
