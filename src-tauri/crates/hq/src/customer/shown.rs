//! What a slip's holder is shown: what the paper said, and what came of it.
//!
//! Nothing of the house: no notes, no names of staff, no words of a decision, no story. Of who came the first character,
//! of the phone five digits, as on the receipt.

use domain::{Bilingual, Date, Fen, Instant, TicketStatus, mask_phone};
use protocol::{MOST_WAYBILL_BYTES, Slip};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    proven::{Here, Proven},
    rating::{self, RatingShown},
    told::{self, DecisionShown, PromiseShown, ProofOwed},
};
use crate::{HqState, error::ApiError, store::Branch};

/// What a slip's holder is shown.
#[derive(Serialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Shown {
    /// A ticket that is here.
    Here {
        /// What is always shown.
        #[serde(flatten)]
        head: Head,
        /// The rest.
        ticket: Box<TicketShown>,
    },
    /// The slip is ours, and its ticket has not come yet.
    OnItsWay {
        /// What is always shown.
        #[serde(flatten)]
        head: Head,
        /// When the first promise is due, as the slip has it.
        first_due_at: Option<Instant>,
    },
    /// What was personal is gone for ever, and the rest is shown to nobody outside.
    Forgotten {
        /// What is always shown.
        #[serde(flatten)]
        head: Head,
    },
}

/// What is always shown: which ticket, where, how fresh, and whom to call.
#[derive(Serialize, ToSchema)]
pub struct Head {
    number: String,
    kind: Bilingual,
    opened_at: Instant,
    /// Where its days begin.
    zone: String,
    carrier: Bilingual,
    branch: BranchShown,
    /// The present.
    now: Instant,
    /// When the counter that took it in was last heard from. It works on while it cannot be reached.
    heard_at: Option<Instant>,
    service_line: Bilingual,
    /// How to appeal.
    rights_line: Bilingual,
    regulator_line: Bilingual,
    privacy_line: Bilingual,
}

/// Where to go, as the receipt prints it.
#[derive(Serialize, ToSchema)]
pub struct BranchShown {
    name: String,
    address: String,
    phone: String,
}

/// A ticket, as far as it is its customer's.
#[derive(Serialize, ToSchema)]
pub struct TicketShown {
    /// Taken to learn the desk: nothing of it is real.
    is_practice: bool,
    category: Bilingual,
    waybill: String,
    /// Masked; none where it cannot be read.
    who: Option<String>,
    /// Masked; none where it cannot be read or is none.
    phone: Option<String>,
    claimed_fen: Option<Fen>,
    status: TicketStatus,
    /// The number under which it goes on; none while it stands by itself.
    merged_into: Option<String>,
    /// Where it stood since when, from the beginning.
    steps: Vec<StepShown>,
    /// What was promised, earliest first.
    promises: Vec<PromiseShown>,
    /// Something promised is late now.
    is_late: bool,
    /// What took effect last; none while nothing has.
    decision: Option<DecisionShown>,
    payments: Vec<PaymentShown>,
    paid_fen: Fen,
    /// What is still to be paid of what was agreed.
    to_pay_fen: Option<Fen>,
    proofs_owed: Vec<ProofOwed>,
    /// Stars may be given here now.
    may_rate: bool,
    /// The stars that stand.
    rating: Option<RatingShown>,
    /// When the last line about it came.
    last_received_at: Instant,
}

/// Where a ticket stood, since when.
#[derive(Serialize, ToSchema)]
pub struct StepShown {
    status: TicketStatus,
    at: Instant,
}

/// What was paid when; how and to whom stands on the voucher.
#[derive(Serialize, ToSchema)]
pub struct PaymentShown {
    at: Instant,
    fen: Fen,
}

/// What the holder of this slip is shown.
pub async fn shown(state: &HqState, proven: Proven) -> Result<Shown, ApiError> {
    match proven {
        Proven::OnItsWay(slip, branch) => {
            let first_due_at = slip.first_due;
            Ok(Shown::OnItsWay { head: head_of_slip(state, &slip, &branch).await?, first_due_at })
        }
        Proven::Here(here) => {
            let head = head_of_ticket(state, &here).await?;
            if here.ticket.forgotten {
                return Ok(Shown::Forgotten { head });
            }
            let today = here.branch.zone.local(head.now).date;
            Ok(Shown::Here { ticket: Box::new(ticket(state, &here, head.now, today)), head })
        }
    }
}

async fn head_of_slip(state: &HqState, slip: &Slip, branch: &Branch) -> Result<Head, ApiError> {
    let device = state.store.find_device(slip.device).await?;
    let heard_at = device.and_then(|device| device.contact_at);
    let kind = state.policy().name_of_kind(slip.kind);
    Ok(head(state, slip.number.to_string(), kind, slip.opened_at, branch, heard_at))
}

async fn head_of_ticket(state: &HqState, here: &Here) -> Result<Head, ApiError> {
    let ticket = &here.ticket;
    let device = state.store.find_device(ticket.device).await?;
    let heard_at = device.and_then(|device| device.contact_at);
    let kind = state.policy().name_of_kind(*ticket.kind.value());
    Ok(head(state, ticket.number.to_string(), kind, ticket.opened_at, &here.branch, heard_at))
}

fn head(
    state: &HqState,
    number: String,
    kind: Bilingual,
    opened_at: Instant,
    branch: &Branch,
    heard_at: Option<Instant>,
) -> Head {
    let policy = state.policy_at(branch);
    let texts = policy.texts();
    Head {
        number,
        kind,
        opened_at,
        zone: branch.zone.to_string(),
        carrier: policy.carrier().name.clone(),
        branch: BranchShown {
            name: branch.name.clone(),
            address: branch.address.clone(),
            phone: branch.phone.clone(),
        },
        now: state.clock.now(),
        heard_at,
        service_line: texts.service_line.clone(),
        rights_line: texts.rights_line.clone(),
        regulator_line: texts.regulator_line.clone(),
        privacy_line: texts.privacy_line.clone(),
    }
}

fn ticket(state: &HqState, here: &Here, now: Instant, today: Date) -> TicketShown {
    let (policy, ticket) = (state.policy_at(&here.branch), &here.ticket);
    let calendar = policy.calendar().clone().with_zone(here.branch.zone);
    let promises = told::promises(ticket, now, &calendar, policy);
    let waybill = &ticket.shipment.value().waybill;
    let came = ticket.told().map(|told| told.parties.who_came(ticket.role.value()));
    let steps = ticket.statuses.iter().map(|(at, status)| StepShown { status: *status, at: *at });
    let paid = ticket.payments.iter().filter(|paid| !paid.never_was());
    let payments = paid.map(|paid| PaymentShown { at: paid.at, fen: paid.fen() });
    TicketShown {
        is_practice: ticket.practice,
        category: policy.name_of_category(ticket.category.value()),
        // What is too long for a slip is no number anybody prints.
        waybill: if waybill.len() > MOST_WAYBILL_BYTES { String::new() } else { waybill.clone() },
        who: here.who.clone(),
        phone: came.map(|party| mask_phone(&party.phone)).filter(|phone| !phone.is_empty()),
        claimed_fen: *ticket.claimed_fen.value(),
        status: ticket.status,
        merged_into: ticket.merged_into.as_ref().map(|merged| merged.made.number.to_string()),
        steps: steps.collect(),
        is_late: promises.iter().any(PromiseShown::is_late_now),
        promises,
        decision: told::decision(ticket, policy),
        payments: payments.collect(),
        paid_fen: ticket.paid_fen(),
        to_pay_fen: told::to_pay(ticket),
        proofs_owed: told::proofs_owed(ticket, today, policy),
        may_rate: rating::may_rate(ticket),
        rating: rating::shown(ticket),
        last_received_at: here.last_received_at,
    }
}
