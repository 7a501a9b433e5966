//! How the customer was reached: every call, text, letter and visit, and every one that failed.

use crate::{EventId, Instant, PersonId, Sealed, vocabulary::open};

open! {
    /// By what means.
    ContactWay {
        /// A call.
        PHONE = "phone",
        /// A text message.
        TEXT = "text",
        /// A letter.
        LETTER = "letter",
        /// A visit to the customer.
        VISIT = "visit",
        /// The customer stood at the counter.
        COUNTER = "counter",
    }
}

open! {
    /// What it was about.
    ContactAbout {
        /// How far the matter is.
        PROGRESS = "progress",
        /// What came of it.
        RESULT = "result",
        /// A date that slipped.
        DELAY = "delay",
        /// Something the customer is to bring or say.
        QUESTION = "question",
        /// Whether it arrived and the customer is satisfied.
        FOLLOW_UP = "follow_up",
    }
}

open! {
    /// What became of it.
    ContactOutcome {
        /// The customer was told.
        REACHED = "reached",
        /// Nobody answered.
        NO_ANSWER = "no_answer",
        /// The number is not theirs, or is none.
        WRONG_NUMBER = "wrong_number",
        /// The customer would not talk.
        REFUSED = "refused",
        /// It arrived, and the customer is satisfied.
        ARRIVED_SATISFIED = "arrived_satisfied",
        /// It arrived, and the customer is not satisfied.
        ARRIVED_DISSATISFIED = "arrived_dissatisfied",
        /// What was agreed has not arrived.
        NOT_ARRIVED = "not_arrived",
        /// The customer wants it taken up again.
        REOPEN_WANTED = "reopen_wanted",
        /// Nobody could be asked.
        NOT_REACHED = "not_reached",
    }
}

/// The customer was reached, or was to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactMade {
    /// By what means.
    pub way: ContactWay,
    /// What it was about.
    pub about: ContactAbout,
    /// What became of it.
    pub outcome: ContactOutcome,
    /// What was said.
    pub words: Option<Sealed<String>>,
}

/// A contact as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacted {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: ContactMade,
}

impl ContactMade {
    /// Whether the customer was told: who answers a follow-up was.
    pub fn reached(&self) -> bool {
        use ContactOutcome as Outcome;
        [
            Outcome::REACHED,
            Outcome::ARRIVED_SATISFIED,
            Outcome::ARRIVED_DISSATISFIED,
            Outcome::NOT_ARRIVED,
            Outcome::REOPEN_WANTED,
        ]
        .contains(&self.outcome)
    }
}
