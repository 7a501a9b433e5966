//! Finding tickets. The index names those that can hold what is looked for, the newest first, and each is compared with
//! its own words before it is shown; so the index may be coarse, and nothing is shown that does not hold it.

use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write,
};

use async_trait::async_trait;
use domain::{BranchId, Instant, TicketId, UnitId};
use rusqlite::{CachedStatement, OptionalExtension, Transaction, named_params};

use super::{Sqlite, tickets::row_of, values::bytes};
use crate::{
    finding::Words,
    store::{AllOf, FindQuery, Findable, Finding, Found, LineReader, Mark, Scope, StoreError},
};

/// How many tickets have a mark is reckoned from where so many stand.
const SAMPLE: i64 = 64;
/// After so many tickets that the index named in vain, it is asked for all that it knows.
const IN_VAIN: usize = 256;
/// Reading where so many tickets are in the index takes no longer than reading the words of some of them.
const FEW: u64 = 30_000;
/// Looking up one ticket among so many more takes longer than reading its words.
const TOO_MANY_TIMES: u64 = 32;
/// Tickets of one millisecond stand beside each other in so many bits.
const TIE_BITS: u32 = 8;

#[async_trait]
impl Finding for Sqlite {
    async fn find_tickets(&self, query: FindQuery) -> Result<Vec<Found>, StoreError> {
        self.read(move |tx| {
            let mut found = Vec::new();
            for (branch, ticket, sealed) in find(tx, &query)? {
                found.extend(row_of(tx, branch, ticket)?.map(|row| Found { row, sealed }));
            }
            Ok(found)
        })
        .await
    }
}

/// A ticket's words as they are kept.
struct Kept {
    branch: BranchId,
    ticket: TicketId,
    sealed: Vec<u8>,
}

const KEPT: &str = "SELECT branch_id, ticket_id, words FROM ticket_words WHERE place = :place";

fn find(tx: &Transaction<'_>, query: &FindQuery) -> Result<Vec<(BranchId, TicketId, Vec<u8>)>, StoreError> {
    let mut named = tx.prepare_cached(
        "SELECT rowid FROM ticket_marks WHERE ticket_marks MATCH :question AND rowid < :before
         ORDER BY rowid DESC",
    )?;
    let mut kept_at = tx.prepare_cached(KEPT)?;
    let mut before =
        query.after.map_or(Ok(i64::MAX), |(at, ticket)| place_after(tx, &query.branches, at, ticket))?;
    let (mut found, mut in_vain) = (Vec::new(), 0);
    let counted = Counted::of(tx, &query.asked.0, query.branches.is_everything())?;
    for asked in [counted.to_index(query)?, Counted::default().to_index(query)?] {
        let Some(asked) = asked else { return Ok(found) };
        let mut candidates = named.query(named_params! { ":question": asked, ":before": before })?;
        loop {
            let Some(row) = candidates.next()? else { return Ok(found) };
            let place = row.get(0)?;
            let kept = read(&mut kept_at, place)?.filter(|kept| {
                query.branches.contains(&kept.branch)
                    && query.comparer.holds(kept.branch, kept.ticket, &kept.sealed)
            });
            if let Some(Kept { branch, ticket, sealed }) = kept {
                found.push((branch, ticket, sealed));
                if found.len() == query.limit as usize {
                    return Ok(found);
                }
            } else {
                in_vain += 1;
                if in_vain == IN_VAIN {
                    before = place;
                    break;
                }
            }
        }
    }
    Ok(found)
}

fn read(kept_at: &mut CachedStatement<'_>, place: i64) -> Result<Option<Kept>, StoreError> {
    let found = kept_at.query_row(named_params! { ":place": place }, |row| {
        Ok(Kept {
            branch: bytes(row, "branch_id")?,
            ticket: bytes(row, "ticket_id")?,
            sealed: row.get("words")?,
        })
    });
    Ok(found.optional()?)
}

/// Where those begin that come after a ticket.
fn place_after(
    tx: &Transaction<'_>,
    scope: &Scope,
    at: Instant,
    ticket: TicketId,
) -> Result<i64, StoreError> {
    let mut found =
        tx.prepare_cached("SELECT place, branch_id FROM ticket_words WHERE ticket_id = :ticket_id")?;
    let mut rows = found.query(named_params! { ":ticket_id": ticket.as_bytes() })?;
    while let Some(row) = rows.next()? {
        if scope.contains(&bytes(row, "branch_id")?) {
            return Ok(row.get("place")?);
        }
    }
    Ok(first_place(at))
}

/// About how many tickets have a mark, from how far back its newest ones reach. Where nothing is counted, none is left out.
#[derive(Default)]
struct Counted(HashMap<String, u64>);

impl Counted {
    fn of(tx: &Transaction<'_>, asked: &[Vec<AllOf>], is_everything: bool) -> Result<Self, StoreError> {
        let marks = asked.iter().flatten().flat_map(|word| word.0.iter().flatten());
        let marks: BTreeSet<String> = marks.map(|mark| term(*mark)).collect();
        // One alone is asked for, however many have it.
        if marks.len() < 2 && is_everything {
            return Ok(Self::default());
        }
        let mut sample = tx.prepare_cached(
            "SELECT count(*), max(rowid), min(rowid) FROM (
                 SELECT rowid FROM ticket_marks WHERE ticket_marks MATCH :mark ORDER BY rowid DESC LIMIT :sample)",
        )?;
        let end = |which: &str| -> Result<i64, StoreError> {
            let sql = format!("SELECT coalesce({which}(place), 0) FROM ticket_words");
            Ok(tx.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
        };
        let (oldest, newest) = (end("min")?, end("max")?);
        let mut counts = HashMap::new();
        for mark in marks {
            let count = sample.query_row(named_params! { ":mark": mark, ":sample": SAMPLE }, |row| {
                let found: i64 = row.get(0)?;
                if found < SAMPLE {
                    return Ok(found as u64);
                }
                // From the newest of them: before it may be months without any ticket.
                let reach = row.get::<_, i64>(1)? - row.get::<_, i64>(2)?;
                Ok((i128::from(SAMPLE) * i128::from(newest - oldest) / i128::from(reach.max(1))) as u64)
            })?;
            counts.insert(mark, count);
        }
        Ok(Self(counts))
    }

    /// The question to the index; none where nothing can answer it.
    ///
    /// Of a word that mark is asked for which the fewest have, and those that cost nothing to ask for; where many tickets
    /// have each mark of a word, mostly the same ones have them. Nor is a mark asked for that very many more have than the
    /// rarest of all: each ticket with that one is sooner read.
    fn to_index(&self, query: &FindQuery) -> Result<Option<String>, StoreError> {
        let mut either = Vec::new();
        for words in &query.asked.0 {
            let asked: Option<Vec<(u64, String)>> = words.iter().map(|word| self.word(word)).collect();
            let Some(asked) = asked else { continue };
            let fewest = asked.iter().map(|(tickets, _)| *tickets).min().unwrap_or_default();
            let most = fewest.max(1).saturating_mul(TOO_MANY_TIMES);
            let worth = asked.into_iter().filter(|(tickets, _)| *tickets <= most).map(|(_, text)| text);
            either.push(format!("({})", worth.collect::<Vec<_>>().join(" AND ")));
        }
        if either.is_empty() {
            return Ok(None);
        }
        let asked = either.join(" OR ");
        Ok(Some(match query.branches.is_everything() {
            true => asked,
            false => format!("({asked}) AND {}", unit_term(query.branches.unit())),
        }))
    }

    /// A word's question, and about how many tickets answer it at most; none where no ticket can.
    fn word(&self, word: &AllOf) -> Option<(u64, String)> {
        let (mut tickets, mut any) = (0_u64, Vec::new());
        for marks in word.0.iter().filter(|marks| !marks.is_empty()) {
            let counted = marks.iter().map(|mark| term(*mark)).map(|term| (self.0.get(&term).copied(), term));
            let mut counted: Vec<(Option<u64>, String)> = counted.collect();
            counted.sort_unstable();
            let fewest = counted.first().and_then(|(count, _)| *count);
            if fewest == Some(0) {
                continue;
            }
            let few = counted.partition_point(|(count, _)| count.is_none_or(|count| count <= FEW));
            let asked = counted.into_iter().take(few.max(1)).map(|(_, term)| term).collect::<Vec<_>>();
            any.push(format!("({})", asked.join(" AND ")));
            tickets = tickets.saturating_add(fewest.unwrap_or(0));
        }
        (!any.is_empty()).then(|| (tickets, format!("({})", any.join(" OR "))))
    }
}

/// A mark as the index has it: eight digits and letters, which need no quotation.
fn term(mark: Mark) -> String {
    format!("{mark:08x}")
}

fn unit_term(unit: UnitId) -> String {
    let hex = unit.as_bytes().iter().fold(String::with_capacity(32), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!("u{hex}")
}

/// Where tickets of a moment begin to stand.
fn first_place(at: Instant) -> i64 {
    at.unix_ms() << TIE_BITS
}

/// What the index has to be told of one ticket.
pub struct Change {
    place: i64,
    gone: String,
    come: String,
}

/// Writes what a ticket can be found by, if it is not what stands there, and answers what the index has to be told.
pub fn write(
    tx: &Transaction<'_>,
    (branch, ticket): (BranchId, TicketId),
    opened_at: Instant,
    words: &Words,
    reader: &dyn LineReader,
) -> Result<Option<Change>, StoreError> {
    let print = reader.print(words);
    let standing = standing(tx, branch, ticket)?;
    if standing.as_ref().is_some_and(|standing| standing.print == print) {
        return Ok(None);
    }
    let Findable { sealed, marks } = reader.findable(ticket, words);
    let old = standing.as_ref().map(|standing| reader.marks_of(ticket, &standing.sealed));
    let place = match &standing {
        Some(standing) => standing.place,
        None => free_place(tx, opened_at)?,
    };
    tx.prepare_cached(
        "INSERT INTO ticket_words (place, branch_id, ticket_id, print, words)
         VALUES (:place, :branch_id, :ticket_id, :print, :words)
         ON CONFLICT (place) DO UPDATE SET print = excluded.print, words = excluded.words",
    )?
    .execute(named_params! {
        ":place": place,
        ":branch_id": branch.as_bytes(),
        ":ticket_id": ticket.as_bytes(),
        ":print": print,
        ":words": sealed,
    })?;
    let units = if old.is_some() { Vec::new() } else { units_of(tx, branch)? };
    let old = old.unwrap_or_default();
    let only_in = |these: &BTreeSet<Mark>, those: &BTreeSet<Mark>| -> Vec<String> {
        these.difference(those).map(|mark| term(*mark)).collect()
    };
    let come = [only_in(&marks, &old), units].concat().join(" ");
    Ok(Some(Change { place, gone: only_in(&old, &marks).join(" "), come }))
}

/// Tells the index what changed, in the order of its places: otherwise it would write itself out for each. To be done
/// behind all else, for the same reason.
pub fn tell_index(tx: &Transaction<'_>, mut changes: Vec<Change>) -> Result<(), StoreError> {
    changes.sort_by_key(|change| change.place);
    for Change { place, gone, come } in changes {
        if !gone.is_empty() {
            // An index without a copy of its texts is told what to delete.
            tx.prepare_cached(
                "INSERT INTO ticket_marks (ticket_marks, rowid, marks) VALUES ('delete', :place, :marks)",
            )?
            .execute(named_params! { ":place": place, ":marks": gone })?;
        }
        // Also when nothing comes: the index counts its rows, and takes one off whenever marks go.
        tx.prepare_cached("INSERT INTO ticket_marks (rowid, marks) VALUES (:place, :marks)")?
            .execute(named_params! { ":place": place, ":marks": come })?;
    }
    Ok(())
}

/// What stands of a ticket.
struct Standing {
    place: i64,
    print: [u8; 16],
    sealed: Vec<u8>,
}

fn standing(
    tx: &Transaction<'_>,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Option<Standing>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT place, print, words FROM ticket_words
         WHERE ticket_id = :ticket_id AND branch_id = :branch_id",
    )?;
    let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() };
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Standing { place: row.get("place")?, print: row.get("print")?, sealed: row.get("words")? })
    };
    Ok(found.query_row(at, read).optional()?)
}

/// Where a ticket stands among all, which is where it stands among the newest: the first place of its moment that is free.
fn free_place(tx: &Transaction<'_>, opened_at: Instant) -> Result<i64, StoreError> {
    let mut place = first_place(opened_at);
    let mut taken =
        tx.prepare_cached("SELECT place FROM ticket_words WHERE place >= :place ORDER BY place")?;
    let mut taken = taken.query(named_params! { ":place": place })?;
    while let Some(row) = taken.next()?
        && row.get::<_, i64>(0)? == place
    {
        place += 1;
    }
    Ok(place)
}

/// The units within which a branch is, as the index has them.
fn units_of(tx: &Transaction<'_>, branch: BranchId) -> Result<Vec<String>, StoreError> {
    let mut above = tx.prepare_cached(
        "WITH RECURSIVE above (id, parent_id) AS (
             SELECT id, parent_id FROM units WHERE id = :branch_id
             UNION ALL
             SELECT higher.id, higher.parent_id FROM units AS higher JOIN above ON higher.id = above.parent_id
         ) SELECT id FROM above WHERE parent_id IS NOT NULL",
    )?;
    let rows = above.query_map(named_params! { ":branch_id": branch.as_bytes() }, |row| bytes(row, "id"))?;
    Ok(rows.map(|unit| unit.map(unit_term)).collect::<Result<_, _>>()?)
}
