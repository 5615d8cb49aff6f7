//! What people write beside figures.

mod claims;
mod references;
