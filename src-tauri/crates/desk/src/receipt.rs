//! The receipt of a ticket or of a growing draft, as `documents` wants it said: masked, in words, with gaps where it lacks.

use documents::{
    Bilingual, Laid, Late,
    receipt::{
        Amount, Cover, Demand, Ground, Outlet, ParcelStatus, Photo, Promise, Receipt, Role, SlipWords,
        SlotState, Visitor, Waybill,
    },
};
use domain::{
    AttachmentKind, Due, Fact, Fen, Instant, Policy, Slot, StatusSource, Ticket, TicketId, Zone, capitals,
    clocks, mask_name, mask_phone, normalize,
};
use protocol::{Slip, slip_code_in_words, slip_code_of};

use crate::{
    Desk, DeskError, Draft, PaperLanguage, PaperSize, Place, SlotLook, TicketForm, TicketSheet,
    paper_values::{moment, moment_of_day, named_with, paper_kind, paper_signature, some_text, words},
    receipt_proofs::{paper_proofs, slots_of_owed},
};

/// Loads what papers are drawn with, so that the first receipt is as quick as the second.
pub fn warm_up() {
    documents::warm_up();
}

impl Desk {
    /// The receipt as it would print if the draft were saved now: an SVG document a page, and what no font has.
    pub fn living_receipt(
        &self,
        id: TicketId,
        form: &TicketForm,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<(Vec<String>, Vec<char>), DeskError> {
        let draft = Draft { form: form.clone(), ..self.draft(id)? };
        let laid = self.lay_living(&draft, size, language)?;
        Ok((documents::svg(&laid), laid.substituted))
    }

    fn lay_living(&self, draft: &Draft, size: PaperSize, language: PaperLanguage) -> Result<Laid, DeskError> {
        let place = self.inner.place()?;
        let form = &draft.form;
        let mut receipt = Receipt::living(paper_kind(form.kind), self.outlet(&place));
        let category = form.category.as_deref().map(domain::CategoryCode::from);
        let promised_for = category.clone().unwrap_or(domain::CategoryCode::OTHER);
        receipt.promises =
            self.paper_promises(&self.promises(form.kind, &promised_for, &place), place.branch.zone);
        receipt.category = category.map(|category| words(&self.policy().name_of_category(&category)));
        let slots = self.slots(form, &draft.photos);
        receipt.proofs = paper_proofs(form, &[], &slots, self.policy());
        receipt.photos = paper_photos(&slots, &slots_of_owed(form, &[], self.policy()));
        receipt.received = Some(moment(place.branch.zone.local(self.now()), true));
        receipt.clerk = self.last_person()?.and_then(|person| person.name);
        self.fill(&mut receipt, form, &place);
        Ok(documents::receipt::lay(&receipt, size.sheet(), language.tongue()))
    }

    /// The receipt of a saved ticket, laid out: what was promised then, never a fresh computation. It has the signature of
    /// who has seen what it says.
    pub(crate) fn lay_receipt(
        &self,
        sheet: &TicketSheet,
        copy: u32,
        size: PaperSize,
        language: PaperLanguage,
    ) -> Result<Laid, DeskError> {
        let mut receipt = self.receipt(sheet, &self.inner.place()?)?;
        receipt.copy = (copy > 0).then_some(copy);
        receipt.late = if copy > 0 { self.late_at(&sheet.ticket, self.now()) } else { None };
        let signed = sheet.ticket.receipt_signature();
        receipt.signature = signed.and_then(|signed| paper_signature(signed, self.zone()));
        Ok(documents::receipt::lay(&receipt, size.sheet(), language.tongue()))
    }

    /// The receipt of a saved ticket, first print and unsigned.
    pub(crate) fn receipt(&self, sheet: &TicketSheet, place: &Place) -> Result<Receipt, DeskError> {
        let ticket = &sheet.ticket;
        let form = TicketForm::from(ticket);
        let mut receipt = Receipt::living(paper_kind(form.kind), self.outlet(place));
        receipt.living = false;
        receipt.practice = ticket.practice;
        receipt.number = Some(ticket.number.to_string());
        if let Some((slip, words)) = self.slip(ticket, place)? {
            receipt.qr =
                Some(slip.qr_text(place.public_address.as_deref(), &self.inner.identity.signing_key));
            receipt.slip = Some(words);
        }
        receipt.promises = self.paper_promises(&ticket.promises, place.branch.zone);
        receipt.category = Some(words(&self.policy().name_of_category(ticket.category.value())));
        let slots = self.slots(&form, &sheet.slot_photos());
        receipt.proofs = paper_proofs(&form, &ticket.proofs, &slots, self.policy());
        receipt.photos = paper_photos(&slots, &slots_of_owed(&form, &ticket.proofs, self.policy()));
        receipt.received = Some(moment(place.branch.zone.local(ticket.opened_at), true));
        receipt.clerk = ticket.opened_by.and_then(|person| sheet.names.get(&person).cloned());
        self.fill(&mut receipt, &form, place);
        Ok(receipt)
    }

    /// What ticket and draft say alike.
    fn fill(&self, receipt: &mut Receipt, form: &TicketForm, place: &Place) {
        let policy = self.policy();
        let texts = policy.texts();
        receipt.practice |= place.is_practice();
        receipt.counter = Some(place.counter.letter.to_string());
        receipt.waybill = some_text(&normalize(&form.waybill)).map(|number| Waybill {
            number,
            carrier: form.carrier.as_deref().map(|code| words(&policy.name_of_carrier(code))),
        });
        receipt.visitor = visitor(form);
        receipt.story = some_text(&form.story);
        receipt.demand = demand(form, policy);
        receipt.cover = match Fen::parse_yuan(&form.insured) {
            Ok(fen) => Some(Cover::Insured(fen.get())),
            Err(_) => None,
        };
        receipt.freight_fen = Fen::parse_yuan(&form.freight).ok().map(Fen::get);
        receipt.parcel_status = form.last_status.as_deref().map(|status| ParcelStatus {
            status: words(&policy.name_of_parcel_status(&status.into())),
            at: form
                .last_status_at
                .as_deref()
                .and_then(|at| at.parse::<Instant>().ok())
                .map(|at| moment(place.branch.zone.local(at), true)),
            source: Some(StatusSource::listed(&form.last_status_from))
                .filter(|source| *source != StatusSource::OTHER)
                .map(|source| words(&policy.name_of_status_source(&source))),
        });
        receipt.left_with_us = form.items_kept.lines().filter_map(some_text).collect();
        receipt.answer = some_text(&form.answer_by).map(|way| words(&policy.name_of_answer_by(&way.into())));
        receipt.service_line = Some(words(&texts.service_line));
        receipt.appeal = Some(words(&texts.rights_line));
        receipt.privacy = Some(words(&texts.privacy_line));
    }

    pub(crate) fn outlet(&self, place: &Place) -> Outlet {
        Outlet {
            carrier: Some(words(&self.policy().carrier().name)),
            name: Bilingual::same(place.branch.name.clone()),
            address: some_text(&place.branch.address).map(Bilingual::same),
            phone: some_text(&place.branch.phone),
        }
    }

    /// What of a ticket was late at a moment, of what its customer was told and what the law has us do.
    pub(crate) fn late_at(&self, ticket: &Ticket, at: Instant) -> Option<Late> {
        let zone = self.zone();
        let clocks = clocks::late_at(ticket, at, &self.calendar(), self.policy()).into_iter();
        let told = clocks.filter(|clock| clock.is_promised || clock.by_law);
        let promises: Vec<_> = told
            .map(|clock| {
                let due = match clock.due {
                    Due::By(due) => moment(zone.local(due), true),
                    Due::On(day) => moment_of_day(day),
                };
                (words(&clock.words), due)
            })
            .collect();
        (!promises.is_empty()).then(|| Late { at: moment(zone.local(at), true), promises })
    }

    fn paper_promises(&self, promises: &[domain::Promise], zone: Zone) -> Vec<Promise> {
        let promise = |promise: &domain::Promise| Promise {
            what: words(&promise.what),
            due: match promise.due {
                Due::By(at) => moment(zone.local(at), true),
                Due::On(date) => moment_of_day(date),
            },
            ground: match promise.by_law {
                true => Ground::Law(words(&promise.ground)),
                false => Ground::Ours(Some(words(&promise.ground))),
            },
            provisional: promise.provisional,
        };
        promises.iter().map(promise).collect()
    }

    /// The slip, and what is typed in place of it; only the device that opened the ticket can sign for its line.
    fn slip(&self, ticket: &Ticket, place: &Place) -> Result<Option<(Slip, SlipWords)>, DeskError> {
        let identity = &self.inner.identity;
        if ticket.device != identity.device {
            return Ok(None);
        }
        let opening = ticket.story.iter().find(|happening| matches!(happening.fact, Fact::TicketOpened(_)));
        let opening = opening.expect("a ticket has its opening").event;
        let found = self
            .inner
            .store
            .read(|now| Ok::<_, store::Error>((now.line(opening)?, now.ticket_key(ticket.id)?)))?;
        let (Some(line), Some(key)) = found else { return Ok(None) };
        let slip = Slip {
            number: ticket.number,
            ticket: ticket.id,
            device: identity.device,
            epoch: ticket.epoch,
            seq: ticket.seq,
            line_hash: line.hash(),
            kind: *ticket.kind.value(),
            waybill: ticket.shipment.value().waybill.clone(),
            opened_at: ticket.opened_at,
            first_due: ticket.promises.iter().map(|promise| promise.due_at).min(),
            slip_code: slip_code_of(ticket.id, &key),
        };
        let words = SlipWords {
            code: slip_code_in_words(&slip.slip_code),
            typed_at: place.public_address.as_ref().map(|address| format!("{address}/t")),
        };
        Ok(Some((slip, words)))
    }
}

fn visitor(form: &TicketForm) -> Option<Visitor> {
    let who = form.who_came();
    let name = some_text(&who.name).map(|name| mask_name(&name));
    let phone = some_text(&who.phone).map(|phone| mask_phone(&phone));
    let role = match form.role.as_str() {
        "sender" => Role::Sender,
        "recipient" => Role::Recipient,
        "agent" => Role::Agent,
        _ => Role::Other,
    };
    (name.is_some() || phone.is_some()).then_some(Visitor { role: Some(role), name, phone })
}

fn demand(form: &TicketForm, policy: &Policy) -> Option<Demand> {
    let mut what: Vec<_> =
        form.demands.iter().map(|demand| words(&policy.name_of_demand(&demand.as_str().into()))).collect();
    let amount =
        Fen::parse_yuan(&form.claimed).ok().map(|fen| Amount { fen: fen.get(), capitals: capitals(fen) });
    let demand_words = some_text(&form.demand_text);
    // Who names a sum asks for money, whether or not the box was ticked.
    if what.is_empty() && amount.is_some() {
        what.push(words(&policy.name_of_demand(&domain::Demand::COMPENSATION)));
    }
    let says_something = !what.is_empty() || amount.is_some() || demand_words.is_some();
    says_something.then_some(Demand { what, words: demand_words, amount })
}

/// The slots that are filled or owed, but for those of papers that are asked for as such.
fn paper_photos(slots: &[SlotLook], of_papers: &[Slot]) -> Vec<Photo> {
    let mut photos = Vec::new();
    for look in slots {
        if look.pictures().next().is_some() {
            photos.push(Photo { slot: words(&look.name), state: SlotState::Taken });
        } else if look.is_required
            && !look.is_taken()
            && look.skipped.is_none()
            && !of_papers.contains(&look.slot)
        {
            photos.push(Photo { slot: words(&look.name), state: SlotState::Owed });
        }
        let mut kinds: Vec<AttachmentKind> = look.attachments().map(|kept| kept.kind).collect();
        kinds.dedup();
        photos.extend(kinds.into_iter().map(|kind| Photo {
            slot: words(&named_with(&look.name, &kind.name())),
            state: SlotState::HandedIn,
        }));
    }
    photos
}
