//! The audit log: who looked at what, who did what, and that nothing of it can be taken away unnoticed.

use axum::{body::Body, http::Request};
use domain::HeldRole;
use futures::StreamExt;
use hq::{Fault, VerifyError, admin};
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::a_jpeg,
    forgetting::with_a_photo,
    page_sign_in::Browser,
    place::{TestHq, add_branch, send},
};

pub fn roles(texts: &[&str]) -> Vec<HeldRole> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// The log as an auditor reads it: account, act, what it was about and the outcome, the oldest first.
pub async fn log(browser: &Browser, query: &str) -> Vec<String> {
    let page: Value = browser.get(&format!("/api/page/audit?{query}")).await.json();
    let word = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let line = |row: &Value| {
        let words = ["account", "act", "about", "outcome"].map(|name| word(row, name));
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let mut lines: Vec<String> = page["rows"].as_array().unwrap().iter().map(line).collect();
    lines.reverse();
    lines
}

pub async fn auditor(hq: &TestHq) -> Browser {
    Browser::named(hq, "he.li", hq.top, roles(&["auditor"])).await
}

#[tokio::test]
async fn a_look_at_a_ticket_is_noted_once_in_ten_minutes() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let auditor = auditor(&hq).await;
    for path in ["", "/claim", "/kin", "/investigation", ""] {
        assert_eq!(browser.get(&format!("/api/page/tickets/{ticket}{path}")).await.status, 200);
    }
    browser.get("/api/page/tickets").await;
    browser.get("/api/page/tickets?q=13812345678").await;
    let unknown = "018f3c00-0000-7000-8000-000000000000";
    assert_eq!(browser.get(&format!("/api/page/tickets/{unknown}")).await.code(), "not_found");
    let number = "WC07-261121-A0001";
    let told = log(&auditor, "account=wu.lei").await;
    assert_eq!(told.len(), 5, "{told:?}");
    assert_eq!(told[0], "wu.lei signed_in done");
    assert!(
        told[1].starts_with(&format!("wu.lei ticket_opened {number}")) && told[1].ends_with("shown"),
        "{told:?}"
    );
    assert_eq!(told[2], "wu.lei tickets_listed shown");
    assert_eq!(told[3], "wu.lei tickets_searched shown", "not what was searched for");
    assert_eq!(told[4], format!("wu.lei ticket_opened {unknown} not_found"));
    hq.clock.move_on(10 * 60_000);
    browser.get(&format!("/api/page/tickets/{ticket}")).await;
    assert_eq!(log(&auditor, "act=ticket_opened&account=wu.lei").await.len(), 3);
    hq.state.verify().await.unwrap();
}

#[tokio::test]
async fn every_search_and_every_page_of_a_list_is_a_look_of_its_own() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    for n in 1..=3 {
        counter.open_claim(n, &format!("SF{n}")).await;
    }
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let auditor = auditor(&hq).await;
    let phones = (0..20).map(|n| format!("/api/page/tickets?q=139{n:08}"));
    let searches: Vec<String> = phones.collect();
    let mut pages = vec!["/api/page/tickets?limit=1".to_owned()];
    while let Some(next) = browser.get(pages.last().unwrap()).await.json::<Value>()["next"].as_str() {
        pages.push(format!("/api/page/tickets?limit=1&after={next}"));
    }
    assert!(pages.len() >= 3, "{pages:?}");
    let others = ["/api/page/tickets", "/api/page/decisions", "/api/page/decisions?what=release"];
    // A second time by itself, as an open page asks.
    for path in searches.iter().chain(&pages).map(String::as_str).chain(others).cycle().take(60) {
        assert_eq!(browser.get_by_itself(path).await.status, 200, "{path}");
    }
    let rows = async |act: &str| log(&auditor, &format!("account=wu.lei&act={act}")).await.len();
    assert_eq!(rows("tickets_searched").await, searches.len());
    assert_eq!(rows("tickets_listed").await, pages.len() + others.len());
    let bytes = hq.all_bytes();
    let is_told = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    assert!(!is_told(b"13900000007"), "not what was searched for");
    for _ in 0..2 {
        assert_eq!(auditor.get("/api/page/audit/export?account=wu.lei").await.status, 200);
    }
    assert_eq!(log(&auditor, "act=audit_exported").await.len(), 2, "each is a file that somebody has");
}

#[tokio::test]
async fn an_address_that_says_something_twice_or_too_much_hides_no_look() {
    let hq = TestHq::new().await;
    let (_, ticket) = with_a_photo(&hq).await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let auditor = auditor(&hq).await;
    let photo = format!("/api/page/photos/{}?ticket={ticket}", protocol::hash_of(&a_jpeg()));
    for twice in
        [format!("{photo}&q=1&q=2"), "/api/page/tickets?q=13812345678&size=full&size=full".to_owned()]
    {
        assert_eq!(browser.get(&twice).await.code(), "malformed", "{twice}");
    }
    assert_eq!(log(&auditor, "account=wu.lei").await, ["wu.lei signed_in done"]);
    let number = "WC07-261121-A0001";
    assert_eq!(browser.get(&format!("/api/page/tickets?q=13812345678&ticket={ticket}")).await.status, 200);
    assert_eq!(browser.get("/api/page/decisions?q=13812345678").await.status, 200);
    assert_eq!(browser.get(&format!("{photo}&q=1")).await.status, 200);
    let told = log(&auditor, "account=wu.lei").await;
    assert_eq!(
        &told[1..3],
        ["wu.lei tickets_searched shown", "wu.lei tickets_listed shown"],
        "each as what it was"
    );
    assert!(told[3].starts_with(&format!("wu.lei photo_opened {number}")), "{told:?}");
}

#[tokio::test]
async fn where_it_cannot_be_noted_nothing_is_shown_and_nobody_is_let_in() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator", "quality"])).await;
    hq.tamper(
        "CREATE TRIGGER no_row BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END;",
        "CREATE TRIGGER no_row BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    )
    .unwrap();
    for path in [
        "/api/page/tickets",
        &format!("/api/page/tickets/{ticket}"),
        "/api/page/decisions",
        "/api/page/audit",
    ] {
        let answer = browser.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "audit_unwritten"), "{path}");
        assert!(!answer.text().contains("WC07"), "{}", answer.text());
    }
    let form = json!({ "name": "new", "unit": hq.top, "roles": [{ "role": "quality" }] });
    assert_ne!(browser.post("/api/page/accounts", &form).await.status, 200);
    let seen = json!({ "decision": ticket, "seen": [] });
    assert_eq!(
        browser.post(&format!("/api/page/tickets/{ticket}/release"), &seen).await.code(),
        "audit_unwritten"
    );
    let sign_in = json!({ "account": "wu.lei", "password": crate::place::PASSWORD });
    assert_eq!(hq.post("/api/page/login", &sign_in).await.code(), "audit_unwritten");
    hq.tamper("DROP TRIGGER no_row", "DROP TRIGGER no_row ON audit").unwrap();
    let view: Value = browser.get("/api/page/accounts").await.json();
    assert_eq!(view["accounts"].as_array().unwrap().len(), 1, "nothing was added unnoted");
    assert_eq!(browser.get("/api/page/tickets").await.status, 200);
}

#[tokio::test]
async fn what_is_done_and_what_is_refused_is_noted() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator", "quality"])).await;
    let auditor = auditor(&hq).await;
    let release = json!({ "decision": ticket, "seen": [] });
    let path = format!("/api/page/tickets/{ticket}/release");
    let refused = browser.post(&path, &release).await.code();
    assert_eq!(
        browser.post_with(&path, &release, None).await.code(),
        "csrf",
        "another site's call is no act of theirs"
    );
    let form = json!({ "name": "new", "unit": hq.region, "roles": [{ "role": "quality" }] });
    assert_eq!(browser.post("/api/page/accounts", &form).await.status, 200);
    browser.post("/api/page/accounts/new", &json!({ "act": "close" })).await;
    hq.post("/api/page/login", &json!({ "account": "new", "password": "guess" })).await;
    hq.post("/api/page/login", &json!({ "account": "my password by mistake", "password": "" })).await;
    let told = log(&auditor, "").await;
    let number = told
        .iter()
        .find(|line| line.contains("claim_released"))
        .unwrap()
        .split(' ')
        .nth(2)
        .unwrap()
        .to_owned();
    assert!(number.starts_with("WC07-"), "{told:?}");
    let expected = [
        format!("wu.lei claim_released {number} begun"),
        format!("wu.lei claim_released {number} {refused}"),
        "wu.lei account_added new quality done".to_owned(),
        "wu.lei account_closed new done".to_owned(),
        "new sign_in_failed sign_in_refused".to_owned(),
        "sign_in_failed sign_in_refused".to_owned(),
        "he.li audit_read shown".to_owned(),
    ];
    assert_eq!(&told[2..], &expected[..6], "{told:?}");
    assert_eq!(log(&auditor, "act=audit_read").await, &expected[6..], "reading it is noted too");
}

#[tokio::test]
async fn it_is_for_auditors_who_see_nothing_else() {
    let hq = TestHq::new().await;
    let auditor = auditor(&hq).await;
    assert_eq!(auditor.get("/api/page/me").await.json::<Value>()["acts"], json!(["read_audit"]));
    assert_eq!(auditor.get("/api/page/tickets").await.code(), "not_permitted");
    assert_eq!(auditor.get("/api/page/devices").await.code(), "not_permitted");
    let adjuster = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    for path in ["/api/page/audit", "/api/page/audit/export"] {
        assert_eq!(adjuster.get(path).await.code(), "not_permitted");
        assert_eq!(hq.get(path).await.code(), "unauthenticated");
    }
    assert_eq!(auditor.get("/api/page/audit?act=nonsense").await.code(), "malformed");
    let told = log(&auditor, "").await;
    assert!(told.contains(&"wu.lei audit_read not_permitted".to_owned()), "{told:?}");
}

#[tokio::test]
async fn a_region_reads_what_was_about_its_own_branches() {
    let hq = TestHq::new().await;
    let south = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let mut near = TestCounter::enrolled(1, &hq, hq.branch).await;
    let mut far = TestCounter::enrolled(2, &hq, south).await;
    let tickets = [near.open_claim(1, "SF1").await, far.open_claim(2, "SF2").await];
    let top = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    for ticket in tickets {
        top.get(&format!("/api/page/tickets/{ticket}")).await;
    }
    let regional = Browser::named(&hq, "near", hq.region, roles(&["auditor"])).await;
    let told = log(&regional, "").await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("wu.lei ticket_opened WC07-"), "{told:?}");
    assert_eq!(told[1], "near signed_in done");
}

#[tokio::test]
async fn it_is_found_by_number_and_day_paged_and_saved_as_a_file() {
    let rates = hq::Rates { password: 1_000.try_into().unwrap(), ..hq::Rates::default() };
    let hq = TestHq::with(|config| hq::Config { rates, ..config }).await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    browser.get(&format!("/api/page/tickets/{ticket}")).await;
    let auditor = auditor(&hq).await;
    let number = log(&auditor, "act=ticket_opened").await[0].split(' ').nth(2).unwrap().to_owned();
    assert_eq!(log(&auditor, &format!("about={}", number.to_lowercase().replace('-', "%20"))).await.len(), 1);
    assert_eq!(log(&auditor, "about=WC07").await.len(), 0);
    let form = json!({ "name": "new", "unit": hq.top, "roles": [{ "role": "administrator" }] });
    let administrator = Browser::named(&hq, "zhou.min", hq.top, roles(&["administrator"])).await;
    assert_eq!(administrator.post("/api/page/accounts", &form).await.status, 200);
    assert_eq!(
        log(&auditor, "about=new").await,
        ["zhou.min account_added new administrator done"],
        "and what more is said"
    );
    assert_eq!(log(&auditor, "about=ne").await.len(), 0);
    assert_eq!(log(&auditor, "day=2026-11-20").await.len(), 0);
    assert!(!log(&auditor, "day=2026-11-21").await.is_empty());
    for n in 0..150 {
        // Longer than a name that nobody has is made to wait.
        hq.clock.move_on(16 * 60_000);
        hq.post("/api/page/login", &json!({ "account": "nobody", "password": n.to_string() })).await;
    }
    let auditor = Browser::again(&hq, "he.li").await;
    let (mut path, mut seen) = ("/api/page/audit?act=sign_in_failed".to_owned(), 0);
    loop {
        let page: Value = auditor.get(&path).await.json();
        seen += page["rows"].as_array().unwrap().len();
        let Some(next) = page["next"].as_u64() else { break };
        path = format!("/api/page/audit?act=sign_in_failed&before={next}");
    }
    assert_eq!(seen, 150);
    let file = auditor.get("/api/page/audit/export?account=wu.lei").await;
    assert!(file.header("content-disposition").unwrap().contains("audit-2026-11-2"));
    let lines: Vec<String> = file.text().trim_start_matches('\u{feff}').lines().map(str::to_owned).collect();
    assert_eq!(lines[0], "seq,at,account,address,act,about,outcome");
    assert!(lines[1].contains(&format!(",wu.lei,127.0.0.1,ticket_opened,{number},shown")), "{lines:?}");
    assert_eq!(lines.len(), 3);
    assert_eq!(log(&auditor, "act=audit_exported").await.len(), 1);
}

#[tokio::test]
async fn a_million_rows_are_saved_piece_by_piece_and_a_file_that_breaks_off_is_no_whole_one() {
    const ROWS: u64 = 1_000_000;
    let hq = TestHq::new().await;
    let auditor = auditor(&hq).await;
    let columns = "seq, at, account, address, act, about, outcome, before_hash, hash";
    let sqlite = format!(
        "WITH RECURSIVE n(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < {ROWS})
         INSERT INTO audit ({columns}) SELECT n, '2026-11-01T00:00:00.000Z', 'many', '127.0.0.1', 'ticket_opened',
             'WC07-20261101-A001-K', 'shown', zeroblob(32), zeroblob(32) FROM n"
    );
    let postgres = format!(
        "INSERT INTO audit ({columns}) SELECT n, '2026-11-01T00:00:00Z', 'many', '127.0.0.1', 'ticket_opened',
             'WC07-20261101-A001-K', 'shown', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
         FROM generate_series(2, {ROWS}) AS n"
    );
    hq.tamper(&sqlite, &postgres).unwrap();
    let (mut rows, mut largest) = (0, 0);
    let mut pieces = auditor.stream("/api/page/audit/export").await;
    while let Some(piece) = pieces.next().await {
        let piece = piece.unwrap();
        largest = largest.max(piece.len());
        rows += piece.iter().filter(|byte| **byte == b'\n').count() as u64;
    }
    // Its head, and that the file was asked for.
    assert_eq!(rows, ROWS + 2);
    assert!(largest < 1_000_000, "no more than a thousand rows are in memory: {largest} bytes");

    let mut pieces = auditor.stream("/api/page/audit/export").await;
    pieces.next().await.unwrap().unwrap();
    hq.tamper("ALTER TABLE audit RENAME TO elsewhere", "ALTER TABLE audit RENAME TO elsewhere").unwrap();
    let mut broke_off = false;
    while let Some(piece) = pieces.next().await {
        broke_off = piece.is_err();
    }
    assert!(broke_off, "nobody takes the beginning for the whole");
    let watched = admin(hq.state.clone());
    let metrics = send(&watched, Request::get("/metrics").body(Body::empty()).unwrap()).await.text();
    assert!(metrics.contains("counterfoil_troubles_total{part=\"store\",kind=\"failed\"} 1"), "{metrics}");
}

#[tokio::test]
async fn a_row_is_neither_changed_nor_taken_away_unnoticed() {
    let hq = TestHq::new().await;
    for name in ["one", "two", "three"] {
        Browser::named(&hq, name, hq.top, roles(&["quality"])).await;
    }
    assert_eq!(hq.state.verify().await.unwrap().audit_rows, 3);
    let (change, take_away) =
        ("UPDATE audit SET account = 'other' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2");
    for refused in [change, take_away] {
        assert!(hq.tamper(refused, refused).is_err(), "{refused}");
    }
    hq.tamper(
        "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted",
        "DROP TRIGGER audit_is_not_changed ON audit",
    )
    .unwrap();
    hq.damage(change);
    let found = hq.state.verify().await;
    assert!(matches!(found, Err(VerifyError::Fault(Fault::Audit(2)))), "{found:?}");
    hq.damage("UPDATE audit SET account = 'two' WHERE seq = 2");
    hq.state.verify().await.unwrap();
    hq.damage(take_away);
    let found = hq.state.verify().await;
    assert!(matches!(found, Err(VerifyError::Fault(Fault::Audit(3)))), "{found:?}");
}

#[tokio::test]
async fn a_restore_keeps_who_looked_at_what_since_the_backup() {
    let hq = TestHq::over(false, |config| config).await;
    Browser::named(&hq, "before", hq.top, roles(&["quality"])).await;
    let folder = hq.folder.path().join("backup");
    hq.state.backup(&folder).await.unwrap();
    Browser::named(&hq, "after", hq.top, roles(&["auditor"])).await;
    let data = tempfile::tempdir().unwrap();
    // The database as it is now, closed, in a folder of its own.
    hq.tamper(&format!("VACUUM INTO '{}'", data.path().join("headquarters.sqlite").display()), "").unwrap();
    hq::restore(
        &folder,
        (data.path(), &hq::PhotoPlace::Folder),
        hq::Replace::Data,
        hq::Clock::now(&hq.clock),
    )
    .await
    .unwrap();
    let database = rusqlite::Connection::open(data.path().join("headquarters.sqlite")).unwrap();
    let accounts: Vec<String> = {
        let mut found = database.prepare("SELECT account FROM audit ORDER BY seq").unwrap();
        found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(accounts, ["before", "after"]);
}
