//! The administrator's command line, as a program. A target of its own also sees to it that the program is built wherever
//! tests are, which those that kill it rely on.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
    sync::Arc,
};

use desk::{Desk, Folders, PartyForm, ThisMachine, TicketForm};
use domain::Kind;

#[test]
fn a_new_counter_says_that_it_is_not_enrolled() {
    let home = tempfile::tempdir().unwrap();
    let said = desk(home.path(), &["status"]);
    assert!(said.status.success());
    let said = String::from_utf8(said.stdout).unwrap();
    assert_eq!(
        said,
        "not enrolled\nwaiting for headquarters: 0 lines, 0 photos; set aside there: 0\nnothing confirmed yet\n"
    );
}

#[test]
fn what_goes_wrong_is_said_and_is_a_failure() {
    let home = tempfile::tempdir().unwrap();
    let said = desk(home.path(), &["enrol", "CF1-00000-00000"]);
    assert!(!said.status.success());
    assert!(said.stdout.is_empty());
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.starts_with("counterfoil-desk: "), "{said}");
    assert!(said.contains("mistyped"), "{said}");
}

#[test]
fn a_record_is_checked_given_out_and_backed_up_while_the_app_runs() {
    let home = tempfile::tempdir().unwrap();
    let said = desk(home.path(), &["verify"]);
    assert!(!said.status.success(), "there is nothing to check yet");
    let app = running_app(home.path());
    let good = |arguments: &[&str]| {
        let said = desk(home.path(), arguments);
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).unwrap()
    };
    let folder = |name: &str| home.path().join(name).display().to_string();

    assert_eq!(good(&["verify"]), "4 lines, 0 signatures, 0 photos and 3 tickets hold\n");
    assert_eq!(good(&["export", &folder("export")]), "4 lines of 1 logs, and SHA256SUMS\n");
    let said = good(&["backup", &folder("backup")]);
    assert!(said.ends_with("4 lines and 0 photos, read back and checked\n"), "{said}");
    assert!(!desk(home.path(), &["backup", &folder("backup")]).status.success(), "no backup is written over");
    let said = desk(home.path(), &["carry-over", &folder("stick")]);
    assert!(String::from_utf8(said.stderr).unwrap().contains("running already"));
    drop(app);
    assert_eq!(good(&["verify"]), "4 lines, 0 signatures, 0 photos and 3 tickets hold\n");
}

#[cfg(unix)]
#[test]
fn the_readme_s_script_finds_a_changed_line_of_an_export() {
    let home = tempfile::tempdir().unwrap();
    drop(running_app(home.path()));
    let folder = home.path().join("export");
    assert!(desk(home.path(), &["export", folder.to_str().unwrap()]).status.success());
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let script = readme.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let check = |script: &str| {
        Command::new("sh").args(["-c", script]).current_dir(&folder).output().unwrap().status.success()
    };
    assert!(check(script));
    let mut files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let log = files.find(|path| path.extension().is_some_and(|end| end == "jsonl")).unwrap();
    let changed = fs::read_to_string(&log).unwrap().replacen("\"counter\"", "\"by_post\"", 1);
    fs::write(&log, changed).unwrap();
    assert!(!check(script), "the file's hash says so");
    // And without the sums, the chain does.
    assert!(!check(script.split_once('\n').unwrap().1));
}

/// The practice desk, with three tickets, as the app would hold it open.
fn running_app(home: &Path) -> Desk {
    let folder = home.join("counterfoil");
    let folders = Folders { data: folder.clone(), state: folder };
    fs::create_dir_all(&folders.state).expect("a new folder has room");
    fs::write(folders.state.join("key-store"), "file\n").expect("a new folder has room");
    let app = Desk::open(folders, Arc::new(ThisMachine)).expect("a new desk opens");
    app.start_practice().expect("a new desk can practise");
    for _ in 0..3 {
        let form = TicketForm {
            kind: Kind::Enquiry,
            sender: PartyForm { phone: "13800138000".to_owned(), ..PartyForm::default() },
            story: "几点关门?".to_owned(),
            ..TicketForm::default()
        };
        let draft = app.start_draft().expect("a desk starts drafts");
        app.open_ticket(draft.id, &form).expect("a whole form is saved");
    }
    app
}

fn desk(home: &Path, arguments: &[&str]) -> Output {
    let mut desk = Command::new(env!("CARGO_BIN_EXE_counterfoil-desk"));
    for folder in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
        desk.env(folder, home);
    }
    // The key store of who runs this is none of its business.
    desk.env_remove("DBUS_SESSION_BUS_ADDRESS").args(arguments).output().expect("the command line runs")
}
