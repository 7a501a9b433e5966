//! The search: any ticket by any part of what it can be found by, the newest first.
//!
//! The index names the tickets that can hold what is typed, the newest first, and each is compared with its own words
//! before it is shown; so the index may be coarse, and nothing is shown that does not hold what was typed.

use std::collections::{BTreeSet, HashMap};

use domain::{TicketId, TicketNumber};
use rusqlite::{CachedStatement, OptionalExtension, named_params};

use super::{COLUMNS, TicketRow, grams, question::Question, rows, words::Words};
use crate::{Result, Snapshot, Tx};

/// How many tickets have a gram is reckoned from where so many stand.
const SAMPLE: i64 = 64;

/// After so many tickets that the index named in vain, it is asked for all that it knows.
const IN_VAIN: usize = 256;

/// What is to be written into the index of one ticket.
pub(super) struct Change {
    place: i64,
    gone: String,
    come: String,
}

impl Snapshot {
    /// Tickets that hold all of what is typed, newest first; one whose number it is comes before all others.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Vec<TicketRow>> {
        let mut found = match typed.parse::<TicketNumber>() {
            Ok(number) => self.tickets_numbered(&number)?,
            Err(_) => Vec::new(),
        };
        if let Some(question) = Question::of(typed) {
            let mut row_at = self.connection.prepare_cached(&format!("{COLUMNS} WHERE place = :place"))?;
            let mut more = Vec::new();
            for place in self.places(&question, limit)? {
                more.extend(rows(row_at.query(named_params! { ":place": place })?)?);
            }
            // Places tell moments apart as finely as people do; what shares one is put in order here.
            more.sort_by_key(|row| std::cmp::Reverse((row.opened_at, row.id)));
            more.retain(|row| found.iter().all(|seen| seen.id != row.id));
            found.extend(more);
        }
        found.truncate(limit);
        Ok(found)
    }

    /// Where the newest tickets stand that hold what is typed.
    fn places(&self, question: &Question, limit: usize) -> Result<Vec<i64>> {
        let mut named = self.connection.prepare_cached(
            "SELECT rowid FROM ticket_search WHERE ticket_search MATCH :question AND rowid < :before
             ORDER BY rowid DESC",
        )?;
        let mut words_at = self.connection.prepare_cached(WORDS_AT)?;
        let (mut places, mut before, mut in_vain) = (Vec::new(), i64::MAX, 0);
        let asks_first = if question.has_choice() {
            let mut estimates = Estimates::of(self)?;
            question.to_index(|gram| estimates.tickets_with(gram))?
        } else {
            question.to_index(|_| Ok(0))?
        };
        for asked in [asks_first, question.to_index(|_| Ok(0))?] {
            let mut candidates = named.query(named_params! { ":question": asked, ":before": before })?;
            loop {
                let Some(row) = candidates.next()? else { return Ok(places) };
                let place = row.get(0)?;
                let holds =
                    read_words(&mut words_at, place)?.is_some_and(|words| question.is_answered_by(&words));
                if holds {
                    places.push(place);
                    if places.len() == limit {
                        return Ok(places);
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
        Ok(places)
    }

    fn words_at(&self, place: i64) -> Result<Option<Words>> {
        read_words(&mut self.connection.prepare_cached(WORDS_AT)?, place)
    }
}

const WORDS_AT: &str = "SELECT text, names FROM ticket_words WHERE place = :place";

fn read_words(words_at: &mut CachedStatement<'_>, place: i64) -> Result<Option<Words>> {
    let found = words_at.query_row(named_params! { ":place": place }, |row| {
        Ok(Words { text: row.get(0)?, names: row.get(1)? })
    });
    Ok(found.optional()?)
}

/// About how many tickets have a gram, from how far back its newest ones reach.
struct Estimates<'a> {
    sample: CachedStatement<'a>,
    oldest: i64,
    newest: i64,
    known: HashMap<String, u64>,
}

impl<'a> Estimates<'a> {
    fn of(now: &'a Snapshot) -> Result<Self> {
        let sample = now.connection.prepare_cached(
            "SELECT count(*), max(rowid), min(rowid) FROM (
                 SELECT rowid FROM ticket_search WHERE ticket_search MATCH :gram ORDER BY rowid DESC LIMIT :sample)",
        )?;
        let end = |which: &str| -> Result<i64> {
            let sql = format!("SELECT coalesce({which}(place), 0) FROM ticket_words");
            Ok(now.connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
        };
        Ok(Self { sample, oldest: end("min")?, newest: end("max")?, known: HashMap::new() })
    }

    fn tickets_with(&mut self, gram: &str) -> Result<u64> {
        if let Some(known) = self.known.get(gram) {
            return Ok(*known);
        }
        let asked = named_params! { ":gram": format!("\"{gram}\""), ":sample": SAMPLE };
        let estimate = self.sample.query_row(asked, |row| {
            let found: i64 = row.get(0)?;
            if found < SAMPLE {
                return Ok(found as u64);
            }
            // From the newest of them: before it may be months without any ticket.
            let reach = row.get::<_, i64>(1)? - row.get::<_, i64>(2)?;
            Ok((SAMPLE * (self.newest - self.oldest) / reach.max(1)) as u64)
        })?;
        self.known.insert(gram.to_owned(), estimate);
        Ok(estimate)
    }
}

impl Tx {
    /// Writes a ticket's words, if they are not what stands there, and answers what the index has to be told.
    pub(super) fn put_words(&self, place: i64, words: &Words) -> Result<Option<Change>> {
        let standing = self.words_at(place)?;
        if standing.as_ref() == Some(words) {
            return Ok(None);
        }
        self.connection
            .prepare_cached(
                "INSERT INTO ticket_words (place, text, names) VALUES (:place, :text, :names)
                 ON CONFLICT (place) DO UPDATE SET text = excluded.text, names = excluded.names",
            )?
            .execute(named_params! { ":place": place, ":text": words.text, ":names": words.names })?;
        let old = standing.as_ref().map(grams::of).unwrap_or_default();
        let new = grams::of(words);
        Ok(Some(Change { place, gone: only_in(&old, &new), come: only_in(&new, &old) }))
    }

    /// Tells the index what changed, in the order of its places: otherwise it would write itself out for each.
    pub(super) fn put_search_rows(&self, mut changes: Vec<Change>) -> Result<()> {
        changes.sort_by_key(|change| change.place);
        for change in changes {
            if !change.gone.is_empty() {
                self.delete_grams(change.place, &change.gone)?;
            }
            // Also when nothing comes: the index counts its rows, and takes one off whenever grams go.
            self.connection
                .prepare_cached("INSERT INTO ticket_search (rowid, grams) VALUES (:place, :grams)")?
                .execute(named_params! { ":place": change.place, ":grams": change.come })?;
        }
        Ok(())
    }

    /// Deletes a ticket's words.
    pub(crate) fn delete_search_row(&self, ticket: TicketId) -> Result<()> {
        let Some(place) = self.place_of(ticket)? else { return Ok(()) };
        let Some(words) = self.words_at(place)? else { return Ok(()) };
        self.delete_grams(place, &only_in(&grams::of(&words), &BTreeSet::new()))?;
        self.connection
            .prepare_cached("DELETE FROM ticket_words WHERE place = :place")?
            .execute(named_params! { ":place": place })?;
        Ok(())
    }

    /// An index without a copy of its texts is told what to delete.
    fn delete_grams(&self, place: i64, grams: &str) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO ticket_search (ticket_search, rowid, grams) VALUES ('delete', :place, :grams)",
            )?
            .execute(named_params! { ":place": place, ":grams": grams })?;
        Ok(())
    }
}

fn only_in(these: &BTreeSet<String>, those: &BTreeSet<String>) -> String {
    these.difference(those).map(String::as_str).collect::<Vec<_>>().join(" ")
}
