//! Which service calls, and what it may do.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
};
use domain::{AuditAct, BranchId, ServiceScope};
use protocol::ServiceToken;

use crate::{
    HqState,
    audited::By,
    error::ApiError,
    guard::address_of,
    store::{AuditEntry, Branch, Scope, ServiceRow},
};

/// That a service was used is noted to the hour.
const NOTED_MS: i64 = 60 * 60 * 1_000;

/// A service that called with a token that is good.
pub struct Caller {
    /// The service.
    pub service: ServiceRow,
    /// What it may see and write to; decided here and nowhere else.
    pub branches: Scope,
    by: By,
}

impl FromRequestParts<HqState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let authorization = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = authorization.and_then(|value| value.strip_prefix("Bearer "));
        let token: ServiceToken =
            token.and_then(|text| text.trim().parse().ok()).ok_or_else(ApiError::unauthenticated)?;
        let found = state.store.service_of_token(token.hash()).await?;
        let service = found.ok_or_else(ApiError::unauthenticated)?;
        let now = state.clock.now();
        if service.revoked_at.is_some() {
            return Err(refused("token_revoked", "this service was revoked"));
        }
        if service.ends_at.is_some_and(|ends_at| ends_at <= now) {
            return Err(refused("token_expired", "this token has ended; ask for another"));
        }
        state.service_requests.count_or_wait(service.id).map_err(ApiError::too_many)?;
        if service.used_at.is_none_or(|used_at| now.unix_ms() - used_at.unix_ms() >= NOTED_MS) {
            state.store.note_service_use(service.id, now).await?;
        }
        let network = state.store.network().await?.ok_or_else(ApiError::unauthenticated)?;
        let by = By::service(&service.name, service.unit, address_of(parts).to_string());
        Ok(Self { branches: network.within(service.unit), service, by })
    }
}

impl Caller {
    /// Refuses what its token is not good for.
    pub fn must(&self, scope: ServiceScope) -> Result<(), ApiError> {
        if self.service.scopes.contains(&scope) {
            return Ok(());
        }
        let message = format!("this token is not good for {scope}");
        Err(ApiError::new(StatusCode::FORBIDDEN, "scope_missing", &message))
    }

    /// A branch of its unit's subtree by its code, or the one that it brings to by itself where none is named.
    pub async fn branch(&self, state: &HqState, code: Option<&str>) -> Result<Option<Branch>, ApiError> {
        let named: Option<BranchId> = match code {
            None => self.service.default_branch,
            Some(code) => state.unit_with_code(code).await.ok().map(|unit| unit.id.into()),
        };
        let Some(within) = named.filter(|branch| self.branches.contains(branch)) else { return Ok(None) };
        Ok(state.store.find_branch(within).await?)
    }

    /// What it did in a branch, for the audit log.
    pub fn did(
        &self,
        state: &HqState,
        act: AuditAct,
        branch: Option<BranchId>,
        about: &str,
        outcome: &str,
    ) -> AuditEntry {
        let entry = self.by.did(act, about, outcome, state.clock.now());
        AuditEntry { unit: branch.map(Into::into).or(entry.unit), ..entry }
    }
}

fn refused(code: &str, message: &str) -> ApiError {
    ApiError::new(StatusCode::UNAUTHORIZED, code, message)
}
