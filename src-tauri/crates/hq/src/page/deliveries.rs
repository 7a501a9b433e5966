//! What a webhook was told, and every try.

use axum::{Json, extract::State};
use domain::{Instant, NewsId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{session::Viewer, webhooks::of_viewer};
use crate::{
    HqState,
    api::{ApiPath, ApiQuery},
    error::ApiError,
    store::{DeliveryQuery, DeliveryRow, DeliveryState},
};

/// Deliveries on one page.
const A_PAGE: u32 = 50;

/// Which deliveries are asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Those that stand so; all where none is named.
    #[serde(default)]
    state: Option<DeliveryState>,
    /// Those that were made before this one: `next` of the page before.
    #[serde(default)]
    before: Option<String>,
}

/// Deliveries, the last made first.
#[derive(Serialize, ToSchema)]
pub struct DeliveriesView {
    /// As many as a page has.
    deliveries: Vec<DeliveryView>,
    /// Where the next page begins; none where there is no more.
    next: Option<String>,
}

/// A delivery, and what became of it.
#[derive(Serialize, ToSchema)]
pub struct DeliveryView {
    /// The news' identity, the same in every try: the header `webhook-id`.
    id: NewsId,
    /// Of which kind: a kind of news, or `ping`.
    kind: String,
    /// The ticket's number.
    number: Option<String>,
    /// As it is sent.
    body: String,
    /// When it was made.
    made_at: Instant,
    /// How it stands.
    state: DeliveryState,
    /// When it is tried next, while it waits.
    due_at: Option<Instant>,
    /// When it was taken or given up.
    settled_at: Option<Instant>,
    /// Every try, in order.
    tries: Vec<TryView>,
}

/// One try.
#[derive(Serialize, ToSchema)]
pub struct TryView {
    /// When.
    at: Instant,
    /// The status that was answered, or `timeout`, `refused`, `tls`, `dns` or `lost`.
    outcome: String,
    /// How many milliseconds it took.
    took_ms: u64,
}

/// A page of what a webhook was told.
#[utoipa::path(
    get,
    path = "/webhooks/{webhook}/deliveries",
    params(Asked),
    responses((status = 200, body = DeliveriesView))
)]
pub async fn list(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiPath(id): ApiPath<String>,
    ApiQuery(asked): ApiQuery<Asked>,
) -> Result<Json<DeliveriesView>, ApiError> {
    let webhook = of_viewer(&state, &viewer, &id).await?;
    let query = DeliveryQuery {
        webhook: webhook.id,
        state: asked.state,
        before: asked.before.map(|text| place_of(&text).ok_or_else(ApiError::malformed)).transpose()?,
        limit: A_PAGE + 1,
    };
    let mut rows = state.store.list_deliveries(query).await?;
    let is_more = rows.len() > A_PAGE as usize;
    rows.truncate(A_PAGE as usize);
    let next = rows.last().filter(|_| is_more).map(|last| format!("{}~{}", last.made_at, last.news));
    Ok(Json(DeliveriesView { deliveries: rows.into_iter().map(shown).collect(), next }))
}

fn place_of(text: &str) -> Option<(Instant, NewsId)> {
    let (at, news) = text.split_once('~')?;
    Some((at.parse().ok()?, news.parse().ok()?))
}

fn shown(row: DeliveryRow) -> DeliveryView {
    let tried = |(at, outcome, took_ms)| TryView { at, outcome, took_ms };
    DeliveryView {
        id: row.news,
        kind: row.kind,
        number: row.number,
        body: row.body,
        made_at: row.made_at,
        due_at: (row.state == DeliveryState::Waiting).then_some(row.due_at),
        state: row.state,
        settled_at: row.settled_at,
        tries: row.tries.into_iter().map(tried).collect(),
    }
}
