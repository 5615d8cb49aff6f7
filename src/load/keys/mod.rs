//! Which keys each file may have: one table a map, from which its reader, its JSON Schema and the reference are made.
//!
//! A reader takes what its table names; a key that is taken and not named, or named and never taken, is found by the tests of `seen`.

pub mod definitions;
mod documents;
pub mod figures;
mod key;
pub mod layout;
pub mod lists;
pub mod manifest;
pub mod recipe;
mod reference;
mod schema;
#[cfg(test)]
pub mod seen;
pub mod shared;
pub mod words;

pub use documents::{DOCUMENTS, document, document_at};
pub use key::{Document, Table};
pub use reference::reference;
pub use schema::schema;
