//! Settling what two people did without seeing each other: one value is chosen, and nothing is lost of the other.

use crate::{Amendment, Change, EventId, Register, Ticket};

impl Ticket {
    /// The change that makes the value which `event` set the only one of a field; none when no such value stands there.
    pub fn settled_by(&self, field: &str, event: EventId) -> Option<Change> {
        fn chosen<T: Clone>(
            register: &Register<T>,
            event: EventId,
            to: impl Fn(T) -> Amendment,
        ) -> Option<Change> {
            let (_, value) = register.heads.iter().find(|(set_by, _)| *set_by == event)?;
            let replaces = register.heads.iter().map(|(set_by, _)| *set_by).collect();
            Some(Change { replaces, to: to(value.clone()) })
        }
        match field {
            "kind" => chosen(&self.kind, event, Amendment::Kind),
            "category" => chosen(&self.category, event, Amendment::Category),
            "channel" => chosen(&self.channel, event, Amendment::Channel),
            "answer_by" => chosen(&self.answer_by, event, Amendment::AnswerBy),
            "role" => chosen(&self.role, event, Amendment::Role),
            "demands" => chosen(&self.demands, event, Amendment::Demands),
            "claimed_fen" => chosen(&self.claimed_fen, event, Amendment::ClaimedFen),
            "shipment" => chosen(&self.shipment, event, Amendment::Shipment),
            "last_known" => chosen(&self.last_known, event, Amendment::LastKnown),
            "told" => chosen(&self.told, event, Amendment::Told),
            _ => None,
        }
    }
}
