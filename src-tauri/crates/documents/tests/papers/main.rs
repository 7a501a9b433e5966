//! Papers as a customer, a printer and a scanner meet them.
//!
//! Needs what set-up installs: pdftotext, pdftoppm and pdfinfo (poppler-utils), zbarimg (zbar-tools), qpdf.

mod codes;
mod counter;
mod craft;
mod geometry;
mod lines;
mod pdfs;
mod reports;
mod samples;
mod screens;
mod settlements;
mod sheets;
mod signatures;
mod tools;
mod vouchers;

use documents::receipt::{Kind, Receipt, lay};
use documents::{Laid, PaperLanguage, PaperSize};

const SIZES: [PaperSize; 4] = [PaperSize::A4, PaperSize::A5, PaperSize::Roll80, PaperSize::Roll58];
const LANGUAGES: [PaperLanguage; 3] = [PaperLanguage::Chinese, PaperLanguage::English, PaperLanguage::Both];
const KINDS: [Kind; 5] = [Kind::Enquiry, Kind::Trace, Kind::Complaint, Kind::Suggestion, Kind::Claim];

/// `receipt` on every size and in every language.
fn every_way(receipt: &Receipt) -> Vec<(PaperSize, PaperLanguage, Laid)> {
    SIZES
        .into_iter()
        .flat_map(|size| LANGUAGES.map(|language| (size, language, lay(receipt, size, language))))
        .collect()
}
