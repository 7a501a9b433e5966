//! Programs that are killed at any moment: what was acknowledged is there afterwards, and the rest comes by itself.

use std::{
    collections::BTreeSet,
    fs,
    io::Read,
    process::{Command, Stdio},
    time::Duration,
};

use fastrand::Rng;
use serde_json::json;
use tests::{
    counter::{SetClock, TestCounter, a_damaged_parcel, code_through},
    fault_proxy::{Fault, FaultProxy},
    folders::Folders,
    headquarters::TestHq,
    held::Held,
    pictures,
    programs::{HqProgram, desk, desk_command},
    seeds,
};
use tokio::{
    task::block_in_place,
    time::{sleep, timeout},
};

/// Kills in one seed.
const KILLS: usize = 4;
/// Seeds at a time: they mostly wait.
const AT_ONCE: usize = 6;
/// A counter whose headquarters has come back has so long to bring everything home.
const RECOVERY: Duration = Duration::from_secs(60);
/// A photo of ours takes about half a second at this speed: long enough to be killed in the middle of.
const SLOW: u64 = 200_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_headquarters_that_is_killed_keeps_its_word() {
    let in_photos = seeds::live_through(seeds::seeds(6, 150), AT_ONCE, headquarters_killed).await;
    let (all, in_photos) = (in_photos.len() * KILLS, in_photos.iter().sum::<usize>());
    println!("{in_photos} of {all} kills were in the middle of a photo");
}

/// Kills headquarters again and again; answers how often it was in the middle of a photo.
async fn headquarters_killed(seed: u64) -> usize {
    let mut chance = Rng::with_seed(seed);
    let mut hq = block_in_place(HqProgram::start);
    let network = FaultProxy::start(hq.address(), seed).await;
    let mut counter = TestCounter::installed_at(SetClock::running());
    counter.desk().enrol(&code_through(&network.url(), &hq.code)).await.unwrap();
    // The courier works for as long as somebody follows it.
    let _followed = counter.desk().reports();
    let courier = counter.desk().start_courier().unwrap().expect("an enrolled counter has one");

    let (mut tickets, mut in_photos) = (BTreeSet::new(), 0);
    for _ in 0..KILLS {
        network.set(if chance.bool() { Fault::Trickle(SLOW) } else { Fault::None });
        let mut sent = network.sent();
        let before = *sent.borrow_and_update();
        tickets.insert(open_ticket(&counter, &mut chance));
        if chance.bool() {
            let enough = before + chance.u64(..150_000);
            let _ = timeout(Duration::from_secs(2), sent.wait_for(|sent| *sent >= enough)).await;
        } else {
            sleep(Duration::from_millis(chance.u64(..400))).await;
        }
        in_photos += usize::from(network.photos_under_way() > 0);
        block_in_place(|| hq.kill());
        // The last that it said may still be on its way.
        sleep(Duration::from_millis(50)).await;
        Held::at(hq.data()).keeps_its_word(&network.told());
        block_in_place(|| hq.start_again());
    }

    network.set(Fault::None);
    let confirmed = timeout(RECOVERY, async {
        while (counter.status().unconfirmed_events, counter.status().unconfirmed_photos) != (0, 0) {
            sleep(Duration::from_millis(50)).await;
        }
    });
    assert!(confirmed.await.is_ok(), "seed {seed}: {:?} still waits", counter.status());
    courier.abort();
    let _ = courier.await;
    counter.stop();
    counter.start();
    counter.desk().rebuild(|_| {}).unwrap();
    hq.kill();
    let held = Held::at(hq.data());
    held.keeps_its_word(&network.told());
    held.is_whole();
    assert_eq!(held.ticket_numbers(), tickets, "seed {seed}: each ticket is at headquarters once");
    in_photos
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_counter_that_is_killed_opens_again_and_delivers_everything_once() {
    seeds::live_through(seeds::seeds(4, 100), AT_ONCE, counter_killed).await;
}

async fn counter_killed(seed: u64) {
    let mut chance = Rng::with_seed(seed);
    let hq = TestHq::start().await;
    let network = FaultProxy::start(hq.address(), seed).await;
    let folders = Folders::new();
    let code = code_through(&network.url(), &hq.made.code);
    block_in_place(|| desk(&folders, &["enrol", &code]));

    let mut printed = BTreeSet::new();
    for _ in 0..KILLS / 2 {
        let walk_ins = write_walk_ins(&folders, &mut chance);
        let pictures = folders.top().to_string_lossy().into_owned();
        let samples = desk_command(&folders, &["samples", &walk_ins, "--photos", &pictures]);
        let said = killed_after(samples, Duration::from_millis(chance.u64(20..900))).await;
        // A line that was cut off says nothing.
        let lines = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        printed.extend(lines.filter_map(|line| line.split_once(' ')).map(|(number, _)| number.to_owned()));
        network.set(if chance.bool() { Fault::Trickle(SLOW) } else { Fault::None });
        let sync = desk_command(&folders, &["sync"]);
        killed_after(sync, Duration::from_millis(chance.u64(20..1_200))).await;
        Held::at(hq.data()).keeps_its_word(&network.told());
    }

    network.set(Fault::None);
    let rebuilt = block_in_place(|| desk(&folders, &["rebuild"]));
    let said = block_in_place(|| desk(&folders, &["sync"]));
    assert!(said.contains("waiting for headquarters: 0 lines, 0 photos; set aside there: 0"), "{said}");
    let held = Held::at(hq.data());
    held.keeps_its_word(&network.told());
    held.is_whole();
    let at_headquarters = held.ticket_numbers();
    assert!(printed.is_subset(&at_headquarters), "seed {seed}: what was said is kept");
    let here = rebuilt.lines().last().map_or("0", |line| line.split(' ').next().unwrap());
    assert_eq!(here, at_headquarters.len().to_string(), "seed {seed}: each ticket is at headquarters once");
}

/// Two walk-ins with a picture each, in a file of their own.
pub(crate) fn write_walk_ins(folders: &Folders, chance: &mut Rng) -> String {
    let walk_in = |chance: &mut Rng| {
        let picture = format!("{}.jpg", chance.u64(..));
        fs::write(folders.top().join(&picture), pictures::noise(chance)).unwrap();
        json!({
            "said": "箱子破了。", "kind": "complaint", "category": "damage.contents",
            "sender": { "name": "王小明", "phone": "13800138000" }, "spoke": "sender",
            "waybill": "SF1234567890123", "photos": [{ "slot": "label", "file": picture }],
        })
    };
    let walk_ins = json!([walk_in(chance), walk_in(chance)]);
    let path = folders.top().join("walk-ins.json");
    fs::write(&path, walk_ins.to_string()).unwrap();
    path.to_string_lossy().into_owned()
}

/// Runs a program for so long and kills it; what it printed until then.
pub(crate) async fn killed_after(mut command: Command, limit: Duration) -> String {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    sleep(limit).await;
    // It may have ended by itself.
    let _ = child.kill();
    let mut said = String::new();
    child.stdout.take().expect("its output was asked for").read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    said
}

pub(crate) fn open_ticket(counter: &TestCounter, chance: &mut Rng) -> String {
    let pictures = [("label", pictures::noise(chance))];
    counter.open_ticket_with_pictures(a_damaged_parcel(), &pictures).number.to_string()
}
