//! What processes use, and how it spreads over several runs.

use std::borrow::BorrowMut;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

use super::Result;

/// Pairs that are not counted.
const WARM_UP: usize = 2;

/// What one process used.
pub struct Usage {
    /// Seconds of processor time, user and system.
    pub cpu: f64,
    /// Seconds on the clock.
    pub wall: f64,
    /// Most memory at once, in MB.
    pub peak: f64,
    /// What it said on stderr.
    pub said: String,
}

/// Runs both so many times in turns, the one that goes first alternating.
pub fn pairs(
    count: usize,
    ours: impl Fn() -> Result<Usage>,
    theirs: impl Fn() -> Result<Usage>,
) -> Result<Vec<(Usage, Usage)>> {
    let mut pairs = Vec::new();
    for i in 0..WARM_UP + count {
        let pair = if i % 2 == 0 {
            let ours = ours()?;
            (ours, theirs()?)
        } else {
            let theirs = theirs()?;
            (ours()?, theirs)
        };
        if i >= WARM_UP {
            pairs.push(pair);
        }
    }
    Ok(pairs)
}

/// Runs a process and reads what the kernel counted for it. This program stays small: a child's peak starts at the
/// memory of the process that made it.
pub fn usage(mut command: impl BorrowMut<Command>) -> Result<Usage> {
    let start = Instant::now();
    let mut child = command.borrow_mut().stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut said = String::new();
    child.stderr.take().expect("stderr is piped").read_to_string(&mut said)?;
    let ended = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !ended.status.success() {
        return Err(format!("{:?}: {}, {said}", command.borrow(), ended.status).into());
    }
    let used = ended.rusage;
    Ok(Usage { wall, cpu: (used.utime + used.stime).as_secs_f64(), peak: used.maxrss as f64 / 1e6, said })
}

/// Figures of several runs.
pub struct Spread {
    pub lowest: f64,
    pub median: f64,
    pub highest: f64,
}

impl Spread {
    pub fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let n = figures.len();
        let median = (figures[(n - 1) / 2] + figures[n / 2]) / 2.0;
        Self { lowest: figures[0], median, highest: figures[n - 1] }
    }

    pub fn shown(&self, decimals: usize) -> String {
        let Self { lowest, median, highest } = self;
        format!("{median:.decimals$} ({lowest:.decimals$} to {highest:.decimals$})")
    }
}
