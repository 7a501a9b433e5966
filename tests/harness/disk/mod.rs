//! A disk for SQLite that can lose its power, fill up and fail.
//!
//! It is SQLite's own way to the disk (`sqlite`), with a memory beside it of what was asked of each file and what was synced
//! (`file`). When the power is cut, what was synced is there; of what was only written, any sectors of 512 bytes may be, and
//! any name that was made or deleted in a folder not yet synced. Nothing that happens after the cut counts for anybody.
//! Registered once as the default of its process, it leaves alone what lies outside the folders it was told of.

mod file;
mod sqlite;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use tempfile::TempDir;

use crate::dice::Dice;

use file::{Contents, Luck};

/// The disk under a folder.
pub struct TestDisk {
    platter: Arc<Platter>,
}

/// What a disk does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has no room for another byte.
    Full,
    /// It cannot write, shorten or delete.
    Write,
    /// It does not confirm what was written.
    Sync,
}

/// What SQLite asks of a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Request {
    Write,
    Truncate,
    Sync,
    Delete,
    /// Room in the index beside the write-ahead log, which is shared by connections and never outlasts them.
    Share,
}

/// Whether a request is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Done,
    Refused(Fault),
}

struct Platter {
    folder: PathBuf,
    state: Mutex<State>,
}

struct State {
    /// Every file there was, also those that have no name any more.
    files: Vec<Contents>,
    /// Names in the folder, as the programs see it.
    names: BTreeMap<String, usize>,
    /// Names in the folder, as they are on the disk for certain.
    synced_names: BTreeMap<String, usize>,
    requests: u64,
    cut: Option<Cut>,
    /// What the power cut left.
    left: Option<BTreeMap<String, Vec<u8>>>,
    failing: Option<Failing>,
    has_failed: bool,
}

struct Cut {
    at_request: u64,
    dice: Dice,
}

struct Failing {
    fault: Fault,
    after: u64,
    stays: bool,
}

static PLATTERS: Mutex<Vec<Weak<Platter>>> = Mutex::new(Vec::new());

impl TestDisk {
    /// The disk under `folder`, with what lies there now safely on it.
    ///
    /// Databases there must be opened after this, and each by the same name.
    pub fn under(folder: &Path) -> Self {
        sqlite::register();
        let folder = folder.canonicalize().expect("the folder is there");
        let mut state = State {
            files: Vec::new(),
            names: BTreeMap::new(),
            synced_names: BTreeMap::new(),
            requests: 0,
            cut: None,
            left: None,
            failing: None,
            has_failed: false,
        };
        for entry in fs::read_dir(&folder).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_file() {
                let bytes = fs::read(&path).expect("a file in the folder can be read");
                state.names.insert(name_of(&path), state.files.len());
                state.files.push(Contents::synced(bytes));
            }
        }
        state.synced_names = state.names.clone();
        let platter = Arc::new(Platter { folder, state: Mutex::new(state) });
        let mut platters = PLATTERS.lock().unwrap_or_else(PoisonError::into_inner);
        platters.retain(|platter| platter.strong_count() > 0);
        platters.push(Arc::downgrade(&platter));
        Self { platter }
    }

    /// How much was asked of it so far.
    pub fn requests(&self) -> u64 {
        self.platter.state().requests
    }

    /// Cuts the power within the `nth` request from now; what is left is as the dice fall.
    pub fn cut_power_at(&self, nth: u64, dice: Dice) {
        let mut state = self.platter.state();
        state.cut = Some(Cut { at_request: state.requests + nth, dice });
    }

    /// Whether the power was cut. What a program was told before that, it could tell others.
    pub fn is_off(&self) -> bool {
        self.platter.state().left.is_some()
    }

    /// Puts what the power cut left into a fresh folder; files that SQLite does not write go along as they are.
    pub fn boot_into(&self, fresh: &Path) {
        let state = self.platter.state();
        let left = state.left.as_ref().expect("the power was cut");
        copy_others(&self.platter.folder, fresh, &|name| state.is_databases(name))
            .expect("the folders can be read and written");
        for (name, bytes) in left {
            fs::write(fresh.join(name), bytes).expect("a fresh folder has room");
        }
    }

    /// Fails the `nth` request of the kind that the fault concerns, and with `stays` all such requests after it.
    pub fn fail(&self, fault: Fault, nth: u64, stays: bool) {
        self.platter.state().failing = Some(Failing { fault, after: nth, stays });
    }

    /// Whether it has ever failed.
    pub fn has_failed(&self) -> bool {
        self.platter.state().has_failed
    }

    /// There is room again, and the disk works.
    pub fn mend(&self) {
        self.platter.state().failing = None;
    }
}

/// A temporary folder, in memory where the system has room there: what is played need not wear out a real disk.
pub fn temporary_folder() -> TempDir {
    let in_memory = Path::new("/dev/shm");
    let folder = if in_memory.is_dir() { tempfile::tempdir_in(in_memory) } else { tempfile::tempdir() };
    folder.expect("a temporary folder can be made")
}

impl Platter {
    /// The disk that a path lies on, if it is a test's, and the path's name there.
    fn of(path: &Path) -> Option<(Arc<Self>, String)> {
        let platters = PLATTERS.lock().unwrap_or_else(PoisonError::into_inner);
        let mut platters = platters.iter().filter_map(Weak::upgrade);
        let platter = platters.find(|platter| path.parent() == Some(&platter.folder))?;
        Some((platter, name_of(path)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A test that failed while it held this has failed already.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The file of that name, made where there is none.
    fn file_named(&mut self, name: &str) -> usize {
        if let Some(file) = self.names.get(name) {
            return *file;
        }
        self.files.push(Contents::synced(Vec::new()));
        self.names.insert(name.to_owned(), self.files.len() - 1);
        self.files.len() - 1
    }

    fn write(&mut self, file: usize, at: u64, bytes: &[u8]) {
        self.asked(|state| state.files[file].write(at, bytes));
    }

    fn truncate(&mut self, file: usize, size: u64) {
        self.asked(|state| state.files[file].truncate(size));
    }

    fn delete(&mut self, name: &str, is_synced: bool) {
        self.asked(|state| {
            state.names.remove(name);
        });
        if is_synced {
            self.sync_folder();
        }
    }

    /// A cut within a sync comes before its end.
    fn sync(&mut self, file: usize, also_folder: bool) {
        self.asked(|_| ());
        if self.left.is_none() {
            self.files[file].sync();
        }
        if also_folder {
            self.sync_folder();
        }
    }

    fn sync_folder(&mut self) {
        self.asked(|_| ());
        if self.left.is_none() {
            self.synced_names = self.names.clone();
        }
    }

    fn asked(&mut self, carry_out: impl FnOnce(&mut Self)) {
        if self.left.is_some() {
            return;
        }
        carry_out(self);
        self.requests += 1;
        if self.cut.as_ref().is_some_and(|cut| cut.at_request <= self.requests) {
            let mut cut = self.cut.take().expect("it was there");
            self.left = Some(self.what_is_left(&mut cut.dice));
        }
    }

    fn what_is_left(&self, dice: &mut Dice) -> BTreeMap<String, Vec<u8>> {
        let luck = Luck::of(dice);
        let mut names: Vec<&String> = self.names.keys().chain(self.synced_names.keys()).collect();
        names.sort();
        names.dedup();
        let mut left = BTreeMap::new();
        for name in names {
            let (now, synced) = (self.names.get(name), self.synced_names.get(name));
            if let Some(file) = if luck.strikes(dice) { synced } else { now } {
                left.insert(name.clone(), self.files[*file].what_is_left(luck, dice));
            }
        }
        left
    }

    /// Whether a request is refused; half of a refused write may have come through.
    fn answer(&mut self, request: Request) -> Answer {
        let Some(failing) = self.failing.as_mut().filter(|failing| failing.fault.concerns(request)) else {
            return Answer::Done;
        };
        failing.after = failing.after.saturating_sub(1);
        if failing.after > 0 {
            return Answer::Done;
        }
        let fault = failing.fault;
        if !failing.stays {
            self.failing = None;
        }
        self.has_failed = true;
        Answer::Refused(fault)
    }

    /// Whether SQLite writes the file of that name.
    fn is_databases(&self, name: &str) -> bool {
        name.ends_with("-shm") || self.names.contains_key(name) || self.synced_names.contains_key(name)
    }
}

impl Fault {
    fn concerns(self, request: Request) -> bool {
        match self {
            Self::Full => matches!(request, Request::Write | Request::Share),
            Self::Write => matches!(request, Request::Write | Request::Truncate | Request::Delete),
            Self::Sync => request == Request::Sync,
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a file has a name").to_string_lossy().into_owned()
}

fn copy_others(from: &Path, to: &Path, is_left_out: &dyn Fn(&str) -> bool) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            copy_others(&entry.path(), &to.join(name), &|_| false)?;
        } else if !is_left_out(&name.to_string_lossy()) {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
