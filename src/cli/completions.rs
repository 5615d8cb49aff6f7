//! `panelpack completions`.

use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs};
use super::exit::Exit;
use super::ui::Ui;

/// Prints the completions of a shell.
pub fn run(args: &CompletionsArgs, ui: &mut Ui) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "panelpack", &mut script);
    ui.say(String::from_utf8_lossy(&script).trim_end());
    Exit::Done
}
