//! Tickets that belong together.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Bilingual, Kind, form::masked, matter::name};

/// A ticket that a matter may belong together with.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KinView {
    /// Which.
    pub ticket: String,
    /// What people read aloud.
    pub number: String,
    /// Where it stands.
    pub status: String,
    /// What it is.
    pub kind: Kind,
    /// What went wrong.
    pub category: String,
    /// The same in words.
    pub category_name: Bilingual,
    /// `same_matter`, `repeat`, `related`.
    pub kin: String,
    /// What is the same: `waybill`, `phone`.
    pub same: Vec<String>,
    /// When it was taken in.
    pub opened_at: String,
    /// Who came, masked.
    pub whose: String,
    /// Whether it can be opened at this counter.
    pub here: bool,
}

/// What a clerk made of a ticket that a matter may belong together with.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
pub struct KinForm {
    /// The other ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// How they belong together; none: it is another matter.
    pub kin: Option<String>,
}

/// A ticket that belongs together with this one.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkView {
    /// The event that says so.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The other ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// `same_matter`, `repeat`, `related`, `split_from`.
    pub kin: String,
    /// Whether this ticket says so; else the other one does, and there it is taken back.
    pub is_ours: bool,
    /// Whether it can be opened at this counter.
    pub here: bool,
    /// Where it stands; none where it is not here.
    pub status: Option<String>,
}

/// A ticket that goes on in another one.
#[derive(Clone, Debug, Serialize, Type)]
pub struct MergedView {
    /// The event that says so; it is a line of the ticket that ended.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The other one of the two.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// Whether it can be opened at this counter.
    pub here: bool,
}

/// What whoever is at the desk may do with a ticket as it stands, besides its actions.
#[derive(Clone, Copy, Debug, Serialize, Type)]
pub struct TicketActs {
    /// Say how soon and how grave.
    pub weigh: bool,
    /// Link, split, and take a link back.
    pub link: bool,
    /// Let it go on in another one, or go on by itself again.
    pub merge: bool,
    /// Write down appeals and their answers.
    pub appeal: bool,
    /// Write down how content the customer is.
    pub rate: bool,
}

impl KinView {
    /// A ticket that a desk found.
    pub fn of(found: &desk::FoundKin, desk: &desk::Desk) -> Self {
        let row = &found.row;
        let same = [("waybill", found.is_same_waybill), ("phone", found.is_same_phone)];
        Self {
            ticket: row.id.to_string(),
            number: row.number.to_string(),
            status: row.status.to_string(),
            kind: row.kind.into(),
            category: row.category.to_string(),
            category_name: (&desk.policy().name_of_category(&row.category)).into(),
            kin: found.kin.to_string(),
            same: same.into_iter().filter(|(_, is_same)| *is_same).map(|(of, _)| of.to_owned()).collect(),
            opened_at: row.opened_at.to_string(),
            whose: masked(
                row.person_name.as_deref().unwrap_or(""),
                row.person_phone.as_deref().unwrap_or(""),
            ),
            // Only what is here is looked through.
            here: true,
        }
    }
}

impl LinkView {
    /// What a ticket says of others, and what others say of it.
    pub(super) fn all_of(sheet: &desk::TicketSheet) -> Vec<Self> {
        let status = |ticket: domain::TicketId| sheet.standings.get(&ticket).map(ToString::to_string);
        let ours = sheet.ticket.links.iter().map(|link| Self {
            event: link.event.to_string(),
            at: link.at.to_string(),
            by: name(link.by, sheet),
            ticket: link.made.to.to_string(),
            number: link.made.number.to_string(),
            kin: link.made.kin.to_string(),
            is_ours: true,
            here: sheet.standings.contains_key(&link.made.to),
            status: status(link.made.to),
        });
        let theirs = sheet.said.iter().filter_map(|said| {
            Some(Self {
                event: said.event.to_string(),
                at: said.at.to_string(),
                by: name(said.by, sheet),
                ticket: said.ticket.to_string(),
                number: said.number.to_string(),
                kin: said.kin.as_ref()?.to_string(),
                is_ours: false,
                here: sheet.standings.contains_key(&said.ticket),
                status: status(said.ticket),
            })
        });
        ours.chain(theirs).collect()
    }
}

impl MergedView {
    /// Where a ticket goes on.
    pub(super) fn into_which(sheet: &desk::TicketSheet) -> Option<Self> {
        sheet.ticket.merged_into.as_ref().map(|merged| Self {
            event: merged.event.to_string(),
            at: merged.at.to_string(),
            by: name(merged.by, sheet),
            ticket: merged.made.into.to_string(),
            number: merged.made.number.to_string(),
            here: sheet.standings.contains_key(&merged.made.into),
        })
    }

    /// Tickets that go on in this one.
    pub(super) fn absorbed_by(sheet: &desk::TicketSheet) -> Vec<Self> {
        let merged = sheet.said.iter().filter(|said| said.kin.is_none());
        merged
            .map(|said| Self {
                event: said.event.to_string(),
                at: said.at.to_string(),
                by: name(said.by, sheet),
                ticket: said.ticket.to_string(),
                number: said.number.to_string(),
                here: sheet.standings.contains_key(&said.ticket),
            })
            .collect()
    }
}

impl From<desk::TicketActs> for TicketActs {
    fn from(may: desk::TicketActs) -> Self {
        let desk::TicketActs { weigh, link, merge, appeal, rate } = may;
        Self { weigh, link, merge, appeal, rate }
    }
}
