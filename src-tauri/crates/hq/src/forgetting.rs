//! Forgetting a ticket: a line of headquarters' log, upon which its key and photos go; and the list of what was forgotten.
//!
//! The list stands in a file beside the database, one `branch ticket` a line, ids alone. It is only appended to, goes with
//! every backup, and is replayed by a restore before anything can be read.

use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use domain::{BranchId, Fact, Ticket, TicketId};

use crate::{
    HqState, ShelfError, StoreError,
    own_log::{self, OwnLogError},
};

/// The list's name.
pub const FORGOTTEN: &str = "forgotten.list";

/// Tickets that were forgotten.
pub type Forgotten = BTreeSet<(BranchId, TicketId)>;

/// Why a ticket could not be forgotten to the end; what remains is done at the next start.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    /// Headquarters' own log failed.
    #[error("could not write headquarters' log")]
    OwnLog(#[from] OwnLogError),
    /// The store failed.
    #[error("could not read what was forgotten")]
    Store(#[from] StoreError),
    /// The shelf failed.
    #[error("could not take a photo from the shelf")]
    Shelf(#[from] ShelfError),
    /// The list cannot be written.
    #[error("could not write the list of what was forgotten")]
    List(#[from] io::Error),
}

impl HqState {
    /// Forgets a ticket: counts and amounts stay, whatever is personal is shut for ever.
    pub async fn forget_ticket(&self, branch: BranchId, ticket: TicketId) -> Result<(), ForgetError> {
        let forgotten = |_: Option<&Ticket>| Ok::<_, OwnLogError>(Fact::TicketForgotten);
        own_log::write_about(self, branch, ticket, None, forgotten).await?;
        self.settle_errands().await?;
        self.finish_forgetting().await
    }

    /// Does what no transaction of the database can: the list, and the photos on the shelf.
    pub(crate) async fn finish_forgetting(&self) -> Result<(), ForgetError> {
        let forgotten: Forgotten = self.store.list_forgotten().await?.into_iter().collect();
        add_to_list(&self.data, &forgotten)?;
        for photo in self.store.list_photos_to_go().await? {
            // Since the list was read another ticket may have named it, and a counter brought it.
            if self.store.is_photo_to_go(&photo).await? {
                self.shelf.delete(photo.branch, photo.sha256).await?;
                self.store.photo_is_gone(photo).await?;
            }
        }
        self.metrics.job_done("forgetting", self.clock.now());
        Ok(())
    }
}

/// The list in a folder; empty where there is none.
pub fn read_list(folder: &Path) -> io::Result<Forgotten> {
    let text = match fs::read_to_string(folder.join(FORGOTTEN)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Forgotten::new()),
        read => read?,
    };
    let ids = |line: &str| {
        let (branch, ticket) = line.split_once(' ')?;
        Some((branch.parse().ok()?, ticket.parse().ok()?))
    };
    // A last line that a power cut tore is still in the database, and comes again.
    Ok(text.lines().filter_map(ids).collect())
}

/// Adds to the list in a folder what it does not have.
pub fn add_to_list(folder: &Path, forgotten: &Forgotten) -> io::Result<()> {
    let known = read_list(folder)?;
    let mut lines = String::new();
    for (branch, ticket) in forgotten.difference(&known) {
        lines += &format!("\n{branch} {ticket}");
    }
    if lines.is_empty() {
        return Ok(());
    }
    let mut file = OpenOptions::new().create(true).append(true).open(folder.join(FORGOTTEN))?;
    file.write_all((lines + "\n").as_bytes())?;
    file.sync_all()
}
