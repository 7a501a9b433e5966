//! Webhooks, their places in the feeds, and what they were told.

use async_trait::async_trait;
use domain::{BranchId, Instant, NewsId, WebhookId};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

use super::{
    Sqlite,
    values::{bytes, moment, text, text_or_none},
};
use crate::store::{
    AfterTry, BranchBehind, DeliveryQuery, DeliveryRow, DeliveryState, DeliveryTry, DueDelivery, NewDelivery,
    NewsLine, NewsPage, NewsTicket, NewsTold, OpenDeliveries, PING, StoreError, Webhook, WebhookChange,
    Webhooks, kinds_of, words_of,
};

const WEBHOOK: &str = "SELECT id, name, url, kinds, unit_id, secret, former_secret, former_until, paused_at,
        paused_why, created_at, created_by, delivered_at, failing_since
    FROM webhooks";

/// Every webhook with each branch of its unit's subtree.
const HEARD: &str = "WITH RECURSIVE within (webhook_id, unit_id) AS (
        SELECT id, unit_id FROM webhooks
        UNION ALL
        SELECT webhook_id, units.id FROM within JOIN units ON units.parent_id = within.unit_id
    )";

#[async_trait]
impl Webhooks for Sqlite {
    async fn add_webhook(&self, webhook: Webhook) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO webhooks (id, name, url, kinds, unit_id, secret, created_at, created_by)
                 VALUES (:id, :name, :url, :kinds, :unit_id, :secret, :created_at, :created_by)",
                named_params! {
                    ":id": webhook.id.as_bytes(),
                    ":name": webhook.name,
                    ":url": webhook.url,
                    ":kinds": words_of(&webhook.kinds),
                    ":unit_id": webhook.unit.as_bytes(),
                    ":secret": webhook.sealed_secret,
                    ":created_at": moment(webhook.created_at),
                    ":created_by": webhook.created_by,
                },
            )?;
            tx.execute(
                &format!(
                    "{HEARD} INSERT INTO webhook_places (webhook_id, branch_id, position)
                     SELECT :id, branch_id, feed_head FROM branches
                     WHERE branch_id IN (SELECT unit_id FROM within WHERE webhook_id = :id)"
                ),
                named_params! { ":id": webhook.id.as_bytes() },
            )?;
            Ok(())
        })
        .await
    }

    async fn list_webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        self.read(|tx| {
            let mut found = tx.prepare_cached(&format!("{WEBHOOK} ORDER BY created_at, id"))?;
            let rows = found.query_map([], webhook)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn change_webhook(&self, id: WebhookId, change: WebhookChange) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let id = id.as_bytes();
            let changed = match change {
                WebhookChange::Told { name, url, kinds } => tx.execute(
                    "UPDATE webhooks SET name = :name, url = :url, kinds = :kinds WHERE id = :id",
                    named_params! { ":name": name, ":url": url, ":kinds": words_of(&kinds), ":id": id },
                ),
                WebhookChange::Paused(at, why) => tx.execute(
                    "UPDATE webhooks SET paused_at = :at, paused_why = :why WHERE id = :id",
                    named_params! { ":at": moment(at), ":why": why.as_str(), ":id": id },
                ),
                WebhookChange::Resumed => tx.execute(
                    "UPDATE webhooks SET paused_at = NULL, paused_why = NULL WHERE id = :id",
                    named_params! { ":id": id },
                ),
                WebhookChange::Secret(sealed, former_until) => tx.execute(
                    "UPDATE webhooks SET former_secret = secret, former_until = :until, secret = :secret
                     WHERE id = :id",
                    named_params! { ":until": moment(former_until), ":secret": sealed, ":id": id },
                ),
            };
            Ok(changed? > 0)
        })
        .await
    }

    async fn remove_webhook(&self, id: WebhookId) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let removed =
                tx.execute("DELETE FROM webhooks WHERE id = :id", named_params! { ":id": id.as_bytes() })?;
            Ok(removed > 0)
        })
        .await
    }

    async fn place_new_branches(&self) -> Result<(), StoreError> {
        let missing = "FROM within JOIN branches ON branches.branch_id = within.unit_id
             WHERE NOT EXISTS (SELECT 1 FROM webhook_places AS place
                WHERE place.webhook_id = within.webhook_id AND place.branch_id = branches.branch_id)";
        // Nobody waits for the writer where there is nothing to write.
        let is_one = self.read(move |tx| {
            Ok(tx.prepare_cached(&format!("{HEARD} SELECT 1 {missing} LIMIT 1"))?.exists([])?)
        });
        if !is_one.await? {
            return Ok(());
        }
        self.write(move |tx| {
            let place = format!(
                "{HEARD} INSERT INTO webhook_places (webhook_id, branch_id, position)
                 SELECT within.webhook_id, branches.branch_id, 0 {missing}"
            );
            tx.execute(&place, [])?;
            Ok(())
        })
        .await
    }

    async fn branches_behind(&self, limit: u32) -> Result<Vec<BranchBehind>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT place.webhook_id, branch_id, place.position FROM webhook_places AS place
                 JOIN webhooks ON webhooks.id = place.webhook_id
                 JOIN branches USING (branch_id)
                 WHERE paused_at IS NULL AND feed_head > place.position
                 ORDER BY branch_id, place.position LIMIT :limit",
            )?;
            let rows = found.query_map(named_params! { ":limit": limit }, |row| {
                Ok(BranchBehind {
                    webhook: bytes(row, "webhook_id")?,
                    branch: bytes(row, "branch_id")?,
                    position: row.get("position")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn news_lines(&self, branch: BranchId, after: u64, limit: u32) -> Result<NewsPage, StoreError> {
        self.read(move |tx| {
            let mut of_branch = tx.prepare_cached(
                "SELECT code, own_device FROM branches JOIN units ON units.id = branch_id WHERE branch_id = :branch_id",
            )?;
            let of = named_params! { ":branch_id": branch.as_bytes() };
            let (code, own_device) =
                of_branch.query_row(of, |row| Ok((text(row, "code")?, bytes(row, "own_device")?)))?;
            let mut found = tx.prepare_cached(
                "SELECT feed.position, feed.device_id, number, tickets.kind, category, status,
                    CASE WHEN set_aside IS NULL AND lines.ticket_id IS NOT NULL THEN line END AS line
                 FROM feed
                 JOIN lines USING (branch_id, device_id, epoch_id, seq)
                 LEFT JOIN tickets USING (branch_id, ticket_id)
                 WHERE feed.branch_id = :branch_id AND feed.position > :after
                 ORDER BY feed.position LIMIT :limit",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":after": after, ":limit": limit };
            let lines = found.query_map(at, news_line)?.collect::<Result<_, _>>()?;
            Ok(NewsPage { code, own_device, lines })
        })
        .await
    }

    async fn keep_news(&self, told: Vec<NewsTold>, now: Instant) -> Result<(), StoreError> {
        self.write(move |tx| {
            let mut place = tx.prepare_cached(
                "UPDATE webhook_places SET position = :upto
                 WHERE webhook_id = :webhook_id AND branch_id = :branch_id AND position = :from",
            )?;
            for NewsTold { branch, from, upto, to } in &told {
                for (webhook, deliveries) in to {
                    let moved = place.execute(named_params! {
                        ":upto": upto,
                        ":webhook_id": webhook.as_bytes(),
                        ":branch_id": branch.as_bytes(),
                        ":from": from,
                    })?;
                    if moved > 0 {
                        deliveries.iter().try_for_each(|delivery| insert(tx, delivery, now))?;
                    }
                }
            }
            Ok(())
        })
        .await
    }

    async fn add_delivery(&self, delivery: NewDelivery, now: Instant) -> Result<(), StoreError> {
        self.write(move |tx| insert(tx, &delivery, now)).await
    }

    async fn due_deliveries(
        &self,
        webhook: WebhookId,
        only_pings: bool,
        now: Instant,
        limit: u32,
    ) -> Result<Vec<DueDelivery>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT news_id, kind, body, failures FROM deliveries
                 WHERE webhook_id = :webhook_id AND state = 'waiting' AND due_at <= :now
                    AND (NOT :only_pings OR kind = :ping)
                 ORDER BY due_at LIMIT :limit",
            )?;
            let at = named_params! {
                ":webhook_id": webhook.as_bytes(),
                ":now": moment(now),
                ":only_pings": only_pings,
                ":ping": PING,
                ":limit": limit,
            };
            let rows = found.query_map(at, |row| {
                Ok(DueDelivery {
                    news: bytes(row, "news_id")?,
                    kind: row.get("kind")?,
                    body: row.get("body")?,
                    failures: row.get("failures")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn note_try(
        &self,
        webhook: WebhookId,
        news: NewsId,
        tried: DeliveryTry,
        after: AfterTry,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            let (webhook, news, at) = (webhook.as_bytes(), news.as_bytes(), moment(tried.at));
            let nth: Option<u32> = tx
                .query_row(
                    "UPDATE deliveries SET tries = tries + 1 WHERE webhook_id = :webhook_id AND news_id = :news_id
                     RETURNING tries",
                    named_params! { ":webhook_id": webhook, ":news_id": news },
                    |row| row.get(0),
                )
                .optional()?;
            // It was removed meanwhile.
            let Some(nth) = nth else { return Ok(()) };
            tx.execute(
                "INSERT INTO delivery_tries (webhook_id, news_id, nth, at, outcome, took_ms)
                 VALUES (:webhook_id, :news_id, :nth, :at, :outcome, :took_ms)",
                named_params! {
                    ":webhook_id": webhook,
                    ":news_id": news,
                    ":nth": nth,
                    ":at": at,
                    ":outcome": tried.outcome.to_string(),
                    ":took_ms": tried.took_ms,
                },
            )?;
            let (state, due_at) = match after {
                AfterTry::Delivered => (DeliveryState::Delivered, None),
                AfterTry::Again(due_at) => (DeliveryState::Waiting, Some(moment(due_at))),
                AfterTry::GivenUp => (DeliveryState::GivenUp, None),
            };
            let is_delivered = state == DeliveryState::Delivered;
            tx.execute(
                "UPDATE deliveries SET state = :state, due_at = coalesce(:due_at, due_at),
                    failures = failures + :failed, settled_at = :settled_at
                 WHERE webhook_id = :webhook_id AND news_id = :news_id AND state <> 'delivered'",
                named_params! {
                    ":state": state.as_str(),
                    ":due_at": due_at,
                    ":failed": u8::from(!is_delivered),
                    ":settled_at": (state != DeliveryState::Waiting).then_some(&at),
                    ":webhook_id": webhook,
                    ":news_id": news,
                },
            )?;
            let health = if is_delivered {
                "UPDATE webhooks SET delivered_at = :at, failing_since = NULL WHERE id = :id"
            } else {
                "UPDATE webhooks SET failing_since = coalesce(failing_since, :at) WHERE id = :id"
            };
            tx.execute(health, named_params! { ":at": at, ":id": webhook })?;
            Ok(())
        })
        .await
    }

    async fn try_again(
        &self,
        webhook: WebhookId,
        news: Option<NewsId>,
        now: Instant,
    ) -> Result<u64, StoreError> {
        self.write(move |tx| {
            let asked = tx.execute(
                "UPDATE deliveries SET state = 'waiting', failures = 0, due_at = :now, settled_at = NULL
                 WHERE webhook_id = :webhook_id AND state <> 'delivered'
                    AND CASE WHEN :news_id IS NULL THEN state = 'given_up' ELSE news_id = :news_id END",
                named_params! {
                    ":now": moment(now),
                    ":webhook_id": webhook.as_bytes(),
                    ":news_id": news.as_ref().map(NewsId::as_bytes),
                },
            )?;
            Ok(asked as u64)
        })
        .await
    }

    async fn list_deliveries(&self, query: DeliveryQuery) -> Result<Vec<DeliveryRow>, StoreError> {
        self.read(move |tx| {
            // In words, so that the index of what is open serves.
            let state =
                query.state.map_or_else(String::new, |state| format!("AND state = '{}'", state.as_str()));
            let mut found = tx.prepare_cached(&format!(
                "SELECT news_id, kind, number, body, made_at, state, due_at, settled_at FROM deliveries
                 WHERE webhook_id = :webhook_id {state} AND (made_at, news_id) < (:before_at, :before_id)
                 ORDER BY made_at DESC, news_id DESC LIMIT :limit"
            ))?;
            let at = named_params! {
                ":webhook_id": query.webhook.as_bytes(),
                // Behind every moment that is written.
                ":before_at": query.before.map_or_else(|| "~".to_owned(), |(at, _)| moment(at)),
                ":before_id": query.before.map_or([0; 16], |(_, news)| *news.as_bytes()),
                ":limit": query.limit,
            };
            let rows = found.query_map(at, row)?;
            let mut deliveries = rows.collect::<Result<Vec<_>, _>>()?;
            for delivery in &mut deliveries {
                delivery.tries = tries(tx, query.webhook, delivery.news)?;
            }
            Ok(deliveries)
        })
        .await
    }

    async fn open_deliveries(&self) -> Result<Vec<(WebhookId, OpenDeliveries)>, StoreError> {
        self.read(|tx| {
            let mut found = tx.prepare_cached(
                "SELECT webhook_id, count(*) FILTER (WHERE state = 'waiting') AS waiting,
                    count(*) FILTER (WHERE state = 'given_up') AS given_up,
                    min(made_at) FILTER (WHERE state = 'waiting') AS oldest_waiting_at
                 FROM deliveries WHERE state <> 'delivered' GROUP BY webhook_id",
            )?;
            let rows = found.query_map([], |row| {
                let open = OpenDeliveries {
                    waiting: row.get("waiting")?,
                    given_up: row.get("given_up")?,
                    oldest_waiting_at: text_or_none(row, "oldest_waiting_at")?,
                };
                Ok((bytes(row, "webhook_id")?, open))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn forget_deliveries(&self, delivered: Instant, given_up: Instant) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "DELETE FROM deliveries WHERE (state = 'delivered' AND settled_at < :delivered)
                    OR (state = 'given_up' AND settled_at < :given_up)",
                named_params! { ":delivered": moment(delivered), ":given_up": moment(given_up) },
            )?;
            Ok(())
        })
        .await
    }
}

/// What was told once is not told again.
fn insert(tx: &Transaction<'_>, delivery: &NewDelivery, now: Instant) -> Result<(), StoreError> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO deliveries (webhook_id, news_id, kind, number, body, made_at, state, due_at)
         VALUES (:webhook_id, :news_id, :kind, :number, :body, :now, 'waiting', :now)
         ON CONFLICT (webhook_id, news_id) DO NOTHING",
    )?;
    insert.execute(named_params! {
        ":webhook_id": delivery.webhook.as_bytes(),
        ":news_id": delivery.news.as_bytes(),
        ":kind": delivery.kind,
        ":number": delivery.number,
        ":body": delivery.body,
        ":now": moment(now),
    })?;
    Ok(())
}

fn webhook(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    let (former, until) =
        (row.get::<_, Option<Vec<u8>>>("former_secret")?, text_or_none(row, "former_until")?);
    let (paused_at, why) = (text_or_none(row, "paused_at")?, text_or_none(row, "paused_why")?);
    Ok(Webhook {
        id: bytes(row, "id")?,
        name: row.get("name")?,
        url: row.get("url")?,
        kinds: kinds_of(&row.get::<_, String>("kinds")?),
        unit: bytes(row, "unit_id")?,
        sealed_secret: row.get("secret")?,
        former_secret: former.zip(until),
        paused: paused_at.zip(why),
        created_at: text(row, "created_at")?,
        created_by: row.get("created_by")?,
        delivered_at: text_or_none(row, "delivered_at")?,
        failing_since: text_or_none(row, "failing_since")?,
    })
}

fn news_line(row: &Row<'_>) -> rusqlite::Result<NewsLine> {
    let ticket = match row.get("number")? {
        Some(number) => Some(NewsTicket {
            number,
            kind: row.get("kind")?,
            category: row.get("category")?,
            status: row.get("status")?,
        }),
        None => None,
    };
    Ok(NewsLine {
        position: row.get("position")?,
        device: bytes(row, "device_id")?,
        line: row.get("line")?,
        ticket,
    })
}

fn row(row: &Row<'_>) -> rusqlite::Result<DeliveryRow> {
    Ok(DeliveryRow {
        news: bytes(row, "news_id")?,
        kind: row.get("kind")?,
        number: row.get("number")?,
        body: row.get("body")?,
        made_at: text(row, "made_at")?,
        state: text(row, "state")?,
        due_at: text(row, "due_at")?,
        settled_at: text_or_none(row, "settled_at")?,
        tries: Vec::new(),
    })
}

fn tries(
    tx: &Transaction<'_>,
    webhook: WebhookId,
    news: NewsId,
) -> Result<Vec<(Instant, String, u64)>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT at, outcome, took_ms FROM delivery_tries
         WHERE webhook_id = :webhook_id AND news_id = :news_id ORDER BY nth",
    )?;
    let of = named_params! { ":webhook_id": webhook.as_bytes(), ":news_id": news.as_bytes() };
    let rows = found.query_map(of, |row| Ok((text(row, "at")?, row.get("outcome")?, row.get("took_ms")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
