//! The courier: carries out the plan's steps, between the counter's disk and headquarters.
//!
//! Only a signed acknowledgement makes a line delivered, and only headquarters' word for a hash makes a photo so.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use protocol::{
    DeviceId, EpochId, Instant, Line, PolicyVersion, Sha256, SigningKey, VerifyingKey,
    wire::{FeedAnswer, Generation, Hello, LoginRequest, Told},
};
use store::{FeedCursor, Snapshot, Store, Tx};
use tokio::time::sleep;

use crate::{
    Ask, Core, Days, Headquarters, Heard, Host, Keep, Local, Round, Stands, Step, Trouble,
    feed::{self, Asked, Trust},
};

/// What this device and headquarters know each other by.
pub struct Credentials {
    /// This device.
    pub device: DeviceId,
    /// Headquarters' own device in the branch's logs.
    pub headquarters: DeviceId,
    /// Signs this device's pushes and logins.
    pub signing_key: SigningKey,
    /// Verifies acknowledgements; the root vouched for it.
    pub ack_key: VerifyingKey,
    /// Verifies headquarters' lines and its word for other devices; the root vouched for it.
    pub feed_key: VerifyingKey,
    /// The app's version.
    pub app_version: String,
}

/// Carries between one counter's store and headquarters.
pub struct Courier {
    store: Arc<Store>,
    pub(crate) headquarters: Headquarters,
    pub(crate) credentials: Credentials,
    pub(crate) host: Arc<dyn Host>,
    core: Core,
    /// What is sent in parts just now, whole, until its last part or the end of the round.
    pub(crate) on_its_way: Option<(Sha256, Bytes)>,
    /// Headquarters' clock less this device's, as last measured.
    offset_ms: i64,
}

impl Courier {
    /// A courier that has not yet set out.
    pub fn new(
        store: Arc<Store>,
        headquarters: Headquarters,
        credentials: Credentials,
        host: Arc<dyn Host>,
    ) -> Self {
        let core = Core::new(credentials.device);
        Self { store, headquarters, credentials, host, core, on_its_way: None, offset_ms: 0 }
    }

    /// One round, from hello to rest.
    pub async fn round(&mut self) -> Result<Round, Trouble> {
        loop {
            if let Some(over) = self.step().await? {
                return over;
            }
        }
    }

    /// One step of a round; how the round went when it is over.
    pub async fn step(&mut self) -> Result<Option<Result<Round, Trouble>>, Trouble> {
        let stepped = self.try_step().await;
        if let Err(trouble) = &stepped {
            self.on_its_way = None;
            self.core.failed(trouble);
        }
        stepped
    }

    async fn try_step(&mut self) -> Result<Option<Result<Round, Trouble>>, Trouble> {
        let (theirs, passed_over) = (self.core.heads(), self.core.passed_over());
        let host = &self.host;
        let days = Days { now: host.now(), day_of: &|at| host.day_of(at) };
        let local = self.read(|_, now| Local::read(now, theirs, passed_over, &days)).await?;
        let local = Local { program: host.program(), ..local };
        let next = self.core.next(&local, self.host.now());
        tracing::trace!(device = %self.credentials.device, ?next, "the plan");
        match next {
            Step::Rest => {
                self.on_its_way = None;
                return Ok(Some(self.core.over()));
            }
            Step::Keep(keep) => self.keep(keep).await?,
            Step::Pause { most_ms } => sleep(Duration::from_millis(self.host.random() % most_ms)).await,
            Step::Ask(ask) => {
                let heard = match self.ask(ask, &local).await {
                    Err(Trouble::Refused { code }) if code == "generation_gone" => Heard::GenerationGone,
                    Err(trouble) if trouble.is_about_the_token() => Heard::TokenGone,
                    heard => heard?,
                };
                tracing::trace!(?heard, "headquarters");
                self.core.heard(heard);
            }
        }
        Ok(None)
    }

    /// Waits until the feed has something new, for `wait` at most, and says whether it has. The next round reads it.
    pub async fn wait_for_feed(&mut self, wait: Duration) -> Result<bool, Trouble> {
        let Some(cursor) = self.read(|_, now| now.feed_cursor()).await? else { return Ok(false) };
        let token = self.logged_in().await?;
        let answer =
            self.headquarters.feed(&token, cursor.generation, cursor.position, wait.as_secs()).await?;
        Ok(!answer.entries.is_empty())
    }

    /// Whether anything here is not confirmed; a database that does not answer may hold something.
    pub async fn something_waits(&self) -> bool {
        let waiting = self.read(|_, now| now.waiting()).await;
        waiting.map_or(true, |waiting| waiting.lines + waiting.photos > 0)
    }

    pub(crate) async fn logged_in(&mut self) -> Result<String, Trouble> {
        if !self.core.is_logged_in(self.host.now()) {
            let heard = self.login().await?;
            self.core.heard(heard);
        }
        Ok(self.token().to_owned())
    }

    pub(crate) fn token(&self) -> &str {
        self.core.token().expect("the plan logs in before it asks for anything")
    }

    async fn ask(&mut self, ask: Ask, local: &Local) -> Result<Heard, Trouble> {
        match ask {
            Ask::Login => self.login().await,
            Ask::Hello => self.hello().await,
            Ask::Push { device: _, epoch, after, last } => {
                let log = local.log(epoch).expect("the plan pushes logs that are here");
                self.push(log, after, last).await
            }
            Ask::Keys { epoch, seq } => self.push_keys(epoch, seq).await,
            Ask::Deposit => self.deposit().await,
            Ask::Policy(version) => self.policy(version).await,
            Ask::OwnLines { epoch, after } => self.take_back(epoch, after).await,
            Ask::BranchLines { generation } => {
                let page = self.headquarters.branch_lines(self.token(), generation).await?;
                answers(Asked::After(0), &page)?;
                let trust = self.trust();
                let is_empty = page.entries.is_empty();
                let kept = self.write(move |tx| feed::keep(tx, page, trust)).await?;
                let kept = kept.or(is_empty.then(feed::KeptPage::default)).ok_or(Trouble::Signature)?;
                Ok(Heard::Lines { entries: kept.entries, new: kept.new })
            }
            Ask::Feed { generation, after } => self.read_feed(generation, after, local).await,
            Ask::Older { generation, before } => self.read_older(generation, before, local).await,
            Ask::SendBack(log) => self.send_back(log).await,
            Ask::Day(day) => self.ask_for_day(day).await,
            Ask::Update(program) => self.ask_for_update(&program).await,
            Ask::UpdatePart(wanted) => self.fetch_update(wanted).await,
            Ask::PhotoStands(photo) => {
                let sha256 = photo.sha256;
                let stands = self.photo_stands(&photo).await;
                self.photo_heard(sha256, stands).await
            }
            Ask::PhotoPart { sha256, upload, most } => {
                let stands = self.send_part(sha256, &upload, most).await.map(|stands| (stands, false));
                self.photo_heard(sha256, stands).await
            }
        }
    }

    async fn login(&self) -> Result<Heard, Trouble> {
        let Credentials { device, headquarters, signing_key, .. } = &self.credentials;
        let signed = |answer: protocol::wire::NonceAnswer| {
            LoginRequest::signed(*device, answer.nonce, *headquarters, signing_key)
        };
        let token = self.headquarters.login(*device, signed).await?;
        if let Some(sealing) = &token.sealing {
            tokio::task::block_in_place(|| self.host.headquarters_seals(sealing))?;
        }
        Ok(Heard::Token { token, at: self.host.now() })
    }

    async fn hello(&mut self) -> Result<Heard, Trouble> {
        let asked_at = self.host.now();
        let version = self.credentials.app_version.clone();
        let hello = self.read(move |_, now| hello(now, asked_at, version)).await?;
        let answer = self.headquarters.hello(self.token(), &hello).await?;
        let places = answer.known_epochs.iter().map(|head| head.seq).chain([answer.feed_head]);
        if places.max() > Some(feed::MOST_POSITION - 1) {
            return Err(Trouble::Signature);
        }
        tokio::task::block_in_place(|| self.host.region_told(answer.region))?;
        self.offset_ms = offset_ms(self.offset_ms, asked_at, self.host.now(), answer.received_at);
        Ok(Heard::Stands(Stands {
            heads: answer.known_epochs,
            generation: answer.generation,
            feed_head: answer.feed_head,
            feed_mark: answer.feed_mark,
            policies: answer.policies,
            received_at: answer.received_at,
            offset_ms: self.offset_ms,
            spread_ms: answer.spread_ms,
        }))
    }

    /// Once an enrolment; a headquarters that takes no deposit is no reason to deliver nothing.
    async fn deposit(&self) -> Result<Heard, Trouble> {
        let device = self.credentials.device;
        if let Some(deposit) = tokio::task::block_in_place(|| self.host.deposit())? {
            match self.headquarters.deposit(self.token(), &deposit).await {
                Ok(()) => self.write(move |tx| tx.set_deposited_by(device)).await?,
                Err(trouble) if trouble.is_a_refusal() => {
                    tracing::warn!(%trouble, "headquarters does not take the key of this database");
                }
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(Heard::Deposited)
    }

    /// What the document is worth the desk decides; a headquarters that does not give it out is asked again next time.
    async fn policy(&self, version: PolicyVersion) -> Result<Heard, Trouble> {
        match self.headquarters.policy(self.token(), &version).await {
            Ok(signed) => tokio::task::block_in_place(|| self.host.policy_came(&version, signed))?,
            Err(trouble) if trouble.is_a_refusal() => {
                tracing::warn!(%trouble, "headquarters does not give out a policy that it named");
            }
            Err(trouble) => return Err(trouble),
        }
        Ok(Heard::Policy(version))
    }

    async fn take_back(&self, epoch: EpochId, after: u64) -> Result<Heard, Trouble> {
        let device = self.credentials.device;
        let answer = self.headquarters.own_lines(self.token(), device, epoch, after).await?;
        let lines: Result<Vec<Line>, _> = answer.lines.iter().map(|line| Line::parse(line)).collect();
        // Headquarters holds lines that nobody can read as well; they were never this device's.
        let lines = lines.map_err(|_| Trouble::Signature)?;
        let is_of_the_log = |line: &Line| {
            (line.head().device, line.head().epoch) == (device, epoch) && line.head().seq > after
        };
        if !lines.iter().all(is_of_the_log) {
            return Err(Trouble::Signature);
        }
        let last = lines.last().map(|line| line.head().seq);
        let (trust, keys) = (self.trust(), answer.keys);
        let goes_on = self
            .write(move |tx| {
                let before = tx.own_hash(epoch, after)?;
                let goes_on =
                    lines.first().is_none_or(|first| after == 0 || Some(first.head().prev) == before);
                if !goes_on {
                    // Somewhere before, two copies of this device parted ways: they are read from the beginning instead.
                    return Ok(false);
                }
                for key in &keys {
                    tx.put_ticket_key(key, Some(trust.now))?;
                }
                for line in &lines {
                    tx.take_back(line)?;
                }
                tx.adopt_hybrid(lines.iter().map(|line| line.head().hlc), trust.corrected_now)?;
                Ok(true)
            })
            .await?;
        Ok(Heard::OwnLines { epoch, last, goes_on })
    }

    async fn read_feed(&self, generation: Generation, after: u64, local: &Local) -> Result<Heard, Trouble> {
        let page = self.headquarters.feed(self.token(), generation, after, 0).await?;
        answers(Asked::After(after), &page)?;
        let (trust, head, is_empty) = (self.trust(), page.head, page.entries.is_empty());
        let older = local.cursor.and_then(|cursor| cursor.older);
        let read_to = move |position, mark| FeedCursor { generation, position, mark, older };
        if is_empty {
            // What lies between are this device's own lines, which are not told to it again.
            if head > after {
                self.write(move |tx| tx.set_feed_cursor(&read_to(head, page.mark))).await?;
            }
            return Ok(Heard::Lines { entries: 0, new: 0 });
        }
        let kept = self
            .write(move |tx| {
                let kept = feed::keep(tx, page, trust)?;
                if let Some((kept, (_, highest))) = kept.and_then(|kept| Some((kept, kept.positions?))) {
                    assert!(highest > after, "the feed goes forward");
                    tx.set_feed_cursor(&read_to(highest, kept.mark))?;
                }
                Ok(kept)
            })
            .await?
            .ok_or(Trouble::Signature)?;
        Ok(Heard::Lines { entries: kept.entries, new: kept.new })
    }

    async fn read_older(&self, generation: Generation, before: u64, local: &Local) -> Result<Heard, Trouble> {
        let page = self.headquarters.older(self.token(), generation, before).await?;
        answers(Asked::Before(before), &page)?;
        let cursor = local.cursor.expect("the plan reads on from a cursor");
        let (trust, is_empty) = (self.trust(), page.entries.is_empty());
        let read_to = move |older: Option<u64>| FeedCursor { older, ..cursor };
        let kept = self
            .write(move |tx| {
                let kept = feed::keep_older(tx, page, trust)?;
                let lowest = kept.and_then(|kept| kept.positions).map(|(lowest, _)| lowest);
                match lowest.filter(|lowest| *lowest > 1) {
                    Some(lowest) => tx.set_feed_cursor(&read_to(Some(lowest)))?,
                    None if is_empty || lowest.is_some() => tx.set_feed_cursor(&read_to(None))?,
                    None => {}
                }
                Ok(kept)
            })
            .await?;
        let kept = kept.or(is_empty.then(feed::KeptPage::default)).ok_or(Trouble::Signature)?;
        Ok(Heard::Lines { entries: kept.entries, new: kept.new })
    }

    async fn keep(&self, keep: Keep) -> Result<(), Trouble> {
        match keep {
            Keep::FeedAnew(generation) => {
                tokio::task::block_in_place(|| self.host.feed_anew())?;
                self.write(move |tx| tx.read_feed_anew(generation)).await
            }
            Keep::FeedBegun { generation, head, mark } => {
                let older = (head > 0).then_some(head + 1);
                let cursor = FeedCursor { generation, position: head, mark, older };
                self.write(move |tx| tx.set_feed_cursor(&cursor)).await
            }
            Keep::TakeBack { epoch, held } => {
                self.write(move |tx| tx.take_back_acknowledgement(epoch, held)).await
            }
            Keep::OpenEpoch => tokio::task::block_in_place(|| self.host.open_epoch()),
            Keep::SettleFork { epoch, at } => {
                tokio::task::block_in_place(|| self.host.settle_fork(epoch, at))
            }
            Keep::TailHeld => tokio::task::block_in_place(|| self.host.tail_held()),
        }
    }

    fn trust(&self) -> Trust {
        let now = self.host.now();
        Trust {
            headquarters: self.credentials.headquarters,
            feed_key: self.credentials.feed_key,
            now,
            corrected_now: now.plus_ms(self.offset_ms),
        }
    }

    pub(crate) async fn read<T: Send>(
        &self,
        read: impl FnOnce(&Store, &Snapshot) -> store::Result<T> + Send,
    ) -> Result<T, Trouble> {
        let store = &self.store;
        tokio::task::block_in_place(|| store.read(|snapshot| read(store, snapshot))).map_err(store_trouble)
    }

    pub(crate) async fn write<T: Send>(
        &self,
        write: impl FnOnce(&Tx) -> store::Result<T> + Send,
    ) -> Result<T, Trouble> {
        let store = &self.store;
        tokio::task::block_in_place(|| store.write(write)).map_err(store_trouble)
    }
}

/// A page of another stretch is not headquarters' answer to what was asked.
fn answers(asked: Asked, page: &FeedAnswer) -> Result<(), Trouble> {
    if asked.is_answered_by(page) { Ok(()) } else { Err(Trouble::Signature) }
}

fn hello(now: &Snapshot, wall: Instant, app_version: String) -> store::Result<Hello> {
    let epoch = now.epoch()?.expect("the plan says hello for a log");
    let end = now.end_of(epoch)?;
    let waiting = now.waiting()?;
    let cursor = now.feed_cursor()?;
    Ok(Hello {
        epoch,
        seq: end.map_or(0, |end| end.seq),
        head: end.map(|end| end.hash),
        wall,
        generation: cursor.map(|cursor| cursor.generation),
        cursor: cursor.map_or(0, |cursor| cursor.position),
        app_version,
        waiting_lines: waiting.lines,
        waiting_photos: waiting.photos,
        oldest_waiting_at: waiting.oldest_at,
        told: cursor.and_then(|cursor| Some(Told { position: cursor.position, hash: cursor.mark? })),
    })
}

fn store_trouble(error: store::Error) -> Trouble {
    tracing::error!(%error, "the courier could not use the counter's database");
    Trouble::Store
}

/// Headquarters' clock less ours: what was `known`, as long as that can still be; else by the middle of the exchange. A slow
/// network says nothing of a clock.
fn offset_ms(known: i64, asked_at: Instant, answered_at: Instant, theirs: Instant) -> i64 {
    let (asked, answered, theirs) = (asked_at.unix_ms(), answered_at.unix_ms(), theirs.unix_ms());
    if (theirs - answered..=theirs - asked).contains(&known) {
        return known;
    }
    theirs - (asked + (answered - asked) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_compared_with_the_middle_of_the_exchange() {
        let at = Instant::from_unix_ms;
        assert_eq!(offset_ms(0, at(1_000), at(1_200), at(5_100)), 4_000);
        assert_eq!(offset_ms(0, at(1_000), at(1_000), at(400)), -600);
        assert_eq!(offset_ms(4_000, at(1_000), at(1_200), at(6_200)), 5_100);
    }

    #[test]
    fn an_exchange_that_took_long_moves_no_clock_that_may_be_right() {
        let at = Instant::from_unix_ms;
        assert_eq!(offset_ms(0, at(1_000), at(9_000), at(1_200)), 0);
        assert_eq!(offset_ms(4_000, at(1_000), at(9_000), at(5_100)), 4_000);
        assert_eq!(
            offset_ms(0, at(1_000), at(9_000), at(10_000)),
            5_000,
            "it is ahead, whenever it was read"
        );
    }
}
