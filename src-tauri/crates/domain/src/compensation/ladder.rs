//! The ladder of amounts: claimed → proven → assessed → approved → paid.
//!
//! An amount above the one before it, or one without the one before it, is possible only with a reason that is said.
//! What is approved rests on what was assessed, and what is paid on what was approved; nothing replaces those.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Fen, UnknownWord,
    vocabulary::{closed, open},
};

closed! {
    /// A rung of the ladder.
    Rung {
        /// Asked for. 索赔
        Claimed = "claimed",
        /// Borne out by papers. 已证明
        Proven = "proven",
        /// As the rules give it. 核算
        Assessed = "assessed",
        /// As people decided. 批准
        Approved = "approved",
        /// Given to the customer, all payments together. 支付
        Paid = "paid",
    }
}

open! {
    /// Why an amount is above the one before it: a word of the policy's list, for it stands open in the log.
    DepartureCode {
        /// The rule gives a fixed sum, so nothing has to be proven.
        NO_PROOF_NEEDED = "no_proof_needed",
        /// More than is owed, to keep the customer.
        GOODWILL = "goodwill",
    }
}

/// An amount on its rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Height {
    /// How much.
    pub fen: Fen,
    /// Why it is above the one before it, where it is.
    pub departure: Option<DepartureCode>,
}

/// The amounts of one claim, as far as they have come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder(BTreeMap<Rung, Height>);

/// Why an amount cannot stand on its rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LadderError {
    /// The rung it rests on is empty.
    #[error("nothing is {0} yet")]
    RestsOn(Rung),
    /// It is above the one before it, and nobody said why.
    #[error("more than was {0}, without a reason")]
    SilentStepUp(Rung),
    /// Money was paid; what it rests on stays.
    #[error("it was paid and stays")]
    AlreadyPaid,
    /// All payments together are more than can be held.
    #[error("the amount is too large")]
    TooLarge,
}

impl Rung {
    /// The rung without which this one cannot be.
    fn rests_on(self) -> Option<Self> {
        match self {
            Self::Claimed | Self::Proven | Self::Assessed => None,
            Self::Approved => Some(Self::Assessed),
            Self::Paid => Some(Self::Approved),
        }
    }
}

impl Ladder {
    /// The amounts as a log has them: what was written stands, whether or not it may be written today.
    pub(crate) fn recorded(heights: BTreeMap<Rung, Height>) -> Self {
        Self(heights)
    }

    /// The amount of a rung.
    pub fn fen(&self, rung: Rung) -> Option<Fen> {
        self.0.get(&rung).map(|height| height.fen)
    }

    /// The amount of a rung with its reason.
    pub fn height(&self, rung: Rung) -> Option<&Height> {
        self.0.get(&rung)
    }

    /// The ladder with `fen` on `rung`. What rested on an earlier amount there is taken down, for it must be made anew.
    /// A payment is not set but added; see [`Ladder::pay`].
    pub fn set(&self, rung: Rung, fen: Fen, departure: Option<DepartureCode>) -> Result<Self, LadderError> {
        if rung == Rung::Paid {
            return self.pay(fen, departure);
        }
        if self.0.contains_key(&Rung::Paid) {
            return Err(LadderError::AlreadyPaid);
        }
        self.with(rung, fen, departure)
    }

    /// The ladder with another payment.
    pub fn pay(&self, fen: Fen, departure: Option<DepartureCode>) -> Result<Self, LadderError> {
        let before = self.height(Rung::Paid);
        let paid = before.map_or(Fen::ZERO, |height| height.fen);
        let mut ladder =
            self.with(Rung::Paid, paid.checked_add(fen).ok_or(LadderError::TooLarge)?, departure)?;
        // A reason that was said before is not forgotten, though it excuses nothing new.
        if let (Some(height), Some(before)) = (ladder.0.get_mut(&Rung::Paid), before) {
            height.departure = height.departure.take().or_else(|| before.departure.clone());
        }
        Ok(ladder)
    }

    fn with(&self, rung: Rung, fen: Fen, departure: Option<DepartureCode>) -> Result<Self, LadderError> {
        if let Some(below) = rung.rests_on().filter(|below| !self.0.contains_key(below)) {
            return Err(LadderError::RestsOn(below));
        }
        if departure.is_none() {
            let unproven = rung == Rung::Assessed && !self.0.contains_key(&Rung::Proven);
            if unproven && fen > Fen::ZERO {
                return Err(LadderError::SilentStepUp(Rung::Proven));
            }
            if let Some((below, height)) = self.0.range(..rung).next_back()
                && fen > height.fen
            {
                return Err(LadderError::SilentStepUp(*below));
            }
        }
        let mut ladder = self.clone();
        // Papers prove what they prove, whatever is asked for; all else rests on what stands below it.
        ladder.0.retain(|above, height| {
            let still_proven = rung == Rung::Claimed && *above == Rung::Proven;
            *above <= rung || still_proven && (height.fen <= fen || height.departure.is_some())
        });
        ladder.0.insert(rung, Height { fen, departure });
        Ok(ladder)
    }
}

#[cfg(test)]
mod tests;
