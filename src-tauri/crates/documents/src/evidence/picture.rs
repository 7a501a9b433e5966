//! Photographs on a page: large, with their captions.

use crate::mark::{Ink, Mark, Shape, Weight};
use crate::set::drawn;
use crate::set::part;
use crate::set::setter::Setter;
use crate::strip::Strip;

use super::{Annotation, EvidencePack, Photo};

/// How high a photograph is that is wider than high: two of them with their captions fill a page.
const LYING: f32 = 296.0;
/// How high one is that is higher than wide.
const STANDING: f32 = 560.0;

/// Each photograph, large, with what it shows, when it was taken and its hash.
pub(super) fn photos(setter: &Setter<'_>, pack: &EvidencePack) -> Vec<Strip> {
    let mut strips = Vec::new();
    for (index, photo) in pack.photos.iter().enumerate() {
        let most = if photo.jpeg.width() >= photo.jpeg.height() { LYING } else { STANDING };
        let (marks, _, height) = picture(photo, (setter.width, most));
        let shown = Strip { height, marks, ..Strip::default() };
        let mut block = vec![shown];
        block.extend(caption(setter, pack, index, photo));
        let mut block = Strip::stack(block);
        block.before = setter.look.around * 1.4;
        if index == 0 {
            strips.extend(part::heading(setter, &setter.words("paper-photos")));
            block.before = setter.look.between;
        }
        strips.push(block);
    }
    strips
}

fn numbered(setter: &Setter<'_>, index: usize, photo: &Photo) -> Vec<String> {
    let mut versions = setter.sentences(&photo.slot);
    if let Some(first) = versions.first_mut() {
        *first = format!("{}. {first}", index + 1);
    }
    versions
}

fn caption(setter: &Setter<'_>, pack: &EvidencePack, index: usize, photo: &Photo) -> Vec<Strip> {
    let name = setter.either(&numbered(setter, index, photo), setter.bold(), setter.width);
    let mut strips = setter.column(&name, 0.0);
    if let Some(first) = strips.first_mut() {
        first.before = 3.0;
    }
    let small = setter.style(setter.look.small, Weight::Regular, Ink::Black);
    let year = super::year_of(pack);
    let mut parts = Vec::new();
    for (label, at) in [("paper-camera-at", &photo.camera_at), ("paper-taken-in-at", &photo.taken_in_at)] {
        let at = at.map_or_else(|| setter.first_word("paper-not-known"), |at| setter.compact(&at, year));
        parts.push(vec![setter.span(&format!("{} {at}", setter.first_word(label)), small)]);
    }
    parts.push(vec![setter.span(&photo.operator, small)]);
    strips.extend(setter.column(&setter.parts(&parts, small, setter.width), 0.0));
    let remark = photo.remark.as_ref().filter(|remark| !remark.trim().is_empty());
    strips.extend(
        remark.into_iter().flat_map(|remark| {
            setter.column(&setter.lines(&[setter.span(remark, small)], setter.width), 0.0)
        }),
    );
    let soft = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    let hash = setter.span(&format!("SHA-256 {}", photo.sha256), soft);
    strips.extend(setter.column(&setter.lines(&[hash], setter.width), 0.0));
    strips
}

/// The picture as large as `room` allows, with its annotations and a hair around it, and its own size.
fn picture(photo: &Photo, room: (f32, f32)) -> (Vec<Mark>, f32, f32) {
    let (across, down) = (f32::from(photo.jpeg.width()), f32::from(photo.jpeg.height()));
    let scale = (room.0 / across).min(room.1 / down);
    let (width, height) = (across * scale, down * scale);
    let mut marks = vec![Mark::Image { x: 0.0, y: 0.0, width, height, jpeg: photo.jpeg.clone() }];
    for annotation in &photo.annotations {
        marks.extend(drawn_over(annotation, (width, height)));
    }
    marks.push(Mark::Box { x: 0.0, y: 0.0, width, height, shape: Shape::Outline(0.3), ink: Ink::Soft });
    (marks, width, height)
}

/// Shapes stay on their photograph, whatever was drawn.
fn drawn_over(annotation: &Annotation, (width, height): (f32, f32)) -> Vec<Mark> {
    let unit = |value: f32| if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 };
    let at = |(x, y): (f32, f32)| (unit(x) * width, unit(y) * height);
    let thickness = (width.min(height) * 0.009).max(1.0);
    match annotation {
        Annotation::Arrow { from, to } => drawn::arrow(at(*from), at(*to), thickness),
        Annotation::Ring { centre, radii } => {
            let (x, y) = at(*centre);
            let (across, down) = at(*radii);
            let within = (across.min(x).min(width - x), down.min(y).min(height - y));
            drawn::ring((x, y), within, thickness)
        }
        Annotation::Cover { corner, size } => {
            let (x, y) = at(*corner);
            let (across, down) = at(*size);
            vec![Mark::Box {
                x,
                y,
                width: across.min(width - x),
                height: down.min(height - y),
                shape: Shape::Filled,
                ink: Ink::Black,
            }]
        }
    }
}
