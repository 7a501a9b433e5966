//! Photos by tus, each announced, sent whole and acknowledged by its hash once it is durable.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Instant;

use protocol::wire::{PHOTO_HEADER, UploadMetadata, upload_checksum};
use protocol::{Sha256, hash_of};

use super::ROUNDS;
use super::asking::Asking;
use super::devices::{Devices, PHOTO_BYTES, PHOTOS};
use super::place::Round;
use crate::finding::{Figure, Finding};
use crate::turns::Times;

/// Sends them over one connection, then over four, in turns with writing as many files as durably: a disk that others
/// keep busy shows in both.
pub async fn measure(devices: &Devices) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (connections, what, at_least) in
        [(1, "200 photos, one connection", 60.0), (4, "200 photos, four connections", 150.0)]
    {
        let (mut rates, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            bare.push(tokio::task::block_in_place(|| rate(|| keep_each(&devices.photos))));
            rates.push(send(devices, &devices.prepared.round(), connections).await);
        }
        findings.push(Finding {
            what: what.into(),
            against: "bare files, one by one",
            ours: Figure::MbPerSecond(Times::of(rates).median()),
            baseline: Some(Figure::MbPerSecond(Times::of(bare).median())),
            at_most: None,
            at_least: Some(at_least),
            at_most_times: None,
        });
    }
    findings
}

/// Million bytes in a second.
async fn send(devices: &Devices, _running: &Round, connections: u8) -> f64 {
    let mut all = Vec::new();
    for branch in 1..=connections {
        all.push(Asking::from_branch(branch, devices.prepared.port).await);
    }
    let device = &devices.all[0];
    tokio::task::block_in_place(|| {
        let token = device.log_in(&mut all[0]);
        device.push(&mut all[0], &token);
        let photos: Vec<(Sha256, &Vec<u8>)> =
            devices.photos.iter().map(|photo| (hash_of(photo), photo)).collect();
        rate(|| {
            thread::scope(|scope| {
                for (mut asking, first) in all.into_iter().zip(0..) {
                    let (photos, token) = (&photos, &token);
                    scope.spawn(move || {
                        for (sha256, photo) in photos.iter().skip(first).step_by(usize::from(connections)) {
                            deliver(&mut asking, token, *sha256, photo, device.ticket());
                        }
                    });
                }
            });
        })
    })
}

/// Million bytes in a second, of work that brings all photos somewhere.
fn rate(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    (PHOTOS * PHOTO_BYTES) as f64 / 1e6 / begun.elapsed().as_secs_f64()
}

/// The least that is durable: a file for each photo, and the folder's word for it.
fn keep_each(photos: &[Vec<u8>]) {
    let folder = tempfile::tempdir().expect("there is room beside what was built");
    for (place, photo) in photos.iter().enumerate() {
        keep(folder.path(), &place.to_string(), photo).expect("the disk has room");
    }
}

fn keep(folder: &Path, name: &str, photo: &[u8]) -> io::Result<()> {
    let staged = folder.join(format!("{name}.staged"));
    let mut file = File::create(&staged)?;
    file.write_all(photo)?;
    file.sync_all()?;
    fs::rename(staged, folder.join(name))?;
    File::open(folder)?.sync_all()
}

/// Announces a photo and sends it whole.
pub fn deliver(asking: &mut Asking, token: &str, sha256: Sha256, photo: &[u8], ticket: domain::TicketId) {
    let tus = format!("authorization: Bearer {token}\r\ntus-resumable: 1.0.0\r\n");
    let metadata = UploadMetadata { sha256, ticket }.to_header();
    let create = format!("{tus}upload-length: {}\r\nupload-metadata: {metadata}\r\n", photo.len());
    let begun = asking.ask("POST /api/v1/photos", &create, &[]);
    assert_eq!(begun.status, 201, "{}", String::from_utf8_lossy(begun.body));
    let at = begun.header("location").expect("an upload has a place").to_owned();
    let patch = format!(
        "{tus}content-type: application/offset+octet-stream\r\nupload-offset: 0\r\nupload-checksum: {}\r\n",
        upload_checksum(photo)
    );
    let sent = asking.ask(&format!("PATCH {at}"), &patch, photo);
    assert_eq!(sent.status, 204, "{}", String::from_utf8_lossy(sent.body));
    let held = sent.header(&PHOTO_HEADER.to_ascii_lowercase());
    assert_eq!(held, Some(&*sha256.to_string()), "only its hash confirms it");
}
