//! The pages' own files, where they were built in.

use axum::{Router, routing::get};

use crate::{HqState, error::ApiError};

/// Headquarters' page at `/`, the customer's at `/t`, their files, and a refusal everywhere else.
pub fn pages() -> Router<HqState> {
    Router::new()
        .route("/", get(index))
        .route("/t", get(slip))
        .route("/{*path}", get(file))
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
}

async fn nothing() -> ApiError {
    ApiError::not_found()
}

#[cfg(feature = "page")]
mod built_in {
    use axum::{
        extract::Path,
        http::{HeaderValue, header},
        response::{IntoResponse, Response},
    };
    use rust_embed::RustEmbed;

    use crate::error::ApiError;

    #[derive(RustEmbed)]
    #[folder = "../../../ui/dist"]
    struct Files;

    /// Headquarters' page.
    pub async fn index() -> Response {
        answer("hq.html", "no-cache")
    }

    /// The customer's page. What the slip's link says behind `#` never comes here.
    pub async fn slip() -> Response {
        answer("status.html", "no-cache")
    }

    /// One of their files; their names change with what is in them.
    pub async fn file(Path(path): Path<String>) -> Response {
        if path.starts_with("assets/") {
            answer(&path, "public, max-age=31536000, immutable")
        } else {
            ApiError::not_found().into_response()
        }
    }

    fn answer(path: &str, cached: &'static str) -> Response {
        let Some(file) = Files::get(path) else { return ApiError::not_found().into_response() };
        let mut response = file.data.into_owned().into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cached));
        response
    }

    fn media_type(path: &str) -> &'static str {
        match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "html" => "text/html; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "woff2" => "font/woff2",
            _ => "application/octet-stream",
        }
    }
}
#[cfg(feature = "page")]
use built_in::{file, index, slip};

#[cfg(not(feature = "page"))]
async fn index() -> &'static str {
    "This is a headquarters of Counterfoil. Its page was not built into this program (feature `page`)."
}

#[cfg(not(feature = "page"))]
async fn slip() -> &'static str {
    "The customer's page was not built into this program (feature `page`)."
}

#[cfg(not(feature = "page"))]
async fn file() -> ApiError {
    ApiError::not_found()
}
