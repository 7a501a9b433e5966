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
mod session;
mod set_aside;
mod sign_in;
mod story;
mod ticket;
mod tickets;
mod told;

use axum::{
    Router, middleware,
    routing::{any, get, post},
};
use domain::AuditAct;

pub use assets::pages;
use noting::{
    Noted::{Done, Itself, Look, Nothing},
    Route,
};

use crate::{HqState, error::ApiError};

const fn route(
    method: &'static str,
    path: &'static str,
    noted: noting::Noted,
    serve: fn() -> axum::routing::MethodRouter<HqState>,
) -> Route {
    Route { method, path, noted, serve }
}

/// Every path under `/api/page`, with what the audit log is told of it.
const ROUTES: &[Route] = &[
    route("POST", noting::SIGN_IN, Itself, || post(sign_in::login)),
    route("POST", "/logout", Itself, || post(sign_in::logout)),
    route("GET", "/me", Nothing, || get(sign_in::me)),
    route("GET", "/own", Nothing, || get(own::own)),
    route("POST", "/own/password", Itself, || post(own::change_password)),
    route("POST", "/own/second-step/offer", Nothing, || post(own::offer_second_step)),
    route("POST", "/own/second-step", Itself, || post(own::set_second_step)),
    route("POST", "/own/sessions/end", Itself, || post(own::end_session)),
    route("GET", "/accounts", Nothing, || get(accounts::list)),
    route("POST", "/accounts", Itself, || post(accounts::add)),
    route("POST", "/accounts/{name}", Itself, || post(accounts::change)),
    route("GET", "/audit", Look(AuditAct::AuditRead), || get(audit::list)),
    route("GET", "/audit/export", Look(AuditAct::AuditExported), || get(audit::export)),
    route("GET", "/tickets", Look(AuditAct::TicketsListed), || get(tickets::list)),
    route("GET", "/tickets/{id}", Look(AuditAct::TicketOpened), || get(ticket::ticket)),
    route("GET", "/decisions", Look(AuditAct::TicketsListed), || get(decisions::list)),
    route("GET", "/tickets/{id}/claim", Look(AuditAct::TicketOpened), || get(claim::claim)),
    route("POST", "/tickets/{id}/decision", Done(AuditAct::ClaimDecided), || post(deciding::decide)),
    route("POST", "/tickets/{id}/decision/preview", Look(AuditAct::TicketOpened), || post(deciding::preview)),
    route("POST", "/tickets/{id}/release", Done(AuditAct::ClaimReleased), || post(deciding::release)),
    route("GET", "/tickets/{id}/kin", Look(AuditAct::TicketOpened), || get(kin::of_ticket)),
    route("POST", "/tickets/{id}/kin/link", Done(AuditAct::KinLinked), || post(kin_saying::link)),
    route("POST", "/tickets/{id}/kin/merge", Done(AuditAct::KinMerged), || post(kin_saying::merge)),
    route("POST", "/tickets/{id}/kin/take-back", Done(AuditAct::KinTakenBack), || {
        post(kin_saying::take_back)
    }),
    route("GET", "/kin", Look(AuditAct::TicketsListed), || get(kin::list)),
    route("GET", "/tickets/{id}/investigation", Look(AuditAct::TicketOpened), || {
        get(investigation::investigation)
    }),
    route("POST", "/tickets/{id}/tasks", Done(AuditAct::TaskGiven), || post(investigating::give)),
    route("POST", "/tickets/{id}/adjudication", Done(AuditAct::FaultAdjudicated), || {
        post(investigating::adjudicate)
    }),
    route("GET", "/photos/{sha256}", Look(AuditAct::PhotoOpened), || get(photos::photo)),
    route("GET", "/policies", Nothing, || get(policies::list)),
    route("POST", "/policies", Done(AuditAct::PolicyPublished), || post(policies::publish)),
    route("POST", "/policies/examine", Nothing, || post(policies::examine)),
    route("GET", "/policies/{version}", Nothing, || get(policies::told)),
    route("GET", "/policies/{version}/document", Nothing, || get(policies::document)),
    route("GET", "/branches", Nothing, || get(branches::list)),
    route("GET", "/devices", Nothing, || get(devices::list)),
    route("POST", "/devices/codes", Itself, || post(enrolling::offer)),
    route("GET", "/devices/codes", Nothing, || get(enrolling::codes)),
    route("POST", "/devices/codes/{mark}/withdraw", Itself, || post(enrolling::withdraw)),
    route("GET", "/devices/letters/{branch}", Nothing, || get(enrolling::letters)),
    route("POST", "/devices/{device}/recover", Itself, || post(enrolling::recover)),
    route("POST", "/devices/{device}/revoke", Itself, || post(enrolling::revoke)),
    route("GET", "/releases", Nothing, || get(releases::list)),
    route("POST", "/releases/{target}/{version}/stage", Itself, || post(releases::stage)),
    route("POST", "/releases/{target}/{version}/pause", Itself, || post(releases::pause)),
    route("POST", "/releases/{target}/{version}/withdraw", Itself, || post(releases::withdraw)),
    route("GET", "/set-aside", Nothing, || get(set_aside::list)),
    route("POST", "/set-aside/{branch}/{device}/{epoch}/{seq}", Done(AuditAct::AsideHandled), || {
        post(set_aside::act)
    }),
    route("POST", "/carry-over", Done(AuditAct::CarryOverTakenIn), || post(carry_over::take_in)),
];

/// The paths under `/api/page`.
pub fn routes(state: &HqState) -> Router<HqState> {
    let noted = ROUTES.iter().fold(Router::new(), |router, route| {
        let note = middleware::from_fn_with_state((state.clone(), route), noting::note);
        router.route(route.path, (route.serve)().layer(note))
    });
    noted
        .route("/{*anything}", any(|| async { ApiError::not_found() }))
        .method_not_allowed_fallback(|| async { ApiError::not_found() })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    #[test]
    fn what_is_noted_of_which_path_can_be_checked_by_an_auditor() {
        let mut table = String::new();
        for route in ROUTES {
            let noted = match route.noted {
                Nothing => "nothing personal".to_owned(),
                Itself => "noted by itself".to_owned(),
                Look(act) => format!("look: {act}"),
                Done(act) => format!("act: {act}"),
            };
            writeln!(table, "{} {} -> {noted}", route.method, route.path).unwrap();
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_call_that_changes_something_is_noted() {
        // What only reckons and keeps nothing.
        let reckons = ["/policies/examine", "/own/second-step/offer"];
        for route in ROUTES.iter().filter(|route| route.method == "POST" && !reckons.contains(&route.path)) {
            assert_ne!(route.noted, Nothing, "{}", route.path);
        }
    }
}
