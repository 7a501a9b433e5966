//! Checkpoints, beside the clerk's saves instead of within them: one save in thirty would otherwise wait for the disk twice.

use std::{
    cell::Cell,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
};

use rusqlite::{Connection, hooks::Wal};

use crate::Error;

/// So many pages in the write-ahead log are worth a checkpoint.
const WORTH_PAGES: i32 = 1_000;

/// With so many, writers never paused long enough for the log to begin again; then they have to wait once.
const MOST_PAGES: i32 = 8_000;

thread_local! {
    /// Pages in the write-ahead log after this thread's last commit; SQLite tells a bare function, which can hold nothing.
    static PAGES: Cell<i32> = const { Cell::new(0) };
}

/// The thread that copies committed pages from the write-ahead log into the database.
pub(crate) struct Checkpoints {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    /// Held during each checkpoint: SQLite refuses a second one at once instead of waiting.
    one_at_a_time: Arc<Mutex<()>>,
}

impl Checkpoints {
    /// Starts the thread on a connection of its own. An fsync that fails there sets `stopped`.
    pub(crate) fn start(connection: Connection, stopped: Arc<AtomicBool>) -> std::io::Result<Self> {
        let (wake, woken) = sync_channel(1);
        let one_at_a_time = Arc::new(Mutex::new(()));
        let thread = std::thread::Builder::new().name("checkpoints".to_owned()).spawn({
            let one_at_a_time = one_at_a_time.clone();
            move || checkpoint_when_woken(&connection, &woken, &one_at_a_time, &stopped)
        })?;
        Ok(Self { wake: Some(wake), thread: Some(thread), one_at_a_time })
    }

    /// Takes the writer's checkpoints out of its commits.
    pub(crate) fn take_over(writer: &Connection) {
        fn note(_: &Wal, pages: i32) -> rusqlite::Result<()> {
            PAGES.set(pages);
            Ok(())
        }
        writer.wal_hook(Some(note));
    }

    /// Empties the write-ahead log, so that no old page is left in it. Waits for readers; says whether it could.
    pub(crate) fn empty_log(&self, writer: &Connection) -> rusqlite::Result<bool> {
        let _alone = self.one_at_a_time.lock().unwrap_or_else(PoisonError::into_inner);
        checkpoint(writer, "TRUNCATE").map(|done| !done.is_busy)
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

struct Done {
    is_busy: bool,
    log_pages: i32,
}

fn checkpoint(connection: &Connection, mode: &str) -> rusqlite::Result<Done> {
    connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| {
        Ok(Done { is_busy: row.get(0)?, log_pages: row.get(1)? })
    })
}

fn checkpoint_when_woken(
    connection: &Connection,
    woken: &Receiver<()>,
    alone: &Mutex<()>,
    stopped: &AtomicBool,
) {
    while woken.recv().is_ok() {
        let _alone = alone.lock().unwrap_or_else(PoisonError::into_inner);
        let done = checkpoint(connection, "PASSIVE").and_then(|done| match done.log_pages {
            MOST_PAGES.. => checkpoint(connection, "RESTART"),
            _ => Ok(done),
        });
        if let Err(error) = done
            && matches!(Error::from(error), Error::Stopped)
        {
            stopped.store(true, Ordering::SeqCst);
            return;
        }
    }
}
