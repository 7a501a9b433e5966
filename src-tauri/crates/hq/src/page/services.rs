//! Other systems of the carrier: which there are, and adding, re-issuing and revoking their tokens.

use axum::{Json, extract::State};
use domain::{Act, AuditAct, Date, Instant, ServiceId, ServiceScope, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    accounts::{UnitChoice, refusal, unit_choices},
    giving::may_give_unit,
    session::{Mover, Viewer},
};
use crate::{
    AuditEntry, HqState, NewService, ServiceTold,
    api::{ApiJson, ApiPath},
    audited::outcome,
    error::ApiError,
    services::GivenToken,
};

/// The services within the viewer's unit, and where a new one may be.
#[derive(Serialize, ToSchema)]
pub struct ServicesView {
    /// The services, by name, revoked ones too.
    services: Vec<ServiceView>,
    /// The units that a service may be given.
    units: Vec<UnitChoice>,
    /// What a token can be good for.
    scopes: &'static [ServiceScope],
}

/// A service.
#[derive(Serialize, ToSchema)]
pub struct ServiceView {
    /// Its identity.
    id: ServiceId,
    /// As people call it.
    name: String,
    /// The name of the unit whose subtree it sees and writes to.
    unit_name: String,
    /// What its token is good for.
    scopes: Vec<ServiceScope>,
    /// The code of the branch where its tickets go that name none.
    default_branch: Option<String>,
    /// That branch's name.
    default_branch_name: Option<String>,
    /// Since when it is known.
    created_at: Instant,
    /// Which account added it.
    created_by: String,
    /// The last day on which its token is good; none: it has no end.
    last_day: Option<Date>,
    /// That day is over.
    has_ended: bool,
    /// Since when it may do nothing.
    revoked_at: Option<Instant>,
    /// When it last called, to the hour.
    used_at: Option<Instant>,
}

impl From<ServiceTold> for ServiceView {
    fn from(told: ServiceTold) -> Self {
        let (default_branch, default_branch_name) = told.default_branch.unzip();
        Self {
            id: told.id,
            name: told.name,
            unit_name: told.unit_name,
            scopes: told.scopes,
            default_branch,
            default_branch_name,
            created_at: told.created_at,
            created_by: told.created_by,
            last_day: told.last_day,
            has_ended: told.has_ended,
            revoked_at: told.revoked_at,
            used_at: told.used_at,
        }
    }
}

/// A service to be added.
#[derive(Deserialize, ToSchema)]
pub struct NewServiceForm {
    /// As people call it, and as it stands in the audit log.
    name: String,
    /// The unit whose subtree it sees and writes to.
    unit: UnitId,
    /// What its token is good for.
    scopes: Vec<ServiceScope>,
    /// The code of the branch where its tickets go that name none.
    #[serde(default)]
    default_branch: Option<String>,
    /// The last day on which its token is good; none: it has no end.
    #[serde(default)]
    last_day: Option<Date>,
}

/// What is to be done with a service.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum ServiceForm {
    /// Another token in place of the one it has.
    Token {
        /// The last day on which it is good; none: it has no end.
        #[serde(default)]
        last_day: Option<Date>,
    },
    /// It may do nothing any more.
    Revoke,
}

/// What was done, with the token where one was made.
#[derive(Serialize, ToSchema)]
pub struct ServiceGiven {
    /// To be handed over; it is told this once.
    token: Option<String>,
    /// How it stands now.
    services: ServicesView,
}

/// The services within the viewer's unit.
#[utoipa::path(get, path = "/services", responses((status = 200, body = ServicesView)))]
pub async fn list(State(state): State<HqState>, viewer: Viewer) -> Result<Json<ServicesView>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    Ok(Json(view(&state, &viewer).await?))
}

/// Adds a service.
#[utoipa::path(
    post,
    path = "/services",
    request_body = NewServiceForm,
    responses((status = 200, body = ServiceGiven))
)]
pub async fn add(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiJson(form): ApiJson<NewServiceForm>,
) -> Result<Json<ServiceGiven>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    may_give_unit(&viewer, form.unit)?;
    let default_branch = match form.default_branch.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
        None => None,
        Some(code) => Some(state.unit_with_code(code).await.map_err(refusal)?.id.into()),
    };
    let words: Vec<&str> = form.scopes.iter().map(|scope| scope.as_str()).collect();
    let about = format!("{} {}", form.name, words.join(" "));
    let entry = noted(&state, &viewer, form.unit, AuditAct::ServiceAdded, &about);
    let new = NewService {
        name: form.name,
        scopes: form.scopes,
        unit: form.unit,
        default_branch,
        last_day: form.last_day,
        by: viewer.account().to_owned(),
    };
    let given = state.audited(entry, state.add_service(new)).await.map_err(refusal)?;
    told(&state, &viewer, Some(given)).await
}

/// Gives a service another token, or revokes it.
#[utoipa::path(
    post,
    path = "/services/{service}",
    request_body = ServiceForm,
    responses((status = 200, body = ServiceGiven))
)]
pub async fn change(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(service): ApiPath<String>,
    ApiJson(form): ApiJson<ServiceForm>,
) -> Result<Json<ServiceGiven>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    let id: ServiceId = service.parse().map_err(|_| ApiError::not_found())?;
    let service = state.store.find_service(id).await?.ok_or_else(ApiError::not_found)?;
    if !viewer.units.contains(&service.unit) {
        return Err(ApiError::not_found());
    }
    let noted = |act| noted(&state, &viewer, service.unit, act, &service.name);
    let given = match form {
        ServiceForm::Token { last_day } => {
            let entry = noted(AuditAct::ServiceTokenGiven);
            let given = state.audited(entry, state.give_service_token(id, last_day)).await;
            Some(given.map_err(refusal)?)
        }
        ServiceForm::Revoke => {
            let entry = noted(AuditAct::ServiceRevoked);
            state.audited(entry, state.revoke_service(id)).await.map_err(refusal)?;
            None
        }
    };
    told(&state, &viewer, given).await
}

async fn told(
    state: &HqState,
    viewer: &Viewer,
    given: Option<GivenToken>,
) -> Result<Json<ServiceGiven>, ApiError> {
    let token = given.map(|given| given.token);
    Ok(Json(ServiceGiven { token, services: view(state, viewer).await? }))
}

async fn view(state: &HqState, viewer: &Viewer) -> Result<ServicesView, ApiError> {
    let services = state.services_told().await?.into_iter();
    let seen = services.filter(|service| viewer.units.contains(&service.unit));
    Ok(ServicesView {
        services: seen.map(ServiceView::from).collect(),
        units: unit_choices(&state.store.list_units().await?, viewer),
        scopes: ServiceScope::ALL,
    })
}

fn noted(state: &HqState, viewer: &Viewer, unit: UnitId, act: AuditAct, about: &str) -> AuditEntry {
    let entry = viewer.by().did(act, about, outcome::DONE, state.clock.now());
    AuditEntry { unit: Some(unit), ..entry }
}
