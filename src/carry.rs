//! Last year's targets carried into the next: which values go on, the edited files, and the proof that nothing else has changed.
//!
//! The edited files are read again in memory, and the two scorecards compared, before one is written: a place that was not foreseen ends in
//! a refusal, not in a changed target.

use std::collections::BTreeMap;
use std::io;

use crate::diag::FileIndex;
use crate::figures::{Figures, Series};
use crate::load::edit::{Edited, NewEntry, Wanted, carry_on};
use crate::load::files::Survey;
use crate::load::raw::{RawDated, RawGoal, RawIndicator, RawProject, Text};
use crate::load::{ProjectFiles, clean};
use crate::model::{Date, Dated, Frequency, Goal, Indicator, Month, Period, Scorecard};

/// The definitions of a project with last year's targets standing as entries of the new year.
#[derive(Debug, Clone)]
pub struct NewYear {
    /// Which year.
    pub year: Period,
    /// Every value that goes on, in page order.
    pub carried: Vec<Carried>,
    /// How many values have an entry of the year already.
    pub already: usize,
    /// Who has still to set which targets: `by the Improvement Board` with `CLA18`, `CLA21`.
    pub to_be_set: Vec<(String, Vec<String>)>,
    /// The latest period with figures, where it lies in the new year already: its targets are being set behind it.
    pub begun: Option<Period>,
    /// The files with their new content.
    pub files: Vec<EditedFile>,
}

/// A value that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The indicator's code.
    pub code: String,
    /// Its name in the new year.
    pub name: String,
    /// Which of its values.
    pub what: Kept,
    /// As it is written, on one line.
    pub value: String,
    /// The path of its file.
    pub path: String,
    /// The line of its new entry, counted from one.
    pub line: usize,
    /// From when on it stands as an entry of its own.
    from: Period,
    /// From when on it was already in force; `None` where its own dates say it.
    first: Option<Period>,
}

/// A file of definitions with new entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedFile {
    /// Relative to the project's folder.
    pub path: String,
    /// What it held when it was read.
    pub before: Vec<u8>,
    /// What it is to hold.
    pub content: Vec<u8>,
}

/// The files of a project, some of them edited.
pub struct WithEdits<'f> {
    /// As they are.
    pub files: &'f dyn ProjectFiles,
    /// Those that are read with another content.
    pub edited: &'f [EditedFile],
}

impl ProjectFiles for WithEdits<'_> {
    fn list(&self) -> io::Result<Vec<String>> {
        self.files.list()
    }

    fn survey(&self) -> io::Result<Survey> {
        self.files.survey()
    }

    fn size(&self, path: &str) -> io::Result<u64> {
        self.edited(path).map_or_else(|| self.files.size(path), |file| Ok(file.content.len() as u64))
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.edited(path).map_or_else(|| self.files.read(path), |file| Ok(file.content.clone()))
    }
}

impl WithEdits<'_> {
    fn edited(&self, path: &str) -> Option<&EditedFile> {
        self.edited.iter().find(|file| file.path == path)
    }
}

/// A value of an indicator that holds until it is set anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// `target`.
    Target,
    /// `amber_within`.
    AmberWithin,
    /// `green_within`.
    GreenWithin,
    /// `floor`.
    Floor,
    /// The target of `minimum`.
    Minimum,
    /// The tolerance of `minimum`.
    MinimumAmberWithin,
}

impl Kept {
    const ALL: [Self; 6] =
        [Kept::Target, Kept::AmberWithin, Kept::GreenWithin, Kept::Floor, Kept::Minimum, Kept::MinimumAmberWithin];

    /// The key in the definition.
    pub fn name(self) -> &'static str {
        match self {
            Kept::Target => "target",
            Kept::AmberWithin => "amber_within",
            Kept::GreenWithin => "green_within",
            Kept::Floor => "floor",
            Kept::Minimum => "minimum",
            Kept::MinimumAmberWithin => "minimum amber_within",
        }
    }

    fn keys(self) -> &'static [&'static str] {
        match self {
            Kept::Target => &["target"],
            Kept::AmberWithin => &["amber_within"],
            Kept::GreenWithin => &["green_within"],
            Kept::Floor => &["floor"],
            Kept::Minimum => &["minimum", "target"],
            Kept::MinimumAmberWithin => &["minimum", "amber_within"],
        }
    }
}

/// Why nothing was carried.
#[derive(Debug, thiserror::Error)]
pub enum NotCarried {
    /// It is no year, or not the one whose turn it is.
    #[error("{0}")]
    WrongYear(String),
    /// A file cannot be read any more.
    #[error("`{path}` cannot be read: {error}")]
    Unreadable {
        /// Which file.
        path: String,
        /// What the operating system says.
        error: io::Error,
    },
    /// A file is not what it was when the project was checked.
    #[error("`{0}` was changed while it was read: run the command again")]
    Changed(String),
    /// The edited definitions would mean something else than before. This is a fault of ours.
    #[error(
        "internal error: {0} would not read as before, so nothing was written; please report it, and write the new entries by hand"
    )]
    OtherMeaning(String),
}

/// Carries the values of a checked project into a year. The result must pass [`compare`] before anything is written.
pub fn carry(
    raw: &RawProject,
    (scorecard, figures): (&Scorecard, &Figures),
    year: &str,
    files: &dyn ProjectFiles,
) -> Result<NewYear, NotCarried> {
    let (year, begun) = year_of(year, scorecard, figures).map_err(NotCarried::WrongYear)?;
    let mut new_year =
        NewYear { year, carried: Vec::new(), already: 0, to_be_set: Vec::new(), begun, files: Vec::new() };
    let raw_indicators = raw.themes.iter().flat_map(|theme| &theme.indicators);
    let raw_indicators: BTreeMap<&str, &RawIndicator> =
        raw_indicators.map(|raw| (raw.code.value.as_str(), raw)).collect();
    let mut edits: BTreeMap<FileIndex, Vec<(usize, Wanted)>> = BTreeMap::new();
    for (_, indicator) in scorecard.indicators() {
        if let Some(raw_indicator) = raw_indicators.get(indicator.code.as_str()) {
            let file = raw_indicator.code.span.file();
            let wanted = choose(raw_indicator, indicator, (scorecard, figures), raw.sources.path(file), &mut new_year);
            edits.entry(file).or_default().extend(wanted);
        }
    }
    for (file, edits) in edits.into_iter().filter(|(_, edits)| !edits.is_empty()) {
        let (path, text) = (raw.sources.path(file).to_owned(), raw.sources.text(file));
        let (places, wanted): (Vec<usize>, Vec<Wanted>) = edits.into_iter().unzip();
        let Some(Edited { text: edited, entries }) = carry_on(text, &wanted) else {
            return Err(NotCarried::OtherMeaning(format!("`{path}`")));
        };
        for (place, NewEntry { value, line }) in places.into_iter().zip(entries) {
            let carried = &mut new_year.carried[place];
            (carried.value, carried.line) = (value, line);
        }
        let before = files.read(&path).map_err(|error| NotCarried::Unreadable { path: path.clone(), error })?;
        let Some(mark) = before.strip_suffix(text.as_bytes()).filter(|mark| is_byte_order_mark(mark)) else {
            return Err(NotCarried::Changed(path));
        };
        let content = [mark, edited.as_bytes()].concat();
        new_year.files.push(EditedFile { path, before, content });
    }
    for of_one in new_year.carried.chunk_by_mut(|one, next| one.code == next.code) {
        of_one.sort_by_key(|carried| carried.line);
    }
    Ok(new_year)
}

/// Enters the values of one indicator that go on, each with its number among all that are carried.
fn choose(
    raw: &RawIndicator,
    indicator: &Indicator,
    (scorecard, figures): (&Scorecard, &Figures),
    path: &str,
    new_year: &mut NewYear,
) -> Vec<(usize, Wanted)> {
    let mut wanted = Vec::new();
    let from = first_period(scorecard, figures, indicator, new_year.year);
    if scorecard.has_ended(indicator, from.start()) {
        return wanted;
    }
    let first = in_force_since(scorecard, figures, new_year.year);
    for what in Kept::ALL {
        let Some(held) = held(raw, what) else { continue };
        if let Some(by) = held.to_be_set {
            still_to_be_set(&mut new_year.to_be_set, by, indicator, what);
        }
        let last = held.last.map(|text| Period::parse(&text.value, scorecard.calendar));
        match last {
            Some(Ok(last)) if last.start() >= from.start() => {
                new_year.already += 1;
                continue;
            }
            Some(_) => {}
            // "None" needs no date to hold on, and an indicator that begins with the new year has no past.
            None if held.is_none || begins_with(figures, indicator, from) => continue,
            None => {}
        }
        let code = raw.code.value.clone();
        let new = Wanted { code, keys: what.keys(), first: first.to_string(), from: from.to_string() };
        wanted.push((new_year.carried.len(), new));
        new_year.carried.push(Carried {
            code: indicator.code.to_string(),
            name: indicator.name.at_or_first(from).clone(),
            what,
            value: String::new(),
            path: path.to_owned(),
            line: 0,
            from,
            first: held.last.is_none().then_some(first),
        });
    }
    wanted
}

fn is_byte_order_mark(bytes: &[u8]) -> bool {
    bytes.is_empty() || bytes == "\u{feff}".as_bytes()
}

/// The year that a text names, where it is the one whose turn it is, and the latest period with figures where that lies in it.
///
/// It is the year after that of the latest figures; where the figures are yearly also the one after, because the year between has
/// no figures before it is over. A year whose first quarter is not over may still be caught up on.
fn year_of(written: &str, scorecard: &Scorecard, figures: &Figures) -> Result<(Period, Option<Period>), String> {
    let all = || figures.iter().map(|(_, series)| series);
    let figures = || {
        let figures = |frequency| all().flat_map(move |series| series.periods(frequency).map(move |at| (series, at)));
        Frequency::ALL.into_iter().flat_map(figures).filter_map(|(series, at)| {
            series.at(at).filter(|figure| figure.is_figure() && !figure.marks.forecast).map(|_| at)
        })
    };
    let latest = figures().max_by_key(|period| period.end());
    let last_month = latest.map(|latest| month_of(latest.end(), scorecard));
    let next = last_month.map(|month| month.year().earlier(-1));
    let turn = match latest.zip(next) {
        Some((latest, next)) => format!("after the latest figures, of {}, comes {next}", latest.label()),
        None => format!("a year is written `{}`", Period::month(Month::new(2021, 12), scorecard.calendar).year()),
    };
    let year = Period::parse(written, scorecard.calendar).ok().filter(|year| year.frequency() == Frequency::Year);
    let year = year.ok_or_else(|| format!("`{written}` is not a year: {turn}"))?;
    let (Some(latest), Some(last_month), Some(next)) = (latest, last_month, next) else { return Ok((year, None)) };
    let yearly = figures().all(|period| period.frequency().months() == 12);
    let first_quarter = last_month.year() == year && last_month.to_date().count() <= 3;
    if year == next || (yearly && year == next.earlier(-1)) {
        Ok((year, None))
    } else if first_quarter {
        Ok((year, Some(latest)))
    } else {
        Err(format!("{year} is not the new year: {turn}"))
    }
}

fn month_of(day: Date, scorecard: &Scorecard) -> Period {
    Period::month(Month::new(day.year(), day.month()), scorecard.calendar)
}

/// The month in which an indicator's own first period of a year begins: for one of school or calendar years its own year's.
fn first_period(scorecard: &Scorecard, figures: &Figures, indicator: &Indicator, year: Period) -> Period {
    let own = figures.of(&indicator.code).and_then(|series| series.frequency());
    let start = match own {
        Some(own @ (Frequency::AcademicYear | Frequency::CalendarYear)) => {
            let latest = year.latest(own);
            if latest.start() < year.start() { latest.earlier(-1).start() } else { latest.start() }
        }
        Some(Frequency::Month | Frequency::Quarter | Frequency::Year) | None => year.start(),
    };
    month_of(start, scorecard)
}

/// The first month of the year of the project's first figure, whosever it is: papers of every period that can be made keep what they hold.
/// Without any figure the year before the new one.
fn in_force_since(scorecard: &Scorecard, figures: &Figures, year: Period) -> Period {
    let first = figures.rows().flat_map(first_periods).map(|period| period.year().start()).min();
    month_of(first.unwrap_or_else(|| year.previous().start()), scorecard)
}

/// Whether an indicator has no past before a month: it takes another's place then, or its first figure is later.
fn begins_with(figures: &Figures, indicator: &Indicator, from: Period) -> bool {
    let own = figures.of(&indicator.code).into_iter().flat_map(first_periods);
    let began = indicator.replaces.as_ref().map(|replaces| replaces.from);
    own.chain(began).map(|period| period.start()).min().is_some_and(|first| first >= from.start())
}

fn first_periods(series: &Series) -> impl Iterator<Item = Period> + '_ {
    Frequency::ALL.into_iter().filter_map(move |frequency| series.periods(frequency).next())
}

/// A value of a definition as far as its being carried depends on it.
struct Held<'r> {
    /// Its last date, where it bears dates.
    last: Option<&'r Text>,
    /// It says that there is no target.
    is_none: bool,
    /// Who has still to set it.
    to_be_set: Option<&'r Text>,
}

fn held(raw: &RawIndicator, what: Kept) -> Option<Held<'_>> {
    let minimum = raw.minimum.as_ref();
    match what {
        Kept::Target => held_goal(raw.target.as_ref()),
        Kept::AmberWithin => held_text(raw.amber_within.as_ref()),
        Kept::GreenWithin => held_text(raw.green_within.as_ref()),
        Kept::Floor => held_text(raw.floor.as_ref()),
        Kept::Minimum => held_goal(minimum.and_then(|minimum| minimum.target.as_ref())),
        Kept::MinimumAmberWithin => held_text(minimum.and_then(|minimum| minimum.amber_within.as_ref())),
    }
}

fn held_goal(raw: Option<&RawDated<RawGoal>>) -> Option<Held<'_>> {
    let (last, goal) = last(raw?)?;
    let (is_none, to_be_set) = match goal {
        RawGoal::Word(word) => (word.value.trim() == "none", None),
        RawGoal::ToBeSet { by, .. } => (false, Some(by)),
        RawGoal::CutOffs { .. } | RawGoal::Activity(_) => (false, None),
    };
    Some(Held { last, is_none, to_be_set })
}

fn held_text(raw: Option<&RawDated<Text>>) -> Option<Held<'_>> {
    last(raw?).map(|(last, _)| Held { last, is_none: false, to_be_set: None })
}

fn last<T>(raw: &RawDated<T>) -> Option<(Option<&Text>, &T)> {
    match raw {
        RawDated::Always(value) => Some((None, value)),
        RawDated::From(entries) => entries.last().map(|(from, value)| (Some(from), value)),
    }
}

fn still_to_be_set(all: &mut Vec<(String, Vec<String>)>, by: &Text, indicator: &Indicator, what: Kept) {
    let by = clean(by.value.trim());
    let code = match what {
        Kept::Minimum => format!("{} minimum", indicator.code),
        Kept::Target | Kept::AmberWithin | Kept::GreenWithin | Kept::Floor | Kept::MinimumAmberWithin => {
            indicator.code.to_string()
        }
    };
    match all.iter_mut().find(|(known, _)| *known == by) {
        Some((_, codes)) => codes.push(code),
        None => all.push((by, vec![code])),
    }
}

/// Whether the edited definitions, read again, mean what they meant before the new year, and at its start what held last.
pub fn compare(before: &Scorecard, after: &Scorecard, new_year: &NewYear) -> Result<(), NotCarried> {
    for ((_, then), (_, now)) in before.indicators().zip(after.indicators()) {
        let carried = |what| new_year.carried.iter().find(|one| one.what == what && one.code == then.code.as_str());
        let standards = [then, now].map(|indicator| indicator.minimum.as_ref());
        let same = |what| match what {
            Kept::Target => holds_on(then.goal.as_ref(), now.goal.as_ref(), carried(what)),
            Kept::AmberWithin => holds_on(then.tolerance.as_ref(), now.tolerance.as_ref(), carried(what)),
            Kept::GreenWithin => holds_on(then.green_within.as_ref(), now.green_within.as_ref(), carried(what)),
            Kept::Floor => holds_on(then.floor.as_ref(), now.floor.as_ref(), carried(what)),
            Kept::Minimum => {
                let [then, now] = standards.map(|standard| standard.map(|standard| &standard.goal));
                holds_on(then, now, carried(what))
            }
            Kept::MinimumAmberWithin => {
                let [then, now] = standards.map(|standard| standard.and_then(|standard| standard.tolerance.as_ref()));
                holds_on(then, now, carried(what))
            }
        };
        if let Some(what) = Kept::ALL.into_iter().find(|what| !same(*what)) {
            return Err(NotCarried::OtherMeaning(format!("`{}` of `{}`", what.name(), then.code)));
        }
    }
    let rest = |scorecard: &Scorecard| format!("{:?}", without_kept(scorecard));
    if rest(before) == rest(after) { Ok(()) } else { Err(NotCarried::OtherMeaning("the project".to_owned())) }
}

/// In every month before the new date what held then, from it on what held last; without a new date the same throughout.
fn holds_on<T: PartialEq>(before: Option<&Dated<T>>, after: Option<&Dated<T>>, carried: Option<&Carried>) -> bool {
    let (before, after, carried) = match (before, after, carried) {
        (before, after, None) => return before == after,
        (None, _, Some(_)) | (_, None, Some(_)) => return false,
        (Some(before), Some(after), Some(carried)) => (before, after, carried),
    };
    let first_date = before.entries().find_map(|(from, _)| from);
    // Where the dates say since when it holds, also in the month before the first.
    let Some(earliest) = carried.first.or(first_date.map(|from| from.earlier(1))) else { return false };
    let months = (1..).map(|n| carried.from.earlier(n)).take_while(|month| month.start() >= earliest.start());
    let last = before.entries().next_back().map(|(_, value)| value);
    months.into_iter().all(|month| before.at(month) == after.at(month))
        && after.at(carried.from) == last
        && after.at(carried.from) == before.at(carried.from)
        && after.entries().next_back().is_some_and(|(from, value)| from == Some(carried.from) && Some(value) == last)
        && after.entries().count() == before.entries().count() + 1
}

/// A scorecard without the values that may be carried.
fn without_kept(scorecard: &Scorecard) -> Scorecard {
    let mut rest = scorecard.clone();
    for indicator in rest.themes.iter_mut().flat_map(|theme| &mut theme.indicators) {
        indicator.goal = None;
        indicator.tolerance = None;
        indicator.green_within = None;
        indicator.floor = None;
        if let Some(standard) = &mut indicator.minimum {
            (standard.goal, standard.tolerance) = (Dated::always(Goal::None), None);
        }
    }
    rest
}
