//! Speaking to headquarters: one function a request, and every answer checked to be headquarters' own.

use std::{sync::Once, time::Duration};

use protocol::{
    DeviceId, Sha256,
    wire::{
        EnrolRequest, EnrolResponse, ErrorBody, FeedAnswer, Generation, HEADQUARTERS_HEADER, Hello,
        HelloAnswer, LoginAnswer, LoginRequest, NonceAnswer, NonceRequest, PHOTO_HEADER, Push, PushAnswer,
        UploadMetadata, compress, upload_checksum,
    },
};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, Url, header};
use serde::de::DeserializeOwned;

use crate::{Address, Trouble};

const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// The longest that headquarters is asked to hold an answer back: less than a proxy's patience.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(50);
/// Between two pieces of an answer, of which one may be held back; a trickle that stops is given up, a slow one is not.
const READ_LIMIT: Duration = Duration::from_secs(LONGEST_WAIT.as_secs() + 15);
const ANSWER_LIMIT: Duration = Duration::from_secs(120);
/// A peer that is gone without a word (a cable pulled, a switch off) is noticed after this and three more askings.
const KEEPALIVE: Duration = Duration::from_secs(10);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(5);
/// The largest answer that is read.
const MOST_ANSWER_BYTES: usize = 8 * 1_024 * 1_024;

/// Headquarters, as reached over HTTP.
#[derive(Clone, Debug)]
pub struct Headquarters {
    http: Client,
    address: Address,
    /// The fingerprint of the root this device was enrolled with; none while enrolling.
    root: Option<Sha256>,
}

/// Where an upload stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its address.
    pub url: Url,
    /// The bytes headquarters holds.
    pub offset: u64,
    /// Headquarters has the whole photo, checked by hash.
    pub is_held: bool,
}

impl Headquarters {
    /// Headquarters at `address`, believed only while it shows the root's fingerprint.
    pub fn at(address: Address, root: Option<Sha256>) -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Refused when the process has one already; any will do.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let http = Client::builder()
            .connect_timeout(CONNECT_LIMIT)
            .read_timeout(READ_LIMIT)
            .timeout(ANSWER_LIMIT)
            .tcp_keepalive(KEEPALIVE)
            .tcp_keepalive_interval(KEEPALIVE_INTERVAL)
            .tcp_keepalive_retries(3)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("counterfoil/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("the client's settings are constant and valid");
        Self { http, address, root }
    }

    /// Joins a branch with a one-time code.
    pub async fn enrol(&self, request: &EnrolRequest) -> Result<EnrolResponse, Trouble> {
        self.json(self.http.post(self.address.api("enrol")).json(request)).await
    }

    /// A token, for a signature over headquarters' nonce. `sign` is given the nonce's answer.
    pub async fn login(
        &self,
        device: DeviceId,
        sign: impl FnOnce(NonceAnswer) -> LoginRequest,
    ) -> Result<LoginAnswer, Trouble> {
        let nonce =
            self.json(self.http.post(self.address.api("login/nonce")).json(&NonceRequest { device })).await?;
        self.json(self.http.post(self.address.api("login")).json(&sign(nonce))).await
    }

    /// Says where this device stands, and hears where headquarters does.
    pub async fn hello(&self, token: &str, hello: &Hello) -> Result<HelloAnswer, Trouble> {
        self.json(self.http.post(self.address.api("hello")).bearer_auth(token).json(hello)).await
    }

    /// Pushes lines; answered when they are durable.
    pub async fn push(&self, token: &str, push: &Push) -> Result<PushAnswer, Trouble> {
        let request = self
            .http
            .post(self.address.api("push"))
            .bearer_auth(token)
            .header(header::CONTENT_TYPE, "application/zstd")
            .body(compress(push));
        self.json(request).await
    }

    /// What came into the branch's feed after a position; waits up to `wait_secs` for something to come.
    pub async fn feed(
        &self,
        token: &str,
        generation: Generation,
        after: u64,
        wait_secs: u64,
    ) -> Result<FeedAnswer, Trouble> {
        let mut url = self.address.api("feed");
        url.query_pairs_mut()
            .append_pair("generation", &generation.to_string())
            .append_pair("after", &after.to_string())
            .append_pair("wait", &wait_secs.to_string());
        self.json(self.http.get(url).bearer_auth(token)).await
    }

    /// Announces a photo; headquarters may have it already.
    pub async fn create_upload(
        &self,
        token: &str,
        photo: UploadMetadata,
        size: u64,
    ) -> Result<Upload, Trouble> {
        let request = self
            .tus(Method::POST, self.address.api("photos"), token)
            .header("Upload-Length", size)
            .header("Upload-Metadata", photo.to_header());
        let answer = self.answer(request).await?;
        let location = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let url = location.and_then(|location| self.address.at(location)).ok_or(Trouble::CaptivePortal)?;
        Ok(Upload { url, offset: 0, is_held: says_held(&answer, photo.sha256) })
    }

    /// Where an upload stands.
    pub async fn upload(&self, token: &str, url: Url, sha256: Sha256) -> Result<Upload, Trouble> {
        let answer = self.answer(self.tus(Method::HEAD, url.clone(), token)).await?;
        Ok(Upload { url, offset: offset(&answer)?, is_held: says_held(&answer, sha256) })
    }

    /// Sends a chunk from where the upload stands.
    pub async fn upload_chunk(
        &self,
        token: &str,
        upload: &Upload,
        chunk: Vec<u8>,
        sha256: Sha256,
    ) -> Result<Upload, Trouble> {
        let request = self
            .tus(Method::PATCH, upload.url.clone(), token)
            .header(header::CONTENT_TYPE, "application/offset+octet-stream")
            .header("Upload-Offset", upload.offset)
            .header("Upload-Checksum", upload_checksum(&chunk))
            .body(chunk);
        let answer = self.answer(request).await?;
        Ok(Upload { url: upload.url.clone(), offset: offset(&answer)?, is_held: says_held(&answer, sha256) })
    }

    /// The address of an upload begun earlier, if it is headquarters'.
    pub fn url_of(&self, upload: &str) -> Option<Url> {
        self.address.at(upload)
    }

    fn tus(&self, method: Method, url: Url, token: &str) -> RequestBuilder {
        self.http.request(method, url).bearer_auth(token).header("Tus-Resumable", "1.0.0")
    }

    async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Trouble> {
        let body = body_of(self.answer(request).await?).await?;
        serde_json::from_slice(&body).map_err(|_| Trouble::CaptivePortal)
    }

    /// The answer, once it is known to be headquarters' and a good one.
    async fn answer(&self, request: RequestBuilder) -> Result<Response, Trouble> {
        let answer = request.send().await?;
        // A sign-in page answers 200, or sends elsewhere; neither shows the root's fingerprint.
        let shown = answer.headers().get(HEADQUARTERS_HEADER).and_then(|value| value.to_str().ok());
        let shown = shown.and_then(|text| text.parse::<Sha256>().ok()).ok_or(Trouble::CaptivePortal)?;
        if self.root.is_some_and(|root| root != shown) {
            return Err(Trouble::OtherHeadquarters);
        }
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        // A HEAD has no body to explain itself with.
        let body = body_of(answer).await?;
        let code = serde_json::from_slice::<ErrorBody>(&body)
            .map_or_else(|_| status.as_str().to_owned(), |body| body.code);
        Err(match status {
            _ if code == "generation_gone" => Trouble::Refused { code },
            _ if code == "fork" => Trouble::Forked,
            StatusCode::GONE => Trouble::Revoked,
            status if status.is_server_error() => Trouble::AtHeadquarters { code },
            _ => Trouble::Refused { code },
        })
    }
}

/// The body, as far as it is worth reading.
async fn body_of(mut answer: Response) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await? {
        if body.len() + piece.len() > MOST_ANSWER_BYTES {
            return Err(Trouble::CaptivePortal);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

fn says_held(answer: &Response, sha256: Sha256) -> bool {
    let held = answer.headers().get(PHOTO_HEADER).and_then(|value| value.to_str().ok());
    held.and_then(|text| text.parse::<Sha256>().ok()) == Some(sha256)
}

fn offset(answer: &Response) -> Result<u64, Trouble> {
    let offset = answer.headers().get("Upload-Offset").and_then(|value| value.to_str().ok());
    offset.and_then(|text| text.parse().ok()).ok_or(Trouble::CaptivePortal)
}
