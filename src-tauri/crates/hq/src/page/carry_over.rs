//! A carry-over that comes through the page, from a stick in whatever computer is at hand.
//!
//! The file is on the disk before the first frame of it is read, and gone with the request. Whose it is stands before its
//! frames, so one that is not the viewer's to bring is refused as soon as that has come.

use std::{fs, io, path::PathBuf, time::Duration};

use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{Act, AuditAct, UnitId};
use futures::StreamExt;
use protocol::{CARRY_OVER_HEAD_BYTES, CarryOverError, CarryOverHead};
use tokio::{
    fs::File,
    io::{AsyncSeekExt, AsyncWriteExt, BufReader},
    time::timeout,
};

use super::{
    noting::{About, OfUnit},
    session::Mover,
    sign_in::unwritten,
};
use crate::{
    AuditEntry, HqState, TakeInError, TakeInFailed, TakenIn,
    api::{beside, linger},
    audited::outcome,
    error::ApiError,
    guard::MOST_CARRY_OVER_BYTES,
    published::Binary,
    store::Scope,
};

/// Between two pieces of the file.
const PIECE_LIMIT: Duration = Duration::from_secs(30);

/// Why a carry-over was not taken in to its end, and what had come before, which stays.
pub struct Stopped {
    refusal: ApiError,
    came: TakenIn,
    /// What the audit log says of the file, where its head was read.
    told: Option<(String, Option<UnitId>)>,
}

impl IntoResponse for Stopped {
    fn into_response(self) -> Response {
        let mut response = self.refusal.answer_with(serde_json::json!({ "came": self.came }));
        if let Some((about, unit)) = self.told {
            response.extensions_mut().insert(About(about));
            unit.map(|unit| response.extensions_mut().insert(OfUnit(unit)));
        }
        response
    }
}

impl From<ApiError> for Stopped {
    fn from(refusal: ApiError) -> Self {
        Self { refusal, came: TakenIn::default(), told: None }
    }
}

/// Takes a carry-over of one of the viewer's branches in.
#[utoipa::path(
    post,
    path = "/carry-over",
    request_body(content = Binary, content_type = "application/octet-stream"),
    responses((status = 200, body = TakenIn))
)]
pub async fn take_in(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    request: Request,
) -> Result<Json<TakenIn>, Stopped> {
    viewer.must(Act::RunHeadquarters)?;
    let body = request.into_body();
    let Ok(_permit) = state.carry_overs.try_acquire() else {
        linger(body);
        return Err(busy().into());
    };
    let file = temporary(state.data.join("incoming")).await.map_err(ApiError::from)?;
    let (file, head) = Incoming::into(file, MOST_CARRY_OVER_BYTES, &viewer.branches).all_of(body).await?;
    // That one comes is noted already; whose it is was not known yet.
    let entry = viewer.by().did(AuditAct::CarryOverTakenIn, "", outcome::BEGUN, state.clock.now());
    let AuditEntry { about, unit, .. } = {
        let entry = state.of_carry_over(head, entry).await.map_err(ApiError::from)?;
        state.audit(entry.clone()).await.map_err(unwritten)?;
        entry
    };
    let taken = state.take_in(BufReader::new(file)).await;
    let stopped =
        |TakeInFailed { came, why }| Stopped { refusal: refusal(why), came, told: Some((about, unit)) };
    Ok(Json(taken.map_err(stopped)?))
}

/// A file without a name: whatever ends this program, nothing of it is left.
async fn temporary(folder: PathBuf) -> io::Result<File> {
    let file = beside(move || {
        fs::create_dir_all(&folder)?;
        tempfile::tempfile_in(&folder)
    });
    Ok(File::from_std(file.await?))
}

/// A carry-over on its way to the disk.
struct Incoming<'a> {
    file: File,
    length: u64,
    most: u64,
    /// What says whose it is, as far as it has come.
    head: Vec<u8>,
    branches: &'a Scope,
}

impl<'a> Incoming<'a> {
    fn into(file: File, most: u64, branches: &'a Scope) -> Self {
        Self { file, length: 0, most, head: Vec::with_capacity(CARRY_OVER_HEAD_BYTES), branches }
    }

    /// The file with the whole body in it, at its beginning, and whose it is.
    async fn all_of(mut self, body: Body) -> Result<(File, CarryOverHead), ApiError> {
        let mut stream = body.into_data_stream();
        loop {
            match timeout(PIECE_LIMIT, stream.next()).await {
                Ok(None) => break,
                Ok(Some(Ok(piece))) => {
                    if let Err(refusal) = self.add(&piece).await {
                        linger(stream);
                        return Err(refusal);
                    }
                }
                Ok(Some(Err(_))) => return Err(ApiError::malformed()),
                Err(_) => return Err(ApiError::timeout()),
            }
        }
        let head = self.head_of_the_branches()?;
        self.file.flush().await?;
        self.file.rewind().await?;
        Ok((self.file, head))
    }

    async fn add(&mut self, piece: &[u8]) -> Result<(), ApiError> {
        self.length += piece.len() as u64;
        if self.length > self.most {
            return Err(ApiError::carry_over_too_large());
        }
        let missing = CARRY_OVER_HEAD_BYTES - self.head.len();
        if missing > 0 {
            self.head.extend_from_slice(&piece[..missing.min(piece.len())]);
            if self.head.len() == CARRY_OVER_HEAD_BYTES {
                self.head_of_the_branches()?;
            }
        }
        Ok(self.file.write_all(piece).await?)
    }

    fn head_of_the_branches(&self) -> Result<CarryOverHead, ApiError> {
        let head = CarryOverHead::read(&self.head).map_err(unreadable)?;
        if self.branches.contains(&head.branch) { Ok(head) } else { Err(other_branch()) }
    }
}

fn refusal(why: TakeInError) -> ApiError {
    match why {
        TakeInError::File(error) => error.into(),
        TakeInError::CarryOver(error) => unreadable(error),
        TakeInError::NoDevice => refused("carry_over_no_device", "its counter is not known here"),
        TakeInError::Refused { code } => match code.as_str() {
            // Not the file's fault, and logged where it was met.
            "disk_full" => ApiError::disk_full(),
            "trouble" => ApiError::internal(),
            _ => refused("carry_over_refused", &format!("its lines are refused: {code}")),
        },
        TakeInError::PhotoDamaged => refused("carry_over_damaged", "a photo is not what its name says"),
        TakeInError::Store(error) => error.into(),
        TakeInError::Shelf(error) => error.into(),
    }
}

fn unreadable(error: CarryOverError) -> ApiError {
    let code = match error {
        CarryOverError::NotOne => "carry_over_not_one",
        CarryOverError::Seal(_) => "carry_over_sealed_elsewhere",
        CarryOverError::CutOff => "carry_over_cut_off",
        CarryOverError::TooLarge | CarryOverError::Damaged => "carry_over_damaged",
    };
    refused(code, &error.to_string())
}

fn other_branch() -> ApiError {
    let message = "the carry-over is of no branch in this account's care";
    ApiError::new(StatusCode::FORBIDDEN, "carry_over_other_branch", message)
}

fn busy() -> ApiError {
    let message = "other carry-overs are being taken in; wait and try again";
    ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "carry_over_busy", message)
}

fn refused(code: &str, message: &str) -> ApiError {
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, message)
}

#[cfg(test)]
mod tests {
    use domain::BranchId;
    use protocol::CarryOverHead;

    use super::*;

    async fn received(bytes: &[u8], most: u64, branch: BranchId) -> Result<u64, String> {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = temporary(folder.path().join("incoming")).await.expect("a new folder has room");
        // In small pieces, so that the head comes in more than one.
        let pieces: Vec<_> = bytes.chunks(20).map(|piece| Ok::<_, io::Error>(piece.to_vec())).collect();
        let body = Body::from_stream(futures::stream::iter(pieces));
        match Incoming::into(file, most, &Scope::of_branch(branch)).all_of(body).await {
            Ok((file, _)) => Ok(file.metadata().await.expect("a file has a length").len()),
            Err(refusal) => Err(refusal.code().to_owned()),
        }
    }

    #[tokio::test]
    async fn a_file_is_kept_within_its_bound_and_for_those_who_may_see_its_branch() {
        let (ours, other) = (BranchId::from_bytes([1; 16]), BranchId::from_bytes([2; 16]));
        let head = CarryOverHead { branch: ours, device: domain::DeviceId::from_bytes([3; 16]) };
        let file = [head.to_bytes(), vec![0; 43]].concat();
        assert_eq!(received(&file, 100, ours).await, Ok(100));
        let refused = |code: &str| Err(code.to_owned());
        assert_eq!(received(&file, 99, ours).await, refused("carry_over_too_large"));
        assert_eq!(received(&file, 100, other).await, refused("carry_over_other_branch"));
        assert_eq!(received(&file[..50], 100, ours).await, refused("carry_over_cut_off"));
        assert_eq!(received(b"", 100, ours).await, refused("carry_over_not_one"));
        assert_eq!(received(&[b'x'; 90], 100, ours).await, refused("carry_over_not_one"));
    }
}
