//! The counter's day: opened, handed over and closed, and the figures of a day, a week or a month.

use domain::{
    Act, Calendar, Counted, CounterLetter, Date, DayClosed, DayOpened, EventId, Fact, Figures, HandedOver,
    Instant, Period, PersonId, Policy, Span, figures,
};
use store::{HeardCounter, TicketToCount};

use crate::{DayStanding, Desk, DeskError, claims::said, pen::Entry};

/// Whose figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What this counter took in.
    Counter,
    /// What the whole branch took in, as far as it is known here.
    Branch,
}

/// A counter of the branch whose later lines may be missing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SilentCounter {
    /// The letter its numbers carry; none before its first ticket.
    pub letter: Option<CounterLetter>,
    /// When its last line that is here was written.
    pub last_line_at: Instant,
}

/// What figures are made of.
pub struct Account {
    /// The days.
    pub period: Period,
    /// How long they are.
    pub span: Span,
    /// Whose.
    pub scope: Scope,
    /// When it was read.
    pub at: Instant,
    /// Counters whose lines of the period may be missing.
    pub silent: Vec<SilentCounter>,
    tickets: Vec<TicketToCount>,
    calendar: Calendar,
    policy: &'static Policy,
}

impl Account {
    /// The figures.
    pub fn figures(&self) -> Figures<'_> {
        let counted = self
            .tickets
            .iter()
            .map(|found| Counted { ticket: &found.ticket, is_unconfirmed: found.is_unconfirmed });
        figures(counted, self.period, self.at, &self.calendar, self.policy)
    }
}

impl Desk {
    /// What the figures of the day, week or month around `day` are made of.
    pub fn account(&self, day: Date, span: Span, scope: Scope) -> Result<Account, DeskError> {
        self.acting(Act::ReadTickets)?;
        let place = self.inner.place()?;
        let (at, period) = (self.now(), Period::around(day, span, place.branch.zone));
        let (mut tickets, own) = self.inner.store.read(|now| {
            Ok::<_, store::Error>((now.tickets_open_within(period.from, period.until)?, now.own_devices()?))
        })?;
        // The practice desk has a database of its own; what was practised counts nowhere else.
        tickets.retain(|found| found.ticket.practice == place.is_practice());
        if scope == Scope::Counter {
            tickets.retain(|found| own.contains(&found.ticket.device));
        }
        let silent = match scope {
            Scope::Counter => Vec::new(),
            Scope::Branch => self.silent_counters(period, at)?,
        };
        let (calendar, policy) = (self.calendar(), self.policy());
        Ok(Account { period, span, scope, at, silent, tickets, calendar, policy })
    }

    /// The counters whose later lines may be missing here: those that neither wrote after the period nor closed its last
    /// day. While it lasts, whoever wrote today was heard from, as long as headquarters answers.
    fn silent_counters(&self, period: Period, at: Instant) -> Result<Vec<SilentCounter>, DeskError> {
        let zone = self.zone();
        let (others, marks) = self.inner.store.read(|now| {
            let last_day = now.day_events(zone.start_of(period.last))?;
            Ok::<_, store::Error>((now.other_counters()?, last_day))
        })?;
        let today = zone.start_of(zone.local(at).date);
        let answers = {
            let report = self.inner.report.borrow();
            report.has_tried && report.trouble.is_none()
        };
        let closed = |device| {
            marks.iter().any(|event| {
                event.device == device
                    && matches!(event.fact, Fact::DayClosed(closed) if closed.day == period.last)
            })
        };
        let is_heard = |counter: &HeardCounter| {
            counter.last_line_at >= period.until
                || closed(counter.device)
                || (at < period.until && answers && counter.last_line_at >= today)
        };
        let silent = others.into_iter().filter(|counter| !is_heard(counter));
        Ok(silent
            .map(|counter| SilentCounter { letter: counter.letter, last_line_at: counter.last_line_at })
            .collect())
    }

    /// Whether somebody has opened, and closed, the counter's day.
    pub fn day_marks(&self, day: Date) -> Result<DayMarks, DeskError> {
        let since = self.zone().start_of(day);
        let (events, own) = self
            .inner
            .store
            .read(|now| Ok::<_, store::Error>((now.day_events(since)?, now.own_devices()?)))?;
        let mut marks = DayMarks::default();
        for event in events.into_iter().filter(|event| own.contains(&event.device)) {
            match event.fact {
                Fact::DayOpened(opened) if opened.day == day => marks.opened_at = Some(event.wall),
                Fact::DayClosed(closed) if closed.day == day => marks.closed = Some((event.wall, closed)),
                _ => {}
            }
        }
        Ok(marks)
    }

    /// Begins the counter's day; a second time changes nothing.
    pub fn open_day(&self) -> Result<(), DeskError> {
        let person = self.acting(Act::CloseDay)?;
        let day = self.today();
        if self.day_marks(day)?.opened_at.is_some() {
            return Ok(());
        }
        self.write_of_day(person.id, Fact::DayOpened(DayOpened { day })).map(drop)
    }

    /// Closes the counter's day: headquarters is asked to count, and what it has not confirmed is written down.
    ///
    /// Without headquarters the day is closed all the same, and says that it is not complete.
    pub async fn close_counter(&self) -> Result<DayStanding, DeskError> {
        let person = self.acting(Act::CloseDay)?;
        let day = self.today();
        let standing = match self.close_day(day).await {
            Ok(standing) => standing,
            Err(DeskError::Sync(_)) => self.day_standing(day)?,
            Err(error) => return Err(error),
        };
        let state = self.sync_state()?;
        let closed = DayClosed {
            day,
            is_complete: standing.is_complete,
            unconfirmed_events: state.unconfirmed_events,
            unconfirmed_photos: state.unconfirmed_photos,
        };
        self.write_of_day(person.id, Fact::DayClosed(closed))?;
        Ok(standing)
    }

    /// Gives the counter over: the drafts of whoever leaves become the next person's, who shows who they are with a PIN.
    pub fn hand_over(&self, to: PersonId, pin: &str, remarks: &str) -> Result<HandedOver, DeskError> {
        let from = self.acting(Act::HandOver)?;
        let next = self.people()?.into_iter().find(|person| person.id == to && person.id != from.id);
        let next = next.filter(|person| person.works_on(self.today())).ok_or(DeskError::NoSuchPerson)?;
        if !self.may(&next, Act::TakeIn) {
            return Err(DeskError::NotPermitted(Act::TakeIn));
        }
        self.check_pin(to, pin)?;
        let place = self.inner.place()?;
        let account = self.account(self.today(), Span::Day, Scope::Counter)?;
        let now = account.figures();
        let mut handed = HandedOver {
            from: from.id,
            to,
            open: now.all.open,
            in_custody: now.in_custody.len() as u64,
            drafts: 0,
            remarks: said(remarks),
        };
        let key = self.branch_key()?;
        self.inner.store.write(|tx| {
            handed.drafts = tx.give_drafts(from.id, to)?;
            let fact = Fact::HandedOver(handed.clone());
            self.inner.write_of_branch(tx, &place, from.id, &fact, &key)
        })?;
        self.come_to_desk(to);
        self.inner.wake.notify_one();
        Ok(handed)
    }

    /// Appends what is about no ticket.
    pub(crate) fn write_of_day(&self, author: PersonId, fact: Fact) -> Result<EventId, DeskError> {
        let place = self.inner.place()?;
        let entry = Entry { ticket: None, author: Some(author), after: Vec::new() };
        let written = self.inner.store.write(|tx| self.inner.write_facts(tx, &place, entry, vec![fact]))?;
        self.inner.wake.notify_one();
        self.inner.changed();
        Ok(written[0])
    }
}

/// What was written of a counter's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayMarks {
    /// When it was opened.
    pub opened_at: Option<Instant>,
    /// When it was closed last, and how it stood.
    pub closed: Option<(Instant, DayClosed)>,
}
