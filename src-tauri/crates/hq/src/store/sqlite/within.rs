//! The first tickets of an order within a scope, and what each scope costs: of few branches each is asked for its own
//! first, of many all tickets are gone through in order until enough are within. Neither grows with how many there are.

use domain::{BranchId, TicketId};
use rusqlite::{Transaction, params_from_iter, types::Value};

use super::values::bytes;
use crate::store::{Scope, StoreError};

/// So many branches are asked for one by one.
const FEW: usize = 1_000;

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

/// The first tickets of `order` within `scope` after one, at most so many.
pub fn first_within(
    tx: &Transaction<'_>,
    scope: &Scope,
    order: &Order<'_>,
    after: Option<&At>,
    limit: u32,
) -> Result<Vec<(At, BranchId)>, StoreError> {
    let Order { column, which, is_descending } = order;
    let (beyond, direction) = if *is_descending { ("<", "DESC") } else { (">", "ASC") };
    let after_it =
        if after.is_some() { format!("AND ({column}, ticket_id) {beyond} (?, ?)") } else { String::new() };
    let of_after = || -> Vec<Value> {
        let values = |(at, id): &At| [Value::Text(at.clone()), Value::Blob(id.as_bytes().to_vec())];
        after.iter().flat_map(|after| values(after)).collect()
    };
    let select = format!("SELECT branch_id, ticket_id, {column} AS at FROM tickets");
    let ordered = format!("ORDER BY {column} {direction}, ticket_id {direction}");
    let mut found = Vec::new();
    if scope.is_everything() || scope.len() > FEW {
        let mut all = tx.prepare_cached(&format!("{select} WHERE {which} {after_it} {ordered}"))?;
        let mut rows = all.query(params_from_iter(of_after()))?;
        while found.len() < limit as usize
            && let Some(row) = rows.next()?
        {
            let branch = bytes(row, "branch_id")?;
            if scope.contains(&branch) {
                found.push(((row.get("at")?, bytes(row, "ticket_id")?), branch));
            }
        }
        return Ok(found);
    }
    let sql = format!("{select} WHERE branch_id = ? AND {which} {after_it} {ordered} LIMIT ?");
    let mut of_branch = tx.prepare_cached(&sql)?;
    for branch in scope.iter() {
        let mut values = vec![Value::Blob(branch.as_bytes().to_vec())];
        values.extend(of_after());
        values.push(Value::Integer(limit.into()));
        let mut rows = of_branch.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            found.push(((row.get("at")?, bytes(row, "ticket_id")?), *branch));
        }
    }
    put_in_order(&mut found, *is_descending, limit);
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
