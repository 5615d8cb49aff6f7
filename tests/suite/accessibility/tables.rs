//! Tables: every figure can be heard with the headers that it stands under, and with no others.

use panelpack::Selection;

use super::tree::Element;
use super::{Reading, caught, headings, no_paper_has, order, plain, small};
use crate::common::{compile, pdf, small_project};

/// A cell with the rows and columns that it takes.
pub struct Cell<'e> {
    pub element: &'e Element,
    row: usize,
    pub column: usize,
}

impl Cell<'_> {
    pub fn is_header(&self) -> bool {
        self.element.role == "TH"
    }

    /// Whether it heads columns, not rows.
    fn heads_columns(&self) -> bool {
        self.is_header() && matches!(self.element.scope.as_deref(), Some("Column" | "Both"))
    }

    fn heads_rows(&self) -> bool {
        self.is_header() && matches!(self.element.scope.as_deref(), Some("Row" | "Both"))
    }

    pub fn shares_column(&self, other: &Cell<'_>) -> bool {
        self.column < other.column + other.element.column_span && other.column < self.column + self.element.column_span
    }

    fn shares_row(&self, other: &Cell<'_>) -> bool {
        self.row < other.row + other.element.row_span && other.row < self.row + self.element.row_span
    }

    fn words(&self) -> String {
        plain(&self.element.text())
    }

    fn place(&self) -> String {
        format!("row {} column {} `{}`", self.row + 1, self.column + 1, self.words())
    }
}

/// The rows of a table, whatever groups they stand in.
fn rows(table: &Element) -> Vec<&Element> {
    let of_group = |element: &'_ Element| matches!(element.role.as_str(), "THead" | "TBody" | "TFoot");
    let below = table.elements().flat_map(|element| if of_group(element) { rows(element) } else { vec![element] });
    below.filter(|element| element.role == "TR").collect()
}

/// The cells with their places, and how wide each row came out.
pub fn grid(table: &Element) -> (Vec<Cell<'_>>, Vec<usize>) {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    let mut widths = Vec::new();
    for (row, line) in rows(table).into_iter().enumerate() {
        let from_above = |column: usize, cells: &[Cell<'_>]| {
            cells.iter().any(|cell| {
                let columns = cell.column..cell.column + cell.element.column_span;
                cell.row < row && row < cell.row + cell.element.row_span && columns.contains(&column)
            })
        };
        let mut column = 0;
        for element in line.elements() {
            while from_above(column, &cells) {
                column += 1;
            }
            cells.push(Cell { element, row, column });
            column += element.column_span;
        }
        while from_above(column, &cells) {
            column += 1;
        }
        widths.push(column);
    }
    (cells, widths)
}

/// The header cells that a cell names, those above them that these name, and so on. That the header of a row stands
/// in a column of its own is of no matter to its row.
fn named<'c, 'e>(cell: &Cell<'e>, cells: &'c [Cell<'e>]) -> Result<Vec<&'c Cell<'e>>, String> {
    let mut found: Vec<&Cell<'_>> = Vec::new();
    let mut open: Vec<&str> = cell.element.headers.iter().map(String::as_str).collect();
    while let Some(id) = open.pop() {
        let header = cells.iter().find(|cell| cell.is_header() && cell.element.id.as_deref() == Some(id));
        let header = header.ok_or_else(|| format!("{} names a header `{id}` that is not there", cell.place()))?;
        if !found.iter().any(|known| std::ptr::eq(*known, header)) {
            found.push(header);
            if header.heads_rows() {
                continue;
            }
            open.extend(header.element.headers.iter().map(String::as_str));
        }
    }
    Ok(found)
}

fn faults_of(table: &Element) -> Vec<String> {
    let (cells, widths) = grid(table);
    let mut faults = Vec::new();
    if widths.iter().any(|width| *width != widths[0]) {
        faults.push(format!("its rows have {widths:?} columns"));
    }
    if !cells.iter().any(Cell::is_header) {
        faults.push("it has no header cell".to_owned());
    }
    for header in cells.iter().filter(|cell| cell.is_header()) {
        if !header.heads_columns() && !header.heads_rows() {
            faults.push(format!("the header {} has no scope", header.place()));
        }
        if header.words().is_empty() {
            faults.push(format!("the header {} is empty", header.place()));
        }
    }
    let (has_columns, has_rows) = (cells.iter().any(Cell::heads_columns), cells.iter().any(Cell::heads_rows));
    for cell in cells.iter().filter(|cell| !cell.is_header()) {
        let above = |header: &&Cell<'_>| header.heads_columns() && header.row < cell.row && header.shares_column(cell);
        // A name over the figures of its row takes the width of the table.
        let over = |header: &Cell<'_>| {
            header.element.column_span == widths[0] && header.row + header.element.row_span == cell.row
        };
        let beside = |header: &&Cell<'_>| header.heads_rows() && (header.shares_row(cell) || over(header));
        if has_columns && !cells.iter().any(|header| above(&header)) {
            faults.push(format!("no column header stands above {}", cell.place()));
        }
        if has_rows && !cells.iter().any(|header| beside(&header)) {
            faults.push(format!("no row header stands beside {}", cell.place()));
        }
        // Where a cell names its headers, readers say these and look for no others.
        let named = match named(cell, &cells) {
            Ok(named) => named,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        for header in &named {
            if !above(header) && !beside(header) {
                faults.push(format!("{} is said to stand under `{}`", cell.place(), header.words()));
            }
        }
        if !named.is_empty() && has_columns && !named.iter().any(above) {
            faults.push(format!("{} does not name the header of its column", cell.place()));
        }
    }
    faults
}

pub fn faults(reading: &Reading) -> Vec<String> {
    let of_table = |(i, table): (usize, &Element)| {
        let (cells, _) = grid(table);
        let first = cells.first().map(Cell::words).unwrap_or_default();
        let name = format!("table {} that begins with `{first}`", i + 1);
        faults_of(table).into_iter().map(|fault| format!("{name}: {fault}")).collect::<Vec<_>>()
    };
    reading.tree.all("Table").into_iter().enumerate().flat_map(of_table).collect()
}

#[test]
fn every_figure_of_a_table_is_heard_with_its_own_headers() {
    no_paper_has(faults);
}

#[test]
fn the_papers_have_tables_with_both_kinds_of_headers() {
    // A layout in plain words may have none, and in large print counts of ratings stand in a table without row headers.
    let has_rows = |reading: &Reading| reading.tree.all("Table").into_iter().any(|table| rows(table).len() > 3);
    for (paper, reading) in super::readings().filter(|(_, reading)| has_rows(reading)) {
        let tables = reading.tree.all("Table");
        let scopes: Vec<String> =
            tables.iter().flat_map(|table| table.all("TH")).filter_map(|cell| cell.scope.clone()).collect();
        let has = |scope: &str| scopes.iter().any(|own| own == scope);
        assert!(has("Column") && has("Row"), "{}", paper.name);
    }
}

#[test]
fn a_table_without_headers_is_caught() {
    caught(&faults(&small("#table(columns: 2)[A][1][B][2]")), "it has no header cell");
}

#[test]
fn an_empty_header_is_caught() {
    caught(&faults(&small("#table(columns: 2, table.header[][Number], [A], [1])")), "column 1 `` is empty");
}

#[test]
fn a_row_without_its_header_is_caught() {
    let body = "#table(columns: 2, table.header[Name][Number], pdf.header-cell(scope: \"row\")[A], [1], [B], [2])";
    caught(&faults(&small(body)), "no row header stands beside row 3 column 1 `B`");
}

/// How it looked: a figure of the table of all indicators was said to stand under each of its seven columns.
#[test]
fn a_figure_under_the_headers_of_other_columns_is_caught() {
    let body = "#table(columns: 2, table.header[Name][Number], \
                table.header(level: 2, table.cell(colspan: 2)[Health]), [A], [1])";
    caught(&faults(&small(body)), "row 3 column 2 `1` is said to stand under `Name`");
}

#[test]
fn a_missing_cell_and_a_lost_scope_are_caught() {
    let reading = small("#table(columns: 2, table.header[Name][Number], [A], [1])");
    let mut table = reading.tree.all("Table")[0].clone();
    assert_eq!(faults_of(&table), Vec::<String>::new());
    let body = table.kids.last_mut().expect("it has a body");
    let super::tree::Kid::Element(body) = body else { panic!("a body is an element") };
    let super::tree::Kid::Element(row) = &mut body.kids[0] else { panic!("a row is an element") };
    row.kids.pop();
    caught(&faults_of(&table), "its rows have [2, 1] columns");

    let mut table = reading.tree.all("Table")[0].clone();
    fn lose(element: &mut Element) {
        element.scope = None;
        for kid in &mut element.kids {
            if let super::tree::Kid::Element(kid) = kid {
                lose(kid);
            }
        }
    }
    lose(&mut table);
    caught(&faults_of(&table), "the header row 1 column 1 `Name` has no scope");
}

/// A table and a quotation that somebody wrote beside a figure are heard as what they are.
#[test]
fn what_people_wrote_is_tagged_as_what_it_is() {
    let text = "## A1\nBy team:\n\n| Team | In time |\n|---|---:|\n| North | 12 |\n| South | |\n\n> Nobody *asked* me.\n\n\
                | Month | Due |\n|---|---|\n| | 12 |\n";
    let files = small_project().with("commentary/2020-11/a.md", text);
    let papers = compile(&files, &Selection::default());
    let reading = Reading::of(&pdf(&mut papers.into_iter().next().expect("a paper")));
    assert_eq!([faults(&reading), order::faults(&reading), headings::faults(&reading)].concat(), Vec::<String>::new());
    let quoted: Vec<String> = reading.tree.all("BlockQuote").into_iter().map(|it| plain(&it.text())).collect();
    assert_eq!(quoted, ["Nobody asked me."]);
    let words = |role: &str, table: &Element| table.all(role).iter().map(|it| plain(&it.text())).collect::<Vec<_>>();
    let of = |name: &str| {
        let tables = reading.tree.all("Table");
        let table = tables.into_iter().find(|table| words("TH", table).contains(&name.to_owned())).expect("the table");
        (words("TH", table), words("TD", table))
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(of("Team"), (texts(&["Team", "In time", "North", "South"]), texts(&["12", ""])));
    assert_eq!(of("Month"), (texts(&["Month", "Due"]), texts(&["", "12"])), "a row without a name has no header");
}
