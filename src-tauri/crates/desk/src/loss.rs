//! A delay that may count as a loss, and the turning of it.

use domain::{
    Act, Amendment, Change, Fact, Instant, Kind, PromiseMade, TaskKind, TaskSet, Ticket, TicketAmended,
    TicketId,
    clocks::{self, LossOffer},
    compensation::Area,
    tasks,
};

use crate::{Desk, DeskError, sorting::Looked};

impl Desk {
    /// Whether the delay of a ticket's parcel may be turned into a loss at `now`, and by which rule.
    pub fn offered_loss(&self, ticket: &Ticket, now: Instant) -> Option<LossOffer> {
        clocks::offers_loss(ticket, now, &self.calendar(), self.policy())
    }

    /// Turns a delay into a loss; the ticket stays what it is or becomes a claim. Where the ticket does not say how far the
    /// parcel went and the offer depends on it, somebody has to say. What is promised besides or earlier is promised, and
    /// where nobody looks for the parcel yet, its unit is asked to.
    pub fn turn_into_loss(
        &self,
        id: TicketId,
        area: Option<Area>,
        becomes_claim: bool,
        now: Instant,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        loop {
            let ticket = self.folded(id)?;
            let offer = self.offered_loss(&ticket, now).ok_or(DeskError::LossNotOffered)?;
            if !offer.holds_for(area) {
                return Err(DeskError::AreaUnsaid);
            }
            let facts = self.facts_of_loss(&ticket, becomes_claim, now)?;
            // Where something came between, such as the same turning, it is looked at anew.
            if self.append_seen(&ticket, person.id, facts)?.is_some() {
                return Ok(());
            }
        }
    }

    fn facts_of_loss(
        &self,
        ticket: &Ticket,
        becomes_claim: bool,
        now: Instant,
    ) -> Result<Vec<Fact>, DeskError> {
        let lost = clocks::lost_category(self.policy()).ok_or(DeskError::LossNotOffered)?;
        ticket.refuse_merged()?;
        let kind = if becomes_claim { Kind::Claim } else { *ticket.kind.value() };
        let calendar = self.calendar();
        let promises = clocks::promised_on_becoming(ticket, (kind, &lost), now, &calendar, self.policy());
        let category =
            Change { replaces: ticket.category.set_by().collect(), to: Amendment::Category(lost.clone()) };
        let mut changes = vec![category];
        if kind != *ticket.kind.value() {
            changes.push(Change { replaces: ticket.kind.set_by().collect(), to: Amendment::Kind(kind) });
        }
        let mut facts = vec![Fact::TicketAmended(TicketAmended { changes })];
        if !promises.is_empty() {
            facts.push(Fact::PromiseMade(PromiseMade { promises }));
        }
        let is_set = ticket.open_tasks().iter().any(|task| task.what == TaskKind::SEARCH);
        let search = tasks::search_on_becoming(ticket, (kind, &lost), now, &calendar, self.policy());
        facts.extend(search.filter(|_| !is_set).map(|search| {
            Fact::TaskSet(TaskSet {
                task: search.what,
                to: search.to,
                due_at: search.due_at,
                words: None,
                branch_name: None,
                contents: None,
            })
        }));
        Ok(facts)
    }
}

#[cfg(test)]
mod tests {
    use domain::PromiseStep;
    use tempfile::tempdir;

    use super::*;
    use crate::desk::tests::{desk_at, ticket_of};

    /// Three days after the parcel was to arrive.
    const OVER: &str = "2026-11-24T04:00:00.000Z";

    #[test]
    fn a_delay_becomes_a_loss_and_a_claim_in_one_go() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), OVER);
        let id = ticket_of(&desk, Kind::Trace);
        let now = desk.now();
        let offer = desk.offered_loss(&desk.folded(id).unwrap(), now).unwrap();
        assert_eq!(offer.only_for, [Area::SameCity], "further away it takes longer");
        for area in [None, Some(Area::OtherCity)] {
            assert_eq!(desk.turn_into_loss(id, area, true, now).unwrap_err().code(), "area_unsaid");
        }
        let before = desk.folded(id).unwrap();
        desk.turn_into_loss(id, Some(Area::SameCity), true, now).unwrap();
        let lost = desk.folded(id).unwrap();
        assert_eq!((*lost.kind.value(), lost.category.value().as_str()), (Kind::Claim, "loss.whole"));
        assert_eq!(lost.number, before.number);
        let told: Vec<_> = lost.story[before.story.len()..].iter().map(|line| line.fact.kind()).collect();
        assert_eq!(told, ["TicketAmended", "PromiseMade", "TaskSet"]);
        let [search] = lost.open_tasks()[..] else { panic!("one search: {:?}", lost.tasks) };
        assert_eq!((search.what.as_str(), search.due_at > now), ("search", true));
        for step in [PromiseStep::LAW_7_DAYS, PromiseStep::SETTLE] {
            assert!(lost.promises.iter().any(|promise| promise.step == step), "{step}");
        }
        assert!(
            before.promises.iter().all(|promise| lost.promises.contains(promise)),
            "nothing is taken back"
        );
        let again = desk.turn_into_loss(id, Some(Area::SameCity), true, now);
        assert_eq!(again.unwrap_err().code(), "loss_not_offered");
    }

    #[test]
    fn who_asks_for_nothing_keeps_their_trace() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), OVER);
        let id = ticket_of(&desk, Kind::Trace);
        desk.turn_into_loss(id, Some(Area::SameCity), false, desk.now()).unwrap();
        let lost = desk.folded(id).unwrap();
        assert_eq!((*lost.kind.value(), lost.category.value().as_str()), (Kind::Trace, "loss.whole"));
    }

    #[test]
    fn what_is_not_that_late_is_no_loss() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), "2026-11-23T04:00:00.000Z");
        let id = ticket_of(&desk, Kind::Trace);
        let before = desk.folded(id).unwrap();
        assert_eq!(desk.offered_loss(&before, desk.now()), None);
        let refused = desk.turn_into_loss(id, Some(Area::SameCity), true, desk.now());
        assert_eq!(refused.unwrap_err().code(), "loss_not_offered");
        assert_eq!(desk.folded(id).unwrap(), before);
    }
}
