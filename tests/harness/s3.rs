//! A photo store that speaks S3: a real server over a folder, in this process, which can go wrong in the ways of real ones.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use hq::S3Place;
use s3s::{
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use tokio::runtime::Runtime;

const BUCKET: &str = "photos";
const ACCESS_KEY: &str = "counterfoil";
const SECRET_KEY: &str = "the secret of the photo store";

/// How a photo store behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Mood {
    /// As it should.
    Well,
    /// It answers that it is busy.
    Busy,
    /// It says that it keeps what it is given, and does not.
    Forgetful,
    /// It changes a byte of what it is given, after it has said that it keeps it.
    Spoiling,
}

/// A photo store on this machine; it ends with the test.
pub struct S3Server {
    root: PathBuf,
    address: SocketAddr,
    shared: Arc<Shared>,
    /// Its own, so that it can end as a machine does: at once, with every connection.
    runtime: Option<Runtime>,
}

/// What the server's connections know.
struct Shared {
    mood: AtomicU8,
    asked: AtomicU64,
}

#[derive(Clone)]
struct Server {
    service: S3Service,
    root: PathBuf,
    shared: Arc<Shared>,
}

impl S3Server {
    /// Starts one whose bucket is the folder `photos` in `root`.
    pub fn start(root: &Path) -> Self {
        fs::create_dir_all(root.join(BUCKET)).expect("a folder of the test's own has room");
        let mut server = Self {
            root: root.to_owned(),
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            shared: Arc::new(Shared { mood: AtomicU8::new(Mood::Well as u8), asked: AtomicU64::new(0) }),
            runtime: None,
        };
        server.start_again();
        server
    }

    /// Comes back at the same address with what it keeps.
    pub fn start_again(&mut self) {
        let listener = TcpListener::bind(self.address).expect("its port is free");
        listener.set_nonblocking(true).expect("a socket can wait");
        self.address = listener.local_addr().expect("it listens");
        let mut service = S3ServiceBuilder::new(FileSystem::new(&self.root).expect("its folder is there"));
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let server =
            Server { service: service.build(), root: self.root.clone(), shared: Arc::clone(&self.shared) };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a thread can be started");
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("the socket can wait");
            axum::serve(listener, Router::new().fallback(answer).with_state(server)).await
        });
        self.runtime = Some(runtime);
    }

    /// Is gone at once, in the middle of whatever it does.
    pub fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }

    /// Behaves so from now on.
    pub fn is(&self, mood: Mood) {
        self.shared.mood.store(mood as u8, Ordering::SeqCst);
    }

    /// How many requests came.
    pub fn asked(&self) -> u64 {
        self.shared.asked.load(Ordering::SeqCst)
    }

    /// How headquarters reaches it, with a prefix for its names.
    pub fn place(&self, prefix: &str) -> S3Place {
        S3Place {
            endpoint: Some(format!("http://{}", self.address)),
            bucket: BUCKET.to_owned(),
            region: "cn-east-1".to_owned(),
            prefix: prefix.to_owned(),
            access_key: ACCESS_KEY.to_owned(),
            secret_key: SECRET_KEY.to_owned().into(),
            bucket_in_host: false,
            allow_http: true,
        }
    }

    /// Tells headquarters as a program that photos lie here.
    pub fn told_to<'a>(&self, headquarters: &'a mut Command) -> &'a mut Command {
        let place = self.place("");
        headquarters
            .env("COUNTERFOIL_HQ_PHOTOS_PLACE", "s3")
            .env("COUNTERFOIL_HQ_PHOTOS_S3_ENDPOINT", place.endpoint.as_deref().expect("it has one"))
            .env("COUNTERFOIL_HQ_PHOTOS_S3_ALLOW_HTTP", "true")
            .env("COUNTERFOIL_HQ_PHOTOS_S3_BUCKET", &place.bucket)
            .env("COUNTERFOIL_HQ_PHOTOS_S3_ACCESS_KEY", &place.access_key)
            .env("COUNTERFOIL_HQ_PHOTOS_S3_SECRET_KEY", &**place.secret_key)
    }

    /// Where its objects lie on the disk.
    pub fn objects(&self) -> PathBuf {
        self.root.join(BUCKET)
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    let Server { service, root, shared } = server;
    shared.asked.fetch_add(1, Ordering::SeqCst);
    let mood = shared.mood.load(Ordering::SeqCst);
    let is_put = request.method() == Method::PUT;
    if mood == Mood::Busy as u8 {
        return (StatusCode::SERVICE_UNAVAILABLE, "<Error><Code>SlowDown</Code></Error>").into_response();
    }
    if is_put && mood == Mood::Forgetful as u8 {
        let _ = axum::body::to_bytes(request.into_body(), usize::MAX).await;
        return (StatusCode::OK, [("etag", "\"kept\"")]).into_response();
    }
    let bucket = request.uri().path().split('/').nth(1).unwrap_or_default();
    if !root.join(bucket).is_dir() {
        // The server under it would make one, which no photo store does.
        return (StatusCode::NOT_FOUND, "<Error><Code>NoSuchBucket</Code></Error>").into_response();
    }
    let file = root.join(request.uri().path().trim_start_matches('/'));
    let answered = service.call(request.map(s3s::Body::http_body_unsync)).await;
    let Ok(answered) = answered else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if is_put && mood == Mood::Spoiling as u8 {
        spoil(&file);
    }
    answered.map(Body::new)
}

/// Changes the last byte of a file behind everybody's back.
pub fn spoil(file: &Path) {
    let mut bytes = fs::read(file).expect("the file is there");
    *bytes.last_mut().expect("the file is not empty") ^= 1;
    fs::write(file, bytes).expect("the file can be written");
}
