//! Bad networks: a real counter and a real headquarters, and between them one that refuses, lies, stalls and forgets.

use std::time::{Duration, Instant};

use fastrand::Rng;
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    fault_proxy::{Fault, FaultProxy, Way},
    headquarters::TestHq,
    pictures, seeds,
};
use tokio::time::{sleep, timeout};

/// A network that is well again has so long to bring everything home, and nobody touches anything.
const RECOVERY: Duration = Duration::from_secs(60);
/// How many bad networks are lived through at once: they mostly wait.
const AT_ONCE: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn everything_comes_home_within_a_minute_of_a_bad_network_untouched() {
    let days = seeds::live_through(seeds::seeds(50, 200), AT_ONCE, a_day_with_a_bad_network).await;
    let slowest = days.iter().max().expect("there are seeds");
    println!("the slowest of {} came home in {:.1} s", days.len(), slowest.as_secs_f64());
}

/// How long it took to come home.
async fn a_day_with_a_bad_network(seed: u64) -> Duration {
    let mut chance = Rng::with_seed(seed);
    let hq = TestHq::start().await;
    let network = FaultProxy::start(hq.address(), seed).await;
    let counter = TestCounter::enrolled_through(&network.url(), &hq).await;
    // The courier works for as long as somebody follows it.
    let _followed = counter.desk().reports();
    let courier = counter.desk().start_courier().unwrap().expect("an enrolled counter has one");

    let (mut faults, mut tickets) = (Vec::new(), Vec::new());
    for _ in 0..chance.usize(3..=6) {
        let fault = a_fault(&mut chance);
        faults.push(fault);
        network.set(fault);
        if tickets.len() < 3 && chance.bool() {
            tickets.push(open_ticket(&counter, &mut chance));
        }
        sleep(Duration::from_millis(chance.u64(200..2_500))).await;
    }
    if tickets.is_empty() {
        tickets.push(open_ticket(&counter, &mut chance));
    }

    network.set(Fault::None);
    let begun = Instant::now();
    let drained = timeout(RECOVERY, async {
        while !is_all_confirmed(&counter) {
            sleep(Duration::from_millis(100)).await;
        }
    });
    let is_drained = drained.await.is_ok();
    let recovered_in = begun.elapsed();
    assert!(is_drained, "seed {seed}: {:?} still waits after {faults:?}", counter.status());
    courier.abort();

    let mut numbers: Vec<_> = tickets.iter().map(|ticket| ticket.number.to_string()).collect();
    let mut at_headquarters = hq.ticket_numbers().await;
    numbers.sort();
    at_headquarters.sort();
    assert_eq!(at_headquarters, numbers, "seed {seed}: each ticket is at headquarters once");
    for ticket in &tickets {
        for photo in &counter.desk().ticket(ticket.id).unwrap().ticket.photos {
            let sha256 = photo.added.sha256;
            let here = counter.desk().find_photo(sha256, false).unwrap().unwrap();
            assert!(
                hq.photo(ticket.id, sha256).await == here,
                "seed {seed}: a photo is byte for byte the same"
            );
        }
    }
    let held = hq.held().await;
    held.keeps_its_word(&network.told());
    held.is_whole();
    let (lines, photos, seconds) = (held.lines(), held.photos(), recovered_in.as_secs_f64());
    println!("seed {seed:>3}: {seconds:>5.1} s for {lines:>2} lines and {photos} photos after {faults:?}");
    recovered_in
}

fn is_all_confirmed(counter: &TestCounter) -> bool {
    let status = counter.status();
    (status.unconfirmed_events, status.unconfirmed_photos) == (0, 0)
}

fn open_ticket(counter: &TestCounter, chance: &mut Rng) -> desk::TicketRow {
    let slots = ["label", "outer_top"].into_iter().take(chance.usize(0..=2));
    let pictures: Vec<_> = slots.map(|slot| (slot, pictures::noise(chance))).collect();
    counter.open_ticket_with_pictures(a_damaged_parcel(), &pictures)
}

fn a_fault(chance: &mut Rng) -> Fault {
    let way = if chance.bool() { Way::Up } else { Way::Down };
    // Small enough to break a request's head, large enough to break a photo.
    let after = |chance: &mut Rng| 1 << chance.u64(4..18);
    match chance.u32(..11) {
        0 => Fault::None,
        1 => Fault::Refused,
        2 => Fault::SignInPage([200, 302, 511][chance.usize(..3)]),
        3 => Fault::Silence,
        4 => Fault::Vanish(way, after(chance)),
        5 => Fault::Reset(way, after(chance)),
        6 => Fault::Trickle(chance.u64(200..20_000)),
        7 => Fault::Corrupt(way, 1 << chance.u32(6..13)),
        8 => Fault::CutPhoto(chance.u64(1_000..120_000)),
        9 => Fault::SwallowReply { silently: chance.bool() },
        _ => Fault::Duplicate,
    }
}
