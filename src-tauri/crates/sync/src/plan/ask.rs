//! What headquarters is asked, and what it answered, as far as the plan has to know.

use protocol::{
    DeviceId, EpochId, Instant, PolicyVersion, Sha256,
    wire::{EpochHead, Generation, LoginAnswer},
};
use store::{Untold, Upload, WaitingPhoto};

use super::{Day, Program, Wanted};

/// One thing to be done next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Ask headquarters, and tell `Core::heard` what it answered.
    Ask(Ask),
    /// Write something here, then ask the plan again.
    Keep(Keep),
    /// Many were away and come back at once: wait for some part of this time first.
    Pause {
        /// In milliseconds, more than none.
        most_ms: u64,
    },
    /// This round is over.
    Rest,
}

/// A question to headquarters.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A token, for a signature.
    Login,
    /// Where do you stand?
    Hello,
    /// Take lines of one of our logs after `after` and up to `last`; none of them when headquarters holds all and has only
    /// not signed for it yet.
    Push {
        /// Whose; ours, or that of a device whose work this one took over.
        device: DeviceId,
        /// Which incarnation.
        epoch: EpochId,
        /// The last line that headquarters holds.
        after: u64,
        /// The last line to push.
        last: u64,
    },
    /// Take keys of tickets whose lines are there already.
    Keys {
        /// An incarnation of our log.
        epoch: EpochId,
        /// The last line of it that headquarters holds.
        seq: u64,
    },
    /// Take the key of our database under seal, for the day ours are lost.
    Deposit,
    /// A published policy that is not here.
    Policy(PolicyVersion),
    /// Give back lines of our own log.
    OwnLines {
        /// Which incarnation.
        epoch: EpochId,
        /// From where on.
        after: u64,
    },
    /// What concerns the branch and no ticket.
    BranchLines {
        /// Of which telling.
        generation: Generation,
    },
    /// What came into the feed.
    Feed {
        /// Which telling.
        generation: Generation,
        /// From where on.
        after: u64,
    },
    /// What stands earlier in the feed, the newest first.
    Older {
        /// Which telling.
        generation: Generation,
        /// From where back.
        before: u64,
    },
    /// Take back lines that you told once and tell no more.
    SendBack(Untold),
    /// What do you hold of this day of ours?
    Day(Day),
    /// A version that this program may go to.
    Update(Program),
    /// The next part of its file.
    UpdatePart(Wanted),
    /// Announce a photo, or ask how far an upload has come.
    PhotoStands(WaitingPhoto),
    /// Take a part of a photo.
    PhotoPart {
        /// Which photo.
        sha256: Sha256,
        /// The upload.
        upload: Upload,
        /// How many bytes at most.
        most: u64,
    },
}

/// Something to be written here.
#[derive(Clone, Debug, PartialEq)]
pub enum Keep {
    /// Headquarters tells its feed anew.
    FeedAnew(Generation),
    /// The feed is read from its end on, and backwards from there.
    FeedBegun {
        /// Which telling.
        generation: Generation,
        /// Its end.
        head: u64,
        /// The hash of the line there.
        mark: Option<Sha256>,
    },
    /// Headquarters holds a log only up to here any more.
    TakeBack {
        /// Which incarnation.
        epoch: EpochId,
        /// The last line it holds.
        held: u64,
    },
    /// Headquarters has another history of the epoch that is being written: another is opened.
    OpenEpoch,
    /// From `at` on other lines stand in an epoch; ours are issued again in the present one.
    SettleFork {
        /// Which incarnation.
        epoch: EpochId,
        /// From where on.
        at: u64,
    },
    /// Headquarters has shut this device out, and holds all that it wrote: its keys go.
    TailHeld,
}

/// What headquarters answered.
#[derive(Clone, Debug)]
pub enum Heard {
    /// A token.
    Token {
        /// The token.
        token: LoginAnswer,
        /// When it came, by this clock.
        at: Instant,
    },
    /// The token is not taken any more.
    TokenGone,
    /// Where it stands.
    Stands(Stands),
    /// It holds a log, signed, up to here.
    Acknowledged {
        /// Which incarnation.
        epoch: EpochId,
        /// The last line.
        seq: u64,
        /// How many of the lines were not signed for before.
        newly: u64,
    },
    /// Lines before those are not there; it holds up to here.
    Gap {
        /// Which incarnation.
        epoch: EpochId,
        /// The last line it holds.
        held: u64,
    },
    /// Other lines stand at that place; ours are kept there as evidence.
    Fork {
        /// Which incarnation.
        epoch: EpochId,
        /// The last line it has signed for.
        held: u64,
    },
    /// Keys are there.
    KeysHeld,
    /// It has the key of our database, or takes none.
    Deposited,
    /// A published policy came, or is not to be had this time.
    Policy(PolicyVersion),
    /// A log stands elsewhere than it said.
    Moved,
    /// Our own lines came back, and were kept.
    OwnLines {
        /// Which incarnation.
        epoch: EpochId,
        /// The last of them; none when there were no more.
        last: Option<u64>,
        /// Whether the first went on with what is here.
        goes_on: bool,
    },
    /// Lines came by the feed, and were kept.
    Lines {
        /// How many entries.
        entries: u64,
        /// How many lines that were not here.
        new: u64,
    },
    /// The feed is told anew.
    GenerationGone,
    /// What was sent back is there now, or is not wanted.
    TakenBack {
        /// Which.
        log: Untold,
        /// Whether it is there.
        is_held: bool,
    },
    /// It answered for a day, and that was kept.
    Day {
        /// How many photos are offered again.
        offered_again: u64,
    },
    /// It said which version this program may go to, or none, or does not give it out.
    Update {
        /// The file, if there is one and not all of it is here.
        wanted: Option<Wanted>,
        /// When, by this clock.
        at: Instant,
    },
    /// A part of its file came; none when nothing more is wanted.
    UpdatePart(Option<Wanted>),
    /// Where an upload stands.
    Photo {
        /// Which photo.
        sha256: Sha256,
        /// The upload; none when headquarters holds the whole, checked by its hash.
        upload: Option<Upload>,
        /// Whether the upload had been begun before.
        is_resumed: bool,
    },
    /// A photo is not taken this time.
    PhotoRefused {
        /// Which.
        sha256: Sha256,
    },
}

/// Where headquarters stands.
#[derive(Clone, Debug)]
pub struct Stands {
    /// Every incarnation of this device's log that it holds.
    pub heads: Vec<EpochHead>,
    /// The telling of its feed.
    pub generation: Generation,
    /// The feed's end.
    pub feed_head: u64,
    /// The hash of the line there.
    pub feed_mark: Option<Sha256>,
    /// The policies that it published and that hold now or will.
    pub policies: Vec<PolicyVersion>,
    /// When it answered, by its clock.
    pub received_at: Instant,
    /// Its clock less ours.
    pub offset_ms: i64,
    /// Within how many milliseconds a device that was away is to come.
    pub spread_ms: u64,
}
