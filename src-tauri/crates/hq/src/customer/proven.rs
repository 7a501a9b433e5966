//! Whether who asks holds the slip: its signature, and its code against what the ticket's opening keeps of it.

use domain::{Instant, Sha256, Ticket, TicketId, TicketNumber};
use protocol::{ScannedSlip, Slip, SlipCode, slip_code_hash};

use crate::{
    HqState,
    error::ApiError,
    signers::signers,
    store::{Branch, Scope, TicketLog, number_key},
};

/// More tickets of one number than any restored counter could make.
const MOST_OF_ONE_NUMBER: u32 = 5;

/// Whose slip it is.
pub enum Proven {
    /// A ticket that is here.
    Here(Box<Here>),
    /// A slip that a counter of ours printed, whose ticket has not come yet.
    OnItsWay(Box<Slip>, Box<Branch>),
}

/// A ticket that is here.
pub struct Here {
    /// As all its lines make it.
    pub ticket: Ticket,
    /// Where it was opened.
    pub branch: Branch,
    /// Who came, masked, as lists show it.
    pub who: Option<String>,
    /// When the last line about it came.
    pub last_received_at: Instant,
}

/// A slip that a counter of ours signed.
pub struct Signed {
    /// What it says.
    pub slip: Slip,
    branch: Branch,
}

/// The slip, where its device is ours and signed it.
pub async fn signed(state: &HqState, scanned: ScannedSlip) -> Result<Option<Signed>, ApiError> {
    let Some(device) = state.store.find_device(scanned.claimed().device).await? else { return Ok(None) };
    let branch = state.branch(device.branch).await?;
    let keys = signers(state, &branch, device.id).await?;
    let slip = keys.iter().find_map(|key| scanned.clone().verify(key).ok());
    Ok(slip.map(|slip| Signed { slip, branch }))
}

/// Whose slip it is; none where number or code are not the ticket's.
pub async fn by_slip(state: &HqState, signed: Signed) -> Result<Option<Proven>, ApiError> {
    let Signed { slip, branch } = signed;
    match here(state, &branch, slip.ticket).await? {
        None => Ok(Some(Proven::OnItsWay(Box::new(slip), Box::new(branch)))),
        Some(here) => {
            let is_its = here.ticket.number == slip.number && fits(&slip.slip_code, here.ticket.slip_code);
            Ok(is_its.then(|| Proven::Here(Box::new(here))))
        }
    }
}

/// Whose number it is; none where there is no such ticket, or the code is not its.
pub async fn by_number(
    state: &HqState,
    number: TicketNumber,
    code: &SlipCode,
) -> Result<Option<Proven>, ApiError> {
    let Some(branch) = state.store.find_branch_coded(number.branch()).await? else { return Ok(None) };
    let key = number_key(&number.to_string());
    for row in state.store.list_numbered(branch.id, key, MOST_OF_ONE_NUMBER).await? {
        let found = here(state, &branch, row.id).await?;
        if let Some(here) = found.filter(|here| fits(code, here.ticket.slip_code)) {
            return Ok(Some(Proven::Here(Box::new(here))));
        }
    }
    Ok(None)
}

/// The same ticket as it stands now: what was proven once needs no other proof within one request.
pub async fn again(state: &HqState, proven: &Here) -> Result<Proven, ApiError> {
    let here = here(state, &proven.branch, proven.ticket.id).await?;
    here.map(|here| Proven::Here(Box::new(here))).ok_or_else(ApiError::not_found)
}

async fn here(state: &HqState, branch: &Branch, id: TicketId) -> Result<Option<Here>, ApiError> {
    let Some(log) = state.store.find_ticket(Scope::of_branch(branch.id), id).await? else { return Ok(None) };
    let Some(ticket) = state.reader(branch)?.ticket_of(&log) else { return Ok(None) };
    let last_received_at = last_received(&log);
    Ok(Some(Here { ticket, branch: branch.clone(), who: log.row.who, last_received_at }))
}

fn last_received(log: &TicketLog) -> Instant {
    log.lines.iter().map(|line| line.received_at).max().unwrap_or(log.row.received_at)
}

/// Whether a code is the one whose hash is kept, in a time that does not depend on where they differ.
fn fits(code: &SlipCode, kept: Sha256) -> bool {
    let differs = slip_code_hash(code).0.iter().zip(kept.0).fold(0, |all, (a, b)| all | (a ^ b));
    std::hint::black_box(differs) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_fits_its_own_hash_alone() {
        let kept = slip_code_hash(&[7; 10]);
        assert!(fits(&[7; 10], kept));
        let mut other = [7; 10];
        other[9] ^= 1;
        assert!(!fits(&other, kept));
    }
}
