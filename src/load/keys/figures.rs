//! `figures/*.yaml`.

use super::key::{ANY, DATE, FIGURE, FIGURES, Key, Names, PERIOD, Shape, TEXT, Table, key, table};
use super::shared::ALLOW;
use super::words;

/// The keys that start a wide table, in capitals or small letters.
pub const HEADERS: [&str; 5] = ["Months", "Quarters", "Years", "Academic years", "Calendar years"];

const CELL: Shape =
    Shape::Called(&FIGURES, &Shape::Blank(&Shape::Either(&[FIGURE, Shape::List(&FIGURE), Shape::Map(&CELL_MAP)])));
const ROW: Shape = Shape::Either(&[CELL, Shape::List(&CELL)]);

/// A row of a code that says nothing more of it, or what it holds of it.
const OWN: &str = r"^\s*[A-Za-z][A-Za-z0-9._\-]{0,31}(\s+(?!\s|[Bb]y ).*|\s+[Bb]y .*:\s*\S.*|\s*)$";
/// A row of all parts of a breakdown.
const PARTS: &str = r"^\s*[A-Za-z][A-Za-z0-9._\-]{0,31}\s+[Bb]y [^:]*:?\s*$";

const fn header(name: &'static str, says: &'static str, example: &'static str) -> Key {
    key(name, Shape::List(&PERIOD), says, example).in_any_case()
}

pub static FILE: Table = Table {
    what: "a file of figures",
    keys: &[
        key("source", Shape::Blank(&TEXT), "Where its figures come from.", "Case management system"),
        key(
            "extracted",
            Shape::Blank(&DATE),
            "When the system was asked; the periods say when the figures are at.",
            "2020-12-02",
        ),
        key("period", PERIOD, "Of a short file; otherwise the file's name.", "2020-11"),
        header(
            HEADERS[0],
            "The header of a wide table: rows below it have a figure for each of these.",
            "[2020-10, 2020-11]",
        ),
        header(HEADERS[1], "The same with quarters.", "[2020/21 Q2, 2020/21 Q3]"),
        header(HEADERS[2], "The same with the council's years.", "[2018/19, 2019/20]"),
        header(HEADERS[3], "The same with school years; their word may be left out.", "[2018/19, 2019/20]"),
        header(HEADERS[4], "The same with calendar years; their word may be left out.", "[2018, 2019]"),
    ],
    others: &[ROWS, BREAKDOWN_ROWS],
};

const ROWS: Names = Names {
    called: "row",
    pattern: OWN,
    shape: ROW,
    says: "A code, after which the row may say what it holds of it: in a short file a figure, in a wide table a list. A figure \
           that has more to say is a map.",
    example: "CLA11: 163/194",
};

const BREAKDOWN_ROWS: Names = Names {
    called: "row",
    pattern: PARTS,
    shape: Shape::MapOf(&PART_ROWS),
    says: "The parts of a breakdown, each as a row.",
    example: "\"CLA1 by age\": {Under 1: 20, 1 to 4: 31}",
};

static PART_ROWS: Names =
    Names { called: "part", pattern: ANY, shape: ROW, says: "A part of the breakdown.", example: "Under 1: 20" };

pub static CELL_MAP: Table = table(
    "a figure",
    &[
        key("value", FIGURE, "The figure, or a state letter such as `x`.", "11/22 p").needed(),
        key("note", TEXT, "Printed with the figure.", "The minutes do not print the figure."),
        ALLOW,
        key(
            "published",
            Shape::Map(&PUBLISHED),
            "What a paper printed whose inputs are not public.",
            "{rating: red, change: 6 points}",
        ),
    ],
);

pub static PUBLISHED: Table = table(
    "`published`",
    &[
        key("rating", Shape::Words(words::RATINGS), "The rating that it printed.", "red"),
        key(
            "before",
            Shape::Words(words::RATINGS),
            "The rating that it gives the period before: red after red is `still red`.",
            "red",
        ),
        key(
            "change",
            TEXT,
            "`+6 points`, `-3`, or `6 points` where the direction was not printed; `6 points better`, `worse`; `up`, \
             `down`, `better`, `worse` or `no change` where it said no more. The amount is in the unit of the indicator, of \
             a percentage in points; `12%` may be said of all but percentages.",
            "+6 points",
        ),
    ],
);
