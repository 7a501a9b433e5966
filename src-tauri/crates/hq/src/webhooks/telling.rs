//! Telling other systems, by one node of several: feeds become deliveries, and deliveries are called out.
//!
//! A delivery is made in the transaction that moves the webhook's place in the branch's feed, so that each line's news is made once
//! and none is left out, whoever stops when. It is called out until somebody took it: a receiver may hear the same news
//! twice, under one identity, where a node stopped between a call and its note. A receiver that hangs has its two calls at a
//! time, and no other waits for it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant as Moment},
};

use domain::{BranchId, NewsId, WebhookId};
use protocol::{SealError, WebhookSecret};
use tokio::sync::Notify;

use super::{
    address::target,
    news::{deliveries_to, news_of},
    schedule::after_try,
    sending::{Call, Sender},
};
use crate::{
    HqState, StoreError,
    clock::random,
    store::{
        AfterTry, DeliveryTry, DueDelivery, NewsTold, PING, PauseReason, TryOutcome, Webhook, WebhookChange,
    },
};

/// Calls at once.
const MOST_CALLS: usize = 32;
/// Calls at once to one machine and port.
const MOST_TO_TARGET: usize = 2;
/// Feeds that moved are gathered for so long.
const GATHERING: Duration = Duration::from_millis(500);
/// How soon it is looked whose time has come.
const LOOKING: Duration = Duration::from_secs(2);
/// How soon it is looked for branches that were added, and how much is open.
const LOOKING_ROUND: Duration = Duration::from_secs(10);
/// A node that stopped without a word is waited for so long.
const LEASE_MS: u32 = 30_000;
/// The lease's name.
const WEBHOOKS: &str = "webhooks";
/// Branches that are looked at together, and how many of their feeds' moves are kept by one commit.
const BRANCHES_AT_ONCE: u32 = 1_000;
const BRANCHES_A_COMMIT: usize = 50;
/// Lines of a branch that are read at once.
const LINES_AT_ONCE: u32 = 200;

/// Tells until headquarters stops.
pub async fn tell_webhooks(state: HqState, node: [u8; 16]) {
    let sender = match Sender::new() {
        Ok(sender) => sender,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "no other system can be told");
            return;
        }
    };
    let mut moves = state.wakes.moves();
    let mut telling = Telling {
        sender,
        node,
        under_way: Arc::default(),
        ended: Arc::default(),
        leased: None,
        looked_round: None,
        first: 0,
        state: state.clone(),
    };
    let ended = Arc::clone(&telling.ended);
    let mut is_more = true;
    while !state.is_stopping() {
        if !is_more {
            tokio::select! {
                () = state.stopped() => break,
                _ = moves.changed() => rest(&state, GATHERING).await,
                () = ended.notified() => {}
                () = state.telling.notified() => {}
                () = tokio::time::sleep(LOOKING) => {}
            }
        }
        is_more = match telling.step().await {
            Ok(is_more) => is_more,
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "other systems are not told");
                // Whatever it is may take a while; those who wait are not asked in a circle.
                rest(&state, LOOKING).await;
                false
            }
        };
    }
    telling.finish().await;
}

/// Waits for so long, or until headquarters stops.
async fn rest(state: &HqState, time: Duration) {
    tokio::select! {
        () = state.stopped() => {}
        () = tokio::time::sleep(time) => {}
    }
}

/// Why it could not be told.
#[derive(Debug, thiserror::Error)]
enum TellingError {
    #[error("could not read or keep what is told")]
    Store(#[from] StoreError),
    #[error("a receiver's secret does not open")]
    Secret(#[from] SealError),
}

struct Telling {
    state: HqState,
    sender: Sender,
    node: [u8; 16],
    under_way: Arc<Mutex<UnderWay>>,
    /// A call ended: another may begin.
    ended: Arc<Notify>,
    leased: Option<Moment>,
    looked_round: Option<Moment>,
    /// Which webhook's turn it is to be first.
    first: usize,
}

/// Calls that are being made.
#[derive(Default)]
struct UnderWay {
    news: HashSet<(WebhookId, NewsId)>,
    targets: HashMap<String, usize>,
}

impl Telling {
    /// Makes what feeds brought into deliveries and begins calls; true where there is more to be made.
    async fn step(&mut self) -> Result<bool, TellingError> {
        let mut webhooks = self.state.store.list_webhooks().await?;
        if webhooks.is_empty() || !self.has_lease().await? {
            self.state.metrics.webhooks_waiting(0, 0);
            return Ok(false);
        }
        if self.looked_round.is_none_or(|at| at.elapsed() >= LOOKING_ROUND) {
            self.look_round(&webhooks).await?;
            self.looked_round = Some(Moment::now());
        }
        let is_more = self.make_news(&webhooks).await?;
        self.first = (self.first + 1) % webhooks.len();
        webhooks.rotate_left(self.first);
        for webhook in &webhooks {
            self.call_due(webhook).await?;
        }
        Ok(is_more)
    }

    async fn has_lease(&mut self) -> Result<bool, StoreError> {
        if self.leased.is_some_and(|at| at.elapsed() < Duration::from_millis(u64::from(LEASE_MS / 3))) {
            return Ok(true);
        }
        let is_ours = self.state.store.take_lease(WEBHOOKS, self.node, LEASE_MS).await?;
        self.leased = is_ours.then(Moment::now);
        Ok(is_ours)
    }

    /// What is under way is noted before another node may call it out.
    async fn finish(&self) {
        while !held(&self.under_way).news.is_empty() {
            self.ended.notified().await;
        }
        self.give_up_lease().await;
    }

    async fn give_up_lease(&self) {
        // Whoever cannot be told waits until it ends by itself.
        if self.leased.is_some()
            && let Err(error) = self.state.store.take_lease(WEBHOOKS, self.node, 0).await
        {
            tracing::warn!(error = &error as &dyn std::error::Error, "another node waits for the webhooks");
        }
    }

    async fn look_round(&self, webhooks: &[Webhook]) -> Result<(), StoreError> {
        self.state.store.place_new_branches().await?;
        let told: HashSet<WebhookId> =
            webhooks.iter().filter(|webhook| webhook.paused.is_none()).map(|webhook| webhook.id).collect();
        let (mut waiting, mut oldest) = (0, None);
        for (webhook, open) in self.state.store.open_deliveries().await? {
            if told.contains(&webhook) {
                waiting += open.waiting;
                oldest = oldest.into_iter().chain(open.oldest_waiting_at).min();
            }
        }
        let now = self.state.clock.now();
        let age_ms = oldest.map_or(0, |at| now.unix_ms() - at.unix_ms());
        self.state.metrics.webhooks_waiting(waiting, age_ms / 1_000);
        self.state.metrics.job_done(WEBHOOKS, now);
        Ok(())
    }

    async fn make_news(&self, webhooks: &[Webhook]) -> Result<bool, StoreError> {
        let store = &self.state.store;
        let behind = store.branches_behind(BRANCHES_AT_ONCE).await?;
        let mut is_more = behind.len() == BRANCHES_AT_ONCE as usize;
        // Those who stand at the same place hear the same lines.
        let mut places: BTreeMap<(BranchId, u64), Vec<&Webhook>> = BTreeMap::new();
        for place in &behind {
            // One that was added a moment ago is heard of the next time.
            let known = webhooks.iter().find(|webhook| webhook.id == place.webhook);
            places.entry((place.branch, place.position)).or_default().extend(known);
        }
        let mut told = Vec::new();
        for ((branch, from), webhooks) in places {
            let page = store.news_lines(branch, from, LINES_AT_ONCE).await?;
            is_more |= page.lines.len() == LINES_AT_ONCE as usize;
            let Some(last) = page.lines.last() else { continue };
            let news: Vec<_> =
                page.lines.iter().filter_map(|line| news_of(line, page.code, page.own_device)).collect();
            let to = webhooks.iter().map(|webhook| (webhook.id, deliveries_to(webhook, &news)));
            told.push(NewsTold { branch, from, upto: last.position, to: to.collect() });
            if told.len() == BRANCHES_A_COMMIT {
                store.keep_news(std::mem::take(&mut told), self.state.clock.now()).await?;
            }
        }
        if !told.is_empty() {
            store.keep_news(told, self.state.clock.now()).await?;
        }
        Ok(is_more)
    }

    /// Begins as many calls of a webhook as may be under way.
    async fn call_due(&self, webhook: &Webhook) -> Result<(), TellingError> {
        let target = target(&webhook.url);
        // Looked at before what is due is read: one that is noted meanwhile would else be read as due and called once more.
        let (free, known) = {
            let under_way = held(&self.under_way);
            let to_target = under_way.targets.get(&target).copied().unwrap_or_default();
            let free =
                MOST_TO_TARGET.saturating_sub(to_target).min(MOST_CALLS.saturating_sub(under_way.news.len()));
            let of_this = under_way.news.iter().filter(|(of, _)| *of == webhook.id);
            (free, of_this.map(|(_, news)| *news).collect::<HashSet<NewsId>>())
        };
        if free == 0 {
            return Ok(());
        }
        let (now, limit) = (self.state.clock.now(), u32::try_from(free + known.len()).unwrap_or(u32::MAX));
        let due = self.state.store.due_deliveries(webhook.id, webhook.paused.is_some(), now, limit).await?;
        let begun = due.into_iter().filter(|due| !known.contains(&due.news));
        for due in begun.take(free) {
            let secrets = self.state.webhook_secrets(webhook, now)?;
            let call =
                Call { url: webhook.url.clone(), id: due.news.to_string(), body: due.body.clone(), secrets };
            let place = Place::take(self, webhook.id, due.news, target.clone());
            let (state, sender, id) = (self.state.clone(), self.sender.clone(), webhook.id);
            tokio::spawn(async move {
                let _place = place;
                call_out(&state, &sender, id, &due, call).await;
            });
        }
        Ok(())
    }
}

async fn call_out(state: &HqState, sender: &Sender, webhook: WebhookId, due: &DueDelivery, call: Call) {
    let (at, begun) = (state.clock.now(), Moment::now());
    let outcome = sender.send(call, at).await;
    let took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let after = after_try(outcome, due.failures, due.kind == PING, state.clock.now(), random());
    state.metrics.webhook_called(match after {
        AfterTry::Delivered => "delivered",
        AfterTry::Again(_) => "failed",
        AfterTry::GivenUp => "given_up",
    });
    let noted = async {
        if outcome == TryOutcome::Answered(410) {
            let gone = WebhookChange::Paused(state.clock.now(), PauseReason::Gone);
            state.store.change_webhook(webhook, gone).await?;
            tracing::warn!(%webhook, "the receiver wants no more; its webhook is paused");
        }
        state.store.note_try(webhook, due.news, DeliveryTry { at, outcome, took_ms }, after).await
    };
    if let Err(error) = noted.await {
        // It is called out once more under the same identity.
        tracing::error!(error = &error as &dyn std::error::Error, "what came of a call was not noted");
    }
}

/// A call's place among those that are under way, given back when it is dropped.
struct Place {
    under_way: Arc<Mutex<UnderWay>>,
    ended: Arc<Notify>,
    news: (WebhookId, NewsId),
    target: String,
}

impl Place {
    fn take(telling: &Telling, webhook: WebhookId, news: NewsId, target: String) -> Self {
        let mut under_way = held(&telling.under_way);
        under_way.news.insert((webhook, news));
        *under_way.targets.entry(target.clone()).or_default() += 1;
        let (under_way, ended) = (Arc::clone(&telling.under_way), Arc::clone(&telling.ended));
        Self { under_way, ended, news: (webhook, news), target }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut under_way = held(&self.under_way);
        under_way.news.remove(&self.news);
        if let Some(count) = under_way.targets.get_mut(&self.target) {
            *count -= 1;
            if *count == 0 {
                under_way.targets.remove(&self.target);
            }
        }
        self.ended.notify_one();
    }
}

fn held(under_way: &Mutex<UnderWay>) -> MutexGuard<'_, UnderWay> {
    under_way.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The secrets that a webhook's calls are signed with.
impl HqState {
    fn webhook_secrets(
        &self,
        webhook: &Webhook,
        now: domain::Instant,
    ) -> Result<Vec<WebhookSecret>, SealError> {
        let former = webhook.former_secret.as_ref().filter(|(_, until)| *until > now);
        let sealed = std::iter::once(&webhook.sealed_secret).chain(former.map(|(sealed, _)| sealed));
        sealed.map(|sealed| self.keys.open_webhook_secret(webhook.id, sealed)).collect()
    }
}
