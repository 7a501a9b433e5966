//! Other systems of the carrier, as an administrator on headquarters' own machine adds, lists and revokes them.

use clap::Subcommand;
use domain::{AuditAct, Date, ServiceScope};
use hq::{By, HqState, NewService, ServiceTold};

use super::{Outcome, Place, account::noted};

#[derive(Subcommand)]
pub enum ServiceCommand {
    /// Adds a service and prints its token, which is told this once.
    Add {
        #[command(flatten)]
        place: Place,
        /// As people call it, and as it stands in the audit log.
        #[arg(long)]
        name: String,
        /// The name or code of the unit whose subtree it sees and writes to.
        #[arg(long)]
        unit: String,
        /// What its token is good for: `tickets:read`, `tickets:write`. More than once for several.
        #[arg(long = "scope", required = true)]
        scopes: Vec<ServiceScope>,
        /// The code of the branch where its tickets go that name none.
        #[arg(long)]
        branch: Option<String>,
        /// The last day on which its token is good; it has no end unless set.
        #[arg(long)]
        until: Option<Date>,
    },
    /// Gives a service another token and prints it; the one it had is nobody's from now on.
    Token {
        #[command(flatten)]
        place: Place,
        /// The service.
        #[arg(long)]
        name: String,
        /// The last day on which it is good; it has no end unless set.
        #[arg(long)]
        until: Option<Date>,
    },
    /// Every service: name, unit, scopes, branch, last day, when it last called.
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Lets a service do nothing any more. It stays in the list, for the audit log names it.
    Revoke {
        #[command(flatten)]
        place: Place,
        /// The service.
        #[arg(long)]
        name: String,
    },
}

impl ServiceCommand {
    /// Does what was typed.
    pub async fn run(self) -> Outcome {
        match self {
            Self::Add { place, name, unit, scopes, branch, until } => {
                let state = place.open().await?;
                let unit = state.unit_named(&unit).await?.id;
                let default_branch = match branch {
                    None => None,
                    Some(code) => Some(state.unit_with_code(&code).await?.id.into()),
                };
                let words: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
                let about = format!("{name} {}", words.join(" "));
                let by = By::command_line().account;
                let new = NewService { name, scopes, unit, default_branch, last_day: until, by };
                let given = noted(&state, AuditAct::ServiceAdded, &about, state.add_service(new)).await?;
                println!("{}", given.token);
                Ok(())
            }
            Self::Token { place, name, until } => {
                let state = place.open().await?;
                let service = named(&state, &name).await?;
                let given = state.give_service_token(service.id, until);
                println!("{}", noted(&state, AuditAct::ServiceTokenGiven, &name, given).await?.token);
                Ok(())
            }
            Self::List { place } => list(&place.open().await?).await,
            Self::Revoke { place, name } => {
                let state = place.open().await?;
                let service = named(&state, &name).await?;
                noted(&state, AuditAct::ServiceRevoked, &name, state.revoke_service(service.id)).await
            }
        }
    }
}

async fn list(state: &HqState) -> Outcome {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    for service in state.services_told().await? {
        let scopes: Vec<&str> = service.scopes.iter().map(|scope| scope.as_str()).collect();
        let standing = match (service.revoked_at, service.has_ended) {
            (Some(_), _) => "revoked",
            (None, true) => "ended",
            (None, false) => "good",
        };
        println!(
            "{}\t{}\t{}\t{}\t{standing}\t{}\t{}",
            service.name,
            service.unit_name,
            scopes.join(" "),
            or_none(service.default_branch.map(|(code, _)| code)),
            or_none(service.last_day.map(|day| day.to_string())),
            or_none(service.used_at.map(|at| at.to_string())),
        );
    }
    Ok(())
}

async fn named(state: &HqState, name: &str) -> Result<ServiceTold, Box<dyn std::error::Error>> {
    let services = state.services_told().await?;
    services.into_iter().find(|service| service.name == name).ok_or_else(|| "there is no such service".into())
}
