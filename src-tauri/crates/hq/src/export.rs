//! Logs written out: one file each, byte for byte with LF, and `SHA256SUMS` beside them.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use protocol::Hasher;

use crate::{HqState, StoreError, store::LogName};

const LINES_AT_ONCE: u32 = 1_000;

/// Why logs were not written out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store failed.
    #[error("could not read the logs")]
    Store(#[from] StoreError),
    /// The folder is there already, or cannot be written.
    #[error("the folder cannot be made anew and written")]
    Folder(#[from] io::Error),
}

impl HqState {
    /// Writes every log into `folder`, which is whole or not there; answers how many logs there are.
    pub async fn export(&self, folder: &Path) -> Result<u64, ExportError> {
        if folder.try_exists()? {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
        }
        let beside = beside(folder);
        if beside.try_exists()? {
            // What is left of one that did not come to its end.
            fs::remove_dir_all(&beside)?;
        }
        fs::create_dir_all(&beside)?;
        let mut sums = String::new();
        let mut logs = 0;
        for branch in self.store.list_branches().await? {
            for log in self.store.list_logs(branch.id).await? {
                let name = format!("{}-{}-{}.log", branch.code, log.device, log.epoch);
                let hash = self.export_log(log, &beside.join(&name)).await?;
                sums += &format!("{hash}  {name}\n");
                logs += 1;
            }
        }
        let mut file = File::create(beside.join("SHA256SUMS"))?;
        file.write_all(sums.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, folder)?;
        Ok(logs)
    }

    async fn export_log(&self, log: LogName, path: &Path) -> Result<protocol::Hash, ExportError> {
        let mut file = BufWriter::new(File::create(path)?);
        let (mut hasher, mut seq) = (Hasher::new(), 0);
        loop {
            let lines = self.store.list_kept(log, seq, LINES_AT_ONCE).await?;
            let Some(last) = lines.last() else { break };
            seq = last.seq;
            for line in &lines {
                for bytes in [line.line.as_bytes(), b"\n"] {
                    hasher.update(bytes);
                    file.write_all(bytes)?;
                }
            }
        }
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(hasher.finish())
    }
}

/// Where a folder grows before it is whole.
fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    folder.with_file_name(name)
}
