//! What becomes of a new version at the counter, from its statement to the file that may be run.

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use protocol::{Purpose, ReleaseKeys, SigningKey, hash_of, sign};
use tempfile::TempDir;

use super::*;
use crate::{Folders, Surroundings, ThisMachine, desk::tests::practice_desk_around};

/// A counter that believes one maker, with a clock that is set by hand.
struct Believing(AtomicI64);

impl Surroundings for Believing {
    fn now(&self) -> Instant {
        Instant::from_unix_ms(self.0.load(Ordering::SeqCst))
    }

    fn fill(&self, bytes: &mut [u8]) {
        ThisMachine.fill(bytes);
    }

    fn release_keys(&self) -> ReleaseKeys {
        maker().verifying_key().into()
    }
}

fn maker() -> SigningKey {
    SigningKey::from_bytes(&[0x9e; 32])
}

fn file(version: &str) -> Vec<u8> {
    version.bytes().cycle().take(10_000).collect()
}

fn release(version: &str) -> Release {
    let bytes = file(version);
    Release {
        version: version.parse().unwrap(),
        target: this_target(),
        file: "Counterfoil.AppImage".into(),
        size: bytes.len() as u64,
        sha256: hash_of(&bytes),
        least_version: "0.1.0".parse().unwrap(),
        notes: Bilingual::new("新版本", "A new version"),
        released_at: "2026-11-20T00:00:00.000Z".parse().unwrap(),
    }
}

fn signed(version: &str) -> SignedRelease {
    SignedRelease::signed(&release(version), &maker()).unwrap()
}

struct Counter {
    home: TempDir,
    around: Arc<Believing>,
    desk: Option<Desk>,
}

impl Counter {
    fn new() -> Self {
        let at: Instant = "2026-11-24T04:00:00.000Z".parse().unwrap();
        let around = Arc::new(Believing(AtomicI64::new(at.unix_ms())));
        let mut counter = Self { home: tempfile::tempdir().unwrap(), around, desk: None };
        counter.restart();
        counter
    }

    fn restart(&mut self) {
        self.desk = None;
        let home = self.home.path();
        let folders = Folders { data: home.join("data"), state: home.join("state") };
        let around = Arc::clone(&self.around) as Arc<dyn Surroundings>;
        self.desk = Some(practice_desk_around(&folders, around));
    }

    fn desk(&self) -> &Desk {
        self.desk.as_ref().unwrap()
    }

    fn told(&self, signed: SignedRelease) -> Option<Wanted> {
        self.desk().inner.update_told(Some(signed))
    }

    fn came(&self, version: &str, from: u64, to: u64) -> Option<Wanted> {
        let bytes = file(version);
        let part = &bytes[from as usize..to as usize];
        self.desk().inner.update_came(release(version).sha256, from, part)
    }

    fn fetched(version: &str) -> Self {
        let counter = Self::new();
        assert_eq!(counter.told(signed(version)).map(|wanted| wanted.held), Some(0));
        assert_eq!(counter.came(version, 0, 10_000), None);
        counter
    }

    fn ready(&self) -> Option<String> {
        match self.desk().update_state() {
            UpdateState::Ready(ready) => Some(ready.version),
            _ => None,
        }
    }

    fn fault(&self) -> Option<&'static str> {
        match self.desk().update_state() {
            UpdateState::Refused { fault, .. } => Some(fault.code()),
            _ => None,
        }
    }

    fn lying(&self) -> usize {
        fs::read_dir(self.folder()).map_or(0, Iterator::count)
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("state/updates")
    }
}

#[test]
fn a_fetch_that_was_cut_off_goes_on_where_it_was_also_after_a_restart() {
    let mut counter = Counter::new();
    counter.told(signed("0.2.0"));
    assert_eq!(counter.came("0.2.0", 0, 3_000).map(|wanted| wanted.held), Some(3_000));
    let fetching = UpdateState::Fetching { version: "0.2.0".into(), held: 3_000, size: 10_000 };
    assert_eq!(counter.desk().update_state(), fetching);
    assert_eq!(counter.desk().verified_update().unwrap_err().code(), "update_not_ready");
    counter.restart();
    assert_eq!(counter.told(signed("0.2.0")).map(|wanted| wanted.held), Some(3_000));
    let twice = counter.came("0.2.0", 0, 3_000);
    assert_eq!(twice.map(|wanted| wanted.held), Some(3_000), "a part that is here already changes nothing");
    assert_eq!(counter.came("0.2.0", 3_000, 10_000), None);
    assert_eq!(counter.ready().as_deref(), Some("0.2.0"));
    let update = counter.desk().verified_update().unwrap();
    assert_eq!(fs::read(&update.path).unwrap(), file("0.2.0"));
    counter.restart();
    assert_eq!(counter.ready().as_deref(), Some("0.2.0"), "headquarters need not be there");
}

#[test]
fn what_may_not_be_gone_to_is_refused_with_its_code() {
    let counter = Counter::new();
    let of_another = SignedRelease::signed(&release("0.2.0"), &SigningKey::from_bytes(&[1; 32])).unwrap();
    let changed =
        SignedRelease { statement: signed("0.2.0").statement.replace("0.2.0", "0.3.0"), ..signed("0.2.0") };
    let statement = "{}".to_owned();
    let signature = sign(&maker(), Purpose::Release, &[statement.as_bytes()]);
    let elsewhere = Release { target: "plan9-mips".into(), ..release("0.2.0") };
    let too_far = Release { least_version: "0.1.1".parse().unwrap(), ..release("0.2.0") };
    let old = Release { least_version: "0.0.1".parse().unwrap(), ..release("0.1.0-rc.1") };
    let by_maker = |release: &Release| SignedRelease::signed(release, &maker()).unwrap();
    for (signed, code) in [
        (of_another, "update_signature"),
        (changed, "update_signature"),
        (SignedRelease { statement, signature }, "update_statement"),
        (by_maker(&elsewhere), "update_target"),
        (by_maker(&old), "update_not_newer"),
        (signed("0.1.0"), "update_not_newer"),
        (by_maker(&too_far), "update_too_far"),
    ] {
        assert_eq!(counter.told(signed), None, "{code}");
        assert_eq!(counter.fault(), Some(code));
        assert_eq!(counter.lying(), 0, "nothing of it is kept: {code}");
    }
    assert!(counter.told(signed("0.2.0")).is_some());
    assert_eq!(counter.fault(), None, "a good one after it is good");
}

#[test]
fn a_file_that_is_not_what_was_signed_goes_and_is_not_fetched_again_that_day() {
    let counter = Counter::new();
    let wanted = counter.told(signed("0.2.0")).unwrap();
    let mut bytes = file("0.2.0");
    bytes[9_999] ^= 1;
    assert_eq!(counter.desk().inner.update_came(wanted.sha256, 0, &bytes), None);
    assert_eq!((counter.fault(), counter.lying()), (Some("update_damaged"), 0));
    assert_eq!(counter.told(signed("0.2.0")), None);
    assert_eq!(counter.fault(), Some("update_damaged"));
    assert!(counter.told(signed("0.3.0")).is_some(), "another one is another one");
    counter.around.0.fetch_add(AFTER_DAMAGE_MS, Ordering::SeqCst);
    assert!(counter.told(signed("0.2.0")).is_some());
}

#[test]
fn more_than_was_signed_is_never_written() {
    let counter = Counter::new();
    let wanted = counter.told(signed("0.2.0")).unwrap();
    let long = [file("0.2.0"), vec![0]].concat();
    assert_eq!(counter.desk().inner.update_came(wanted.sha256, 0, &long), None);
    assert_eq!(counter.fault(), Some("update_not_kept"));
    assert_eq!(counter.ready(), None);
}

#[test]
fn what_was_paused_is_not_offered_and_not_fetched_twice() {
    let mut counter = Counter::fetched("0.2.0");
    counter.desk().inner.update_told(None);
    assert_eq!(counter.desk().update_state(), UpdateState::None);
    assert_eq!(counter.desk().verified_update().unwrap_err().code(), "update_not_ready");
    counter.restart();
    assert_eq!(counter.ready(), None, "nor after a restart");
    assert_eq!(counter.told(signed("0.2.0")), None, "nothing more is to be fetched");
    assert_eq!(counter.ready().as_deref(), Some("0.2.0"));
    assert!(counter.told(signed("0.3.0")).is_some());
    let names: Vec<_> = fs::read_dir(counter.folder()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().ends_with(".AppImage")), "{names:?}");
}

#[test]
fn a_file_that_was_changed_since_is_not_run_and_not_offered_again() {
    let counter = Counter::fetched("0.2.0");
    let update = counter.desk().verified_update().unwrap();
    let to = counter.home.path().join("there.AppImage");
    update.copy_to(&to).unwrap();
    assert_eq!(fs::read(&to).unwrap(), file("0.2.0"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o755);
    }
    swap(&update.path);
    assert!(update.copy_to(&to).is_err());
    assert!(!to.exists(), "nothing that was not signed is left where it would be run");
    assert_eq!(counter.desk().verified_update().unwrap_err().code(), "update_damaged");
    assert_eq!((counter.ready(), counter.fault()), (None, Some("update_damaged")));
    assert_eq!(counter.lying(), 0);
}

/// Puts something else of the same size in its place.
fn swap(path: &Path) {
    fs::write(path, vec![7; 10_000]).unwrap();
}

#[test]
fn nothing_is_installed_while_a_paper_is_printed() {
    let counter = Counter::fetched("0.2.0");
    counter.desk().inner.printing.fetch_add(1, Ordering::SeqCst);
    assert_eq!(counter.desk().verified_update().unwrap_err().code(), "update_printing");
    counter.desk().inner.printing.fetch_sub(1, Ordering::SeqCst);
    assert!(counter.desk().verified_update().is_ok());
}

#[test]
fn what_headquarters_does_not_give_out_is_said() {
    for (code, said) in [
        ("release_file_missing", Some("update_file_missing")),
        ("no_such_part", Some("update_not_given")),
        ("release_not_offered", None),
    ] {
        let counter = Counter::new();
        counter.told(signed("0.2.0"));
        counter.desk().inner.update_not_given(code);
        assert_eq!(counter.fault(), said);
        assert!(counter.told(signed("0.2.0")).is_some(), "it is fetched when it is told again");
    }
}
