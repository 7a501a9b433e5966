//! The API as it is published: one OpenAPI document of every path but the push of lines, made from the handlers themselves.
//!
//! What a handler cannot say about itself is added here, by rules that hold for all: who may call, what a refusal looks
//! like, and that an answer leaves nothing out.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use protocol::wire::ErrorBody;
use serde_json::{Map, Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    HqState, api, customer, page,
    services::{self, SERVICES},
};

/// The document's version: raised with each change that a reader of it has to follow.
const VERSION: &str = "1.0.0";

/// Those who call, by the beginning of the path: the tag, what they bring, and what it is called.
const CALLERS: [Caller; 4] = [
    Caller { beginning: "/api/page", tag: "page", brings: Some("page"), is_open: &["/login"] },
    Caller { beginning: SERVICES, tag: "services", brings: Some("service"), is_open: &[] },
    Caller { beginning: "/api/status", tag: "customers", brings: None, is_open: &[] },
    Caller {
        beginning: "/api/v1",
        tag: "counters",
        brings: Some("device"),
        is_open: &["/enrol", "/login/nonce", "/login"],
    },
];

struct Caller {
    beginning: &'static str,
    tag: &'static str,
    /// The name of what proves who calls.
    brings: Option<&'static str>,
    /// Paths for those who have nothing yet to bring.
    is_open: &'static [&'static str],
}

/// Answers that leave out what there is nothing to say of.
const SPARE: [&str; 2] = ["Allowed", "ErrorBody"];

/// A file's bytes, as they are.
pub struct Binary;

impl PartialSchema for Binary {
    fn schema() -> RefOr<Schema> {
        let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
        ObjectBuilder::new().schema_type(Type::String).format(Some(binary)).into()
    }
}

impl ToSchema for Binary {}

/// The document, as text.
pub fn openapi() -> &'static str {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
        let mut text = serde_json::to_string_pretty(&whole()).expect("a document of texts is written");
        text.push('\n');
        text
    });
    &DOCUMENT
}

/// Answers the document to whoever asks: it says nothing that the program's source does not.
pub async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], openapi()).into_response()
}

fn described() -> Value {
    let router: OpenApiRouter<HqState> = OpenApiRouter::new()
        .nest("/api/v1", api::routes())
        .nest("/api/page", page::described())
        .nest(SERVICES, services::routes())
        .nest("/api/status", customer::routes());
    in_order(serde_json::to_value(router.into_openapi()).expect("a description is plain JSON"))
}

/// With its fields sorted: whether serde_json keeps the order in which fields came is decided by who else is built along.
fn in_order(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let sorted: BTreeMap<String, Value> = fields.into_iter().collect();
            sorted.into_iter().map(|(name, value)| (name, in_order(value))).collect()
        }
        Value::Array(values) => values.into_iter().map(in_order).collect(),
        plain => plain,
    }
}

fn whole() -> Value {
    let mut document = described();
    document["info"] = json!({
        "title": "Counterfoil headquarters",
        "version": VERSION,
        "description": "Lines are pushed in a frame of their own, which is not described here.",
        "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
    });
    let mut refusal = Vec::new();
    ErrorBody::schemas(&mut refusal);
    refusal.push((ErrorBody::name().into_owned(), ErrorBody::schema()));
    for (name, schema) in refusal {
        document["components"]["schemas"][name] = json!(schema);
    }
    document["components"]["securitySchemes"] = json!({
        "device": { "type": "http", "scheme": "bearer", "description": "A counter's token, from /api/v1/login." },
        "service": { "type": "http", "scheme": "bearer", "description": "A service's token, as an administrator handed it over." },
        "page": { "type": "apiKey", "in": "cookie", "name": page::COOKIE },
    });
    for (path, operations) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in operations.as_object_mut().into_iter().flatten() {
            complete(path, method, operation);
        }
    }
    require_what_is_always_answered(&mut document);
    in_order(document)
}

/// Adds what holds for every operation.
fn complete(path: &str, method: &str, operation: &mut Value) {
    let caller = CALLERS.iter().find(|caller| path.starts_with(caller.beginning));
    let caller = caller.expect("every path begins as those of one of its callers");
    let is_open = caller.is_open.iter().any(|open| path.strip_prefix(caller.beginning) == Some(*open));
    operation["operationId"] = json!(operation_id(path, method));
    operation["tags"] = json!([caller.tag]);
    if operation.get("security").is_none() {
        operation["security"] = match caller.brings {
            Some(scheme) if !is_open => json!([{ scheme: [] }]),
            _ => json!([]),
        };
    }
    for (status, answer) in operation["responses"].as_object_mut().into_iter().flatten() {
        if answer["description"].as_str().is_none_or(str::is_empty) {
            answer["description"] =
                json!(if status == "204" { "It is done." } else { "What was asked for." });
        }
    }
    let mut parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    for name in path.split(['{', '}']).skip(1).step_by(2) {
        parameters
            .push(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
    }
    if caller.tag == "page" && method != "get" && !is_open {
        let description = "What /api/page/me answered as `csrf`.";
        let schema = json!({ "type": "string" });
        parameters.push(json!({
            "name": "X-CSRF", "in": "header", "required": true, "description": description, "schema": schema,
        }));
    }
    operation["parameters"] = Value::Array(parameters);
    if operation["responses"].get("default").is_some() {
        return;
    }
    let refusal = json!({ "$ref": "#/components/schemas/ErrorBody" });
    operation["responses"]["default"] = json!({
        "description": "A refusal; nothing was lost.",
        "content": { "application/json": { "schema": refusal } },
    });
}

/// `get /api/page/tickets/{id}` is `get_page_tickets_id`.
fn operation_id(path: &str, method: &str) -> String {
    let words = path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = std::iter::once(method).chain(words.filter(|word| *word != "api")).collect();
    words.join("_")
}

/// What a page is answered and never sends has every field, where nothing is known as null.
fn require_what_is_always_answered(document: &mut Value) {
    let mut sent = BTreeSet::new();
    for operation in operations(document) {
        // Counters are answered on the wire, which leaves out what there is nothing to say of.
        if operation["tags"][0] == "counters" {
            named(operation, &mut sent);
        }
        named(&operation["requestBody"], &mut sent);
        named(&operation["parameters"], &mut sent);
    }
    let schemas = document["components"]["schemas"].as_object().cloned().unwrap_or_default();
    loop {
        let known = sent.len();
        for name in sent.clone() {
            schemas.get(&name).into_iter().for_each(|schema| named(schema, &mut sent));
        }
        if sent.len() == known {
            break;
        }
    }
    let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
    for (name, schema) in schemas {
        if !sent.contains(name) && !SPARE.contains(&name.as_str()) {
            require_all(schema);
        }
    }
}

fn operations(document: &Value) -> impl Iterator<Item = &Value> {
    let paths = document["paths"].as_object().into_iter().flat_map(Map::values);
    paths.flat_map(|operations| operations.as_object().into_iter().flat_map(Map::values))
}

/// Collects the names of schemas that `value` refers to.
fn named(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str().and_then(|text| text.strip_prefix("#/components/schemas/")) {
                    Some(referred) if name == "$ref" => drop(names.insert(referred.to_owned())),
                    _ => named(value, names),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| named(value, names)),
        _ => {}
    }
}

fn require_all(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(properties) = fields.get("properties").and_then(Value::as_object) {
                let all: Vec<&String> = properties.keys().collect();
                let all = json!(all);
                fields.insert("required".to_owned(), all);
            }
            fields.values_mut().for_each(require_all);
        }
        Value::Array(values) => values.iter_mut().for_each(require_all),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What others build against, and the page's types are made of; `COUNTERFOIL_WRITE_OPENAPI=1` writes it anew.
    #[test]
    fn the_published_document_is_this_programs() {
        let place = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        if std::env::var_os("COUNTERFOIL_WRITE_OPENAPI").is_some() {
            std::fs::write(place, openapi()).unwrap();
        }
        let kept = std::fs::read_to_string(place).unwrap();
        assert!(kept == openapi(), "openapi.json is not what this program answers");
    }

    #[test]
    fn every_path_is_described_once_and_refers_to_what_is_there() {
        let document = whole();
        let mut ids = BTreeSet::new();
        for operation in operations(&document) {
            assert!(ids.insert(operation["operationId"].to_string()), "{}", operation["operationId"]);
            assert!(operation["summary"].is_string(), "{} says what it does", operation["operationId"]);
            for answer in operation["responses"].as_object().into_iter().flat_map(Map::values) {
                assert!(
                    answer["description"].is_string(),
                    "{} says what it answers",
                    operation["operationId"]
                );
            }
        }
        assert!(ids.len() > 50, "{}", ids.len());
        let mut referred = BTreeSet::new();
        named(&document, &mut referred);
        referred.retain(|name| document["components"]["schemas"].get(name).is_none());
        assert_eq!(referred, BTreeSet::new(), "what is referred to is described");
    }
    /// Of two types with one name the document would silently have one.
    #[test]
    fn no_two_shapes_have_one_name() {
        let counters: OpenApiRouter<HqState> = api::routes();
        let customers: OpenApiRouter<HqState> = customer::routes();
        let parts = [counters.into_openapi(), customers.into_openapi()].map(|part| part.components);
        let parts = parts.into_iter().flatten().flat_map(|components| components.schemas);
        let document = described();
        for (name, shape) in parts.chain(page::shapes()) {
            assert_eq!(document["components"]["schemas"][&name], json!(shape), "{name}");
        }
    }
}
