//! The audit log as administrators and auditors read it, and as a file.

use std::io;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use domain::{Act, AuditAct, Date, Instant, UnitLevel, Zone};
use futures::stream;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::{Entrant, Viewer};
use crate::{
    HqState,
    api::{ApiQuery, countable},
    error::ApiError,
    published::Binary,
    store::{AuditQuery, AuditRow},
};

const ROWS: u32 = 100;
const ROWS_AT_ONCE: u32 = 1_000;
/// Longer words name no account and no ticket.
const MOST_CHARS: usize = 80;

/// Which rows are asked for.
#[derive(Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditAsked {
    #[serde(default)]
    account: String,
    #[serde(default)]
    act: String,
    /// A ticket's number, a device's identity.
    #[serde(default)]
    about: String,
    /// A day of headquarters' calendar.
    #[serde(default)]
    day: String,
    #[serde(default)]
    before: Option<u64>,
}

/// A page of rows, and where the next begins.
#[derive(Serialize, ToSchema)]
pub struct AuditPage {
    rows: Vec<AuditRowView>,
    next: Option<u64>,
    /// Every act there is, for the choice.
    acts: Vec<&'static str>,
}

/// A row.
#[derive(Serialize, ToSchema)]
pub struct AuditRowView {
    seq: u64,
    at: Instant,
    account: String,
    address: String,
    act: &'static str,
    about: String,
    outcome: String,
}

impl From<AuditRow> for AuditRowView {
    fn from(AuditRow { seq, entry, .. }: AuditRow) -> Self {
        Self {
            seq,
            at: entry.at,
            account: entry.account,
            address: entry.address,
            act: entry.act.as_str(),
            about: entry.about,
            outcome: entry.outcome,
        }
    }
}

/// Rows, the newest first.
#[utoipa::path(get, path = "/audit", params(AuditAsked), responses((status = 200, body = AuditPage)))]
pub async fn list(
    State(state): State<HqState>,
    Entrant(viewer): Entrant,
    ApiQuery(asked): ApiQuery<AuditAsked>,
) -> Result<Json<AuditPage>, ApiError> {
    viewer.must(Act::ReadAudit)?;
    let rows = state.store.list_audit(query(&viewer, &asked, ROWS)?).await?;
    let next = rows.last().filter(|row| rows.len() == ROWS as usize && row.seq > 1).map(|row| row.seq);
    Ok(Json(AuditPage {
        rows: rows.into_iter().map(AuditRowView::from).collect(),
        next,
        acts: AuditAct::ALL.iter().map(|act| act.as_str()).collect(),
    }))
}

/// The same rows as a file, however many, read as they are sent.
#[utoipa::path(
    get,
    path = "/audit/export",
    params(AuditAsked),
    responses((status = 200, body = Binary, content_type = "text/csv"))
)]
pub async fn export(
    State(state): State<HqState>,
    Entrant(viewer): Entrant,
    ApiQuery(asked): ApiQuery<AuditAsked>,
) -> Result<Response, ApiError> {
    viewer.must(Act::ReadAudit)?;
    let wanted = query(&viewer, &asked, ROWS_AT_ONCE)?;
    let name = format!("attachment; filename=\"audit-{}.csv\"", state.today());
    let name = HeaderValue::from_str(&name).map_err(|_| ApiError::internal())?;
    let rows = stream::unfold(Some((wanted, true)), move |at| next_rows(state.clone(), at));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((StatusCode::OK, headers, Body::from_stream(rows)).into_response())
}

/// What is still to be asked for, and whether the head of the file is still to be written.
type Rest = Option<(AuditQuery, bool)>;

async fn next_rows(state: HqState, at: Rest) -> Option<(io::Result<Bytes>, Rest)> {
    let (wanted, is_first) = at?;
    let rows = match state.store.list_audit(wanted.clone()).await {
        Ok(rows) => rows,
        // Its beginning is sent already: the file breaks off, which whoever saves it is told by the connection.
        Err(error) => {
            let refusal = ApiError::from(error);
            refusal.met().into_iter().for_each(|met| state.metrics.met(met));
            return Some((Err(io::Error::other("the rest of the rows could not be read")), None));
        }
    };
    // Spreadsheets take a file without a mark for one of their own country.
    let mut text = if is_first {
        "\u{feff}seq,at,account,address,act,about,outcome\r\n".to_owned()
    } else {
        String::new()
    };
    for AuditRow { seq, entry, .. } in &rows {
        let cells = [
            seq.to_string(),
            entry.at.to_string(),
            entry.account.clone(),
            entry.address.clone(),
            entry.act.to_string(),
            entry.about.clone(),
            entry.outcome.clone(),
        ];
        text += &cells.map(|cell| quoted(&cell)).join(",");
        text += "\r\n";
    }
    let last = rows.last().filter(|_| rows.len() == ROWS_AT_ONCE as usize).map(|row| row.seq);
    let rest = last.map(|before| (AuditQuery { before: Some(before), ..wanted }, false));
    Some((Ok(Bytes::from(text)), rest))
}

/// A cell that no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if is_formula { "'" } else { "" };
    if is_formula || cell.contains(['"', ',', '\n', '\r']) {
        return format!("\"{mark}{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

fn query(viewer: &Viewer, asked: &AuditAsked, limit: u32) -> Result<AuditQuery, ApiError> {
    let word = |typed: &str| {
        let typed: String = typed.trim().chars().take(MOST_CHARS).collect();
        (!typed.is_empty()).then_some(typed)
    };
    let act =
        word(&asked.act).map(|act| act.parse::<AuditAct>().map_err(|_| ApiError::malformed())).transpose()?;
    let day =
        word(&asked.day).map(|day| day.parse::<Date>().map_err(|_| ApiError::malformed())).transpose()?;
    // A number is found however it is typed.
    let number =
        |typed: String| typed.parse::<domain::TicketNumber>().map_or(typed, |number| number.to_string());
    // Whoever stands at the top sees also what was nobody's and nowhere.
    let units = (viewer.unit().1 != UnitLevel::Headquarters).then(|| viewer.units.clone());
    Ok(AuditQuery {
        units,
        account: word(&asked.account),
        act,
        about: word(&asked.about).map(number),
        from: day.map(|day| Zone::SHANGHAI.start_of(day)),
        until: day.map(|day| Zone::SHANGHAI.start_of(day.plus_days(1))),
        before: asked.before.map(countable),
        limit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_row() {
        for (cell, written) in [
            ("wu.lei", "wu.lei"),
            ("=1+1", "\"'=1+1\""),
            ("@here", "\"'@here\""),
            ("a,b", "\"a,b\""),
            ("say \"so\"", "\"say \"\"so\"\"\""),
            ("one\ntwo", "\"one\ntwo\""),
        ] {
            assert_eq!(quoted(cell), written);
        }
    }
}
