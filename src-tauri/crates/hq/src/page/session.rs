//! Who is signed in to the page, and what each may see.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use domain::{Act, Date, HeldRole, PersonId, StaffRole, UnitId, UnitLevel, allow};
use protocol::{Sha256, hash_of};

use crate::{
    HqState,
    audited::By,
    error::ApiError,
    guard::address_of,
    store::{Account, PageSession, Scope},
};

/// What the session's cookie is called.
pub const COOKIE: &str = "counterfoil-hq";
const CSRF_HEADER: &str = "x-csrf";
/// What the page says where it asks by itself and nobody did anything.
const BY_ITSELF_HEADER: &str = "x-by-itself";
/// A session's use is noted to the minute.
const NOTED_MS: i64 = 60 * 1_000;

/// What somebody has to settle before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsettled {
    /// Their password was handed over.
    Password,
    /// Their roles need a second step.
    SecondStep,
}

impl Unsettled {
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SecondStep => "second_step",
        }
    }

    fn refusal(self) -> ApiError {
        let (code, message) = match self {
            Self::Password => ("password_change_wanted", "choose a password of your own first"),
            Self::SecondStep => ("second_step_wanted", "set up the second step first"),
        };
        ApiError::new(StatusCode::FORBIDDEN, code, message)
    }
}

/// Someone who is signed in, whatever their roles allow today and whatever they have still to settle.
#[derive(Clone)]
pub struct Holder(pub Viewer);

/// A holder whose page sent the call, not another site's.
pub struct Owner(pub Viewer);

/// Someone who is signed in and has nothing to settle first, whatever their roles allow today: also nothing.
pub struct Entrant(pub Viewer);

/// Someone who is signed in and may look at tickets, with the branches of their unit's subtree.
#[derive(Clone)]
pub struct Viewer {
    session: PageSession,
    token: Sha256,
    account: Account,
    unit: String,
    level: UnitLevel,
    today: Date,
    unsettled: Option<Unsettled>,
    address: String,
    /// The units of their subtree.
    pub units: Arc<[UnitId]>,
    /// What may be seen; decided here and nowhere else.
    pub branches: Scope,
}

/// Someone who is signed in and whose page sent the call, not another site's.
pub struct Mover(pub Viewer);

impl FromRequestParts<HqState> for Holder {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        // Whoever noted the look has asked before.
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let token = hash_of(cookie(&parts.headers, COOKIE).ok_or_else(ApiError::unauthenticated)?.as_bytes());
        let now = state.clock.now();
        let found = state.store.find_page_session(token, now).await?;
        let session = found.ok_or_else(ApiError::unauthenticated)?;
        if now.unix_ms() - session.used_at.unix_ms() > state.door.idle_ms {
            state.store.end_page_session(token).await?;
            return Err(ApiError::unauthenticated());
        }
        let account = state.store.find_account(&session.account).await?;
        let account =
            account.filter(|account| account.closed_at.is_none()).ok_or_else(ApiError::unauthenticated)?;
        state.account_requests.count_or_wait(session.account.clone()).map_err(ApiError::too_many)?;
        if !parts.headers.contains_key(BY_ITSELF_HEADER)
            && now.unix_ms() - session.used_at.unix_ms() >= NOTED_MS
        {
            state.store.note_page_session(token, now).await?;
        }
        let network = state.store.network().await?.ok_or_else(ApiError::not_found)?;
        let unit = network.tree().find(account.unit).ok_or_else(ApiError::unauthenticated)?;
        let today = state.today();
        let lacks_step = account.second_step.is_none()
            && account.second_step_due_at.is_some_and(|due_at| due_at <= now)
            && state.door.need_second_step(&account.roles, today);
        let unsettled = if account.must_change {
            Some(Unsettled::Password)
        } else {
            lacks_step.then_some(Unsettled::SecondStep)
        };
        let branches = network.within(account.unit);
        Ok(Self(Viewer {
            session,
            token,
            unit: unit.name.clone(),
            level: unit.level,
            today,
            unsettled,
            address: address_of(parts).to_string(),
            units: branches.units(),
            branches,
            account,
        }))
    }
}

impl FromRequestParts<HqState> for Owner {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let Holder(viewer) = Holder::from_request_parts(parts, state).await?;
        viewer.must_have_sent(&parts.headers)?;
        Ok(Self(viewer))
    }
}

impl FromRequestParts<HqState> for Entrant {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let Holder(viewer) = Holder::from_request_parts(parts, state).await?;
        viewer.unsettled.map_or(Ok(Self(viewer)), |unsettled| Err(unsettled.refusal()))
    }
}

impl FromRequestParts<HqState> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let Entrant(viewer) = Entrant::from_request_parts(parts, state).await?;
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
        let message = if allow(&self.account.roles, act, self.today) {
            "an account that sees every unit may do it"
        } else {
            "no role of this account allows it today"
        };
        Err(ApiError::new(StatusCode::FORBIDDEN, "not_permitted", message))
    }

    /// What they signed in as.
    pub fn account(&self) -> &str {
        &self.session.account
    }

    /// The account as it is kept.
    pub fn own(&self) -> &Account {
        &self.account
    }

    /// The session, and the hash of its cookie.
    pub fn session(&self) -> (&PageSession, Sha256) {
        (&self.session, self.token)
    }

    /// Who they are in the lines that they write.
    pub fn person(&self) -> PersonId {
        self.account.person
    }

    /// Their unit, by name and level.
    pub fn unit(&self) -> (&str, UnitLevel) {
        (&self.unit, self.level)
    }

    /// What they have to settle before anything else.
    pub fn unsettled(&self) -> Option<Unsettled> {
        self.unsettled
    }

    /// Who they are in the audit log.
    pub fn by(&self) -> By {
        By {
            account: self.account.name.clone(),
            person: Some(self.account.person),
            unit: Some(self.account.unit),
            address: self.address.clone(),
        }
    }

    /// The day, as the policy's calendar has it.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Their roles, each with its days.
    pub fn held(&self) -> &[HeldRole] {
        &self.account.roles
    }

    /// What they work as today.
    pub fn roles(&self) -> Vec<StaffRole> {
        let held = self.account.roles.iter().filter(|held| held.is_held_on(self.today));
        held.filter_map(|held| held.role.parse().ok()).collect()
    }

    /// Whether one of their roles allows it today. Rules hold in every branch: who sees only some publishes none.
    pub fn may(&self, act: Act) -> bool {
        allow(&self.account.roles, act, self.today) && (act != Act::Publish || self.branches.is_everything())
    }

    /// Refuses a call that another site's page sent.
    pub fn must_have_sent(&self, headers: &HeaderMap) -> Result<(), ApiError> {
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

/// A request without its body.
pub struct RequestParts(pub Parts);

impl FromRequestParts<HqState> for RequestParts {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &HqState) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.clone()))
    }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value)
}
