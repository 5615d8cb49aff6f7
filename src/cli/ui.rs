//! The only place that prints: diagnostics to stderr, results to stdout. No text of a project moves the cursor or hides a line.

use std::cell::RefCell;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::diag::emit::{Format, Style, render};
use crate::diag::{Diagnostic, Severity, SourceMap, os_words, visible_lines};

use super::args::{MessageArgs, MessageFormat};
use super::exit::Exit;
use super::watch::Watch;

/// A build that takes longer than this shows that it is alive.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where a command speaks. It goes on where it is not heard; how it ends tells, by [`Ui::ended`].
pub struct Ui {
    format: Format,
    style: Style,
    /// In a process that has a time limit.
    watch: Option<Arc<Watch>>,
    out: RefCell<Heard>,
    err: RefCell<Heard>,
}

/// What has become of what was printed so far.
#[derive(Debug, Default)]
pub enum Heard {
    /// It was written.
    #[default]
    All,
    /// Whoever read has gone away, e.g. `| head`: he has what he wanted.
    Enough,
    /// Some of it could not be written, e.g. to a file on a full drive.
    Not(io::Error),
}

impl Heard {
    /// Prints more. After an error nothing else is: what followed a gap would be taken for the whole.
    pub fn print(&mut self, print: impl FnOnce() -> io::Result<()>) {
        if let Heard::All = self
            && let Err(error) = print()
        {
            *self = if error.kind() == ErrorKind::BrokenPipe { Heard::Enough } else { Heard::Not(error) };
        }
    }
}

impl Ui {
    pub fn new(args: &MessageArgs) -> Self {
        let format = match args.message_format {
            MessageFormat::Human => Format::Human,
            MessageFormat::Short => Format::Short,
            MessageFormat::Json => Format::Json,
        };
        let colour = io::stderr().is_terminal() && !args.no_colour;
        let [out, err] = [RefCell::default(), RefCell::default()];
        Self { format, style: Style { colour, source_lines: !args.no_source }, watch: None, out, err }
    }

    /// Tells a watch of each step from now on.
    pub fn watch(&mut self, watch: Arc<Watch>) {
        self.watch = Some(watch);
    }

    /// Whether each step has a limit of time.
    pub fn is_watched(&self) -> bool {
        self.watch.is_some()
    }

    /// The same voice for another thread.
    pub fn speaker(&self) -> Self {
        let [out, err] = [RefCell::default(), RefCell::default()];
        Self { format: self.format, style: self.style, watch: None, out, err }
    }

    /// How a command ends that ended so: what could not be printed whole was a failure.
    pub fn ended(self, exit: Exit) -> Exit {
        let mut out = self.out.into_inner();
        out.print(|| io::stdout().flush());
        match (out, self.err.into_inner()) {
            (Heard::Not(error), _) => {
                not_printed(&error);
                Exit::Failed
            }
            (Heard::All | Heard::Enough, Heard::Not(_)) => Exit::Failed,
            (Heard::All | Heard::Enough, Heard::All | Heard::Enough) => exit,
        }
    }

    /// Prints diagnostics, and in the human form how many there are.
    pub fn report(&self, diagnostics: &[Diagnostic], sources: &SourceMap) {
        let mut text = render(diagnostics, sources, self.format, self.style);
        if self.format == Format::Human
            && let Some(summary) = summary(diagnostics)
        {
            text.push_str(&summary);
        }
        self.to_stderr(&text);
    }

    /// A diagnostic that belongs to no file.
    pub fn report_one(&self, diagnostic: Diagnostic) {
        self.to_stderr(&render(&[diagnostic], &SourceMap::default(), self.format, self.style));
    }

    /// Why a command does nothing, where no file of the project is to blame; in every form, as the parser of the command line says it.
    pub fn refuse(&self, text: &str) {
        self.to_stderr(&format!("error: {}\n", visible_lines(text)));
    }

    /// The form in which it speaks.
    pub fn format(&self) -> MessageFormat {
        match self.format {
            Format::Human => MessageFormat::Human,
            Format::Short => MessageFormat::Short,
            Format::Json => MessageFormat::Json,
        }
    }

    /// A result, on a line of its own.
    pub fn say(&self, text: &str) {
        self.out.borrow_mut().print(|| writeln!(io::stdout().lock(), "{}", visible_lines(text)));
    }

    /// A remark that is not a result.
    pub fn note(&self, text: &str) {
        if self.format == Format::Human {
            self.to_stderr(&format!("{}\n", visible_lines(text)));
        }
    }

    fn to_stderr(&self, text: &str) {
        self.err.borrow_mut().print(|| io::stderr().lock().write_all(text.as_bytes()));
    }

    /// Shows progress on a terminal once it has taken longer than a second; nothing where output is piped.
    pub fn progress(&self, steps: usize) -> Progress {
        let bar = ProgressBar::new(steps as u64);
        bar.set_style(
            ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}").expect("the template is fixed and valid"),
        );
        bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        Progress {
            bar,
            watch: self.watch.clone(),
            started: Instant::now(),
            visible: io::stderr().is_terminal() && self.format == Format::Human,
        }
    }
}

/// Says that output is not whole. Where that cannot be said either, the exit code does.
pub fn not_printed(error: &io::Error) {
    let _ = writeln!(io::stderr().lock(), "error: the output could not be written whole: {}", os_words(error));
}

/// Steps of a long command.
pub struct Progress {
    bar: ProgressBar,
    watch: Option<Arc<Watch>>,
    started: Instant,
    visible: bool,
}

impl Progress {
    /// Says what is being done now.
    pub fn step(&self, what: &str) {
        if let Some(watch) = &self.watch {
            watch.step(what);
        }
        if self.visible && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
        self.bar.set_message(what.to_owned());
        self.bar.inc(1);
    }

    /// Takes the progress away again.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}

fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity| -> usize {
        let of_it = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity);
        of_it.map(|diagnostic| 1 + diagnostic.more()).sum()
    };
    let noun = |severity: Severity| match count(severity) {
        0 => None,
        1 => Some(format!("1 {}", severity.name())),
        n => Some(format!("{n} {}s", severity.name())),
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(noun);
    let gravest = diagnostics.iter().rev().max_by_key(|diagnostic| diagnostic.severity())?;
    let counts = counts.collect::<Vec<_>>().join(", ");
    Some(format!("{counts}; more about one: panelpack explain {}\n", gravest.code()))
}
