//! What an account sees: its unit's subtree, and nothing else.

use hq::Clock;
use serde_json::Value;

use crate::{
    counter::TestCounter,
    page_sign_in::Browser,
    place::{TestHq, add_branch},
};

fn numbers(list: &Value) -> Vec<String> {
    list["tickets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ticket| ticket["number"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn an_account_sees_its_units_subtree_alone() {
    let hq = TestHq::new().await;
    let south = hq::UnitForm {
        level: domain::UnitLevel::Region,
        name: "华南大区".into(),
        parent: Some(hq.top),
        letter: None,
        branch: None,
    };
    let south = hq.state.add_unit(south).await.unwrap();
    let far = add_branch(&hq.state, "GZ01", "天河网点", south).await;
    let mut near_counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let mut far_counter = TestCounter::enrolled(2, &hq, far).await;
    let near_ticket = near_counter.open_claim(1, "SF1").await;
    let far_ticket = far_counter.open_claim(2, "SF2").await;

    let everything = Browser::signed_in(&hq, hq.top).await;
    assert_eq!(numbers(&everything.get("/api/page/tickets").await.json()).len(), 2);

    let near = Browser::signed_in(&hq, hq.region).await;
    let seen: Value = near.get("/api/page/tickets").await.json();
    assert_eq!(seen["tickets"].as_array().unwrap().len(), 1);
    assert_eq!(seen["tickets"][0]["branch_code"], "WC07");
    assert_eq!(near.get(&format!("/api/page/tickets/{near_ticket}")).await.status, 200);
    assert_eq!(near.get(&format!("/api/page/tickets/{far_ticket}")).await.code(), "not_found");
    let searched: Value = near.get("/api/page/tickets?q=SF2").await.json();
    assert_eq!(numbers(&searched), Vec::<String>::new(), "nor by searching");
    let branches: Value = near.get("/api/page/branches").await.json();
    assert_eq!(branches.as_array().unwrap().len(), 1);

    let far = Browser::signed_in(&hq, far.into()).await;
    assert_eq!(numbers(&far.get("/api/page/tickets").await.json()).len(), 1);
}

#[tokio::test]
async fn nobody_sees_anything_without_signing_in() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    for path in
        ["/api/page/tickets", "/api/page/me", "/api/page/branches", &format!("/api/page/tickets/{ticket}")]
    {
        assert_eq!(hq.get(path).await.code(), "unauthenticated", "{path}");
        assert_eq!(counter.get(path).await.code(), "unauthenticated", "{path}: nor with a device's token");
    }
}

#[tokio::test]
async fn tickets_are_found_by_number_and_by_waybill() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    for (n, waybill) in [(1, "SF1234567890123"), (2, "SF1234567890199"), (3, "YT9988776655443")] {
        hq.clock.move_on(60_000);
        counter.open_claim(n, waybill).await;
    }
    let browser = Browser::signed_in(&hq, hq.top).await;
    let all = numbers(&browser.get("/api/page/tickets").await.json());
    assert_eq!(
        all.iter().map(|number| &number[12..17]).collect::<Vec<_>>(),
        ["A0003", "A0002", "A0001"],
        "newest first"
    );
    let found =
        async |typed: &str| numbers(&browser.get(&format!("/api/page/tickets?q={typed}")).await.json());
    assert_eq!(found("SF1234567890123").await, [all[2].clone()]);
    assert_eq!(found("sf12345").await.len(), 2);
    assert_eq!(found("%EF%BC%B3%EF%BC%A6%EF%BC%91%EF%BC%92").await.len(), 2, "full-width forms");
    assert_eq!(found(&all[0]).await, [all[0].clone()]);
    assert_eq!(found(&all[0].to_lowercase().replace('-', "").replace('0', "O")).await, [all[0].clone()]);
    assert_eq!(found("WC07-2611").await.len(), 3);
    assert_eq!(found("SF%25").await, all[1..].to_owned(), "a pattern is only text");
}

#[tokio::test]
async fn the_list_is_paged_without_gaps_or_repeats() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    for n in 1..=5 {
        // Two of them at one moment.
        hq.clock.move_on(if n == 3 { 0 } else { 60_000 });
        counter.open_claim(n, "SF1").await;
    }
    let browser = Browser::signed_in(&hq, hq.top).await;
    let all = numbers(&browser.get("/api/page/tickets").await.json());
    let mut paged = Vec::new();
    let mut path = "/api/page/tickets?limit=2".to_owned();
    loop {
        let page: Value = browser.get(&path).await.json();
        paged.extend(numbers(&page));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/page/tickets?limit=2&after={next}");
    }
    assert_eq!(paged, all);
    assert_eq!(paged.len(), 5);
    assert_eq!(browser.get("/api/page/tickets?after=nonsense").await.code(), "malformed");
}

#[tokio::test]
async fn tickets_of_several_branches_come_in_one_order_page_by_page() {
    let hq = TestHq::new().await;
    let other = add_branch(&hq.state, "WC08", "五常二店", hq.region).await;
    let elsewhere = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let mut counters = [
        TestCounter::enrolled(1, &hq, hq.branch).await,
        TestCounter::enrolled(2, &hq, other).await,
        TestCounter::enrolled(3, &hq, elsewhere).await,
    ];
    for n in 1..=9 {
        hq.clock.move_on(60_000);
        counters[usize::from(n) % 3].open_claim(n, "SF1").await;
    }
    for (unit, serials) in [
        (hq.top, "9 8 7 6 5 4 3 2 1"),
        (hq.region, "9 7 6 4 3 1"),
        (hq.branch.into(), "9 6 3"),
        (other.into(), "7 4 1"),
    ] {
        let browser = Browser::signed_in(&hq, unit).await;
        for list in ["tickets", "decisions"] {
            let (mut paged, mut after) = (Vec::new(), String::new());
            loop {
                let page: Value = browser.get(&format!("/api/page/{list}?limit=2{after}")).await.json();
                let tickets = numbers(&page).into_iter();
                paged.extend(tickets.map(|number| number[16..17].to_owned()));
                let Some(next) = page["next"].as_str() else { break };
                after = format!("&after={next}");
            }
            // What is due first was opened first.
            if list == "decisions" {
                paged.reverse();
            }
            assert_eq!(paged.join(" "), serials, "{list}");
        }
    }
}

#[tokio::test]
async fn what_waits_is_counted_as_it_is_written_and_the_same_from_the_log() {
    let hq = TestHq::new().await;
    let other = add_branch(&hq.state, "WC08", "五常二店", hq.region).await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    for n in 1..=3 {
        counter.open_claim(n, "SF1").await;
    }
    let ticket = TestCounter::enrolled(2, &hq, other).await.open_claim(4, "SF2").await;
    let counted = async || {
        let mut counts = Vec::new();
        for unit in [hq.top, hq.region, hq.branch.into(), other.into()] {
            let name = format!("counting-{unit}-{}", hq.clock.now().unix_ms());
            let browser = Browser::named(&hq, &name, unit, crate::page_sign_in::administrator()).await;
            let queue: Value = browser.get("/api/page/decisions").await.json();
            counts.push(queue["counts"]["decision"].as_u64().unwrap());
        }
        hq.clock.move_on(1);
        counts
    };
    assert_eq!(counted().await, [4, 4, 3, 1]);
    hq.state.forget_ticket(other, ticket).await.unwrap();
    assert_eq!(counted().await, [3, 3, 3, 0], "nobody can decide what is forgotten");
    hq.state.rebuild().await.unwrap();
    assert_eq!(counted().await, [3, 3, 3, 0]);
}

#[tokio::test]
async fn branches_are_shown_by_code_some_at_once() {
    let hq = TestHq::new().await;
    for code in ["WC09", "BB01", "WC08"] {
        add_branch(&hq.state, code, "网点", hq.region).await;
    }
    let browser = Browser::signed_in(&hq, hq.top).await;
    let codes = async |asked: &str| -> Vec<String> {
        let branches: Value = browser.get(&format!("/api/page/branches{asked}")).await.json();
        let branches = branches.as_array().unwrap().iter();
        branches.map(|branch| branch["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes("").await, ["BB01", "WC07", "WC08", "WC09"]);
    assert_eq!(codes("?limit=3").await, ["BB01", "WC07", "WC08"]);
    assert_eq!(codes("?limit=3&after=WC08").await, ["WC09"]);
    assert_eq!(codes("?after=WC09").await, [""; 0]);
    assert_eq!(browser.get("/api/page/branches?after=nowhere").await.code(), "malformed");
}
