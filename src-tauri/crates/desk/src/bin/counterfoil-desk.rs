//! `counterfoil-desk`: an administrator's command line on this user's counter.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::{Parser, Subcommand};
use desk::{Desk, Folders, PartyForm, ThisMachine, TicketForm};
use domain::Slot;
use serde::Deserialize;

type Outcome = Result<(), Box<dyn Error>>;

/// An administrator's command line on this user's counter. The app must not be running.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
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
    let desk = Desk::open(Folders::of_this_user()?, Arc::new(ThisMachine))?;
    match command {
        Command::Status => status(&desk),
        Command::Enrol { code } => {
            let place = desk.enrol(&code).await?;
            println!(
                "enrolled: {} {}, counter {}",
                place.branch.code, place.branch.name, place.counter.letter
            );
            Ok(())
        }
        Command::Rebuild => {
            desk.rebuild(|progress| println!("{} of {} tickets", progress.done, progress.of))?;
            Ok(())
        }
        Command::Sync => {
            let round = desk.sync_now().await?;
            println!(
                "{} lines and {} photos confirmed, {} lines read",
                round.lines_confirmed, round.photos_confirmed, round.lines_read
            );
            status(&desk)
        }
        Command::Samples { file, photos } => samples(&desk, &file, &photos),
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
