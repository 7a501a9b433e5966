//! What nodes tell each other through the database: feeds that moved, and that something remembered was changed.
//!
//! Moves are gathered for a moment and told together, by whoever appended, after the commit: a notification within it would
//! make commits of all branches wait for each other. What could not be told is told again; one that is lost, because its node
//! was killed in that moment, costs a reader a poll's time, for no node believes for long that there is nothing new
//! (`remembered`). That something was changed is told within the change's own transaction. While a node cannot listen it
//! believes nothing that it remembers for longer than a second.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use deadpool_postgres::{Pool, Transaction};
use domain::BranchId;
use futures::{StreamExt, stream};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::{Notify, broadcast, watch},
    task::AbortHandle,
    time::sleep,
};
use tokio_postgres::{AsyncMessage, Client, Connection, NoTls};

use super::pool::PostgresPlace;
use crate::{
    clock::random,
    store::{Move, StoreError},
};

/// On which channel.
const CHANNEL: &str = "counterfoil";
/// How long moves are gathered.
const GATHERING: Duration = Duration::from_millis(50);
/// How soon it is tried again to listen or to tell.
const AGAIN: Duration = Duration::from_secs(1);
/// So many branches are told of at once: a notification has at most 8,000 bytes.
const AT_ONCE: usize = 120;
/// So many moves may wait for whoever is slow; one that is lost costs a poll's time.
const MOST_WAITING: usize = 4_096;
/// Instead of a list of branches: something that is remembered.
const ANYTHING: &str = "*";
/// Instead of where a feed stands: it has moved perhaps.
const PERHAPS: &str = "?";

/// One node's ear and mouth.
pub struct Teller {
    node: String,
    moved: Arc<Moved>,
    others_wrote: watch::Sender<u64>,
    others_moved: broadcast::Sender<Move>,
    tasks: Vec<AbortHandle>,
}

/// Moves that are to be told.
#[derive(Default)]
struct Moved {
    heads: Mutex<HashMap<BranchId, Option<u64>>>,
    come: Notify,
}

impl Moved {
    /// Adds moves to those that wait. Feeds only grow, so the later place is the present one.
    fn add(&self, moves: impl IntoIterator<Item = Move>) {
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        for (branch, head) in moves {
            let known = heads.entry(branch).or_insert(head);
            *known = known.zip(head).map(|(one, other)| one.max(other));
        }
    }

    fn take(&self) -> Vec<Move> {
        self.heads.lock().unwrap_or_else(PoisonError::into_inner).drain().collect()
    }
}

impl Teller {
    /// Begins to listen and to tell.
    pub fn start(place: &PostgresPlace, pool: Pool) -> Result<Self, StoreError> {
        // What cannot be read is said before anything is begun.
        place.tls(&place.config()?)?;
        let node = hex(random());
        let mut teller = Self {
            node: node.clone(),
            moved: Arc::default(),
            others_wrote: watch::Sender::new(0),
            others_moved: broadcast::Sender::new(MOST_WAITING),
            tasks: Vec::new(),
        };
        let listening =
            listen(place.clone(), node.clone(), teller.others_wrote.clone(), teller.others_moved.clone());
        let telling = tell(node, Arc::clone(&teller.moved), pool);
        teller.tasks = vec![tokio::spawn(listening).abort_handle(), tokio::spawn(telling).abort_handle()];
        Ok(teller)
    }

    /// A branch's feed has come to `head` by a commit of this node; none where it is not known what became of the commit.
    pub fn moved(&self, branch: BranchId, head: Option<u64>) {
        self.moved.add([(branch, head)]);
        self.moved.come.notify_one();
    }

    /// Something that others remember is changed with this transaction.
    pub async fn changed(&self, tx: &Transaction<'_>) -> Result<(), StoreError> {
        let words = format!("{} {ANYTHING}", self.node);
        tx.execute("SELECT pg_notify($1, $2)", &[&CHANNEL, &words]).await?;
        Ok(())
    }

    pub fn others_wrote(&self) -> watch::Receiver<u64> {
        self.others_wrote.subscribe()
    }

    pub fn others_moved(&self) -> broadcast::Receiver<Move> {
        self.others_moved.subscribe()
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

fn hex(bytes: [u8; 8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn tell(node: String, moved: Arc<Moved>, pool: Pool) {
    loop {
        moved.come.notified().await;
        sleep(GATHERING).await;
        while let Err(error) = tell_gathered(&node, &moved, &pool).await {
            tracing::warn!(%error, "other nodes were not told of feeds that moved");
            sleep(AGAIN).await;
        }
    }
}

/// Tells what was gathered. What could not be told waits again, with what has come meanwhile.
async fn tell_gathered(node: &str, moved: &Moved, pool: &Pool) -> Result<(), StoreError> {
    let moves = moved.take();
    for (nth, some) in moves.chunks(AT_ONCE).enumerate() {
        if let Err(error) = tell_some(node, some, pool).await {
            moved.add(moves[nth * AT_ONCE..].iter().copied());
            return Err(error);
        }
    }
    Ok(())
}

async fn tell_some(node: &str, some: &[Move], pool: &Pool) -> Result<(), StoreError> {
    let word = |(branch, head): &Move| match head {
        Some(head) => format!("{branch}:{head}"),
        None => format!("{branch}:{PERHAPS}"),
    };
    let told: Vec<String> = some.iter().map(word).collect();
    let words = format!("{node} {}", told.join(" "));
    pool.get().await?.execute("SELECT pg_notify($1, $2)", &[&CHANNEL, &words]).await?;
    Ok(())
}

async fn listen(
    place: PostgresPlace,
    node: String,
    wrote: watch::Sender<u64>,
    moved: broadcast::Sender<Move>,
) {
    loop {
        if let Err(error) = listen_once(&place, &node, &wrote, &moved).await {
            tracing::warn!(%error, "this node does not hear what others write");
        }
        wrote.send_modify(|count| *count += 1);
        sleep(AGAIN).await;
    }
}

async fn listen_once(
    place: &PostgresPlace,
    node: &str,
    wrote: &watch::Sender<u64>,
    moved: &broadcast::Sender<Move>,
) -> Result<(), StoreError> {
    let config = place.config()?;
    match place.tls(&config)? {
        Some(tls) => {
            let (client, connection) = config.connect(tls).await?;
            hear(client, connection, node, wrote, moved).await
        }
        None => {
            let (client, connection) = config.connect(NoTls).await?;
            hear(client, connection, node, wrote, moved).await
        }
    }
}

async fn hear<S, T>(
    client: Client,
    mut connection: Connection<S, T>,
    node: &str,
    wrote: &watch::Sender<u64>,
    moved: &broadcast::Sender<Move>,
) -> Result<(), StoreError>
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    let mut messages = stream::poll_fn(move |context| connection.poll_message(context));
    let listening = async {
        client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
        // What was written before it could be heard.
        wrote.send_modify(|count| *count += 1);
        // A connection that died without a word is noticed by asking.
        loop {
            sleep(AGAIN * 10).await;
            client.batch_execute("").await?;
        }
    };
    let hearing = async {
        while let Some(message) = messages.next().await {
            if let AsyncMessage::Notification(notification) = message? {
                heard(notification.payload(), node, wrote, moved);
            }
        }
        Ok(())
    };
    tokio::select! {
        ended = listening => ended,
        ended = hearing => ended,
    }
}

fn heard(words: &str, node: &str, wrote: &watch::Sender<u64>, moved: &broadcast::Sender<Move>) {
    let mut words = words.split(' ');
    if words.next() == Some(node) {
        return;
    }
    for word in words {
        match told(word) {
            // Nobody may be waiting.
            Some(told) => drop(moved.send(told)),
            None => wrote.send_modify(|count| *count += 1),
        }
    }
}

/// The move that a word tells, if it is one.
fn told(word: &str) -> Option<Move> {
    let (branch, head) = word.split_once(':')?;
    let head = if head == PERHAPS { None } else { Some(head.parse().ok()?) };
    Some((branch.parse().ok()?, head))
}
