//! How this counter stands with headquarters, in full: what befell its log, its day, and what was set aside.

use serde::Serialize;
use specta::Type;

use super::count;

/// How this counter stands with headquarters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SyncAccount {
    /// What befell this counter's log, and nobody has looked at yet.
    pub incidents: Vec<Incident>,
    /// Today.
    pub today: DayStanding,
    /// Older tickets of the branch are still on their way to this counter.
    pub older_to_come: bool,
    /// Lines that were set aside: those that nobody has put away first.
    pub set_aside: Vec<SetAsideLine>,
}

/// Something that befell a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct Incident {
    /// What: `restored`, `copied`, `headquarters_restored`, `recovered`.
    pub code: String,
    /// When it was noticed.
    pub at: String,
}

/// A day, as headquarters has counted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayStanding {
    /// The local day.
    pub day: String,
    /// Events written here that day.
    pub events: u32,
    /// Photos they name.
    pub photos: u32,
    /// Headquarters has counted, and holds all of it.
    pub is_complete: bool,
    /// When it counted; none when it was not asked yet.
    pub counted_at: Option<String>,
    /// Events that it held then.
    pub events_held: u32,
    /// Photos that it held then.
    pub photos_held: u32,
}

/// A line that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetAsideLine {
    /// The event.
    pub event: String,
    /// The ticket it is about.
    pub ticket: Option<String>,
    /// That ticket's number.
    pub number: Option<String>,
    /// What kind of event, as the log has it.
    pub kind: String,
    /// Why, as a code.
    pub reason: String,
    /// Headquarters set it aside; else this counter did.
    pub by_headquarters: bool,
    /// When it was written.
    pub at: String,
    /// When someone put it away.
    pub filed_at: Option<String>,
}

impl From<desk::Told> for Incident {
    fn from(told: desk::Told) -> Self {
        Self { code: told.incident.code().to_owned(), at: told.at.to_string() }
    }
}

impl From<desk::DayStanding> for DayStanding {
    fn from(day: desk::DayStanding) -> Self {
        Self {
            day: day.day.to_string(),
            events: count(day.events),
            photos: count(day.photos),
            is_complete: day.is_complete,
            counted_at: day.counted_at.map(|at| at.to_string()),
            events_held: count(day.events_held),
            photos_held: count(day.photos_held),
        }
    }
}

impl From<desk::SetAside> for SetAsideLine {
    fn from(line: desk::SetAside) -> Self {
        let (ticket, number) = line.ticket.unzip();
        Self {
            event: line.event.to_string(),
            ticket: ticket.map(|ticket| ticket.to_string()),
            number: number.map(|number| number.to_string()),
            kind: line.kind,
            reason: line.reason,
            by_headquarters: line.by_headquarters,
            at: line.at.to_string(),
            filed_at: line.filed_at.map(|at| at.to_string()),
        }
    }
}
