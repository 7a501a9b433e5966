//! The evidence pack: every photograph of a ticket with its times and its hash, untouched, and what else was handed in.
//!
//! Annotations are drawn over the photograph as shapes; the picture under them stays as it was taken. Videos and documents
//! are listed by their hash and never opened.

mod picture;

use crate::jpeg::Jpeg;
use crate::mark::{Ink, Laid, Weight};
use crate::measure::file_size;
use crate::moment::Moment;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::field::{self, Field};
use crate::set::foot;
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, lay_usual};
use crate::set::table::{self, Cell, Column, Table, Width};
use crate::strip::{Strip, tie};
use crate::values::{Issue, Visitor, Waybill};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 1] = [PaperSize::A4];

/// Everything that proves what happened, for whoever has to decide.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EvidencePack {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// When the matter was taken in.
    pub received: Option<Moment>,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Who came; masked.
    pub visitor: Option<Visitor>,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What was said, in the customer's words; lines are kept.
    pub story: Option<String>,
    /// The photographs, in order.
    pub photos: Vec<Photo>,
    /// What is listed and not shown.
    pub attachments: Vec<Attachment>,
    /// The SHA-256 of [`hash_list`], in hexadecimal digits.
    pub list_hash: String,
}

/// A photograph.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// What it had to show, as the policy words it.
    pub slot: Bilingual,
    /// The name of its file.
    pub file: String,
    /// The picture as it is stored.
    pub jpeg: Jpeg,
    /// When it was taken, as the camera says.
    pub camera_at: Option<Moment>,
    /// When it was taken in here.
    pub taken_in_at: Option<Moment>,
    /// Who took it in.
    pub operator: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// What is pointed at or covered.
    pub annotations: Vec<Annotation>,
    /// What is to be seen.
    pub remark: Option<String>,
}

/// A shape over a photograph, with positions from its top left corner and both sides from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Annotation {
    /// An arrow.
    Arrow {
        /// Where it begins.
        from: (f32, f32),
        /// Where it points.
        to: (f32, f32),
    },
    /// A ring.
    Ring {
        /// Its middle.
        centre: (f32, f32),
        /// How far it reaches across and down.
        radii: (f32, f32),
    },
    /// A box that covers what must not be seen.
    Cover {
        /// Its top left corner.
        corner: (f32, f32),
        /// Its width and height.
        size: (f32, f32),
    },
}

/// A file that is listed and never opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name of its file.
    pub file: String,
    /// What it is.
    pub kind: Bilingual,
    /// Its size.
    pub bytes: u64,
    /// When it was taken in here.
    pub taken_in_at: Option<Moment>,
    /// Who took it in.
    pub operator: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// The lines whose hash closes the pack: for each photograph and each attachment its SHA-256, two spaces and the name of
/// its file, as `sha256sum` writes and checks them.
pub fn hash_list(photos: &[Photo], attachments: &[Attachment]) -> String {
    let photos = photos.iter().map(|photo| (&photo.sha256, &photo.file));
    let attachments = attachments.iter().map(|attachment| (&attachment.sha256, &attachment.file));
    photos.chain(attachments).map(|(hash, file)| format!("{hash}  {file}\n")).collect()
}

/// Lays out `pack` on A4, the only paper it is made for, in `language`.
pub fn lay(pack: &EvidencePack, _size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&pack.issue, "paper-title-evidence");
    lay_usual(PaperSize::A4, language, &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(facts(setter, pack));
        body.extend(photo_table(setter, pack));
        body.extend(attachment_table(setter, pack));
        body.extend(list_hash(setter, pack));
        body.extend(picture::photos(setter, pack));
        Composed { body, foot: Vec::new() }
    })
}

fn facts(setter: &Setter<'_>, pack: &EvidencePack) -> Vec<Strip> {
    let count = |label, count: usize| Field::plain(setter, label, &Some(count.to_string()));
    field::strips(
        setter,
        vec![
            vec![Field::moment(setter, "paper-received", &pack.received)],
            vec![Field::moment(setter, "paper-compiled", &pack.issue.at)],
            known::attended(setter, &pack.issue),
            vec![known::waybill(setter, &pack.waybill)],
            vec![known::visitor(setter, &pack.visitor)],
            vec![Field::text(setter, "paper-category", &pack.category)],
            vec![Field::story(setter, "paper-story", &pack.story)],
            vec![
                count("paper-photos", pack.photos.len()),
                count("paper-attachments", pack.attachments.len()),
            ],
        ],
    )
}

fn year_of(pack: &EvidencePack) -> Option<i32> {
    pack.issue.at.or(pack.received).map(|at| at.year)
}

fn photo_table(setter: &Setter<'_>, pack: &EvidencePack) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::right("paper-no", Width::Fit(0.1)),
        Column::left("paper-slot", Width::Share(1.0)),
        Column::left("paper-file", Width::Fit(0.24)),
        Column::left("paper-camera-at", Width::Fit(0.16)),
        Column::left("paper-taken-in-at", Width::Fit(0.16)),
        Column::right("paper-size", Width::Fit(0.12)),
        Column::left("paper-operator", Width::Fit(0.16)),
    ]);
    let year = year_of(pack);
    for (index, photo) in pack.photos.iter().enumerate() {
        let at = |at: &Option<Moment>| match at {
            Some(at) => Cell::of(setter.compact(at, year)),
            None => Cell::versions(setter.words("paper-not-known")),
        };
        table.rows.push(vec![
            Cell::of((index + 1).to_string()),
            Cell::versions(setter.sentences(&photo.slot)),
            Cell::of(&photo.file),
            at(&photo.camera_at),
            at(&photo.taken_in_at),
            Cell::of(file_size(photo.jpeg.bytes().len() as u64)),
            Cell::of(&photo.operator),
        ]);
        table.notes.push(vec![format!("SHA-256 {}", photo.sha256)]);
    }
    titled(setter, "paper-photo-list", &table)
}

fn attachment_table(setter: &Setter<'_>, pack: &EvidencePack) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-attachment-kind", Width::Fit(0.24)),
        Column::left("paper-file", Width::Share(1.0)),
        Column::left("paper-taken-in-at", Width::Fit(0.16)),
        Column::right("paper-size", Width::Fit(0.12)),
        Column::left("paper-operator", Width::Fit(0.16)),
    ]);
    let year = year_of(pack);
    for attachment in &pack.attachments {
        let taken_in = attachment.taken_in_at.map(|at| setter.compact(&at, year));
        table.rows.push(vec![
            Cell::versions(setter.sentences(&attachment.kind)),
            Cell::of(&attachment.file),
            Cell::of(taken_in.unwrap_or_default()),
            Cell::of(file_size(attachment.bytes)),
            Cell::of(&attachment.operator),
        ]);
        table.notes.push(vec![format!("SHA-256 {}", attachment.sha256)]);
    }
    titled(setter, "paper-attachment-list", &table)
}

fn titled(setter: &Setter<'_>, title: &str, table: &Table) -> Vec<Strip> {
    if table.rows.is_empty() {
        return Vec::new();
    }
    let mut strips = part::heading(setter, &setter.words(title));
    strips.extend(table::strips(setter, table));
    strips
}

/// The hash of the list, and how anybody can check it.
fn list_hash(setter: &Setter<'_>, pack: &EvidencePack) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(part::heading(setter, &setter.words("paper-list-hash")));
    let style = setter.style(setter.look.body, Weight::Bold, Ink::Black);
    strips.extend(setter.column(&setter.lines(&[setter.span(&pack.list_hash, style)], setter.width), 0.0));
    strips.extend(foot::fixed_notice(setter, "paper-list-hash-of"));
    strips.extend(foot::fixed_notice(setter, "paper-photos-untouched"));
    strips.extend(foot::substituted(setter));
    tie(&mut strips, false);
    strips
}
