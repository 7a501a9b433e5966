//! The door of an app that runs: the command line of the same user asks it for what only one process may do.
//!
//! One line of JSON goes in, one comes out. It stands in the state folder, for this user alone.

use std::{io, path::Path, time::Duration};

use interprocess::local_socket::{
    ListenerOptions, Name,
    tokio::{Listener, Stream, prelude::*},
};
use serde::{Deserialize, Serialize};
use sync::Round;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    task::JoinHandle,
    time::timeout,
};

use crate::{Desk, Folders};

/// A question is short; whoever says more is not understood.
const MOST_BYTES: u64 = 4 * 1_024;
/// Whoever knocks and says nothing is not waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// After a knock that could not be heard (no file handle left, say), the next is waited for this much later.
const BREATH: Duration = Duration::from_millis(200);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Question {
    /// Deliver what waits and read what came, once.
    Sync,
}

/// What came of a round that the running app made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "went", rename_all = "snake_case")]
pub enum Answered {
    /// It went through.
    Through {
        /// Lines newly acknowledged.
        lines_confirmed: u64,
        /// Photos newly confirmed.
        photos_confirmed: u64,
        /// Lines newly read.
        lines_read: u64,
    },
    /// Something stood in the way.
    Not {
        /// The trouble's code.
        code: String,
    },
}

impl From<&Round> for Answered {
    fn from(round: &Round) -> Self {
        let Round { lines_confirmed, photos_confirmed, lines_read, .. } = *round;
        Self::Through { lines_confirmed, photos_confirmed, lines_read }
    }
}

impl Desk {
    /// Answers at the door on the current runtime, for as long as this desk is open.
    pub fn answer_at_door(&self) -> io::Result<JoinHandle<()>> {
        let listener = listen(&self.inner.folders.state)?;
        let inner = std::sync::Arc::downgrade(&self.inner);
        let mut open = self.changes();
        Ok(tokio::spawn(async move {
            loop {
                let knock = tokio::select! {
                    knock = listener.accept() => knock,
                    // Only its end is of interest.
                    () = async { while open.changed().await.is_ok() {} } => return,
                };
                let Ok(stream) = knock else {
                    tokio::time::sleep(BREATH).await;
                    continue;
                };
                let Some(inner) = inner.upgrade() else { return };
                let desk = Desk { inner };
                tokio::spawn(async move {
                    if let Err(error) = desk.answer(stream).await {
                        tracing::debug!(%error, "someone knocked and went away");
                    }
                });
            }
        }))
    }

    async fn answer(&self, stream: Stream) -> io::Result<()> {
        let mut question = String::new();
        let mut reader = BufReader::new((&stream).take(MOST_BYTES));
        timeout(PATIENCE, reader.read_line(&mut question)).await??;
        let answer = match serde_json::from_str(&question) {
            Ok(Question::Sync) => match self.sync_now().await {
                Ok(round) => Answered::from(&round),
                Err(trouble) => Answered::Not { code: trouble.code().to_owned() },
            },
            Err(_) => Answered::Not { code: "not_understood".to_owned() },
        };
        say(&stream, &answer).await
    }
}

/// Asks the app that runs in `folders` for a round.
pub async fn sync_at_door(folders: &Folders) -> io::Result<Answered> {
    let stream = Stream::connect(name(&folders.state)?).await?;
    say(&stream, &Question::Sync).await?;
    let mut answer = String::new();
    BufReader::new((&stream).take(MOST_BYTES)).read_line(&mut answer).await?;
    Ok(serde_json::from_str(&answer)?)
}

async fn say(mut stream: &Stream, words: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_string(words)?;
    line.push('\n');
    stream.write_all(line.as_bytes()).await
}

fn listen(state: &Path) -> io::Result<Listener> {
    let options = ListenerOptions::new().name(name(state)?).try_overwrite(true);
    #[cfg(unix)]
    let options = {
        use interprocess::os::unix::local_socket::ListenerOptionsExt;
        options.mode(0o600)
    };
    options.create_tokio()
}

#[cfg(unix)]
fn name(state: &Path) -> io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericFilePath, ToFsName};
    state.join("door").to_fs_name::<GenericFilePath>()
}

/// Pipes have a place of their own, where names of all users meet.
#[cfg(windows)]
fn name(state: &Path) -> io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericNamespaced, ToNsName};
    let folder = protocol::hash_of(state.as_os_str().as_encoded_bytes());
    format!("counterfoil-{folder}").to_ns_name::<GenericNamespaced>()
}
