//! Signing in to the page, and what each account may see.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{Act, Date, HeldRole, Instant, PersonId, StaffRole, allow};
use protocol::{Sha256, hash_of};
use serde::{Deserialize, Serialize};

use crate::{
    HqState,
    api::ApiJson,
    clock::new_token,
    error::ApiError,
    guard::address_of,
    store::{PageSession, Scope},
};

const COOKIE: &str = "counterfoil-hq";
const SESSION_SECS: i64 = 12 * 60 * 60;
const CSRF_HEADER: &str = "x-csrf";

/// A name and a password, as typed.
#[derive(Deserialize)]
pub struct SignInForm {
    account: String,
    password: String,
}

/// Who is signed in, and what a mutating call must bring.
#[derive(Serialize)]
pub struct SignedIn {
    account: String,
    csrf: String,
}

/// Who is signed in, and what they see.
#[derive(Serialize)]
pub struct Me {
    account: String,
    csrf: String,
    unit: String,
    level: &'static str,
    branches: usize,
    /// What they may do today.
    acts: Vec<&'static str>,
}

/// Someone who is signed in, whatever their roles allow today: also nothing.
pub struct Holder(Viewer);

/// Someone who is signed in and may look at tickets, with the branches of their unit's subtree.
pub struct Viewer {
    session: PageSession,
    token: Sha256,
    unit: String,
    level: &'static str,
    roles: Vec<HeldRole>,
    person: PersonId,
    today: Date,
    /// What may be seen; decided here and nowhere else.
    pub branches: Scope,
}

/// Someone who is signed in and whose page sent the call, not another site's.
pub struct Mover(pub Viewer);

impl FromRequestParts<HqState> for Holder {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let token = hash_of(cookie(&parts.headers).ok_or_else(ApiError::unauthenticated)?.as_bytes());
        let found = state.store.find_page_session(token, state.clock.now()).await?;
        let session = found.ok_or_else(ApiError::unauthenticated)?;
        let account =
            state.store.find_account(&session.account).await?.ok_or_else(ApiError::unauthenticated)?;
        state.account_requests.count_or_wait(session.account.clone()).map_err(ApiError::too_many)?;
        let network = state.store.network().await?.ok_or_else(ApiError::not_found)?;
        let unit = network.tree().find(account.unit).ok_or_else(ApiError::unauthenticated)?;
        let today = state.today();
        Ok(Self(Viewer {
            session,
            token,
            unit: unit.name.clone(),
            level: unit.level.as_str(),
            roles: account.roles,
            person: account.person,
            today,
            branches: network.within(account.unit),
        }))
    }
}

impl FromRequestParts<HqState> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let Holder(viewer) = Holder::from_request_parts(parts, state).await?;
        viewer.must(Act::ReadTickets)?;
        Ok(viewer)
    }
}

impl Viewer {
    /// Refuses what none of their roles allows today.
    pub fn must(&self, act: Act) -> Result<(), ApiError> {
        if self.may(act) {
            return Ok(());
        }
        Err(ApiError::new(StatusCode::FORBIDDEN, "not_permitted", "no role of this account allows it today"))
    }

    /// What they signed in as.
    pub fn account(&self) -> &str {
        &self.session.account
    }

    /// Who they are in the lines that they write.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The day, as the policy's calendar has it.
    pub fn today(&self) -> Date {
        self.today
    }

    /// What they work as today.
    pub fn roles(&self) -> Vec<StaffRole> {
        let held = self.roles.iter().filter(|held| held.is_held_on(self.today));
        held.filter_map(|held| held.role.parse().ok()).collect()
    }

    /// Whether one of their roles allows it today.
    pub fn may(&self, act: Act) -> bool {
        allow(&self.roles, act, self.today)
    }

    /// Refuses a call that another site's page sent.
    fn must_have_sent(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let brought = headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok());
        // Hashes are compared, so that time tells nothing of the value.
        if brought.is_some_and(|csrf| hash_of(csrf.as_bytes()) == hash_of(self.session.csrf.as_bytes())) {
            return Ok(());
        }
        Err(ApiError::new(StatusCode::FORBIDDEN, "csrf", "load the page again"))
    }
}

impl FromRequestParts<HqState> for Mover {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let viewer = Viewer::from_request_parts(parts, state).await?;
        viewer.must_have_sent(&parts.headers)?;
        Ok(Self(viewer))
    }
}

/// Signs in. A wrong name and a wrong password get the same words, and the same time.
pub async fn login(
    State(state): State<HqState>,
    parts: RequestParts,
    ApiJson(form): ApiJson<SignInForm>,
) -> Result<Response, ApiError> {
    state.password_tries.count(address_of(&parts.0))?;
    let now = state.clock.now();
    let who = hash_of(form.account.as_bytes());
    if let Some(until) = state.store.blocked_until(who).await?.filter(|until| *until > now) {
        let wait = u64::try_from(until.unix_ms() - now.unix_ms()).unwrap_or(0);
        return Err(ApiError::too_many(std::time::Duration::from_millis(wait)));
    }
    let account = state.store.find_account(&form.account).await?;
    let hash = account.map(|account| account.password);
    if !state.password_fits(form.password, hash).await {
        state.store.count_failure(who, blocked_until, now).await?;
        let message = "the account or the password is wrong";
        return Err(ApiError::new(StatusCode::UNAUTHORIZED, "sign_in_refused", message));
    }
    state.store.clear_failures(who).await?;
    let (token, csrf) = (new_token(), new_token());
    let session = PageSession {
        account: form.account.clone(),
        csrf: csrf.clone(),
        expires_at: now.plus_ms(SESSION_SECS * 1_000),
    };
    state.store.add_page_session(hash_of(token.as_bytes()), session, now).await?;
    let mut response = Json(SignedIn { account: form.account, csrf }).into_response();
    set_cookie(&state, &mut response, &token, SESSION_SECS);
    Ok(response)
}

/// Signs out.
pub async fn logout(
    State(state): State<HqState>,
    Holder(viewer): Holder,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    viewer.must_have_sent(&headers)?;
    state.store.end_page_session(viewer.token).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&state, &mut response, "", 0);
    Ok(response)
}

/// Who is signed in, and what they may do: nothing where every role has ended or is still to begin.
pub async fn me(Holder(viewer): Holder) -> Json<Me> {
    let acts = Act::ALL.iter().filter(|act| viewer.may(**act)).map(|act| act.as_str()).collect();
    Json(Me {
        acts,
        account: viewer.session.account,
        csrf: viewer.session.csrf,
        unit: viewer.unit,
        level: viewer.level,
        branches: viewer.branches.len(),
    })
}

/// A request without its body.
pub struct RequestParts(Parts);

impl FromRequestParts<HqState> for RequestParts {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &HqState) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.clone()))
    }
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

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

fn set_cookie(state: &HqState, response: &mut Response, token: &str, secs: i64) {
    let secure = if state.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={secs}{secure}");
    let cookie = HeaderValue::from_str(&cookie).expect("made of ASCII");
    response.headers_mut().insert(header::SET_COOKIE, cookie);
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
