//! What is said to whoever types the command alone, or opens it as one opens a program with windows.

#[cfg(windows)]
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{MAIN_SEPARATOR, Path};

use crate::load::DirFiles;

use super::exit::Exit;
use super::ui::{Heard, not_printed};

const NEW_HERE: &str = "\
panelpack makes performance scorecards as PDF papers. The first ten minutes:

  panelpack new my-panel      asks a few questions and makes a project that builds at once
  panelpack build my-panel    makes its paper, in the folder my-panel/out
  panelpack check my-panel    says what is wrong, with file and line, while you put your own figures in

Where the figures lie in a workbook already, it becomes a project:

  panelpack import scorecard.xlsx --propose --project my-panel

All commands, and one of them in detail:

  panelpack --help
  panelpack build --help
";

const IN_A_PROJECT: &str = "\
This folder belongs to a panelpack project. What one does here each month:

  panelpack check     says what is wrong, with file and line
  panelpack build     makes the papers, in the folder out
  panelpack status    says what has changed since papers were published
  panelpack import scorecard.xlsx    takes the month's figures from the workbook, as it was told the first time

All commands, and one of them in detail:

  panelpack --help
  panelpack build --help
";

const OPENED_BY_EXPLORER: &str = "
panelpack is a command: it is typed in a terminal, and has no window of its own.

If you are looking into a zip: close it, right-click it, choose Extract All and go on in the new folder.

To open a terminal where panelpack lies, open its folder in Explorer, click into the address bar above the files,
type powershell (or cmd) there and press Enter. Then type, with the dot and the backslash:

  .\\panelpack new my-panel      asks a few questions and makes a project that builds at once
  .\\panelpack build my-panel    makes its paper, in the folder my-panel\\out

Press Enter to close this window.
";

/// Says what to type first.
pub fn run() -> Exit {
    if is_opened_by_explorer() {
        return explain_and_wait();
    }
    let in_a_project = DirFiles::discover(Path::new(".")).is_ok();
    let text = if in_a_project { IN_A_PROJECT } else { NEW_HERE };
    print(&text.replace("  panelpack ", &format!("  {} ", typed_as())))
}

/// What is typed to start the program here. Where it lies in the folder that the terminal is in, or in one above it, as after extracting a package, a shell wants to
/// be told so; otherwise it was found by its name.
pub fn typed_as() -> String {
    let program = std::env::current_exe().and_then(fs::canonicalize);
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let (Ok(program), Ok(here)) = (program, here) else { return NAME.to_owned() };
    match here.ancestors().position(|folder| program.parent() == Some(folder)) {
        Some(0) => format!(".{MAIN_SEPARATOR}{NAME}"),
        Some(above) => format!("{}{NAME}", format!("..{MAIN_SEPARATOR}").repeat(above)),
        None => NAME.to_owned(),
    }
}

const NAME: &str = "panelpack";

/// Where Explorer opened the command, as when a file was dropped on it, the window would close before anybody has read why.
pub fn wait_where_opened_by_explorer() {
    if is_opened_by_explorer() {
        explain_and_wait();
    }
}

fn explain_and_wait() -> Exit {
    let exit = print(OPENED_BY_EXPLORER);
    let _ = io::stdin().read_line(&mut String::new());
    exit
}

fn print(text: &str) -> Exit {
    let mut heard = Heard::default();
    heard.print(|| io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()));
    match heard {
        Heard::Not(error) => {
            not_printed(&error);
            Exit::Failed
        }
        Heard::All | Heard::Enough => Exit::Done,
    }
}

/// Whether a double click started this process: its parent is the desktop, not a terminal.
#[cfg(windows)]
fn is_opened_by_explorer() -> bool {
    use winsafe::{HPROCESSLIST, co};
    let Ok(mut list) = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None) else { return false };
    let running = list.iter_processes().filter_map(Result::ok);
    let running: BTreeMap<u32, (u32, String)> =
        running.map(|process| (process.th32ProcessID, (process.th32ParentProcessID, process.szExeFile()))).collect();
    let parent = running.get(&std::process::id()).and_then(|(parent, _)| running.get(parent));
    parent.is_some_and(|(_, program)| program.eq_ignore_ascii_case("explorer.exe"))
}

/// Elsewhere a desktop shows nothing of what a command prints.
#[cfg(not(windows))]
fn is_opened_by_explorer() -> bool {
    false
}
