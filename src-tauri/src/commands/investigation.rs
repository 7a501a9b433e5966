//! What was found out about a matter, and what comes after it: tasks, appeals, corrections, stars, and the lists of them.

use std::str::FromStr;

use desk::{Adjudicating, AnsweringTask, Desk, DeskError, FormProblem, SettingTask};
use domain::{
    BranchId, Date, Due, EventId, EvidenceNoted, FindingMade, QuestionAnswer, SatisfactionRated, Stars,
};
use tauri::State;

use super::{Answer, event_id, parsed, ticket_id, tickets::seen_after};
use crate::{
    error::CommandError,
    state::Shell,
    views::{
        AdjudicationForm, AppealForm, AppealReportForm, CorrectionForm, EvidenceForm, FindingForm,
        ImprovementForm, InvestigationView, RatingForm, ReminderView, SuggestionRow, TaskAnswerForm,
        TaskForm, TaskRowView, TaskTo, TicketView,
    },
};

/// A ticket's investigation, whole.
#[tauri::command]
#[specta::specta]
pub async fn look_at_investigation(shell: State<'_, Shell>, id: String) -> Answer<InvestigationView> {
    let id = ticket_id(&id)?;
    shell.at_desk(move |desk| InvestigationView::of(desk, &desk.ticket(id)?)).await
}

/// Sets a task.
#[tauri::command]
#[specta::specta]
pub async fn set_task(shell: State<'_, Shell>, id: String, setting: TaskForm) -> Answer<TicketView> {
    let to = match setting.to {
        TaskTo::Person { id } => domain::TaskTo::Person(id.parse().map_err(|_| DeskError::NoSuchPerson)?),
        TaskTo::Unit { code } => domain::TaskTo::Unit(code.into()),
    };
    let due = match (typed(&setting.due_on), typed(&setting.due_at)) {
        (_, Some(at)) => Due::By(at.parse().map_err(|_| DeskError::form("due", "not_a_date"))?),
        (Some(day), None) => Due::On(day_in("due", day)?),
        (None, None) => return Err(DeskError::form("due", "missing").into()),
    };
    let setting = SettingTask { task: setting.task.into(), to, due, words: setting.words };
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.set_task(id, setting)).await
}

/// Writes down what became of a task.
#[tauri::command]
#[specta::specta]
pub async fn answer_task(shell: State<'_, Shell>, id: String, answer: TaskAnswerForm) -> Answer<TicketView> {
    let answering = answering(answer)?;
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.answer_task(id, answering)).await
}

/// Notes evidence from elsewhere.
#[tauri::command]
#[specta::specta]
pub async fn note_evidence(shell: State<'_, Shell>, id: String, noted: EvidenceForm) -> Answer<TicketView> {
    let noted = EvidenceNoted {
        evidence: noted.evidence.into(),
        photo: typed(&noted.photo).map(event_id).transpose()?,
        overwritten_on: typed(&noted.overwritten_on).map(|day| day_in("overwrittenOn", day)).transpose()?,
        words: desk::said(&noted.words),
    };
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.note_evidence(id, noted)).await
}

/// Writes down what was found.
#[tauri::command]
#[specta::specta]
pub async fn make_finding(shell: State<'_, Shell>, id: String, finding: FindingForm) -> Answer<TicketView> {
    let mut answers = Vec::with_capacity(finding.answers.len());
    for answered in finding.answers {
        let answer: QuestionAnswer = parsed(&answered.answer, "the answer to a question")?;
        answers.push((answered.question.into(), answer));
    }
    let made = FindingMade {
        stage: typed(&finding.stage).map(Into::into),
        cause: typed(&finding.cause).map(Into::into),
        answers,
        words: desk::said(&finding.words),
    };
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.make_finding(id, made)).await
}

/// Writes down who answers for what happened.
#[tauri::command]
#[specta::specta]
pub async fn adjudicate(
    shell: State<'_, Shell>,
    id: String,
    adjudication: AdjudicationForm,
) -> Answer<TicketView> {
    let branch = typed(&adjudication.branch);
    let adjudicating = Adjudicating {
        branch: branch.map(|branch| parsed::<BranchId>(branch, "the branch's identity")).transpose()?,
        stage: typed(&adjudication.stage).map(Into::into),
        cause: typed(&adjudication.cause).map(Into::into),
        unit: adjudication.unit.into(),
        words: adjudication.words,
    };
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.adjudicate(id, adjudicating)).await
}

/// Writes down what a unit could do better, also after closing.
#[tauri::command]
#[specta::specta]
pub async fn note_improvement(
    shell: State<'_, Shell>,
    id: String,
    improvement: ImprovementForm,
) -> Answer<TicketView> {
    let ImprovementForm { unit, words } = improvement;
    let note = move |desk: &Desk, id| desk.note_improvement(id, unit.into(), &words);
    seen_after(&shell, ticket_id(&id)?, note).await
}

/// Writes down that the regulator passed an appeal on.
#[tauri::command]
#[specta::specta]
pub async fn record_appeal(shell: State<'_, Shell>, id: String, appeal: AppealForm) -> Answer<TicketView> {
    let mut problems = Vec::new();
    note_lacking(&mut problems, "number", &appeal.number);
    let forwarded_on = note_day(&mut problems, "forwardedOn", &appeal.forwarded_on);
    let Some(forwarded_on) = forwarded_on.filter(|_| problems.is_empty()) else {
        return Err(DeskError::Form(problems).into());
    };
    let record = move |desk: &Desk, id| desk.record_appeal(id, &appeal.number, forwarded_on, &appeal.words);
    seen_after(&shell, ticket_id(&id)?, record).await
}

/// Writes down that the regulator was answered.
#[tauri::command]
#[specta::specta]
pub async fn report_appeal(
    shell: State<'_, Shell>,
    id: String,
    report: AppealReportForm,
) -> Answer<TicketView> {
    let appeal: EventId = report.appeal.parse().map_err(|_| DeskError::NoSuchAppeal)?;
    let reported_on = day_in("reportedOn", &report.reported_on)?;
    let reported = move |desk: &Desk, id| desk.report_appeal(id, appeal, reported_on, &report.words);
    seen_after(&shell, ticket_id(&id)?, reported).await
}

/// Corrects what was written down as paid; the old sum stays to be seen.
#[tauri::command]
#[specta::specta]
pub async fn correct_payment(
    shell: State<'_, Shell>,
    id: String,
    correction: CorrectionForm,
) -> Answer<TicketView> {
    let payment: EventId = correction.payment.parse().map_err(|_| DeskError::NoSuchPayment)?;
    let mut problems = Vec::new();
    note_lacking(&mut problems, "words", &correction.words);
    let fen = match desk::read_amount("amount", &correction.amount) {
        Ok(fen) => Some(fen),
        Err(DeskError::Form(found)) => {
            problems.extend(found);
            None
        }
        Err(error) => return Err(error.into()),
    };
    let Some(fen) = fen.filter(|_| problems.is_empty()) else {
        return Err(DeskError::Form(problems).into());
    };
    let correct = move |desk: &Desk, id| desk.correct_payment(id, payment, fen, &correction.words);
    seen_after(&shell, ticket_id(&id)?, correct).await
}

/// Writes down how content the customer is.
#[tauri::command]
#[specta::specta]
pub async fn rate(shell: State<'_, Shell>, id: String, rating: RatingForm) -> Answer<TicketView> {
    let stars = |given: Option<u8>| {
        let stars = given.map(Stars::new).transpose();
        stars.map_err(|_| CommandError::malformed("the number of stars"))
    };
    let made = SatisfactionRated {
        timeliness: stars(rating.timeliness)?,
        attitude: stars(rating.attitude)?,
        safety: stars(rating.safety)?,
        handling: stars(rating.handling)?,
        words: desk::said(&rating.words),
        way: rating.way.into(),
    };
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.rate(id, made)).await
}

/// Every open task of this branch, and those that it was given: one's own first, then the unit's, then the others'.
#[tauri::command]
#[specta::specta]
pub async fn look_at_tasks(shell: State<'_, Shell>) -> Answer<Vec<TaskRowView>> {
    shell.at_desk(TaskRowView::list).await
}

/// Writes down what became of a task of the list, and gives the list as it is then. Its ticket may be another branch's.
#[tauri::command]
#[specta::specta]
pub async fn answer_listed_task(shell: State<'_, Shell>, answer: TaskAnswerForm) -> Answer<Vec<TaskRowView>> {
    let answering = answering(answer)?;
    let answered = move |desk: &Desk| {
        desk.answer_listed_task(answering)?;
        TaskRowView::list(desk)
    };
    shell.at_desk(answered).await
}

/// The clocks that remind, the most pressing first.
#[tauri::command]
#[specta::specta]
pub async fn look_at_reminders(shell: State<'_, Shell>) -> Answer<Vec<ReminderView>> {
    shell.at_desk(ReminderView::list).await
}

/// The suggestions taken in from one day until another, newest first.
#[tauri::command]
#[specta::specta]
pub async fn look_at_suggestions(
    shell: State<'_, Shell>,
    from: String,
    until: String,
) -> Answer<Vec<SuggestionRow>> {
    let (from, until) = (day_in("from", &from)?, day_in("until", &until)?);
    shell.at_desk(move |desk| SuggestionRow::list(desk, from, until)).await
}

fn answering(answer: TaskAnswerForm) -> Answer<AnsweringTask> {
    let task = answer.task.parse().map_err(|_| DeskError::NoSuchTask)?;
    Ok(AnsweringTask { task, outcome: answer.outcome.into(), words: answer.words })
}

/// What was typed or chosen, if anything was.
fn typed(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn day_in(field: &'static str, text: &str) -> Result<Date, DeskError> {
    Date::from_str(text.trim()).map_err(|_| DeskError::form(field, "not_a_date"))
}

fn note_day(problems: &mut Vec<FormProblem>, field: &'static str, text: &str) -> Option<Date> {
    let read = Date::from_str(text.trim());
    read.map_err(|_| problems.push(FormProblem { field, code: "not_a_date" })).ok()
}

fn note_lacking(problems: &mut Vec<FormProblem>, field: &'static str, text: &str) {
    if text.trim().is_empty() {
        problems.push(FormProblem { field, code: "missing" });
    }
}
