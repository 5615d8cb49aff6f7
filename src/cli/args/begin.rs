//! The words of what begins a project, or fills one from other people's files.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

#[derive(Debug, Args)]
pub struct NewArgs {
    /// The folder to make.
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    #[command(flatten)]
    pub options: NewOptions,
}

/// What a new project has to know.
#[derive(Debug, Args)]
pub struct NewOptions {
    /// The name of the council.
    #[arg(long)]
    pub organisation: Option<String>,
    /// The panel that reads the paper.
    #[arg(long)]
    pub panel: Option<String>,
    /// The first month, e.g. 2020-11.
    #[arg(long)]
    pub month: Option<String>,
    /// How small numbers are treated.
    #[arg(long, value_enum)]
    pub small_numbers: Option<PolicyArg>,
    /// Which numbers of people are hidden: `1 to 5`, or another end up to 20; otherwise those of `--small-numbers`.
    #[arg(long, value_name = "RANGE")]
    pub hides: Option<String>,
    /// Who decided how small numbers are treated.
    #[arg(long)]
    pub decided_by: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PolicyArg {
    /// Hide 1 to 5, as the Department for Education does.
    Dfe,
    /// Hide 1 to 7, as NHS England does.
    Nhs,
    /// Show every figure.
    None,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which file's schema, e.g. indicators; without a name all are listed.
    pub name: Option<String>,
    /// Write it, or without a name all of them, into this folder: `.panelpack` in a project is where its files look.
    #[arg(long, value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The file: .xlsx, .xlsm, .ods, .csv, .tsv or .txt; `-` is a table that is pasted. Several where each holds a month.
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// The project folder; with `--propose` it is made where there is none.
    #[arg(long, default_value = ".", value_hint = ValueHint::DirPath)]
    pub project: PathBuf,
    /// The first time: write a recipe that says how the file is read, definitions of its indicators and their figures.
    #[arg(long)]
    pub propose: bool,
    /// The recipe in `imports/`, without its ending; otherwise the one that names the file.
    #[arg(long, value_name = "NAME")]
    pub recipe: Option<String>,
    /// Whose rows are read where a file has those of many areas, by name or code as in the file.
    #[arg(long)]
    pub area: Option<String>,
    /// With `--propose`: only rows that have this text in this column; as often as needed.
    #[arg(long, value_name = "COLUMN=TEXT", value_parser = column_and_text)]
    pub only: Vec<(String, String)>,
    /// With `--propose`: what a sign or a formula that came to nothing stands for, as `#DIV/0!=x`; as often as needed.
    #[arg(long = "symbol", value_name = "SIGN=STATE", value_parser = sign_and_meaning)]
    pub symbols: Vec<(String, String)>,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Write also where figures were restated, without asking.
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub new: NewOptions,
}

fn sign_and_meaning(text: &str) -> Result<(String, String), String> {
    let (sign, meaning) = text.rsplit_once('=').ok_or("write `sign=x`, or `sign=` for no figure")?;
    let (sign, meaning) = (sign.trim(), meaning.trim());
    let is_known = matches!(meaning, "" | "c" | "k" | "x" | "z" | "late" | "nd");
    if sign.is_empty() || !is_known {
        return Err("possible states: c, k, x, z, late, nd; or nothing for no figure".to_owned());
    }
    Ok((sign.to_owned(), meaning.to_owned()))
}

fn column_and_text(text: &str) -> Result<(String, String), String> {
    let (column, text) = text.split_once('=').ok_or("write `column=text`")?;
    Ok((column.trim().to_owned(), text.trim().to_owned()))
}
