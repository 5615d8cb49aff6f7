//! `panelpack.yaml`.

use super::key::{
    ANY, CODE, COLOUR, DATE, DAYS, LEAD, Names, PERIOD, Shape, TEXT, TOLERANCE, Table, WHOLE, key, table,
};
use super::shared::{BREAKS, EVENTS, SPC_RULES};
use super::words;

const CLEAR_DAYS: Shape = Shape::Either(&[WHOLE, Shape::Words(&["none"])]);

pub static MANIFEST: Table = table(
    "panelpack.yaml",
    &[
        key("organisation", TEXT, "The name of the council.", "Croydon Council").needed(),
        key("short_name", TEXT, "The name at the end of a chart's line; otherwise `organisation`.", "Croydon"),
        key(
            "notice",
            TEXT,
            "A sentence that stands on every page, e.g. that the borough does not exist. One that is longer than two \
             lines stands on page 1, to which the foot of each page then points.",
            "The figures in this paper are examples.",
        ),
        key("calendar", Shape::Map(&CALENDAR), "Where the year starts, and which days are no working days.", ""),
        key(
            "brand",
            Shape::Map(&BRAND),
            "The council's own look. A colour that misses 4.5:1 for text or 3:1 for lines is an error. The ratings' \
             colours stand in `base/ratings.yaml` of a layout (`templates/README.md`).",
            "",
        ),
        key(
            "amber_within",
            TOLERANCE,
            "The tolerance of indicators that name none: in points, of percentages, or in per cent of any target.",
            "5 points",
        ),
        key(
            "rating",
            Shape::Words(words::SCHEMES),
            "How indicators are rated that do not say so: `rag` (default: red, amber, green) or `achieved` (not \
             achieved, achieved, exceeded).",
            "achieved",
        ),
        key("area", TEXT, "The council's number among the authorities of releases, with its name.", "306 Croydon"),
        key(
            "neighbours",
            Shape::Dated(&Shape::List(&TEXT)),
            "Its statistical neighbours by number; where dated, a new set is a break.",
            "[305, 304]",
        ),
        key("benchmark_old_after", TEXT, "Older benchmarks are marked as old; otherwise after 24 months.", "24 months"),
        key(
            "small_numbers",
            Shape::Map(&SMALL_NUMBERS),
            "How small numbers are treated. `check` asks until somebody has decided.",
            "{policy: dfe, decided_by: Information Governance, on: 2020-09-01}",
        ),
        key(
            "known_already",
            Shape::Either(&[Shape::Map(&KNOWN_ALREADY), Shape::List(&Shape::Map(&KNOWN_ALREADY))]),
            "What readers have from elsewhere, so that nothing is hidden for its sake: one decision or a list of them. \
             The figure itself stays hidden where it is small. What published editions printed is known without being \
             named.",
            "{A1 2020-11: Ofsted's letter, decided_by: Information Governance, on: 2020-12-01}",
        ),
        key(
            "adds_up",
            Shape::Either(&[Shape::Map(&ADDS_UP), Shape::List(&Shape::Map(&ADDS_UP))]),
            "Figures of some indicators that come to another's: one group or a list of them. They are weighed together \
             where a small number is hidden, and `check` says where they do not add up; groups that nobody declared are \
             proposed by `check --strict` (`adds-up`).",
            "{whole: N1, parts: [N2, N3]}",
        ),
        key(
            "revisions",
            Shape::Map(&REVISIONS),
            "Published figures of earlier periods that change by less are counted in one sentence; without it every \
             change is listed.",
            "{routine: Back months are refreshed each month, list_from: 2 points or 5% or a changed rating}",
        ),
        key(
            "attach",
            Shape::YesNo,
            "`yes` (default): the disclosed figures travel in the PDF; `no`: they are written beside it.",
            "no",
        ),
        key(
            "sources",
            Shape::List(&Shape::Map(&SOURCE)),
            "Workbooks that each build reads by a recipe, instead of figures in `figures/`: see [sources](#sources).",
            "[{workbook: scorecard.xlsx, recipe: scorecard}]",
        ),
        key("papers", Shape::MapOf(&PAPERS), "At least one paper.", "").needed(),
        key(
            "meetings",
            Shape::List(&Shape::Map(&MEETING)),
            "A paper compares with the one that its panel saw last: the latest published edition of an earlier period, \
             else that of the meeting before, else the period before.",
            "",
        ),
        key("events", EVENTS, "Marked on every chart and listed in the key.", "[{period: 2020-03, text: Lockdown}]"),
        key(
            "breaks",
            BREAKS,
            "No figure is compared with one before such a period, in any series.",
            "[{period: 2020-04, text: New recording system}]",
        ),
        key(
            "spc",
            Shape::Map(&SPC_RULES),
            "The rules of control limits for indicators that name none of their own.",
            "{two_of_three: mdc2023}",
        ),
    ],
);

pub static CALENDAR: Table = table(
    "`calendar`",
    &[
        key("year_starts", TEXT, "The month in which the council's year starts; otherwise `april`.", "april"),
        key("bank_holidays", Shape::List(&DAYS), "Those beyond England's, which are known.", "[2021-07-12]"),
        key("closed", Shape::List(&DAYS), "Days on which the council is shut.", "[2020-12-29 to 2020-12-31]"),
        key("terms", Shape::List(&DAYS), "School terms, for windows in school days.", "[2020-09-02 to 2020-10-23]"),
        key(
            "clear_days",
            CLEAR_DAYS,
            "For how many clear days papers must be public: 5, unless it is said; `none` where no law binds the panels.",
            "5",
        ),
        key("commentary_due", LEAD, "How long before each meeting commentary is wanted.", "8 clear days"),
        key("dispatch", LEAD, "How long before each meeting its papers go out.", "6 clear days"),
    ],
);

pub static BRAND: Table = table(
    "`brand`",
    &[
        key(
            "accent",
            COLOUR,
            "Headings and the council's line in charts. Without quotes a colour is a comment.",
            "\"#7a1f5c\"",
        ),
        key("rule", COLOUR, "The line under headers.", "\"#8a7a85\""),
        key("tint", COLOUR, "The ground behind the recommendation.", "\"#f4eef2\""),
        key("typeface", TEXT, "A family whose files lie in `fonts/`; charts keep the bundled face.", "Public Sans"),
        key("logo", Shape::Map(&LOGO), "Stands on page 1.", ""),
    ],
);

pub static LOGO: Table = table(
    "`logo`",
    &[
        key("file", TEXT, "The path of an SVG or PNG file beside `panelpack.yaml` or in `images/`.", "logo.svg")
            .needed(),
        key("alt", TEXT, "What a reader hears in its place.", "Northbridge Council").needed(),
        key("height", TEXT, "Millimetres, 5 to 40.", "14 mm"),
    ],
);

pub static SMALL_NUMBERS: Table = table(
    "`small_numbers`",
    &[
        key(
            "policy",
            Shape::Words(words::POLICIES),
            "`dfe` hides 1 to 5, `nhs` 1 to 7, `none` nothing; zero is always shown.",
            "dfe",
        )
        .unless(&["hides"]),
        key(
            "hides",
            TEXT,
            "A range of the council's own, from 1 to 20 at most, with a policy's name or without.",
            "1 to 9",
        ),
        key("decided_by", TEXT, "A record for those who come after, not printed.", "Information Governance"),
        key("on", DATE, "The day of the decision.", "2020-09-01"),
    ],
);

pub static KNOWN_ALREADY: Table = Table {
    what: "`known_already`",
    keys: &[
        key("decided_by", TEXT, "Who decided that readers know it already.", "Information Governance").needed(),
        key("on", DATE, "The day of the decision.", "2020-12-01").needed(),
    ],
    others: &[Names {
        called: "figure",
        pattern: r"^\s*\S+\s+\S",
        shape: TEXT,
        says: "A code and a period, between them what else names the figure (`A1 year to date 2020-11`, \
               `A1 by age: Under 1 2020-11`), with where readers know it from.",
        example: "A1 2020-11: Ofsted's letter",
    }],
};

pub static ADDS_UP: Table = table(
    "`adds_up`",
    &[
        key("whole", CODE, "The indicator that the others come to.", "N1").needed(),
        key("parts", Shape::List(&CODE), "Those that come to it.", "[N2, N3]").needed(),
    ],
);

pub static REVISIONS: Table = table(
    "`revisions`",
    &[
        key("routine", TEXT, "Why back periods change.", "Back months are refreshed each month").needed(),
        key(
            "list_from",
            TEXT,
            "What is listed all the same: percentages by points, all others in per cent of what was published.",
            "2 points or 5% or a changed rating",
        )
        .needed(),
    ],
);

pub static SOURCE: Table = table(
    "a source",
    &[
        key("workbook", TEXT, "A file in the folder `sources`, perhaps with `*` for a file a month.", "scorecard.xlsx")
            .needed(),
        key("recipe", TEXT, "A file in `imports`, without its ending, that says how it is read.", "scorecard").needed(),
        key("source", TEXT, "As in a file of figures.", "Case management system"),
        key("extracted", DATE, "As in a file of figures.", "2020-12-02"),
    ],
);

static PAPERS: Names = Names {
    called: "key",
    pattern: ANY,
    shape: Shape::Map(&PAPER),
    says: "A paper: one title and panel. The key names it on the command line, in meetings and in editions.",
    example: "parenting: {title: Performance Scorecard, panel: Corporate Parenting Panel}",
};

pub static PAPER: Table = table(
    "a paper",
    &[
        key("title", TEXT, "Its public title.", "Children in Care Performance Scorecard").needed(),
        key("panel", TEXT, "The panel that reads it.", "Corporate Parenting Panel").needed(),
        key("layout", TEXT, "`scorecard` (default) or another that `panelpack layout list` prints.", "one-page"),
        key("indicators", Shape::List(&CODE), "Which ones it shows; otherwise all.", "[CLA1, CLA11]"),
        key(
            "every",
            Shape::Words(words::FREQUENCIES),
            "Where its periods are longer than those of its figures: what is not given for them is made as `type` or \
             `aggregate` lets it, or `[x]` with the reason.",
            "quarter",
        ),
        key("options", Shape::MapOf(&OPTIONS), "What the layout lets a paper choose.", "{large_print: 18}"),
        key(
            "published",
            Shape::List(&Shape::Map(&PUBLISHED_COUNTS)),
            "What a paper printed that does not name all its measures.",
            "[{period: 2020-10, measures: 24, outside: 9}]",
        ),
        key("clear_days", CLEAR_DAYS, "As in `calendar`, for this paper alone.", "none"),
    ],
);

static OPTIONS: Names = Names {
    called: "option",
    pattern: ANY,
    shape: TEXT,
    says: "`yes`, `no` or a number, as `panelpack layout list` says.",
    example: "large_print: 18",
};

pub static PUBLISHED_COUNTS: Table = table(
    "a published count",
    &[
        key("period", PERIOD, "The period of the paper that was published.", "2020-10").needed(),
        key("measures", WHOLE, "How many measures it had, 1 to 999.", "24").needed(),
        key("outside", WHOLE, "How many of them were outside their target.", "9").needed(),
    ],
);

pub static MEETING: Table = table(
    "a meeting",
    &[
        key("paper", TEXT, "The key of a paper.", "parenting").needed(),
        key("date", DATE, "The day.", "2021-01-13").needed(),
        key("period", PERIOD, "The period that the paper is for.", "2020-11").needed(),
        key("item", TEXT, "The number on the agenda.", "6"),
        key(
            "label",
            Shape::Words(words::LABELS),
            "Stands beside the item on the page: `Item 6 (to follow)`. A meeting with one is not asked whether its \
             papers go out in time.",
            "to follow",
        ),
        key("commentary_due", DATE, "When commentary is wanted; otherwise as `calendar` says.", "2020-12-30"),
        key("dispatch", DATE, "When papers go out; otherwise as `calendar` says.", "2021-01-05"),
    ],
);
