//! Checkpoints, beside the clerk's saves instead of within them: one save in thirty would otherwise wait for the disk twice.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
};

use rusqlite::{Connection, hooks::Wal};

use crate::Error;

/// So many pages in the write-ahead log are worth a checkpoint.
const WORTH_PAGES: i32 = 1_000;

thread_local! {
    /// Pages in the write-ahead log after this thread's last commit; SQLite tells a bare function, which can hold nothing.
    static PAGES: Cell<i32> = const { Cell::new(0) };
}

/// The thread that copies committed pages from the write-ahead log into the database.
pub(crate) struct Checkpoints {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpoints {
    /// Starts the thread on a connection of its own. An fsync that fails there sets `stopped`.
    pub(crate) fn start(connection: Connection, stopped: Arc<AtomicBool>) -> std::io::Result<Self> {
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("checkpoints".to_owned())
            .spawn(move || checkpoint_when_woken(&connection, &woken, &stopped))?;
        Ok(Self { wake: Some(wake), thread: Some(thread) })
    }

    /// Takes the writer's checkpoints out of its commits.
    pub(crate) fn take_over(writer: &Connection) {
        fn note(_: &Wal, pages: i32) -> rusqlite::Result<()> {
            PAGES.set(pages);
            Ok(())
        }
        writer.wal_hook(Some(note));
    }

    /// Wakes the thread if this thread's last commit made it worth while.
    pub(crate) fn after_commit(&self) {
        if PAGES.get() < WORTH_PAGES {
            return;
        }
        if let Some(wake) = &self.wake {
            match wake.try_send(()) {
                // Full: it is awake already. Gone: it has set `stopped`, which the next write finds.
                Ok(()) | Err(TrySendError::Full(()) | TrySendError::Disconnected(())) => {}
            }
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            // It has nothing to say that `stopped` does not say.
            let _ = thread.join();
        }
    }
}

fn checkpoint_when_woken(connection: &Connection, woken: &Receiver<()>, stopped: &AtomicBool) {
    while woken.recv().is_ok() {
        let passive = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if let Err(error) = passive
            && matches!(Error::from(error), Error::Stopped)
        {
            stopped.store(true, Ordering::SeqCst);
            return;
        }
    }
}
