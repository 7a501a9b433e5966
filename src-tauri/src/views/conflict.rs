//! What two people did to one ticket without seeing each other.

use domain::{Bilingual, Conflict, Register, Sealed, Ticket, Told};
use serde::Serialize;
use specta::Type;

use super::ConflictKind;

/// Something two people did without seeing each other.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ConflictView {
    /// Which of the two.
    pub kind: ConflictKind,
    /// Which field or action; of a circle `stands` or `undone`: what became of this ticket's own merging.
    pub name: String,
    /// What each wrote.
    pub values: Vec<ConflictValue>,
}

/// What one of them wrote, or did.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ConflictValue {
    /// The event that says so.
    pub event: String,
    /// Its words; none for an action; of a circle the number of the ticket in which this one was to go on.
    pub text: String,
}

impl ConflictView {
    /// Everything about a ticket that someone has to settle.
    pub(super) fn all_of(desk: &desk::Desk, ticket: &Ticket) -> Vec<Self> {
        ticket.conflicts().into_iter().map(|conflict| Self::of(desk, ticket, conflict)).collect()
    }

    fn of(desk: &desk::Desk, ticket: &Ticket, conflict: Conflict) -> Self {
        match conflict {
            Conflict::Field(name) => Self {
                kind: ConflictKind::Field,
                name: name.to_owned(),
                values: rival_values(desk.policy(), ticket, name),
            },
            Conflict::NotApplied(event) => {
                let taken = ticket.not_applied.iter().find(|(not_applied, _)| *not_applied == event);
                let name = taken.map(|(_, taken)| taken.action.to_string()).unwrap_or_default();
                let value = ConflictValue { event: event.to_string(), text: String::new() };
                Self { kind: ConflictKind::NotApplied, name, values: vec![value] }
            }
            Conflict::Circle(event) => {
                let stands = ticket.merged_into.is_some();
                let text = ticket.circle_number().map(|number| number.to_string()).unwrap_or_default();
                let value = ConflictValue { event: event.to_string(), text };
                let name = if stands { "stands" } else { "undone" };
                Self { kind: ConflictKind::Circle, name: name.to_owned(), values: vec![value] }
            }
        }
    }
}

/// The values of a field that stand beside each other, the winner first.
fn rival_values(policy: &domain::Policy, ticket: &Ticket, field: &str) -> Vec<ConflictValue> {
    match field {
        "kind" => each(&ticket.kind, |kind| in_both(&policy.name_of_kind(*kind))),
        "category" => each(&ticket.category, |category| in_both(&policy.name_of_category(category))),
        "channel" => each(&ticket.channel, |channel| in_both(&policy.name_of_channel(channel))),
        "answer_by" => each(&ticket.answer_by, |way| in_both(&policy.name_of_answer_by(way))),
        "role" => each(&ticket.role, |role| in_both(&policy.name_of_role(role))),
        "demands" => each(&ticket.demands, |demands| {
            demands
                .iter()
                .map(|demand| in_both(&policy.name_of_demand(demand)))
                .collect::<Vec<_>>()
                .join(", ")
        }),
        "claimed_fen" => {
            each(&ticket.claimed_fen, |fen| fen.map(|fen| format!("¥{fen}")).unwrap_or_default())
        }
        "shipment" => each(&ticket.shipment, |shipment| shipment.waybill.clone()),
        "last_known" => each(&ticket.last_known, |last| {
            last.as_ref().map(|last| in_both(&policy.name_of_parcel_status(&last.status))).unwrap_or_default()
        }),
        _ => each(&ticket.told, told),
    }
}

fn each<T: PartialEq>(register: &Register<T>, said: impl Fn(&T) -> String) -> Vec<ConflictValue> {
    let winner = register.set_by().last().map(|event| (event, register.value()));
    let rivals = register.rivals().map(|(event, value)| (*event, value));
    let told =
        |(event, value): (domain::EventId, &T)| ConflictValue { event: event.to_string(), text: said(value) };
    winner.into_iter().chain(rivals).map(told).collect()
}

/// A value is one text for readers of either language.
fn in_both(words: &Bilingual) -> String {
    if words.zh == words.en { words.zh.clone() } else { format!("{} {}", words.zh, words.en) }
}

fn told(told: &Sealed<Told>) -> String {
    let Some(told) = told.open() else { return String::new() };
    let parties = &told.parties;
    let people = [&parties.sender, &parties.recipient, &parties.agent];
    let people = people.into_iter().flat_map(|party| [&party.name, &party.phone]);
    let texts = people.chain([&told.story, &told.demand_text, &told.items_kept]);
    texts.filter(|text| !text.trim().is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}
