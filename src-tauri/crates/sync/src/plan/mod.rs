//! What to do next, decided without touching anything: where the counter and headquarters stand goes in, one step comes
//! out. The app, the command line and the simulation all carry out the same steps.
//!
//! A step is chosen anew each time from what the disk says now, the most urgent first: which log this is, then text, then
//! photos, then what headquarters has to tell, and last of all a new version of the program. So a line that is written while photos are on their way goes before the next
//! part of a photo, and whatever was cut off is simply chosen again. Nothing here waits for a new write.

mod ask;
mod local;
#[cfg(test)]
mod tests;
mod updates;

use std::collections::{HashMap, HashSet};

use protocol::{
    DeviceId, EpochId, Instant, PolicyVersion, Sha256,
    wire::{LoginAnswer, MOST_PART_BYTES, MOST_PHOTO_BYTES},
};
use store::{OwnLog, Untold, Upload, WaitingPhoto};

pub use ask::*;
pub use local::*;
use updates::Updating;
pub use updates::{Program, Wanted};

use crate::Trouble;

/// On a good line a photo goes whole, and an attachment in pieces of this size.
const LONG_PART_BYTES: u64 = MOST_PART_BYTES;
/// After a failure a photo goes in pieces of this size, from the byte where headquarters stands.
const PART_BYTES: u64 = 256 * 1_024;
/// A token is good for a quarter of an hour, and renewed before. It is counted from when it came: this clock may be wrong.
const TOKEN_MS: i64 = 14 * 60_000;
/// A headquarters that takes none of its own tokens is not asked for more within one round.
const MOST_LOGINS: u32 = 4;
/// A round in which headquarters keeps changing its mind is given up; the next one begins afresh.
const MOST_HELLOS: u32 = 16;
/// After so many failed rounds in a row a device was away for long, and others with it.
const LONG_AWAY: u32 = 3;

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Lines newly acknowledged.
    pub lines_confirmed: u64,
    /// Photos newly confirmed.
    pub photos_confirmed: u64,
    /// Lines newly read from the feed.
    pub lines_read: u64,
    /// Lines of our own that came back.
    pub lines_taken_back: u64,
    /// Headquarters' clock less this device's.
    pub offset_ms: i64,
    /// Photos that could not be delivered this time.
    pub photos_failed: u64,
    /// Photos that headquarters does not hold although it confirmed them once.
    pub photos_offered_again: u64,
}

impl Round {
    /// Whether anything moved.
    pub fn moved(&self) -> bool {
        self.lines_confirmed + self.photos_confirmed + self.lines_read + self.lines_taken_back > 0
    }
}

/// Chooses the steps of one counter's rounds.
#[derive(Debug)]
pub struct Core {
    device: DeviceId,
    /// The token, and when it came by this clock.
    token: Option<(LoginAnswer, Instant)>,
    /// Rounds that failed since one went through.
    failures: u32,
    /// Headquarters was offered the key of the database since this began.
    deposit_tried: bool,
    updating: Updating,
    round: Going,
}

/// What is known within one round.
#[derive(Debug, Default)]
struct Going {
    stands: Option<Stands>,
    logins: u32,
    hellos: u32,
    paused: bool,
    /// Whether what headquarters lost has been compared since it last said where it stands.
    compared: bool,
    /// Whether anything changed at headquarters since then.
    moved: bool,
    /// From where each incarnation is to be pulled on.
    pulled_to: HashMap<EpochId, u64>,
    pulled: HashSet<EpochId>,
    /// What headquarters has signed for since it said where it stands.
    held: HashMap<EpochId, u64>,
    /// Forks whose lines headquarters has been shown.
    shown: HashSet<EpochId>,
    /// What is to be written before anything else.
    corrections: Vec<Keep>,
    keys_tried: bool,
    photo: Option<(Sha256, Upload, bool)>,
    /// Bytes that went since headquarters was last asked for news.
    sent_since_news: u64,
    passed_over: Vec<Sha256>,
    branch_read: bool,
    feed_read: bool,
    /// Policies that headquarters was asked for.
    asked_policies: Vec<PolicyVersion>,
    given_up: HashSet<Untold>,
    tail_told: bool,
    done: Round,
}

impl Core {
    /// The plan of a device that has said nothing yet.
    pub fn new(device: DeviceId) -> Self {
        Self {
            device,
            token: None,
            failures: 0,
            deposit_tried: false,
            updating: Updating::default(),
            round: Going::default(),
        }
    }

    /// The token to show; none before a login.
    pub fn token(&self) -> Option<&str> {
        self.token.as_ref().map(|(token, _)| token.token.as_str())
    }

    /// What headquarters said it holds of this device, for `Local::read`.
    pub fn heads(&self) -> &[protocol::wire::EpochHead] {
        self.round.stands.as_ref().map_or(&[], |stands| &stands.heads)
    }

    /// Photos that are not to be tried again in this round, for `Local::read`.
    pub fn passed_over(&self) -> &[Sha256] {
        &self.round.passed_over
    }

    /// Whether a token for that moment is at hand.
    pub fn is_logged_in(&self, now: Instant) -> bool {
        let age = self.token.as_ref().map(|(_, came_at)| now.unix_ms() - came_at.unix_ms());
        age.is_some_and(|age| (0..TOKEN_MS).contains(&age))
    }

    /// The next step.
    pub fn next(&mut self, local: &Local, now: Instant) -> Step {
        if local.epoch.is_none() {
            return Step::Rest;
        }
        if !self.is_logged_in(now) {
            return if self.round.logins > MOST_LOGINS { Step::Rest } else { Step::Ask(Ask::Login) };
        }
        if let Some(keep) = self.round.corrections.pop() {
            return Step::Keep(keep);
        }
        let Some(stands) = &self.round.stands else {
            self.round.hellos += 1;
            return if self.round.hellos > MOST_HELLOS { Step::Rest } else { Step::Ask(Ask::Hello) };
        };
        if stands.spread_ms > 0 && self.failures >= LONG_AWAY && !self.round.paused {
            self.round.paused = true;
            return Step::Pause { most_ms: stands.spread_ms };
        }
        let push_only = self.token.as_ref().is_some_and(|(token, _)| token.push_only);
        let step = which_log_this_is(&mut self.round.compared, stands, local, push_only)
            .or_else(|| if push_only { None } else { self.round.lines_that_came_not_back(local) })
            .or_else(|| self.round.forks(local))
            .or_else(|| self.round.text(self.device, local));
        if let Some(step) = step {
            return step;
        }
        if push_only {
            return self.round.tail();
        }
        if local.deposit_waits && !self.deposit_tried {
            return Step::Ask(Ask::Deposit);
        }
        // By it is reckoned what the lines that come next are shown with.
        if let Some(version) = self.round.lacking_policy(local) {
            return Step::Ask(Ask::Policy(version));
        }
        let news = self.round.news(local);
        let step = news.or_else(|| self.round.photos(local)).or_else(|| self.round.feed(local));
        let step = step.or_else(|| local.open_day.map(|day| Step::Ask(Ask::Day(day))));
        let step = step.or_else(|| self.updating.next(local, now));
        step.unwrap_or_else(|| {
            if !self.round.moved {
                return Step::Rest;
            }
            // What waited when this round began is what headquarters would go on showing.
            self.round.moved = false;
            self.round.hellos += 1;
            if self.round.hellos > MOST_HELLOS { Step::Rest } else { Step::Ask(Ask::Hello) }
        })
    }

    /// Takes an answer in.
    ///
    /// # Panics
    ///
    /// When headquarters is said to have answered what was not asked: a bug stops the program rather than confirms what is
    /// not.
    pub fn heard(&mut self, heard: Heard) {
        let round = &mut self.round;
        match heard {
            Heard::Token { token, at } => self.token = Some((token, at)),
            Heard::TokenGone => {
                self.token = None;
                round.logins += 1;
            }
            Heard::Stands(stands) => {
                round.done.offset_ms = stands.offset_ms;
                round.compared = false;
                round.held.clear();
                round.stands = Some(stands);
            }
            Heard::Acknowledged { epoch, seq, newly } => {
                round.held.insert(epoch, seq);
                round.done.lines_confirmed += newly;
                round.moved = true;
                // An evidence that was taken after all is no evidence.
                round.shown.insert(epoch);
                assert!(seq > 0, "headquarters signs for lines, not for nothing");
            }
            Heard::Gap { epoch, held } => {
                round.corrections.push(Keep::TakeBack { epoch, held });
                // It was put back since it said where it stands.
                round.stands = None;
            }
            Heard::Fork { epoch, held } => {
                if !round.shown.insert(epoch) {
                    round.stands = None;
                    // Who was shut out is not told where the two part ways: nothing before is in doubt.
                    if self.token.as_ref().is_some_and(|(token, _)| token.push_only) {
                        round.corrections.push(Keep::SettleFork { epoch, at: held + 1 });
                    }
                }
            }
            Heard::Deposited => self.deposit_tried = true,
            Heard::Policy(version) => round.asked_policies.push(version),
            Heard::Moved => round.stands = None,
            Heard::KeysHeld => {
                round.keys_tried = true;
                round.moved = true;
            }
            Heard::OwnLines { epoch, last, goes_on } => round.pulled_back(epoch, last, goes_on),
            Heard::Lines { entries, new } => {
                round.done.lines_read += new;
                round.branch_read = true;
                round.feed_read = entries == 0;
            }
            Heard::GenerationGone => round.stands = None,
            Heard::TakenBack { log, is_held } => {
                // What is held is told by the feed, and known by it.
                round.feed_read = false;
                round.moved |= is_held;
                round.given_up.insert(log);
            }
            Heard::Update { wanted, at } => self.updating.told(wanted, at),
            Heard::UpdatePart(wanted) => round.sent_since_news += self.updating.came(wanted),
            Heard::Day { offered_again } => round.done.photos_offered_again += offered_again,
            Heard::Photo { sha256, upload, is_resumed } => round.photo_stands(sha256, upload, is_resumed),
            Heard::PhotoRefused { sha256 } => {
                round.photo = None;
                round.done.photos_failed += 1;
                round.passed_over.push(sha256);
            }
        }
    }

    /// Ends the round that has come to rest, and says what it did.
    pub fn over(&mut self) -> Result<Round, Trouble> {
        let push_only = self.token.as_ref().is_some_and(|(token, _)| token.push_only);
        let round = std::mem::take(&mut self.round);
        self.failures = 0;
        if push_only { Err(Trouble::Revoked) } else { Ok(round.done) }
    }

    /// Something stood in the way: the round ends, and the next begins with a hello.
    pub fn failed(&mut self, trouble: &Trouble) {
        self.round = Going::default();
        self.failures = self.failures.saturating_add(1);
        if trouble.is_about_the_token() {
            self.token = None;
        }
    }
}

/// Which history headquarters has of this log, and whether it was itself restored.
fn which_log_this_is(compared: &mut bool, stands: &Stands, local: &Local, push_only: bool) -> Option<Step> {
    if let Some(epoch) = local.epoch
        && matches!(local.heads.get(&epoch), Some(Known::Missing | Known::Beside))
    {
        return Some(Step::Keep(Keep::OpenEpoch));
    }
    if !push_only && local.generation().is_some_and(|generation| generation != stands.generation) {
        return Some(Step::Keep(Keep::FeedAnew(stands.generation)));
    }
    if !*compared {
        let there = |epoch| stands.heads.iter().find(|head| head.epoch == epoch).map_or(0, |head| head.seq);
        let lost = local.logs.iter().find(|log| log.held > there(log.epoch) && local.is_of_this_device(log));
        if let Some(log) = lost {
            return Some(Step::Keep(Keep::TakeBack { epoch: log.epoch, held: there(log.epoch) }));
        }
        *compared = true;
    }
    None
}

impl Going {
    fn head(&self, epoch: EpochId) -> Option<u64> {
        let stands = self.stands.as_ref()?;
        stands.heads.iter().find(|head| head.epoch == epoch).map(|head| head.seq)
    }

    /// The last line of an incarnation that headquarters has signed for since it said where it stands.
    fn held_of(&self, epoch: EpochId) -> u64 {
        self.held.get(&epoch).copied().unwrap_or(0)
    }

    /// Lines of ours that headquarters holds and that are not here.
    fn lines_that_came_not_back(&self, local: &Local) -> Option<Step> {
        let stands = self.stands.as_ref()?;
        let missing = stands.heads.iter().find(|head| {
            local.heads.get(&head.epoch) == Some(&Known::Missing) && !self.pulled.contains(&head.epoch)
        })?;
        let here = local.log(missing.epoch).map_or(0, |log| log.seq);
        // Where another line stands at a place that we have, the two part ways somewhere before.
        let from = if here < missing.seq { here } else { 0 };
        let after = self.pulled_to.get(&missing.epoch).copied().unwrap_or(from);
        Some(Step::Ask(Ask::OwnLines { epoch: missing.epoch, after }))
    }

    fn pulled_back(&mut self, epoch: EpochId, last: Option<u64>, goes_on: bool) {
        match last {
            _ if !goes_on => {
                self.pulled_to.insert(epoch, 0);
            }
            Some(last) => {
                self.done.lines_taken_back += 1;
                self.pulled_to.insert(epoch, last);
            }
            None => {
                self.pulled.insert(epoch);
            }
        }
    }

    /// Where two copies of this device wrote: ours are shown to headquarters as they are, then issued again.
    fn forks(&self, local: &Local) -> Option<Step> {
        let (log, at) = local.logs.iter().find_map(|log| Some((log, log.other_at?)))?;
        let OwnLog { device, epoch, seq, .. } = *log;
        if self.head(epoch).is_some() && !self.shown.contains(&epoch) {
            return Some(Step::Ask(Ask::Push { device, epoch, after: at - 1, last: seq }));
        }
        Some(Step::Keep(Keep::SettleFork { epoch, at }))
    }

    /// Lines first, then keys that come late.
    fn text(&self, device: DeviceId, local: &Local) -> Option<Step> {
        if let Some(log) = local.logs.iter().find(|log| log.is_waiting()) {
            let is_ours = log.device == device && local.heads.get(&log.epoch) == Some(&Known::Ours);
            let there = if is_ours { self.head(log.epoch).unwrap_or(0) } else { 0 };
            let last = log.last_standing();
            let after = log.held.max(there).min(last);
            return Some(Step::Ask(Ask::Push { device: log.device, epoch: log.epoch, after, last }));
        }
        if !local.keys_wait || self.keys_tried {
            return None;
        }
        let heads = &self.stands.as_ref()?.heads;
        let ours = heads.iter().rfind(|head| local.heads.get(&head.epoch) == Some(&Known::Ours))?;
        Some(Step::Ask(Ask::Keys { epoch: ours.epoch, seq: self.held_of(ours.epoch).max(ours.seq) }))
    }

    fn tail(&mut self) -> Step {
        if std::mem::replace(&mut self.tail_told, true) { Step::Rest } else { Step::Keep(Keep::TailHeld) }
    }

    /// What headquarters decides waits for no more of an attachment than of any photo.
    /// The first policy that headquarters published and that is not here.
    fn lacking_policy(&self, local: &Local) -> Option<PolicyVersion> {
        let lacks = |version: &&PolicyVersion| {
            !local.policies.contains(version) && !self.asked_policies.contains(version)
        };
        self.stands.as_ref()?.policies.iter().find(lacks).cloned()
    }

    fn news(&mut self, local: &Local) -> Option<Step> {
        if self.sent_since_news < LONG_PART_BYTES {
            return None;
        }
        self.sent_since_news = 0;
        let Stands { generation, .. } = *self.stands.as_ref()?;
        let after = local.cursor?.position;
        self.feed_read = false;
        Some(Step::Ask(Ask::Feed { generation, after }))
    }

    /// The next part of what is on its way, unless a photo waits and that is an attachment: it goes on behind the photos.
    fn photos(&self, local: &Local) -> Option<Step> {
        let is_photo = |photo: &WaitingPhoto| photo.size <= MOST_PHOTO_BYTES;
        let yields = |sha256: &Sha256| {
            local.photos.first().is_some_and(is_photo)
                && !local.photos.iter().any(|photo| photo.sha256 == *sha256 && is_photo(photo))
        };
        if let Some((sha256, upload, is_resumed)) = self.photo.as_ref().filter(|(sha256, ..)| !yields(sha256))
        {
            let most = if *is_resumed { PART_BYTES } else { LONG_PART_BYTES };
            return Some(Step::Ask(Ask::PhotoPart { sha256: *sha256, upload: upload.clone(), most }));
        }
        local.photos.first().map(|photo| Step::Ask(Ask::PhotoStands(photo.clone())))
    }

    fn photo_stands(&mut self, sha256: Sha256, upload: Option<Upload>, is_resumed: bool) {
        self.moved = true;
        match (&self.photo, upload) {
            (_, None) => {
                self.done.photos_confirmed += 1;
                self.photo = None;
            }
            // Headquarters took a part and is no further: another try would be the same.
            (Some((same, before, _)), Some(upload)) if *same == sha256 && upload.offset <= before.offset => {
                self.photo = None;
                self.done.photos_failed += 1;
                self.passed_over.push(sha256);
            }
            (before, Some(upload)) => {
                let before_it = before.as_ref().filter(|(same, ..)| *same == sha256);
                self.sent_since_news +=
                    before_it.map_or(0, |(_, before, _)| upload.offset.saturating_sub(before.offset));
                let is_resumed = is_resumed || before.as_ref().is_some_and(|(.., resumed)| *resumed);
                self.photo = Some((sha256, upload, is_resumed));
            }
        }
    }

    /// What headquarters tells: news first, then what is older, then what it has lost.
    fn feed(&self, local: &Local) -> Option<Step> {
        let stands = self.stands.as_ref()?;
        let generation = stands.generation;
        let Some(cursor) = local.cursor else {
            return Some(if self.branch_read {
                Step::Keep(Keep::FeedBegun { generation, head: stands.feed_head, mark: stands.feed_mark })
            } else {
                Step::Ask(Ask::BranchLines { generation })
            });
        };
        if !self.feed_read {
            return Some(Step::Ask(Ask::Feed { generation, after: cursor.position }));
        }
        if let Some(before) = cursor.older {
            return Some(Step::Ask(Ask::Older { generation, before }));
        }
        let lost = local.untold.iter().find(|log| !self.given_up.contains(log));
        lost.map(|log| Step::Ask(Ask::SendBack(*log)))
    }
}
