//! Accounts, their sessions, and failures to sign in.

use async_trait::async_trait;
use domain::{HeldRole, Instant, PersonId, Sha256};
use rusqlite::{OptionalExtension, named_params};

use super::{
    Sqlite,
    values::{bytes, moment, text},
};
use crate::store::{Account, Accounts, PageSession, StoreError};

/// Failures count together for a day.
const FORGOTTEN_MS: i64 = 24 * 60 * 60 * 1_000;

#[async_trait]
impl Accounts for Sqlite {
    async fn add_account(&self, account: Account, now: Instant) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO accounts (name, password, unit_id, roles, person_id, created_at)
                 VALUES (:name, :password, :unit_id, :roles, :person_id, :created_at)",
                named_params! {
                    ":name": account.name,
                    ":password": account.password,
                    ":unit_id": account.unit.as_bytes(),
                    ":roles": roles_text(&account.roles),
                    ":person_id": account.person.as_bytes(),
                    ":created_at": moment(now),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn change_password(&self, name: &str, password: String) -> Result<bool, StoreError> {
        let name = name.to_owned();
        self.write(move |tx| {
            let changed = tx.execute(
                "UPDATE accounts SET password = :password WHERE name = :name",
                named_params! { ":password": password, ":name": name },
            )?;
            tx.execute("DELETE FROM page_sessions WHERE account = :name", named_params! { ":name": name })?;
            Ok(changed > 0)
        })
        .await
    }

    async fn change_account_roles(&self, name: &str, roles: Vec<HeldRole>) -> Result<bool, StoreError> {
        let name = name.to_owned();
        self.write(move |tx| {
            let changed = tx.execute(
                "UPDATE accounts SET roles = :roles WHERE name = :name",
                named_params! { ":roles": roles_text(&roles), ":name": name },
            )?;
            Ok(changed > 0)
        })
        .await
    }

    async fn find_account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let name = name.to_owned();
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT name, password, unit_id, roles, person_id FROM accounts WHERE name = :name",
            )?;
            let account = found.query_row(named_params! { ":name": name }, |row| {
                Ok(Account {
                    name: row.get("name")?,
                    password: row.get("password")?,
                    unit: bytes(row, "unit_id")?,
                    // What this version cannot read allows nothing.
                    roles: row
                        .get::<_, String>("roles")?
                        .split_whitespace()
                        .filter_map(|role| role.parse().ok())
                        .collect(),
                    person: bytes(row, "person_id")?,
                })
            });
            Ok(account.optional()?)
        })
        .await
    }

    async fn list_account_people(&self) -> Result<Vec<(PersonId, String)>, StoreError> {
        self.read(|tx| {
            let mut found = tx.prepare_cached("SELECT person_id, name FROM accounts")?;
            let rows = found.query_map([], |row| Ok((bytes(row, "person_id")?, row.get("name")?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn add_page_session(
        &self,
        token: Sha256,
        session: PageSession,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "DELETE FROM page_sessions WHERE expires_at <= :now",
                named_params! { ":now": moment(now) },
            )?;
            tx.execute(
                "INSERT INTO page_sessions (token_hash, account, csrf, expires_at)
                 VALUES (:token_hash, :account, :csrf, :expires_at)",
                named_params! {
                    ":token_hash": token.0,
                    ":account": session.account,
                    ":csrf": session.csrf,
                    ":expires_at": moment(session.expires_at),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn find_page_session(
        &self,
        token: Sha256,
        now: Instant,
    ) -> Result<Option<PageSession>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT account, csrf, expires_at FROM page_sessions
                 WHERE token_hash = :token_hash AND expires_at > :now",
            )?;
            let at = named_params! { ":token_hash": token.0, ":now": moment(now) };
            let session = found.query_row(at, |row| {
                Ok(PageSession {
                    account: row.get("account")?,
                    csrf: row.get("csrf")?,
                    expires_at: text(row, "expires_at")?,
                })
            });
            Ok(session.optional()?)
        })
        .await
    }

    async fn end_page_session(&self, token: Sha256) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "DELETE FROM page_sessions WHERE token_hash = :token_hash",
                named_params! { ":token_hash": token.0 },
            )?;
            Ok(())
        })
        .await
    }

    async fn blocked_until(&self, who: Sha256) -> Result<Option<Instant>, StoreError> {
        self.read(move |tx| {
            let mut found =
                tx.prepare_cached("SELECT blocked_until FROM sign_in_failures WHERE who_hash = :who_hash")?;
            let until =
                found.query_row(named_params! { ":who_hash": who.0 }, |row| text(row, "blocked_until"));
            Ok(until.optional()?)
        })
        .await
    }

    async fn count_failure(
        &self,
        who: Sha256,
        block: fn(u32, Instant) -> Instant,
        now: Instant,
    ) -> Result<u32, StoreError> {
        self.write(move |tx| {
            let before: Option<u32> = tx
                .query_row(
                    "SELECT failures FROM sign_in_failures WHERE who_hash = :who_hash",
                    named_params! { ":who_hash": who.0 },
                    |row| row.get(0),
                )
                .optional()?;
            let failures = before.unwrap_or(0).saturating_add(1);
            // Names that somebody once tried are not kept for ever.
            tx.execute(
                "DELETE FROM sign_in_failures WHERE blocked_until < :long_ago",
                named_params! { ":long_ago": moment(now.plus_ms(-FORGOTTEN_MS)) },
            )?;
            tx.execute(
                "INSERT INTO sign_in_failures (who_hash, failures, blocked_until)
                 VALUES (:who_hash, :failures, :blocked_until)
                 ON CONFLICT (who_hash) DO UPDATE SET failures = :failures, blocked_until = :blocked_until",
                named_params! {
                    ":who_hash": who.0,
                    ":failures": failures,
                    ":blocked_until": moment(block(failures, now)),
                },
            )?;
            Ok(failures)
        })
        .await
    }

    async fn clear_failures(&self, who: Sha256) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "DELETE FROM sign_in_failures WHERE who_hash = :who_hash",
                named_params! { ":who_hash": who.0 },
            )?;
            Ok(())
        })
        .await
    }
}

fn roles_text(roles: &[HeldRole]) -> String {
    roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
