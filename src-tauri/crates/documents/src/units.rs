//! One unit everywhere: the point, 1/72 inch, as `f32`.

/// `millimetres` in points.
pub(crate) const fn mm(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// `count` dots of a thermal printer of 8 dots a millimetre (203 dpi), in points.
///
/// Codes are drawn on this grid: a bar that ends between two dots prints wider or narrower than it should.
pub(crate) const fn dots(count: f32) -> f32 {
    mm(count * 0.125)
}

/// The nearest position on the dot grid.
pub(crate) fn on_dot_grid(position: f32) -> f32 {
    (position / dots(1.0)).round() * dots(1.0)
}
