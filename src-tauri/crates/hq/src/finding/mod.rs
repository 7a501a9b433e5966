//! Finding tickets by anything that was told: number, parcel, phones, names, and the words of whoever came.

mod marks;
mod question;
mod words;

use std::{collections::BTreeSet, sync::Arc};

use domain::{BranchId, Instant, TicketId};
use protocol::{MARK_LEN, WordsKey};

use self::question::Question;
pub use self::{question::Excerpt, words::Words};
use crate::{
    HqState, StoreError,
    clock::random,
    store::{Comparer, FindQuery, Findable, Mark, Scope, TicketRow},
};

/// A ticket that holds what was typed, and where.
pub struct FoundTicket {
    /// As lists show it.
    pub row: TicketRow,
    /// What of it was looked for.
    pub excerpts: Vec<Excerpt>,
}

/// Tickets of these branches that hold what was typed, the newest first. None where it is too short to be looked for.
pub async fn find(
    state: &HqState,
    branches: Scope,
    typed: &str,
    after: Option<(Instant, TicketId)>,
    limit: u32,
) -> Result<Option<Vec<FoundTicket>>, StoreError> {
    let key = &state.keys.words;
    let Some((question, asked)) = Question::of(typed).and_then(|it| Some((it.clone(), it.to_index(key)?)))
    else {
        return Ok(None);
    };
    let answer = Arc::new(Answer { question, key: key.clone() });
    let comparer: Arc<dyn Comparer> = Arc::clone(&answer) as _;
    let found = state.store.find_tickets(FindQuery { branches, asked, comparer, after, limit }).await?;
    let told = found.into_iter().map(|found| {
        let words = open(key, (found.row.branch, found.row.id), &found.sealed).unwrap_or_default();
        FoundTicket { excerpts: answer.question.excerpts(&words), row: found.row }
    });
    Ok(Some(told.collect()))
}

/// What is looked for, with the key to compare it with what is kept.
struct Answer {
    question: Question,
    key: WordsKey,
}

impl Comparer for Answer {
    fn holds(&self, branch: BranchId, ticket: TicketId, sealed: &[u8]) -> bool {
        open(&self.key, (branch, ticket), sealed).is_some_and(|words| self.question.is_answered_by(&words))
    }
}

/// Tells whether words changed, without reading those that are kept.
pub fn print(key: &WordsKey, words: &Words) -> [u8; MARK_LEN] {
    key.print(words.to_text().as_bytes())
}

/// What is kept of a ticket's words.
pub fn findable(key: &WordsKey, ticket: (BranchId, TicketId), words: &Words) -> Findable {
    let sealed = key.seal(ticket, random(), words.to_text().as_bytes());
    Findable { sealed, marks: marks::of(words, key) }
}

/// The marks of words that are kept; none of those that were sealed with another key.
pub fn marks_of(key: &WordsKey, ticket: (BranchId, TicketId), sealed: &[u8]) -> BTreeSet<Mark> {
    open(key, ticket, sealed).map(|words| marks::of(&words, key)).unwrap_or_default()
}

fn open(key: &WordsKey, ticket: (BranchId, TicketId), sealed: &[u8]) -> Option<Words> {
    let text = key.open(ticket, sealed).ok()?;
    Some(Words::from_text(std::str::from_utf8(&text).ok()?))
}
