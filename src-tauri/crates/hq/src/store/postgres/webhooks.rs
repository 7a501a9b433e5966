//! Webhooks, their places in the feeds, and what they were told.

use std::collections::HashMap;

use async_trait::async_trait;
use deadpool_postgres::GenericClient;
use domain::{BranchId, Instant, NewsId, WebhookId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Postgres,
    nul::{told, told_or_none},
    one_state,
    values::{Id, at, at_or_none, count, few, id, moment, text, text_or_none, uuids, whole},
};
use crate::store::{
    AfterTry, BranchBehind, DeliveryQuery, DeliveryRow, DeliveryState, DeliveryTry, DueDelivery, NewDelivery,
    NewsLine, NewsPage, NewsTicket, NewsTold, OpenDeliveries, PING, StoreError, Webhook, WebhookChange,
    Webhooks, kinds_of, words_of,
};

/// Every webhook with each branch of its unit's subtree.
const HEARD: &str = "WITH RECURSIVE within (webhook_id, unit_id) AS (
        SELECT id, unit_id FROM webhooks
        UNION ALL
        SELECT webhook_id, units.id FROM within JOIN units ON units.parent_id = within.unit_id
    )";

#[async_trait]
impl Webhooks for Postgres {
    async fn add_webhook(&self, webhook: Webhook) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        tx.execute(
            "INSERT INTO webhooks (id, name, url, kinds, unit_id, secret, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                &webhook.id.uuid(),
                &webhook.name,
                &webhook.url,
                &words_of(&webhook.kinds),
                &webhook.unit.uuid(),
                &webhook.sealed_secret,
                &moment(webhook.created_at),
                &webhook.created_by,
            ],
        )
        .await?;
        tx.execute(
            &format!(
                "{HEARD} INSERT INTO webhook_places (webhook_id, branch_id, position)
                 SELECT $1, branch_id, feed_head FROM branches
                 WHERE branch_id IN (SELECT unit_id FROM within WHERE webhook_id = $1)"
            ),
            &[&webhook.id.uuid()],
        )
        .await?;
        Ok(tx.commit().await?)
    }

    async fn list_webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached("SELECT * FROM webhooks ORDER BY created_at, id").await?;
        client.query(&found, &[]).await?.iter().map(webhook).collect()
    }

    async fn change_webhook(&self, id: WebhookId, change: WebhookChange) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let id = id.uuid();
        let changed = match change {
            WebhookChange::Told { name, url, kinds } => {
                let change = "UPDATE webhooks SET name = $2, url = $3, kinds = $4 WHERE id = $1";
                client.execute(change, &[&id, &name, &url, &words_of(&kinds)]).await?
            }
            WebhookChange::Paused(at, why) => {
                let change = "UPDATE webhooks SET paused_at = $2, paused_why = $3 WHERE id = $1";
                client.execute(change, &[&id, &moment(at), &why.as_str()]).await?
            }
            WebhookChange::Resumed => {
                let change = "UPDATE webhooks SET paused_at = NULL, paused_why = NULL WHERE id = $1";
                client.execute(change, &[&id]).await?
            }
            WebhookChange::Secret(sealed, former_until) => {
                let change = "UPDATE webhooks SET former_secret = secret, former_until = $2, secret = $3 WHERE id = $1";
                client.execute(change, &[&id, &moment(former_until), &sealed]).await?
            }
        };
        Ok(changed > 0)
    }

    async fn remove_webhook(&self, id: WebhookId) -> Result<bool, StoreError> {
        let client = self.client().await?;
        Ok(client.execute("DELETE FROM webhooks WHERE id = $1", &[&id.uuid()]).await? > 0)
    }

    async fn place_new_branches(&self) -> Result<(), StoreError> {
        let client = self.client().await?;
        let place = client
            .prepare_cached(&format!(
                "{HEARD} INSERT INTO webhook_places (webhook_id, branch_id, position)
                 SELECT within.webhook_id, branches.branch_id, 0
                 FROM within JOIN branches ON branches.branch_id = within.unit_id
                 WHERE NOT EXISTS (SELECT 1 FROM webhook_places AS place
                    WHERE place.webhook_id = within.webhook_id AND place.branch_id = branches.branch_id)
                 ON CONFLICT DO NOTHING"
            ))
            .await?;
        client.execute(&place, &[]).await?;
        Ok(())
    }

    async fn branches_behind(&self, limit: u32) -> Result<Vec<BranchBehind>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT place.webhook_id, branch_id, place.position FROM webhook_places AS place
                 JOIN webhooks ON webhooks.id = place.webhook_id
                 JOIN branches USING (branch_id)
                 WHERE paused_at IS NULL AND feed_head > place.position
                 ORDER BY branch_id, place.position LIMIT $1",
            )
            .await?;
        let behind = |row: &Row| {
            Ok(BranchBehind {
                webhook: id(row, "webhook_id")?,
                branch: id(row, "branch_id")?,
                position: count(row, "position")?,
            })
        };
        client.query(&found, &[&i64::from(limit)]).await?.iter().map(behind).collect()
    }

    async fn news_lines(&self, branch: BranchId, after: u64, limit: u32) -> Result<NewsPage, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let of_branch = tx
            .prepare_cached(
                "SELECT code, own_device FROM branches JOIN units ON units.id = branch_id WHERE branch_id = $1",
            )
            .await?;
        let of_branch = tx.query_one(&of_branch, &[&branch.uuid()]).await?;
        let found = tx
            .prepare_cached(
                "SELECT feed.position AS at, feed.device_id, number, tickets.kind, category, status,
                    CASE WHEN set_aside IS NULL AND lines.ticket_id IS NOT NULL THEN line END AS line
                 FROM feed
                 JOIN lines USING (branch_id, device_id, epoch_id, seq, month)
                 LEFT JOIN tickets USING (branch_id, ticket_id)
                 WHERE feed.branch_id = $1 AND feed.position > $2
                 ORDER BY feed.position LIMIT $3",
            )
            .await?;
        let rows = tx.query(&found, &[&branch.uuid(), &whole(after), &i64::from(limit)]).await?;
        Ok(NewsPage {
            code: text(&of_branch, "code")?,
            own_device: id(&of_branch, "own_device")?,
            lines: rows.iter().map(news_line).collect::<Result<_, _>>()?,
        })
    }

    async fn keep_news(&self, told: Vec<NewsTold>, now: Instant) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        // Before their places, as in `note_try`.
        let webhooks = uuids(told.iter().flat_map(|told| &told.to).map(|(webhook, _)| *webhook));
        tx.execute("SELECT 1 FROM webhooks WHERE id = ANY ($1) FOR KEY SHARE", &[&webhooks]).await?;
        let place = tx
            .prepare_cached(
                "UPDATE webhook_places SET position = $4
                 WHERE webhook_id = $1 AND branch_id = $2 AND position = $3",
            )
            .await?;
        for NewsTold { branch, from, upto, to } in &told {
            for (webhook, deliveries) in to {
                let moved = tx
                    .execute(&place, &[&webhook.uuid(), &branch.uuid(), &whole(*from), &whole(*upto)])
                    .await?;
                if moved > 0 {
                    for delivery in deliveries {
                        insert(&tx, delivery, now).await?;
                    }
                }
            }
        }
        Ok(tx.commit().await?)
    }

    async fn add_delivery(&self, delivery: NewDelivery, now: Instant) -> Result<(), StoreError> {
        insert(&self.client().await?, &delivery, now).await
    }

    async fn due_deliveries(
        &self,
        webhook: WebhookId,
        only_pings: bool,
        now: Instant,
        limit: u32,
    ) -> Result<Vec<DueDelivery>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT news_id, kind, body, failures FROM deliveries
                 WHERE webhook_id = $1 AND state = 'waiting' AND due_at <= $2 AND (NOT $3 OR kind = $4)
                 ORDER BY due_at LIMIT $5",
            )
            .await?;
        let due = |row: &Row| {
            Ok(DueDelivery {
                news: id(row, "news_id")?,
                kind: row.try_get("kind")?,
                body: row.try_get("body")?,
                failures: few(row, "failures")?,
            })
        };
        let rows = client
            .query(&found, &[&webhook.uuid(), &moment(now), &only_pings, &PING, &i64::from(limit)])
            .await?;
        rows.iter().map(due).collect()
    }

    async fn note_try(
        &self,
        webhook: WebhookId,
        news: NewsId,
        tried: DeliveryTry,
        after: AfterTry,
    ) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let (webhook, news, tried_at) = (webhook.uuid(), news.uuid(), moment(tried.at));
        // The webhook before its deliveries, as whoever removes it: in another order each would wait for the other.
        tx.execute("SELECT 1 FROM webhooks WHERE id = $1 FOR NO KEY UPDATE", &[&webhook]).await?;
        let counted = tx
            .query_opt(
                "UPDATE deliveries SET tries = tries + 1 WHERE webhook_id = $1 AND news_id = $2 RETURNING tries",
                &[&webhook, &news],
            )
            .await?;
        // It was removed meanwhile.
        let Some(counted) = counted else { return Ok(()) };
        tx.execute(
            "INSERT INTO delivery_tries (webhook_id, news_id, nth, at, outcome, took_ms) VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                &webhook,
                &news,
                &counted.try_get::<_, i64>("tries")?,
                &tried_at,
                &tried.outcome.to_string(),
                &whole(tried.took_ms),
            ],
        )
        .await?;
        let (state, due_at) = match after {
            AfterTry::Delivered => (DeliveryState::Delivered, None),
            AfterTry::Again(due_at) => (DeliveryState::Waiting, Some(moment(due_at))),
            AfterTry::GivenUp => (DeliveryState::GivenUp, None),
        };
        let is_delivered = state == DeliveryState::Delivered;
        tx.execute(
            "UPDATE deliveries SET state = $3, due_at = coalesce($4, due_at), failures = failures + $5, settled_at = $6
             WHERE webhook_id = $1 AND news_id = $2 AND state <> 'delivered'",
            &[
                &webhook,
                &news,
                &state.as_str(),
                &due_at,
                &i64::from(!is_delivered),
                &(state != DeliveryState::Waiting).then_some(tried_at),
            ],
        )
        .await?;
        let health = if is_delivered {
            "UPDATE webhooks SET delivered_at = $2, failing_since = NULL WHERE id = $1"
        } else {
            "UPDATE webhooks SET failing_since = coalesce(failing_since, $2) WHERE id = $1"
        };
        tx.execute(health, &[&webhook, &tried_at]).await?;
        Ok(tx.commit().await?)
    }

    async fn try_again(
        &self,
        webhook: WebhookId,
        news: Option<NewsId>,
        now: Instant,
    ) -> Result<u64, StoreError> {
        let client = self.client().await?;
        let asked = client
            .execute(
                "UPDATE deliveries SET state = 'waiting', failures = 0, due_at = $3, settled_at = NULL
                 WHERE webhook_id = $1 AND state <> 'delivered'
                    AND CASE WHEN $2::uuid IS NULL THEN state = 'given_up' ELSE news_id = $2 END",
                &[&webhook.uuid(), &news.map(|news| news.uuid()), &moment(now)],
            )
            .await?;
        Ok(asked)
    }

    async fn list_deliveries(&self, query: DeliveryQuery) -> Result<Vec<DeliveryRow>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        // In words, so that the index of what is open serves.
        let state = query.state.map_or_else(String::new, |state| format!("AND state = '{}'", state.as_str()));
        let found = tx
            .prepare_cached(&format!(
                "SELECT news_id, kind, number, body, made_at, state, due_at, settled_at FROM deliveries
                 WHERE webhook_id = $1 {state} AND (made_at, news_id) < (coalesce($2::timestamptz, 'infinity'), $3::uuid)
                 ORDER BY made_at DESC, news_id DESC LIMIT $4"
            ))
            .await?;
        let before_at = query.before.map(|(at, _)| moment(at));
        let before_id = query.before.map_or_else(Uuid::nil, |(_, news)| news.uuid());
        let limit = i64::from(query.limit);
        let rows = tx.query(&found, &[&query.webhook.uuid(), &before_at, &before_id, &limit]).await?;
        let mut deliveries = rows.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
        let tries = tx
            .prepare_cached(
                "SELECT news_id, at, outcome, took_ms FROM delivery_tries
                 WHERE webhook_id = $1 AND news_id = ANY ($2) ORDER BY nth",
            )
            .await?;
        let shown = uuids(deliveries.iter().map(|delivery| delivery.news));
        let mut of: HashMap<NewsId, Vec<(Instant, String, u64)>> = HashMap::new();
        for row in tx.query(&tries, &[&query.webhook.uuid(), &shown]).await? {
            let tried = (at(&row, "at")?, row.try_get("outcome")?, count(&row, "took_ms")?);
            of.entry(id(&row, "news_id")?).or_default().push(tried);
        }
        for delivery in &mut deliveries {
            delivery.tries = of.remove(&delivery.news).unwrap_or_default();
        }
        Ok(deliveries)
    }

    async fn open_deliveries(&self) -> Result<Vec<(WebhookId, OpenDeliveries)>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT webhook_id, count(*) FILTER (WHERE state = 'waiting') AS waiting,
                    count(*) FILTER (WHERE state = 'given_up') AS given_up,
                    min(made_at) FILTER (WHERE state = 'waiting') AS oldest_waiting_at
                 FROM deliveries WHERE state <> 'delivered' GROUP BY webhook_id",
            )
            .await?;
        let open = |row: &Row| {
            let open = OpenDeliveries {
                waiting: count(row, "waiting")?,
                given_up: count(row, "given_up")?,
                oldest_waiting_at: at_or_none(row, "oldest_waiting_at")?,
            };
            Ok((id(row, "webhook_id")?, open))
        };
        client.query(&found, &[]).await?.iter().map(open).collect()
    }

    async fn forget_deliveries(&self, delivered: Instant, given_up: Instant) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "DELETE FROM deliveries WHERE (state = 'delivered' AND settled_at < $1)
                    OR (state = 'given_up' AND settled_at < $2)",
                &[&moment(delivered), &moment(given_up)],
            )
            .await?;
        Ok(())
    }
}

/// What was told once is not told again.
async fn insert(client: &impl GenericClient, delivery: &NewDelivery, now: Instant) -> Result<(), StoreError> {
    let insert = client
        .prepare_cached(
            "INSERT INTO deliveries (webhook_id, news_id, kind, number, body, made_at, state, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $6)
             ON CONFLICT (webhook_id, news_id) DO NOTHING",
        )
        .await?;
    let (webhook, news, now) = (delivery.webhook.uuid(), delivery.news.uuid(), moment(now));
    client
        .execute(&insert, &[&webhook, &news, &delivery.kind, &delivery.number, &delivery.body, &now])
        .await?;
    Ok(())
}

fn webhook(row: &Row) -> Result<Webhook, StoreError> {
    let former: Option<Vec<u8>> = row.try_get("former_secret")?;
    Ok(Webhook {
        id: id(row, "id")?,
        name: row.try_get("name")?,
        url: row.try_get("url")?,
        kinds: kinds_of(row.try_get("kinds")?),
        unit: id(row, "unit_id")?,
        sealed_secret: row.try_get("secret")?,
        former_secret: former.zip(at_or_none(row, "former_until")?),
        paused: at_or_none(row, "paused_at")?.zip(text_or_none(row, "paused_why")?),
        created_at: at(row, "created_at")?,
        created_by: row.try_get("created_by")?,
        delivered_at: at_or_none(row, "delivered_at")?,
        failing_since: at_or_none(row, "failing_since")?,
    })
}

fn news_line(row: &Row) -> Result<NewsLine, StoreError> {
    let ticket = match row.try_get("number")? {
        Some(number) => Some(NewsTicket {
            number,
            kind: told(row, "kind")?,
            category: told(row, "category")?,
            status: told(row, "status")?,
        }),
        None => None,
    };
    Ok(NewsLine {
        position: count(row, "at")?,
        device: id(row, "device_id")?,
        line: told_or_none(row, "line")?,
        ticket,
    })
}

fn row(row: &Row) -> Result<DeliveryRow, StoreError> {
    Ok(DeliveryRow {
        news: id(row, "news_id")?,
        kind: row.try_get("kind")?,
        number: row.try_get("number")?,
        body: row.try_get("body")?,
        made_at: at(row, "made_at")?,
        state: text(row, "state")?,
        due_at: at(row, "due_at")?,
        settled_at: at_or_none(row, "settled_at")?,
        tries: Vec::new(),
    })
}
