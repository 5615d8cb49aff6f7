//! Files that are lists: `benchmarks.yaml`, `actions.yaml`, `corrections.yaml`.

use super::key::{ANY, CODE, CODES, DATE, FIGURE, LINK, Names, PERIOD, Shape, TEXT, Table, key, table};
use super::shared::ALLOW;
use super::words;

const PERIODS: Shape = Shape::List(&PERIOD);
const AREAS: Shape = Shape::MapOf(&AREA);

pub static RELEASE: Table = table(
    "a release",
    &[
        key("release", TEXT, "Its title.", "Children looked after in England including adoptions").needed(),
        key("publisher", TEXT, "Who published it.", "Department for Education"),
        key("published", DATE, "When; may be left out where it is not known.", "2020-12-10"),
        key("link", LINK, "Where it can be read.", "https://www.gov.uk/government/statistics"),
        key("period", PERIOD, "The one period of its figures.", "2019/20").unless(&["years", "quarters", "months"]),
        key("years", PERIODS, "Or several, with as many figures in each row.", "[2018/19, 2019/20]"),
        key("quarters", PERIODS, "The same with quarters.", "[2020/21 Q1, 2020/21 Q2]"),
        key("months", PERIODS, "The same with months.", "[2020-10, 2020-11]"),
        key(
            "authorities",
            AREAS,
            "Single authorities by number, from which the median of the neighbours, the best of them and the council's \
             rank are computed.",
            "{306 Croydon: {CLA1: [65, 58]}}",
        ),
        key(
            "figures",
            AREAS,
            "Areas in the order of the page; the first two are drawn on charts.",
            "{England: {CLA1: [65, 67]}}",
        )
        .unless(&["authorities"]),
        key(
            "complete",
            Shape::YesNo,
            "Whether every authority of the country is here: a rank among all means something.",
            "yes",
        ),
    ],
);

static AREA: Names = Names {
    called: "area",
    pattern: ANY,
    shape: Shape::MapOf(&AREA_ROWS),
    says: "A name for the page; of an authority its number and its name.",
    example: "England: {CLA1: [65, 67]}",
};

static AREA_ROWS: Names = Names {
    called: "code",
    pattern: CODES,
    shape: Shape::Either(&[FIGURE, Shape::List(&FIGURE)]),
    says: "A figure or a state letter for each period.",
    example: "CLA1: [65, 67]",
};

pub static ACTION: Table = table(
    "an action",
    &[
        key("ref", TEXT, "Its number in the minutes.", "21/20"),
        key("action", TEXT, "What is to be done.", "Report on placements out of the borough").needed(),
        key("owner", TEXT, "Who does it.", "Head of Placements"),
        key("due", DATE, "By when.", "2020-12-01"),
        key("closed", DATE, "When it was done. It is told once more, in the paper after that.", "2021-01-10"),
        key("from", PERIOD, "The period whose paper tells it first.", "2020-11"),
        key("indicator", CODE, "The indicator that it is about.", "AD7"),
        ALLOW,
    ],
);

pub static CORRECTION: Table = table(
    "a correction",
    &[
        key("indicator", CODE, "Whose figure changed.", "CLA11").needed(),
        key("figure", TEXT, "A figure beside the indicator's own.", "\"by age: Under 1\""),
        key("period", PERIOD, "The period whose figure changed.", "2020-11").needed(),
        key("was", FIGURE, "The figure as published, with or without the unit; a state in brackets: `\"[c]\"`.", "84")
            .needed(),
        key("now", FIGURE, "The figure as it is now. An entry speaks of this one change.", "86").needed(),
        key(
            "kind",
            Shape::Blank(&Shape::Words(words::KINDS)),
            "`correction`: an error was put right; `revision`: it was planned, or the data came late.",
            "correction",
        ),
        key("reason", Shape::Blank(&TEXT), "Why, for the reader.", "Four plans were recorded late in the system."),
        ALLOW,
    ],
);
