//! Headquarters' page: its calls under `/api/page`, and the page itself where it was built in.

mod accounts;
mod assets;
mod audit;
mod branches;
mod carry_over;
mod claim;
mod claim_told;
mod deciding;
mod decisions;
mod deliveries;
mod devices;
mod enrolling;
mod giving;
mod investigating;
mod investigation;
mod investigation_told;
mod kin;
mod kin_saying;
mod noting;
mod own;
mod people;
mod photos;
mod policies;
mod refusals;
mod releases;
mod services;
mod session;
mod set_aside;
mod sign_in;
mod story;
mod ticket;
mod tickets;
mod told;
mod webhooks;

use axum::{Router, middleware, routing::any};
use domain::AuditAct;
#[cfg(test)]
use utoipa::openapi::{RefOr, Schema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use assets::pages;
use noting::{
    Noted::{Done, Itself, Look, Nothing},
    Route,
};
pub use session::COOKIE;

use crate::{HqState, error::ApiError};

/// Every path under `/api/page`, with what the audit log is told of it.
const ROUTES: &[Route] = &[
    Route(Itself, || routes!(sign_in::login)),
    Route(Itself, || routes!(sign_in::logout)),
    Route(Nothing, || routes!(sign_in::me)),
    Route(Nothing, || routes!(own::own)),
    Route(Itself, || routes!(own::change_password)),
    Route(Itself, || routes!(own::offer_second_step)),
    Route(Itself, || routes!(own::set_second_step)),
    Route(Itself, || routes!(own::end_session)),
    Route(Nothing, || routes!(accounts::list)),
    Route(Itself, || routes!(accounts::add)),
    Route(Itself, || routes!(accounts::change)),
    Route(Nothing, || routes!(services::list)),
    Route(Itself, || routes!(services::add)),
    Route(Itself, || routes!(services::change)),
    Route(Nothing, || routes!(webhooks::list)),
    Route(Itself, || routes!(webhooks::add)),
    Route(Itself, || routes!(webhooks::act)),
    Route(Nothing, || routes!(deliveries::list)),
    Route(Look(AuditAct::AuditRead), || routes!(audit::list)),
    Route(Look(AuditAct::AuditExported), || routes!(audit::export)),
    Route(Look(AuditAct::TicketsListed), || routes!(tickets::list)),
    Route(Look(AuditAct::TicketOpened), || routes!(ticket::ticket)),
    Route(Look(AuditAct::TicketsListed), || routes!(decisions::list)),
    Route(Look(AuditAct::TicketOpened), || routes!(claim::claim)),
    Route(Done(AuditAct::ClaimDecided), || routes!(deciding::decide)),
    Route(Look(AuditAct::TicketOpened), || routes!(deciding::preview)),
    Route(Done(AuditAct::ClaimReleased), || routes!(deciding::release)),
    Route(Look(AuditAct::TicketOpened), || routes!(kin::of_ticket)),
    Route(Done(AuditAct::KinLinked), || routes!(kin_saying::link)),
    Route(Done(AuditAct::KinMerged), || routes!(kin_saying::merge)),
    Route(Done(AuditAct::KinTakenBack), || routes!(kin_saying::take_back)),
    Route(Look(AuditAct::TicketsListed), || routes!(kin::list)),
    Route(Look(AuditAct::TicketOpened), || routes!(investigation::investigation)),
    Route(Done(AuditAct::TaskGiven), || routes!(investigating::give)),
    Route(Done(AuditAct::FaultAdjudicated), || routes!(investigating::adjudicate)),
    Route(Look(AuditAct::PhotoOpened), || routes!(photos::photo)),
    Route(Nothing, || routes!(policies::list)),
    Route(Done(AuditAct::PolicyPublished), || routes!(policies::publish)),
    Route(Nothing, || routes!(policies::examine)),
    Route(Nothing, || routes!(policies::told)),
    Route(Nothing, || routes!(policies::document)),
    Route(Nothing, || routes!(branches::list)),
    Route(Nothing, || routes!(devices::list)),
    Route(Itself, || routes!(enrolling::offer)),
    Route(Nothing, || routes!(enrolling::codes)),
    Route(Itself, || routes!(enrolling::withdraw)),
    Route(Nothing, || routes!(enrolling::letters_of)),
    Route(Itself, || routes!(enrolling::recover)),
    Route(Itself, || routes!(enrolling::revoke)),
    Route(Nothing, || routes!(releases::list)),
    Route(Itself, || routes!(releases::stage)),
    Route(Itself, || routes!(releases::pause)),
    Route(Itself, || routes!(releases::withdraw)),
    Route(Nothing, || routes!(set_aside::list)),
    Route(Done(AuditAct::AsideHandled), || routes!(set_aside::act)),
    Route(Done(AuditAct::CarryOverTakenIn), || routes!(carry_over::take_in)),
];

/// The paths under `/api/page`.
pub fn routes(state: &HqState) -> Router<HqState> {
    let noted = ROUTES.iter().fold(Router::new(), |router, route| {
        let (path, call, serve) = route.call();
        let note = middleware::from_fn_with_state((state.clone(), call), noting::note);
        router.route(&path, serve.layer(note))
    });
    noted
        .route("/{*anything}", any(|| async { ApiError::not_found() }))
        .method_not_allowed_fallback(|| async { ApiError::not_found() })
}

/// The same as they are published.
pub fn described() -> OpenApiRouter<HqState> {
    ROUTES.iter().fold(OpenApiRouter::new(), |router, route| router.routes((route.1)()))
}

/// The shapes that each path names, as often as it does.
#[cfg(test)]
pub fn shapes() -> Vec<(String, RefOr<Schema>)> {
    ROUTES.iter().flat_map(|route| (route.1)().0).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    #[test]
    fn what_is_noted_of_which_path_can_be_checked_by_an_auditor() {
        let mut table = String::new();
        for route in ROUTES {
            let (path, call, _) = route.call();
            let noted = match call.noted {
                Nothing => "nothing personal".to_owned(),
                Itself => "noted by itself".to_owned(),
                Look(act) => format!("look: {act}"),
                Done(act) => format!("act: {act}"),
            };
            let method = if call.changes { "POST" } else { "GET" };
            writeln!(table, "{method} {path} -> {noted}").unwrap();
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_call_that_changes_something_is_noted() {
        // What only reckons and keeps nothing.
        let reckons = "/policies/examine";
        for (path, call, _) in ROUTES.iter().map(Route::call) {
            if call.changes && path != reckons {
                assert_ne!(call.noted, Nothing, "{path}");
            }
        }
    }
}
