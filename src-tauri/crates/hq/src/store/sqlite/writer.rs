//! The one writer: whatever waits for it is run together and kept by one commit, and only then answered.
//!
//! A commit waits for the disk, and while it does so others come; the more come at once, the less each of them waits.
//! Each has a savepoint of its own, so that one that fails takes nothing of the others back with it.

use std::{
    any::Any,
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, mpsc},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rusqlite::{Connection, Transaction, TransactionBehavior, hooks::Wal};
use tokio::sync::{oneshot, watch};

use super::StoreError;
use crate::store::error::has_no_room;

/// What is taken into one commit: whatever comes while so much time has not yet gone by.
pub const GATHERING: Duration = Duration::from_millis(50);
/// How soon it is noticed that another process has written.
const LOOKING_OUT: Duration = Duration::from_millis(100);

/// So many pages in the write-ahead log are worth a checkpoint.
const WORTH_PAGES: i32 = 1_000;

thread_local! {
    /// Pages in the write-ahead log after this thread's last commit; SQLite tells a bare function, which can hold nothing.
    static PAGES: Cell<i32> = const { Cell::new(0) };
}

/// Something to be written: run within a commit, and answered behind it.
trait Job: Send {
    /// Runs it; false when it failed, and nothing of it is to be kept.
    fn run(&mut self, tx: &Transaction<'_>) -> bool;

    /// Answers whoever waits: what came of it, or why nothing did.
    fn answer(self: Box<Self>, kept: Result<(), NotKept>);
}

/// Why a commit that was shared did not come to be; the same for all who shared it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the commit that this was a part of failed")]
struct NotKept(#[source] Arc<rusqlite::Error>);

/// A thread with the connection that writes. It finishes what waits before it ends.
pub struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts it over `connection`; `others` counts what other processes have written, as far as it is noticed.
    pub fn start(
        connection: Connection,
        gathering: Duration,
        others: watch::Sender<u64>,
    ) -> Result<Self, StoreError> {
        let (jobs, waiting) = mpsc::channel();
        let work = move || serve(connection, &waiting, gathering, &others);
        let thread = thread::Builder::new().name("headquarters-writer".to_owned()).spawn(work)?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Runs `work` in a transaction; answered once that is durable, or when nothing of it was kept.
    pub async fn write<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.queue(work).await.map_err(|_| stopped())?
    }

    /// Queues `work`; where there is no writer any more, the answer is one that does not come.
    fn queue<T, W>(&self, work: W) -> oneshot::Receiver<Result<T, StoreError>>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let (told, answer) = oneshot::channel();
        let job = Waiting { work: Some(work), outcome: None, told };
        let jobs = self.jobs.as_ref().expect("the queue is open until the writer is dropped");
        let _ = jobs.send(Box::new(job));
        answer
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // What panics in it is caught where it runs.
            let _ = thread.join();
        }
    }
}

fn stopped() -> StoreError {
    StoreError::Database("the writer has stopped".into())
}

/// One that waits, with what came of its work so far.
struct Waiting<T, W> {
    work: Option<W>,
    outcome: Option<Result<T, StoreError>>,
    told: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, W> Job for Waiting<T, W>
where
    T: Send,
    W: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, tx: &Transaction<'_>) -> bool {
        let work = self.work.take().expect("each is run once");
        // A panic is a fault of one; whoever shares the commit with it has no part in it.
        let outcome = catch_unwind(AssertUnwindSafe(|| work(tx))).unwrap_or_else(|panic| {
            tracing::error!(words = words_of(&*panic), "writing panicked");
            Err(StoreError::Database("writing panicked".into()))
        });
        let is_good = outcome.is_ok();
        self.outcome = Some(outcome);
        is_good
    }

    fn answer(self: Box<Self>, kept: Result<(), NotKept>) {
        let outcome = match (self.outcome, kept) {
            // What failed by itself says why, whatever became of the others.
            (Some(Err(error)), _) => Err(error),
            (_, Err(not_kept)) if has_no_room(&not_kept.0) => Err(StoreError::Full),
            (_, Err(not_kept)) => Err(StoreError::Database(Box::new(not_kept))),
            (Some(Ok(answer)), Ok(())) => Ok(answer),
            (None, Ok(())) => Err(stopped()),
        };
        // Nobody waits any more where a request was given up; what was written stays.
        let _ = self.told.send(outcome);
    }
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    panic.downcast_ref::<&str>().copied().unwrap_or("")
}

fn serve(
    mut connection: Connection,
    waiting: &mpsc::Receiver<Box<dyn Job>>,
    gathering: Duration,
    others: &watch::Sender<u64>,
) {
    fn note(_: &Wal, pages: i32) -> rusqlite::Result<()> {
        PAGES.set(pages);
        Ok(())
    }
    // It takes the place of SQLite's own, which makes a checkpoint within the commit.
    connection.wal_hook(Some(note));
    let mut seen = None;
    loop {
        match waiting.recv_timeout(LOOKING_OUT) {
            Ok(first) => {
                look_out(&connection, &mut seen, others);
                commit(&mut connection, first, waiting, gathering);
                checkpoint_when_worth_while(&connection);
            }
            Err(mpsc::RecvTimeoutError::Timeout) => look_out(&connection, &mut seen, others),
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Notices what others than this connection have committed; SQLite tells them apart.
fn look_out(connection: &Connection, seen: &mut Option<i64>, others: &watch::Sender<u64>) {
    let version = connection.prepare_cached("PRAGMA data_version");
    let version = version.and_then(|mut version| version.query_row([], |row| row.get(0))).ok();
    // Where it cannot be told, it has to be taken for changed.
    if version.is_none() || seen.is_some() && *seen != version {
        others.send_modify(|count| *count += 1);
    }
    *seen = version;
}

/// Copies what the write-ahead log holds into the database, behind the answers: who is answered reads on meanwhile.
fn checkpoint_when_worth_while(connection: &Connection) {
    if PAGES.get() < WORTH_PAGES {
        return;
    }
    // What it could not copy stays in the log, and the next one tries again.
    let checkpoint = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    if let Err(error) = checkpoint {
        stop_when_not_durable(&error);
    }
}

/// Runs `first` and whatever comes behind it, commits, and answers them all.
fn commit(
    connection: &mut Connection,
    first: Box<dyn Job>,
    waiting: &mpsc::Receiver<Box<dyn Job>>,
    gathering: Duration,
) {
    let mut jobs = vec![first];
    let kept =
        run_together(connection, &mut jobs, waiting, gathering).map_err(|error| NotKept(Arc::new(error)));
    for job in jobs {
        job.answer(kept.clone());
    }
}

/// Runs those of `jobs`, of which there is one, and adds those that came meanwhile.
fn run_together(
    connection: &mut Connection,
    jobs: &mut Vec<Box<dyn Job>>,
    waiting: &mpsc::Receiver<Box<dyn Job>>,
    gathering: Duration,
) -> rusqlite::Result<()> {
    let begun = Instant::now();
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // The first needs no savepoint: when it fails there is nothing else to keep.
    if !jobs[0].run(&tx) {
        return tx.rollback();
    }
    while begun.elapsed() < gathering
        && let Ok(mut next) = waiting.try_recv()
    {
        let outcome = run_within_savepoint(&tx, &mut *next);
        jobs.push(next);
        outcome?;
    }
    tx.commit().inspect_err(stop_when_not_durable)
}

/// An error here is one of the whole transaction.
fn run_within_savepoint(tx: &Transaction<'_>, job: &mut dyn Job) -> rusqlite::Result<()> {
    tx.prepare_cached("SAVEPOINT job")?.execute([])?;
    let is_good = job.run(tx);
    // A full disk, or one that fails, makes SQLite take everything back: then there is no savepoint any more, and nobody
    // is told that he was kept.
    if !is_good {
        tx.prepare_cached("ROLLBACK TO job")?.execute([])?;
    }
    tx.prepare_cached("RELEASE job")?.execute([])?;
    Ok(())
}

/// A commit whose fsync failed may or may not be on the disk; going on would acknowledge what is not.
fn stop_when_not_durable(error: &rusqlite::Error) {
    use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};
    let code = error.sqlite_error().map(|error| error.extended_code);
    if code.is_some_and(|code| [SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC].contains(&code)) {
        tracing::error!("the disk did not keep what was written; stopping");
        std::process::abort();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        path::Path,
        sync::atomic::{AtomicBool, AtomicU64, Ordering},
    };

    use tempfile::TempDir;

    use super::*;

    type Writing = oneshot::Receiver<Result<(), StoreError>>;

    /// A writer over a table of words, whose commits are counted and can be made to fail.
    struct Words {
        folder: TempDir,
        writer: Writer,
        commits: Arc<AtomicU64>,
        refuses: Arc<AtomicBool>,
        others: watch::Receiver<u64>,
    }

    impl Words {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let connection = open(folder.path());
            connection.execute_batch("CREATE TABLE words (word TEXT PRIMARY KEY) STRICT").unwrap();
            let (commits, refuses) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
            let hook = (Arc::clone(&commits), Arc::clone(&refuses));
            let counted = move || {
                hook.0.fetch_add(1, Ordering::SeqCst);
                hook.1.load(Ordering::SeqCst)
            };
            connection.commit_hook(Some(counted)).unwrap();
            let (sender, others) = watch::channel(0);
            // However slow the machine is, what waits is taken in.
            let writer = Writer::start(connection, Duration::from_secs(60), sender).unwrap();
            Self { folder, writer, commits, refuses, others }
        }

        /// Starts to write, and goes on when it is told: whatever comes meanwhile shares its commit.
        fn hold(&self, word: &'static str) -> (Writing, mpsc::Receiver<()>, mpsc::Sender<()>) {
            let (begun, begins) = mpsc::channel();
            let (go_on, goes_on) = mpsc::channel();
            let held = self.begin(move |tx| {
                begun.send(()).unwrap();
                goes_on.recv().unwrap();
                insert(tx, word)
            });
            (held, begins, go_on)
        }

        /// Queues at once, and answers later.
        fn begin(
            &self,
            work: impl FnOnce(&Transaction<'_>) -> Result<(), StoreError> + Send + 'static,
        ) -> Writing {
            self.writer.queue(work)
        }

        /// What whoever opens the database finds.
        fn kept(&self) -> Vec<String> {
            let connection = open(self.folder.path());
            let mut words = connection.prepare("SELECT word FROM words ORDER BY rowid").unwrap();
            words.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        }
    }

    fn open(folder: &Path) -> Connection {
        let connection = Connection::open(folder.join("words.sqlite")).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.busy_timeout(Duration::from_secs(5)).unwrap();
        connection
    }

    fn insert(tx: &Transaction<'_>, word: &str) -> Result<(), StoreError> {
        tx.execute("INSERT INTO words (word) VALUES (?1)", [word])?;
        Ok(())
    }

    #[tokio::test]
    async fn those_who_wait_share_a_commit_and_an_error_of_one_harms_no_other() {
        let words = Words::new();
        let (first, begins, go_on) = words.hold("first");
        begins.recv().unwrap();
        let good = words.begin(|tx| insert(tx, "good"));
        let failing = words.begin(|tx| {
            insert(tx, "half")?;
            insert(tx, "good")
        });
        let panicking = words.begin(|tx| {
            insert(tx, "half")?;
            panic!("a fault of this one")
        });
        let last = words.begin(|tx| insert(tx, "last"));
        go_on.send(()).unwrap();
        assert!(first.await.unwrap().is_ok() && good.await.unwrap().is_ok() && last.await.unwrap().is_ok());
        assert!(matches!(failing.await.unwrap(), Err(StoreError::Taken)));
        assert!(matches!(panicking.await.unwrap(), Err(StoreError::Database(_))));
        assert_eq!(words.kept(), ["first", "good", "last"]);
        assert_eq!(words.commits.load(Ordering::SeqCst), 1, "all of them by one commit");
    }

    #[tokio::test]
    async fn nobody_is_answered_before_the_commit() {
        let words = Words::new();
        let (mut first, begins, go_on) = words.hold("first");
        begins.recv().unwrap();
        let (second, second_begins, second_goes_on) = words.hold("second");
        go_on.send(()).unwrap();
        second_begins.recv().unwrap();
        assert!(first.try_recv().is_err(), "it has run, and is not kept yet");
        assert!(words.kept().is_empty());
        second_goes_on.send(()).unwrap();
        assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
        assert_eq!(words.kept(), ["first", "second"]);
    }

    #[tokio::test]
    async fn a_commit_that_fails_is_told_to_all_who_shared_it() {
        let words = Words::new();
        let (first, begins, go_on) = words.hold("first");
        begins.recv().unwrap();
        let second = words.begin(|tx| insert(tx, "second"));
        words.refuses.store(true, Ordering::SeqCst);
        go_on.send(()).unwrap();
        assert!(matches!(first.await.unwrap(), Err(StoreError::Database(_))));
        assert!(matches!(second.await.unwrap(), Err(StoreError::Database(_))));
        assert!(words.kept().is_empty());
        words.refuses.store(false, Ordering::SeqCst);
        words.begin(|tx| insert(tx, "after")).await.unwrap().unwrap();
        assert_eq!(words.kept(), ["after"], "the writer goes on");
    }

    #[tokio::test]
    async fn where_everything_was_taken_back_nobody_is_told_that_he_was_kept() {
        let words = Words::new();
        let (first, begins, go_on) = words.hold("first");
        begins.recv().unwrap();
        // As SQLite itself does when the disk is full.
        let second = words.begin(|tx| Ok(tx.execute_batch("ROLLBACK")?));
        go_on.send(()).unwrap();
        assert!(first.await.unwrap().is_err() && second.await.unwrap().is_err());
        assert!(words.kept().is_empty());
    }

    #[tokio::test]
    async fn what_waits_is_finished_before_the_writer_ends() {
        let words = Words::new();
        let (first, begins, go_on) = words.hold("first");
        begins.recv().unwrap();
        let second = words.begin(|tx| insert(tx, "second"));
        go_on.send(()).unwrap();
        let (folder, writer) = (words.folder, words.writer);
        drop(writer);
        let found: u64 =
            open(folder.path()).query_row("SELECT count(*) FROM words", [], |row| row.get(0)).unwrap();
        assert_eq!(found, 2);
        assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
    }

    #[tokio::test]
    async fn what_others_write_is_noticed_and_what_is_written_here_is_not_taken_for_theirs() {
        let mut words = Words::new();
        words.begin(|tx| insert(tx, "ours")).await.unwrap().unwrap();
        words.begin(|tx| insert(tx, "ours too")).await.unwrap().unwrap();
        assert_eq!(*words.others.borrow(), 0);
        open(words.folder.path()).execute("INSERT INTO words VALUES ('theirs')", []).unwrap();
        let noticed = tokio::time::timeout(Duration::from_secs(10), words.others.changed()).await;
        assert!(noticed.is_ok());
    }
}
