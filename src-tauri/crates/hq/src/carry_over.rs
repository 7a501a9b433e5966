//! A carry-over taken in: what a counter had and headquarters had not, from a file, frame by frame.
//!
//! Everything goes the way it goes over the network, so a file that is taken in twice, or after the network came back,
//! changes nothing; and what came before a file breaks off stays.

use std::{collections::BTreeSet, io};

use bytes::Bytes;
use domain::{Sha256, TicketId};
use protocol::{
    CARRY_OVER_HEAD_BYTES, Carried, CarryOverError, CarryOverHead, MOST_FRAME_BYTES, hash_of,
    wire::{MOST_ATTACHMENT_BYTES, Push},
};
use serde::Serialize;
use tokio::io::{AsyncRead, AsyncReadExt};
use utoipa::ToSchema;

use crate::{
    AuditEntry, HqState, ShelfError, StoreError,
    api::{beside, take_push},
    clock::random,
    error::ApiError,
    store::{TokenHolder, Upload},
};

/// What a carry-over brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct TakenIn {
    /// Lines that were not held before.
    pub new_lines: u64,
    /// Lines that were.
    pub known_lines: u64,
    /// Lines of these that are held and take no effect.
    pub set_aside: u64,
    /// Lines that took places already held: kept as evidence.
    pub forked: u64,
    /// Tickets of these lines and keys whose key is held.
    pub keys: u64,
    /// Photos that were not held before.
    pub new_photos: u64,
    /// Photos that were.
    pub known_photos: u64,
    /// Photos that no line that takes effect names; they are not kept.
    pub unnamed_photos: u64,
}

/// A carry-over that was not taken in to its end. What came before stays.
#[derive(Debug, thiserror::Error)]
#[error("the carry-over was not taken in to its end")]
pub struct TakeInFailed {
    /// What came before.
    pub came: TakenIn,
    /// Why no more.
    #[source]
    pub why: TakeInError,
}

/// Why a carry-over cannot be taken in.
#[derive(Debug, thiserror::Error)]
pub enum TakeInError {
    /// The file cannot be read.
    #[error("the file cannot be read")]
    File(#[from] io::Error),
    /// It is no carry-over, is cut off, was changed, or is sealed to another headquarters.
    #[error(transparent)]
    CarryOver(#[from] CarryOverError),
    /// Its device is not one of its branch.
    #[error("the carry-over is of a device that is not known here")]
    NoDevice,
    /// Its lines are refused as they would be over the network.
    #[error("its lines are refused: {code}")]
    Refused {
        /// `signature`, `gap`, `not_your_log`…
        code: String,
    },
    /// A photo is not what its name says.
    #[error("the carry-over holds a photo that is not what its name says")]
    PhotoDamaged,
    /// The store failed.
    #[error("could not keep it")]
    Store(#[from] StoreError),
    /// The photo shelf failed.
    #[error("could not keep a photo")]
    Shelf(#[from] ShelfError),
}

impl HqState {
    /// The row of the audit log with whose carry-over it is: its device, the branch's code, and the branch as the unit.
    pub async fn of_carry_over(
        &self,
        head: CarryOverHead,
        entry: AuditEntry,
    ) -> Result<AuditEntry, StoreError> {
        let device = head.device.to_string();
        Ok(match self.store.find_branch(head.branch).await? {
            Some(branch) => AuditEntry {
                about: format!("{device} {}", branch.code),
                unit: Some(branch.id.into()),
                ..entry
            },
            None => AuditEntry { about: device, ..entry },
        })
    }

    /// Takes a carry-over in; one frame of it is in memory at a time.
    pub async fn take_in(&self, file: impl AsyncRead + Unpin + Send) -> Result<TakenIn, TakeInFailed> {
        let mut came = TakenIn::default();
        match take_in(self, file, &mut came).await {
            Ok(()) => Ok(came),
            Err(why) => Err(TakeInFailed { came, why }),
        }
    }
}

async fn take_in(
    state: &HqState,
    mut file: impl AsyncRead + Unpin + Send,
    came: &mut TakenIn,
) -> Result<(), TakeInError> {
    let mut head = Vec::new();
    (&mut file).take(CARRY_OVER_HEAD_BYTES as u64).read_to_end(&mut head).await?;
    let head = CarryOverHead::read(&head)?;
    // Asked of the store itself, not of what is remembered: a stick often comes right behind a revocation.
    let device = (*state.store).find_device(head.device).await?;
    let device = device.filter(|device| device.branch == head.branch).ok_or(TakeInError::NoDevice)?;
    let push_only = device.revoked_at.is_some();
    let bringer = TokenHolder { device, push_only, expires_at: state.clock.now() };
    let mut readable = BTreeSet::new();
    for place in 0.. {
        let sealed = frame(&mut file).await?;
        let key = state.keys.sealing.clone();
        match beside(move || head.open(place, &sealed, &key)).await? {
            Carried::Push(push) => {
                readable.extend(take_lines(state, &bringer, *push, came).await?);
                came.keys = readable.len() as u64;
            }
            Carried::Photo { sha256, bytes, .. } => {
                take_photo(state, &bringer, sha256, bytes, came).await?;
            }
            Carried::End { frames } if frames == place && is_at_end(&mut file).await? => return Ok(()),
            Carried::End { .. } => return Err(CarryOverError::Damaged.into()),
        }
    }
    Err(CarryOverError::CutOff.into())
}

/// The next frame, without its length.
async fn frame(file: &mut (impl AsyncRead + Unpin)) -> Result<Vec<u8>, TakeInError> {
    let length = file.read_u32().await.map_err(cut_off)?;
    if length as usize > MOST_FRAME_BYTES {
        return Err(CarryOverError::TooLarge.into());
    }
    // Memory follows what came, not what a length says that nobody has proven.
    let mut sealed = Vec::new();
    let came = file.take(u64::from(length)).read_to_end(&mut sealed).await?;
    if came < length as usize { Err(CarryOverError::CutOff.into()) } else { Ok(sealed) }
}

async fn is_at_end(file: &mut (impl AsyncRead + Unpin)) -> Result<bool, TakeInError> {
    Ok(file.read(&mut [0]).await? == 0)
}

fn cut_off(error: io::Error) -> TakeInError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => CarryOverError::CutOff.into(),
        _ => error.into(),
    }
}

/// The tickets of these lines whose key is held.
async fn take_lines(
    state: &HqState,
    bringer: &TokenHolder,
    push: Push,
    came: &mut TakenIn,
) -> Result<Vec<TicketId>, TakeInError> {
    let lines = push.lines.len() as u64;
    match take_push(state, bringer, move || Ok::<_, ApiError>(push)).await {
        Ok(taken) => {
            came.new_lines += taken.new;
            came.known_lines += taken.known;
            came.set_aside += taken.answer.set_aside.len() as u64;
            Ok(taken.answer.keys)
        }
        // What can be kept of it is kept, and the device issues it again once it is back.
        Err(error) if error.code() == "fork" => {
            came.forked += lines;
            Ok(Vec::new())
        }
        Err(error) => Err(TakeInError::Refused { code: error.code().to_owned() }),
    }
}

async fn take_photo(
    state: &HqState,
    bringer: &TokenHolder,
    sha256: Sha256,
    photo: Vec<u8>,
    came: &mut TakenIn,
) -> Result<(), TakeInError> {
    let (branch, size) = (bringer.device.branch, photo.len() as u64);
    let (hash, photo) = beside(move || (hash_of(&photo), photo)).await;
    if hash != sha256 || size > MOST_ATTACHMENT_BYTES {
        return Err(TakeInError::PhotoDamaged);
    }
    if state.store.find_photo(branch, sha256).await?.is_some() {
        came.known_photos += 1;
        return Ok(());
    }
    let photo = Bytes::from(photo);
    // Again where it was brought over the network meanwhile, or taken from the shelf: what counts is how it stands then.
    while state.store.is_photo_named(branch, sha256, size).await? {
        let new = Upload { id: random(), branch, device: bringer.device.id, sha256, size, held: 0 };
        let upload = state.store.start_upload(new, state.clock.now()).await?;
        state.shelf.put(branch, sha256, photo.clone()).await?;
        if state.store.photo_is_held(upload, state.clock.now()).await? {
            state.metrics.photo(size);
            came.new_photos += 1;
            return Ok(());
        }
    }
    came.unnamed_photos += 1;
    Ok(())
}
