//! A ticket's papers: each made from the ticket alone, shown as it prints, and printed.

use documents::{
    Bilingual, Issue, Laid,
    claim_form::{ClaimForm, Party as PaperParty, Shipment},
    receipt::{Receipt, SlotState},
    satisfaction::SatisfactionForm,
    screening::{Outcome, Screening},
    visit::VisitForm,
};
use domain::{
    Act, Document, EventId, Fact, Fen, Instant, Kind, Party, Sealed, Ticket, TicketAction, TicketId,
    TicketStatus, Verdict, mask_address, mask_name, mask_phone,
};

use crate::{
    Desk, DeskError, PaperLanguage, PaperSize, Place, PrintResult, TicketSheet,
    award_papers::last_paid,
    paper_values::{moment_of_day, some_text},
    printing::Paper,
};

impl Desk {
    /// Prints one of [`Document::OF_TICKET`]. A second print is a Copy and says so.
    ///
    /// Where no printer is found the PDF is saved instead; a receipt's ticket then says that it is not printed.
    pub async fn print_ticket_paper(
        &self,
        id: TicketId,
        document: Document,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let sheet = self.ticket(id)?;
        self.print_sheet(&sheet, document, size, language).await
    }

    /// Prints the voucher of one payment, whichever was the last. A second print is a Copy and says so.
    pub async fn print_voucher(
        &self,
        id: TicketId,
        payment: EventId,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let sheet = sheet_at(self.ticket(id)?, payment)?;
        self.print_sheet(&sheet, Document::VOUCHER, size, language).await
    }

    /// The voucher of one payment as it would print for the first time.
    pub async fn show_voucher(
        &self,
        id: TicketId,
        payment: EventId,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<(Vec<String>, Vec<char>), DeskError> {
        let sheet = sheet_at(self.ticket(id)?, payment)?;
        let laid = self.lay_ticket_paper(&sheet, &Document::VOUCHER, 0, (size, language)).await?;
        Ok((documents::svg(&laid), laid.substituted))
    }

    async fn print_sheet(
        &self,
        sheet: &TicketSheet,
        document: Document,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let person = self.acting(Act::Print)?.id;
        // A voucher is a payment's: another payment has a first print of its own.
        let paid = last_paid(&sheet.ticket).filter(|_| document == Document::VOUCHER);
        let about = paid.map(|paid| paid.event);
        let copy = sheet.ticket.next_copy(&document, about);
        let laid = self.lay_ticket_paper(sheet, &document, copy, (size, language)).await?;
        let number = sheet.ticket.number.to_string();
        let name = match paid {
            _ if document == Document::RECEIPT => number,
            Some(paid) => format!("{}-voucher", paid.made.voucher.replace('/', "-")),
            None => format!("{number}-{}", document.as_str().replace('_', "-")),
        };
        let id = sheet.ticket.id;
        self.print(person, Paper { document, ticket: Some(id), about, name, copy, language, laid }).await
    }

    /// A ticket's paper as it would print for the first time: an SVG document a page, and what no font has.
    pub async fn show_ticket_paper(
        &self,
        id: TicketId,
        document: &Document,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<(Vec<String>, Vec<char>), DeskError> {
        let sheet = self.ticket(id)?;
        let laid = self.lay_ticket_paper(&sheet, document, 0, (size, language)).await?;
        Ok((documents::svg(&laid), laid.substituted))
    }

    /// The papers that can be made of a ticket as it stands.
    pub fn papers_of(ticket: &Ticket) -> Vec<Document> {
        let is_made = |document: &Document| match document.as_str() {
            "claim_form" => *ticket.kind.value() == Kind::Claim,
            "screening" => ticket.status == TicketStatus::Declined && ticket.decision().is_none(),
            "proposal" => {
                let offers = |assessed: &domain::Assessed| !assessed.made.lines.is_empty();
                ticket.decision().is_none() && ticket.assessment().is_some_and(offers)
            }
            "decision" => ticket.decision().is_some_and(|decided| decided.made.awards()),
            "refusal" => ticket.decision().is_some_and(|decided| decided.made.verdict == Verdict::Decline),
            "voucher" => last_paid(ticket).is_some(),
            "evidence" => !ticket.photos.is_empty(),
            "preliminary" => {
                !(ticket.findings.is_empty() && ticket.tasks.is_empty() && ticket.evidence.is_empty())
            }
            "appeal" => !ticket.appeals.is_empty(),
            _ => true,
        };
        Document::OF_TICKET.into_iter().filter(is_made).collect()
    }

    pub(crate) async fn lay_ticket_paper(
        &self,
        sheet: &TicketSheet,
        document: &Document,
        copy: u32,
        (size, language): (PaperSize, PaperLanguage),
    ) -> Result<Laid, DeskError> {
        if !Self::papers_of(&sheet.ticket).contains(document) {
            return Err(DeskError::NoSuchPaper);
        }
        if *document == Document::RECEIPT {
            return self.lay_receipt(sheet, copy, size, language);
        }
        let place = self.inner.place()?;
        let issue = self.issue_of(&sheet.ticket, document, copy, &place)?;
        let receipt = self.receipt(sheet, &place)?;
        if let Some(laid) =
            self.lay_award_paper(sheet, document, issue.clone(), receipt.clone(), (size, language))
        {
            return Ok(laid);
        }
        let (size, tongue) = (size.sheet(), language.tongue());
        Ok(match document.as_str() {
            "claim_form" => {
                documents::claim_form::lay(&claim_form(&sheet.ticket, issue, receipt), size, tongue)
            }
            "screening" => documents::screening::lay(&screening(&sheet.ticket, issue, receipt), size, tongue),
            "satisfaction" => {
                let Receipt { waybill, visitor, category, privacy, .. } = receipt;
                let form = SatisfactionForm { issue, waybill, visitor, category, privacy };
                documents::satisfaction::lay(&form, size, tongue)
            }
            "visit" => documents::visit::lay(&visit(&sheet.ticket, issue, receipt), size, tongue),
            "preliminary" => {
                documents::preliminary::lay(&self.preliminary(sheet, issue, receipt), size, tongue)
            }
            "appeal" => {
                let answer = self.appeal_answer(sheet, issue, receipt, (&place, language));
                documents::appeal::lay(&answer, size, tongue)
            }
            _ => {
                let pack = self.evidence_pack(sheet, issue, receipt, &place).await?;
                documents::evidence::lay(&pack, size, tongue)
            }
        })
    }

    /// By whom and when a ticket's paper is issued.
    pub(crate) fn issue_of(
        &self,
        ticket: &Ticket,
        document: &Document,
        copy: u32,
        place: &Place,
    ) -> Result<Issue, DeskError> {
        let at = issued_at(ticket, document).unwrap_or_else(|| self.now());
        Ok(Issue {
            number: Some(ticket.number.to_string()),
            copy: (copy > 0).then_some(copy),
            practice: place.is_practice() || ticket.practice,
            ..self.issue(place, at)?
        })
    }
}

/// A ticket as it stood with a payment, so that it is the last.
fn sheet_at(mut sheet: TicketSheet, payment: EventId) -> Result<TicketSheet, DeskError> {
    let payments = &mut sheet.ticket.payments;
    let place = payments.iter().position(|paid| paid.event == payment).ok_or(DeskError::NoSuchPayment)?;
    if payments[place].never_was() {
        return Err(DeskError::NoSuchPaper);
    }
    payments.truncate(place + 1);
    Ok(sheet)
}

/// When a paper that is signed was issued: when what it says was written, so that it says the same whenever it is laid out.
fn issued_at(ticket: &Ticket, document: &Document) -> Option<Instant> {
    match document.as_str() {
        "proposal" => ticket.assessment().map(|assessed| assessed.at),
        "decision" | "refusal" => ticket.decision().map(|decided| decided.at),
        "voucher" => last_paid(ticket).map(|paid| paid.at),
        _ => None,
    }
}

fn claim_form(ticket: &Ticket, issue: Issue, receipt: Receipt) -> ClaimForm {
    let photos = |state: SlotState| -> Vec<Bilingual> {
        let of_state = receipt.photos.iter().filter(|photo| photo.state == state);
        of_state.map(|photo| photo.slot.clone()).collect()
    };
    let evidence = [photos(SlotState::Taken), photos(SlotState::HandedIn)].concat();
    let owed = photos(SlotState::Owed);
    ClaimForm {
        issue,
        parties: paper_parties(ticket),
        shipment: paper_shipment(ticket, &receipt),
        category: receipt.category,
        story: receipt.story,
        demand: receipt.demand.unwrap_or_default(),
        articles: Vec::new(),
        evidence,
        owed,
        payee: None,
        deadlines: receipt.promises,
        appeal: receipt.appeal,
        privacy: receipt.privacy,
        signature: None,
    }
}

/// Everybody whom a ticket's shipment concerns, masked.
pub(crate) fn paper_parties(ticket: &Ticket) -> Vec<PaperParty> {
    let parties = ticket.told().map(|told| &told.parties);
    let parties = parties.into_iter().flat_map(|parties| {
        use documents::Role::{Agent, Recipient, Sender};
        [(Sender, &parties.sender), (Recipient, &parties.recipient), (Agent, &parties.agent)]
    });
    parties.filter_map(|(role, party)| paper_party(role, party)).collect()
}

/// What was sent.
pub(crate) fn paper_shipment(ticket: &Ticket, receipt: &Receipt) -> Shipment {
    let shipment = ticket.shipment.value();
    Shipment {
        waybill: receipt.waybill.clone(),
        posted: shipment.posted_on.map(moment_of_day),
        delivered: None,
        contents: None,
        freight_fen: shipment.freight_fen.map(Fen::get),
        cover: receipt.cover,
    }
}

fn paper_party(role: documents::Role, party: &Party) -> Option<PaperParty> {
    let told = |text: &str, mask: fn(&str) -> String| some_text(text).map(|text| mask(&text));
    (!party.is_blank()).then(|| PaperParty {
        role,
        name: told(&party.name, mask_name),
        phone: told(&party.phone, mask_phone),
        address: told(&party.address, mask_address),
    })
}

/// Declined before anybody looked into it, it is not ours; after that, not justified.
fn screening(ticket: &Ticket, issue: Issue, receipt: Receipt) -> Screening {
    let actions = || {
        ticket.story.iter().filter(|line| line.applied).filter_map(|line| match &line.fact {
            Fact::ActionTaken(taken) => Some(taken),
            _ => None,
        })
    };
    let was_investigated = actions().any(|taken| taken.action == TicketAction::Investigate);
    let declined = actions().rfind(|taken| taken.action == TicketAction::Decline);
    let found = declined.and_then(|taken| taken.words.as_ref()).and_then(Sealed::open).cloned();
    Screening {
        issue,
        outcome: if was_investigated { Outcome::NotJustified } else { Outcome::NotOurs },
        waybill: receipt.waybill,
        visitor: receipt.visitor,
        category: receipt.category,
        found: found.unwrap_or_default(),
        ground: None,
        citation: None,
        can_do: Vec::new(),
        service_line: receipt.service_line,
        appeal: receipt.appeal,
    }
}

fn visit(ticket: &Ticket, issue: Issue, receipt: Receipt) -> VisitForm {
    let who = ticket.told().map(|told| told.parties.who_came(ticket.role.value()));
    let missing = receipt.photos.iter().filter(|photo| photo.state == SlotState::Owed);
    let to_check = missing.map(|photo| photo.slot.clone()).collect();
    VisitForm {
        customer: receipt.visitor,
        address: who.and_then(|who| some_text(&who.address)).map(|address| mask_address(&address)),
        visited_by: issue.clerk.iter().cloned().collect(),
        agreed: None,
        waybill: receipt.waybill,
        purpose: receipt.category,
        to_check,
        findings: None,
        issue,
    }
}
