//! `indicators.yaml`.

use super::key::{
    AMOUNT, ANY, CODE, CODES, Names, PERIOD, RANGE, Scalar, Shape, TEXT, TOLERANCE, Table, WHOLE, WINDOW, Yaml, key,
    table,
};
use super::shared::{BREAKS, EVENTS, REASONS, SPC};
use super::words;

const UNIT: Shape = Shape::Either(&[
    Shape::Words(words::UNITS),
    Shape::One(&Scalar { called: "rate", many: "rates", yaml: Yaml::Text, pattern: r"^\s*rate per \s*[\d,]+\s*$" }),
]);

const NONE: Shape = Shape::Words(&["none"]);
const GOAL: Shape =
    Shape::Either(&[NONE, AMOUNT, Shape::Map(&TO_BE_SET), Shape::Map(&CUT_OFFS), Shape::Map(&ACTIVITY)]);
const TARGET: Shape = Shape::Dated(&GOAL);
const CUT_OFF: Shape = AMOUNT;

pub static THEMES: Names = Names {
    called: "theme",
    pattern: ANY,
    shape: Shape::MapOf(&INDICATORS),
    says: "Themes in page order, with their indicators in page order.",
    example: "Planning: {CLA11: {name: Plans up to date, count: With a plan, out_of: Entitled, better: higher}}",
};

static INDICATORS: Names = Names {
    called: "code",
    pattern: CODES,
    shape: Shape::Map(&INDICATOR),
    says: "A letter, then letters, digits, `.`, `_`, `-`, at most 32; it names the indicator in all other files.",
    example: "CLA11: {name: Plans up to date, count: With a plan, out_of: Entitled, better: higher}",
};

pub static INDICATOR: Table = table(
    "an indicator",
    &[
        key(
            "name",
            Shape::Dated(&TEXT),
            "What the page calls it. A text with ` #` stands in quotes: `name: Team #1 visits` is `Team`, since a comment \
             begins there, and is named (`text-cut`).",
            "Pathway plans up to date",
        )
        .needed(),
        key(
            "plain",
            TEXT,
            "Its name in words for everybody, without jargon. The layout `young-people` prints it; where any indicator of \
             the paper has one, that layout shows those alone.",
            "Young people with an up-to-date plan for leaving care",
        ),
        key(
            "plain_did",
            TEXT,
            "What those who are counted did, to follow their number there: `11 of 22 had it in their first month in \
             care.` For shares and counts.",
            "had it in their first month in care",
        ),
        key(
            "plain_target",
            Shape::Words(words::PLAIN_TARGETS),
            "`promised` where the council promised its target to those whom it is about: that page says `We promised 95`; \
             otherwise (`aimed for`) `We aim for 95`.",
            "promised",
        ),
        key("definition", Shape::Dated(&TEXT), "A sentence or two, printed among the definitions.", ""),
        key(
            "count",
            TEXT,
            "What is counted, in the words of the page. With `out_of` it makes a percentage (with `unit: rate per 10,000` \
             a rate, with `unit: days` an average), alone a count.",
            "Young people with an up-to-date plan",
        ),
        key("out_of", TEXT, "Out of what; needs `count`.", "Young people entitled to one"),
        key(
            "did",
            TEXT,
            "What those of `out_of` did who are counted, so that the page says it in a sentence: “28 of 56 children who \
             entered care had their first health assessment in 20 working days (50%)”.",
            "had their first health assessment in 20 working days",
        ),
        key(
            "counts",
            Shape::Words(words::COUNTED),
            "`people` (default), `events` that happen to people, which are hidden as people are, or `things`: homes, \
             inspections, of which nothing is a small number.",
            "things",
        ),
        key(
            "unit",
            UNIT,
            "Needed where `count` and `out_of` do not say it; a rate is per any number. `£m` says that the figures are in \
             millions: 252.3 is printed `£252.3m`; 252,346 under `£000` is `£252,346k`. Nothing is multiplied, and targets \
             and distances are in the same.",
            "rate per 10,000",
        ),
        key(
            "decimals",
            WHOLE,
            "How many are printed; otherwise 0, for ratio 2, for score and `£m` 1. A count out of another that is held \
             against none or all (`target: 0`, `floor: 100`) has as many more as tell it from that: 1 of 300 is `0.3%`.",
            "1",
        ),
        key(
            "better",
            Shape::Words(words::POLARITIES),
            "Which way is better; `neither` is information only, or an activity band.",
            "higher",
        )
        .needed_later(),
        key("target", TARGET, "What it should reach. A target that is not given, `none` and one that is to be set are three things.", "90"),
        key(
            "amber_within",
            Shape::Dated(&TOLERANCE),
            "How far from the target is amber: in the indicator's own unit (`8 points`), in per cent of the target (`5%`), \
             uneven. With `rating: achieved` it is how far around the target counts as achieved.",
            "-2/+1 points",
        ),
        key(
            "green_within",
            Shape::Dated(&AMOUNT),
            "For `near target` only: how far from the target is still green, in the indicator's own unit; `amber_within` \
             counts from the target as well.",
            "2",
        ),
        key("rating", Shape::Words(words::SCHEMES), "As in `panelpack.yaml`, for this indicator.", "achieved"),
        key(
            "floor",
            Shape::Dated(&AMOUNT),
            "What must never be missed (for `lower` a ceiling): beyond it is a breach, louder than red.",
            "80",
        ),
        key(
            "minimum",
            Shape::Either(&[TARGET, Shape::Map(&STANDARD)]),
            "A second standard, which judges the same figure, or one of its own in a row `CODE minimum`.",
            "{name: National minimum standard, target: 95, amber_within: 2 points}",
        ),
        key("min_change", AMOUNT, "Smaller changes are no change; in the indicator's own unit.", "2 points"),
        key("trend_over", WHOLE, "A line through so many periods, 3 to 60, says where the figures tend.", "6"),
        key(
            "spc",
            Shape::Either(&[Shape::YesNo, Shape::Map(&SPC)]),
            "Control limits tell signal from noise.",
            "yes",
        ),
        key(
            "judge_after",
            WINDOW,
            "A period whose window had not closed when its figure was taken is too early to judge, and the last closed one \
             is the headline; at most 400 days.",
            "20 working days",
        ),
        key("type", Shape::Words(words::PERIOD_TYPES), "What of a period is counted; printed with the definition.", "in period"),
        key(
            "aggregate",
            Shape::Words(words::AGGREGATIONS),
            "How quarters, years and the year to date are made from the periods in them. Otherwise by the type: counts `in \
             period` add up (pounds only if told so), fractions `in period` are ratios of sums, the rest is the latest; \
             without a type nothing is made.",
            "sum",
        ),
        key(
            "replaces",
            Shape::Map(&REPLACES),
            "Before `from` papers show the old indicator; after it the old figures stay in the series, with the targets of \
             their day. Two indicators that replace one are a split.",
            "{code: OLD1, from: 2020-04, reason: New definition}",
        ),
        key("retired", Shape::Map(&RETIRED), "Not in papers from then on.", "{from: 2020-10, reason: Counted in CLA12}"),
        key(
            "when_not_due",
            Shape::Words(words::BETWEEN),
            "Between two periods of a yearly or quarterly measure: its `last figure` (default), `say so`, or `leave out` \
             of the paper.",
            "say so",
        ),
        key(
            "breakdowns",
            Shape::MapOf(&BREAKDOWNS),
            "Its parts, of which figures stand in rows `CODE by age`.",
            "{age: [Under 1, 1 to 4], team: {parts: [North, South], sum_to_whole: yes}}",
        ),
        key(
            "equals",
            TEXT,
            "What the figure must equal, in codes of the same period and `previous` for its own period before.",
            "previous + STARTED - CEASED",
        ),
        key("owner", Shape::Dated(&TEXT), "Who answers for it: `new-month` and `chase` go by it.", "Leaving Care"),
        key("source", TEXT, "Where the figures come from.", "Case management system"),
        key("note", TEXT, "A note on the data, printed.", ""),
        key(
            "range",
            Shape::Words(words::RANGES),
            "`any` lifts the limits 0 to 100 for a percentage and 0 upwards for the rest.",
            "any",
        ),
        key("events", EVENTS, "As in `panelpack.yaml`, for this indicator alone.", ""),
        key("breaks", BREAKS, "As in `panelpack.yaml`, for this indicator alone.", ""),
        key(
            "allow",
            Shape::MapOf(&REASONS),
            "Checks that it may fail, each with the reason. `small-number-in-text` is allowed so for the definition's own \
             texts.",
            "{identity-broken: Transfers are counted later}",
        ),
    ],
);

pub static STANDARD: Table = table(
    "a second standard",
    &[
        key("name", TEXT, "What the page calls it; otherwise `National minimum`.", "National minimum standard"),
        key("target", TARGET, "What it asks for.", "95").needed(),
        key("amber_within", Shape::Dated(&TOLERANCE), "How far from it is amber.", "2 points"),
    ],
);

pub static REPLACES: Table = table(
    "`replaces`",
    &[
        key("code", CODE, "The indicator before.", "OLD1").needed(),
        key("from", PERIOD, "The first period of the new one; it begins a period of the new measure.", "2020-04")
            .needed(),
        key(
            "break",
            Shape::YesNo,
            "Whether figures before and after are not compared: `yes`, unless it is said.",
            "no",
        ),
        key("reason", TEXT, "Why.", "New definition"),
    ],
);

pub static RETIRED: Table = table(
    "`retired`",
    &[
        key("from", PERIOD, "The first period without it.", "2020-10").needed(),
        key("reason", TEXT, "Why.", "Counted in CLA12"),
    ],
);

static BREAKDOWNS: Names = Names {
    called: "name",
    pattern: ANY,
    shape: Shape::Either(&[Shape::List(&TEXT), Shape::Map(&BREAKDOWN)]),
    says: "The names of the parts, or a map of more.",
    example: "age: [Under 1, 1 to 4]",
};

pub static BREAKDOWN: Table = table(
    "a breakdown",
    &[
        key("parts", Shape::List(&TEXT), "The names of the parts.", "[North, South]").needed(),
        key("sum_to_whole", Shape::YesNo, "Whether the parts come to the figure (`parts-total`).", "yes"),
        key(
            "order",
            Shape::Words(words::ORDERS),
            "Pages show the largest part first, or, where most parts hold a number in their name as ages and school years \
             do, the order given here; unless this says otherwise.",
            "given",
        ),
    ],
);

pub static TO_BE_SET: Table = table(
    "a target",
    &[
        key("to_be_set", TEXT, "By whom it will be set.", "by the Improvement Board").needed(),
        key("reason", TEXT, "Why there is none yet.", ""),
        key("owner", TEXT, "Who sees to it.", "Head of Service"),
        key("expected", PERIOD, "When; `chase` names it from then on.", "2021-03"),
    ],
);

pub static CUT_OFFS: Table = table(
    "a target",
    &[
        key("target", AMOUNT, "What is aimed for, beside the cut-offs.", "98"),
        key("green", Shape::Either(&[CUT_OFF, RANGE]), "Green at it or better; for `near target` a range.", "95")
            .needed(),
        key(
            "amber",
            Shape::Either(&[CUT_OFF, RANGE]),
            "Amber at it or better; for `near target` a range around the green one.",
            "85",
        )
        .needed(),
    ],
);

pub static ACTIVITY: Table =
    table("a target", &[key("band", RANGE, "For `neither`: inside or outside, no good or bad.", "15 to 20").needed()]);
