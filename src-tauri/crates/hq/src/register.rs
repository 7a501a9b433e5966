//! What an administrator writes into the register: units, branches, accounts, offers of enrolment.

use std::collections::BTreeSet;

use domain::{
    BranchCode, BranchId, CounterLetter, DeviceId, EpochId, Unit, UnitId, UnitLevel, UnitTree, UnitTreeError,
    Zone,
};
use protocol::{EnrolmentCode, hash_of, wire::Generation};

use crate::{
    HqState,
    clock::{id_time, random},
    own_log::OwnLogError,
    store::{Branch, EnrolmentOffer, NewBranch, StoreError, letters},
};

/// Why the register could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The store failed.
    #[error("could not keep it")]
    Store(#[from] StoreError),
    /// The units would make no tree.
    #[error("the units would make no tree")]
    Tree(#[from] UnitTreeError),
    /// There is nothing of that code.
    #[error("there is no one unit of the code or name {0}")]
    NoUnit(String),
    /// Every letter of the branch has a counter, or a code for one.
    #[error("every letter of that branch has a counter or an open code")]
    NoLetter,
    /// Headquarters gives its own numbers under that letter, or may.
    #[error("the letter {0} is headquarters' own in that branch; take another")]
    OwnLetter(CounterLetter),
    /// There is no service of that identity, or it was revoked.
    #[error("there is no such service, or it was revoked")]
    NoService,
    /// A service's name that nobody could read.
    #[error("a service's name has 1 to 40 letters without spaces around them")]
    NoServiceName,
    /// A token that would be good for nothing.
    #[error("a service has at least one scope")]
    NoScope,
    /// Its tickets would go where it may not write.
    #[error("the branch is not within the service's unit")]
    BranchOutside,
    /// It would have ended before it began.
    #[error("the last day is over")]
    EndOver,
    /// There is no device of that identity.
    #[error("there is no such device")]
    NoDevice,
    /// There is no account of that name.
    #[error("there is no account of that name")]
    NoAccount,
    /// Somebody else changed it since it was looked at.
    #[error("the account was changed in the meantime")]
    AccountChanged,
    /// A password that is guessed at once.
    #[error("a password has at least 10 characters")]
    ShortPassword,
    /// The password that was handed over, chosen again.
    #[error("another password is to be chosen")]
    SamePassword,
    /// A name that nobody could type or read.
    #[error("an account's name has 1 to 64 letters without spaces around them")]
    NoName,
    /// Nobody could give out roles any more.
    #[error("this is the last account that can give out roles")]
    LastAdministrator,
    /// Headquarters has named nobody of that identity there.
    #[error("there is no such person in that branch")]
    NoPerson,
    /// A role that nobody can hold.
    #[error("there is no role {0}")]
    NoRole(String),
    /// A region that no policy could name.
    #[error("{0} cannot be a region's code: letters, digits, - and _")]
    NoRegion(String),
    /// Nobody said where headquarters is reached.
    #[error("it is not known where headquarters is reached; start it once with --public-address")]
    NoAddress,
    /// Headquarters' own log failed.
    #[error("could not write headquarters' log")]
    OwnLog(#[from] OwnLogError),
}

/// A unit to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitForm {
    /// How high it stands.
    pub level: UnitLevel,
    /// As people call it.
    pub name: String,
    /// What it belongs to; nothing for headquarters.
    pub parent: Option<UnitId>,
    /// A counter's letter.
    pub letter: Option<CounterLetter>,
    /// What it has when it is a branch or outlet.
    pub branch: Option<BranchForm>,
}

/// What a branch or outlet has beside its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchForm {
    /// First in every number it gives.
    pub code: BranchCode,
    /// As printed.
    pub address: String,
    /// As printed.
    pub phone: String,
    /// Where its days begin.
    pub zone: Zone,
}

/// A one-time code as it is handed out.
#[derive(Clone, Debug)]
pub struct Offer {
    /// To be entered, pasted or scanned.
    pub code: EnrolmentCode,
    /// When it ends.
    pub expires_at: domain::Instant,
}

impl HqState {
    /// Adds a unit; a branch or outlet gets its key and headquarters' own log.
    pub async fn add_unit(&self, form: UnitForm) -> Result<UnitId, RegisterError> {
        let at = id_time(self.clock.now());
        let id = UnitId::new(at, random());
        let (address, phone) = form
            .branch
            .as_ref()
            .map(|branch| (branch.address.clone(), branch.phone.clone()))
            .unwrap_or_default();
        let unit = Unit {
            id,
            level: form.level,
            name: form.name,
            code: form.branch.as_ref().map(|branch| branch.code),
            letter: form.letter,
            parent: form.parent,
            address,
            phone,
            region: None,
        };
        let mut units = self.store.list_units().await?;
        units.push(unit.clone());
        UnitTree::new(units)?;
        let branch = form.branch.map(|branch| NewBranch {
            zone: branch.zone,
            sealed_key: self.keys.new_branch_key(id.into()).1,
            own_device: DeviceId::new(at, random()),
            own_epoch: EpochId::new(at, random()),
            generation: Generation::from_bytes(random()),
        });
        self.store.add_unit(unit, branch).await?;
        Ok(id)
    }

    /// Says which region's rules hold at a unit and below it; none: those of the units above. Counters take them up at
    /// their next hello.
    pub async fn set_region(&self, unit: UnitId, region: Option<String>) -> Result<(), RegisterError> {
        const LONGEST: usize = 40;
        let is_code = |region: &String| {
            let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
            (1..=LONGEST).contains(&region.len()) && region.chars().all(is_plain)
        };
        if let Some(region) = region.as_ref().filter(|region| !is_code(region)) {
            return Err(RegisterError::NoRegion(region.clone()));
        }
        Ok(self.store.set_region(unit, region).await?)
    }

    /// The unit with this code.
    pub async fn unit_with_code(&self, code: &str) -> Result<Unit, RegisterError> {
        let units = self.store.list_units().await?;
        let wanted: Option<BranchCode> = code.parse().ok();
        let found = units.into_iter().find(|unit| unit.code.is_some() && unit.code == wanted);
        found.ok_or_else(|| RegisterError::NoUnit(code.to_owned()))
    }

    /// The unit with this code or, where no other has it, this name.
    pub async fn unit_named(&self, name: &str) -> Result<Unit, RegisterError> {
        if let Ok(unit) = self.unit_with_code(name).await {
            return Ok(unit);
        }
        let units = self.store.list_units().await?;
        let mut named = units.into_iter().filter(|unit| unit.name == name);
        match (named.next(), named.next()) {
            (Some(unit), None) => Ok(unit),
            _ => Err(RegisterError::NoUnit(name.to_owned())),
        }
    }

    /// A one-time code for a counter of a branch.
    pub async fn offer_enrolment(
        &self,
        branch: BranchId,
        letter: CounterLetter,
        counter_name: &str,
        valid_ms: i64,
    ) -> Result<Offer, RegisterError> {
        // The last letter is kept for headquarters, even where it has given no number yet.
        if letters().next_back() == Some(letter) {
            return Err(RegisterError::OwnLetter(letter));
        }
        let offered = self.offer((branch, letter, counter_name), valid_ms, None).await;
        offered.map_err(|error| match error {
            RegisterError::Store(StoreError::Taken) => RegisterError::OwnLetter(letter),
            error => error,
        })
    }

    /// The letters of a branch that no counter has and no open code is for, without headquarters' own.
    pub async fn free_letters(&self, branch: BranchId) -> Result<Vec<CounterLetter>, RegisterError> {
        let devices = self.store.list_devices(branch).await?;
        let in_use = devices.iter().filter(|device| device.revoked_at.is_none());
        let mut taken: BTreeSet<_> = in_use.map(|device| device.counter_letter).collect();
        let offers = self.store.list_enrolment_offers(self.clock.now()).await?;
        taken.extend(offers.iter().filter(|offer| offer.branch == branch).map(|offer| offer.counter_letter));
        let mut letters = letters();
        // The last is headquarters' own.
        letters.next_back();
        Ok(letters.filter(|letter| !taken.contains(letter)).collect())
    }

    /// A one-time code with which another device takes over the counter and the work of one whose keys were lost.
    pub async fn offer_recovery(&self, device: DeviceId, valid_ms: i64) -> Result<Offer, RegisterError> {
        let lost = self.store.find_device(device).await?.ok_or(RegisterError::NoDevice)?;
        self.offer((lost.branch, lost.counter_letter, &lost.counter_name), valid_ms, Some(device)).await
    }

    async fn offer(
        &self,
        (branch, counter_letter, counter_name): (BranchId, CounterLetter, &str),
        valid_ms: i64,
        recovers: Option<DeviceId>,
    ) -> Result<Offer, RegisterError> {
        let address = self.public_address.clone().ok_or(RegisterError::NoAddress)?;
        let secret = random();
        let expires_at = self.clock.now().plus_ms(valid_ms);
        let offer = EnrolmentOffer {
            secret: hash_of(&secret),
            branch,
            counter_letter,
            counter_name: counter_name.to_owned(),
            expires_at,
            recovers,
        };
        self.store.add_enrolment_offer(offer).await?;
        let root_fingerprint = EnrolmentCode::fingerprint_of(&self.keys.root);
        Ok(Offer { code: EnrolmentCode { address, root_fingerprint, secret }, expires_at })
    }

    /// Lets a device push and nothing else from now on; false when there is none.
    pub async fn revoke_device(&self, device: DeviceId) -> Result<bool, RegisterError> {
        Ok(self.store.revoke_device(device, self.clock.now()).await?)
    }

    /// Every branch and outlet.
    pub async fn branches(&self) -> Result<Vec<Branch>, RegisterError> {
        Ok(self.store.list_branches().await?)
    }
}
