//! What is carried at once: rows are many and small, or few and of megabytes, as the parts of unfinished attachments are.

use std::pin::Pin;

use deadpool_postgres::Transaction;
use futures::TryStreamExt;
use tokio_postgres::{Portal, RowStream, types::ToSql};

use super::{
    rows::{Value, Values, of_postgres},
    tables::Table,
};
use crate::store::StoreError;

/// Rows that are carried at once.
const MOST_ROWS: usize = 2_000;
/// What they weigh together, but for the last of them.
const MOST_BYTES: usize = 8 << 20;
/// Rows that the database is asked for at once. They are taken from the line as they come, so that they may weigh anything.
const ASKED_AT_ONCE: i32 = 1_000;

/// How much of a page is filled.
#[derive(Default)]
pub struct Page {
    rows: usize,
    bytes: usize,
}

impl Page {
    /// Takes another row in.
    pub fn take(&mut self, row: &Values) {
        self.rows += 1;
        self.bytes += row.iter().map(weight).sum::<usize>();
    }

    /// Whether no further row belongs on it. An empty page has room for any row.
    pub fn is_full(&self) -> bool {
        self.rows >= MOST_ROWS || self.bytes >= MOST_BYTES
    }
}

fn weight(value: &Value) -> usize {
    match value {
        Value::None => 0,
        Value::Bytes(bytes) => bytes.len(),
        Value::Text(text) => text.len(),
        Value::Whole(_) | Value::Moment(_) => size_of::<i64>(),
    }
}

/// Rows of PostgreSQL's, page by page, as one transaction sees them.
pub struct Rows<'a> {
    tx: &'a Transaction<'a>,
    table: &'static Table,
    portal: Portal,
    /// What was asked for last, and whether it brought a row yet.
    coming: Option<(Pin<Box<RowStream>>, bool)>,
}

impl<'a> Rows<'a> {
    /// Those of `table` that `which` names.
    pub async fn of(
        tx: &'a Transaction<'a>,
        table: &'static Table,
        which: &str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Self, StoreError> {
        let sql = format!("SELECT {} FROM {} {which}", table.names(), table.name);
        let portal = tx.bind(&tx.prepare_cached(&sql).await?, values).await?;
        Ok(Self { tx, table, portal, coming: None })
    }

    /// The next page; an empty one behind the last.
    pub async fn page(&mut self) -> Result<Vec<Values>, StoreError> {
        let (mut page, mut rows) = (Page::default(), Vec::new());
        while !page.is_full() {
            let (coming, brought) = match &mut self.coming {
                Some(coming) => coming,
                none => none
                    .insert((Box::pin(self.tx.query_portal_raw(&self.portal, ASKED_AT_ONCE).await?), false)),
            };
            let Some(row) = coming.try_next().await? else {
                let was_last = !*brought;
                self.coming = None;
                if was_last {
                    break;
                }
                continue;
            };
            *brought = true;
            let row = of_postgres(self.table, &row)?;
            page.take(&row);
            rows.push(row);
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_on_a_page(row: &Values) -> usize {
        let mut page = Page::default();
        let mut rows = 0;
        while !page.is_full() {
            page.take(row);
            rows += 1;
        }
        rows
    }

    #[test]
    fn a_page_is_many_small_rows_or_a_few_of_megabytes() {
        let part = |bytes| vec![Value::Whole(0), Value::Bytes(vec![0; bytes])];
        for (bytes, rows) in [(16, 2_000), (4 << 20, 2), (3 << 20, 3), (50 << 20, 1)] {
            assert_eq!(rows_on_a_page(&part(bytes)), rows, "{bytes}");
        }
    }
}
