//! A one-time code against a place in a branch.

use axum::{Json, extract::State, http::StatusCode};
use protocol::{
    hash_of, seal_branch_key_to,
    wire::{BranchFacts, CounterFacts, EnrolRequest, EnrolResponse},
};

use super::{ApiJson, caller::Address};
use crate::{
    HqState,
    clock::random,
    error::ApiError,
    store::{Enrolment, NewDevice, StoreError},
};

/// Longer names are cut: they are for the administrator's eye alone.
const MOST_NAME_CHARS: usize = 80;

/// Takes a device in.
pub async fn enrol(
    State(state): State<HqState>,
    Address(from): Address,
    ApiJson(request): ApiJson<EnrolRequest>,
) -> Result<Json<EnrolResponse>, ApiError> {
    state.enrol_tries.count(from)?;
    request.verify().map_err(|_| refused("signature", "the request was not signed by the key it brings"))?;
    let device = NewDevice {
        id: request.device,
        pc_name: request.name.chars().take(MOST_NAME_CHARS).collect(),
        app_version: request.app_version.chars().take(MOST_NAME_CHARS).collect(),
        signing_key: request.signing_key,
        sealing_key: request.sealing_key,
    };
    let offer = match state.store.enrol(hash_of(request.secret.as_bytes()), device, state.clock.now()).await {
        Ok(Enrolment::Done(offer)) => offer,
        Ok(Enrolment::Unknown) => return Err(refused("code_unknown", "this code was not given out here")),
        Ok(Enrolment::Used) => {
            return Err(refused("code_used", "this code was used before; ask for another"));
        }
        Ok(Enrolment::Expired) => {
            return Err(refused("code_expired", "this code has ended; ask for another"));
        }
        Err(StoreError::Taken) => {
            return Err(ApiError::new(
                StatusCode::CONFLICT,
                "device_taken",
                "this device is enrolled already",
            ));
        }
        Err(error) => return Err(error.into()),
    };
    let branch = state.branch(offer.branch).await?;
    let key = state.keys.branch_key(branch.id, &branch.sealed_key)?;
    let sealed =
        seal_branch_key_to(&request.sealing_key, branch.id, request.device, &key, random(), random())
            .map_err(|_| refused("signature", "nothing can be sealed to this key"))?;
    Ok(Json(EnrolResponse {
        headquarters: branch.own_device,
        root_key: state.keys.root,
        certificates: state.keys.certificates.clone(),
        branch: BranchFacts {
            id: branch.id,
            code: branch.code,
            name: branch.name,
            address: branch.address,
            phone: branch.phone,
            zone: branch.zone,
        },
        counter: CounterFacts { letter: offer.counter_letter, name: offer.counter_name },
        branch_key_sealed: sealed,
        // Slips name a customers' page only where there is one to ask.
        public_address: None,
        policy_version: state.policy().version().clone(),
        generation: branch.generation,
        sealing: None,
        recovered: None,
    }))
}

fn refused(code: &str, message: &str) -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, code, message)
}
