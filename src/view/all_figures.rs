//! All figures of a paper by period, aligned under the periods of their frequency.

use crate::assess::{AssessedIndicator, Assessment};
use crate::model::{Frequency, Period, Unit};

use super::{table, words};
use crate::page::{AllFiguresView, FiguresRowView, FiguresTableView, FiguresThemeView};

/// The paper's own frequency first, then the shorter before the longer.
pub fn view(assessment: &Assessment<'_>) -> AllFiguresView {
    let own = assessment.request.period.frequency();
    let mut frequencies: Vec<Frequency> = Vec::new();
    for assessed in assessment.indicators().filter(|assessed| !assessed.shown.is_empty()) {
        if !frequencies.iter().any(|known| is_one(*known, assessed.shown_frequency)) {
            frequencies.push(assessed.shown_frequency);
        }
    }
    frequencies.sort_by_key(|frequency| (*frequency != own, frequency.months()));
    AllFiguresView { tables: frequencies.into_iter().map(|frequency| table(assessment, frequency)).collect() }
}

/// Years of all calendars stand in one table, by their names.
fn is_one(one: Frequency, other: Frequency) -> bool {
    one == other || one.is_yearly() && other.is_yearly()
}

/// What heads a period's column.
fn column(period: Period) -> (String, String) {
    (period.tick(), period.tick_year())
}

fn table(assessment: &Assessment<'_>, frequency: Frequency) -> FiguresTableView {
    let of = |assessed: &&AssessedIndicator<'_>| is_one(assessed.shown_frequency, frequency);
    let all = assessment.indicators().filter(of).flat_map(|assessed| &assessed.shown);
    let mut periods: Vec<Period> = all.map(|point| point.period).collect();
    periods.sort_by_key(|period| (period.end(), period.short_label()));
    periods.dedup_by_key(|period| column(*period));
    let periods = periods.split_off(periods.len().saturating_sub(frequency.shown()));
    let theme = |theme: &crate::assess::AssessedTheme<'_>| FiguresThemeView {
        name: theme.name.to_owned(),
        rows: theme
            .indicators
            .iter()
            .filter(of)
            .filter(|it| !it.shown.is_empty())
            .map(|it| row(it, &periods))
            .collect(),
    };
    let themes = assessment.themes.iter().map(theme).filter(|theme| !theme.rows.is_empty());
    FiguresTableView {
        heading: match frequency {
            _ if frequency == assessment.request.period.frequency() => "All figures",
            Frequency::Month => "Months",
            Frequency::Quarter => "Quarters",
            Frequency::Year | Frequency::AcademicYear | Frequency::CalendarYear => "Years",
        }
        .to_owned(),
        themes: themes.collect(),
        periods: table::labels(periods.iter().copied()),
    }
}

fn row(assessed: &AssessedIndicator<'_>, periods: &[Period]) -> FiguresRowView {
    let figures = table::own_figures(assessed);
    let inputs = table::inputs(assessed);
    let cell = |period: &Period| -> Vec<String> {
        let Some(at) = assessed.shown.iter().position(|point| column(point.period) == column(*period)) else {
            return Vec::new();
        };
        // A state that stands for all of them is said once.
        let mut lines = vec![figures[at].clone()];
        for input in &inputs {
            let words = table::cell(input.values[at]);
            if input.values[at].is_figure() || lines[0] != words {
                lines.push(words);
            }
        }
        lines
    };
    let cells: Vec<Vec<String>> = periods.iter().map(cell).collect();
    let unit = assessed.indicator.unit;
    FiguresRowView {
        code: assessed.indicator.code.to_string(),
        name: assessed.name.to_owned(),
        unit: match unit {
            Unit::Percent | Unit::Count => String::new(),
            _ => words::unit_label(unit),
        },
        lines: cells.iter().map(Vec::len).max().unwrap_or(1),
        cells,
    }
}
