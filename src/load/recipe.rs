//! `imports/*.yaml`: how a file of somebody else's is read, as `panelpack import` proposed it and a person left it.
//!
//! Columns go by their letters, and the headings that stood over them are kept beside: where they stand there no longer, nothing is read.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, FileIndex, Found, SourceMap};

use super::keys::recipe::{BENCHMARKS, RECIPE, ROW, TABLE};
use super::reader::{MapReader, list, map, text, texts};
use super::text::Text;
use super::yaml::{self, Data, Node};

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipe {
    /// The name of the file; `*` stands for what is another every time.
    pub file: String,
    /// What a bare year such as `2024` is.
    pub years: Years,
    /// What signs and words in place of figures stand for; empty for no figure.
    pub symbols: BTreeMap<String, String>,
    /// Sheets that somebody has seen and that are not read.
    pub sheets_not_read: Vec<String>,
    pub tables: Vec<Table>,
}

/// What a bare year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Years {
    /// The council's own that ends in it: `2024` is 2023/24, as the Department for Education writes.
    #[default]
    Ending,
    /// A school year that ends in it.
    Academic,
    /// A calendar year.
    Calendar,
}

/// One table of one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The name on the tab, with `*` for the period where that is in it; empty where the file has no tabs.
    pub sheet: String,
    /// The first and the last row of headings, counted from one.
    pub headings: (usize, usize),
    /// Letters and headings of the columns that are read, the periods aside.
    pub columns: BTreeMap<String, String>,
    /// Letters and headings of those that are not.
    pub not_read: BTreeMap<String, String>,
    pub periods: Periods,
    /// The column in which each row says what it is, where periods stand across: code or name, then the kind.
    pub keys: Vec<String>,
    /// Only rows in which these columns hold these texts.
    pub only: BTreeMap<String, String>,
    /// What is read, by the name of its row: `CLA18 out of`.
    pub rows: Vec<(String, Source)>,
    /// Codes whose figures are shares of one: 0.85 is 85%.
    pub shares_of_one: Vec<String>,
    /// Rows that are not read, by their keys.
    pub rows_not_read: Vec<Vec<String>>,
    /// The name of the file of figures, without its ending.
    pub figures: String,
    pub benchmarks: Option<Benchmarks>,
    /// What figures such as `01:02` are.
    pub durations: Option<Durations>,
    /// The column in which rows have their names, where these are no keys, and the names of `rows`.
    pub name_column: String,
    pub names: BTreeMap<String, String>,
    /// The column of targets, and what it showed for `rows`.
    pub target_column: String,
    pub targets: BTreeMap<String, String>,
}

/// What the two numbers of a duration such as `01:02` are; it is read in the smaller unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durations {
    YearsAndMonths,
    HoursAndMinutes,
    MinutesAndSeconds,
}

impl Durations {
    /// Their words in a recipe.
    pub const ALL: [(Self, &str); 3] = [
        (Self::YearsAndMonths, "years and months"),
        (Self::HoursAndMinutes, "hours and minutes"),
        (Self::MinutesAndSeconds, "minutes and seconds"),
    ];

    /// A duration in the smaller unit.
    pub fn figure(self, larger: u32, smaller: u32) -> u32 {
        let of = if self == Self::YearsAndMonths { 12 } else { 60 };
        larger.saturating_mul(of).saturating_add(smaller)
    }

    /// Its words.
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(durations, _)| *durations == self).map_or("", |(_, words)| words)
    }
}

/// What of a table comes into `benchmarks.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Benchmarks {
    /// The release's title, publisher, day and address, as in `benchmarks.yaml`; empty where nobody has said them.
    pub release: String,
    pub publisher: String,
    pub published: String,
    pub link: String,
    /// The codes whose figures can be compared with another area's.
    pub codes: Vec<String>,
    /// Areas, or authorities with their numbers, and the texts that columns have in their rows, instead of the table's `only`.
    pub areas: Vec<(String, BTreeMap<String, String>)>,
}

/// Where periods stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Periods {
    /// Over the columns.
    #[default]
    Across,
    /// In the column with this letter.
    Down(String),
    /// In the columns with these letters, which say together what period it is: the year, then the kind of year, the month or the quarter.
    Coded(String, String),
    /// In a name: all figures of a sheet are of that period.
    Named(Named),
}

/// The name that says of which period a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// That of its tab; the table is read of every sheet whose name fits its `sheet`, with `*` for the period.
    Sheet,
    /// That of the file.
    File,
}

impl Named {
    /// Its word in a recipe.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::File => "file",
        }
    }
}

/// Where the figures of a row stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In the row with these keys.
    Row(Vec<String>),
    /// In the column with this letter, in rows where other columns hold these texts.
    Column { letter: String, only: BTreeMap<String, String> },
    /// In the columns with these letters, over which the months or quarters of a year stand; each row is a year.
    Parts { letters: Vec<String>, only: BTreeMap<String, String> },
    /// In one cell: the row with these keys, the column with this letter.
    Cell { keys: Vec<String>, letter: String },
}

/// Reads a recipe; nothing where it cannot be followed, and then the reasons.
pub fn read(path: &str, content: &str, sources: &mut SourceMap) -> Result<Recipe, Vec<Diagnostic>> {
    of_text(content, sources.add(path.to_owned(), content.to_owned()))
}

/// The recipe in a text that is in the source map already.
pub fn of_text(content: &str, file: FileIndex) -> Result<Recipe, Vec<Diagnostic>> {
    let mut found = Found::default();
    let recipe = yaml::parse(content, file, &mut found).and_then(|node| recipe(node, &mut found));
    let found = found.into_vec();
    recipe.filter(|_| found.is_empty()).ok_or(found)
}

fn recipe(node: Node, found: &mut Found) -> Option<Recipe> {
    let mut keys = MapReader::new(node, &RECIPE, found)?;
    let file = keys.need_text("file", "the name of the file that is imported, `*` for what changes in it")?.value;
    let years = match keys.text("years") {
        None => Years::default(),
        Some(word) => years(&word.value).or_else(|| {
            let wrong = Diagnostic::new(Code::Recipe, format!("`{}` is no kind of year", word.value)).at(word.span);
            keys.diagnostics().push(wrong.hint("possible here: ending, academic, calendar"));
            None
        })?,
    };
    let symbols = keys.take("symbols").map(|node| strings(node, "`symbols`", keys.diagnostics())).unwrap_or_default();
    let sheets =
        keys.take("sheets_not_read").and_then(|node| texts(node, "`sheets_not_read`", "a sheet", keys.diagnostics()));
    let sheets_not_read = sheets.into_iter().flatten().map(|text| text.value).collect();
    let tables = keys.need("tables", "the tables that are read")?;
    let tables = list(tables, "`tables`", keys.diagnostics())?;
    let tables = tables.into_iter().filter_map(|node| table(node, keys.diagnostics())).collect();
    keys.finish();
    Some(Recipe { file, years, symbols, sheets_not_read, tables })
}

/// The kind of year that a word names.
pub fn years(word: &str) -> Option<Years> {
    match word {
        "ending" => Some(Years::Ending),
        "academic" => Some(Years::Academic),
        "calendar" => Some(Years::Calendar),
        _ => None,
    }
}

fn table(node: Node, found: &mut Found) -> Option<Table> {
    let mut keys = MapReader::new(node, &TABLE, found)?;
    let sheet = keys.text("sheet").map(|text| text.value).unwrap_or_default();
    let rows_of_headings = rows_of_headings(&mut keys)?;
    let mut by_text = |key: &'static str| {
        keys.take(key).map(|node| strings(node, &format!("`{key}`"), keys.diagnostics())).unwrap_or_default()
    };
    let [columns, not_read, only, names, targets] =
        ["columns", "not_read", "only", "names", "targets"].map(&mut by_text);
    let [name_column, target_column] =
        ["name_column", "target_column"].map(|key| keys.text(key).map(|text| text.value).unwrap_or_default());
    let durations = keys.text("durations").and_then(|word| durations(&word, keys.diagnostics()));
    let periods = keys.need("periods", "`across`, or the letter of their column")?;
    let periods = periods_of(periods, keys.diagnostics())?;
    let key_columns =
        keys.take("keys").and_then(|node| texts(node, "`keys`", "a letter", keys.diagnostics())).unwrap_or_default();
    let rows = keys.need("rows", "what is read, by codes")?;
    let rows = map(rows, "`rows`", keys.diagnostics())?;
    let rows =
        rows.into_iter().filter_map(|(name, node)| Some((name.value, source(node, keys.diagnostics())?))).collect();
    let rows_not_read = keys
        .take("rows_not_read")
        .and_then(|node| list(node, "`rows_not_read`", keys.diagnostics()))
        .unwrap_or_default();
    let rows_not_read = rows_not_read.into_iter().filter_map(|node| key_of(node, keys.diagnostics())).collect();
    let shares = keys
        .take("shares_of_one")
        .and_then(|node| texts(node, "`shares_of_one`", "a code", keys.diagnostics()))
        .unwrap_or_default();
    let figures = keys.need_text("figures", "the name of the file of figures, without its ending")?.value;
    let benchmarks = keys.take("benchmarks").and_then(|node| benchmarks(node, keys.diagnostics()));
    keys.finish();
    let shares_of_one = shares.into_iter().map(|text| text.value).collect();
    let letters = key_columns.into_iter().map(|text| text.value).collect();
    Some(Table {
        sheet,
        headings: rows_of_headings,
        columns,
        not_read,
        periods,
        keys: letters,
        only,
        rows,
        shares_of_one,
        rows_not_read,
        figures,
        benchmarks,
        durations,
        name_column,
        names,
        target_column,
        targets,
    })
}

/// The first and the last row of headings.
fn rows_of_headings(keys: &mut MapReader<'_>) -> Option<(usize, usize)> {
    let headings = keys.need_text("headings", "the rows of headings, e.g. `4` or `4 to 5`")?;
    let (first, last) = headings.value.split_once(" to ").unwrap_or((&headings.value, &headings.value));
    let rows = first.trim().parse().ok().zip(last.trim().parse().ok());
    let rows = rows.filter(|(first, last)| *first > 0 && first <= last);
    if rows.is_none() {
        keys.diagnostics().push(
            Diagnostic::new(Code::Recipe, "`headings` names no rows").at(headings.span).hint("write `4`, or `4 to 5`"),
        );
    }
    rows
}

fn durations(word: &Text, found: &mut Found) -> Option<Durations> {
    let known = Durations::ALL.into_iter().find(|(_, words)| *words == word.value);
    if known.is_none() {
        let all: Vec<&str> = Durations::ALL.iter().map(|(_, words)| *words).collect();
        let wrong = Diagnostic::new(Code::Recipe, format!("`{}` are no durations", word.value)).at(word.span);
        found.push(wrong.hint(format!("possible here: {}", all.join(", "))));
    }
    known.map(|(durations, _)| durations)
}

fn benchmarks(node: Node, found: &mut Found) -> Option<Benchmarks> {
    let mut keys = MapReader::new(node, &BENCHMARKS, found)?;
    let release = keys.need_text("release", "the title of the release")?.value;
    let [publisher, published, link] =
        ["publisher", "published", "link"].map(|key| keys.text(key).map(|text| text.value).unwrap_or_default());
    let codes = keys.need("codes", "the codes that are compared")?;
    let codes = texts(codes, "`codes`", "a code", keys.diagnostics())?;
    let areas = keys.need("areas", "areas and what columns hold in their rows: `England: {C: National}`")?;
    let areas = map(areas, "`areas`", keys.diagnostics())?;
    let area = |(name, node): (Text, Node)| {
        let what = format!("the area `{}`", name.value);
        (name.value, strings(node, &what, keys.diagnostics()))
    };
    let areas = areas.into_iter().map(area).collect();
    keys.finish();
    Some(Benchmarks {
        release,
        publisher,
        published,
        link,
        codes: codes.into_iter().map(|text| text.value).collect(),
        areas,
    })
}

fn periods_of(node: Node, found: &mut Found) -> Option<Periods> {
    if let Data::List(_) = node.data {
        let span = node.span;
        let letters: Vec<String> =
            texts(node, "`periods`", "a letter", found)?.into_iter().map(|text| text.value).collect();
        let [year, kind] = &letters[..] else {
            found.push(
                Diagnostic::new(
                    Code::Recipe,
                    "`periods` names two columns: the year, and the kind of year, the month or the quarter",
                )
                .at(span),
            );
            return None;
        };
        return Some(Periods::Coded(year.clone(), kind.clone()));
    }
    let word = text(node, "`periods`", found)?.value;
    Some(match word.as_str() {
        "across" => Periods::Across,
        "sheet" => Periods::Named(Named::Sheet),
        "file" => Periods::Named(Named::File),
        _ => Periods::Down(word),
    })
}

fn source(node: Node, found: &mut Found) -> Option<Source> {
    match &node.data {
        Data::Map(_) => {
            let mut keys = MapReader::new(node, &ROW, found)?;
            let only = keys.take("only").map(|node| strings(node, "`only`", keys.diagnostics())).unwrap_or_default();
            let row = keys.take("row").and_then(|node| key_of(node, keys.diagnostics()));
            let source = match (row, keys.take("months")) {
                (Some(row), _) => Source::Cell {
                    keys: row,
                    letter: keys.need_text("column", "the letter of the column in which its figures stand")?.value,
                },
                (None, Some(letters)) => {
                    let letters = texts(letters, "`months`", "a letter", keys.diagnostics())?;
                    Source::Parts { letters: letters.into_iter().map(|text| text.value).collect(), only }
                }
                (None, None) => Source::Column {
                    letter: keys.need_text("column", "the letter of the column in which its figures stand")?.value,
                    only,
                },
            };
            keys.finish();
            Some(source)
        }
        Data::Empty | Data::Scalar(_) | Data::List(_) => key_of(node, found).map(Source::Row),
    }
}

/// One text, or several.
fn key_of(node: Node, found: &mut Found) -> Option<Vec<String>> {
    match &node.data {
        Data::List(_) => texts(node, "a row", "a text of its keys", found)
            .map(|texts| texts.into_iter().map(|text| text.value).collect()),
        Data::Empty | Data::Scalar(_) | Data::Map(_) => text(node, "a row", found).map(|text| vec![text.value]),
    }
}

/// A map of texts; what is empty is an empty text.
fn strings(node: Node, what: &str, found: &mut Found) -> BTreeMap<String, String> {
    let entries = map(node, what, found).unwrap_or_default();
    let read = |(name, node): (Text, Node)| {
        let value = match node.data {
            Data::Empty => String::new(),
            Data::Scalar(_) | Data::List(_) | Data::Map(_) => text(node, &format!("`{}`", name.value), found)?.value,
        };
        Some((name.value, value))
    };
    entries.into_iter().filter_map(read).collect()
}

/// The rows of a table that an import wrote: its periods and its figures by name, as texts. `None` where a text is no such table.
pub fn written_rows(content: &str) -> Option<Vec<(String, Vec<String>)>> {
    let mut sources = SourceMap::default();
    let file = sources.add(String::new(), content.to_owned());
    let mut found = Found::default();
    let node = yaml::parse(content, file, &mut found)?;
    let cell = |node: Node| match node.data {
        Data::Scalar(text) => Some(text),
        Data::Empty => Some(String::new()),
        Data::List(_) | Data::Map(_) => None,
    };
    let row = |(name, node): (Text, Node)| match node.data {
        Data::List(cells) => Some((name.value, cells.into_iter().map(cell).collect::<Option<Vec<String>>>()?)),
        Data::Empty | Data::Scalar(_) | Data::Map(_) => None,
    };
    map(node, "a table", &mut found)?.into_iter().map(row).collect()
}
