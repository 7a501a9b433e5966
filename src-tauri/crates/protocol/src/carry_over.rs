//! A carry-over: what a counter has and headquarters has not, on a USB stick, sealed to headquarters.
//!
//! A file is `counterfoil/carry-over/1`, LF, the branch's 16 bytes, the device's 16 bytes, then frames: four bytes of length,
//! big-endian, and so many bytes sealed to headquarters' sealing key, bound to branch, device and the frame's place (eight
//! bytes, from 0). What is sealed is a byte that says what it is, then: `1` a push, as it would be sent; `2` a photo or an
//! attachment: its SHA-256, its ticket's 16 bytes, its bytes; `255` the end: how many frames came before, eight bytes. A file without its
//! end is not whole.

use domain::{BranchId, DeviceId, Sha256, TicketId};

use crate::{
    Nonce24, SealError, SealedTo, SealingKey, SealingPublicKey, seal_to,
    wire::{DecompressError, MOST_ATTACHMENT_BYTES, MOST_PUSH_EXPANDED, Push, compress, decompress},
};

const MAGIC: &[u8] = b"counterfoil/carry-over/1\n";
/// The longest frame: an attachment with what stands beside it.
pub const MOST_FRAME_BYTES: usize = MOST_ATTACHMENT_BYTES as usize + 1_024;
/// How many bytes stand before the first frame.
pub const CARRY_OVER_HEAD_BYTES: usize = MAGIC.len() + 32;

/// One thing that is carried.
#[derive(Clone, Debug, PartialEq)]
pub enum Carried {
    /// Lines and keys.
    Push(Box<Push>),
    /// A photo or an attachment.
    Photo {
        /// Its name.
        sha256: Sha256,
        /// A ticket whose line names it.
        ticket: TicketId,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Nothing more.
    End {
        /// How many frames came before.
        frames: u64,
    },
}

/// Why a carry-over cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CarryOverError {
    /// It does not begin as every carry-over does.
    #[error("this is not a carry-over")]
    NotOne,
    /// It was sealed to another headquarters, or was changed.
    #[error("the carry-over is sealed to another headquarters, or was changed")]
    Seal(#[from] SealError),
    /// A frame is longer than any.
    #[error("the carry-over holds something longer than can be")]
    TooLarge,
    /// What is sealed is not what it says.
    #[error("the carry-over holds something that cannot be read")]
    Damaged,
    /// It breaks off.
    #[error("the carry-over breaks off before its end")]
    CutOff,
}

/// Whose carry-over it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarryOverHead {
    /// The branch.
    pub branch: BranchId,
    /// The device that wrote it.
    pub device: DeviceId,
}

impl CarryOverHead {
    /// The bytes before the first frame.
    pub fn to_bytes(&self) -> Vec<u8> {
        [MAGIC, self.branch.as_bytes(), self.device.as_bytes()].concat()
    }

    /// Reads the first `CARRY_OVER_HEAD_BYTES` of a file.
    pub fn read(bytes: &[u8]) -> Result<Self, CarryOverError> {
        let ids = bytes.strip_prefix(MAGIC).ok_or(CarryOverError::NotOne)?;
        let (branch, rest) = ids.split_first_chunk::<16>().ok_or(CarryOverError::CutOff)?;
        let (device, _) = rest.split_first_chunk::<16>().ok_or(CarryOverError::CutOff)?;
        Ok(Self { branch: BranchId::from_bytes(*branch), device: DeviceId::from_bytes(*device) })
    }

    /// A frame with its length, sealed to headquarters. `fresh` is fresh randomness.
    pub fn seal(
        &self,
        place: u64,
        carried: &Carried,
        headquarters: &SealingPublicKey,
        fresh: ([u8; 32], Nonce24),
    ) -> Result<Vec<u8>, SealError> {
        let sealed = seal_to(
            headquarters,
            SealedTo::CarryOver,
            &self.fields(&place.to_be_bytes()),
            &carried.to_bytes(),
            fresh,
        )?;
        let length = u32::try_from(sealed.len()).expect("a frame is some megabytes at most");
        Ok([&length.to_be_bytes()[..], &sealed].concat())
    }

    /// What a frame holds; `sealed` comes without its length.
    pub fn open(&self, place: u64, sealed: &[u8], key: &SealingKey) -> Result<Carried, CarryOverError> {
        if sealed.len() > MOST_FRAME_BYTES {
            return Err(CarryOverError::TooLarge);
        }
        let mut bytes = key.open(SealedTo::CarryOver, &self.fields(&place.to_be_bytes()), sealed)?;
        Carried::read(std::mem::take(&mut *bytes))
    }

    fn fields<'a>(&'a self, place: &'a [u8; 8]) -> [&'a [u8]; 3] {
        [self.branch.as_bytes(), self.device.as_bytes(), place]
    }
}

impl Carried {
    fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Push(push) => [&[1][..], &compress(push)].concat(),
            Self::Photo { sha256, ticket, bytes } => [&[2][..], &sha256.0, ticket.as_bytes(), bytes].concat(),
            Self::End { frames } => [&[255][..], &frames.to_be_bytes()].concat(),
        }
    }

    fn read(mut bytes: Vec<u8>) -> Result<Self, CarryOverError> {
        let (what, rest) = bytes.split_first().ok_or(CarryOverError::Damaged)?;
        match what {
            1 => match decompress(rest, MOST_PUSH_EXPANDED) {
                Ok(push) => Ok(Self::Push(Box::new(push))),
                Err(DecompressError::TooLarge) => Err(CarryOverError::TooLarge),
                Err(_) => Err(CarryOverError::Damaged),
            },
            2 => {
                let (sha256, rest) = rest.split_first_chunk::<32>().ok_or(CarryOverError::Damaged)?;
                let (ticket, photo) = rest.split_first_chunk::<16>().ok_or(CarryOverError::Damaged)?;
                let (sha256, ticket) = (Sha256(*sha256), TicketId::from_bytes(*ticket));
                // Moved up in its place: an attachment is too large to stand in memory twice.
                let before = bytes.len() - photo.len();
                bytes.drain(..before);
                Ok(Self::Photo { sha256, ticket, bytes })
            }
            255 => {
                let frames = rest.try_into().map_err(|_| CarryOverError::Damaged)?;
                Ok(Self::End { frames: u64::from_be_bytes(frames) })
            }
            _ => Err(CarryOverError::Damaged),
        }
    }
}
