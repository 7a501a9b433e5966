//! Accounts, their sessions, and failures to sign in.

use async_trait::async_trait;
use domain::{HeldRole, Instant, PersonId, Sha256};

use super::{
    Postgres,
    values::{Id, at, id, moment},
};
use crate::store::{Account, Accounts, PageSession, StoreError};

/// Failures count together for a day.
const FORGOTTEN_MS: i64 = 24 * 60 * 60 * 1_000;

#[async_trait]
impl Accounts for Postgres {
    async fn add_account(&self, account: Account, now: Instant) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "INSERT INTO accounts (name, password, unit_id, roles, person_id, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                &[
                    &account.name,
                    &account.password,
                    &account.unit.uuid(),
                    &roles_text(&account.roles),
                    &account.person.uuid(),
                    &moment(now),
                ],
            )
            .await?;
        Ok(())
    }

    async fn change_password(&self, name: &str, password: String) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let changed =
            tx.execute("UPDATE accounts SET password = $2 WHERE name = $1", &[&name, &password]).await?;
        tx.execute("DELETE FROM page_sessions WHERE account = $1", &[&name]).await?;
        tx.commit().await?;
        Ok(changed > 0)
    }

    async fn change_account_roles(&self, name: &str, roles: Vec<HeldRole>) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let roles = roles_text(&roles);
        Ok(client.execute("UPDATE accounts SET roles = $2 WHERE name = $1", &[&name, &roles]).await? > 0)
    }

    async fn find_account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached("SELECT name, password, unit_id, roles, person_id FROM accounts WHERE name = $1")
            .await?;
        let account = |row: tokio_postgres::Row| {
            Ok(Account {
                name: row.try_get("name")?,
                password: row.try_get("password")?,
                unit: id(&row, "unit_id")?,
                // What this version cannot read allows nothing.
                roles: row
                    .try_get::<_, &str>("roles")?
                    .split_whitespace()
                    .filter_map(|role| role.parse().ok())
                    .collect(),
                person: id(&row, "person_id")?,
            })
        };
        client.query_opt(&found, &[&name]).await?.map(account).transpose()
    }

    async fn list_account_people(&self) -> Result<Vec<(PersonId, String)>, StoreError> {
        let client = self.client().await?;
        let rows = client.query("SELECT person_id, name FROM accounts", &[]).await?;
        rows.iter().map(|row| Ok((id(row, "person_id")?, row.try_get("name")?))).collect()
    }

    async fn add_page_session(
        &self,
        token: Sha256,
        session: PageSession,
        now: Instant,
    ) -> Result<(), StoreError> {
        let client = self.client().await?;
        client.execute("DELETE FROM page_sessions WHERE expires_at <= $1", &[&moment(now)]).await?;
        client
            .execute(
                "INSERT INTO page_sessions (token_hash, account, csrf, expires_at) VALUES ($1, $2, $3, $4)",
                &[&&token.0[..], &session.account, &session.csrf, &moment(session.expires_at)],
            )
            .await?;
        Ok(())
    }

    async fn find_page_session(
        &self,
        token: Sha256,
        now: Instant,
    ) -> Result<Option<PageSession>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT account, csrf, expires_at FROM page_sessions WHERE token_hash = $1 AND expires_at > $2",
            )
            .await?;
        let session = |row: tokio_postgres::Row| {
            Ok(PageSession {
                account: row.try_get("account")?,
                csrf: row.try_get("csrf")?,
                expires_at: at(&row, "expires_at")?,
            })
        };
        client.query_opt(&found, &[&&token.0[..], &moment(now)]).await?.map(session).transpose()
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
