//! Appeals to the regulator, and payments that were written down wrong.

use domain::{
    Act, Appeal, AppealForwarded, AppealReported, Date, EventId, Fact, Fen, Instant, PaymentCorrected,
    PromiseStep, Sealed, Ticket, TicketId, Zone, clocks::TicketClock, compensation::LadderError,
};

use crate::{Desk, DeskError, claims::said, sorting::Looked};

/// The policy's limit for a report, where no clock runs by it.
const REPORT_LIMIT: &str = "appeal_report";

/// Where an appeal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppealStanding {
    /// The first moment at which a report is too late.
    pub due_at: Instant,
    /// Whether it is late, or was reported late.
    pub is_late: bool,
}

impl Desk {
    /// Writes down that the regulator passed an appeal on.
    pub fn record_appeal(
        &self,
        id: TicketId,
        number: &str,
        forwarded_on: Date,
        words: &str,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let number = number.trim().to_owned();
        if number.is_empty() {
            return Err(DeskError::form("number", "missing"));
        }
        if forwarded_on > self.today() {
            return Err(DeskError::form("forwardedOn", "not_a_date"));
        }
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            let words = said(words);
            Ok(vec![Fact::AppealForwarded(AppealForwarded { number, forwarded_on, words })])
        })
    }

    /// Writes down that the regulator has our report on an appeal.
    pub fn report_appeal(
        &self,
        id: TicketId,
        appeal: EventId,
        reported_on: Date,
        words: &str,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let today = self.today();
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            let there = ticket.appeals.iter().find(|there| there.event == appeal);
            let there = there.ok_or(DeskError::NoSuchAppeal)?;
            if there.report().is_some() {
                return Err(DeskError::AppealReported);
            }
            if !(there.forwarded.forwarded_on..=today).contains(&reported_on) {
                return Err(DeskError::form("reportedOn", "not_a_date"));
            }
            let words = said(words);
            Ok(vec![Fact::AppealReported(AppealReported { appeal, reported_on, words })])
        })
    }

    /// By when the regulator is to have a report on an appeal: by the ticket's clock where it runs for this one.
    pub fn appeal_standing(&self, ticket: &Ticket, appeal: &Appeal) -> AppealStanding {
        let (calendar, policy, zone) = (self.calendar(), self.policy(), self.zone());
        let clock = self.clocks(ticket).into_iter().find(|clock| clock.step == PromiseStep::APPEAL_REPORT);
        let is_timed = timed(ticket, zone).is_some_and(|timed| timed.event == appeal.event);
        let counted = || {
            let (kind, category) = (*ticket.kind.value(), ticket.category.value());
            let term = policy.clock_for(kind, category, &PromiseStep::APPEAL_REPORT).map(|clock| clock.term);
            let term = term.or_else(|| policy.limit(REPORT_LIMIT).map(|limit| limit.term));
            let term = term.unwrap_or(policy.investigation().task_term);
            term.due(forwarded_at(appeal, zone), &calendar, &policy.carrier().opening).due_at(&calendar)
        };
        let due_at = clock.filter(|_| is_timed).map_or_else(counted, |clock: TicketClock| clock.due_at);
        let reported_at = appeal.reports.iter().map(|it| on_day(it.made.reported_on, it.at, zone)).min();
        AppealStanding { due_at, is_late: reported_at.unwrap_or_else(|| self.now()) >= due_at }
    }

    /// Says what a payment truly was; nothing, where it never was. The old sum stays to be seen.
    pub fn correct_payment(
        &self,
        id: TicketId,
        payment: EventId,
        fen: Fen,
        words: &str,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::CorrectPayment)?;
        let words = words.trim();
        if words.is_empty() {
            return Err(DeskError::form("words", "missing"));
        }
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            let paid = ticket.payments.iter().find(|paid| paid.event == payment);
            if paid.ok_or(DeskError::NoSuchPayment)?.fen() == fen {
                return Err(DeskError::PaymentUnchanged);
            }
            let mut others = ticket.payments.iter().filter(|paid| paid.event != payment);
            others.try_fold(fen, |sum, paid| sum.checked_add(paid.fen())).ok_or(LadderError::TooLarge)?;
            let words = Sealed::Open(words.to_owned());
            Ok(vec![Fact::PaymentCorrected(PaymentCorrected { payment, fen, words })])
        })
    }
}

/// The appeal that the ticket's clock runs for: the first that has no report, or else the last.
pub(crate) fn timed(ticket: &Ticket, zone: Zone) -> Option<&Appeal> {
    let open = ticket.appeals_to_report().min_by_key(|appeal| forwarded_at(appeal, zone));
    open.or(ticket.appeals.last())
}

fn forwarded_at(appeal: &Appeal, zone: Zone) -> Instant {
    on_day(appeal.forwarded.forwarded_on, appeal.at, zone)
}

/// The moment of what happened on a day and was written down at `written_at`.
fn on_day(day: Date, written_at: Instant, zone: Zone) -> Instant {
    if zone.local(written_at).date <= day { written_at } else { zone.start_of(day) }
}

#[cfg(test)]
mod tests {
    use domain::{Document, Kind, PaidTo, Payee, PaymentMade, PaymentMethod, clocks::Standing};
    use tempfile::{TempDir, tempdir};

    use super::*;
    use crate::{
        PaperLanguage, PaperSize,
        desk::tests::{desk_at, ticket_of},
    };

    fn desk() -> (TempDir, Desk) {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), "2026-11-24T04:00:00.000Z");
        (home, desk)
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn an_appeal_that_was_reported_on_stops_its_clock() {
        let (_home, desk) = desk();
        let id = ticket_of(&desk, Kind::Complaint);
        let clock = || {
            let clocks = desk.clocks(&desk.folded(id).unwrap());
            clocks.into_iter().find(|clock| clock.step == PromiseStep::APPEAL_REPORT)
        };
        assert_eq!(clock(), None);
        let record = |number, on| desk.record_appeal(id, number, day(on), "").map_err(|error| error.code());
        assert_eq!(record(" ", "2026-11-20"), Err("form_incomplete"));
        assert_eq!(record("S-1", "2026-11-25"), Err("form_incomplete"));
        assert_eq!(record("S-1", "2026-11-10"), Ok(()));
        assert_eq!(record("S-2", "2026-11-22"), Ok(()));
        let ticket = desk.folded(id).unwrap();
        let [first, second] = &ticket.appeals[..] else { panic!("two appeals") };
        let standings = [first, second].map(|appeal| desk.appeal_standing(&ticket, appeal));
        assert!(standings[0].is_late && !standings[1].is_late, "{standings:?}");
        assert_eq!(clock().unwrap().due_at, standings[0].due_at);

        let report = |appeal, on| desk.report_appeal(id, appeal, day(on), "").map_err(|error| error.code());
        assert_eq!(report(ticket.story[0].event, "2026-11-24"), Err("no_such_appeal"));
        assert_eq!(report(first.event, "2026-11-09"), Err("form_incomplete"), "before it came");
        assert_eq!(report(first.event, "2026-11-24"), Ok(()));
        assert_eq!(report(first.event, "2026-11-24"), Err("appeal_reported"));
        assert_eq!(clock().unwrap().due_at, standings[1].due_at, "now the other one");
        assert!(clock().unwrap().standing.is_open());
        assert_eq!(report(second.event, "2026-11-24"), Ok(()));
        assert!(matches!(clock().unwrap().standing, Standing::Met { .. }), "{:?}", clock());

        let shown = desk.show_ticket_paper(id, &Document::APPEAL, PaperSize::A4, PaperLanguage::Both);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        assert!(!runtime.block_on(shown).unwrap().0.is_empty());
    }

    /// A payment of 100 yuan, as another counter may have written it.
    fn paid(desk: &Desk, id: TicketId) -> EventId {
        let person = desk.person().unwrap().unwrap().id;
        let private = Sealed::Open(PaidTo { name: "王小明".to_owned(), account: String::new() });
        let made = PaymentMade {
            voucher: "P1".to_owned(),
            decision: desk.folded(id).unwrap().story[0].event,
            fen: Fen::new(10_000).unwrap(),
            method: PaymentMethod::CASH,
            payee: Payee::SENDER,
            departure: None,
            private,
        };
        desk.append_events(id, person, vec![Fact::PaymentMade(made)]).unwrap()[0]
    }

    #[test]
    fn a_correction_is_another_sum_and_says_why() {
        let (_home, desk) = desk();
        let id = ticket_of(&desk, Kind::Claim);
        let payment = paid(&desk, id);
        let correct = |payment, fen, words| {
            desk.correct_payment(id, payment, Fen::new(fen).unwrap(), words).map_err(|error| error.code())
        };
        assert_eq!(correct(payment, 9_000, " "), Err("form_incomplete"));
        assert_eq!(correct(payment, 10_000, "same"), Err("payment_unchanged"));
        assert_eq!(correct(desk.folded(id).unwrap().story[0].event, 1, "x"), Err("no_such_payment"));
        assert_eq!(correct(payment, 9_000, "多写了十元"), Ok(()));
        assert_eq!(correct(payment, 9_000, "again"), Err("payment_unchanged"), "what stands counts");
        let ticket = desk.folded(id).unwrap();
        assert_eq!((ticket.paid_fen().get(), ticket.payments[0].made.fen.get()), (9_000, 10_000));

        let other = paid(&desk, id);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let shown = |payment| {
            let shown = desk.show_voucher(id, payment, PaperSize::A5, PaperLanguage::Chinese);
            runtime.block_on(shown).map(|(pages, _)| pages.concat()).map_err(|error| error.code())
        };
        let (one, last) = (shown(payment).unwrap(), shown(other).unwrap());
        assert!(one.contains("¥90.00") && one.contains("原写 ¥100.00"), "{one}");
        assert!(last.contains("¥100.00") && !last.contains("原写"), "{last}");
        assert_eq!(shown(desk.folded(id).unwrap().story[0].event), Err("no_such_payment"));
        assert_eq!(correct(other, Fen::MOST.get(), "x"), Err("amount_too_large"));
        assert_eq!(correct(other, 0, "never was"), Ok(()));
        assert_eq!(desk.folded(id).unwrap().paid_fen().get(), 9_000);
        assert_eq!(shown(other), Err("no_such_paper"), "nothing was paid by it");
        assert_eq!(crate::award_papers::last_paid(&desk.folded(id).unwrap()).unwrap().event, payment);
    }
}
