//! What a pack costs beside the same pack written by hand: `../hand/main.typ` reads the files of `../hand/project`, draws its charts in Typst and is set by typst alone.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::Result;
use super::usage::{Spread, Usage, pairs, usage};

const HAND: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/hand");
const PAIRS: usize = 15;

/// What is compared, what it is of a process, and how much of it ours may need for one of theirs.
type Limit = (&'static str, fn(&Usage) -> f64, f64);
const LIMITS: [Limit; 3] = [
    ("processor time", |usage| usage.cpu, 1.1),
    ("time on the clock", |usage| usage.wall, 1.5),
    ("peak memory", |usage| usage.peak, 1.3),
];
const MOST_BYTES: f64 = 0.4;
const MOST_INSTRUCTIONS: f64 = 1.02;

/// Runs both in pairs and prints the ratios.
pub fn compare() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let pairs = pairs(PAIRS, || usage(ours(&folder)?), || usage(theirs(&folder)?))?;
    let mut over = Vec::new();
    for (name, of, most) in LIMITS {
        let ratio = Spread::of(pairs.iter().map(|(ours, theirs)| of(ours) / of(theirs)).collect());
        println!("{name:>18}  {}, at most {most}", ratio.shown(2));
        if ratio.median > most {
            over.push(name);
        }
    }
    let size = |path: &Path| -> Result<f64> { Ok(fs::metadata(path)?.len() as f64) };
    let papers: Vec<_> = fs::read_dir(folder.path().join("out"))?.collect::<std::io::Result<_>>()?;
    let paper = papers
        .iter()
        .map(fs::DirEntry::path)
        .find(|path| path.extension().is_some_and(|end| end == "pdf"))
        .ok_or("no PDF was made")?;
    let bytes = size(&paper)? / size(&folder.path().join("hand.pdf"))?;
    println!("{:>18}  {bytes:.2}, at most {MOST_BYTES}", "bytes of the PDF");
    if bytes > MOST_BYTES {
        over.push("bytes of the PDF");
    }
    if over.is_empty() { Ok(()) } else { Err(format!("above its limit: {}", over.join(", ")).into()) }
}

/// Counts the instructions of both, each on one thread.
pub fn instructions() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (ours, theirs) = (counted(&ours(&folder)?)?, counted(&theirs(&folder)?)?);
    let ratio = ours / theirs;
    println!(
        "instructions  {:.0} and {:.0} million, ratio {ratio:.2}, at most {MOST_INSTRUCTIONS}",
        ours / 1e6,
        theirs / 1e6
    );
    if ratio > MOST_INSTRUCTIONS { Err("a pack has more instructions than it may have".into()) } else { Ok(()) }
}

/// The command of the real binary, into a folder that holds nothing yet.
fn ours(folder: &TempDir) -> Result<Command> {
    let out = folder.path().join("out");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args(["build", &format!("{HAND}/project"), "--out"]).arg(out);
    Ok(command)
}

/// This program again, as typst on the pack written by hand.
fn theirs(folder: &TempDir) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["compile", HAND]).arg(folder.path().join("hand.pdf"));
    Ok(command)
}

/// The instructions of a command as valgrind counts them.
fn counted(command: &Command) -> Result<f64> {
    let counter = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"];
    let mut run = Command::new("valgrind");
    run.args(counter)
        .arg(command.get_program())
        .args(command.get_args())
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null());
    let ended = run.output().map_err(|error| format!("valgrind: {error}"))?;
    let said = String::from_utf8_lossy(&ended.stderr);
    if !ended.status.success() {
        return Err(format!("{command:?}: {}, {said}", ended.status).into());
    }
    // `==1== I refs: 1,166,534,836`, with more blanks in some versions.
    let line = said
        .lines()
        .find_map(|line| line.split_once("refs:").filter(|(before, _)| before.trim_end().ends_with(" I")))
        .ok_or("valgrind said no number")?;
    Ok(line.1.trim().replace(',', "").parse()?)
}
