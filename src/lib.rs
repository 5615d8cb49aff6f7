//! Compiles performance scorecards: YAML definitions and period data into accessible, paginated PDF papers.
pub mod assess;
pub mod assets;
pub mod chart;
pub mod cli;
pub mod diag;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod render;
pub mod typeset;
pub mod validate;
pub mod view;
