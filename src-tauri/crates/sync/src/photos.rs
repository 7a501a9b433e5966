//! Delivering photos: whole on a good line, in parts after a failure, from the byte where headquarters stands. Attachments
//! go the same way, and as they are long, always in parts.

use bytes::Bytes;
use protocol::{Sha256, hash_of, wire::UploadMetadata};
use store::{Upload, WaitingPhoto};

use crate::{Courier, Heard, Trouble, UploadStands};

impl Courier {
    /// A photo of the branch, checked to be what its name says.
    pub async fn fetch_photo(&mut self, sha256: Sha256, size: u64) -> Result<Vec<u8>, Trouble> {
        let token = self.logged_in().await?;
        let bytes = self.headquarters.photo(&token, sha256, size).await?;
        if hash_of(&bytes) != sha256 {
            return Err(Trouble::Signature);
        }
        Ok(bytes.into())
    }

    pub(crate) async fn photo_stands(&self, photo: &WaitingPhoto) -> Result<(UploadStands, bool), Trouble> {
        let WaitingPhoto { sha256, size, ticket, .. } = *photo;
        if let Some(upload) = &photo.upload
            && let Some(stands) = self.headquarters.upload(self.token(), &upload.url, sha256).await?
        {
            return Ok((stands, true));
        }
        let begun =
            self.headquarters.create_upload(self.token(), UploadMetadata { sha256, ticket }, size).await?;
        let is_resumed = begun.offset > 0;
        Ok((begun, is_resumed))
    }

    pub(crate) async fn send_part(
        &mut self,
        sha256: Sha256,
        upload: &Upload,
        most: u64,
    ) -> Result<UploadStands, Trouble> {
        let bytes = match self.on_its_way.take() {
            Some((same, bytes)) if same == sha256 => bytes,
            _ => {
                let bytes = self.read(move |store, _| store.find_photo_bytes(sha256)).await?;
                bytes.map(Bytes::from).unwrap_or_default()
            }
        };
        let from = usize::try_from(upload.offset).unwrap_or(usize::MAX).min(bytes.len());
        let to = from.saturating_add(usize::try_from(most).unwrap_or(usize::MAX)).min(bytes.len());
        if from == to {
            return Err(Trouble::Refused { code: "photo_not_here".to_owned() });
        }
        let part = bytes.slice(from..to);
        if to < bytes.len() {
            // Opened once, and not again for each part: of an attachment there may be hundreds.
            self.on_its_way = Some((sha256, bytes));
        }
        self.headquarters.upload_part(self.token(), upload, part, sha256).await
    }

    /// Keeps where an upload stands. A photo that is refused holds up no other.
    pub(crate) async fn photo_heard(
        &self,
        sha256: Sha256,
        stands: Result<(UploadStands, bool), Trouble>,
    ) -> Result<Heard, Trouble> {
        match stands {
            Ok((stands, _)) if stands.is_held => {
                let now = self.host.now();
                self.write(move |tx| tx.set_photo_acknowledged(sha256, now)).await?;
                Ok(Heard::Photo { sha256, upload: None, is_resumed: false })
            }
            Ok((UploadStands { url, offset, .. }, is_resumed)) => {
                let upload = Upload { url, offset };
                let kept = upload.clone();
                self.write(move |tx| tx.set_upload(sha256, Some(&kept))).await?;
                Ok(Heard::Photo { sha256, upload: Some(upload), is_resumed })
            }
            Err(trouble) if trouble.is_a_refusal() => {
                tracing::warn!(%trouble, "headquarters does not take a photo");
                // Whatever upload it was, the next try begins another.
                self.write(move |tx| tx.set_upload(sha256, None)).await?;
                Ok(Heard::PhotoRefused { sha256 })
            }
            Err(trouble) => Err(trouble),
        }
    }
}
