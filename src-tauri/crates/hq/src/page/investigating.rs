//! Giving a task, and saying who caused it: refused where what was looked at is not what stands.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    Act, BranchId, Date, Due, EventId, Fact, FaultAdjudicated, FaultCause, FaultStage, Instant, PersonId,
    ResponsibleUnit, Sealed, TaskGiven, TaskKind, TaskTo, Ticket,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    claim::{Case, case},
    investigation::{InvestigationView, refusal, view},
    people::People,
    session::{Mover, Viewer},
};
use crate::{
    HqState,
    api::{ApiJson, ApiPath},
    error::ApiError,
    own_log::{self, OwnLogError},
    store::Branch,
};

/// Words longer than this are no reason but a file.
const MOST_WORDS: usize = 2_000;

/// A task as it was typed. It is for one `person`, `unit` or `branch`.
#[derive(Deserialize, ToSchema)]
pub struct TaskForm {
    task: TaskKind,
    #[serde(default)]
    person: Option<PersonId>,
    #[serde(default)]
    unit: Option<ResponsibleUnit>,
    #[serde(default)]
    branch: Option<BranchId>,
    /// The last local day of the ticket's branch on which it is in time.
    due_on: Date,
    #[serde(default)]
    words: String,
    /// What was in the parcel: told to another branch alone.
    #[serde(default)]
    contents: String,
    /// The ticket's heads as they were looked at.
    seen: Vec<EventId>,
}

/// Who caused it, as it was typed.
#[derive(Deserialize, ToSchema)]
pub struct AdjudicationForm {
    unit: ResponsibleUnit,
    #[serde(default)]
    branch: Option<BranchId>,
    #[serde(default)]
    stage: Option<FaultStage>,
    #[serde(default)]
    cause: Option<FaultCause>,
    #[serde(default)]
    finding: Option<EventId>,
    #[serde(default)]
    words: String,
    /// The ticket's heads as they were looked at.
    seen: Vec<EventId>,
}

/// What was written, and what is known now.
#[derive(Serialize, ToSchema)]
pub struct Investigated {
    event: EventId,
    investigation: InvestigationView,
}

/// What is known now, beside a refusal to whom it is news.
#[derive(Serialize, ToSchema)]
struct Beside {
    investigation: Box<InvestigationView>,
}

/// Why nothing is written.
enum Refused {
    /// What was looked at is not what stands.
    Changed,
    Failed(ApiError),
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self::Failed(error)
    }
}

impl From<OwnLogError> for Refused {
    fn from(error: OwnLogError) -> Self {
        Self::Failed(error.into())
    }
}

/// Has somebody do something.
#[utoipa::path(
    post,
    path = "/tickets/{id}/tasks",
    request_body = TaskForm,
    responses((status = 200, body = Investigated))
)]
pub async fn give(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<TaskForm>,
) -> Response {
    let given = async {
        let found = case_for(&state, &viewer, &id, Act::Investigate).await?;
        let given = task(&state, &viewer, &found, &form).await?;
        let written = write(&state, &viewer, &id, found, Act::Investigate, &form.seen, |_| {
            Ok(Fact::TaskGiven(given.clone()))
        });
        let written = written.await?;
        state.settle_errands_or_log().await;
        Ok(written)
    };
    told(given.await, &state, &viewer, &id).await
}

/// Says who caused it. The newest stands.
#[utoipa::path(
    post,
    path = "/tickets/{id}/adjudication",
    request_body = AdjudicationForm,
    responses((status = 200, body = Investigated))
)]
pub async fn adjudicate(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<AdjudicationForm>,
) -> Response {
    let adjudicated = async {
        let found = case_for(&state, &viewer, &id, Act::Adjudicate).await?;
        let made = adjudication(&state, &viewer, &found.ticket, &form)?;
        let is_there = |ticket: &Ticket, finding| ticket.findings.iter().any(|it| it.event == finding);
        write(&state, &viewer, &id, found, Act::Adjudicate, &form.seen, |ticket| match form.finding {
            Some(finding) if !is_there(ticket, finding) => Err(unknown("no_such_finding")),
            _ => Ok(Fact::FaultAdjudicated(made.clone())),
        })
        .await
    };
    told(adjudicated.await, &state, &viewer, &id).await
}

async fn case_for(state: &HqState, viewer: &Viewer, id: &str, act: Act) -> Result<Case, ApiError> {
    let found = case(state, viewer, id).await?;
    viewer.must(act)?;
    if !found.is_key_held && !found.ticket.forgotten {
        return Err(conflict("ticket_key_missing"));
    }
    Ok(found)
}

async fn task(
    state: &HqState,
    viewer: &Viewer,
    found: &Case,
    form: &TaskForm,
) -> Result<TaskGiven, ApiError> {
    let (policy, branch) = (state.policy(), &found.branch);
    if policy.investigation().task_kinds.iter().all(|known| known.code != form.task) {
        return Err(unknown("unknown_word"));
    }
    let to = match (form.person, &form.unit, form.branch) {
        (Some(person), None, None) => {
            let people = People::of(state, branch, &found.reader).await?;
            let today = branch.zone.local(state.clock.now()).date;
            if people.working_on(today).all(|(id, _)| id != person) {
                return Err(unknown("no_such_person"));
            }
            TaskTo::Person(person)
        }
        (None, Some(unit), None) => {
            must_be_unit(state, unit)?;
            TaskTo::Unit(unit.clone())
        }
        (None, None, Some(to)) => {
            must_be_set_over(viewer, to)?;
            TaskTo::Branch(to)
        }
        _ => return Err(ApiError::malformed()),
    };
    let due_at = due_at(state, branch, form.due_on)?;
    let mut given = TaskGiven {
        task: form.task.clone(),
        to,
        due_at,
        words: said(&form.words)?,
        branch_name: None,
        contents: None,
    };
    if let TaskTo::Branch(to) = given.to {
        given.branch_name = Some(state.branch(to).await?.name);
    }
    if given.elsewhere(&found.ticket).is_some() {
        given.contents = said(&form.contents)?;
    }
    Ok(given)
}

fn adjudication(
    state: &HqState,
    viewer: &Viewer,
    ticket: &Ticket,
    form: &AdjudicationForm,
) -> Result<FaultAdjudicated, ApiError> {
    let rules = state.policy().investigation();
    must_be_unit(state, &form.unit)?;
    if let Some(branch) = form.branch {
        must_be_set_over(viewer, branch)?;
    }
    let is_stage = |stage: &FaultStage| rules.stages.iter().any(|known| known.code == *stage);
    let causes = rules.causes_of(ticket.category.value());
    let is_cause = |cause: &FaultCause| causes.iter().any(|known| known.code == *cause);
    if !form.stage.as_ref().is_none_or(is_stage) || !form.cause.as_ref().is_none_or(is_cause) {
        return Err(unknown("unknown_word"));
    }
    Ok(FaultAdjudicated {
        unit: form.unit.clone(),
        branch: form.branch,
        stage: form.stage.clone(),
        cause: form.cause.clone(),
        finding: form.finding,
        words: said(&form.words)?,
    })
}

fn must_be_unit(state: &HqState, unit: &ResponsibleUnit) -> Result<(), ApiError> {
    let mut units = state.policy().classification().units().iter();
    if units.any(|known| known.code == *unit) { Ok(()) } else { Err(unknown("no_such_unit")) }
}

/// Work goes to branches that its giver is set over, and to no other.
fn must_be_set_over(viewer: &Viewer, branch: BranchId) -> Result<(), ApiError> {
    if viewer.branches.contains(&branch) { Ok(()) } else { Err(unknown("no_such_branch")) }
}

fn due_at(state: &HqState, branch: &Branch, on: Date) -> Result<Instant, ApiError> {
    let calendar = state.policy().calendar().clone().with_zone(branch.zone);
    let due_at = Due::On(on).due_at(&calendar);
    if due_at <= state.clock.now() { Err(unknown("day_passed")) } else { Ok(due_at) }
}

fn said(words: &str) -> Result<Option<Sealed<String>>, ApiError> {
    let words = words.trim();
    if words.chars().count() > MOST_WORDS {
        return Err(ApiError::malformed());
    }
    Ok((!words.is_empty()).then(|| Sealed::Open(words.to_owned())))
}

async fn write(
    state: &HqState,
    viewer: &Viewer,
    id: &str,
    found: Case,
    act: Act,
    seen: &[EventId],
    mut say: impl FnMut(&Ticket) -> Result<Fact, ApiError>,
) -> Result<Response, Refused> {
    let ticket = |ticket: Option<&Ticket>| {
        let ticket = ticket.ok_or_else(ApiError::not_found)?;
        // What can never be is said first; else whoever looked at something old is shown what is new.
        match refusal(ticket, act) {
            Some(code @ ("ticket_forgotten" | "practice")) => return Err(Refused::Failed(conflict(code))),
            _ if !is_seen(ticket, seen) => return Err(Refused::Changed),
            Some(code) => return Err(Refused::Failed(conflict(code))),
            None => {}
        }
        Ok(say(ticket)?)
    };
    let (branch, person) = (found.branch.id, viewer.person());
    let event = own_log::write_about(state, branch, found.ticket.id, Some(person), ticket).await?;
    let investigation = view(state, viewer, case(state, viewer, id).await?).await?;
    Ok(Json(Investigated { event, investigation }).into_response())
}

fn is_seen(ticket: &Ticket, seen: &[EventId]) -> bool {
    ticket.heads.len() == seen.len() && ticket.heads.iter().all(|head| seen.contains(head))
}

/// The answer, or the refusal; with what is known now where that is news.
async fn told(done: Result<Response, Refused>, state: &HqState, viewer: &Viewer, id: &str) -> Response {
    let error = match done {
        Ok(answer) => return answer,
        Err(Refused::Failed(error)) => return error.into_response(),
        Err(Refused::Changed) => conflict("ticket_changed"),
    };
    let now = async { view(state, viewer, case(state, viewer, id).await?).await };
    match now.await {
        Ok(investigation) => error.answer_with(Beside { investigation: Box::new(investigation) }),
        Err(error) => error.into_response(),
    }
}

fn conflict(code: &'static str) -> ApiError {
    let message = match code {
        "ticket_changed" => "something was written since this was looked at",
        "ticket_key_missing" => "the ticket's key is not here yet, so nobody can read what it is about",
        "ticket_forgotten" => "the ticket was forgotten",
        "merged_away" => "the ticket goes on in another",
        "ticket_finished" => "the ticket is finished",
        _ => "this cannot be done to the ticket as it stands",
    };
    ApiError::new(StatusCode::CONFLICT, code, message)
}

fn unknown(code: &'static str) -> ApiError {
    let message = match code {
        "no_such_person" => "nobody of this name works at the branch today",
        "no_such_unit" => "the rules name no such unit",
        "no_such_branch" => "this account is not set over that branch",
        "no_such_finding" => "the ticket has no such finding",
        "day_passed" => "the day is over",
        _ => "the rules do not know this word",
    };
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, message)
}
