//! The words of tickets: looked up by number, waybill, phone, name and story, by beginnings and by ends.

use domain::{Parties, Party, Ticket, TicketId, TicketNumber};
use rusqlite::{OptionalExtension, named_params};

use super::{
    COLUMNS, TicketRow, rows,
    words::{backwards, code, cut, digits, question},
};
use crate::{Result, Snapshot, Tx, columns::integer};

/// The words of one ticket.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    number: String,
    waybill: String,
    phone: String,
    tails: String,
    name: String,
    story: String,
}

impl Words {
    /// What a ticket can be found by.
    pub(super) fn of(ticket: &Ticket) -> Self {
        let number = code(&ticket.number.to_string());
        let waybill = code(&ticket.shipment.value().waybill);
        let told = ticket.told();
        let parties: Vec<&Party> = told.map(|told| all(&told.parties).to_vec()).unwrap_or_default();
        let phones: Vec<String> =
            parties.iter().map(|party| digits(&party.phone)).filter(|phone| !phone.is_empty()).collect();
        let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
        let tails: Vec<String> =
            [&number, &waybill].into_iter().chain(&phones).map(|word| backwards(word)).collect();
        let texts =
            told.map(|told| [told.story.as_str(), &told.demand_text, &told.items_kept]).unwrap_or_default();
        let notes = ticket.notes.iter().filter_map(|(_, text)| text.open().map(String::as_str));
        let story: Vec<&str> = texts.into_iter().chain(notes).collect();
        let parts = code_parts(&ticket.number);
        Self {
            number: format!("{number} {parts}"),
            waybill,
            phone: phones.join(" "),
            tails: tails.join(" ").trim().to_owned(),
            name: cut(&names.join("\n")),
            story: cut(&story.join("\n")),
        }
    }
}

/// Branch, date, counter with serial, and serial: people read out one or the other.
fn code_parts(number: &TicketNumber) -> String {
    let written = number.to_string().to_lowercase();
    let parts: Vec<&str> = written.split('-').take(3).collect();
    format!("{} {:04}", parts.join(" "), number.serial())
}

fn all(parties: &Parties) -> [&Party; 3] {
    [&parties.sender, &parties.recipient, &parties.agent]
}

impl Snapshot {
    /// Tickets that hold all of what is typed, newest first; one whose number it is comes before all others.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Vec<TicketRow>> {
        let mut found = match typed.parse::<TicketNumber>() {
            Ok(number) => self.tickets_numbered(&number)?,
            Err(_) => Vec::new(),
        };
        if let Some(question) = question(typed) {
            let mut list = self.connection.prepare_cached(&format!(
                "{COLUMNS} WHERE place IN (SELECT rowid FROM ticket_search WHERE ticket_search MATCH :question)
                 ORDER BY opened_at DESC, id DESC LIMIT :limit"
            ))?;
            let more =
                rows(list.query(named_params! { ":question": question, ":limit": integer(limit as u64) })?)?;
            let new: Vec<TicketRow> =
                more.into_iter().filter(|row| found.iter().all(|seen| seen.id != row.id)).collect();
            found.extend(new);
        }
        found.truncate(limit);
        Ok(found)
    }
}

impl Tx {
    /// Writes a ticket's words, if they are not what stands there.
    pub(super) fn put_search_row(&self, place: i64, words: &Words) -> Result<()> {
        let mut find = self.connection.prepare_cached(
            "SELECT number, waybill, phone, tails, name, story FROM ticket_search WHERE rowid = :place",
        )?;
        let standing = find
            .query_row(named_params! { ":place": place }, |row| {
                Ok(Words {
                    number: row.get(0)?,
                    waybill: row.get(1)?,
                    phone: row.get(2)?,
                    tails: row.get(3)?,
                    name: row.get(4)?,
                    story: row.get(5)?,
                })
            })
            .optional()?;
        if standing.as_ref() == Some(words) {
            return Ok(());
        }
        if standing.is_some() {
            self.connection
                .prepare_cached("DELETE FROM ticket_search WHERE rowid = :place")?
                .execute(named_params! { ":place": place })?;
        }
        self.connection
            .prepare_cached(
                "INSERT INTO ticket_search (rowid, number, waybill, phone, tails, name, story)
                 VALUES (:place, :number, :waybill, :phone, :tails, :name, :story)",
            )?
            .execute(named_params! {
                ":place": place,
                ":number": words.number,
                ":waybill": words.waybill,
                ":phone": words.phone,
                ":tails": words.tails,
                ":name": words.name,
                ":story": words.story,
            })?;
        Ok(())
    }

    /// Deletes a ticket's words.
    pub(crate) fn delete_search_row(&self, ticket: TicketId) -> Result<()> {
        self.connection
            .prepare_cached(
                "DELETE FROM ticket_search WHERE rowid = (SELECT place FROM tickets WHERE id = :ticket)",
            )?
            .execute(named_params! { ":ticket": ticket.as_bytes() })?;
        Ok(())
    }
}
