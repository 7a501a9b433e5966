//! The audit log.

use async_trait::async_trait;
use protocol::NO_HASH;
use tokio_postgres::{Row, types::ToSql};

use super::{
    Postgres,
    values::{Id, at, count, hash, id_or_none, moment, text, uuids, whole},
};
use crate::store::{AuditEntry, AuditQuery, AuditRow, Audits, StoreError};

/// Whoever appends holds this until the commit, at whatever node.
const APPENDING: i64 = 0x6175_6469_745f_6c6f;

const ROW: &str =
    "SELECT seq, at, account, person_id, unit_id, address, act, about, outcome, before_hash, hash FROM audit";

#[async_trait]
impl Audits for Postgres {
    async fn append_audit(&self, entry: AuditEntry) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let lock = tx.prepare_cached("SELECT pg_advisory_xact_lock($1)").await?;
        tx.execute(&lock, &[&APPENDING]).await?;
        let last = tx.prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").await?;
        let (seq, before) = match tx.query_opt(&last, &[]).await? {
            Some(row) => (count(&row, "seq")? + 1, hash(&row, "hash")?),
            None => (1, NO_HASH),
        };
        let add = tx
            .prepare_cached(
                "INSERT INTO audit (seq, at, account, person_id, unit_id, address, act, about, outcome, before_hash,
                    hash)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .await?;
        tx.execute(
            &add,
            &[
                &whole(seq),
                &moment(entry.at),
                &entry.account,
                &entry.person.map(|person| person.uuid()),
                &entry.unit.map(|unit| unit.uuid()),
                &entry.address,
                &entry.act.as_str(),
                &entry.about,
                &entry.outcome,
                &&before.0[..],
                &&entry.hash(seq, before).0[..],
            ],
        )
        .await?;
        Ok(tx.commit().await?)
    }

    async fn list_audit(&self, wanted: AuditQuery) -> Result<Vec<AuditRow>, StoreError> {
        let client = self.client().await?;
        let mut asked = Asked { sql: format!("{ROW} WHERE true"), values: Vec::new() };
        // What does not narrow is left out, so that an index serves what does.
        if let Some(before) = wanted.before {
            asked.narrow("seq < $?", whole(before));
        }
        if let Some(units) = wanted.units {
            asked.narrow("unit_id = ANY ($?)", uuids(units));
        }
        if let Some(account) = wanted.account {
            asked.narrow("account = $?", account);
        }
        if let Some(act) = wanted.act {
            asked.narrow("act = $?", act.as_str());
        }
        if let Some(about) = wanted.about {
            // A space and what stands behind it in order: so an index serves the beginning, too.
            asked.narrow("(about = $? OR (about > $? || ' ' AND about < $? || '!'))", about);
        }
        if let Some(from) = wanted.from {
            asked.narrow("at >= $?", moment(from));
        }
        if let Some(until) = wanted.until {
            asked.narrow("at < $?", moment(until));
        }
        let sql = format!("{} ORDER BY seq DESC LIMIT {}", asked.sql, wanted.limit);
        let values: Vec<&(dyn ToSql + Sync)> =
            asked.values.iter().map(|value| &**value as &(dyn ToSql + Sync)).collect();
        client.query(&sql, &values).await?.iter().map(row).collect()
    }

    async fn list_audit_after(&self, seq: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached(&format!("{ROW} WHERE seq > $1 ORDER BY seq LIMIT $2")).await?;
        client.query(&found, &[&whole(seq), &i64::from(limit)]).await?.iter().map(row).collect()
    }
}

/// A question as it grows.
struct Asked {
    sql: String,
    values: Vec<Box<dyn ToSql + Sync + Send>>,
}

impl Asked {
    /// One condition more; its value stands wherever `$?` does.
    fn narrow(&mut self, condition: &str, value: impl ToSql + Sync + Send + 'static) {
        self.values.push(Box::new(value));
        self.sql += " AND ";
        self.sql += &condition.replace("$?", &format!("${}", self.values.len()));
    }
}

fn row(row: &Row) -> Result<AuditRow, StoreError> {
    Ok(AuditRow {
        seq: count(row, "seq")?,
        entry: AuditEntry {
            at: at(row, "at")?,
            account: row.try_get("account")?,
            person: id_or_none(row, "person_id")?,
            unit: id_or_none(row, "unit_id")?,
            address: row.try_get("address")?,
            act: text(row, "act")?,
            about: row.try_get("about")?,
            outcome: row.try_get("outcome")?,
        },
        before: hash(row, "before_hash")?,
        hash: hash(row, "hash")?,
    })
}
