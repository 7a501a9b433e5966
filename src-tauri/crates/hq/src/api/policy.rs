//! A published policy, as it was signed.

use axum::{Json, extract::State};
use protocol::wire::SignedPolicy;
use serde::Deserialize;

use super::{ApiQuery, caller::Counter};
use crate::{HqState, error::ApiError};

/// Which one.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    version: String,
}

/// Gives out the policy of a version.
#[utoipa::path(get, path = "/policy", params(Asked), responses((status = 200, body = SignedPolicy)))]
pub async fn policy(
    State(state): State<HqState>,
    Counter(_): Counter,
    ApiQuery(asked): ApiQuery<Asked>,
) -> Result<Json<SignedPolicy>, ApiError> {
    let policies = state.store.list_policies().await?;
    let found = policies.into_iter().find(|policy| policy.version.as_str() == asked.version);
    found.map(|policy| Json(policy.signed)).ok_or_else(ApiError::not_found)
}
