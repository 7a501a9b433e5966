//! A customer's video or PDF: kept by its hash as it came, sent in parts, listed on paper, and never opened.

use std::{fs, path::PathBuf};

use desk::{PaperLanguage, PaperSize, PrintResult};
use domain::{Document, PHOTO_MEDIA_TYPE, Slot, TicketId};
use fastrand::Rng;
use protocol::{
    hash_of,
    wire::{MOST_ATTACHMENT_BYTES, MOST_PART_BYTES},
};
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
    paper,
};

const MP4_BEGINS: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42";

/// What begins like a telephone's video, and goes on like nothing at all: nobody may mind.
fn a_video(bytes: usize) -> Vec<u8> {
    let mut video = MP4_BEGINS.to_vec();
    video.resize(bytes, 0);
    Rng::with_seed(7).fill(&mut video[MP4_BEGINS.len()..]);
    video
}

fn an_invoice() -> Vec<u8> {
    [b"%PDF-1.7\n".as_slice(), "发票 1500.00".as_bytes(), &[0xff; 900]].concat()
}

fn photo(name: &str) -> Vec<u8> {
    fs::read(tests::places::photo(name)).unwrap()
}

/// A claim with a photo, an invoice and a video of so many bytes.
fn a_claim_with(counter: &TestCounter, video: &[u8]) -> TicketId {
    let handed_in = [
        ("label", photo("webcam-640.jpg")),
        ("proof_of_value", an_invoice()),
        ("item_damage", video.to_vec()),
    ];
    counter.open_ticket_with_pictures(a_damaged_parcel(), &handed_in).id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_and_a_pdf_reach_headquarters_as_they_were_handed_in() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let video = a_video(MOST_PART_BYTES as usize * 2 + 12_345);
    let ticket = a_claim_with(&counter, &video);
    let folded = counter.desk().ticket(ticket).unwrap().ticket;
    let [label, invoice, film] = &folded.photos[..] else { panic!("{:?}", folded.photos) };
    assert_eq!(
        [label, invoice, film].map(|photo| photo.added.media_type.as_str()),
        [PHOTO_MEDIA_TYPE, "application/pdf", "video/mp4"]
    );
    for (photo, bytes) in [(invoice, &an_invoice()), (film, &video)] {
        let added = &photo.added;
        assert_eq!((added.sha256, added.size), (hash_of(bytes), bytes.len() as u64));
        assert_eq!((added.source_sha256, added.source_size), (added.sha256, added.size), "as it came");
        assert_eq!(counter.desk().find_photo(added.sha256, false).unwrap().as_ref(), Some(bytes));
        assert_eq!(counter.desk().find_photo(added.sha256, true).unwrap(), None, "nothing was drawn of it");
        assert!(!counter.desk().is_photo(added.sha256).unwrap());
    }

    counter.sync().await;

    for (photo, bytes) in [(invoice, an_invoice()), (film, video)] {
        assert!(hq.photo(ticket, photo.added.sha256).await == bytes, "byte for byte");
    }
    let sheet = counter.desk().ticket(ticket).unwrap();
    assert!(sheet.delivery.is_complete() && sheet.photos.values().all(|standing| standing.is_confirmed));
    assert_eq!(hq.waiting().await, (0, 0));

    // A sibling looks at the ticket, and takes a copy along.
    let sibling = TestCounter::another_at(&hq, "B").await;
    sibling.sync().await;
    let path = sibling.desk().save_attachment(ticket, invoice.event).await.unwrap();
    assert_eq!(fs::read(&path).unwrap(), an_invoice());
    assert!(path.starts_with(sibling.folders().papers()), "where it goes when the ticket is forgotten");
    assert_eq!(path.file_name().unwrap().to_str().unwrap(), format!("{}-02.pdf", folded.number));
    assert!(!sibling.desk().is_photo(invoice.added.sha256).unwrap());
    let not_one = sibling.desk().save_attachment(ticket, label.event).await.unwrap_err();
    assert_eq!(not_one.code(), "no_photo", "a photo is looked at here");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_slot_asks_for_is_still_owed_beside_a_video() {
    let counter = TestCounter::enrolled_at(&TestHq::start().await).await;
    let ticket = a_claim_with(&counter, &a_video(5_000));
    let desk = counter.desk();
    let sheet = desk.ticket(ticket).unwrap();
    let slots = desk.slots(&a_damaged_parcel(), &sheet.slot_photos());
    let stands = |slot: &str| {
        let look = slots.iter().find(|look| look.slot == Slot::from(slot)).unwrap();
        (look.is_required, look.is_taken())
    };
    assert_eq!(stands("item_damage"), (true, false), "nobody can look at a video on paper");
    assert_eq!(stands("proof_of_value"), (false, true), "an invoice often is a PDF");

    // Neither is drawn over, nor read for codes.
    let film = &sheet.ticket.photos[2];
    let refused = desk.annotate_photo(ticket, film.event, Vec::new()).unwrap_err();
    assert_eq!(refused.code(), "no_photo");
    let draft = desk.start_draft().unwrap().id;
    let label = desk.add_draft_photo(draft, Slot::from("label"), &an_invoice()).unwrap();
    assert!(desk.read_waybills(draft, label.sha256).unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_evidence_pack_lists_attachments_by_their_hash() {
    let counter = TestCounter::enrolled_at(&TestHq::start().await).await;
    let ticket = a_claim_with(&counter, &a_video(3_000_000));
    let desk = counter.desk();
    let number = desk.ticket(ticket).unwrap().ticket.number;

    let pack = words_of(&counter, ticket, &Document::EVIDENCE).await;

    for bytes in [an_invoice(), a_video(3_000_000)] {
        assert!(pack.contains(&hash_of(&bytes).to_string()), "{pack}");
    }
    for name in [format!("{number}-02.pdf"), format!("{number}-03.mp4")] {
        assert!(pack.contains(&name), "{name} in {pack}");
    }
    assert!(pack.contains("价值证明（PDF）"), "{pack}");
    let receipt = words_of(&counter, ticket, &Document::RECEIPT).await;
    assert!(receipt.contains("附件") && receipt.contains("价值证明（PDF）"), "{receipt}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_of_no_known_kind_is_refused_and_nothing_is_lost() {
    let counter = TestCounter::enrolled_at(&TestHq::start().await).await;
    let desk = counter.desk();
    let draft = desk.start_draft().unwrap().id;
    let add = |bytes: &[u8]| desk.add_draft_photo(draft, Slot::OTHER, bytes);
    add(&an_invoice()).unwrap();
    let mut long = MP4_BEGINS.to_vec();
    long.resize(MOST_ATTACHMENT_BYTES as usize + 1, 0);

    let codes = [
        long.as_slice(),
        b"MZ\x90\0\x03",
        b"<html>%PDF is what I say</html>",
        b"\0\0\0\x1CftypM4A \0\0\0\0M4A mp42",
        &an_invoice(),
    ]
    .map(|bytes| add(bytes).unwrap_err().code());

    assert_eq!(
        codes,
        [
            "attachment_too_large",
            "photo_not_a_picture",
            "photo_not_a_picture",
            "photo_video",
            "photo_already_here"
        ]
    );
    let kept = desk.draft(draft).unwrap();
    assert_eq!(kept.photos.len(), 1, "what was there is there");
    assert_eq!(sealed_files(&counter).len(), 1, "and nothing besides on the disk");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attachment_goes_on_a_stick_as_well() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let video = a_video(MOST_PART_BYTES as usize + 1);
    let ticket = a_claim_with(&counter, &video);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.carry");
    let carried = counter.desk().write_carry_over(&file).unwrap();
    assert_eq!((carried.photos, carried.photos_unreadable), (3, 0));

    let came = hq.state().take_in(fs::read(&file).unwrap().as_slice()).await.unwrap();

    assert_eq!((came.new_photos, came.unnamed_photos), (3, 0));
    assert!(hq.photo(ticket, hash_of(&video)).await == video);
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_photos, 0);
}

async fn words_of(counter: &TestCounter, ticket: TicketId, document: &Document) -> String {
    let printed =
        counter.desk().print_ticket_paper(ticket, document.clone(), PaperSize::A4, PaperLanguage::Chinese);
    match printed.await.unwrap() {
        PrintResult::Saved { path, .. } => paper::words(&path),
        printed => panic!("there is no printer here: {printed:?}"),
    }
}

/// The files in which photos and attachments lie.
fn sealed_files(counter: &TestCounter) -> Vec<PathBuf> {
    let folders = fs::read_dir(counter.folders().photos()).unwrap().map(|folder| folder.unwrap().path());
    folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|file| file.unwrap().path())).collect()
}
