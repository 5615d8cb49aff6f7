//! The words that people write over columns and before rows of figures.

/// What a column beside the figures says of each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    Code,
    Name,
    /// Whether a row is the count, what it is out of, or the percentage.
    Kind,
    Polarity,
    Unit,
    Target,
    /// Where amber begins.
    Amber,
    Owner,
    Theme,
    Definition,
    Source,
}

/// What a row holds of its indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Count,
    OutOf,
    Percent,
}

const HEADINGS: &[(About, &[&str])] = &[
    (
        About::Code,
        &[
            "ref",
            "ref no",
            "reference",
            "code",
            "id",
            "pi code",
            "pi ref",
            "kpi code",
            "kpi ref",
            "kpi no",
            "pi no",
            "measure ref",
            "measure code",
            "indicator ref",
            "indicator code",
            "indicator no",
            "measure id",
            "indicator id",
            "kpi id",
            "short code",
            "measure short",
            "no",
            "number",
            "item",
            "measure no",
        ],
    ),
    (
        About::Name,
        &[
            "indicator",
            "measure",
            "name",
            "indicator name",
            "measure name",
            "kpi",
            "pi",
            "kpi name",
            "title",
            "metric",
            "performance indicator",
            "performance measure",
            "key performance indicator",
            "indicator title",
            "measure title",
            "description of measure",
            "indicator description",
            "measure description",
            "pi name",
            "short name",
            "what we measure",
        ],
    ),
    (
        About::Kind,
        &[
            "num den",
            "numerator denominator",
            "row",
            "component",
            "data item",
            "value type",
            "figure type",
            "element",
            "data",
            "figure",
            "part",
        ],
    ),
    (
        About::Polarity,
        &[
            "polarity",
            "good is",
            "good performance",
            "good performance is",
            "better",
            "good to be",
            "direction",
            "aim",
            "desired direction",
            "aim to",
            "good",
            "what is good",
            "target direction",
            "high low",
            "bigger is better",
            "good is high or low",
        ],
    ),
    (
        About::Unit,
        &["unit", "units", "unit of measure", "unit of measurement", "format", "measured in", "uom", "y axis name"],
    ),
    (
        About::Target,
        &["target", "current target", "annual target", "standard", "goal", "year end target", "local target"],
    ),
    (
        About::Amber,
        &[
            "amber",
            "amber threshold",
            "amber from",
            "tolerance",
            "threshold",
            "amber tolerance",
            "intervention",
            "lower threshold",
            "minimum",
        ],
    ),
    (
        About::Owner,
        &[
            "owner",
            "lead",
            "lead officer",
            "responsible officer",
            "accountable officer",
            "indicator owner",
            "measure owner",
            "head of service",
            "service lead",
            "contact",
            "responsible",
            "director",
        ],
    ),
    (
        About::Theme,
        &[
            "theme",
            "category",
            "section",
            "priority",
            "outcome",
            "domain",
            "topic",
            "service",
            "group",
            "objective",
            "service area",
        ],
    ),
    (About::Definition, &["definition", "description", "technical definition", "what is measured", "methodology"]),
    (About::Source, &["source", "data source", "system"]),
];

/// What a column is by its heading.
pub fn about(heading: &str) -> Option<About> {
    let plain = plain(heading);
    let year = |word: &str| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    // `Target 2023/24` is a target.
    let without_years = plain.split(' ').filter(|word| !year(word)).collect::<Vec<_>>().join(" ");
    let of = |plain: &str| HEADINGS.iter().find(|(_, headings)| headings.contains(&plain)).map(|(about, _)| *about);
    of(&plain).or_else(|| of(&without_years)).filter(|_| !plain.is_empty())
}

/// In small letters, with one blank for whatever stands between words.
pub fn plain(text: &str) -> String {
    let small = text.to_lowercase().replace(['\'', '’'], "");
    small
        .split(|c: char| !c.is_alphanumeric() && c != '%')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

const COUNTS: [&str; 9] = ["numerator", "num", "n", "count", "number", "numerator n", "no", "actual number", "numbers"];
const OUT_OFS: [&str; 12] = [
    "denominator",
    "denom",
    "den",
    "d",
    "out of",
    "cohort",
    "denominator d",
    "base",
    "total cohort",
    "eligible",
    "cohort size",
    "total",
];
const PERCENTS: [&str; 12] = [
    "%",
    "percent",
    "percentage",
    "rate",
    "performance",
    "result",
    "outturn",
    "value",
    "% performance",
    "performance %",
    "score",
    "percentage %",
];

/// What a row is by the word in its column of kinds.
pub fn kind(word: &str) -> Option<Kind> {
    let plain = plain(word);
    let of = |words: &[&str]| words.contains(&plain.as_str());
    match () {
        () if of(&COUNTS) => Some(Kind::Count),
        () if of(&OUT_OFS) => Some(Kind::OutOf),
        () if of(&PERCENTS) => Some(Kind::Percent),
        () => None,
    }
}

/// The same within a name, where words such as `total` and `rate` mean what they say.
fn kind_in_name(word: &str) -> Option<Kind> {
    let plain = plain(word);
    let is_told = [
        "numerator",
        "num",
        "n",
        "count",
        "denominator",
        "denom",
        "den",
        "d",
        "out of",
        "cohort",
        "%",
        "percent",
        "percentage",
        "pct",
    ]
    .contains(&plain.as_str());
    if plain == "pct" { Some(Kind::Percent) } else { kind(word).filter(|_| is_told) }
}

/// The name of an indicator without the word at its end, or its beginning, that says what the row holds: `Health checks – numerator`, `Numerator: health checks`, `Health checks (%)`.
pub fn split_kind(name: &str) -> (&str, Option<Kind>) {
    // A single letter, or a word that names end with, means something only where it is set apart.
    let apart: &[&str] = &[" - ", " – ", " — ", ": ", " | ", "_", ", "];
    let trimmed = name.trim();
    if let Some((base, inner)) = trimmed.strip_suffix([')', ']']).and_then(|rest| rest.rsplit_once(['(', '[']))
        && let Some(kind) = kind_in_name(inner)
    {
        return (base.trim_end_matches(['-', '–', ':', ' ']), Some(kind));
    }
    for mark in apart {
        if let Some((base, kind)) = trimmed
            .rsplit_once(mark)
            .and_then(|(base, word)| Some((base.trim(), kind_in_name(word)?)))
            .filter(|(base, _)| !base.is_empty())
        {
            return (base, Some(kind));
        }
        if let Some((base, kind)) = trimmed
            .split_once(mark)
            .and_then(|(word, base)| Some((base.trim(), kind_in_name(word)?)))
            .filter(|(base, _)| !base.is_empty())
        {
            return (base, Some(kind));
        }
    }
    let last = trimmed
        .rsplit_once(' ')
        .filter(|(_, word)| matches!(plain(word).as_str(), "numerator" | "denominator" | "num" | "den" | "denom"));
    match last {
        Some((base, word)) => (base.trim_end_matches(['-', '–', ':', ' ']), kind_in_name(word)),
        None => (trimmed, None),
    }
}

/// Words of rows that hold targets, and of those beside them that hold figures.
const TARGETS: [&str; 5] = ["target", "targets", "plan", "planned", "goal"];
const ACTUALS: [&str; 8] = ["actual", "actuals", "outturn", "performance", "result", "figure", "value", "achieved"];

/// Whether a word says that a row or a column holds targets.
pub fn is_target(word: &str) -> bool {
    TARGETS.contains(&plain(word).as_str())
}

/// Whether a heading speaks of targets among other words, as `Apr-23 Target`.
pub fn names_target(heading: &str) -> bool {
    plain(heading).split(' ').any(|word| TARGETS.contains(&word))
}

/// Whether a word says that a row or a column holds figures, where others hold targets.
pub fn is_actual(word: &str) -> bool {
    ACTUALS.contains(&plain(word).as_str())
}

/// Words over a column of figures that are of the period of their sheet, where they stand alone or together.
const OF_NOW: &str = "actual actuals outturn performance result results figure figures value values achieved % percent percentage pct rate \
    score current latest number count total data reported numerator num n denominator denom den d cohort this month monthly in for the no \
    position of out";

/// Those of them that say it only beside another.
const OF_NOW_BESIDE: &str = "in for the month this of out monthly";

/// Whether a heading says that its column holds the figures of the sheet's own period, as `Actual`, `%` or `This month`.
pub fn is_of_now(heading: &str) -> bool {
    let plain = plain(heading);
    let mut words = plain.split(' ');
    let is_one_of = |word: &str, all: &str| all.split_whitespace().any(|other| other == word);
    let is_spoken = matches!(plain.as_str(), "this month" | "in month" | "month" | "monthly" | "out of");
    words.clone().all(|word| is_one_of(word, OF_NOW))
        && (is_spoken || words.any(|word| !is_one_of(word, OF_NOW_BESIDE)))
}

/// Whether a column says of each row that it holds a target or a figure.
pub fn are_targets(texts: &[&str]) -> bool {
    texts.iter().any(|text| is_target(text))
        && texts.iter().any(|text| is_actual(text))
        && texts.iter().all(|text| is_target(text) || is_actual(text))
}

/// Which direction is better, by what a column says; `None` where it says nothing that is known.
pub fn better(word: &str) -> Option<&'static str> {
    let plain = plain(word);
    let words: Vec<&str> = plain.split(' ').collect();
    let any = |known: &[&str]| words.iter().any(|word| known.contains(word));
    match () {
        () if plain.is_empty() && matches!(word.trim(), "-" | "–" | "—") => Some("neither"),
        () if matches!(word.trim(), "↑" | "▲" | "⬆") => Some("higher"),
        () if matches!(word.trim(), "↓" | "▼" | "⬇") => Some("lower"),
        () if any(&["neither", "neutral", "information", "context", "none", "contextual"]) => Some("neither"),
        () if any(&["high", "higher", "bigger", "up", "increase", "maximise", "more", "larger", "increasing"]) => {
            Some("higher")
        }
        () if any(&[
            "low",
            "lower",
            "smaller",
            "down",
            "decrease",
            "minimise",
            "less",
            "fewer",
            "reduce",
            "decreasing",
        ]) =>
        {
            Some("lower")
        }
        () => None,
    }
}

/// The unit that words name, in our own words.
pub fn unit(words: &str) -> Option<String> {
    let plain = plain(words);
    let per = plain.split(' ').collect::<Vec<_>>();
    if let Some(at) = per.iter().position(|word| *word == "per") {
        let number: String = per[at + 1..]
            .iter()
            .take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || **word == "thousand")
            .map(|word| if *word == "thousand" { "000" } else { word })
            .collect();
        let number = if number.ends_with('k') { format!("{}000", number.trim_end_matches('k')) } else { number };
        if number.len() > 2 {
            return Some(format!("rate per {}", grouped(&number)));
        }
    }
    let has = |words: &[&str]| per.iter().any(|word| words.contains(word));
    match () {
        () if plain.contains('%') || has(&["percent", "percentage", "proportion", "pct"]) => Some("percent".to_owned()),
        () if ["£000", "£'000", "£’000", "£k", "£ 000"]
            .iter()
            .any(|thousands| words.to_lowercase().contains(thousands)) =>
        {
            Some("£000".to_owned())
        }
        () if ["£m", "£ m", "£ million"].iter().any(|millions| words.to_lowercase().contains(millions)) => {
            Some("£m".to_owned())
        }
        () if words.contains('£') || has(&["pounds", "cost", "gbp"]) => Some("pounds".to_owned()),
        () if has(&["days", "day"]) => Some("days".to_owned()),
        () if has(&["weeks", "week"]) => Some("weeks".to_owned()),
        () if has(&["months"]) => Some("months".to_owned()),
        () if has(&["ratio"]) => Some("ratio".to_owned()),
        () if has(&["score"]) => Some("score".to_owned()),
        () if has(&["number", "count", "no"]) => Some("count".to_owned()),
        () => None,
    }
}

fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_up_the_word_that_says_what_its_row_holds() {
        for (name, base, kind) in [
            ("Health checks – numerator", "Health checks", Some(Kind::Count)),
            ("Health checks (Denominator)", "Health checks", Some(Kind::OutOf)),
            ("Health checks (%)", "Health checks", Some(Kind::Percent)),
            ("Numerator: health checks", "health checks", Some(Kind::Count)),
            ("Health checks numerator", "Health checks", Some(Kind::Count)),
            ("CLA18_D", "CLA18", Some(Kind::OutOf)),
            ("Long Term Placement Stability (%)", "Long Term Placement Stability", Some(Kind::Percent)),
            ("Number of children", "Number of children", None),
            ("Referrals – Leeds", "Referrals – Leeds", None),
            ("Care Leavers - Suitable accommodation (%)", "Care Leavers - Suitable accommodation", Some(Kind::Percent)),
        ] {
            assert_eq!(split_kind(name), (base, kind), "{name}");
        }
    }

    #[test]
    fn headings_say_what_their_columns_hold() {
        for (heading, is) in [
            ("Ref", Some(About::Code)),
            ("KPI Ref.", Some(About::Code)),
            ("Performance Indicator", Some(About::Name)),
            ("Good is…", Some(About::Polarity)),
            ("Target 2023/24", Some(About::Target)),
            ("RAG", None),
            ("", None),
        ] {
            assert_eq!(about(heading), is, "{heading}");
        }
        for (words, is) in [
            ("High", Some("higher")),
            ("Lower is better", Some("lower")),
            ("-", Some("neither")),
            ("▼", Some("lower")),
            ("?", None),
        ] {
            assert_eq!(better(words), is, "{words}");
        }
        for (words, is) in [
            ("Children looked after rate per 10,000", Some("rate per 10,000")),
            ("% of plans", Some("percent")),
            ("Average days", Some("days")),
            ("Adoptions", None),
        ] {
            assert_eq!(unit(words).as_deref(), is, "{words}");
        }
    }
}
