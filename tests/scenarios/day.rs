//! The counter's day: its figures, what lies with us, handing over, and the close that says what is not confirmed.

use desk::{PaperLanguage, PaperSize, PinProof, PrintResult, RowsFormat, Scope};
use domain::{ReleasedTo, Span, TicketAction};
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
};

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_of_the_day_are_what_happened_on_it() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let tickets: Vec<_> = (0..3).map(|_| counter.open_ticket()).collect();
    desk.take_action(tickets[0].id, TicketAction::Withdraw, "").unwrap();
    desk.take_into_custody(tickets[1].id, "碎了的茶壶", "货架 3").unwrap();

    let account = desk.account(desk.today(), Span::Day, Scope::Counter).unwrap();
    let figures = account.figures();
    assert_eq!((figures.all.opened, figures.all.closed, figures.all.open), (3, 1, 2));
    assert_eq!(figures.all.unconfirmed, 3, "headquarters has heard of none of them");
    assert_eq!(figures.in_custody.len(), 1);
    assert_eq!(figures.in_custody[0].item.taken.tag, format!("{}/1", tickets[1].number));

    counter.sync().await;
    let account = desk.account(desk.today(), Span::Day, Scope::Counter).unwrap();
    assert_eq!(account.figures().all.unconfirmed, 0);
    let yesterday = desk.account(desk.today().plus_days(-1), Span::Day, Scope::Counter).unwrap();
    assert_eq!(yesterday.figures().all.opened, 0);
    let week = desk.account(desk.today(), Span::Week, Scope::Branch).unwrap();
    assert_eq!(week.figures().all.opened, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_goes_once_and_its_words_are_sealed() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket();
    assert_eq!(desk.take_into_custody(ticket.id, "  ", "").unwrap_err().code(), "no_item");
    let custody = desk.take_into_custody(ticket.id, "碎了的茶壶", "货架 3").unwrap();
    desk.release_from_custody(ticket.id, custody, ReleasedTo::CUSTOMER, "本人取走").unwrap();
    let again = desk.release_from_custody(ticket.id, custody, ReleasedTo::DESTROYED, "").unwrap_err();
    assert_eq!(again.code(), "not_in_custody");
    let folded = desk.ticket(ticket.id).unwrap().ticket;
    assert_eq!(folded.custody[0].released.as_ref().map(|(_, to)| to.clone()), Some(ReleasedTo::CUSTOMER));

    let logs = tempfile::tempdir().unwrap();
    let record = desk::Record::open(&counter.folders()).unwrap();
    record.export(logs.path()).unwrap();
    for log in std::fs::read_dir(logs.path()).unwrap().flatten() {
        let text = std::fs::read(log.path()).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&text).contains("茶壶"), "what people own is sealed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counters_that_were_not_heard_from_are_named() {
    let hq = TestHq::start().await;
    let one = TestCounter::enrolled_at(&hq).await;
    let other = TestCounter::another_at(&hq, "B").await;
    other.open_ticket();
    other.sync().await;
    one.open_ticket();
    one.sync().await;
    let desk = one.desk();
    let account = desk.account(desk.today(), Span::Day, Scope::Branch).unwrap();
    assert_eq!((account.figures().all.opened, account.silent.len()), (2, 0), "both were heard today");

    // The day after nothing has come from the other, which went on by itself and closed nothing.
    one.clock.move_by(24 * 60 * 60 * 1_000);
    let account = desk.account(desk.today().plus_days(-1), Span::Day, Scope::Branch).unwrap();
    let letters: Vec<String> = account.silent.iter().map(|c| c.letter.unwrap().to_string()).collect();
    assert_eq!(letters, ["B"]);

    other.desk().close_counter(&[]).await.unwrap();
    other.sync().await;
    one.sync().await;
    let account = desk.account(desk.today().plus_days(-1), Span::Day, Scope::Branch).unwrap();
    assert_eq!(account.silent.len(), 0, "a counter that closed its day has told all of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_closes_without_headquarters_and_says_what_is_missing() {
    let mut hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    desk.open_day().unwrap();
    desk.open_day().expect("a second time changes nothing");
    counter.open_ticket();
    counter.sync().await;
    let standing = desk.close_counter(&[]).await.unwrap();
    assert!(standing.is_complete);

    hq.stop().await;
    counter.open_ticket();
    let standing = desk.close_counter(&[]).await.unwrap();
    assert!(!standing.is_complete);
    let marks = desk.day_marks(desk.today()).unwrap();
    assert!(marks.opened_at.is_some());
    let (_, closed) = marks.closed.unwrap();
    assert!(!closed.is_complete && closed.unconfirmed_events > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_person_takes_over_with_a_pin_and_gets_the_drafts() {
    let hq = TestHq::start().await;
    let lin = hq.state().add_person(hq.branch(), "林一", &["clerk"]).await.unwrap();
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let chen = desk.person().unwrap().unwrap().id;
    desk.choose_pin(lin.person, PinProof::FirstCode(&lin.first_code.shown()), "808017").unwrap();
    desk.choose_pin(chen, PinProof::Let, "271828").unwrap_err();
    let zhou = hq.state().add_person(hq.branch(), "周敏", &["manager"]).await.unwrap();
    counter.sync().await;
    let draft = desk.start_draft().unwrap();
    desk.save_draft(draft.id, &a_damaged_parcel()).unwrap();
    desk.choose_pin(zhou.person, PinProof::FirstCode(&zhou.first_code.shown()), "314159").unwrap();
    desk.sign_in(lin.person, "808017").unwrap();

    assert_eq!(desk.hand_over(zhou.person, "111111", "").unwrap_err().code(), "pin_wrong");
    assert_eq!(desk.hand_over(lin.person, "808017", "").unwrap_err().code(), "no_such_person");
    let handed = desk.hand_over(zhou.person, "314159", "三点来取件").unwrap();
    assert_eq!((handed.from, handed.to, handed.drafts), (lin.person, zhou.person, 1));
    assert_eq!(desk.person().unwrap().unwrap().id, zhou.person);
    assert_eq!(desk.draft(draft.id).unwrap().person, zhou.person);

    counter.sync().await;
    let status = counter.status();
    assert_eq!(
        (status.unconfirmed_events, status.set_aside),
        (0, 0),
        "headquarters takes a hand-over for what it is"
    );
    hq.state().verify().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_for_the_manager_and_every_ticket_is_in_them() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let tickets: Vec<_> = (0..3).map(|_| counter.open_ticket()).collect();
    let account = desk.account(desk.today(), Span::Day, Scope::Counter).unwrap();
    let refused = desk.save_rows(&account, RowsFormat::Csv, PaperLanguage::Chinese).unwrap_err();
    assert_eq!(refused.code(), "not_permitted");

    let zhou = hq.state().add_person(hq.branch(), "周敏", &["manager"]).await.unwrap();
    counter.sync().await;
    desk.choose_pin(zhou.person, PinProof::FirstCode(&zhou.first_code.shown()), "314159").unwrap();
    let path = desk.save_rows(&account, RowsFormat::Csv, PaperLanguage::Chinese).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!(text.lines().count(), 4);
    assert!(tickets.iter().all(|ticket| text.contains(&ticket.number.to_string())));
    assert!(!text.contains("13800138000"), "nobody's phone leaves in clear");
    let path = desk.save_rows(&account, RowsFormat::Xlsx, PaperLanguage::Chinese).unwrap();
    assert!(std::fs::read(path).unwrap().starts_with(b"PK"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_summary_prints_for_a_manager_and_the_print_is_in_the_log() {
    let hq = TestHq::start().await;
    let zhou = hq.state().add_person(hq.branch(), "周敏", &["manager"]).await.unwrap();
    let counter = TestCounter::enrolled_at(&hq).await;
    counter.open_ticket();
    let desk = counter.desk();
    let account = desk.account(desk.today(), Span::Day, Scope::Counter).unwrap();
    let print = || desk.print_account(&account, PaperSize::A4, PaperLanguage::Both);
    assert_eq!(print().await.unwrap_err().code(), "not_permitted");
    desk.choose_pin(zhou.person, PinProof::FirstCode(&zhou.first_code.shown()), "314159").unwrap();
    let PrintResult::Saved { path, .. } = print().await.unwrap() else { panic!("no printer is here") };
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF-1.7"));
    counter.sync().await;
    let status = counter.status();
    assert_eq!((status.unconfirmed_events, status.set_aside), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_items_tag_prints_and_a_second_one_says_copy() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let desk = counter.desk();
    let ticket = counter.open_ticket();
    let mut tags = Vec::new();
    for item in ["碎了的茶壶", "纸箱"] {
        let custody = desk.take_into_custody(ticket.id, item, "货架 3").unwrap();
        tags.push(custody);
    }
    let print = |custody| desk.print_custody_tag(ticket.id, custody, PaperSize::Roll80, PaperLanguage::Both);
    let mut copies = Vec::new();
    for custody in [tags[0], tags[0], tags[1]] {
        let PrintResult::Saved { path, copy } = print(custody).await.unwrap() else {
            panic!("no printer is here")
        };
        assert!(path.exists());
        copies.push(copy);
    }
    assert_eq!(copies, [0, 1, 0], "each tag is its own");
    assert!(!counter.row(ticket.id).is_printed, "a tag is no receipt");
    let elsewhere = domain::EventId::from_bytes([7; 16]);
    assert_eq!(print(elsewhere).await.unwrap_err().code(), "not_in_custody");
}
