//! The rules for the page: which versions there are, what each says, and publishing the next.

use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Act, Date, PolicyVersion};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    noting::About,
    session::{Mover, Viewer},
};
use crate::{
    HqState, PolicyFault, PolicyOutlook, PolicyTold, PublishError, SectionTold,
    api::ApiPath,
    api::{ApiDocument, beside},
    error::ApiError,
    rules_told::rules_told,
};

/// A version with all its rules.
#[derive(Serialize, ToSchema)]
pub struct PolicyView {
    #[serde(flatten)]
    told: PolicyTold,
    sections: Vec<SectionTold>,
}

/// A document that is looked at and not published.
#[derive(Deserialize, ToSchema)]
pub struct Examined {
    document: String,
}

/// A document to publish, and what is new in it.
#[derive(Deserialize, ToSchema)]
pub struct PublishForm {
    document: String,
    words: String,
}

/// What would become of a document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// It cannot be published.
    Fault(PolicyFault),
    /// What it would change.
    Change(PolicyOutlook),
}

/// What was published.
#[derive(Serialize, ToSchema)]
pub struct Published {
    version: PolicyVersion,
    valid_from: Option<Date>,
}

/// Every version, the newest first.
#[utoipa::path(get, path = "/policies", responses((status = 200, body = Vec<PolicyTold>)))]
pub async fn list(State(state): State<HqState>, _: Viewer) -> Result<Json<Vec<PolicyTold>>, ApiError> {
    Ok(Json(state.list_policies().await?))
}

/// One version's rules, as tables.
#[utoipa::path(get, path = "/policies/{version}", responses((status = 200, body = PolicyView)))]
pub async fn told(
    State(state): State<HqState>,
    _: Viewer,
    ApiPath(version): ApiPath<String>,
) -> Result<Json<PolicyView>, ApiError> {
    let told = state.list_policies().await?.into_iter().find(|policy| policy.version.as_str() == version);
    let (told, policy) = told.zip(state.policies.find(&version)).ok_or_else(ApiError::not_found)?;
    let sections = beside(move || rules_told(policy)).await;
    Ok(Json(PolicyView { told, sections }))
}

/// The document as it was published, byte for byte, to be saved; its form is its own.
#[utoipa::path(
    get,
    path = "/policies/{version}/document",
    responses((status = 200, body = utoipa::openapi::Object, content_type = "application/json"))
)]
pub async fn document(
    State(state): State<HqState>,
    _: Viewer,
    ApiPath(version): ApiPath<String>,
) -> Result<Response, ApiError> {
    let document = state.policy_document(&version).await?.ok_or_else(ApiError::not_found)?;
    let name = format!("attachment; filename=\"policy-{version}.json\"");
    let name = HeaderValue::from_str(&name).map_err(|_| ApiError::not_found())?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, document).into_response())
}

/// Says what a document would change, or why it cannot be published. Nothing is kept.
#[utoipa::path(
    post,
    path = "/policies/examine",
    request_body = Examined,
    responses((status = 200, body = Outlook))
)]
pub async fn examine(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiDocument(form): ApiDocument<Examined>,
) -> Result<Json<Outlook>, ApiError> {
    viewer.must(Act::Publish)?;
    match state.outlook(form.document).await {
        Ok(outlook) => Ok(Json(Outlook::Change(outlook))),
        Err(PublishError::Store(error)) => Err(error.into()),
        Err(error) => Ok(Json(Outlook::Fault(PolicyFault::of(&error)))),
    }
}

/// Publishes a document, for ever.
#[utoipa::path(
    post,
    path = "/policies",
    request_body = PublishForm,
    responses((status = 200, body = Published))
)]
pub async fn publish(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiDocument(form): ApiDocument<PublishForm>,
) -> Result<Response, Response> {
    viewer.must(Act::Publish).map_err(IntoResponse::into_response)?;
    let published = state.publish_policy(form.document, viewer.account(), form.words).await;
    let version = published.map_err(refusal)?;
    let valid_from = state.policies.find(version.as_str()).and_then(domain::Policy::valid_from);
    let about = About(version.to_string());
    Ok((Extension(about), Json(Published { version, valid_from })).into_response())
}

fn refusal(error: PublishError) -> Response {
    let status = match error {
        PublishError::Store(error) => return ApiError::from(error).into_response(),
        PublishError::Published(_) => StatusCode::CONFLICT,
        PublishError::TooLarge => return ApiError::policy_too_large().into_response(),
        PublishError::Document(_) | PublishError::Past(_) | PublishError::Wordless => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    let PolicyFault { code, message, place } = PolicyFault::of(&error);
    ApiError::new(status, code, &message).answer_with(json!({ "where": place }))
}
