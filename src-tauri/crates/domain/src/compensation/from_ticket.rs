//! What a ticket says of a claim before anybody has assessed it.

use super::{Area, Claim, Days, Incident, ServiceCode, Values};
use crate::{CategoryCode, ParcelStatus, Policy, Role, Ticket, Zone};

impl Claim {
    /// The claim that somebody begins to tell: who carried it, what went wrong, who came.
    pub fn told(carrier: Option<&str>, category: &CategoryCode, who: &Role, policy: &Policy) -> Self {
        let rules = policy.compensation();
        let carries = |carrier: &str| {
            let service = rules.services.iter().find(|it| it.carriers.iter().any(|known| known == carrier));
            service.map(|service| service.code.clone())
        };
        let service = carrier.and_then(carries).unwrap_or(ServiceCode::EXPRESS);
        let incident = rules.incident_of(category).unwrap_or(Incident::WholeLoss);
        Self::new(service, incident, Area::OtherCity, who.clone())
    }

    /// The claim as it was taken in; nobody has found anything yet. Days are those of `zone`.
    pub fn taken_in(ticket: &Ticket, zone: Zone, policy: &Policy) -> Self {
        let shipment = ticket.shipment.value();
        let carrier = shipment.carrier.as_deref();
        let mut claim = Self::told(carrier, ticket.category.value(), ticket.role.value(), policy);
        let on = |moment| zone.local(moment).date;
        let last_known = ticket.last_known.value().as_ref();
        let signed = last_known.filter(|known| known.status == ParcelStatus::SIGNED);
        claim.values = Values {
            claimed_fen: *ticket.claimed_fen.value(),
            insured_fen: shipment.insured_fen,
            declared_fen: shipment.declared_fen,
            freight_fen: shipment.freight_fen,
            ..Values::default()
        };
        claim.days = Days {
            posted_on: shipment.posted_on,
            promised_on: shipment.promised_on,
            delivered_on: signed.and_then(|known| known.at).map(on),
            discovered_on: Some(on(ticket.opened_at)),
            inquired_on: Some(on(ticket.opened_at)),
            claimed_on: Some(on(ticket.opened_at)),
        };
        claim
    }
}
