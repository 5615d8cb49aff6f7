//! Variation by assurance, and the headline's sentence.

use crate::assess::spc::{AssessedSpc, Assurance, Variation};
use crate::assess::{AssessedIndicator, Assessment};

use crate::page::{EscalationCellView, EscalationEntryView, EscalationRowView, EscalationView};
use crate::view::format::{capitalised, continued, in_words, listed};

use super::words::{icon, variation};

/// Names that a sentence has room for.
const MOST_NAMES: usize = 5;

/// Rows of the grid. The first three always stand there, so that an empty row says that there is none.
const ROWS: [(&str, &str); 5] = [
    ("improvement", "Special cause improvement"),
    ("common", "Common cause"),
    ("concern", "Special cause concern"),
    ("neutral", "Special cause, neither way is better"),
    ("not-enough", "Not enough data"),
];

const COLUMNS: [Assurance; 4] = [Assurance::Pass, Assurance::HitOrMiss, Assurance::Fail, Assurance::None];

fn row_of(variation: Variation) -> &'static str {
    match variation {
        Variation::Improvement(_) => "improvement",
        Variation::Common => "common",
        Variation::Concern(_) => "concern",
        Variation::Neutral(_) => "neutral",
        Variation::NotEnough => "not-enough",
    }
}

fn charts<'a, 's>(
    assessment: &'a Assessment<'s>,
) -> impl Iterator<Item = (&'a AssessedIndicator<'s>, &'a AssessedSpc<'s>)> + Clone {
    assessment.themes.iter().flat_map(|theme| &theme.indicators).filter_map(|it| Some((it, it.spc.as_ref()?)))
}

/// The grid; nothing where no indicator has a chart.
pub fn escalation(assessment: &Assessment<'_>) -> Option<EscalationView> {
    let charts = charts(assessment);
    charts.clone().next()?;
    let has_row = |key: &str| charts.clone().any(|(_, spc)| row_of(spc.variation) == key);
    let has_column = |assurance: Assurance| charts.clone().any(|(_, spc)| spc.assurance == assurance);
    let columns: Vec<Assurance> =
        COLUMNS.into_iter().filter(|column| *column != Assurance::None || has_column(*column)).collect();
    let cell = |key: &str, column: Assurance| EscalationCellView {
        indicators: charts
            .clone()
            .filter(|(_, spc)| row_of(spc.variation) == key && spc.assurance == column)
            .map(|(assessed, spc)| EscalationEntryView {
                code: assessed.indicator.code.to_string(),
                name: assessed.name.to_owned(),
                variation: variation(spc.variation, spc.not_enough),
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
        columns: columns.into_iter().map(icon).collect(),
        note: "Variation is what the latest figure says, assurance whether the process meets the target in force.",
    })
}

/// `Special cause concern: return interviews within 72 hours. Special cause improvement in five of ten indicators with control limits.`
/// Empty where no indicator has a signal.
pub fn signals(assessment: &Assessment<'_>) -> String {
    let all = charts(assessment).filter(|(_, spc)| spc.variation != Variation::NotEnough).count();
    let sentence = |(key, heading): (&str, &str)| {
        let with: Vec<String> = charts(assessment)
            .filter(|(_, spc)| row_of(spc.variation) == key)
            .map(|(assessed, _)| continued(assessed.name))
            .collect();
        match with.len() {
            0 => None,
            n if n > MOST_NAMES => {
                Some(format!("{heading}: {} of {} indicators judged by control limits.", in_words(n), in_words(all)))
            }
            _ => Some(format!("{heading}: {}.", listed(&with))),
        }
    };
    let order = [ROWS[2], ROWS[0], ROWS[3]];
    let sentences: Vec<String> = order.into_iter().filter_map(sentence).map(|text| capitalised(&text)).collect();
    sentences.join(" ")
}
