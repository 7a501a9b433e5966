//! `counterfoil-desk`: an administrator's command line on this user's counter.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::{Parser, Subcommand};
use desk::{
    Answered, Desk, Folders, LockError, PartyForm, Progress, Record, StartError, ThisMachine, TicketForm,
    Verified, key_store, outlive_file_limits, sync_at_door,
};
use domain::Slot;
use serde::Deserialize;

type Outcome = Result<(), Box<dyn Error>>;

/// An administrator's command line on this user's counter. `verify`, `export` and `backup` work while the app runs, and `sync` is
/// then made by it; for the others it must not be running.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks every line, signature, photo and list, and names the first that does not hold.
    Verify,
    /// Writes every log as a file, byte for byte, with SHA256SUMS.
    Export {
        /// Where to.
        folder: PathBuf,
    },
    /// Copies database and photos into a new folder, and checks the copy.
    Backup {
        /// The new folder.
        folder: PathBuf,
    },
    /// Puts a backup in place, once headquarters has said what came since. The app must not be running.
    Restore {
        /// The backup.
        folder: PathBuf,
    },
    /// Goes on with this machine's data although its keys are lost, with a code that headquarters gave for that.
    Recover {
        /// The code, as headquarters gave it.
        code: String,
    },
    #[command(flatten)]
    Alone(Alone),
}

/// What is done only while the app does not run.
#[derive(Subcommand)]
enum Alone {
    /// Says where this counter stands and what headquarters has not confirmed.
    Status,
    /// Enrols this device with a one-time code of headquarters.
    Enrol {
        /// The code, as headquarters gave it.
        code: String,
    },
    /// Refolds every ticket from the log.
    Rebuild,
    /// Delivers what waits and reads what came, once.
    Sync,
    /// Writes what headquarters has not confirmed to a file that only headquarters can read, for a stick.
    CarryOver {
        /// The file.
        file: PathBuf,
    },
    /// Opens tickets for a demonstration from a file of walk-ins; pictures stand in a folder.
    Samples {
        /// JSON, a list of walk-ins.
        file: PathBuf,
        /// Where their pictures are.
        #[arg(long)]
        photos: PathBuf,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    outlive_file_limits();
    match run(Arguments::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("counterfoil-desk: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  because {cause}");
                source = cause.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Outcome {
    let folders = Folders::of_this_user()?;
    match command {
        Command::Verify => verify(&Record::open(&folders)?),
        Command::Export { folder } => {
            let exported = Record::open(&folders)?.export(&folder)?;
            println!("{} lines of {} logs, and SHA256SUMS", exported.lines, exported.logs);
            Ok(())
        }
        Command::Backup { folder } => {
            let verified = back_up(&folders, &folder)?;
            println!("{} lines and {} photos, read back and checked", verified.lines, verified.photos);
            Ok(())
        }
        Command::Restore { folder } => {
            Desk::restore(&folders, Arc::new(ThisMachine), &folder, say).await?;
            println!("restored; a new epoch is open, and what came since has been taken back");
            Ok(())
        }
        Command::Recover { code } => {
            let desk = Desk::recover(folders, Arc::new(ThisMachine), &code).await?;
            println!("recovered: headquarters takes this machine for another device from now on");
            status(&desk)
        }
        Command::Alone(alone) => match Desk::open(folders.clone(), Arc::new(ThisMachine)) {
            Ok(desk) => run_alone(alone, &desk).await,
            Err(StartError::Lock(LockError::Running)) if matches!(alone, Alone::Sync) => {
                sync_in_the_app(&folders).await
            }
            Err(error) => Err(error.into()),
        },
    }
}

async fn run_alone(command: Alone, desk: &Desk) -> Outcome {
    match command {
        Alone::CarryOver { file } => {
            let carried = desk.write_carry_over(&file)?;
            println!(
                "{} lines and {} photos; they wait here until headquarters confirms",
                carried.lines, carried.photos
            );
            match carried.photos_unreadable {
                0 => Ok(()),
                missing => Err(format!("{missing} photos that wait are missing or damaged here").into()),
            }
        }
        Alone::Status => status(desk),
        Alone::Enrol { code } => {
            let place = desk.enrol(&code).await?;
            println!(
                "enrolled: {} {}, counter {}",
                place.branch.code, place.branch.name, place.counter.letter
            );
            Ok(())
        }
        Alone::Rebuild => {
            desk.rebuild(|progress| println!("{} of {} tickets", progress.done, progress.of))?;
            Ok(())
        }
        Alone::Sync => {
            let round = desk.sync_now().await?;
            println!(
                "{} lines and {} photos confirmed, {} lines read",
                round.lines_confirmed, round.photos_confirmed, round.lines_read
            );
            status(desk)
        }
        Alone::Samples { file, photos } => samples(desk, &file, &photos),
    }
}

/// The app that runs has the database to itself, and makes the round.
async fn sync_in_the_app(folders: &Folders) -> Outcome {
    let answer = sync_at_door(folders).await.map_err(|_| "the app is running and does not answer")?;
    match answer {
        Answered::Through { lines_confirmed, photos_confirmed, lines_read } => {
            println!(
                "the app that runs: {lines_confirmed} lines and {photos_confirmed} photos confirmed, {lines_read} lines read"
            );
            Ok(())
        }
        Answered::Not { code } => Err(format!("the app that runs could not: {code}").into()),
    }
}

fn verify(record: &Record) -> Outcome {
    let verified = record.verify()??;
    println!(
        "{} lines, {} signatures, {} photos and {} tickets hold",
        verified.lines, verified.signatures, verified.photos, verified.tickets
    );
    Ok(())
}

fn back_up(folders: &Folders, folder: &Path) -> Result<Verified, Box<dyn Error>> {
    let record = Record::open(folders)?;
    Ok(record.back_up(folder, &*key_store(&folders.state)?, &ThisMachine, say)?)
}

fn say(progress: Progress) {
    match progress {
        Progress::Pages { done, of } => println!("{done} of {of} pages"),
        Progress::Photos { done, of } => println!("{done} of {of} photos"),
        Progress::Checking => println!("reading the copy"),
        Progress::Headquarters => println!("asking headquarters for what came since"),
    }
}

fn status(desk: &Desk) -> Outcome {
    match desk.place() {
        Some(place) => {
            println!("{} {}, counter {}", place.branch.code, place.branch.name, place.counter.letter);
        }
        None => println!("not enrolled"),
    }
    let state = desk.sync_state()?;
    println!(
        "waiting for headquarters: {} lines, {} photos; set aside there: {}",
        state.unconfirmed_events, state.unconfirmed_photos, state.set_aside
    );
    match state.last_confirmed_at {
        Some(at) => println!("last confirmed at {at}"),
        None => println!("nothing confirmed yet"),
    }
    Ok(())
}

/// Someone who walked in, as the sample file tells it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct WalkIn {
    said: String,
    kind: String,
    category: String,
    sender: PartyForm,
    recipient: PartyForm,
    spoke: String,
    waybill: Option<String>,
    posted_on: Option<String>,
    promised_on: Option<String>,
    freight_yuan: Option<String>,
    insured_yuan: Option<String>,
    claimed_yuan: Option<String>,
    items_kept: String,
    photos: Vec<SamplePhoto>,
}

#[derive(Deserialize)]
struct SamplePhoto {
    slot: String,
    file: String,
}

fn samples(desk: &Desk, file: &Path, photos: &Path) -> Outcome {
    let walk_ins: Vec<WalkIn> = serde_json::from_str(&fs::read_to_string(file)?)?;
    for walk_in in walk_ins {
        let draft = desk.start_draft()?;
        for photo in &walk_in.photos {
            let source = fs::read(photos.join(&photo.file))?;
            desk.add_draft_photo(draft.id, Slot::from(photo.slot.as_str()), &source)?;
        }
        let form = walk_in.into_form()?;
        desk.open_ticket(draft.id, &form)?;
        let (row, _) = desk.ticket_row(draft.id)?;
        println!("{} {}", row.number, row.kind);
    }
    Ok(())
}

impl WalkIn {
    fn into_form(self) -> Result<TicketForm, Box<dyn Error>> {
        let waybill = self.waybill.unwrap_or_default();
        let carrier =
            domain::suggest_carrier(&waybill, domain::Policy::bundled()).into_iter().find(|guess| guess.sure);
        let claimed = self.claimed_yuan.unwrap_or_default();
        Ok(TicketForm {
            kind: self.kind.parse()?,
            category: Some(self.category),
            role: self.spoke,
            sender: self.sender,
            recipient: self.recipient,
            waybill,
            carrier: carrier.map(|guess| guess.code),
            posted_on: self.posted_on,
            promised_on: self.promised_on,
            freight: self.freight_yuan.unwrap_or_default(),
            insured: self.insured_yuan.unwrap_or_default(),
            demands: if claimed.is_empty() { Vec::new() } else { vec!["compensation".to_owned()] },
            claimed,
            story: self.said,
            items_kept: self.items_kept,
            ..TicketForm::default()
        })
    }
}
