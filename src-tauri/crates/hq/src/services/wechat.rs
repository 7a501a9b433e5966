//! Complaints as WeChat's mini-program sends them (`waybill_complaint`, developers.weixin.qq.com), answered in its way.
//!
//! What it calls a type is told by the policy's own mapping: a category that WeChat's class stands for.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{Channel, Kind, Role};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    caller::Caller,
    form::{FormJson, PartiesBrought, PartyBrought, Problem, TicketBrought, refused},
    taking_in::take_in,
};
use crate::HqState;

/// The policy's code for the channel.
const WECHAT: &str = "wechat";

/// WeChat's types, and the category that each is.
const TYPES: [(&str, &str); 5] = [
    ("1004", "delay"),
    ("1005", "loss.whole"),
    ("1006", "damage"),
    ("1007", "delivery.attitude"),
    ("1008", "other.other"),
];

/// A complaint, with the names that WeChat has for its fields.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct WechatComplaint {
    /// The order's number.
    #[serde(rename = "OrderID")]
    pub order: String,
    /// The parcel's number.
    #[serde(rename = "WayBillID")]
    pub waybill: String,
    /// 1004 late, 1005 lost, 1006 broken or short, 1007 how somebody was treated, 1008 anything else; number or text.
    #[serde(rename = "ComplainType")]
    pub complain_type: Value,
    /// In the customer's words.
    #[serde(rename = "Content")]
    pub content: String,
    /// Links to pictures, parted by `|`.
    #[serde(rename = "Pic")]
    pub pictures: String,
    /// Who complains.
    #[serde(rename = "Name")]
    pub name: String,
    /// Their phone.
    #[serde(rename = "Phone")]
    pub phone: String,
}

/// What WeChat is answered, with the ticket beside it.
#[derive(Serialize, ToSchema)]
pub struct WechatAnswer {
    /// 0.
    errcode: u16,
    /// `ok`.
    errmsg: &'static str,
    /// The ticket's number.
    number: String,
    /// The ticket's identity.
    id: String,
}

/// Takes a complaint in, once for each order, parcel and type.
#[utoipa::path(
    post,
    path = "/wechat/complaints",
    request_body = WechatComplaint,
    responses(
        (status = 200, description = "Taken in before.", body = WechatAnswer),
        (status = 201, description = "Taken in.", body = WechatAnswer),
        (status = "default", description = "Refused in WeChat's way: errcode and errmsg.", body = Object)
    )
)]
pub async fn complain(
    State(state): State<HqState>,
    caller: Caller,
    complaint: Result<FormJson<WechatComplaint>, Response>,
) -> Response {
    let taken = async {
        let FormJson(complaint) = complaint?;
        let brought = brought(complaint).map_err(refused)?;
        take_in(&state, &caller, brought).await
    };
    match taken.await {
        Ok(taken) => {
            let (number, id) = (taken.ticket.number, taken.ticket.id);
            let status = if taken.is_new { StatusCode::CREATED } else { StatusCode::OK };
            (status, Json(WechatAnswer { errcode: 0, errmsg: "ok", number, id })).into_response()
        }
        Err(refusal) => in_wechats_way(refusal).await,
    }
}

fn brought(complaint: WechatComplaint) -> Result<TicketBrought, Vec<Problem>> {
    let WechatComplaint { order, waybill, complain_type, content, pictures, name, phone } = complaint;
    let complain_type = match &complain_type {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let category = TYPES.iter().find(|(code, _)| *code == complain_type).map(|(_, category)| *category);
    let is_missing = |text: &str| text.trim().is_empty();
    let problems = [
        ("ComplainType", "type_unknown", category.is_none()),
        ("OrderID", "missing", is_missing(&order)),
        ("WayBillID", "missing", is_missing(&waybill)),
        ("Content", "missing", is_missing(&content)),
        ("Name", "missing", is_missing(&name)),
        ("Phone", "missing", is_missing(&phone)),
    ];
    let problems: Vec<Problem> = problems
        .into_iter()
        .filter(|(_, _, is_wrong)| *is_wrong)
        .map(|(field, code, _)| Problem { field: field.to_owned(), code })
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(TicketBrought {
        reference: format!("{} {} {complain_type}", order.trim(), waybill.trim()),
        channel: Channel::from(WECHAT).as_str().to_owned(),
        kind: Kind::Complaint.as_str().to_owned(),
        category: category.map(str::to_owned),
        // WeChat does not say whether they posted it or wait for it.
        role: Role::OTHER.as_str().to_owned(),
        answer_by: WECHAT.to_owned(),
        parties: PartiesBrought {
            agent: PartyBrought { name, phone, ..PartyBrought::default() },
            ..PartiesBrought::default()
        },
        waybill,
        story: content,
        pictures: pictures
            .split('|')
            .map(str::trim)
            .filter(|link| !link.is_empty())
            .map(str::to_owned)
            .collect(),
        ..TicketBrought::default()
    })
}

/// A refusal with what WeChat reads beside what everybody else does: the HTTP status as `errcode`, the code as `errmsg`.
async fn in_wechats_way(refusal: Response) -> Response {
    let (mut parts, body) = refusal.into_parts();
    let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut told: serde_json::Map<String, Value> = serde_json::from_slice(&body).unwrap_or_default();
    let code = told.get("code").cloned().unwrap_or_default();
    told.insert("errcode".to_owned(), parts.status.as_u16().into());
    told.insert("errmsg".to_owned(), code);
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    let body = serde_json::to_vec(&told).expect("a map of JSON can be written");
    Response::from_parts(parts, body.into())
}

#[cfg(test)]
mod tests {
    use domain::Policy;

    use super::*;

    #[test]
    fn each_of_wechats_types_is_a_category_that_the_policy_says_it_is() {
        for (code, category) in TYPES {
            let mapped = Policy::bundled().mapped(WECHAT, &category.into());
            assert_eq!(mapped.map(|class| class.code.as_str()), Some(code), "{category}");
        }
    }
}
