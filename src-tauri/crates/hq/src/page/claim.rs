//! Everything that a claim is decided by: its amounts, how they were reckoned, what the same claim comes to today, what
//! was decided so far, what else is known, and what this account may do.

use axum::{Json, extract::State};
use domain::{
    Bilingual, EventId, Fen, Instant, NotDecided, Proposal, Ticket, TicketId, Verdict,
    compensation::{Approver, Rung, may_approve},
    round_of,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    claim_told::{self, AssessedView, GroundView, Named, TodayView},
    people::People,
    refusals::{self, Refusal},
    session::Viewer,
    tickets::{TicketSummary, branches_of, summary},
};
use crate::{
    HqState,
    api::ApiPath,
    error::ApiError,
    line_reader::BranchReader,
    store::{Alike, Branch, TicketLog, TicketRow, waybill_key},
};

/// So many earlier tickets of a customer or a parcel are shown.
const MOST_ALIKE: u32 = 20;

/// A claim as it is decided.
#[derive(Serialize, ToSchema)]
pub struct ClaimView {
    ticket: TicketId,
    number: String,
    status: String,
    /// The ticket's latest events: what a decision says it has seen.
    heads: Vec<EventId>,
    ladder: Vec<RungView>,
    assessed: Option<AssessedView>,
    /// The same claim, reckoned anew by today's rules.
    today: Option<TodayView>,
    decisions: Vec<DecisionView>,
    payments: Vec<PaymentView>,
    /// Other tickets of the same phone.
    of_customer: Vec<EarlierView>,
    /// Other tickets of the same waybill.
    of_waybill: Vec<EarlierView>,
    /// The reasons for which an amount may be above the one before it.
    departures: Vec<Named>,
    /// The rules by which nothing may be paid, those first that bear on the claim.
    grounds: Vec<GroundView>,
    round: u32,
    rounds_left: u32,
    is_key_held: bool,
    may: ClaimMay,
}

/// A rung of the ladder; empty ones are told too.
#[derive(Serialize, ToSchema)]
pub struct RungView {
    rung: Rung,
    fen: Option<Fen>,
    departure: Option<Bilingual>,
}

/// A decision, also one that waits or came too late.
#[derive(Serialize, ToSchema)]
pub struct DecisionView {
    event: EventId,
    at: Instant,
    by: Option<String>,
    verdict: Verdict,
    fen: Option<Fen>,
    capitals: Option<String>,
    lines: Vec<claim_told::AwardLineView>,
    grounds: Vec<Bilingual>,
    departure: Option<Bilingual>,
    round: u32,
    decided_as: String,
    second_roles: Vec<String>,
    released_at: Option<Instant>,
    released_by: Option<String>,
    /// `in_effect`, `waiting`, `too_late`, `replaced`.
    standing: &'static str,
    words: Option<String>,
}

/// A payment, without name and account.
#[derive(Serialize, ToSchema)]
pub struct PaymentView {
    at: Instant,
    by: Option<String>,
    voucher: String,
    fen: Fen,
    method: String,
    payee: String,
}

/// Another ticket of the same customer or parcel, as lists show it.
#[derive(Serialize, ToSchema)]
pub struct EarlierView {
    #[serde(flatten)]
    ticket: TicketSummary,
    assessed_fen: Option<i64>,
    approved_fen: Option<i64>,
    paid_fen: Option<i64>,
}

/// What this account may do today.
#[derive(Serialize, ToSchema)]
pub struct ClaimMay {
    verdicts: Vec<VerdictView>,
    /// The most that it may decide alone.
    alone_up_to_fen: Option<Fen>,
    bands: Vec<BandView>,
    release: Option<ReleaseView>,
}

/// Whether a verdict may be given, as the claim and the account stand.
#[derive(Serialize, ToSchema)]
pub struct VerdictView {
    verdict: Verdict,
    refusal: Option<Refusal>,
    /// Who would have to release it, were it as it was assessed.
    second_roles: Vec<String>,
}

/// A band of authority as this account stands to it.
#[derive(Serialize, ToSchema)]
pub struct BandView {
    above_fen: Fen,
    up_to_fen: Option<Fen>,
    /// `alone`, `first_of_two`, `not`.
    may: &'static str,
    roles: Vec<domain::StaffRole>,
    second_roles: Vec<domain::StaffRole>,
}

/// A decision that waits for a second person.
#[derive(Serialize, ToSchema)]
pub struct ReleaseView {
    decision: EventId,
    refusal: Option<Refusal>,
}

/// A ticket of the viewer's branches with what it was folded from.
pub struct Case {
    /// Where it was opened.
    pub branch: Branch,
    /// What reads its lines.
    pub reader: BranchReader,
    /// Its lines and its key.
    pub log: TicketLog,
    /// What they make.
    pub ticket: Ticket,
    /// Whether its key is here and opens.
    pub is_key_held: bool,
}

/// Everything that a claim is decided by.
#[utoipa::path(get, path = "/tickets/{id}/claim", responses((status = 200, body = ClaimView)))]
pub async fn claim(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiPath(id): ApiPath<String>,
) -> Result<Json<ClaimView>, ApiError> {
    let found = case(&state, &viewer, &id).await?;
    Ok(Json(view(&state, &viewer, found).await?))
}

/// The ticket of a path; another branch's is not there.
pub async fn case(state: &HqState, viewer: &Viewer, id: &str) -> Result<Case, ApiError> {
    let id: TicketId = id.parse().map_err(|_| ApiError::not_found())?;
    let log = state.store.find_ticket(viewer.branches.clone(), id).await?.ok_or_else(ApiError::not_found)?;
    let branch = state.branch(log.row.branch).await?;
    let reader = state.reader(&branch)?;
    let ticket = reader.ticket_of(&log).ok_or_else(ApiError::not_found)?;
    let is_key_held = reader.ticket_key(log.key.as_ref()).is_some();
    Ok(Case { branch, reader, log, ticket, is_key_held })
}

/// The rules by which a ticket of the viewer's branches is decided: those of its branch.
pub async fn rules_of(
    state: &HqState,
    viewer: &Viewer,
    id: &str,
) -> Result<&'static domain::Policy, ApiError> {
    let id: TicketId = id.parse().map_err(|_| ApiError::not_found())?;
    let branch = state.store.branch_of_ticket(viewer.branches.clone(), id).await?;
    Ok(state.policy_at(&state.branch(branch.ok_or_else(ApiError::not_found)?).await?))
}

/// A case as it is shown.
pub async fn view(state: &HqState, viewer: &Viewer, case: Case) -> Result<ClaimView, ApiError> {
    let Case { branch, reader, log, ticket, is_key_held } = case;
    let (people, policy) = (People::of(state, &branch, &reader).await?, state.policy_at(&branch));
    let phone = reader.phone_mark(&ticket).map(Alike::Phone);
    let waybill = waybill_key(&ticket.shipment.value().waybill);
    let waybill = (!waybill.is_empty()).then_some(Alike::Waybill(waybill));
    let (round, most) = (round_of(&ticket), policy.compensation().rounds.most);
    let ladder = ticket.ladder();
    let rung = |rung: &Rung| RungView {
        rung: *rung,
        fen: ladder.fen(*rung),
        departure: ladder
            .height(*rung)
            .and_then(|height| height.departure.as_ref())
            .map(|code| claim_told::name_of_departure(code, policy)),
    };
    let departures = policy.compensation().departures.iter();
    Ok(ClaimView {
        ticket: ticket.id,
        number: ticket.number.to_string(),
        status: ticket.status.as_str().to_owned(),
        heads: ticket.heads.clone(),
        ladder: Rung::ALL.iter().map(rung).collect(),
        assessed: claim_told::assessed(&ticket, &reader, &log, &people, policy),
        today: claim_told::today(&ticket, viewer.today(), policy),
        decisions: decisions(&ticket, &people, policy),
        payments: ticket.payments.iter().map(|paid| payment(paid, &people)).collect(),
        of_customer: alike(state, viewer, phone, ticket.id).await?,
        of_waybill: alike(state, viewer, waybill, ticket.id).await?,
        departures: departures.map(|choice| Named::of(choice.code.as_str(), &choice.name)).collect(),
        grounds: claim_told::grounds(&ticket, viewer.today(), policy),
        round: round.min(most),
        rounds_left: most.saturating_add(1).saturating_sub(round),
        is_key_held,
        may: may(&ticket, viewer, policy),
    })
}

fn decisions(ticket: &Ticket, people: &People, policy: &domain::Policy) -> Vec<DecisionView> {
    let last = ticket.decisions.last().map(|decided| decided.event);
    let view = |decided: &domain::Decided| {
        let made = &decided.made;
        let fen = made.awards().then(|| made.total());
        let standing = match (decided.effect, decided.waits_for_release()) {
            (Some(_), _) => "in_effect",
            (None, true) if last == Some(decided.event) => "waiting",
            (None, true) => "replaced",
            (None, false) => "too_late",
        };
        DecisionView {
            event: decided.event,
            at: decided.at,
            by: people.name(decided.by),
            verdict: made.verdict,
            fen,
            capitals: fen.map(domain::capitals),
            lines: claim_told::award_lines(&made.lines, policy),
            grounds: made.grounds.iter().map(|ground| ground.citation.clone()).collect(),
            departure: made.departure.as_ref().map(|code| claim_told::name_of_departure(code, policy)),
            round: made.round,
            decided_as: made.decided_as.clone(),
            second_roles: made.second_roles.clone(),
            released_at: decided.released.as_ref().map(|released| released.at),
            released_by: decided.released.as_ref().and_then(|released| people.name(released.by)),
            standing,
            words: made.words.as_ref().and_then(|words| words.open().cloned()),
        }
    };
    ticket.decisions.iter().map(view).collect()
}

fn payment(paid: &domain::Paid, people: &People) -> PaymentView {
    PaymentView {
        at: paid.at,
        by: people.name(paid.by),
        voucher: paid.made.voucher.clone(),
        fen: paid.fen(),
        method: paid.made.method.to_string(),
        payee: paid.made.payee.to_string(),
    }
}

async fn alike(
    state: &HqState,
    viewer: &Viewer,
    alike: Option<Alike>,
    but: TicketId,
) -> Result<Vec<EarlierView>, ApiError> {
    let Some(alike) = alike else { return Ok(Vec::new()) };
    let rows = state.store.list_alike(viewer.branches.clone(), alike, but, MOST_ALIKE).await?;
    let branches = branches_of(state, rows.iter().map(|row| row.branch).collect()).await?;
    let view = |row: TicketRow| {
        Some(EarlierView {
            assessed_fen: row.assessed_fen,
            approved_fen: row.approved_fen,
            paid_fen: row.paid_fen,
            ticket: summary(state, branches.get(&row.branch)?, row),
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

fn may(ticket: &Ticket, viewer: &Viewer, policy: &domain::Policy) -> ClaimMay {
    let roles = viewer.roles();
    let by = Approver { person: viewer.person(), roles: &roles };
    let bands = &policy.compensation().authority;
    let verdict = |verdict: &Verdict| {
        // Another sum is judged when it is typed; its own reason and lines are not asked for before.
        let would = match verdict {
            Verdict::Change => domain::may_be_decided(ticket, *verdict, policy)
                .and_then(|()| Ok(may_approve(by, Fen::ZERO, None, bands)?))
                .map(|_| Vec::new()),
            _ => {
                let proposal = Proposal {
                    verdict: *verdict,
                    assessment: ticket.assessment().map(|assessed| assessed.event),
                    lines: Vec::new(),
                    departure: None,
                    grounds: policy.rules().iter().take(1).map(|rule| rule.code.clone()).collect(),
                    words: "?".to_owned(),
                };
                domain::decision(ticket, &proposal, by, policy).map(|made| made.second_roles)
            }
        };
        let (second_roles, refusal) = match would {
            Ok(second_roles) => (second_roles, None),
            // A reason from the list can be given.
            Err(NotDecided::Departure { .. }) => (Vec::new(), None),
            Err(error) => (Vec::new(), Some(refusals::of(&error, &roles, policy))),
        };
        VerdictView { verdict: *verdict, refusal, second_roles }
    };
    let band = |band: &domain::policy::compensation::AuthorityBand| {
        let holds = |wanted: &[domain::StaffRole]| roles.iter().any(|role| wanted.contains(role));
        let may = match (holds(&band.roles), holds(&band.second_roles), band.second_roles.is_empty()) {
            (true, _, true) => "alone",
            (true, _, false) | (_, true, _) => "first_of_two",
            _ => "not",
        };
        let (roles, second_roles) = (band.roles.clone(), band.second_roles.clone());
        BandView { above_fen: band.above_fen, up_to_fen: band.up_to_fen, may, roles, second_roles }
    };
    let release = ticket.decision_to_release().map(|waiting| ReleaseView {
        decision: waiting.event,
        refusal: domain::release(ticket, waiting.event, by)
            .err()
            .map(|error| refusals::of(&error, &roles, policy)),
    });
    ClaimMay {
        verdicts: Verdict::ALL.iter().map(verdict).collect(),
        alone_up_to_fen: refusals::most_alone(&roles, policy),
        bands: bands.iter().map(band).collect(),
        release,
    }
}
