//! What may be read within one moment, and what may be written within one transaction.

use std::{cell::RefCell, collections::BTreeSet, ops::Deref, sync::Arc};

use domain::{Sha256, TicketId};
use protocol::BranchKey;
use rusqlite::Connection;

use crate::Result;

/// Everything as it stood at one moment. Reads only.
pub struct Snapshot<'c> {
    pub(crate) connection: &'c Connection,
    pub(crate) branch_key: Option<Arc<BranchKey>>,
}

/// One transaction: all of it is kept, or none.
///
/// Lists, board and search follow when it ends; what is read of the log itself is up to date at once.
pub struct Tx<'c> {
    snapshot: Snapshot<'c>,
    touched: RefCell<BTreeSet<TicketId>>,
    to_remove: RefCell<BTreeSet<Sha256>>,
    forgets: RefCell<bool>,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(snapshot: Snapshot<'c>) -> Self {
        Self {
            snapshot,
            touched: RefCell::default(),
            to_remove: RefCell::default(),
            forgets: RefCell::default(),
        }
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

    /// Remembers that a photo's file goes when the transaction has been kept.
    pub(crate) fn remove_file(&self, sha256: Sha256) {
        self.to_remove.borrow_mut().insert(sha256);
    }

    /// Remembers that old pages must leave the write-ahead log as well.
    pub(crate) fn forgets(&self) {
        *self.forgets.borrow_mut() = true;
    }

    /// What is left to do once the transaction has been kept.
    pub(crate) fn afterwards(self) -> Afterwards {
        Afterwards { removes_files: !self.to_remove.borrow().is_empty(), forgets: *self.forgets.borrow() }
    }
}

/// What is left to do once a transaction has been kept.
pub(crate) struct Afterwards {
    /// Photo files wait to be removed.
    pub removes_files: bool,
    /// Old pages must leave the write-ahead log.
    pub forgets: bool,
}

impl<'c> Deref for Tx<'c> {
    type Target = Snapshot<'c>;

    fn deref(&self) -> &Self::Target {
        &self.snapshot
    }
}
