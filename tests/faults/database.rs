//! A PostgreSQL that goes away, has no room or stands still: headquarters says which, counts it, and loses nothing.

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;
use hq::{Database, PostgresPlace};
use protocol::hash_of;
use tempfile::TempDir;
use tests::{cluster::Cluster, dice::Dice, small_disk::SmallDisk};
use tokio::task::{block_in_place, spawn_blocking};

use crate::headquarters::{Device, Headquarters};

const DATABASE: &str = "headquarters";

/// Headquarters over `cluster`, with a device that has brought a ticket and its photo.
async fn with_a_device(cluster: &Cluster, dice: &mut Dice) -> (TempDir, Headquarters, Device) {
    let folder = tempfile::tempdir().unwrap();
    let place = PostgresPlace::new(cluster.url(DATABASE));
    let hq = Headquarters::over(folder.path(), Database::Postgres(place)).await.unwrap();
    let branch = hq.branch().await.unwrap();
    let mut device = hq.enrol(branch, dice).await.unwrap();
    device.log_in(&hq).await.unwrap();
    device.take_in(true, dice);
    device.push(&hq, 0).await.unwrap();
    device.send_photo(&hq, true).await.unwrap();
    (folder, hq, device)
}

/// How often the database was in trouble of this kind.
async fn troubles(hq: &Headquarters, kind: &str) -> f64 {
    let (_, metrics) = hq.watched("/metrics").await;
    let beginning = format!("counterfoil_troubles_total{{part=\"store\",kind=\"{kind}\"}} ");
    metrics.lines().find_map(|line| line.strip_prefix(&beginning)).map_or(0.0, |count| count.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_is_told_and_everything_comes_when_it_is_back() {
    let dice = &mut Dice::of(1);
    let mut cluster = block_in_place(|| Cluster::start(&[]));
    block_in_place(|| cluster.make_database(DATABASE));
    let (_folder, hq, mut device) = with_a_device(&cluster, dice).await;
    assert_eq!(hq.watched("/readyz").await.0, StatusCode::OK);

    block_in_place(|| cluster.kill());
    device.take_in(true, dice);
    let refused = device.push(&hq, device.acknowledged).await.unwrap_err();
    assert_eq!((refused.status, &*refused.code), (StatusCode::SERVICE_UNAVAILABLE, "database_away"));
    let refused = device.send_photo(&hq, true).await.unwrap_err();
    assert_eq!(refused.code, "database_away");
    assert!(troubles(&hq, "away").await >= 2.0);
    assert_eq!(hq.watched("/readyz").await.0, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(hq.watched("/healthz").await.0, StatusCode::OK, "the process itself lives");

    block_in_place(|| cluster.launch());
    device.push(&hq, device.acknowledged).await.unwrap();
    device.send_photo(&hq, true).await.unwrap();
    assert_eq!(hq.watched("/readyz").await.0, StatusCode::OK);
    is_whole(&hq, &device).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_without_room_is_told_and_goes_on_when_there_is_some() {
    let Some(disk) = SmallDisk::of_kib(96 * 1_024) else {
        return println!("nothing can be mounted here");
    };
    let dice = &mut Dice::of(2);
    let cluster = block_in_place(|| Cluster::start(&[]));
    block_in_place(|| cluster.make_database(DATABASE));
    block_in_place(|| cluster.put_tables(DATABASE, &disk.path().join("tables")));
    let (_folder, hq, mut device) = with_a_device(&cluster, dice).await;

    let mut refused = 0;
    for room in [0, 8, 16, 32, 64] {
        disk.leave_kib(room);
        let told = loop {
            device.take_in(false, dice);
            if let Err(told) = device.push(&hq, device.acknowledged).await {
                break told;
            }
        };
        assert_eq!(told.code, "disk_full", "with {room} KiB left: {told:?}");
        refused += 1;
        assert!(troubles(&hq, "full").await >= f64::from(refused));
        let held = device.photo(&hq, hash_of(&device.held_photos[0])).await;
        assert_eq!(held.unwrap(), device.held_photos[0], "reads go on");
        disk.make_room();
        device.push(&hq, device.acknowledged).await.unwrap();
    }
    is_whole(&hq, &device).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_stands_still_is_told_and_reads_go_on() {
    let dice = &mut Dice::of(3);
    let cluster = Arc::new(block_in_place(|| Cluster::start(&[])));
    block_in_place(|| cluster.make_database(DATABASE));
    let (_folder, hq, mut device) = with_a_device(&cluster, dice).await;
    let stands = |seconds: u32| {
        let cluster = Arc::clone(&cluster);
        let sql = format!("BEGIN; LOCK TABLE lines IN EXCLUSIVE MODE; SELECT pg_sleep({seconds}); COMMIT");
        spawn_blocking(move || cluster.sql(DATABASE, &sql))
    };

    // Slow: whoever waits is answered.
    let slow = stands(3);
    tokio::time::sleep(Duration::from_secs(1)).await;
    device.take_in(false, dice);
    device.push(&hq, device.acknowledged).await.unwrap();
    slow.await.unwrap();

    // Too slow: told before whoever asks gives up by itself, and nothing of it is kept.
    let still = stands(30);
    tokio::time::sleep(Duration::from_secs(1)).await;
    device.take_in(false, dice);
    let held = device.photo(&hq, hash_of(&device.held_photos[0])).await;
    assert_eq!(held.unwrap(), device.held_photos[0], "reads go on");
    let refused = device.push(&hq, device.acknowledged).await.unwrap_err();
    assert_eq!((refused.status, &*refused.code), (StatusCode::SERVICE_UNAVAILABLE, "database_away"));
    assert!(troubles(&hq, "away").await >= 1.0);
    still.await.unwrap();
    device.push(&hq, device.acknowledged).await.unwrap();
    is_whole(&hq, &device).await;
}

async fn is_whole(hq: &Headquarters, device: &Device) {
    let verified = hq.state.verify().await.unwrap();
    assert_eq!(verified.tickets, device.tickets(), "every ticket once");
    assert_eq!(verified.positions, verified.lines, "each line stands in the feed once");
    for photo in &device.held_photos {
        assert_eq!(&device.photo(hq, hash_of(photo)).await.unwrap(), photo, "a photo that was confirmed");
    }
}
