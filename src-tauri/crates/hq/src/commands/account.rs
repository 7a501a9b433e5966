//! Accounts, as an administrator on headquarters' own machine adds, changes and closes them.

use clap::Subcommand;
use domain::{AuditAct, HeldRole};
use hq::{By, Clock, HqState, SystemClock, outcome};

use super::{Outcome, Place, password};

#[derive(Subcommand)]
pub enum AccountCommand {
    /// Adds an account; the password is read from the environment or standard input.
    Add {
        #[command(flatten)]
        place: Place,
        /// What is typed to sign in.
        #[arg(long)]
        name: String,
        /// The name or code of the unit whose subtree it sees.
        #[arg(long)]
        unit: String,
        /// What its owner works as: `administrator`, `adjuster`, `quality`, `auditor`…, each with its days where it has any:
        /// `approver:2026-11-23:2026-11-27`. More than once for several.
        #[arg(long = "role", default_value = "administrator")]
        roles: Vec<HeldRole>,
    },
    /// Gives an account other roles.
    Roles {
        #[command(flatten)]
        place: Place,
        /// The account.
        #[arg(long)]
        name: String,
        /// All its roles from now on.
        #[arg(long = "role", required = true)]
        roles: Vec<HeldRole>,
    },
    /// Changes a password and signs the account out everywhere.
    Password {
        #[command(flatten)]
        place: Place,
        /// The account.
        #[arg(long)]
        name: String,
    },
    /// Takes the second step off an account whose owner lost the telephone and the recovery codes.
    TotpOff {
        #[command(flatten)]
        place: Place,
        /// The account.
        #[arg(long)]
        name: String,
    },
    /// Lets an account that was tried too often sign in again at once.
    Unlock {
        #[command(flatten)]
        place: Place,
        /// The account.
        #[arg(long)]
        name: String,
    },
    /// Closes an account; it stays, for the audit log names it.
    Close {
        #[command(flatten)]
        place: Place,
        /// The account.
        #[arg(long)]
        name: String,
    },
    /// Opens an account that was closed.
    Open {
        #[command(flatten)]
        place: Place,
        /// The account.
        #[arg(long)]
        name: String,
    },
    /// Prints every account.
    List {
        #[command(flatten)]
        place: Place,
    },
}

impl AccountCommand {
    pub async fn run(self) -> Outcome {
        match self {
            Self::Add { place, name, unit, roles } => {
                let state = place.open().await?;
                let unit = state.unit_named(&unit).await?;
                let about = format!("{name} {}", words(&roles));
                let password = password()?;
                let added = state.add_account(&name, &password, unit.id, roles);
                noted(&state, AuditAct::AccountAdded, &about, added).await
            }
            Self::Roles { place, name, roles } => {
                let state = place.open().await?;
                let about = format!("{name} {}", words(&roles));
                let changed = state.change_account_roles(&name, roles);
                noted(&state, AuditAct::AccountRolesChanged, &about, changed).await
            }
            Self::Password { place, name } => {
                let state = place.open().await?;
                let password = password()?;
                noted(&state, AuditAct::PasswordGiven, &name, state.change_password(&name, &password)).await
            }
            Self::TotpOff { place, name } => {
                let state = place.open().await?;
                noted(&state, AuditAct::SecondStepRemoved, &name, state.remove_second_step(&name)).await
            }
            Self::Unlock { place, name } => {
                let state = place.open().await?;
                noted(&state, AuditAct::AccountUnlocked, &name, state.unlock_account(&name)).await
            }
            Self::Close { place, name } => {
                let state = place.open().await?;
                noted(&state, AuditAct::AccountClosed, &name, state.close_account(&name)).await
            }
            Self::Open { place, name } => {
                let state = place.open().await?;
                noted(&state, AuditAct::AccountOpened, &name, state.open_account(&name)).await
            }
            Self::List { place } => list(&place.open().await?).await,
        }
    }
}

async fn list(state: &HqState) -> Outcome {
    for account in state.accounts_told().await? {
        let standing = if account.is_closed { "closed" } else { "open" };
        let step = if account.has_second_step { "second step" } else { "-" };
        let last = account.signed_in_at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        println!("{}\t{}\t{}\t{standing}\t{step}\t{last}", account.name, account.unit, words(&account.roles));
    }
    Ok(())
}

/// Does something under the command line's name in the audit log.
pub async fn noted<T, E>(
    state: &HqState,
    act: AuditAct,
    about: &str,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, Box<dyn std::error::Error>>
where
    E: From<hq::StoreError> + std::error::Error + 'static,
{
    let entry = By::command_line().did(act, about, outcome::DONE, SystemClock.now());
    Ok(state.audited(entry, work).await?)
}

fn words(roles: &[HeldRole]) -> String {
    roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
