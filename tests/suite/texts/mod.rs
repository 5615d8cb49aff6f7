//! What people write beside figures.

mod references;
