//! Which headquarters is meant, and how it is set up.

use std::{error::Error, path::PathBuf};

use clap::{Args, Subcommand};
use hq::{
    Config, DoorRules, HqState, LogForm, MASTER_KEY_VARIABLE, MasterKey, Settings, Values, explain,
    log_filter,
};

use super::Outcome;

/// Which headquarters.
#[derive(Args)]
pub struct Place {
    /// The configuration, a TOML file; variables COUNTERFOIL_HQ_… go before it, and what is typed before both.
    #[arg(long, env = "COUNTERFOIL_HQ_CONFIG")]
    config: Option<PathBuf>,
    /// Where everything is kept.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Where counters and browsers reach it: `https://hq.example.cn`. Remembered.
    #[arg(long, visible_alias = "address")]
    public_address: Option<String>,
}

/// What is set, and by whom.
#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Prints every key with its value, who set it and what it means; of secrets only whether they are set.
    Explain {
        #[command(flatten)]
        place: Place,
    },
    /// Says whether the configuration can be used.
    Check {
        #[command(flatten)]
        place: Place,
    },
}

impl Place {
    /// Opens it.
    pub async fn open(self) -> Result<HqState, Box<dyn Error>> {
        open(self.settings([])?).await
    }

    /// What is set, with what else was typed. The log is written so from now on.
    pub fn settings<const N: usize>(
        self,
        typed: [(&'static str, Option<String>); N],
    ) -> Result<Settings, Box<dyn Error>> {
        let mut values = self.values()?;
        values.add_command_line(typed.into_iter().filter_map(|(key, value)| Some((key, value?))));
        let settings = Settings::read(&values)?;
        start_log(&settings);
        Ok(settings)
    }

    fn values(self) -> Result<Values, Box<dyn Error>> {
        let mut values = Values::default();
        if let Some(file) = &self.config {
            values.add_file(file)?;
        }
        values.add_environment(std::env::vars_os())?;
        let data = self.data.map(|data| data.into_os_string().into_string());
        let data = data.transpose().map_err(|_| "the data folder's name is no text")?;
        let typed = [("data", data), ("public_address", self.public_address)];
        values.add_command_line(typed.into_iter().filter_map(|(key, value)| Some((key, value?))));
        Ok(values)
    }
}

impl ConfigCommand {
    /// Does what was typed.
    pub fn run(self) -> Outcome {
        match self {
            Self::Explain { place } => print!("{}", explain(&place.values()?)),
            Self::Check { place } => {
                place.settings([])?;
                println!("the configuration can be used");
            }
        }
        Ok(())
    }
}

/// Opens the headquarters that was set up so, for a command.
pub async fn open(settings: Settings) -> Result<HqState, Box<dyn Error>> {
    open_with(settings, DoorRules::usual()).await
}

/// The same with rules for the page's door.
pub async fn open_with(settings: Settings, door: DoorRules) -> Result<HqState, Box<dyn Error>> {
    let variable = std::env::var(MASTER_KEY_VARIABLE).ok();
    let master = MasterKey::find(&settings.data, variable.as_deref())?;
    Ok(HqState::open(Config { door, ..settings.config(master) }).await?)
}

/// Writes the log to standard error from now on.
fn start_log(settings: &Settings) {
    // Whoever looks into something types RUST_LOG, and means it for once.
    let filter = log_filter(&std::env::var("RUST_LOG").unwrap_or_else(|_| settings.log_filter.clone()));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Refused when there is a log already, which is this one.
    let _ = match settings.log {
        LogForm::Text => log.try_init(),
        LogForm::Json => log.json().flatten_event(true).try_init(),
    };
}
