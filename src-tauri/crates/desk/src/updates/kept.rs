//! The files of a new version: its statement, what is here of its file, and the whole file under its own name.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use protocol::{Hasher, MOST_STATEMENT_BYTES, Release, Sha256, SignedRelease};
use sync::Wanted;

use crate::whole_file::{sync_folder_of, write_whole};

const STATEMENT: &str = "release.json";
const PIECE_BYTES: usize = 256 * 1_024;

/// The folder in which one new version at most lies.
pub struct Kept(PathBuf);

/// A file of which the beginning is here.
pub struct Part {
    file: File,
    hasher: Hasher,
    held: u64,
}

impl Kept {
    /// What lies in `folder`, which need not be there.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The statement that came last, whatever it says.
    pub fn statement(&self) -> Option<SignedRelease> {
        let path = self.0.join(STATEMENT);
        // Twice: every quote in it is escaped.
        let is_short = fs::metadata(&path).ok()?.len() <= 2 * MOST_STATEMENT_BYTES as u64 + 1_024;
        let text = is_short.then(|| fs::read_to_string(&path)).and_then(Result::ok)?;
        serde_json::from_str(&text).ok()
    }

    /// Keeps a statement and finds what is here of its file; none when all of it is. Whatever else lies here goes.
    pub fn begin(&self, signed: &SignedRelease, release: &Release) -> io::Result<Option<Part>> {
        fs::create_dir_all(&self.0)?;
        let (whole, part) = (self.whole_path(release), self.part_path(release));
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            if path != whole && path != part {
                fs::remove_file(&path)?;
            }
        }
        let text = serde_json::to_string(signed).expect("a signed release can be written");
        write_whole(&self.0.join(STATEMENT), |file| file.write_all(text.as_bytes()))?;
        if self.whole(release)?.is_some() {
            return Ok(None);
        }
        remove_if_there(&whole)?;
        let part = Part::open(&part, release.size)?;
        Ok(Some(part))
    }

    /// Puts a file of which all is here under its own name; false when it is not what was signed, and gone.
    pub fn finish(&self, part: &Part, release: &Release) -> io::Result<bool> {
        part.file.sync_all()?;
        let (from, to) = (self.part_path(release), self.whole_path(release));
        if part.hasher.clone().finish() != release.sha256 {
            remove_if_there(&from)?;
            return Ok(false);
        }
        fs::rename(&from, &to)?;
        sync_folder_of(&to)?;
        Ok(true)
    }

    /// The whole file, read anew from end to end; none when it is not here or not what was signed.
    pub fn whole(&self, release: &Release) -> io::Result<Option<PathBuf>> {
        if !self.is_whole(release) {
            return Ok(None);
        }
        let path = self.whole_path(release);
        let sum = sum_of(&mut BufReader::new(File::open(&path)?), release.size)?;
        Ok((sum == (release.size, release.sha256)).then_some(path))
    }

    /// Whether a file of that name and size is here.
    pub fn is_whole(&self, release: &Release) -> bool {
        fs::metadata(self.whole_path(release)).is_ok_and(|it| it.is_file() && it.len() == release.size)
    }

    /// The version is not to be had at the moment: what is here of its file stays.
    pub fn forget_statement(&self) {
        log(remove_if_there(&self.0.join(STATEMENT)));
    }

    /// Takes everything away.
    pub fn clear(&self) {
        match fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            done => log(done),
        }
    }

    /// A hash and a name that was checked to be one: nothing of it is a way to another folder.
    fn whole_path(&self, release: &Release) -> PathBuf {
        self.0.join(format!("{}-{}", short(release.sha256), release.file))
    }

    fn part_path(&self, release: &Release) -> PathBuf {
        self.0.join(format!("{}.part", release.sha256))
    }
}

impl Part {
    /// What is here of a file of `size`, read to go on with its hash.
    fn open(path: &Path, size: u64) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        if file.metadata()?.len() >= size {
            file.set_len(0)?;
        }
        let (mut hasher, mut held, mut piece) = (Hasher::new(), 0, vec![0; PIECE_BYTES]);
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                return Ok(Self { file, hasher, held });
            }
            hasher.update(&piece[..read]);
            held += read as u64;
        }
    }

    /// Bytes that are here.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// What is still to be fetched.
    pub fn wanted(&self, release: &Release) -> Wanted {
        Wanted { sha256: release.sha256, size: release.size, held: self.held }
    }

    /// Appends what came, which is never more than there is.
    pub fn append(&mut self, release: &Release, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() || self.held + bytes.len() as u64 > release.size {
            return Err(io::Error::other("a part is not within its file"));
        }
        self.file.write_all(bytes)?;
        self.hasher.update(bytes);
        self.held += bytes.len() as u64;
        Ok(())
    }
}

/// Copies a file durably and lets it be run, if what arrives is what `sum` says.
pub fn copy_whole(from: &Path, to: &Path, sum: (u64, Sha256)) -> io::Result<()> {
    let copied = (|| {
        fs::copy(from, to)?;
        let mut copy = File::open(to)?;
        if sum_of(&mut copy, sum.0)? != sum {
            return Err(io::Error::other("the copy is not what was signed"));
        }
        #[cfg(unix)]
        copy.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        copy.sync_all()?;
        sync_folder_of(to)
    })();
    if copied.is_err() {
        remove_if_there(to)?;
    }
    copied
}

/// Size and hash of what is read, and no more than `most` bytes of it.
fn sum_of(from: &mut impl Read, most: u64) -> io::Result<(u64, Sha256)> {
    let (mut hasher, mut size, mut piece) = (Hasher::new(), 0, vec![0; PIECE_BYTES]);
    loop {
        let read = from.read(&mut piece)?;
        if read == 0 || size > most {
            return Ok((size, hasher.finish()));
        }
        hasher.update(&piece[..read]);
        size += read as u64;
    }
}

fn short(sha256: Sha256) -> String {
    sha256.to_string().chars().take(16).collect()
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn log(done: io::Result<()>) {
    if let Err(error) = done {
        tracing::warn!(%error, "the files of a new version cannot be taken away");
    }
}
