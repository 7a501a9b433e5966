//! Finding out what happened: evidence, findings, who caused it, and what is to become better.

use domain::{
    Act, EventId, EvidenceNoted, Fact, FaultAdjudicated, FindingMade, ImprovementNoted, ProposedTask,
    ResponsibleUnit, Sealed, Ticket, TicketId, tasks,
};

use crate::{Desk, DeskError, claims::said, sorting::Looked};

/// What somebody says of who caused it; the finding that it rests on is the ticket's last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjudicating {
    /// Who caused it.
    pub unit: ResponsibleUnit,
    /// In which branch, where it was another one.
    pub branch: Option<domain::BranchId>,
    /// Where it went wrong.
    pub stage: Option<domain::FaultStage>,
    /// Why.
    pub cause: Option<domain::FaultCause>,
    /// The reason.
    pub words: String,
}

/// A step that is proposed, with the task that fulfils it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is proposed.
    pub proposed: ProposedTask,
    /// The task that somebody set for it.
    pub fulfilled_by: Option<EventId>,
}

impl Desk {
    /// What is proposed for a ticket, in order; a task fulfils the first step of its kind that no other fulfils.
    pub fn steps(&self, ticket: &Ticket) -> Vec<Step> {
        let mut set: Vec<_> = ticket.tasks.iter().collect();
        let mut fulfils = |proposed: &ProposedTask| {
            let place = set.iter().position(|task| task.what == proposed.what)?;
            Some(set.remove(place).event)
        };
        let proposed = tasks::first_steps(ticket, self.now(), &self.calendar(), self.policy()).into_iter();
        proposed.map(|proposed| Step { fulfilled_by: fulfils(&proposed), proposed }).collect()
    }

    /// Notes what bears out how it happened. A photo is one of the ticket's own.
    pub fn note_evidence(&self, id: TicketId, noted: EvidenceNoted) -> Result<(), DeskError> {
        let person = self.acting(Act::Investigate)?;
        if noted.photo.is_none() && noted.overwritten_on.is_none() && noted.words.is_none() {
            return Err(DeskError::form("words", "missing"));
        }
        if noted.overwritten_on.is_some_and(|day| day < self.today()) {
            return Err(DeskError::DayPassed);
        }
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            let is_here = |photo: EventId| ticket.photos.iter().any(|there| there.event == photo);
            if noted.photo.is_some_and(|photo| !is_here(photo)) {
                return Err(DeskError::NoPhoto);
            }
            Ok(vec![Fact::EvidenceNoted(noted)])
        })
    }

    /// Writes down what was found. The newest stands.
    pub fn make_finding(&self, id: TicketId, made: FindingMade) -> Result<(), DeskError> {
        let person = self.acting(Act::Investigate)?;
        let says_nothing = made.stage.is_none() && made.cause.is_none() && made.answers.is_empty();
        if says_nothing && made.words.is_none() {
            return Err(DeskError::form("words", "missing"));
        }
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            Ok(vec![Fact::FindingMade(made)])
        })
    }

    /// Writes down who caused it. The newest stands.
    pub fn adjudicate(&self, id: TicketId, adjudicating: Adjudicating) -> Result<(), DeskError> {
        let person = self.acting(Act::Adjudicate)?;
        let Adjudicating { unit, branch, stage, cause, words } = adjudicating;
        self.refuse_unknown_unit(&unit)?;
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            let finding = ticket.finding().map(|found| found.event);
            let words = said(&words);
            Ok(vec![Fact::FaultAdjudicated(FaultAdjudicated { unit, branch, stage, cause, finding, words })])
        })
    }

    /// Writes down what a unit is to do better, also after closing.
    pub fn note_improvement(
        &self,
        id: TicketId,
        unit: ResponsibleUnit,
        words: &str,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::Adjudicate)?;
        self.refuse_unknown_unit(&unit)?;
        let words = words.trim();
        if words.is_empty() {
            return Err(DeskError::form("words", "missing"));
        }
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            let words = Sealed::Open(words.to_owned());
            Ok(vec![Fact::ImprovementNoted(ImprovementNoted { unit, words })])
        })
    }

    /// Refuses a unit that the policy does not name; one that nobody chose is missing.
    pub(crate) fn refuse_unknown_unit(&self, unit: &ResponsibleUnit) -> Result<(), DeskError> {
        if unit.as_str().trim().is_empty() {
            return Err(DeskError::form("unit", "missing"));
        }
        let is_known = self.policy().classification().units().iter().any(|known| known.code == *unit);
        if is_known { Ok(()) } else { Err(DeskError::NoSuchUnit) }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Due, EvidenceKind, FaultStage, Kind, QuestionAnswer, TaskTo};
    use tempfile::{TempDir, tempdir};

    use super::*;
    use crate::{
        PaperLanguage, PaperSize, SettingTask,
        desk::tests::{desk_at, ticket_of},
    };

    fn desk() -> (TempDir, Desk, TicketId) {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), "2026-11-24T04:00:00.000Z");
        let id = ticket_of(&desk, Kind::Trace);
        (home, desk, id)
    }

    fn video(overwritten_on: Option<&str>, photo: Option<EventId>) -> EvidenceNoted {
        let overwritten_on = overwritten_on.map(|day| day.parse().unwrap());
        EvidenceNoted { evidence: EvidenceKind::VIDEO, photo, overwritten_on, words: None }
    }

    #[test]
    fn evidence_says_something_and_names_what_is_here() {
        let (_home, desk, id) = desk();
        let note = |noted| desk.note_evidence(id, noted).map_err(|error| error.code());
        assert_eq!(note(video(None, None)), Err("form_incomplete"));
        assert_eq!(note(video(Some("2026-11-23"), None)), Err("day_passed"));
        let opening = desk.folded(id).unwrap().story[0].event;
        assert_eq!(note(video(None, Some(opening))), Err("no_photo"));
        assert_eq!(note(video(Some("2026-11-24"), None)), Ok(()));
        let event = desk.folded(id).unwrap().evidence[0].event;
        desk.retract(id, event).unwrap();
        assert!(desk.folded(id).unwrap().evidence.is_empty());
    }

    #[test]
    fn who_caused_it_is_not_said_by_who_may_not() {
        let (_home, desk, id) = desk();
        let adjudicating = Adjudicating {
            unit: "transport".into(),
            branch: None,
            stage: None,
            cause: None,
            words: String::new(),
        };
        assert_eq!(desk.adjudicate(id, adjudicating).unwrap_err().code(), "not_permitted");
        assert_eq!(desk.note_improvement(id, "transport".into(), "x").unwrap_err().code(), "not_permitted");
        assert!(desk.folded(id).unwrap().adjudications.is_empty());
    }

    #[test]
    fn a_step_is_fulfilled_by_one_task_and_a_report_says_what_is_known() {
        let (_home, desk, id) = desk();
        let report = domain::Document::PRELIMINARY;
        assert!(!Desk::papers_of(&desk.folded(id).unwrap()).contains(&report));
        let steps = desk.steps(&desk.folded(id).unwrap());
        let first = &steps[0].proposed;
        assert!(steps.iter().all(|step| step.fulfilled_by.is_none()));
        let setting = SettingTask {
            task: first.what.clone(),
            to: first.to.clone(),
            due: Due::By(first.due_at),
            words: String::new(),
        };
        assert!(matches!(setting.to, TaskTo::Unit(_)));
        desk.set_task(id, setting).unwrap();
        let ticket = desk.folded(id).unwrap();
        let fulfilled: Vec<_> = desk.steps(&ticket).into_iter().filter_map(|it| it.fulfilled_by).collect();
        assert_eq!(fulfilled, [ticket.tasks[0].event]);

        let made = FindingMade { stage: None, cause: None, answers: Vec::new(), words: None };
        assert_eq!(desk.make_finding(id, made.clone()).unwrap_err().code(), "form_incomplete");
        let answers = vec![("transit.scanned".into(), QuestionAnswer::No)];
        let made = FindingMade { stage: Some(FaultStage::TRANSIT), answers, ..made };
        desk.make_finding(id, made.clone()).unwrap();
        let ticket = desk.folded(id).unwrap();
        assert_eq!(ticket.finding().unwrap().made, made);
        assert!(Desk::papers_of(&ticket).contains(&report));
        let shown = desk.show_ticket_paper(id, &report, PaperSize::A4, PaperLanguage::English);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (pages, _) = runtime.block_on(shown).unwrap();
        assert_eq!(pages.len(), 1);
    }
}
