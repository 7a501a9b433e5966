//! The clocks of a ticket: several at once, each with its start, its end, its rule and where it stands.
//!
//! They are reckoned from the ticket's story, the policy and a calendar, so they run wherever the ticket is known, with the
//! cable out as well. What was promised stands in the log and binds; everything else is reckoned anew each time.

mod due;
mod loss;
mod moments;
mod outlook;
#[cfg(test)]
pub(crate) mod tests;

pub use loss::{LossOffer, lost_category, offers_loss};
pub use outlook::{Outlook, late_at, moved, owed, was_late};

use moments::{Moment, Moments};

use crate::{
    Bilingual, Calendar, CategoryCode, Date, Due, Instant, Kind, Policy, Promise, PromiseStep, RuleCode,
    StaffRole, Ticket,
    compensation::Claim,
    policy::{Clock, ClockEffect, ClockPause, ClockStop, EscalationStep},
    promise::{calendar_of, earlier_of, promises_from, reckoned, rests_on_a_notice_to_come},
};

/// One clock of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketClock {
    /// What it is for.
    pub step: PromiseStep,
    /// The same in words.
    pub words: Bilingual,
    /// The rule that its date comes from.
    pub rule: RuleCode,
    /// The rule's words.
    pub citation: Bilingual,
    /// Whether the law sets the date, not the carrier.
    pub by_law: bool,
    /// Whether the customer was told this date: it stands in the log.
    pub is_promised: bool,
    /// From when it counts.
    pub started_at: Instant,
    /// By when, as it is told.
    pub due: Due,
    /// The first moment that is too late.
    pub due_at: Instant,
    /// Whether the date rests on a year whose holidays are not yet published.
    pub provisional: bool,
    /// The first working day after, where the last day is none (Civil Code 203). To be known, not to be relied on: the
    /// date is `due`.
    pub after_holiday_on: Option<Date>,
    /// What its end means.
    pub effect: ClockEffect,
    /// Where it stands.
    pub standing: Standing,
    /// The reminder that is reached, in percent of its time; none before the first, while it stands still, and once over.
    pub reminder_percent: Option<u32>,
    /// Whom the reminder is for.
    pub escalates_to: Vec<StaffRole>,
    /// From when somebody is reminded of it; none while it stands still and once it is over.
    pub reminds_from: Option<Instant>,
}

impl TicketClock {
    /// Its date as a line of the promise block has it, also where nobody was told.
    pub fn line(&self) -> Promise {
        Promise {
            step: self.step.clone(),
            what: self.words.clone(),
            due: self.due,
            due_at: self.due_at,
            rule: self.rule.clone(),
            ground: self.citation.clone(),
            by_law: self.by_law,
            provisional: self.provisional,
        }
    }
}

/// Where a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It runs.
    Running {
        /// The share of its time that is used, 0 to 999.
        used_per_mille: u32,
    },
    /// It stands still: the customer owes an answer.
    Paused {
        /// Since when.
        since: Instant,
    },
    /// What it waited for happened in time, or was no longer asked for.
    Met {
        /// When.
        at: Instant,
    },
    /// It happened too late.
    MetLate {
        /// When.
        at: Instant,
    },
    /// It has not happened and is late.
    Late {
        /// The first moment that was too late.
        since: Instant,
    },
    /// The time is over after which the delay may be turned into a loss.
    Reached {
        /// Since when.
        since: Instant,
    },
}

impl Standing {
    /// Whether something is still owed.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Met { .. } | Self::MetLate { .. })
    }

    /// Whether it is, or was, too late. Shown and printed as such.
    pub fn is_late(self) -> bool {
        matches!(self, Self::Late { .. } | Self::MetLate { .. })
    }
}

/// Every clock that runs or ran for `ticket`, as it stands at `now`: first those of the policy in its order, then what was
/// promised besides. Of a ticket that goes on in another only the law's run on: the others ended when it was merged.
/// `calendar` is the branch's, with its zone.
pub fn of(ticket: &Ticket, now: Instant, calendar: &Calendar, policy: &Policy) -> Vec<TicketClock> {
    Reckoning::of(ticket, calendar, policy).clocks(now)
}

/// Of two clocks of one step, whether `one` counts: the earlier date binds us, and only the later one lets a delay count
/// as a loss.
fn is_sooner(one: &TicketClock, other: &TicketClock) -> bool {
    match one.effect {
        ClockEffect::Breach => one.due_at < other.due_at,
        ClockEffect::OffersLoss => one.due_at > other.due_at,
    }
}

/// The earliest date that binds: of the clocks that run or are late.
pub fn binding(clocks: &[TicketClock]) -> Option<&TicketClock> {
    let binds = |clock: &&TicketClock| {
        matches!(clock.standing, Standing::Running { .. } | Standing::Late { .. })
            && clock.effect == ClockEffect::Breach
    };
    clocks.iter().filter(binds).min_by_key(|clock| clock.due_at)
}

/// The promises of open clocks that come out earlier by `calendar` and `policy` than they were told: each as it stands in
/// the log and as it is to stand there from now on, for a `PromiseMade`. Never later.
pub fn recomputed(ticket: &Ticket, calendar: &Calendar, policy: &Policy) -> Vec<(Promise, Promise)> {
    let reckoning = Reckoning::of(ticket, calendar, policy);
    let open = ticket.promises.iter().filter(|promise| reckoning.ended(promise).is_none());
    let anew = open.filter_map(|old| Some((old.clone(), reckoning.anew(old)?)));
    anew.filter(|(old, new)| new.due_at < old.due_at).collect()
}

/// What has to be promised besides, or earlier, when `ticket` becomes `kind` at `at`. What has begun keeps its beginning.
pub fn promised_on_converting(
    ticket: &Ticket,
    kind: Kind,
    at: Instant,
    calendar: &Calendar,
    policy: &Policy,
) -> Vec<Promise> {
    promised_on_becoming(ticket, (kind, ticket.category.value()), at, calendar, policy)
}

/// The same where it becomes of another category as well.
pub fn promised_on_becoming(
    ticket: &Ticket,
    (kind, category): (Kind, &CategoryCode),
    at: Instant,
    calendar: &Calendar,
    policy: &Policy,
) -> Vec<Promise> {
    let moments = Reckoning::of(ticket, calendar, policy).moments.had_it_become(kind, at);
    let starts = |clock: &Clock| moments.start_of(clock).map(|moment| moment.at);
    let fresh = promises_from(kind, category, starts, calendar, policy);
    // A day that is over is late, and shown so; nobody is promised it.
    earlier_of(&ticket.promises, fresh).into_iter().filter(|promise| promise.due_at > at).collect()
}

/// The earliest promise whose clock is open.
pub(crate) fn next_due(ticket: &Ticket) -> Option<&Promise> {
    // What ends a promise is what it says, whatever a later policy makes of the word; the bundled one knows them all.
    let policy = Policy::bundled();
    let reckoning = Reckoning::of(ticket, policy.calendar(), policy);
    // Nothing is owed of a finished ticket but what the law has us tell.
    let is_owed = |promise: &&Promise| !ticket.status.is_finished() || promise.by_law;
    let open = ticket.promises.iter().filter(is_owed).filter(|promise| reckoning.ended(promise).is_none());
    open.min_by_key(|promise| promise.due_at)
}

/// What the clocks of one ticket are reckoned by.
struct Reckoning<'a> {
    ticket: &'a Ticket,
    calendar: &'a Calendar,
    policy: &'a Policy,
    moments: Moments,
}

/// A date with the clock it is of.
struct Dated<'a> {
    promise: Promise,
    is_promised: bool,
    started: Moment,
    clock: Option<&'a Clock>,
}

impl<'a> Reckoning<'a> {
    fn of(ticket: &'a Ticket, calendar: &'a Calendar, policy: &'a Policy) -> Self {
        let arrival_on = ticket.shipment.value().promised_on;
        let arrival_at = arrival_on.map(|day| calendar.zone().start_of(day));
        Self { ticket, calendar, policy, moments: Moments::of(ticket, arrival_at, calendar.zone()) }
    }

    /// Every clock as it stands at `now`.
    fn clocks(&self, now: Instant) -> Vec<TicketClock> {
        let mut clocks: Vec<TicketClock> = Vec::new();
        for (clock, kind) in self.running() {
            let Some(reckoned) = self.reckoned(clock, kind, now) else { continue };
            match clocks.iter_mut().find(|other| other.step == clock.step) {
                None => clocks.push(reckoned),
                Some(other) if is_sooner(&reckoned, other) => *other = reckoned,
                Some(_) => {}
            }
        }
        clocks.extend(self.promised_alone().map(|promise| self.promise_alone(promise, now)));
        clocks
    }

    /// The clocks that run for the ticket, each with the kind it runs for. The law's goes on when a complaint is made
    /// something else.
    fn running(&self) -> Vec<(&'a Clock, Kind)> {
        let (kind, category) = (*self.ticket.kind.value(), self.ticket.category.value());
        let clocks = self.policy.clocks_for(kind, category).map(|clock| (clock, kind));
        let is_still_complaint = matches!(kind, Kind::Complaint | Kind::Claim);
        let law = (!is_still_complaint && self.moments.was_complaint())
            .then(|| self.policy.clock_for(Kind::Complaint, category, &PromiseStep::LAW_7_DAYS))
            .flatten()
            .map(|clock| (clock, Kind::Complaint));
        clocks.chain(law).filter(|(clock, _)| self.meets_conditions(clock)).collect()
    }

    fn meets_conditions(&self, clock: &Clock) -> bool {
        let ticket = self.ticket;
        let demands = ticket.demands.value();
        let is_demanded = clock.demands.is_empty() || demands.iter().any(|it| clock.demands.contains(it));
        let came_so = clock.channels.is_empty() || clock.channels.contains(ticket.channel.value());
        let area = self.claim().map(|claim| claim.area);
        let went_so_far = clock.areas.is_empty() || area.is_none_or(|area| clock.areas.contains(&area));
        is_demanded && came_so && went_so_far && self.is_served_so(clock)
    }

    fn is_served_so(&self, clock: &Clock) -> bool {
        let by_carrier = || {
            let carrier = self.ticket.shipment.value().carrier.as_ref();
            carrier.is_some_and(|carrier| clock.carriers.contains(carrier))
        };
        let service = self.claim().map(|claim| &claim.service);
        clock.services.is_empty() || service.map_or_else(by_carrier, |it| clock.services.contains(it))
    }

    /// What is known of the parcel beyond its waybill: it stands in the last assessment.
    fn claim(&self) -> Option<&'a Claim> {
        self.ticket.assessment().map(|assessed| &assessed.made.claim)
    }

    fn told(&self, step: &PromiseStep) -> Option<&'a Promise> {
        self.ticket.promises.iter().find(|promise| promise.step == *step)
    }

    /// The promises for which no clock of the policy runs any more; they bind all the same.
    fn promised_alone(&self) -> impl Iterator<Item = &'a Promise> {
        let running = self.running();
        let is_alone = move |promise: &&Promise| running.iter().all(|(clock, _)| clock.step != promise.step);
        self.ticket.promises.iter().filter(is_alone)
    }

    fn promise_alone(&self, promise: &Promise, now: Instant) -> TicketClock {
        let clock = self.policy.clocks().iter().find(|clock| clock.step == promise.step);
        let started = self.start_of_promise(promise);
        self.standing(Dated { promise: promise.clone(), is_promised: true, started, clock }, now)
    }

    /// A clock of the policy, with the date that was promised or, where none was, the date that it comes to.
    fn reckoned(&self, clock: &'a Clock, kind: Kind, now: Instant) -> Option<TicketClock> {
        let promised = self.told(&clock.step);
        let own = self.moments.start_of(clock).and_then(|started| {
            let promise = self.date(clock, kind)?;
            Some(Dated { promise, is_promised: false, started, clock: Some(clock) })
        });
        let told = promised.map(|promise| Dated {
            promise: promise.clone(),
            is_promised: true,
            started: self.start_of_promise(promise),
            clock: Some(clock),
        });
        let dated = match (told, own) {
            // No promise outlasts the law.
            (Some(told), Some(own))
                if clock.step == PromiseStep::LAW_7_DAYS && own.promise.due_at < told.promise.due_at =>
            {
                own
            }
            (Some(told), _) => told,
            (None, own) => own?,
        };
        Some(self.standing(dated, now))
    }

    /// What a clock comes to now.
    fn date(&self, clock: &Clock, kind: Kind) -> Option<Promise> {
        let starts = |clock: &Clock| self.moments.start_of(clock).map(|moment| moment.at);
        reckoned(clock, kind, self.ticket.category.value(), starts, self.calendar, self.policy)
    }

    /// What a promise comes to now, also one that was made while the ticket was something else.
    fn anew(&self, promise: &Promise) -> Option<Promise> {
        let clock = self.clock_of(promise)?;
        let kind = *self.ticket.kind.value();
        self.date(clock, if clock.kinds.contains(&kind) { kind } else { *clock.kinds.first()? })
    }

    /// A promise counts from its clock's start, or from when it was made where that is earlier: what was done for it before
    /// its clock changed was done for it.
    fn start_of_promise(&self, promise: &Promise) -> Moment {
        let opened = Moment { place: 0, at: self.ticket.opened_at };
        let made = self.moments.promised(&promise.step).unwrap_or(opened);
        let clock = self.clock_of(promise);
        let started = clock.and_then(|clock| self.moments.start_of(clock)).unwrap_or(made);
        if started.place < made.place { started } else { made }
    }

    fn clock_of(&self, promise: &Promise) -> Option<&'a Clock> {
        let (kind, category) = (*self.ticket.kind.value(), self.ticket.category.value());
        let running = self.policy.clock_for(kind, category, &promise.step);
        running.or_else(|| self.policy.clocks().iter().find(|clock| clock.step == promise.step))
    }

    /// When a promise was kept, if it was.
    fn ended(&self, promise: &Promise) -> Option<Instant> {
        let clock = self.clock_of(promise);
        let started = self.start_of_promise(promise);
        let ended = self.moments.ended(stops_of(clock), started, promise.due_at);
        self.ended_or_merged(ended, started, promise.by_law && is_breach(clock))
    }

    /// When a clock ended that goes on in the other ticket where this one was merged. The law's clock runs here all the
    /// same, until this ticket's customer was told.
    fn ended_or_merged(&self, ended: Option<Instant>, started: Moment, is_law: bool) -> Option<Instant> {
        let merged = self.moments.merged().filter(|_| !is_law).map(|merged| merged.at.max(started.at));
        ended.into_iter().chain(merged).min()
    }

    fn standing(&self, dated: Dated<'_>, now: Instant) -> TicketClock {
        let Dated { promise, is_promised, started, clock } = dated;
        let effect = clock.map_or(ClockEffect::Breach, |clock| clock.effect);
        // A date that was told does not move, whoever is waited for.
        let pausing = clock.filter(|it| !is_promised && it.pauses_while == ClockPause::WaitingForCustomer);
        let stops = stops_of(clock);
        let due_when =
            |until: Instant| pausing.map_or(promise.due, |clock| self.held_up(clock, started.at, until));
        // Whether it ended in time must be asked of the date as it was then.
        let ended = self.moments.ended(stops, started, due_when(now).due_at(self.calendar));
        let is_law = promise.by_law && effect == ClockEffect::Breach;
        let ended = self.ended_or_merged(ended, started, is_law);
        let due = due_when(ended.unwrap_or(now));
        let due_at = if pausing.is_some() { due.due_at(self.calendar) } else { promise.due_at };
        let waits = if pausing.is_some() { due::waits_until(self.moments.waits(), now) } else { Vec::new() };
        let used_per_mille = due::used_per_mille(started.at, due_at, now, &waits);
        let waiting = self.moments.waits().last().filter(|wait| wait.until.is_none() && wait.from <= now);
        let standing = match ended {
            Some(at) if at < due_at || effect == ClockEffect::OffersLoss => Standing::Met { at },
            Some(at) => Standing::MetLate { at },
            None if now >= due_at && effect == ClockEffect::OffersLoss => Standing::Reached { since: due_at },
            None if now >= due_at => Standing::Late { since: due_at },
            None => match waiting.filter(|_| pausing.is_some()) {
                Some(wait) => Standing::Paused { since: wait.from },
                None => Standing::Running { used_per_mille },
            },
        };
        let steps = match standing {
            Standing::Running { .. } | Standing::Late { .. } | Standing::Reached { .. } => {
                clock.map_or(self.policy.escalation(), |it| self.policy.escalation_of(it))
            }
            _ => &[],
        };
        let reminder = reached(steps, used_per_mille);
        let first = steps.first().map(|step| step.at_percent);
        let reminds_from = first.map(|percent| due::used_at(percent, started.at, due_at, &waits));
        let may_end_on_a_holiday =
            effect == ClockEffect::Breach && !clock.is_some_and(Clock::rests_on_workdays);
        TicketClock {
            due,
            due_at,
            provisional: promise.provisional && rests_on_a_notice_to_come(started.at, due, self.calendar),
            after_holiday_on: match due {
                Due::On(day) if may_end_on_a_holiday => {
                    Some(self.calendar.rolled(day)).filter(|it| *it != day)
                }
                _ => None,
            },
            step: promise.step,
            words: promise.what,
            rule: promise.rule,
            citation: promise.ground,
            by_law: promise.by_law,
            is_promised,
            started_at: started.at,
            effect,
            standing,
            reminder_percent: reminder.map(|step| step.at_percent),
            escalates_to: reminder.map(|step| step.roles.clone()).unwrap_or_default(),
            reminds_from,
        }
    }

    fn held_up(&self, clock: &Clock, start_at: Instant, until: Instant) -> Due {
        let counted_by = calendar_of(clock, self.calendar, self.policy);
        let calendar = counted_by.as_ref().unwrap_or(self.calendar);
        let waits = due::waits_until(self.moments.waits(), until);
        match due::held_up(clock.term, start_at, &waits, calendar, &self.policy.carrier().opening) {
            Due::On(day) if clock.moves_off_holidays => Due::On(calendar.rolled(day)),
            due => due,
        }
    }
}

fn is_breach(clock: Option<&Clock>) -> bool {
    clock.is_none_or(|clock| clock.effect == ClockEffect::Breach)
}

/// What ends a clock; a promise whose word no clock of this policy has ends when the customer is told.
fn stops_of(clock: Option<&Clock>) -> &[ClockStop] {
    clock.map_or(&[ClockStop::Told, ClockStop::Withdrawn], |clock| &clock.stop)
}

/// The last step that is reached.
fn reached(steps: &[EscalationStep], used_per_mille: u32) -> Option<&EscalationStep> {
    steps.iter().rev().find(|step| step.at_percent * 10 <= used_per_mille)
}
