//! Accounts, their sessions, and failures to sign in.

use async_trait::async_trait;
use deadpool_postgres::Transaction;
use domain::{HeldRole, Instant, PersonId, Sha256};
use tokio_postgres::{Row, types::ToSql};

use super::{
    Postgres,
    values::{Id, at, at_or_none, count, few, hash, id, moment, whole},
};
use crate::store::{
    Account, AccountChange, Accounts, Credentials, PageSession, RecoveryMark, SecondStep, StepChange,
    StoreError,
};

/// Failures count together for a day.
const FORGOTTEN_MS: i64 = 24 * 60 * 60 * 1_000;

const ACCOUNT: &str =
    "SELECT name, password, unit_id, roles, person_id, must_change, closed_at, signed_in_at, step_secret, step_since,
        step_used, step_due_at
    FROM accounts";

const SESSION: &str =
    "SELECT token_hash, account, csrf, started_at, used_at, address, expires_at FROM page_sessions";

#[async_trait]
impl Accounts for Postgres {
    async fn add_account(&self, account: Account, now: Instant) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "INSERT INTO accounts (name, password, unit_id, roles, person_id, must_change, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                &[
                    &account.name,
                    &account.password,
                    &account.unit.uuid(),
                    &roles_text(&account.roles),
                    &account.person.uuid(),
                    &account.must_change,
                    &moment(now),
                ],
            )
            .await?;
        Ok(())
    }

    async fn change_account(&self, name: &str, change: AccountChange) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        if is_open(&tx, name, change.if_still.as_ref()).await?.is_none() {
            return Ok(false);
        }
        if change.ends_sessions() {
            end_sessions(&tx, name, None).await?;
        }
        let AccountChange { password, roles, unit, closed_at, second_step_due_at, if_still: _ } = change;
        if let Some((password, must_change)) = password {
            tx.execute(
                "UPDATE accounts SET password = $2, must_change = $3 WHERE name = $1",
                &[&name, &password, &must_change],
            )
            .await?;
        }
        if let Some(roles) = roles {
            set(&tx, name, "roles", &roles_text(&roles)).await?;
        }
        if let Some(unit) = unit {
            set(&tx, name, "unit_id", &unit.uuid()).await?;
        }
        if let Some(closed_at) = closed_at {
            set(&tx, name, "closed_at", &closed_at.map(moment)).await?;
        }
        if let Some(due_at) = second_step_due_at {
            set(&tx, name, "step_due_at", &moment(due_at)).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn find_account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached(&format!("{ACCOUNT} WHERE name = $1")).await?;
        client.query_opt(&found, &[&name]).await?.as_ref().map(account).transpose()
    }

    async fn list_accounts(&self) -> Result<Vec<Account>, StoreError> {
        let client = self.client().await?;
        let rows = client.query(&format!("{ACCOUNT} ORDER BY name COLLATE \"C\""), &[]).await?;
        rows.iter().map(account).collect()
    }

    async fn list_account_people(&self) -> Result<Vec<(PersonId, String)>, StoreError> {
        let client = self.client().await?;
        let rows = client.query("SELECT person_id, name FROM accounts", &[]).await?;
        rows.iter().map(|row| Ok((id(row, "person_id")?, row.try_get("name")?))).collect()
    }

    async fn set_second_step(&self, name: &str, change: StepChange) -> Result<bool, StoreError> {
        let StepChange { step, recovery, but_not, if_still } = change;
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        if is_open(&tx, name, if_still.as_ref()).await?.is_none() {
            return Ok(false);
        }
        tx.execute(
            "UPDATE accounts SET step_secret = $2, step_since = $3, step_used = $4 WHERE name = $1",
            &[
                &name,
                &step.as_ref().map(|step| &step.sealed),
                &step.as_ref().map(|step| moment(step.since)),
                &step.as_ref().map_or(0, |step| whole(step.used)),
            ],
        )
        .await?;
        end_sessions(&tx, name, but_not).await?;
        tx.execute("DELETE FROM recovery_codes WHERE account = $1", &[&name]).await?;
        for mark in recovery {
            tx.execute("INSERT INTO recovery_codes (account, mark) VALUES ($1, $2)", &[&name, &&mark[..]])
                .await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn use_step(&self, name: &str, step: u64) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let used = client
            .execute(
                "UPDATE accounts SET step_used = $2
                 WHERE name = $1 AND step_secret IS NOT NULL AND step_used < $2",
                &[&name, &whole(step)],
            )
            .await?;
        Ok(used > 0)
    }

    async fn use_recovery_code(&self, name: &str, mark: RecoveryMark) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let used = client
            .execute("DELETE FROM recovery_codes WHERE account = $1 AND mark = $2", &[&name, &&mark[..]])
            .await?;
        Ok(used > 0)
    }

    async fn count_recovery_codes(&self, name: &str) -> Result<u32, StoreError> {
        let client = self.client().await?;
        few(
            &client.query_one("SELECT count(*) FROM recovery_codes WHERE account = $1", &[&name]).await?,
            "count",
        )
    }

    async fn add_page_session(
        &self,
        token: Sha256,
        session: PageSession,
        proven: Credentials,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        if is_open(&tx, &session.account, Some(&proven)).await? != Some(true) {
            return Ok(false);
        }
        tx.execute("DELETE FROM page_sessions WHERE expires_at <= $1", &[&moment(now)]).await?;
        tx.execute(
            "INSERT INTO page_sessions (token_hash, account, csrf, started_at, used_at, address, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                &&token.0[..],
                &session.account,
                &session.csrf,
                &moment(session.started_at),
                &moment(session.used_at),
                &session.address,
                &moment(session.expires_at),
            ],
        )
        .await?;
        set(&tx, &session.account, "signed_in_at", &moment(session.started_at)).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn find_page_session(
        &self,
        token: Sha256,
        now: Instant,
    ) -> Result<Option<PageSession>, StoreError> {
        let client = self.client().await?;
        let found =
            client.prepare_cached(&format!("{SESSION} WHERE token_hash = $1 AND expires_at > $2")).await?;
        let row = client.query_opt(&found, &[&&token.0[..], &moment(now)]).await?;
        row.as_ref().map(session).transpose()
    }

    async fn list_page_sessions(
        &self,
        account: &str,
        now: Instant,
    ) -> Result<Vec<(Sha256, PageSession)>, StoreError> {
        let client = self.client().await?;
        let rows = client
            .query(
                &format!(
                    "{SESSION} WHERE account = $1 AND expires_at > $2 ORDER BY expires_at DESC, token_hash"
                ),
                &[&account, &moment(now)],
            )
            .await?;
        rows.iter().map(|row| Ok((hash(row, "token_hash")?, session(row)?))).collect()
    }

    async fn note_page_session(&self, token: Sha256, used_at: Instant) -> Result<(), StoreError> {
        let client = self.light_client().await?;
        client
            .execute(
                "UPDATE page_sessions SET used_at = $2 WHERE token_hash = $1",
                &[&&token.0[..], &moment(used_at)],
            )
            .await?;
        Ok(())
    }

    async fn end_page_session(&self, token: Sha256) -> Result<(), StoreError> {
        let client = self.client().await?;
        client.execute("DELETE FROM page_sessions WHERE token_hash = $1", &[&&token.0[..]]).await?;
        Ok(())
    }

    async fn blocked_until(&self, who: Sha256) -> Result<Option<Instant>, StoreError> {
        let client = self.client().await?;
        let found =
            client.prepare_cached("SELECT blocked_until FROM sign_in_failures WHERE who_hash = $1").await?;
        let row = client.query_opt(&found, &[&&who.0[..]]).await?;
        row.map(|row| at(&row, "blocked_until")).transpose()
    }

    async fn count_failure(
        &self,
        who: Sha256,
        block: fn(u32, Instant) -> Instant,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        // Names that somebody once tried are not kept for ever.
        let long_ago = moment(now.plus_ms(-FORGOTTEN_MS));
        tx.execute(
            "DELETE FROM sign_in_failures WHERE blocked_until < $1 AND who_hash <> $2",
            &[&long_ago, &&who.0[..]],
        )
        .await?;
        // The row is this transaction's from here on: two who try at once count one after the other.
        let counted = tx
            .query_one(
                "INSERT INTO sign_in_failures (who_hash, failures, blocked_until) VALUES ($1, 1, $2)
                 ON CONFLICT (who_hash) DO UPDATE SET failures = least(sign_in_failures.failures, 1000000) + 1
                 RETURNING failures",
                &[&&who.0[..], &moment(now)],
            )
            .await?;
        let failures = u32::try_from(counted.try_get::<_, i32>(0)?).unwrap_or(1);
        tx.execute(
            "UPDATE sign_in_failures SET blocked_until = $2 WHERE who_hash = $1",
            &[&&who.0[..], &moment(block(failures, now))],
        )
        .await?;
        tx.commit().await?;
        Ok(failures)
    }

    async fn clear_failures(&self, who: Sha256) -> Result<(), StoreError> {
        let client = self.client().await?;
        client.execute("DELETE FROM sign_in_failures WHERE who_hash = $1", &[&&who.0[..]]).await?;
        Ok(())
    }
}

fn roles_text(roles: &[HeldRole]) -> String {
    roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Whether an account is open; none where there is none of that name, or none with these credentials. Its row is this
/// transaction's from here on: whoever changes it and whoever signs in to it come one after the other.
async fn is_open(
    tx: &Transaction<'_>,
    name: &str,
    still: Option<&Credentials>,
) -> Result<Option<bool>, StoreError> {
    let found = tx
        .query_opt(
            "SELECT closed_at IS NULL FROM accounts
             WHERE name = $1
                AND ($2::text IS NULL OR password = $2 AND step_secret IS NOT DISTINCT FROM $3::bytea)
             FOR UPDATE",
            &[
                &name,
                &still.map(|still| &still.password),
                &still.and_then(|still| still.second_step.as_ref()),
            ],
        )
        .await?;
    Ok(found.map(|row| row.try_get(0)).transpose()?)
}

/// Ends the sessions of an account, all but one where that is named.
async fn end_sessions(tx: &Transaction<'_>, name: &str, but_not: Option<Sha256>) -> Result<(), StoreError> {
    let but_not = but_not.map(|token| token.0.to_vec());
    tx.execute(
        "DELETE FROM page_sessions WHERE account = $1 AND token_hash IS DISTINCT FROM $2::bytea",
        &[&name, &but_not],
    )
    .await?;
    Ok(())
}

/// Sets one column of an account; the column's name is never typed by anybody.
async fn set(
    tx: &Transaction<'_>,
    name: &str,
    column: &'static str,
    value: &(dyn ToSql + Sync),
) -> Result<(), StoreError> {
    tx.execute(&format!("UPDATE accounts SET {column} = $2 WHERE name = $1"), &[&name, value]).await?;
    Ok(())
}

fn account(row: &Row) -> Result<Account, StoreError> {
    let sealed: Option<Vec<u8>> = row.try_get("step_secret")?;
    let second_step = match sealed {
        Some(sealed) => {
            Some(SecondStep { sealed, since: at(row, "step_since")?, used: count(row, "step_used")? })
        }
        None => None,
    };
    Ok(Account {
        name: row.try_get("name")?,
        password: row.try_get("password")?,
        unit: id(row, "unit_id")?,
        // What this version cannot read allows nothing.
        roles: row
            .try_get::<_, &str>("roles")?
            .split_whitespace()
            .filter_map(|role| role.parse().ok())
            .collect(),
        person: id(row, "person_id")?,
        must_change: row.try_get("must_change")?,
        closed_at: at_or_none(row, "closed_at")?,
        signed_in_at: at_or_none(row, "signed_in_at")?,
        second_step,
        second_step_due_at: at_or_none(row, "step_due_at")?,
    })
}

fn session(row: &Row) -> Result<PageSession, StoreError> {
    let expires_at = at(row, "expires_at")?;
    Ok(PageSession {
        account: row.try_get("account")?,
        csrf: row.try_get("csrf")?,
        // Of a session that came from a version that did not note these.
        started_at: at_or_none(row, "started_at")?.unwrap_or(expires_at),
        used_at: at_or_none(row, "used_at")?.unwrap_or(expires_at),
        address: row.try_get("address")?,
        expires_at,
    })
}
