//! What a ticket can be found by at its counter.

use domain::{
    Parties, Party, Ticket,
    finding::{code, digits, split},
};

/// The words of one ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Of number, waybill, phones, names, story, demand, items and notes, set apart by spaces.
    pub text: String,
    /// The name of every party, each in one piece, set apart by spaces.
    pub names: String,
}

impl Words {
    /// What a ticket can be found by.
    pub(super) fn of(ticket: &Ticket) -> Self {
        let mut text = vec![code(&ticket.number.to_string()), code(&ticket.shipment.value().waybill)];
        let told = ticket.told();
        let parties: Vec<&Party> = told.map(|told| all(&told.parties).to_vec()).unwrap_or_default();
        for party in &parties {
            text.push(digits(&party.phone));
            if party.phone.chars().any(char::is_alphabetic) {
                // An extension, or whose phone it is.
                text.extend(split(&party.phone));
            }
            text.extend(split(&party.name));
        }
        if let Some(told) = told {
            text.extend(
                [&told.story, &told.demand_text, &told.items_kept].into_iter().flat_map(|t| split(t)),
            );
        }
        text.extend(ticket.notes.iter().filter_map(|(_, note)| note.open()).flat_map(|note| split(note)));
        text.retain(|word| !word.is_empty());
        let names: Vec<String> =
            parties.iter().map(|party| code(&party.name)).filter(|name| !name.is_empty()).collect();
        Self { text: text.join(" "), names: names.join(" ") }
    }
}

fn all(parties: &Parties) -> [&Party; 3] {
    [&parties.sender, &parties.recipient, &parties.agent]
}
