//! Other systems that are told of what happens: webhooks, as Standard Webhooks describes them.
//!
//! What is told stands in `news`, when it is told again in `schedule`, and who tells it in `telling`.

mod address;
mod news;
mod schedule;
mod sending;
mod telling;

use domain::{Instant, NewsId, NewsKind, UnitId, WebhookId};
use protocol::WebhookSecret;

pub use address::{AddressError, host};
pub use telling::tell_webhooks;

use crate::{
    HqState,
    clock::{id_time, random},
    store::{PauseReason, StoreError, Webhook, WebhookChange},
};

/// Each of them is looked at every few seconds.
const MOST_WEBHOOKS: usize = 100;
/// No name is longer.
const MOST_NAME_CHARS: usize = 60;
/// For so long a secret that was renewed signs beside the new one, so that nothing is lost while the receiver is changed.
const FORMER_SECRET_MS: i64 = 24 * 3_600_000;

/// The log forgets what was taken after 30 days, and what was given up after 90.
const DELIVERED_KEPT_MS: i64 = 30 * 24 * 3_600_000;
const GIVEN_UP_KEPT_MS: i64 = 90 * 24 * 3_600_000;

/// What another system is told, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookForm {
    /// As people call it.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// Of what.
    pub kinds: Vec<NewsKind>,
}

/// Why a webhook could not be added or changed.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// The store failed.
    #[error("could not keep the webhook")]
    Store(#[from] StoreError),
    /// It cannot be told there.
    #[error("it cannot be told at this address")]
    Address(#[from] AddressError),
    /// It has no name, or one that nobody reads.
    #[error("a webhook has a name of 1 to 60 characters")]
    Name,
    /// It would be told of nothing.
    #[error("a webhook is told of something")]
    NoKinds,
    /// There are as many as can be looked after.
    #[error("there are 100 webhooks; remove one first")]
    TooMany,
    /// There is none of this identity, or no such delivery.
    #[error("there is no such webhook")]
    Unknown,
}

impl HqState {
    /// Adds a webhook that hears of a unit's subtree from now on. Answers its identity, and its secret, which is told once.
    pub async fn add_webhook(
        &self,
        form: WebhookForm,
        unit: UnitId,
        account: &str,
    ) -> Result<(WebhookId, WebhookSecret), WebhookError> {
        let WebhookForm { name, url, kinds } = checked(form)?;
        if self.store.list_webhooks().await?.len() >= MOST_WEBHOOKS {
            return Err(WebhookError::TooMany);
        }
        let now = self.clock.now();
        let (id, secret) = (WebhookId::new(id_time(now), random()), WebhookSecret::from_bytes(random()));
        let webhook = Webhook {
            id,
            name,
            url,
            kinds,
            unit,
            sealed_secret: self.keys.seal_webhook_secret(id, &secret),
            former_secret: None,
            paused: None,
            created_at: now,
            created_by: account.to_owned(),
            delivered_at: None,
            failing_since: None,
        };
        self.store.add_webhook(webhook).await?;
        Ok((id, secret))
    }

    /// The webhook of this identity.
    pub async fn webhook(&self, id: WebhookId) -> Result<Webhook, WebhookError> {
        let webhooks = self.store.list_webhooks().await?;
        webhooks.into_iter().find(|webhook| webhook.id == id).ok_or(WebhookError::Unknown)
    }

    /// Changes what a webhook is called, where and of what it is told. What waits goes to the new address.
    pub async fn change_webhook(&self, id: WebhookId, form: WebhookForm) -> Result<(), WebhookError> {
        let WebhookForm { name, url, kinds } = checked(form)?;
        self.change_told(id, WebhookChange::Told { name, url, kinds }).await
    }

    /// Has a webhook told nothing for now.
    pub async fn pause_webhook(&self, id: WebhookId) -> Result<(), WebhookError> {
        self.change_told(id, WebhookChange::Paused(self.clock.now(), PauseReason::Asked)).await
    }

    /// Has it told again, from where it stopped.
    pub async fn resume_webhook(&self, id: WebhookId) -> Result<(), WebhookError> {
        self.change_told(id, WebhookChange::Resumed).await
    }

    /// Gives a webhook another secret, which is told once; the one before signs beside it for a day.
    pub async fn renew_webhook_secret(&self, id: WebhookId) -> Result<WebhookSecret, WebhookError> {
        let secret = WebhookSecret::from_bytes(random());
        let sealed = self.keys.seal_webhook_secret(id, &secret);
        let until = self.clock.now().plus_ms(FORMER_SECRET_MS);
        self.change_told(id, WebhookChange::Secret(sealed, until)).await?;
        Ok(secret)
    }

    /// Removes a webhook with its log.
    pub async fn remove_webhook(&self, id: WebhookId) -> Result<(), WebhookError> {
        if self.store.remove_webhook(id).await? { Ok(()) } else { Err(WebhookError::Unknown) }
    }

    /// Sends a test, once. Answers under which identity it is sent.
    pub async fn ping_webhook(&self, id: WebhookId) -> Result<NewsId, WebhookError> {
        let webhook = self.webhook(id).await?;
        let now = self.clock.now();
        let news = NewsId::new(id_time(now), random());
        self.store.add_delivery(news::ping(&webhook, news, now), now).await?;
        self.telling.notify_one();
        Ok(news)
    }

    /// Has one delivery tried now, or all that were given up; the waits between tries begin anew. Answers how many.
    pub async fn try_webhook_again(&self, id: WebhookId, news: Option<NewsId>) -> Result<u64, WebhookError> {
        let asked = self.store.try_again(id, news, self.clock.now()).await?;
        if news.is_some() && asked == 0 {
            return Err(WebhookError::Unknown);
        }
        self.telling.notify_one();
        Ok(asked)
    }

    /// Forgets what the log need not tell any more.
    pub(crate) async fn forget_deliveries(&self, now: Instant) -> Result<(), StoreError> {
        let before = |kept_ms: i64| now.plus_ms(-kept_ms);
        self.store.forget_deliveries(before(DELIVERED_KEPT_MS), before(GIVEN_UP_KEPT_MS)).await
    }

    async fn change_told(&self, id: WebhookId, change: WebhookChange) -> Result<(), WebhookError> {
        if !self.store.change_webhook(id, change).await? {
            return Err(WebhookError::Unknown);
        }
        self.telling.notify_one();
        Ok(())
    }
}

fn checked(form: WebhookForm) -> Result<WebhookForm, WebhookError> {
    let name = form.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > MOST_NAME_CHARS || name.chars().any(char::is_control) {
        return Err(WebhookError::Name);
    }
    let url = address::address(&form.url)?.into();
    let mut kinds = form.kinds;
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        return Err(WebhookError::NoKinds);
    }
    Ok(WebhookForm { name, url, kinds })
}
