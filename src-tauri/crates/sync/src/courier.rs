//! The courier: carries this device's log and photos to headquarters, and brings the feed back.
//!
//! Text goes first, photos after. Only a signed acknowledgement makes a line delivered, and only headquarters' word for a
//! hash makes a photo so. Nothing here depends on a new write: each round asks both sides where they stand.

use std::sync::Arc;

use protocol::{
    Instant, SigningKey, VerifyingKey,
    wire::{
        Generation, HeadSignature, Hello, HelloAnswer, LoginAnswer, LoginRequest, MOST_PUSH_BYTES,
        MOST_PUSH_LINES, Push, PushAnswer, UploadMetadata,
    },
};
use store::{FeedCursor, Outgoing, Snapshot, Store, Tx, WaitingPhoto};

use crate::{Headquarters, LogHead, Standing, Trouble, compare, feed};

/// A photo is sent whole; after a failure in pieces of this size, from the byte where headquarters stands.
const CHUNK_BYTES: usize = 256 * 1_024;
/// Photos looked at in one round; the next round takes the next.
const PHOTOS_A_ROUND: usize = 64;
/// A token is renewed this long before it ends.
const TOKEN_MARGIN_MS: i64 = 60_000;

/// What this device and headquarters know each other by.
pub struct Credentials {
    /// This device.
    pub device: protocol::DeviceId,
    /// Headquarters' own device in the branch's logs.
    pub headquarters: protocol::DeviceId,
    /// Signs this device's pushes and logins.
    pub signing_key: SigningKey,
    /// Verifies acknowledgements; the root vouched for it.
    pub ack_key: VerifyingKey,
    /// Verifies headquarters' lines and its word for other devices; the root vouched for it.
    pub feed_key: VerifyingKey,
    /// The feed to read while none has been read.
    pub generation: Generation,
    /// The app's version.
    pub app_version: String,
}

/// Carries between one counter's store and headquarters.
pub struct Courier {
    store: Arc<Store>,
    headquarters: Headquarters,
    credentials: Credentials,
    token: Option<LoginAnswer>,
}

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Lines newly acknowledged.
    pub lines_confirmed: u64,
    /// Photos newly confirmed.
    pub photos_confirmed: u64,
    /// Lines newly read from the feed.
    pub lines_read: u64,
    /// Headquarters' clock less this device's.
    pub offset_ms: i64,
    /// Photos that could not be delivered this time.
    pub photos_failed: u64,
}

impl Round {
    /// Whether anything moved.
    pub fn moved(&self) -> bool {
        self.lines_confirmed + self.photos_confirmed + self.lines_read > 0
    }
}

impl Courier {
    /// A courier that has not yet set out.
    pub fn new(store: Arc<Store>, headquarters: Headquarters, credentials: Credentials) -> Self {
        Self { store, headquarters, credentials, token: None }
    }

    /// One round: log in, hello, lines, photos, feed.
    pub async fn round(&mut self, clock: &(dyn Fn() -> Instant + Send + Sync)) -> Result<Round, Trouble> {
        let done = self.try_round(clock).await;
        // A token that headquarters no longer takes is not shown twice.
        if matches!(&done, Err(Trouble::Refused { code }) if code.starts_with("token")) {
            self.token = None;
        }
        done
    }

    async fn try_round(&mut self, clock: &(dyn Fn() -> Instant + Send + Sync)) -> Result<Round, Trouble> {
        let (token, push_only) = self.token(clock()).await?;
        let mut round = Round::default();
        let asked_at = clock();
        if !push_only && let Some(answer) = self.say_hello(&token, asked_at).await? {
            round.offset_ms = offset_ms(asked_at, clock(), answer.received_at);
            self.look_at(&answer).await?;
        }
        round.lines_confirmed = self.push_all(&token).await?;
        if push_only {
            return Err(Trouble::Revoked);
        }
        self.deliver_photos(&token, &mut round).await?;
        round.lines_read = self.pull(&token, clock()).await?;
        if round.lines_confirmed + round.photos_confirmed > 0 {
            // What waited when this round began is what headquarters would go on showing.
            self.say_hello(&token, clock()).await?;
        }
        Ok(round)
    }

    /// Says where this device stands; nothing while it has no log.
    async fn say_hello(&self, token: &str, now: Instant) -> Result<Option<HelloAnswer>, Trouble> {
        match self.read(|_, snapshot| self.hello(snapshot, now)).await? {
            Some(hello) => Ok(Some(self.headquarters.hello(token, &hello).await?)),
            None => Ok(None),
        }
    }

    /// Waits until the feed has something new, for `wait_secs` at most, and says whether it has. The next round reads it.
    pub async fn wait_for_feed(
        &mut self,
        clock: &(dyn Fn() -> Instant + Send + Sync),
        wait_secs: u64,
    ) -> Result<bool, Trouble> {
        let (token, _) = self.token(clock()).await?;
        let cursor = self.cursor().await?;
        let answer = self.headquarters.feed(&token, cursor.generation, cursor.position, wait_secs).await?;
        Ok(!answer.entries.is_empty())
    }

    async fn token(&mut self, now: Instant) -> Result<(String, bool), Trouble> {
        let good = self.token.as_ref().filter(|token| now.plus_ms(TOKEN_MARGIN_MS) < token.expires_at);
        if let Some(token) = good {
            return Ok((token.token.clone(), token.push_only));
        }
        let Credentials { device, headquarters, signing_key, .. } = &self.credentials;
        let signed = |answer: protocol::wire::NonceAnswer| {
            LoginRequest::signed(*device, answer.nonce, *headquarters, signing_key)
        };
        let token = self.headquarters.login(*device, signed).await?;
        let parts = (token.token.clone(), token.push_only);
        self.token = Some(token);
        Ok(parts)
    }

    fn hello(&self, snapshot: &Snapshot, wall: Instant) -> store::Result<Option<Hello>> {
        let Some(epoch) = snapshot.epoch()? else { return Ok(None) };
        let end = snapshot.end_of(epoch)?;
        let waiting = snapshot.waiting()?;
        let cursor = snapshot.feed_cursor()?;
        Ok(Some(Hello {
            epoch,
            seq: end.map_or(0, |end| end.seq),
            head: end.map(|end| end.hash),
            wall,
            generation: cursor.map(|cursor| cursor.generation),
            cursor: cursor.map_or(0, |cursor| cursor.position),
            app_version: self.credentials.app_version.clone(),
            waiting_lines: waiting.lines,
            waiting_photos: waiting.photos,
            oldest_waiting_at: waiting.oldest_at,
        }))
    }

    /// Compares the two logs; what headquarters lost of what it had acknowledged waits again.
    async fn look_at(&self, answer: &HelloAnswer) -> Result<(), Trouble> {
        let (epoch, theirs) = (answer.epoch, answer.head.map(|hash| LogHead { seq: answer.seq, hash }));
        let standing = self
            .read(move |_, snapshot| {
                let ours = snapshot.end_of(epoch)?.map(|end| LogHead { seq: end.seq, hash: end.hash });
                let there = theirs.map(|theirs| snapshot.own_hash(epoch, theirs.seq)).transpose()?.flatten();
                Ok(compare(ours, theirs, |_| there))
            })
            .await?;
        match standing {
            Standing::InStep => Ok(()),
            Standing::Restored { .. } => Err(Trouble::Restored),
            Standing::Forked { .. } => Err(Trouble::Forked),
            Standing::Push { after } => {
                let acknowledged =
                    self.read(move |_, snapshot| snapshot.last_ack(epoch)).await?.map_or(0, |ack| ack.seq);
                if after < acknowledged {
                    self.write(move |tx| tx.take_back_acknowledgement(epoch, after)).await?;
                }
                Ok(())
            }
        }
    }

    /// Pushes until nothing waits.
    async fn push_all(&self, token: &str) -> Result<u64, Trouble> {
        let mut confirmed = 0;
        while let Some(outgoing) =
            self.read(|_, snapshot| snapshot.unacknowledged(MOST_PUSH_LINES, MOST_PUSH_BYTES)).await?
        {
            confirmed += outgoing.lines.len() as u64;
            self.push(token, outgoing).await?;
        }
        Ok(confirmed)
    }

    async fn push(&self, token: &str, outgoing: Outgoing) -> Result<(), Trouble> {
        let Credentials { device, signing_key, ack_key, .. } = &self.credentials;
        let Outgoing { epoch, seq, head, lines, keys, .. } = outgoing;
        let signature = HeadSignature::sign(*device, epoch, seq, head, signing_key).signature;
        let push = Push { device: *device, epoch, lines, keys, signature, carried_by: None };
        let PushAnswer { ack, set_aside, keys } = self.headquarters.push(token, &push).await?;
        // An acknowledgement without a valid signature, or of something else, is none.
        let is_of_this_push = (ack.device, ack.epoch, ack.seq, ack.head) == (*device, epoch, seq, head);
        if !is_of_this_push || ack.verify(ack_key).is_err() {
            return Err(Trouble::Signature);
        }
        self.write(move |tx| {
            tx.acknowledge(&ack)?;
            tx.acknowledge_keys(&keys, ack.at)?;
            set_aside.iter().try_for_each(|line| tx.set_aside(epoch, line.seq, &line.reason))
        })
        .await
    }

    /// Delivers what waits, one photo after another; one that fails holds up no other.
    async fn deliver_photos(&self, token: &str, round: &mut Round) -> Result<(), Trouble> {
        let waiting = self.read(|_, snapshot| snapshot.photos_waiting(PHOTOS_A_ROUND)).await?;
        for photo in waiting.into_iter().filter(|photo| photo.is_named) {
            match self.deliver(token, &photo).await {
                Ok(()) => round.photos_confirmed += 1,
                Err(Trouble::Refused { code }) if !code.starts_with("token") => {
                    tracing::warn!(code, "headquarters does not take a photo");
                    round.photos_failed += 1;
                    // Whatever upload it was, the next try begins another.
                    let sha256 = photo.sha256;
                    self.write(move |tx| tx.set_upload(sha256, None)).await?;
                }
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(())
    }

    async fn deliver(&self, token: &str, photo: &WaitingPhoto) -> Result<(), Trouble> {
        let WaitingPhoto { sha256, size, ticket, .. } = *photo;
        let earlier = photo.upload.as_ref().and_then(|upload| self.headquarters.url_of(&upload.url));
        let is_resumed = earlier.is_some();
        let mut upload = match earlier {
            Some(url) => self.headquarters.upload(token, url, sha256).await?,
            None => {
                let begun =
                    self.headquarters.create_upload(token, UploadMetadata { sha256, ticket }, size).await?;
                if begun.is_held { begun } else { self.headquarters.upload(token, begun.url, sha256).await? }
            }
        };
        if !upload.is_held {
            let bytes = self.read(move |store, _| store.find_photo_bytes(sha256)).await?;
            let bytes = bytes.ok_or_else(|| Trouble::Refused { code: "photo_not_here".to_owned() })?;
            while !upload.is_held && (upload.offset as usize) < bytes.len() {
                self.remember(photo, &upload).await?;
                let rest = &bytes[upload.offset as usize..];
                let piece = if is_resumed { &rest[..rest.len().min(CHUNK_BYTES)] } else { rest };
                upload = self.headquarters.upload_chunk(token, &upload, piece.to_vec(), sha256).await?;
            }
        }
        if !upload.is_held {
            return Err(Trouble::Refused { code: "photo_not_confirmed".to_owned() });
        }
        let at = self.read(|_, snapshot| snapshot.last_confirmed_at()).await?;
        let at = at.ok_or(Trouble::Store)?;
        self.write(move |tx| tx.set_photo_acknowledged(sha256, at)).await
    }

    async fn remember(&self, photo: &WaitingPhoto, upload: &crate::Upload) -> Result<(), Trouble> {
        let sha256 = photo.sha256;
        let begun = store::Upload { url: upload.url.to_string(), offset: upload.offset };
        self.write(move |tx| tx.set_upload(sha256, Some(&begun))).await
    }

    /// Reads the feed to its end.
    async fn pull(&self, token: &str, now: Instant) -> Result<u64, Trouble> {
        let mut read = 0;
        loop {
            let cursor = self.cursor().await?;
            let answer = match self.headquarters.feed(token, cursor.generation, cursor.position, 0).await {
                // Headquarters was restored and tells its feed anew: what is known is passed over, line by line.
                Err(Trouble::Refused { code }) if code == "generation_gone" => {
                    let from_start = self.headquarters.feed(token, cursor.generation, 0, 0).await?;
                    let generation = from_start.generation;
                    self.write(move |tx| tx.set_feed_cursor(&FeedCursor { generation, position: 0 })).await?;
                    from_start
                }
                answer => answer?,
            };
            if answer.entries.is_empty() {
                // What lies between are this device's own lines, which are not told to it again.
                if answer.head > cursor.position {
                    let read_to = FeedCursor { generation: answer.generation, position: answer.head };
                    self.write(move |tx| tx.set_feed_cursor(&read_to)).await?;
                }
                return Ok(read);
            }
            let credentials = (self.credentials.headquarters, self.credentials.feed_key);
            let kept = self
                .write(move |tx| feed::keep(tx, answer, credentials, now))
                .await?
                .ok_or(Trouble::Signature)?;
            read += kept;
        }
    }

    async fn cursor(&self) -> Result<FeedCursor, Trouble> {
        let first = FeedCursor { generation: self.credentials.generation, position: 0 };
        Ok(self.read(|_, snapshot| snapshot.feed_cursor()).await?.unwrap_or(first))
    }

    async fn read<T: Send>(
        &self,
        read: impl FnOnce(&Store, &Snapshot) -> store::Result<T> + Send,
    ) -> Result<T, Trouble> {
        let store = &self.store;
        tokio::task::block_in_place(|| store.read(|snapshot| read(store, snapshot))).map_err(store_trouble)
    }

    async fn write<T: Send>(&self, write: impl FnOnce(&Tx) -> store::Result<T> + Send) -> Result<T, Trouble> {
        let store = &self.store;
        tokio::task::block_in_place(|| store.write(write)).map_err(store_trouble)
    }
}

fn store_trouble(error: store::Error) -> Trouble {
    tracing::error!(%error, "the courier could not use the counter's database");
    Trouble::Store
}

/// Headquarters' clock less ours, taking its moment for the middle of the exchange.
fn offset_ms(asked_at: Instant, answered_at: Instant, theirs: Instant) -> i64 {
    let middle = asked_at.unix_ms() + (answered_at.unix_ms() - asked_at.unix_ms()) / 2;
    theirs.unix_ms() - middle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_compared_with_the_middle_of_the_exchange() {
        let at = Instant::from_unix_ms;
        assert_eq!(offset_ms(at(1_000), at(1_200), at(5_100)), 4_000);
        assert_eq!(offset_ms(at(1_000), at(1_000), at(400)), -600);
    }
}
