//! What may be read within one moment, and what may be written within one transaction.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    ops::Deref,
    sync::Arc,
};

use domain::TicketId;
use protocol::BranchKey;
use rusqlite::Connection;

use crate::Result;

/// Everything as it stood at one moment. Reads only.
pub struct Snapshot {
    pub(crate) connection: Connection,
    pub(crate) branch_key: Option<Arc<BranchKey>>,
}

/// One transaction: all of it is kept, or none.
///
/// Lists, board and search follow when it ends; what is read of the log itself is up to date at once.
pub struct Tx {
    snapshot: Snapshot,
    touched: RefCell<BTreeSet<TicketId>>,
    removes_files: Cell<bool>,
    forgets: Cell<bool>,
}

/// What is left to do once a transaction has been kept.
pub(crate) struct Afterwards {
    /// Photo files wait to be removed.
    pub removes_files: bool,
    /// Old pages must leave the write-ahead log.
    pub forgets: bool,
}

impl Snapshot {
    pub(crate) fn of(connection: Connection) -> Self {
        Self { connection, branch_key: None }
    }
}

impl Tx {
    pub(crate) fn of(connection: Connection) -> Self {
        Self {
            snapshot: Snapshot::of(connection),
            touched: RefCell::default(),
            removes_files: Cell::default(),
            forgets: Cell::default(),
        }
    }

    /// Makes ready for a transaction; nothing is left of one that failed.
    pub(crate) fn begin(&mut self, branch_key: Option<Arc<BranchKey>>) {
        self.snapshot.branch_key = branch_key;
        self.touched.take();
        self.afterwards();
    }

    /// Remembers that what screens read of a ticket is to be written again.
    pub(crate) fn touch(&self, ticket: TicketId) {
        self.touched.borrow_mut().insert(ticket);
    }

    /// Projects every touched ticket.
    pub(crate) fn project_touched(&self) -> Result<()> {
        let touched = self.touched.take();
        touched.into_iter().try_for_each(|ticket| self.project(ticket))
    }

    /// Remembers that photo files go when the transaction has been kept.
    pub(crate) fn removes_files(&self) {
        self.removes_files.set(true);
    }

    /// Remembers that old pages must leave the write-ahead log as well.
    pub(crate) fn forgets(&self) {
        self.forgets.set(true);
    }

    /// What is left to do once the transaction has been kept.
    pub(crate) fn afterwards(&self) -> Afterwards {
        Afterwards { removes_files: self.removes_files.take(), forgets: self.forgets.take() }
    }
}

impl Deref for Tx {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.snapshot
    }
}
