//! The command line: words to options, one call of the library, and the printing of what came back.

mod args;
mod build;
mod chase;
mod check;
mod completions;
mod diff;
mod exit;
mod expand;
mod explain;
mod export;
mod import;
mod layout;
mod new;
mod new_month;
mod new_year;
mod open;
mod publish;
mod schema;
mod start;
mod status;
mod strange;
mod tell;
mod today;
mod ui;
mod verify;
mod watch;
mod worker;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use exit::Exit;
use ui::{Heard, Ui, not_printed};

/// Runs the command that the process was called with.
pub fn run() -> ExitCode {
    if std::env::args_os().len() == 1 {
        return start::run().into();
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(told) => {
            let exit = tell(&told);
            start::wait_where_opened_by_explorer();
            return exit;
        }
    };
    let mut ui = Ui::new(&cli.messages);
    if cli.limits.worker {
        worker::confine(&cli.limits, &mut ui);
    } else if strange::is_run_by(&cli.command) {
        return worker::run(&cli.limits, &ui).into();
    }
    let exit = match &cli.command {
        Command::New(args) => new::run(args, &mut ui),
        Command::Import(args) => import::run(args, &mut ui),
        Command::NewMonth(args) => new_month::run(args, &mut ui),
        Command::NewYear(args) => new_year::run(args, &mut ui),
        Command::Check(args) => check::run(args, &mut ui),
        Command::Build(args) => build::run(args, &mut ui),
        Command::Clear(args) => publish::clear(args, &mut ui),
        Command::Publish(args) => publish::publish(args, &mut ui),
        Command::Status(args) => status::run(args, &mut ui),
        Command::Chase(args) => chase::run(args, &mut ui),
        Command::Verify(args) => verify::run(args, &mut ui),
        Command::Expand(args) => expand::run(args, &mut ui),
        Command::Export(args) => export::run(args, &mut ui),
        Command::Explain(args) => explain::run(args, &mut ui),
        Command::Schema(args) => schema::run(args, &mut ui),
        Command::Layout(args) => layout::run(args, &mut ui),
        Command::Completions(args) => completions::run(args, &mut ui),
        Command::Diff(args) => diff::run(args, &mut ui),
    };
    ui.ended(exit).into()
}

/// Prints what the parser says: help, the version, or why it did not understand.
fn tell(told: &clap::Error) -> ExitCode {
    let mut heard = Heard::default();
    heard.print(|| told.print().and_then(|()| io::stdout().flush()));
    match heard {
        Heard::Not(error) => {
            not_printed(&error);
            Exit::Failed.into()
        }
        Heard::All | Heard::Enough if told.use_stderr() => Exit::Usage.into(),
        Heard::All | Heard::Enough => Exit::Done.into(),
    }
}
