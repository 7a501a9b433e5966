//! The accounts of the viewer's subtree: who they are, what they may do, and changing it.

use std::collections::HashMap;

use axum::{Json, extract::State, http::StatusCode};
use domain::{Act, AuditAct, Date, HeldRole, Instant, Unit, UnitId, UnitLevel};
use protocol::hash_of;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    giving::{
        may_change, may_give_account, may_give_password, may_give_roles, may_give_unit,
        may_take_second_step_off,
    },
    session::{Mover, Viewer},
};
use crate::{
    HqState, RegisterError, StoreError,
    api::{ApiJson, ApiPath},
    audited::outcome,
    error::ApiError,
    store::Account,
};

/// Roles are days of work, not a diary.
const MOST_ROLES: usize = 20;

/// A role with its days.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct RoleView {
    role: String,
    #[serde(default)]
    from: Option<Date>,
    #[serde(default)]
    until: Option<Date>,
}

impl From<HeldRole> for RoleView {
    fn from(HeldRole { role, from, until }: HeldRole) -> Self {
        Self { role, from, until }
    }
}

impl From<RoleView> for HeldRole {
    fn from(RoleView { role, from, until }: RoleView) -> Self {
        Self { role, from, until }
    }
}

/// Every account of the subtree, and what the viewer may give.
#[derive(Serialize, ToSchema)]
pub struct AccountsView {
    accounts: Vec<AccountView>,
    units: Vec<UnitChoice>,
    /// The roles that the viewer may give, each with the last day on which they hold it themselves.
    roles: Vec<RoleChoice>,
}

/// An account.
#[derive(Serialize, ToSchema)]
pub struct AccountView {
    name: String,
    unit: UnitId,
    unit_name: String,
    roles: Vec<RoleView>,
    has_second_step: bool,
    needs_second_step: bool,
    must_change: bool,
    signed_in_at: Option<Instant>,
    locked_until: Option<Instant>,
    closed_at: Option<Instant>,
    is_own: bool,
}

/// A unit that may be given.
#[derive(Serialize, ToSchema)]
pub struct UnitChoice {
    id: UnitId,
    name: String,
    code: Option<String>,
    level: &'static str,
}

/// A role that may be given.
#[derive(Serialize, ToSchema)]
pub struct RoleChoice {
    role: String,
    until: Option<Date>,
}

/// An account to be added.
#[derive(Deserialize, ToSchema)]
pub struct NewAccountForm {
    name: String,
    unit: UnitId,
    roles: Vec<RoleView>,
}

/// What is to be said of an account.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum AccountForm {
    /// These roles.
    Roles {
        /// All of them.
        roles: Vec<RoleView>,
    },
    /// This unit.
    Unit {
        /// Whose subtree is seen.
        unit: UnitId,
    },
    /// A password to hand over.
    Password,
    /// No second step, for it was lost.
    SecondStepOff,
    /// Whoever tried too often may try again.
    Unlock,
    /// Closed.
    Close,
    /// Open again.
    Open,
}

/// What was done, with the password where one was made.
#[derive(Serialize, ToSchema)]
pub struct Given {
    /// To be handed over, and changed at the first sign-in.
    password: Option<String>,
    accounts: AccountsView,
}

/// The accounts of the viewer's subtree, by name.
#[utoipa::path(get, path = "/accounts", responses((status = 200, body = AccountsView)))]
pub async fn list(State(state): State<HqState>, viewer: Viewer) -> Result<Json<AccountsView>, ApiError> {
    viewer.must(Act::NamePeople)?;
    Ok(Json(view(&state, &viewer).await?))
}

/// Adds an account.
#[utoipa::path(
    post,
    path = "/accounts",
    request_body = NewAccountForm,
    responses((status = 200, body = Given))
)]
pub async fn add(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiJson(form): ApiJson<NewAccountForm>,
) -> Result<Json<Given>, ApiError> {
    viewer.must(Act::NamePeople)?;
    may_give_unit(&viewer, form.unit)?;
    let roles = bounded(&form.roles)?;
    may_give_roles(&viewer, &[], &roles)?;
    let about = format!("{} {}", form.name, words(&roles));
    let entry = viewer.by().did(AuditAct::AccountAdded, &about, outcome::DONE, state.clock.now());
    let added = state.invite_account(&form.name, form.unit, roles);
    let password = state.audited(crate::AuditEntry { unit: Some(form.unit), ..entry }, added).await;
    Ok(Json(Given { password: Some(password.map_err(refusal)?), accounts: view(&state, &viewer).await? }))
}

/// Changes an account.
#[utoipa::path(
    post,
    path = "/accounts/{name}",
    request_body = AccountForm,
    responses((status = 200, body = Given))
)]
pub async fn change(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(name): ApiPath<String>,
    ApiJson(form): ApiJson<AccountForm>,
) -> Result<Json<Given>, ApiError> {
    viewer.must(Act::NamePeople)?;
    let account = state.store.find_account(&name).await?.ok_or_else(ApiError::not_found)?;
    may_change(&viewer, &account)?;
    let (act, said) = match &form {
        AccountForm::Roles { roles } => {
            let roles = bounded(roles)?;
            may_give_roles(&viewer, &account.roles, &roles)?;
            (AuditAct::AccountRolesChanged, words(&roles))
        }
        AccountForm::Unit { unit } => {
            may_give_unit(&viewer, *unit)?;
            may_give_account(&viewer, &account)?;
            (AuditAct::AccountUnitChanged, unit.to_string())
        }
        AccountForm::Password => {
            may_give_password(&viewer, &account)?;
            (AuditAct::PasswordGiven, String::new())
        }
        AccountForm::SecondStepOff => {
            may_take_second_step_off(&viewer, &account)?;
            (AuditAct::SecondStepRemoved, String::new())
        }
        AccountForm::Unlock => (AuditAct::AccountUnlocked, String::new()),
        AccountForm::Close => (AuditAct::AccountClosed, String::new()),
        AccountForm::Open => {
            may_give_account(&viewer, &account)?;
            (AuditAct::AccountOpened, String::new())
        }
    };
    let about = format!("{name} {said}");
    let entry = viewer.by().did(act, about.trim(), outcome::DONE, state.clock.now());
    let entry = crate::AuditEntry { unit: Some(account.unit), ..entry };
    let password = state.audited(entry, apply(&state, &account, form)).await.map_err(refusal)?;
    Ok(Json(Given { password, accounts: view(&state, &viewer).await? }))
}

/// What is allowed by the credentials that were seen is done only while the account has them: of two who reset an account at
/// once, each the other half, one is refused.
async fn apply(state: &HqState, seen: &Account, form: AccountForm) -> Result<Option<String>, RegisterError> {
    let name = &seen.name;
    match form {
        AccountForm::Password => return state.give_password(seen).await.map(Some),
        AccountForm::Roles { roles } => {
            let roles = roles.into_iter().map(HeldRole::from).collect();
            state.change_account_roles(name, roles).await?;
        }
        AccountForm::Unit { unit } => state.change_account_unit(name, unit).await?,
        AccountForm::SecondStepOff => state.remove_second_step_of(seen).await?,
        AccountForm::Unlock => state.unlock_account(name).await?,
        AccountForm::Close => state.close_account(name).await?,
        AccountForm::Open => state.open_account(name).await?,
    }
    Ok(None)
}

async fn view(state: &HqState, viewer: &Viewer) -> Result<AccountsView, ApiError> {
    let now = state.clock.now();
    let units = state.store.list_units().await?;
    let names: HashMap<UnitId, &str> = units.iter().map(|unit| (unit.id, unit.name.as_str())).collect();
    let mut accounts = Vec::new();
    for account in state.store.list_accounts().await? {
        if !viewer.units.contains(&account.unit) {
            continue;
        }
        let until = state.store.blocked_until(hash_of(account.name.as_bytes())).await?;
        let locked_until = until.filter(|until| *until > now);
        let unit_name = names.get(&account.unit).copied().unwrap_or_default().to_owned();
        accounts.push(shown(state, viewer, account, unit_name, locked_until));
    }
    let held = viewer.held().iter().filter(|held| held.is_held_on(viewer.today()));
    Ok(AccountsView {
        accounts,
        units: unit_choices(&units, viewer),
        roles: held.map(|held| RoleChoice { role: held.role.clone(), until: held.until }).collect(),
    })
}

/// The units that the viewer may give.
pub fn unit_choices(units: &[Unit], viewer: &Viewer) -> Vec<UnitChoice> {
    let is_choice = |unit: &&Unit| unit.level != UnitLevel::Counter && viewer.units.contains(&unit.id);
    let choice = |unit: &Unit| UnitChoice {
        id: unit.id,
        name: unit.name.clone(),
        code: unit.code.map(|code| code.to_string()),
        level: unit.level.as_str(),
    };
    units.iter().filter(is_choice).map(choice).collect()
}

fn shown(
    state: &HqState,
    viewer: &Viewer,
    account: Account,
    unit_name: String,
    locked_until: Option<Instant>,
) -> AccountView {
    AccountView {
        is_own: account.person == viewer.person(),
        needs_second_step: state.door.need_second_step(&account.roles, viewer.today()),
        has_second_step: account.second_step.is_some(),
        name: account.name,
        unit: account.unit,
        unit_name,
        roles: account.roles.into_iter().map(RoleView::from).collect(),
        must_change: account.must_change,
        signed_in_at: account.signed_in_at,
        locked_until,
        closed_at: account.closed_at,
    }
}

fn bounded(roles: &[RoleView]) -> Result<Vec<HeldRole>, ApiError> {
    if roles.is_empty() || roles.len() > MOST_ROLES {
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "roles_wanted",
            "an account has 1 to 20 roles",
        ));
    }
    Ok(roles.iter().cloned().map(HeldRole::from).collect())
}

fn words(roles: &[HeldRole]) -> String {
    roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Why the register refused, for the page.
pub fn refusal(error: RegisterError) -> ApiError {
    let code = match error {
        RegisterError::Store(StoreError::Taken) => {
            return ApiError::new(StatusCode::CONFLICT, "name_taken", "there is one of this name already");
        }
        RegisterError::Store(error) => return error.into(),
        RegisterError::OwnLetter(_) => {
            return ApiError::new(StatusCode::CONFLICT, "letter_own", &error.to_string());
        }
        RegisterError::AccountChanged => {
            return ApiError::new(StatusCode::CONFLICT, "account_changed", &error.to_string());
        }
        RegisterError::NoAccount | RegisterError::NoService => return ApiError::not_found(),
        RegisterError::ShortPassword => "password_short",
        RegisterError::SamePassword => "password_same",
        RegisterError::NoName => "name_wanted",
        RegisterError::NoRole(_) => "role_unknown",
        RegisterError::LastAdministrator => "last_administrator",
        RegisterError::NoAddress => "address_unknown",
        RegisterError::NoUnit(_) => "branch_unknown",
        RegisterError::NoServiceName => "service_name_wanted",
        RegisterError::NoScope => "scope_wanted",
        RegisterError::BranchOutside => "branch_outside",
        RegisterError::EndOver => "end_over",
        error => {
            tracing::error!(error = &error as &dyn std::error::Error, "the register failed");
            return ApiError::internal();
        }
    };
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, &error.to_string())
}
