//! Errands: what one branch is to do for another's ticket, told to it; and what came of it, told back.
//!
//! Nothing else crosses branches. Both lines are headquarters' own, each in its branch's log, under the event of what it
//! tells: the task's, the answer's. What is left to tell is what has no such line. So it does not matter when
//! headquarters was stopped, or how often this is done.

use domain::{BranchId, Errand, ErrandGiven, Extract, Fact, Sealed, TaskAnswered, Ticket};

use crate::{
    HqState,
    own_log::{self, OwnLogError, Retelling},
    store::{AnswerToTell, Scope, TaskElsewhere},
};

impl HqState {
    /// Tells whatever is left to tell, and forgets the errands of forgotten tickets.
    pub(crate) async fn settle_errands(&self) -> Result<(), OwnLogError> {
        for task in self.store.list_errands_to_give().await? {
            give(self, task).await?;
        }
        for answer in self.store.list_answers_to_tell().await? {
            tell_answer(self, answer).await?;
        }
        let forgotten = |_: Option<&Ticket>| Ok::<_, OwnLogError>(Fact::TicketForgotten);
        for (branch, errand) in self.store.list_errands_to_forget().await? {
            own_log::write_about(self, branch, errand, None, forgotten).await?;
        }
        Ok(())
    }

    /// The same where nobody waits for it; what fails is done the next time.
    pub(crate) async fn settle_errands_or_log(&self) {
        if let Err(error) = self.settle_errands().await {
            tracing::error!(error = &error as &dyn std::error::Error, "errands were not settled");
        } else {
            self.metrics.job_done("errands", self.clock.now());
        }
    }
}

/// Tells the branch that is asked what it is to do.
async fn give(state: &HqState, task: TaskElsewhere) -> Result<(), OwnLogError> {
    let TaskElsewhere { branch, ticket, event, to } = task;
    let Some(asking) = state.store.find_branch(branch).await? else { return Ok(()) };
    let Some(log) = state.store.find_ticket(Scope::of_branch(branch), ticket).await? else { return Ok(()) };
    let reader = state.reader(&asking)?;
    // What cannot be read cannot be told; a key that comes later brings this here again.
    let Some(key) = reader.ticket_key(log.key.as_ref()) else { return Ok(()) };
    let Some(folded) = reader.fold(&log.lines, log.key.as_ref()) else { return Ok(()) };
    let Some(task) = folded.task(event) else { return Ok(()) };
    let said =
        |said: &Option<Sealed<String>>| said.as_ref().and_then(Sealed::open).cloned().unwrap_or_default();
    let given = ErrandGiven {
        task: event,
        from: branch,
        from_name: asking.name,
        of: ticket,
        number: folded.number,
        kind: task.what.clone(),
        due_at: task.due_at,
        extract: Sealed::Open(Extract {
            waybill: folded.shipment.value().waybill.clone(),
            contents: said(&task.contents),
            words: said(&task.words),
        }),
    };
    let retelling = Retelling {
        branch: to,
        ticket: ErrandGiven::id_of(event),
        event,
        wall: task.at,
        author: task.by,
        fact: Fact::ErrandGiven(given),
        key: Some(key.of_errand(event)),
    };
    own_log::retell(state, retelling).await
}

/// Tells the branch that asked what came of it, under the answer's own event and time.
async fn tell_answer(state: &HqState, answer: AnswerToTell) -> Result<(), OwnLogError> {
    let Some(errand) = errand(state, answer.branch, &answer).await? else { return Ok(()) };
    let Some(told) = errand.answers.iter().find(|told| told.event == answer.event) else { return Ok(()) };
    if told.words == Some(Sealed::Shut) {
        return Ok(());
    }
    let answered =
        TaskAnswered { task: errand.given.task, outcome: told.outcome.clone(), words: told.words.clone() };
    let retelling = Retelling {
        branch: errand.given.from,
        ticket: errand.given.of,
        event: told.event,
        wall: told.at,
        author: told.by,
        fact: Fact::TaskAnswered(answered),
        key: None,
    };
    own_log::retell(state, retelling).await
}

async fn errand(
    state: &HqState,
    branch: BranchId,
    answer: &AnswerToTell,
) -> Result<Option<Errand>, OwnLogError> {
    let (lines, key) = state.store.errand_log(branch, answer.errand).await?;
    let Some(branch) = state.store.find_branch(branch).await? else { return Ok(None) };
    let events = state.reader(&branch)?.events(&lines, key.as_ref());
    Ok(Errand::of(events.iter().map(AsRef::as_ref)))
}
