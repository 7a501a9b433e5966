//! Becoming a counter: with headquarters' code, or for practice.

use std::sync::PoisonError;

use domain::{BranchId, DeviceId};
use protocol::{
    BranchKey, EnrolmentCode,
    wire::{BranchFacts, CounterFacts, EnrolRequest, EnrolmentSecret, Generation, Recovered},
};
use sync::{Address, Headquarters};

use crate::{
    Desk, DeskError, Place, Surroundings,
    identity::{BRANCH_KEY, Identity, find_32, keep_device},
};

/// The practice branch's four characters.
const PRACTICE_CODE: &str = "PRAC";

/// A revoked counter shows what it has for so long.
const REVOKED_SHOWS_MS: i64 = 24 * 60 * 60 * 1_000;

impl Desk {
    /// Enrols this device with a one-time code, and reads the first of the branch's feed.
    ///
    /// One that headquarters shut out, or does not know any more since it was restored, enrols again in the same branch; its
    /// log goes on as it was.
    pub async fn enrol(&self, code: &str) -> Result<Place, DeskError> {
        let before = self.place();
        if before.as_ref().is_some_and(Place::is_practice) {
            return Err(DeskError::AlreadyEnrolled);
        }
        let code: EnrolmentCode = code.parse()?;
        if before.as_ref().is_some_and(|before| !code.names_root(&before.root_key)) {
            return Err(DeskError::AlreadyEnrolled);
        }
        let Admission { place, branch_key, .. } =
            admit(&*self.inner.around, &self.inner.identity, code).await?;
        match before {
            None => self.settle(place.clone(), branch_key)?,
            Some(before) if before.branch.id == place.branch.id => {
                self.settle_again(place.clone(), branch_key)?;
            }
            Some(_) => return Err(DeskError::AlreadyEnrolled),
        }
        // Who works here comes with the feed. Without it yet the courier brings it later.
        if let Err(trouble) = self.sync_now().await {
            tracing::warn!(
                code = trouble.code(),
                "the branch's feed could not be read right after enrolment"
            );
        }
        Ok(place)
    }

    /// Opens the practice desk: a branch of its own, whose tickets never leave this machine.
    pub fn start_practice(&self) -> Result<Place, DeskError> {
        if let Some(place) = self.place().filter(Place::is_practice) {
            return Ok(place);
        }
        if self.place().is_some() {
            return Err(DeskError::AlreadyEnrolled);
        }
        let around = &self.inner.around;
        let now_ms = self.now().unix_ms().max(0) as u64;
        let own_key = self.inner.identity.signing_key.verifying_key();
        let place = Place {
            address: None,
            headquarters: DeviceId::new(now_ms, around.random()),
            root_key: own_key,
            ack_key: own_key,
            feed_key: own_key,
            branch: BranchFacts {
                id: BranchId::new(now_ms, around.random()),
                code: PRACTICE_CODE.parse().expect("four good characters"),
                name: "练习网点 Practice".to_owned(),
                address: String::new(),
                phone: String::new(),
                zone: self.policy().calendar().zone(),
                region: None,
            },
            counter: CounterFacts { letter: "A".parse().expect("a letter"), name: "A".to_owned() },
            public_address: None,
            generation: Generation::from_bytes(around.random()),
            sealing_key: None,
            revoked_at: None,
        };
        self.settle(place.clone(), BranchKey::from_bytes(around.random()))?;
        Ok(place)
    }

    fn settle_again(&self, place: Place, branch_key: BranchKey) -> Result<(), DeskError> {
        let inner = &self.inner;
        let was_shut = find_32(&*inner.keys, BRANCH_KEY)?.is_none();
        inner.keys.keep(BRANCH_KEY, branch_key.as_bytes())?;
        inner.store.with_branch_key(Some(branch_key))?;
        inner.store.write(|tx| tx.set_enrolment(place.headquarters, &place))?;
        if was_shut {
            inner.store.rebuild(|_| {})?;
        }
        inner.set_place(place);
        inner.changed();
        Ok(())
    }

    fn settle(&self, place: Place, branch_key: BranchKey) -> Result<(), DeskError> {
        let inner = &self.inner;
        // The key first: a branch whose key is lost could read nothing that it writes.
        inner.keys.keep(BRANCH_KEY, branch_key.as_bytes())?;
        keep_device(&*inner.keys, inner.identity.device)?;
        inner.store.with_branch_key(Some(branch_key))?;
        inner.store.write(|tx| {
            tx.set_device(inner.identity.device)?;
            tx.set_enrolment(place.headquarters, &place)
        })?;
        inner.set_place(place);
        inner.open_epoch_of(None)?;
        inner.changed();
        Ok(())
    }

    pub(crate) fn branch_key(&self) -> Result<BranchKey, DeskError> {
        let found = find_32(&*self.inner.keys, BRANCH_KEY)?;
        found.map(|key| BranchKey::from_bytes(*key)).ok_or(DeskError::Store(store::Error::NoBranchKey))
    }

    /// A revoked counter shows and prints what it has for a day. Then the branch's key goes, once headquarters holds what was
    /// written here, and what is here stays shut.
    pub(crate) fn shut_when_revoked(&self) -> Result<(), DeskError> {
        let inner = &self.inner;
        let since = self.place().and_then(|place| place.revoked_at);
        let is_over = since.is_some_and(|since| self.now() >= since.plus_ms(REVOKED_SHOWS_MS));
        let waiting = inner.store.read(store::Snapshot::waiting)?;
        if !is_over || waiting.lines > 0 || find_32(&*inner.keys, BRANCH_KEY)?.is_none() {
            return Ok(());
        }
        inner.keys.drop_secret(BRANCH_KEY)?;
        inner.store.with_branch_key(None)?;
        // Lists go on with what stands open in the log.
        inner.store.rebuild(|_| {})?;
        inner.changed();
        Ok(())
    }

    pub(crate) fn mark_revoked(&self) -> Result<(), DeskError> {
        let Some(mut place) = self.place().filter(|place| place.revoked_at.is_none()) else { return Ok(()) };
        place.revoked_at = Some(self.now());
        self.inner.store.write(|tx| tx.set_enrolment(place.headquarters, &place))?;
        *self.inner.place.write().unwrap_or_else(PoisonError::into_inner) = Some(place);
        self.inner.changed();
        Ok(())
    }
}

/// What headquarters' answer to a code comes to.
pub(crate) struct Admission {
    pub place: Place,
    pub branch_key: BranchKey,
    pub recovered: Option<Recovered>,
}

/// Asks for a place with a one-time code. Nothing of the answer is believed before its root fits the code and its keys are
/// vouched for by that root.
pub(crate) async fn admit(
    around: &dyn Surroundings,
    identity: &Identity,
    code: EnrolmentCode,
) -> Result<Admission, DeskError> {
    let address: Address = code.address.parse()?;
    let request = EnrolRequest::signed(
        EnrolmentSecret::from_bytes(code.secret),
        identity.device,
        machine_name(),
        env!("CARGO_PKG_VERSION").to_owned(),
        identity.sealing_key.public(),
        &identity.signing_key,
    );
    let answer = Headquarters::over(around.network(), address, None).enrol(&request).await?;
    if !code.names_root(&answer.root_key) {
        return Err(DeskError::WrongRoot);
    }
    let place = Place::enrolled(code.address, &answer).ok_or(DeskError::WrongRoot)?;
    let branch_key = identity
        .sealing_key
        .open_branch_key(&answer.branch_key_sealed, answer.branch.id, identity.device)
        .map_err(|_| DeskError::WrongRoot)?;
    Ok(Admission { place, branch_key, recovered: answer.recovered })
}

/// The PC's name, for the administrator's list of devices.
fn machine_name() -> String {
    std::env::var("COMPUTERNAME")
        .or_else(|_| std::env::var("HOSTNAME"))
        .or_else(|_| std::fs::read_to_string("/etc/hostname"))
        .map_or_else(|_| "PC".to_owned(), |name| name.trim().to_owned())
}
