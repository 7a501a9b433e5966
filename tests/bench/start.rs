//! The app's start, from its process to an intake that takes keys, against a window with nothing in it.
//!
//! Both tell the moment themselves, by a mark in the page's timeline that they set with the frame that shows it. A start
//! is of an enrolled counter that has tickets, whose headquarters answers.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use desk::{Desk, ThisMachine};
use tests::counter::a_damaged_parcel;
use tests::display::Display;
use tests::driver::Window;
use tests::folders::Folders;
use tests::headquarters::TestHq;
use tests::places;

use crate::finding::{Figure, Finding};
use crate::memory;
use crate::photo::example;
use crate::turns::Times;

const ROUNDS: usize = 9;
const TICKETS: usize = 12;

/// What goes on after the first picture belongs to what a program needs.
const SETTLING: Duration = Duration::from_secs(2);

/// The marks, as the intake's screen and the blank page set them.
const INTAKE: &str = "intake-ready";
const BLANK: &str = "blank-ready";

/// One start: how long it took, and what it needed a moment later.
struct Start {
    ms: f64,
    memory_mib: f64,
}

/// Starts both on one virtual display, in turns, after a start each that does not count.
pub async fn measure() -> Vec<Finding> {
    let hq = TestHq::start().await;
    let (display, of_app, of_blank) = (Display::start(), Folders::new(), Folders::new());
    enrol(&of_app, &hq).await;
    let app = announced(&places::app(), &of_app);
    let blank = announced(&example("blank"), &of_blank);
    let (mut ours, mut baseline) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let one = start(&app, INTAKE, &display, &of_app).await;
        let other = start(&blank, BLANK, &display, &of_blank).await;
        if round > 0 {
            ours.push(one);
            baseline.push(other);
        }
    }
    let median =
        |starts: &[Start], of: fn(&Start) -> f64| Times::of(starts.iter().map(of).collect()).median();
    let finding = |what: &str, figure: fn(f64) -> Figure, of: fn(&Start) -> f64, at_most_times| Finding {
        what: what.into(),
        against: "a blank window",
        ours: figure(median(&ours, of)),
        baseline: Some(figure(median(&baseline, of))),
        at_most: None,
        at_least: None,
        at_most_times,
    };
    vec![
        finding("from the start to the intake", Figure::Ms, |start| start.ms, Some(1.5)),
        finding("memory of all processes", Figure::Mib, |start| start.memory_mib, None),
    ]
}

/// Makes the app of `folders` a counter of `hq` with some tickets.
async fn enrol(folders: &Folders, hq: &TestHq) {
    let in_home = |name: &str| folders.top().join(name).join("counterfoil");
    let of_desk = desk::Folders { data: in_home("data"), state: in_home("state") };
    fs::create_dir_all(&of_desk.state).expect("a new folder has room");
    fs::write(of_desk.state.join("key-store"), "file\n").expect("a new folder has room");
    let desk = Desk::open(of_desk, Arc::new(ThisMachine)).expect("a desk opens over new folders");
    desk.enrol(&hq.made.code).await.expect("a fresh code enrols");
    for _ in 0..TICKETS {
        let draft = desk.start_draft().expect("an enrolled counter starts drafts").id;
        desk.open_ticket(draft, &a_damaged_parcel()).expect("a whole form is saved");
    }
    desk.sync_now().await.expect("headquarters answers");
}

/// `program`, started by way of a line that notes its process and the moment.
fn announced(program: &Path, folders: &Folders) -> PathBuf {
    let script = folders.top().join("start.sh");
    let note = note_in(folders);
    let lines = format!(
        "#!/bin/sh\necho \"$$ $(date +%s%N)\" >'{}'\nexec '{}' \"$@\"\n",
        note.display(),
        program.display()
    );
    fs::write(&script, lines).expect("a new folder has room");
    fs::set_permissions(&script, Permissions::from_mode(0o700)).expect("the script is ours");
    script
}

fn note_in(folders: &Folders) -> PathBuf {
    folders.top().join("started")
}

async fn start(program: &Path, mark: &str, display: &Display, folders: &Folders) -> Start {
    let window = Window::of_app(program, display, folders, &[]).await;
    window.wait_for(&format!("performance.getEntriesByName('{mark}').length")).await;
    let moment =
        format!("return performance.timeOrigin + performance.getEntriesByName('{mark}')[0].startTime;");
    let moment = window.execute(moment, Vec::new()).await.expect("the page has a timeline");
    let ready_ms = moment.json().as_f64().expect("a moment is a number");

    let note = fs::read_to_string(note_in(folders)).expect("its start was noted");
    let (process, begun_ns) = note.trim().split_once(' ').expect("the note has two words");
    let begun_ms = begun_ns.parse::<f64>().expect("the second is a time in nanoseconds") / 1e6;

    tokio::time::sleep(SETTLING).await;
    let process = process.parse().expect("the first is a process");
    Start { ms: ready_ms - begun_ms, memory_mib: memory::of_all_processes(process) }
}
