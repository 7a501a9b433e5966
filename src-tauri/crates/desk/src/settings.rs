//! The choices of this counter.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Act, Document};
use serde::{Deserialize, Serialize};

use crate::{Desk, DeskError, PaperLanguage, PaperSize};

/// The choices of this counter, kept in its database.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `zh` or `en`.
    pub screen_language: String,
    /// The language of papers, chosen apart from the screen's.
    pub paper_language: PaperLanguage,
    /// The format of receipts.
    pub paper_size: PaperSize,
    /// The printer's name in the queue; none: the system's default.
    pub printer: Option<String>,
    /// Printers of papers that do not go there, by the paper's word.
    pub paper_printers: BTreeMap<String, String>,
    /// The printer that a paper goes to when it certainly did not come out where it should have.
    pub spare_printer: Option<String>,
    /// `system`, `light`, `dark` or `contrast`.
    pub theme: String,
    /// `normal` or `touch`.
    pub density: String,
    /// 1 to 2.
    pub text_scale: f64,
    /// Whether scans are heard.
    pub sounds: bool,
    /// After so many minutes in which nobody did anything the desk locks, where people have PINs.
    pub lock_after_minutes: u32,
    /// What has been tried out at this counter: `printer`, `scanner`, `camera`, `practice`.
    pub tried: BTreeSet<String>,
    /// Whether somebody put the guide for new counters away.
    pub is_guide_closed: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            screen_language: "zh".to_owned(),
            paper_language: PaperLanguage::Both,
            paper_size: PaperSize::A5,
            printer: None,
            paper_printers: BTreeMap::new(),
            spare_printer: None,
            theme: "system".to_owned(),
            density: "normal".to_owned(),
            text_scale: 1.0,
            sounds: true,
            lock_after_minutes: 5,
            tried: BTreeSet::new(),
            is_guide_closed: false,
        }
    }
}

impl Settings {
    /// The printer that was chosen for a paper; none: the queue's default.
    pub fn printer_of(&self, document: &Document) -> Option<&str> {
        self.paper_printers.get(document.as_str()).or(self.printer.as_ref()).map(String::as_str)
    }
}

/// Nobody may leave a desk open for longer.
const LONGEST_IDLE_MINUTES: u32 = 60;

impl Desk {
    /// The choices of this counter.
    pub fn settings(&self) -> Result<Settings, DeskError> {
        Ok(self.inner.store.read(store::Snapshot::settings)?.unwrap_or_default())
    }

    /// Keeps the choices of this counter.
    pub fn change_settings(&self, mut settings: Settings) -> Result<Settings, DeskError> {
        settings.text_scale =
            if settings.text_scale.is_finite() { settings.text_scale.clamp(1.0, 2.0) } else { 1.0 };
        settings.lock_after_minutes = settings.lock_after_minutes.clamp(1, LONGEST_IDLE_MINUTES);
        if self.place().is_some() {
            self.may_change_settings()?;
        }
        self.inner.store.write(|tx| tx.set_settings(&settings))?;
        self.inner.changed();
        Ok(settings)
    }

    /// Where headquarters has named nobody yet there is nobody to ask.
    fn may_change_settings(&self) -> Result<(), DeskError> {
        match self.acting(Act::ChangeSettings) {
            Ok(_) | Err(DeskError::NoPerson) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
