//! A whole project without its figures, whose invariants hold.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Brand, Break, Calendar, Commentary, Correction, Date, Dated, Event, Frequency, Indicator, IndicatorCode, Period,
    RevisionPolicy, SmallNumbers, Theme, Value, WorkingDays,
};

/// Definitions, benchmarks, commentary and papers of one organisation: all but its own figures, which are [`Figures`](crate::figures::Figures).
///
/// Every code that figures, benchmarks, papers, commentary or actions name has an indicator.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// The body whose scorecard it is.
    pub organisation: String,
    /// Its name at the end of a chart's line.
    pub short_name: String,
    /// A sentence for every page.
    pub notice: Option<String>,
    /// When its year starts.
    pub calendar: Calendar,
    /// Which days windows are counted in.
    pub working_days: WorkingDays,
    /// How small numbers are treated.
    pub small_numbers: SmallNumbers,
    /// Whether the figures travel inside the PDF.
    pub attach: bool,
    /// The council's own look.
    pub brand: Brand,
    /// Papers under their keys, in the order of the manifest.
    pub papers: Vec<Paper>,
    /// In the order of the manifest.
    pub meetings: Vec<Meeting>,
    /// In page order.
    pub themes: Vec<Theme>,
    /// When the source systems were asked, by the period that the file was for.
    pub extracted: BTreeMap<Period, Date>,
    /// Where the figures come from, in the words of the figures' files, each once, with the codes that the files hold.
    pub figure_sources: Vec<(String, BTreeSet<IndicatorCode>)>,
    /// In the order of the file.
    pub releases: Vec<Release>,
    /// The council's own number among the authorities of releases: `306`.
    pub area: Option<String>,
    /// Its statistical neighbours, by the authorities' numbers; a new set is a break.
    pub neighbours: Option<Dated<Vec<String>>>,
    /// After so many months a benchmark is marked as old.
    pub benchmark_old_after: u32,
    /// Of all periods.
    pub commentary: Vec<Commentary>,
    /// In the order of the file.
    pub actions: Vec<Action>,
    /// Why published figures changed, in the order of the file.
    pub corrections: Vec<Correction>,
    /// Which changes of back periods a paper lists.
    pub revisions: RevisionPolicy,
    /// Dated notes on every chart.
    pub events: Vec<Event>,
    /// From when on no figure can be compared with those before, and why.
    pub breaks: Vec<Break>,
}

/// The age in months after which a benchmark is marked as old, where a project says nothing else.
pub const BENCHMARK_OLD_AFTER: u32 = 24;

impl Scorecard {
    /// Every indicator with its theme, in page order.
    pub fn indicators(&self) -> impl Iterator<Item = (&Theme, &Indicator)> {
        self.themes.iter().flat_map(|theme| theme.indicators.iter().map(move |indicator| (theme, indicator)))
    }

    /// The indicator of a code.
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators().map(|(_, indicator)| indicator).find(|indicator| indicator.code.as_str() == code)
    }

    /// Whether an indicator is retired or replaced on a day.
    pub fn has_ended(&self, indicator: &Indicator, day: Date) -> bool {
        let all = self.indicators().map(|(_, indicator)| indicator);
        indicator.ends(all).is_some_and(|from| from.start() <= day)
    }

    /// The paper of this key.
    pub fn paper(&self, key: &str) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.key == key)
    }
}

/// The layout of a paper that names none.
pub const DEFAULT_LAYOUT: &str = "scorecard";

/// One title, panel and layout over a set of indicators.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its key in the manifest.
    pub key: String,
    /// On its first page.
    pub title: String,
    /// Who reads it.
    pub panel: String,
    /// The layout's name.
    pub layout: String,
    /// Which indicators; `None` means all.
    pub indicators: Option<Vec<IndicatorCode>>,
    /// How long its periods are; `None` means as short as those of its indicators.
    pub every: Option<Frequency>,
    /// What it chooses of its layout's options, as written.
    pub options: Vec<(String, String)>,
    /// Counts that a paper printed whose inputs are not public, by period.
    pub published: BTreeMap<Period, PublishedCounts>,
    /// How many clear days its panel's papers must be public before a meeting; `None` where no law binds the panel.
    pub clear_days: Option<u32>,
}

/// How many measures a paper had, and how many of them were outside their target, where it does not name them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedCounts {
    /// All.
    pub measures: u32,
    /// Those outside their target; not more than all.
    pub outside: u32,
}

impl Paper {
    /// Whether the paper shows an indicator.
    pub fn shows(&self, code: &IndicatorCode) -> bool {
        self.indicators.as_ref().is_none_or(|codes| codes.contains(code))
    }
}

/// A day on which a paper for a period is read.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Key of the paper.
    pub paper: String,
    /// The day.
    pub date: Date,
    /// The period the paper is for.
    pub period: Period,
    /// Its number on the agenda.
    pub item: Option<String>,
    /// What the agenda says beside it.
    pub label: Option<AgendaLabel>,
    /// By when commentary is wanted.
    pub commentary_due: Option<Date>,
    /// When the papers go out.
    pub dispatch: Option<Date>,
    /// The last day on which the law lets them go out; `None` where it does not bind the panel.
    pub last_day: Option<Date>,
}

impl Meeting {
    /// The number on the agenda with what stands beside it: `6`, `6 (to follow)`.
    pub fn item_with_label(&self) -> Option<String> {
        let item = self.item.as_ref()?;
        Some(self.label.map_or_else(|| item.clone(), |label| format!("{item} ({})", label.name())))
    }

    /// By when what goes into the papers must be there: commentary's own day, else the dispatch, else the last day of the law, else the meeting's.
    pub fn due(&self) -> Date {
        self.commentary_due.or(self.dispatch).or(self.last_day).unwrap_or(self.date)
    }
}

/// What an agenda says beside the number of a paper that does not go out with the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgendaLabel {
    /// It is sent later.
    ToFollow,
    /// It adds to papers that have gone out.
    Supplementary,
}

impl AgendaLabel {
    /// As agendas write it.
    pub fn name(self) -> &'static str {
        match self {
            AgendaLabel::ToFollow => "to follow",
            AgendaLabel::Supplementary => "supplementary",
        }
    }
}

/// What one release says about other areas.
#[derive(Debug, Clone)]
pub struct Release {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// Where it can be read.
    pub link: Option<String>,
    /// Areas in the order of the file, with figures by code and period; a missing figure is left out.
    pub areas: Vec<(String, AreaFigures)>,
    /// Local authorities by their number, with name and figures.
    pub authorities: BTreeMap<String, (String, AreaFigures)>,
    /// Whether every authority of the country is among them, so that a rank among them means something.
    pub complete: bool,
}

/// The figures of one area.
pub type AreaFigures = BTreeMap<IndicatorCode, BTreeMap<Period, Value>>;

/// Something the panel asked for.
#[derive(Debug, Clone)]
pub struct Action {
    /// Its number in the minutes.
    pub reference: String,
    /// What is to be done.
    pub action: String,
    /// By whom.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// The period whose paper tells it first; `None` means all.
    pub from: Option<Period>,
    /// When it was done.
    pub closed: Option<Date>,
    /// Which indicator it belongs to.
    pub indicator: Option<IndicatorCode>,
}
