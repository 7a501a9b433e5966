//! Taking a matter in: what is noticed about a form, and the ticket that comes of it.

use domain::{
    Act, Attachment, Calendar, CarrierGuess, CategoryCode, Date, Fact, Kind, PersonId, Promise, Slot,
    SlotSkipped, TicketId, TicketNumber, TicketOpened, normalize, promises, suggest_carrier,
};
use protocol::{TicketKey, slip_code_hash, slip_code_of};
use store::{LastNumber, TicketRow, Tx};

use crate::{
    Desk, DeskError, FormHint, FormProblem, Intake, Place, TicketForm, kinship::links, pen::Entry,
    photos::DraftPhoto,
};

/// What is noticed about a form while it grows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLook {
    /// What keeps it from being saved.
    pub problems: Vec<FormProblem>,
    /// What is worth a second look.
    pub hints: Vec<FormHint>,
    /// Whose waybill this may be.
    pub carriers: Vec<CarrierGuess>,
    /// Other tickets on the same waybill, newest first.
    pub same_waybill: Vec<TicketRow>,
    /// The guided slots.
    pub slots: Vec<SlotLook>,
}

/// A guided slot and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotLook {
    /// Which.
    pub slot: Slot,
    /// In words.
    pub name: domain::Bilingual,
    /// What the picture must show.
    pub hint: Option<domain::Bilingual>,
    /// Whether leaving it out needs a reason.
    pub is_required: bool,
    /// What was taken.
    pub photos: Vec<DraftPhoto>,
    /// Why it was skipped.
    pub skipped: Option<String>,
}

impl SlotLook {
    /// Whether nothing is asked for here any more: by a photo, or by an attachment where that is as good or nothing must be.
    pub fn is_taken(&self) -> bool {
        let fills = |photo: &DraftPhoto| photo.added.fills_slot() || !self.is_required;
        self.photos.iter().any(fills)
    }

    /// The photos among what is here.
    pub fn pictures(&self) -> impl Iterator<Item = &DraftPhoto> {
        self.photos.iter().filter(|photo| photo.added.attachment().is_none())
    }

    /// What else is here.
    pub fn attachments(&self) -> impl Iterator<Item = Attachment> {
        self.photos.iter().filter_map(|photo| photo.added.attachment())
    }
}

impl Desk {
    /// What is noticed about a draft's form.
    pub fn look_at_form(&self, draft: TicketId, form: &TicketForm) -> Result<FormLook, DeskError> {
        let waybill = normalize(&form.waybill);
        let (photos, same_waybill) = self.inner.store.read(|now| {
            Ok::<_, store::Error>((now.draft_photos(draft)?, now.tickets_on_waybill(&waybill)?))
        })?;
        let photos: Vec<DraftPhoto> = photos.iter().filter_map(DraftPhoto::read).collect();
        Ok(FormLook {
            problems: form.parse().err().unwrap_or_default(),
            hints: form.hints(self.policy()),
            carriers: if waybill.is_empty() { Vec::new() } else { suggest_carrier(&waybill, self.policy()) },
            same_waybill: same_waybill.into_iter().filter(|row| row.id != draft).collect(),
            slots: self.slots(form, &photos),
        })
    }

    /// The guided slots of a form's category, and any other that has a photo.
    pub fn slots(&self, form: &TicketForm, photos: &[DraftPhoto]) -> Vec<SlotLook> {
        let category = form.category.as_deref().map_or(CategoryCode::OTHER, CategoryCode::from);
        let mut slots: Vec<SlotLook> = self
            .policy()
            .slots_for(form.kind, &category)
            .into_iter()
            .map(|rule| SlotLook {
                skipped: form
                    .skipped
                    .iter()
                    .find(|skip| skip.slot == rule.slot.as_str())
                    .map(|skip| skip.reason.clone()),
                slot: rule.slot,
                name: rule.name,
                hint: rule.hint,
                is_required: rule.required,
                photos: Vec::new(),
            })
            .collect();
        for photo in photos {
            match slots.iter_mut().find(|look| look.slot == photo.added.slot) {
                Some(look) => look.photos.push(photo.clone()),
                None => slots.push(SlotLook {
                    name: self.policy().name_of_slot(&photo.added.slot),
                    slot: photo.added.slot.clone(),
                    hint: None,
                    is_required: false,
                    photos: vec![photo.clone()],
                    skipped: None,
                }),
            }
        }
        slots
    }

    /// The ticket a draft becomes: its number is given, its events are durable when this returns, and the draft is gone.
    ///
    /// When anything fails the draft is still there, as typed, and no number was used.
    pub fn open_ticket(&self, id: TicketId, form: &TicketForm) -> Result<(), DeskError> {
        let place = self.inner.place()?;
        if place.revoked_at.is_some() {
            return Err(DeskError::Revoked);
        }
        let person = self.acting(Act::TakeIn)?;
        self.refuse_anothers(id)?;
        let opened = form.parse().map_err(DeskError::Form).and_then(|intake| {
            self.inner.store.write(|tx| self.open_in(tx, &place, (id, person.id), intake))
        });
        if let Err(error) = opened {
            // Where no ticket came of it the draft goes on, with what was typed last.
            self.save_draft(id, form)?;
            return Err(error);
        }
        self.inner.outside.follow_soon();
        self.inner.wake.notify_one();
        self.inner.changed();
        Ok(())
    }

    fn open_in(
        &self,
        tx: &Tx,
        place: &Place,
        (id, author): (TicketId, PersonId),
        intake: Intake,
    ) -> Result<(), DeskError> {
        let inner = &self.inner;
        tx.find_draft(id)?.ok_or(DeskError::NoDraft)?;
        let photos: Vec<DraftPhoto> = tx.draft_photos(id)?.iter().filter_map(DraftPhoto::read).collect();
        let key = tx.ticket_key(id)?.ok_or(DeskError::NoTicketKey)?;
        let on = place.branch.zone.local(self.now()).date;
        let last_number = next_number(tx, on)?;
        let sorted = self.sorted(&intake).map(Fact::MatterSorted);
        let links = links(tx, &intake.kin)?;
        let number = TicketNumber::new(place.branch.code, on, place.counter.letter, last_number.serial)
            .ok_or(DeskError::ClockImpossible)?;
        let mut facts = vec![Fact::TicketOpened(Box::new(self.opened(place, id, number, &key, &intake)))];
        facts.extend(photos.iter().map(|photo| Fact::PhotoAdded(photo.added.clone())));
        let taken =
            |slot: &Slot| photos.iter().any(|photo| photo.added.slot == *slot && photo.added.fills_slot());
        let skipped = intake.skipped.into_iter().filter(|(slot, _)| !taken(slot));
        facts.extend(skipped.map(|(slot, reason)| Fact::SlotSkipped(SlotSkipped { slot, reason })));
        facts.extend(sorted.into_iter().chain(links));
        let entry = Entry { ticket: Some((id, &key)), author: Some(author), after: Vec::new() };
        inner.write_facts(tx, place, entry, facts)?;
        tx.set_last_number(last_number)?;
        Ok(tx.finish_draft(id)?)
    }

    fn opened(
        &self,
        place: &Place,
        id: TicketId,
        number: TicketNumber,
        key: &TicketKey,
        intake: &Intake,
    ) -> TicketOpened {
        let Intake {
            kind,
            category,
            channel,
            answer_by,
            role,
            demands,
            claimed_fen,
            shipment,
            last_known,
            told,
            ..
        } = intake.clone();
        let promises = self.promises(kind, &category, place);
        TicketOpened {
            number,
            kind,
            category,
            channel,
            answer_by,
            role,
            demands,
            claimed_fen,
            shipment,
            last_known,
            promises,
            slip_code: slip_code_hash(&slip_code_of(id, key)),
            practice: place.is_practice(),
            private: domain::Sealed::Open(told),
        }
    }

    /// What would be promised for such a matter if it were taken in now.
    pub(crate) fn promises(&self, kind: Kind, category: &CategoryCode, place: &Place) -> Vec<Promise> {
        let policy = self.policy();
        promises(kind, category, self.now(), &in_zone(policy.calendar(), place), policy)
    }
}

/// The number after the last of the day.
fn next_number(tx: &Tx, on: Date) -> Result<LastNumber, DeskError> {
    let last = tx.last_number()?.filter(|last| last.on == on).map_or(0, |last| last.serial);
    let serial =
        last.checked_add(1).filter(|serial| *serial <= domain::LAST_SERIAL).ok_or(DeskError::NoNumberLeft)?;
    Ok(LastNumber { on, serial })
}

/// The policy's calendar where the branch's days begin and end.
fn in_zone(calendar: &Calendar, place: &Place) -> Calendar {
    calendar.clone().with_zone(place.branch.zone)
}
