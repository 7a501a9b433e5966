//! What a daily summary says, as plain values.

use crate::lists::KeptArticle;
use crate::moment::Moment;
use crate::paper::Bilingual;
use crate::values::{Issue, Kind};

/// What happened in a period at one counter or in a whole branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailySummary {
    /// By whom it was printed, at which counter and when.
    pub issue: Issue,
    /// Whose figures these are.
    pub scope: Scope,
    /// How long the period is.
    pub period: Period,
    /// Its first day.
    pub from: Moment,
    /// Its last day.
    pub to: Moment,
    /// Counters whose figures are missing.
    pub silent: Vec<SilentCounter>,
    /// The figures of the period.
    pub figures: Figures,
    /// The same by kind and category.
    pub by_category: Vec<CategoryFigures>,
    /// How many tickets are in which state.
    pub by_state: Vec<StateCount>,
    /// What was claimed.
    pub claimed: Sum,
    /// What was offered.
    pub offered: Sum,
    /// What was paid, by method.
    pub paid: Vec<Paid>,
    /// The money of a closed day by method, as counted beside its vouchers; nothing where none was counted.
    pub counted: Vec<CountedMoney>,
    /// The coupons that were given.
    pub coupons: Sum,
    /// The mean time to the first answer to an enquiry, in seconds.
    pub first_response: Measure,
    /// The mean time from opening to closing, in seconds.
    pub handling: Measure,
    /// The share of customers who were satisfied, in parts of ten thousand.
    pub satisfied: Measure,
    /// Who or what caused it.
    pub causes: Vec<Cause>,
    /// What is in custody.
    pub in_custody: Vec<KeptArticle>,
    /// Payments that are not yet settled.
    pub to_reconcile: Vec<Payment>,
    /// What headquarters has signed for.
    pub manifest: Manifest,
    /// Every ticket of the period.
    pub tickets: Vec<SummaryTicket>,
}

/// Whose figures these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One counter's, which the issue names.
    Counter,
    /// The whole branch's.
    Branch,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
}

/// A counter that was not heard from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentCounter {
    /// Its letter or name.
    pub name: String,
    /// When it was last heard from; nothing if never.
    pub last_heard: Option<Moment>,
}

/// The figures of a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Tickets opened.
    pub opened: u64,
    /// Tickets closed.
    pub closed: u64,
    /// Tickets that were open when it began.
    pub carried_in: u64,
    /// Tickets that are open when it ends.
    pub carried_out: u64,
    /// Tickets past a deadline.
    pub overdue: u64,
    /// Tickets that are not, and will be before the day ends.
    pub due_today: u64,
    /// Lines that headquarters has not confirmed.
    pub unconfirmed_lines: u64,
    /// Photographs that headquarters has not confirmed.
    pub unconfirmed_photos: u64,
}

/// The figures of a kind, or of a category of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryFigures {
    /// The kind.
    pub kind: Kind,
    /// The category; nothing for the whole kind.
    pub category: Option<Bilingual>,
    /// Tickets opened.
    pub opened: u64,
    /// Tickets closed.
    pub closed: u64,
    /// Tickets open.
    pub open: u64,
    /// Tickets past a deadline.
    pub overdue: u64,
    /// Tickets of which headquarters has not confirmed all.
    pub unconfirmed: u64,
    /// What is claimed, in fen.
    pub claimed_fen: i64,
}

/// How many tickets are in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub state: Bilingual,
    /// How many.
    pub count: u64,
}

/// Amounts, counted and added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub count: u64,
    /// In fen.
    pub fen: i64,
}

/// What was paid in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// In cash, by transfer, in coupons.
    pub method: Bilingual,
    /// How often and how much.
    pub sum: Sum,
}

/// What was paid by one method on a day: by its vouchers, and as it was counted when the day was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedMoney {
    /// In cash, by transfer, in coupons.
    pub method: Bilingual,
    /// What the vouchers came to, in fen.
    pub paid_fen: i64,
    /// What was counted, in fen.
    pub counted_fen: i64,
    /// Why the two differ.
    pub words: Option<String>,
}

/// A mean or a share against its target.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measure {
    /// What was measured; nothing if there were no cases.
    pub actual: Option<u64>,
    /// What is aimed at.
    pub target: u64,
    /// From how many cases.
    pub cases: u64,
}

/// A cause and how often it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Who or what.
    pub cause: Bilingual,
    /// How often.
    pub count: u64,
}

/// A payment that is not yet settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The ticket's number.
    pub number: String,
    /// How it was paid.
    pub method: Bilingual,
    /// How much, in fen.
    pub fen: i64,
    /// Since when.
    pub since: Option<Moment>,
}

/// What headquarters has signed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manifest {
    /// All of it.
    Complete {
        /// How many lines.
        lines: u64,
        /// When it signed.
        signed: Moment,
    },
    /// Every line and photograph by itself; the day as a whole has not been compared yet.
    Received,
    /// Not yet all of it.
    Incomplete {
        /// Lines that it has not confirmed.
        lines: u64,
        /// Photographs that it has not confirmed.
        photos: u64,
    },
}

/// A ticket of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryTicket {
    /// Its number.
    pub number: String,
    /// What it is.
    pub kind: Kind,
    /// The category, as the policy words it.
    pub category: Option<Bilingual>,
    /// The state it is in.
    pub state: Bilingual,
    /// The waybill's number.
    pub waybill: Option<String>,
    /// The masked name.
    pub customer: Option<String>,
    /// When it was opened.
    pub opened: Option<Moment>,
    /// By when it has to be answered.
    pub due: Option<Moment>,
    /// What is claimed, in fen.
    pub claimed_fen: Option<i64>,
}

impl DailySummary {
    pub(super) fn year(&self) -> Option<i32> {
        Some(self.to.year)
    }
}

impl Period {
    pub(super) fn title_id(self) -> &'static str {
        match self {
            Self::Day => "paper-title-day",
            Self::Week => "paper-title-week",
            Self::Month => "paper-title-month",
        }
    }
}
