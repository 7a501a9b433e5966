//! The counter's day: opened, handed over and closed, and the figures of a day, a week or a month.

use std::collections::BTreeMap;

use domain::{
    Act, Amounts, Calendar, Counted, CountedMoney, CounterLetter, Date, DayClosed, DayOpened, EventId, Fact,
    Fen, Figures, HandedOver, Instant, PaymentMethod, Period, PersonId, Policy, Span, figures,
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
                    && matches!(&event.fact, Fact::DayClosed(closed) if closed.day == period.last)
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
    /// Without headquarters the day is closed all the same, and says that it is not complete. Every method that was paid
    /// by today is in `counts`, with a reason where it differs.
    pub async fn close_counter(&self, counts: &[Count]) -> Result<DayStanding, DeskError> {
        let person = self.acting(Act::CloseDay)?;
        let key = self.branch_key()?;
        let day = self.today();
        self.compared(day, counts)?;
        let standing = match self.close_day(day).await {
            Ok(standing) => standing,
            Err(DeskError::Sync(_)) => self.day_standing(day)?,
            Err(error) => return Err(error),
        };
        let state = self.sync_state()?;
        let place = self.inner.place()?;
        // What was paid or corrected while headquarters counted is in it too.
        let counted = self.compared(day, counts)?;
        let closed = DayClosed {
            day,
            is_complete: standing.is_complete,
            unconfirmed_events: state.unconfirmed_events,
            unconfirmed_photos: state.unconfirmed_photos,
            counted,
        };
        self.inner
            .store
            .write(|tx| self.inner.write_of_branch(tx, &place, person.id, &Fact::DayClosed(closed), &key))?;
        self.inner.wake.notify_one();
        self.inner.changed();
        Ok(standing)
    }

    /// What this counter paid on a day, by method and as corrected since: whoever's the tickets are, its own vouchers.
    pub fn payments_of_day(&self, day: Date) -> Result<BTreeMap<PaymentMethod, Amounts>, DeskError> {
        self.acting(Act::ReadTickets)?;
        let (zone, is_practice) = (self.zone(), self.inner.place()?.is_practice());
        let (from, until) = (zone.start_of(day), zone.start_of(day.plus_days(1)));
        self.inner.store.read(|now| {
            let mut paid: BTreeMap<PaymentMethod, Amounts> = BTreeMap::new();
            for (ticket, event) in now.payments_written(from, until)? {
                let Some(ticket) = now.ticket(ticket)?.filter(|ticket| ticket.practice == is_practice) else {
                    continue;
                };
                let made = ticket.payments.iter().find(|paid| paid.event == event && !paid.never_was());
                if let Some(made) = made {
                    paid.entry(made.made.method.clone()).or_default().add(made.fen());
                }
            }
            Ok(paid)
        })
    }

    /// What was counted beside what was paid, a method each; refused where something was not counted, or differs and
    /// nobody said why.
    fn compared(&self, day: Date, counts: &[Count]) -> Result<Vec<CountedMoney>, DeskError> {
        let paid = self.payments_of_day(day)?;
        let compare = |(method, paid): (PaymentMethod, Amounts)| {
            let count = counts.iter().find(|count| count.method == method)?;
            let mut money = CountedMoney {
                method,
                paid_fen: paid.fen,
                counted_fen: count.fen,
                words: said(&count.words),
            };
            if money.difference() == 0 {
                money.words = None;
            }
            (money.difference() == 0 || money.words.is_some()).then_some(money)
        };
        paid.into_iter().map(|paid| compare(paid).ok_or(DeskError::CountUnexplained)).collect()
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

/// The money of one method as somebody counted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Which.
    pub method: PaymentMethod,
    /// What was counted.
    pub fen: Fen,
    /// Why that is not what the vouchers come to; empty where it is.
    pub words: String,
}

/// What was written of a counter's day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayMarks {
    /// When it was opened.
    pub opened_at: Option<Instant>,
    /// When it was closed last, and how it stood.
    pub closed: Option<(Instant, DayClosed)>,
}

#[cfg(test)]
mod tests {
    use domain::{DeviceId, Kind, PaidTo, Payee, PaymentMade, Sealed, TicketId};
    use protocol::{Head, Keys, Line, NO_HASH};
    use tempfile::tempdir;

    use super::*;
    use crate::{
        PaperLanguage, PaperSize,
        desk::tests::{desk_at, ticket_of},
    };

    fn fen(fen: i64) -> Fen {
        Fen::new(fen).unwrap()
    }

    fn pay(desk: &Desk, ticket: TicketId, method: PaymentMethod, of: i64) -> EventId {
        let made = PaymentMade {
            voucher: "P1".to_owned(),
            decision: desk.folded(ticket).unwrap().story[0].event,
            fen: fen(of),
            method,
            payee: Payee::SENDER,
            departure: None,
            private: Sealed::Open(PaidTo { name: "王小明".to_owned(), account: String::new() }),
        };
        let person = desk.person().unwrap().unwrap().id;
        desk.append_events(ticket, person, vec![Fact::PaymentMade(made)]).unwrap()[0]
    }

    fn close(desk: &Desk, counts: &[(PaymentMethod, i64, &str)]) -> Result<(), &'static str> {
        let count = |(method, of, words): &(PaymentMethod, i64, &str)| Count {
            method: method.clone(),
            fen: fen(*of),
            words: (*words).to_owned(),
        };
        let counts: Vec<Count> = counts.iter().map(count).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(desk.close_counter(&counts)).map(drop).map_err(|error| error.code())
    }

    fn counted(desk: &Desk) -> Option<Vec<CountedMoney>> {
        desk.day_marks(desk.today()).unwrap().closed.map(|(_, closed)| closed.counted)
    }

    #[test]
    fn a_day_without_payments_asks_for_no_count() {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), "2026-11-24T04:00:00.000Z");
        assert_eq!(close(&desk, &[(PaymentMethod::CASH, 100, "never paid")]), Ok(()));
        assert_eq!(counted(&desk), Some(Vec::new()), "only what was paid is compared");
    }

    #[test]
    fn the_money_of_a_day_is_compared_with_its_vouchers() {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), "2026-11-24T04:00:00.000Z");
        let ticket = ticket_of(&desk, Kind::Claim);
        let first = pay(&desk, ticket, PaymentMethod::CASH, 10_000);
        pay(&desk, ticket, PaymentMethod::CASH, 5_000);
        pay(&desk, ticket, PaymentMethod::WECHAT, 2_000);
        let never = pay(&desk, ticket, PaymentMethod::ALIPAY, 700);
        desk.correct_payment(ticket, first, fen(9_000), "多写了十元").unwrap();
        desk.correct_payment(ticket, never, Fen::ZERO, "没有付").unwrap();
        let paid = |day| -> Vec<_> {
            let paid = desk.payments_of_day(day).unwrap();
            paid.into_iter().map(|(method, paid)| (method, paid.count, paid.fen.get())).collect()
        };
        let today = desk.today();
        let expected = [(PaymentMethod::CASH, 2, 14_000), (PaymentMethod::WECHAT, 1, 2_000)];
        assert_eq!(paid(today), expected, "as corrected, and without what never was paid");
        assert_eq!((paid(today.plus_days(-1)), paid(today.plus_days(1))), (Vec::new(), Vec::new()));

        // Another counter paid on the same ticket.
        let (first_line, device) = desk
            .inner
            .store
            .read(|now| Ok::<_, store::Error>((now.line(first)?.unwrap(), DeviceId::from_bytes([2; 16]))))
            .unwrap();
        let key = desk.inner.store.read(|now| now.ticket_key(ticket)).unwrap().unwrap();
        let of_other = desk.folded(ticket).unwrap().payments[0].made.clone();
        let head = Head {
            id: EventId::from_bytes([3; 16]),
            device,
            seq: 1,
            prev: NO_HASH,
            ..first_line.head().clone()
        };
        let line = Line::write(head, &Fact::PaymentMade(of_other), Keys::ticket(&key), [4; 24]).unwrap();
        desk.inner.store.write(|tx| tx.append_from_feed(&line, 1, None)).unwrap();
        assert_eq!(desk.folded(ticket).unwrap().payments.len(), 5, "the ticket has it");
        assert_eq!(paid(today), expected, "the other counter counts it");

        let wechat = (PaymentMethod::WECHAT, 2_000, "not kept: nothing differs");
        assert_eq!(
            close(&desk, std::slice::from_ref(&wechat)),
            Err("count_unexplained"),
            "cash was not counted"
        );
        assert_eq!(
            close(&desk, &[(PaymentMethod::CASH, 15_000, " "), wechat.clone()]),
            Err("count_unexplained")
        );
        assert_eq!(counted(&desk), None, "the day is not closed");

        assert_eq!(close(&desk, &[(PaymentMethod::CASH, 15_000, "多付了十元"), wechat]), Ok(()));
        let [cash, wechat] = &counted(&desk).unwrap()[..] else { panic!("two methods") };
        assert_eq!((cash.paid_fen, cash.difference()), (fen(14_000), 1_000));
        assert_eq!(cash.words, Some(Sealed::Open("多付了十元".to_owned())));
        assert_eq!((wechat.difference(), &wechat.words), (0, &None));

        let shown = |scope| {
            let account = desk.account(today, Span::Day, scope).unwrap();
            desk.show_account(&account, PaperSize::A4, PaperLanguage::Chinese).unwrap().0.concat()
        };
        let paper = shown(Scope::Counter);
        assert!(paper.contains("多付了十元") && paper.contains("+¥10.00"));
        assert!(!shown(Scope::Branch).contains("多付了十元"), "it is one counter's money");
    }
}
