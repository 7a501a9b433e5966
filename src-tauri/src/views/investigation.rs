//! A ticket's investigation: what is proposed, what was set and found, and who answers for it.

use domain::{Act, Policy, policy::Cause};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    Bilingual, Choice, TaskTo, TaskView,
    claim::said,
    matter::{name, unit},
    tasks::outcomes,
};

/// Somebody, or a branch, by name.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Named {
    /// Their identity.
    pub id: String,
    /// Their name.
    pub name: String,
}

/// Why something can have gone wrong.
#[derive(Clone, Debug, Serialize, Type)]
pub struct CauseChoice {
    /// What is stored.
    pub code: String,
    /// What is read.
    pub name: Bilingual,
    /// What is usually done about it.
    pub measure: Option<Bilingual>,
}

/// A question of a stage.
#[derive(Clone, Debug, Serialize, Type)]
pub struct QuestionChoice {
    /// What is stored.
    pub code: String,
    /// What is asked.
    pub words: Bilingual,
}

/// Where something can have gone wrong.
#[derive(Clone, Debug, Serialize, Type)]
pub struct StageChoice {
    /// What is stored.
    pub code: String,
    /// What is read.
    pub name: Bilingual,
    /// What is asked of it.
    pub questions: Vec<QuestionChoice>,
}

/// A step that the playbook proposes.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// What is to be done.
    pub what: Bilingual,
    /// The task that it would be.
    pub task: String,
    /// Whose it would be; none: whoever is asked.
    pub to: Option<TaskTo>,
    /// When it would be due.
    pub due_at: Option<String>,
    /// The event of the task that fulfils it.
    pub fulfilled_by: Option<String>,
}

/// Evidence from elsewhere, as typed.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceForm {
    /// What it is: `trace`, `scan_record`, `scale`, `video`, `statement`, `document`.
    pub evidence: String,
    /// The event of the photo that shows it.
    pub photo: Option<String>,
    /// The day on which a video will be overwritten.
    pub overwritten_on: Option<String>,
    /// What is to be said to it.
    pub words: String,
}

/// Evidence that was noted.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// What it is.
    pub kind: Choice,
    /// The event of the photo that shows it.
    pub photo: Option<String>,
    /// The day on which a video will be overwritten.
    pub overwritten_on: Option<String>,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
}

/// An answer to a question of a stage, as chosen.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct QuestionForm {
    /// Which.
    pub question: String,
    /// `yes`, `no`, `unknown`.
    pub answer: String,
}

/// An answer to a question of a stage.
#[derive(Clone, Debug, Serialize, Type)]
pub struct QuestionView {
    /// Which.
    pub code: String,
    /// What was asked.
    pub words: Bilingual,
    /// `yes`, `no`, `unknown`.
    pub answer: String,
}

/// What was found, as chosen.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct FindingForm {
    /// Where it happened.
    pub stage: Option<String>,
    /// Why.
    pub cause: Option<String>,
    /// What was answered to the questions of the stage.
    pub answers: Vec<QuestionForm>,
    /// What is to be said to it.
    pub words: String,
}

/// What was found.
#[derive(Clone, Debug, Serialize, Type)]
pub struct FindingView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// Where it happened.
    pub stage: Option<Choice>,
    /// Why, and what is usually done about it.
    pub cause: Option<CauseChoice>,
    /// What was answered to the questions of the stage.
    pub answers: Vec<QuestionView>,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
}

/// Who answers for what happened, as chosen.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct AdjudicationForm {
    /// The unit.
    pub unit: String,
    /// The branch, where it is another one.
    pub branch: Option<String>,
    /// Where it happened.
    pub stage: Option<String>,
    /// Why.
    pub cause: Option<String>,
    /// What is to be said to it.
    pub words: String,
}

/// Who answers for what happened.
#[derive(Clone, Debug, Serialize, Type)]
pub struct AdjudicationView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The unit.
    pub unit: Choice,
    /// The branch, where it is another one.
    pub branch: Option<String>,
    /// Where it happened.
    pub stage: Option<Choice>,
    /// Why.
    pub cause: Option<Choice>,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
}

/// What a unit could do better, as typed.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct ImprovementForm {
    /// The unit.
    pub unit: String,
    /// What; never empty.
    pub words: String,
}

/// What a unit could do better.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ImprovementView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The unit.
    pub unit: Choice,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
}

/// What can be chosen in an investigation.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InvestigationLists {
    /// What a task can be.
    pub task_kinds: Vec<Choice>,
    /// The units of the policy.
    pub units: Vec<Choice>,
    /// The people of this branch.
    pub people: Vec<Named>,
    /// Other branches; none where a counter knows none.
    pub branches: Vec<Named>,
    /// What evidence can be.
    pub evidence_kinds: Vec<Choice>,
    /// Where it can have happened.
    pub stages: Vec<StageChoice>,
    /// Why, for what this ticket is about.
    pub causes: Vec<CauseChoice>,
    /// What can become of a task.
    pub outcomes: Vec<Choice>,
}

/// What whoever is at the desk may do about an investigation as it stands.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InvestigationActs {
    /// Set a task.
    pub set_task: bool,
    /// Answer one.
    pub answer: bool,
    /// Note evidence.
    pub note_evidence: bool,
    /// Say what was found.
    pub find: bool,
    /// Say who answers for it.
    pub adjudicate: bool,
    /// Say what a unit could do better.
    pub improve: bool,
}

/// All of a ticket's investigation.
#[derive(Clone, Debug, Serialize, Type)]
pub struct InvestigationView {
    /// The playbook of its matter.
    pub playbook: Option<Choice>,
    /// What the playbook proposes, in order.
    pub steps: Vec<StepView>,
    /// Every task, oldest first.
    pub tasks: Vec<TaskView>,
    /// Evidence that was noted, oldest first.
    pub evidence: Vec<EvidenceView>,
    /// What was found; the last.
    pub finding: Option<FindingView>,
    /// Who answers for it; the last.
    pub adjudicated: Option<AdjudicationView>,
    /// What units could do better, oldest first.
    pub improvements: Vec<ImprovementView>,
    /// What can be chosen.
    pub lists: InvestigationLists,
    /// What may be done.
    pub may: InvestigationActs,
}

impl InvestigationView {
    /// Of a ticket's sheet, as it stands now.
    pub fn of(desk: &desk::Desk, sheet: &desk::TicketSheet) -> Result<Self, desk::DeskError> {
        let (ticket, policy) = (&sheet.ticket, desk.policy());
        let category = ticket.category.value();
        let playbook = policy.classification().playbook_of(category);
        let may = |act| desk.may_now(act) && ticket.merged_into.is_none() && !ticket.forgotten;
        Ok(Self {
            playbook: playbook
                .map(|playbook| Choice { code: playbook.code.to_string(), name: (&playbook.name).into() }),
            steps: desk.steps(ticket).iter().map(StepView::from).collect(),
            tasks: ticket.tasks.iter().map(|task| TaskView::of(task, desk, sheet)).collect(),
            evidence: ticket.evidence.iter().map(|it| EvidenceView::of(it, policy, sheet)).collect(),
            finding: ticket.finding().map(|found| FindingView::of(found, policy, sheet)),
            adjudicated: ticket.adjudicated().map(|made| AdjudicationView::of(made, desk, sheet)),
            improvements: ticket
                .improvements
                .iter()
                .map(|improvement| ImprovementView {
                    event: improvement.event.to_string(),
                    at: improvement.at.to_string(),
                    by: name(improvement.by, sheet),
                    unit: unit(&improvement.noted.unit, policy),
                    words: improvement.noted.words.open().cloned(),
                })
                .collect(),
            lists: InvestigationLists::of(desk, category)?,
            may: InvestigationActs {
                set_task: may(Act::Investigate) && !ticket.status.is_finished(),
                answer: may(Act::Investigate),
                note_evidence: may(Act::Investigate),
                find: may(Act::Investigate),
                adjudicate: may(Act::Adjudicate),
                improve: may(Act::Adjudicate),
            },
        })
    }
}

impl InvestigationLists {
    fn of(desk: &desk::Desk, category: &domain::CategoryCode) -> Result<Self, desk::DeskError> {
        /// A list of the policy as choices.
        macro_rules! choices {
            ($list:expr) => {
                $list
                    .iter()
                    .map(|choice| Choice { code: choice.code.to_string(), name: (&choice.name).into() })
                    .collect()
            };
        }
        let (policy, today) = (desk.policy(), desk.today());
        let rules = policy.investigation();
        let people = desk.people()?.into_iter().filter(|person| person.works_on(today));
        let question = |choice: &domain::policy::Choice<domain::QuestionCode>| QuestionChoice {
            code: choice.code.to_string(),
            words: (&choice.name).into(),
        };
        let stage = |stage: &domain::policy::Stage| StageChoice {
            code: stage.code.to_string(),
            name: (&stage.name).into(),
            questions: stage.questions.iter().map(question).collect(),
        };
        Ok(Self {
            task_kinds: choices!(rules.task_kinds),
            units: choices!(policy.classification().units()),
            people: people
                .map(|person| Named { id: person.id.to_string(), name: person.name.unwrap_or_default() })
                .collect(),
            branches: Vec::new(),
            evidence_kinds: choices!(rules.evidence_kinds),
            stages: rules.stages.iter().map(stage).collect(),
            causes: rules.causes_of(category).iter().map(CauseChoice::from).collect(),
            outcomes: outcomes(policy),
        })
    }
}

impl From<&Cause> for CauseChoice {
    fn from(cause: &Cause) -> Self {
        Self {
            code: cause.code.to_string(),
            name: (&cause.name).into(),
            measure: Some((&cause.measure).into()),
        }
    }
}

impl From<&desk::Step> for StepView {
    fn from(step: &desk::Step) -> Self {
        let proposed = &step.proposed;
        Self {
            what: (&proposed.words).into(),
            task: proposed.what.to_string(),
            to: TaskTo::named(&proposed.to),
            due_at: Some(proposed.due_at.to_string()),
            fulfilled_by: step.fulfilled_by.map(|event| event.to_string()),
        }
    }
}

impl EvidenceView {
    fn of(evidence: &domain::Evidence, policy: &Policy, sheet: &desk::TicketSheet) -> Self {
        let noted = &evidence.noted;
        Self {
            event: evidence.event.to_string(),
            at: evidence.at.to_string(),
            by: name(evidence.by, sheet),
            kind: Choice {
                code: noted.evidence.to_string(),
                name: (&policy.name_of_evidence_kind(&noted.evidence)).into(),
            },
            photo: noted.photo.map(|photo| photo.to_string()),
            overwritten_on: noted.overwritten_on.map(|day| day.to_string()),
            words: said(&noted.words),
        }
    }
}

impl FindingView {
    fn of(found: &domain::Found, policy: &Policy, sheet: &desk::TicketSheet) -> Self {
        let made = &found.made;
        let category = sheet.ticket.category.value();
        let measure = |cause| policy.investigation().usual_measure(category, cause).map(Bilingual::from);
        let answer = |(question, answer): &(domain::QuestionCode, domain::QuestionAnswer)| QuestionView {
            code: question.to_string(),
            words: (&policy.name_of_question(question)).into(),
            answer: answer.to_string(),
        };
        Self {
            event: found.event.to_string(),
            at: found.at.to_string(),
            by: name(found.by, sheet),
            stage: made.stage.as_ref().map(|code| stage(code, policy)),
            cause: made.cause.as_ref().map(|cause| CauseChoice {
                code: cause.to_string(),
                name: (&policy.name_of_fault_cause(cause)).into(),
                measure: measure(cause),
            }),
            answers: made.answers.iter().map(answer).collect(),
            words: said(&made.words),
        }
    }
}

impl AdjudicationView {
    fn of(adjudicated: &domain::Adjudicated, desk: &desk::Desk, sheet: &desk::TicketSheet) -> Self {
        let (made, policy) = (&adjudicated.made, desk.policy());
        let elsewhere = made.branch.filter(|branch| *branch != sheet.ticket.branch);
        Self {
            event: adjudicated.event.to_string(),
            at: adjudicated.at.to_string(),
            by: name(adjudicated.by, sheet),
            unit: unit(&made.unit, policy),
            branch: elsewhere.map(|branch| desk.name_of_branch(branch)),
            stage: made.stage.as_ref().map(|code| stage(code, policy)),
            cause: made.cause.as_ref().map(|cause| Choice {
                code: cause.to_string(),
                name: (&policy.name_of_fault_cause(cause)).into(),
            }),
            words: said(&made.words),
        }
    }
}

fn stage(code: &domain::FaultStage, policy: &Policy) -> Choice {
    Choice { code: code.to_string(), name: (&policy.name_of_fault_stage(code)).into() }
}
