//! Real files on real disks that are full or allow no larger file: photos, papers, keys, the shelf.

use std::{path::Path, process::Command, sync::Arc};

use desk::{Desk, DeskError, PaperLanguage, PaperSize, PrintResult, StartError, TicketForm};
use domain::{Document, Slot, TicketId};
use hq::MasterKey;
use protocol::hash_of;
use tests::{
    counter::{SetClock, a_damaged_parcel},
    dice::Dice,
    folders::Folders,
    headquarters::TestHq,
    places,
    programs::{desk, desk_command},
    small_disk::SmallDisk,
};

use tokio::task::block_in_place;

use crate::headquarters::{Headquarters, Refused};

/// What says that there is no room, or that a file may not grow, in words for whom it concerns.
const CLEAR: [&str; 5] =
    ["disk_full", "paper_not_saved", "key_files_unusable", "state_unwritable", "database_trouble"];

/// Names the folder of a counter in a process whose files may not grow.
const FOLDER: &str = "COUNTERFOIL_TEST_FOLDER";

/// What a clerk was told is safe.
#[derive(Default)]
struct Saved {
    tickets: Vec<TicketId>,
    papers: Vec<std::path::PathBuf>,
}

#[tokio::test]
async fn a_counter_whose_disk_is_full_says_so_and_goes_on_when_there_is_room() {
    let Some(disk) = SmallDisk::of_kib(12 * 1_024) else {
        return println!("nothing can be mounted here; a limit on files stands in, in the next test");
    };
    let mut saved = Saved::default();
    let mut desk = open(disk.path()).expect("there is room");
    desk.start_practice().expect("there is room");
    walk_in(&desk, &mut saved).await.expect("there is room");
    let mut refused = 0;
    // From none to more than a whole ticket with its photo and paper takes.
    for room in (0..1_600).step_by(40) {
        disk.leave_kib(room);
        if let Err(error) = walk_in(&desk, &mut saved).await {
            assert!(CLEAR.contains(&error.code()), "with {room} KiB left it is told as {error:?}");
            refused += 1;
        }
        if room % 400 == 0 {
            // A program that is closed and started with the disk full.
            drop(desk);
            let started = open(disk.path());
            disk.make_room();
            desk = started.unwrap_or_else(|error| {
                assert!(CLEAR.contains(&error.code()), "with {room} KiB left it is told as {error:?}");
                open(disk.path()).expect("there is room again")
            });
        }
        disk.make_room();
        is_all_there(&desk, &saved);
    }
    assert!((5..40).contains(&refused), "some walk-ins found no room and some did: {refused}");
    walk_in(&desk, &mut saved).await.expect("there is room again");
    drop(desk);
    is_all_there(&open(disk.path()).expect("there is room"), &saved);
}

#[tokio::test]
async fn a_counter_whose_files_may_not_grow_says_so_and_loses_nothing() {
    let program = std::env::current_exe().expect("a test knows its own program");
    let mut saved_in_all = 0;
    for blocks in [0, 8, 63, 64, 80, 120, 200, 280, 400, 700, 1_000, 2_000] {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        // Blocks of 512 bytes, and no signal beside the refusal: what is a limit here is a full disk elsewhere.
        let ended = Command::new("sh")
            .arg("-c")
            .arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""))
            .arg(&program)
            .args(["files::a_counter_under_a_limit", "--exact", "--nocapture"])
            .env(FOLDER, home.path())
            .output()
            .expect("a shell can be started");
        let said = String::from_utf8_lossy(&ended.stdout);
        assert!(ended.status.success(), "{blocks}: {said}{}", String::from_utf8_lossy(&ended.stderr));
        let tickets = said.lines().filter_map(|line| line.strip_prefix("saved ")?.parse().ok()).collect();
        let saved = Saved { tickets, papers: Vec::new() };
        saved_in_all += saved.tickets.len();
        let desk = open(home.path()).expect("without a limit it starts");
        if desk.place().is_none() {
            desk.start_practice().expect("without a limit it works");
        }
        is_all_there(&desk, &saved);
        walk_in(&desk, &mut Saved::default()).await.expect("without a limit it works");
    }
    assert!(saved_in_all > 3, "under some limits tickets were saved: {saved_in_all}");
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_whose_files_may_not_grow_say_so_and_are_not_ended_by_it() {
    let hq = TestHq::start().await;
    let folders = Folders::new();
    block_in_place(|| desk(&folders, &["enrol", &hq.made.code]));
    let (samples, photos) = (places::samples(), places::root().join("tests/photos"));
    for blocks in [0, 64, 400] {
        let mut at_counter = desk_command(&folders, &["samples"]);
        at_counter.arg(&samples).arg("--photos").arg(&photos);
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        let mut at_headquarters = Command::new(places::headquarters());
        at_headquarters.args(["demo", "--account", "hq", "--data"]).arg(home.path());
        for program in [at_counter, at_headquarters] {
            let ended = limited(&program, blocks).output().expect("a shell can be started");
            let said = String::from_utf8_lossy(&ended.stderr);
            assert_eq!(ended.status.code(), Some(1), "{blocks}: {said}");
            let is_clear = ["disk", "File too large"].iter().any(|words| said.contains(words));
            assert!(is_clear, "{blocks}: {said}");
        }
        let said = block_in_place(|| desk(&folders, &["status"]));
        assert!(said.contains("waiting for headquarters"), "{said}");
    }
}

/// The same program, with no file of it larger than so many blocks of 512 bytes.
fn limited(program: &Command, blocks: u32) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("ulimit -f {blocks}; exec \"$0\" \"$@\""));
    shell.arg(program.get_program()).args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

/// What `a_counter_whose_files_may_not_grow_says_so_and_loses_nothing` starts under each limit; by itself it has nothing to do.
#[tokio::test]
async fn a_counter_under_a_limit() {
    let Some(home) = std::env::var_os(FOLDER) else { return };
    let mut saved = Saved::default();
    let desk = match open(Path::new(&home)) {
        Ok(desk) => desk,
        Err(error) => return assert!(CLEAR.contains(&error.code()), "the start is told as {error:?}"),
    };
    if let Err(error) = desk.start_practice() {
        return assert!(CLEAR.contains(&error.code()), "practice is told as {error:?}");
    }
    for _ in 0..4 {
        if let Err(error) = walk_in(&desk, &mut saved).await {
            assert!(CLEAR.contains(&error.code()), "a walk-in is told as {error:?}");
        }
    }
    is_all_there(&desk, &saved);
    saved.tickets.iter().for_each(|ticket| println!("saved {ticket}"));
}

#[tokio::test]
async fn headquarters_whose_disk_is_full_says_so_and_goes_on_when_there_is_room() {
    let Some(disk) = SmallDisk::of_kib(16 * 1_024) else {
        return println!("nothing can be mounted here; see the tests on a played disk");
    };
    let mut dice = Dice::of(1);
    disk.leave_kib(0);
    let no_room = MasterKey::find(&disk.path().join("other"), None);
    assert!(no_room.is_err(), "a key needs room");
    disk.make_room();
    MasterKey::find(&disk.path().join("other"), None).expect("there is room again");

    let hq = Headquarters::start(disk.path()).await.expect("there is room");
    let branch = hq.branch().await.expect("there is room");
    let mut device = hq.enrol(branch, &mut dice).await.expect("there is room");
    device.log_in(&hq).await.expect("there is room");
    let mut refused = 0;
    for room in (0..480).step_by(16) {
        device.take_in(true, &mut dice);
        disk.leave_kib(room);
        for part in [false, true] {
            let tried = deliver(&hq, &mut device, part).await;
            if let Err(told) = tried {
                assert_eq!(told.code, "disk_full", "with {room} KiB left");
                refused += 1;
            }
        }
        disk.make_room();
        deliver(&hq, &mut device, true).await.expect("there is room again");
    }
    assert!((5..60).contains(&refused), "some found no room and some did: {refused}");
    while device.held_photos.len() < device.photos.len() {
        deliver(&hq, &mut device, true).await.expect("there is room");
    }
    for photo in &device.held_photos {
        let found = device.photo(&hq, hash_of(photo)).await.expect("a photo that was confirmed is there");
        assert_eq!(&found, photo);
    }
}

async fn deliver(
    hq: &Headquarters,
    device: &mut crate::headquarters::Device,
    is_whole: bool,
) -> Result<(), Refused> {
    device.push(hq, device.acknowledged).await?;
    device.send_photo(hq, is_whole).await
}

fn open(home: &Path) -> Result<Desk, StartError> {
    let folders = desk::Folders { data: home.join("data"), state: home.join("state") };
    let marker = folders.state.join("key-store");
    if !marker.exists() {
        std::fs::create_dir_all(&folders.state).expect("a folder takes no room");
        // Five bytes that an installation has written long before.
        if std::fs::write(&marker, "file\n").is_err() {
            std::fs::remove_file(&marker).expect("it was just made");
        }
    }
    Desk::open(folders, SetClock::at_present() as Arc<_>)
}

/// Somebody comes in: a draft, a photo, a ticket, its paper.
async fn walk_in(desk: &Desk, saved: &mut Saved) -> Result<(), DeskError> {
    let form: TicketForm = a_damaged_parcel();
    let draft = desk.start_draft()?;
    let source = a_picture(draft.id);
    desk.add_draft_photo(draft.id, Slot::from("label"), &source)?;
    desk.save_draft(draft.id, &form)?;
    desk.open_ticket(draft.id, &form)?;
    saved.tickets.push(draft.id);
    match desk.print_ticket_paper(draft.id, Document::RECEIPT, PaperSize::A5, PaperLanguage::Chinese).await? {
        PrintResult::Saved { path, .. } => saved.papers.push(path),
        PrintResult::Printed { .. } => panic!("a test has no printer"),
    }
    Ok(())
}

/// A picture that is like no other: two photos that are the same take room once.
fn a_picture(of: TicketId) -> Vec<u8> {
    let (width, height) = (240, 180);
    let mut dice = Dice::of(u64::from_le_bytes(std::array::from_fn(|place| of.as_bytes()[8 + place])));
    let pixels: Vec<u8> = (0..width * height * 3).map(|_| dice.any() as u8).collect();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("memory takes a picture");
    writer.write_image_data(&pixels).expect("memory takes a picture");
    writer.finish().expect("memory takes a picture");
    png
}

fn is_all_there(desk: &Desk, saved: &Saved) {
    for ticket in &saved.tickets {
        let sheet = desk.ticket(*ticket).expect("a ticket that was saved is there");
        assert_eq!(sheet.ticket.photos.len(), 1, "with its photo");
        for photo in &sheet.ticket.photos {
            let found = desk.find_photo(photo.added.sha256, false).expect("a photo's file is whole");
            assert!(found.is_some(), "a photo's file is there");
        }
    }
    for paper in &saved.papers {
        let pdf = std::fs::read(paper).expect("a paper that was saved is there");
        assert!(pdf.trim_ascii_end().ends_with(b"%%EOF"), "and whole");
    }
    let papers = std::fs::read_dir(desk.folders().papers()).into_iter().flatten().flatten();
    let whole = papers.filter(|paper| paper.path().extension().is_some_and(|ending| ending == "pdf"));
    for paper in whole {
        let pdf = std::fs::read(paper.path()).expect("it was listed");
        assert!(pdf.trim_ascii_end().ends_with(b"%%EOF"), "nothing stands for a paper that is none");
    }
}
