//! Variation by assurance, and the headline's sentence.

use crate::assess::spc::{AssessedSpc, NotEnough, Variation};
use crate::assess::{AssessedIndicator, Assessment};
use crate::model::Polarity;

use crate::page::{
    EscalationCellView, EscalationEntryView, EscalationRowView, EscalationView, SignalRowView, SignalView,
};
use crate::view::format::{self, capitalised, in_words, listed};

use super::assurance::Verdict;
use super::words::shown;

/// Names that a sentence has room for.
const MOST_NAMES: usize = 5;

/// Rows of the grid. The first three always stand there, so that an empty row says that there is none.
const ROWS: [(&str, &str); 6] = [
    ("improvement", "Special cause improvement"),
    ("common", "Common cause"),
    ("concern", "Special cause concern"),
    ("neutral", "Special cause, neither way is better"),
    ("not-enough", "Not enough data"),
    ("no-limits", "No limits"),
];

const COLUMNS: [Verdict; 6] =
    [Verdict::Meets, Verdict::Usually, Verdict::HitOrMiss, Verdict::NotYet, Verdict::Short, Verdict::None];

fn row_of(spc: &AssessedSpc<'_>) -> &'static str {
    match spc.variation {
        Variation::Improvement(_) => "improvement",
        Variation::Common => "common",
        Variation::Concern(_) => "concern",
        Variation::Neutral(_) => "neutral",
        Variation::NotEnough if matches!(spc.not_enough, Some(NotEnough::Constant(_))) => "no-limits",
        Variation::NotEnough => "not-enough",
    }
}

/// Those with signs: a measure that drifts has no place among them.
fn charts<'a, 's>(
    assessment: &'a Assessment<'s>,
) -> impl Iterator<Item = (&'a AssessedIndicator<'s>, &'a AssessedSpc<'s>)> + Clone {
    let all = assessment.themes.iter().flat_map(|theme| &theme.indicators);
    all.filter_map(|it| Some((it, it.spc.as_ref().filter(|spc| spc.has_signs())?)))
}

/// The grid; nothing where no indicator has a chart with signs.
pub fn escalation(assessment: &Assessment<'_>) -> Option<EscalationView> {
    let charts = charts(assessment);
    charts.clone().next()?;
    let has_row = |key: &str| charts.clone().any(|(_, spc)| row_of(spc) == key);
    let has_column = |verdict: Verdict| charts.clone().any(|(it, spc)| Verdict::of(it, spc) == verdict);
    let columns: Vec<Verdict> = COLUMNS.into_iter().filter(|column| column.is_usual() || has_column(*column)).collect();
    let cell = |key: &str, column: Verdict| EscalationCellView {
        indicators: charts
            .clone()
            .filter(|(it, spc)| row_of(spc) == key && Verdict::of(it, spc) == column)
            .map(|(assessed, spc)| EscalationEntryView {
                code: assessed.indicator.code.to_string(),
                name: assessed.name.to_owned(),
                variation: shown(spc),
            })
            .collect(),
    };
    let rows = ROWS.into_iter().enumerate().filter(|(i, (key, _))| *i < 3 || has_row(key));
    Some(EscalationView {
        rows: rows
            .map(|(_, (key, heading))| EscalationRowView {
                key,
                heading,
                cells: columns.iter().map(|column| cell(key, *column)).collect(),
            })
            .collect(),
        columns: columns.into_iter().map(Verdict::icon).collect(),
        note: "Variation is what the latest figure says, assurance whether the process meets the target in force.",
    })
}

/// `Special cause concern: return interviews within 72 hours. Special cause improvement in five of ten indicators with control limits.`
/// Empty where no indicator has a signal.
pub fn signals(assessment: &Assessment<'_>) -> String {
    let all = charts(assessment).filter(|(_, spc)| spc.variation != Variation::NotEnough).count();
    let sentence = |(key, heading): (&str, &str)| {
        let with: Vec<String> = charts(assessment)
            .filter(|(_, spc)| row_of(spc) == key)
            .map(|(assessed, _)| assessed.name.to_owned())
            .collect();
        match with.len() {
            0 => None,
            n if n > MOST_NAMES => {
                Some(format!("{heading}: {} of {} indicators judged by control limits.", in_words(n), in_words(all)))
            }
            _ => Some(format::sentence(format!("{heading}: {}", listed(&with)))),
        }
    };
    let order = [ROWS[2], ROWS[0], ROWS[3]];
    let sentences: Vec<String> = order.into_iter().filter_map(sentence).map(|text| capitalised(&text)).collect();
    sentences.join(" ")
}

/// The grid with three rows and three columns, which are the same in every paper, so that a place means the same; nothing where no measure has control limits.
///
/// What has no place there is named with its reason: it drifts, nothing is better, there is no target, or too few figures.
pub fn signal(assessment: &Assessment<'_>) -> Option<SignalView> {
    let all = assessment.indicators().filter_map(|it| Some((it, it.spc.as_ref()?)));
    let all: Vec<(&AssessedIndicator<'_>, &AssessedSpc<'_>)> = all.collect();
    let place = |(it, spc): &(&AssessedIndicator<'_>, &AssessedSpc<'_>)| -> Result<(&str, usize), &'static str> {
        if !spc.has_signs() {
            return Err("drifts, so limits would mislead");
        }
        let row = match row_of(spc) {
            "not-enough" => return Err("has too few figures"),
            "no-limits" => return Err("does not vary"),
            _ if it.indicator.polarity == Polarity::Neither => return Err("has no better side"),
            "neutral" => return Err("has no better side"),
            row => row,
        };
        match Verdict::of(it, spc) {
            Verdict::Meets | Verdict::Usually => Ok((row, 0)),
            Verdict::HitOrMiss => Ok((row, 1)),
            Verdict::NotYet | Verdict::Short => Ok((row, 2)),
            Verdict::None => Err("has no target to be held against"),
        }
    };
    all.first()?;
    let row = |(key, heading): (&'static str, &'static str)| SignalRowView {
        heading,
        cells: (0..3)
            .map(|column| {
                let here = all.iter().filter(|it| place(it) == Ok((key, column)));
                here.map(|(it, _)| it.name.to_owned()).collect::<Vec<_>>().join("; ")
            })
            .collect(),
    };
    let mut without: Vec<(&str, Vec<String>)> = Vec::new();
    for it in &all {
        let Err(why) = place(it) else { continue };
        match without.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(format::continued(it.0.name)),
            None => without.push((why, vec![format::continued(it.0.name)])),
        }
    }
    let told: Vec<String> = without.into_iter().map(|(why, names)| told(why, &names)).collect();
    Some(SignalView {
        columns: ["Reliably on target", "Hit and miss", "Not reliably on target"],
        rows: [("improvement", "Better than chance"), ("common", "Chance alone"), ("concern", "Worse than chance")]
            .map(row)
            .into(),
        without: if told.is_empty() { String::new() } else { format!("Without a place: {}.", told.join("; ")) },
    })
}

/// `agency social workers and visits on time (each drifts, so limits would mislead)`.
fn told(why: &str, names: &[String]) -> String {
    let each = if names.len() > 1 { "each " } else { "" };
    format!("{} ({each}{why})", listed(names))
}
