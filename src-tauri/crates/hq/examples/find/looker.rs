//! Someone at headquarters' page.

use std::time::Instant;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use domain::{HeldRole, UnitId};
use hq::HqState;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::Failed;

const PASSWORD: &str = "a long enough password";

/// Someone who is signed in at a unit.
pub struct Looker {
    router: Router,
    cookie: String,
}

impl Looker {
    /// Signs in at a unit.
    pub async fn at(state: &HqState, router: &Router, unit: UnitId) -> Result<Self, Failed> {
        let name = format!("looker-{unit}");
        let roles = vec![HeldRole { role: "administrator".into(), from: None, until: None }];
        // A name that is there already was made by an earlier run.
        if let Err(error) = state.add_account(&name, PASSWORD, unit, roles).await {
            eprintln!("{name}: {error}");
        }
        let form = serde_json::to_vec(&json!({ "account": name, "password": PASSWORD }))?;
        let request = Request::post("/api/page/login").header("content-type", "application/json");
        let answer = router.clone().oneshot(request.body(Body::from(form))?).await?;
        if answer.status() != StatusCode::OK {
            return Err(format!("signing in: {}", answer.status()).into());
        }
        let cookie = answer.headers().get("set-cookie").ok_or("whoever signs in is known from then on")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { router: router.clone(), cookie })
    }

    /// Tickets that hold what is typed.
    pub async fn search(&self, typed: &str) -> Result<(f64, Value), Failed> {
        let encoded: String = typed.bytes().map(|byte| format!("%{byte:02X}")).collect();
        self.get(&format!("tickets?q={encoded}")).await
    }

    /// An answer, and how many milliseconds it took.
    pub async fn get(&self, what: &str) -> Result<(f64, Value), Failed> {
        let request = Request::get(format!("/api/page/{what}")).header("cookie", &self.cookie);
        let begun = Instant::now();
        let answer = self.router.clone().oneshot(request.body(Body::empty())?).await?;
        let (status, body) = (answer.status(), to_bytes(answer.into_body(), usize::MAX).await?);
        let took = begun.elapsed().as_secs_f64() * 1e3;
        if status != StatusCode::OK {
            return Err(format!("{what}: {status}").into());
        }
        Ok((took, serde_json::from_slice(&body)?))
    }
}
