//! What can be typed after `counterfoil-hq`.

use std::{error::Error, net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use domain::{AuditAct, CounterLetter, UnitLevel, Zone};
use hq::{Audits, BranchForm, By, Clock, SystemClock, UnitForm, openapi, outcome};
use serde_json::json;

mod account;
mod demo;
mod moving;
mod person;
mod place;
mod policy;
mod release;
mod service;
mod serving;
mod taking_in;

use account::{AccountCommand, noted};
use moving::{New, Old};
use person::PersonCommand;
use place::{ConfigCommand, Place};
use policy::PolicyCommand;
use release::ReleaseCommand;
use service::ServiceCommand;

type Outcome = Result<(), Box<dyn Error>>;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Headquarters of Counterfoil: takes in every ticket and photo once, and shows them.
#[derive(Parser)]
#[command(version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answers counters and browsers until it is interrupted.
    Serve {
        #[command(flatten)]
        place: Place,
        /// Where to listen; 127.0.0.1:8443 unless set.
        #[arg(long)]
        listen: Option<SocketAddr>,
        /// Where /healthz, /readyz and /metrics are answered; nowhere unless set.
        #[arg(long)]
        admin_listen: Option<SocketAddr>,
        /// Lets administrators, adjusters and approvers go on without a second step, and leaves idle sessions open: for
        /// trying it out.
        #[arg(long)]
        open_door: bool,
    },
    /// What is set, and by whom.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Prints the description of every path that is answered, as OpenAPI has it.
    Openapi,
    /// Makes or updates the database, and checks it. With `--from` and `--to`: moves everything into another one.
    Migrate {
        #[command(flatten)]
        place: Place,
        /// Where headquarters is kept now: the file in the data folder.
        #[arg(long, requires = "to")]
        from: Option<Old>,
        /// Where it is to be kept: the PostgreSQL of the configuration, and its photos where photos lie now.
        #[arg(long, requires = "from")]
        to: Option<New>,
    },
    /// Makes every projection again from the log.
    Rebuild {
        #[command(flatten)]
        place: Place,
    },
    /// Checks every chain, signature, feed, ticket and photo, also while it serves; names the first that does not hold.
    Verify {
        #[command(flatten)]
        place: Place,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Writes every log into a new folder, byte for byte, with SHA256SUMS.
    Export {
        #[command(flatten)]
        place: Place,
        /// Where; it must not be there yet.
        folder: PathBuf,
    },
    /// Brings the backup in a folder up to date, or makes it, while headquarters serves. The master key is no part of it.
    Backup {
        #[command(flatten)]
        place: Place,
        /// Where.
        folder: PathBuf,
    },
    /// Makes the data folder what a backup is. Headquarters must not be running.
    Restore {
        #[command(flatten)]
        place: Place,
        /// The backup.
        folder: PathBuf,
        /// The data that is there now may go. In a bucket every photo stays.
        #[arg(long)]
        replace: bool,
        /// In the bucket as well every photo may go that the backup does not name. Never in one that another headquarters uses.
        #[arg(long, requires = "replace")]
        empty_bucket: bool,
    },
    /// Prints a one-time code for a counter of a branch.
    Enrol {
        #[command(flatten)]
        place: Place,
        /// The branch's four characters.
        #[arg(long, required_unless_present = "recovers")]
        branch: Option<String>,
        /// The counter's letter.
        #[arg(long, required_unless_present = "recovers")]
        counter: Option<CounterLetter>,
        /// The counter's name; its letter unless given.
        #[arg(long)]
        name: Option<String>,
        /// The device whose keys were lost: whoever uses the code takes over its counter and its work.
        #[arg(long, conflicts_with_all = ["branch", "counter", "name"])]
        recovers: Option<String>,
        /// How long the code is good.
        #[arg(long, default_value_t = 24)]
        valid_hours: u32,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Takes in a counter's carry-over, as it comes on a USB stick; a second time changes nothing.
    TakeIn {
        #[command(flatten)]
        place: Place,
        /// The file.
        file: PathBuf,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Adds a unit: region, branch, outlet, counter.
    #[command(subcommand)]
    Unit(UnitCommand),
    /// Adds an account, or changes its password.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Other systems of the carrier that speak to headquarters with a token.
    #[command(subcommand)]
    Service(ServiceCommand),
    /// The people of a branch.
    #[command(subcommand)]
    Person(PersonCommand),
    /// The rules: which versions there are, what each says, and publishing the next.
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Versions of the counters' program: signing one, taking it in, rolling it out in stages.
    #[command(subcommand)]
    Release(ReleaseCommand),
    /// Lets a device push and nothing else from now on.
    Revoke {
        #[command(flatten)]
        place: Place,
        /// The device's identity.
        #[arg(long)]
        device: String,
        /// Why, for the audit log.
        #[arg(long, value_parser = clap::builder::NonEmptyStringValueParser::new())]
        reason: String,
    },
    /// Makes a demonstration: units, an account, a person, a code.
    Demo {
        #[command(flatten)]
        place: Place,
        /// The account's name.
        #[arg(long, default_value = "hq")]
        account: String,
        /// The account's password; a random one unless given.
        #[arg(long)]
        password: Option<String>,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
enum UnitCommand {
    /// Adds a unit.
    Add {
        #[command(flatten)]
        place: Place,
        /// headquarters, region, branch, outlet or counter.
        #[arg(long)]
        level: UnitLevel,
        /// As people call it.
        #[arg(long)]
        name: String,
        /// The name or code of the unit it belongs to.
        #[arg(long)]
        under: Option<String>,
        /// A branch's or outlet's four characters.
        #[arg(long)]
        code: Option<String>,
        /// A counter's letter.
        #[arg(long)]
        letter: Option<CounterLetter>,
        /// A branch's or outlet's address, as printed.
        #[arg(long, default_value = "")]
        postal_address: String,
        /// As printed.
        #[arg(long, default_value = "")]
        phone: String,
        /// IANA zone.
        #[arg(long, default_value = "Asia/Shanghai")]
        zone: Zone,
    },
    /// Says in which region a unit is, with all below it: there the sections of policies for that region hold.
    Region(UnitRegion),
}

#[derive(Args)]
struct UnitRegion {
    #[command(flatten)]
    place: Place,
    /// The unit's code or name.
    unit: String,
    /// The region's code, as policies name it.
    #[arg(required_unless_present = "none", conflicts_with = "none")]
    region: Option<String>,
    /// The unit has no region of its own any more: that of the units above holds.
    #[arg(long)]
    none: bool,
}

impl Arguments {
    /// Does what was typed.
    pub async fn run(self) -> Outcome {
        match self.command {
            Command::Serve { place, listen, admin_listen, open_door } => {
                let typed = |address: Option<SocketAddr>| address.map(|address| address.to_string());
                let typed = [("listen", typed(listen)), ("admin_listen", typed(admin_listen))];
                serving::run(place.settings(typed)?, open_door).await
            }
            Command::Config(command) => command.run(),
            Command::Openapi => {
                print!("{}", openapi());
                Ok(())
            }
            Command::Migrate { place, from: Some(Old::Sqlite), to: Some(New::Postgres) } => {
                moving::run(place.settings([])?).await
            }
            Command::Migrate { place, .. } => {
                place.open().await?;
                println!("the database is up to date");
                Ok(())
            }
            Command::Rebuild { place } => {
                let state = place.open().await?;
                let tickets = noted(&state, AuditAct::ProjectionsRebuilt, "", state.rebuild()).await?;
                println!("{tickets} tickets folded again");
                Ok(())
            }
            Command::Enrol { place, branch, counter, name, recovers, valid_hours, json } => {
                let state = place.open().await?;
                let valid_ms = i64::from(valid_hours) * HOUR_MS;
                let offer = match (recovers, branch.zip(counter)) {
                    (Some(device), _) => {
                        let offered = state.offer_recovery(device.parse()?, valid_ms);
                        noted(&state, AuditAct::RecoveryOffered, &device, offered).await?
                    }
                    (None, Some((branch, counter))) => {
                        let about = format!("{branch} {counter}");
                        let branch = state.unit_with_code(&branch).await?;
                        let name = name.unwrap_or_else(|| format!("{counter} 柜"));
                        let offered = state.offer_enrolment(branch.id.into(), counter, &name, valid_ms);
                        noted(&state, AuditAct::CodeOffered, &about, offered).await?
                    }
                    (None, None) => return Err("say for which counter of which branch".into()),
                };
                if json {
                    println!("{}", json!({ "code": offer.code.to_string(), "expires_at": offer.expires_at }));
                } else {
                    println!("{}\ngood until {}", offer.code, offer.expires_at);
                }
                Ok(())
            }
            Command::Verify { place, json } => verify(place, json).await,
            Command::Export { place, folder } => {
                let state = place.open().await?;
                println!(
                    "{} logs written",
                    noted(&state, AuditAct::LogsExported, "", state.export(&folder)).await?
                );
                Ok(())
            }
            Command::Backup { place, folder } => {
                let state = place.open().await?;
                let done = noted(&state, AuditAct::BackupMade, "", state.backup(&folder)).await?;
                println!(
                    "backed up and read back; {} photos new, {} known",
                    done.new_photos, done.known_photos
                );
                Ok(())
            }
            Command::Restore { place, folder, replace, empty_bucket } => {
                let settings = place.settings([])?;
                let into = (&*settings.data, &settings.photos);
                let replace = match (replace, empty_bucket) {
                    (_, true) => hq::Replace::DataAndBucket,
                    (true, false) => hq::Replace::Data,
                    (false, false) => hq::Replace::Nothing,
                };
                let restored = hq::restore(&folder, into, replace, SystemClock.now()).await?;
                let by = By::command_line();
                let entry = by.did(AuditAct::BackupRestored, "", outcome::DONE, SystemClock.now());
                hq::Sqlite::open(&settings.data)?.append_audit(entry).await?;
                println!(
                    "{} branches and {} photos restored; {} tickets stay forgotten",
                    restored.branches, restored.photos, restored.forgotten
                );
                if restored.left > 0 {
                    println!("{} photos of other names were left in the bucket", restored.left);
                }
                println!("devices that were revoked since that backup must be revoked again");
                Ok(())
            }
            Command::TakeIn { place, file, json } => taking_in::run(place, &file, json).await,
            Command::Unit(command) => command.run().await,
            Command::Account(command) => command.run().await,
            Command::Service(command) => command.run().await,
            Command::Person(command) => command.run().await,
            Command::Policy(command) => command.run().await,
            Command::Release(command) => command.run().await,
            Command::Revoke { place, device, reason } => {
                let state = place.open().await?;
                let revoked = state.revoke_device(device.parse()?);
                let about = format!("{device} {}", reason.trim());
                let known = noted(&state, AuditAct::DeviceRevoked, &about, revoked).await?;
                if known { Ok(()) } else { Err("there is no such device".into()) }
            }
            Command::Demo { place, account, password, json } => {
                demo::run(place, &account, password, json).await
            }
        }
    }
}

impl UnitCommand {
    async fn run(self) -> Outcome {
        let (place, level, name, under, code, letter, postal_address, phone, zone) = match self {
            Self::Region(region) => return region.run().await,
            Self::Add { place, level, name, under, code, letter, postal_address, phone, zone } => {
                (place, level, name, under, code, letter, postal_address, phone, zone)
            }
        };
        let state = place.open().await?;
        let parent = match under {
            Some(under) => Some(state.unit_named(&under).await?.id),
            None => None,
        };
        let branch = match code {
            Some(code) => Some(BranchForm { code: code.parse()?, address: postal_address, phone, zone }),
            None => None,
        };
        let about = name.clone();
        let added = state.add_unit(UnitForm { level, name, parent, letter, branch });
        println!("{}", noted(&state, AuditAct::UnitAdded, &about, added).await?);
        Ok(())
    }
}

impl UnitRegion {
    async fn run(self) -> Outcome {
        let Self { place, unit, region, .. } = self;
        let state = place.open().await?;
        let unit = state.unit_named(&unit).await?;
        let about = format!("{} {}", unit.name, region.as_deref().unwrap_or("-"));
        noted(&state, AuditAct::RegionSet, &about, state.set_region(unit.id, region)).await
    }
}

async fn verify(place: Place, json: bool) -> Outcome {
    let verified = place.open().await?.verify().await?;
    if json {
        println!("{}", serde_json::to_string(&verified)?);
    } else {
        println!("{} logs, {} lines, {} signatures hold", verified.logs, verified.lines, verified.signatures);
        println!("{} feed positions, {} tickets hold", verified.positions, verified.tickets);
        println!("{} photos hold, {} have not come yet", verified.photos, verified.missing_photos);
        let head = verified.audit_head.map(|head| head.to_string()).unwrap_or_default();
        println!("{} rows of the audit log hold, the last is {head}", verified.audit_rows);
    }
    Ok(())
}

/// A password never stands on a command line, where others on the machine could read it.
fn password() -> Result<String, Box<dyn Error>> {
    if let Ok(password) = std::env::var("COUNTERFOIL_HQ_PASSWORD") {
        return Ok(password);
    }
    eprint!("password: ");
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed)?;
    Ok(typed.trim_end_matches(['\r', '\n']).to_owned())
}

/// An error with what it rests on.
pub fn in_full(error: &(dyn Error + 'static)) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words += &format!(": {error}");
        cause = error.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn what_can_be_typed_does_not_contradict_itself() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn an_error_says_what_it_rests_on() {
        let error = hq::OpenError::Store(hq::StoreError::Damaged("file"));
        assert_eq!(in_full(&error), "could not open the database: the database holds a damaged file");
    }
}
