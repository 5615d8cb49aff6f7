//! `panelpack verify`.

use crate::desk::{self, Verdict};
use crate::pipeline::TOOL;

use super::args::{MessageFormat, VerifyArgs};
use super::exit::Exit;
use super::open::open_editions;
use super::tell::failed;
use super::ui::Ui;

/// Rebuilds editions and compares them with their records. Ends with 1 where one does not come out.
pub fn run(args: &VerifyArgs, ui: &mut Ui) -> Exit {
    verify(args, ui).unwrap_or_else(|exit| exit)
}

fn verify(args: &VerifyArgs, ui: &Ui) -> Result<Exit, Exit> {
    let (files, project, unread) = open_editions(&args.project, ui)?;
    let verdicts = desk::verify(&project, files.root(), &args.edition).map_err(|error| failed(&error, ui))?;
    if verdicts.is_empty() && !unread {
        ui.say("nothing has been cleared or published yet");
    }
    if ui.format() == MessageFormat::Json {
        ui.say(&serde_json::to_string_pretty(&verdicts).expect("a verdict is texts, lists and maps"));
    } else {
        for verdict in &verdicts {
            ui.say(&words(verdict));
            verdict.faults.iter().chain(&verdict.remarks).for_each(|line| ui.say(&format!("  {line}")));
        }
    }
    Ok(if verdicts.iter().all(Verdict::stands) && !unread { Exit::Done } else { Exit::ProjectErrors })
}

fn words(verdict: &Verdict) -> String {
    let Verdict { edition, page_count, tool, .. } = verdict;
    let pages = if *page_count == 1 { "1 page".to_owned() } else { format!("{page_count} pages") };
    match verdict {
        verdict if !verdict.stands() => format!("{edition}: does not stand"),
        Verdict { bytes: true, .. } => format!("{edition}: {pages}, byte for byte"),
        Verdict { pages: true, .. } => {
            format!(
                "{edition}: the same figures, ratings and texts on the same {pages}; {tool} set them, this is {TOOL}"
            )
        }
        _ => format!("{edition}: the same figures, ratings and texts; {tool} set its {pages}, this is {TOOL}"),
    }
}
