//! How large a picture is.

/// The extent of a picture on the page, in points.
///
/// Each kind of chart has a least size for its text and its marks. One that is asked for smaller is drawn larger in the
/// same proportions, so that a page which sets it at the size asked for shows all of it, and its text smaller. Nothing
/// is wider or higher than 5,000.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Points.
    pub width: f64,
    /// Points.
    pub height: f64,
}

impl Size {
    const GREATEST: f64 = 5_000.0;

    pub(super) fn at_least(self, width: f64, height: f64) -> Self {
        let sound = |length: f64| if length.is_nan() { 1.0 } else { length.clamp(1.0, Self::GREATEST) };
        let (own_width, own_height) = (sound(self.width), sound(self.height));
        let larger = (width / own_width).max(height / own_height).max(1.0);
        let side = |own: f64, least: f64| (own * larger).min(Self::GREATEST).max(least);
        Self { width: side(own_width, width), height: side(own_height, height) }
    }
}
