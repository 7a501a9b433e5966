//! Speaking to headquarters: one function a request, and every answer checked to be headquarters' own.

use std::{ops::Range, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Method, StatusCode, header, request::Builder};
use protocol::{
    Date, DeviceId, EpochId, PolicyVersion, Sha256,
    wire::{
        DayManifest, Deposit, EnrolRequest, EnrolResponse, ErrorBody, FeedAnswer, Generation,
        HEADQUARTERS_HEADER, Hello, HelloAnswer, LogAnswer, LoginAnswer, LoginRequest, MOST_ATTACHMENT_BYTES,
        NonceAnswer, NonceRequest, PHOTO_HEADER, PushAnswer, SignedPolicy, UpdateAnswer, UploadMetadata,
        upload_checksum,
    },
};
use reqwest::Url;
use serde::{Serialize, de::DeserializeOwned};
use store::Upload;

use crate::{Address, Answer, Internet, Network, Program, Request, Trouble};

/// What headquarters answers at once. It may be busy; a link that swallows everything is not waited for longer.
const QUICK: Duration = Duration::from_secs(20);
/// The slowest line that is still worth a part of a photo.
const SLOWEST_BYTES_A_SECOND: u64 = 8 * 1_024;

/// Headquarters, as reached over a network.
#[derive(Clone)]
pub struct Headquarters {
    network: Arc<dyn Network>,
    address: Address,
    /// The fingerprint of the root this device was enrolled with; none while enrolling.
    root: Option<Sha256>,
}

/// Where an upload stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadStands {
    /// Its address.
    pub url: String,
    /// The bytes headquarters holds.
    pub offset: u64,
    /// Headquarters has the whole photo, checked by hash.
    pub is_held: bool,
}

/// What a refused request was answered with.
pub(crate) struct Refusal {
    pub status: StatusCode,
    pub body: ErrorBody,
}

impl Headquarters {
    /// Headquarters at `address`, believed only while it shows the root's fingerprint.
    pub fn at(address: Address, root: Option<Sha256>) -> Self {
        Self::over(Arc::new(Internet::new()), address, root)
    }

    /// The same over another network.
    pub fn over(network: Arc<dyn Network>, address: Address, root: Option<Sha256>) -> Self {
        Self { network, address, root }
    }

    /// Joins a branch with a one-time code.
    pub async fn enrol(&self, request: &EnrolRequest) -> Result<EnrolResponse, Trouble> {
        self.json(self.post("enrol", None, request)).await
    }

    /// A token, for a signature over headquarters' nonce. `sign` is given the nonce's answer.
    pub async fn login(
        &self,
        device: DeviceId,
        sign: impl FnOnce(NonceAnswer) -> LoginRequest,
    ) -> Result<LoginAnswer, Trouble> {
        let nonce = self.json(self.post("login/nonce", None, &NonceRequest { device })).await?;
        self.json(self.post("login", None, &sign(nonce))).await
    }

    /// Gives the key of this device's database under seal.
    pub async fn deposit(&self, token: &str, deposit: &Deposit) -> Result<(), Trouble> {
        self.answer(self.post("deposit", Some(token), deposit), QUICK).await.map(drop)
    }

    /// Says where this device stands, and hears where headquarters does.
    pub async fn hello(&self, token: &str, hello: &Hello) -> Result<HelloAnswer, Trouble> {
        self.json(self.post("hello", Some(token), hello)).await
    }

    /// A published policy, as it was signed.
    pub async fn policy(&self, token: &str, version: &PolicyVersion) -> Result<SignedPolicy, Trouble> {
        self.json(self.get("policy", token, &[("version", version.as_str().to_owned())])).await
    }

    /// Pushes lines, compressed; answered when they are durable.
    pub(crate) async fn push(
        &self,
        token: &str,
        body: Bytes,
    ) -> Result<Result<PushAnswer, Refusal>, Trouble> {
        let limit = QUICK + slow(body.len());
        let request = self
            .request(Method::POST, &self.address.api("push"), Some(token))
            .header(header::CONTENT_TYPE, "application/zstd");
        match self.try_answer(whole(request, body), limit).await? {
            Ok(answer) => read(&answer).map(Ok),
            Err(refusal) if refusal.is_of_the_log() => Ok(Err(refusal)),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// What came into the branch's feed after a position; waits up to `wait_secs` for something to come.
    pub async fn feed(
        &self,
        token: &str,
        generation: Generation,
        after: u64,
        wait_secs: u64,
    ) -> Result<FeedAnswer, Trouble> {
        let fields = [
            ("generation", generation.to_string()),
            ("after", after.to_string()),
            ("wait", wait_secs.to_string()),
        ];
        let limit = QUICK + Duration::from_secs(wait_secs);
        let answer = self.answer(self.get("feed", token, &fields), limit).await?;
        read(&answer)
    }

    /// What stands in the branch's feed before a position, the newest first.
    pub async fn older(
        &self,
        token: &str,
        generation: Generation,
        before: u64,
    ) -> Result<FeedAnswer, Trouble> {
        let fields = [("generation", generation.to_string()), ("before", before.to_string())];
        self.json(self.get("feed/older", token, &fields)).await
    }

    /// What headquarters has written about the branch itself.
    pub async fn branch_lines(&self, token: &str, generation: Generation) -> Result<FeedAnswer, Trouble> {
        self.json(self.get("feed/branch", token, &[("generation", generation.to_string())])).await
    }

    /// This device's own lines after a place.
    pub async fn own_lines(
        &self,
        token: &str,
        device: DeviceId,
        epoch: EpochId,
        after: u64,
    ) -> Result<LogAnswer, Trouble> {
        let path = format!("logs/{device}/{epoch}");
        self.json(self.get(&path, token, &[("after", after.to_string())])).await
    }

    /// What headquarters holds of this device's day.
    pub async fn day(&self, token: &str, device: DeviceId, day: Date) -> Result<DayManifest, Trouble> {
        self.json(self.get(&format!("days/{device}/{day}"), token, &[])).await
    }

    /// A photo of the branch, or an attachment; a line says that it is `size` bytes long.
    pub async fn photo(&self, token: &str, sha256: Sha256, size: u64) -> Result<Bytes, Trouble> {
        let limit = QUICK + slow(size.min(MOST_ATTACHMENT_BYTES) as usize);
        let answer = self.answer(self.get(&format!("photos/{sha256}"), token, &[]), limit).await?;
        Ok(answer.into_body())
    }

    /// The release that a program may go to.
    pub(crate) async fn update(&self, token: &str, program: &Program) -> Result<UpdateAnswer, Trouble> {
        let fields = [("target", program.target.clone()), ("version", program.version.to_string())];
        self.json(self.get("update", token, &fields)).await
    }

    /// A part of a release's file: not a byte more than was asked for, and at least one.
    pub(crate) async fn release_part(
        &self,
        token: &str,
        sha256: Sha256,
        part: Range<u64>,
    ) -> Result<Bytes, Trouble> {
        let most = part.end.saturating_sub(part.start);
        let limit = QUICK + slow(most as usize);
        let mut request = self.get(&format!("releases/{sha256}"), token, &[]);
        let range = format!("bytes={}-{}", part.start, part.end.saturating_sub(1));
        let range = range.parse().expect("digits are a header");
        request.headers_mut().insert(header::RANGE, range);
        let answer = self.answer(request, limit).await?;
        let told = answer.headers().get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
        let begins = told.and_then(|told| told.strip_prefix("bytes ")?.split_once('-')?.0.parse().ok());
        let is_part = answer.status() == StatusCode::PARTIAL_CONTENT && begins == Some(part.start);
        if !is_part || answer.body().is_empty() || answer.body().len() as u64 > most {
            // A proxy that keeps no parts: the whole would be asked for again and again.
            return Err(Trouble::Refused { code: "no_such_part".to_owned() });
        }
        Ok(answer.into_body())
    }

    /// Announces a photo; headquarters may have it already.
    pub async fn create_upload(
        &self,
        token: &str,
        photo: UploadMetadata,
        size: u64,
    ) -> Result<UploadStands, Trouble> {
        let request = self
            .tus(Method::POST, &self.address.api("photos"), token)
            .header("Upload-Length", size)
            .header("Upload-Metadata", photo.to_header());
        let answer = self.answer(whole(request, Bytes::new()), QUICK).await?;
        let location = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let url = location.and_then(|location| self.address.at(location)).ok_or(Trouble::CaptivePortal)?;
        let offset = offset(&answer).unwrap_or(0);
        Ok(UploadStands { url: url.to_string(), offset, is_held: says_held(&answer, photo.sha256) })
    }

    /// Where an upload stands; none when its address is not headquarters'.
    pub async fn upload(
        &self,
        token: &str,
        url: &str,
        sha256: Sha256,
    ) -> Result<Option<UploadStands>, Trouble> {
        let Some(address) = self.address.at(url) else { return Ok(None) };
        let answer = self.answer(whole(self.tus(Method::HEAD, &address, token), Bytes::new()), QUICK).await?;
        Ok(Some(UploadStands {
            url: url.to_owned(),
            offset: offset(&answer).ok_or(Trouble::CaptivePortal)?,
            is_held: says_held(&answer, sha256),
        }))
    }

    /// Sends a part from where the upload stands.
    pub async fn upload_part(
        &self,
        token: &str,
        upload: &Upload,
        part: Bytes,
        sha256: Sha256,
    ) -> Result<UploadStands, Trouble> {
        let url = self.address.at(&upload.url).ok_or(Trouble::CaptivePortal)?;
        let limit = QUICK + slow(part.len());
        let request = self
            .tus(Method::PATCH, &url, token)
            .header(header::CONTENT_TYPE, "application/offset+octet-stream")
            .header("Upload-Offset", upload.offset)
            .header("Upload-Checksum", upload_checksum(&part));
        let answer = self.answer(whole(request, part), limit).await?;
        Ok(UploadStands {
            url: upload.url.clone(),
            offset: offset(&answer).ok_or(Trouble::CaptivePortal)?,
            is_held: says_held(&answer, sha256),
        })
    }

    fn request(&self, method: Method, url: &Url, token: Option<&str>) -> Builder {
        let request = http::Request::builder().method(method).uri(url.as_str());
        match token {
            Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        }
    }

    fn tus(&self, method: Method, url: &Url, token: &str) -> Builder {
        self.request(method, url, Some(token)).header("Tus-Resumable", "1.0.0")
    }

    fn get(&self, path: &str, token: &str, fields: &[(&str, String)]) -> Request {
        let mut url = self.address.api(path);
        for (name, value) in fields {
            url.query_pairs_mut().append_pair(name, value);
        }
        whole(self.request(Method::GET, &url, Some(token)), Bytes::new())
    }

    fn post(&self, path: &str, token: Option<&str>, body: &impl Serialize) -> Request {
        let json = serde_json::to_vec(body).expect("wire types have only fields that can be written");
        let request = self
            .request(Method::POST, &self.address.api(path), token)
            .header(header::CONTENT_TYPE, "application/json");
        whole(request, json.into())
    }

    async fn json<T: DeserializeOwned>(&self, request: Request) -> Result<T, Trouble> {
        read(&self.answer(request, QUICK).await?)
    }

    /// The answer, once it is known to be headquarters' and a good one.
    async fn answer(&self, request: Request, limit: Duration) -> Result<Answer, Trouble> {
        self.try_answer(request, limit).await?.map_err(Trouble::from)
    }

    async fn try_answer(
        &self,
        request: Request,
        limit: Duration,
    ) -> Result<Result<Answer, Refusal>, Trouble> {
        let answer = self.network.carry(request, limit).await?;
        // A sign-in page answers 200, or sends elsewhere; neither shows the root's fingerprint.
        let shown = answer.headers().get(HEADQUARTERS_HEADER).and_then(|value| value.to_str().ok());
        let shown = shown.and_then(|text| text.parse::<Sha256>().ok()).ok_or(Trouble::CaptivePortal)?;
        if self.root.is_some_and(|root| root != shown) {
            return Err(Trouble::OtherHeadquarters);
        }
        let status = answer.status();
        if status.is_success() {
            return Ok(Ok(answer));
        }
        // A HEAD has no body to explain itself with.
        let body = serde_json::from_slice(answer.body())
            .unwrap_or_else(|_| ErrorBody::new(status.as_str(), "headquarters gave no reason"));
        Ok(Err(Refusal { status, body }))
    }
}

impl Refusal {
    /// Whether the lines do not fit what headquarters holds.
    fn is_of_the_log(&self) -> bool {
        self.status == StatusCode::CONFLICT && ["fork", "gap"].contains(&self.body.code.as_str())
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        let Refusal { status, body: ErrorBody { code, .. } } = refusal;
        match status {
            _ if code == "generation_gone" => Self::Refused { code },
            StatusCode::GONE => Self::Revoked,
            status if status.is_server_error() => Self::AtHeadquarters { code },
            _ => Self::Refused { code },
        }
    }
}

fn whole(request: Builder, body: Bytes) -> Request {
    request.body(body).expect("headquarters' address and our headers make a request")
}

fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Trouble> {
    serde_json::from_slice(answer.body()).map_err(|_| Trouble::CaptivePortal)
}

/// What a slow line may take for so many bytes.
fn slow(bytes: usize) -> Duration {
    Duration::from_secs(bytes as u64 / SLOWEST_BYTES_A_SECOND)
}

fn says_held(answer: &Answer, sha256: Sha256) -> bool {
    let held = answer.headers().get(PHOTO_HEADER).and_then(|value| value.to_str().ok());
    held.and_then(|text| text.parse::<Sha256>().ok()) == Some(sha256)
}

fn offset(answer: &Answer) -> Option<u64> {
    answer.headers().get("Upload-Offset")?.to_str().ok()?.parse().ok()
}
