//! Noting who looks at what: one place beside the table of paths, through which every call of the page goes.
//!
//! A look is noted when its answer is made and before it is sent; where it cannot be noted, nothing is shown. What changes
//! something is noted before it begins, and once more where it was refused.

use axum::{
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::{HeaderName, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use domain::{AuditAct, BranchId, TicketId, UnitId};
use serde::Deserialize;
use utoipa_axum::router::UtoipaMethodRouter;

use super::{
    session::{Holder, Viewer},
    sign_in::unwritten,
};
use crate::{
    HqState,
    api::ApiQuery,
    audited::outcome,
    error::{ApiError, LoggedCode},
    store::AuditEntry,
};

/// What is noted of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// Nothing: it shows nothing personal and changes nothing.
    Nothing,
    /// That somebody looked.
    Look(AuditAct),
    /// That somebody did it.
    Done(AuditAct),
    /// The handler notes it itself, for only it knows what it is about.
    Itself,
}

/// What is noted of a call of the page, and who answers it. There is no other way to add a path; path and method stand
/// above the handler.
pub struct Route(pub Noted, pub fn() -> UtoipaMethodRouter<HqState>);

/// A call, as far as noting it needs to know.
#[derive(Clone, Copy)]
pub struct Call {
    /// What is noted.
    pub noted: Noted,
    /// It may change something, so that the page must have sent it.
    pub changes: bool,
    /// The one call that nobody has to be signed in for.
    is_sign_in: bool,
    /// What stands in its address is looked for.
    is_search: bool,
}

impl Route {
    /// Its path under `/api/page`, what is noted of it, and who answers.
    pub fn call(&self) -> (String, Call, MethodRouter<HqState>) {
        let Self(noted, serve) = self;
        let (_, paths, serve) = serve();
        let (path, operations) = paths.paths.into_iter().next().expect("a route has a path");
        let call = Call {
            noted: *noted,
            changes: operations.get.is_none(),
            is_sign_in: path == SIGN_IN,
            is_search: path == SEARCH,
        };
        (path, call, serve)
    }
}

/// What a call was about, left on its answer where the path does not say it.
#[derive(Clone)]
pub struct About(pub String);

/// The unit of what a call was about, left on its refusal where the path does not say it.
#[derive(Clone, Copy)]
pub struct OfUnit(pub UnitId);

/// What a call is about, as far as its address says.
struct Subject {
    unit: Option<UnitId>,
    about: String,
    /// What tells this look from another one about the same; never kept as it is.
    asked: String,
}

#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    ticket: Option<String>,
    #[serde(default)]
    size: Option<String>,
}

const SIGN_IN: &str = "/login";
const SEARCH: &str = "/tickets";

/// Notes a call as its route says, and refuses one that another site's page sent.
pub async fn note(State((state, call)): State<(HqState, Call)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let holder = match Holder::from_request_parts(&mut parts, &state).await {
        Ok(holder) => holder,
        Err(_) if call.is_sign_in => return next.run(Request::from_parts(parts, body)).await,
        // The handler is not asked: it might let in, a moment later and unnoted, whoever was refused here.
        Err(refusal) => return refusal.into_response(),
    };
    if call.changes
        && !call.is_sign_in
        && let Err(refusal) = holder.0.must_have_sent(&parts.headers)
    {
        return refusal.into_response();
    }
    // Who it is was asked of the store, and counted, once for the whole call.
    parts.extensions.insert(holder.clone());
    let (act, is_look) = match call.noted {
        Noted::Nothing | Noted::Itself => return next.run(Request::from_parts(parts, body)).await,
        Noted::Look(act) => (act, true),
        Noted::Done(act) => (act, false),
    };
    let noted = async {
        let (act, subject) = subject(&state, &holder.0, &mut parts, (act, call)).await?;
        let did = |outcome: &str| {
            let entry = holder.0.by().did(act, &subject.about, outcome, state.clock.now());
            AuditEntry { unit: subject.unit.or(entry.unit), ..entry }
        };
        let request = Request::from_parts(parts, body);
        if is_look {
            look(&state, did, &subject.asked, request, next).await
        } else {
            done(&state, did, request, next).await
        }
    };
    noted.await.unwrap_or_else(IntoResponse::into_response)
}

async fn look(
    state: &HqState,
    did: impl Fn(&str) -> AuditEntry,
    asked: &str,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let response = next.run(request).await;
    let mut entry = did(refusal_of(&response).unwrap_or(outcome::SHOWN));
    if entry.act == AuditAct::PhotoOpened && is_saved(&response, header::CONTENT_DISPOSITION) {
        entry.act = AuditAct::AttachmentSaved;
    }
    state.audit_look_for(entry, asked).await.map_err(unwritten)?;
    Ok(response)
}

async fn done(
    state: &HqState,
    did: impl Fn(&str) -> AuditEntry,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    state.audit(did(outcome::BEGUN)).await.map_err(unwritten)?;
    let response = next.run(request).await;
    let about = response.extensions().get::<About>().map(|about| about.0.clone());
    let unit = response.extensions().get::<OfUnit>().map(|of| of.0);
    if let Some(outcome) = refusal_of(&response).or(about.as_ref().map(|_| outcome::DONE)) {
        let entry = did(outcome);
        let told = AuditEntry { about: about.unwrap_or(entry.about), unit: unit.or(entry.unit), ..entry };
        state.audit(told).await.map_err(unwritten)?;
    }
    Ok(response)
}

fn refusal_of(response: &Response) -> Option<&str> {
    if response.status().is_success() {
        return None;
    }
    Some(response.extensions().get::<LoggedCode>().map_or("refused", |code| &code.0))
}

fn is_saved(response: &Response, disposition: HeaderName) -> bool {
    response.headers().contains_key(disposition)
}

async fn subject(
    state: &HqState,
    viewer: &Viewer,
    parts: &mut Parts,
    (act, call): (AuditAct, Call),
) -> Result<(AuditAct, Subject), ApiError> {
    let path = RawPathParams::from_request_parts(parts, state).await.map_err(|_| ApiError::not_found())?;
    let named =
        |wanted: &str| path.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned());
    // What cannot be read here is answered by nobody: the handler might read of it what is not noted.
    let ApiQuery(asked) = ApiQuery::<Asked>::from_request_parts(parts, state).await?;
    if let Some(ticket) = named("id").or(asked.ticket.filter(|_| named("sha256").is_some())) {
        let mut subject = of_ticket(state, viewer, &ticket).await?;
        // Small pictures come with the ticket; a large one is looked at by itself.
        if let Some(photo) = named("sha256").filter(|_| asked.size.as_deref() != Some("thumb")) {
            subject.about = format!("{} {}", subject.about, photo.chars().take(12).collect::<String>());
        }
        return Ok((act, subject));
    }
    if let Some(device) = named("device") {
        let unit = named("branch").and_then(|branch| branch.parse::<BranchId>().ok()).map(UnitId::from);
        let line = [Some(device), named("epoch"), named("seq")].into_iter().flatten();
        let about = line.map(|part| bounded(&part)).collect::<Vec<_>>().join(" ");
        return Ok((act, Subject { unit, about, asked: String::new() }));
    }
    let typed = if call.is_search { asked.q.trim() } else { "" };
    let act = if typed.is_empty() { act } else { AuditAct::TicketsSearched };
    // What was searched for may be a customer's phone or name; a number is not.
    let is_number = |text: &str| text.parse::<domain::TicketNumber>().is_ok();
    let about = Some(typed).filter(|text| is_number(text)).unwrap_or_default();
    Ok((act, Subject { unit: None, about: about.to_owned(), asked: whole(&parts.uri) }))
}

/// A ticket by its number; one that is not the viewer's, or not here, by what was asked for.
async fn of_ticket(state: &HqState, viewer: &Viewer, typed: &str) -> Result<Subject, ApiError> {
    let unknown = Subject { unit: None, about: bounded(typed), asked: String::new() };
    let Ok(id) = typed.parse::<TicketId>() else { return Ok(unknown) };
    let Some(branch) = state.store.branch_of_ticket(viewer.branches.clone(), id).await? else {
        return Ok(unknown);
    };
    let number = state.store.number_of_ticket(branch, id).await?;
    let about = number.unwrap_or_else(|| id.to_string());
    Ok(Subject { unit: Some(branch.into()), about, asked: String::new() })
}

/// Which list, what is looked for in it, and which page of it.
fn whole(address: &Uri) -> String {
    format!("{}?{}", address.path(), address.query().unwrap_or_default())
}

/// As much of an address as is kept: an identity, and nothing that somebody put in its place.
fn bounded(typed: &str) -> String {
    typed.chars().filter(|letter| letter.is_ascii_hexdigit() || *letter == '-').take(36).collect()
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, http::StatusCode, middleware, routing::get};
    use tower::ServiceExt;

    use super::*;
    use crate::{Config, MasterKey};

    #[tokio::test]
    async fn whoever_is_refused_before_the_noting_is_not_answered_by_the_handler() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let master = MasterKey::find(folder.path(), None).expect("a new folder gets a key");
        let state = HqState::open(Config::new(folder.path().to_owned(), master)).await.expect("it is empty");
        // A handler that lets everybody in, as it might where the refusal was over a moment later.
        let answered = async |noted: Noted, is_sign_in: bool| {
            let call = Call { noted, changes: false, is_sign_in, is_search: false };
            let note = middleware::from_fn_with_state((state.clone(), call), note);
            let router: Router = Router::new().route("/", get(async || "shown").layer(note));
            let request = Request::get("/").body(Body::empty()).expect("a request");
            router.oneshot(request).await.expect("never fails").status()
        };
        let act = AuditAct::TicketsListed;
        for noted in [Noted::Look(act), Noted::Done(act), Noted::Itself, Noted::Nothing] {
            assert_eq!(answered(noted, false).await, StatusCode::UNAUTHORIZED, "{noted:?}");
        }
        assert_eq!(answered(Noted::Itself, true).await, StatusCode::OK, "nobody is signed in before");
    }
}
