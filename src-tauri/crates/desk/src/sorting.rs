//! How a matter is sorted and weighed: what its words suggest, what was made of it, and what follows from degrees.

use std::collections::HashSet;

use domain::{
    Answered, Candidate, CategoryCode, EventId, Fact, Impact, Kind, MatterSorted, MatterWeighed, Priority,
    Risk, RiskGrade, Sealed, Suggestion, Ticket, TicketId, suggest,
};

use crate::{Desk, DeskError, Intake, SortedForm};

/// What follows from degrees as they are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weighing {
    /// The points of the impact, added up.
    pub points: Option<u32>,
    /// How soon it must be seen to.
    pub priority: Option<Priority>,
    /// The points of the risk, multiplied.
    pub risk_points: Option<u32>,
    /// How grave it could become.
    pub grade: Option<RiskGrade>,
}

impl Desk {
    /// What a text suggests for a ticket of a kind; words stand at bytes of the text.
    pub fn suggest(&self, text: &str, kind: Kind) -> Suggestion {
        suggest(text, kind, self.policy())
    }

    /// What the policy makes of degrees. Where people are in danger it is the highest priority.
    pub fn preview_weighing(&self, impact: Option<Impact>, risk: Option<Risk>) -> Weighing {
        let policy = self.policy();
        Weighing {
            points: impact.map(|impact| impact.points(policy)),
            priority: impact.map(|impact| impact.priority(policy)),
            risk_points: risk.map(|risk| risk.points(policy)),
            grade: risk.map(|risk| risk.grade(policy)),
        }
    }

    /// Writes down how soon a ticket must be seen to and how grave it could become; what is none stays as it was.
    /// `seen` is the last line of its story that was on the screen: what somebody judged since is not written over.
    pub fn weigh(
        &self,
        id: TicketId,
        impact: Option<Impact>,
        risk: Option<Risk>,
        seen: EventId,
    ) -> Result<(), DeskError> {
        let person = self.acting(MatterWeighed::ACT)?;
        if impact.is_none() && risk.is_none() {
            return Err(DeskError::WeighingEmpty);
        }
        let Weighing { priority, grade, .. } = self.preview_weighing(impact, risk);
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            ticket.refuse_unseen(seen, |fact| matches!(fact, Fact::MatterWeighed(_)))?;
            Ok(vec![Fact::MatterWeighed(MatterWeighed { impact, priority, risk, grade })])
        })
    }

    /// How a ticket that is of another category from now on is sorted: beside what its story suggests.
    pub(crate) fn sorted_anew(&self, intake: &Intake) -> Option<MatterSorted> {
        let offered = self.suggest(&intake.told.story, intake.kind).category;
        let offered = offered.map(|code| code.to_string());
        let sorted = Some(SortedForm { offered, answered: Answered::Unprompted });
        self.sorted(&Intake { sorted, ..intake.clone() })
    }

    /// How a matter that is taken in was sorted; none where nobody sorted it. What was offered stands only where the
    /// words of the story bear it out, and so do those words.
    pub(crate) fn sorted(&self, intake: &Intake) -> Option<MatterSorted> {
        let said = intake.sorted.as_ref()?;
        let story = &intake.told.story;
        let suggested = self.suggest(story, intake.kind);
        let offered =
            suggested.category.as_ref().filter(|code| said.offered.as_deref() == Some(code.as_str()));
        let words = offered.map(|offered| words_for(offered, &suggested, story));
        let rules = self.policy().classification();
        Some(MatterSorted {
            answered: answered(offered, &intake.category),
            offered: offered.cloned(),
            unit: rules.unit_of(&intake.category).cloned(),
            playbook: rules.playbook_of(&intake.category).map(|playbook| playbook.code.clone()),
            words: words.map(Sealed::Open),
            category: intake.category.clone(),
        })
    }
}

/// What a story that grew since it was looked at keeps from being done.
pub(crate) trait Looked {
    /// Refuses what is done in the ticket in which this one goes on.
    fn refuse_merged(&self) -> Result<(), DeskError>;

    /// Refuses where a line behind `seen`, or any where that is not here, says what `matters`.
    fn refuse_unseen(&self, seen: EventId, matters: impl Fn(&Fact) -> bool) -> Result<(), DeskError>;
}

impl Looked for Ticket {
    fn refuse_merged(&self) -> Result<(), DeskError> {
        if self.merged_into.is_some() { Err(DeskError::MergedAway) } else { Ok(()) }
    }

    fn refuse_unseen(&self, seen: EventId, matters: impl Fn(&Fact) -> bool) -> Result<(), DeskError> {
        let behind = self.story.iter().position(|line| line.event == seen).map_or(0, |place| place + 1);
        let is_new = self.story[behind..].iter().any(|line| line.applied && matters(&line.fact));
        if is_new { Err(DeskError::TicketChanged) } else { Ok(()) }
    }
}

/// What was made of an offer: of a whole group that was offered each of its categories takes it.
fn answered(offered: Option<&CategoryCode>, category: &CategoryCode) -> Answered {
    match offered {
        None => Answered::Unprompted,
        Some(offered) if is_within(category, offered) => Answered::Accepted,
        Some(_) => Answered::Overridden,
    }
}

/// Whether `category` is `group`, or stands below it.
fn is_within(category: &CategoryCode, group: &CategoryCode) -> bool {
    let below = category.as_str().strip_prefix(group.as_str());
    below.is_some_and(|below| below.is_empty() || below.starts_with('.'))
}

/// The words that led to an offer, each once, in the order of the text.
fn words_for(offered: &CategoryCode, suggested: &Suggestion, text: &str) -> Vec<String> {
    let led = suggested.candidates.iter().filter(|candidate| is_within(&candidate.category, offered));
    let mut places: Vec<_> = led.flat_map(Candidate::words).collect();
    places.sort_by_key(|place| (place.start, place.end));
    let words = places.into_iter().filter_map(|place| text.get(place)).map(str::trim);
    let mut said = HashSet::new();
    words.filter(|word| said.insert(*word)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use domain::{ImpactDegree, RiskDegree};

    use super::*;
    use crate::{
        Folders, SortedForm, TicketForm,
        desk::tests::{practice_desk, taken_in},
    };

    /// A story that offers the whole group of damage.
    const STORY: &str = "外箱破了,里面湿透了";

    fn desk() -> (tempfile::TempDir, Desk) {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { data: home.path().join("data"), state: home.path().join("state") };
        let desk = practice_desk(&folders);
        (home, desk)
    }

    fn taken_as(
        desk: &Desk,
        category: &str,
        offered: Option<&str>,
        screen: Answered,
    ) -> Option<MatterSorted> {
        let sorted = SortedForm { offered: offered.map(str::to_owned), answered: screen };
        let form = TicketForm {
            category: Some(category.to_owned()),
            story: STORY.to_owned(),
            sorted: Some(sorted),
            ..TicketForm::default()
        };
        let ticket = desk.folded(taken_in(desk, form)).unwrap();
        ticket.sorted.map(|sorted| sorted.made)
    }

    fn impact(urgency: ImpactDegree, endangers_people: bool) -> Impact {
        let [loss, spread, repair] = [ImpactDegree::None; 3];
        Impact { loss, spread, urgency, repair, endangers_people }
    }

    #[test]
    fn what_was_made_of_an_offer_is_judged_here_with_the_words_that_led_to_it() {
        let (_home, desk) = desk();
        assert_eq!(desk.suggest(STORY, Kind::Claim).category, Some("damage".into()));

        let made = taken_as(&desk, "damage.soiled", Some("damage"), Answered::Overridden).unwrap();
        assert_eq!(made.answered, Answered::Accepted, "a category of the group that was offered");
        assert_eq!(made.category, "damage.soiled".into());
        let words = made.words.unwrap().open().unwrap().clone();
        assert!(!words.is_empty() && words.iter().all(|word| STORY.contains(word)), "{words:?}");
        assert!(
            words.contains(&"湿透".to_owned()) || words.iter().any(|word| word.contains('湿')),
            "{words:?}"
        );
        let policy = desk.policy().classification();
        assert_eq!(made.unit.as_ref(), policy.unit_of(&"damage.soiled".into()));
        assert_eq!(made.playbook.as_ref(), policy.playbook_of(&"damage.soiled".into()).map(|it| &it.code));

        let made = taken_as(&desk, "delay.transit", Some("damage"), Answered::Accepted).unwrap();
        assert_eq!(made.answered, Answered::Overridden, "whatever the screen says");
    }

    #[test]
    fn an_offer_that_the_story_does_not_bear_out_was_none() {
        let (_home, desk) = desk();
        for offered in [None, Some("delay.transit")] {
            let made = taken_as(&desk, "delay.transit", offered, Answered::Accepted).unwrap();
            assert_eq!((made.answered, made.offered, made.words), (Answered::Unprompted, None, None));
        }
    }

    #[test]
    fn a_form_of_before_there_were_suggestions_says_nothing_of_them() {
        let (_home, desk) = desk();
        let form = TicketForm {
            category: Some("damage.soiled".to_owned()),
            story: STORY.to_owned(),
            ..TicketForm::default()
        };
        let mut old = serde_json::to_value(&form).unwrap();
        for field in ["sorted", "kin"] {
            old.as_object_mut().unwrap().remove(field).unwrap();
        }
        let old: TicketForm = serde_json::from_value(old).unwrap();
        assert_eq!(old, form);
        assert_eq!(desk.folded(taken_in(&desk, old)).unwrap().sorted, None);
    }

    #[test]
    fn a_danger_to_people_is_the_highest_priority_whatever_else_is_chosen() {
        let (_home, desk) = desk();
        let none = desk.preview_weighing(Some(impact(ImpactDegree::None, false)), None);
        assert_eq!((none.points, none.priority, none.grade), (Some(0), Some(Priority::Low), None));
        let danger = desk.preview_weighing(Some(impact(ImpactDegree::None, true)), None);
        assert_eq!((danger.points, danger.priority), (Some(0), Some(Priority::Highest)));
    }

    #[test]
    fn a_weighing_is_kept_with_what_the_policy_makes_of_it_and_never_written_over_unseen() {
        let (_home, desk) = desk();
        let id = taken_in(&desk, TicketForm { story: STORY.to_owned(), ..TicketForm::default() });
        let last = || desk.folded(id).unwrap().story.last().unwrap().event;
        let seen = last();
        assert_eq!(desk.weigh(id, None, None, seen).unwrap_err().code(), "weighing_empty");

        desk.add_note(id, "somebody wrote something else meanwhile").unwrap();
        let danger = impact(ImpactDegree::Slight, true);
        desk.weigh(id, Some(danger), None, seen).unwrap();
        let weighed = desk.folded(id).unwrap().weighed;
        let judged = weighed.impact.unwrap();
        assert_eq!((judged.factors, judged.result), (Some(danger), Some(Priority::Highest)));
        assert_eq!(desk.ticket_row(id).unwrap().0.priority, Some(Priority::Highest));

        let risk = Risk {
            probability: RiskDegree::High,
            impact: RiskDegree::High,
            controllability: RiskDegree::High,
        };
        assert_eq!(desk.weigh(id, None, Some(risk), seen).unwrap_err().code(), "ticket_changed");
        desk.weigh(id, None, Some(risk), last()).unwrap();
        let weighed = desk.folded(id).unwrap().weighed;
        assert_eq!(weighed.risk.unwrap().result, Some(RiskGrade::Critical));
        assert_eq!(weighed.impact.unwrap().factors, Some(danger), "what was not judged now stays");
    }
}
