//! What every request passes: a bound on its body and its time, headers on its answer, and one line in the log.
//!
//! The log has method, path template, status, code, device and time. No address as typed, no query, no body.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::DeviceId;
use protocol::wire::{HEADQUARTERS_HEADER, MOST_PART_BYTES};

use crate::{
    HqState,
    api::{MOST_FEED_WAIT, linger},
    error::{ApiError, LoggedCode},
    metrics::Met,
    services::SERVICES,
};

/// The largest body of a request that is neither a push nor a photo.
pub const MOST_FORM_BYTES: usize = 64 * 1_024;
/// The largest body with a policy in it: the largest document, in which every line and every quote is escaped.
pub const MOST_POLICY_BODY_BYTES: usize = 3 * 1_024 * 1_024;
/// The largest body of a push, compressed.
pub const MOST_PUSH_BODY_BYTES: usize = 2 * 1_024 * 1_024;
/// The largest body of a chunk of a photo or an attachment.
pub const MOST_CHUNK_BYTES: usize = MOST_PART_BYTES as usize;

/// The largest carry-over: no file on a stick in its usual format can be larger.
pub const MOST_CARRY_OVER_BYTES: u64 = u32::MAX as u64;

/// On slow lines, and watched piece by piece.
const PHOTO_TIME_LIMIT: Duration = Duration::from_secs(30 * 60);
const CARRY_OVER_TIME_LIMIT: Duration = Duration::from_secs(2 * 60 * 60);

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a handler learns about a request that its line in the log should say.
#[derive(Clone, Default)]
pub struct Note(Arc<OnceLock<DeviceId>>);

impl Note {
    /// The request is this device's.
    pub fn device(&self, device: DeviceId) {
        // A request has one token; a second call could only say the same.
        let _ = self.0.set(device);
    }
}

/// Guards every request.
pub async fn guard(State(state): State<HqState>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let template = matched.as_ref().map_or("-", MatchedPath::as_str);
    let note = Note::default();
    request.extensions_mut().insert(note.clone());
    let socket = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let socket = socket.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip());
    let origin = Origin(state.proxies.origin(socket, request.headers()));
    request.extensions_mut().insert(origin);

    let allowed = Allowed::to(&method, template, state.limits.request);
    let mut response = if declared_bytes(&request).is_some_and(|length| length > allowed.bytes) {
        // Refused before a byte of it is read.
        linger(request.into_body());
        (allowed.too_large)().into_response()
    } else {
        let limit = allowed.time;
        let answered = tokio::time::timeout(limit, next.run(request)).await;
        answered.unwrap_or_else(|_| ApiError::timeout().into_response())
    };
    add_headers(&state, &mut response);

    let code = response.extensions().get::<LoggedCode>().map_or("", |code| &code.0);
    let device = note.0.get().map(ToString::to_string).unwrap_or_default();
    state.metrics.answered(&method, template, response.status(), started.elapsed());
    if !code.is_empty() {
        state.metrics.refused(template, code);
    }
    if template.starts_with(SERVICES) {
        state.metrics.service_called(response.status(), code);
    }
    if let Some(met) = response.extensions().get::<Met>() {
        state.metrics.met(*met);
    }
    let status = response.status().as_u16();
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, path = template, status, code, device, ms, "answered");
    response
}

/// What a request may take.
struct Allowed {
    bytes: u64,
    time: Duration,
    /// What one that would take more is told.
    too_large: fn() -> ApiError,
}

impl Allowed {
    fn to(method: &Method, template: &str, time: Duration) -> Self {
        let allowed = |bytes: usize, time| Self { bytes: bytes as u64, time, too_large: ApiError::too_large };
        if *method == Method::PATCH {
            allowed(MOST_CHUNK_BYTES, PHOTO_TIME_LIMIT)
        } else if template.ends_with("/carry-over") {
            Self {
                bytes: MOST_CARRY_OVER_BYTES,
                time: CARRY_OVER_TIME_LIMIT,
                too_large: ApiError::carry_over_too_large,
            }
        } else if template.ends_with("/policies") || template.ends_with("/policies/examine") {
            Self { bytes: MOST_POLICY_BODY_BYTES as u64, time, too_large: ApiError::policy_too_large }
        } else if template.ends_with("/push") {
            allowed(MOST_PUSH_BODY_BYTES, time)
        } else if template.ends_with("/feed") {
            allowed(MOST_FORM_BYTES, time + MOST_FEED_WAIT)
        } else {
            allowed(MOST_FORM_BYTES, time)
        }
    }
}

fn declared_bytes(request: &Request) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn add_headers(state: &HqState, response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(HEADQUARTERS_HEADER, state.fingerprint.clone());
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if state.is_secure() {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

/// Where a request comes from, as far as that is believed.
#[derive(Clone, Copy)]
struct Origin(IpAddr);

/// Where a request comes from; this machine when there is no socket.
pub fn address_of(request: &axum::http::request::Parts) -> IpAddr {
    request.extensions.get::<Origin>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |origin| origin.0)
}
