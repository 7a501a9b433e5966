//! Signing in and out.
//!
//! A wrong name, a wrong password and a closed account get the same words and the same time. Failures make a name wait
//! longer and longer; a browser in which the account was signed in to before has a wait of its own, so that nobody can shut
//! an account's owner out by guessing.

use std::time::Duration;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Act, AuditAct, Instant, PersonId};
use protocol::{Sha256, hash_of};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::{COOKIE, Holder, Owner, RequestParts, cookie};
use crate::{
    HqState,
    api::ApiJson,
    audited::{By, outcome},
    clock::{new_token, random},
    error::ApiError,
    guard::address_of,
    second_step::Proof,
    store::{Account, AccountChange, PageSession},
};

const SESSION_SECS: i64 = 12 * 60 * 60;
/// Says that an account was signed in to in this browser before.
const KNOWN_COOKIE: &str = "counterfoil-hq-known";
const KNOWN_SECS: i64 = 180 * 24 * 60 * 60;

/// A name and a password as typed, and the second step's code where one is wanted.
#[derive(Deserialize, ToSchema)]
pub struct SignInForm {
    account: String,
    password: String,
    #[serde(default)]
    code: Option<String>,
}

/// Who is signed in, and what a mutating call must bring.
#[derive(Serialize, ToSchema)]
pub struct SignedIn {
    account: String,
    csrf: String,
}

/// Who is signed in, and what they see.
#[derive(Serialize, ToSchema)]
pub struct Me {
    account: String,
    csrf: String,
    unit: String,
    level: &'static str,
    branches: usize,
    /// What they may do today.
    acts: Vec<&'static str>,
    /// What they have to settle before anything else: `password`, `second_step`.
    unsettled: Option<&'static str>,
    /// Whether a second step is set up.
    has_second_step: bool,
    /// Until when they may go on without one, where their roles need it.
    second_step_due_at: Option<Instant>,
}

/// Signs in.
#[utoipa::path(
    post,
    path = "/login",
    request_body = SignInForm,
    responses((status = 200, body = SignedIn))
)]
pub async fn login(
    State(state): State<HqState>,
    parts: RequestParts,
    ApiJson(form): ApiJson<SignInForm>,
) -> Result<Response, ApiError> {
    let address = address_of(&parts.0);
    state.password_tries.count(address)?;
    let (now, headers) = (state.clock.now(), &parts.0.headers);
    let account = state.store.find_account(&form.account).await?;
    let by = by(account.as_ref(), address.to_string());
    let known = account.as_ref().and_then(|account| known_in(&state, headers, account.person));
    let who = known.unwrap_or_else(|| hash_of(form.account.as_bytes()));
    must_not_be_locked(&state, &by, who).await?;
    let account = account.filter(|account| account.closed_at.is_none());
    let hash = account.as_ref().map(|account| account.password.clone());
    let fits = state.password_fits(form.password, hash).await?;
    // Of many that came at once the first may have locked it meanwhile; whether this one fitted is not told then.
    must_not_be_locked(&state, &by, who).await?;
    let Some(account) = account.filter(|_| fits) else {
        return Err(failed(&state, &by, who, "sign_in_refused").await?);
    };
    if account.second_step.is_some() {
        let Some(code) = form.code.as_deref().map(str::trim).filter(|code| !code.is_empty()) else {
            // Whoever has a password that fits, and no code, may not be its owner.
            let fitted = by.did(AuditAct::PasswordFitted, "", "code_wanted", now);
            state.audit_look(fitted).await.map_err(unwritten)?;
            return Err(refused("code_wanted"));
        };
        match state.prove_second_step(&account, code).await? {
            Proof::Code => {}
            Proof::Recovery => {
                let used = by.did(AuditAct::RecoveryCodeUsed, "", outcome::DONE, now);
                state.audit(used).await.map_err(unwritten)?;
            }
            Proof::Wrong => return Err(failed(&state, &by, who, "code_refused").await?),
        }
        must_not_be_locked(&state, &by, who).await?;
    }
    // Before the session: nobody is let in unnoted.
    state.audit(by.did(AuditAct::SignedIn, "", outcome::DONE, now)).await.map_err(unwritten)?;
    let Some(mut response) = begin_session(&state, &account, address.to_string(), now).await? else {
        return Err(failed(&state, &by, who, "sign_in_refused").await?);
    };
    state.store.clear_failures(who).await?;
    tell_of_second_step(&state, &account, now).await?;
    if let Some(before) = cookie(headers, COOKIE) {
        state.store.end_page_session(hash_of(before.as_bytes())).await?;
    }
    let known = known_cookie(&state, account.person);
    set_cookie(&state, &mut response, KNOWN_COOKIE, &known, KNOWN_SECS);
    Ok(response)
}

/// A session that is begun, as its cookie and what mutating calls must bring; none where the account is closed by now, or has
/// another password or second step than was proven.
pub async fn begin_session(
    state: &HqState,
    account: &Account,
    address: String,
    now: Instant,
) -> Result<Option<Response>, ApiError> {
    let (token, csrf) = (new_token(), new_token());
    let session = PageSession {
        account: account.name.clone(),
        csrf: csrf.clone(),
        started_at: now,
        used_at: now,
        address,
        expires_at: now.plus_ms(SESSION_SECS * 1_000),
    };
    let token_hash = hash_of(token.as_bytes());
    if !state.store.add_page_session(token_hash, session, account.credentials(), now).await? {
        return Ok(None);
    }
    let mut response = Json(SignedIn { account: account.name.clone(), csrf }).into_response();
    set_cookie(state, &mut response, COOKIE, &token, SESSION_SECS);
    Ok(Some(response))
}

/// Signs out.
#[utoipa::path(post, path = "/logout", responses((status = 204)))]
pub async fn logout(State(state): State<HqState>, Owner(viewer): Owner) -> Result<Response, ApiError> {
    let left = viewer.by().did(AuditAct::SignedOut, "", outcome::DONE, state.clock.now());
    state.audit(left).await.map_err(unwritten)?;
    state.store.end_page_session(viewer.session().1).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&state, &mut response, COOKIE, "", 0);
    Ok(response)
}

/// Who is signed in, and what they may do: nothing where every role has ended or is still to begin, and nothing where they
/// have something to settle first.
#[utoipa::path(get, path = "/me", responses((status = 200, body = Me)))]
pub async fn me(State(state): State<HqState>, Holder(viewer): Holder) -> Json<Me> {
    let may = |act: &&Act| viewer.unsettled().is_none() && viewer.may(**act);
    let acts = Act::ALL.iter().filter(may).map(|act| act.as_str()).collect();
    let own = viewer.own();
    let is_needed = own.second_step.is_none() && state.door.need_second_step(&own.roles, viewer.today());
    let (unit, level) = viewer.unit();
    Json(Me {
        acts,
        account: viewer.account().to_owned(),
        csrf: viewer.session().0.csrf.clone(),
        unit: unit.to_owned(),
        level: level.as_str(),
        branches: viewer.branches.len(),
        unsettled: viewer.unsettled().map(super::session::Unsettled::as_str),
        has_second_step: own.second_step.is_some(),
        second_step_due_at: own.second_step_due_at.filter(|_| is_needed),
    })
}

/// Where nothing can be noted, nothing is shown and nobody is let in.
pub fn unwritten(error: crate::StoreError) -> ApiError {
    tracing::error!(error = &error as &dyn std::error::Error, "the audit log cannot be written");
    let message = "it could not be noted who asked, so nothing is shown; nothing was lost";
    ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "audit_unwritten", message)
}

fn by(account: Option<&Account>, address: String) -> By {
    // What was typed as a name that is nobody's may have been a password.
    account.map_or_else(
        || By::nobody(address.clone()),
        |account| By {
            account: account.name.clone(),
            person: Some(account.person),
            unit: Some(account.unit),
            address: address.clone(),
        },
    )
}

/// Refuses whoever has to wait after failures that are counted under `who`.
pub async fn must_not_be_locked(state: &HqState, by: &By, who: Sha256) -> Result<(), ApiError> {
    let now = state.clock.now();
    let Some(until) = state.store.blocked_until(who).await?.filter(|until| *until > now) else {
        return Ok(());
    };
    let locked = by.did(AuditAct::SignInLocked, "", "too_many_tries", now);
    state.audit_look(locked).await.map_err(unwritten)?;
    let wait = u64::try_from(until.unix_ms() - now.unix_ms()).unwrap_or(0);
    Err(ApiError::too_many(Duration::from_millis(wait)))
}

/// Counts a failure under `who`, and notes it.
pub async fn count_failure(state: &HqState, by: &By, who: Sha256, code: &str) -> Result<(), ApiError> {
    let now = state.clock.now();
    state.store.count_failure(who, blocked_until, now).await?;
    // Somebody who guesses is told of once in a while: ten thousand tries are no ten thousand rows.
    state.audit_look(by.did(AuditAct::SignInFailed, "", code, now)).await.map_err(unwritten)
}

async fn failed(state: &HqState, by: &By, who: Sha256, code: &str) -> Result<ApiError, ApiError> {
    count_failure(state, by, who, code).await?;
    Ok(refused(code))
}

fn refused(code: &str) -> ApiError {
    let message = match code {
        "code_wanted" => "the code of the second step is wanted",
        "code_refused" => "the code is wrong, or was used before",
        _ => "the account or the password is wrong",
    };
    ApiError::new(StatusCode::UNAUTHORIZED, code, message)
}

/// Whoever needs a second step is told at their first sign-in until when they may come without.
async fn tell_of_second_step(state: &HqState, account: &Account, now: Instant) -> Result<(), ApiError> {
    let needs = state.door.need_second_step(&account.roles, state.today());
    if !needs || account.second_step.is_some() || account.second_step_due_at.is_some() {
        return Ok(());
    }
    let second_step_due_at = Some(now.plus_ms(state.door.grace_ms));
    let change = AccountChange { second_step_due_at, ..AccountChange::default() };
    state.store.change_account(&account.name, change).await?;
    Ok(())
}

/// What failures of a known browser are counted under.
fn known_in(state: &HqState, headers: &HeaderMap, person: PersonId) -> Option<Sha256> {
    let value = cookie(headers, KNOWN_COOKIE)?;
    let (nonce, mark) = value.split_once('.')?;
    (mark == known_mark(state, person, nonce)).then(|| hash_of(format!("{person} {nonce}").as_bytes()))
}

fn known_cookie(state: &HqState, person: PersonId) -> String {
    let nonce = hex(&random::<16>());
    format!("{nonce}.{}", known_mark(state, person, &nonce))
}

fn known_mark(state: &HqState, person: PersonId, nonce: &str) -> String {
    hex(&state.keys.known_browser.mark(&format!("{person} {nonce}")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Five tries are free; then each failure doubles the wait, up to a quarter of an hour.
fn blocked_until(failures: u32, now: Instant) -> Instant {
    const FREE: u32 = 5;
    const FIRST_MS: i64 = 30_000;
    const MOST_MS: i64 = 15 * 60_000;
    match failures.checked_sub(FREE) {
        None => now,
        Some(more) => now.plus_ms((FIRST_MS << more.min(10)).min(MOST_MS)),
    }
}

fn set_cookie(state: &HqState, response: &mut Response, name: &str, value: &str, secs: i64) {
    let secure = if state.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={secs}{secure}");
    let cookie = HeaderValue::from_str(&cookie).expect("made of ASCII");
    response.headers_mut().append(header::SET_COOKIE, cookie);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_waits_longer_and_longer() {
        let now = Instant::from_unix_ms(0);
        let waits: Vec<i64> =
            (1..=13).map(|failures| blocked_until(failures, now).unix_ms() / 1_000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
    }
}
