//! What a line is to other systems: which news, and how it is told.
//!
//! The body is JSON: `id` (the news', the same in every try), `type`, `occurred_at` (its author's clock, RFC 3339), `branch` (its
//! code) and `ticket`: `id`, `number`, `kind`, `category`, `status` as they stood when the news was made, null but for `id`
//! where its opening is not here yet. A test has the type `ping`, and neither branch nor ticket. Fields are only added. Nothing
//! personal is in it: whoever is told asks headquarters for more.

use domain::{BranchCode, DeviceId, Instant, NewsId, NewsKind, Origin, TicketId};
use protocol::{Keys, Line};
use serde::Serialize;

use crate::store::{NewDelivery, NewsLine, NewsTicket, PING, Webhook};

/// News that a line makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Its identity.
    pub id: NewsId,
    /// Of which kind.
    pub kind: NewsKind,
    /// The ticket's number.
    pub number: Option<String>,
    /// As it is sent.
    pub body: String,
}

#[derive(Serialize)]
struct Body<'a> {
    id: NewsId,
    r#type: &'a str,
    occurred_at: Instant,
    branch: Option<BranchCode>,
    ticket: Option<TicketTold<'a>>,
}

#[derive(Serialize)]
struct TicketTold<'a> {
    id: TicketId,
    number: Option<&'a str>,
    kind: Option<&'a str>,
    category: Option<&'a str>,
    status: Option<&'a str>,
}

/// The news that a line makes; none of one that takes no effect, or is of no kind that others are told of.
pub fn news_of(line: &NewsLine, branch: BranchCode, own_device: DeviceId) -> Option<News> {
    let text = line.line.as_deref()?;
    let origin = if line.device == own_device { Origin::Headquarters } else { Origin::Counter };
    // What is sealed stays shut: nothing of it is told.
    let event = Line::parse(text).ok()?.open(origin, Keys::NONE).ok()?;
    let (kind, id) = (NewsKind::of(&event.fact)?, NewsId::from(event.id));
    let stands = |of: fn(&NewsTicket) -> &String| line.ticket.as_ref().map(|ticket| of(ticket).as_str());
    let body = Body {
        id,
        r#type: kind.as_str(),
        occurred_at: event.wall,
        branch: Some(branch),
        ticket: Some(TicketTold {
            id: event.ticket?,
            number: stands(|ticket| &ticket.number),
            kind: stands(|ticket| &ticket.kind),
            category: stands(|ticket| &ticket.category),
            status: stands(|ticket| &ticket.status),
        }),
    };
    let number = line.ticket.as_ref().map(|ticket| ticket.number.clone());
    Some(News { id, kind, number, body: written(&body) })
}

/// What a webhook is to be told of these news.
pub fn deliveries_to(webhook: &Webhook, news: &[News]) -> Vec<NewDelivery> {
    let told = news.iter().filter(|news| webhook.kinds.contains(&news.kind));
    let delivery = |news: &News| NewDelivery {
        webhook: webhook.id,
        news: news.id,
        kind: news.kind.as_str(),
        number: news.number.clone(),
        body: news.body.clone(),
    };
    told.map(delivery).collect()
}

/// A test.
pub fn ping(webhook: &Webhook, id: NewsId, now: Instant) -> NewDelivery {
    let body = Body { id, r#type: PING, occurred_at: now, branch: None, ticket: None };
    NewDelivery { webhook: webhook.id, news: id, kind: PING, number: None, body: written(&body) }
}

fn written(body: &Body<'_>) -> String {
    serde_json::to_string(body).expect("ids, words and moments can be written")
}
