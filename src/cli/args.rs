//! The words of the command line.

mod begin;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::model::Date;

pub use begin::{ImportArgs, NewArgs, NewOptions, PolicyArg, SchemaArgs};

/// Compiles performance scorecards into accessible, board-ready PDF papers.
#[derive(Debug, Parser)]
#[command(version, about, after_help = "Exit codes: 0 done, 1 the project has errors, 2 usage, 3 we failed.")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub messages: MessageArgs,
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// What layouts and faces of a project's own may take.
#[derive(Debug, Args)]
pub struct LimitArgs {
    /// Seconds that a paper may take where the project has layouts or faces of its own.
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 120, hide_short_help = true)]
    pub time_limit: u64,
    /// MiB of memory that they may take; held to on Linux.
    #[arg(long, global = true, value_name = "MIB", default_value_t = 4096, hide_short_help = true)]
    pub memory_limit: u64,
    /// This is the process that may not take more.
    #[arg(long, global = true, hide = true)]
    pub worker: bool,
}

/// How messages are printed.
#[derive(Debug, Args)]
pub struct MessageArgs {
    /// The form of errors and warnings.
    #[arg(long, global = true, value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
    /// Leave your source lines out of messages, since they may hold figures; the default where CI is set.
    #[arg(long, global = true, env = "CI", value_parser = clap::builder::FalseyValueParser::new())]
    pub no_source: bool,
    /// Print without colours; the default where NO_COLOR is set.
    #[arg(long, global = true, env = "NO_COLOR", value_parser = clap::builder::FalseyValueParser::new())]
    pub no_colour: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    Human,
    Short,
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new project that builds at once.
    New(NewArgs),
    /// Take in figures from a workbook or a published file.
    Import(ImportArgs),
    /// Begin a month: its file of figures, and commentary for what is off target; nothing is overwritten.
    NewMonth(NewMonthArgs),
    /// Carry last year's targets into the next, as entries of their own.
    NewYear(NewYearArgs),
    /// Check a project and report every problem, without making a paper.
    Check(CheckArgs),
    /// Make the papers of a project.
    Build(BuildArgs),
    /// Record a draft that a named person has cleared.
    Clear(ClearArgs),
    /// Record what is published: figures, files and fingerprints, so that it can be rebuilt and corrected.
    Publish(PublishArgs),
    /// Say what has changed since papers were cleared and published.
    Status(StatusArgs),
    /// Say which figures, texts, targets and actions are awaited, from whom and by when.
    Chase(ChaseArgs),
    /// Rebuild editions from their own copies and compare them with their records.
    Verify(VerifyArgs),
    /// Write the generated Typst of one paper, for authors of layouts.
    Expand(ExpandArgs),
    /// Write the disclosed figures of papers as spreadsheets.
    Export(ExportArgs),
    /// Explain the code of an error or warning.
    Explain(ExplainArgs),
    /// Print or write JSON Schemas of a project's files, for editors.
    Schema(SchemaArgs),
    /// List the layouts, or copy one into a project.
    Layout(LayoutArgs),
    /// Print completions for a shell.
    Completions(CompletionsArgs),
    /// Say what differs between two editions, projects or revisions.
    Diff(DiffArgs),
}

#[derive(Debug, Args)]
pub struct NewMonthArgs {
    /// The month, e.g. 2021-04; a quarter "2021/22 Q1" where papers or figures are quarterly.
    #[arg(value_name = "MONTH")]
    pub period: String,
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    /// Say which files would be written, and write none.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct ChaseArgs {
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    /// The period, e.g. 2020-11; otherwise that of the next meeting, else the latest that was begun.
    #[arg(long)]
    pub period: Option<String>,
    /// Write a text for each person, to be pasted into an e-mail.
    #[arg(long)]
    pub mail: bool,
    /// The day from which it is seen, e.g. 2021-01-05; otherwise today.
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
}

#[derive(Debug, Args)]
pub struct NewYearArgs {
    /// The new year, e.g. 2021/22: the one after the latest figures.
    pub year: String,
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    /// Say what would be carried, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    /// Say also what is only worth a look.
    #[arg(long)]
    pub strict: bool,
    /// List every figure that is hidden, and what would give which away otherwise: internal, not for readers of the papers.
    #[arg(long)]
    pub disclosure: bool,
    /// The day from which on meetings are still to come, e.g. 2021-01-05; otherwise today.
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
}

/// Which papers, for which period.
#[derive(Debug, Args)]
pub struct PapersArgs {
    /// The key of one paper; otherwise all.
    #[arg(long)]
    pub paper: Option<String>,
    /// The meeting's day, e.g. 2021-01-13: its papers and periods.
    #[arg(long, value_name = "DATE", conflicts_with = "period")]
    pub meeting: Option<Date>,
    /// The period, e.g. 2020-11 or "2020/21 Q3"; otherwise the latest that has figures.
    #[arg(long)]
    pub period: Option<String>,
    /// Seconds since 1970: the date that the document bears, for reproducible builds.
    #[arg(long, env = "SOURCE_DATE_EPOCH", hide = true, value_parser = epoch)]
    pub source_date_epoch: Option<Date>,
}

#[derive(Debug, Args)]
pub struct SelectionArgs {
    #[command(flatten)]
    pub papers: PapersArgs,
    /// Another layout than the papers' own, to see what it makes of them.
    #[arg(long)]
    pub layout: Option<String>,
    /// An option of the layout, e.g. large_print=18; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = name_and_value)]
    pub option: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    #[command(flatten)]
    pub papers: PapersArgs,
    /// The kind of spreadsheet.
    #[arg(long, value_enum, default_value_t = SpreadsheetFormat::Xlsx)]
    pub format: SpreadsheetFormat,
    /// The folder for the output; otherwise `out` in the project.
    #[arg(long, value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SpreadsheetFormat {
    Xlsx,
    Ods,
    /// The table alone, as it is attached to the paper.
    Csv,
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// The folder for the output; otherwise `out` in the project.
    #[arg(long, value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// What to make.
    #[arg(long, value_enum, default_value_t = OutputFormat::Pdf)]
    pub format: OutputFormat,
    /// An edition, built again from its own copies.
    #[arg(long, value_name = "EDITION", conflicts_with_all = ["paper", "meeting", "period", "layout", "option", "addendum"])]
    pub edition: Option<String>,
    /// One page of what has changed since publication, for the day of dispatch.
    #[arg(long, conflicts_with = "layout")]
    pub addendum: bool,
    /// Say how long each stage took.
    #[arg(long)]
    pub timings: bool,
}

/// Which papers become editions.
#[derive(Debug, Args)]
pub struct WhichArgs {
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    #[command(flatten)]
    pub papers: PapersArgs,
    /// The day on which it is done, e.g. 2021-01-06; otherwise today.
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// The folder for the PDF; otherwise `out` in the project.
    #[arg(long, value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ClearArgs {
    #[command(flatten)]
    pub which: WhichArgs,
    /// Who clears it, e.g. "Jo Field, Director of Children's Services".
    #[arg(long)]
    pub by: String,
}

#[derive(Debug, Args)]
pub struct PublishArgs {
    #[command(flatten)]
    pub which: WhichArgs,
    /// Who publishes it.
    #[arg(long)]
    pub by: Option<String>,
    /// The version that it must be: something else under a version that has been published is refused.
    #[arg(long)]
    pub version: Option<u32>,
}

#[derive(Debug, Args)]
pub struct StatusArgs {
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    /// Add what must be explained to corrections.yaml, with blanks to fill.
    #[arg(long)]
    pub write: bool,
}

#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The editions; otherwise all.
    pub edition: Vec<String>,
    /// The project folder, or any folder inside it.
    #[arg(long, default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// PDF/UA-1 with PDF/A-3a.
    Pdf,
    /// A picture of each page, 144 dots an inch.
    Png,
    /// A vector picture of each page.
    Svg,
}

#[derive(Debug, Args)]
pub struct ExpandArgs {
    /// The project folder, or any folder inside it.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// What to write: the Typst files, or what layouts read.
    #[arg(long, value_enum, default_value_t = ExpandFormat::Typst)]
    pub format: ExpandFormat,
    /// The folder for the files; needed for Typst. JSON goes to the terminal.
    #[arg(long, value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExpandFormat {
    /// main.typ, theme.typ, sections and charts.
    Typst,
    /// Every field that a layout may read, of one paper.
    Json,
    /// The same as JSON Schema, of any paper; needs no project.
    Schema,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code in brackets after `error`, `warning` or `note`; none lists all.
    pub code: Option<String>,
}

#[derive(Debug, Args)]
pub struct LayoutArgs {
    #[command(subcommand)]
    pub command: LayoutCommand,
}

#[derive(Debug, Subcommand)]
pub enum LayoutCommand {
    /// Print the built-in layouts and what they are for.
    List,
    /// Copy a layout into a project, where its files take precedence one by one.
    Eject(EjectArgs),
    /// Print what differs between a project's own copy of a layout and the built-in one.
    Diff(DiffLayoutArgs),
}

#[derive(Debug, Args)]
pub struct DiffLayoutArgs {
    /// The layout's name.
    #[arg(default_value = "scorecard")]
    pub layout: String,
    /// The project folder, or any folder inside it.
    #[arg(long, default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
}

#[derive(Debug, Args)]
pub struct EjectArgs {
    /// The layout's name.
    #[arg(default_value = "scorecard")]
    pub layout: String,
    /// The project folder, or any folder inside it.
    #[arg(long, default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    /// Copy these files only, e.g. theme.typ.
    #[arg(long, value_name = "FILE")]
    pub only: Vec<String>,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// The day of a number of seconds since 1970.
fn epoch(text: &str) -> Result<Date, String> {
    let seconds = text.trim().parse().ok();
    seconds
        .and_then(epoch_day)
        .ok_or_else(|| "SOURCE_DATE_EPOCH is a number of seconds since 1970, e.g. 1610496000".to_owned())
}

fn name_and_value(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
    parts.ok_or_else(|| "write the option's name and its value: large_print=18".to_owned())
}

#[derive(Debug, Args)]
pub struct DiffArgs {
    /// An edition or draft, a project folder, or a revision of git; otherwise what was published last.
    #[arg(value_name = "FROM")]
    pub from: Option<String>,
    /// The same; otherwise the project as it is now, which is also called `.`
    #[arg(value_name = "TO")]
    pub to: Option<String>,
    /// The project folder, or any folder inside it, whose editions and revisions are meant.
    #[arg(long, default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    /// The key of one paper; otherwise all.
    #[arg(long)]
    pub paper: Option<String>,
    /// The period, e.g. 2020-11 or "2020/21 Q3"; otherwise the latest that has figures.
    #[arg(long)]
    pub period: Option<String>,
    /// The form of the account.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Make pictures of the pages that differ, side by side, with outlines round what differs.
    #[arg(long, conflicts_with = "format")]
    pub pages: bool,
    /// The folder for the PDF or the pictures; otherwise `out`, or `out/diff`, in the project.
    #[arg(long, value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// End with exit code 1 where something differs.
    #[arg(long)]
    pub exit_code: bool,
    /// Seconds since 1970: the date that the PDF bears, for reproducible builds.
    #[arg(long, env = "SOURCE_DATE_EPOCH", hide = true, value_parser = epoch)]
    pub source_date_epoch: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Lines for people.
    Text,
    /// For programs.
    Json,
    /// A document to be appended to a report: PDF/UA-1 with PDF/A-2a.
    Pdf,
}

/// The day of a number of seconds since 1970.
pub fn epoch_day(seconds: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(seconds.div_euclid(86_400)).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(days).ok()
}
