//! One call to another system, and what came of it.

use std::{error::Error, io, net::SocketAddr, sync::Arc, time::Duration};

use domain::Instant;
use protocol::WebhookSecret;
use reqwest::{
    Client,
    dns::{Addrs, Name, Resolve, Resolving},
    header, redirect,
};

use super::address::is_nobodys;
use crate::store::TryOutcome;

/// The whole of a call.
const LONGEST: Duration = Duration::from_secs(10);
const LONGEST_CONNECTING: Duration = Duration::from_secs(5);
/// What is read of an answer, so that its connection can be used again; nobody looks at it.
const MOST_ANSWER_BYTES: usize = 1_024;
/// A connection that nobody uses is kept for so long.
const IDLE: Duration = Duration::from_secs(30);

/// A call.
pub struct Call {
    /// Where.
    pub url: String,
    /// The news' identity.
    pub id: String,
    /// What is sent.
    pub body: String,
    /// The receiver's secrets: the one in force, and for a while the one before.
    pub secrets: Vec<WebhookSecret>,
}

/// Calls other systems. Clones share their connections.
#[derive(Clone)]
pub struct Sender(Client);

impl Sender {
    /// One that trusts what this machine trusts.
    pub fn new() -> Result<Self, reqwest::Error> {
        crate::shelf::provide_cryptography();
        let client = Client::builder()
            .user_agent(concat!("counterfoil-hq/", env!("CARGO_PKG_VERSION")))
            .timeout(LONGEST)
            .connect_timeout(LONGEST_CONNECTING)
            .pool_idle_timeout(IDLE)
            .redirect(redirect::Policy::none())
            .dns_resolver(Arc::new(Resolver))
            .build()?;
        Ok(Self(client))
    }

    /// Calls, and tells what came of it.
    pub async fn send(&self, call: Call, now: Instant) -> TryOutcome {
        let timestamp = now.unix_ms() / 1_000;
        let sign = |secret: &WebhookSecret| secret.sign(&call.id, timestamp, call.body.as_bytes());
        let signatures = call.secrets.iter().map(sign).collect::<Vec<_>>().join(" ");
        let request = self
            .0
            .post(&call.url)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", &call.id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signatures)
            .body(call.body);
        match request.send().await {
            Ok(mut answer) => {
                let (status, mut read) = (answer.status().as_u16(), 0);
                // Whatever becomes of the rest: it was answered.
                while let Ok(Some(part)) = answer.chunk().await {
                    read += part.len();
                    if read > MOST_ANSWER_BYTES {
                        break;
                    }
                }
                TryOutcome::Answered(status)
            }
            Err(error) => outcome_of(&error),
        }
    }
}

fn outcome_of(error: &reqwest::Error) -> TryOutcome {
    if error.is_timeout() {
        return TryOutcome::Timeout;
    }
    let mut cause = error.source();
    while let Some(found) = cause {
        if let Some(outcome) = outcome_of_cause(found) {
            return outcome;
        }
        cause = found.source();
    }
    TryOutcome::Lost
}

fn outcome_of_cause(cause: &(dyn Error + 'static)) -> Option<TryOutcome> {
    if cause.is::<NotResolved>() {
        return Some(TryOutcome::Dns);
    }
    if cause.is::<rustls::Error>() {
        return Some(TryOutcome::Tls);
    }
    let error = cause.downcast_ref::<io::Error>()?;
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some(TryOutcome::Refused),
        // What it wraps is none of its sources.
        _ => error.get_ref().and_then(|wrapped| outcome_of_cause(wrapped)),
    }
}

/// Finds a name's addresses, and leaves out those at which nobody can be told.
struct Resolver;

#[derive(Debug, thiserror::Error)]
#[error("the name could not be resolved")]
struct NotResolved;

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| NotResolved)?;
            let usable: Vec<SocketAddr> = found.filter(|at| !is_nobodys(at.ip().to_canonical())).collect();
            if usable.is_empty() {
                return Err(NotResolved.into());
            }
            Ok(Box::new(usable.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    async fn outcome(url: String) -> TryOutcome {
        let call = Call {
            url,
            id: "1".into(),
            body: "{}".into(),
            secrets: vec![WebhookSecret::from_bytes([7; 32])],
        };
        Sender::new().unwrap().send(call, Instant::from_unix_ms(0)).await
    }

    /// Answers whoever connects with these bytes.
    async fn answering(bytes: &'static [u8]) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                // What is not read would make the connection break off. Whoever called may be gone.
                let _ = stream.read(&mut [0; 4_096]).await;
                let _ = stream.write_all(bytes).await;
            }
        });
        at
    }

    #[tokio::test]
    async fn what_came_of_a_call_is_told_apart() {
        let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        assert_eq!(outcome(format!("http://{nobody}/")).await, TryOutcome::Refused);
        assert_eq!(outcome("https://nowhere.invalid/".into()).await, TryOutcome::Dns);
        let no_http = answering(b"hello\r\n\r\n").await;
        assert_eq!(outcome(format!("http://{no_http}/")).await, TryOutcome::Lost);
        assert_eq!(outcome(format!("https://{no_http}/")).await, TryOutcome::Tls);
        let moved = answering(b"HTTP/1.1 302 Found\r\nlocation: /else\r\ncontent-length: 0\r\n\r\n").await;
        assert_eq!(outcome(format!("http://{moved}/")).await, TryOutcome::Answered(302));
        let talkative = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999\r\n\r\nand so on").await;
        assert_eq!(outcome(format!("http://{talkative}/")).await, TryOutcome::Answered(200));
    }
}
