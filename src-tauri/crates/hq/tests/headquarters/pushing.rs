//! Lines on their way in: repeats, gaps, forks, bad lines, missing keys, revoked devices.

use domain::{Fact, Sealed, kinship::TicketLinked};
use protocol::{
    Line,
    wire::{ErrorBody, FeedAnswer, HeadSignature, KeyPurpose, LogAnswer, PushAnswer},
};

use crate::{
    counter::{TestCounter, ticket},
    facts::{a_claim, a_note, epoch_opened},
    place::{TestHq, add_branch},
};

fn raw(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.raw().to_owned()).collect()
}

#[tokio::test]
async fn a_push_is_acknowledged_with_a_signature() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = ticket(counter.device, 1);
    let lines = [
        counter.write(None, &epoch_opened()),
        counter.write(Some(ticket), &a_claim(1, "SF1", counter.at())),
        counter.write(Some(ticket), &a_note("客户下午再来")),
    ];
    let answer = counter.push(&lines).await;
    let ack_key = counter.joined.working_key(KeyPurpose::Ack).unwrap();
    assert!(answer.ack.verify(&ack_key).is_ok());
    assert_eq!((answer.ack.seq, answer.ack.head, answer.ack.at), (3, counter.head, counter.at()));
    assert_eq!((answer.set_aside, answer.keys), (vec![], vec![ticket]));
}

#[tokio::test]
async fn a_repeat_is_answered_like_the_first_time_and_changes_nothing() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = ticket(counter.device, 1);
    let lines =
        [counter.write(None, &epoch_opened()), counter.write(Some(ticket), &a_claim(1, "SF1", counter.at()))];
    let first = counter.push(&lines).await;
    hq.clock.move_on(60_000);
    assert_eq!(counter.push(&lines).await, first);
    assert_eq!(counter.hello().await.feed_head, 2, "each line stands in the feed once");

    // What overlaps with what is held goes on from there.
    let note = counter.write(Some(ticket), &a_note("再来"));
    let overlapping = counter.push(&[lines[1].clone(), note]).await;
    assert_eq!((overlapping.ack.seq, counter.hello().await.feed_head), (3, 3));
}

#[tokio::test]
async fn a_gap_is_refused_and_says_what_is_held() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    counter.open_claim(1, "SF1").await;
    let at = ticket(counter.device, 1);
    counter.write(Some(at), &a_note("lost on the way"));
    let late = counter.write(Some(at), &a_note("二"));
    let answer = counter.send_push(&counter.push_of(4, raw(&[late]), vec![])).await;
    let body: ErrorBody = answer.json();
    assert_eq!((answer.status.as_u16(), body.code.as_str(), body.seq), (409, "gap", Some(2)));
}

#[tokio::test]
async fn a_fork_is_refused_and_kept_as_evidence() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let at = ticket(counter.device, 1);
    counter.open_claim(1, "SF1").await;
    let (seq, head) = (counter.seq, counter.head);
    let first = counter.write(Some(at), &a_note("一"));
    counter.push(&[first]).await;
    let held = counter.head;

    // The PC came back from a backup, and writes another third line.
    (counter.seq, counter.head) = (seq, head);
    let other = counter.write(Some(at), &a_note("二"));
    let answer = counter.send_push(&counter.push_of(3, raw(&[other]), vec![])).await;
    let body: ErrorBody = answer.json();
    assert_eq!((answer.status.as_u16(), body.code.as_str()), (409, "fork"));
    assert_eq!((body.seq, body.head), (Some(3), Some(held)));
    assert_eq!(counter.hello().await.head, Some(held), "the log that was first stays");
}

#[tokio::test]
async fn a_bad_line_is_acknowledged_and_set_aside_and_blocks_nothing() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let at = ticket(counter.device, 1);
    let opened = counter.write(None, &epoch_opened());
    let claim = counter.write(Some(at), &a_claim(1, "SF1", counter.at()));
    // Not JSON at all; what follows is written on it as its author saw it.
    let rubbish = counter.write_rubbish("{\"v\":1,\"id\":");
    let note = counter.write(Some(at), &a_note("后面的一行"));
    let lines = vec![opened.raw().to_owned(), claim.raw().to_owned(), rubbish, note.raw().to_owned()];
    let answer = counter.send_push(&counter.push_of(4, lines, vec![counter.wrapped(at)])).await;
    let answer: PushAnswer = answer.json();
    assert_eq!(answer.ack.seq, 4);
    let aside: Vec<_> =
        answer.set_aside.iter().map(|aside| (aside.seq, aside.id, aside.reason.as_str())).collect();
    assert_eq!(aside, [(3, None, "line_not_json")]);

    let next = counter.write(Some(at), &a_note("再一行"));
    assert_eq!(counter.push(&[next]).await.ack.seq, 5);
}

/// PostgreSQL keeps it in no text; here it is in a line that nobody can read, in a line of a fork, and in whatever of a good
/// line stands in a table.
#[tokio::test]
async fn a_nul_character_comes_in_and_back_wherever_it_stands_and_blocks_nothing() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let (at, next) = (ticket(counter.device, 1), ticket(counter.device, 2));
    let opened = counter.write(None, &epoch_opened());
    let Fact::TicketOpened(mut claim) = a_claim(1, "SF\0 1234567890123", counter.at()) else {
        panic!("a claim")
    };
    let claim_number = claim.number;
    claim.category = "damage\0.contents".into();
    claim.promises[0].step = "told\0".into();
    let Sealed::Open(told) = &mut claim.private else { panic!("it is open") };
    told.story = "壶\0碎了".into();
    told.parties.sender.name = "王\0小明".into();
    let claim = counter.write(Some(at), &Fact::TicketOpened(claim));
    let rubbish = counter.write_rubbish("{\"v\":1,\u{1a}\0\0\"id\":");
    let note = counter.write(Some(at), &a_note("再\0来"));
    let linked = TicketLinked { to: next, number: claim_number, kin: "same\0matter".into() };
    let linked = counter.write(Some(at), &Fact::TicketLinked(linked));
    let behind = counter.write(Some(next), &a_claim(2, "SF2", counter.at()));
    let [opened, claim, note, linked, behind] =
        [opened, claim, note, linked, behind].map(|line| line.raw().to_owned());
    let lines = vec![opened, claim, rubbish, note, linked, behind];
    let keys = vec![counter.wrapped(at), counter.wrapped(next)];
    let answer = counter.send_push(&counter.push_of(6, lines.clone(), keys)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer: PushAnswer = answer.json();
    let aside: Vec<_> = answer.set_aside.iter().map(|aside| (aside.seq, aside.reason.as_str())).collect();
    assert_eq!((answer.ack.seq, aside), (6, vec![(3, "line_not_json")]));

    let other = TestCounter::enrolled(2, &hq, hq.branch).await;
    let path = format!("/api/v1/feed?generation={}&after=0", other.generation);
    let feed: FeedAnswer = other.get(&path).await.json();
    assert_eq!(feed.entries.iter().map(|entry| entry.line.clone()).collect::<Vec<_>>(), lines);
    let path = format!("/api/v1/logs/{}/{}", counter.device, counter.epoch);
    assert_eq!(counter.get(&path).await.json::<LogAnswer>().lines, lines, "byte for byte");
    let folded = hq.state.ticket(hq.branch, at).await.unwrap().unwrap();
    assert_eq!(folded.shipment.value().waybill, "SF\0 1234567890123");
    assert_eq!((folded.notes.len(), folded.told().unwrap().story.as_str()), (1, "壶\0碎了"));
    // What stands in tables is compared with what the lines make, before they are made anew and after.
    assert_eq!(hq.state.verify().await.unwrap().tickets, 2);
    hq.state.rebuild().await.unwrap();
    assert_eq!(hq.state.verify().await.unwrap().tickets, 2);

    // The place of the good line behind is held; what is sent instead is kept as evidence.
    let other = vec![lines[4].clone(), "another\0line".to_owned()];
    let forked = counter.send_push(&counter.push_of(6, other, Vec::new())).await;
    assert_eq!((forked.status.as_u16(), forked.code().as_str()), (409, "fork"));
}

#[tokio::test]
async fn what_headquarters_alone_may_write_is_set_aside() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let at = ticket(counter.device, 1);
    counter.open_claim(1, "SF1").await;
    let forgotten = counter.write(Some(at), &Fact::TicketForgotten);
    let answer = counter.push(&[forgotten]).await;
    assert_eq!(answer.set_aside[0].reason, "line_not_allowed");
}

#[tokio::test]
async fn a_line_of_another_branch_is_set_aside() {
    let hq = TestHq::new().await;
    let other = add_branch(&hq.state, "PD03", "浦东三网点", hq.region).await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    counter.open_claim(1, "SF1").await;
    counter.branch = other;
    let at = ticket(counter.device, 2);
    let line = counter.write(Some(at), &a_claim(2, "SF2", counter.at()));
    assert_eq!(counter.push(&[line]).await.set_aside[0].reason, "line_other_branch");
}

#[tokio::test]
async fn a_seal_that_does_not_open_is_set_aside() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let at = counter.open_claim(1, "SF1").await;
    counter.ticket_keys.insert(at, protocol::TicketKey::from_bytes([9; 32]));
    let note = counter.write(Some(at), &a_note("sealed with a wrong key"));
    let answer: PushAnswer = counter.send_push(&counter.push_of(3, raw(&[note]), vec![])).await.json();
    assert_eq!(answer.set_aside[0].reason, "line_seal");
}

#[tokio::test]
async fn a_ticket_is_delivered_when_its_key_comes() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let at = ticket(counter.device, 1);
    let lines =
        [counter.write(None, &epoch_opened()), counter.write(Some(at), &a_claim(1, "SF1", counter.at()))];
    let keyless: PushAnswer = counter.send_push(&counter.push_of(2, raw(&lines), vec![])).await.json();
    assert_eq!((keyless.set_aside[0].reason.as_str(), keyless.keys.len()), ("key_missing", 0));

    // A key of another branch, or a made-up one, is none.
    let forged = protocol::BranchKey::from_bytes([9; 32]).wrap(at, &counter.ticket_keys[&at], [1; 24]);
    let refused: PushAnswer = counter.send_push(&counter.push_of(2, raw(&lines), vec![forged])).await.json();
    assert_eq!(refused.keys.len(), 0);

    // The key alone, over the head that is held.
    let signature =
        HeadSignature::sign(counter.device, counter.epoch, 2, counter.head, &counter.key).signature;
    let mut push = counter.push_of(2, vec![], vec![counter.wrapped(at)]);
    push.signature = signature;
    let keyed: PushAnswer = counter.send_push(&push).await.json();
    assert_eq!((keyed.keys, keyed.ack.seq), (vec![at], 2));
    assert_eq!(counter.push(&lines).await.set_aside, vec![], "the line is no longer set aside");
}

#[tokio::test]
async fn a_revoked_device_may_push_and_is_believed_in_nothing() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let at = counter.open_claim(1, "SF1").await;
    hq.state.revoke_device(counter.device).await.unwrap();
    let feed = counter.get(&format!("/api/v1/feed?generation={}", counter.generation)).await;
    assert_eq!(
        (feed.status.as_u16(), feed.code().as_str()),
        (410, "device_revoked"),
        "at once, with the old token"
    );
    assert!(counter.log_in().await.push_only);
    let tail = counter.write(Some(at), &a_note("the tail"));
    let answer = counter.push(&[tail]).await;
    assert_eq!((answer.ack.seq, answer.set_aside[0].reason.as_str()), (3, "device_revoked"));
}

#[tokio::test]
async fn a_push_that_the_device_did_not_sign_is_refused() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let line = counter.write(None, &epoch_opened());
    let mut push = counter.push_of(1, raw(&[line]), vec![]);
    push.signature =
        HeadSignature::sign(counter.device, counter.epoch, 1, protocol::NO_HASH, &counter.key).signature;
    let answer = counter.send_push(&push).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "signature"));
}

#[tokio::test]
async fn a_device_pushes_its_own_log_or_carries_over_one_of_its_branch() {
    let hq = TestHq::new().await;
    let mut lost = TestCounter::enrolled(1, &hq, hq.branch).await;
    let heir = TestCounter::enrolled(2, &hq, hq.branch).await;
    let line = lost.write(None, &epoch_opened());
    let mut push = lost.push_of(1, raw(&[line]), vec![]);
    push.signature = HeadSignature::sign(lost.device, lost.epoch, 1, lost.head, &heir.key).signature;
    assert_eq!(heir.send_push(&push).await.code(), "not_your_log");
    push.carried_by = Some(heir.device);
    assert_eq!(heir.send_push(&push).await.code(), "signature", "its author has not signed for it");
    push.heads = vec![HeadSignature::sign(lost.device, lost.epoch, 1, lost.head, &lost.key)];
    let carried: PushAnswer = heir.send_push(&push).await.json();
    assert_eq!((carried.ack.device, carried.ack.seq), (lost.device, 1));

    let elsewhere = add_branch(&hq.state, "PD03", "浦东三网点", hq.region).await;
    let stranger = TestCounter::enrolled(3, &hq, elsewhere).await;
    push.carried_by = Some(stranger.device);
    assert_eq!(stranger.send_push(&push).await.code(), "not_your_log");
}

#[tokio::test]
async fn a_full_push_is_one_commit() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let at = counter.open_claim(1, "SF1").await;
    let notes: Vec<Line> =
        (0..900).map(|n| counter.write(Some(at), &a_note(&format!("第 {n} 条")))).collect();
    assert_eq!(counter.push(&notes).await.ack.seq, 902);
    assert_eq!(counter.hello().await.feed_head, 902);
}
