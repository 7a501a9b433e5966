//! What the customer told, the parcel and the money, as the page shows them.

use domain::{Bilingual, Date, Fen, Instant, LastKnown, Party, Shipment, Ticket, Told};
use serde::Serialize;
use utoipa::ToSchema;

use crate::HqState;

/// Who came, and what they said.
#[derive(Serialize, ToSchema)]
pub struct ToldView {
    sender: PartyView,
    recipient: PartyView,
    agent: PartyView,
    story: String,
    demand_text: String,
    items_kept: String,
}

/// Someone outside.
#[derive(Serialize, ToSchema)]
pub struct PartyView {
    name: String,
    phone: String,
    other_contact: String,
    address: String,
}

/// The parcel and the money about it.
#[derive(Serialize, ToSchema)]
pub struct ShipmentView {
    waybill: String,
    carrier: Option<Bilingual>,
    posted_on: Option<Date>,
    promised_on: Option<Date>,
    freight_fen: Option<Fen>,
    insured_fen: Option<Fen>,
    declared_fen: Option<Fen>,
    last_known: Option<LastKnownView>,
}

/// Where the parcel was last said to be.
#[derive(Serialize, ToSchema)]
pub struct LastKnownView {
    status: Bilingual,
    at: Option<Instant>,
    from: Bilingual,
}

impl From<&Party> for PartyView {
    fn from(party: &Party) -> Self {
        Self {
            name: party.name.clone(),
            phone: party.phone.clone(),
            other_contact: party.other_contact.clone(),
            address: party.address.clone(),
        }
    }
}

impl From<&Told> for ToldView {
    fn from(told: &Told) -> Self {
        Self {
            sender: (&told.parties.sender).into(),
            recipient: (&told.parties.recipient).into(),
            agent: (&told.parties.agent).into(),
            story: told.story.clone(),
            demand_text: told.demand_text.clone(),
            items_kept: told.items_kept.clone(),
        }
    }
}

/// The parcel of a ticket.
pub fn shipment(state: &HqState, ticket: &Ticket) -> ShipmentView {
    let Shipment { waybill, carrier, posted_on, promised_on, freight_fen, insured_fen, declared_fen } =
        ticket.shipment.value().clone();
    let known = |known: &LastKnown| LastKnownView {
        status: state.policy().name_of_parcel_status(&known.status),
        at: known.at,
        from: state.policy().name_of_status_source(&known.from),
    };
    ShipmentView {
        waybill,
        carrier: carrier.map(|code| state.policy().name_of_carrier(&code)),
        posted_on,
        promised_on,
        freight_fen,
        insured_fen,
        declared_fen,
        last_known: ticket.last_known.value().as_ref().map(known),
    }
}
