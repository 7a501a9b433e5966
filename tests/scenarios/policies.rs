//! Headquarters publishes rules; counters take them up, and nobody who was promised something waits longer for it.

use domain::{Date, Fact, Policy, UnitId, policy::BUNDLED_DOCUMENT};
use serde_json::{Value, json};
use tests::{
    counter::{SetClock, TestCounter},
    headquarters::TestHq,
};

/// The bundled document as `version`, from a day on, with another number of working days for the reply.
fn replied_within(days: u32, version: &str, from: Date) -> String {
    let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    document["version"] = json!(version);
    document["valid_from"] = json!(from.to_string());
    let clocks = document["clocks"].as_array_mut().unwrap();
    let replies = clocks.iter_mut().filter(|clock| clock["step"] == "reply");
    replies.for_each(|clock| clock["term"] = json!({ "working_days": days }));
    document.to_string()
}

async fn published(hq: &TestHq, document: String) {
    hq.state().publish_policy(document, "hq", "Sooner".to_owned()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_is_in_force_at_the_counter_and_moves_no_promise_later() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let id = counter.open_ticket().id;
    let replies = || {
        let ticket = counter.desk().ticket(id).unwrap().ticket;
        ticket.promises.iter().find(|promise| promise.step.as_str() == "reply").unwrap().due_at
    };
    let before = replies();

    let today = counter.desk().today();
    published(&hq, replied_within(1, "2027-01.1", today)).await;
    counter.sync().await;
    assert_eq!(counter.desk().policy().version().as_str(), "2027-01.1");
    let sooner = replies();
    assert!(sooner < before, "a promise that comes out earlier is made");

    published(&hq, replied_within(5, "2027-01.2", today)).await;
    counter.sync().await;
    assert_eq!(counter.desk().policy().version().as_str(), "2027-01.2");
    assert_eq!(replies(), sooner, "and none ever moves later");
    let ticket = counter.desk().ticket(id).unwrap().ticket;
    let made = ticket.story.iter().filter(|line| matches!(line.fact, Fact::PromiseMade(_))).count();
    assert_eq!(made, 1);
    assert_eq!(counter.incidents(), [] as [&str; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_for_tomorrow_wait_for_tomorrow_and_outlive_a_restart() {
    let hq = TestHq::start().await;
    let clock = SetClock::at_present();
    let mut counter = TestCounter::installed_at(clock.clone());
    counter.desk().enrol(&hq.made.code).await.unwrap();
    let tomorrow = counter.desk().today().plus_days(1);
    published(&hq, replied_within(2, "2027-01.1", tomorrow)).await;
    counter.sync().await;
    assert_eq!(counter.desk().policy().version(), Policy::bundled().version());
    clock.move_by(24 * 60 * 60 * 1_000);
    assert_eq!(counter.desk().policy().version().as_str(), "2027-01.1");
    counter.stop();
    counter.start();
    assert_eq!(counter.desk().policy().version().as_str(), "2027-01.1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branch_that_moves_to_another_region_takes_its_rules_and_keeps_its_promises() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    let today = counter.desk().today();
    let mut document: Value = serde_json::from_str(&replied_within(3, "2027-01.1", today)).unwrap();
    let clocks: Value = serde_json::from_str(&replied_within(1, "2027-01.1", today)).unwrap();
    let reply = clocks["clocks"].as_array().unwrap().iter().filter(|clock| clock["step"] == "reply");
    let reply: Vec<&Value> = reply.collect();
    document["sections"] = json!([{ "region": "zj", "instead": { "clocks": reply } }]);
    published(&hq, document.to_string()).await;
    let move_to = async |region: Option<&str>| {
        let branch = UnitId::from_bytes(*hq.branch().as_bytes());
        hq.state().set_region(branch, region.map(str::to_owned)).await.unwrap();
    };
    let reply_of = |counter: &TestCounter, id| {
        let ticket = counter.desk().ticket(id).unwrap().ticket;
        ticket.promises.iter().find(|promise| promise.step.as_str() == "reply").unwrap().due_at
    };
    counter.sync().await;
    let first = counter.open_ticket().id;
    let country = reply_of(&counter, first);

    move_to(Some("zj")).await;
    counter.sync().await;
    let sooner = reply_of(&counter, first);
    assert!(sooner < country, "the region gives less time");
    counter.stop();
    counter.start();
    assert_eq!(counter.desk().place().unwrap().branch.region.as_deref(), Some("zj"), "it is kept");

    move_to(None).await;
    counter.sync().await;
    assert_eq!(reply_of(&counter, first), sooner, "what was promised stands");
    let second = counter.open_ticket().id;
    assert!(reply_of(&counter, second) > sooner, "and the next one is promised by the country's rules");
}
