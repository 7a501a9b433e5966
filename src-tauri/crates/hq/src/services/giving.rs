//! Services as administrators add them, give them tokens and revoke them.
//!
//! A token is told once and kept as its hash. One that is given in its place ends it at once.

use domain::{BranchId, Date, Instant, Policy, ServiceId, ServiceScope, Unit, UnitId, Zone};
use protocol::ServiceToken;

use crate::{
    HqState, RegisterError,
    clock::{id_time, random},
    store::{ServiceRow, StoreError},
};

const LONGEST_NAME: usize = 40;

/// A service to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewService {
    /// As people call it, and as it stands in the audit log.
    pub name: String,
    /// What its token is good for.
    pub scopes: Vec<ServiceScope>,
    /// The unit whose subtree it sees and writes to.
    pub unit: UnitId,
    /// Where its tickets go that name no branch.
    pub default_branch: Option<BranchId>,
    /// The last day on which its token is good; none: it has no end.
    pub last_day: Option<Date>,
    /// Which account adds it.
    pub by: String,
}

/// A token, told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenToken {
    /// Whose.
    pub service: ServiceId,
    /// The token.
    pub token: String,
}

/// A service as lists tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTold {
    /// Its identity.
    pub id: ServiceId,
    /// As people call it.
    pub name: String,
    /// What its token is good for.
    pub scopes: Vec<ServiceScope>,
    /// The unit whose subtree it sees and writes to.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// The code and name of the branch where its tickets go that name none.
    pub default_branch: Option<(String, String)>,
    /// Since when it is known.
    pub created_at: Instant,
    /// Which account added it.
    pub created_by: String,
    /// The last day on which its token is good; none: it has no end.
    pub last_day: Option<Date>,
    /// That day is over.
    pub has_ended: bool,
    /// Since when it may do nothing.
    pub revoked_at: Option<Instant>,
    /// When it last called, to the hour.
    pub used_at: Option<Instant>,
}

impl HqState {
    /// Adds a service; answers its token.
    pub async fn add_service(&self, new: NewService) -> Result<GivenToken, RegisterError> {
        let NewService { name, mut scopes, unit, default_branch, last_day, by } = new;
        let is_plain = name.trim() == name && !name.chars().any(char::is_control);
        if !is_plain || !(1..=LONGEST_NAME).contains(&name.chars().count()) {
            return Err(RegisterError::NoServiceName);
        }
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            return Err(RegisterError::NoScope);
        }
        let network = self.store.network().await?;
        let within = network.map(|network| network.within(unit));
        let is_within = |branch| within.as_ref().is_some_and(|within| within.contains(branch));
        if default_branch.as_ref().is_some_and(|branch| !is_within(branch)) {
            return Err(RegisterError::BranchOutside);
        }
        let now = self.clock.now();
        let ends_at = self.end_of(last_day)?;
        let (id, token) = (ServiceId::new(id_time(now), random()), ServiceToken::new(random()));
        let service = ServiceRow {
            id,
            name,
            scopes,
            unit,
            default_branch,
            token: token.hash(),
            created_at: now,
            created_by: by,
            ends_at,
            revoked_at: None,
            used_at: None,
        };
        self.store.add_service(service).await?;
        Ok(GivenToken { service: id, token: token.to_string() })
    }

    /// Gives a service another token, good until another day; the one it had is nobody's from now on.
    pub async fn give_service_token(
        &self,
        id: ServiceId,
        last_day: Option<Date>,
    ) -> Result<GivenToken, RegisterError> {
        let (token, ends_at) = (ServiceToken::new(random()), self.end_of(last_day)?);
        if !self.store.give_service_token(id, token.hash(), ends_at).await? {
            return Err(RegisterError::NoService);
        }
        Ok(GivenToken { service: id, token: token.to_string() })
    }

    /// Lets a service do nothing any more, from its next call on.
    pub async fn revoke_service(&self, id: ServiceId) -> Result<(), RegisterError> {
        let revoked = self.store.revoke_service(id, self.clock.now()).await?;
        if revoked { Ok(()) } else { Err(RegisterError::NoService) }
    }

    /// Every service, by name.
    pub async fn services_told(&self) -> Result<Vec<ServiceTold>, StoreError> {
        let units = self.store.list_units().await?;
        let unit = |id: UnitId| units.iter().find(|unit| unit.id == id);
        let now = self.clock.now();
        let branch =
            |unit: &Unit| (unit.code.map(|code| code.to_string()).unwrap_or_default(), unit.name.clone());
        let told = |service: ServiceRow| ServiceTold {
            id: service.id,
            unit: service.unit,
            unit_name: unit(service.unit).map(|unit| unit.name.clone()).unwrap_or_default(),
            default_branch: service.default_branch.and_then(|it| unit(it.into())).map(branch),
            last_day: service.ends_at.map(|ends_at| zone().local(ends_at).date.plus_days(-1)),
            has_ended: service.ends_at.is_some_and(|ends_at| ends_at <= now),
            name: service.name,
            scopes: service.scopes,
            created_at: service.created_at,
            created_by: service.created_by,
            revoked_at: service.revoked_at,
            used_at: service.used_at,
        };
        Ok(self.store.list_services().await?.into_iter().map(told).collect())
    }

    /// The first moment after a day.
    fn end_of(&self, last_day: Option<Date>) -> Result<Option<Instant>, RegisterError> {
        if last_day.is_some_and(|day| day < self.today()) {
            return Err(RegisterError::EndOver);
        }
        Ok(last_day.map(|day| zone().start_of(day.plus_days(1))))
    }
}

/// Where headquarters' days begin.
fn zone() -> Zone {
    Policy::bundled().calendar().zone()
}
