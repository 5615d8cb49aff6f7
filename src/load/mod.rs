//! Files to [`RawProject`]: the shape of the file format, every part with its place.
//!
//! This stage knows keys and shapes, not meanings: whether a code is defined or a figure is possible is for
//! [`validate`](crate::validate).
//!
//! A project may be a stranger's. What is read of one is bounded before it is read, and leads nowhere else: `files` says which files there
//! are, `git` gives those of a revision, `read` refuses what is too much, `logo` and `record` judge what takes more than a look.

mod allow;
pub(crate) mod benchmarks;
pub(crate) mod cells;
mod comment;
mod corrections;
mod csv;
mod dated;
mod definitions;
pub(crate) mod edit;
mod events;
mod figures;
pub mod files;
mod folder;
pub mod git;
mod headings;
pub mod keys;
mod layout;
pub(crate) mod logo;
mod manifest;
mod markdown;
mod ratings;
pub(crate) mod raw;
mod read;
mod reader;
pub(crate) mod recipe;
pub mod record;
mod role;
mod rows;
mod shape;
mod slots;
mod small_numbers;
pub(crate) mod sources;
mod spc;
mod text;
mod word;
pub(crate) mod written;
mod yaml;

pub use files::{MemoryFiles, ProjectFiles};
pub use folder::{DirFiles, NoProject};
pub use layout::{
    BASE, BUILT_IN, ChartWords, LARGE_PRINT, LAYOUT_MANIFEST, Layout, LayoutManifest, OptionValue, Options, RATINGS,
    Sheet, large_print, layout_manifest, read_layout,
};
pub use raw::RawProject;
pub use read::load;
pub use record::Record;
pub use text::{clean, forbidden_characters};
