//! Tables whose periods stand over their columns: an indicator a row, or its count, what it is out of and its percentage in rows one below the other.

use std::collections::BTreeMap;

use crate::load::recipe::{Periods, Source, Years as BareYears};
use crate::model::Calendar;
use crate::workbook::{Cell, Sheet, column_name};

use super::figure;
use super::found::{Block, Codes, Measure};
use super::heading::{self, Said};
use super::row_of_periods::{Headings, headings};
use super::rows::holds_days;
use super::words::{self, About, Kind};

/// The tables of a sheet, one under another.
pub fn find(sheet: &Sheet, calendar: Calendar, codes: &mut Codes) -> Vec<Block> {
    let headings = headings(sheet, BareYears::default(), calendar);
    // A line by itself before repeated headings is the theme of what follows them.
    let theme = |headings: &Headings| {
        let row = headings.rows.0.checked_sub(1)?;
        let mut filled = sheet.filled(row).map(|(_, cell)| cell.shown.as_str());
        filled.next().filter(|text| filled.next().is_none() && text.len() < 80).map(str::to_owned)
    };
    let are_all_headed = headings.len() > 1 && headings.iter().all(|headings| theme(headings).is_some());
    let themes: Vec<Option<String>> = headings
        .iter()
        .enumerate()
        .map(|(at, headings)| theme(headings).filter(|_| at > 0 || are_all_headed))
        .collect();
    let starts = headings.iter().zip(&themes).skip(1);
    let ends = starts.map(|(next, theme)| next.rows.0 - usize::from(theme.is_some())).chain([sheet.height()]);
    let ends: Vec<usize> = ends.collect();
    let mut blocks = Vec::new();
    for ((headings, theme), end) in headings.iter().zip(themes).zip(ends) {
        let mut found = block(sheet, &sheet.name, headings, end, codes);
        for measure in found.iter_mut().flat_map(|block| &mut block.measures) {
            measure.theme = measure.theme.take().or_else(|| theme.clone());
        }
        blocks.extend(found);
    }
    blocks
}

/// What the columns beside the periods are.
struct Columns {
    about: BTreeMap<About, usize>,
    headings: BTreeMap<usize, String>,
}

/// A table under headings; what has no code is named by `place`.
pub fn block(sheet: &Sheet, place: &str, headings: &Headings, end: usize, codes: &mut Codes) -> Option<Block> {
    let rows: Vec<usize> = (headings.rows.1 + 1..end).filter(|row| !sheet.is_row_hidden(*row)).collect();
    let has_figures = |row: usize| {
        let cells = headings.periods.keys().map(|column| sheet.cell(row, *column));
        cells.clone().any(|cell| figure::read(cell) != figure::Figure::None) && !holds_days(cells)
    };
    let last = rows.iter().rposition(|row| has_figures(*row))?;
    let columns = columns(sheet, headings, &rows[..=last])?;
    if let Some(refused) = crowded(sheet, headings, &rows[..=last]) {
        return Some(Block { refused: Some(refused), ..Block::default() });
    }
    let mut block = Block::default();
    let mut reader = Rows {
        sheet,
        columns: &columns,
        theme: None,
        code: String::new(),
        name: String::new(),
        lines: Vec::new(),
        dropped: Vec::new(),
    };
    for row in &rows[..=last] {
        reader.take(*row, has_figures(*row));
    }
    let Rows { lines, dropped, .. } = reader;
    let keys = key_columns(&lines, &columns);
    put_lines(&mut block, &lines, &keys, &columns, (sheet, place), codes);
    block.settle_kinds();
    block.left_out.extend(left_out(sheet, headings, &columns, &rows[last + 1..]));
    block.left_out.extend(dropped);
    name_columns(&mut block, headings, &columns, &keys);
    block.table.sheet.clone_from(&sheet.name);
    (!block.measures.is_empty()).then_some(block)
}

/// Puts the rows into a table, each once, under the indicators that they are of.
fn put_lines(
    block: &mut Block,
    lines: &[Line],
    keys: &[About],
    columns: &Columns,
    (sheet, place): (&Sheet, &str),
    codes: &mut Codes,
) {
    let mut seen: Vec<Vec<String>> = Vec::new();
    for line in lines {
        let key: Vec<String> = keys.iter().map(|about| line.key(*about)).collect();
        if words::is_target(&line.kind_word) {
            block.left_out.push(format!("row {}: targets of `{}`", line.row + 1, key.join(" ")));
            block.table.rows_not_read.push(key);
            continue;
        }
        if seen.contains(&key) {
            block.decisions.push(format!(
                "row {} is called `{}` like a row above and is not read: give it another code or name if its figures are wanted",
                line.row + 1,
                key.join(" ")
            ));
            continue;
        }
        seen.push(key.clone());
        let measure = measure(line, &mut block.measures, place, codes);
        let is_first = !block.table.rows.iter().any(|(row, _)| words_begin(row, &measure.code));
        let (name, second) = (measure.code.clone(), line.kind);
        // A percentage beside its counts is compared with them, and they are what is read.
        let row_name = match second {
            Some(Kind::OutOf) => format!("{name} out of"),
            Some(Kind::Percent) => format!("{name} percent"),
            Some(Kind::Count) | None => name,
        };
        let beside = columns.about.get(&About::Name).filter(|_| is_first && !keys.contains(&About::Name));
        let beside = beside.map(|column| sheet.text_over(line.row, *column)).filter(|name| !name.is_empty());
        if let Some(beside) = beside {
            block.table.names.insert(row_name.clone(), beside.to_owned());
        }
        let target = columns.about.get(&About::Target).map(|column| sheet.text_over(line.row, *column));
        if let Some(target) = target.filter(|target| is_first && !target.is_empty()) {
            block.table.targets.insert(row_name.clone(), target.to_owned());
        }
        block.table.rows.push((row_name, Source::Row(key)));
    }
}

/// Says where headings, keys and names stand, and which columns are read.
fn name_columns(block: &mut Block, headings: &Headings, columns: &Columns, keys: &[About]) {
    block.table.headings = (headings.rows.0 + 1, headings.rows.1 + 1);
    block.table.periods = Periods::Across;
    block.table.keys = keys.iter().map(|about| column_name(columns.about[about])).collect();
    let heading = |column: usize| columns.headings.get(&column).cloned().unwrap_or_default();
    block.table.columns = columns.about.values().map(|column| (column_name(*column), heading(*column))).collect();
    let is_read = |column: &usize| columns.about.values().any(|read| read == column);
    block.table.not_read = columns
        .headings
        .iter()
        .filter(|(column, _)| !is_read(column))
        .map(|(column, heading)| (column_name(*column), heading.clone()))
        .collect();
    if let Some(column) = columns.about.get(&About::Target).filter(|_| !block.table.targets.is_empty()) {
        block.table.target_column = column_name(*column);
    }
    if let Some(column) = columns.about.get(&About::Name).filter(|_| !block.table.names.is_empty()) {
        block.table.name_column = column_name(*column);
    }
}

/// Whether the name of a row is a code, or a code and what the row holds of it.
fn words_begin(row: &str, code: &str) -> bool {
    row.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A row of figures with what it says of itself.
struct Line {
    row: usize,
    code: String,
    /// As it stands there, and without the word that says what the row holds.
    name: String,
    base: String,
    kind_word: String,
    kind: Option<Kind>,
    theme: Option<String>,
    said: BTreeMap<About, String>,
}

impl Line {
    fn key(&self, about: About) -> String {
        match about {
            About::Code => self.code.clone(),
            About::Kind => self.kind_word.clone(),
            _ => self.name.clone(),
        }
    }
}

/// Rows one after the other: what stands in the first of several holds for those below.
struct Rows<'a> {
    sheet: &'a Sheet,
    columns: &'a Columns,
    theme: Option<String>,
    code: String,
    name: String,
    lines: Vec<Line>,
    dropped: Vec<String>,
}

impl Rows<'_> {
    fn take(&mut self, row: usize, has_figures: bool) {
        let text = |about: About| {
            self.columns.about.get(&about).map_or("", |column| self.sheet.text_over(row, *column)).to_owned()
        };
        let (code, name, kind_word) = (text(About::Code), text(About::Name), text(About::Kind));
        if !has_figures {
            let only: Vec<&str> = self.sheet.filled(row).map(|(_, cell)| cell.shown.as_str()).collect();
            match only[..] {
                [] => {}
                // A line by itself is the theme of what follows.
                [theme] if theme.len() < 80 => self.theme = Some(theme.to_owned()),
                _ => self.dropped.push(format!(
                    "row {}: `{}` has no figures",
                    row + 1,
                    only.join(" ").chars().take(60).collect::<String>()
                )),
            }
            return;
        }
        let goes_on = code.is_empty() && name.is_empty();
        if goes_on && (kind_word.is_empty() || self.lines.is_empty()) {
            self.dropped.push(format!("row {}: its figures have no name", row + 1));
            return;
        }
        let is_coded = self.columns.about.contains_key(&About::Code);
        let base_of = |name: &str| words::split_kind(name).0.to_owned();
        // A code holds for the rows below it that are about the same, and a name for those of its code.
        let is_other = code.is_empty() && !name.is_empty() && base_of(&name) != base_of(&self.name);
        let begins = !code.is_empty() && code != self.code;
        if !code.is_empty() || !is_coded || is_other {
            self.code.clone_from(&code);
        }
        if !name.is_empty() || begins {
            self.name.clone_from(&name);
        }
        let (base, by_name) = words::split_kind(&self.name);
        let kind = words::kind(&kind_word).or(by_name);
        let said =
            self.columns.about.iter().filter(|(about, _)| !matches!(about, About::Code | About::Name | About::Kind));
        let said = said
            .map(|(about, column)| (*about, self.sheet.text_over(row, *column).to_owned()))
            .filter(|(_, text)| !text.is_empty());
        // Where one row says everything, its kind is its unit.
        let unit = Some((About::Unit, kind_word.clone())).filter(|_| {
            words::kind(&kind_word).is_none_or(|kind| kind != Kind::OutOf)
                && words::unit(&kind_word).is_some_and(|unit| unit != "percent" && unit != "count")
        });
        let said = said.chain(unit).collect();
        let theme = self.theme.clone();
        self.lines.push(Line {
            row,
            code: self.code.clone(),
            name: self.name.clone(),
            base: base.to_owned(),
            kind_word,
            kind,
            theme,
            said,
        });
    }
}

/// The fewest columns that tell the rows apart.
fn key_columns(lines: &[Line], columns: &Columns) -> Vec<About> {
    let there: Vec<About> =
        [About::Code, About::Kind, About::Name].into_iter().filter(|about| columns.about.contains_key(about)).collect();
    let tells_apart = |keys: &[About]| {
        let mut all: Vec<Vec<String>> =
            lines.iter().map(|line| keys.iter().map(|about| line.key(*about)).collect()).collect();
        let filled = all.iter().all(|key| key.iter().any(|text| !text.is_empty()));
        all.sort();
        filled && all.windows(2).all(|pair| pair[0] != pair[1])
    };
    let choices: [&[About]; 6] = [
        &[About::Code],
        &[About::Name],
        &[About::Code, About::Kind],
        &[About::Name, About::Kind],
        &[About::Code, About::Name],
        &[About::Code, About::Name, About::Kind],
    ];
    let possible = |keys: &&&[About]| keys.iter().all(|key| there.contains(key));
    choices.iter().filter(possible).find(|keys| tells_apart(keys)).map_or(there.clone(), |keys| keys.to_vec())
}

fn measure<'m>(line: &Line, measures: &'m mut Vec<Measure>, place: &str, codes: &mut Codes) -> &'m Measure {
    let (base_code, by_code) = words::split_kind(&line.code);
    let is_coded = line.code.is_empty();
    let code = if is_coded {
        codes.of_name(&line.base, place)
    } else {
        codes.of_code(if by_code.is_some() { base_code } else { &line.code })
    };
    let at = measures.iter().position(|measure| measure.code == code).unwrap_or_else(|| {
        let was = (!is_coded && code != line.code && by_code.is_none()).then(|| line.code.clone());
        let name = if line.base.is_empty() { line.code.clone() } else { line.base.clone() };
        measures.push(Measure {
            code,
            name,
            theme: line.theme.clone().or_else(|| line.said.get(&About::Theme).cloned()),
            is_coded,
            was,
            ..Measure::default()
        });
        measures.len() - 1
    });
    let measure = &mut measures[at];
    measure.kinds.extend(line.kind.or(by_code));
    for (about, text) in &line.said {
        measure.said.entry(*about).or_insert_with(|| text.clone());
    }
    measure
}

fn columns(sheet: &Sheet, headings: &Headings, rows: &[usize]) -> Option<Columns> {
    let heading = |column: usize| {
        let rows = headings.rows.0..=headings.rows.1;
        rows.rev().map(|row| sheet.text_over(row, column)).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    };
    let texts = |column: usize| -> Vec<&str> {
        rows.iter().map(|row| sheet.text(*row, column)).filter(|text| !text.is_empty()).collect()
    };
    let beside = (0..sheet.width())
        .filter(|column| !headings.periods.contains_key(column) && !sheet.is_column_hidden(*column))
        .filter(|column| !texts(*column).is_empty() || !heading(*column).is_empty());
    let all: BTreeMap<usize, String> = beside.map(|column| (column, heading(column))).collect();
    let mut about = BTreeMap::new();
    for (column, heading) in &all {
        // `Measure` stands over names, and over words such as `Numerator` as well.
        let is_named =
            |is: &About| *is != About::Name || !are_kinds(&texts(*column)) && !words::are_targets(&texts(*column));
        let Some(is) = words::about(heading).filter(|is| !texts(*column).is_empty() && is_named(is)) else { continue };
        // Under `KPI` stand names, or numbers beside names.
        let is_number = |column: usize| texts(column).iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        match about.get(&is).copied() {
            Some(before) if is == About::Name && is_number(before) && !about.contains_key(&About::Code) => {
                about.extend([(About::Code, before), (About::Name, *column)]);
            }
            Some(before) if is == About::Target && is_later(heading, &all[&before]) => _ = about.insert(is, *column),
            Some(_) => {}
            None => _ = about.insert(is, *column),
        }
    }
    let first = *headings.periods.keys().next()?;
    let free = |about: &BTreeMap<About, usize>| -> Vec<(usize, Vec<&str>)> {
        let free = all.keys().copied().filter(|column| !about.values().any(|taken| taken == column));
        free.map(|column| (column, texts(column))).filter(|(_, texts)| !texts.is_empty()).collect()
    };
    let kinds = free(&about).into_iter().find(|(_, texts)| are_kinds(texts) || words::are_targets(texts));
    about.extend(kinds.map(|(column, _)| (About::Kind, column)));
    if !about.contains_key(&About::Name) {
        let before = free(&about).into_iter().filter(|(column, _)| *column < first);
        let longest = before.max_by_key(|(_, texts)| texts.iter().map(|text| text.len()).sum::<usize>());
        about.extend(longest.map(|(column, _)| (About::Name, column)));
    }
    if !about.contains_key(&About::Code) {
        let code = free(&about).into_iter().find(|(column, texts)| *column < first && texts.iter().all(is_like_code));
        about.extend(code.map(|(column, _)| (About::Code, column)));
    }
    // A definition under the heading of a name, and no name.
    let is_nameless = !about.contains_key(&About::Name) && !about.contains_key(&About::Code);
    if is_nameless && let Some(column) = about.remove(&About::Definition) {
        about.insert(About::Name, column);
    }
    take_codes_apart(&mut about, |column| texts(column).iter().all(is_like_code));
    let is_named = about.contains_key(&About::Name) || about.contains_key(&About::Code);
    is_named.then_some(Columns { about, headings: all })
}

/// `PI` over codes beside `Description` over names.
fn take_codes_apart(about: &mut BTreeMap<About, usize>, are_codes: impl Fn(usize) -> bool) {
    let both = about.get(&About::Name).copied().zip(about.get(&About::Definition).copied());
    if let Some((code, name)) = both.filter(|(code, _)| !about.contains_key(&About::Code) && are_codes(*code)) {
        about.extend([(About::Code, code), (About::Name, name)]);
        about.remove(&About::Definition);
    }
}

/// Whether a heading such as `Target 23/24` names a later year than another.
fn is_later(heading: &str, other: &str) -> bool {
    let year = |heading: &str| match heading::of_cell(&Cell::text(heading), Calendar::default()) {
        Some(Said::Period(period)) => Some(period.end().year()),
        Some(Said::BareYear(year)) => Some(year),
        _ => None,
    };
    year(heading).zip(year(other)).is_some_and(|(one, other)| one > other)
}

/// Columns of figures that have no period of their own, beside one that has: nothing says which of them is the figure.
fn crowded(sheet: &Sheet, headings: &Headings, rows: &[usize]) -> Option<String> {
    let first = *headings.periods.keys().next()?;
    let (top, last) = headings.rows;
    let is_bare = |column: usize| (top..=last).all(|row| sheet.text(row, column).is_empty());
    let has_figures = |column: usize| {
        rows.iter().any(|row| {
            let is_named = (0..first).any(|column| !sheet.text_over(*row, column).is_empty());
            is_named && matches!(figure::read(sheet.cell(*row, column)), figure::Figure::Number(_))
        })
    };
    let column = (first..sheet.width()).find(|column| {
        !headings.periods.contains_key(column)
            && !sheet.is_column_hidden(*column)
            && is_bare(*column)
            && has_figures(*column)
    })?;
    let beside = headings.periods.keys().rev().find(|beside| **beside < column)?;
    Some(format!(
        "the table below row {} is not read: columns {} and {} have figures and stand under one period, `{}`; give each column its own period, as `Apr-23`, or write `Actual` under the period over the one that counts",
        last + 1,
        column_name(*beside),
        column_name(column),
        sheet.text_over(last, *beside)
    ))
}

/// A column of words such as `Numerator` says what its rows are, whatever stands over it; beside them may stand units.
fn are_kinds(texts: &[&str]) -> bool {
    let is = |kind: Kind| texts.iter().any(|text| words::kind(text) == Some(kind));
    let fits = |text: &&str| words::kind(text).is_some() || words::unit(text).is_some();
    is(Kind::Count) && is(Kind::OutOf) && texts.iter().all(fits)
}

fn is_like_code(text: &&str) -> bool {
    text.len() < 16 && text.contains(|c: char| c.is_ascii_digit()) && text.chars().filter(|c| *c == ' ').count() < 2
}

/// What a sheet shows around the table.
fn left_out(sheet: &Sheet, headings: &Headings, columns: &Columns, below: &[usize]) -> Vec<String> {
    let is_read = |column: &usize| columns.about.values().any(|read| read == column);
    let mut left_out: Vec<String> = columns
        .headings
        .iter()
        .filter(|(column, _)| !is_read(column))
        .map(|(column, heading)| {
            let letter = column_name(*column);
            let is_dated = heading::of_other_words(&Cell::text(heading), Calendar::default()).is_some();
            match () {
                () if heading.is_empty() => format!("column {letter}, without a heading"),
                () if is_dated && words::names_target(heading) => format!("column {letter}, `{heading}`: targets"),
                () if is_dated => format!("column {letter}, `{heading}`: other words stand beside its period"),
                () => format!("column {letter}, `{heading}`"),
            }
        })
        .collect();
    let hidden = (0..sheet.width()).filter(|column| sheet.is_column_hidden(*column));
    left_out.extend(hidden.map(|column| {
        let heading = sheet.text_over(headings.rows.1, column);
        let heading = if heading.is_empty() { String::new() } else { format!(", `{heading}`") };
        format!("hidden: column {}{heading}", column_name(column))
    }));
    let hidden = (headings.rows.1..sheet.height())
        .filter(|row| sheet.is_row_hidden(*row) && sheet.filled(*row).next().is_some());
    let hidden: Vec<String> = hidden.map(|row| (row + 1).to_string()).collect();
    if !hidden.is_empty() {
        left_out.push(format!("hidden: row {}", hidden.join(", ")));
    }
    let notes = below.iter().filter_map(|row| Some((row, sheet.filled(*row).next()?.1)));
    left_out.extend(
        notes.map(|(row, cell)| format!("row {}: `{}`", row + 1, cell.shown.chars().take(60).collect::<String>())),
    );
    left_out
}
