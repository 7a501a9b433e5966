//! What the screens are told without asking.

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Runtime};
use tauri_specta::Event;

use crate::{
    customer_window,
    install::Then,
    views::{AppState, CustomerState, PrinterState, SyncState},
};

/// Delivery went on, or something is in its way.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct SyncChanged(pub SyncState);

/// Tickets changed: those named, or any where none is named.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct TicketsChanged {
    /// Their identities.
    pub ids: Vec<String>,
}

/// The place, the person or the settings changed.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct AppChanged(pub AppState);

/// The printer can print, or no longer.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct PrinterChanged(pub PrinterState);

/// The customer has answered, or their window came or went.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct CustomerChanged(pub CustomerState);

/// One thing to tell.
#[derive(Clone, Debug)]
pub enum News {
    /// See [`SyncChanged`].
    Sync(SyncState),
    /// See [`TicketsChanged`].
    Tickets,
    /// See [`AppChanged`].
    App(Box<AppState>),
    /// See [`PrinterChanged`].
    Printer(PrinterState),
    /// See [`CustomerChanged`].
    Customer(CustomerState),
    /// The customer's window is wanted, or no longer.
    CustomerWindow(bool),
    /// A new version lies in this one's place.
    Installed(Then),
}

impl News {
    /// Tells the windows: every one that listens, or the customer's alone.
    pub fn tell<R: Runtime>(self, app: &AppHandle<R>) {
        let told = match self {
            Self::Sync(state) => SyncChanged(state).emit(app),
            Self::Tickets => TicketsChanged { ids: Vec::new() }.emit(app),
            Self::App(state) => AppChanged(*state).emit(app),
            Self::Printer(state) => PrinterChanged(state).emit(app),
            Self::Customer(state) => CustomerChanged(state).emit(app),
            Self::CustomerWindow(is_wanted) => customer_window::set(app, is_wanted),
            Self::Installed(Then::End) => {
                app.exit(0);
                Ok(())
            }
            Self::Installed(Then::StartAgain) => {
                app.request_restart();
                Ok(())
            }
        };
        if let Err(error) = told {
            tracing::warn!(%error, "a window could not be told what changed");
        }
    }
}
