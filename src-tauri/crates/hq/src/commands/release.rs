//! Versions of the counters' program, as their maker signs them and an administrator rolls them out.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use domain::{AuditAct, Bilingual};
use hq::{By, Clock, HqState, Named, ReleaseTold, SystemClock, outcome, sum_of};
use protocol::{AppVersion, Release, SignedRelease, SigningKey};
use serde_json::json;

use super::{Outcome, Place, account::noted};

/// Who added a release comes from here.
const BY: &str = "command line";

#[derive(Subcommand)]
pub enum ReleaseCommand {
    /// Makes a key that signs releases, in a new file, and prints its public half. For the maker; keep the file offline.
    Keygen {
        /// The private key's file; it must not be there yet.
        key: PathBuf,
    },
    /// Signs a file of the program and writes the statement beside it, as FILE.release.json. For the maker.
    Sign(Sign),
    /// Takes a release in, with its file. Nobody gets it yet. A second time puts its file on the shelf again.
    Add {
        #[command(flatten)]
        place: Place,
        /// The file, with FILE.release.json beside it.
        file: PathBuf,
        /// The statement, where it lies elsewhere.
        #[arg(long)]
        statement: Option<PathBuf>,
    },
    /// Gives a release to so many of a hundred counters. A paused one goes on.
    Stage {
        #[command(flatten)]
        which: Which,
        /// 0 to 100. Who was in a smaller stage is in a larger one.
        #[arg(long)]
        percent: u8,
        /// A unit, by code or name, whose counters all get it; several times for several.
        #[arg(long)]
        unit: Vec<String>,
    },
    /// Gives a release to nobody until it is staged again.
    Pause {
        #[command(flatten)]
        which: Which,
    },
    /// Gives a release to nobody ever again. Counters that run it stay there.
    Withdraw {
        #[command(flatten)]
        which: Which,
    },
    /// Lists every release, and which versions run.
    List {
        #[command(flatten)]
        place: Place,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What is signed.
#[derive(Args)]
pub struct Sign {
    /// The private key's file.
    #[arg(long)]
    key: PathBuf,
    /// The program's version.
    #[arg(long)]
    version: AppVersion,
    /// For which machines: windows-x86_64, linux-x86_64.
    #[arg(long)]
    target: String,
    /// The oldest version that may go to it.
    #[arg(long)]
    least_version: AppVersion,
    /// What is new, in Chinese.
    #[arg(long)]
    notes_zh: String,
    /// What is new, in English.
    #[arg(long)]
    notes_en: String,
    /// The installer or AppImage.
    file: PathBuf,
}

/// Which release.
#[derive(Args)]
pub struct Which {
    #[command(flatten)]
    place: Place,
    /// For which machines.
    #[arg(long)]
    target: String,
    /// Its version.
    version: String,
}

impl ReleaseCommand {
    pub async fn run(self) -> Outcome {
        match self {
            Self::Keygen { key } => keygen(&key),
            Self::Sign(sign) => sign.run().await,
            Self::Add { place, file, statement } => {
                let statement = statement.unwrap_or_else(|| statement_of(&file));
                let signed: SignedRelease = serde_json::from_str(&fs::read_to_string(&statement)?)?;
                let state = place.open().await?;
                let did = |about: &str, outcome| {
                    By::command_line().did(AuditAct::ReleaseAdded, about, outcome, SystemClock.now())
                };
                // What it is about is known once it has been verified.
                state.audit(did("", outcome::BEGUN)).await?;
                let added = state.add_release(signed, &file, BY).await?;
                let about = format!("{} {}", added.version, added.target);
                state.audit(did(&about, outcome::DONE)).await?;
                println!("{} for {} is here; nobody gets it yet", added.version, added.target);
                println!(
                    "stage it: counterfoil-hq release stage {} --target {} --percent 1",
                    added.version, added.target
                );
                Ok(())
            }
            Self::Stage { which, percent, unit } => {
                let about = format!("{percent}% {}", unit.join(" "));
                let (state, named) = which.open(&about).await?;
                let mut units = Vec::new();
                for unit in &unit {
                    units.push(state.unit_named(unit).await?.id);
                }
                let staged = state.stage_release(named.named(), percent, units, BY);
                let kept = noted(&state, AuditAct::ReleaseStaged, &named.about, staged).await?;
                print_release(&state.release_told(kept).await?);
                Ok(())
            }
            Self::Pause { which } => {
                let (state, named) = which.open("").await?;
                let paused = state.pause_release(named.named(), BY);
                noted(&state, AuditAct::ReleasePaused, &named.about, paused).await?;
                println!("nobody gets it until it is staged again");
                Ok(())
            }
            Self::Withdraw { which } => {
                let (state, named) = which.open("").await?;
                let withdrawn = state.withdraw_release(named.named(), BY);
                noted(&state, AuditAct::ReleaseWithdrawn, &named.about, withdrawn).await?;
                println!("nobody gets it ever again; counters that run it stay there");
                Ok(())
            }
            Self::List { place, json } => list(&place.open().await?, json).await,
        }
    }
}

/// A release that was named, and what the audit log says of it.
struct Meant {
    target: String,
    version: String,
    about: String,
}

impl Meant {
    fn named(&self) -> Named<'_> {
        Named { target: &self.target, version: &self.version }
    }
}

impl Which {
    async fn open(self, said: &str) -> Result<(HqState, Meant), Box<dyn std::error::Error>> {
        let Self { place, target, version } = self;
        let about = format!("{version} {target} {said}").trim().to_owned();
        Ok((place.open().await?, Meant { target, version, about }))
    }
}

fn keygen(path: &Path) -> Outcome {
    let mut seed = zeroize::Zeroizing::new([0; 32]);
    getrandom::fill(&mut *seed)?;
    let key = SigningKey::from_bytes(&seed);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    for byte in *seed {
        write!(file, "{byte:02x}")?;
    }
    writeln!(file)?;
    file.sync_all()?;
    println!("{}", key.verifying_key());
    eprintln!(
        "build counters with COUNTERFOIL_RELEASE_KEYS set to it; whoever has the file can sign releases"
    );
    Ok(())
}

impl Sign {
    async fn run(self) -> Outcome {
        let key = read_key(&self.key)?;
        let name =
            self.file.file_name().and_then(|name| name.to_str()).ok_or("the file's name is no text")?;
        let (size, sha256) = sum_of(&self.file).await?;
        let release = Release {
            version: self.version,
            target: self.target,
            file: name.to_owned(),
            size,
            sha256,
            least_version: self.least_version,
            notes: Bilingual::new(self.notes_zh, self.notes_en),
            released_at: SystemClock.now(),
        };
        let signed = SignedRelease::signed(&release, &key).ok_or(
            "no counter would read it: the name has letters, digits, dots, hyphens and underscores, the file at most 512 MiB, \
             both notes have words, and least_version is no higher than the version",
        )?;
        let statement = statement_of(&self.file);
        fs::write(&statement, serde_json::to_string_pretty(&signed)? + "\n")?;
        println!("{}", statement.display());
        Ok(())
    }
}

fn read_key(path: &Path) -> Result<SigningKey, Box<dyn std::error::Error>> {
    let text = zeroize::Zeroizing::new(fs::read_to_string(path)?);
    let seed: protocol::Sha256 = text.trim().parse().map_err(|_| "the file holds no release key")?;
    Ok(SigningKey::from_bytes(&seed.0))
}

fn statement_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".release.json");
    name.into()
}

async fn list(state: &HqState, json: bool) -> Outcome {
    let (releases, versions) = (state.list_releases().await?, state.versions_told(|_| true).await?);
    if json {
        println!("{}", json!({ "releases": releases, "versions": versions }));
        return Ok(());
    }
    releases.iter().for_each(print_release);
    versions.iter().for_each(|told| println!("{} counters run {}", told.counters, told.version));
    Ok(())
}

fn print_release(told: &ReleaseTold) {
    let units = if told.unit_names.is_empty() {
        String::new()
    } else {
        format!(" and all of {}", told.unit_names.join(", "))
    };
    let file = match told.has_file {
        Some(true) => "",
        Some(false) => "; its file is NOT on the shelf, add it again",
        None => "; the shelf does not answer",
    };
    let signed = if told.is_signed { "" } else { "; no key that is known here signed it" };
    println!(
        "{}\t{}\t{}\t{}%{units}\tsince {} by {}{file}{signed}",
        told.version,
        told.target,
        told.state.as_str(),
        told.percent,
        told.changed_at,
        told.changed_by,
    );
}
