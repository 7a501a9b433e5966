//! Moving headquarters from its file into PostgreSQL, with a bar that shows how far it has come.

use std::io::{IsTerminal, Write, stderr};

use clap::ValueEnum;
use hq::{
    Clock, HqState, MASTER_KEY_VARIABLE, MasterKey, Moving, PhotoPlace, Settings, SystemClock,
    move_to_postgres,
};

use super::Outcome;

/// What is moved from.
#[derive(Clone, Copy, ValueEnum)]
pub enum Old {
    /// The file in the data folder.
    Sqlite,
}

/// What is moved to.
#[derive(Clone, Copy, ValueEnum)]
pub enum New {
    /// The database that the configuration names.
    Postgres,
}

/// As wide as a bar is.
const WIDTH: u64 = 40;

/// Moves it, and brings the photos where they are to lie elsewhere.
pub async fn run(settings: Settings) -> Outcome {
    let place = settings.postgres().ok_or("say where PostgreSQL is: database.url")?;
    let (data, photos) = (settings.data.clone(), settings.photos.clone());
    let variable = std::env::var(MASTER_KEY_VARIABLE).ok();
    let master = || MasterKey::find(&data, variable.as_deref());
    let mut bar = Bar::default();
    let mut was_asked = false;
    let tell = |moving: Moving| match moving {
        Moving::Carrying(behind) => bar.show("carrying", behind.carried, behind.of),
        Moving::WaitingForStop(_) => {
            if !was_asked {
                bar.end();
                eprintln!("everything was carried; stop headquarters now, and the move ends by itself");
                was_asked = true;
            }
        }
        Moving::Finishing(behind) => bar.show("finishing", behind.carried, behind.of),
    };
    let moved = move_to_postgres(&data, master, &place, SystemClock.now(), tell).await?;
    bar.end();
    println!("{} positions of feeds carried and compared; the file is not served any more", moved.of);
    if !matches!(photos, PhotoPlace::Folder) {
        let state = HqState::open(settings.config(master()?)).await?;
        let brought = state.bring_photos(|looked_at, of| bar.show("photos", looked_at, of)).await?;
        bar.end();
        println!("{brought} photos brought; those in the folder may go once a backup was made");
    }
    println!("start headquarters with this configuration");
    Ok(())
}

/// A bar, drawn again where somebody looks, and told by tenths where nobody does.
#[derive(Default)]
struct Bar {
    told: Option<u64>,
}

impl Bar {
    fn show(&mut self, what: &str, done: u64, of: u64) {
        let full = (done * WIDTH).checked_div(of).unwrap_or(WIDTH);
        if self.told == Some(full) {
            return;
        }
        self.told = Some(full);
        if stderr().is_terminal() {
            let (bar, rest) = ("█".repeat(full as usize), "░".repeat((WIDTH - full.min(WIDTH)) as usize));
            eprint!("\r{what} {bar}{rest} {done} of {of}");
            // What cannot be shown is no reason to stop.
            let _ = stderr().flush();
        } else if full.is_multiple_of(WIDTH / 10) {
            eprintln!("{what}: {done} of {of}");
        }
    }

    fn end(&mut self) {
        if self.told.take().is_some() && stderr().is_terminal() {
            eprintln!();
        }
    }
}
