//! Lists of tickets on paper: what waits for whom, and what the next person takes over.

use documents::{
    Bilingual,
    hand_over::HandOver,
    waiting::{WaitingGroup, WaitingList, WaitingTicket, WaitsFor},
};
use domain::{Act, Document, Instant, PersonId, Span, Zone, mask_name, mask_phone};
use store::{BoardList, BoardSection, TicketRow};

use crate::{
    Desk, DeskError, PaperLanguage, PaperSize, PrintResult, Scope,
    paper_values::{moment, paper_kind, some_text},
    printing::Paper,
    summary::article,
};

/// So many of each kind stand on a list; a branch with more has other worries than paper.
const MOST: usize = 500;

impl Desk {
    /// Prints what waits for the customer, for headquarters, and what is to be told.
    pub async fn print_waiting_list(
        &self,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let person = self.acting(Act::Print)?.id;
        let place = self.inner.place()?;
        let (now, zone) = (self.now(), place.branch.zone);
        let unfinished = self.unfinished()?;
        let group =
            |waits_for, list| WaitingGroup { waits_for, tickets: tickets_of(&unfinished, list, zone) };
        let list = WaitingList {
            issue: self.issue(&place, now)?,
            groups: vec![
                group(WaitsFor::Customer, BoardList::WaitingForCustomer),
                group(WaitsFor::Headquarters, BoardList::WaitingForHeadquarters),
                group(WaitsFor::ToBeTold, BoardList::ToBeTold),
            ],
        };
        let laid = documents::waiting::lay(&list, size.sheet(), language.tongue());
        let name = format!("waiting-{}", zone.local(now).date);
        self.print(person, Paper::of_counter(Document::WAITING_LIST, name, language, laid)).await
    }

    /// Prints what whoever is here took over from `from`, for both to sign.
    pub async fn print_hand_over(
        &self,
        from: PersonId,
        remarks: &str,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let to = self.acting(Act::HandOver)?;
        let place = self.inner.place()?;
        let (now, zone) = (self.now(), place.branch.zone);
        let people = self.people()?;
        let from = people.into_iter().find(|person| person.id == from).ok_or(DeskError::NoSuchPerson)?;
        let account = self.account(self.today(), Span::Day, Scope::Counter)?;
        let figures = account.figures();
        let state = self.sync_state()?;
        let mut open: Vec<_> = self
            .unfinished()?
            .iter()
            .flat_map(|section| section.tickets.iter())
            .map(|row| waiting(row, zone))
            .collect();
        open.sort_by_key(|(due, _)| (due.is_none(), *due));
        let list = HandOver {
            issue: self.issue(&place, now)?,
            from: from.name.unwrap_or_default(),
            to: to.name.clone().unwrap_or_default(),
            open: open.into_iter().map(|(_, ticket)| ticket).collect(),
            in_custody: figures.in_custody.iter().map(|kept| article(kept, zone)).collect(),
            drafts: self.list_drafts()?.iter().map(draft_words).filter(|words| !words.is_empty()).collect(),
            unconfirmed: state.unconfirmed_events + state.unconfirmed_photos,
            remarks: some_text(remarks),
        };
        let laid = documents::hand_over::lay(&list, size.sheet(), language.tongue());
        let name = format!("hand-over-{}", zone.local(now).date);
        self.print(to.id, Paper::of_counter(Document::HAND_OVER_LIST, name, language, laid)).await
    }

    /// Every ticket of which something is owed, by where it stands and not by when it is due.
    fn unfinished(&self) -> Result<Vec<BoardSection>, DeskError> {
        let never = Instant::from_unix_ms(0);
        Ok(self.inner.store.read(|now| now.board(never, never, MOST))?.sections)
    }
}

fn tickets_of(sections: &[BoardSection], list: BoardList, zone: Zone) -> Vec<WaitingTicket> {
    let section = sections.iter().find(|section| section.list == list);
    section.into_iter().flat_map(|section| &section.tickets).map(|row| waiting(row, zone).1).collect()
}

/// A ticket as lists have it, and when it is due.
fn waiting(row: &TicketRow, zone: Zone) -> (Option<Instant>, WaitingTicket) {
    let due_at = row.next_due.as_ref().map(|due| due.due_at);
    let customer = match mask_name(row.person_name.as_deref().unwrap_or_default()) {
        name if name.is_empty() => mask_phone(row.person_phone.as_deref().unwrap_or_default()),
        name => name,
    };
    let ticket = WaitingTicket {
        number: row.number.to_string(),
        kind: paper_kind(row.kind),
        waybill: some_text(&row.waybill),
        customer: some_text(&customer),
        awaited: awaited(row),
        since: Some(moment(zone.local(row.status_since_at), true)),
        due: due_at.map(|due| moment(zone.local(due), true)),
    };
    (due_at, ticket)
}

/// What a ticket waits for: what the clock that binds is for, or else where it stands.
fn awaited(row: &TicketRow) -> Bilingual {
    let bound = row.next_due.as_ref().map(|due| Bilingual::new(&due.what.zh, &due.what.en));
    bound.unwrap_or_else(|| documents::stands(row.status.as_str()))
}

/// A draft in a few words, masked.
fn draft_words(draft: &crate::Draft) -> String {
    let who = draft.form.who_came();
    let parts = [mask_name(&who.name), draft.form.waybill.trim().to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
