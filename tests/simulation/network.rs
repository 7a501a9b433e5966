//! A network that does what the seed says: requests reach the real router, or not, or twice, or late.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::{Router, body::Body};
use bytes::Bytes;
use sync::{Answer, Network, Request, Trouble};
use tower::ServiceExt;

/// What one counter's cable leads to.
pub struct Cable {
    inner: Mutex<Inner>,
}

struct Inner {
    /// None while headquarters is down.
    headquarters: Option<Router>,
    random: fastrand::Rng,
    /// Of a hundred requests, so many do not go well.
    badness: u32,
    is_cut: bool,
    /// Sent, and still somewhere on the way.
    late: Vec<Request>,
}

/// How one request fares.
enum Fate {
    Well,
    LostOnTheWay,
    AnswerLost,
    Doubled,
    Late,
}

impl Cable {
    /// A cable that is well.
    pub fn new(seed: u64) -> Arc<Self> {
        let random = fastrand::Rng::with_seed(seed);
        let inner = Inner { headquarters: None, random, badness: 0, is_cut: false, late: Vec::new() };
        Arc::new(Self { inner: Mutex::new(inner) })
    }

    /// Leads to this headquarters, or to none.
    pub fn lead_to(&self, headquarters: Option<Router>) {
        self.inner.lock().unwrap().headquarters = headquarters;
    }

    /// Of a hundred requests `badness` do not go well from now on.
    pub fn set_badness(&self, badness: u32) {
        self.inner.lock().unwrap().badness = badness;
    }

    /// Cuts the cable, or mends it.
    pub fn cut(&self, is_cut: bool) {
        self.inner.lock().unwrap().is_cut = is_cut;
    }

    /// Lets what is late arrive now, in whatever order; nobody waits for the answers any more.
    pub async fn deliver_late(&self) {
        let (late, router) = {
            let mut inner = self.inner.lock().unwrap();
            let mut late = std::mem::take(&mut inner.late);
            inner.random.shuffle(&mut late);
            (late, inner.headquarters.clone())
        };
        let Some(router) = router else { return };
        for request in late {
            reach(&router, &request).await;
        }
    }

    fn fate(&self) -> Option<(Router, Fate)> {
        let mut inner = self.inner.lock().unwrap();
        let router = inner.headquarters.clone().filter(|_| !inner.is_cut)?;
        if inner.random.u32(0..100) >= inner.badness {
            return Some((router, Fate::Well));
        }
        let fate = match inner.random.u32(0..4) {
            0 => Fate::LostOnTheWay,
            1 => Fate::AnswerLost,
            2 => Fate::Doubled,
            _ => Fate::Late,
        };
        Some((router, fate))
    }
}

#[async_trait]
impl Network for Cable {
    async fn carry(&self, request: Request, _: std::time::Duration) -> Result<Answer, Trouble> {
        let Some((router, fate)) = self.fate() else { return Err(Trouble::Offline) };
        match fate {
            Fate::Well => Ok(reach(&router, &request).await),
            Fate::LostOnTheWay => Err(Trouble::Offline),
            Fate::AnswerLost => {
                reach(&router, &request).await;
                Err(Trouble::Offline)
            }
            Fate::Doubled => {
                let first = reach(&router, &request).await;
                let second = reach(&router, &request).await;
                Ok(if self.inner.lock().unwrap().random.bool() { first } else { second })
            }
            Fate::Late => {
                self.inner.lock().unwrap().late.push(request);
                Err(Trouble::Offline)
            }
        }
    }
}

async fn reach(router: &Router, request: &Request) -> Answer {
    let answer = router.clone().oneshot(request.clone().map(Body::from)).await;
    let (head, body) = answer.unwrap_or_else(|never| match never {}).into_parts();
    let body: Bytes =
        axum::body::to_bytes(body, usize::MAX).await.expect("an answer of this process comes whole");
    Answer::from_parts(head, body)
}
