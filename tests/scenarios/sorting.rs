//! A matter is sorted by its words, weighed, and put beside the tickets that it belongs together with.

use desk::{DeskError, KinForm, PartyForm, SortedForm, Sought, TicketForm};
use domain::{
    Answered, EventId, Impact, ImpactDegree, KinKind, Kind, Priority, RatingWay, SatisfactionRated, Stars,
    TicketId,
};
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
};

fn code<T: std::fmt::Debug>(result: Result<T, DeskError>) -> &'static str {
    result.unwrap_err().code()
}

/// The last line of a ticket's story that is on a screen now.
fn seen(counter: &TestCounter, ticket: TicketId) -> EventId {
    counter.desk().ticket(ticket).unwrap().ticket.story.last().unwrap().event
}

fn a_late_parcel(waybill: &str) -> TicketForm {
    TicketForm {
        kind: Kind::Complaint,
        category: Some("delay.transit".to_owned()),
        sender: PartyForm {
            name: "王小明".to_owned(),
            phone: "13800138000".to_owned(),
            ..PartyForm::default()
        },
        waybill: waybill.to_owned(),
        story: "十天了还没有到".to_owned(),
        ..TicketForm::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_that_led_to_a_category_go_to_headquarters_sealed() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let story = "拆开一看花瓶碎了,全是渣";
    let offered = counter.desk().suggest(story, Kind::Claim).category.unwrap();
    let sorted = SortedForm { offered: Some(offered.to_string()), answered: Answered::Accepted };
    let form = TicketForm { story: story.to_owned(), sorted: Some(sorted), ..a_damaged_parcel() };
    let row = counter.open_ticket_with(form, &[]);

    let made = counter.desk().ticket(row.id).unwrap().ticket.sorted.unwrap().made;
    assert_eq!((made.answered, made.offered), (Answered::Accepted, Some("damage.contents".into())));
    assert!(made.words.unwrap().open().unwrap().contains(&"全是渣".to_owned()));
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_events, 0, "headquarters takes such lines");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_counters_of_a_branch_see_what_the_other_judged_and_linked() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let other = TestCounter::another_at(&hq, "B").await;
    let first = counter.open_ticket_with(a_late_parcel("SF1234567890123"), &[]);
    counter.sync().await;
    other.sync().await;

    let sought = Sought {
        waybill: "sf1234567890123".to_owned(),
        phone: String::new(),
        kind: Kind::Complaint,
        category: Some("delay.transit".into()),
        ticket: None,
    };
    let found = other.desk().look_for_kin(&sought).unwrap();
    assert_eq!((found[0].row.id, found[0].kin.clone()), (first.id, KinKind::SAME_MATTER));
    let kin = vec![KinForm {
        ticket: first.id.to_string(),
        number: first.number.to_string(),
        kin: Some("same_matter".to_owned()),
    }];
    let second = other.open_ticket_with(TicketForm { kin, ..a_late_parcel("SF1234567890123") }, &[]);
    let none = ImpactDegree::None;
    let danger = Impact { loss: none, spread: none, urgency: none, repair: none, endangers_people: true };
    let before = seen(&other, first.id);
    other.desk().weigh(first.id, Some(danger), None, before).unwrap();
    other.sync().await;
    counter.sync().await;

    assert_eq!(counter.row(first.id).priority, Some(Priority::Highest));
    let sheet = counter.desk().ticket(first.id).unwrap();
    assert_eq!((sheet.said[0].ticket, sheet.said[0].number), (second.id, second.number));
    assert_eq!(code(counter.desk().weigh(first.id, Some(danger), None, before)), "ticket_changed");
    let now = seen(&counter, first.id);
    assert_eq!(code(counter.desk().link(first.id, second.id, KinKind::RELATED, now)), "already_linked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_that_goes_on_in_another_is_finished_with_until_it_is_given_back() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let [one, into] = ["SF1", "SF2"].map(|waybill| counter.open_ticket_with(a_late_parcel(waybill), &[]));
    counter.desk().merge(one.id, into.id, seen(&counter, one.id)).unwrap();

    let sheet = counter.desk().ticket(one.id).unwrap();
    assert_eq!((sheet.row.merged_into, sheet.actions.len()), (Some(into.number), 0));
    assert_eq!(code(counter.desk().merge(into.id, one.id, seen(&counter, into.id))), "merge_in_a_circle");
    counter.desk().retract(one.id, sheet.ticket.merged_into.unwrap().event).unwrap();
    assert_eq!(counter.row(one.id).merged_into, None);
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_events, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_customer_thought_of_it_is_counted_on_the_day_they_said_it() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket();
    let rated = SatisfactionRated {
        timeliness: Some(Stars::MOST),
        attitude: None,
        safety: None,
        handling: None,
        way: RatingWay::COUNTER,
        words: None,
    };
    counter.desk().rate(ticket.id, rated).unwrap();
    let desk = counter.desk();
    let account = desk.account(desk.today(), domain::Span::Day, desk::Scope::Counter).unwrap();
    assert_eq!(account.figures().satisfied.rated, 1);
}
