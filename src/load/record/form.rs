//! What a record says, line by line.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What an edition printed, and of what it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The form of the record.
    pub record: u32,
    /// Its folder's name: `parenting-2020-11-v1`, `parenting-2020-11-draft-2`.
    pub edition: String,
    /// The paper's key.
    pub paper: String,
    /// Its public title, which is its file's name.
    pub title: String,
    /// The title that the project gives the paper, without item, period and version; the first form of records has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The item of the meeting's agenda; the first form has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// `2020-11`.
    pub period: String,
    /// 1 for what was published first; of a draft, what it would be published as.
    pub version: u32,
    /// Which draft, where it was cleared and not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<u32>,
    /// The day of the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<String>,
    /// The day that the document bears.
    pub date: String,
    /// When the source systems were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extracted: Option<String>,
    /// Who published or cleared it, and when.
    pub signed: Signed,
    /// Who had cleared what was published; a draft says so itself, and earlier forms have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<Cleared>,
    /// Whose commentary was awaited, and why the paper went out without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaited: Option<Awaited>,
    /// The editions whose figures it was compared with, by their folders' names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compared_with: Vec<String>,
    /// `panelpack 0.1.0`.
    pub tool: String,
    /// How many pages it has.
    pub pages: usize,
    /// The PDF.
    pub pdf: Hashed,
    /// Fingerprint of all that a layout may read.
    pub contents: String,
    /// Fingerprint of all that was set: sources, charts, attachment, faces.
    pub document: String,
    /// What it was laid out with.
    pub layout: LayoutRecord,
    /// Fingerprints of the faces.
    pub faces: BTreeMap<String, String>,
    /// Fingerprints of the project's files, by path.
    pub inputs: BTreeMap<String, String>,
    /// Texts of the whole paper and of its themes, by their headings.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, String>,
    /// In page order.
    pub indicators: Vec<IndicatorRecord>,
}

/// Who put their name to an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The day.
    pub on: String,
    /// The name; it may be left out of what is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// The last draft that somebody cleared before a paper was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cleared {
    /// The draft's folder: `parenting-2020-11-draft-2`.
    pub draft: String,
    /// The day.
    pub on: String,
    /// Who cleared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Codes and headings of which something else was published than was cleared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed_since: Vec<String>,
}

/// Commentary that did not arrive in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Awaited {
    /// Codes of the indicators.
    pub indicators: Vec<String>,
    /// Why it is not there.
    pub reason: String,
    /// Who decided to go on.
    pub by: String,
}

/// A file with its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hashed {
    /// Its name.
    pub name: String,
    /// Its fingerprint.
    pub sha256: String,
}

/// A layout with its options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutRecord {
    /// Its name.
    pub name: String,
    /// What the paper chose, by option.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// Fingerprints of its files, by path.
    pub files: BTreeMap<String, String>,
}

/// One indicator as it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRecord {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Where its block, or its row, stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// `percent`, `count`, `rate per 10000`.
    pub unit: String,
    /// What it counts, in a sentence.
    pub measured: String,
    /// Its definition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// The target with its tolerance.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// The rating of the figure that the paper speaks of.
    pub rating: String,
    /// That figure with its letters, as shown.
    pub shown: String,
    /// Its change since the period before, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub direction: String,
    /// What control limits say of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub signal: String,
    /// What is behind the figure.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub behind: String,
    /// What happens next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next: String,
    /// Every disclosed figure, by kind and period.
    pub figures: BTreeMap<String, BTreeMap<String, FigureText>>,
}

/// A figure with its states and its rating, in one line: `84 [p], Red`, `[c], Suppressed`, `163`.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct FigureText {
    /// Digits at the decimals shown; empty where there is no figure.
    pub value: String,
    /// `[c]`, `[p] [b]`.
    pub state: String,
    /// `Red`; empty for what is not rated.
    pub rating: String,
}

impl FigureText {
    /// The state that stands in place of a figure; empty where there is a figure.
    pub fn instead(&self) -> &str {
        if self.value.is_empty() { self.state.split(' ').next().unwrap_or_default() } else { "" }
    }
}

impl fmt::Display for FigureText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.value, &self.state].into_iter().filter(|part| !part.is_empty());
        let figure = parts.map(String::as_str).collect::<Vec<_>>().join(" ");
        if self.rating.is_empty() { f.write_str(&figure) } else { write!(f, "{figure}, {}", self.rating) }
    }
}

impl From<&str> for FigureText {
    fn from(text: &str) -> Self {
        let (figure, rating) = text.split_once(", ").unwrap_or((text, ""));
        let at = figure.find('[').unwrap_or(figure.len());
        let (value, state) = figure.split_at(at);
        Self { value: value.trim().to_owned(), state: state.trim().to_owned(), rating: rating.to_owned() }
    }
}

impl Serialize for FigureText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FigureText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::from(text.as_str()))
    }
}
