//! Clocks: what must have happened by when, told to the customer or kept among ourselves.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Bilingual, Term, lists};
use crate::{
    CategoryCode, Channel, Demand, Kind, PromiseStep, RuleCode, StaffRole, UnknownWord,
    compensation::{Area, ServiceCode},
    vocabulary::closed,
};

closed! {
    /// From when a clock counts.
    ClockStart {
        /// The matter was taken in.
        Received = "received",
        /// It first was a complaint or a claim, whatever it was taken in as.
        ComplaintMade = "complaint_made",
        /// Money was first asked for.
        Claimed = "claimed",
        /// It first was of a kind that the clock runs for.
        OfKind = "of_kind",
        /// What the clock's `demands` name was first asked for.
        Demanded = "demanded",
        /// The claim form first was in the customer's hand: signed, or printed.
        ClaimFormGiven = "claim_form_given",
        /// Somebody began to find out, or a unit or branch was given a task.
        HandedOver = "handed_over",
        /// The customer last accepted what was proposed.
        Agreed = "agreed",
        /// A finished ticket was last taken up again.
        Reopened = "reopened",
        /// The day on which the parcel was to arrive.
        ArrivalPromised = "arrival_promised",
        /// The regulator forwarded an appeal: as the channel says, or on the day that was written down. Of several the
        /// first that it has no report on.
        AppealReceived = "appeal_received",
    }
}

closed! {
    /// What ends a clock. What the customer was told counts from the telling, not from the deciding.
    ClockStop {
        /// The receipt came out, or the customer was reached; away from the counter, as soon as it is registered.
        Acknowledged = "acknowledged",
        /// A contact reached the customer, or the outcome was told.
        FedBack = "fed_back",
        /// Somebody began to find out, a unit or branch was given a task, or it was dealt with at the counter.
        HandedOver = "handed_over",
        /// An outcome was proposed or the claim declined.
        Proposed = "proposed",
        /// There is an outcome and the customer was told.
        Told = "told",
        /// What was agreed was done, or the customer was told that nothing is owed.
        Settled = "settled",
        /// All that was approved was paid.
        Paid = "paid",
        /// The parcel arrived after all.
        Delivered = "delivered",
        /// The customer took it back.
        Withdrawn = "withdrawn",
        /// Nothing is owed any more.
        Finished = "finished",
        /// Nothing is left to do.
        Closed = "closed",
        /// The regulator has our report on every appeal.
        AppealReported = "appeal_reported",
    }
}

closed! {
    /// When a clock stands still.
    ClockPause {
        /// Never.
        Never = "never",
        /// While the customer owes an answer.
        WaitingForCustomer = "waiting_for_customer",
    }
}

closed! {
    /// What the end of a clock means.
    ClockEffect {
        /// We are late.
        Breach = "breach",
        /// The delay may be turned into a loss.
        OffersLoss = "offers_loss",
    }
}

/// Who is reminded when so much of a clock's time is used.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct EscalationStep {
    /// 1 to 100; at 100 it is due.
    pub at_percent: u32,
    /// Whom.
    pub roles: Vec<StaffRole>,
}

impl EscalationStep {
    /// What documents of before it was said mean.
    pub(super) fn usual() -> Vec<Self> {
        [
            (50, vec![StaffRole::Clerk]),
            (80, vec![StaffRole::Manager]),
            (100, vec![StaffRole::Manager, StaffRole::Quality]),
        ]
        .map(|(at_percent, roles)| Self { at_percent, roles })
        .into()
    }
}

/// What must have happened for a kind of ticket, within which time. Where it does not say otherwise, a clock is a
/// promise: it counts from the taking in until the customer is told, and never stands still.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Clock {
    /// What it is for.
    pub step: PromiseStep,
    /// The same in words, as the slip prints it.
    pub what: Bilingual,
    /// The kinds of ticket it runs for.
    pub kinds: Vec<Kind>,
    /// The categories it runs for, with all below them; all there are when empty. Of the clocks of one step only those
    /// that name the category most closely run.
    #[serde(default)]
    pub categories: Vec<CategoryCode>,
    /// It runs only where one of these is asked for; whatever is asked for when empty.
    #[serde(default)]
    pub demands: Vec<Demand>,
    /// It runs only for what reached us so; however it did when empty.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// It runs only for parcels that went so far; while that is not known, the earliest of a step binds.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// It runs only for these services; all there are when empty.
    #[serde(default)]
    pub services: Vec<ServiceCode>,
    /// The carriers whose parcels count as of these services while the service is not known.
    #[serde(default)]
    pub carriers: Vec<String>,
    /// From when it counts.
    #[serde(default = "received")]
    pub start: ClockStart,
    /// What ends it, whichever comes first.
    #[serde(default = "told")]
    pub stop: Vec<ClockStop>,
    /// When it stands still.
    #[serde(default = "never")]
    pub pauses_while: ClockPause,
    /// Within which time; a limit's where it names one.
    #[serde(default = "unsaid")]
    pub term: Term,
    /// Which rule says so; a limit's where it names one.
    #[serde(default = "no_rule")]
    pub rule: RuleCode,
    /// The limit whose term and rule it takes, so that one figure stands in one place.
    #[serde(default)]
    pub limit: Option<String>,
    /// The step it may never be later than; then it takes over that step's date and rule.
    #[serde(default)]
    pub within: Option<PromiseStep>,
    /// The calendar it counts by; the branch's own when none.
    #[serde(default)]
    pub calendar: Option<String>,
    /// Whether a last day that is not worked moves to the next one that is (Civil Code 203).
    #[serde(default)]
    pub moves_off_holidays: bool,
    /// Whether the customer is told, and it stands in the log.
    #[serde(default = "yes")]
    pub promised: bool,
    /// What its end means.
    #[serde(default = "breach")]
    pub effect: ClockEffect,
    /// Who is reminded when; the policy's own steps when empty.
    #[serde(default)]
    pub escalation: Vec<EscalationStep>,
}

fn received() -> ClockStart {
    ClockStart::Received
}

fn told() -> Vec<ClockStop> {
    vec![ClockStop::Told, ClockStop::Withdrawn]
}

fn never() -> ClockPause {
    ClockPause::Never
}

/// No length at all: a document in which no limit gives one is refused.
fn unsaid() -> Term {
    Term::Hours(0)
}

fn no_rule() -> RuleCode {
    RuleCode::from("")
}

fn yes() -> bool {
    true
}

fn breach() -> ClockEffect {
    ClockEffect::Breach
}

impl Clock {
    /// How closely it names such a ticket: 0 for every category, 1 for what stands above, 2 for the category itself; none
    /// where it does not run.
    pub(super) fn closeness(&self, kind: Kind, category: &CategoryCode) -> Option<u8> {
        match () {
            () if !self.kinds.contains(&kind) => None,
            () if self.categories.is_empty() => Some(0),
            () if self.categories.contains(category) => Some(2),
            () => lists::covers(&self.categories, category).then_some(1),
        }
    }

    /// Whether its end depends on which days are worked.
    pub(crate) fn rests_on_workdays(&self) -> bool {
        self.term.counts_workdays() || self.moves_off_holidays
    }

    /// Whether kind and category alone tell that it runs.
    pub(super) fn is_unconditional(&self) -> bool {
        self.demands.is_empty()
            && self.channels.is_empty()
            && self.areas.is_empty()
            && self.services.is_empty()
            && self.carriers.is_empty()
    }
}
