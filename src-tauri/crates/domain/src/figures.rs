//! The figures of a day, a week or a month: what was taken in, what was finished, what is left, and how fast.

use std::collections::BTreeMap;

use crate::{
    Calendar, CategoryCode, Date, Decided, Fen, Instant, KeptArticle, Kind, PaymentMethod, Policy,
    RatingAspect, StarsTold, Ticket, TicketStatus, Zone, clocks,
};

/// Some whole local days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Its first moment.
    pub from: Instant,
    /// The first moment after it.
    pub until: Instant,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// From the first to the last of a month.
    Month,
}

impl Period {
    /// The day, week or month that `day` stands in.
    pub fn around(day: Date, span: Span, zone: Zone) -> Self {
        let (first, last) = match span {
            Span::Day => (day, day),
            Span::Week => {
                let monday = day.plus_days(1 - i64::from(day.weekday()));
                (monday, monday.plus_days(6))
            }
            Span::Month => {
                let first = day.plus_days(1 - i64::from(day.day()));
                let next = first.plus_days(31);
                (first, next.plus_days(-i64::from(next.day())))
            }
        };
        Self { first, last, from: zone.start_of(first), until: zone.start_of(last.plus_days(1)) }
    }
}

/// A ticket to be counted, and whether headquarters has confirmed all of it.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// As it is folded now.
    pub ticket: &'a Ticket,
    /// Lines or photos of it are unconfirmed.
    pub is_unconfirmed: bool,
}

/// Tickets, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Taken in within the period.
    pub opened: u64,
    /// Finished within it, and still so at its end.
    pub closed: u64,
    /// Open when it began.
    pub carried_in: u64,
    /// Open at its end.
    pub open: u64,
    /// Of those, late: a clock that binds is over, whether or not the customer was told of it.
    pub overdue: u64,
    /// Of those, not late and due before the last day that is looked at ends.
    pub due_today: u64,
    /// Of all of them, not wholly confirmed by headquarters.
    pub unconfirmed: u64,
    /// Asked for in those taken in.
    pub claimed_fen: Fen,
}

/// Amounts, counted and added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// How many.
    pub count: u64,
    /// Together.
    pub fen: Fen,
}

impl Amounts {
    /// Counts another one.
    pub fn add(&mut self, fen: Fen) {
        self.count += 1;
        self.fen = self.fen.checked_add(fen).unwrap_or(Fen::MOST);
    }
}

/// A mean over so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mean {
    /// In milliseconds.
    pub ms: i64,
    /// Over how many.
    pub of: u64,
}

/// An item that lies with us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InCustody<'a> {
    /// Whose.
    pub ticket: &'a Ticket,
    /// What.
    pub item: &'a KeptArticle,
}

/// The figures of a period.
#[derive(Clone, Debug)]
pub struct Figures<'a> {
    /// All of it.
    pub all: Tally,
    /// By kind and category, in the order of both.
    pub by_matter: BTreeMap<(Kind, CategoryCode), Tally>,
    /// Where they stood at the end.
    pub by_status: BTreeMap<TicketStatus, u64>,
    /// What headquarters decided to give, within it.
    pub offered: Amounts,
    /// What was paid within it, by method.
    pub paid: BTreeMap<PaymentMethod, Amounts>,
    /// Agreed at its end, and not wholly paid: the ticket, and what is still owed.
    pub to_pay: Vec<(&'a Ticket, Fen)>,
    /// From taking an enquiry in to the first answer or step; of enquiries taken in.
    pub first_response: Option<Mean>,
    /// From taking in to the end; of what was finished.
    pub handling: Option<Mean>,
    /// What customers thought, of the ratings that were given within it and stood at its end.
    pub satisfied: Satisfied,
    /// Items that lay with us at the end, oldest first.
    pub in_custody: Vec<InCustody<'a>>,
    /// The tickets behind the figures, in the order in which they were taken in.
    pub tickets: Vec<(Counted<'a>, TicketStatus)>,
}

impl Tally {
    /// Takes another's counts in.
    pub fn add(&mut self, other: &Self) {
        self.opened += other.opened;
        self.closed += other.closed;
        self.carried_in += other.carried_in;
        self.open += other.open;
        self.overdue += other.overdue;
        self.due_today += other.due_today;
        self.unconfirmed += other.unconfirmed;
        // More than all the money there is stays at what can be held.
        self.claimed_fen = self.claimed_fen.checked_add(other.claimed_fen).unwrap_or(Fen::MOST);
    }
}

/// The figures of `period` as they stood at its end, or stand now where it has not ended.
///
/// What is late is late by `now` and by the rules in force; all else goes by what was written, for another counter's clock
/// may be ahead of this one.
pub fn figures<'a>(
    tickets: impl IntoIterator<Item = Counted<'a>>,
    period: Period,
    now: Instant,
    calendar: &Calendar,
    policy: &Policy,
) -> Figures<'a> {
    let (at, late_at) = (period.until, now.min(period.until));
    let day_ends_at = end_of_day(now.min(period.until.plus_ms(-1)), calendar.zone());
    let mut figures = Figures {
        all: Tally::default(),
        by_matter: BTreeMap::new(),
        by_status: BTreeMap::new(),
        offered: Amounts::default(),
        paid: BTreeMap::new(),
        to_pay: Vec::new(),
        first_response: None,
        handling: None,
        satisfied: Satisfied::default(),
        in_custody: Vec::new(),
        tickets: Vec::new(),
    };
    let (mut responses, mut handlings) = (Vec::new(), Vec::new());
    for counted in tickets {
        let ticket = counted.ticket;
        if ticket.opened_at >= at {
            continue;
        }
        let steps = Steps(&ticket.statuses);
        let items = ticket.custody.iter().filter(|item| item.lies_here_at(at));
        figures.in_custody.extend(items.map(|item| InCustody { ticket, item }));
        let is_new = ticket.opened_at >= period.from;
        figures.satisfied.count(ticket, period);
        let (before, status) = (steps.status_before(period.from), steps.status_before(at));
        // What goes on in another ticket is open there, and nowhere else.
        let was_open = !is_new && !before.is_finished() && !ticket.is_merged_at(period.from);
        let is_open = !status.is_finished() && !ticket.is_merged_at(at);
        if !is_new && !was_open && !is_open {
            continue;
        }
        let is_closed = !is_open && (is_new || was_open);
        let is_late = is_open && clocks::was_late(ticket, late_at, calendar, policy);
        let due_at = || Some(clocks::binding(&clocks::of(ticket, late_at, calendar, policy))?.due_at);
        let is_due_today =
            is_open && !is_late && due_at().is_some_and(|due_at| late_at < due_at && due_at <= day_ends_at);
        let one = Tally {
            opened: is_new.into(),
            closed: is_closed.into(),
            carried_in: was_open.into(),
            open: is_open.into(),
            overdue: is_late.into(),
            due_today: is_due_today.into(),
            unconfirmed: counted.is_unconfirmed.into(),
            claimed_fen: ticket.claimed_fen.value().filter(|_| is_new).unwrap_or(Fen::ZERO),
        };
        figures.all.add(&one);
        let matter = (*ticket.kind.value(), ticket.category.value().clone());
        figures.by_matter.entry(matter).or_default().add(&one);
        *figures.by_status.entry(status).or_default() += 1;
        figures.count_money(ticket, status, period);
        if is_new && *ticket.kind.value() == Kind::Enquiry {
            responses.extend(steps.first_after(ticket.opened_at, at));
        }
        if is_closed {
            handlings.extend(steps.finished_at(at).map(|end| end.unix_ms() - ticket.opened_at.unix_ms()));
        }
        figures.tickets.push((counted, status));
    }
    figures.first_response = mean(&responses);
    figures.handling = mean(&handlings);
    figures.in_custody.sort_by_key(|kept| (kept.item.since, kept.item.event));
    figures.tickets.sort_by_key(|(counted, _)| (counted.ticket.opened_at, counted.ticket.number));
    figures
}

/// What customers thought of how they were served.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Satisfied {
    /// Tickets that were rated.
    pub rated: u64,
    /// Of those, with four stars or more on average.
    pub satisfied: u64,
    /// The stars of each aspect, from those who said something of it.
    pub by_aspect: BTreeMap<RatingAspect, StarsTold>,
}

impl Satisfied {
    /// Satisfied customers of ten thousand that rated; none where nobody did.
    pub fn of_10_000(&self) -> Option<u64> {
        (self.rated > 0).then(|| self.satisfied * 10_000 / self.rated)
    }

    /// Counts a ticket's rating that stood at the end of a period, if it was given within it. A finished ticket is
    /// rated later, so it need not have been open in the period.
    fn count(&mut self, ticket: &Ticket, period: Period) {
        let standing = ticket.ratings.iter().rfind(|rated| rated.at < period.until);
        let Some(rated) = standing.filter(|rated| rated.at >= period.from) else { return };
        self.rated += 1;
        self.satisfied += u64::from(rated.made.is_satisfied());
        for aspect in RatingAspect::ALL {
            if let Some(stars) = rated.made.stars(*aspect) {
                self.by_aspect.entry(*aspect).or_default().add(stars);
            }
        }
    }
}

impl<'a> Figures<'a> {
    /// Counts what was decided and paid for a ticket within a period, and what it is still owed at the end.
    fn count_money(&mut self, ticket: &'a Ticket, status: TicketStatus, period: Period) {
        let within = |at: Instant| (period.from..period.until).contains(&at);
        let gives = |decided: &&Decided| decided.effect.is_some() && decided.made.awards();
        for decided in ticket.decisions.iter().filter(gives) {
            if within(decided.released.as_ref().map_or(decided.at, |released| released.at)) {
                self.offered.add(decided.made.total());
            }
        }
        for paid in ticket.payments.iter().filter(|paid| within(paid.at) && !paid.never_was()) {
            self.paid.entry(paid.made.method.clone()).or_default().add(paid.fen());
        }
        let owed = ticket.to_pay_before(period.until);
        let owed = owed.filter(|fen| status == TicketStatus::Agreed && *fen > Fen::ZERO);
        self.to_pay.extend(owed.map(|fen| (ticket, fen)));
    }
}

impl KeptArticle {
    /// Whether it lay with us at a moment.
    pub fn lies_here_at(&self, at: Instant) -> bool {
        self.since < at && self.released.as_ref().is_none_or(|(released, _)| *released >= at)
    }
}

/// The first moment after the local day that `at` lies in.
fn end_of_day(at: Instant, zone: Zone) -> Instant {
    zone.start_of(zone.local(at).date.plus_days(1))
}

/// When a ticket moved on, and to where.
struct Steps<'a>(&'a [(Instant, TicketStatus)]);

impl Steps<'_> {
    /// Where it stood just before a moment. A clock that went back does not undo a later step.
    fn status_before(&self, at: Instant) -> TicketStatus {
        let reached = self.0.iter().rposition(|(when, _)| *when < at);
        reached.map_or(TicketStatus::Registered, |reached| self.0[reached].1)
    }

    /// How long until somebody did something, if that was before `at`.
    fn first_after(&self, opened: Instant, at: Instant) -> Option<i64> {
        let (when, _) = self.0.get(1).filter(|(when, _)| *when < at)?;
        Some((when.unix_ms() - opened.unix_ms()).max(0))
    }

    /// Since when it was finished at a moment.
    fn finished_at(&self, at: Instant) -> Option<Instant> {
        let before: Vec<_> = self.0.iter().filter(|(when, _)| *when < at).collect();
        let open = before.iter().rposition(|(_, status)| !status.is_finished()).map_or(0, |last| last + 1);
        before.get(open).map(|(when, _)| *when)
    }
}

fn mean(values: &[i64]) -> Option<Mean> {
    let of = i64::try_from(values.len()).ok().filter(|of| *of > 0)?;
    let sum: i64 = values.iter().map(|value| value.max(&0)).fold(0, |sum, value| sum.saturating_add(*value));
    Some(Mean { ms: sum / of, of: of.unsigned_abs() })
}

#[cfg(test)]
mod tests;
