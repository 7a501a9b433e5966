//! What the papers about money share, as plain values. Names come in masked.

use std::fmt;

use crate::moment::Moment;
use crate::paper::Bilingual;
use crate::values::Ground;

/// One head of what is paid: for what, how much, by which rule, and how it was reckoned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoneyLine {
    /// For what: loss, freight refund, coupon, return freight, delay.
    pub head: Bilingual,
    /// In fen.
    pub fen: i64,
    /// The words of the rule that gives it; where they are blank the paper says that they are not recorded.
    pub citation: Bilingual,
    /// How it was reckoned, a sentence a step, in order.
    pub steps: Vec<Bilingual>,
}

/// An amount and what it rests on: the customer's word, a proof.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backed {
    /// In fen.
    pub fen: i64,
    /// On what.
    pub by: Bilingual,
}

/// What we do once something has happened, such as paying after an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledge {
    /// What will have happened.
    pub what: Bilingual,
    /// By when.
    pub term: Term,
    /// Where this term comes from.
    pub ground: Ground,
    /// Whether the calendar of that year is not yet published.
    pub provisional: bool,
}

/// The end of a pledge's term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// The end of a day, or a minute of it.
    By(Moment),
    /// Counted from what has not happened yet, in words: within 7 days of your acceptance.
    Within(Bilingual),
}

/// What is left of a customer's right to have a matter reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// How many rounds are left.
    pub rounds_left: u32,
    /// By when the next one has to be asked for.
    pub due: Option<Moment>,
}

/// What a customer says to what is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Yes.
    Accepts,
    /// No.
    Refuses,
}

/// Who decided or released, and when. The name comes in masked; a unit may stand in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decider {
    /// As what.
    pub role: Bilingual,
    /// The masked name.
    pub name: Option<String>,
    /// Of which unit.
    pub unit: Option<Bilingual>,
    /// When.
    pub at: Option<Moment>,
}

/// A name that is not masked, for the one paper or part that has to say it. What is printed for a log does not.
#[derive(Clone, PartialEq, Eq)]
pub struct InFull(pub String);

impl fmt::Debug for InFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InFull(..)")
    }
}
