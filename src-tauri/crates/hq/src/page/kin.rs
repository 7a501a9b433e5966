//! Tickets that may belong together, looked for in every branch: of one ticket, and of those that arrived lately.
//!
//! What an account may not see it is told of only as somewhere else: of which branch, and how they belong together.

use std::collections::{BTreeMap, HashMap};

use axum::{Json, extract::State};
use domain::{
    BranchId, CategoryCode, EventId, Instant, KinKind, Kind, Policy, Ticket, TicketId, TicketLinked,
    TicketStatus,
    kinship::{Kindred, kin_of},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    claim::{Case, case},
    people::People,
    session::Viewer,
    tickets::{TicketSummary, branches_of, cursor, summary},
};
use crate::{
    HqState,
    api::{ApiPath, ApiQuery},
    error::ApiError,
    store::{Arrived, ArrivedQuery, Branch, Sayer, TicketRow, Traits, waybill_key},
};

/// So many of one waybill or phone are looked at: the newest, for what is older than the policy's days is no kin.
const MOST_ALIKE: u32 = 60;
/// So many are shown beside a ticket.
const MOST_SHOWN: usize = 20;
/// So many newly arrived tickets are shown at once.
const A_PAGE: u32 = 30;
const DAY_MS: i64 = 86_400_000;

/// What belongs together with a ticket, and what may.
#[derive(Serialize, ToSchema)]
pub struct KinView {
    /// The ticket's latest events: what a link says it has seen.
    heads: Vec<EventId>,
    /// What was said already, by this ticket or another.
    linked: Vec<LinkedView>,
    found: Vec<FoundView>,
    elsewhere: Vec<ElsewhereView>,
    /// Whether this account may say what belongs together with it.
    may_say: bool,
}

/// A ticket that was said to belong together with this one.
#[derive(Serialize, ToSchema)]
pub struct LinkedView {
    ticket: TicketId,
    number: String,
    /// `same_matter`, `repeat`…; `goes_on_in`, `goes_on_here`.
    kin: String,
    /// As lists show it; none where this account may not see it, or it is not here.
    row: Option<TicketSummary>,
    at: Instant,
    by: Option<String>,
    /// The lines that say so: what is taken back.
    events: Vec<EventId>,
    may_take_back: bool,
}

/// A ticket that may belong together with this one.
#[derive(Serialize, ToSchema)]
pub struct FoundView {
    #[serde(flatten)]
    ticket: TicketSummary,
    kin: String,
    is_same_waybill: bool,
    is_same_phone: bool,
    /// Whether it is of the same branch: a ticket belongs for ever to its branch, and goes on only within it.
    is_same_branch: bool,
}

/// Tickets of a branch that this account may not see.
#[derive(Serialize, ToSchema)]
pub struct ElsewhereView {
    branch_code: String,
    branch_name: String,
    kin: String,
    count: usize,
}

/// Newly arrived tickets with what may belong together with them.
#[derive(Serialize, ToSchema)]
pub struct SuspectedPage {
    tickets: Vec<SuspectedView>,
    /// Where the next are looked for; none: those were all.
    next: Option<String>,
    /// So many days are looked back.
    days: u32,
}

/// A newly arrived ticket that may belong together with others.
#[derive(Serialize, ToSchema)]
pub struct SuspectedView {
    #[serde(flatten)]
    ticket: TicketSummary,
    found: Vec<FoundView>,
    elsewhere: Vec<ElsewhereView>,
}

/// What is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[serde(default)]
    after: Option<String>,
}

/// What belongs together with one ticket of the viewer's branches.
#[utoipa::path(get, path = "/tickets/{id}/kin", responses((status = 200, body = KinView)))]
pub async fn of_ticket(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiPath(id): ApiPath<String>,
) -> Result<Json<KinView>, ApiError> {
    let found = case(&state, &viewer, &id).await?;
    Ok(Json(view(&state, &viewer, found).await?))
}

/// Newly arrived tickets of the viewer's branches that may belong together with others, the last arrived first.
#[utoipa::path(get, path = "/kin", params(ListQuery), responses((status = 200, body = SuspectedPage)))]
pub async fn list(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> Result<Json<SuspectedPage>, ApiError> {
    let days = state.policy().repeats();
    let days = days.same_matter_days.max(days.repeat_days);
    let wanted = ArrivedQuery {
        branches: viewer.branches.clone(),
        since: state.clock.now().plus_ms(-i64::from(days) * DAY_MS),
        before: query.after.as_deref().map(cursor).transpose()?,
        limit: A_PAGE,
    };
    let (arrived, next) = state.store.list_arrived(wanted).await?;
    let seen = arrived.iter().flat_map(|it| it.alike.iter().chain([&it.row]));
    let branches = branches_of(&state, seen.map(|row| row.branch).collect()).await?;
    let look = Look { state: &state, viewer: &viewer, branches: &branches };
    let tickets = arrived.into_iter().filter_map(|arrived| look.suspected(arrived));
    let next = next.map(|(at, id)| format!("{at},{id}"));
    Ok(Json(SuspectedPage { tickets: tickets.collect(), next, days }))
}

/// What belongs together with a ticket, as it is shown.
pub async fn view(state: &HqState, viewer: &Viewer, case: Case) -> Result<KinView, ApiError> {
    let Case { branch, reader, log, ticket, is_key_held } = case;
    let people = People::of(state, &branch, &reader).await?;
    let said = state.store.kin_said_of(ticket.id).await?;
    let traits = Traits { phone: reader.phone_mark(&ticket), ..log.row.traits() };
    let alike = if ticket.forgotten {
        Vec::new()
    } else {
        state.store.list_kindred(traits, ticket.id, MOST_ALIKE).await?
    };
    let branches = branches_of(state, alike.iter().chain([&log.row]).map(|row| row.branch).collect()).await?;
    let may_say = viewer.may(TicketLinked::ACT) && is_key_held && !ticket.forgotten;
    let mut linked = linked(&ticket, &said, &people);
    for link in &mut linked {
        let theirs = state.store.find_ticket(viewer.branches.clone(), link.ticket).await?;
        // Whoever takes a link back must be able to see both its ends.
        link.may_take_back = may_say && theirs.is_some();
        if let Some(theirs) = theirs {
            let branch = state.branch(theirs.row.branch).await?;
            link.row = Some(summary(state, &branch, theirs.row));
        }
    }
    let known: Vec<TicketId> = linked.iter().map(|link| link.ticket).collect();
    let look = Look { state, viewer, branches: &branches };
    let (found, elsewhere) = look.judged(&log.row, alike, &known);
    Ok(KinView {
        heads: ticket.heads.clone(),
        linked,
        found,
        elsewhere,
        may_say: may_say && ticket.merged_into.is_none(),
    })
}

/// What a ticket says of others and others of it, each other ticket once for each way.
fn linked(ticket: &Ticket, said: &[Sayer], people: &People) -> Vec<LinkedView> {
    let view = |ticket, number: String, kin: String, at, by, event| LinkedView {
        ticket,
        number,
        kin,
        row: None,
        at,
        by: people.name(by),
        events: vec![event],
        may_take_back: false,
    };
    let links = ticket.links.iter().map(|link| {
        let (made, kin) = (&link.made, link.made.kin.to_string());
        view(made.to, made.number.to_string(), kin, link.at, link.by, link.event)
    });
    let merged = ticket.merged_into.iter().map(|merged| {
        let number = merged.made.number.to_string();
        view(merged.made.into, number, "goes_on_in".to_owned(), merged.at, merged.by, merged.event)
    });
    let theirs = said.iter().map(|sayer| {
        let (said, number) = (&sayer.said, sayer.number.clone());
        let kin = said.kin.clone().unwrap_or_else(|| "goes_on_here".to_owned());
        view(sayer.ticket, number, kin, said.at, said.by, said.event)
    });
    let mut all: Vec<LinkedView> = Vec::new();
    for link in links.chain(merged).chain(theirs) {
        // Across branches a link is written at both its ends.
        match all.iter_mut().find(|known| (known.ticket, &known.kin) == (link.ticket, &link.kin)) {
            Some(known) => known.events.extend(link.events),
            None => all.push(link),
        }
    }
    all
}

/// Judges what is like a ticket, for one who sees some branches.
struct Look<'a> {
    state: &'a HqState,
    viewer: &'a Viewer,
    branches: &'a HashMap<BranchId, Branch>,
}

impl Look<'_> {
    fn sees(&self, branch: BranchId) -> bool {
        self.viewer.branches.contains(&branch)
    }

    /// Kin of `row` among what is like it: what may be shown, the nearest first, and what is elsewhere.
    fn judged(
        &self,
        row: &TicketRow,
        alike: Vec<TicketRow>,
        but: &[TicketId],
    ) -> (Vec<FoundView>, Vec<ElsewhereView>) {
        // By the days of the ticket's own branch.
        let of_branch = self.branches.get(&row.branch).map(|branch| self.state.policy_at(branch));
        let policy = of_branch.unwrap_or_else(|| self.state.policy());
        let (mut found, mut elsewhere) = (Vec::new(), BTreeMap::<(BranchId, String), usize>::new());
        let others = alike
            .into_iter()
            .filter(|other| !other.forgotten && other.merged_into.is_none() && !but.contains(&other.id));
        for other in others {
            let Some(kin) = kin_of_rows(row, &other, policy) else { continue };
            let Some(branch) = self.branches.get(&other.branch) else { continue };
            if self.sees(other.branch) {
                found.push(FoundView {
                    kin: kin.to_string(),
                    is_same_waybill: row.traits().waybill.is_some()
                        && row.traits().waybill == other.traits().waybill,
                    is_same_phone: row.phone_mark.is_some() && row.phone_mark == other.phone_mark,
                    is_same_branch: row.branch == other.branch,
                    ticket: summary(self.state, branch, other),
                });
            } else {
                *elsewhere.entry((other.branch, kin.to_string())).or_default() += 1;
            }
        }
        // The newest come first already.
        found.sort_by_key(|found| found.kin != KinKind::SAME_MATTER.as_str());
        found.truncate(MOST_SHOWN);
        let elsewhere = elsewhere.into_iter().filter_map(|((branch, kin), count)| {
            let branch = self.branches.get(&branch)?;
            let (branch_code, branch_name) = (branch.code.to_string(), branch.name.clone());
            Some(ElsewhereView { branch_code, branch_name, kin, count })
        });
        (found, elsewhere.collect())
    }

    /// A newly arrived ticket, where anything may belong together with it and nobody has said so. Two tickets that are
    /// both to be seen are shown at the later one, or at the one that is not finished.
    fn suspected(&self, arrived: Arrived) -> Option<SuspectedView> {
        let Arrived { row, mut alike, linked } = arrived;
        if row.forgotten || row.merged_into.is_some() || is_finished(&row) {
            return None;
        }
        alike.retain(|other| {
            let is_later = (row.opened_at, row.id) > (other.opened_at, other.id);
            is_later || is_finished(other) || !self.sees(other.branch)
        });
        let (found, elsewhere) = self.judged(&row, alike, &linked);
        let branch = self.branches.get(&row.branch)?;
        let is_any = !found.is_empty() || !elsewhere.is_empty();
        is_any.then(|| SuspectedView { ticket: summary(self.state, branch, row), found, elsewhere })
    }
}

fn is_finished(row: &TicketRow) -> bool {
    row.status.parse().is_ok_and(TicketStatus::is_finished)
}

/// How two tickets probably belong together, as they are kept: by the mark of the phone of who came.
fn kin_of_rows(one: &TicketRow, other: &TicketRow, policy: &Policy) -> Option<KinKind> {
    let of = |row: &TicketRow| {
        let phones: Vec<String> = row.phone_mark.iter().map(|mark| format!("{mark:?}")).collect();
        let kind: Kind = row.kind.parse().ok()?;
        let status: TicketStatus = row.status.parse().ok()?;
        Some((waybill_key(&row.waybill), phones, kind, CategoryCode::from(row.category.as_str()), status))
    };
    let ((one_waybill, one_phones, one_kind, one_category, one_status), others) = (of(one)?, of(other)?);
    let one = Kindred {
        waybill: &one_waybill,
        phones: &one_phones,
        kind: one_kind,
        category: &one_category,
        opened_at: one.opened_at,
        status: one_status,
    };
    let other = Kindred {
        waybill: &others.0,
        phones: &others.1,
        kind: others.2,
        category: &others.3,
        opened_at: other.opened_at,
        status: others.4,
    };
    kin_of(&one, &other, policy)
}

/// Refuses whoever may not say what belongs together.
pub fn must_say(viewer: &Viewer) -> Result<(), ApiError> {
    viewer.must(TicketLinked::ACT)
}
