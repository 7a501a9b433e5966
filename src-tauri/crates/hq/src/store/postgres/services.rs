//! Other systems of the carrier, and what they brought.

use async_trait::async_trait;
use deadpool_postgres::{GenericClient, Transaction};
use domain::{BranchId, CounterLetter, Instant, ServiceId, Sha256};
use protocol::MARK_LEN;
use tokio_postgres::Row;

use super::{
    Postgres,
    values::{Id, at, at_or_none, bytes, hash, id, id_or_none, moment, text},
};
use crate::store::{Reference, ServiceRow, Services, StoreError, last_free, scopes_of, scopes_text};

const SERVICE: &str =
    "SELECT id, name, scopes, unit_id, default_branch, token_hash, created_at, created_by, ends_at, revoked_at,
        used_at
    FROM services";

#[async_trait]
impl Services for Postgres {
    async fn add_service(&self, service: ServiceRow) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "INSERT INTO services (id, name, scopes, unit_id, default_branch, token_hash, created_at, created_by,
                    ends_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                &[
                    &service.id.uuid(),
                    &service.name,
                    &scopes_text(&service.scopes),
                    &service.unit.uuid(),
                    &service.default_branch.map(|branch| branch.uuid()),
                    &&service.token.0[..],
                    &moment(service.created_at),
                    &service.created_by,
                    &service.ends_at.map(moment),
                ],
            )
            .await?;
        Ok(())
    }

    async fn list_services(&self) -> Result<Vec<ServiceRow>, StoreError> {
        let client = self.client().await?;
        let rows = client.query(&format!("{SERVICE} ORDER BY name COLLATE \"C\""), &[]).await?;
        rows.iter().map(service).collect()
    }

    async fn find_service(&self, id: ServiceId) -> Result<Option<ServiceRow>, StoreError> {
        let client = self.client().await?;
        let found = client.query_opt(&format!("{SERVICE} WHERE id = $1"), &[&id.uuid()]).await?;
        found.as_ref().map(service).transpose()
    }

    async fn service_of_token(&self, token: Sha256) -> Result<Option<ServiceRow>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached(&format!("{SERVICE} WHERE token_hash = $1")).await?;
        client.query_opt(&found, &[&&token.0[..]]).await?.as_ref().map(service).transpose()
    }

    async fn give_service_token(
        &self,
        id: ServiceId,
        token: Sha256,
        ends_at: Option<Instant>,
    ) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let changed = client
            .execute(
                "UPDATE services SET token_hash = $2, ends_at = $3 WHERE id = $1 AND revoked_at IS NULL",
                &[&id.uuid(), &&token.0[..], &ends_at.map(moment)],
            )
            .await?;
        Ok(changed > 0)
    }

    async fn revoke_service(&self, id: ServiceId, now: Instant) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let changed = client
            .execute(
                "UPDATE services SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
                &[&id.uuid(), &moment(now)],
            )
            .await?;
        Ok(changed > 0)
    }

    async fn note_service_use(&self, id: ServiceId, used_at: Instant) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute("UPDATE services SET used_at = $2 WHERE id = $1", &[&id.uuid(), &moment(used_at)])
            .await?;
        Ok(())
    }

    async fn keep_reference(&self, new: Reference) -> Result<Reference, StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "INSERT INTO service_references (service_id, mark, ticket_id, branch_id, content, at)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                &[
                    &new.service.uuid(),
                    &&new.mark[..],
                    &new.ticket.uuid(),
                    &new.branch.uuid(),
                    &&new.content[..],
                    &moment(new.at),
                ],
            )
            .await?;
        // Whoever was first has committed: the insert waited for it.
        find_reference(&client, new.service, new.mark).await?.ok_or(StoreError::Damaged("reference"))
    }

    async fn find_reference(
        &self,
        service: ServiceId,
        mark: [u8; MARK_LEN],
    ) -> Result<Option<Reference>, StoreError> {
        find_reference(&self.client().await?, service, mark).await
    }

    async fn own_letter(&self, branch: BranchId) -> Result<Option<CounterLetter>, StoreError> {
        let mut client = self.client().await?;
        if let Some(known) = find_own_letter(&client, branch).await? {
            return Ok(Some(known));
        }
        let tx = client.transaction().await?;
        hold_letters(&tx, branch).await?;
        if let Some(known) = find_own_letter(&tx, branch).await? {
            return Ok(Some(known));
        }
        let Some(letter) = last_free(&counters_letters(&tx, branch).await?) else { return Ok(None) };
        tx.execute(
            "INSERT INTO own_letters (branch_id, letter) VALUES ($1, $2)",
            &[&branch.uuid(), &letter.to_string()],
        )
        .await?;
        tx.commit().await?;
        Ok(Some(letter))
    }

    async fn highest_number(
        &self,
        branch: BranchId,
        beginning: String,
    ) -> Result<Option<String>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT max(number_key) AS number_key FROM tickets
                 WHERE branch_id = $1 AND number_key >= $2 AND number_key < $2 || '~'",
            )
            .await?;
        Ok(client.query_one(&found, &[&branch.uuid(), &beginning]).await?.try_get("number_key")?)
    }
}

/// Nobody else gives or takes a letter of the branch until the commit.
pub async fn hold_letters(tx: &Transaction<'_>, branch: BranchId) -> Result<(), StoreError> {
    tx.execute("SELECT 1 FROM branches WHERE branch_id = $1 FOR UPDATE", &[&branch.uuid()]).await?;
    Ok(())
}

/// The letter of headquarters' own numbers in a branch, where it has one.
pub async fn find_own_letter<C: GenericClient>(
    client: &C,
    branch: BranchId,
) -> Result<Option<CounterLetter>, StoreError> {
    let found =
        client.query_opt("SELECT letter FROM own_letters WHERE branch_id = $1", &[&branch.uuid()]).await?;
    found.as_ref().map(|row| text(row, "letter")).transpose()
}

/// The letters that counters of a branch ever had or were promised.
async fn counters_letters(tx: &Transaction<'_>, branch: BranchId) -> Result<Vec<CounterLetter>, StoreError> {
    let rows = tx
        .query(
            "SELECT counter_letter FROM devices WHERE branch_id = $1
             UNION SELECT counter_letter FROM enrolment_codes WHERE branch_id = $1",
            &[&branch.uuid()],
        )
        .await?;
    rows.iter().map(|row| text(row, "counter_letter")).collect()
}

async fn find_reference<C: GenericClient>(
    client: &C,
    service: ServiceId,
    mark: [u8; MARK_LEN],
) -> Result<Option<Reference>, StoreError> {
    let found = client
        .query_opt(
            "SELECT ticket_id, branch_id, content, at FROM service_references WHERE service_id = $1 AND mark = $2",
            &[&service.uuid(), &&mark[..]],
        )
        .await?;
    let reference = |row: &Row| {
        Ok(Reference {
            service,
            mark,
            ticket: id(row, "ticket_id")?,
            branch: id(row, "branch_id")?,
            content: bytes(row, "content")?,
            at: at(row, "at")?,
        })
    };
    found.as_ref().map(reference).transpose()
}

fn service(row: &Row) -> Result<ServiceRow, StoreError> {
    Ok(ServiceRow {
        id: id(row, "id")?,
        name: row.try_get("name")?,
        scopes: scopes_of(row.try_get("scopes")?)?,
        unit: id(row, "unit_id")?,
        default_branch: id_or_none(row, "default_branch")?,
        token: hash(row, "token_hash")?,
        created_at: at(row, "created_at")?,
        created_by: row.try_get("created_by")?,
        ends_at: at_or_none(row, "ends_at")?,
        revoked_at: at_or_none(row, "revoked_at")?,
        used_at: at_or_none(row, "used_at")?,
    })
}
