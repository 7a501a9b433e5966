//! Pushing lines and keys; what is kept of the answer is what headquarters signed.

use bytes::Bytes;
use protocol::{
    DeviceId, EpochId, Sha256, SigningKey, hash_of,
    wire::{Ack, HeadSignature, MOST_PUSH_BYTES, MOST_PUSH_LINES, Push, PushAnswer, compress},
};
use store::{Outgoing, OwnLog, Untold};

use crate::{Courier, Credentials, Heard, Trouble};

/// Lines as they are pushed, signed by the device that brings them.
pub fn signed_push(outgoing: Outgoing, by: DeviceId, key: &SigningKey) -> Push {
    let Outgoing { device, epoch, seq, head, lines, keys, .. } = outgoing;
    let signature = HeadSignature::sign(device, epoch, seq, head, key).signature;
    let carried_by = (device != by).then_some(by);
    Push { device, epoch, lines, keys, signature, carried_by, heads: Vec::new() }
}

/// A push as it is sent.
fn packed(push: &Push) -> Bytes {
    tokio::task::block_in_place(|| compress(push)).into()
}

/// Lines that go together, as they are sent.
struct Batch {
    /// The line before the first.
    after: u64,
    /// The last line.
    seq: u64,
    /// Its hash.
    head: Sha256,
    /// No line at all: only a signature is asked for.
    is_empty: bool,
    body: Bytes,
}

impl Courier {
    /// Pushes lines of a log, one batch after another; with none of them headquarters signs for those that it holds.
    ///
    /// While headquarters takes a batch in, its word for the one before is kept here and the next one is made ready.
    pub(crate) async fn push(&self, log: &OwnLog, after: u64, last: u64) -> Result<Heard, Trouble> {
        let (mut batch, mut told) = (self.batch(log, after, last).await?, None);
        loop {
            let meanwhile = async {
                if let Some((batch, answer)) = told.take() {
                    self.keep_ack(log, &batch, answer).await?;
                }
                let goes_on = !batch.is_empty && batch.seq < last;
                if goes_on { self.batch(log, batch.seq, last).await.map(Some) } else { Ok(None) }
            };
            let sent = self.headquarters.push(self.token(), batch.body.clone());
            let (answer, next) = tokio::join!(sent, meanwhile);
            let next = next?;
            let answer = match answer {
                Ok(Ok(answer)) => answer,
                Ok(Err(refusal)) if refusal.body.code == "gap" => {
                    let held = refusal.body.seq.unwrap_or(0).min(batch.after);
                    return Ok(Heard::Gap { epoch: log.epoch, held });
                }
                Ok(Err(_)) => return Ok(Heard::Fork { epoch: log.epoch, held: batch.after }),
                Err(trouble) if batch.is_empty && trouble.is_of_another_head() => return Ok(Heard::Moved),
                Err(trouble) => return Err(trouble),
            };
            self.verified(&answer.ack, (log.device, log.epoch, batch.seq, batch.head))?;
            match next {
                Some(next) => told = Some((std::mem::replace(&mut batch, next), answer)),
                None => {
                    self.keep_ack(log, &batch, answer).await?;
                    let newly = batch.seq.saturating_sub(log.held);
                    return Ok(Heard::Acknowledged { epoch: log.epoch, seq: batch.seq, newly });
                }
            }
        }
    }

    async fn batch(&self, log: &OwnLog, after: u64, last: u64) -> Result<Batch, Trouble> {
        let limits = (MOST_PUSH_LINES, MOST_PUSH_BYTES);
        let read = self.read(|_, now| {
            let outgoing = now.lines_to_push(log, (after, last), limits)?;
            Ok((outgoing, now.own_hash(log.epoch, after)?))
        });
        let (outgoing, head) = read.await?;
        let outgoing = outgoing.unwrap_or_else(|| Outgoing {
            device: log.device,
            epoch: log.epoch,
            first: after,
            seq: after,
            head: head.expect("the plan asks for a signature over a line that is here"),
            lines: Vec::new(),
            keys: Vec::new(),
        });
        let (seq, head, is_empty) = (outgoing.seq, outgoing.head, outgoing.lines.is_empty());
        let push = signed_push(outgoing, self.credentials.device, &self.credentials.signing_key);
        Ok(Batch { after, seq, head, is_empty, body: packed(&push) })
    }

    /// Pushes a line that headquarters set aside once more, so that it is judged again.
    pub async fn push_again(&mut self, epoch: EpochId, seq: u64) -> Result<(), Trouble> {
        self.logged_in().await?;
        let logs = self.read(|_, now| now.own_logs()).await?;
        if let Some(log) = logs.iter().find(|log| log.epoch == epoch) {
            self.push(log, seq - 1, seq).await?;
        }
        Ok(())
    }

    async fn keep_ack(&self, log: &OwnLog, batch: &Batch, answer: PushAnswer) -> Result<(), Trouble> {
        let PushAnswer { ack, set_aside, keys } = answer;
        self.write(|tx| {
            tx.acknowledge(&ack)?;
            tx.acknowledge_keys(&keys, ack.at)?;
            let told = set_aside.iter().map(|line| (line.seq, line.reason.as_str()));
            tx.judged(log.epoch, (batch.after + 1, batch.seq), told)
        })
        .await
    }

    /// An acknowledgement without a valid signature, or of something else, is none.
    fn verified(&self, ack: &Ack, of: (DeviceId, EpochId, u64, Sha256)) -> Result<(), Trouble> {
        let is_of_this = (ack.device, ack.epoch, ack.seq, ack.head) == of;
        if is_of_this && ack.verify(&self.credentials.ack_key).is_ok() {
            Ok(())
        } else {
            Err(Trouble::Signature)
        }
    }

    /// Keys whose lines went before: they go beside none.
    pub(crate) async fn push_keys(&self, epoch: EpochId, seq: u64) -> Result<Heard, Trouble> {
        let Credentials { device, signing_key, .. } = &self.credentials;
        let (keys, head) = self
            .read(move |_, now| Ok((now.keys_waiting(MOST_PUSH_LINES)?, now.own_hash(epoch, seq)?)))
            .await?;
        let head = head.expect("the plan names a line that is here");
        let outgoing = Outgoing { device: *device, epoch, first: seq, seq, head, lines: Vec::new(), keys };
        let push = signed_push(outgoing, *device, signing_key);
        match self.headquarters.push(self.token(), packed(&push)).await {
            Ok(Ok(PushAnswer { ack, keys, .. })) => {
                self.verified(&ack, (*device, epoch, seq, head))?;
                self.write(move |tx| tx.acknowledge_keys(&keys, ack.at)).await?;
                Ok(Heard::KeysHeld)
            }
            Ok(Err(_)) => Ok(Heard::Moved),
            Err(trouble) if trouble.is_of_another_head() => Ok(Heard::Moved),
            Err(trouble) => Err(trouble),
        }
    }

    /// Gives headquarters back what it told once, as far as its author signed for it.
    pub(crate) async fn send_back(&self, log: Untold) -> Result<Heard, Trouble> {
        let (outgoing, signed) = self
            .read(move |_, now| {
                let outgoing = now.lines_to_send_back(&log, (MOST_PUSH_LINES, MOST_PUSH_BYTES))?;
                Ok((outgoing, now.signatures(log.device, log.epoch, log.after)?))
            })
            .await?;
        let nothing = Heard::TakenBack { log, is_held: false };
        let Some(Outgoing { device, epoch, first, mut lines, keys, .. }) = outgoing else {
            return Ok(nothing);
        };
        // Another line may stand at the same place as well, signed by the same author: that is what a restore does.
        let is_of_these = |signed: &HeadSignature| {
            let place = signed.seq.checked_sub(first).and_then(|place| usize::try_from(place).ok());
            place
                .and_then(|place| lines.get(place))
                .is_some_and(|line| hash_of(line.as_bytes()) == signed.head)
        };
        let heads: Vec<HeadSignature> = signed.into_iter().filter(is_of_these).collect();
        let Some(last) = heads.last().copied() else { return Ok(nothing) };
        lines.truncate((last.seq + 1 - first) as usize);
        let Credentials { device: me, signing_key, .. } = &self.credentials;
        let signature = HeadSignature::sign(device, epoch, last.seq, last.head, signing_key).signature;
        let push = Push { device, epoch, lines, keys, signature, carried_by: Some(*me), heads };
        match self.headquarters.push(self.token(), packed(&push)).await {
            Ok(Ok(_)) => Ok(Heard::TakenBack { log, is_held: true }),
            Ok(Err(_)) => Ok(nothing),
            Err(trouble) if trouble.is_a_refusal() => {
                tracing::warn!(%trouble, "headquarters does not take back what it told once");
                Ok(nothing)
            }
            Err(trouble) => Err(trouble),
        }
    }
}
