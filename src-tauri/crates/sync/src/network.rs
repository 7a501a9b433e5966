//! What carries requests to headquarters and answers back.

use std::{sync::Once, time::Duration};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use protocol::wire::MOST_ATTACHMENT_BYTES;
use reqwest::Client;

use crate::Trouble;

const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// A peer that is gone without a word (a cable pulled, a switch off) is noticed after this and three more askings.
const KEEPALIVE: Duration = Duration::from_secs(10);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(5);
/// The largest answer that is read: a sibling's attachment.
const MOST_ANSWER_BYTES: usize = MOST_ATTACHMENT_BYTES as usize;

/// A request with its whole body.
pub type Request = http::Request<Bytes>;
/// An answer with its whole body.
pub type Answer = http::Response<Bytes>;

/// Carries a request, and brings whatever answers.
#[async_trait]
pub trait Network: Send + Sync {
    /// The answer, when it is whole within `limit`.
    async fn carry(&self, request: Request, limit: Duration) -> Result<Answer, Trouble>;
}

/// The network of this machine.
pub struct Internet {
    http: Client,
}

impl Internet {
    /// Opens nothing yet.
    pub fn new() -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Refused when the process has one already; any will do.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let http = Client::builder()
            .connect_timeout(CONNECT_LIMIT)
            .tcp_keepalive(KEEPALIVE)
            .tcp_keepalive_interval(KEEPALIVE_INTERVAL)
            .tcp_keepalive_retries(3)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("counterfoil/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("the client's settings are constant and valid");
        Self { http }
    }
}

impl Default for Internet {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Network for Internet {
    async fn carry(&self, request: Request, limit: Duration) -> Result<Answer, Trouble> {
        let mut request = reqwest::Request::try_from(request)?;
        *request.timeout_mut() = Some(limit);
        let mut answer = self.http.execute(request).await?;
        let mut whole = http::Response::new(Bytes::new());
        *whole.status_mut() = answer.status();
        *whole.headers_mut() = answer.headers().clone();
        let mut body = BytesMut::new();
        while let Some(piece) = answer.chunk().await? {
            if body.len() + piece.len() > MOST_ANSWER_BYTES {
                return Err(Trouble::CaptivePortal);
            }
            body.extend_from_slice(&piece);
        }
        *whole.body_mut() = body.freeze();
        Ok(whole)
    }
}
