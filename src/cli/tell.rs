//! What a deed of the desk tells, in words.

use std::time::Duration;

use crate::desk::{Error, Event, Why};
use crate::edition::{Change, Difference};
use crate::pipeline::{TOOL, Timings};

use super::exit::Exit;
use super::ui::{Progress, Ui};

/// Changes that a reason names; the others it counts.
const NAMED: usize = 3;

/// Says what happens while it happens.
pub struct Teller<'u> {
    ui: &'u Ui,
    /// Papers are being made.
    progress: Option<Progress>,
    /// How long each stage took is wanted.
    timings: bool,
}

impl<'u> Teller<'u> {
    pub fn new(ui: &'u Ui) -> Self {
        Self { ui, progress: None, timings: false }
    }

    /// Says also how long each stage took, where that is wanted.
    pub fn with_timings(self, timings: bool) -> Self {
        Self { timings, ..self }
    }

    /// Ends what was told; where the deed was not done, says why.
    pub fn ended<T>(mut self, done: Result<T, Error>) -> Result<T, Exit> {
        self.finish();
        done.map_err(|error| failed(&error, self.ui))
    }

    /// Takes the progress away: what is said from now on stays.
    fn finish(&mut self) {
        self.progress.take().into_iter().for_each(Progress::finish);
    }

    /// Says what an event means.
    pub fn tell(&mut self, event: Event<'_>) {
        let ui = self.ui;
        if let Event::SetAside(_) | Event::Renamed { .. } | Event::Written(_) = event {
            self.finish();
        }
        match event {
            Event::Begun { title, of } => self.progress.get_or_insert_with(|| ui.progress(of)).step(title),
            Event::Found { diagnostics, sources } => ui.report(diagnostics, sources),
            Event::UpToDate { title } => ui.note(&format!("{title}: up to date")),
            Event::MadeAgain { title, why } => ui.note(&format!("{title}: {}", reason(why))),
            Event::Set { project, paper } if self.timings => print_timings(ui, project, paper),
            Event::Set { .. } => {}
            Event::OtherBytes { edition } => {
                ui.note(&format!("not byte for byte what was recorded: `panelpack verify {edition}` says why"));
            }
            Event::SetAside(diagnostic) => ui.report_one(diagnostic.clone()),
            Event::Renamed { file, title } => {
                ui.note(&format!("took away `{file}`: the paper is called `{title}` now"));
            }
            Event::Unchanged { edition, published, on } => {
                let verb = if published { "was published" } else { "was cleared" };
                ui.say(&format!("{edition}: nothing has changed since it {verb} on {on}"));
            }
            Event::Written(path) => ui.say(&path.display().to_string()),
            Event::Recorded { folder, published } => ui.say(&format!("{} {}", done(published), folder.display())),
            Event::RecordedMeanwhile { edition, published } => {
                ui.say(&format!("{edition}: somebody else has just {} the same", done(published)));
            }
        }
    }
}

fn done(published: bool) -> &'static str {
    if published { "published" } else { "cleared" }
}

/// Says why something was not done, where no event has, and how the command ends.
pub fn failed(error: &Error, ui: &Ui) -> Exit {
    match error {
        Error::Project(_) => Exit::ProjectErrors,
        Error::Refused(diagnostic) => {
            ui.report_one((**diagnostic).clone());
            Exit::ProjectErrors
        }
        Error::Output(diagnostic) => {
            ui.report_one((**diagnostic).clone());
            Exit::Failed
        }
        Error::Unread { .. } => {
            ui.refuse(&error.to_string());
            Exit::Failed
        }
        Error::Signature(_) => {
            ui.refuse(&format!("{error}: give `--by` in plain letters"));
            Exit::Usage
        }
    }
}

/// Why a paper is made again: `CLA18 2020-11 changed`.
fn reason(why: &Why) -> String {
    match why {
        Why::OtherProgram => format!("made again with {TOOL}"),
        Why::OtherFiles => "its files are not as they were written".to_owned(),
        Why::Changed(differences) => changed(differences),
    }
}

fn changed(all: &[Difference]) -> String {
    let is_figure = |what| matches!(what, Change::Figure | Change::State | Change::Rating);
    let mut named: Vec<String> = Vec::new();
    // What stands behind a figure, or is made of it, changes with it.
    let is_own = |it: &&Difference| is_figure(it.what) && it.part.starts_with("value ");
    let own: Vec<&str> = all.iter().filter(is_own).map(|it| it.of.as_str()).collect();
    let follows = |it: &&Difference| is_figure(it.what) && !is_own(it) && own.contains(&it.of.as_str());
    for difference in all.iter().filter(|it| !follows(it)) {
        let part = difference.part.trim_start_matches("value ");
        let words = match difference.what {
            what if is_figure(what) => format!("{} {part}", difference.of),
            Change::Commentary => format!("text of {}", difference.of),
            Change::Target => format!("target of {}", difference.of),
            _ => difference.of.clone(),
        };
        if !named.contains(&words) {
            named.push(words);
        }
    }
    let rest = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    match (named.is_empty(), rest) {
        (true, _) => "layout, settings or notes changed".to_owned(),
        (false, 0) => format!("{} changed", named.join(", ")),
        (false, rest) => format!("{} and {rest} more changed", named.join(", ")),
    }
}

fn print_timings(ui: &Ui, project: &Timings, paper: &Timings) {
    let all: Vec<(&str, Duration)> = project.iter().chain(paper.iter()).collect();
    let total: Duration = all.iter().map(|(_, time)| *time).sum();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    for (stage, time) in &all {
        ui.note(&format!("{stage:>9} {:8.2} ms", milliseconds(*time)));
    }
    ui.note(&format!("{:>9} {:8.2} ms", "together", milliseconds(total)));
}
