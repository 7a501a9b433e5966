//! Stars that whoever holds the slip gives on the page.

use domain::{RatingAspect, RatingWay, Stars, TicketAction};
use serde_json::{Value, json};

use crate::{customer_page::Held, place::Answer};

/// The slip, and stars for two of the four rows.
async fn rate(held: &Held, form: &Value, timeliness: u8, handling: u8) -> Answer {
    let mut form = form.clone();
    form["timeliness"] = timeliness.into();
    form["handling"] = handling.into();
    held.hq.post("/api/status/rating", &form).await
}

fn scanned(held: &Held) -> Value {
    json!({ "slip": held.qr(), "words": " 很快,谢谢 " })
}

#[tokio::test]
async fn stars_are_given_once_the_matter_is_over_and_reach_the_ticket() {
    let mut held = Held::new().await;
    let early = rate(&held, &scanned(&held), 5, 4).await;
    assert_eq!((early.status.as_u16(), early.code().as_str()), (409, "rating_too_early"));
    held.act(TicketAction::Withdraw).await;
    let before: Value = held.hq.post("/api/status", &scanned(&held)).await.json();
    assert_eq!((&before["ticket"]["may_rate"], &before["ticket"]["rating"]), (&true.into(), &Value::Null));

    let answer = rate(&held, &scanned(&held), 5, 4).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(!answer.text().contains("谢谢"), "words are not told back to whoever has the slip");
    let given = json!({ "timeliness": 5, "attitude": null, "safety": null, "handling": 4 });
    assert_eq!(answer.json::<Value>()["ticket"]["rating"], given);

    let ticket = held.hq.state.ticket(held.hq.branch, held.ticket).await.unwrap().unwrap();
    let rated = ticket.rating().unwrap();
    assert_eq!((rated.by, &rated.made.way), (None, &RatingWay::PAGE));
    assert_eq!(rated.made.stars(RatingAspect::Timeliness), Stars::new(5).ok());
    assert_eq!(rated.made.words.as_ref().and_then(|words| words.open()).unwrap(), "很快,谢谢");
}

#[tokio::test]
async fn a_changed_mind_counts_and_the_fourth_does_not() {
    let mut held = Held::new().await;
    held.act(TicketAction::Withdraw).await;
    for stars in [1, 2, 3] {
        assert_eq!(rate(&held, &held.typed(), stars, stars).await.status, 200);
    }
    let refused = rate(&held, &held.typed(), 5, 5).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "rating_closed"));
    let shown: Value = held.hq.post("/api/status", &held.typed()).await.json();
    assert_eq!(
        (&shown["ticket"]["may_rate"], &shown["ticket"]["rating"]["handling"]),
        (&false.into(), &3.into())
    );
}

#[tokio::test]
async fn no_stars_no_slip_and_practice_rate_nothing() {
    let mut held = Held::with(|opened| opened.practice = true).await;
    held.act(TicketAction::Withdraw).await;
    let told = async |form: Value| {
        let answer = held.hq.post("/api/status/rating", &form).await;
        (answer.status.as_u16(), answer.code())
    };
    assert_eq!(told(scanned(&held)).await, (400, "rating_empty".to_owned()));
    let mut wrong = held.typed();
    (wrong["code"], wrong["safety"]) = ("0000000000000000".into(), 5.into());
    assert_eq!(told(wrong).await, (404, "slip_refused".to_owned()));
    let mut practised = scanned(&held);
    practised["safety"] = 5.into();
    assert_eq!(told(practised.clone()).await, (409, "rating_closed".to_owned()));
    practised["safety"] = 6.into();
    assert_eq!(told(practised).await.0, 400, "there are no six stars");
}
