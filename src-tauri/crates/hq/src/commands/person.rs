//! People of a branch, as an administrator names them.

use clap::Subcommand;
use domain::{AuditAct, HeldRole};
use hq::PersonChange;

use super::{Outcome, Place, account::noted};

#[derive(Subcommand)]
pub enum PersonCommand {
    /// Names someone who works at a branch, and prints what lets them choose their first PIN there.
    Add {
        #[command(flatten)]
        place: Place,
        /// The branch's four characters.
        #[arg(long)]
        branch: String,
        /// As the customer reads it on the slip.
        #[arg(long)]
        name: String,
        /// `clerk`, `back_office`, `operations`, `quality`, `manager`, `adjuster`, `approver`, `administrator`, `auditor`;
        /// more than once for several.
        #[arg(long = "role", default_value = "clerk")]
        roles: Vec<String>,
    },
    /// Says something else of somebody who was named already.
    Change {
        #[command(flatten)]
        place: Place,
        /// The branch's four characters.
        #[arg(long)]
        branch: String,
        /// Their identity, as `list` prints it.
        #[arg(long)]
        person: String,
        /// Another name.
        #[arg(long)]
        name: Option<String>,
        /// All their roles from now on, each with its days: `clerk`, `manager:2026-11-23:2026-11-27`, `clerk::2026-12-31`.
        #[arg(long = "role")]
        roles: Vec<HeldRole>,
        /// Gives them another first code, for they forgot their PIN.
        #[arg(long)]
        new_code: bool,
    },
    /// Prints everyone who was named for a branch.
    List {
        #[command(flatten)]
        place: Place,
        /// The branch's four characters.
        #[arg(long)]
        branch: String,
    },
}

impl PersonCommand {
    pub async fn run(self) -> Outcome {
        match self {
            Self::Add { place, branch, name, roles } => {
                let state = place.open().await?;
                let branch = state.unit_with_code(&branch).await?;
                let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
                // Their name is in the branch's log and in no other place.
                let about = branch.code.map(|code| code.to_string()).unwrap_or_default();
                let added = state.add_person(branch.id.into(), &name, &roles);
                let newcomer = noted(&state, AuditAct::PersonAdded, &about, added).await?;
                println!("{}", newcomer.person);
                println!("first code: {}", newcomer.first_code.shown());
            }
            Self::Change { place, branch, person, name, roles, new_code } => {
                let state = place.open().await?;
                let branch = state.unit_with_code(&branch).await?;
                let change = PersonChange { roles: (!roles.is_empty()).then_some(roles), name, new_code };
                let changed = state.change_person(branch.id.into(), person.parse()?, change);
                if let Some(code) = noted(&state, AuditAct::PersonChanged, &person, changed).await? {
                    println!("first code: {}", code.shown());
                }
            }
            Self::List { place, branch } => {
                let state = place.open().await?;
                let branch = state.unit_with_code(&branch).await?;
                for person in state.list_people(branch.id.into()).await? {
                    let roles: Vec<String> = person.roles.iter().map(ToString::to_string).collect();
                    println!("{} {} {}", person.id, roles.join(","), person.name.unwrap_or_default());
                }
            }
        }
        Ok(())
    }
}
