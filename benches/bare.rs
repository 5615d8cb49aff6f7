//! What panelpack costs beyond typst: the whole `panelpack build` of a project against the typst crates alone, which
//! compile the same generated sources with charts that are already drawn.
//!
//! `cargo bench --bench bare` prints the table of `README.md` beside this file; what it may cost stands there too.
//!
//! Both sides are processes of their own, in pairs, and the one that goes first alternates: a machine that slows down
//! or warms up meets both. Time is processor time of user and system as the kernel counts it, so another process delays
//! the run but is hardly measured.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the benchmark reads and writes files of its own and prints its table"
)]

use std::borrow::BorrowMut;
use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use wait4::Wait4;

/// The one of the command itself, so that the allocator is no part of the difference.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/northbridge");
const PAPER: &str = "parenting";
const PAIRS: usize = 20;
const WARM_UP: usize = 2;

/// The stages of `--timings` that are typst's: everything else is ours.
const TYPST_STAGES: [&str; 2] = ["set", "export"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["compile", folder, pdf] => bare::compile(Path::new(folder), Path::new(pdf)),
        ["trace", folder, json] => bare::trace(Path::new(folder), Path::new(json)),
        _ => compare(),
    }
}

/// The peer: typst and typst-pdf on a folder, with the faces, features and standards of panelpack and nothing else.
mod bare {
    use std::collections::HashMap;
    use std::fs;
    use std::path::Path;

    use typst::diag::{FileError, FileResult};
    use typst::foundations::{Bytes, Datetime, Duration, Smart};
    use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
    use typst::text::{Font, FontBook};
    use typst::utils::LazyHash;
    use typst::{Feature, Library, LibraryExt, World};
    use typst_layout::PagedDocument;
    use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

    use super::Result;

    struct Folder {
        library: LazyHash<Library>,
        book: LazyHash<FontBook>,
        fonts: Vec<Font>,
        main: FileId,
        sources: HashMap<FileId, Source>,
        files: HashMap<FileId, Bytes>,
    }

    /// Sets the folder's `main.typ` and writes the PDF.
    pub fn compile(folder: &Path, pdf: &Path) -> Result<()> {
        let document = set(&Folder::read(folder)?)?;
        let options = PdfOptions {
            ident: Smart::Custom("bare".to_owned()),
            creator: Smart::Custom(Some("bare".to_owned())),
            standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
                .expect("PDF/UA-1 goes together with PDF/A-3a"),
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| format!("{errors:?}"))?;
        Ok(fs::write(pdf, bytes)?)
    }

    /// Sets the folder's `main.typ` and writes what typst did meanwhile, in the form of Chrome's tracing tool.
    pub fn trace(folder: &Path, json: &Path) -> Result<()> {
        let world = Folder::read(folder)?;
        typst_timing::enable();
        set(&world)?;
        Ok(typst_timing::export_json(fs::File::create(json)?, |span| (span.to_string(), 0))?)
    }

    fn set(world: &Folder) -> Result<PagedDocument> {
        let warned = typst::compile::<PagedDocument>(world);
        if !warned.warnings.is_empty() {
            return Err(format!("{:?}", warned.warnings).into());
        }
        warned.output.map_err(|errors| format!("{errors:?}").into())
    }

    impl Folder {
        fn read(folder: &Path) -> Result<Self> {
            let fonts: Vec<Font> =
                panelpack::internals::assets::FACES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
            let mut world = Self {
                library: LazyHash::new(
                    Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
                ),
                book: LazyHash::new(FontBook::from_fonts(&fonts)),
                fonts,
                main: file_id("main.typ")?,
                sources: HashMap::new(),
                files: HashMap::new(),
            };
            world.add(folder, "")?;
            Ok(world)
        }

        fn add(&mut self, folder: &Path, prefix: &str) -> Result<()> {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
                if entry.file_type()?.is_dir() {
                    self.add(&entry.path(), &format!("{path}/"))?;
                } else if path.ends_with(".typ") {
                    let id = file_id(&path)?;
                    self.sources.insert(id, Source::new(id, fs::read_to_string(entry.path())?));
                } else {
                    self.files.insert(file_id(&path)?, Bytes::new(fs::read(entry.path())?));
                }
            }
            Ok(())
        }
    }

    fn file_id(path: &str) -> Result<FileId> {
        let path = VirtualPath::new(path).map_err(|error| format!("{path}: {error:?}"))?;
        Ok(RootedPath::new(VirtualRoot::Project, path).intern())
    }

    impl World for Folder {
        fn library(&self) -> &LazyHash<Library> {
            &self.library
        }

        fn book(&self) -> &LazyHash<FontBook> {
            &self.book
        }

        fn main(&self) -> FileId {
            self.main
        }

        fn source(&self, id: FileId) -> FileResult<Source> {
            self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
        }

        fn file(&self, id: FileId) -> FileResult<Bytes> {
            self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
        }

        fn font(&self, index: usize) -> Option<Font> {
            self.fonts.get(index).cloned()
        }

        fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
            None
        }
    }
}

/// What one process used.
struct Usage {
    /// Seconds of processor time, user and system.
    cpu: f64,
    /// Most memory at once, in MB.
    peak: f64,
    /// What it said on stderr.
    said: String,
}

/// Runs the pairs and prints the figures.
fn compare() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let sources = folder.path().join("sources");
    usage(panelpack("expand").arg("--out").arg(&sources))?;

    let out = folder.path().join("out");
    let whole = || usage(anew(&out)?.arg("--timings").arg("--out").arg(&out));
    let bare = || usage(bench("compile", &sources, &folder.path().join("bare.pdf"))?);
    let mut pairs = Vec::new();
    for i in 0..WARM_UP + PAIRS {
        let (whole, bare) = if i % 2 == 0 {
            let whole = whole()?;
            (whole, bare()?)
        } else {
            let bare = bare()?;
            (whole()?, bare)
        };
        if i >= WARM_UP {
            pairs.push((whole, bare));
        }
    }

    let of = |figure: &dyn Fn(&(Usage, Usage)) -> f64| Spread::of(pairs.iter().map(figure).collect());
    println!("{PAIRS} pairs, {PAPER} of {}; median (lowest to highest)\n", project_name());
    println!("processor time  whole process {} ms", of(&|(whole, _)| whole.cpu * 1000.0).shown(1));
    println!("                typst alone   {} ms", of(&|(_, bare)| bare.cpu * 1000.0).shown(1));
    println!("                ratio         {}", of(&|(whole, bare)| whole.cpu / bare.cpu).shown(3));
    println!("peak memory     whole process {} MB", of(&|(whole, _)| whole.peak).shown(1));
    println!("                typst alone   {} MB", of(&|(_, bare)| bare.peak).shown(1));
    println!("                ratio         {}", of(&|(whole, bare)| whole.peak / bare.peak).shown(3));

    let trace = folder.path().join("trace.json");
    usage(bench("trace", &sources, &trace)?)?;
    println!("layout rounds   {}", rounds(&fs::read_to_string(trace)?)?);
    stages(&out)?;
    let again = || usage(panelpack("build").arg("--out").arg(&out));
    let unchanged: Vec<f64> = (0..PAIRS).map(|_| Ok(again()?.cpu * 1000.0)).collect::<Result<_>>()?;
    println!("\nnothing changed {} ms", Spread::of(unchanged).shown(1));
    Ok(())
}

/// A build into a folder that holds nothing yet: what has not changed would not be made again.
fn anew(out: &Path) -> Result<Command> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    Ok(panelpack("build"))
}

/// Prints how much of the build each stage takes, on one thread, so that time on the clock is processor time.
fn stages(out: &Path) -> Result<()> {
    let mut runs = Vec::new();
    for _ in 0..PAIRS {
        let build = usage(anew(out)?.env("RAYON_NUM_THREADS", "1").arg("--timings").arg("--out").arg(out))?;
        runs.push(timings(&build.said));
    }
    let names: Vec<String> =
        runs[0].iter().map(|(stage, _)| stage.clone()).filter(|stage| stage != "together").collect();
    let time = |run: &[(String, f64)], wanted: &dyn Fn(&str) -> bool| -> f64 {
        run.iter().filter(|(stage, _)| wanted(stage)).map(|(_, time)| time).sum()
    };
    let spread = |wanted: &dyn Fn(&str) -> bool| Spread::of(runs.iter().map(|run| time(run, wanted)).collect());
    let together = spread(&|stage| stage == "together").median;
    println!("\nstages, on one thread");
    for name in &names {
        let spread = spread(&|stage| stage == name);
        println!("{name:>14}  {} ms, {:.1} %", spread.shown(2), 100.0 * spread.median / together);
    }
    let ours = spread(&|stage| stage != "together" && !TYPST_STAGES.contains(&stage));
    println!("{:>14}  {} ms, {:.1} %", "all ours", ours.shown(2), 100.0 * ours.median / together);
    Ok(())
}

/// A command of the real binary on the paper.
fn panelpack(subcommand: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panelpack"));
    command.args([subcommand, PROJECT, "--paper", PAPER]);
    command
}

/// This program again, as the peer.
fn bench(mode: &str, folder: &Path, output: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(mode).arg(folder).arg(output);
    Ok(command)
}

/// Runs a process and reads what the kernel counted for it. This program stays small: a child's peak starts at the
/// memory of the process that made it.
fn usage(mut command: impl BorrowMut<Command>) -> Result<Usage> {
    let mut child = command.borrow_mut().stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut said = String::new();
    child.stderr.take().expect("stderr is piped").read_to_string(&mut said)?;
    let ended = child.wait4()?;
    if !ended.status.success() {
        return Err(format!("{:?}: {}, {said}", command.borrow(), ended.status).into());
    }
    let used = ended.rusage;
    Ok(Usage { cpu: (used.utime + used.stime).as_secs_f64(), peak: used.maxrss as f64 / 1e6, said })
}

/// The lines of `--timings`: `      set   123.45 ms`.
fn timings(said: &str) -> Vec<(String, f64)> {
    let line = |line: &str| {
        let (stage, time) = line.trim().strip_suffix(" ms")?.split_once(' ')?;
        Some((stage.to_owned(), time.trim().parse().ok()?))
    };
    said.lines().filter_map(line).collect()
}

/// How often typst laid out the document, from its own trace.
fn rounds(trace: &str) -> Result<usize> {
    let events: Vec<serde_json::Value> = serde_json::from_str(trace)?;
    let starts = |event: &&serde_json::Value| {
        event["ph"] == "B" && event["name"].as_str().is_some_and(|name| name.starts_with("iter ("))
    };
    Ok(events.iter().filter(starts).count())
}

fn project_name() -> String {
    PathBuf::from(PROJECT).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Figures of several runs.
struct Spread {
    lowest: f64,
    median: f64,
    highest: f64,
}

impl Spread {
    fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let n = figures.len();
        let median = (figures[(n - 1) / 2] + figures[n / 2]) / 2.0;
        Self { lowest: figures[0], median, highest: figures[n - 1] }
    }

    fn shown(&self, decimals: usize) -> String {
        let Self { lowest, median, highest } = self;
        format!("{median:.decimals$} ({lowest:.decimals$} to {highest:.decimals$})")
    }
}
