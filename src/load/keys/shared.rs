//! Maps that several files have: events, breaks, rules of control limits, checks that may fail.

use super::key::{ANY, Key, Names, PERIOD, Shape, TEXT, Table, WHOLE, key, table};
use super::words;

/// Which checks may fail, under their names.
pub static REASONS: Names = Names {
    called: "check",
    pattern: r"^\s*[a-z]+(-[a-z]+)*\s*$",
    shape: TEXT,
    says: "Why it may fail here; kept with the project and not printed.",
    example: "identity-broken: Transfers are counted later",
};

pub const ALLOW: Key = key(
    "allow",
    Shape::MapOf(&REASONS),
    "Checks that may fail for this text, each with the reason: `small-number-in-text`, `rating-of-hidden`.",
    "{small-number-in-text: The three are teams}",
);

pub static EVENT: Table = table(
    "an event",
    &[
        key("period", PERIOD, "When it was, or began.", "2020-03").needed(),
        key("until", PERIOD, "The last period of it.", "2021-03"),
        key(
            "text",
            TEXT,
            "A word or two for the chart; a longer text becomes a number there and a note below.",
            "Lockdown",
        )
        .needed(),
        key("abnormal", Shape::YesNo, "`yes`: comparisons with a time from `period` to `until` ask for care.", ""),
        ALLOW,
    ],
);

pub static BREAK: Table = table(
    "a break",
    &[
        key("period", PERIOD, "The first period that is different.", "2020-04").needed(),
        key("text", TEXT, "What changed.", "New recording system").needed(),
        ALLOW,
    ],
);

pub const EVENTS: Shape = Shape::List(&Shape::Map(&EVENT));
pub const BREAKS: Shape = Shape::List(&Shape::Map(&BREAK));

const BASELINE: Key = key(
    "baseline",
    WHOLE,
    "Limits are made from so many figures, the first ones: 12 to 120. Otherwise from all.",
    "12",
);
const SCREEN: Key = key(
    "screen",
    Shape::YesNo,
    "`no` keeps moving ranges out of all proportion; otherwise they are left out once.",
    "no",
);
const TREND_POINTS: Key =
    key("trend_points", WHOLE, "So many rising or falling figures are a trend: 6, or 7 (default).", "6");
const SHIFT_POINTS: Key =
    key("shift_points", WHOLE, "So many figures on one side of the mean are a shift: 6, or 7 (default).", "6");
const TWO_OF_THREE: Key = key(
    "two_of_three",
    Shape::Words(words::READINGS),
    "`mdc2023`: a figure beyond the limit counts too; `package` (default) counts those near it alone.",
    "mdc2023",
);

pub static SPC_RULES: Table = table("`spc`", &[BASELINE, SCREEN, TREND_POINTS, SHIFT_POINTS, TWO_OF_THREE]);

pub static SPC: Table = table(
    "`spc`",
    &[
        BASELINE,
        SCREEN,
        TREND_POINTS,
        SHIFT_POINTS,
        TWO_OF_THREE,
        key(
            "show",
            WHOLE,
            "Periods drawn, 12 to 240; otherwise 36 months or 24 quarters. The limits are made from all.",
            "60",
        ),
        key(
            "rebase",
            Shape::List(&Shape::Map(&REBASE)),
            "Limits made anew, after a change that is known and seen.",
            "",
        ),
        key(
            "despite",
            Shape::List(&Shape::Words(words::DESPITE)),
            "Icons all the same: `autocorrelation` for rolling figures, `small numbers` for percentages out of few.",
            "[small numbers]",
        ),
    ],
);

pub static REBASE: Table = table(
    "a rebase",
    &[
        key("at", PERIOD, "The first period of the new limits.", "2019-10").needed(),
        key("reason", TEXT, "What changed in the process.", "One team instead of two").needed(),
        key("approved_by", TEXT, "Who agreed that the limits are made anew.", "Performance Board").needed(),
    ],
);

/// Texts by names of one's own.
pub const fn texts_by(called: &'static str, says: &'static str, example: &'static str) -> Names {
    Names { called, pattern: ANY, shape: Shape::Blank(&TEXT), says, example }
}
