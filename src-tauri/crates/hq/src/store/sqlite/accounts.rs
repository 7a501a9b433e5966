//! Accounts, their sessions, and failures to sign in.

use async_trait::async_trait;
use domain::{HeldRole, Instant, PersonId, Sha256};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

use super::{
    Sqlite,
    values::{bytes, moment, text, text_or_none},
};
use crate::store::{
    Account, AccountChange, Accounts, Credentials, PageSession, RecoveryMark, SecondStep, StepChange,
    StoreError,
};

/// Failures count together for a day.
const FORGOTTEN_MS: i64 = 24 * 60 * 60 * 1_000;

const ACCOUNT: &str =
    "SELECT name, password, unit_id, roles, person_id, must_change, closed_at, signed_in_at, step_secret,
        step_since, step_used, step_due_at
    FROM accounts";

const SESSION: &str =
    "SELECT token_hash, account, csrf, started_at, used_at, address, expires_at FROM page_sessions";

#[async_trait]
impl Accounts for Sqlite {
    async fn add_account(&self, account: Account, now: Instant) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO accounts (name, password, unit_id, roles, person_id, must_change, created_at)
                 VALUES (:name, :password, :unit_id, :roles, :person_id, :must_change, :created_at)",
                named_params! {
                    ":name": account.name,
                    ":password": account.password,
                    ":unit_id": account.unit.as_bytes(),
                    ":roles": roles_text(&account.roles),
                    ":person_id": account.person.as_bytes(),
                    ":must_change": account.must_change,
                    ":created_at": moment(now),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn change_account(&self, name: &str, change: AccountChange) -> Result<bool, StoreError> {
        let name = name.to_owned();
        self.write(move |tx| {
            if is_open(tx, &name, change.if_still.as_ref())?.is_none() {
                return Ok(false);
            }
            if change.ends_sessions() {
                end_sessions(tx, &name, None)?;
            }
            let AccountChange { password, roles, unit, closed_at, second_step_due_at, if_still: _ } = change;
            if let Some((password, must_change)) = password {
                tx.execute(
                    "UPDATE accounts SET password = :password, must_change = :must_change WHERE name = :name",
                    named_params! { ":password": password, ":must_change": must_change, ":name": name },
                )?;
            }
            if let Some(roles) = roles {
                set(tx, &name, "roles", &roles_text(&roles))?;
            }
            if let Some(unit) = unit {
                set(tx, &name, "unit_id", unit.as_bytes())?;
            }
            if let Some(closed_at) = closed_at {
                set(tx, &name, "closed_at", &closed_at.map(moment))?;
            }
            if let Some(due_at) = second_step_due_at {
                set(tx, &name, "step_due_at", &moment(due_at))?;
            }
            Ok(true)
        })
        .await
    }

    async fn find_account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let name = name.to_owned();
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!("{ACCOUNT} WHERE name = :name"))?;
            Ok(found.query_row(named_params! { ":name": name }, account).optional()?)
        })
        .await
    }

    async fn list_accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.read(|tx| {
            let mut found = tx.prepare_cached(&format!("{ACCOUNT} ORDER BY name"))?;
            Ok(found.query_map([], account)?.collect::<Result<_, _>>()?)
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

    async fn set_second_step(&self, name: &str, change: StepChange) -> Result<bool, StoreError> {
        let name = name.to_owned();
        self.write(move |tx| {
            let StepChange { step, recovery, but_not, if_still } = change;
            if is_open(tx, &name, if_still.as_ref())?.is_none() {
                return Ok(false);
            }
            tx.execute(
                "UPDATE accounts SET step_secret = :secret, step_since = :since, step_used = :used WHERE name = :name",
                named_params! {
                    ":secret": step.as_ref().map(|step| &step.sealed),
                    ":since": step.as_ref().map(|step| moment(step.since)),
                    ":used": step.as_ref().map_or(0, |step| step.used),
                    ":name": name,
                },
            )?;
            end_sessions(tx, &name, but_not)?;
            tx.execute("DELETE FROM recovery_codes WHERE account = :name", named_params! { ":name": name })?;
            for mark in recovery {
                tx.execute(
                    "INSERT INTO recovery_codes (account, mark) VALUES (:name, :mark)",
                    named_params! { ":name": name, ":mark": mark },
                )?;
            }
            Ok(true)
        })
        .await
    }

    async fn use_step(&self, name: &str, step: u64) -> Result<bool, StoreError> {
        let name = name.to_owned();
        self.write(move |tx| {
            let used = tx.execute(
                "UPDATE accounts SET step_used = :step
                 WHERE name = :name AND step_secret IS NOT NULL AND step_used < :step",
                named_params! { ":step": step, ":name": name },
            )?;
            Ok(used > 0)
        })
        .await
    }

    async fn use_recovery_code(&self, name: &str, mark: RecoveryMark) -> Result<bool, StoreError> {
        let name = name.to_owned();
        self.write(move |tx| {
            let used = tx.execute(
                "DELETE FROM recovery_codes WHERE account = :name AND mark = :mark",
                named_params! { ":name": name, ":mark": mark },
            )?;
            Ok(used > 0)
        })
        .await
    }

    async fn count_recovery_codes(&self, name: &str) -> Result<u32, StoreError> {
        let name = name.to_owned();
        self.read(move |tx| {
            let mut left = tx.prepare_cached("SELECT count(*) FROM recovery_codes WHERE account = :name")?;
            Ok(left.query_row(named_params! { ":name": name }, |row| row.get(0))?)
        })
        .await
    }

    async fn add_page_session(
        &self,
        token: Sha256,
        session: PageSession,
        proven: Credentials,
        now: Instant,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            if is_open(tx, &session.account, Some(&proven))? != Some(true) {
                return Ok(false);
            }
            tx.execute(
                "DELETE FROM page_sessions WHERE expires_at <= :now",
                named_params! { ":now": moment(now) },
            )?;
            tx.execute(
                "INSERT INTO page_sessions (token_hash, account, csrf, started_at, used_at, address, expires_at)
                 VALUES (:token_hash, :account, :csrf, :started_at, :used_at, :address, :expires_at)",
                named_params! {
                    ":token_hash": token.0,
                    ":account": session.account,
                    ":csrf": session.csrf,
                    ":started_at": moment(session.started_at),
                    ":used_at": moment(session.used_at),
                    ":address": session.address,
                    ":expires_at": moment(session.expires_at),
                },
            )?;
            set(tx, &session.account, "signed_in_at", &moment(session.started_at))?;
            Ok(true)
        })
        .await
    }

    async fn find_page_session(
        &self,
        token: Sha256,
        now: Instant,
    ) -> Result<Option<PageSession>, StoreError> {
        self.read(move |tx| {
            let mut found = tx
                .prepare_cached(&format!("{SESSION} WHERE token_hash = :token_hash AND expires_at > :now"))?;
            let at = named_params! { ":token_hash": token.0, ":now": moment(now) };
            Ok(found.query_row(at, |row| Ok(session(row)?.1)).optional()?)
        })
        .await
    }

    async fn list_page_sessions(
        &self,
        account: &str,
        now: Instant,
    ) -> Result<Vec<(Sha256, PageSession)>, StoreError> {
        let account = account.to_owned();
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!(
                "{SESSION} WHERE account = :account AND expires_at > :now ORDER BY expires_at DESC, token_hash"
            ))?;
            let of = named_params! { ":account": account, ":now": moment(now) };
            Ok(found.query_map(of, session)?.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn note_page_session(&self, token: Sha256, used_at: Instant) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "UPDATE page_sessions SET used_at = :used_at WHERE token_hash = :token_hash",
                named_params! { ":used_at": moment(used_at), ":token_hash": token.0 },
            )?;
            Ok(())
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

/// Whether an account is open; none where there is none of that name, or none with these credentials.
fn is_open(
    tx: &Transaction<'_>,
    name: &str,
    still: Option<&Credentials>,
) -> Result<Option<bool>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT closed_at IS NULL FROM accounts
         WHERE name = :name AND (:password IS NULL OR password = :password AND step_secret IS :second_step)",
    )?;
    let of = named_params! {
        ":name": name,
        ":password": still.map(|still| &still.password),
        ":second_step": still.and_then(|still| still.second_step.as_ref()),
    };
    Ok(found.query_row(of, |row| row.get(0)).optional()?)
}

/// Ends the sessions of an account, all but one where that is named.
fn end_sessions(tx: &Transaction<'_>, name: &str, but_not: Option<Sha256>) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM page_sessions WHERE account = :name AND token_hash IS NOT :but_not",
        named_params! { ":name": name, ":but_not": but_not.map(|token| token.0) },
    )?;
    Ok(())
}

/// Sets one column of an account; the column's name is never typed by anybody.
fn set(
    tx: &Transaction<'_>,
    name: &str,
    column: &'static str,
    value: &dyn rusqlite::ToSql,
) -> Result<(), StoreError> {
    let mut change =
        tx.prepare_cached(&format!("UPDATE accounts SET {column} = :value WHERE name = :name"))?;
    change.execute(named_params! { ":value": value, ":name": name })?;
    Ok(())
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let sealed: Option<Vec<u8>> = row.get("step_secret")?;
    let second_step = match sealed {
        Some(sealed) => {
            Some(SecondStep { sealed, since: text(row, "step_since")?, used: row.get("step_used")? })
        }
        None => None,
    };
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
        must_change: row.get("must_change")?,
        closed_at: text_or_none(row, "closed_at")?,
        signed_in_at: text_or_none(row, "signed_in_at")?,
        second_step,
        second_step_due_at: text_or_none(row, "step_due_at")?,
    })
}

fn session(row: &Row<'_>) -> rusqlite::Result<(Sha256, PageSession)> {
    let expires_at = text(row, "expires_at")?;
    // Sessions of a version that did not note these end within half a day.
    let noted =
        |column| -> rusqlite::Result<Instant> { Ok(text_or_none(row, column)?.unwrap_or(expires_at)) };
    Ok((
        bytes(row, "token_hash")?,
        PageSession {
            account: row.get("account")?,
            csrf: row.get("csrf")?,
            started_at: noted("started_at")?,
            used_at: noted("used_at")?,
            address: row.get("address")?,
            expires_at,
        },
    ))
}
