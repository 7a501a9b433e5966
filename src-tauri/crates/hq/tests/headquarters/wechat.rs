//! Complaints in the form in which WeChat sends them.

use hq::ServiceGrant;
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    place::TestHq,
    services::{Bridge, feed, folded},
};

#[tokio::test]
async fn wechats_complaints_come_in_its_form_and_are_answered_in_its_way() {
    let hq = TestHq::new().await;
    let branch = hq.branch;
    let with_branch = |new: ServiceGrant| ServiceGrant { default_branch: Some(branch), ..new };
    let wechat = Bridge::with(&hq, with_branch).await;
    let complaint = |kind: Value| {
        json!({
            "OrderID": "O-77", "WayBillID": "YT1", "ComplainType": kind, "Content": "一直没收到",
            "Pic": "https://p.example.cn/a.jpg|https://p.example.cn/b.jpg", "Name": "李娜", "Phone": "13900001111",
        })
    };
    let categories = ["delay", "loss.whole", "damage", "delivery.attitude", "other.other"];
    for (kind, category) in (1004..).zip(categories) {
        let answer = wechat.post("/wechat/complaints", &complaint(json!(kind))).await;
        let told: Value = answer.json();
        assert_eq!((told["errcode"].as_u64(), told["errmsg"].as_str()), (Some(0), Some("ok")), "{told}");
        assert_eq!(answer.status, 201);
        let again: Value =
            wechat.post("/wechat/complaints", &complaint(json!(kind.to_string()))).await.json();
        assert_eq!(again["number"], told["number"], "as text or as a number");
        let path = format!("/tickets/{}", told["id"].as_str().unwrap());
        let ticket: Value = wechat.get(&path).await.json();
        assert_eq!(ticket["category"], category);
        assert_eq!(
            (ticket["kind"].as_str(), ticket["channel"].as_str()),
            (Some("complaint"), Some("wechat"))
        );
        assert_eq!(ticket["phone"], "139******11", "{ticket}");
        assert!(!ticket["promises"].as_array().unwrap().is_empty(), "{ticket}");
        let mine: Value = wechat.get(&format!("/tickets?reference=O-77%20YT1%20{kind}")).await.json();
        assert_eq!(mine["id"], told["id"]);
    }
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let tickets = folded(&counter, &feed(&counter).await);
    assert_eq!(tickets.len(), 5);
    assert!(tickets[0].notes[0].1.open().unwrap().contains("https://p.example.cn/b.jpg"));

    for (body, problems) in [
        (complaint(json!(1009)), json!([{ "field": "ComplainType", "code": "type_unknown" }])),
        (complaint(Value::Null), json!([{ "field": "ComplainType", "code": "type_unknown" }])),
        (
            json!({ "ComplainType": 1004, "OrderID": "O", "WayBillID": "Y", "Content": "x" }),
            json!([{ "field": "Name", "code": "missing" }, { "field": "Phone", "code": "missing" }]),
        ),
        (
            json!({ "OrderID": 1, "ComplainType": 1004 }),
            json!([{ "field": "OrderID", "code": "unreadable" }]),
        ),
    ] {
        let answer = wechat.post("/wechat/complaints", &body).await;
        let told: Value = answer.json();
        assert_eq!((answer.status.as_u16(), told["problems"].clone()), (422, problems));
        assert_eq!((told["errcode"].as_u64(), told["errmsg"].as_str()), (Some(422), Some("form_invalid")));
    }
    let mut other = complaint(json!(1004));
    other["Content"] = json!("现在坏了");
    let told: Value = wechat.post("/wechat/complaints", &other).await.json();
    assert_eq!((told["errcode"].as_u64(), told["errmsg"].as_str()), (Some(409), Some("reference_differs")));
    let homeless = Bridge::with(&hq, |new| ServiceGrant { name: "无".into(), ..new }).await;
    let told: Value = homeless.post("/wechat/complaints", &complaint(json!(1004))).await.json();
    assert_eq!(told["problems"], json!([{ "field": "branch", "code": "branch_missing" }]));
}
