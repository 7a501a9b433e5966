//! A one-time code against a place in a branch.

use axum::{Json, extract::State, http::StatusCode};
use domain::{BranchId, DeviceId};
use protocol::{
    SealedDatabaseKey, SealingPublicKey, hash_of, seal_branch_key_to,
    wire::{BranchFacts, CounterFacts, Deposit, EnrolRequest, EnrolResponse, Recovered},
};

use super::{
    ApiJson,
    caller::{Address, Counter},
};
use crate::{
    HqState,
    clock::random,
    error::ApiError,
    store::{Enrolment, NewDevice, StoreError},
};

/// Longer names are cut: they are for the administrator's eye alone.
const MOST_NAME_CHARS: usize = 80;

/// Takes a device in.
#[utoipa::path(
    post,
    path = "/enrol",
    request_body = EnrolRequest,
    responses((status = 200, body = EnrolResponse))
)]
pub async fn enrol(
    State(state): State<HqState>,
    Address(from): Address,
    ApiJson(request): ApiJson<EnrolRequest>,
) -> Result<Json<EnrolResponse>, ApiError> {
    state.enrol_tries.count(from)?;
    request.verify().map_err(|_| refused("signature", "the request was not signed by the key it brings"))?;
    let device = NewDevice {
        id: request.device,
        pc_name: plain(&request.name),
        app_version: plain(&request.app_version),
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
        Ok(Enrolment::LetterTaken) => {
            return Err(conflict(
                "letter_taken",
                "another counter has this letter by now; ask for another code",
            ));
        }
        Ok(Enrolment::Replaced) => {
            return Err(conflict("device_replaced", "another device took over its work already"));
        }
        Err(StoreError::Taken) => {
            return Err(conflict("device_taken", "this device is enrolled already"));
        }
        Err(error) => return Err(error.into()),
    };
    let branch = state.branch(offer.branch).await?;
    let key = state.keys.branch_key(branch.id, &branch.sealed_key)?;
    let sealed =
        seal_branch_key_to(&request.sealing_key, branch.id, request.device, &key, random(), random())
            .map_err(|_| refused("signature", "nothing can be sealed to this key"))?;
    let recovered = match offer.recovers {
        Some(old) => recovered(&state, branch.id, old, (request.device, &request.sealing_key)).await?,
        None => None,
    };
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
            region: branch.region,
        },
        counter: CounterFacts { letter: offer.counter_letter, name: offer.counter_name },
        branch_key_sealed: sealed,
        // Slips name a customers' page only where there is one to ask.
        public_address: None,
        policy_version: state.policy().version().clone(),
        generation: branch.generation,
        sealing: Some(state.keys.sealing_certificate),
        recovered,
    }))
}

/// Keeps the key of the device's database for the day its own keys are lost; one that does not open would help nobody then.
#[utoipa::path(post, path = "/deposit", request_body = Deposit, responses((status = 204)))]
pub async fn deposit(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiJson(deposit): ApiJson<Deposit>,
) -> Result<StatusCode, ApiError> {
    let sealed = deposit.database_key_sealed;
    sealed
        .open((device.branch, device.id), &state.keys.sealing)
        .map_err(|_| refused("seal", "this was not sealed to headquarters by this device"))?;
    state.store.keep_deposit(device.id, sealed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the old device deposited, sealed again to the one that takes its work over. It is that one's deposit from now on:
/// its keys may be lost before it comes to make one.
async fn recovered(
    state: &HqState,
    branch: BranchId,
    old: DeviceId,
    (new, sealing_key): (DeviceId, &SealingPublicKey),
) -> Result<Option<Recovered>, ApiError> {
    let Some(sealed) = state.store.find_deposit(old).await? else { return Ok(None) };
    let key = sealed.open((branch, old), &state.keys.sealing)?;
    let own =
        SealedDatabaseKey::seal(&state.keys.sealing.public(), (branch, new), &key, (random(), random()))?;
    state.store.keep_deposit(new, own).await?;
    let database_key_sealed =
        SealedDatabaseKey::seal(sealing_key, (branch, new), &key, (random(), random()))?;
    Ok(Some(Recovered { device: old, database_key_sealed }))
}

fn refused(code: &str, message: &str) -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, code, message)
}

fn conflict(code: &str, message: &str) -> ApiError {
    ApiError::new(StatusCode::CONFLICT, code, message)
}

/// What a device says of itself, as far as lists show it.
fn plain(told: &str) -> String {
    told.chars().filter(|letter| !letter.is_control()).take(MOST_NAME_CHARS).collect()
}
