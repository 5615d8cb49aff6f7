//! The command `panelpack`.

use std::process::ExitCode;

/// Typst allocates a great deal; the figures are in `benches/README.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    panelpack::cli::run()
}
