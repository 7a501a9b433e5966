//! The first tickets of an order within a scope, and what that costs: of some branches each is asked for its first one, and
//! then only those whose turn it was for their next; of very many, all tickets are gone through in order until enough are
//! within. Neither grows with how many tickets there are.

use std::collections::BTreeSet;

use domain::{BranchId, TicketId};
use rusqlite::{OptionalExtension, Transaction, params_from_iter, types::Value};

use super::values::bytes;
use crate::store::{Scope, StoreError};

/// So many branches are asked one by one.
const SOME: usize = 3_000;

/// An order that an index has, led by the branch and without it.
pub struct Order<'a> {
    /// What is sorted by, before the ticket's identity.
    pub column: &'a str,
    /// Which tickets are in it.
    pub which: &'a str,
    /// Whether the last come first.
    pub is_descending: bool,
}

/// A ticket's place in an order.
pub type At = (String, TicketId);

impl Order<'_> {
    /// The tickets in it, after one where there is one.
    fn select(&self, of_branch: &str, is_after: bool) -> String {
        let Self { column, which, is_descending } = self;
        let (beyond, direction) = if *is_descending { ("<", "DESC") } else { (">", "ASC") };
        let after =
            if is_after { format!("AND ({column}, ticket_id) {beyond} (?, ?)") } else { String::new() };
        format!(
            "SELECT branch_id, ticket_id, {column} AS at FROM tickets WHERE {of_branch} {which} {after}
             ORDER BY {column} {direction}, ticket_id {direction}"
        )
    }
}

fn values_of(after: Option<&At>) -> impl Iterator<Item = Value> {
    let of = |(at, id): &At| [Value::Text(at.clone()), Value::Blob(id.as_bytes().to_vec())];
    after.map(of).into_iter().flatten()
}

/// The first tickets of `order` within `scope` after one, at most so many.
pub fn first_within(
    tx: &Transaction<'_>,
    scope: &Scope,
    order: &Order<'_>,
    after: Option<&At>,
    limit: u32,
) -> Result<Vec<(At, BranchId)>, StoreError> {
    if scope.is_everything() || scope.len() > SOME {
        all(tx, scope, order, after, limit)
    } else {
        of_each(tx, scope, order, after, limit)
    }
}

fn all(
    tx: &Transaction<'_>,
    scope: &Scope,
    order: &Order<'_>,
    after: Option<&At>,
    limit: u32,
) -> Result<Vec<(At, BranchId)>, StoreError> {
    let mut all = tx.prepare_cached(&order.select("", after.is_some()))?;
    let mut rows = all.query(params_from_iter(values_of(after)))?;
    let mut found = Vec::new();
    while found.len() < limit as usize
        && let Some(row) = rows.next()?
    {
        let branch = bytes(row, "branch_id")?;
        if scope.contains(&branch) {
            found.push(((row.get("at")?, bytes(row, "ticket_id")?), branch));
        }
    }
    Ok(found)
}

fn of_each(
    tx: &Transaction<'_>,
    scope: &Scope,
    order: &Order<'_>,
    after: Option<&At>,
    limit: u32,
) -> Result<Vec<(At, BranchId)>, StoreError> {
    let next_of = |branch: BranchId, after: Option<&At>| -> Result<Option<At>, StoreError> {
        let sql = format!("{} LIMIT 1", order.select("branch_id = ? AND", after.is_some()));
        let values = [Value::Blob(branch.as_bytes().to_vec())].into_iter().chain(values_of(after));
        let mut next = tx.prepare_cached(&sql)?;
        let at =
            next.query_row(params_from_iter(values), |row| Ok((row.get("at")?, bytes(row, "ticket_id")?)));
        Ok(at.optional()?)
    };
    // The next one of every branch.
    let mut heads = BTreeSet::new();
    for branch in scope.iter() {
        heads.extend(next_of(*branch, after)?.map(|at| (at, *branch)));
    }
    let mut found = Vec::new();
    while found.len() < limit as usize
        && let Some((at, branch)) = if order.is_descending { heads.pop_last() } else { heads.pop_first() }
    {
        heads.extend(next_of(branch, Some(&at))?.map(|at| (at, branch)));
        found.push((at, branch));
    }
    Ok(found)
}

/// Sorts, and leaves the first.
pub fn put_in_order(found: &mut Vec<(At, BranchId)>, is_descending: bool, limit: u32) {
    found.sort_unstable();
    if is_descending {
        found.reverse();
    }
    found.truncate(limit as usize);
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// How SQLite means to carry a question out.
    fn plan(tx: &Transaction<'_>, sql: &str) -> String {
        let mut told = tx.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let values = vec![Value::Null; told.parameter_count()];
        let rows = told.query_map(params_from_iter(values), |row| row.get::<_, String>("detail")).unwrap();
        rows.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn no_order_is_sorted_and_no_row_is_read_for_what_is_not_shown() {
        let mut database = Connection::open_in_memory().unwrap();
        super::super::migrations::runner().run(&mut database).unwrap();
        database.execute_batch(include_str!("projections.sql")).unwrap();
        let tx = database.transaction().unwrap();
        let by_time = Order { column: "opened_at", which: "TRUE", is_descending: true };
        let by_due = Order { column: "awaits_due_at", which: "awaits = 'decision'", is_descending: false };
        for (order, of_branch, index) in [
            (&by_time, "", "tickets_in_time"),
            (&by_time, "branch_id = ? AND", "tickets_by_time"),
            (&by_due, "", "tickets_awaiting_anywhere"),
            (&by_due, "branch_id = ? AND", "tickets_awaiting"),
        ] {
            for is_after in [false, true] {
                let plan = plan(&tx, &order.select(of_branch, is_after));
                assert!(plan.contains(&format!("COVERING INDEX {index}")), "{plan}");
                assert!(!plan.contains("TEMP B-TREE"), "nothing is sorted: {plan}");
            }
        }
    }
}
