//! A ticket's clocks, as its page shows them.

use domain::clocks::{Standing, TicketClock};
use serde::Serialize;
use specta::Type;

use super::Bilingual;

/// One clock of a ticket, and where it stands.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClockView {
    /// What it is for, as a code.
    pub step: String,
    /// What it is for.
    pub what: Bilingual,
    /// A whole day…
    pub due_on: Option<String>,
    /// …or a moment.
    pub due_by: Option<String>,
    /// The first moment that is too late.
    pub due_at: String,
    /// The words of the rule that its date comes from.
    pub ground: Bilingual,
    /// Whether the law sets it.
    pub by_law: bool,
    /// Whether the customer was told.
    pub promised: bool,
    /// Whether a calendar is still to come.
    pub provisional: bool,
    /// `running`, `paused`, `met`, `met_late`, `late`, `reached`.
    pub standing: String,
    /// Since when it stands so, or when it was met; none while it runs.
    pub since: Option<String>,
    /// The share of its time that is used, in parts of a thousand.
    pub used: u32,
    /// The first working day after, where the last day is none: to be known, not to be relied on.
    pub after_holiday_on: Option<String>,
    /// The reminder that is reached, in percent.
    pub reminder: Option<u32>,
    /// The roles that the reminder is for.
    pub escalates_to: Vec<String>,
}

impl From<&TicketClock> for ClockView {
    fn from(clock: &TicketClock) -> Self {
        let (due_on, due_by) = match clock.due {
            domain::Due::On(day) => (Some(day.to_string()), None),
            domain::Due::By(moment) => (None, Some(moment.to_string())),
        };
        let (standing, since, used) = match clock.standing {
            Standing::Running { used_per_mille } => ("running", None, used_per_mille),
            Standing::Paused { since } => ("paused", Some(since), 0),
            Standing::Met { at } => ("met", Some(at), 1_000),
            Standing::MetLate { at } => ("met_late", Some(at), 1_000),
            Standing::Late { since } => ("late", Some(since), 1_000),
            Standing::Reached { since } => ("reached", Some(since), 1_000),
        };
        Self {
            step: clock.step.to_string(),
            what: (&clock.words).into(),
            due_on,
            due_by,
            due_at: clock.due_at.to_string(),
            ground: (&clock.citation).into(),
            by_law: clock.by_law,
            promised: clock.is_promised,
            provisional: clock.provisional,
            standing: standing.to_owned(),
            since: since.map(|since| since.to_string()),
            used,
            after_holiday_on: clock.after_holiday_on.map(|day| day.to_string()),
            reminder: clock.reminder_percent,
            escalates_to: clock.escalates_to.iter().map(ToString::to_string).collect(),
        }
    }
}
