//! Indicators: unit, polarity, target and the rest of their definition.

use std::collections::btree_map::Entry;

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::load::RawProject;
use crate::load::raw::{RawDated, RawGoal, RawIndicator, Text};
use crate::model::{
    Dated, Goal, GoalError, Indicator, IndicatorCode, PeriodType, Polarity, Theme, Tolerance, Unit, Value,
};

use super::Known;
use super::words::Words;

/// Every theme with its indicators, and where each code is defined.
pub fn themes(raw: &RawProject, words: &mut Words) -> (Vec<Theme>, Known) {
    let mut known = Known::new();
    let fallback = raw.manifest.amber_within.as_ref().and_then(|text| words.tolerance(text));
    let mut themes: Vec<Theme> = Vec::new();
    for raw_theme in &raw.themes {
        let name = words.text(&raw_theme.name, "the theme's name");
        let mut indicators = Vec::new();
        for raw_indicator in &raw_theme.indicators {
            let Some(code) = new_code(&raw_indicator.code, &mut known, words) else { continue };
            indicators.extend(indicator(raw_indicator, code, fallback, words));
        }
        match themes.iter_mut().find(|theme| theme.name == name) {
            Some(theme) => theme.indicators.extend(indicators),
            None => themes.push(Theme { name, indicators }),
        }
    }
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

fn indicator(
    raw: &RawIndicator,
    code: IndicatorCode,
    fallback: Option<Tolerance>,
    words: &mut Words,
) -> Option<Indicator> {
    let name = words.dated_text(raw.name.as_ref(), "`name`");
    let unit = unit(raw, words);
    let polarity = polarity(raw, words);
    let decimals = raw.decimals.as_ref().and_then(|text| decimals(text, words));
    let goal = match polarity {
        Some(polarity) => raw.target.as_ref().and_then(|target| {
            words.dated(target, |words, raw| goal(raw, polarity, unit.unwrap_or(Unit::Count), words))
        }),
        None => None,
    };
    if let (Some(raw_goal), Some(goal), Some(unit), None) = (&raw.target, &goal, unit, &raw.range) {
        possible(goal, unit, goal_span(raw_goal), words);
    }
    let own_tolerance = raw.amber_within.as_ref().and_then(|raw| words.dated(raw, |words, text| words.tolerance(text)));
    let green_within = raw
        .green_within
        .as_ref()
        .and_then(|raw| words.dated(raw, |words, text| green_within(words, text, unit.unwrap_or(Unit::Count))));
    if let (Some(within), Some(polarity)) = (&raw.green_within, polarity)
        && polarity != Polarity::NearTarget
    {
        words.push(
            Diagnostic::new(Code::BadTarget, "`green_within` needs a measure that should stay near its target")
                .at(first_text(within).span)
                .hint("say `better: near target`, or use `amber_within`"),
        );
    }
    let any_range = raw.range.as_ref().is_some_and(|text| words.choice(text, "range", &[("any", ())]).is_some());
    let unit = unit?;
    Some(Indicator {
        code,
        name: name?,
        definition: words.dated_text(raw.definition.as_ref(), "`definition`"),
        count: words.optional(raw.count.as_ref(), "`count`"),
        out_of: words.optional(raw.out_of.as_ref(), "`out_of`"),
        unit,
        decimals: decimals.unwrap_or_else(|| unit.decimals()),
        polarity: polarity?,
        goal,
        tolerance: own_tolerance.or_else(|| fallback.filter(|fallback| applies(*fallback, unit)).map(Dated::always)),
        green_within,
        period_type: raw.period_type.as_ref().and_then(|text| words.choice(text, "period type", PERIOD_TYPES)),
        owner: words.dated_text(raw.owner.as_ref(), "`owner`"),
        source: words.optional(raw.source.as_ref(), "`source`"),
        note: words.optional(raw.note.as_ref(), "`note`"),
        any_range,
        events: words.events(&raw.events),
    })
}

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
    ("pounds", Unit::Pounds),
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
        "£" => Some("write `pounds`".to_owned()),
        _ => did_you_mean(written, names),
    };
    words.push(
        Diagnostic::new(Code::UnknownChoice, format!("`{written}` is no unit"))
            .at(text.span)
            .hint_if(hint)
            .hint("possible: count, percent, rate per 10,000 (any number), days, pounds, ratio, score"),
    );
    None
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

fn goal_span(target: &RawDated<RawGoal>) -> crate::diag::Span {
    let of = |goal: &RawGoal| match goal {
        RawGoal::Word(text) | RawGoal::ToBeSet(text) | RawGoal::CutOffs { green: text, .. } => text.span,
    };
    match target {
        RawDated::Always(goal) => of(goal),
        RawDated::From(entries) => {
            entries.first().map_or_else(|| unreachable!("a dated value has an entry"), |(period, _)| period.span)
        }
    }
}

fn goal(raw: &RawGoal, polarity: Polarity, unit: Unit, words: &mut Words) -> Option<Goal> {
    let goal = match raw {
        RawGoal::ToBeSet(by) => return Some(Goal::ToBeSet { by: words.text(by, "`to_be_set`") }),
        RawGoal::Word(text) if text.value.trim() == "none" => return Some(Goal::None),
        RawGoal::Word(text) => {
            let value = amount(words, text, "the target", unit)?;
            (polarity != Polarity::Neither)
                .then_some(Goal::Value(value))
                .ok_or((GoalError::CutOffsWithoutDirection, text))
        }
        RawGoal::CutOffs { green, amber } => {
            let (green_value, amber_value) =
                (amount(words, green, "the green cut-off", unit), amount(words, amber, "the amber cut-off", unit));
            Goal::cut_offs(green_value?, amber_value?, polarity).map_err(|error| (error, amber))
        }
    };
    match goal {
        Ok(goal) => Some(goal),
        Err((error, text)) => {
            let (message, hint) = match error {
                GoalError::AmberBetterThanGreen => (
                    "the amber cut-off is better than the green one",
                    "green is reached first, amber is the least that is not red",
                ),
                GoalError::CutOffsWithoutDirection if polarity == Polarity::Neither => (
                    "a measure where neither way is better cannot have a target",
                    "say which way is better, or `target: none`",
                ),
                GoalError::CutOffsWithoutDirection => (
                    "cut-offs need a measure where higher or lower is better",
                    "near a target, give `target`, `green_within` and `amber_within`",
                ),
            };
            words.push(Diagnostic::new(Code::BadTarget, message).at(text.span).hint(hint));
            None
        }
    }
}

/// Whether the project's own tolerance fits an indicator: points are of percentages alone, a share fits every unit.
fn applies(fallback: Tolerance, unit: Unit) -> bool {
    match fallback {
        Tolerance::Points(_) => unit == Unit::Percent,
        Tolerance::Relative(_) => true,
    }
}

/// A target that no figure could reach is a slip of the pen.
fn possible(goal: &Dated<Goal>, unit: Unit, span: crate::diag::Span, words: &mut Words) {
    let (least, greatest) = unit.limits();
    let outside =
        |value: Value| least.is_some_and(|least| value < least) || greatest.is_some_and(|greatest| value > greatest);
    if goal.values().filter_map(Goal::value).any(outside) {
        words.push(
            Diagnostic::new(Code::OutOfRange, "the target lies outside what its unit can be")
                .at(span)
                .hint("correct it, or say `range: any` if the measure can really go there"),
        );
    }
}

fn green_within(words: &mut Words, text: &Text, unit: Unit) -> Option<Value> {
    let plain = text.value.trim().trim_end_matches("points").trim_end_matches("point").trim().to_owned();
    let value = amount(words, &Text { value: plain, span: text.span }, "`green_within`", unit)?;
    if value < Value::new(0, 0) {
        let negative = Diagnostic::new(Code::BadTarget, "`green_within` cannot be negative");
        words.push(negative.at(text.span).hint("write how far from the target is still green"));
        return None;
    }
    Some(value)
}

/// A number of the indicator's unit; a sign of another unit is a slip.
fn amount(words: &mut Words, text: &Text, what: &str, unit: Unit) -> Option<Value> {
    let written = text.value.trim();
    let wrong = (written.ends_with('%') && unit != Unit::Percent) || (written.starts_with('£') && unit != Unit::Pounds);
    if wrong {
        let message = format!("{what} is not in the indicator's unit");
        words.push(
            Diagnostic::new(Code::UnitMismatch, message)
                .at(text.span)
                .hint("write the number alone, in the unit of the figures"),
        );
        return None;
    }
    words.number(text, what)
}

fn first_text(dated: &RawDated<Text>) -> &Text {
    match dated {
        RawDated::Always(text) => text,
        RawDated::From(entries) => &entries[0].1,
    }
}

fn decimals(text: &Text, words: &mut Words) -> Option<u32> {
    let decimals = text.value.trim().parse().ok().filter(|decimals| *decimals <= 4);
    if decimals.is_none() {
        words.push(
            Diagnostic::new(Code::NotANumber, "`decimals` is not a number from 0 to 4")
                .at(text.span)
                .hint("write how many decimals the page prints"),
        );
    }
    decimals
}
