//! The plan as data: where both stand goes in, the next step comes out.

use protocol::{
    DeviceId, EpochId, Instant, Sha256,
    wire::{EpochHead, Generation, LoginAnswer},
};
use store::{FeedCursor, OwnLog, Upload, WaitingPhoto};

use super::*;

const ME: DeviceId = DeviceId::from_bytes([1; 16]);
const FORMER: DeviceId = DeviceId::from_bytes([2; 16]);
const EPOCH: EpochId = EpochId::from_bytes([3; 16]);
const EARLIER: EpochId = EpochId::from_bytes([4; 16]);
const FEED: Generation = Generation::from_bytes([5; 16]);
const FEED_ANEW: Generation = Generation::from_bytes([6; 16]);
const NOW: Instant = Instant::from_unix_ms(1_000_000);

fn hash(seq: u64) -> Sha256 {
    Sha256([seq as u8; 32])
}

fn log(epoch: EpochId, seq: u64, held: u64) -> OwnLog {
    OwnLog { device: ME, epoch, seq, hash: hash(seq), held, forked_at: None, other_at: None }
}

/// A counter that has read its feed and writes `EPOCH`.
fn local(logs: Vec<OwnLog>) -> Local {
    let cursor = FeedCursor { generation: FEED, position: 7, mark: None, older: None };
    Local { device: Some(ME), epoch: Some(EPOCH), logs, cursor: Some(cursor), ..Local::default() }
}

fn head(epoch: EpochId, seq: u64) -> EpochHead {
    EpochHead { epoch, seq, head: hash(seq) }
}

fn stands(heads: Vec<EpochHead>) -> Stands {
    Stands {
        policies: Vec::new(),
        heads,
        generation: FEED,
        feed_head: 7,
        feed_mark: None,
        received_at: NOW,
        offset_ms: 0,
        spread_ms: 0,
    }
}

fn logged_in() -> Core {
    let mut core = Core::new(ME);
    let token = LoginAnswer { token: "t".to_owned(), expires_at: NOW, push_only: false, sealing: None };
    core.heard(Heard::Token { token, at: NOW });
    core
}

/// The plan of a counter that was told where headquarters stands.
fn told(stands: Stands) -> Core {
    let mut core = logged_in();
    core.heard(Heard::Stands(stands));
    core
}

fn push(epoch: EpochId, after: u64, last: u64) -> Step {
    Step::Ask(Ask::Push { device: ME, epoch, after, last })
}

#[test]
fn a_round_begins_with_who_one_is_and_where_both_stand() {
    let local = local(vec![log(EPOCH, 3, 3)]);
    assert_eq!(Core::new(ME).next(&local, NOW), Step::Ask(Ask::Login));
    assert_eq!(logged_in().next(&local, NOW), Step::Ask(Ask::Hello));
    let a_quarter_later = NOW.plus_ms(15 * 60_000);
    assert_eq!(logged_in().next(&local, a_quarter_later), Step::Ask(Ask::Login), "the token has ended");
    let ten_years_ago = NOW.plus_ms(-10 * 365 * 86_400_000);
    assert_eq!(logged_in().next(&local, ten_years_ago), Step::Ask(Ask::Login), "the clock is wrong");
    assert_eq!(logged_in().next(&Local::default(), NOW), Step::Rest, "nothing was ever written");
}

#[test]
fn what_both_hold_says_what_to_do() {
    use Known::{Beside, Missing, Ours};
    // What is here, what is there, what that head means here -> the first step after the hello.
    for (why, logs, there, known, step) in [
        (
            "in step",
            vec![log(EPOCH, 3, 3)],
            Some(3),
            Ours,
            Step::Ask(Ask::Feed { generation: FEED, after: 7 }),
        ),
        ("new lines", vec![log(EPOCH, 5, 3)], Some(3), Ours, push(EPOCH, 3, 5)),
        ("never pushed", vec![log(EPOCH, 5, 0)], None, Ours, push(EPOCH, 0, 5)),
        ("an answer was lost", vec![log(EPOCH, 5, 3)], Some(5), Ours, push(EPOCH, 5, 5)),
        ("some of it was lost", vec![log(EPOCH, 6, 3)], Some(5), Ours, push(EPOCH, 5, 6)),
        ("restored", vec![log(EPOCH, 3, 3)], Some(9), Missing, Step::Keep(Keep::OpenEpoch)),
        ("forked", vec![log(EPOCH, 3, 2)], Some(3), Missing, Step::Keep(Keep::OpenEpoch)),
        ("forked, and seen before", vec![log(EPOCH, 3, 2)], Some(3), Beside, Step::Keep(Keep::OpenEpoch)),
        (
            "headquarters was restored",
            vec![log(EPOCH, 5, 5)],
            Some(2),
            Ours,
            Step::Keep(Keep::TakeBack { epoch: EPOCH, held: 2 }),
        ),
        (
            "headquarters lost all of it",
            vec![log(EPOCH, 5, 5)],
            None,
            Ours,
            Step::Keep(Keep::TakeBack { epoch: EPOCH, held: 0 }),
        ),
    ] {
        let mut local = local(logs);
        let heads: Vec<EpochHead> = there.map(|seq| head(EPOCH, seq)).into_iter().collect();
        local.heads = heads.iter().map(|head| (head.epoch, known)).collect();
        assert_eq!(told(stands(heads)).next(&local, NOW), step, "{why}");
    }
}

#[test]
fn lines_that_are_missing_come_back_and_a_fork_is_shown_before_it_is_settled() {
    let mut local = local(vec![log(EARLIER, 3, 3), log(EPOCH, 1, 0)]);
    local.heads = HashMap::from([(EARLIER, Known::Missing)]);
    let mut core = told(stands(vec![head(EARLIER, 9)]));
    let own_lines = |after| Step::Ask(Ask::OwnLines { epoch: EARLIER, after });
    assert_eq!(core.next(&local, NOW), own_lines(3));
    core.heard(Heard::OwnLines { epoch: EARLIER, last: Some(5), goes_on: false });
    assert_eq!(core.next(&local, NOW), own_lines(0), "the two parted ways before");
    core.heard(Heard::OwnLines { epoch: EARLIER, last: Some(5), goes_on: true });
    assert_eq!(core.next(&local, NOW), own_lines(5), "page by page");
    core.heard(Heard::OwnLines { epoch: EARLIER, last: Some(9), goes_on: true });

    local.heads = HashMap::from([(EARLIER, Known::Beside)]);
    local.logs[0].other_at = Some(3);
    assert_eq!(core.next(&local, NOW), push(EARLIER, 2, 3), "what was written here is shown as it is");
    core.heard(Heard::Fork { epoch: EARLIER, held: 0 });
    assert_eq!(core.next(&local, NOW), Step::Keep(Keep::SettleFork { epoch: EARLIER, at: 3 }));
    local.logs[0] = OwnLog { other_at: None, forked_at: Some(3), held: 2, ..local.logs[0] };
    assert_eq!(core.next(&local, NOW), push(EPOCH, 0, 1), "and nothing of it waits any more");
}

#[test]
fn text_goes_before_photos_and_photos_before_the_feed() {
    let photo = WaitingPhoto {
        sha256: hash(9),
        size: 600_000,
        ticket: protocol::TicketId::from_bytes([9; 16]),
        is_named: true,
        upload: None,
    };
    let mut local = local(vec![log(EPOCH, 2, 2)]);
    local.heads = HashMap::from([(EPOCH, Known::Ours)]);
    local.photos = vec![photo.clone()];
    let mut core = told(stands(vec![head(EPOCH, 2)]));
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::PhotoStands(photo)));
    let upload = |offset| Upload { url: "/photos/1".to_owned(), offset };
    let part = |offset, most| Step::Ask(Ask::PhotoPart { sha256: hash(9), upload: upload(offset), most });
    let stands_at =
        |offset, is_resumed| Heard::Photo { sha256: hash(9), upload: Some(upload(offset)), is_resumed };
    core.heard(stands_at(0, false));
    assert_eq!(core.next(&local, NOW), part(0, LONG_PART_BYTES), "whole on a good line");
    local.logs[0].seq = 3;
    assert_eq!(core.next(&local, NOW), push(EPOCH, 2, 3), "a line written meanwhile goes first");
    local.logs[0].held = 3;
    core.heard(Heard::Acknowledged { epoch: EPOCH, seq: 3, newly: 1 });

    core.failed(&Trouble::Offline);
    core.heard(Heard::Stands(stands(vec![head(EPOCH, 3)])));
    core.heard(stands_at(300_000, true));
    assert_eq!(core.next(&local, NOW), part(300_000, PART_BYTES), "in parts after a failure");
    core.heard(stands_at(300_000, false));
    local.photos = Vec::new();
    assert_eq!(core.passed_over(), [hash(9)], "one that does not get on holds up no other");
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::Feed { generation: FEED, after: 7 }));
}

#[test]
fn an_attachment_goes_in_parts_and_lets_photos_and_news_go_before_its_next() {
    const LONG: u64 = 5 * LONG_PART_BYTES;
    let waiting = |name, size| WaitingPhoto {
        sha256: hash(name),
        size,
        ticket: protocol::TicketId::from_bytes([9; 16]),
        is_named: true,
        upload: None,
    };
    let (film, picture) = (waiting(9, LONG), waiting(8, 600_000));
    let mut local = local(vec![log(EPOCH, 2, 2)]);
    local.heads = HashMap::from([(EPOCH, Known::Ours)]);
    local.photos = vec![film.clone()];
    let mut core = told(stands(vec![head(EPOCH, 2)]));
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::PhotoStands(film)));
    let upload = |offset| Upload { url: "/photos/1".to_owned(), offset };
    let part = |offset, most| Step::Ask(Ask::PhotoPart { sha256: hash(9), upload: upload(offset), most });
    let stands_at =
        |offset| Heard::Photo { sha256: hash(9), upload: Some(upload(offset)), is_resumed: false };
    core.heard(stands_at(0));
    assert_eq!(
        core.next(&local, NOW),
        part(0, LONG_PART_BYTES),
        "never more than headquarters takes at once"
    );
    core.heard(stands_at(LONG_PART_BYTES));

    let news = Step::Ask(Ask::Feed { generation: FEED, after: 7 });
    assert_eq!(core.next(&local, NOW), news, "a decision waits for no video");
    core.heard(Heard::Lines { entries: 0, new: 0 });
    assert_eq!(core.next(&local, NOW), part(LONG_PART_BYTES, LONG_PART_BYTES));

    local.photos.insert(0, picture.clone());
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::PhotoStands(picture)), "nor does a photo");
    core.heard(Heard::Photo { sha256: hash(8), upload: None, is_resumed: false });
    local.photos.remove(0);
    local.photos[0].upload = Some(upload(LONG_PART_BYTES));
    assert_eq!(
        core.next(&local, NOW),
        Step::Ask(Ask::PhotoStands(local.photos[0].clone())),
        "it goes on after"
    );
}

#[test]
fn a_new_counter_reads_who_works_here_then_news_then_backwards() {
    let mut local = local(vec![log(EPOCH, 1, 1)]);
    local.heads = HashMap::from([(EPOCH, Known::Ours)]);
    local.cursor = None;
    let mut core = told(stands(vec![head(EPOCH, 1)]));
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::BranchLines { generation: FEED }));
    core.heard(Heard::Lines { entries: 2, new: 2 });
    let begun = Keep::FeedBegun { generation: FEED, head: 7, mark: None };
    assert_eq!(core.next(&local, NOW), Step::Keep(begun));
    let mut cursor = FeedCursor { generation: FEED, position: 7, mark: None, older: Some(8) };
    local.cursor = Some(cursor);
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::Feed { generation: FEED, after: 7 }));
    core.heard(Heard::Lines { entries: 0, new: 0 });
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::Older { generation: FEED, before: 8 }));
    core.heard(Heard::Lines { entries: 7, new: 6 });
    cursor.older = None;
    local.cursor = Some(cursor);
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::Feed { generation: FEED, after: 7 }));
    core.heard(Heard::Lines { entries: 0, new: 0 });
    assert_eq!(core.next(&local, NOW), Step::Rest);
    assert_eq!(core.over().map(|round| round.lines_read), Ok(8));
}

#[test]
fn a_restored_headquarters_is_read_anew_and_sent_back_what_it_lost() {
    let mut local = local(vec![log(EPOCH, 2, 2)]);
    local.heads = HashMap::from([(EPOCH, Known::Ours)]);
    let anew = Stands { generation: FEED_ANEW, ..stands(vec![head(EPOCH, 2)]) };
    let mut core = told(anew);
    assert_eq!(core.next(&local, NOW), Step::Keep(Keep::FeedAnew(FEED_ANEW)));
    local.cursor = Some(FeedCursor { generation: FEED_ANEW, position: 0, mark: None, older: None });
    let lost = Untold { device: FORMER, epoch: EARLIER, after: 1, seq: 4 };
    local.untold = vec![lost];
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::Feed { generation: FEED_ANEW, after: 0 }));
    core.heard(Heard::Lines { entries: 0, new: 0 });
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::SendBack(lost)));
    core.heard(Heard::TakenBack { log: lost, is_held: false });
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::Feed { generation: FEED_ANEW, after: 0 }));
    core.heard(Heard::Lines { entries: 0, new: 0 });
    assert_eq!(core.next(&local, NOW), Step::Rest, "what is not wanted is not offered again in this round");
}

#[test]
fn a_revoked_device_pushes_its_tail_and_nothing_else() {
    let mut core = Core::new(ME);
    let token = LoginAnswer { token: "t".to_owned(), expires_at: NOW, push_only: true, sealing: None };
    core.heard(Heard::Token { token, at: NOW });
    core.heard(Heard::Stands(Stands { generation: FEED_ANEW, ..stands(vec![head(EPOCH, 2)]) }));
    let mut local = local(vec![log(EPOCH, 3, 2)]);
    local.heads = HashMap::from([(EPOCH, Known::Ours)]);
    assert_eq!(core.next(&local, NOW), push(EPOCH, 2, 3));
    local.logs[0].held = 3;
    core.heard(Heard::Acknowledged { epoch: EPOCH, seq: 3, newly: 1 });
    assert_eq!(core.next(&local, NOW), Step::Keep(Keep::TailHeld));
    assert_eq!(core.next(&local, NOW), Step::Rest);
    assert_eq!(core.over(), Err(Trouble::Revoked));
}

#[test]
fn a_revoked_device_does_not_ask_where_a_copy_of_it_wrote_on() {
    let mut core = Core::new(ME);
    let token = LoginAnswer { token: "t".to_owned(), expires_at: NOW, push_only: true, sealing: None };
    core.heard(Heard::Token { token, at: NOW });
    core.heard(Heard::Stands(stands(vec![head(EARLIER, 9)])));
    let mut local = local(vec![log(EARLIER, 5, 3), log(EPOCH, 1, 0)]);
    local.heads = HashMap::from([(EARLIER, Known::Missing)]);
    for _ in 0..2 {
        assert_eq!(core.next(&local, NOW), push(EARLIER, 3, 5));
        core.heard(Heard::Fork { epoch: EARLIER, held: 3 });
    }
    let settled = Step::Keep(Keep::SettleFork { epoch: EARLIER, at: 4 });
    assert_eq!(core.next(&local, NOW), settled, "what headquarters signed for is in no doubt");
}

#[test]
fn the_key_of_the_database_is_deposited_once_after_text_and_before_photos() {
    let mut local = local(vec![log(EPOCH, 2, 1)]);
    local.heads = HashMap::from([(EPOCH, Known::Ours)]);
    local.deposit_waits = true;
    let mut core = told(stands(vec![head(EPOCH, 1)]));
    assert_eq!(core.next(&local, NOW), push(EPOCH, 1, 2));
    local.logs[0].held = 2;
    core.heard(Heard::Acknowledged { epoch: EPOCH, seq: 2, newly: 1 });
    assert_eq!(core.next(&local, NOW), Step::Ask(Ask::Deposit));
    core.heard(Heard::Deposited);
    assert_eq!(
        core.next(&local, NOW),
        Step::Ask(Ask::Feed { generation: FEED, after: 7 }),
        "or it was refused"
    );
}

#[test]
fn after_an_outage_one_comes_when_one_is_asked_to() {
    let crowd = Stands { spread_ms: 5_000, ..stands(vec![head(EPOCH, 1)]) };
    let mut local = local(vec![log(EPOCH, 1, 0)]);
    local.heads = HashMap::from([(EPOCH, Known::Ours)]);
    let mut core = told(crowd.clone());
    assert_eq!(core.next(&local, NOW), push(EPOCH, 1, 1), "one that was there all the time does not wait");
    (0..3).for_each(|_| core.failed(&Trouble::Offline));
    core.heard(Heard::Stands(crowd));
    assert_eq!(core.next(&local, NOW), Step::Pause { most_ms: 5_000 });
    assert_eq!(core.next(&local, NOW), push(EPOCH, 1, 1), "once");
}

#[test]
fn the_work_of_a_device_whose_keys_were_lost_is_carried() {
    let former = OwnLog { device: FORMER, ..log(EARLIER, 6, 4) };
    let local = local(vec![former, log(EPOCH, 1, 1)]);
    let mut core = told(stands(vec![head(EPOCH, 1)]));
    let carried = |after| Step::Ask(Ask::Push { device: FORMER, epoch: EARLIER, after, last: 6 });
    assert_eq!(core.next(&local, NOW), carried(4));
    core.heard(Heard::Gap { epoch: EARLIER, held: 2 });
    assert_eq!(core.next(&local, NOW), Step::Keep(Keep::TakeBack { epoch: EARLIER, held: 2 }));
}

fn program() -> Option<Program> {
    Some(Program { target: "linux-x86_64".to_owned(), version: "0.1.0".parse().unwrap() })
}

fn wanted(held: u64) -> Wanted {
    Wanted { sha256: hash(9), size: 3_000, held }
}

#[test]
fn a_new_version_is_asked_for_last_and_once_an_hour() {
    let mut core = told(stands(vec![head(EPOCH, 3)]));
    let done = Local { program: program(), ..local(vec![log(EPOCH, 3, 3)]) };
    core.heard(Heard::Lines { entries: 0, new: 0 });
    let asked = Step::Ask(Ask::Update(program().unwrap()));
    assert_eq!(core.next(&done, NOW), asked);
    let later = NOW.plus_ms(60 * 60 * 1_000 - 1);
    core.heard(Heard::Update { wanted: None, at: NOW });
    let believes_none = Local { program: None, ..done.clone() };
    assert_eq!(core.updating.next(&done, later), None);
    assert_eq!(core.updating.next(&done, later.plus_ms(1)), Some(asked.clone()));
    assert_eq!(core.updating.next(&done, NOW.plus_ms(-1)), Some(asked), "the clock was put back");
    assert_eq!(core.updating.next(&believes_none, later.plus_ms(1)), None);
}

#[test]
fn a_line_goes_before_the_next_part_of_a_new_version() {
    let mut core = told(stands(vec![head(EPOCH, 3)]));
    let done = Local { program: program(), ..local(vec![log(EPOCH, 3, 3)]) };
    core.heard(Heard::Lines { entries: 0, new: 0 });
    core.heard(Heard::Update { wanted: Some(wanted(0)), at: NOW });
    assert_eq!(core.next(&done, NOW), Step::Ask(Ask::UpdatePart(wanted(0))));
    core.heard(Heard::UpdatePart(Some(wanted(1_000))));
    let written = Local { program: program(), ..local(vec![log(EPOCH, 4, 3)]) };
    assert!(matches!(core.next(&written, NOW), Step::Ask(Ask::Push { after: 3, last: 4, .. })));
    core.heard(Heard::Acknowledged { epoch: EPOCH, seq: 4, newly: 1 });
    let delivered = Local { program: program(), ..local(vec![log(EPOCH, 4, 4)]) };
    assert_eq!(core.next(&delivered, NOW), Step::Ask(Ask::UpdatePart(wanted(1_000))), "from where it was");
    core.failed(&Trouble::Offline);
    core.heard(Heard::Stands(stands(vec![head(EPOCH, 4)])));
    core.heard(Heard::Lines { entries: 0, new: 0 });
    assert_eq!(core.next(&delivered, NOW), Step::Ask(Ask::UpdatePart(wanted(1_000))), "and after a cut");
    core.heard(Heard::UpdatePart(None));
    assert_eq!(core.next(&delivered, NOW), Step::Rest);
}
