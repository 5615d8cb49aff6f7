//! The way in: a workbook or a published file becomes figures of a project.
//!
//! The first time a recipe is proposed, with definitions for what it reads; a person goes through both. From then on the recipe is applied, and refused where the file is not
//! what it was. What a cell shows is what is imported. Nothing is guessed in silence: what was read, what was left out, and what somebody must decide, is said.

mod across;
mod applied;
mod apply;
mod benchmarks;
mod body;
mod combination;
mod comparable;
mod decisions;
mod definitions;
mod down;
mod entry;
mod facts;
mod fault;
mod figure;
mod figures;
mod file_names;
mod found;
mod heading;
mod meta;
mod named;
mod named_period;
mod open;
mod other_areas;
mod others;
mod pairs;
mod persons;
mod propose;
mod recipe_text;
mod row_of_periods;
mod rows;
mod signs;
mod sources;
mod totals;
mod words;
mod years;

pub use applied::Applied;
pub use apply::apply;
pub use benchmarks::{BENCHMARKS, benchmarks};
pub use entry::Entry;
pub use fault::Fault;
pub use figures::{Changed, is_same, merge, path};
pub use file_names::{pattern, recipe_name};
pub use found::Wanted;
pub use meta::Meta;
pub use open::open;
pub use others::know;
pub use propose::{Proposal, propose};
pub use sources::take_in;
