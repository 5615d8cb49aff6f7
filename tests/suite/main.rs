//! One binary, because each test binary links typst.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests read and write files of their own and say what they skip"
)]

mod accessibility;
mod architecture;
mod attack;
mod brand;
mod canaries;
mod cli;
mod common;
mod consistency;
mod contract;
mod desk;
mod diff;
mod economy;
mod editions;
mod engine;
mod errors;
mod every_figure;
mod exceptions;
mod export;
mod faults;
mod fit;
mod fuzz;
mod headline;
mod hidden;
mod hints;
mod hostile;
mod import;
mod many;
mod matrix;
mod month;
mod names;
mod new_year;
mod one_page;
mod oracle;
mod own_layouts;
mod pages;
mod papers;
mod pdf;
mod period_files;
mod printed;
mod schemas;
mod sentences;
mod shape;
mod spc;
mod states;
mod stranger;
mod texts;
mod yaml;
