//! A bucket in this process, at whose door a test may stand: it does something of its own while one request is answered.

use std::{
    collections::BTreeMap,
    future::Future,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Bytes, to_bytes},
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use futures::{FutureExt, future::BoxFuture};
use hq::{PhotoPlace, S3Place};

/// It ends with the test.
#[derive(Clone)]
pub struct Bucket {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    objects: Mutex<BTreeMap<String, Bytes>>,
    deed: Mutex<Option<Deed>>,
}

/// What a test does while the next request of a kind is answered.
struct Deed {
    of: Method,
    is_before: bool,
    doing: BoxFuture<'static, ()>,
}

impl Bucket {
    pub async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let bucket = Self { address: listener.local_addr().unwrap(), shared: Arc::default() };
        let router = Router::new().fallback(answer).with_state(Arc::clone(&bucket.shared));
        tokio::spawn(async move { axum::serve(listener, router).await });
        bucket
    }

    pub fn place(&self) -> PhotoPlace {
        PhotoPlace::S3(S3Place {
            endpoint: Some(format!("http://{}", self.address)),
            bucket: "photos".into(),
            region: "cn-east-1".into(),
            prefix: String::new(),
            access_key: "counterfoil".into(),
            secret_key: "the secret of the bucket".to_owned().into(),
            bucket_in_host: false,
            allow_http: true,
        })
    }

    /// Does this before the next request of a kind is carried out.
    pub fn before(&self, of: Method, doing: impl Future<Output = ()> + Send + 'static) {
        *self.shared.deed.lock().unwrap() = Some(Deed { of, is_before: true, doing: doing.boxed() });
    }

    /// Does this when the next request of a kind was carried out, and before that is told.
    pub fn after(&self, of: Method, doing: impl Future<Output = ()> + Send + 'static) {
        *self.shared.deed.lock().unwrap() = Some(Deed { of, is_before: false, doing: doing.boxed() });
    }

    /// What lies in it.
    pub fn names(&self) -> Vec<String> {
        self.shared.objects.lock().unwrap().keys().cloned().collect()
    }
}

async fn answer(State(bucket): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let deed = bucket.deed.lock().unwrap().take_if(|deed| deed.of == parts.method);
    let (before, after) = match deed {
        Some(deed) if deed.is_before => (Some(deed.doing), None),
        Some(deed) => (None, Some(deed.doing)),
        None => (None, None),
    };
    if let Some(doing) = before {
        doing.await;
    }
    let answer = bucket.carry_out(&parts.method, parts.uri.path(), body);
    if let Some(doing) = after {
        doing.await;
    }
    answer
}

impl Shared {
    fn carry_out(&self, method: &Method, path: &str, body: Bytes) -> Response {
        let mut objects = self.objects.lock().unwrap();
        match *method {
            Method::PUT => {
                objects.insert(path.to_owned(), body);
                [("etag", "\"1\"")].into_response()
            }
            Method::GET => match objects.get(path) {
                Some(found) => found.clone().into_response(),
                None => StatusCode::NOT_FOUND.into_response(),
            },
            // What is to be taken away comes as a list.
            Method::POST => {
                let list = String::from_utf8(body.to_vec()).unwrap();
                let names = list.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
                let mut told = String::new();
                for name in names {
                    objects.remove(&format!("/photos/{name}"));
                    told += &format!("<Deleted><Key>{name}</Key></Deleted>");
                }
                format!("<DeleteResult>{told}</DeleteResult>").into_response()
            }
            _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
        }
    }
}
