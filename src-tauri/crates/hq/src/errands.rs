//! Errands: what one branch is to do for another's ticket, told to it; and what came of it, told back.
//!
//! Nothing else crosses branches. Both lines are headquarters' own, each in its branch's log, under the event of what it
//! tells: the task's, the answer's. What is left to tell is what has no such line. So it does not matter when
//! headquarters was stopped, or how often this is done.

use domain::{BranchId, Errand, ErrandGiven, Extract, Fact, Sealed, TaskAnswered, Ticket, TicketId};
use protocol::WriteError;

use crate::{
    HqState,
    own_log::{self, OwnLogError, Retelling},
    store::{AnswerToTell, ErrandsOf, Scope, StoreError, TaskElsewhere},
};

impl HqState {
    /// Tells whatever is left to tell, and forgets the errands of forgotten tickets.
    pub(crate) async fn settle_errands(&self) -> Result<(), OwnLogError> {
        self.settle(ErrandsOf::Everyone).await
    }

    /// The same where nobody waits for it; what fails is done the next time.
    pub(crate) async fn settle_errands_or_log(&self) {
        if let Err(error) = self.settle_errands().await {
            log_unsettled(&error);
        } else {
            self.metrics.job_done("errands", self.clock.now());
        }
    }

    /// Tells what is left to tell of some tickets and errands of a branch. Whoever brought them waits for it, so it does not
    /// grow with what is elsewhere; what fails, or follows from it only later, is done when all are settled.
    pub(crate) async fn settle_errands_of(&self, branch: BranchId, tickets: Vec<TicketId>) {
        if let Err(error) = self.settle(ErrandsOf::Tickets(branch, tickets)).await {
            log_unsettled(&error);
        }
    }

    async fn settle(&self, of: ErrandsOf) -> Result<(), OwnLogError> {
        for task in self.store.list_errands_to_give(of.clone()).await? {
            go_on(give(self, task).await)?;
        }
        for answer in self.store.list_answers_to_tell(of.clone()).await? {
            go_on(tell_answer(self, answer).await)?;
        }
        let forgotten = |_: Option<&Ticket>| Ok::<_, OwnLogError>(Fact::TicketForgotten);
        for (branch, errand) in self.store.list_errands_to_forget(of).await? {
            go_on(own_log::write_about(self, branch, errand, None, forgotten).await.map(drop))?;
        }
        Ok(())
    }
}

fn log_unsettled(error: &OwnLogError) {
    tracing::error!(error = error as &dyn std::error::Error, "errands were not settled");
}

/// One that cannot be told holds up none of the others: only where nothing at all can be written there is no use in going on.
/// After a restore the branch or the key may come later than what is to be told with it.
fn go_on(told: Result<(), OwnLogError>) -> Result<(), OwnLogError> {
    match told {
        Err(error @ OwnLogError::Store(StoreError::Away(_) | StoreError::Full)) => Err(error),
        Err(OwnLogError::NoBranch | OwnLogError::Write(WriteError::NoKey)) => {
            tracing::debug!("an errand cannot be told yet");
            Ok(())
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an errand was not settled");
            Ok(())
        }
        Ok(()) => Ok(()),
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
