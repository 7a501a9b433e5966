//! What the screens may ask for: each command parses, calls one use case of the desk, and converts.

pub mod annotation;
pub mod app;
pub mod board;
pub mod claims;
pub mod custody;
pub mod customer;
pub mod day;
pub mod drafts;
pub mod intake;
pub mod investigation;
pub mod matter;
#[cfg(test)]
mod names;
pub mod people;
pub mod photos;
pub mod printing;
pub mod settings;
pub mod signing;
pub mod sync;
pub mod tickets;

use std::str::FromStr;

use desk::DeskError;
use domain::{EventId, Sha256, TicketId};
use tauri::{Runtime, ipc::Invoke};

#[cfg(test)]
pub use names::NAMES;

use crate::error::CommandError;

/// The command as it came back.
pub type Answer<T> = Result<T, CommandError>;

/// Answers every command.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        app::app_state,
        app::start_failure,
        app::enrol,
        app::recover,
        app::install_update,
        app::start_practice,
        app::end_practice,
        people::sign_in,
        people::choose_pin,
        people::let_choose_pin,
        people::lock,
        people::still_here,
        settings::change_settings,
        settings::lists,
        sync::sync_state,
        sync::sync_now,
        sync::sync_account,
        sync::carry_over,
        sync::list_sticks,
        sync::close_today,
        sync::see_incidents,
        sync::retry_set_aside,
        sync::file_set_aside,
        printing::printer_state,
        printing::list_printers,
        printing::print_ticket_paper,
        printing::show_ticket_paper,
        printing::print_voucher,
        printing::show_voucher,
        printing::print_notice,
        printing::print_test_page,
        printing::list_prints,
        drafts::start_draft,
        drafts::list_drafts,
        drafts::draft,
        drafts::discard_draft,
        drafts::restore_draft,
        drafts::remove_draft_photo,
        drafts::restore_draft_photo,
        drafts::read_waybills,
        photos::add_draft_photo,
        photos::add_ticket_photo,
        intake::save_draft,
        matter::suggest,
        matter::phrases,
        matter::look_for_kin,
        matter::start_split,
        intake::living_receipt,
        intake::open_ticket,
        board::board,
        board::search,
        day::day_state,
        day::day_paper,
        day::print_day,
        day::save_day_rows,
        day::open_day,
        day::close_day,
        day::hand_over,
        day::print_waiting_list,
        day::print_hand_over,
        tickets::ticket,
        tickets::take_action,
        tickets::add_note,
        tickets::amend,
        tickets::convert,
        tickets::turn_into_loss,
        tickets::retract,
        tickets::settle,
        matter::weighing,
        matter::preview_weighing,
        matter::weigh,
        matter::link,
        matter::merge,
        claims::look_at_claim,
        claims::save_assessment,
        claims::note_proof,
        claims::pay,
        claims::record_contact,
        investigation::look_at_investigation,
        investigation::set_task,
        investigation::answer_task,
        investigation::note_evidence,
        investigation::make_finding,
        investigation::adjudicate,
        investigation::note_improvement,
        investigation::record_appeal,
        investigation::report_appeal,
        investigation::correct_payment,
        investigation::rate,
        investigation::look_at_tasks,
        investigation::answer_listed_task,
        investigation::look_at_reminders,
        investigation::look_at_suggestions,
        annotation::annotate_photo,
        printing::save_attachment,
        custody::take_into_custody,
        custody::release_from_custody,
        custody::print_custody_tag,
        signing::show_for_signature,
        signing::sign,
        customer::customer_state,
        customer::open_customer_window,
        customer::read_back,
        customer::show_draft_to_customer,
        customer::show_ticket_to_customer,
        customer::end_customer,
        customer::follow_counter,
        customer::customer_answers,
        customer::customer_signs,
    ]
}

fn draft_id(text: &str) -> Answer<TicketId> {
    text.parse().map_err(|_| DeskError::NoDraft.into())
}

fn ticket_id(text: &str) -> Answer<TicketId> {
    text.parse().map_err(|_| DeskError::NoTicket.into())
}

fn event_id(text: &str) -> Answer<EventId> {
    parsed(text, "the event's identity")
}

fn sha256(text: &str) -> Answer<Sha256> {
    parsed(text, "the photo's hash")
}

fn parsed<T: FromStr>(text: &str, what: &str) -> Answer<T> {
    text.parse().map_err(|_| CommandError::malformed(what))
}
