//! A layout: its `layout.yaml` and the files that it names.
//!
//! `layout.yaml` is held to its word: a chart that it does not name is refused, and its columns are those that the table has, in its order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diag::{Code, Diagnostic, FileIndex, SourceMap, Span, did_you_mean};

use super::files::is_plain_name;
use super::keys::layout::{CHARTS, SLOTS};
use super::ratings::read_ratings;
use super::raw::RawRatings;
use super::yaml;

/// The file that makes a folder a layout.
pub const LAYOUT_MANIFEST: &str = "layout.yaml";

/// The folder of what layouts share; no layout may have its name.
pub const BASE: &str = "base";

/// What a layout's pages and the strips of past ratings take their colours from.
pub const RATINGS: &str = "base/ratings.yaml";

/// Ends the paths under which files of layouts that travel in the program are shown.
pub const BUILT_IN: &str = " (built in)";

/// The option that every layout takes: points of running text.
pub const LARGE_PRINT: &str = "large_print";

/// What `layout.yaml` says. A layout's author gets one problem at a time here, with its line, which is what serde_yaml gives.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutManifest {
    /// The name papers use.
    pub name: String,
    /// What it is for, in a sentence.
    pub purpose: String,
    /// The sheet that it is printed on.
    pub paper: Sheet,
    /// The template of the document.
    pub main: String,
    /// The template that is rendered once an indicator; a layout may have none.
    pub section: Option<String>,
    /// Pure Typst: all styling.
    pub theme: String,
    /// Where commentary is printed.
    pub slots: Vec<String>,
    /// Which charts it asks for.
    pub charts: Vec<String>,
    /// Who sets the words of charts.
    #[serde(default)]
    pub chart_words: ChartWords,
    /// Columns of its table of indicators, in order; empty where it has none.
    #[serde(default)]
    pub columns: Vec<String>,
    /// What a paper may choose.
    #[serde(default)]
    pub options: BTreeMap<String, LayoutOption>,
}

/// Where the words of a layout's charts stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartWords {
    /// Inside the picture, as in layouts of 0.7 and before, whose `chart` takes a picture alone.
    #[default]
    Drawn,
    /// Beside it in a file of their own, which the layout's `chart` is told as `words` and sets as text.
    Typeset,
}

/// A size of paper with its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Sheet {
    /// Upright, as a letter.
    A4,
    /// Lying.
    #[serde(rename = "A4 landscape")]
    A4Landscape,
    /// Lying, for a wide table.
    #[serde(rename = "A3 landscape")]
    A3Landscape,
}

impl Sheet {
    /// Width and height in millimetres.
    pub fn extent(self) -> (u32, u32) {
        match self {
            Self::A4 => (210, 297),
            Self::A4Landscape => (297, 210),
            Self::A3Landscape => (420, 297),
        }
    }

    /// As `layout.yaml` spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A4Landscape => "A4 landscape",
            Self::A3Landscape => "A3 landscape",
        }
    }
}

/// A choice that a layout leaves to the paper.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutOption {
    /// In a sentence.
    pub meaning: String,
    /// Where the paper says nothing; without it the option is off.
    pub default: Option<OptionValue>,
    /// The least and the greatest number; without them it is yes or no.
    pub from: Option<f64>,
    /// See `from`.
    pub to: Option<f64>,
}

/// What a paper chose.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum OptionValue {
    /// Yes or no.
    Flag(bool),
    /// Within the option's limits.
    Number(f64),
}

impl LayoutOption {
    /// What may be written.
    fn allowed(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => format!("a number from {from} to {to}"),
            _ => "`yes` or `no`".to_owned(),
        }
    }

    fn read(&self, text: &str) -> Option<OptionValue> {
        match (self.from, self.to, text.trim()) {
            (Some(from), Some(to), text) => {
                text.parse().ok().filter(|number| (from..=to).contains(number)).map(OptionValue::Number)
            }
            (_, _, "yes" | "true") => Some(OptionValue::Flag(true)),
            (_, _, "no" | "false") => Some(OptionValue::Flag(false)),
            _ => None,
        }
    }
}

/// The options of a paper, every one that its layout has; `None` is off.
pub type Options = BTreeMap<String, Option<OptionValue>>;

/// A layout with its files, those of the project before the built-in ones.
#[derive(Debug, Clone)]
pub struct Layout {
    /// What it says of itself.
    pub manifest: LayoutManifest,
    /// Every file by its path within the layout.
    pub files: BTreeMap<String, FileIndex>,
    /// How ratings look, as [`RATINGS`] says.
    pub ratings: RawRatings,
}

impl Layout {
    /// What holds for a paper that chose these, by name; an option that does not exist or has no such value is refused with its name.
    pub fn options<'a>(
        &self,
        chosen: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Options, (&'a str, Box<Diagnostic>)> {
        let manifest = &self.manifest;
        let default = |(name, option): (&String, &LayoutOption)| (name.clone(), option.default.clone());
        let mut options: Options = manifest.options.iter().map(default).collect();
        options.entry(LARGE_PRINT.to_owned()).or_insert(None);
        for (name, text) in chosen {
            let Some(option) = manifest.options.get(name) else {
                let known = manifest.options.keys().map(String::as_str);
                let message = format!("the layout `{}` has no option `{name}`", manifest.name);
                let all = known.clone().collect::<Vec<_>>().join(", ");
                let diagnostic = Diagnostic::new(Code::LayoutOption, message).hint_if(did_you_mean(name, known));
                return Err((name, Box::new(diagnostic.hint(format!("its options: {all}")))));
            };
            let Some(value) = option.read(text) else {
                let message = format!("`{text}` is no value of the option `{name}`");
                let hint = format!("write {}: {}", option.allowed(), option.meaning);
                return Err((name, Box::new(Diagnostic::new(Code::LayoutOption, message).hint(hint))));
            };
            options.insert(name.to_owned(), Some(value));
        }
        Ok(options)
    }
}

/// Points of running text in large print, where a paper chose it.
pub fn large_print(options: &Options) -> Option<f64> {
    match options.get(LARGE_PRINT)? {
        Some(OptionValue::Number(points)) => Some(*points),
        Some(OptionValue::Flag(_)) | None => None,
    }
}

/// Reads a layout from its files.
pub fn read_layout(name: &str, files: BTreeMap<String, FileIndex>, sources: &SourceMap) -> Result<Layout, Diagnostic> {
    let Some(&file) = files.get(LAYOUT_MANIFEST) else {
        return Err(Diagnostic::new(Code::LayoutManifest, format!("the layout `{name}` has no `{LAYOUT_MANIFEST}`"))
            .hint("copy a built-in layout with `panelpack layout eject`"));
    };
    let text = sources.text(file);
    let unusable = |at: usize, why: &str| {
        let at = text.floor_char_boundary(at.min(text.len()));
        Diagnostic::new(Code::LayoutManifest, format!("layout.yaml cannot be used: {why}"))
            .at(Span::new(file, at, at))
            .hint("compare it with the one that `panelpack layout eject` writes")
    };
    if let Some((at, why)) = yaml::fault(text) {
        return Err(unusable(at, &why));
    }
    let manifest: LayoutManifest = serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index());
        unusable(at, without_place(&error.to_string()))
    })?;
    if !is_plain_name(&manifest.name) {
        return Err(unusable(text.find("name:").unwrap_or(0), "its `name` is none that a folder could have"));
    }
    let place_of = |part: &str| {
        let at = text.find(part).unwrap_or(0);
        Span::new(file, at, at + part.len())
    };
    for part in [&manifest.main, &manifest.theme].into_iter().chain(&manifest.section) {
        if !files.contains_key(part) {
            return Err(Diagnostic::new(Code::LayoutManifest, format!("the layout `{name}` has no file `{part}`"))
                .at(place_of(part))
                .hint("name a file of the layout's folder"));
        }
    }
    for (what, given, known) in [("slot", &manifest.slots, SLOTS), ("chart", &manifest.charts, CHARTS)] {
        if let Some(wrong) = given.iter().find(|given| !known.contains(&given.as_str())) {
            return Err(Diagnostic::new(Code::LayoutManifest, format!("there is no {what} `{wrong}`"))
                .at(place_of(wrong))
                .hint_if(did_you_mean(wrong, known.iter().copied()))
                .hint(format!("{what}s: {}", known.join(", "))));
        }
    }
    let Some(&looks) = files.get(RATINGS) else {
        return Err(Diagnostic::new(Code::LayoutManifest, format!("the layout `{name}` has no file `{RATINGS}`")));
    };
    let ratings = read_ratings(sources.text(looks), looks)?;
    Ok(Layout { manifest, files, ratings })
}

/// The place is shown with the line itself.
fn without_place(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// What a built-in layout says of itself.
pub fn layout_manifest(manifest: &str) -> Option<LayoutManifest> {
    serde_yaml::from_str(manifest).ok()
}

#[cfg(test)]
mod tests {
    use super::super::keys::layout::{LAYOUT, OPTION};
    use super::super::keys::{Table, seen::words_of};
    use super::*;

    /// What serde says that it expected, word by word.
    fn expected<T: for<'a> Deserialize<'a>>(yaml: &str) -> Vec<String> {
        let error = serde_yaml::from_str::<T>(yaml).err().expect("it is refused").to_string();
        error.split('`').skip(3).step_by(2).map(str::to_owned).collect()
    }

    fn names(table: &Table) -> Vec<String> {
        table.keys.iter().map(|key| key.name.to_owned()).collect()
    }

    #[test]
    fn the_table_of_keys_is_what_serde_reads() {
        assert_eq!(names(&LAYOUT), expected::<LayoutManifest>("nobody: 1"));
        assert_eq!(names(&OPTION), expected::<LayoutOption>("nobody: 1"));
        assert_eq!(words_of(&LAYOUT, "paper"), expected::<Sheet>("nobody"));
        assert_eq!(words_of(&LAYOUT, "chart_words"), expected::<ChartWords>("nobody"));
    }
}
