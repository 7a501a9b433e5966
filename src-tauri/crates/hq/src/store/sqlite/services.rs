//! Other systems of the carrier, and what they brought.

use async_trait::async_trait;
use domain::{BranchId, CounterLetter, Instant, ServiceId, Sha256};
use protocol::MARK_LEN;
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

use super::{
    Sqlite,
    values::{bytes, bytes_or_none, moment, text, text_or_none},
};
use crate::store::{Reference, ServiceRow, Services, StoreError, last_free, scopes_of, scopes_text};

const SERVICE: &str =
    "SELECT id, name, scopes, unit_id, default_branch, token_hash, created_at, created_by, ends_at, revoked_at,
        used_at
    FROM services";

#[async_trait]
impl Services for Sqlite {
    async fn add_service(&self, service: ServiceRow) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO services (id, name, scopes, unit_id, default_branch, token_hash, created_at, created_by,
                    ends_at)
                 VALUES (:id, :name, :scopes, :unit_id, :default_branch, :token_hash, :created_at, :created_by,
                    :ends_at)",
                named_params! {
                    ":id": service.id.as_bytes(),
                    ":name": service.name,
                    ":scopes": scopes_text(&service.scopes),
                    ":unit_id": service.unit.as_bytes(),
                    ":default_branch": service.default_branch.as_ref().map(BranchId::as_bytes),
                    ":token_hash": service.token.0,
                    ":created_at": moment(service.created_at),
                    ":created_by": service.created_by,
                    ":ends_at": service.ends_at.map(moment),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn list_services(&self) -> Result<Vec<ServiceRow>, StoreError> {
        self.read(|tx| {
            let mut found = tx.prepare_cached(&format!("{SERVICE} ORDER BY name"))?;
            Ok(found.query_map([], service)?.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn find_service(&self, id: ServiceId) -> Result<Option<ServiceRow>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!("{SERVICE} WHERE id = :id"))?;
            Ok(found.query_row(named_params! { ":id": id.as_bytes() }, service).optional()?)
        })
        .await
    }

    async fn service_of_token(&self, token: Sha256) -> Result<Option<ServiceRow>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!("{SERVICE} WHERE token_hash = :token_hash"))?;
            Ok(found.query_row(named_params! { ":token_hash": token.0 }, service).optional()?)
        })
        .await
    }

    async fn give_service_token(
        &self,
        id: ServiceId,
        token: Sha256,
        ends_at: Option<Instant>,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let changed = tx.execute(
                "UPDATE services SET token_hash = :token_hash, ends_at = :ends_at
                 WHERE id = :id AND revoked_at IS NULL",
                named_params! {
                    ":token_hash": token.0,
                    ":ends_at": ends_at.map(moment),
                    ":id": id.as_bytes(),
                },
            )?;
            Ok(changed > 0)
        })
        .await
    }

    async fn revoke_service(&self, id: ServiceId, now: Instant) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let changed = tx.execute(
                "UPDATE services SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL",
                named_params! { ":now": moment(now), ":id": id.as_bytes() },
            )?;
            Ok(changed > 0)
        })
        .await
    }

    async fn note_service_use(&self, id: ServiceId, used_at: Instant) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "UPDATE services SET used_at = :used_at WHERE id = :id",
                named_params! { ":used_at": moment(used_at), ":id": id.as_bytes() },
            )?;
            Ok(())
        })
        .await
    }

    async fn keep_reference(&self, new: Reference) -> Result<Reference, StoreError> {
        self.write(move |tx| {
            if let Some(known) = find_reference(tx, new.service, new.mark)? {
                return Ok(known);
            }
            tx.execute(
                "INSERT INTO service_references (service_id, mark, ticket_id, branch_id, content, at)
                 VALUES (:service_id, :mark, :ticket_id, :branch_id, :content, :at)",
                named_params! {
                    ":service_id": new.service.as_bytes(),
                    ":mark": new.mark,
                    ":ticket_id": new.ticket.as_bytes(),
                    ":branch_id": new.branch.as_bytes(),
                    ":content": new.content,
                    ":at": moment(new.at),
                },
            )?;
            Ok(new)
        })
        .await
    }

    async fn find_reference(
        &self,
        service: ServiceId,
        mark: [u8; MARK_LEN],
    ) -> Result<Option<Reference>, StoreError> {
        self.read(move |tx| Ok(find_reference(tx, service, mark)?)).await
    }

    async fn own_letter(&self, branch: BranchId) -> Result<Option<CounterLetter>, StoreError> {
        let known = self.read(move |tx| Ok(find_own_letter(tx, branch)?)).await?;
        if known.is_some() {
            return Ok(known);
        }
        self.write(move |tx| {
            if let Some(known) = find_own_letter(tx, branch)? {
                return Ok(Some(known));
            }
            let Some(letter) = last_free(&counters_letters(tx, branch)?) else { return Ok(None) };
            tx.execute(
                "INSERT INTO own_letters (branch_id, letter) VALUES (:branch_id, :letter)",
                named_params! { ":branch_id": branch.as_bytes(), ":letter": letter.to_string() },
            )?;
            Ok(Some(letter))
        })
        .await
    }

    async fn highest_number(
        &self,
        branch: BranchId,
        beginning: String,
    ) -> Result<Option<String>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT max(number_key) FROM tickets
                 WHERE branch_id = :branch_id AND number_key >= :beginning AND number_key < :beginning || '~'",
            )?;
            let wanted = named_params! { ":branch_id": branch.as_bytes(), ":beginning": beginning };
            Ok(found.query_row(wanted, |row| row.get(0))?)
        })
        .await
    }
}

/// The letter of headquarters' own numbers in a branch, where it has one.
pub fn find_own_letter(tx: &Transaction<'_>, branch: BranchId) -> rusqlite::Result<Option<CounterLetter>> {
    let mut found = tx.prepare_cached("SELECT letter FROM own_letters WHERE branch_id = :branch_id")?;
    found.query_row(named_params! { ":branch_id": branch.as_bytes() }, |row| text(row, "letter")).optional()
}

/// The letters that counters of a branch ever had or were promised.
fn counters_letters(tx: &Transaction<'_>, branch: BranchId) -> rusqlite::Result<Vec<CounterLetter>> {
    let mut found = tx.prepare_cached(
        "SELECT counter_letter FROM devices WHERE branch_id = :branch_id
         UNION SELECT counter_letter FROM enrolment_codes WHERE branch_id = :branch_id",
    )?;
    let rows = found
        .query_map(named_params! { ":branch_id": branch.as_bytes() }, |row| text(row, "counter_letter"))?;
    rows.collect()
}

fn find_reference(
    tx: &Transaction<'_>,
    service: ServiceId,
    mark: [u8; MARK_LEN],
) -> rusqlite::Result<Option<Reference>> {
    let mut found = tx.prepare_cached(
        "SELECT ticket_id, branch_id, content, at FROM service_references
         WHERE service_id = :service_id AND mark = :mark",
    )?;
    let wanted = named_params! { ":service_id": service.as_bytes(), ":mark": mark };
    let reference = |row: &Row<'_>| {
        Ok(Reference {
            service,
            mark,
            ticket: bytes(row, "ticket_id")?,
            branch: bytes(row, "branch_id")?,
            content: row.get("content")?,
            at: text(row, "at")?,
        })
    };
    found.query_row(wanted, reference).optional()
}

fn service(row: &Row<'_>) -> rusqlite::Result<ServiceRow> {
    let scopes = scopes_of(&row.get::<_, String>("scopes")?).map_err(|damaged| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(damaged))
    })?;
    Ok(ServiceRow {
        id: bytes(row, "id")?,
        name: row.get("name")?,
        scopes,
        unit: bytes(row, "unit_id")?,
        default_branch: bytes_or_none(row, "default_branch")?,
        token: bytes(row, "token_hash")?,
        created_at: text(row, "created_at")?,
        created_by: row.get("created_by")?,
        ends_at: text_or_none(row, "ends_at")?,
        revoked_at: text_or_none(row, "revoked_at")?,
        used_at: text_or_none(row, "used_at")?,
    })
}
