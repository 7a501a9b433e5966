//! The line: one event as its author wrote it. Its bytes are the record, and their SHA-256 its name in the chain.
//!
//! One JSON object, ended by LF where lines stand in a file. Clear fields in this order: `v` (1), `id`, `branch`,
//! `device`, `epoch`, `seq`, `prev`, `wall`, `hlc`, `author` (or null), `ticket` (or null), `after`, `kind`, `policy`,
//! `body`, `sealed` (or null). Times are RFC 3339 with three decimals and `Z`, hashes lower-case hex, `sealed` base64url
//! of nonce, ciphertext and tag; the seal is bound to `id`, `ticket` and `kind`.

use std::{fmt::Display, str::FromStr, sync::OnceLock};

use domain::{
    BranchId, DeviceId, EpochId, Event, EventId, Fact, Hlc, Instant, MOST_AFTER, Origin, PersonId,
    PolicyVersion, TicketId,
};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    Hash, Keys, LineError, Nonce24, OpenError, WriteError, binary,
    facts::{self, Private},
    framed::framed,
    hash_of,
    seal::{SEAL_LEN, open_bytes, seal_bytes},
    strict,
    written::Fields,
};

/// The longest line, without its LF.
pub const MOST_LINE_BYTES: usize = 256 * 1_024;

/// A line's clear fields but for its kind and body: who wrote it, where in which log, when, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The event's identity.
    pub id: EventId,
    /// Whose ticket.
    pub branch: BranchId,
    /// Whose log.
    pub device: DeviceId,
    /// Which incarnation of it.
    pub epoch: EpochId,
    /// Its place there, from 1 without gaps.
    pub seq: u64,
    /// The hash of the line before.
    pub prev: Hash,
    /// The author's clock.
    pub wall: Instant,
    /// The author's hybrid time.
    pub hlc: Hlc,
    /// Who did it; nobody when the device did it by itself.
    pub author: Option<PersonId>,
    /// The ticket it is about.
    pub ticket: Option<TicketId>,
    /// The ticket's latest events that the author had seen, at most eight.
    pub after: Vec<EventId>,
    /// The policy in force.
    pub policy: PolicyVersion,
}

/// Where a line stands when its event is issued again after a fork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewPlace {
    /// Whose log.
    pub device: DeviceId,
    /// Which incarnation of it.
    pub epoch: EpochId,
    /// Its place there.
    pub seq: u64,
    /// The hash of the line before.
    pub prev: Hash,
    /// The hybrid time of the new line.
    pub hlc: Hlc,
}

/// One line whose clear fields have been read.
#[derive(Clone, Debug)]
pub struct Line {
    raw: String,
    /// Asked for by everyone who places the line; computed once.
    hash: OnceLock<Hash>,
    head: Head,
    kind: String,
    body: String,
    sealed: Option<Vec<u8>>,
}

/// Everything else is read from the bytes.
impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl Eq for Line {}

#[derive(Serialize)]
struct Written<'a> {
    v: u8,
    id: EventId,
    branch: BranchId,
    device: DeviceId,
    epoch: EpochId,
    seq: u64,
    prev: Hash,
    wall: Instant,
    hlc: Hlc,
    author: Option<PersonId>,
    ticket: Option<TicketId>,
    after: &'a [EventId],
    kind: &'a str,
    policy: &'a PolicyVersion,
    body: &'a RawValue,
    sealed: Option<String>,
}

impl Line {
    /// Reads a line given as bytes, without its LF.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LineError> {
        if bytes.len() > MOST_LINE_BYTES {
            return Err(LineError::TooLong);
        }
        std::str::from_utf8(bytes).map_err(|_| LineError::NotUtf8).and_then(Self::parse)
    }

    /// Reads a line, without its LF. Fields and kinds that are not known are kept.
    pub fn parse(text: &str) -> Result<Self, LineError> {
        if text.len() > MOST_LINE_BYTES {
            return Err(LineError::TooLong);
        }
        if text.starts_with('\u{feff}') {
            return Err(LineError::ByteOrderMark);
        }
        if text.contains(['\r', '\n']) {
            return Err(LineError::LineBreak);
        }
        if !text.starts_with('{') || !text.ends_with('}') {
            return Err(LineError::NotJson);
        }
        strict::check(text)?;
        let fields = Fields::of(text)?;
        if fields.value::<u64>("v")? != 1 {
            return Err(LineError::Version);
        }
        let head = head(&fields)?;
        let kind: String = fields.value("kind")?;
        if kind.is_empty() {
            return Err(LineError::Field("kind"));
        }
        let body = fields.raw("body")?.get();
        if !body.starts_with('{') {
            return Err(LineError::Field("body"));
        }
        let sealed = match fields.value::<Option<String>>("sealed")? {
            None => None,
            Some(text) => Some(
                binary::from_text(&text)
                    .ok()
                    .filter(|sealed| sealed.len() >= SEAL_LEN)
                    .ok_or(LineError::Field("sealed"))?,
            ),
        };
        Ok(Self { head, kind, body: body.to_owned(), sealed, raw: text.to_owned(), hash: OnceLock::new() })
    }

    /// Writes `fact` as a line, sealing what is personal. `nonce` is fresh randomness.
    pub fn write(head: Head, fact: &Fact, keys: Keys<'_>, nonce: Nonce24) -> Result<Self, WriteError> {
        let kind = fact.kind();
        if head.ticket.is_none() && facts::is_about_a_ticket(kind) {
            return Err(WriteError::NoTicket);
        }
        let written = facts::write(fact)?;
        let sealed = match &written.private {
            None => None,
            Some(private) => {
                let key = keys.for_kind(kind).ok_or(WriteError::NoKey)?;
                Some(seal_bytes(key, nonce, &sealed_for(head.id, head.ticket, kind), private.as_bytes()))
            }
        };
        let line = Written {
            v: 1,
            id: head.id,
            branch: head.branch,
            device: head.device,
            epoch: head.epoch,
            seq: head.seq,
            prev: head.prev,
            wall: head.wall,
            hlc: head.hlc,
            author: head.author,
            ticket: head.ticket,
            after: &head.after,
            kind,
            policy: &head.policy,
            body: &written.body,
            sealed: sealed.as_deref().map(binary::to_text),
        };
        let raw = serde_json::to_string(&line).expect("a line has only fields that can be written");
        // Nothing goes into a log that a reader would refuse.
        Ok(Self::parse(&raw)?)
    }

    /// The same event at another place, after a fork. Body, seal and unknown fields are kept to the byte.
    pub fn reissue(&self, place: &NewPlace) -> Result<Self, LineError> {
        let raw = Fields::of(&self.raw)?.with(&[
            ("device", format!("\"{}\"", place.device)),
            ("epoch", format!("\"{}\"", place.epoch)),
            ("seq", place.seq.to_string()),
            ("prev", format!("\"{}\"", place.prev)),
            ("hlc", format!("\"{}\"", place.hlc)),
        ]);
        Self::parse(&raw)
    }

    /// The bytes its author wrote, without the LF.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// SHA-256 of the bytes.
    pub fn hash(&self) -> Hash {
        *self.hash.get_or_init(|| hash_of(self.raw.as_bytes()))
    }

    /// Its clear fields.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// What kind of event it is; perhaps one that this version does not know.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Its clear body: a JSON object as it was written.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Whether it has a sealed part.
    pub fn is_sealed(&self) -> bool {
        self.sealed.is_some()
    }

    /// The event it holds. `origin` is told by whose key signed.
    ///
    /// Without a key, what is sealed stays shut. A key that does not fit is an error.
    pub fn open(&self, origin: Origin, keys: Keys<'_>) -> Result<Event, OpenError> {
        if self.head.ticket.is_none() && facts::is_about_a_ticket(&self.kind) {
            return Err(OpenError::NoTicket);
        }
        let opened = match (&self.sealed, keys.for_kind(&self.kind)) {
            (Some(sealed), Some(key)) if facts::has_private(&self.kind) => {
                let bound = sealed_for(self.head.id, self.head.ticket, &self.kind);
                Some(open_bytes(key, &bound, sealed).map_err(|_| OpenError::Seal)?)
            }
            _ => None,
        };
        let private = match &opened {
            Some(bytes) => {
                let text = std::str::from_utf8(bytes).map_err(|_| OpenError::Body)?;
                strict::check(text).map_err(|_| OpenError::Body)?;
                Private::Open(text)
            }
            None if self.is_sealed() => Private::Shut,
            None => Private::None,
        };
        let fact = facts::read(&self.kind, &self.body, private)?;
        let head = self.head.clone();
        Ok(Event {
            id: head.id,
            branch: head.branch,
            device: head.device,
            epoch: head.epoch,
            seq: head.seq,
            wall: head.wall,
            hlc: head.hlc,
            author: head.author,
            ticket: head.ticket,
            after: head.after,
            policy: head.policy,
            origin,
            fact,
        })
    }
}

fn head(fields: &Fields<'_>) -> Result<Head, LineError> {
    let after: Vec<String> = fields.value("after")?;
    if after.len() > MOST_AFTER {
        return Err(LineError::Field("after"));
    }
    let seq = fields.value("seq")?;
    if seq == 0 {
        return Err(LineError::Field("seq"));
    }
    Ok(Head {
        id: canonical(fields, "id")?,
        branch: canonical(fields, "branch")?,
        device: canonical(fields, "device")?,
        epoch: canonical(fields, "epoch")?,
        seq,
        prev: canonical(fields, "prev")?,
        wall: canonical(fields, "wall")?,
        hlc: canonical(fields, "hlc")?,
        author: canonical_or_null(fields, "author")?,
        ticket: canonical_or_null(fields, "ticket")?,
        after: after.iter().map(|id| read_canonical(id, "after")).collect::<Result<_, _>>()?,
        policy: fields.value("policy")?,
    })
}

fn canonical<T: FromStr + Display>(fields: &Fields<'_>, name: &'static str) -> Result<T, LineError> {
    fields.value::<String>(name).and_then(|text| read_canonical(&text, name))
}

fn canonical_or_null<T: FromStr + Display>(
    fields: &Fields<'_>,
    name: &'static str,
) -> Result<Option<T>, LineError> {
    fields.value::<Option<String>>(name)?.map(|text| read_canonical(&text, name)).transpose()
}

/// Reads only the one form that is written, so that equal values are equal bytes.
fn read_canonical<T: FromStr + Display>(text: &str, name: &'static str) -> Result<T, LineError> {
    text.parse().ok().filter(|value: &T| value.to_string() == text).ok_or(LineError::Field(name))
}

fn sealed_for(id: EventId, ticket: Option<TicketId>, kind: &str) -> Vec<u8> {
    let ticket = ticket.as_ref().map_or(&[][..], |ticket| ticket.as_bytes());
    framed("seal", &[id.as_bytes(), ticket, kind.as_bytes()])
}
