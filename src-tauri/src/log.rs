//! The log: to standard error, and to a file beside the lock. It holds codes and counts, never personal data.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tracing_subscriber::{
    EnvFilter, fmt::MakeWriter, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

/// Chooses what is logged, in the form of `tracing`'s filters.
const FILTER_VARIABLE: &str = "COUNTERFOIL_LOG";
/// That there is no session bus to find another app on is no news: the desk's lock finds it.
const FILTER: &str =
    "warn,tauri_plugin_single_instance=error,counterfoil_shell=info,desk=info,sync=info,store=info";
/// A file that has grown so long becomes the old one; the old one before it goes.
const LONGEST: u64 = 1_000_000;

/// Starts the log. Without a folder that can be written it goes to standard error alone.
pub fn start(state: Option<&Path>) {
    let filter = EnvFilter::try_from_env(FILTER_VARIABLE).unwrap_or_else(|_| EnvFilter::new(FILTER));
    let file = state.and_then(|state| LogFile::open(state.join("counterfoil.log")).ok());
    let file = file.map(|file| {
        tracing_subscriber::fmt::layer().with_ansi(false).with_writer(SharedFile(Arc::new(Mutex::new(file))))
    });
    let terminal = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    // A second start in one process, as in tests, keeps the first one's log.
    let _ = tracing_subscriber::registry().with(filter).with(terminal).with(file).try_init();
}

/// A file that starts anew when it has grown long.
struct LogFile {
    path: PathBuf,
    file: File,
    length: u64,
}

impl LogFile {
    fn open(path: PathBuf) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = File::options().create(true).append(true).open(&path)?;
        let length = file.metadata()?.len();
        Ok(Self { path, file, length })
    }

    fn turn(&mut self) -> io::Result<()> {
        fs::rename(&self.path, self.path.with_extension("log.old"))?;
        *self = Self::open(self.path.clone())?;
        Ok(())
    }
}

impl Write for LogFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.length >= LONGEST {
            self.turn()?;
        }
        let written = self.file.write(line)?;
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[derive(Clone)]
struct SharedFile(Arc<Mutex<LogFile>>);

impl Write for SharedFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}

impl<'a> MakeWriter<'a> for SharedFile {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_has_grown_long_starts_anew_and_keeps_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/counterfoil.log");
        let mut log = LogFile::open(path.clone()).unwrap();
        let line = vec![b'x'; LONGEST as usize];
        log.write_all(&line).unwrap();
        log.write_all(b"after").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
        assert_eq!(fs::read(path.with_extension("log.old")).unwrap(), line);
    }
}
