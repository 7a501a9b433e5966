//! A carry-over that is taken in on headquarters' own machine.

use std::path::Path;

use domain::AuditAct;
use hq::{AuditEntry, By, Clock, SystemClock, outcome};
use protocol::{CARRY_OVER_HEAD_BYTES, CarryOverHead};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt, BufReader},
};

use super::{Outcome, Place};

/// Takes it in, and says what it brought.
pub async fn run(place: Place, file: &Path, json: bool) -> Outcome {
    let state = place.open().await?;
    let mut file = File::open(file).await?;
    let entry = By::command_line().did(AuditAct::CarryOverTakenIn, "", outcome::BEGUN, SystemClock.now());
    let entry = match head_of(&mut file).await? {
        Some(head) => state.of_carry_over(head, entry).await?,
        None => entry,
    };
    state.audit(entry.clone()).await?;
    let (came, failed) = match state.take_in(BufReader::new(file)).await {
        Ok(came) => (came, None),
        Err(failed) => (failed.came, Some(failed)),
    };
    if json {
        println!("{}", serde_json::to_string(&came)?);
    } else {
        println!("lines      {} new, {} known", came.new_lines, came.known_lines);
        println!("set aside  {}, forked {}", came.set_aside, came.forked);
        println!("keys       {}", came.keys);
        println!(
            "photos     {} new, {} known, {} that no line names",
            came.new_photos, came.known_photos, came.unnamed_photos
        );
    }
    let Some(failed) = failed else { return Ok(()) };
    let outcome = outcome::FAILED.to_owned();
    state.audit(AuditEntry { outcome, at: SystemClock.now(), ..entry }).await?;
    Err(failed.into())
}

/// Whose it is, with the file at its beginning again; none of what is no carry-over.
async fn head_of(file: &mut File) -> std::io::Result<Option<CarryOverHead>> {
    let mut head = Vec::new();
    (&mut *file).take(CARRY_OVER_HEAD_BYTES as u64).read_to_end(&mut head).await?;
    file.rewind().await?;
    Ok(CarryOverHead::read(&head).ok())
}
