//! Which file is what, by its path.

use super::files::{EDITIONS, MANIFEST, is_folder};
use super::layout::LAYOUT_MANIFEST;
use super::record::RECORD;
use super::sources;

/// What a path means.
pub enum Role<'a> {
    Manifest,
    Indicators,
    Figures {
        name: &'a str,
    },
    FiguresCsv,
    Benchmarks,
    Actions,
    Corrections,
    /// The record of an edition.
    Record {
        edition: &'a str,
    },
    Commentary {
        period: &'a str,
    },
    Template {
        path: &'a str,
    },
    Face,
    /// A workbook, its cells or its recipe, where the manifest names it.
    Source,
    /// Named and not loaded; the hint says why.
    Stray(&'static str),
    /// Named and not loaded because of its capitals or its ending; what it was meant to be.
    Misspelt(String),
    /// A file of figures that lies beside the manifest; its name in the folder where figures are read.
    Misplaced(String),
    /// Not ours.
    Other,
}

/// What a path means by where it lies and how it is called.
pub fn role(path: &str) -> Role<'_> {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let file_name = path.rsplit('/').next().unwrap_or(path);
    if let Some(hint) = stray(file_name) {
        return Role::Stray(hint);
    }
    match misspelt(folder, file_name) {
        Some(meant) if folder.is_empty() && !is_beside(&meant) => return Role::Misplaced(meant),
        Some(meant) => return Role::Misspelt(meant),
        None => {}
    }
    if file_name.starts_with('.') {
        return Role::Other;
    }
    let (stem, extension) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    let extension = extension.to_ascii_lowercase();
    let yaml = matches!(extension.as_str(), "yaml" | "yml");
    match folder {
        "" if name == MANIFEST => Role::Manifest,
        // Git on Windows makes a file of a link.
        "" if is_folder(&name.to_lowercase()) => {
            Role::Stray("a folder of this name is read, and this is a file: put a folder in its place")
        }
        "" if yaml => match stem {
            "indicators" => Role::Indicators,
            "benchmarks" => Role::Benchmarks,
            "actions" => Role::Actions,
            "corrections" => Role::Corrections,
            _ if stem.starts_with(|c: char| c.is_ascii_digit()) || stem.eq_ignore_ascii_case("figures") => {
                Role::Misplaced(name.to_owned())
            }
            _ => Role::Stray(
                "beside panelpack.yaml are read indicators.yaml, benchmarks.yaml, actions.yaml and corrections.yaml; figures lie in the folder `figures`",
            ),
        },
        "indicators" if yaml => Role::Indicators,
        "figures" if yaml => Role::Figures { name: stem },
        "figures" if extension == "csv" => Role::FiguresCsv,
        "commentary" if extension == "md" => match name.split_once('/') {
            Some((period, _)) => Role::Commentary { period },
            None => Role::Stray("put commentary into a folder named after its period, e.g. `commentary/2020-11/`"),
        },
        // A note to oneself may lie anywhere.
        "indicators" | "figures" | "commentary" if matches!(extension.as_str(), "md" | "") => Role::Other,
        "indicators" => Role::Stray("definitions are read from YAML files"),
        "figures" => Role::Stray("figures are read from YAML and CSV: save a sheet as `CSV UTF-8 (comma delimited)`"),
        "commentary" => Role::Stray("commentary is read from Markdown files: save the text as `.md`"),
        EDITIONS => match name.split_once('/') {
            Some((edition, RECORD)) => Role::Record { edition },
            _ => Role::Other,
        },
        "imports" | sources::FOLDER => Role::Source,
        "fonts" if matches!(extension.as_str(), "ttf" | "otf") => Role::Face,
        "templates" if matches!(extension.as_str(), "yaml" | "j2" | "typ") => Role::Template { path: name },
        _ => Role::Other,
    }
}

fn stray(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Some(
            "an office program has the file open, or left this lock file behind; close it, then delete the file",
        );
    }
    let copy = lower.starts_with("copy of ")
        || lower.contains(" - copy")
        || lower.contains("conflicted copy")
        || lower.contains("(conflict");
    copy.then_some("it is a copy: take over what you need from it, then delete it")
}

/// Files that lie beside the manifest, without their ending.
const BESIDE: [&str; 4] = ["indicators", "benchmarks", "actions", "corrections"];

fn is_beside(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    BESIDE.contains(&stem.as_str()) || MANIFEST == format!("{stem}.yaml")
}

/// The file that a name was meant to be and is not, because of its capitals or its ending.
fn misspelt(folder: &str, name: &str) -> Option<String> {
    // Notepad puts it there, and Explorer hides it.
    let bare = name.get(..name.len().saturating_sub(4)).filter(|_| name.to_lowercase().ends_with(".txt"));
    let endings: &[&str] = match folder {
        "" | "indicators" => &[".yaml", ".yml"],
        "figures" => &[".yaml", ".yml", ".csv"],
        "commentary" => &[".md"],
        _ => &[],
    };
    if let Some(bare) = bare.filter(|bare| endings.iter().any(|ending| bare.to_lowercase().ends_with(ending))) {
        return Some(bare.to_owned());
    }
    let known = match folder {
        "" => {
            let lower = name.to_lowercase();
            let stem = lower.strip_suffix(".yaml").or_else(|| lower.strip_suffix(".yml"))?;
            let is_read = name == MANIFEST || BESIDE.iter().any(|file| name.starts_with(&format!("{file}.")));
            let beside = BESIDE.into_iter().find(|file| *file == stem).map(|file| format!("{file}.yaml"));
            return beside.or((MANIFEST == format!("{stem}.yaml")).then(|| MANIFEST.to_owned())).filter(|_| !is_read);
        }
        EDITIONS => RECORD,
        "templates" => LAYOUT_MANIFEST,
        _ => return None,
    };
    (name != known && name.eq_ignore_ascii_case(known)).then(|| known.to_owned())
}
