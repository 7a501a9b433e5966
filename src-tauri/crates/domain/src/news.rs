//! What headquarters tells other systems of: a kind of news for each fact that they may wait for. One fact makes at most one.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Fact, TicketAction, UnknownWord, vocabulary::closed};

closed! {
    /// What happened to a ticket, as other systems are told. Words are only added.
    NewsKind {
        /// A customer's matter was taken in.
        TicketOpened = "ticket.opened",
        /// Something about it was corrected.
        TicketAmended = "ticket.amended",
        /// The customer was promised something earlier or further.
        PromiseMade = "ticket.promise_made",
        /// It was moved on.
        StatusChanged = "ticket.status_changed",
        /// It was put away.
        TicketClosed = "ticket.closed",
        /// It goes on in another.
        TicketMerged = "ticket.merged",
        /// The regulator passed an appeal on.
        TicketAppealed = "ticket.appealed",
        /// The customer gave stars.
        TicketRated = "ticket.rated",
        /// Its customer was forgotten: whoever copied something is to forget it too.
        TicketForgotten = "ticket.forgotten",
        /// Somebody said what a claim comes to.
        ClaimAssessed = "claim.assessed",
        /// Headquarters decided.
        ClaimDecided = "claim.decided",
        /// A second person released the decision.
        ClaimReleased = "claim.released",
        /// Something was paid.
        ClaimPaid = "claim.paid",
        /// What was written of a payment was not what was paid.
        PaymentCorrected = "claim.payment_corrected",
    }
}

impl NewsKind {
    /// The news that a fact makes; none of what is the house's own, or of a kind that this version does not know.
    pub fn of(fact: &Fact) -> Option<Self> {
        Some(match fact {
            Fact::TicketOpened(_) => Self::TicketOpened,
            Fact::TicketAmended(_) => Self::TicketAmended,
            Fact::PromiseMade(_) => Self::PromiseMade,
            Fact::ActionTaken(taken) if taken.action == TicketAction::Close => Self::TicketClosed,
            Fact::ActionTaken(_) => Self::StatusChanged,
            Fact::TicketMerged(_) => Self::TicketMerged,
            Fact::AppealForwarded(_) => Self::TicketAppealed,
            Fact::SatisfactionRated(_) => Self::TicketRated,
            Fact::TicketForgotten => Self::TicketForgotten,
            Fact::AssessmentMade(_) => Self::ClaimAssessed,
            Fact::DecisionMade(_) => Self::ClaimDecided,
            Fact::DecisionReleased(_) => Self::ClaimReleased,
            Fact::PaymentMade(_) => Self::ClaimPaid,
            Fact::PaymentCorrected(_) => Self::PaymentCorrected,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ActionTaken, NoteAdded, Sealed, UnknownFact};

    #[test]
    fn a_fact_makes_one_kind_of_news_or_none() {
        let taken = |action| Fact::ActionTaken(ActionTaken { action, words: None });
        for (fact, news) in [
            (taken(TicketAction::Close), Some("ticket.closed")),
            (taken(TicketAction::Propose), Some("ticket.status_changed")),
            (Fact::TicketForgotten, Some("ticket.forgotten")),
            (Fact::NoteAdded(NoteAdded { text: Sealed::Shut }), None),
            (Fact::Unknown(UnknownFact { kind: "TicketSold".into() }), None),
        ] {
            assert_eq!(NewsKind::of(&fact).map(NewsKind::as_str), news, "{}", fact.kind());
        }
    }

    #[test]
    fn every_word_is_read_again() {
        for kind in NewsKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
    }
}
