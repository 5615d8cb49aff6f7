//! What the commands do, as calls: [`build`], [`publish`], [`clear`], [`status`], [`verify`].
//!
//! A project that was read comes in, with a request: which papers, where they go, on which day. Files are written through `store`, and a report comes out, or an
//! [`Error`]. What is worth hearing meanwhile is told as an [`Event`]; whoever does not care gives `&mut |_| {}`.
//!
//! Nothing here prints, asks, ends the process, or reads the clock or the environment. Everything is made before the first file is written, so that a paper that is
//! refused leaves nothing new.

mod build;
#[cfg_attr(not(feature = "cli"), allow(dead_code))]
pub(crate) mod conflicts;
mod error;
mod event;
pub(crate) mod export;
#[cfg_attr(not(feature = "cli"), allow(dead_code))]
pub(crate) mod import;
mod manifest;
mod neighbours;
mod outputs;
pub(crate) mod place;
mod project;
mod publish;
mod rebuild;
mod status;
mod verify;

pub use build::{Build, BuiltPaper, build};
pub use error::Error;
pub use event::{Event, Tell, Why};
pub use outputs::Format;
pub use publish::{Clear, Outcome, Publish, Recorded, Which, clear, publish};
pub(crate) use rebuild::rebuild;
pub use rebuild::{Again, build_again};
pub use status::{Added, Status, begin_corrections, status};
pub use verify::{Verdict, verify};
