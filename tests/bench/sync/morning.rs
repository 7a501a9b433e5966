//! A country's morning after a day without network, a hundredth of it: every counter tries again as counters do, and
//! brings a day's tickets and their photos, until nothing waits.
//!
//! What it took is what `deploy/country.md` reckons the whole country from. It is measured twice, with the text alone and with
//! the photos, so that each is known by itself.

use std::net::Ipv4Addr;
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use protocol::hash_of;
use sync::wait_ms;
use tempfile::TempDir;
use tests::s3::S3Server;
use tokio::runtime::Handle;

use super::asking::{Asking, Carried};
use super::devices::{self, Crowd, Device, Devices, photo};
use super::photos::deliver;
use super::place::Prepared;
use super::spent::{Worked, processors};
use crate::finding::{Figure, Finding};
use crate::turns::{Times, timed};

/// Of thirty thousand branches with a hundred thousand counters and two hundred thousand tickets a day.
const CROWD: Crowd =
    Crowd { branches: 300, counters: 1_000, tickets: 2, photos: 3, photo_bytes: 400_000, first_brings: 0 };
/// Of a country such a crowd is the hundredth part.
const PARTS: f64 = 100.0;
/// So often each has tried in vain: for a day, once in ten seconds on the average.
const FAILURES: u32 = 8_640;
/// A thread for each counter, which does little.
const STACK_BYTES: usize = 256 << 10;

/// The whole country's lines are to be there within five minutes, its photos within two hours.
const LINES_WITHIN_S: f64 = 300.0;
const PHOTOS_WITHIN_S: f64 = 7_200.0;

/// What a morning took.
struct Morning {
    /// From the first try to the last acknowledgement.
    seconds: f64,
    pushes: Times,
    /// Processors' seconds.
    headquarters: f64,
    /// Processors' seconds.
    postgres: f64,
    worked: Worked,
    carried: Carried,
}

/// What one counter met.
struct Met {
    push_ms: f64,
    carried: Carried,
}

/// Lets them come twice.
pub async fn measure() -> Vec<Finding> {
    let devices = devices::prepare(Prepared::over_postgres(), CROWD).await;
    let text = morning(&devices, false).await;
    let all = morning(&devices, true).await;
    told(&text, &all)
}

async fn morning(devices: &Devices, with_photos: bool) -> Morning {
    let prepared = &devices.prepared;
    let folder = TempDir::new().expect("there is room beside what was built");
    let photos = S3Server::start(folder.path());
    let round = prepared.round_told(&|headquarters| {
        photos.told_to(headquarters);
    });
    let spent = || {
        let worked = Worked::until_now(prepared);
        (processors(round.headquarters()), processors(prepared.postgres()), worked)
    };
    let before = spent();
    let begun = Instant::now();
    let met = tokio::task::block_in_place(|| everybody(devices, with_photos));
    let seconds = begun.elapsed().as_secs_f64();
    let after = spent();
    let sum = |of: fn(&Met) -> u64| met.iter().map(of).sum();
    let lines =
        prepared.sql("SELECT count(*) FROM lines JOIN devices ON device_id = id AND set_aside IS NULL");
    assert_eq!(lines, (CROWD.counters * CROWD.lines()).to_string(), "every line is there, once");
    let held = prepared.sql("SELECT count(*) FROM photos");
    let taken = if with_photos { CROWD.counters * CROWD.tickets * CROWD.photos } else { 0 };
    assert_eq!(held, taken.to_string(), "every photo is there, once");
    Morning {
        seconds,
        pushes: Times::of(met.iter().map(|met| met.push_ms).collect()),
        headquarters: after.0 - before.0,
        postgres: after.1 - before.1,
        worked: after.2 - before.2,
        carried: Carried { sent: sum(|met| met.carried.sent), received: sum(|met| met.carried.received) },
    }
}

fn everybody(devices: &Devices, with_photos: bool) -> Vec<Met> {
    let (port, network) = (devices.prepared.port, Handle::current());
    thread::scope(|scope| {
        let all: Vec<_> = devices
            .all
            .iter()
            .zip(0..)
            .map(|(device, seed)| {
                let network = &network;
                let comes = move || come(device, port, network, Rng::with_seed(seed), with_photos);
                let counter = thread::Builder::new().stack_size(STACK_BYTES);
                counter.spawn_scoped(scope, comes).expect("there is room for a thread")
            })
            .collect();
        all.into_iter().map(|one| one.join().expect("nobody is refused")).collect()
    })
}

/// What a counter does when the network is back: it waits its turn, brings its lines, reads what the others of its branch
/// brought, and then sends its photos.
fn come(device: &Device, port: u16, network: &Handle, mut random: Rng, with_photos: bool) -> Met {
    thread::sleep(Duration::from_millis(wait_ms(FAILURES, true, random.u64(..))));
    let own = Ipv4Addr::new(127, 0, 1 + (device.branch / 250) as u8, 1 + (device.branch % 250) as u8);
    let mut asking = network.block_on(Asking::from_address(own, port));
    let token = device.log_in(&mut asking);
    let stands = device.hello(&mut asking, &token);
    thread::sleep(Duration::from_millis(random.u64(0..=stands.spread_ms)));
    let push_ms = timed(|| device.push(&mut asking, &token));
    read(device, &mut asking, &token);
    if with_photos {
        for (ticket, number) in &device.photos {
            let photo = photo(*number, CROWD.photo_bytes);
            deliver(&mut asking, &token, hash_of(&photo), &photo, *ticket);
        }
        read(device, &mut asking, &token);
    }
    device.hello(&mut asking, &token);
    Met { push_ms, carried: asking.carried }
}

/// What others brought.
fn read(device: &Device, asking: &mut Asking, token: &str) {
    let what = format!("GET /api/v1/feed?generation={}&after=0&wait=0", device.generation);
    let answer = asking.ask(&what, &format!("authorization: Bearer {token}\r\n"), &[]);
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(answer.body));
}

fn told(text: &Morning, all: &Morning) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (with, morning) in [("lines", text), ("lines and photos", all)] {
        let of = |what: &str| format!("a morning's {with}: {what}");
        let push = Figure::Ms(morning.pushes.within(0.99));
        findings.extend([
            Finding::of(of("drained after"), Figure::Seconds(morning.seconds)),
            Finding { at_most: Some(250.0), ..Finding::of(of("a push, p99"), push) },
            Finding::of(of("headquarters' processors"), Figure::Seconds(morning.headquarters)),
            Finding::of(of("PostgreSQL's processors"), Figure::Seconds(morning.postgres)),
            Finding::of(of("commits"), Figure::Count(morning.worked.commits)),
            Finding::of(of("waits for the disk"), Figure::Count(morning.worked.flushes)),
            Finding::of(of("WAL"), Figure::Mb(morning.worked.wal_mb)),
            Finding::of(of("written by PostgreSQL"), Figure::Mb(morning.worked.written_mb)),
            Finding::of(of("to headquarters"), Figure::Mb(morning.carried.sent as f64 / 1e6)),
            Finding::of(of("from headquarters"), Figure::Mb(morning.carried.received as f64 / 1e6)),
        ]);
    }
    findings.extend(country("lines", LINES_WITHIN_S, text, None));
    findings.extend(country("photos", PHOTOS_WITHIN_S, all, Some(text)));
    findings
}

/// What the whole country would need, to be through within so many seconds; of `all` what `but` took is known already.
fn country(what: &str, within_s: f64, all: &Morning, but: Option<&Morning>) -> Vec<Finding> {
    let rate = |of: fn(&Morning) -> f64| (of(all) - but.map_or(0.0, of)) * PARTS / within_s;
    let finding =
        |need: &str, figure| Finding::of(format!("the country's {what} in {within_s} s: {need}"), figure);
    vec![
        finding("headquarters, cores", Figure::Count(rate(|it| it.headquarters))),
        finding("PostgreSQL, cores", Figure::Count(rate(|it| it.postgres))),
        finding("waits for the disk", Figure::PerSecond(rate(|it| it.worked.flushes))),
        finding("WAL", Figure::MbPerSecond(rate(|it| it.worked.wal_mb))),
        finding("written by PostgreSQL", Figure::MbPerSecond(rate(|it| it.worked.written_mb))),
        finding("to headquarters", Figure::MbPerSecond(rate(|it| it.carried.sent as f64 / 1e6))),
        finding("from headquarters", Figure::MbPerSecond(rate(|it| it.carried.received as f64 / 1e6))),
    ]
}
