//! The audit log.

use std::path::Path;

use async_trait::async_trait;
use domain::{AuditAct, Instant, PersonId, Sha256, UnitId};
use protocol::NO_HASH;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, named_params};

use super::{
    Sqlite,
    values::{bytes, bytes_or_none, moment, text},
};
use crate::store::{AuditEntry, AuditQuery, AuditRow, Audits, StoreError};

const ROW: &str =
    "SELECT seq, at, account, person_id, unit_id, address, act, about, outcome, before_hash, hash FROM audit";

#[async_trait]
impl Audits for Sqlite {
    async fn append_audit(&self, entry: AuditEntry) -> Result<(), StoreError> {
        // One writer: nobody appends between the question and the row.
        self.write(move |tx| {
            let last = last(tx)?;
            let (seq, before) = last.map_or((1, NO_HASH), |(seq, hash)| (seq + 1, hash));
            insert(tx, &AuditRow { hash: entry.hash(seq, before), seq, before, entry })
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
                (
                    wanted.about.is_some(),
                    // A space and what stands behind it in order: so an index serves the beginning, too.
                    " AND (about = :about OR (about > :about || ' ' AND about < :about || '!'))",
                ),
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
            bind(":act", &wanted.act.map(AuditAct::as_str))?;
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
            let mut found =
                tx.prepare_cached(&format!("{ROW} WHERE seq > :seq ORDER BY seq LIMIT :limit"))?;
            let rows = found.query_map(named_params! { ":seq": seq, ":limit": limit }, row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

/// Takes over the rows that a database has behind those of an older copy of it. One that is missing, damaged or of another
/// headquarters has none to take over: it is being replaced for a reason.
pub fn carry_audit_on(replaced: &Path, copy: &Path) -> Result<(), StoreError> {
    let copy = Connection::open(copy)?;
    let Ok(newer) = newer_rows(replaced, &copy) else { return Ok(()) };
    let tx = copy.unchecked_transaction()?;
    for row in newer {
        insert(&tx, &row)?;
    }
    Ok(tx.commit()?)
}

fn newer_rows(replaced: &Path, copy: &Connection) -> Result<Vec<AuditRow>, StoreError> {
    let last = last(copy)?;
    let replaced = Connection::open_with_flags(replaced, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut found = replaced.prepare(&format!("{ROW} WHERE seq > :seq ORDER BY seq"))?;
    let seq = last.map_or(0, |(seq, _)| seq);
    let rows: Vec<AuditRow> =
        found.query_map(named_params! { ":seq": seq }, row)?.collect::<Result<_, _>>()?;
    let is_same_log = rows.first().is_none_or(|first| first.follows(last));
    if is_same_log { Ok(rows) } else { Err(StoreError::Damaged("audit log")) }
}

fn last(tx: &Connection) -> Result<Option<(u64, Sha256)>, StoreError> {
    let mut last = tx.prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?;
    Ok(last.query_row([], |row| Ok((row.get("seq")?, bytes(row, "hash")?))).optional()?)
}

fn insert(tx: &Connection, AuditRow { seq, entry, before, hash }: &AuditRow) -> Result<(), StoreError> {
    let mut add = tx.prepare_cached(
        "INSERT INTO audit (seq, at, account, person_id, unit_id, address, act, about, outcome, before_hash, hash)
         VALUES (:seq, :at, :account, :person_id, :unit_id, :address, :act, :about, :outcome, :before_hash, :hash)",
    )?;
    add.execute(named_params! {
        ":seq": seq,
        ":at": moment(entry.at),
        ":account": entry.account,
        ":person_id": entry.person.as_ref().map(PersonId::as_bytes),
        ":unit_id": entry.unit.as_ref().map(UnitId::as_bytes),
        ":address": entry.address,
        ":act": entry.act.as_str(),
        ":about": entry.about,
        ":outcome": entry.outcome,
        ":before_hash": before.0,
        ":hash": hash.0,
    })?;
    Ok(())
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
