//! `imports/*.yaml`.

use super::key::{ANY, CODE, DATE, LINK, Names, Scalar, Shape, TEXT, Table, Yaml, key, table};
use super::shared::texts_by;

const LETTERS: Shape = Shape::List(&TEXT);
const KEYS_OF_A_ROW: Shape = Shape::Either(&[TEXT, Shape::List(&TEXT)]);
const ROWS_OF_HEADINGS: Shape = Shape::One(&Scalar {
    called: "number of a row, or the first and the last",
    many: "numbers of rows",
    yaml: Yaml::Number,
    pattern: r"^\s*\d+(\s+to\s+\d+)?\s*$",
});

pub static RECIPE: Table = table(
    "a recipe",
    &[
        key(
            "file",
            TEXT,
            "The name of the file that is imported; `*` stands for what is another every time.",
            "\"Scorecard *.xlsx\"",
        )
        .needed(),
        key(
            "years",
            Shape::Words(&["ending", "academic", "calendar"]),
            "What a bare 2024 is: 2023/24 (`ending`, the default), or a school or calendar year.",
            "ending",
        ),
        key(
            "symbols",
            Shape::MapOf(&SYMBOLS),
            "What stands in place of figures; empty for no figure.",
            "{\"<5\": c, \"n/a\": x, \"see note\": \"\"}",
        ),
        key(
            "sheets_not_read",
            Shape::List(&TEXT),
            "Sheets that somebody has seen; a sheet that is new is said.",
            "[Targets, Notes]",
        ),
        key("tables", Shape::List(&Shape::Map(&TABLE)), "The tables that are read.", "").needed(),
    ],
);

static SYMBOLS: Names = texts_by("sign", "A state letter, or nothing.", "\"n/a\": x");
static HEADINGS: Names = texts_by("letter", "What must stand over the column.", "A: Ref");
static NAMES: Names = texts_by("row", "Its name.", "CLA18: Initial health assessments in time");
static TARGETS: Names = texts_by("row", "Its target, as it is shown.", "CLA18: \"95%\"");
static ONLY: Names = texts_by("letter", "The text that a row must have there.", "I: Croydon");

pub static TABLE: Table = table(
    "a table",
    &[
        key("figures", TEXT, "The name of the file of figures, without its ending.", "scorecard").needed(),
        key("sheet", TEXT, "The name on its tab, with `*` for the period where `periods` is `sheet`; left out for a text.", "Scorecard"),
        key("headings", ROWS_OF_HEADINGS, "The rows of headings, counted from one.", "4 to 5").needed(),
        key("columns", Shape::MapOf(&HEADINGS), "What must stand over the columns that are read, the periods aside.", "{A: Ref, B: Indicator, C: Measure}"),
        key("not_read", Shape::MapOf(&HEADINGS), "What must stand over those that are not.", "{P: YTD, Q: RAG}"),
        key(
            "periods",
            KEYS_OF_A_ROW,
            "`across` where they stand over the columns; the letter of their column; two letters, of the year and of the kind of year, the month or the quarter; `sheet` or `file` where the name of the tab or of the file says it.",
            "across",
        )
        .needed(),
        key("keys", LETTERS, "Columns that say what a row is.", "[A, C]"),
        key("only", Shape::MapOf(&ONLY), "Rows that have these texts, and no others.", "{I: Croydon}"),
        key("rows", Shape::MapOf(&ROWS), "What is read, under the names of rows of figures.", "{CLA18: [CLA18, Numerator]}").needed(),
        key("rows_not_read", Shape::List(&KEYS_OF_A_ROW), "Rows that somebody has seen, by the texts of their keys.", "[[CLA99, Numerator]]"),
        key("shares_of_one", Shape::List(&TEXT), "Codes whose figures are shares: 0.85 is 85%.", "[CLA20]"),
        key(
            "durations",
            Shape::Words(&["years and months", "hours and minutes", "minutes and seconds"]),
            "What the two numbers of `01:02` are; it is read in the smaller unit, as 14 months.",
            "years and months",
        ),
        key("name_column", TEXT, "The column in which rows have their names, where these are no keys.", "B"),
        key(
            "names",
            Shape::MapOf(&NAMES),
            "Those names: an import says where a row has another one.",
            "{CLA18: Initial health assessments in time}",
        ),
        key("target_column", TEXT, "The column of targets, which are no figures.", "D"),
        key(
            "targets",
            Shape::MapOf(&TARGETS),
            "What it showed: an import says where a target is another one. Those that a paper has stand with the definitions.",
            "{CLA18: \"95%\"}",
        ),
        key(
            "benchmarks",
            Shape::Map(&BENCHMARKS),
            "Other areas' rows, which an import writes into `benchmarks.yaml`.",
            "",
        ),
    ],
);

pub static BENCHMARKS: Table = table(
    "`benchmarks`",
    &[
        key("release", TEXT, "The title of the release.", "Children looked after in England including adoptions")
            .needed(),
        key("publisher", TEXT, "Who published it.", "Department for Education"),
        key("published", DATE, "When.", "2020-12-10"),
        key("link", LINK, "Where it can be read.", "https://www.gov.uk/government/statistics"),
        key("codes", Shape::List(&CODE), "Percentages and rates; numbers of people are not compared.", "[CLA1]")
            .needed(),
        key("areas", Shape::MapOf(&AREAS), "Whose figures are taken.", "{England: {C: National}}").needed(),
    ],
);

static AREAS: Names = Names {
    called: "area",
    pattern: ANY,
    shape: Shape::MapOf(&ONLY),
    says: "The texts that its rows have, instead of `only`.",
    example: "Outer London: {C: Regional, G: Outer London}",
};

static ROWS: Names = Names {
    called: "row",
    pattern: ANY,
    shape: Shape::Either(&[KEYS_OF_A_ROW, Shape::Map(&ROW)]),
    says: "The texts of its keys, or the column in which it stands. `CODE percent` is compared with the counts, and not imported.",
    example: "CLA18 out of: [CLA18, Denominator]",
};

pub static ROW: Table = table(
    "a row",
    &[
        key("column", TEXT, "The letter of the column in which its figures stand.", "M").unless(&["months"]),
        key(
            "row",
            KEYS_OF_A_ROW,
            "The texts of its keys, where the name of the tab or of the file says the period.",
            "CLA18",
        ),
        key("months", LETTERS, "Columns over which months or quarters stand; each row is a year.", "[M, \"N\", O, P]"),
        key(
            "only",
            Shape::MapOf(&ONLY),
            "Rows that have these texts.",
            "{K: Children looked after on 31 March each year}",
        ),
    ],
);
