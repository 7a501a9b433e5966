//! Tickets that belong together. What is looked up leads its index: a waybill or a mark is looked for in every branch.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::{
    BranchId, Instant, PersonId, TicketId,
    kinship::{Circle, GoesOn, circle_of},
};
use rusqlite::{OptionalExtension, Row, Transaction, named_params, params_from_iter, types::Value};

use super::{
    Sqlite,
    tickets::{TICKET, row_of, ticket},
    values::{bytes, bytes_or_none, moment, text},
};
use crate::store::{Arrived, ArrivedPage, ArrivedQuery, Kin, SaidKin, Sayer, StoreError, TicketRow, Traits};

/// So many newly arrived tickets are looked through at once, whether or not they are like others.
const MOST_SCANNED: u32 = 2_000;
/// So many of one waybill or phone are looked at.
const MOST_ALIKE: u32 = 60;

#[async_trait]
impl Kin for Sqlite {
    async fn list_kindred(
        &self,
        traits: Traits,
        but: TicketId,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError> {
        self.read(move |tx| kindred(tx, &traits, but, most)).await
    }

    async fn list_arrived(&self, query: ArrivedQuery) -> Result<ArrivedPage, StoreError> {
        self.read(move |tx| arrived(tx, &query)).await
    }

    async fn kin_said_of(&self, ticket: TicketId) -> Result<Vec<Sayer>, StoreError> {
        self.read(move |tx| said_of(tx, ticket)).await
    }

    async fn leads_to(&self, branch: BranchId, from: TicketId, to: TicketId) -> Result<bool, StoreError> {
        self.read(move |tx| {
            let (mut at, mut passed) = (from, BTreeSet::new());
            while at != to && passed.insert(at) {
                let Some(further) = goes_on(tx, branch, at)? else { return Ok(false) };
                at = further.into;
            }
            Ok(at == to)
        })
        .await
    }
}

/// Writes what a ticket says of others. Answers those that were in a circle of mergings with it or are now, where that is
/// news.
pub fn write(
    tx: &Transaction<'_>,
    branch: BranchId,
    ticket: TicketId,
    kin: &[SaidKin],
) -> Result<Vec<TicketId>, StoreError> {
    let before = circle(tx, branch, ticket)?;
    tx.prepare_cached("DELETE FROM ticket_kin WHERE branch_id = :branch_id AND ticket_id = :ticket_id")?
        .execute(named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() })?;
    let mut keep = tx.prepare_cached(
        "INSERT INTO ticket_kin (branch_id, ticket_id, event_id, other_id, kin, at, person_id)
         VALUES (:branch_id, :ticket_id, :event_id, :other_id, :kin, :at, :person_id)",
    )?;
    for said in kin {
        keep.execute(named_params! {
            ":branch_id": branch.as_bytes(),
            ":ticket_id": ticket.as_bytes(),
            ":event_id": said.event.as_bytes(),
            ":other_id": said.other.as_bytes(),
            ":kin": said.kin,
            ":at": moment(said.at),
            ":person_id": said.by.as_ref().map(PersonId::as_bytes),
        })?;
    }
    let after = circle(tx, branch, ticket)?;
    let news = if before == after { None } else { Some(before.into_iter().chain(after)) };
    Ok(news.into_iter().flatten().flat_map(|circle| circle.through).collect())
}

/// The circle of mergings that a ticket is in.
pub fn circle(
    tx: &Transaction<'_>,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Option<Circle>, StoreError> {
    circle_of(ticket, goes_on(tx, branch, ticket)?, |other| goes_on(tx, branch, other))
}

/// Where a ticket goes on by its own events.
fn goes_on(tx: &Transaction<'_>, branch: BranchId, ticket: TicketId) -> Result<Option<GoesOn>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT event_id, at, other_id FROM ticket_kin
         WHERE branch_id = :branch_id AND ticket_id = :ticket_id AND kin IS NULL",
    )?;
    let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() };
    let read = |row: &Row<'_>| {
        Ok(GoesOn { event: bytes(row, "event_id")?, at: text(row, "at")?, into: bytes(row, "other_id")? })
    };
    Ok(found.query_row(at, read).optional()?)
}

fn kindred(
    tx: &Transaction<'_>,
    traits: &Traits,
    but: TicketId,
    most: u32,
) -> Result<Vec<TicketRow>, StoreError> {
    let mut rows = Vec::new();
    if let Some(waybill) = &traits.waybill {
        let mut found = tx.prepare_cached(&format!(
            "{TICKET} WHERE waybill_key = :waybill_key AND waybill_key <> '' AND ticket_id <> :but
             ORDER BY opened_at DESC LIMIT :most"
        ))?;
        let wanted = named_params! { ":waybill_key": waybill, ":but": but.as_bytes(), ":most": most };
        rows = found.query_map(wanted, ticket)?.collect::<Result<Vec<_>, _>>()?;
    }
    if let Some(mark) = traits.phone {
        let mut found = tx.prepare_cached(&format!(
            "{TICKET} WHERE phone_mark = :phone_mark AND ticket_id <> :but
             ORDER BY opened_at DESC LIMIT :most"
        ))?;
        let wanted = named_params! { ":phone_mark": mark, ":but": but.as_bytes(), ":most": most };
        for row in found.query_map(wanted, ticket)? {
            let row = row?;
            if !rows.iter().any(|known| known.id == row.id) {
                rows.push(row);
            }
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.opened_at, row.id)));
    Ok(rows)
}

fn arrived(tx: &Transaction<'_>, query: &ArrivedQuery) -> Result<ArrivedPage, StoreError> {
    let mut values = vec![Value::Text(moment(query.since))];
    let mut wheres = "received_at >= ?".to_owned();
    if !query.branches.is_everything() {
        wheres += WITHIN;
        values.push(Value::Blob(query.branches.unit().as_bytes().to_vec()));
    }
    if let Some((at, id)) = query.before {
        wheres += " AND (received_at, ticket_id) < (?, ?)";
        values.extend([Value::Text(moment(at)), Value::Blob(id.as_bytes().to_vec())]);
    }
    values.push(Value::Integer(MOST_SCANNED.into()));
    let mut found = tx.prepare_cached(&format!("{ARRIVED} WHERE {wheres} {ARRIVED_ORDER}"))?;
    let mut rows = found.query(params_from_iter(values))?;
    let (mut page, mut scanned, mut last) = (Vec::new(), 0, None);
    while let Some(row) = rows.next()? {
        let (branch, id): (BranchId, TicketId) = (bytes(row, "branch_id")?, bytes(row, "ticket_id")?);
        (scanned, last) = (scanned + 1, Some((text::<Instant>(row, "received_at")?, id)));
        if row.get::<_, bool>("has_alike")?
            && let Some(row) = row_of(tx, branch, id)?
        {
            let alike = kindred(tx, &row.traits(), id, MOST_ALIKE)?;
            page.push(Arrived { row, alike, linked: linked(tx, branch, id)? });
        }
        if page.len() == query.limit as usize {
            return Ok((page, last));
        }
    }
    Ok((page, last.filter(|_| scanned == MOST_SCANNED)))
}

/// By arrival, which SQLite would not choose: by branch, everything that came in the time is looked up and sorted.
const ARRIVED: &str = "SELECT branch_id, ticket_id, received_at,
    EXISTS (SELECT 1 FROM tickets AS other
        WHERE other.waybill_key = arrived.waybill_key AND other.waybill_key <> ''
            AND other.ticket_id <> arrived.ticket_id)
    OR EXISTS (SELECT 1 FROM tickets AS other
        WHERE other.phone_mark = arrived.phone_mark AND other.ticket_id <> arrived.ticket_id) AS has_alike
    FROM tickets AS arrived INDEXED BY tickets_by_arrival";
const WITHIN: &str = " AND branch_id IN (
    WITH RECURSIVE within (id) AS (SELECT ? UNION ALL SELECT units.id FROM units JOIN within ON parent_id = within.id)
    SELECT id FROM within)";
const ARRIVED_ORDER: &str = "ORDER BY received_at DESC, ticket_id DESC LIMIT ?";

fn linked(tx: &Transaction<'_>, branch: BranchId, ticket: TicketId) -> Result<Vec<TicketId>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT other_id AS linked FROM ticket_kin WHERE branch_id = :branch_id AND ticket_id = :ticket_id
         UNION SELECT ticket_id FROM ticket_kin WHERE other_id = :ticket_id",
    )?;
    let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() };
    let rows = found.query_map(at, |row| bytes(row, "linked"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn said_of(tx: &Transaction<'_>, ticket: TicketId) -> Result<Vec<Sayer>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT said.*, tickets.number FROM ticket_kin AS said JOIN tickets USING (branch_id, ticket_id)
         WHERE said.other_id = :ticket_id ORDER BY said.at, said.event_id",
    )?;
    let rows = found.query_map(named_params! { ":ticket_id": ticket.as_bytes() }, |row| {
        Ok(Sayer {
            branch: bytes(row, "branch_id")?,
            ticket: bytes(row, "ticket_id")?,
            number: row.get("number")?,
            said: SaidKin {
                event: bytes(row, "event_id")?,
                other: bytes(row, "other_id")?,
                kin: row.get("kin")?,
                at: text(row, "at")?,
                by: bytes_or_none(row, "person_id")?,
            },
        })
    })?;
    let mut said = Vec::new();
    for sayer in rows {
        let sayer = sayer?;
        let undone = if sayer.said.kin.is_none() { circle(tx, sayer.branch, sayer.ticket)? } else { None };
        said.extend(undone.is_none_or(|circle| circle.undone != sayer.said.event).then_some(sayer));
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How SQLite means to carry a question out.
    fn plan(tx: &Transaction<'_>, sql: &str) -> String {
        let mut told = tx.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let values = vec![Value::Null; told.parameter_count()];
        let rows = told.query_map(params_from_iter(values), |row| row.get::<_, String>("detail")).unwrap();
        rows.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_branch_is_looked_through_by_an_index_that_what_is_looked_for_leads() {
        let mut database = rusqlite::Connection::open_in_memory().unwrap();
        super::super::migrations::runner().run(&mut database).unwrap();
        database.execute_batch(super::super::projections::TABLES).unwrap();
        let tx = database.transaction().unwrap();
        let arrived = plan(&tx, &format!("{ARRIVED} WHERE received_at >= ? {WITHIN} {ARRIVED_ORDER}"));
        for index in [
            "arrived USING INDEX tickets_by_arrival (received_at>?)",
            "other USING INDEX tickets_of_waybill (waybill_key=?)",
            "other USING INDEX tickets_of_phone (phone_mark=?)",
        ] {
            assert!(arrived.contains(index), "{index}: {arrived}");
        }
        assert!(!arrived.contains("TEMP B-TREE"), "nothing is sorted: {arrived}");
        let of_one = plan(
            &tx,
            &format!("{TICKET} WHERE waybill_key = ? AND waybill_key <> '' ORDER BY opened_at DESC"),
        );
        assert!(of_one.contains("tickets_of_waybill") && !of_one.contains("TEMP B-TREE"), "{of_one}");
        let of_one = plan(&tx, &format!("{TICKET} WHERE phone_mark = ? ORDER BY opened_at DESC"));
        assert!(of_one.contains("tickets_of_phone") && !of_one.contains("TEMP B-TREE"), "{of_one}");
    }
}
