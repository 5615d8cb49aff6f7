//! Names that output may bear.

use super::SUMS;

/// The manifest of an output folder. It is written last: where it is, every file that it names is there and whole.
pub const MANIFEST: &str = "manifest.json";

/// What papers are written as.
const KINDS: [&str; 4] = ["csv", "pdf", "png", "svg"];

/// What stands in no name of ours: some file system splits a path there, or refuses it.
pub const REFUSED: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// No file system takes longer names, in bytes or in whatever it counts.
const LONGEST: usize = 255;

/// Whether files of this name are replaced together: papers, and the two files that list them. It is a plain name on
/// every platform, so what a manifest or an unfinished build says, whoever wrote it, leads nowhere else.
///
/// # Examples
///
/// ```
/// use panelpack::internals::store::is_output;
///
/// assert!(is_output("Scorecard November 2020.pdf") && is_output("SHA256SUMS"));
/// assert!(!is_output("../thesis.pdf") && !is_output("C:thesis.pdf") && !is_output("thesis.txt"));
/// ```
pub fn is_output(name: &str) -> bool {
    let is_plain = !name.starts_with('.')
        && name.len() <= LONGEST
        && !name.chars().any(|c| c.is_control() || REFUSED.contains(&c));
    let is_paper = || name.rsplit_once('.').is_some_and(|(stem, kind)| !stem.is_empty() && KINDS.contains(&kind));
    is_plain && (name == MANIFEST || name == SUMS || is_paper())
}

/// Whether Windows keeps a name for a device, whatever follows its first full stop: `CON`, `Aux.pdf`.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_uppercase();
    let numbered = || {
        let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"))?;
        Some(matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered().unwrap_or(false)
}
