//! `layout.yaml` and `base/ratings.yaml` of a layout of one's own.

use super::key::{AMOUNT, ANY, COLOUR, Names, Shape, TEXT, Table, key, table};

/// Places for commentary that a layout can offer.
pub const SLOTS: &[&str] =
    &["Recommendation", "Summary", "You told us", "What happens next", "Have your say", "theme", "indicator", "Next"];

/// Pictures that a layout can ask for.
pub const CHARTS: &[&str] = &[
    "trend",
    "history",
    "small",
    "spc",
    "sparkline",
    "severity",
    "bars",
    "strip",
    "position",
    "place",
    "multiples",
    "dots",
];

pub static LAYOUT: Table = table(
    "layout.yaml",
    &[
        key("name", TEXT, "The name that papers use, and that of its folder.", "scorecard").needed(),
        key("purpose", TEXT, "What it is for, in a sentence.", "").needed(),
        key("paper", Shape::Words(&["A4", "A4 landscape", "A3 landscape"]), "The sheet that it is printed on.", "A4")
            .needed(),
        key("main", TEXT, "The template of the document.", "main.typ.j2").needed(),
        key("section", TEXT, "The template that is rendered once an indicator; there may be none.", "section.typ.j2"),
        key("theme", TEXT, "Pure Typst: all styling.", "theme.typ").needed(),
        key("slots", Shape::List(&Shape::Words(SLOTS)), "Where commentary is printed.", "[Summary, indicator, Next]")
            .needed(),
        key("charts", Shape::List(&Shape::Words(CHARTS)), "Which charts it asks for.", "[history, sparkline]").needed(),
        key(
            "chart_words",
            Shape::Words(&["drawn", "typeset"]),
            "Where the words of charts stand: in the picture (`drawn`, the default), or in a file beside it.",
            "typeset",
        ),
        key(
            "columns",
            Shape::List(&TEXT),
            "Columns of its table of indicators, in order; none where it has no table.",
            "[indicator, value, rating]",
        ),
        key("options", Shape::MapOf(&OPTIONS), "What a paper may choose.", ""),
    ],
);

static OPTIONS: Names = Names {
    called: "option",
    pattern: ANY,
    shape: Shape::Map(&OPTION),
    says: "A number from `from` to `to`, or without them yes or no.",
    example: "large_print: {from: 14, to: 24, meaning: Size of running text in points}",
};

pub static OPTION: Table = table(
    "an option",
    &[
        key("meaning", TEXT, "What it does, in a sentence.", "Size of running text in points").needed(),
        key(
            "default",
            Shape::Either(&[AMOUNT, Shape::YesNo]),
            "Where the paper says nothing; without it the option is off.",
            "18",
        ),
        key("from", AMOUNT, "The least number.", "14"),
        key("to", AMOUNT, "The greatest.", "24"),
    ],
);

pub static LOOKS: Names = Names {
    called: "rating",
    pattern: ANY,
    shape: Shape::Map(&LOOK),
    says: "How it looks, on pages and in strips of past ratings; every rating has an entry.",
    example: "red: {dark: \"#8a1020\", tint: \"#fce8e8\", shape: triangle}",
};

pub static LOOK: Table = table(
    "a rating",
    &[
        key("dark", COLOUR, "Words and sign.", "\"#8a1020\"").needed(),
        key("tint", COLOUR, "What they stand on.", "\"#fce8e8\"").needed(),
        key("edge", COLOUR, "The bar beside them; otherwise `dark`.", "\"#a81d30\""),
        key("shape", TEXT, "What tells the rating without colour: `triangle`, `diamond`, `disc`, `cross`, `star`, `band`, `bar`, `square`.", "triangle").needed(),
    ],
);
