//! What may be done by whom: one table for counters and headquarters.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Fact, TicketAction, UnknownWord, vocabulary::closed};

closed! {
    /// What somebody works as. In a line a newer version may name others; they allow nothing here.
    StaffRole {
        /// Takes matters in at the counter. 经办人
        Clerk = "clerk",
        /// Works on tickets behind the counter. 后台客服
        BackOffice = "back_office",
        /// Finds parcels and what befell them. 运营
        Operations = "operations",
        /// Looks whether it was done well. 质控
        Quality = "quality",
        /// Runs the branch. 网点经理
        Manager = "manager",
        /// Decides claims. 理赔员
        Adjuster = "adjuster",
        /// Releases money. 复核人
        Approver = "approver",
        /// Runs headquarters, or a counter's machine. 管理员
        Administrator = "administrator",
        /// Reads who looked at what and who did what, and sees no ticket. 审计员
        Auditor = "auditor",
    }
}

closed! {
    /// What somebody does, as far as it is not for all.
    Act {
        /// Looks at tickets with what customers told.
        ReadTickets = "read_tickets",
        /// Takes a matter in.
        TakeIn = "take_in",
        /// Corrects, converts, notes, adds evidence, settles what two wrote at once.
        WorkOn = "work_on",
        /// Tells the customer, and writes down their answer.
        TellCustomer = "tell_customer",
        /// Answers a question or a suggestion.
        Answer = "answer",
        /// Finds out what happened.
        Investigate = "investigate",
        /// Proposes an outcome.
        Propose = "propose",
        /// Declines, with an explanation.
        Decline = "decline",
        /// Takes a finished ticket up again.
        Reopen = "reopen",
        /// Does what was agreed.
        Settle = "settle",
        /// Says what a payment truly was.
        CorrectPayment = "correct_payment",
        /// Puts away what nothing is left to do about.
        Close = "close",
        /// Prints a ticket's papers.
        Print = "print",
        /// Takes items into custody and gives them back.
        KeepCustody = "keep_custody",
        /// Gives the counter over to the next person.
        HandOver = "hand_over",
        /// Opens and closes the counter's day.
        CloseDay = "close_day",
        /// Prints and exports the figures of a day, a week or a month. To look at them is for all who read tickets.
        GiveOutSummary = "give_out_summary",
        /// Lets somebody choose a new PIN, and has everybody's drafts.
        LookAfterPeople = "look_after_people",
        /// Chooses printers, papers and the like.
        ChangeSettings = "change_settings",
        /// Enrols, restores and carries over.
        LookAfterCounter = "look_after_counter",
        /// Decides claims.
        Decide = "decide",
        /// Releases money.
        Release = "release",
        /// Says who caused it.
        Adjudicate = "adjudicate",
        /// Publishes rules.
        Publish = "publish",
        /// Names people and gives out roles.
        NamePeople = "name_people",
        /// Adds units, enrols and revokes devices, takes carry-overs in, retries what was set aside.
        RunHeadquarters = "run_headquarters",
        /// Forgets a person.
        Forget = "forget",
        /// Reads who looked at what and who did what at headquarters.
        ReadAudit = "read_audit",
    }
}

impl StaffRole {
    /// Whether who holds this role may do `act`.
    pub fn may(self, act: Act) -> bool {
        use {Act::*, StaffRole::*};
        match act {
            ReadTickets => !matches!(self, Auditor),
            TakeIn | TellCustomer | Print | KeepCustody | HandOver | CloseDay => {
                matches!(self, Clerk | Manager)
            }
            WorkOn => matches!(self, Clerk | BackOffice | Operations | Manager | Adjuster),
            Answer => matches!(self, Clerk | BackOffice | Manager),
            Investigate => matches!(self, Clerk | BackOffice | Operations | Quality | Manager | Adjuster),
            Propose => matches!(self, BackOffice | Manager | Adjuster),
            // What is not ours is told at the counter, and can be taken up again.
            Decline => matches!(self, Clerk | BackOffice | Manager | Adjuster),
            Reopen => matches!(self, Clerk | BackOffice | Quality | Manager | Adjuster),
            Settle => matches!(self, Clerk | BackOffice | Manager),
            Close => matches!(self, Clerk | BackOffice | Quality | Manager | Adjuster),
            GiveOutSummary => matches!(self, Operations | Quality | Manager | Administrator),
            LookAfterPeople | CorrectPayment => matches!(self, Manager),
            ChangeSettings => matches!(self, Clerk | Manager | Administrator),
            LookAfterCounter => matches!(self, Manager | Administrator),
            Decide => matches!(self, Adjuster),
            Release => matches!(self, Approver),
            Adjudicate => matches!(self, Quality | Adjuster),
            Publish | NamePeople | RunHeadquarters | Forget => matches!(self, Administrator),
            ReadAudit => matches!(self, Administrator | Auditor),
        }
    }
}

impl TicketAction {
    /// What its author does.
    pub fn act(self) -> Act {
        match self {
            Self::Answer => Act::Answer,
            Self::Investigate | Self::AskCustomer => Act::Investigate,
            Self::Propose => Act::Propose,
            Self::CustomerReplied | Self::Accept | Self::Refuse | Self::Withdraw => Act::TellCustomer,
            Self::Settle => Act::Settle,
            Self::Close => Act::Close,
            Self::Decline => Act::Decline,
            Self::Reopen => Act::Reopen,
        }
    }
}

impl Fact {
    /// What its author does, where it is one of finding out, of an appeal or of a corrected payment; of all others their
    /// own types say it.
    pub fn act(&self) -> Option<Act> {
        Some(match self {
            Self::TaskSet(_)
            | Self::TaskGiven(_)
            | Self::ErrandGiven(_)
            | Self::TaskAnswered(_)
            | Self::EvidenceNoted(_)
            | Self::FindingMade(_) => Act::Investigate,
            Self::FaultAdjudicated(_) | Self::ImprovementNoted(_) => Act::Adjudicate,
            Self::AppealForwarded(_) | Self::AppealReported(_) => Act::WorkOn,
            Self::PaymentCorrected(_) => Act::CorrectPayment,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_do_what_can_be_checked_by_a_manager() {
        let mut table = String::new();
        for role in StaffRole::ALL {
            let may: Vec<&str> =
                Act::ALL.iter().filter(|act| role.may(**act)).map(|act| act.as_str()).collect();
            table += &format!("{role}: {}\n", may.join(", "));
        }
        insta::assert_snapshot!(table, @r"
        clerk: read_tickets, take_in, work_on, tell_customer, answer, investigate, decline, reopen, settle, close, print, keep_custody, hand_over, close_day, change_settings
        back_office: read_tickets, work_on, answer, investigate, propose, decline, reopen, settle, close
        operations: read_tickets, work_on, investigate, give_out_summary
        quality: read_tickets, investigate, reopen, close, give_out_summary, adjudicate
        manager: read_tickets, take_in, work_on, tell_customer, answer, investigate, propose, decline, reopen, settle, correct_payment, close, print, keep_custody, hand_over, close_day, give_out_summary, look_after_people, change_settings, look_after_counter
        adjuster: read_tickets, work_on, investigate, propose, decline, reopen, close, decide, adjudicate
        approver: read_tickets, release
        administrator: read_tickets, give_out_summary, change_settings, look_after_counter, publish, name_people, run_headquarters, forget, read_audit
        auditor: read_audit
        ");
    }

    #[test]
    fn each_step_of_a_ticket_is_an_act() {
        let mut table = String::new();
        for action in TicketAction::ALL {
            table += &format!("{action}: {}\n", action.act());
        }
        insta::assert_snapshot!(table, @r"
        answer: answer
        investigate: investigate
        ask_customer: investigate
        customer_replied: tell_customer
        propose: propose
        accept: tell_customer
        refuse: tell_customer
        settle: settle
        decline: decline
        withdraw: tell_customer
        close: close
        reopen: reopen
        ");
    }
}
