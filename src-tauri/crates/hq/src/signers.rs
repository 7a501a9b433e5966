//! Who may sign for a log.

use domain::DeviceId;
use protocol::VerifyingKey;

use crate::{HqState, StoreError, store::Branch};

/// The keys whose signatures a log of the branch may bear: its author's, and of those who took its work over. None of a
/// device that is not the branch's.
pub async fn signers(
    state: &HqState,
    branch: &Branch,
    device: DeviceId,
) -> Result<Vec<VerifyingKey>, StoreError> {
    if device == branch.own_device {
        return Ok(vec![state.keys.feed.verifying_key()]);
    }
    let Some(author) = state.store.find_device(device).await?.filter(|author| author.branch == branch.id)
    else {
        return Ok(Vec::new());
    };
    let mut keys = vec![author.signing_key];
    if author.replaced_by.is_some() {
        keys.extend(state.store.successor_keys(device).await?);
    }
    Ok(keys)
}
