//! Who waits for a branch's feed, and when it moved. Kept in memory, so that waiting costs the database nothing.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use domain::BranchId;
use tokio::sync::watch;

/// Where each branch's feed stands, for those who wait.
#[derive(Default)]
pub struct Wakes {
    heads: Mutex<HashMap<BranchId, watch::Sender<u64>>>,
    moves: watch::Sender<u64>,
}

impl Wakes {
    /// Tells those who wait that a feed has come to `head`.
    pub fn moved(&self, branch: BranchId, head: u64) {
        self.moves.send_modify(|moves| *moves += 1);
        let heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(waiting) = heads.get(&branch) {
            waiting.send_if_modified(|known| {
                let is_new = head > *known;
                *known = (*known).max(head);
                is_new
            });
        }
    }

    /// Tells those who wait for a feed that it may be worth looking.
    pub fn perhaps_moved(&self, branch: BranchId) {
        self.moves.send_modify(|moves| *moves += 1);
        let heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(waiting) = heads.get(&branch) {
            waiting.send_modify(|_| {});
        }
    }

    /// Tells all who wait that it may be worth looking.
    pub fn all(&self) {
        self.moves.send_modify(|moves| *moves += 1);
        let heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        heads.values().for_each(|waiting| waiting.send_modify(|_| {}));
    }

    /// Counts the moves of all feeds, for whoever reads every one of them.
    pub fn moves(&self) -> watch::Receiver<u64> {
        self.moves.subscribe()
    }

    /// Waits for moves from now on.
    pub fn watch(&self, branch: BranchId) -> watch::Receiver<u64> {
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        heads.entry(branch).or_insert_with(|| watch::channel(0).0).subscribe()
    }
}
