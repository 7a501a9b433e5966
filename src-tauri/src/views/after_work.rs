//! What comes after a matter was handled: contacts that are due, appeals, and how content the customer is.

use domain::{ContactAbout, Ticket, follow_up::UpdateReason};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Bilingual, Choice, claim::said, matter::name};

/// A contact that is due.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContactDueView {
    /// What it would be about, as a code.
    pub about: String,
    /// The first moment that is too late.
    pub due_at: String,
    /// Whether that has passed.
    pub late: bool,
    /// Why it is due: the words of the rule, or that a date slipped.
    pub why: Bilingual,
}

/// The contacts that are due, and what can become of a follow-up.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FollowUpView {
    /// News of an open matter.
    pub update_due: Option<ContactDueView>,
    /// After it was settled: whether it arrived, and all is well.
    pub follow_up_due: Option<ContactDueView>,
    /// A sampled return visit.
    pub return_visit_due: Option<ContactDueView>,
    /// What can become of the last two; `reopen_wanted` offers to reopen.
    pub outcomes: Vec<Choice>,
}

/// An appeal that the regulator passed on, as typed.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppealForm {
    /// The regulator's number.
    pub number: String,
    /// The day on which it was passed on.
    pub forwarded_on: String,
    /// What is to be said to it.
    pub words: String,
}

/// What the regulator was answered, as typed.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppealReportForm {
    /// The event of the appeal.
    pub appeal: String,
    /// The day on which it was sent.
    pub reported_on: String,
    /// What is to be said to it.
    pub words: String,
}

/// What the regulator was answered.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppealReport {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The day on which it was sent.
    pub reported_on: String,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
}

/// An appeal that the regulator passed on.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppealView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The regulator's number.
    pub number: String,
    /// The day on which it was passed on.
    pub forwarded_on: String,
    /// The first moment at which an answer is too late.
    pub due_at: String,
    /// Whether it is late, or was answered late.
    pub late: bool,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
    /// Our answer; none until there is one.
    pub reported: Option<AppealReport>,
}

/// How content the customer is, as chosen. Each of 1 to 5, or none where nothing was said.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct RatingForm {
    /// How soon.
    pub timeliness: Option<u8>,
    /// How they were met.
    pub attitude: Option<u8>,
    /// How safe the item was.
    pub safety: Option<u8>,
    /// How it was handled.
    pub handling: Option<u8>,
    /// How it was said: `counter`, `phone`, `slip`.
    pub way: String,
    /// What is to be said to it.
    pub words: String,
}

/// How content the customer is. Each of 1 to 5, or none where nothing was said.
#[derive(Clone, Debug, Serialize, Type)]
pub struct RatingView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// How soon.
    pub timeliness: Option<u8>,
    /// How they were met.
    pub attitude: Option<u8>,
    /// How safe the item was.
    pub safety: Option<u8>,
    /// How it was handled.
    pub handling: Option<u8>,
    /// How it was said: `counter`, `phone`, `slip`.
    pub way: String,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
}

impl FollowUpView {
    /// Of a ticket as it stands now.
    pub(super) fn of(desk: &desk::Desk, ticket: &Ticket) -> Self {
        let (due, rules) = (desk.follow_ups(ticket), desk.policy().follow_up());
        let asked = |due: domain::follow_up::FollowUpDue| ContactDueView {
            about: ContactAbout::FOLLOW_UP.to_string(),
            due_at: due.due_at.to_string(),
            late: due.is_late,
            why: (&rules.citation).into(),
        };
        let update = due.update.map(|update| {
            let (about, why) = match update.why {
                UpdateReason::Regular => (ContactAbout::PROGRESS, (&rules.citation).into()),
                UpdateReason::DateSlipped => (ContactAbout::DELAY, slipped()),
            };
            ContactDueView {
                about: about.to_string(),
                due_at: update.due_at.to_string(),
                late: desk.now() >= update.due_at,
                why,
            }
        });
        let outcomes = rules.outcomes.iter();
        Self {
            update_due: update,
            follow_up_due: due.follow_up.map(asked),
            return_visit_due: due.return_visit.map(asked),
            outcomes: outcomes
                .map(|choice| Choice { code: choice.code.to_string(), name: (&choice.name).into() })
                .collect(),
        }
    }
}

/// Why somebody is to be told at once.
fn slipped() -> Bilingual {
    Bilingual { zh: "承诺的日期已过".to_owned(), en: "A promised date has passed".to_owned() }
}

impl AppealView {
    /// An appeal on a ticket's sheet.
    pub(super) fn of(appeal: &domain::Appeal, desk: &desk::Desk, sheet: &desk::TicketSheet) -> Self {
        let standing = desk.appeal_standing(&sheet.ticket, appeal);
        Self {
            event: appeal.event.to_string(),
            at: appeal.at.to_string(),
            by: name(appeal.by, sheet),
            number: appeal.forwarded.number.clone(),
            forwarded_on: appeal.forwarded.forwarded_on.to_string(),
            due_at: standing.due_at.to_string(),
            late: standing.is_late,
            words: said(&appeal.forwarded.words),
            reported: appeal.report().map(|report| AppealReport {
                event: report.event.to_string(),
                at: report.at.to_string(),
                by: name(report.by, sheet),
                reported_on: report.made.reported_on.to_string(),
                words: said(&report.made.words),
            }),
        }
    }
}

impl RatingView {
    /// What the customer thinks of a ticket; none where nobody said anything.
    pub(super) fn of(sheet: &desk::TicketSheet) -> Option<Self> {
        let rated = sheet.ticket.rating()?;
        let made = &rated.made;
        let stars = |stars: Option<domain::Stars>| stars.map(domain::Stars::get);
        Some(Self {
            event: rated.event.to_string(),
            at: rated.at.to_string(),
            by: name(rated.by, sheet),
            timeliness: stars(made.timeliness),
            attitude: stars(made.attitude),
            safety: stars(made.safety),
            handling: stars(made.handling),
            way: made.way.to_string(),
            words: said(&made.words),
        })
    }
}
