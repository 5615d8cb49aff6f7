//! Layouts and faces that a project brings are programs and data of somebody's: the command runs in a process of its own, which may take so long for a paper and so
//! much memory, and no more.
//!
//! Projects with the built-in layouts and the bundled face need no such process. The library has no limits of this kind: whoever calls it with files of strangers sets them.

use std::ffi::OsString;
use std::process::{Command as Process, ExitStatus};
use std::sync::Arc;
use std::thread::{sleep, spawn};
use std::time::Duration;

use crate::diag::{Code, Diagnostic, os_words};

use super::args::LimitArgs;
use super::exit::Exit;
use super::ui::Ui;
use super::watch::Watch;

/// How often the clock is looked at.
const PAUSE: Duration = Duration::from_millis(50);

/// Runs the command that this process was called with in another one, and ends as that one does.
pub fn run(limits: &LimitArgs, ui: &Ui) -> Exit {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let program = std::env::current_exe();
    let worker = |program| {
        let mut worker = Process::new(program);
        // The allocator would reserve a gibibyte at once, which counts as if it were used.
        worker.arg("--worker").args(words).env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
        worker.status()
    };
    let ended = program.and_then(worker);
    match ended {
        Ok(status) => exit(status, limits, ui),
        Err(error) => {
            ui.refuse(&format!("panelpack cannot start itself again: {}", os_words(&error)));
            Exit::Failed
        }
    }
}

fn exit(status: ExitStatus, limits: &LimitArgs, ui: &Ui) -> Exit {
    match status.code() {
        Some(0) => Exit::Done,
        Some(1) => Exit::ProjectErrors,
        Some(2) => Exit::Usage,
        Some(3 | PANICKED) => Exit::Failed,
        // Only Linux has a ceiling that an allocator could end at.
        Some(number) if !cfg!(target_os = "linux") => {
            ui.refuse(&format!("panelpack ended unexpectedly ({number:#x}): another program may have stopped it"));
            Exit::Failed
        }
        // Ended from outside, or by its own allocator.
        Some(_) | None => {
            let limit = limits.memory_limit;
            let message = format!("the project's own layouts or faces asked for more than {limit} MiB of memory");
            let hint = "look for lists or texts that grow without end, and for a damaged file in `fonts`; `--memory-limit 16384` gives more";
            ui.report_one(Diagnostic::new(Code::LayoutLimit, message).hint(hint));
            Exit::ProjectErrors
        }
    }
}

/// The exit code of a panic.
const PANICKED: i32 = 101;

/// Confines this process: to its memory now, to its time from now on.
pub fn confine(limits: &LimitArgs, ui: &mut Ui) {
    confine_memory(limits.memory_limit);
    let watch = Watch::new();
    ui.watch(Arc::clone(&watch));
    let limit = Duration::from_secs(limits.time_limit);
    let speaker = ui.speaker();
    spawn(move || {
        loop {
            sleep(PAUSE);
            let Some(what) = watch.is_over(limit) else { continue };
            let seconds = limit.as_secs();
            let message = format!("{what} took longer than {seconds} s and was stopped");
            let hint =
                "look for a loop that does not end in the project's own layouts; `--time-limit 600` gives more time";
            speaker.report_one(Diagnostic::new(Code::LayoutLimit, message).hint(hint));
            std::process::exit(1);
        }
    });
}

/// Linux alone holds a process to its own memory; elsewhere the time limit remains.
#[cfg(target_os = "linux")]
fn confine_memory(mebibytes: u64) {
    use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit};
    let most = Some(mebibytes.saturating_mul(1 << 20));
    let _ = setrlimit(Resource::Data, Rlimit { current: most, maximum: most });
    // Whoever kills the command means this process.
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
}

#[cfg(not(target_os = "linux"))]
fn confine_memory(_: u64) {}
