//! Versions of the counters' program at the page: which run, which are being rolled out, and how far.

use axum::{Json, extract::State, http::StatusCode};
use domain::{Act, AuditAct, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::{Mover, Viewer};
use crate::{
    HqState,
    api::{ApiJson, ApiPath},
    audited::outcome,
    error::ApiError,
    register::RegisterError,
    releases::{Named, ReleaseError, ReleaseTold, VersionTold},
    store::KeptRelease,
};

/// Units that can be typed at once.
const MOST_UNITS: usize = 200;

/// Which versions run, and which are to.
#[derive(Serialize, ToSchema)]
pub struct ReleasesView {
    /// The versions that run at the viewer's counters, the most counters first.
    versions: Vec<VersionTold>,
    /// Every release, the newest first.
    releases: Vec<ReleaseTold>,
    /// Whether the viewer may say who gets them.
    may_change: bool,
}

/// Which counters are to get a release.
#[derive(Deserialize, ToSchema)]
pub struct StageForm {
    /// How many of a hundred.
    percent: u8,
    /// The units whose counters all get it, by code or name.
    #[serde(default)]
    units: Vec<String>,
}

/// Which versions run at the viewer's counters, and every release.
#[utoipa::path(get, path = "/releases", responses((status = 200, body = ReleasesView)))]
pub async fn list(State(state): State<HqState>, viewer: Viewer) -> Result<Json<ReleasesView>, ApiError> {
    Ok(Json(ReleasesView {
        versions: state.versions_told(|branch| viewer.branches.contains(branch)).await?,
        releases: state.list_releases().await?,
        may_change: may_change(&viewer).is_ok(),
    }))
}

/// Gives a release to more counters, or to fewer. Who has it keeps it.
#[utoipa::path(
    post,
    path = "/releases/{target}/{version}/stage",
    request_body = StageForm,
    responses((status = 200, body = ReleaseTold))
)]
pub async fn stage(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath((target, version)): ApiPath<(String, String)>,
    ApiJson(form): ApiJson<StageForm>,
) -> Result<Json<ReleaseTold>, ApiError> {
    may_change(&viewer)?;
    if form.units.len() > MOST_UNITS {
        return Err(refusal(ReleaseError::NoStage));
    }
    let mut units: Vec<UnitId> = Vec::new();
    for typed in &form.units {
        let unit = state.unit_named(typed.trim()).await.map_err(|error| match error {
            RegisterError::NoUnit(_) => refusal(ReleaseError::NoUnit),
            error => super::accounts::refusal(error),
        })?;
        units.push(unit.id);
    }
    let about = format!("{}% {}", form.percent, form.units.join(" "));
    let (named, by) = (Named { target: &target, version: &version }, viewer.account());
    let staged = state.stage_release(named, form.percent, units, by);
    done(&state, &viewer, AuditAct::ReleaseStaged, named, &about, staged).await
}

/// Gives a release to nobody until it is staged again.
#[utoipa::path(post, path = "/releases/{target}/{version}/pause", responses((status = 200, body = ReleaseTold)))]
pub async fn pause(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath((target, version)): ApiPath<(String, String)>,
) -> Result<Json<ReleaseTold>, ApiError> {
    may_change(&viewer)?;
    let named = Named { target: &target, version: &version };
    let paused = state.pause_release(named, viewer.account());
    done(&state, &viewer, AuditAct::ReleasePaused, named, "", paused).await
}

/// Gives a release to nobody ever again.
#[utoipa::path(post, path = "/releases/{target}/{version}/withdraw", responses((status = 200, body = ReleaseTold)))]
pub async fn withdraw(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath((target, version)): ApiPath<(String, String)>,
) -> Result<Json<ReleaseTold>, ApiError> {
    may_change(&viewer)?;
    let named = Named { target: &target, version: &version };
    let withdrawn = state.withdraw_release(named, viewer.account());
    done(&state, &viewer, AuditAct::ReleaseWithdrawn, named, "", withdrawn).await
}

/// A stage is drawn from all counters, so it is said by who runs headquarters for all of them.
fn may_change(viewer: &Viewer) -> Result<(), ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    if viewer.branches.is_everything() {
        return Ok(());
    }
    let message = "releases are rolled out by an account that sees every unit";
    Err(ApiError::new(StatusCode::FORBIDDEN, "not_permitted", message))
}

async fn done(
    state: &HqState,
    viewer: &Viewer,
    act: AuditAct,
    named: Named<'_>,
    said: &str,
    work: impl Future<Output = Result<KeptRelease, ReleaseError>>,
) -> Result<Json<ReleaseTold>, ApiError> {
    let about = format!("{} {} {said}", named.version, named.target);
    let about: String = about.trim().chars().filter(|letter| !letter.is_control()).take(200).collect();
    let entry = viewer.by().did(act, &about, outcome::DONE, state.clock.now());
    let kept = state.audited(entry, work).await.map_err(refusal)?;
    Ok(Json(state.release_told(kept).await?))
}

fn refusal(error: ReleaseError) -> ApiError {
    let (status, code) = match error {
        ReleaseError::Store(error) => return error.into(),
        ReleaseError::Shelf(error) => return error.into(),
        ReleaseError::File(error) => return error.into(),
        ReleaseError::Unknown => return ApiError::not_found(),
        ReleaseError::Taken => (StatusCode::CONFLICT, "release_taken"),
        ReleaseError::Withdrawn => (StatusCode::CONFLICT, "release_withdrawn"),
        ReleaseError::FileMissing => (StatusCode::CONFLICT, "release_file_missing"),
        ReleaseError::NoStage => (StatusCode::UNPROCESSABLE_ENTITY, "stage_wanted"),
        ReleaseError::NoUnit => (StatusCode::UNPROCESSABLE_ENTITY, "unit_unknown"),
        ReleaseError::Refused(_) | ReleaseError::OtherFile | ReleaseError::NoKeys => {
            (StatusCode::UNPROCESSABLE_ENTITY, "release_refused")
        }
    };
    ApiError::new(status, code, &error.to_string())
}
