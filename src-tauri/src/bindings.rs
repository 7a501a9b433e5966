//! The TypeScript of commands, events and their types.
//!
//! `ui/src/backend/bindings` is written by `cargo xtask bindings`, which runs the test below with
//! `COUNTERFOIL_WRITE_BINDINGS` set. Photos go as raw bytes, which have no type here; `ui/src/backend/tauri.ts` sends them.

use tauri::Runtime;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::{
    commands::{
        annotation, app, board, claims, custody, customer, day, drafts, intake, investigation, matter,
        people, printing, settings, signing, sync, tickets,
    },
    news::{AppChanged, CustomerChanged, PrinterChanged, SyncChanged, TicketsChanged},
};

/// Every typed command and event.
pub fn builder<R: Runtime>() -> Builder<R> {
    Builder::new()
        .error_handling(ErrorHandlingMode::Throw)
        // What screens send has every field, as what they are given has: one form of each type is enough.
        .disable_serde_phases()
        .commands(collect_commands![
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
        ])
        .events(collect_events![SyncChanged, TicketsChanged, AppChanged, PrinterChanged, CustomerChanged])
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use specta_typescript::Typescript;

    use super::*;

    const HEADER: &str = "// Written by `cargo xtask bindings` from the commands in Rust. Do not edit.";

    #[test]
    fn bindings_are_as_the_commands_are() {
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("index.ts");
        builder::<tauri::test::MockRuntime>().export(Typescript::default().header(HEADER), &fresh).unwrap();
        let fresh = fs::read_to_string(fresh).unwrap();
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/backend/bindings/index.ts");
        if std::env::var_os("COUNTERFOIL_WRITE_BINDINGS").is_some() {
            fs::create_dir_all(kept.parent().unwrap()).unwrap();
            fs::write(&kept, &fresh).unwrap();
        }
        let kept = fs::read_to_string(kept).unwrap_or_default();
        assert!(kept == fresh, "the bindings are stale: run `cargo xtask bindings`");
    }
}
