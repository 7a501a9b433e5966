//! A counter that speaks the wire by itself, line by line.

use std::collections::HashMap;

use axum::{body::Body, http::Request};
use domain::{BranchId, DeviceId, EpochId, EventId, Fact, Instant, Policy, Sha256, TicketId};
use hq::Clock;
use protocol::{
    BranchKey, EnrolmentCode, Head, HybridClock, Keys, Line, NO_HASH, SealingKey, SigningKey, TicketKey,
    WrappedKey,
    wire::{
        EnrolRequest, EnrolResponse, EnrolmentSecret, Generation, HeadSignature, Hello, HelloAnswer,
        LoginAnswer, LoginRequest, NonceAnswer, NonceRequest, Push, PushAnswer, compress,
    },
};

use crate::place::{Answer, HeldClock, TestHq, json, send};

pub struct TestCounter {
    pub device: DeviceId,
    pub key: SigningKey,
    pub joined: EnrolResponse,
    pub branch_key: BranchKey,
    pub branch: BranchId,
    pub epoch: EpochId,
    pub seq: u64,
    pub head: Sha256,
    pub generation: Generation,
    pub token: String,
    pub ticket_keys: HashMap<TicketId, TicketKey>,
    pub router: axum::Router,
    pub now: HeldClock,
    hlc: HybridClock,
}

/// The request of a device that is number `n`, for a code.
pub fn enrolment(n: u8, code: &EnrolmentCode) -> EnrolRequest {
    let secret = EnrolmentSecret::from_bytes(code.secret);
    let sealing = SealingKey::from_bytes([n.wrapping_add(100); 32]).public();
    let device = DeviceId::from_bytes([n; 16]);
    EnrolRequest::signed(
        secret,
        device,
        "前台一号".into(),
        "0.1.0".into(),
        sealing,
        &SigningKey::from_bytes(&[n; 32]),
    )
}

impl TestCounter {
    /// Device number `n` (which is all its randomness), enrolled and logged in.
    pub async fn enrolled(n: u8, hq: &TestHq, branch: BranchId) -> Self {
        let code = hq.code_for(branch).await;
        let joined: EnrolResponse = hq.post("/api/v1/enrol", &enrolment(n, &code)).await.json();
        let (device, sealing) =
            (DeviceId::from_bytes([n; 16]), SealingKey::from_bytes([n.wrapping_add(100); 32]));
        assert!(code.names_root(&joined.root_key));
        assert!(joined.certificates.iter().all(|certificate| certificate.verify(&joined.root_key).is_ok()));
        let branch_key =
            sealing.open_branch_key(&joined.branch_key_sealed, joined.branch.id, device).unwrap();
        let mut counter = Self {
            device,
            key: SigningKey::from_bytes(&[n; 32]),
            branch: joined.branch.id,
            generation: joined.generation,
            branch_key,
            joined,
            epoch: EpochId::from_bytes([n; 16]),
            seq: 0,
            head: NO_HASH,
            token: String::new(),
            ticket_keys: HashMap::new(),
            router: hq.router.clone(),
            now: hq.clock.clone(),
            hlc: HybridClock::new(domain::Hlc::new(hq.clock.now(), 0)),
        };
        counter.log_in().await;
        counter
    }

    pub async fn log_in(&mut self) -> LoginAnswer {
        let request = json(Request::post("/api/v1/login/nonce"), &NonceRequest { device: self.device });
        let nonce: NonceAnswer = send(&self.router, request).await.json();
        let login = LoginRequest::signed(self.device, nonce.nonce, self.joined.headquarters, &self.key);
        let answer: LoginAnswer =
            send(&self.router, json(Request::post("/api/v1/login"), &login)).await.json();
        self.token.clone_from(&answer.token);
        answer
    }

    pub fn at(&self) -> Instant {
        self.now.now()
    }

    /// Writes the next line of the log; the ticket's key is made when it is first needed.
    pub fn write(&mut self, ticket: Option<TicketId>, fact: &Fact) -> Line {
        self.write_after(ticket, fact, Vec::new())
    }

    /// The same, having seen these events.
    pub fn write_after(&mut self, ticket: Option<TicketId>, fact: &Fact, after: Vec<EventId>) -> Line {
        let head = Head {
            id: EventId::new(self.at().unix_ms() as u64, random_of(self.device, self.epoch, self.seq)),
            branch: self.branch,
            device: self.device,
            epoch: self.epoch,
            seq: self.seq + 1,
            prev: self.head,
            wall: self.at(),
            hlc: self.hlc.tick(self.at()),
            author: None,
            ticket,
            after,
            policy: Policy::bundled().version().clone(),
        };
        let key =
            ticket.map(|ticket| self.ticket_keys.entry(ticket).or_insert_with(|| key_of(ticket)).clone());
        let keys = key.as_ref().map_or(Keys::NONE, Keys::ticket);
        let line = Line::write(head, fact, keys, [self.seq as u8; 24]).unwrap();
        self.seq += 1;
        self.head = line.hash();
        line
    }

    /// The next of the log as something damaged it, or somebody wrote it who means ill.
    pub fn write_rubbish(&mut self, text: &str) -> String {
        self.seq += 1;
        self.head = protocol::hash_of(text.as_bytes());
        text.to_owned()
    }

    pub fn wrapped(&self, ticket: TicketId) -> WrappedKey {
        self.branch_key.wrap(ticket, &self.ticket_keys[&ticket], [1; 24])
    }

    /// A push of these lines, whose last stands at `seq`.
    pub fn push_of(&self, seq: u64, lines: Vec<String>, keys: Vec<WrappedKey>) -> Push {
        let head = lines.last().map_or(NO_HASH, |line| protocol::hash_of(line.as_bytes()));
        let signature = HeadSignature::sign(self.device, self.epoch, seq, head, &self.key).signature;
        Push {
            device: self.device,
            epoch: self.epoch,
            lines,
            keys,
            signature,
            carried_by: None,
            heads: Vec::new(),
        }
    }

    pub async fn send_push(&self, push: &Push) -> Answer {
        let request = Request::post("/api/v1/push")
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/zstd")
            .body(Body::from(compress(push)))
            .unwrap();
        send(&self.router, request).await
    }

    /// Pushes what was written last, with the keys of its tickets.
    pub async fn push(&self, lines: &[Line]) -> PushAnswer {
        let keys =
            lines.iter().filter_map(|line| line.head().ticket).map(|ticket| self.wrapped(ticket)).collect();
        let seq = lines.last().unwrap().head().seq;
        let raw = lines.iter().map(|line| line.raw().to_owned()).collect();
        let answer = self.send_push(&self.push_of(seq, raw, keys)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// Opens the log and one claim, and pushes both.
    pub async fn open_claim(&mut self, n: u8, waybill: &str) -> TicketId {
        let ticket = ticket(self.device, n);
        let mut lines = Vec::new();
        if self.seq == 0 {
            lines.push(self.write(None, &crate::facts::epoch_opened()));
        }
        let claim = crate::facts::a_claim(n.into(), waybill, self.at());
        lines.push(self.write(Some(ticket), &claim));
        self.push(&lines).await;
        ticket
    }

    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path).header("authorization", format!("Bearer {}", self.token))
    }

    pub async fn get(&self, path: &str) -> Answer {
        send(&self.router, self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub async fn hello(&self) -> HelloAnswer {
        self.hello_at(self.generation, 0).await
    }

    pub async fn hello_at(&self, generation: Generation, cursor: u64) -> HelloAnswer {
        let hello = Hello {
            epoch: self.epoch,
            seq: self.seq,
            head: (self.seq > 0).then_some(self.head),
            wall: self.at(),
            generation: Some(generation),
            cursor,
            app_version: "0.1.0".into(),
            waiting_lines: 0,
            waiting_photos: 0,
            oldest_waiting_at: None,
            told: None,
        };
        send(&self.router, json(self.request("POST", "/api/v1/hello"), &hello)).await.json()
    }
}

pub fn ticket(device: DeviceId, n: u8) -> TicketId {
    TicketId::from_bytes(std::array::from_fn(|place| if place == 0 { n } else { device.as_bytes()[place] }))
}

fn key_of(ticket: TicketId) -> TicketKey {
    TicketKey::from_bytes(protocol::hash_of(ticket.as_bytes()).0)
}

/// Ten bytes that differ from line to line.
fn random_of(device: DeviceId, epoch: EpochId, seq: u64) -> [u8; 10] {
    let hash = protocol::hash_of(&[&device.as_bytes()[..], epoch.as_bytes(), &seq.to_be_bytes()].concat());
    std::array::from_fn(|place| hash.0[place])
}
