//! What a customer is read back before it is saved or signed: the matter in a few lines, names and phones masked.

use domain::{Act, Bilingual, Fen, Kind, Promise, TicketId, TicketNumber, mask_name, mask_phone, normalize};

use crate::{Desk, DeskError, SlotLook, TicketForm, paper_values::some_text};

/// A matter as it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// Given on saving.
    pub number: Option<TicketNumber>,
    /// What it is.
    pub kind: Kind,
    /// What went wrong; none while nobody has chosen.
    pub category: Option<Bilingual>,
    /// Normalized; empty where there is none.
    pub waybill: String,
    /// Who carries it.
    pub carrier: Option<Bilingual>,
    /// Who came: name and phone, masked, as far as they are known.
    pub who: Vec<String>,
    /// In the customer's words.
    pub story: Option<String>,
    /// What is asked for.
    pub demands: Vec<Bilingual>,
    /// The same in the customer's words.
    pub demand_text: Option<String>,
    /// How much.
    pub claimed: Option<Fen>,
    /// What was left with us.
    pub items_kept: Vec<String>,
    /// Photos that were taken.
    pub photos: usize,
    /// How many PDFs and videos.
    pub attachments: usize,
    /// Photos that the customer still owes.
    pub owed: Vec<Bilingual>,
    /// How we answer.
    pub answer_by: Option<Bilingual>,
    /// What happens next and by when.
    pub promises: Vec<Promise>,
}

impl Desk {
    /// What a draft would say if it were saved now.
    pub fn read_back_draft(&self, id: TicketId, form: &TicketForm) -> Result<ReadBack, DeskError> {
        self.acting(Act::TakeIn)?;
        let draft = self.draft(id)?;
        let place = self.inner.place()?;
        let category = form.category.as_deref().unwrap_or(domain::CategoryCode::OTHER.as_str()).into();
        let promises = self.promises(form.kind, &category, &place);
        Ok(self.read_back(None, form, &self.slots(form, &draft.photos), promises))
    }

    /// What a saved ticket says.
    pub fn read_back_ticket(&self, id: TicketId) -> Result<ReadBack, DeskError> {
        self.acting(Act::TakeIn)?;
        let sheet = self.ticket(id)?;
        if sheet.ticket.told().is_none() {
            return Err(DeskError::NoTicketKey);
        }
        let form = TicketForm::from(&sheet.ticket);
        let slots = self.slots(&form, &sheet.slot_photos());
        Ok(self.read_back(Some(sheet.ticket.number), &form, &slots, sheet.ticket.promises))
    }

    fn read_back(
        &self,
        number: Option<TicketNumber>,
        form: &TicketForm,
        slots: &[SlotLook],
        promises: Vec<Promise>,
    ) -> ReadBack {
        let policy = self.policy();
        let who = form.who_came();
        let is_owed = |slot: &&SlotLook| slot.is_required && !slot.is_taken() && slot.skipped.is_none();
        ReadBack {
            number,
            kind: form.kind,
            category: form.category.as_deref().map(|category| policy.name_of_category(&category.into())),
            waybill: normalize(&form.waybill),
            carrier: form.carrier.as_deref().map(|code| policy.name_of_carrier(code)),
            who: [mask_name(&who.name), mask_phone(&who.phone)]
                .iter()
                .filter_map(|text| some_text(text))
                .collect(),
            story: some_text(&form.story),
            demands: form
                .demands
                .iter()
                .map(|demand| policy.name_of_demand(&demand.as_str().into()))
                .collect(),
            demand_text: some_text(&form.demand_text),
            claimed: Fen::parse_yuan(&form.claimed).ok(),
            items_kept: form.items_kept.lines().filter_map(some_text).collect(),
            photos: slots.iter().map(|slot| slot.pictures().count()).sum(),
            attachments: slots.iter().map(|slot| slot.attachments().count()).sum(),
            owed: slots.iter().filter(is_owed).map(|slot| slot.name.clone()).collect(),
            answer_by: some_text(&form.answer_by).map(|way| policy.name_of_answer_by(&way.into())),
            promises,
        }
    }
}
