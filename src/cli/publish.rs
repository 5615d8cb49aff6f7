//! `panelpack publish` and `panelpack clear`: a paper becomes an edition.
//!
//! Where no day is given a record bears today's; no page shows that day before the next version names it.

use crate::desk::{self, Clear, Publish, Recorded, Tell, Which};
use crate::model::Date;
use crate::pipeline::Project;

use super::args::{ClearArgs, PublishArgs, WhichArgs};
use super::exit::Exit;
use super::open::{open, papers};
use super::tell::Teller;
use super::today::today;
use super::ui::Ui;

/// Records what was published, and writes the PDF that was.
pub fn publish(args: &PublishArgs, ui: &mut Ui) -> Exit {
    let (by, version) = (args.by.clone(), args.version);
    record(&args.which, ui, |project, which, tell| desk::publish(project, &Publish { which, by, version }, tell))
}

/// Records a draft that somebody has cleared.
pub fn clear(args: &ClearArgs, ui: &mut Ui) -> Exit {
    let by = args.by.clone();
    record(&args.which, ui, |project, which, tell| desk::clear(project, &Clear { which, by }, tell))
}

/// Does it with the project that is meant. All that there is to say is said meanwhile.
fn record(
    args: &WhichArgs,
    ui: &Ui,
    deed: impl FnOnce(&mut Project, Which, Tell<'_>) -> Result<Vec<Recorded>, desk::Error>,
) -> Exit {
    let (files, mut project) = match open(&args.project, ui) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let (root, out) = (files.root().to_path_buf(), args.out.clone());
    let which = Which { root, out, selection: papers(&args.papers), on: args.day() };
    let mut teller = Teller::new(ui);
    let done = deed(&mut project, which, &mut |event| teller.tell(event));
    teller.ended(done).map_or_else(|exit| exit, |_| Exit::Done)
}

impl WhichArgs {
    /// The day that the record bears: the one given, else today.
    fn day(&self) -> Date {
        self.on.or_else(|| papers(&self.papers).source_date).unwrap_or_else(today)
    }
}
