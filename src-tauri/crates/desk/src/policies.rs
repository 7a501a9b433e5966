//! The policies: which one is in force today, and taking up what headquarters publishes.

use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use domain::{
    Date, Policy, PolicyPlace, PolicyVersion,
    policy::{BUNDLED_DOCUMENT, PolicyError},
};
use protocol::{SignatureError, wire::SignedPolicy};
use store::{KeptPolicy, Snapshot, Store};

use crate::{Desk, DeskError, Incident, Place, desk::Inner};

/// Why a published policy is not taken up. The one in force stays.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PolicyFault {
    /// This headquarters did not sign it.
    #[error("the policy is not signed by headquarters")]
    Signature(#[from] SignatureError),
    /// The document is another than headquarters named.
    #[error("the policy is another version than it was named")]
    OtherVersion,
    /// It is no policy that could be followed.
    #[error("the policy cannot be followed: {0}")]
    Document(#[from] PolicyError),
}

impl PolicyFault {
    /// What stands in the database beside the document.
    const fn code(&self) -> &'static str {
        match self {
            Self::Signature(_) => "policy_signature",
            Self::OtherVersion => "policy_version",
            Self::Document(_) => "policy_document",
        }
    }
}

/// What was published and can be followed, as it holds where this counter stands. Each stays in memory until the program
/// ends, for whoever makes a paper or a screen holds on to the one that was in force when they began; few are published in
/// a program's life, and hardly ever does a branch change its region.
#[derive(Default)]
pub(crate) struct Policies {
    here: RwLock<Here>,
    /// By which lists and promises were reckoned last, and in which region.
    followed: Mutex<Option<(PolicyVersion, Option<String>)>>,
}

/// The policies at one place.
struct Here {
    /// The one that came with the program.
    bundled: &'static Policy,
    /// Those that were published, the first to hold first.
    published: Vec<&'static Policy>,
}

impl Default for Here {
    fn default() -> Self {
        Self { bundled: Policy::bundled(), published: Vec::new() }
    }
}

impl Here {
    /// What holds at a place before anything was published.
    fn at(place: &PolicyPlace) -> Self {
        let bundled = Policy::bundled();
        if bundled.told_apart(place) == PolicyPlace::default() {
            return Self::default();
        }
        let there = Policy::parse_at(BUNDLED_DOCUMENT, place);
        let there = there.expect("what came with the program holds wherever it names");
        Self { bundled: Box::leak(Box::new(there)), published: Vec::new() }
    }
}

impl Policies {
    /// What came earlier. What an earlier program could not follow this one may: it is asked for again.
    pub fn kept(store: &Store, place: Option<&Place>) -> Result<Self, store::Error> {
        let Some(place) = place else { return Ok(Self::default()) };
        store.write(store::Tx::forget_refused_policies)?;
        store.read(|now| Self::read_from(now, place))
    }

    /// What came earlier and was not refused.
    pub fn read_from(now: &Snapshot, place: &Place) -> Result<Self, store::Error> {
        let policies = Self::default();
        policies.stand_at(now, place)?;
        Ok(policies)
    }

    /// Reads what came earlier anew, as it holds at another place than before.
    pub fn stand_at(&self, now: &Snapshot, place: &Place) -> Result<(), store::Error> {
        let kept = now.policies()?;
        *self.writing() = Here::at(&place.of_policies());
        for kept in kept.into_iter().filter(|kept| kept.refused.is_none()) {
            match self.read(&kept.version, &kept.signed, place) {
                Ok(policy) => self.add(policy),
                Err(fault) => tracing::error!(%fault, "a policy that was taken up is none any more"),
            }
        }
        Ok(())
    }

    /// The one in force on a day: the last that has begun, else what came with the program.
    pub fn in_force_on(&self, day: Date) -> &'static Policy {
        let here = self.reading();
        let begun = |policy: &&&'static Policy| policy.valid_from().is_some_and(|from| from <= day);
        here.published.iter().rfind(begun).copied().unwrap_or(here.bundled)
    }

    fn reading(&self) -> RwLockReadGuard<'_, Here> {
        self.here.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn writing(&self) -> RwLockWriteGuard<'_, Here> {
        self.here.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn followed(&self) -> MutexGuard<'_, Option<(PolicyVersion, Option<String>)>> {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last to hold of all.
    fn last(&self) -> &'static Policy {
        let here = self.reading();
        here.published.last().copied().unwrap_or(here.bundled)
    }

    /// Reads what came as it holds at `place`.
    fn read(
        &self,
        version: &PolicyVersion,
        signed: &SignedPolicy,
        place: &Place,
    ) -> Result<Policy, PolicyFault> {
        signed.verify(&place.root_key)?;
        let policy = Policy::parse_to_publish(&signed.document, self.last())?;
        if policy.version() != version {
            return Err(PolicyFault::OtherVersion);
        }
        Ok(Policy::parse_at(&signed.document, &place.of_policies())?)
    }

    fn add(&self, policy: Policy) {
        let published = &mut self.writing().published;
        published.push(Box::leak(Box::new(policy)));
        // Of two that begin on one day the later to come counts: the order among equals stays.
        published.sort_by_key(|policy| policy.valid_from());
    }
}

impl Desk {
    /// The policy in force.
    pub fn policy(&self) -> &'static Policy {
        self.inner.policy()
    }

    /// Reckons lists and promises anew where another policy is in force than they were last reckoned by: at the start, and
    /// when one came or its day has.
    pub(crate) fn follow_policy(&self) -> Result<(), DeskError> {
        let version = self.policy().version();
        let region = self.place().and_then(|place| place.branch.region);
        // Held while it is done: the start and the courier do it once.
        let mut followed = self.inner.policies.followed();
        let is_followed =
            |(done, there): &(PolicyVersion, Option<String>)| (done, there) == (version, &region);
        if !followed.as_ref().is_some_and(is_followed) {
            let recomputed = self.take_up_rules(self.now())?;
            tracing::info!(
                version = version.as_str(),
                region,
                moved = recomputed.moved,
                "the policy in force is followed"
            );
            *followed = Some((version.clone(), region));
        }
        Ok(())
    }
}

impl Inner {
    /// The policy in force today.
    pub(crate) fn policy(&self) -> &'static Policy {
        let zone = self.place().map_or_else(|_| Policy::bundled().calendar().zone(), |it| it.branch.zone);
        self.policies.in_force_on(zone.local(self.around.now()).date)
    }

    /// Remembers in which region the branch is. In another one other rules hold from now on; what was promised stands.
    pub(crate) fn region_told(&self, region: Option<String>) -> Result<(), DeskError> {
        let mut place = self.place()?;
        if place.branch.region == region {
            return Ok(());
        }
        place.branch.region = region;
        self.store.write(|tx| tx.set_enrolment(place.headquarters, &place))?;
        self.set_place(place);
        self.changed();
        Ok(())
    }

    /// Keeps what headquarters published, and takes it up unless something is wrong with it: then that is said.
    pub(crate) fn policy_came(&self, version: &PolicyVersion, signed: SignedPolicy) -> Result<(), DeskError> {
        let read = self.policies.read(version, &signed, &self.place()?);
        if let Err(fault) = &read {
            tracing::warn!(%fault, version = version.as_str(), "a published policy is not taken up");
        }
        let kept = KeptPolicy {
            version: version.clone(),
            signed,
            came_at: self.around.now(),
            refused: read.as_ref().err().map(|fault| fault.code().to_owned()),
        };
        self.store.write(|tx| {
            tx.keep_policy(&kept)?;
            if kept.refused.is_some() { self.note_incident(tx, Incident::PolicyRefused) } else { Ok(()) }
        })?;
        if let Ok(policy) = read {
            self.policies.add(policy);
        }
        self.changed();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::{Kind, PromiseStep};
    use protocol::{
        SigningKey,
        wire::{KeyCertificate, KeyPurpose},
    };
    use serde_json::{Value, json};
    use tempfile::TempDir;

    use super::*;
    use crate::desk::tests::{desk_at, ticket_of};

    const ROOT: [u8; 32] = [1; 32];
    const WORKING: [u8; 32] = [2; 32];

    /// A desk on a Tuesday that trusts `ROOT`.
    fn trusting_desk(home: &TempDir) -> Desk {
        let desk = desk_at(home.path(), "2026-11-24T04:00:00.000Z");
        let root_key = SigningKey::from_bytes(&ROOT).verifying_key();
        desk.inner.set_place(Place { root_key, ..desk.place().unwrap() });
        desk
    }

    fn document(change: impl FnOnce(&mut Value)) -> String {
        let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
        document["version"] = json!("2026-12.1");
        document["valid_from"] = json!("2026-11-24");
        change(&mut document);
        document.to_string()
    }

    fn signed(document: String, root: [u8; 32]) -> SignedPolicy {
        let (root, working) = (SigningKey::from_bytes(&root), SigningKey::from_bytes(&WORKING));
        let certificate = KeyCertificate::issue(KeyPurpose::Policy, working.verifying_key(), &root);
        SignedPolicy::signed(document, &working, certificate)
    }

    /// What became of a document that came as `version`: the version in force, and the code of what is wrong with it.
    fn came(desk: &Desk, version: &str, signed: SignedPolicy) -> (String, Option<String>) {
        let version = PolicyVersion(version.to_owned());
        desk.inner.policy_came(&version, signed).unwrap();
        let kept = desk.inner.store.read(Snapshot::policies).unwrap();
        let refused = kept.into_iter().find(|kept| kept.version == version).unwrap().refused;
        (desk.policy().version().to_string(), refused)
    }

    #[test]
    fn what_headquarters_signed_is_in_force_from_its_day_on_and_after_a_restart() {
        let home = tempfile::tempdir().unwrap();
        let desk = trusting_desk(&home);
        let next = document(|_| ());
        assert_eq!(came(&desk, "2026-12.1", signed(next, ROOT)), ("2026-12.1".to_owned(), None));
        let later = document(|it| {
            it["version"] = json!("2027-01.1");
            it["valid_from"] = json!("2027-01-01");
        });
        assert_eq!(came(&desk, "2027-01.1", signed(later, ROOT)), ("2026-12.1".to_owned(), None));
        let place = desk.place().unwrap();
        let again = desk.inner.store.read(|now| Policies::read_from(now, &place)).unwrap();
        assert_eq!(again.in_force_on("2026-12-31".parse().unwrap()).version().as_str(), "2026-12.1");
        assert_eq!(again.in_force_on("2027-01-01".parse().unwrap()).version().as_str(), "2027-01.1");
    }

    #[test]
    fn whatever_is_wrong_with_a_policy_the_old_one_stays_and_somebody_is_told() {
        let refused = |version: &str, signed: SignedPolicy| {
            let home = tempfile::tempdir().unwrap();
            let desk = trusting_desk(&home);
            let (in_force, refused) = came(&desk, version, signed);
            assert_eq!(in_force, Policy::bundled().version().as_str());
            let told: Vec<_> = desk.incidents().unwrap().iter().map(|told| told.incident.code()).collect();
            assert_eq!(told, ["policy_refused"]);
            refused.unwrap()
        };
        let good = document(|_| ());
        assert_eq!(refused("2026-12.1", signed(good.clone(), [9; 32])), "policy_signature");
        let changed =
            SignedPolicy { document: good.replace("2026-12.1", "2026-12.9"), ..signed(good.clone(), ROOT) };
        assert_eq!(refused("2026-12.9", changed), "policy_signature");
        assert_eq!(refused("2026-12.2", signed(good, ROOT)), "policy_version");
        let uncited = document(|it| it["rules"][0]["citation"]["zh"] = json!(""));
        assert_eq!(refused("2026-12.1", signed(uncited, ROOT)), "policy_document");
        let years = document(|it| {
            let years = it["calendars"][0]["years"].as_object_mut().unwrap();
            years.insert("2029".to_owned(), json!({ "off": [], "work": [], "sources": [] }));
        });
        assert_eq!(refused("2026-12.1", signed(years, ROOT)), "policy_document");
    }

    /// A document whose reply is due within a day in the region `zj`, and after ten in `js`.
    fn by_region() -> String {
        document(|it| {
            let reply = it["clocks"].as_array().unwrap().iter().find(|clock| clock["step"] == "reply");
            let within = |days: u64| {
                let mut reply = reply.unwrap().clone();
                reply["term"] = json!({ "working_days": days });
                reply
            };
            it["sections"] = json!([
                { "region": "zj", "instead": { "clocks": [within(1)] } },
                { "region": "js", "instead": { "clocks": [within(4)] } },
            ]);
        })
    }

    #[test]
    fn a_branch_that_moves_to_another_region_takes_its_rules_and_no_promise_moves_later() {
        let home = tempfile::tempdir().unwrap();
        let desk = trusting_desk(&home);
        assert_eq!(came(&desk, "2026-12.1", signed(by_region(), ROOT)), ("2026-12.1".to_owned(), None));
        desk.follow_policy().unwrap();
        let reply = |ticket| {
            let ticket = desk.folded(ticket).unwrap();
            ticket.promises.iter().find(|it| it.step == PromiseStep::REPLY).unwrap().due_at
        };
        let move_to = |region: Option<&str>| {
            desk.inner.region_told(region.map(str::to_owned)).unwrap();
            desk.follow_policy().unwrap();
        };
        let first = ticket_of(&desk, Kind::Complaint);
        let country = reply(first);
        move_to(Some("zj"));
        let sooner = reply(first);
        assert!(sooner < country, "an open ticket is promised what the region gives");
        let second = ticket_of(&desk, Kind::Complaint);
        assert_eq!(reply(second), sooner);

        move_to(Some("js"));
        assert_eq!((reply(first), reply(second)), (sooner, sooner), "what was promised stands");
        assert!(reply(ticket_of(&desk, Kind::Complaint)) > country);
        move_to(Some("nowhere"));
        assert_eq!(reply(ticket_of(&desk, Kind::Complaint)), country);
        move_to(None);
        assert_eq!(desk.policy().clocks(), Policy::parse(&by_region()).unwrap().clocks());

        // It is kept, and read again as it holds there.
        move_to(Some("zj"));
        let place = desk.place().unwrap();
        assert_eq!(place.branch.region.as_deref(), Some("zj"));
        let again = desk.inner.store.read(|now| Policies::read_from(now, &place)).unwrap();
        assert_eq!(again.in_force_on(desk.today()).clocks(), desk.policy().clocks());
    }

    #[test]
    fn what_was_refused_is_asked_for_again_by_the_next_start() {
        let home = tempfile::tempdir().unwrap();
        let desk = trusting_desk(&home);
        came(&desk, "2026-12.1", signed(document(|_| ()), [9; 32]));
        assert_eq!(desk.inner.store.read(Snapshot::policy_versions).unwrap().len(), 1);
        Policies::kept(&desk.inner.store, desk.place().as_ref()).unwrap();
        assert!(desk.inner.store.read(Snapshot::policy_versions).unwrap().is_empty());
    }
}
