//! Other systems that are told of what happens: who they are, how far each has been told, and what became of every call.

use std::{fmt, str::FromStr};

use async_trait::async_trait;
use domain::{BranchCode, BranchId, DeviceId, Instant, NewsId, NewsKind, UnitId, WebhookId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::StoreError;

/// Another system that is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its identity.
    pub id: WebhookId,
    /// As people call it.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// Of what.
    pub kinds: Vec<NewsKind>,
    /// Whose subtree it hears of.
    pub unit: UnitId,
    /// What it knows headquarters by, under the master key.
    pub sealed_secret: Vec<u8>,
    /// The secret before, and until when it signs beside the other.
    pub former_secret: Option<(Vec<u8>, Instant)>,
    /// Since when it is not told, and why.
    pub paused: Option<(Instant, PauseReason)>,
    /// When it was added.
    pub created_at: Instant,
    /// By which account.
    pub created_by: String,
    /// When it last took something.
    pub delivered_at: Option<Instant>,
    /// The first try since then that failed.
    pub failing_since: Option<Instant>,
}

/// Why a webhook is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// Somebody asked for it.
    Asked,
    /// The receiver answered 410: it wants no more.
    Gone,
}

impl PauseReason {
    /// The word in SQL and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Gone => "gone",
        }
    }
}

impl FromStr for PauseReason {
    type Err = domain::UnknownWord;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "asked" => Ok(Self::Asked),
            "gone" => Ok(Self::Gone),
            _ => Err(domain::UnknownWord),
        }
    }
}

/// The kinds that a column names; one that a newer version wrote is not told by this one.
pub fn kinds_of(words: &str) -> Vec<NewsKind> {
    words.split(' ').filter_map(|word| word.parse().ok()).collect()
}

/// Kinds as their column has them.
pub fn words_of(kinds: &[NewsKind]) -> String {
    kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
}

/// A change of a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookChange {
    /// What it is called, where and of what it is told.
    Told {
        /// As people call it.
        name: String,
        /// Where it is told.
        url: String,
        /// Of what.
        kinds: Vec<NewsKind>,
    },
    /// It is not told from now on.
    Paused(Instant, PauseReason),
    /// It is told again, from where it stopped.
    Resumed,
    /// It knows headquarters by another secret; the one before signs beside it until then.
    Secret(Vec<u8>, Instant),
}

/// A branch whose feed is further than what a webhook was told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchBehind {
    /// Which webhook.
    pub webhook: WebhookId,
    /// Which branch.
    pub branch: BranchId,
    /// The position up to which it was told.
    pub position: u64,
}

/// A line that may be news, with what stands of its ticket now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsLine {
    /// Its position in the feed.
    pub position: u64,
    /// Whose log.
    pub device: DeviceId,
    /// Its bytes; none where it takes no effect.
    pub line: Option<String>,
    /// What stands of its ticket; none where its opening is not here.
    pub ticket: Option<NewsTicket>,
}

/// What other systems are told of a ticket: nothing personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsTicket {
    /// Its number.
    pub number: String,
    /// A claim, a complaint….
    pub kind: String,
    /// About what.
    pub category: String,
    /// How it stands.
    pub status: String,
}

/// Some lines of a branch's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsPage {
    /// The branch's code.
    pub code: BranchCode,
    /// Headquarters' own hand in it.
    pub own_device: DeviceId,
    /// The lines, in order.
    pub lines: Vec<NewsLine>,
}

/// Something that a webhook is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// To whom.
    pub webhook: WebhookId,
    /// Which news.
    pub news: NewsId,
    /// Of which kind: a `NewsKind`, or `PING`.
    pub kind: &'static str,
    /// The ticket's number.
    pub number: Option<String>,
    /// As it is sent.
    pub body: String,
}

/// What comes of a part of a branch's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsTold {
    /// Whose feed.
    pub branch: BranchId,
    /// Behind which position it begins.
    pub from: u64,
    /// Its last position.
    pub upto: u64,
    /// The webhooks that stand where it begins, and what each is to be told.
    pub to: Vec<(WebhookId, Vec<NewDelivery>)>,
}

/// The kind of a test.
pub const PING: &str = "ping";

/// How a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is to be tried, or tried again.
    Waiting,
    /// The receiver took it.
    Delivered,
    /// It was tried often enough.
    GivenUp,
}

impl DeliveryState {
    /// The word in SQL and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::GivenUp => "given_up",
        }
    }
}

impl FromStr for DeliveryState {
    type Err = domain::UnknownWord;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "waiting" => Ok(Self::Waiting),
            "delivered" => Ok(Self::Delivered),
            "given_up" => Ok(Self::GivenUp),
            _ => Err(domain::UnknownWord),
        }
    }
}

/// What came of one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TryOutcome {
    /// This status was answered.
    Answered(u16),
    /// Nothing was, in time.
    Timeout,
    /// Nobody listens there.
    Refused,
    /// No encrypted connection came to be.
    Tls,
    /// There is no such name.
    Dns,
    /// The connection was lost, or what came was no answer.
    Lost,
}

impl fmt::Display for TryOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(status) => status.fmt(f),
            Self::Timeout => f.write_str("timeout"),
            Self::Refused => f.write_str("refused"),
            Self::Tls => f.write_str("tls"),
            Self::Dns => f.write_str("dns"),
            Self::Lost => f.write_str("lost"),
        }
    }
}

/// One try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryTry {
    /// When.
    pub at: Instant,
    /// What came of it.
    pub outcome: TryOutcome,
    /// How long it took.
    pub took_ms: u64,
}

/// What is done after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterTry {
    /// Nothing: it was taken.
    Delivered,
    /// Another try, then.
    Again(Instant),
    /// Nothing: it was tried often enough.
    GivenUp,
}

/// A delivery whose time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDelivery {
    /// Which news.
    pub news: NewsId,
    /// Of which kind.
    pub kind: String,
    /// As it is sent.
    pub body: String,
    /// Tries since it was made or asked for again.
    pub failures: u32,
}

/// A delivery as the log shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Which news.
    pub news: NewsId,
    /// Of which kind.
    pub kind: String,
    /// The ticket's number.
    pub number: Option<String>,
    /// As it is sent.
    pub body: String,
    /// When it was made.
    pub made_at: Instant,
    /// How it stands.
    pub state: DeliveryState,
    /// When it is tried next, while it waits.
    pub due_at: Instant,
    /// When it was taken or given up.
    pub settled_at: Option<Instant>,
    /// Every try, in order: when, what came of it, and how many milliseconds it took.
    pub tries: Vec<(Instant, String, u64)>,
}

/// Which deliveries are asked for; the last made come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryQuery {
    /// To whom.
    pub webhook: WebhookId,
    /// In which state; all where none is named.
    pub state: Option<DeliveryState>,
    /// Those before this one.
    pub before: Option<(Instant, NewsId)>,
    /// At most so many.
    pub limit: u32,
}

/// How much is open with a webhook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenDeliveries {
    /// So many wait.
    pub waiting: u64,
    /// So many were given up.
    pub given_up: u64,
    /// When the oldest that waits was made.
    pub oldest_waiting_at: Option<Instant>,
}

/// Keeps webhooks, what they are to be told, and what became of it.
#[async_trait]
pub trait Webhooks: Send + Sync {
    /// Adds a webhook; it begins at the present end of every feed.
    async fn add_webhook(&self, webhook: Webhook) -> Result<(), StoreError>;
    /// All of them, in the order in which they were added.
    async fn list_webhooks(&self) -> Result<Vec<Webhook>, StoreError>;
    /// Changes one; false when there is none.
    async fn change_webhook(&self, id: WebhookId, change: WebhookChange) -> Result<bool, StoreError>;
    /// Removes one with all that it was told; false when there is none.
    async fn remove_webhook(&self, id: WebhookId) -> Result<bool, StoreError>;

    /// Gives branches that were added since a place at the beginning of their feeds.
    async fn place_new_branches(&self) -> Result<(), StoreError>;
    /// Branches whose feed is further than what webhooks that are told know of it.
    async fn branches_behind(&self, limit: u32) -> Result<Vec<BranchBehind>, StoreError>;
    /// Lines of a branch's feed behind a position.
    async fn news_lines(&self, branch: BranchId, after: u64, limit: u32) -> Result<NewsPage, StoreError>;
    /// Keeps what webhooks are to be told, and moves their places, in one transaction. Whoever stands at another place was
    /// told by another node meanwhile, and nothing is kept for them.
    async fn keep_news(&self, told: Vec<NewsTold>, now: Instant) -> Result<(), StoreError>;

    /// Keeps one delivery by itself.
    async fn add_delivery(&self, delivery: NewDelivery, now: Instant) -> Result<(), StoreError>;
    /// Deliveries to a webhook whose time has come; of one that is paused only tests.
    async fn due_deliveries(
        &self,
        webhook: WebhookId,
        only_pings: bool,
        now: Instant,
        limit: u32,
    ) -> Result<Vec<DueDelivery>, StoreError>;
    /// Notes a try, and what is done after it.
    async fn note_try(
        &self,
        webhook: WebhookId,
        news: NewsId,
        tried: DeliveryTry,
        after: AfterTry,
    ) -> Result<(), StoreError>;
    /// Has what was given up tried once more from now on, or one delivery, which may be waiting; answers how many.
    async fn try_again(
        &self,
        webhook: WebhookId,
        news: Option<NewsId>,
        now: Instant,
    ) -> Result<u64, StoreError>;

    /// Deliveries with their tries.
    async fn list_deliveries(&self, query: DeliveryQuery) -> Result<Vec<DeliveryRow>, StoreError>;
    /// How much is open with each webhook; one with nothing open may be missing.
    async fn open_deliveries(&self) -> Result<Vec<(WebhookId, OpenDeliveries)>, StoreError>;
    /// Forgets what was taken before one moment and what was given up before another.
    async fn forget_deliveries(&self, delivered: Instant, given_up: Instant) -> Result<(), StoreError>;
}
