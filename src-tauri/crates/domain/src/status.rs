//! Where a ticket stands, and what may be done next.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{UnknownWord, vocabulary::closed};

closed! {
    /// Where a ticket stands.
    TicketStatus {
        /// Taken in; nobody has looked yet.
        Registered = "registered",
        /// Somebody is finding out.
        Investigating = "investigating",
        /// The customer owes an answer.
        WaitingForCustomer = "waiting_for_customer",
        /// An outcome was proposed and is to be told.
        Proposed = "proposed",
        /// The customer accepted.
        Agreed = "agreed",
        /// What was agreed has been done.
        Settled = "settled",
        /// A question or suggestion was answered.
        Answered = "answered",
        /// Not ours, or not justified, and explained.
        Declined = "declined",
        /// The customer took it back.
        Withdrawn = "withdrawn",
        /// Nothing is left to do.
        Closed = "closed",
    }
}

closed! {
    /// What moves a ticket on.
    TicketAction {
        /// Answer a question or a suggestion.
        Answer = "answer",
        /// Start finding out.
        Investigate = "investigate",
        /// Ask the customer for something.
        AskCustomer = "ask_customer",
        /// The customer gave what was asked for.
        CustomerReplied = "customer_replied",
        /// Propose an outcome.
        Propose = "propose",
        /// The customer accepts the proposal.
        Accept = "accept",
        /// The customer refuses the proposal.
        Refuse = "refuse",
        /// Do what was agreed.
        Settle = "settle",
        /// Decline, with an explanation.
        Decline = "decline",
        /// The customer takes it back.
        Withdraw = "withdraw",
        /// Nothing is left to do.
        Close = "close",
        /// Take it up again.
        Reopen = "reopen",
    }
}

/// An action that the status does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{action} is not possible while the ticket is {status}")]
pub struct NotAllowed {
    /// Where the ticket stands.
    pub status: TicketStatus,
    /// What was tried.
    pub action: TicketAction,
}

impl TicketStatus {
    /// The status after `action`, or why it may not be taken.
    pub fn after(self, action: TicketAction) -> Result<Self, NotAllowed> {
        use {TicketAction::*, TicketStatus::*};
        match (self, action) {
            (Registered, Answer) | (Investigating, Answer) => Ok(Answered),
            (Registered, Investigate) => Ok(Investigating),
            (Registered | Investigating, AskCustomer) => Ok(WaitingForCustomer),
            (WaitingForCustomer, CustomerReplied) => Ok(Investigating),
            (Registered | Investigating, Propose) => Ok(Proposed),
            (Proposed, Accept) => Ok(Agreed),
            (Proposed, Refuse) => Ok(Investigating),
            (Agreed, Settle) => Ok(Settled),
            (Registered | Investigating | WaitingForCustomer, Decline) => Ok(Declined),
            (Registered | Investigating | WaitingForCustomer | Proposed, Withdraw) => Ok(Withdrawn),
            (Settled | Answered | Declined | Withdrawn, Close) => Ok(Closed),
            (Settled | Answered | Declined | Withdrawn | Closed, Reopen) => Ok(Investigating),
            (status, action) => Err(NotAllowed { status, action }),
        }
    }

    /// The actions that this status allows and no others.
    pub fn allowed(self) -> impl Iterator<Item = TicketAction> {
        TicketAction::ALL.iter().copied().filter(move |action| self.after(*action).is_ok())
    }

    /// Whether nothing is owed to the customer any more.
    pub fn is_finished(self) -> bool {
        use TicketStatus::*;
        matches!(self, Settled | Answered | Declined | Withdrawn | Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clerk_can_check_the_whole_table() {
        let mut table = String::new();
        for status in TicketStatus::ALL {
            for action in TicketAction::ALL {
                if let Ok(next) = status.after(*action) {
                    table += &format!("{status} --{action}--> {next}\n");
                }
            }
        }
        insta::assert_snapshot!(table, @r"
        registered --answer--> answered
        registered --investigate--> investigating
        registered --ask_customer--> waiting_for_customer
        registered --propose--> proposed
        registered --decline--> declined
        registered --withdraw--> withdrawn
        investigating --answer--> answered
        investigating --ask_customer--> waiting_for_customer
        investigating --propose--> proposed
        investigating --decline--> declined
        investigating --withdraw--> withdrawn
        waiting_for_customer --customer_replied--> investigating
        waiting_for_customer --decline--> declined
        waiting_for_customer --withdraw--> withdrawn
        proposed --accept--> agreed
        proposed --refuse--> investigating
        proposed --withdraw--> withdrawn
        agreed --settle--> settled
        settled --close--> closed
        settled --reopen--> investigating
        answered --close--> closed
        answered --reopen--> investigating
        declined --close--> closed
        declined --reopen--> investigating
        withdrawn --close--> closed
        withdrawn --reopen--> investigating
        closed --reopen--> investigating
        ");
    }
}
