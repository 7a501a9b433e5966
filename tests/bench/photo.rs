//! A photo of 12 megapixels, prepared by a whole process, against libvips' own for the same size.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tests::counter::TestCounter;
use tests::places;

use crate::finding::{Figure, Finding};
use crate::turns::{Times, in_turns, timed};

const ROUNDS: usize = 25;

/// The long edge and the quality of a prepared photo.
const LONG_EDGE: &str = "2048";
const QUALITY: u8 = 85;

/// Prepares the photo; ours makes its thumbnail too.
pub fn measure() -> Vec<Finding> {
    let folder = tempfile::tempdir().expect("there is room beside what was built");
    let source = places::photo("phone-12mp-rotated-gps.jpg");
    let (ours, theirs) = (folder.path().join("ours.jpg"), folder.path().join("theirs.jpg"));

    let mut prepare = Command::new(example("prepare"));
    prepare.arg(&source).arg(&ours);
    let mut vipsthumbnail = Command::new("vipsthumbnail");
    vipsthumbnail.arg(&source).args(["--size", LONG_EDGE]);
    vipsthumbnail.arg("-o").arg(format!("{}[Q={QUALITY},strip]", theirs.display()));
    let (of_ours, of_theirs) = in_turns(ROUNDS, || run(&mut prepare), || run(&mut vipsthumbnail));

    assert_eq!(dimensions(&ours), dimensions(&theirs), "both made the same picture");
    let prepared = Finding {
        what: "a photo of 12 MP".into(),
        against: "vipsthumbnail",
        ours: Figure::Ms(of_ours.median()),
        baseline: Some(Figure::Ms(of_theirs.median())),
        at_most: None,
        at_least: None,
        at_most_times: Some(1.0),
    };
    vec![prepared, kept(&fs::read(&source).expect("the picture is among the samples"))]
}

/// From the shutter's bytes to a draft that has the photo, durable and with its thumbnail.
fn kept(picture: &[u8]) -> Finding {
    let counter = TestCounter::installed();
    let desk = counter.desk();
    desk.start_practice().expect("a fresh desk can practise");
    let keep = || {
        let draft = desk.start_draft().expect("a practice desk starts drafts").id;
        timed(|| desk.add_draft_photo(draft, "item".into(), picture).expect("a good picture is taken"))
    };
    keep();
    let times = Times::of((0..ROUNDS).map(|_| keep()).collect());
    Finding {
        what: "a photo of 12 MP, kept".into(),
        against: "",
        ours: Figure::Ms(times.median()),
        baseline: None,
        at_most: Some(250.0),
        at_least: None,
        at_most_times: None,
    }
}

/// An example program of a crate's, built beside this one.
pub fn example(name: &str) -> PathBuf {
    let this = env::current_exe().expect("a running program has a path");
    let path = this.with_file_name("examples").join(name);
    assert!(path.exists(), "{} is not built; cargo xtask bench builds it", path.display());
    path
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status();
    let status = status.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}");
}

fn dimensions(jpeg: &Path) -> (u32, u32) {
    let bytes = fs::read(jpeg).expect("the picture was written");
    imaging::dimensions(&bytes).expect("a picture was written")
}
