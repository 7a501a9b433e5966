//! What may be read within one moment, and what may be written within one transaction.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeSet, HashMap},
    ops::Deref,
    sync::Arc,
};

use domain::{Event, TicketId};
use protocol::BranchKey;
use rusqlite::Connection;

use crate::{Result, Rules};

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
    opened: RefCell<HashMap<TicketId, Opened>>,
    removes_files: Cell<bool>,
    forgets: Cell<bool>,
    rules: Arc<Rules>,
}

/// What lines that came in a transaction say, by their arrival.
pub(crate) type Opened = HashMap<i64, Event>;

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
            opened: RefCell::default(),
            removes_files: Cell::default(),
            forgets: Cell::default(),
            rules: Arc::new(Rules::bundled()),
        }
    }

    /// Makes ready for a transaction; nothing is left of one that failed.
    pub(crate) fn begin(&mut self, branch_key: Option<Arc<BranchKey>>, rules: Arc<Rules>) {
        self.snapshot.branch_key = branch_key;
        self.rules = rules;
        self.touched.take();
        self.opened.take();
        self.afterwards();
    }

    /// By what due dates are reckoned.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Remembers that what screens read of a ticket is to be written again.
    pub(crate) fn touch(&self, ticket: TicketId) {
        self.touched.borrow_mut().insert(ticket);
    }

    /// Remembers what a line that came says: it has been opened to be judged, and is not opened again to be
    /// projected.
    pub(crate) fn remember(&self, arrival: i64, event: Event) {
        if let Some(ticket) = event.ticket {
            self.opened.borrow_mut().entry(ticket).or_default().insert(arrival, event);
        }
    }

    /// Forgets what was remembered of a ticket's lines, and answers it: its key came or went, or it is projected.
    pub(crate) fn take_opened(&self, ticket: TicketId) -> Opened {
        self.opened.borrow_mut().remove(&ticket).unwrap_or_default()
    }

    /// Projects every touched ticket.
    pub(crate) fn project_touched(&self) -> Result<()> {
        self.project(self.touched.take())
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
