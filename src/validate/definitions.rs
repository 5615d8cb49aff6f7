//! Indicators: unit, polarity, target and the rest of their definition.

use std::collections::btree_map::Entry;

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::RawProject;
use crate::load::raw::{RawDated, RawGoal, RawIndicator, Text};
use crate::model::{
    Aggregation, Between, Counted, Dated, Indicator, IndicatorCode, Multiple, PeriodType, Polarity, Scheme, SpcRules,
    Theme, Tolerance, Unit, Value,
};

use super::places::Known;
use super::target::{self, Measured, goal_span};
use super::words::Words;
use super::{relations, spc};

/// Every theme with its indicators, and where each code is defined.
pub fn themes(raw: &RawProject, words: &mut Words) -> (Vec<Theme>, Known) {
    let mut known = Known::new();
    let scheme = raw.manifest.rating.as_ref().and_then(|text| words.choice(text, "rating", SCHEMES));
    let defaults = Defaults {
        tolerance: raw.manifest.amber_within.as_ref().and_then(|text| words.tolerance(text)),
        scheme: scheme.unwrap_or_default(),
        spc: match &raw.manifest.spc {
            Some(rules) => spc::rules(rules, SpcRules::default(), words),
            None => SpcRules::default(),
        },
    };
    let mut themes: Vec<Theme> = Vec::new();
    for raw_theme in &raw.themes {
        let name = words.text(&raw_theme.name, "the theme's name");
        let mut indicators = Vec::new();
        for raw_indicator in &raw_theme.indicators {
            let Some(code) = new_code(&raw_indicator.code, &mut known, words) else { continue };
            indicators.extend(indicator(raw_indicator, code, defaults, words));
        }
        match themes.iter_mut().find(|theme| theme.name == name) {
            Some(theme) => theme.indicators.extend(indicators),
            None => themes.push(Theme { name, indicators }),
        }
    }
    relations::check(&themes, raw, &known, words);
    (themes, known)
}

fn new_code(text: &Text, known: &mut Known, words: &mut Words) -> Option<IndicatorCode> {
    let code = match IndicatorCode::new(&text.value) {
        Ok(code) => code,
        Err(error) => {
            words.push(
                Diagnostic::new(Code::BadCode, format!("`{}` cannot be a code", text.value))
                    .at(text.span)
                    .hint(error.to_string()),
            );
            return None;
        }
    };
    match known.entry(code.clone()) {
        Entry::Vacant(entry) => {
            entry.insert(text.span);
            Some(code)
        }
        Entry::Occupied(entry) => {
            words.push(
                Diagnostic::new(Code::RepeatedCode, format!("two indicators have the code `{code}`"))
                    .at_with(text.span, "again here")
                    .also(*entry.get(), "first here")
                    .hint("give one of them a code of its own"),
            );
            None
        }
    }
}

/// What holds for every indicator that says nothing else.
#[derive(Debug, Clone, Copy)]
struct Defaults {
    tolerance: Option<Tolerance>,
    scheme: Scheme,
    spc: SpcRules,
}

fn indicator(raw: &RawIndicator, code: IndicatorCode, defaults: Defaults, words: &mut Words) -> Option<Indicator> {
    let name = words.dated_text(raw.name.as_ref(), "`name`");
    let unit = unit(raw, words);
    let polarity = polarity(raw, words);
    let decimals = raw.decimals.as_ref().and_then(|text| words.whole(text, "`decimals`", 0..=4));
    let any_range = raw.range.as_ref().is_some_and(|text| words.choice(text, "range", &[("any", ())]).is_some());
    let own_tolerance = raw.amber_within.as_ref().and_then(|raw| words.dated(raw, |words, text| words.tolerance(text)));
    let scheme = raw.rating.as_ref().and_then(|text| words.choice(text, "rating", SCHEMES));
    let period_type = raw.period_type.as_ref().and_then(|text| words.choice(text, "period type", PERIOD_TYPES));
    let aggregation = raw.aggregate.as_ref().and_then(|text| words.choice(text, "way to aggregate", AGGREGATIONS));
    let (unit, polarity) = (unit?, polarity?);
    let measured = Measured { polarity, unit, any_range };
    let goal = target::goal(raw.target.as_ref(), measured, words);
    let has_parts = raw.count.is_some() && raw.out_of.is_some();
    Some(Indicator {
        code,
        name: name?,
        plain: words.optional(raw.plain.as_ref(), "`plain`"),
        plain_did: words.optional(raw.plain_did.as_ref(), "`plain_did`"),
        is_promised: is_promised(raw, words),
        definition: words.dated_text(raw.definition.as_ref(), "`definition`"),
        count: words.optional(raw.count.as_ref(), "`count`"),
        out_of: words.optional(raw.out_of.as_ref(), "`out_of`"),
        did: did(raw, words),
        counts: raw.counts.as_ref().and_then(|text| words.choice(text, "what is counted", COUNTED)).unwrap_or_default(),
        unit,
        decimals: decimals.unwrap_or_else(|| unit.decimals()),
        polarity,
        tolerance: own_tolerance
            .or_else(|| defaults.tolerance.filter(|tolerance| target::applies(*tolerance, unit)).map(Dated::always)),
        green_within: target::green_within(raw, measured, words),
        scheme: scheme.unwrap_or(defaults.scheme),
        floor: target::floor(raw, goal.as_ref(), measured, words),
        minimum: raw.minimum.as_ref().and_then(|raw| target::minimum(raw, measured, words)),
        goal,
        least_change: raw.min_change.as_ref().and_then(|text| target::distance(words, text, "`min_change`", unit)),
        trend_over: raw
            .trend_over
            .as_ref()
            .and_then(|text| words.whole(text, "`trend_over`", 3..=60))
            .map(|n| n as usize),
        spc: spc::spc(raw, period_type, defaults.spc, words),
        judge_after: raw.judge_after.as_ref().and_then(|text| words.window(text)),
        period_type,
        aggregation: aggregation.unwrap_or_else(|| Aggregation::of(period_type, unit, has_parts)),
        replaces: raw.replaces.as_ref().and_then(|raw| relations::replaces(raw, words)),
        retired: raw.retired.as_ref().and_then(|raw| relations::retired(raw, words)),
        between: raw.when_not_due.as_ref().and_then(|text| words.choice(text, "answer", BETWEEN)).unwrap_or_default(),
        breakdowns: raw.breakdowns.iter().filter_map(|raw| relations::breakdown(raw, words)).collect(),
        identity: raw.equals.as_ref().and_then(|text| relations::identity(text, words)),
        owner: words.dated_text(raw.owner.as_ref(), "`owner`"),
        source: words.optional(raw.source.as_ref(), "`source`"),
        note: words.optional(raw.note.as_ref(), "`note`"),
        any_range,
        events: words.events(&raw.events),
        breaks: words.breaks(&raw.breaks),
        allowed: relations::allowed(&raw.allow, words),
    })
}

/// What those who are counted did: there is somebody to say it of where the definition names them.
fn did(raw: &RawIndicator, words: &mut Words) -> Option<String> {
    let text = raw.did.as_ref()?;
    if raw.count.is_none() || raw.out_of.is_none() {
        let message = format!("`did` says what those of `out_of` did, and `{}` has none", raw.code.value);
        words.push(
            Diagnostic::new(Code::MissingKey, message)
                .at(text.span)
                .hint("name whom you count: `out_of: children who entered care`"),
        );
    }
    words.optional(Some(text), "`did`")
}

fn is_promised(raw: &RawIndicator, words: &mut Words) -> bool {
    let said = raw.plain_target.as_ref().and_then(|text| words.choice(text, "answer", PLAIN_TARGETS));
    said.unwrap_or_default()
}

const SCHEMES: &[(&str, Scheme)] =
    &[("red, amber, green", Scheme::RedAmberGreen), ("rag", Scheme::RedAmberGreen), ("achieved", Scheme::Achieved)];

/// Whether a target is a promise to those whom it is about.
const PLAIN_TARGETS: &[(&str, bool)] = &[("promised", true), ("aimed for", false)];

const AGGREGATIONS: &[(&str, Aggregation)] = &[
    ("sum", Aggregation::Sum),
    ("ratio of sums", Aggregation::RatioOfSums),
    ("latest", Aggregation::Latest),
    ("none", Aggregation::None),
];

const COUNTED: &[(&str, Counted)] =
    &[("people", Counted::People), ("events", Counted::Events), ("things", Counted::Things)];

const BETWEEN: &[(&str, Between)] =
    &[("last figure", Between::LastFigure), ("say so", Between::SayNotDue), ("leave out", Between::LeaveOut)];

const PERIOD_TYPES: &[(&str, PeriodType)] = &[
    ("snapshot", PeriodType::Snapshot),
    ("in period", PeriodType::InPeriod),
    ("year to date", PeriodType::YearToDate),
    ("rolling 12 months", PeriodType::RollingYear),
    ("rolling 3 years", PeriodType::RollingThreeYears),
];

const POLARITIES: &[(&str, Polarity)] = &[
    ("higher", Polarity::HigherIsBetter),
    ("lower", Polarity::LowerIsBetter),
    ("near target", Polarity::NearTarget),
    ("neither", Polarity::Neither),
];

const UNITS: &[(&str, Unit)] = &[
    ("count", Unit::Count),
    ("percent", Unit::Percent),
    ("days", Unit::Days),
    ("weeks", Unit::Weeks),
    ("months", Unit::Months),
    ("pounds", Unit::Pounds(Multiple::One)),
    ("£000", Unit::Pounds(Multiple::Thousand)),
    ("£m", Unit::Pounds(Multiple::Million)),
    ("ratio", Unit::Ratio),
    ("score", Unit::Score),
];

fn unit(raw: &RawIndicator, words: &mut Words) -> Option<Unit> {
    if let (Some(out_of), None) = (&raw.out_of, &raw.count) {
        words.push(
            Diagnostic::new(Code::MissingKey, "`out_of` needs the key `count`")
                .at(out_of.span)
                .hint("add `count:` with what is counted, in the words of the page"),
        );
        return None;
    }
    let Some(text) = &raw.unit else {
        return match (&raw.count, &raw.out_of) {
            (Some(_), Some(_)) => Some(Unit::Percent),
            (Some(_), None) => Some(Unit::Count),
            (None, _) => {
                words.push(
                    Diagnostic::new(Code::MissingKey, format!("`{}` does not say what it counts", raw.code.value))
                        .at(raw.code.span)
                        .hint("add `count:` (with `out_of:` for a percentage), or `unit:`"),
                );
                None
            }
        };
    };
    if let Some(per) = text.value.trim().strip_prefix("rate per ") {
        let per = Value::parse(per.trim())
            .and_then(|per| u32::try_from(per.decimal()).ok())
            .filter(|per| (1..=1_000_000).contains(per));
        if per.is_none() {
            words.push(
                Diagnostic::new(Code::NotANumber, "a rate says per how many")
                    .at(text.span)
                    .hint("write `rate per 10,000`"),
            );
        }
        return per.map(|per| Unit::Rate { per });
    }
    let written = text.value.trim();
    if let Some((_, unit)) = UNITS.iter().find(|(name, _)| *name == written) {
        return Some(*unit);
    }
    let names = UNITS.iter().map(|(name, _)| *name).chain(["rate per 10,000"]);
    let hint = match written {
        "%" | "percentage" | "per cent" => Some("write `percent`".to_owned()),
        "£" => Some("write `pounds`, or `£000` or `£m` where the figures are in thousands or in millions".to_owned()),
        _ => money(written).map(|unit| format!("write `{unit}`")).or_else(|| did_you_mean(written, names)),
    };
    words
        .push(Diagnostic::new(Code::UnknownChoice, format!("`{written}` is no unit")).at(text.span).hint_if(hint).hint(
        "possible: count, percent, rate per 10,000 (any number), days, weeks, months, pounds, £000, £m, ratio, score",
    ));
    None
}

/// What people head their sheets with.
fn money(written: &str) -> Option<Unit> {
    let letters = written.to_lowercase().replace([' ', '\'', '\u{2019}'], "");
    match letters.as_str() {
        "£k" | "£000" | "£000s" | "£thousand" | "£thousands" | "thousandsofpounds" => {
            Some(Unit::Pounds(Multiple::Thousand))
        }
        "£m" | "£mn" | "£ms" | "£million" | "£millions" | "millionsofpounds" => {
            Some(Unit::Pounds(Multiple::Million))
        }
        _ => None,
    }
}

fn polarity(raw: &RawIndicator, words: &mut Words) -> Option<Polarity> {
    match (&raw.better, &raw.target) {
        (Some(text), _) => words.choice(text, "direction", POLARITIES),
        (None, Some(RawDated::Always(RawGoal::Word(none)))) if none.value.trim() == "none" => {
            words.push(
                Diagnostic::new(Code::MissingKey, "an indicator needs the key `better`")
                    .at(raw.code.span)
                    .hint("add `better:` with `higher`, `lower`, `near target` or `neither`"),
            );
            None
        }
        (None, Some(target)) => {
            words.push(
                Diagnostic::new(
                    Code::TargetWithoutPolarity,
                    format!("`{}` has a target, but not which way is better", raw.code.value),
                )
                .at(goal_span(target))
                .hint("add `better: higher`, `better: lower` or `better: near target`"),
            );
            None
        }
        (None, None) => None, // said by `load`: the key is missing
    }
}
