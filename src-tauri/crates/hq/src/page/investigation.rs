//! What was found out of a ticket, what this account may do about it, and the words of the rules to do it in.

use std::collections::HashMap;

use axum::{Json, extract::State};
use domain::{
    Act, Bilingual, BranchId, CategoryCode, Date, Due, EventId, Instant, PersonId, Policy, QuestionCode,
    ResponsibleUnit, TaskKind, Ticket,
    policy::{Cause, Choice, Stage},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    claim::{Case, case},
    claim_told::Named,
    investigation_told::{AdjudicationView, EvidenceView, FindingView, ImprovementView, TaskView, Telling},
    people::People,
    session::Viewer,
    tickets::branches_by_id,
};
use crate::{HqState, api::ApiPath, error::ApiError, store::Branch};

/// What was found out, and what may be done.
#[derive(Serialize, ToSchema)]
pub struct InvestigationView {
    /// The ticket's latest events: what a task or an adjudication says it has seen.
    heads: Vec<EventId>,
    tasks: Vec<TaskView>,
    evidence: Vec<EvidenceView>,
    findings: Vec<FindingView>,
    adjudications: Vec<AdjudicationView>,
    improvements: Vec<ImprovementView>,
    choices: ChoicesView,
    may: InvestigationMay,
}

/// The words of the rules that a task or an adjudication is made of.
#[derive(Serialize, ToSchema)]
pub struct ChoicesView {
    tasks: Vec<Named>,
    units: Vec<Named>,
    people: Vec<PersonView>,
    branches: Vec<BranchChoice>,
    stages: Vec<StageView>,
    causes: Vec<CauseView>,
    /// The local day before which nothing can be due.
    today: Date,
    /// The day that is usual.
    usual_on: Date,
}

/// Somebody who works at the ticket's branch today.
#[derive(Serialize, ToSchema)]
pub struct PersonView {
    id: PersonId,
    name: String,
}

/// A branch or outlet that this account is set over.
#[derive(Serialize, ToSchema)]
pub struct BranchChoice {
    id: BranchId,
    code: String,
    name: String,
    /// The ticket's own.
    is_own: bool,
}

/// A stage with what is asked of it.
#[derive(Serialize, ToSchema)]
pub struct StageView {
    code: String,
    name: Bilingual,
    questions: Vec<Named>,
}

/// A cause with what usually follows from it.
#[derive(Serialize, ToSchema)]
pub struct CauseView {
    code: String,
    name: Bilingual,
    measure: Bilingual,
}

/// Whether this account may give a task or adjudicate; the code of the refusal where it may not.
#[derive(Serialize, ToSchema)]
pub struct InvestigationMay {
    give: Option<&'static str>,
    adjudicate: Option<&'static str>,
}

/// What was found out of a ticket.
#[utoipa::path(
    get,
    path = "/tickets/{id}/investigation",
    responses((status = 200, body = InvestigationView))
)]
pub async fn investigation(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiPath(id): ApiPath<String>,
) -> Result<Json<InvestigationView>, ApiError> {
    let found = case(&state, &viewer, &id).await?;
    Ok(Json(view(&state, &viewer, found).await?))
}

/// The same of a case that was read.
pub async fn view(state: &HqState, viewer: &Viewer, case: Case) -> Result<InvestigationView, ApiError> {
    let Case { branch, reader, ticket, is_key_held, .. } = case;
    let people = People::of(state, &branch, &reader).await?;
    let branches = branches_by_id(state).await?;
    let telling = Telling { people: &people, policy: state.policy(), branches: &branches };
    let now = state.clock.now();
    let today = branch.zone.local(now).date;
    let refusal = |act| {
        let is_shut = !is_key_held && !ticket.forgotten;
        let refused = viewer.must(act).err().map(|_| "not_permitted");
        refused.or(is_shut.then_some("ticket_key_missing")).or_else(|| refusal(&ticket, act))
    };
    let of_branch = people.working_on(today).map(|(id, name)| PersonView { id, name });
    Ok(InvestigationView {
        heads: ticket.heads.clone(),
        tasks: ticket.tasks.iter().map(|task| telling.task(task, now)).collect(),
        evidence: ticket.evidence.iter().map(|evidence| telling.evidence(evidence)).collect(),
        findings: ticket.findings.iter().map(|found| telling.finding(found)).collect(),
        adjudications: ticket.adjudications.iter().map(|made| telling.adjudication(made)).collect(),
        improvements: ticket.improvements.iter().map(|noted| telling.improvement(noted)).collect(),
        choices: ChoicesView {
            tasks: named(&state.policy().investigation().task_kinds, TaskKind::as_str),
            units: named(state.policy().classification().units(), ResponsibleUnit::as_str),
            people: of_branch.collect(),
            branches: set_over(viewer, &branches, branch.id),
            stages: stages(state.policy()),
            causes: causes(state.policy(), ticket.category.value()),
            today,
            usual_on: usual_day(state, &branch, now),
        },
        may: InvestigationMay { give: refusal(Act::Investigate), adjudicate: refusal(Act::Adjudicate) },
    })
}

/// Why nobody may do it to this ticket as it stands.
pub fn refusal(ticket: &Ticket, act: Act) -> Option<&'static str> {
    match act {
        _ if ticket.forgotten => Some("ticket_forgotten"),
        _ if ticket.practice => Some("practice"),
        _ if ticket.merged_into.is_some() => Some("merged_away"),
        // What was found out stays to be adjudicated; nobody is sent after what is over.
        Act::Investigate if ticket.status.is_finished() => Some("ticket_finished"),
        _ => None,
    }
}

fn set_over(viewer: &Viewer, branches: &HashMap<BranchId, Branch>, own: BranchId) -> Vec<BranchChoice> {
    let choice = |it: &Branch| BranchChoice {
        id: it.id,
        code: it.code.to_string(),
        name: it.name.clone(),
        is_own: it.id == own,
    };
    let mut choices: Vec<_> = viewer.branches.iter().filter_map(|id| branches.get(id)).map(choice).collect();
    choices.sort_by(|one, other| one.code.cmp(&other.code));
    choices
}

fn usual_day(state: &HqState, branch: &Branch, now: Instant) -> Date {
    let policy = state.policy();
    let calendar = policy.calendar().clone().with_zone(branch.zone);
    match policy.investigation().task_term.due(now, &calendar, &policy.carrier().opening) {
        Due::On(day) => day,
        Due::By(moment) => branch.zone.local(moment).date,
    }
}

fn named<C>(list: &[Choice<C>], word: impl Fn(&C) -> &str) -> Vec<Named> {
    list.iter().map(|choice| Named::of(word(&choice.code), &choice.name)).collect()
}

fn stages(policy: &Policy) -> Vec<StageView> {
    let stage = |stage: &Stage| StageView {
        code: stage.code.to_string(),
        name: stage.name.clone(),
        questions: named(&stage.questions, QuestionCode::as_str),
    };
    policy.investigation().stages.iter().map(stage).collect()
}

fn causes(policy: &Policy, category: &CategoryCode) -> Vec<CauseView> {
    let cause = |cause: &Cause| CauseView {
        code: cause.code.to_string(),
        name: cause.name.clone(),
        measure: cause.measure.clone(),
    };
    policy.investigation().causes_of(category).iter().map(cause).collect()
}
