//! Charts as SVG, with their words beside it or in it.
//!
//! A picture holds what was disclosed and nothing else: a period without a figure has no coordinate. It is drawn on
//! twenty units a point, so that `image(width:)` brings its text to the size it was measured at, and it names the
//! page's face, which whoever sets the page must have. Equal inputs give equal bytes.

mod axis;
mod bar_scale;
mod bars;
mod canvas;
mod dots;
mod drawing;
mod events;
mod face;
mod figures;
mod frame;
mod geometry;
mod history;
mod history_words;
mod joined;
mod labels;
mod line;
mod marks;
mod multiples;
mod number;
mod palette;
mod periods;
mod place;
mod plot;
mod position;
mod rated;
mod scale;
mod severity;
mod signals;
mod size;
mod small;
mod sparkline;
mod spc;
mod strip;
mod swarm;
#[cfg(test)]
mod tests;
mod trend;
mod wrap;

pub use bars::{bars, bars_height};
pub use canvas::with_words;
pub use dots::dots;
pub use drawing::{Drawing, Word};
pub use history::history;
pub use multiples::{multiples, multiples_height};
pub use palette::Palette;
pub use place::place;
pub use position::{position, position_height};
pub use severity::severity;
pub use size::Size;
pub use small::small;
pub use sparkline::sparkline;
pub use spc::spc;
pub use strip::{strip, strip_height};
pub use trend::trend;
