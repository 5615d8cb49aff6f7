//! A side of a comparison, and what differs between two: the form that programs read.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::edition::{Change, Printed};
use crate::load::record::{FigureText, LayoutRecord};
use crate::model::{Date, FigureKind};

use super::sentences::SentenceChange;

/// One paper as a side prints it.
#[derive(Debug, Clone)]
pub struct Print {
    /// The paper's key.
    pub paper: String,
    /// Its public title, with the period and without a version.
    pub title: String,
    /// The same without period and item.
    pub name: String,
    /// The item of the meeting's agenda; empty without one.
    pub item: String,
    /// `2020-11`.
    pub period: String,
    /// The day of the meeting; empty without one.
    pub meeting: String,
    /// When the source systems were asked; empty where nobody says so.
    pub extracted: String,
    /// The day that the document bears.
    pub date: Date,
    /// The program that printed it.
    pub tool: String,
    /// What it was laid out with.
    pub layout: LayoutRecord,
    /// Fingerprints of the faces.
    pub faces: BTreeMap<String, String>,
    /// Figures and texts.
    pub printed: Printed,
}

/// What a side is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SideKind {
    /// One edition or draft.
    Edition,
    /// Of each paper the edition that was published last.
    Published,
    /// A project folder as it is.
    Project,
    /// The project as version control has it.
    Revision,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// What it is.
    pub kind: SideKind,
    /// `parenting-2020-11-v1`, `HEAD~1 (3f2a91c)`, a folder.
    pub name: String,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// All that differs between two sides.
///
/// As JSON the names of the fields are stable: fields may be added, none changes its meaning. Reversed sides give the same with `was` and
/// `now`, `from` and `to` changed over; papers and indicators stand in the order of the second side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The first side.
    pub from: Side,
    /// The second.
    pub to: Side,
    /// Whether anything differs.
    pub differs: bool,
    /// Every paper of either side, also one in which nothing differs.
    pub papers: Vec<PaperChanges>,
}

/// What differs in one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperChanges {
    /// The paper's key.
    pub paper: String,
    /// Its public title on the second side, on the first where the second has it not.
    pub title: String,
    /// The period on the first side, `2020-11`; `null` where only the second side has the paper.
    pub from_period: Option<String>,
    /// The period on the second side; `null` where only the first has the paper.
    pub to_period: Option<String>,
    /// Title, meeting, order of the indicators and the like.
    pub about: Vec<Statement>,
    /// Layout, options, files, faces.
    pub layout: Vec<Statement>,
    /// Commentary on the whole paper and on its themes.
    pub texts: Vec<TextChange>,
    /// Indicators in which something differs, in page order of the second side; then those that went.
    pub indicators: Vec<IndicatorChanges>,
}

/// What differs in one indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndicatorChanges {
    /// Its code.
    pub code: String,
    /// Its name on the second side, on the first where it went.
    pub name: String,
    /// Where it is; what came or went has no other fields filled.
    pub is: Presence,
    /// Figures, states and ratings.
    pub figures: Vec<FigureChange>,
    /// Name, target, direction, signal.
    pub statements: Vec<Statement>,
    /// What is measured, definition, commentary.
    pub texts: Vec<TextChange>,
}

/// On which sides something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// On both.
    Both,
    /// On the second alone.
    Came,
    /// On the first alone.
    Went,
}

/// A figure that differs, with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureChange {
    /// Which.
    pub figure: WhichFigure,
    /// Of which period; of `shown`, that of the second side.
    pub period: String,
    /// On the first side.
    pub was: Shown,
    /// On the second.
    pub now: Shown,
    /// What differs about it: `figure`, `state`, `rating`.
    pub what: Vec<Change>,
}

/// Which figure differs, spelt as in a record: `value`, `by age: Under 1`, `benchmark: England`, `target`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhichFigure {
    /// One that the paper prints.
    Kind(FigureKind),
    /// `shown`, the one that the paper speaks of, where it differs for another reason than that its figure was changed: the paper is one for
    /// another period, or speaks of another month.
    Headline,
}

impl WhichFigure {
    /// Whether it is of a kind.
    pub fn is(&self, of_kind: impl Fn(&FigureKind) -> bool) -> bool {
        match self {
            WhichFigure::Kind(kind) => of_kind(kind),
            WhichFigure::Headline => false,
        }
    }
}

impl fmt::Display for WhichFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WhichFigure::Kind(kind) => kind.fmt(f),
            WhichFigure::Headline => f.write_str("shown"),
        }
    }
}

impl Serialize for WhichFigure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A figure as a reader sees it; all fields are empty where it is not there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Shown {
    /// With its unit: `50%`, `1,204`.
    pub value: String,
    /// `[p]`, `[c]`.
    pub state: String,
    /// `Red`.
    pub rating: String,
    /// What it was made of: `28/56`.
    pub behind: String,
}

impl Shown {
    /// Without what it was made of; the figure is written with its unit, and so is no number to a record's reader.
    pub fn text(&self) -> FigureText {
        FigureText { value: self.value.clone(), state: self.state.clone(), rating: self.rating.clone() }
    }
}

/// A short text that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// What kind of thing it is.
    pub what: Change,
    /// Which: `name`, `target`, `meeting`, `option large_print`, the path of a file, the name of a face. Files and faces are compared by their
    /// fingerprints.
    pub part: String,
    /// On the first side; empty where it was not there.
    pub was: String,
    /// On the second.
    pub now: String,
}

/// A text of which sentences differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// Commentary or definition.
    pub what: Change,
    /// `definition`, `measured`, `behind`, `next`; of the whole paper its heading.
    pub part: String,
    /// The sentences that differ, in the order of the text.
    pub sentences: Vec<SentenceChange>,
}

impl PaperChanges {
    /// Whether only one side has the paper, or anything in it differs.
    pub fn differs(&self) -> bool {
        let differ = [self.about.is_empty(), self.layout.is_empty(), self.texts.is_empty(), self.indicators.is_empty()];
        self.from_period.is_none() || self.to_period.is_none() || differ.contains(&false)
    }
}
