//! A ticket as another system is shown it: what was promised and what came of it, of who came as much as on the receipt.

use domain::{Fen, Instant, TicketStatus, mask_phone};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    HqState,
    customer::told::{self, DecisionShown, PromiseShown},
    error::ApiError,
    store::TicketLog,
};

/// A ticket as another system is shown it.
#[derive(Serialize, ToSchema)]
pub struct ServiceTicket {
    /// Its identity.
    pub id: String,
    /// What people read aloud.
    pub number: String,
    /// Where it is worked on.
    pub branch: ServiceBranch,
    /// `enquiry`, `trace`, `complaint`, `suggestion` or `claim`.
    pub kind: String,
    /// What went wrong: a code of the policy's list.
    pub category: String,
    /// How it reached the carrier: a code of the policy's list.
    pub channel: String,
    /// The parcel's number.
    pub waybill: String,
    /// Where it stands.
    pub status: TicketStatus,
    /// Since when.
    pub status_since: Instant,
    /// When it was taken in.
    pub opened_at: Instant,
    /// The number under which it goes on; none while it stands by itself.
    pub merged_into: Option<String>,
    /// Who came, masked; none where it cannot be read.
    pub who: Option<String>,
    /// Their phone, masked; none where it cannot be read or is none.
    pub phone: Option<String>,
    /// What was promised, each with its ground and where it stands, earliest first.
    pub promises: Vec<PromiseShown>,
    /// The decision in effect; none while there is none.
    pub decision: Option<DecisionShown>,
    /// How much is asked for.
    pub claimed_fen: Option<Fen>,
    /// How much was paid so far.
    pub paid_fen: Fen,
    /// How much is still to be paid of what was agreed.
    pub to_pay_fen: Option<Fen>,
    /// What was personal is gone for ever.
    pub is_forgotten: bool,
}

/// Where a ticket is worked on, as papers print it.
#[derive(Serialize, ToSchema)]
pub struct ServiceBranch {
    /// Its four characters.
    pub code: String,
    /// As people call it.
    pub name: String,
    /// As printed.
    pub address: String,
    /// As printed.
    pub phone: String,
}

/// The ticket of a log.
pub async fn shown(state: &HqState, log: &TicketLog) -> Result<ServiceTicket, ApiError> {
    let branch = state.branch(log.row.branch).await?;
    let ticket = state.reader(&branch)?.ticket_of(log).ok_or_else(ApiError::not_found)?;
    let policy = state.policy_at(&branch);
    let calendar = policy.calendar().clone().with_zone(branch.zone);
    let came = ticket.told().map(|told| told.parties.who_came(ticket.role.value()));
    Ok(ServiceTicket {
        id: ticket.id.to_string(),
        number: ticket.number.to_string(),
        kind: ticket.kind.value().to_string(),
        category: ticket.category.value().to_string(),
        channel: ticket.channel.value().to_string(),
        waybill: ticket.shipment.value().waybill.clone(),
        status: ticket.status,
        status_since: ticket.status_since,
        opened_at: ticket.opened_at,
        merged_into: ticket.merged_into.as_ref().map(|merged| merged.made.number.to_string()),
        who: log.row.who.clone().filter(|_| !ticket.forgotten),
        phone: came.map(|party| mask_phone(&party.phone)).filter(|phone| !phone.is_empty()),
        promises: told::promises(&ticket, state.clock.now(), &calendar, policy),
        decision: told::decision(&ticket, policy),
        claimed_fen: *ticket.claimed_fen.value(),
        paid_fen: ticket.paid_fen(),
        to_pay_fen: told::to_pay(&ticket),
        is_forgotten: ticket.forgotten,
        branch: ServiceBranch {
            code: branch.code.to_string(),
            name: branch.name.clone(),
            address: branch.address.clone(),
            phone: branch.phone.clone(),
        },
    })
}
