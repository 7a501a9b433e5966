//! The rules in force: due dates and promises follow them, and no promise ever moves later.

use std::borrow::Cow;

use domain::{Fact, Instant, Policy, PromiseMade, Ticket, TicketId, Zone, clocks};
use store::{Rules, Tx};

use crate::{Desk, DeskError, Place, pen::Entry};

/// So many tickets are promised anew within one transaction; between two, others may write.
const BATCH: usize = 20;

/// What other rules made of what was promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recomputed {
    /// Open tickets of this counter that were looked at.
    pub tickets: u64,
    /// Of those, with a promise that moved earlier.
    pub moved: u64,
}

/// The rules of a policy in a branch of this zone.
pub(crate) fn rules_in(zone: Zone, policy: &'static Policy) -> Rules {
    Rules::of(Cow::Borrowed(policy), policy.calendar().clone().with_zone(zone))
}

impl Desk {
    /// The rules in force at this counter.
    pub(crate) fn rules(&self) -> Rules {
        rules_in(self.zone(), self.policy())
    }

    /// Takes up the rules in force: lists are reckoned anew by them, the newest tickets first, and promises that come out
    /// earlier are made. To be called behind the window's back, at the start and whenever a policy has come; it takes its
    /// time, and a second time finds nothing to do.
    pub fn take_up_rules(&self, now: Instant) -> Result<Recomputed, DeskError> {
        self.take_up(self.rules(), now)
    }

    fn take_up(&self, rules: Rules, now: Instant) -> Result<Recomputed, DeskError> {
        let recomputed = self.recompute_by(&rules, now)?;
        self.inner.store.set_rules(rules);
        let mut has_changed = false;
        self.inner.store.reckon_due(|progress| {
            has_changed = true;
            tracing::info!(done = progress.done, of = progress.of, "reckoning due dates by other rules");
        })?;
        if has_changed {
            self.inner.changed();
        }
        Ok(recomputed)
    }

    /// Promises anew what comes out earlier by the rules in force, once for each rules: of the open tickets that this
    /// counter took in, so that each is looked at by one counter.
    pub fn recompute_promises(&self, now: Instant) -> Result<Recomputed, DeskError> {
        self.recompute_by(&self.rules(), now)
    }

    fn recompute_by(&self, rules: &Rules, now: Instant) -> Result<Recomputed, DeskError> {
        let Some(place) = self.place().filter(|place| place.revoked_at.is_none()) else {
            return Ok(Recomputed::default());
        };
        let (done_by, open, own) = self.inner.store.read(|now| {
            Ok::<_, store::Error>((now.promises_by()?, now.open_tickets()?, now.own_devices()?))
        })?;
        let mut recomputed = Recomputed::default();
        if done_by == Some(rules.mark()) {
            return Ok(recomputed);
        }
        let mut earlier = Vec::new();
        for id in open {
            let Some(ticket) = self.inner.store.read(|now| now.ticket(id))? else { continue };
            if own.contains(&ticket.device) {
                recomputed.tickets += 1;
                earlier.extend((!earlier_by(&ticket, rules, now).is_empty()).then_some(id));
            }
        }
        for batch in earlier.chunks(BATCH) {
            let moved = self.inner.store.write(|tx| {
                let moved = batch.iter().map(|id| self.promise_earlier(tx, &place, *id, rules, now));
                moved.sum::<Result<u64, DeskError>>()
            })?;
            recomputed.moved += moved;
            self.inner.wake.notify_one();
            self.inner.changed();
        }
        self.inner.store.write(|tx| tx.set_promises_by(rules.mark()))?;
        Ok(recomputed)
    }

    /// Promises what comes out earlier for one ticket, looked at anew under the log's lock; answers how many tickets moved.
    fn promise_earlier(
        &self,
        tx: &Tx,
        place: &Place,
        id: TicketId,
        rules: &Rules,
        now: Instant,
    ) -> Result<u64, DeskError> {
        let (Some(ticket), Some(key)) = (tx.ticket(id)?, tx.ticket_key(id)?) else { return Ok(0) };
        let promises = earlier_by(&ticket, rules, now);
        if promises.is_empty() {
            return Ok(0);
        }
        // Nobody's act: the rules did it.
        let entry = Entry { ticket: Some((id, &key)), author: None, after: ticket.heads };
        self.inner.write_facts(tx, place, entry, vec![Fact::PromiseMade(PromiseMade { promises })])?;
        Ok(1)
    }
}

/// What has to be promised anew. A day that is over is promised to nobody; what was told stands.
fn earlier_by(ticket: &Ticket, rules: &Rules, now: Instant) -> Vec<domain::Promise> {
    let moved = clocks::recomputed(ticket, rules.calendar(), rules.policy());
    moved.into_iter().map(|(_, new)| new).filter(|new| new.due_at > now).collect()
}

#[cfg(test)]
mod tests {
    use domain::{Kind, PromiseStep, policy::BUNDLED_DOCUMENT};
    use serde_json::{Value, json};
    use tempfile::tempdir;

    use super::*;
    use crate::desk::tests::{desk_at, ticket_of};

    /// A Tuesday.
    const NOON: &str = "2026-11-24T04:00:00.000Z";

    /// The bundled rules with another working-days clock for the reply.
    fn replied_within(desk: &Desk, days: u64) -> Rules {
        let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
        let clocks = document["clocks"].as_array_mut().unwrap();
        let reply = clocks.iter_mut().find(|clock| clock["step"] == "reply").unwrap();
        reply["term"] = json!({ "working_days": days });
        document["version"] = json!(format!("2027-01.{days}"));
        let policy = Policy::parse(&document.to_string()).unwrap();
        Rules::of(Cow::Owned(policy), desk.calendar())
    }

    /// The bundled rules in a country where the next `days` days are holidays.
    fn with_holidays(desk: &Desk, days: i64) -> Rules {
        let today = desk.today();
        let calendar = desk.calendar();
        let calendar = (0..2).fold(calendar, |calendar, next| {
            let year = today.plus_days(days * next).year();
            let mut published = calendar.years().get(&year).cloned().unwrap_or_default();
            let off = (1..=days).map(|n| today.plus_days(n)).filter(|day| day.year() == year);
            published.off.extend(off);
            published.work.retain(|day| !published.off.contains(day));
            calendar.with_year(year, published)
        });
        Rules::of(Cow::Borrowed(Policy::bundled()), calendar)
    }

    fn reply(desk: &Desk, ticket: TicketId) -> domain::Promise {
        let ticket = desk.folded(ticket).unwrap();
        ticket.promises.iter().find(|promise| promise.step == PromiseStep::REPLY).cloned().unwrap()
    }

    #[test]
    fn a_promise_that_comes_out_earlier_is_made_once_and_shows_what_it_was() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), NOON);
        let ticket = ticket_of(&desk, Kind::Complaint);
        let (before, now) = (reply(&desk, ticket), desk.now());
        let rules = replied_within(&desk, 1);
        let recomputed = desk.take_up(rules, now).unwrap();
        assert_eq!(recomputed, Recomputed { tickets: 1, moved: 1 });
        let after = reply(&desk, ticket);
        assert!(after.due_at < before.due_at, "{after:?} {before:?}");
        let folded = desk.folded(ticket).unwrap();
        let made = folded.story.iter().rfind(|it| matches!(it.fact, Fact::PromiseMade(_))).unwrap();
        assert_eq!(made.by, None, "nobody did it");
        assert_eq!(clocks::moved(&folded, made.event), [(Some(before), after.clone())]);

        // Neither again by the same rules, nor back by those of before.
        let again = desk.take_up(replied_within(&desk, 1), now).unwrap();
        assert_eq!(again, Recomputed::default());
        let back = desk.take_up_rules(now).unwrap();
        assert_eq!(back, Recomputed { tickets: 1, moved: 0 });
        assert_eq!(reply(&desk, ticket), after);
        assert_eq!(desk.folded(ticket).unwrap().story.len(), folded.story.len());
    }

    #[test]
    fn no_calendar_moves_a_promise_later() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), NOON);
        let ticket = ticket_of(&desk, Kind::Complaint);
        let before = desk.folded(ticket).unwrap();
        let rules = with_holidays(&desk, 5);
        assert_ne!(rules, desk.rules());
        let recomputed = desk.take_up(rules, desk.now()).unwrap();
        assert_eq!(recomputed, Recomputed { tickets: 1, moved: 0 });
        assert_eq!(desk.folded(ticket).unwrap(), before);
    }

    #[test]
    fn nobody_is_promised_a_day_that_is_over() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), NOON);
        let ticket = ticket_of(&desk, Kind::Complaint);
        let before = reply(&desk, ticket);
        let recomputed = desk.recompute_by(&replied_within(&desk, 1), before.due_at).unwrap();
        assert_eq!(recomputed, Recomputed { tickets: 1, moved: 0 });
        assert_eq!(reply(&desk, ticket), before);
    }
}
