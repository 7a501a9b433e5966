//! Items that customers leave with us: tagged, put somewhere, and given back.

use documents::{Issue, Laid, custody::CustodyTag};
use domain::{
    Act, CustodyReleased, CustodyTaken, Document, EventId, Fact, Kept, KeptArticle, ReleasedTo, Sealed,
    TicketId, mask_name,
};

use crate::{
    Desk, DeskError, PaperLanguage, PaperSize, PrintResult, TicketSheet,
    claims::said,
    paper_values::{moment, some_text},
    printing::Paper,
};

impl Desk {
    /// Takes an item in and gives it a tag: the ticket's number, a slash, and a count.
    pub fn take_into_custody(&self, id: TicketId, item: &str, place: &str) -> Result<EventId, DeskError> {
        let person = self.acting(Act::KeepCustody)?;
        let item = item.trim();
        if item.is_empty() {
            return Err(DeskError::NoItem);
        }
        let ticket = self.ticket(id)?.ticket;
        let private = Sealed::Open(Kept { item: item.to_owned(), place: place.trim().to_owned() });
        let tag = format!("{}/{}", ticket.number, ticket.custody.len() + 1);
        let taken = Fact::CustodyTaken(CustodyTaken { tag, private });
        Ok(self.append_events(id, person.id, vec![taken])?[0])
    }

    /// Gives an item back, or on. What went already stays gone.
    pub fn release_from_custody(
        &self,
        id: TicketId,
        custody: EventId,
        to: ReleasedTo,
        words: &str,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::KeepCustody)?;
        let ticket = self.ticket(id)?.ticket;
        if ticket.in_custody().all(|item| item.event != custody) {
            return Err(DeskError::NotInCustody);
        }
        let words = said(words);
        let released = Fact::CustodyReleased(CustodyReleased { custody, to, words });
        self.append_to(id, person.id, vec![released])
    }

    /// Prints the tag of an item: one part for the item, one for the customer. A second print is a Copy and says so.
    pub async fn print_custody_tag(
        &self,
        id: TicketId,
        custody: EventId,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let person = self.acting(Act::Print)?.id;
        let sheet = self.ticket(id)?;
        let item = sheet.ticket.custody.iter().find(|item| item.event == custody);
        let item = item.ok_or(DeskError::NotInCustody)?;
        let copy = sheet.ticket.next_copy(&Document::CUSTODY_TAG, Some(custody));
        let laid = self.lay_custody_tag(&sheet, item, copy, (size, language))?;
        let name = item.taken.tag.replace('/', "-");
        let paper = Paper {
            document: Document::CUSTODY_TAG,
            ticket: Some(id),
            about: Some(custody),
            name,
            copy,
            language,
            laid,
        };
        self.print(person, paper).await
    }

    fn lay_custody_tag(
        &self,
        sheet: &TicketSheet,
        item: &KeptArticle,
        copy: u32,
        (size, language): (PaperSize, PaperLanguage),
    ) -> Result<Laid, DeskError> {
        let place = self.inner.place()?;
        let zone = place.branch.zone;
        let told = item.taken.private.open().cloned().unwrap_or_default();
        let owner = sheet.ticket.told().map(|told| told.parties.who_came(sheet.ticket.role.value()));
        let tag = CustodyTag {
            issue: Issue {
                number: Some(sheet.ticket.number.to_string()),
                qr: Some(item.taken.tag.clone()),
                slip: None,
                copy: (copy > 0).then_some(copy),
                ..self.issue(&place, self.now())?
            },
            tag: item.taken.tag.clone(),
            article: told.item,
            condition: None,
            place: told.place,
            since: Some(moment(zone.local(item.since), true)),
            taken_by: item.by.and_then(|person| sheet.names.get(&person).cloned()).unwrap_or_default(),
            owner: owner.and_then(|who| some_text(&mask_name(&who.name))),
        };
        Ok(documents::custody::lay(&tag, size.sheet(), language.tongue()))
    }
}
