//! A demonstration headquarters: a tree of units, one account, one person, and a code for one counter.

use domain::{AuditAct, BranchId, HeldRole, StaffRole, UnitId, UnitLevel, Zone};

use crate::{
    BranchForm, HqState, PersonChange, RegisterError, UnitForm,
    audited::{By, outcome},
};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// How to get into a demonstration.
#[derive(Clone, Debug)]
pub struct Demonstration {
    /// Enrols the counter.
    pub code: String,
    /// Signs in to the page.
    pub account: String,
    /// With this password.
    pub password: String,
    /// The branch's code.
    pub branch: String,
    /// The branch.
    pub branch_id: BranchId,
    /// Everyone who works there, by name, with what lets them choose a PIN at the counter.
    pub people: Vec<(String, String)>,
}

/// Makes a demonstration, or goes on with the one that is there: new codes, and the password as given. Each step is noted
/// in the audit log as what it is, for it may be done to a headquarters that is no demonstration.
pub async fn make_demonstration(
    state: &HqState,
    account: &str,
    password: &str,
) -> Result<Demonstration, RegisterError> {
    const CODE: &str = "WC07";
    let (branch, people) = match state.unit_with_code(CODE).await {
        Ok(unit) => {
            noted(state, AuditAct::PasswordGiven, account, state.change_password(account, password)).await?;
            (unit.id, let_everyone_in(state, unit.id.into()).await?)
        }
        Err(RegisterError::NoUnit(_)) => make_units(state, account, password, CODE).await?,
        Err(error) => return Err(error),
    };
    let free = state.free_letters(branch.into()).await?;
    let letter = *free.first().ok_or(RegisterError::NoLetter)?;
    let name = format!("{letter} 柜");
    let offered = state.offer_enrolment(branch.into(), letter, &name, DAY_MS);
    let offer = noted(state, AuditAct::CodeOffered, &format!("{CODE} {letter}"), offered).await?;
    Ok(Demonstration {
        code: offer.code.to_string(),
        account: account.to_owned(),
        password: password.to_owned(),
        branch: CODE.to_owned(),
        branch_id: branch.into(),
        people,
    })
}

/// A first code is told once and kept as a hash alone: who asks again gets another.
async fn let_everyone_in(state: &HqState, branch: BranchId) -> Result<Vec<(String, String)>, RegisterError> {
    let mut people = Vec::new();
    for person in state.list_people(branch).await? {
        let change = PersonChange { new_code: true, ..PersonChange::default() };
        let changed = state.change_person(branch, person.id, change);
        let about = person.id.to_string();
        let Some(code) = noted(state, AuditAct::PersonChanged, &about, changed).await? else { continue };
        people.push((person.name.unwrap_or_default(), code.shown()));
    }
    Ok(people)
}

async fn make_units(
    state: &HqState,
    account: &str,
    password: &str,
    code: &str,
) -> Result<(UnitId, Vec<(String, String)>), RegisterError> {
    const CLERK: &str = "陈静";
    let add = async |form: UnitForm| {
        let name = form.name.clone();
        noted(state, AuditAct::UnitAdded, &name, state.add_unit(form)).await
    };
    let top = add(plain(UnitLevel::Headquarters, "总部", None)).await?;
    let region = add(plain(UnitLevel::Region, "华东大区", Some(top))).await?;
    let branch = add(UnitForm {
        branch: Some(BranchForm {
            code: code.parse().expect("a code of four characters"),
            address: "浙江省杭州市余杭区五常街道荆大路 15 号".to_owned(),
            phone: "0571-88880707".to_owned(),
            zone: Zone::SHANGHAI,
        }),
        ..plain(UnitLevel::Branch, "五常网点", Some(region))
    })
    .await?;
    let counter = plain(UnitLevel::Counter, "A 柜", Some(branch));
    add(UnitForm { letter: "A".parse().ok(), ..counter }).await?;
    let held = |role: StaffRole| HeldRole { role: role.to_string(), from: None, until: None };
    let roles = [StaffRole::Administrator, StaffRole::Adjuster].map(held).to_vec();
    let about = roles.iter().fold(account.to_owned(), |about, held| format!("{about} {held}"));
    noted(state, AuditAct::AccountAdded, &about, state.add_account(account, password, top, roles)).await?;
    let added = state.add_person(branch.into(), CLERK, &["clerk"]);
    let clerk = noted(state, AuditAct::PersonAdded, code, added).await?;
    Ok((branch, vec![(CLERK.to_owned(), clerk.first_code.shown())]))
}

async fn noted<T>(
    state: &HqState,
    act: AuditAct,
    about: &str,
    work: impl Future<Output = Result<T, RegisterError>>,
) -> Result<T, RegisterError> {
    let entry = By::command_line().did(act, about, outcome::DONE, state.clock.now());
    state.audited(entry, work).await
}

fn plain(level: UnitLevel, name: &str, parent: Option<UnitId>) -> UnitForm {
    UnitForm { level, name: name.to_owned(), parent, letter: None, branch: None }
}
