//! Where this counter stands: what headquarters said at enrolment, or the practice desk's stand-in for it.

use domain::{BranchId, DeviceId, Instant, PolicyPlace};
use protocol::{
    SealingPublicKey, VerifyingKey,
    wire::{BranchFacts, CounterFacts, EnrolResponse, Generation, KeyPurpose},
};
use serde::{Deserialize, Serialize};

/// What is kept of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Headquarters' address, as the code gave it; none at the practice desk.
    pub address: Option<String>,
    /// Headquarters' own device in the branch's logs.
    pub headquarters: DeviceId,
    /// The root of trust.
    pub root_key: VerifyingKey,
    /// Verifies acknowledgements.
    pub ack_key: VerifyingKey,
    /// Verifies headquarters' lines.
    pub feed_key: VerifyingKey,
    /// The branch.
    pub branch: BranchFacts,
    /// The counter.
    pub counter: CounterFacts,
    /// Where customers ask after a ticket.
    pub public_address: Option<String>,
    /// The feed's generation at enrolment.
    pub generation: Generation,
    /// What is sealed to headquarters is sealed to this; none of one that gave no such key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealing_key: Option<SealingPublicKey>,
    /// Since when headquarters has shut this device out.
    pub revoked_at: Option<Instant>,
}

impl Place {
    /// What an answer of headquarters makes of this device; none when its keys do not vouch for each other.
    pub(crate) fn enrolled(address: String, answer: &EnrolResponse) -> Option<Self> {
        let sealing = answer.sealing.as_ref();
        if sealing.is_some_and(|sealing| sealing.verify(&answer.root_key).is_err()) {
            return None;
        }
        Some(Self {
            address: Some(address),
            headquarters: answer.headquarters,
            root_key: answer.root_key,
            ack_key: answer.working_key(KeyPurpose::Ack)?,
            feed_key: answer.working_key(KeyPurpose::Feed)?,
            branch: answer.branch.clone(),
            counter: answer.counter.clone(),
            public_address: answer.public_address.clone(),
            generation: answer.generation,
            sealing_key: sealing.map(|sealing| sealing.key),
            revoked_at: None,
        })
    }

    /// Whether this is the practice desk.
    pub fn is_practice(&self) -> bool {
        self.address.is_none()
    }

    /// Where policies hold otherwise than in the whole country.
    pub(crate) fn of_policies(&self) -> PolicyPlace {
        PolicyPlace { region: self.branch.region.clone(), branch: Some(self.branch.code) }
    }

    /// The branch's identity.
    pub fn branch_id(&self) -> BranchId {
        self.branch.id
    }
}
