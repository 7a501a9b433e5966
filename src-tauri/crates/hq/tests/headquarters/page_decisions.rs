//! The queue of claims that wait for a decision.

use domain::{ActionTaken, Fact, Retracted, TicketAction};
use serde_json::Value;

use crate::{
    counter::TestCounter,
    page_deciding::Case,
    page_sign_in::Browser,
    place::{TestHq, add_branch},
};

async fn queue(browser: &Browser, query: &str) -> Value {
    let answer = browser.get(&format!("/api/page/decisions{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn ids(queue: &Value) -> Vec<&str> {
    queue["tickets"].as_array().unwrap().iter().map(|ticket| ticket["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn claims_wait_earliest_due_first_and_late_is_said() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let mut opened = Vec::new();
    for n in 1..=3 {
        opened.push(counter.open_claim(n, "SF1").await.to_string());
        hq.clock.move_on(24 * 3_600_000);
        counter.log_in().await;
    }
    let browser = Browser::named(&hq, "wu.lei", hq.top, vec!["adjuster".parse().unwrap()]).await;
    let all = queue(&browser, "").await;
    assert_eq!(ids(&all), opened, "who came first is due first");
    assert_eq!(all["counts"]["decision"], 3);
    assert_eq!(all["tickets"][0]["is_mine"], true);
    let first = queue(&browser, "?limit=2").await;
    let next = first["next"].as_str().unwrap();
    let rest = queue(&browser, &format!("?limit=2&after={next}")).await;
    assert_eq!([ids(&first), ids(&rest)].concat(), opened);
    hq.clock.move_on(30 * 24 * 3_600_000);
    // Signed in anew: a month is longer than a session.
    let browser = Browser::named(&hq, "zhou.min", hq.top, vec!["adjuster".parse().unwrap()]).await;
    let late = queue(&browser, "").await;
    assert!(late["tickets"].as_array().unwrap().iter().all(|ticket| ticket["is_late"] == true));
}

#[tokio::test]
async fn a_claim_leaves_the_queue_when_it_is_decided_or_its_customer_is_asked() {
    let mut case = Case::assessed_at(60_000).await;
    let wu = case.adjuster("wu.lei").await;
    assert_eq!(queue(&wu, "").await["tickets"][0]["assessed_fen"], 60_000);
    let form = case.form(&wu, "ask_back").await;
    assert_eq!(case.send(&wu, &form).await.status, 200);
    assert_eq!(ids(&queue(&wu, "").await).len(), 0);
    let heads = case.folded().await.heads;
    let replied = Fact::ActionTaken(ActionTaken { action: TicketAction::CustomerReplied, words: None });
    let line = case.counter.write_after(Some(case.ticket), &replied, heads);
    case.counter.push(&[line]).await;
    assert_eq!(ids(&queue(&wu, "?what=decision").await).len(), 1);
    let form = case.form(&wu, "approve").await;
    assert_eq!(case.send(&wu, &form).await.status, 200);
    assert_eq!(ids(&queue(&wu, "").await).len(), 0);
}

#[tokio::test]
async fn what_waits_for_a_second_person_says_whether_this_account_is_one() {
    let case = Case::assessed_at(600_000).await;
    let wu = case.adjuster("wu.lei").await;
    let mut form = case.form(&wu, "change").await;
    form["departure"] = "agreed".into();
    form["lines"] = serde_json::json!([{ "kind": "loss", "fen": 600_000, "rule": "law.civil_833" }]);
    let done = case.send(&wu, &form).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let of_wu = queue(&wu, "?what=release").await;
    assert_eq!((ids(&of_wu).len(), &of_wu["tickets"][0]["is_mine"]), (1, &false.into()));
    assert_eq!(of_wu["tickets"][0]["decided_by"], "wu.lei");
    let zhou = case.approver("zhou.min").await;
    let of_zhou = queue(&zhou, "").await;
    assert_eq!(of_zhou["tickets"][0]["what"], "release");
    assert_eq!(of_zhou["tickets"][0]["is_mine"], true);
    assert_eq!((&of_zhou["counts"]["decision"], &of_zhou["counts"]["release"]), (&0.into(), &1.into()));
}

#[tokio::test]
async fn a_decision_that_came_too_late_is_shown_as_that() {
    let mut case = Case::assessed_at(60_000).await;
    let wu = case.adjuster("wu.lei").await;
    // The counter, which has not heard of the decision yet, has the claim withdrawn first by its clock.
    let withdrawn = Fact::ActionTaken(ActionTaken { action: TicketAction::Withdraw, words: None });
    let line = case.counter.write(Some(case.ticket), &withdrawn);
    case.hq.clock.move_on(60_000);
    let form = case.form(&wu, "approve").await;
    assert_eq!(case.send(&wu, &form).await.status, 200);
    case.counter.push(&[line]).await;
    let late = queue(&wu, "").await;
    assert_eq!((ids(&late).len(), late["tickets"][0]["what"].as_str()), (1, Some("too_late")));
    let claim = case.claim(&wu).await;
    assert_eq!(claim["decisions"][0]["standing"], "too_late");
    let heads = case.folded().await.heads;
    let noted = Retracted { event: case.folded().await.decisions[0].event };
    let line = case.counter.write_after(Some(case.ticket), &Fact::Retracted(noted), heads);
    case.counter.push(&[line]).await;
    assert_eq!(ids(&queue(&wu, "").await).len(), 0, "somebody took note of it");
}

#[tokio::test]
async fn the_queue_is_of_the_accounts_subtree_and_holds_claims_alone() {
    let case = Case::assessed_at(60_000).await;
    let far = add_branch(&case.hq.state, "GZ01", "天河网点", case.hq.top).await;
    let stranger = Browser::named(&case.hq, "far", far.into(), vec!["adjuster".parse().unwrap()]).await;
    assert_eq!(ids(&queue(&stranger, "").await).len(), 0);
    assert_eq!(queue(&stranger, "").await["counts"]["decision"], 0);
    let approver = case.approver("zhou.min").await;
    assert_eq!(queue(&approver, "").await["counts"]["decision"], 1);
    let before = queue(&approver, "").await;
    case.hq.state.rebuild().await.unwrap();
    assert_eq!(queue(&approver, "").await, before, "the queue is made from the log");
}
