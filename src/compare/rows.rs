//! A comparison in words: rows for a table, and the text for a terminal.
//!
//! The comparison has every figure, and JSON gives it whole. Rows and lines leave out what follows from another change, join periods that
//! say the same, and tell what papers share once.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::edition::Change;
use crate::model::FigureKind;

use super::sentences::{SentenceChange, shortened};
use super::{
    Comparison, FigureChange, IndicatorChanges, PaperChanges, Presence, Shown, Statement, TextChange, WhichFigure,
};

/// One line of the account: what differs, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// A code, the heading of a text, `layout`; the same in the rows that follow one another about it.
    pub of: String,
    /// The name of the indicator; empty for what is none.
    pub name: String,
    /// `2020-11`, `target`, `behind`.
    pub what: String,
    /// What differs.
    pub body: Body,
}

/// What a row says; the first of each pair is before, the second after, and what was not there is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A figure with its letters, what it is made of, its rating.
    Figure {
        /// `50% [p]`; both are empty where several figures have only this rating in common.
        value: [String; 2],
        /// `28/56`
        behind: [String; 2],
        /// `red`
        rating: [String; 2],
    },
    /// A few words.
    Pair([String; 2]),
    /// A sentence of a text, shortened to what differs.
    Sentence([String; 2]),
    /// What cannot be set against one another.
    Words(String),
}

/// Longer words stand below one another.
const LONG: usize = 70;
/// Of more sentences that came or went together only the first are told: whoever wants to read a whole text opens the paper.
const MOST_SENTENCES: usize = 4;
const SHOWN_SENTENCES: usize = 2;
/// The arrow from before to after.
const ARROW: &str = " → ";
const NOTHING: &str = "–";

impl Body {
    /// Before and after, each whole: the cells of a table.
    pub fn sides(&self) -> [String; 2] {
        match self {
            Self::Figure { value, behind, rating } => [0, 1].map(|side| {
                let behind = if behind[0] == behind[1] || behind[side].is_empty() {
                    String::new()
                } else {
                    format!("({})", behind[side])
                };
                let rating = if rating[0] == rating[1] { "" } else { &rating[side] };
                let figure = [value[side].as_str(), &behind]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" ");
                [figure.as_str(), rating].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            }),
            Self::Pair(sides) | Self::Sentence(sides) => sides.clone(),
            Self::Words(words) => [String::new(), words.clone()],
        }
    }

    /// In one line, where it is short enough for one.
    fn line(&self) -> Option<String> {
        match self {
            Self::Figure { value, behind, rating } => {
                let mut text = arrow(value);
                if behind[0] != behind[1] {
                    let blank = if text.is_empty() { "" } else { " " };
                    let _ = write!(text, "{blank}({})", arrow(behind));
                }
                if rating[0] != rating[1] {
                    let comma = if text.is_empty() { "" } else { ", " };
                    let _ = write!(text, "{comma}{}", arrow(rating));
                }
                Some(text)
            }
            Self::Pair(sides) => (sides.concat().chars().count() <= LONG).then(|| arrow(sides)),
            Self::Sentence(_) => None,
            Self::Words(words) => Some(words.clone()),
        }
    }
}

fn arrow([was, now]: &[String; 2]) -> String {
    if was == now {
        return now.clone();
    }
    let [was, now] = [was, now].map(|side| if side.is_empty() { NOTHING } else { side });
    format!("{was}{ARROW}{now}")
}

/// What is told of one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'c> {
    /// The paper.
    pub paper: &'c PaperChanges,
    /// About the whole, its layout, its texts, then its indicators.
    pub rows: Vec<Row>,
    /// How many more rows an earlier paper has told: papers that show the same indicators say the same about them.
    pub again: usize,
}

/// The rows of each paper; what several papers have in common is told of the first.
pub fn rows(comparison: &Comparison) -> Vec<Told<'_>> {
    let mut known: Vec<Row> = Vec::new();
    let mut told = Vec::new();
    for paper in &comparison.papers {
        // Layouts have files of the same names, so that these rows say something else of each paper.
        let mut rows: Vec<Row> = paper.about.iter().map(about).collect();
        rows.extend(layout(&paper.layout));
        let texts = paper.texts.iter().flat_map(|it| text(&it.part, "", "text", it));
        let shared: Vec<Row> = texts.chain(paper.indicators.iter().flat_map(|it| indicator(it, paper))).collect();
        let (again, new): (Vec<Row>, Vec<Row>) = shared.into_iter().partition(|row| known.contains(row));
        known.extend(new.iter().cloned());
        rows.extend(new);
        told.push(Told { paper, rows, again: again.len() });
    }
    told
}

impl Told<'_> {
    /// How much differs, in words: `3 figures, 1 rating; 2 changes told above`.
    pub fn counts(&self) -> String {
        let again = match self.again {
            0 => return counts(self.paper),
            1 => "1 change told above".to_owned(),
            n => format!("{n} changes told above"),
        };
        format!("{}; {again}", counts(self.paper))
    }
}

fn about(statement: &Statement) -> Row {
    let body = match statement.part.as_str() {
        "order" => Body::Words("its indicators stand in another order".to_owned()),
        _ => pair(statement),
    };
    Row { of: "paper".to_owned(), name: String::new(), what: statement.part.clone(), body }
}

fn pair(statement: &Statement) -> Body {
    Body::Pair([statement.was.clone(), statement.now.clone()])
}

/// Files and faces by their names, what became of them together.
fn layout(statements: &[Statement]) -> Vec<Row> {
    let row = |what: &str, body| Row { of: "layout".to_owned(), name: String::new(), what: what.to_owned(), body };
    let named = |before: &str| -> Vec<&Statement> {
        statements.iter().filter(|statement| statement.part.starts_with(before)).collect()
    };
    let mut rows: Vec<Row> = named("layout").into_iter().map(|it| row("name", pair(it))).collect();
    rows.extend(named("option ").into_iter().map(|it| row(&it.part, pair(it))));
    for (before, what) in [("file ", "files"), ("face ", "faces")] {
        let all = named(before);
        let became = |word: &str, is: fn(&Statement) -> bool| {
            let names: Vec<&str> = all.iter().filter(|it| is(it)).map(|it| &it.part[before.len()..]).collect();
            (!names.is_empty()).then(|| format!("{word} {}", names.join(", ")))
        };
        let changed = became("changed", |it| !it.was.is_empty() && !it.now.is_empty());
        let parts = [changed, became("new", |it| it.was.is_empty()), became("gone", |it| it.now.is_empty())];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        if !words.is_empty() {
            rows.push(row(what, Body::Words(words.join("; "))));
        }
    }
    rows
}

fn text(of: &str, name: &str, what: &str, text: &TextChange) -> Vec<Row> {
    let row = |body| Row { of: of.to_owned(), name: name.to_owned(), what: what.to_owned(), body };
    let mut rows = Vec::new();
    // Sentences that came or went together.
    for run in text.sentences.chunk_by(|a, b| side(a).is_some() && side(a) == side(b)) {
        let kept = if side(&run[0]).is_some() && run.len() > MOST_SENTENCES { SHOWN_SENTENCES } else { run.len() };
        // An item of a list bears its dash, which looks like the sign of what went.
        let item = |text: &str| text.trim_start_matches("- ").to_owned();
        let sentence = |change: &SentenceChange| shortened(&item(&change.was), &item(&change.now));
        rows.extend(run[..kept].iter().map(|change| row(Body::Sentence(sentence(change)))));
        if let (Some(side), Some(more @ 1..)) = (side(&run[0]), run.len().checked_sub(kept)) {
            let mut sides = [String::new(), String::new()];
            sides[side] = format!("… and {more} more sentences");
            rows.push(row(Body::Sentence(sides)));
        }
    }
    rows
}

/// The side on which a sentence stands alone.
fn side(change: &SentenceChange) -> Option<usize> {
    match (change.was.is_empty(), change.now.is_empty()) {
        (true, false) => Some(1),
        (false, true) => Some(0),
        (true, true) | (false, false) => None,
    }
}

fn indicator(changes: &IndicatorChanges, paper: &PaperChanges) -> Vec<Row> {
    let IndicatorChanges { code, name, .. } = changes;
    let row = |what: &str, body| Row { of: code.clone(), name: name.clone(), what: what.to_owned(), body };
    match changes.is {
        Presence::Came => return vec![row("new", Body::Words(name.clone()))],
        Presence::Went => return vec![row("gone", Body::Words(name.clone()))],
        Presence::Both => {}
    }
    let mut rows: Vec<Row> =
        grouped(&changes.figures).iter().map(|group| row(&label(group, paper), figure(group))).collect();
    rows.extend(changes.statements.iter().map(|statement| row(&statement.part, pair(statement))));
    rows.extend(changes.texts.iter().flat_map(|it| text(code, name, &it.part, it)));
    rows
}

/// Changes of one kind that say the same of several periods, and so are one line.
fn grouped(all: &[FigureChange]) -> Vec<Vec<&FigureChange>> {
    let mut groups: Vec<Vec<&FigureChange>> = Vec::new();
    for change in all {
        match groups.iter_mut().find(|group| says(group[0]) == says(change)) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups
}

/// What a change says; of what came or went, and of a rating or state alone, the figure is of no matter.
fn says(change: &FigureChange) -> (&WhichFigure, [Shown; 2]) {
    let mut sides = [change.was.clone(), change.now.clone()];
    let came_or_went = sides.contains(&Shown::default());
    for side in &mut sides {
        if came_or_went {
            *side = Shown {
                value: if *side == Shown::default() { String::new() } else { "figure".to_owned() },
                ..Shown::default()
            };
        } else if !change.what.contains(&Change::Figure) {
            let state = if change.what.contains(&Change::State) { side.state.clone() } else { String::new() };
            *side = Shown { state, rating: side.rating.clone(), ..Shown::default() };
        }
    }
    (&change.figure, sides)
}

fn label(group: &[&FigureChange], paper: &PaperChanges) -> String {
    let first = group[0];
    if first.figure == WhichFigure::Headline {
        return match (&paper.from_period, &paper.to_period) {
            (Some(was), Some(now)) if was != now => format!("{was}{ARROW}{now}"),
            _ => first.figure.to_string(),
        };
    }
    let mut periods: Vec<&str> = group.iter().map(|change| change.period.as_str()).collect();
    periods.sort_unstable();
    let when = match periods[..] {
        [one] => one.to_owned(),
        [first, .., last] if first.len() == last.len() => format!("{first} to {last} ({} periods)", periods.len()),
        _ => format!("{} periods", periods.len()),
    };
    match &first.figure {
        WhichFigure::Kind(FigureKind::Value) => when,
        beside => format!("{beside} {when}"),
    }
}

fn figure(group: &[&FigureChange]) -> Body {
    let change = group[0];
    let sides = [&change.was, &change.now];
    if group.len() > 1 && sides.contains(&&Shown::default()) {
        let came = change.was == Shown::default();
        return Body::Words(format!("{} figures {}", group.len(), if came { "came" } else { "went" }));
    }
    let shows_value = group.len() == 1 || change.what.contains(&Change::Figure);
    let shows_state = shows_value || change.what.contains(&Change::State);
    let value = sides.map(|side| {
        let value = if shows_value { side.value.as_str() } else { "" };
        let state = if shows_state { side.state.as_str() } else { "" };
        [value, state].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    });
    let behind = sides.map(|side| side.behind.clone());
    let behind = if shows_value { behind } else { Default::default() };
    Body::Figure { value, behind, rating: sides.map(|side| side.rating.to_lowercase()) }
}

/// How many of each kind, in words: `3 figures, 1 rating`.
fn counts(paper: &PaperChanges) -> String {
    let mut counted: BTreeMap<Change, usize> = BTreeMap::new();
    let mut count = |what: Change| *counted.entry(what).or_default() += 1;
    paper.about.iter().chain(&paper.layout).for_each(|it| count(it.what));
    paper.texts.iter().for_each(|it| count(it.what));
    for indicator in &paper.indicators {
        if indicator.is != Presence::Both {
            count(Change::Indicator);
        }
        indicator.figures.iter().flat_map(|it| &it.what).for_each(|what| count(*what));
        indicator.statements.iter().for_each(|it| count(it.what));
        indicator.texts.iter().for_each(|it| count(it.what));
    }
    let noun = |what: Change| match what {
        Change::Indicator => "indicator",
        Change::Figure => "figure",
        Change::State => "state",
        Change::Rating => "rating",
        Change::Definition => "definition",
        Change::Target => "target",
        Change::Commentary => "text",
        Change::Layout => "part of the layout",
        Change::Other => "other change",
    };
    let words = |(what, n): (&Change, &usize)| match (*n, *what) {
        (1, what) => format!("1 {}", noun(what)),
        (n, Change::Layout) => format!("{n} parts of the layout"),
        (n, what) => format!("{n} {}s", noun(what)),
    };
    counted.iter().map(words).collect::<Vec<_>>().join(", ")
}

/// Columns of the text are no wider; what is longer pushes the rest of its line to the right.
const WIDEST: [usize; 2] = [22, 32];
/// The text's width.
const WIDTH: usize = 110;

/// A comparison as text, line by line.
pub fn report(comparison: &Comparison) -> Vec<String> {
    let Comparison { from, to, .. } = comparison;
    if !comparison.differs {
        return vec![format!("no difference between {from} and {to}")];
    }
    let mut lines = vec![format!("Changes from {from} to {to}")];
    for told in rows(comparison) {
        let paper = told.paper;
        let only = match (&paper.from_period, &paper.to_period) {
            (Some(_), Some(_)) => None,
            (None, _) => Some(to),
            (_, None) => Some(from),
        };
        if let Some(side) = only {
            lines.extend([String::new(), paper.title.clone(), format!("  only in {side}")]);
        } else if paper.differs() {
            lines.extend([String::new(), paper.title.clone(), format!("  {}", told.counts())]);
            if !told.rows.is_empty() {
                lines.push(String::new());
                lines.extend(table(&told.rows));
            }
        }
    }
    let same: Vec<&str> = comparison.papers.iter().filter(|it| !it.differs()).map(|it| it.title.as_str()).collect();
    if !same.is_empty() {
        lines.extend([String::new(), format!("No difference: {}", same.join(", "))]);
    }
    lines
}

fn table(rows: &[Row]) -> Vec<String> {
    let width = |column: fn(&Row) -> &String, most: usize| {
        let widths = rows.iter().map(|row| column(row).chars().count());
        widths.filter(|width| *width <= most).max().unwrap_or(0)
    };
    let (first, second) = (width(|row| &row.of, WIDEST[0]), width(|row| &row.what, WIDEST[1]));
    let indent = 2 + first + 2 + second + 2;
    let mut lines = Vec::new();
    let mut before: Option<&Row> = None;
    for row in rows {
        let again = before.filter(|before| before.of == row.of);
        let of = if again.is_some() { "" } else { row.of.as_str() };
        let same_text = matches!(row.body, Body::Sentence(_)) && again.is_some_and(|before| before.what == row.what);
        let what = if same_text { "" } else { row.what.as_str() };
        let head = format!("  {of:first$}  {what:second$}  ");
        let body = match row.body.line() {
            Some(line) => wrapped(&line, "", indent),
            None => {
                let sides = row.body.sides();
                let signed = ["− ", "+ "].into_iter().zip(&sides).filter(|(_, side)| !side.is_empty());
                signed.flat_map(|(sign, side)| wrapped(side, sign, indent)).collect()
            }
        };
        for (i, line) in body.iter().enumerate() {
            let start = if i == 0 { head.clone() } else { " ".repeat(indent) };
            lines.push(format!("{start}{line}").trim_end().to_owned());
        }
        before = Some(row);
    }
    lines
}

/// A text in lines, those after the first under its first word.
fn wrapped(text: &str, sign: &str, indent: usize) -> Vec<String> {
    let room = WIDTH.saturating_sub(indent + sign.chars().count()).max(40);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let blank = " ".repeat(sign.chars().count());
    lines.iter().enumerate().map(|(i, line)| format!("{}{line}", if i == 0 { sign } else { &blank })).collect()
}
