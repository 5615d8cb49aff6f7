# The commands of everyday work; each is what its line says, and CI runs `.ci/run`.

target := env("CARGO_TARGET_DIR", env("XDG_CACHE_HOME", env("HOME") / ".cache") / "panelpack/target")
export CARGO_TARGET_DIR := target

# What can be known without building: types and lints.
check:
    cargo fmt --check
    cargo clippy --release --all-targets -- -D warnings

# All tests, or those whose names hold a word: `just test editions`.
test filter="":
    cargo test --release {{ filter }}

# Write the kept pictures of pages anew; look at each before you commit it.
pages:
    UPDATE_PAGES=1 cargo test --release kept_pages
    git status --short tests/fixtures/pages

# The figures of benches/README.md.
bench name="assess":
    cargo bench --bench {{ name }}

# What must hold before a change lands.
ci:
    bash .ci/run

# What is slow; it records what it covered, and CI asks for it when that has changed.
full:
    bash .ci/full
