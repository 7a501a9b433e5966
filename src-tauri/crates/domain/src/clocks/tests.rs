//! Stories of tickets, and tables that a clerk could check.

mod investigated;
mod kept;
mod merged;
mod properties;
mod standing;
mod tables;
mod words;

use super::*;
use crate::{
    ActionTaken, Amendment, AnswerBy, BranchId, Change, Channel, ContactAbout, ContactMade, ContactOutcome,
    ContactWay, DeviceId, Document, EpochId, Event, EventId, Fact, Hlc, Origin, PaperName, PolicyVersion,
    PrintEnded, PrintStarted, PromiseMade, Role, Sealed, Sha256, Shipment, TicketAction, TicketAmended,
    TicketId, TicketOpened, Told, Zone, fold, promises,
};

/// A ticket's events, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) events: Vec<Event>,
}

/// A moment in Shanghai: `2026-02-14 14:35`.
pub(crate) fn at(local: &str) -> Instant {
    let (day, time) = local.split_once(' ').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    let minutes = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    Zone::SHANGHAI.start_of(day.parse().unwrap()).plus_ms(minutes * 60_000)
}

pub(crate) fn told(moment: Instant) -> String {
    let local = Zone::SHANGHAI.local(moment);
    format!("{} {:02}:{:02}", local.date, local.hour, local.minute)
}

fn policy() -> &'static Policy {
    Policy::bundled()
}

fn calendar() -> &'static Calendar {
    Policy::bundled().calendar()
}

fn opened(kind: Kind) -> TicketOpened {
    TicketOpened {
        number: "WC07-261121-A0012-N".parse().unwrap(),
        kind,
        category: "damage.contents".into(),
        channel: Channel::COUNTER,
        answer_by: AnswerBy::PHONE,
        role: Role::SENDER,
        demands: Vec::new(),
        claimed_fen: None,
        shipment: Shipment::default(),
        last_known: None,
        promises: Vec::new(),
        slip_code: Sha256([0; 32]),
        practice: false,
        private: Sealed::Open(Told::default()),
    }
}

impl Story {
    pub(crate) fn taken(kind: Kind, local: &str) -> Self {
        Self::taken_as(kind, local, |_| {})
    }

    /// As it is taken in, with what is promised for it.
    pub(crate) fn taken_as(kind: Kind, local: &str, change: impl FnOnce(&mut TicketOpened)) -> Self {
        let mut opened = opened(kind);
        change(&mut opened);
        opened.promises = promises(opened.kind, &opened.category, at(local), calendar(), policy());
        Self::unpromised(opened, local)
    }

    fn unpromised(opened: TicketOpened, local: &str) -> Self {
        Self { events: Vec::new() }.then(local, Fact::TicketOpened(Box::new(opened)))
    }

    pub(crate) fn then(self, local: &str, fact: Fact) -> Self {
        self.then_at(at(local), fact)
    }

    fn then_at(mut self, wall: Instant, fact: Fact) -> Self {
        let n = u8::try_from(self.events.len() + 1).unwrap();
        let origin = match fact {
            Fact::DecisionMade(_) | Fact::DecisionReleased(_) | Fact::TaskGiven(_) => Origin::Headquarters,
            _ => Origin::Counter,
        };
        self.events.push(Event {
            id: EventId::from_bytes([n; 16]),
            branch: BranchId::from_bytes([201; 16]),
            device: DeviceId::from_bytes([202; 16]),
            epoch: EpochId::from_bytes([203; 16]),
            seq: n.into(),
            wall,
            hlc: Hlc::new(wall, n.into()),
            author: None,
            ticket: Some(TicketId::from_bytes([204; 16])),
            after: self.events.last().map(|event| event.id).into_iter().collect(),
            policy: PolicyVersion::from("1"),
            origin,
            fact,
        });
        self
    }

    pub(crate) fn act(self, local: &str, action: TicketAction) -> Self {
        self.then(local, Fact::ActionTaken(ActionTaken { action, words: None }))
    }

    pub(crate) fn reach(self, local: &str, about: ContactAbout) -> Self {
        let outcome = ContactOutcome::REACHED;
        let made = ContactMade { way: ContactWay::PHONE, about, outcome, words: None };
        self.then(local, Fact::ContactMade(made))
    }

    fn amend(self, local: &str, to: Amendment) -> Self {
        self.then_at(at(local), amended(to))
    }

    fn convert(self, local: &str, kind: Kind) -> Self {
        self.amend(local, Amendment::Kind(kind))
    }

    /// As the desk converts: with what is promised besides or earlier.
    fn convert_and_promise(self, local: &str, kind: Kind) -> Self {
        let promises = promised_on_converting(&self.ticket(), kind, at(local), calendar(), policy());
        let converted = self.convert(local, kind);
        converted.then(local, Fact::PromiseMade(PromiseMade { promises }))
    }

    pub(crate) fn print(self, local: &str, document: Document, outcome: &str) -> Self {
        let started = PrintStarted {
            document,
            paper: PaperName::A5,
            language: "both".into(),
            copy: 0,
            printer: "file".into(),
            about: None,
        };
        let story = self.then(local, Fact::PrintStarted(started));
        let print = story.events.last().unwrap().id;
        story.then(local, Fact::PrintEnded(PrintEnded { print, outcome: outcome.into() }))
    }

    pub(crate) fn ticket(&self) -> Ticket {
        fold(&self.events).unwrap()
    }

    fn clocks(&self, now: &str) -> Vec<TicketClock> {
        of(&self.ticket(), at(now), calendar(), policy())
    }

    fn clock(&self, step: PromiseStep, now: &str) -> TicketClock {
        self.clocks(now).into_iter().find(|clock| clock.step == step).unwrap()
    }

    fn standing(&self, step: PromiseStep, now: &str) -> String {
        said(&self.clock(step, now).standing)
    }

    /// Every clock, a line each.
    fn table(&self, now: &str) -> String {
        self.clocks(now).iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Any change of a field, as one that saw all before it.
fn amended(to: Amendment) -> Fact {
    let replaces = (1..=u8::MAX).map(|n| EventId::from_bytes([n; 16])).collect();
    Fact::TicketAmended(TicketAmended { changes: vec![Change { replaces, to }] })
}

fn said(standing: &Standing) -> String {
    match standing {
        Standing::Running { used_per_mille } => {
            format!("running, {}.{} % used", used_per_mille / 10, used_per_mille % 10)
        }
        Standing::Paused { since } => format!("stands still since {}", told(*since)),
        Standing::Met { at } => format!("done {}", told(*at)),
        Standing::MetLate { at } => format!("done late {}", told(*at)),
        Standing::Late { since } => format!("LATE since {}", told(*since)),
        Standing::Reached { since } => format!("over since {}", told(*since)),
    }
}

fn due(due: Due) -> String {
    match due {
        Due::By(moment) => format!("by {}", told(moment)),
        Due::On(day) => format!("on {day}"),
    }
}

fn line(clock: &TicketClock) -> String {
    let step = clock.step.as_str();
    let mut line = format!("{step:<15} {:<20} {}", due(clock.due), said(&clock.standing));
    line += if clock.is_promised { "; promised" } else { "; among us" };
    if clock.by_law {
        line += ", law";
    }
    if clock.provisional {
        line += ", provisional";
    }
    if let Some(day) = clock.after_holiday_on {
        line += &format!(", first working day after it {day}");
    }
    if let Some(percent) = clock.reminder_percent {
        let roles: Vec<&str> = clock.escalates_to.iter().map(|role| role.as_str()).collect();
        line += &format!("; at {percent} % to {}", roles.join(" and "));
    }
    line
}
