//! Nodes that are killed and a database that is failed over: whatever was acknowledged is there afterwards, once.

use std::{collections::BTreeSet, time::Duration};

use fastrand::Rng;
use tests::{
    cluster::Cluster,
    counter::{SetClock, TestCounter, code_through},
    fault_proxy::FaultProxy,
    nodes::Nodes,
    seeds,
};
use tokio::{
    task::block_in_place,
    time::{sleep, timeout},
};

use crate::kills::open_ticket;

/// Kills in one seed.
const KILLS: usize = 4;
/// Whoever works has so long to bring everything home.
const RECOVERY: Duration = Duration::from_secs(120);

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_node_that_is_killed_loses_and_doubles_nothing() {
    for seed in seeds::seeds(1, 20) {
        let mut chance = Rng::with_seed(seed);
        let cluster = block_in_place(|| Cluster::start(&[]));
        let database = block_in_place(|| cluster.make_database("headquarters"));
        let mut nodes = Nodes::start(&database, 2).await;
        let network = FaultProxy::start(nodes.address(), seed).await;
        let mut counter = TestCounter::installed_at(SetClock::running());
        counter.desk().enrol(&code_through(&network.url(), &nodes.code)).await.unwrap();
        let _followed = counter.desk().reports();
        let courier = counter.desk().start_courier().unwrap().expect("an enrolled counter has one");
        let mut tickets = BTreeSet::new();
        for kill in 0..KILLS {
            tickets.insert(open_ticket(&counter, &mut chance));
            sleep(Duration::from_millis(chance.u64(..600))).await;
            let node = kill % nodes.count();
            block_in_place(|| nodes.kill(node));
            // The other one goes on alone.
            tickets.insert(open_ticket(&counter, &mut chance));
            sleep(Duration::from_millis(chance.u64(..600))).await;
            block_in_place(|| nodes.start_again(node));
        }
        brought_home(&counter, seed).await;
        courier.abort();
        let _ = courier.await;
        counter.stop();
        let held = block_in_place(|| nodes.held());
        held.keeps_its_word(&network.told());
        held.is_whole();
        assert_eq!(held.ticket_numbers(), tickets, "seed {seed}: each ticket is at headquarters once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_database_that_is_failed_over_keeps_every_line_that_was_acknowledged() {
    for seed in seeds::seeds(1, 10) {
        let mut chance = Rng::with_seed(seed);
        let mut primary = block_in_place(|| Cluster::start(&["wal_level=replica"]));
        let database = block_in_place(|| primary.make_database("headquarters"));
        let standby = block_in_place(|| Cluster::standby_of(&primary, &[]));
        // From here on nothing is acknowledged that only one of them has.
        block_in_place(|| {
            primary.sql("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
            primary.sql("postgres", "SELECT pg_reload_conf()");
        });
        let both = database.replacen(
            &format!("127.0.0.1:{}", primary.port()),
            &format!("127.0.0.1:{},127.0.0.1:{}", primary.port(), standby.port()),
            1,
        );
        let nodes = Nodes::start(&both, 2).await;
        let network = FaultProxy::start(nodes.address(), seed).await;
        let mut counter = TestCounter::installed_at(SetClock::running());
        counter.desk().enrol(&code_through(&network.url(), &nodes.code)).await.unwrap();
        let _followed = counter.desk().reports();
        let courier = counter.desk().start_courier().unwrap().expect("an enrolled counter has one");
        let mut tickets = BTreeSet::new();
        for _ in 0..3 {
            tickets.insert(open_ticket(&counter, &mut chance));
            sleep(Duration::from_millis(chance.u64(..400))).await;
        }
        block_in_place(|| primary.kill());
        tickets.insert(open_ticket(&counter, &mut chance));
        sleep(Duration::from_millis(chance.u64(..1_000))).await;
        block_in_place(|| standby.promote());
        tickets.insert(open_ticket(&counter, &mut chance));
        brought_home(&counter, seed).await;
        courier.abort();
        let _ = courier.await;
        counter.stop();
        let held = block_in_place(|| nodes.held());
        held.keeps_its_word(&network.told());
        held.is_whole();
        assert_eq!(held.ticket_numbers(), tickets, "seed {seed}: each ticket is at headquarters once");
    }
}

/// Waits until headquarters has confirmed everything.
async fn brought_home(counter: &TestCounter, seed: u64) {
    let confirmed = timeout(RECOVERY, async {
        while (counter.status().unconfirmed_events, counter.status().unconfirmed_photos) != (0, 0) {
            sleep(Duration::from_millis(100)).await;
        }
    });
    assert!(confirmed.await.is_ok(), "seed {seed}: {:?} still waits", counter.status());
}
