//! Tickets that belong together are found in every branch, linked across them, merged within one, and taken apart again.

use domain::{BranchId, Fact, Retracted, TicketId, TicketMerged};
use protocol::{Line, wire::FeedAnswer};
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::{NAME, PHONE, a_note},
    page_sign_in::Browser,
    place::{Answer, TestHq, add_branch},
};

const MINUTE_MS: i64 = 60_000;

/// Two branches of two regions, each with a counter that took the same parcel in.
struct Two {
    hq: TestHq,
    here: TestCounter,
    there: TestCounter,
    far: BranchId,
    one: TicketId,
    other: TicketId,
}

impl Two {
    async fn new() -> Self {
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
        let mut here = TestCounter::enrolled(1, &hq, hq.branch).await;
        let mut there = TestCounter::enrolled(2, &hq, far).await;
        let one = here.open_claim(1, "SF1234567890123").await;
        hq.clock.move_on(MINUTE_MS);
        let other = there.open_claim(1, "sf 1234567890123").await;
        Self { hq, here, there, far, one, other }
    }

    async fn clerk(&self) -> Browser {
        Browser::named(&self.hq, "li.na", self.hq.top, vec!["back_office".parse().unwrap()]).await
    }
}

async fn kin(browser: &Browser, ticket: TicketId) -> Value {
    let answer = browser.get(&format!("/api/page/tickets/{ticket}/kin")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(!answer.text().contains(PHONE) && !answer.text().contains(NAME));
    answer.json()
}

async fn say(browser: &Browser, ticket: TicketId, what: &str, more: Value) -> Answer {
    let mut form = json!({ "seen": kin(browser, ticket).await["heads"] });
    form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    browser.post(&format!("/api/page/tickets/{ticket}/kin/{what}"), &form).await
}

async fn done(browser: &Browser, ticket: TicketId, what: &str, more: Value) -> Value {
    let answer = say(browser, ticket, what, more).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// The kinds of the lines that a counter is told about a ticket.
async fn told(counter: &TestCounter, ticket: TicketId) -> Vec<String> {
    let path = format!("/api/v1/feed?generation={}&after=0", counter.generation);
    let feed: FeedAnswer = counter.get(&path).await.json();
    let lines = feed.entries.iter().map(|entry| Line::parse(&entry.line).unwrap());
    lines.filter(|line| line.head().ticket == Some(ticket)).map(|line| line.kind().to_owned()).collect()
}

#[tokio::test]
async fn two_branches_tickets_are_found_and_linked_at_both_ends() {
    let two = Two::new().await;
    let clerk = two.clerk().await;
    let found = kin(&clerk, two.one).await;
    assert_eq!(found["found"][0]["id"], two.other.to_string());
    assert_eq!(found["found"][0]["branch_name"], "天河网点");
    assert_eq!(found["found"][0]["kin"], "same_matter");
    let same = |what: &str| found["found"][0][what].as_bool().unwrap();
    assert!(same("is_same_waybill") && same("is_same_phone") && !same("is_same_branch"));
    assert_eq!(found["elsewhere"], json!([]));

    let linked = done(&clerk, two.one, "link", json!({ "to": two.other, "kin": "same_matter" })).await;
    assert_eq!(linked["found"], json!([]), "what is said is not guessed any more");
    assert_eq!(linked["linked"].as_array().unwrap().len(), 1);
    assert_eq!(linked["linked"][0]["kin"], "same_matter");
    assert_eq!(linked["linked"][0]["by"], "li.na");
    assert_eq!(linked["linked"][0]["row"]["branch_code"], "GZ01");
    for (counter, ticket) in [(&two.here, two.one), (&two.there, two.other)] {
        assert_eq!(told(counter, ticket).await, ["TicketLinked"], "its counters know");
    }
    let again = say(&clerk, two.one, "link", json!({ "to": two.other, "kin": "repeat" })).await;
    assert_eq!((again.status.as_u16(), again.code().as_str()), (409, "already_linked"));

    let events = &kin(&clerk, two.other).await["linked"][0]["events"];
    assert_eq!(events.as_array().unwrap().len(), 2);
    let apart = done(&clerk, two.other, "take-back", json!({ "events": events })).await;
    assert_eq!((&apart["linked"], apart["found"].as_array().unwrap().len()), (&json!([]), 1));
    assert_eq!(kin(&clerk, two.one).await["linked"], json!([]), "at both ends");
    two.hq.state.verify().await.unwrap();
}

#[tokio::test]
async fn nobody_sees_a_ticket_of_another_subtree_nor_ties_it_to_theirs() {
    let two = Two::new().await;
    let near = Browser::named(&two.hq, "near", two.hq.region, vec!["back_office".parse().unwrap()]).await;
    let path = format!("/api/page/tickets/{}/kin", two.one);
    let answer = near.get(&path).await;
    let found: Value = answer.json();
    assert_eq!(found["found"], json!([]));
    let elsewhere =
        json!([{ "branch_code": "GZ01", "branch_name": "天河网点", "kin": "same_matter", "count": 1 }]);
    assert_eq!(found["elsewhere"], elsewhere, "that there is one, and where, is told");
    let number = two.hq.state.ticket(two.far, two.other).await.unwrap().unwrap().number.to_string();
    assert!(!answer.text().contains(&number) && !answer.text().contains(&two.other.to_string()));
    let list: Value = near.get("/api/page/kin").await.json();
    assert_eq!(list["tickets"][0]["id"], two.one.to_string());
    assert_eq!((&list["tickets"][0]["found"], &list["tickets"][0]["elsewhere"]), (&json!([]), &elsewhere));

    assert_eq!(near.get(&format!("/api/page/tickets/{}/kin", two.other)).await.code(), "not_found");
    let refused = say(&near, two.one, "link", json!({ "to": two.other, "kin": "same_matter" })).await;
    assert_eq!(refused.code(), "not_found");

    // Whoever sees one end of a link reads its number, and cannot take it back.
    done(&two.clerk().await, two.one, "link", json!({ "to": two.other, "kin": "same_matter" })).await;
    let link = kin(&near, two.one).await["linked"][0].clone();
    assert_eq!((&link["number"], &link["row"]), (&json!(number), &Value::Null));
    assert_eq!(link["may_take_back"], false);
    let refused = say(&near, two.one, "take-back", json!({ "events": [link["events"][0]] })).await;
    assert_eq!(refused.code(), "not_found");
}

#[tokio::test]
async fn a_ticket_goes_on_only_in_one_of_its_own_branch() {
    let mut two = Two::new().await;
    let clerk = two.clerk().await;
    two.hq.clock.move_on(MINUTE_MS);
    let third = two.here.open_claim(2, "SF1234567890123").await;
    let across = say(&clerk, two.one, "merge", json!({ "into": two.other })).await;
    assert_eq!((across.status.as_u16(), across.code().as_str()), (409, "merge_across_branches"));

    let merged = done(&clerk, third, "merge", json!({ "into": two.one })).await;
    assert_eq!(merged["linked"][0]["kin"], "goes_on_in");
    assert_eq!(merged["may_say"], false);
    assert_eq!(told(&two.here, third).await, ["TicketMerged"]);
    let whole = kin(&clerk, two.one).await;
    assert_eq!(whole["linked"][0]["kin"], "goes_on_here");
    let found: Vec<&Value> = whole["found"].as_array().unwrap().iter().map(|found| &found["id"]).collect();
    assert_eq!(found, [&json!(two.other)], "what goes on elsewhere is found there");
    let code = async |ticket, what, more| say(&clerk, ticket, what, more).await.code();
    assert_eq!(code(two.one, "merge", json!({ "into": third })).await, "merge_in_a_circle");
    assert_eq!(code(third, "merge", json!({ "into": two.one })).await, "already_merged");
    assert_eq!(code(third, "link", json!({ "to": two.other, "kin": "repeat" })).await, "merged_away");
    assert_eq!(code(third, "merge", json!({ "into": third })).await, "link_to_itself");

    let events = whole["linked"][0]["events"].clone();
    let apart = done(&clerk, two.one, "take-back", json!({ "events": events })).await;
    assert_eq!(apart["linked"], json!([]));
    assert_eq!(kin(&clerk, third).await["may_say"], true, "it goes on by itself again");
    two.hq.state.verify().await.unwrap();
}

#[tokio::test]
async fn only_whose_role_allows_it_says_what_belongs_together_and_only_of_what_they_looked_at() {
    let mut two = Two::new().await;
    let approver = Browser::named(&two.hq, "zhou", two.hq.top, vec!["approver".parse().unwrap()]).await;
    assert_eq!(kin(&approver, two.one).await["may_say"], false);
    let form = json!({ "to": two.other, "kin": "same_matter" });
    assert_eq!(say(&approver, two.one, "link", form.clone()).await.code(), "not_permitted");

    let clerk = two.clerk().await;
    let mut seen = form.clone();
    seen["seen"] = kin(&clerk, two.one).await["heads"].clone();
    let note = two.here.write(Some(two.one), &a_note("客户又来电"));
    two.here.push(&[note]).await;
    let path = format!("/api/page/tickets/{}/kin/link", two.one);
    assert_eq!(clerk.post(&path, &seen).await.code(), "ticket_changed");
    assert_eq!(clerk.post_with(&path, &seen, None).await.code(), "csrf");
    let mut unknown = form.clone();
    unknown["kin"] = "split_from".into();
    assert_eq!(say(&clerk, two.one, "link", unknown).await.code(), "malformed");
    assert_eq!(kin(&clerk, two.one).await["linked"], json!([]));
}

#[tokio::test]
async fn newly_arrived_tickets_that_are_like_others_are_listed_until_somebody_says_so() {
    let mut two = Two::new().await;
    let clerk = two.clerk().await;
    two.hq.clock.move_on(MINUTE_MS);
    let alone = two.here.open_claim(3, "YT9").await;
    let listed = async || {
        let list: Value = clerk.get("/api/page/kin").await.json();
        let tickets = list["tickets"].as_array().unwrap().iter();
        tickets
            .map(|ticket| {
                let found = ticket["found"].as_array().unwrap().iter();
                let found: Vec<_> = found.map(|found| (found["id"].clone(), found["kin"].clone())).collect();
                (ticket["id"].clone(), found)
            })
            .collect::<Vec<_>>()
    };
    let repeat = |ticket: TicketId| (json!(ticket), json!("repeat"));
    assert_eq!(
        listed().await,
        [
            (json!(alone), vec![repeat(two.other), repeat(two.one)]),
            (json!(two.other), vec![(json!(two.one), json!("same_matter"))]),
        ],
        "a pair stands once, at the later one; another parcel of the same caller is the same happening again"
    );
    done(&clerk, two.one, "link", json!({ "to": two.other, "kin": "same_matter" })).await;
    assert_eq!(listed().await.len(), 1);

    two.hq.clock.move_on(31 * 24 * 60 * MINUTE_MS);
    let clerk = Browser::signed_in(&two.hq, two.hq.top).await;
    let late: Value = clerk.get("/api/page/kin").await.json();
    assert_eq!(
        (&late["tickets"], &late["days"]),
        (&json!([]), &json!(30)),
        "old ones are looked back at no more"
    );
    assert_eq!(clerk.get("/api/page/kin?after=nonsense").await.code(), "malformed");
}

#[tokio::test]
async fn of_two_counters_that_merged_each_into_the_other_the_first_one_stands() {
    let hq = TestHq::new().await;
    let mut a = TestCounter::enrolled(1, &hq, hq.branch).await;
    let mut b = TestCounter::enrolled(2, &hq, hq.branch).await;
    let one = a.open_claim(1, "SF1").await;
    let other = b.open_claim(2, "SF2").await;
    let number = async |ticket| hq.state.ticket(hq.branch, ticket).await.unwrap().unwrap().number;
    let into = async |ticket| TicketMerged { into: ticket, number: number(ticket).await };
    let heads = hq.state.ticket(hq.branch, one).await.unwrap().unwrap().heads;
    let first = a.write_after(Some(one), &Fact::TicketMerged(into(other).await), heads);
    hq.clock.move_on(MINUTE_MS);
    let heads = hq.state.ticket(hq.branch, other).await.unwrap().unwrap().heads;
    let second = b.write_after(Some(other), &Fact::TicketMerged(into(one).await), heads);
    // The later one arrives first.
    b.push(std::slice::from_ref(&second)).await;
    assert!(hq.state.ticket(hq.branch, other).await.unwrap().unwrap().merged_into.is_some());
    a.push(std::slice::from_ref(&first)).await;

    let folded = async |ticket| hq.state.ticket(hq.branch, ticket).await.unwrap().unwrap();
    assert!(folded(one).await.merged_into.is_some());
    assert!(folded(other).await.merged_into.is_none(), "the later one has no effect");
    let browser = Browser::signed_in(&hq, hq.top).await;
    for ticket in [one, other] {
        let shown: Value = browser.get(&format!("/api/page/tickets/{ticket}")).await.json();
        assert_eq!(shown["conflicts"], json!(["circle"]), "it is shown at both");
    }
    let list: Value = browser.get("/api/page/tickets").await.json();
    let due: Vec<&str> =
        list["tickets"].as_array().unwrap().iter().map(|row| row["next_due_at"].as_str().unwrap()).collect();
    assert!(due[0] < due[1], "{due:?}: of the one that goes on all clocks run, of the other the law's alone");
    hq.state.verify().await.unwrap();

    let back = a.write(Some(one), &Fact::Retracted(Retracted { event: first.head().id }));
    a.push(&[back]).await;
    assert!(folded(one).await.merged_into.is_none() && folded(other).await.merged_into.is_some());
    assert_eq!(folded(other).await.conflicts(), []);
    hq.state.verify().await.unwrap();
    hq.state.rebuild().await.unwrap();
    hq.state.verify().await.unwrap();
}
