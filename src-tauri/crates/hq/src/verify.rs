//! Checks everything that is kept, beside those who are served: it only reads.

use domain::{BranchId, DeviceId, EpochId, Sha256, TicketId};
use protocol::{Chain, Line, NO_HASH, hash_of, wire::HeadSignature};
use serde::Serialize;

use crate::{
    HqState, ShelfError, StoreError,
    api::beside,
    line_reader::BranchReader,
    signers::signers,
    store::{Branch, KEY_MISSING, KeptLine, LineReader, LogName},
};

const LINES_AT_ONCE: u32 = 1_000;

/// What was checked, and holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Logs of counters and of headquarters.
    pub logs: u64,
    /// Their lines.
    pub lines: u64,
    /// The signatures over them.
    pub signatures: u64,
    /// Positions of feeds.
    pub positions: u64,
    /// Tickets that were folded again and compared.
    pub tickets: u64,
    /// Photos that are held.
    pub photos: u64,
    /// Photos that are named and have not come yet.
    pub missing_photos: u64,
    /// Rows of the audit log.
    pub audit_rows: u64,
    /// The hash of the last of them. Whoever writes it down elsewhere notices also when the last rows are taken away.
    pub audit_head: Option<Sha256>,
}

/// The first thing that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A line is not what its log says.
    #[error("line {seq} of log {device}/{epoch} does not hold: {why}")]
    Line {
        /// Whose log.
        device: DeviceId,
        /// Which incarnation.
        epoch: EpochId,
        /// Its place.
        seq: u64,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A feed does not go on without gaps.
    #[error("position {position} of the feed of branch {branch} does not hold")]
    Feed {
        /// Whose feed.
        branch: BranchId,
        /// Where.
        position: u64,
    },
    /// What lists show of a ticket is not what its lines make.
    #[error("ticket {0} is not what its lines make; `rebuild` makes it again")]
    Ticket(TicketId),
    /// A photo is missing on the shelf, or is not what its name says.
    #[error("photo {0} is not on the shelf as its name says")]
    Photo(Sha256),
    /// A row of the audit log was changed, or one before it was taken away.
    #[error("row {0} of the audit log was changed, or one before it was taken away")]
    Audit(u64),
}

/// Why it was not found that everything holds.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// Something does not hold.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The store failed.
    #[error("could not read the database")]
    Store(#[from] StoreError),
    /// The shelf failed.
    #[error("could not read the photo folder")]
    Shelf(#[from] ShelfError),
    /// A branch's key does not open.
    #[error("could not open a branch's key")]
    Key(#[from] protocol::SealError),
}

impl HqState {
    /// Checks every chain, signature, feed, ticket and photo, up to the first that does not hold.
    pub async fn verify(&self) -> Result<Verified, VerifyError> {
        let mut verified = Verified::default();
        for branch in self.store.list_branches().await? {
            for log in self.store.list_logs(branch.id).await? {
                verify_log(self, &branch, log, &mut verified).await?;
                verified.logs += 1;
            }
            let feed = self.store.check_feed(branch.id).await?;
            if let Some(position) = feed.first_wrong {
                return Err(Fault::Feed { branch: branch.id, position }.into());
            }
            verified.positions += feed.positions;
            verify_tickets(self, &branch, &mut verified).await?;
            verify_photos(self, branch.id, &mut verified).await?;
        }
        verify_audit(self, &mut verified).await?;
        Ok(verified)
    }
}

async fn verify_log(
    state: &HqState,
    branch: &Branch,
    log: LogName,
    verified: &mut Verified,
) -> Result<(), VerifyError> {
    let keys = signers(state, branch, log.device).await?;
    let (mut seq, mut hash, mut is_signed) = (0, NO_HASH, false);
    loop {
        let lines = state.store.list_kept(log, seq, LINES_AT_ONCE).await?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            let wrong = |why| Fault::Line { device: log.device, epoch: log.epoch, seq: line.seq, why };
            stands(&line, log, (seq, hash)).map_err(wrong)?;
            is_signed = line.signature.is_some();
            if let Some(signature) = line.signature {
                let head = HeadSignature { seq: line.seq, head: line.hash, signature };
                if !keys.iter().any(|key| head.verify(log.device, log.epoch, key).is_ok()) {
                    return Err(wrong("its signature is not its author's").into());
                }
                verified.signatures += 1;
            }
            verified.lines += 1;
            (seq, hash) = (line.seq, line.hash);
        }
    }
    if is_signed {
        return Ok(());
    }
    let why = "it is the last, and nobody signed it";
    Err(Fault::Line { device: log.device, epoch: log.epoch, seq, why }.into())
}

/// Whether a line is the one after `before`. One that is set aside has only its place and its bytes.
fn stands(line: &KeptLine, log: LogName, before: (u64, Sha256)) -> Result<(), &'static str> {
    if line.seq != before.0 + 1 {
        return Err("lines before it are missing");
    }
    if hash_of(line.line.as_bytes()) != line.hash {
        return Err("its bytes were changed");
    }
    if line.set_aside.as_ref().is_some_and(|reason| reason != KEY_MISSING) {
        return Ok(());
    }
    let parsed = Line::parse(&line.line).map_err(|_| "it cannot be read")?;
    let follows = if line.seq == 1 {
        Chain::begin(&parsed).is_ok_and(|chain| (chain.device, chain.epoch) == (log.device, log.epoch))
    } else {
        let mut chain = Chain { device: log.device, epoch: log.epoch, seq: before.0, hash: before.1 };
        chain.extend(&parsed).is_ok()
    };
    if follows { Ok(()) } else { Err("it does not follow from the line before it") }
}

async fn verify_tickets(
    state: &HqState,
    branch: &Branch,
    verified: &mut Verified,
) -> Result<(), VerifyError> {
    for ticket in state.store.list_ticket_ids(branch.id).await? {
        let kept = state.store.kept_ticket(branch.id, ticket).await?;
        // A reader remembers what it has read; one for all tickets would hold them all.
        let reader: BranchReader = state.reader(branch)?;
        // An errand of another branch is none.
        let is_ticket = kept.row.is_some();
        let is_same = beside(move || {
            let folded = reader.ticket(&kept.lines, kept.key.as_ref(), kept.circle.as_ref());
            let (row, photos) = folded.map_or((None, Vec::new()), |it| (Some(it.row), it.photos));
            // How many photos are here is counted when it is asked.
            let held = kept.row.as_ref().map_or(0, |row| row.photos_held);
            let row = row.map(|row| crate::store::TicketRow { photos_held: held, ..row });
            row == kept.row && photos == kept.photos
        });
        if !is_same.await {
            return Err(Fault::Ticket(ticket).into());
        }
        verified.tickets += u64::from(is_ticket);
    }
    Ok(())
}

async fn verify_audit(state: &HqState, verified: &mut Verified) -> Result<(), VerifyError> {
    let mut last = None;
    loop {
        let rows = state.store.list_audit_after(verified.audit_rows, LINES_AT_ONCE).await?;
        if rows.is_empty() {
            verified.audit_head = last.map(|(_, hash)| hash);
            return Ok(());
        }
        for row in rows {
            if !row.follows(last) {
                return Err(Fault::Audit(row.seq).into());
            }
            last = Some((row.seq, row.hash));
            verified.audit_rows = row.seq;
        }
    }
}

async fn verify_photos(
    state: &HqState,
    branch: BranchId,
    verified: &mut Verified,
) -> Result<(), VerifyError> {
    for (sha256, size) in state.store.list_photos(branch).await? {
        let photo = match state.shelf.find(branch, sha256).await {
            Err(ShelfError::Damaged(_)) => None,
            found => found?,
        };
        if photo.is_none_or(|photo| photo.len() as u64 != size) {
            return Err(Fault::Photo(sha256).into());
        }
        verified.photos += 1;
    }
    verified.missing_photos += state.store.count_missing_photos(branch).await?;
    Ok(())
}
