//! Finding tickets. The index names those that can hold what is looked for, the newest first, and each is compared with
//! its own words before it is shown; so the index may be coarse, and nothing is shown that does not hold it.

use std::sync::Arc;

use async_trait::async_trait;
use deadpool_postgres::Transaction;
use domain::{BranchId, Instant, TicketId, UnitId};
use tokio_postgres::{Row, types::ToSql};
use uuid::Uuid;

use super::{
    Postgres,
    append::aside,
    one_state,
    tickets::rows_of,
    values::{Id, id, moment, uuids},
};
use crate::store::{AllOf, FindQuery, Findable, Finding, Found, LineReader, Mark, Projected, StoreError};

/// So many of the newest are looked through without the index: a common word is mostly found among them.
const NEWEST: i64 = 2_000;
/// So many that the index named are compared at once.
const AT_ONCE: i32 = 500;
/// Alternatives are multiplied out to so many questions; further words are left to the comparison.
const MOST_QUESTIONS: usize = 8;
/// So many marks of one word are asked for.
const MOST_MARKS: usize = 24;
/// The year 9999.
const AFTER_ALL_MS: i64 = 253_370_764_800_000;

#[async_trait]
impl Finding for Postgres {
    async fn find_tickets(&self, query: FindQuery) -> Result<Vec<Found>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let questions = questions(&query);
        if questions.is_empty() {
            return Ok(Vec::new());
        }
        let mut finding = Search { tx: &tx, query: &query, questions, found: Vec::new() };
        // A branch's own are hardly among the newest of all.
        if query.branches.len() > 1 {
            finding.among_the_newest().await?;
        }
        if finding.found.len() < query.limit as usize {
            finding.by_the_index().await?;
        }
        let (named, mut sealed): (Vec<_>, Vec<_>) =
            finding.found.into_iter().map(|kept| ((kept.branch, kept.ticket), kept.sealed)).unzip();
        let rows = rows_of(&tx, named.clone()).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(at) =
                named.iter().position(|(branch, ticket)| (*branch, *ticket) == (row.branch, row.id))
            {
                found.push(Found { row, sealed: std::mem::take(&mut sealed[at]) });
            }
        }
        Ok(found)
    }
}

/// A ticket's words as they are kept.
struct Kept {
    branch: BranchId,
    ticket: TicketId,
    sealed: Vec<u8>,
}

fn kept(row: &Row) -> Result<Kept, StoreError> {
    Ok(Kept { branch: id(row, "branch_id")?, ticket: id(row, "ticket_id")?, sealed: row.try_get("words")? })
}

/// One search under way.
struct Search<'a> {
    tx: &'a Transaction<'a>,
    query: &'a FindQuery,
    /// A ticket that holds what is looked for has all marks of one of these.
    questions: Vec<Vec<i32>>,
    found: Vec<Kept>,
}

impl Search<'_> {
    /// One condition, with the values from `$3` on; the first two say where to begin.
    fn which(&self) -> String {
        let each: Vec<String> =
            (0..self.questions.len()).map(|at| format!("marks @> ${}::integer[]", at + 3)).collect();
        format!("({})", each.join(" OR "))
    }

    fn begin(&self) -> (std::time::SystemTime, Uuid) {
        let (at, ticket) = match self.query.after {
            Some((at, ticket)) => (at, ticket.uuid()),
            None => (Instant::from_unix_ms(AFTER_ALL_MS), Uuid::max()),
        };
        (moment(at), ticket)
    }

    async fn among_the_newest(&mut self) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT branch_id, ticket_id, words FROM (
                SELECT * FROM ticket_words WHERE (opened_at, ticket_id) < ($1, $2)
                ORDER BY opened_at DESC, ticket_id DESC LIMIT {NEWEST}) AS newest
             WHERE {} ORDER BY opened_at DESC, ticket_id DESC",
            self.which()
        );
        let (at, ticket) = self.begin();
        let mut values: Vec<&(dyn ToSql + Sync)> = vec![&at, &ticket];
        values.extend(self.questions.iter().map(|question| question as &(dyn ToSql + Sync)));
        let rows = self.tx.query(&self.tx.prepare_cached(&sql).await?, &values).await?;
        self.compare(rows.iter().map(kept).collect::<Result<_, _>>()?).await
    }

    /// Everything that the index names, from the beginning: what was found among the newest is found again.
    async fn by_the_index(&mut self) -> Result<(), StoreError> {
        self.found.clear();
        // Gathered before it is asked for its time and sorted: along the order of time a rare word would be looked for in every
        // ticket, and all that are older would be gathered from the index of time to be compared with those that are named.
        let sql = format!(
            "WITH named AS MATERIALIZED (SELECT branch_id, ticket_id, opened_at FROM ticket_words WHERE {})
             SELECT branch_id, ticket_id FROM named WHERE (opened_at, ticket_id) < ($1, $2)
             ORDER BY opened_at DESC, ticket_id DESC",
            self.which()
        );
        let (at, ticket) = self.begin();
        let portal = {
            let mut values: Vec<&(dyn ToSql + Sync)> = vec![&at, &ticket];
            values.extend(self.questions.iter().map(|question| question as &(dyn ToSql + Sync)));
            self.tx.bind(&self.tx.prepare_cached(&sql).await?, &values).await?
        };
        let words = self
            .tx
            .prepare_cached(
                "SELECT branch_id, ticket_id, words
                 FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS named (branch_id, ticket_id, nth)
                 JOIN ticket_words USING (branch_id, ticket_id) ORDER BY nth",
            )
            .await?;
        while self.found.len() < self.query.limit as usize {
            let rows = self.tx.query_portal(&portal, AT_ONCE).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let (mut branches, mut tickets) = (Vec::new(), Vec::new());
            for row in rows {
                let branch: BranchId = id(&row, "branch_id")?;
                if self.query.branches.contains(&branch) {
                    branches.push(branch);
                    tickets.push(id::<TicketId>(&row, "ticket_id")?);
                }
            }
            let rows = self.tx.query(&words, &[&uuids(branches), &uuids(tickets)]).await?;
            self.compare(rows.iter().map(kept).collect::<Result<_, _>>()?).await?;
        }
        Ok(())
    }

    /// Keeps those that hold what is looked for. Opening seals is no work for those who carry messages.
    async fn compare(&mut self, candidates: Vec<Kept>) -> Result<(), StoreError> {
        let (query, wanted) = (self.query.clone(), self.query.limit as usize - self.found.len());
        let held = aside(move || {
            let holds = |kept: &Kept| {
                query.branches.contains(&kept.branch)
                    && query.comparer.holds(kept.branch, kept.ticket, &kept.sealed)
            };
            candidates.into_iter().filter(holds).take(wanted).collect::<Vec<_>>()
        })
        .await?;
        self.found.extend(held);
        Ok(())
    }
}

/// What the index is asked: of each alternative, the words with the most marks, their kinds multiplied out.
fn questions(query: &FindQuery) -> Vec<Vec<i32>> {
    let mut questions = Vec::new();
    for words in &query.asked.0 {
        let mut words: Vec<&AllOf> = words.iter().collect();
        let marks_of = |word: &AllOf| word.0.iter().map(Vec::len).min().unwrap_or(0);
        words.sort_by_key(|word| std::cmp::Reverse(marks_of(word)));
        let mut asked: Vec<Vec<i32>> = vec![Vec::new()];
        for word in words {
            let kinds: Vec<&Vec<Mark>> = word.0.iter().filter(|marks| !marks.is_empty()).collect();
            if kinds.is_empty() {
                // Nothing can hold it.
                asked.clear();
                break;
            }
            if asked.len() * kinds.len() > MOST_QUESTIONS {
                continue;
            }
            asked = asked
                .iter()
                .flat_map(|before| {
                    kinds.iter().map(move |marks| {
                        let marks = marks.iter().take(MOST_MARKS).map(|mark| mark.cast_signed());
                        before.iter().copied().chain(marks).collect()
                    })
                })
                .collect();
        }
        questions.append(&mut asked);
    }
    questions.retain(|question| !question.is_empty());
    if !query.branches.is_everything() {
        questions.iter_mut().for_each(|question| question.push(unit_mark(query.branches.unit())));
    }
    questions
}

/// A unit among marks. Two that are alike cost a comparison: the scope decides.
fn unit_mark(unit: UnitId) -> i32 {
    let hash = protocol::hash_of(unit.as_bytes());
    i32::from_le_bytes([hash.0[0], hash.0[1], hash.0[2], hash.0[3]])
}

/// Writes what tickets can be found by, where it is not what stands there.
pub async fn write(
    tx: &Transaction<'_>,
    branch: BranchId,
    folded: &[(TicketId, Projected)],
    reader: &Arc<dyn LineReader>,
) -> Result<(), StoreError> {
    let standing = tx
        .prepare_cached(
            "SELECT ticket_id, print FROM ticket_words WHERE branch_id = $1 AND ticket_id = ANY ($2)",
        )
        .await?;
    let tickets = uuids(folded.iter().map(|(ticket, _)| *ticket));
    let rows = tx.query(&standing, &[&branch.uuid(), &tickets]).await?;
    let mut prints = std::collections::HashMap::new();
    for row in rows {
        prints.insert(id::<TicketId>(&row, "ticket_id")?, row.try_get::<_, Vec<u8>>("print")?);
    }
    let new: Vec<_> = folded
        .iter()
        .map(|(ticket, projected)| (*ticket, projected, reader.print(&projected.words)))
        .filter(|(ticket, _, print)| prints.get(ticket).is_none_or(|known| known[..] != print[..]))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let units = units_of(tx, branch).await?;
    let keep = tx
        .prepare_cached(
            "INSERT INTO ticket_words (branch_id, ticket_id, opened_at, print, words, marks)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (branch_id, ticket_id) DO UPDATE
             SET print = EXCLUDED.print, words = EXCLUDED.words, marks = EXCLUDED.marks",
        )
        .await?;
    for (ticket, projected, print) in new {
        let Findable { sealed, marks } = reader.findable(ticket, &projected.words);
        let marks: Vec<i32> = marks.into_iter().map(Mark::cast_signed).chain(units.iter().copied()).collect();
        let opened_at = moment(projected.row.opened_at);
        tx.execute(&keep, &[&branch.uuid(), &ticket.uuid(), &opened_at, &&print[..], &sealed, &marks])
            .await?;
    }
    Ok(())
}

/// The units within which a branch is, but for the one above all.
async fn units_of(tx: &Transaction<'_>, branch: BranchId) -> Result<Vec<i32>, StoreError> {
    let found = tx
        .prepare_cached(
            "WITH RECURSIVE above (id, parent_id) AS (
                 SELECT id, parent_id FROM units WHERE id = $1
                 UNION ALL
                 SELECT higher.id, higher.parent_id FROM units AS higher JOIN above ON higher.id = above.parent_id
             ) SELECT id FROM above WHERE parent_id IS NOT NULL",
        )
        .await?;
    let rows = tx.query(&found, &[&branch.uuid()]).await?;
    rows.iter().map(|row| Ok(unit_mark(id(row, "id")?))).collect()
}
