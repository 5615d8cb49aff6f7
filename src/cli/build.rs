//! `panelpack build`.

use crate::desk::{self, Again, Build, BuiltPaper, Format};
use crate::pipeline::{at_once, prepare};

use super::args::{BuildArgs, OutputFormat};
use super::exit::Exit;
use super::open::{open, open_editions, selection};
use super::tell::Teller;
use super::ui::Ui;

/// Makes the chosen papers, or an edition again, and says where they lie.
pub fn run(args: &BuildArgs, ui: &mut Ui) -> Exit {
    match build(args, ui) {
        Ok(()) => Exit::Done,
        Err(exit) => exit,
    }
}

fn build(args: &BuildArgs, ui: &Ui) -> Result<(), Exit> {
    let papers = match &args.edition {
        Some(edition) => vec![again(args, edition, ui)?],
        None => papers(args, ui)?,
    };
    if args.addendum && papers.is_empty() {
        ui.say("nothing that was published has changed, so there is no addendum");
    }
    let files = papers.iter().flat_map(|paper| &paper.files);
    files.for_each(|file| ui.say(&file.display().to_string()));
    Ok(())
}

fn papers(args: &BuildArgs, ui: &Ui) -> Result<Vec<BuiltPaper>, Exit> {
    prepare();
    let (files, mut project) = open(&args.project, ui)?;
    let request = Build {
        root: files.root().to_path_buf(),
        out: args.out.clone(),
        selection: selection(&args.selection),
        format: args.format.into(),
        addendum: args.addendum,
        // A limit of time is one for a paper.
        at_once: if ui.is_watched() { 1 } else { at_once() },
    };
    let mut teller = Teller::new(ui).with_timings(args.timings);
    let built = desk::build(&mut project, &request, &mut |event| teller.tell(event));
    teller.ended(built)
}

/// An edition, from its own copies.
fn again(args: &BuildArgs, edition: &str, ui: &Ui) -> Result<BuiltPaper, Exit> {
    let (files, project, _) = open_editions(&args.project, ui)?;
    let root = files.root().to_path_buf();
    let request = Again { root, out: args.out.clone(), edition: edition.to_owned(), format: args.format.into() };
    let mut teller = Teller::new(ui);
    let built = desk::build_again(&project, &request, &mut |event| teller.tell(event));
    teller.ended(built)
}

impl From<OutputFormat> for Format {
    fn from(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Pdf => Format::Pdf,
            OutputFormat::Png => Format::Png,
            OutputFormat::Svg => Format::Svg,
        }
    }
}
