//! The first tickets of an order within a scope, and what that costs: of some branches each is asked for its first ones; of
//! very many, all tickets are gone through in order until enough are within. Neither grows with how many tickets there are.

use std::time::SystemTime;

use deadpool_postgres::Transaction;
use domain::{BranchId, TicketId};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::values::{Id, id, uuids};
use crate::store::{Scope, StoreError};

/// So many branches are asked one by one.
const SOME: usize = 3_000;
/// So many tickets of all branches are gone through at once.
const AT_ONCE: i32 = 2_000;

/// An order that an index has, led by the branch and without it.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// What is sorted by, before the ticket's identity.
    pub column: &'a str,
    /// Which tickets are in it.
    pub which: &'a str,
    /// Whether the last come first.
    pub is_descending: bool,
}

impl Order<'_> {
    fn direction(&self) -> &'static str {
        if self.is_descending { "DESC" } else { "ASC" }
    }

    fn beyond(&self) -> &'static str {
        if self.is_descending { "<" } else { ">" }
    }
}

/// The first tickets of `order` within `scope` after one, at most so many. No moment stands for one after every other.
pub async fn first_within(
    tx: &Transaction<'_>,
    scope: &Scope,
    order: Order<'_>,
    after: Option<(SystemTime, TicketId)>,
    limit: u32,
) -> Result<Vec<(BranchId, TicketId)>, StoreError> {
    let after = after.map(|(at, ticket)| (Some(at), ticket));
    first_within_or_never(tx, scope, order, after, limit).await
}

/// The same in an order in which `None` stands for infinity.
pub async fn first_within_or_never(
    tx: &Transaction<'_>,
    scope: &Scope,
    order: Order<'_>,
    after: Option<(Option<SystemTime>, TicketId)>,
    limit: u32,
) -> Result<Vec<(BranchId, TicketId)>, StoreError> {
    if scope.is_everything() || scope.len() > SOME {
        all(tx, scope, order, after, limit).await
    } else {
        of_each(tx, scope, order, after, limit).await
    }
}

async fn all(
    tx: &Transaction<'_>,
    scope: &Scope,
    order: Order<'_>,
    after: Option<(Option<SystemTime>, TicketId)>,
    limit: u32,
) -> Result<Vec<(BranchId, TicketId)>, StoreError> {
    let Order { column, which, .. } = order;
    let (beyond, direction) = (order.beyond(), order.direction());
    let is_after = match after {
        Some(_) => format!("AND ({column}, ticket_id) {beyond} (coalesce($1::timestamptz, 'infinity'), $2)"),
        None => String::new(),
    };
    let found = tx
        .prepare_cached(&format!(
            "SELECT branch_id, ticket_id FROM tickets WHERE {which} {is_after}
             ORDER BY {column} {direction}, ticket_id {direction}"
        ))
        .await?;
    let (at, ticket) = after.map_or((None, Uuid::nil()), |(at, ticket)| (at, ticket.uuid()));
    let values: &[&(dyn ToSql + Sync)] = if after.is_some() { &[&at, &ticket] } else { &[] };
    let portal = tx.bind(&found, values).await?;
    let mut first = Vec::new();
    loop {
        // Of everything no more is read than is shown.
        let some =
            if scope.is_everything() { i32::try_from(limit).unwrap_or(AT_ONCE).max(1) } else { AT_ONCE };
        let rows = tx.query_portal(&portal, some).await?;
        if rows.is_empty() {
            return Ok(first);
        }
        for row in rows {
            let branch = id(&row, "branch_id")?;
            if scope.is_everything() || scope.contains(&branch) {
                first.push((branch, id(&row, "ticket_id")?));
            }
            if first.len() >= limit as usize {
                return Ok(first);
            }
        }
    }
}

async fn of_each(
    tx: &Transaction<'_>,
    scope: &Scope,
    order: Order<'_>,
    after: Option<(Option<SystemTime>, TicketId)>,
    limit: u32,
) -> Result<Vec<(BranchId, TicketId)>, StoreError> {
    let Order { column, which, .. } = order;
    let (beyond, direction) = (order.beyond(), order.direction());
    let is_after = match after {
        Some(_) => format!("AND ({column}, ticket_id) {beyond} (coalesce($3::timestamptz, 'infinity'), $4)"),
        None => String::new(),
    };
    let found = tx
        .prepare_cached(&format!(
            "SELECT first.branch_id, first.ticket_id FROM unnest($1::uuid[]) AS of (branch_id) CROSS JOIN LATERAL (
                SELECT branch_id, ticket_id, {column} AS at FROM tickets
                WHERE tickets.branch_id = of.branch_id AND {which} {is_after}
                ORDER BY {column} {direction}, ticket_id {direction} LIMIT $2) AS first
             ORDER BY at {direction}, ticket_id {direction} LIMIT $2"
        ))
        .await?;
    let branches = uuids(scope.iter().copied());
    let limit = i64::from(limit);
    let (at, ticket) = after.map_or((None, Uuid::nil()), |(at, ticket)| (at, ticket.uuid()));
    let mut values: Vec<&(dyn ToSql + Sync)> = vec![&branches, &limit];
    if after.is_some() {
        values.extend([&at as &(dyn ToSql + Sync), &ticket]);
    }
    let rows = tx.query(&found, &values).await?;
    rows.iter().map(|row| Ok((id(row, "branch_id")?, id(row, "ticket_id")?))).collect()
}
