//! Webhooks of the viewer's subtree: which systems are told of what, how that goes, and changing it.

use std::collections::HashMap;

use axum::{Json, extract::State, http::StatusCode};
use domain::{Act, AuditAct, Instant, NewsId, NewsKind, UnitId, WebhookId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    accounts::{UnitChoice, unit_choices},
    giving::may_give_unit,
    session::{Mover, Viewer},
};
use crate::{
    AuditEntry, HqState, WebhookError, WebhookForm,
    api::{ApiJson, ApiPath},
    audited::outcome,
    error::ApiError,
    store::{OpenDeliveries, PauseReason, Webhook},
    webhooks::host,
};

/// The webhooks of the viewer's subtree, and what one may be told of.
#[derive(Serialize, ToSchema)]
pub struct WebhooksView {
    /// In the order in which they were added.
    webhooks: Vec<WebhookView>,
    /// The units that one may hear of.
    units: Vec<UnitChoice>,
    /// What one may be told of, in order.
    kinds: &'static [NewsKind],
}

/// A webhook, and how it goes.
#[derive(Serialize, ToSchema)]
pub struct WebhookView {
    /// Its identity.
    id: WebhookId,
    /// As people call it.
    name: String,
    /// Where it is told.
    url: String,
    /// Of what.
    kinds: Vec<NewsKind>,
    /// Whose subtree it hears of.
    unit: UnitId,
    /// That unit's name.
    unit_name: String,
    /// Since when it is not told.
    paused_at: Option<Instant>,
    /// Why.
    paused_why: Option<PauseReason>,
    /// When it was added.
    created_at: Instant,
    /// By which account.
    created_by: String,
    /// Until when the secret before signs beside the one in force.
    former_secret_until: Option<Instant>,
    /// When it last took something.
    delivered_at: Option<Instant>,
    /// The first try since then that failed.
    failing_since: Option<Instant>,
    /// So many deliveries wait.
    waiting: u64,
    /// When the oldest of them was made.
    oldest_waiting_at: Option<Instant>,
    /// So many were given up.
    given_up: u64,
}

/// A webhook to be added.
#[derive(Deserialize, ToSchema)]
pub struct NewWebhookForm {
    /// As people call it.
    name: String,
    /// Where it is told.
    url: String,
    /// Of what.
    kinds: Vec<NewsKind>,
    /// Whose subtree it hears of.
    unit: UnitId,
}

/// What is to be done with a webhook.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum WebhookAct {
    /// It is told otherwise from now on.
    Change {
        /// As people call it.
        name: String,
        /// Where it is told.
        url: String,
        /// Of what.
        kinds: Vec<NewsKind>,
    },
    /// It is told nothing for now.
    Pause,
    /// It is told again, from where it stopped.
    Resume,
    /// It gets another secret.
    RenewSecret,
    /// It goes, with its log.
    Remove,
    /// A test is sent.
    Ping,
    /// What was given up is tried again.
    TryAgain {
        /// One delivery, given up or waiting; all that were given up where none is named.
        #[serde(default)]
        news: Option<NewsId>,
    },
}

/// What was done, with what is told once.
#[derive(Serialize, ToSchema)]
pub struct WebhookDone {
    /// The secret, where a new one was made: it is shown this once.
    secret: Option<String>,
    /// The test that was sent.
    ping: Option<NewsId>,
    /// So many deliveries are tried again.
    tried_again: Option<u64>,
    /// As it stands now.
    webhooks: WebhooksView,
}

/// The webhooks of the viewer's subtree.
#[utoipa::path(get, path = "/webhooks", responses((status = 200, body = WebhooksView)))]
pub async fn list(State(state): State<HqState>, viewer: Viewer) -> Result<Json<WebhooksView>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    Ok(Json(view(&state, &viewer).await?))
}

/// Adds a webhook.
#[utoipa::path(
    post,
    path = "/webhooks",
    request_body = NewWebhookForm,
    responses((status = 200, body = WebhookDone))
)]
pub async fn add(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiJson(form): ApiJson<NewWebhookForm>,
) -> Result<Json<WebhookDone>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    may_give_unit(&viewer, form.unit)?;
    let entry = did(&state, &viewer, AuditAct::WebhookAdded, (&form.name, &host_of(&form.url)), form.unit);
    let NewWebhookForm { name, url, kinds, unit } = form;
    let added = state.add_webhook(WebhookForm { name, url, kinds }, unit, viewer.account());
    let (_, secret) = state.audited(entry, added).await.map_err(refusal)?;
    done(&state, &viewer, Came { secret: Some(secret.text()), ..Came::default() }).await
}

/// Does something with a webhook.
#[utoipa::path(
    post,
    path = "/webhooks/{webhook}",
    request_body = WebhookAct,
    responses((status = 200, body = WebhookDone))
)]
pub async fn act(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<WebhookAct>,
) -> Result<Json<WebhookDone>, ApiError> {
    let webhook = of_viewer(&state, &viewer, &id).await?;
    let (act, said) = match &form {
        WebhookAct::Change { url, .. } => (AuditAct::WebhookChanged, host_of(url)),
        WebhookAct::Pause => (AuditAct::WebhookChanged, "paused".to_owned()),
        WebhookAct::Resume => (AuditAct::WebhookChanged, "resumed".to_owned()),
        WebhookAct::RenewSecret => (AuditAct::WebhookSecretRenewed, String::new()),
        WebhookAct::Remove => (AuditAct::WebhookRemoved, String::new()),
        WebhookAct::Ping => (AuditAct::WebhookTried, "test".to_owned()),
        WebhookAct::TryAgain { .. } => (AuditAct::WebhookTried, String::new()),
    };
    let entry = did(&state, &viewer, act, (&webhook.name, &said), webhook.unit);
    let came = state.audited(entry, apply(&state, webhook.id, form)).await.map_err(refusal)?;
    done(&state, &viewer, came).await
}

/// The webhook, where its unit is the viewer's.
pub async fn of_viewer(state: &HqState, viewer: &Viewer, id: &str) -> Result<Webhook, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    let id = id.parse().map_err(|_| ApiError::not_found())?;
    let webhook = state.webhook(id).await.map_err(refusal)?;
    if viewer.units.contains(&webhook.unit) { Ok(webhook) } else { Err(ApiError::not_found()) }
}

/// What is told of it beside how the webhooks stand.
#[derive(Default)]
struct Came {
    secret: Option<String>,
    ping: Option<NewsId>,
    tried_again: Option<u64>,
}

async fn apply(state: &HqState, id: WebhookId, form: WebhookAct) -> Result<Came, WebhookError> {
    let mut came = Came::default();
    match form {
        WebhookAct::Change { name, url, kinds } => {
            state.change_webhook(id, WebhookForm { name, url, kinds }).await?;
        }
        WebhookAct::Pause => state.pause_webhook(id).await?,
        WebhookAct::Resume => state.resume_webhook(id).await?,
        WebhookAct::RenewSecret => came.secret = Some(state.renew_webhook_secret(id).await?.text()),
        WebhookAct::Remove => state.remove_webhook(id).await?,
        WebhookAct::Ping => came.ping = Some(state.ping_webhook(id).await?),
        WebhookAct::TryAgain { news } => came.tried_again = Some(state.try_webhook_again(id, news).await?),
    }
    Ok(came)
}

async fn done(state: &HqState, viewer: &Viewer, came: Came) -> Result<Json<WebhookDone>, ApiError> {
    let Came { secret, ping, tried_again } = came;
    Ok(Json(WebhookDone { secret, ping, tried_again, webhooks: view(state, viewer).await? }))
}

/// Where it is told from now on; nothing of an address that is refused.
fn host_of(url: &str) -> String {
    host(url).unwrap_or_default()
}

fn did(
    state: &HqState,
    viewer: &Viewer,
    act: AuditAct,
    (name, said): (&str, &str),
    unit: UnitId,
) -> AuditEntry {
    // No more of what was typed than a name may have.
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(80).collect();
    let about = format!("{name} {said}");
    let entry = viewer.by().did(act, about.trim(), outcome::DONE, state.clock.now());
    AuditEntry { unit: Some(unit), ..entry }
}

async fn view(state: &HqState, viewer: &Viewer) -> Result<WebhooksView, ApiError> {
    let units = state.store.list_units().await?;
    let names: HashMap<UnitId, &str> = units.iter().map(|unit| (unit.id, unit.name.as_str())).collect();
    let open: HashMap<WebhookId, OpenDeliveries> = state.store.open_deliveries().await?.into_iter().collect();
    let now = state.clock.now();
    let shown = |webhook: Webhook| {
        let open = open.get(&webhook.id).copied().unwrap_or_default();
        let unit_name = names.get(&webhook.unit).copied().unwrap_or_default().to_owned();
        WebhookView {
            id: webhook.id,
            name: webhook.name,
            url: webhook.url,
            kinds: webhook.kinds,
            unit: webhook.unit,
            unit_name,
            paused_at: webhook.paused.map(|(at, _)| at),
            paused_why: webhook.paused.map(|(_, why)| why),
            created_at: webhook.created_at,
            created_by: webhook.created_by,
            former_secret_until: webhook.former_secret.map(|(_, until)| until).filter(|until| *until > now),
            delivered_at: webhook.delivered_at,
            failing_since: webhook.failing_since,
            waiting: open.waiting,
            oldest_waiting_at: open.oldest_waiting_at,
            given_up: open.given_up,
        }
    };
    let webhooks = state.store.list_webhooks().await?;
    Ok(WebhooksView {
        webhooks: webhooks.into_iter().filter(|it| viewer.units.contains(&it.unit)).map(shown).collect(),
        units: unit_choices(&units, viewer),
        kinds: NewsKind::ALL,
    })
}

fn refusal(error: WebhookError) -> ApiError {
    let refused = |code: &str, message: &str| ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, message);
    match error {
        WebhookError::Store(error) => error.into(),
        WebhookError::Address(error) => refused(error.code(), &error.to_string()),
        WebhookError::Name => refused("webhook_name_wanted", "a webhook has a name of 1 to 60 characters"),
        WebhookError::NoKinds => refused("webhook_kinds_wanted", "a webhook is told of something"),
        WebhookError::TooMany => refused("webhooks_too_many", "there are 100 webhooks; remove one first"),
        WebhookError::Unknown => ApiError::not_found(),
    }
}
