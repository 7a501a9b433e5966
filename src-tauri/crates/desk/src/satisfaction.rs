//! What customers think of how they were served, and when they are to hear from us without asking.

use domain::{
    Fact, SatisfactionRated, Ticket, TicketId,
    follow_up::{FollowUpDue, UpdateDue, follow_up_due, return_visit_due, update_due},
};

use crate::{Desk, DeskError, sorting::Looked};

/// When a ticket's customer is to hear from us without asking; what is none is not to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUps {
    /// They are to be told how far it is.
    pub update: Option<UpdateDue>,
    /// They are to be asked after what was agreed has been done.
    pub follow_up: Option<FollowUpDue>,
    /// They are to be asked although nothing was settled: one of some that are picked.
    pub return_visit: Option<FollowUpDue>,
}

impl Desk {
    /// Writes down the stars that a customer gave. What they said nothing of is left out; the newest rating stands.
    pub fn rate(&self, id: TicketId, rating: SatisfactionRated) -> Result<(), DeskError> {
        let person = self.acting(rating.act())?;
        if !rating.is_given() {
            return Err(DeskError::RatingEmpty);
        }
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            Ok(vec![Fact::SatisfactionRated(rating)])
        })
    }

    /// When a ticket's customer is to hear from us without asking, as it stands now.
    pub fn follow_ups(&self, ticket: &Ticket) -> FollowUps {
        let (now, calendar, policy) = (self.now(), self.calendar(), self.policy());
        FollowUps {
            update: update_due(ticket, now, &calendar, policy),
            follow_up: follow_up_due(ticket, now, &calendar, policy),
            return_visit: return_visit_due(ticket, now, &calendar, policy),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Kind, RatingWay, Stars, TicketAction};

    use super::*;
    use crate::{
        Folders, TicketForm,
        desk::tests::{practice_desk, taken_in},
    };

    #[test]
    fn stars_are_written_down_and_none_are_no_rating() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { data: home.path().join("data"), state: home.path().join("state") };
        let desk = practice_desk(&folders);
        let form =
            TicketForm { kind: Kind::Enquiry, story: "几点关门?".to_owned(), ..TicketForm::default() };
        let id = taken_in(&desk, form);
        let rated = |handling: Option<Stars>| SatisfactionRated {
            timeliness: None,
            attitude: None,
            safety: None,
            handling,
            way: RatingWay::COUNTER,
            words: None,
        };
        assert_eq!(desk.rate(id, rated(None)).unwrap_err().code(), "rating_empty");
        desk.rate(id, rated(Some(Stars::MOST))).unwrap();
        assert_eq!(desk.folded(id).unwrap().rating().unwrap().made, rated(Some(Stars::MOST)));

        let account = desk.account(desk.today(), domain::Span::Day, crate::Scope::Counter).unwrap();
        let satisfied = account.figures().satisfied;
        assert_eq!((satisfied.rated, satisfied.of_10_000()), (1, Some(10_000)));
        let (pages, _) =
            desk.show_account(&account, crate::PaperSize::A4, crate::PaperLanguage::English).unwrap();
        assert!(!pages.is_empty());
    }

    #[test]
    fn the_customer_of_an_open_ticket_is_told_how_far_it_is_and_of_a_finished_one_no_more() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { data: home.path().join("data"), state: home.path().join("state") };
        let desk = practice_desk(&folders);
        let form =
            TicketForm { kind: Kind::Enquiry, story: "几点关门?".to_owned(), ..TicketForm::default() };
        let id = taken_in(&desk, form);
        let follow_ups = || desk.follow_ups(&desk.folded(id).unwrap());
        assert!(follow_ups().update.is_some());
        desk.take_action(id, TicketAction::Answer, "六点").unwrap();
        assert_eq!((follow_ups().update, follow_ups().follow_up), (None, None));
    }
}
