//! Finding tickets at headquarters by anything that was told, over data that is sealed.

use domain::{NoteAdded, Sealed, TicketId};
use rusqlite::Connection;
use serde_json::Value;

use crate::{
    counter::TestCounter,
    facts::{NAME, PHONE, STORY, a_claim, a_note, epoch_opened},
    page_sign_in::Browser,
    place::{TestHq, add_branch},
};

fn encoded(typed: &str) -> String {
    typed.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What a search tells: the number's serial, and where what was typed stands.
async fn found(browser: &Browser, typed: &str) -> Vec<String> {
    let answer = browser.get(&format!("/api/page/tickets?q={}", encoded(typed))).await;
    assert_eq!(answer.status, 200, "{typed}: {}", answer.text());
    let list: Value = answer.json();
    let tickets = list["tickets"].as_array().unwrap().iter();
    let told = tickets.map(|ticket| {
        let excerpts = ticket["found"].as_array().unwrap().iter();
        let excerpts: Vec<String> = excerpts
            .map(|it| format!("{}={}", it["field"].as_str().unwrap(), it["text"].as_str().unwrap()))
            .collect();
        format!("{} {}", &ticket["number"].as_str().unwrap()[12..17], excerpts.join(" "))
    });
    told.collect()
}

/// How many different marks the index has.
fn marks_in(hq: &TestHq) -> i64 {
    if let Some(database) = &hq.database {
        return database
            .sql("SELECT count(DISTINCT mark) FROM ticket_words, unnest(marks) AS mark")
            .parse()
            .unwrap();
    }
    let database = Connection::open(hq.folder.path().join("headquarters.sqlite")).unwrap();
    database
        .execute_batch("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'ticket_marks', 'row')")
        .unwrap();
    database.query_row("SELECT count(*) FROM temp.terms", [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_ticket_is_found_by_any_part_of_what_was_told() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1234567890123").await;
    let note = counter.write(Some(ticket), &a_note("已调取监控录像"));
    counter.push(&[note]).await;
    hq.clock.move_on(60_000);
    counter.open_claim(2, "YT9988776655443").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    for (typed, told) in [
        ("茶壶", &["A0002 story=茶壶…", "A0001 story=茶壶…"][..]),
        ("压扁 茶壶碎了", &["A0002 story=…压扁 story=茶壶碎了", "A0001 story=…压扁 story=茶壶碎了"]),
        ("录像", &["A0001 note=…录像"]),
        ("王小明", &["A0002 name=王**", "A0001 name=王**"]),
        ("wxm 录像", &["A0001 name=王** note=…录像"]),
        ("1234567 录像", &["A0001 waybill=SF1234567890123 note=…录像"]),
        ("138 1234 5678", &["A0002 phone=138******78", "A0001 phone=138******78"]),
        ("sf-123456", &["A0001 waybill=SF1234567890123"]),
        ("5544", &["A0002 waybill=YT9988776655443"]),
        ("ＷＣ０７ Ａ０００２", &["A0002 number=WC07261121A0002R"]),
        ("壶茶", &[]),
        ("13812345679", &[]),
        ("王小明 没有", &[]),
        ("\" OR *", &[]),
    ] {
        assert_eq!(found(&browser, typed).await, told, "{typed}");
    }
    for typed in ["王", "7", "王 明", "*", "😀"] {
        let answer = browser.get(&format!("/api/page/tickets?q={}", encoded(typed))).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, "search_too_short"), "{typed}");
    }
    assert_eq!(found(&browser, "王 茶壶").await.len(), 2, "beside another word one character is enough");
    let rebuilt = hq.state.rebuild().await.unwrap();
    assert_eq!((rebuilt, found(&browser, "wxm 录像").await.len()), (2, 1), "and from the log as well");
}

#[tokio::test]
async fn nothing_that_was_told_stands_in_clear() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    counter.open_claim(1, "SF1").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let answer = browser.get(&format!("/api/page/tickets?q={}", encoded(NAME))).await;
    assert!(!answer.text().contains(NAME) && answer.text().contains("王**"));
    for file in std::fs::read_dir(hq.folder.path()).unwrap() {
        let path = file.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for told in [NAME, PHONE, STORY, "小明", "茶壶", "5678"] {
            let is_there = bytes.windows(told.len()).any(|part| part == told.as_bytes());
            assert!(!is_there, "{told} in {}", path.display());
        }
    }
}

#[tokio::test]
async fn what_is_forgotten_is_found_no_more_and_leaves_no_mark() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1234567890123").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    assert_eq!(found(&browser, "茶壶").await.len(), 1);
    let before = marks_in(&hq);
    hq.state.forget_ticket(hq.branch, ticket).await.unwrap();
    for typed in ["茶壶", NAME, PHONE, "wxm"] {
        assert_eq!(found(&browser, typed).await, [""; 0], "{typed}");
    }
    assert_eq!(found(&browser, "SF1234567890123").await, ["A0001 waybill=SF1234567890123"]);
    let after = marks_in(&hq);
    hq.state.rebuild().await.unwrap();
    assert_eq!(marks_in(&hq), after, "as if it had never been told");
    assert!(after < before);
}

#[tokio::test]
async fn what_is_told_anew_takes_the_place_of_what_was_told() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let note = NoteAdded { text: Sealed::Open("客户改了电话 13987654321".into()) };
    let note = counter.write(Some(ticket), &domain::Fact::NoteAdded(note));
    counter.push(std::slice::from_ref(&note)).await;
    assert_eq!(found(&browser, "98765").await, ["A0001 note=…98765…"]);
    let back = domain::Fact::Retracted(domain::Retracted { event: note.head().id });
    let back = counter.write_after(Some(ticket), &back, vec![note.head().id]);
    counter.push(&[back]).await;
    assert_eq!(found(&browser, "98765").await, [""; 0]);
    assert_eq!(found(&browser, "茶壶").await.len(), 1);
}

#[tokio::test]
async fn a_ticket_whose_key_comes_later_is_found_from_then_on() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = TicketId::from_bytes([7; 16]);
    let opened = counter.write(None, &epoch_opened());
    let claim = counter.write(Some(ticket), &a_claim(1, "SF1234567890123", counter.at()));
    let lines = [opened.raw().to_owned(), claim.raw().to_owned()];
    let shut = counter.push_of(counter.seq, lines.to_vec(), Vec::new());
    assert_eq!(counter.send_push(&shut).await.status, 200);
    let browser = Browser::signed_in(&hq, hq.top).await;
    assert_eq!(found(&browser, "茶壶").await, [""; 0]);
    let note = counter.write(Some(ticket), &a_note("再来"));
    counter.push(&[note]).await;
    assert_eq!(found(&browser, "茶壶").await, ["A0001 story=茶壶…"]);
}

#[tokio::test]
async fn an_account_finds_in_its_units_subtree_alone() {
    let hq = TestHq::new().await;
    let far = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let near_outlet = add_branch(&hq.state, "WC08", "五常二店", hq.region).await;
    for (n, branch) in [(1, hq.branch), (2, far), (3, near_outlet)] {
        hq.clock.move_on(60_000);
        TestCounter::enrolled(n, &hq, branch).await.open_claim(n, "SF1").await;
    }
    for (unit, serials) in [
        (hq.top, &["A0003", "A0002", "A0001"][..]),
        (hq.region, &["A0003", "A0001"]),
        (far.into(), &["A0002"]),
        (near_outlet.into(), &["A0003"]),
    ] {
        let browser = Browser::signed_in(&hq, unit).await;
        let seen: Vec<String> =
            found(&browser, "茶壶").await.iter().map(|told| told[..5].to_owned()).collect();
        assert_eq!(seen, serials);
        assert_eq!(found(&browser, "鼋鼍").await.len(), 0);
    }
}

#[tokio::test]
async fn what_is_found_is_paged_without_gaps_or_repeats() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    for n in 1..=7 {
        // Three of them at one moment.
        hq.clock.move_on(if n == 3 || n == 4 { 0 } else { 60_000 });
        counter.open_claim(n, "SF1").await;
    }
    let browser = Browser::signed_in(&hq, hq.region).await;
    let all = found(&browser, "茶壶").await;
    let (mut paged, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/page/tickets?q={}&limit=2{after}", encoded("茶壶"));
        let page: Value = browser.get(&path).await.json();
        let tickets = page["tickets"].as_array().unwrap().iter();
        paged.extend(tickets.map(|ticket| ticket["number"].as_str().unwrap()[12..17].to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(paged, all.iter().map(|told| told[..5].to_owned()).collect::<Vec<_>>());
    assert_eq!(paged.len(), 7);
}
