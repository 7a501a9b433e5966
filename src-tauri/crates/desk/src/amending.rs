//! What was taken down wrong is put right on the ticket itself: number, story and what was promised stay.

use domain::{
    Act, Amendment, Change, EventId, Fact, PromiseMade, Register, Sealed, Ticket, TicketAmended, TicketId,
    clocks,
};

use crate::{Desk, DeskError, Intake, TicketForm, sorting::Looked};

impl Desk {
    /// Puts right what a ticket says, field by field as `form` differs from it; a form that says the same changes nothing.
    /// `seen` is the last line of its story that was on the screen: what somebody else put right since is not undone.
    ///
    /// Another category is sorted anew, by what the story suggests now. It restarts no clock; what it promises besides or
    /// earlier is promised, and a loss begins with a search.
    pub fn amend(&self, id: TicketId, form: &TicketForm, seen: EventId) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let intake = form.parse().map_err(DeskError::Form)?;
        let (now, resorted) = (self.now(), self.sorted_anew(&intake));
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            ticket.refuse_unseen(seen, |fact| matches!(fact, Fact::TicketAmended(_)))?;
            if ticket.told().is_none() {
                return Err(DeskError::NoTicketKey);
            }
            let becomes = (intake.kind, intake.category.clone());
            let changes = changes(ticket, intake);
            if changes.is_empty() {
                return Ok(Vec::new());
            }
            let mut facts = vec![Fact::TicketAmended(TicketAmended { changes })];
            let is_sorted = *ticket.category.value() == becomes.1;
            if !is_sorted {
                facts.extend(resorted.map(Fact::MatterSorted));
            }
            if !is_sorted || *ticket.kind.value() != becomes.0 {
                let (becomes, calendar) = ((becomes.0, &becomes.1), self.calendar());
                let promises = clocks::promised_on_becoming(ticket, becomes, now, &calendar, self.policy());
                facts.extend((!promises.is_empty()).then_some(Fact::PromiseMade(PromiseMade { promises })));
                facts.extend(self.search_on_becoming(ticket, becomes, now));
            }
            Ok(facts)
        })
    }
}

fn changes(ticket: &Ticket, intake: Intake) -> Vec<Change> {
    let Intake {
        kind,
        category,
        channel,
        answer_by,
        role,
        demands,
        claimed_fen,
        shipment,
        last_known,
        told,
        ..
    } = intake;
    [
        change(&ticket.kind, kind, Amendment::Kind),
        change(&ticket.category, category, Amendment::Category),
        change(&ticket.channel, channel, Amendment::Channel),
        change(&ticket.answer_by, answer_by, Amendment::AnswerBy),
        change(&ticket.role, role, Amendment::Role),
        change(&ticket.demands, demands, Amendment::Demands),
        change(&ticket.claimed_fen, claimed_fen, Amendment::ClaimedFen),
        change(&ticket.shipment, shipment, Amendment::Shipment),
        change(&ticket.last_known, last_known, Amendment::LastKnown),
        change(&ticket.told, Sealed::Open(told), Amendment::Told),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The change that makes a field `value`; none where it says so already and nobody says otherwise.
fn change<T: PartialEq>(field: &Register<T>, value: T, to: fn(T) -> Amendment) -> Option<Change> {
    let is_settled = field.set_by().count() == 1;
    let is_new = *field.value() != value || !is_settled;
    is_new.then(|| Change { replaces: field.set_by().collect(), to: to(value) })
}

#[cfg(test)]
mod tests {
    use domain::{Kind, NoteAdded, PromiseStep};
    use tempfile::tempdir;

    use super::*;
    use crate::desk::tests::{desk_at, ticket_of};

    const NOON: &str = "2026-11-24T04:00:00.000Z";

    fn last(desk: &Desk, id: TicketId) -> EventId {
        desk.folded(id).unwrap().story.last().unwrap().event
    }

    fn lines(desk: &Desk, id: TicketId) -> usize {
        desk.folded(id).unwrap().story.len()
    }

    #[test]
    fn a_form_that_says_the_same_changes_nothing_and_one_that_does_not_changes_that_alone() {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), NOON);
        for kind in [Kind::Claim, Kind::Complaint, Kind::Trace, Kind::Enquiry, Kind::Suggestion] {
            let id = ticket_of(&desk, kind);
            let (before, told) = (lines(&desk, id), desk.folded(id).unwrap());
            let form = TicketForm::from(&told);
            desk.amend(id, &form, last(&desk, id)).unwrap();
            assert_eq!(lines(&desk, id), before, "{kind:?}");

            let mut put_right = form.clone();
            (put_right.sender.phone, put_right.freight) = ("13900139000".to_owned(), "31.5".to_owned());
            desk.amend(id, &put_right, last(&desk, id)).unwrap();
            let ticket = desk.folded(id).unwrap();
            assert_eq!(lines(&desk, id), before + 1, "one line for all of it");
            assert_eq!((ticket.number, &ticket.promises), (told.number, &told.promises));
            let Fact::TicketAmended(amended) = &ticket.story.last().unwrap().fact else { panic!("amended") };
            assert_eq!(amended.changes.len(), 2);
            let again = TicketForm::from(&ticket);
            assert_eq!(again, TicketForm { freight: "31.50".to_owned(), ..put_right });
        }
    }

    #[test]
    fn what_somebody_else_put_right_meanwhile_is_not_undone() {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), NOON);
        let id = ticket_of(&desk, Kind::Claim);
        let (seen, form) = (last(&desk, id), TicketForm::from(&desk.folded(id).unwrap()));
        desk.add_note(id, "a note changes no field").unwrap();
        let other = TicketForm { waybill: "SF1000000000001".to_owned(), ..form.clone() };
        desk.amend(id, &other, seen).unwrap();
        let stale = TicketForm { claimed: "12".to_owned(), ..form };
        assert_eq!(desk.amend(id, &stale, seen).unwrap_err().code(), "ticket_changed");
        let ticket = desk.folded(id).unwrap();
        assert_eq!(ticket.shipment.value().waybill, "SF1000000000001");
        assert!(ticket.story.iter().any(|line| matches!(line.fact, Fact::NoteAdded(NoteAdded { .. }))));
    }

    #[test]
    fn what_a_form_lacks_is_told_and_nothing_is_written() {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), NOON);
        let id = ticket_of(&desk, Kind::Claim);
        let (before, mut form) = (lines(&desk, id), TicketForm::from(&desk.folded(id).unwrap()));
        (form.sender.name, form.freight) = (String::new(), "twelve".to_owned());
        let Err(DeskError::Form(problems)) = desk.amend(id, &form, last(&desk, id)) else {
            panic!("refused")
        };
        let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["name", "freight"]);
        assert_eq!(lines(&desk, id), before);
    }

    #[test]
    fn another_category_promises_what_it_promises_and_moves_nothing_later() {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), NOON);
        let id = ticket_of(&desk, Kind::Complaint);
        let before = desk.folded(id).unwrap();
        let (claimed, category) = ("80".to_owned(), Some("loss.whole".to_owned()));
        let form = TicketForm { kind: Kind::Claim, claimed, category, ..TicketForm::from(&before) };
        desk.amend(id, &form, last(&desk, id)).unwrap();
        let ticket = desk.folded(id).unwrap();
        let sorted = &ticket.sorted.as_ref().unwrap().made;
        assert_eq!(
            (sorted.category.as_str(), sorted.playbook.is_some()),
            ("loss.whole", true),
            "sorted anew"
        );
        assert_eq!((*ticket.kind.value(), ticket.number), (Kind::Claim, before.number));
        assert!(ticket.promises.iter().any(|promise| promise.step == PromiseStep::SETTLE));
        for old in &before.promises {
            let stands = ticket.promises.iter().find(|promise| promise.step == old.step).unwrap();
            assert!(stands.due_at <= old.due_at, "{}", old.step);
        }
    }
}
