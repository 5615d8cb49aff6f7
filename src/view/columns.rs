//! What a wide table of indicators prints beside figure, rating and change: recent periods, prior years, limits, other areas.
//!
//! A column in which nobody has anything is left out, and a single gap says `[x]` or `[z]`: a blank beside counts reads as nought.

use crate::assess::{AssessedIndicator, Assessment, Benchmark, NEIGHBOURS, Point};
use crate::ledger::Disclosed;
use crate::model::{Aggregation, Frequency, Indicator, Missing, Period, PeriodType, Polarity};
use crate::page::{AreaView, PeriodFigureView, TablePeriodView, ToDateView};

use super::format::in_words;
use super::{states, table, words};

/// Which periods the columns stand for. A column in which no indicator has anything is left out, but for that of the paper's own period.
pub struct Columns {
    recent: Vec<Period>,
    years: Vec<Period>,
    paper: Period,
}

impl Columns {
    pub fn of(assessment: &Assessment<'_>) -> Self {
        let paper = assessment.request.period;
        let given = |points: &dyn Fn(&AssessedIndicator<'_>) -> usize| assessment.indicators().map(points).max();
        let since_first = |points: &[Point<'_>]| points.iter().skip_while(|point| !point.is_given).count();
        let recent = given(&|assessed| since_first(&assessed.recent)).unwrap_or(0).max(1);
        let years = given(&|assessed| since_first(&assessed.prior_years)).unwrap_or(0);
        let back = |last: Period, n: usize| (0..n as i32).rev().map(|n| last.earlier(n)).collect();
        Self { recent: back(paper, recent), years: back(paper.latest(Frequency::Year), years), paper }
    }

    /// `Last three months`.
    pub fn recent_header(&self) -> String {
        let noun = self.paper.frequency().noun();
        match self.recent.len() {
            1 => format!("Latest {noun}"),
            n => format!("Last {} {noun}s", in_words(n)),
        }
    }

    pub fn recent_labels(&self) -> Vec<String> {
        self.recent.iter().map(|period| period.short_label()).collect()
    }

    pub fn recent_columns(&self) -> Vec<TablePeriodView> {
        table::labels(self.recent.iter().copied())
    }

    pub fn outturn_labels(&self) -> Vec<String> {
        self.years.iter().map(|period| period.short_label()).collect()
    }

    /// The same without their century: `17/18`; a year of the calendar keeps it.
    pub fn outturn_columns(&self) -> Vec<String> {
        let short = |label: String| match label.split_once('/') {
            Some((first, rest)) => format!("{}/{rest}", &first[first.len().saturating_sub(2)..]),
            None => label,
        };
        self.outturn_labels().into_iter().map(short).collect()
    }

    /// `April to November 2020`; empty where no indicator has a year to date.
    pub fn to_date_label(&self, assessment: &Assessment<'_>) -> String {
        let has = |assessed: &AssessedIndicator<'_>| assessed.year_to_date.is_some() || is_to_date(assessed);
        if assessment.indicators().any(has) { self.paper.to_date_label() } else { String::new() }
    }

    /// The last figures, under the columns; those of another frequency name their periods, and a yearly one is alone.
    pub fn recent(&self, assessed: &AssessedIndicator<'_>) -> Vec<PeriodFigureView> {
        self.recent_points(assessed).map(|(point, column)| figure(point, column, assessed)).collect()
    }

    /// Each with the period of its column.
    pub fn recent_points<'p>(
        &'p self,
        assessed: &'p AssessedIndicator<'_>,
    ) -> impl Iterator<Item = (&'p Point<'p>, Period)> {
        let points = &assessed.recent[assessed.recent.len().saturating_sub(self.recent.len())..];
        let columns = &self.recent[self.recent.len() - points.len()..];
        points.iter().zip(columns.iter().copied())
    }

    /// Of an indicator that is measured by academic years, those of the columns' names; calendar years name themselves.
    pub fn outturns(&self, assessed: &AssessedIndicator<'_>) -> Vec<PeriodFigureView> {
        self.outturn_points(assessed).map(|(point, column)| figure(point, column, assessed)).collect()
    }

    /// Each with the period that its column stands for.
    pub fn outturn_points<'p>(
        &'p self,
        assessed: &'p AssessedIndicator<'_>,
    ) -> impl Iterator<Item = (&'p Point<'p>, Period)> {
        let points = &assessed.prior_years[assessed.prior_years.len() - self.years.len()..];
        points
            .iter()
            .zip(&self.years)
            .map(|(point, column)| (point, if point.period.name() == column.name() { point.period } else { *column }))
    }

    pub fn to_date(&self, assessed: &AssessedIndicator<'_>) -> ToDateView {
        let indicator = assessed.indicator;
        let is_current = is_to_date(assessed) || opens_the_year(assessed);
        let known = assessed.year_to_date.as_ref().or_else(|| is_current.then_some(&assessed.current));
        let Some(point) = known else {
            let state = states::missing(without_to_date(assessed));
            return ToDateView {
                value: state.letters.to_owned(),
                is_state: true,
                is_blank: true,
                marks: String::new(),
                period: String::new(),
                note: String::new(),
            };
        };
        let words = words::point(point, indicator);
        let ends_here = point.period.end() == self.paper.end();
        ToDateView {
            is_state: words.is_state,
            is_blank: is_blank(point),
            value: words.text,
            marks: words.marks,
            period: if ends_here { String::new() } else { format!("to {}", point.period.short_label()) },
            note: to_date_note(assessed).to_owned(),
        }
    }
}

fn is_yearly(assessed: &AssessedIndicator<'_>) -> bool {
    assessed.frequency.is_yearly()
}

/// Whether the indicator's own figure runs from the start of the year.
fn is_to_date(assessed: &AssessedIndicator<'_>) -> bool {
    assessed.indicator.period_type == Some(PeriodType::YearToDate) && !is_yearly(assessed)
}

/// Whether nothing of the year lies before the figure, so that it is the year to date.
fn opens_the_year(assessed: &AssessedIndicator<'_>) -> bool {
    let first = assessed.current.period.to_date().count() == 1;
    first && assessed.indicator.period_type == Some(PeriodType::InPeriod) && !is_yearly(assessed)
}

/// Why there is no year to date: states, rolling years and whole years are not counted up; otherwise nobody has given it.
fn without_to_date(assessed: &AssessedIndicator<'_>) -> Missing {
    match assessed.indicator.period_type {
        _ if is_yearly(assessed) => Missing::NotApplicable,
        Some(PeriodType::Snapshot | PeriodType::RollingYear | PeriodType::RollingThreeYears) => Missing::NotApplicable,
        Some(PeriodType::InPeriod | PeriodType::YearToDate) | None => Missing::NotAvailable,
    }
}

fn to_date_note(assessed: &AssessedIndicator<'_>) -> &'static str {
    match assessed.indicator.aggregation {
        _ if is_to_date(assessed) => "Each figure is a year to date.",
        Aggregation::Sum => "Year to date: its periods added up.",
        Aggregation::RatioOfSums => "Year to date: made anew from the numbers of its periods, not their average.",
        Aggregation::Latest | Aggregation::None => "Year to date: as the source gives it.",
    }
}

fn figure(point: &Point<'_>, column: Period, assessed: &AssessedIndicator<'_>) -> PeriodFigureView {
    let words = words::point(point, assessed.indicator);
    PeriodFigureView {
        is_state: words.is_state,
        is_blank: is_blank(point),
        value: words.text,
        marks: words.marks,
        period: if point.period == column { String::new() } else { point.period.short_label() },
        current: point.period == assessed.current.period,
    }
}

/// Whether there is nothing to say of a figure but that it is not there.
fn is_blank(point: &Point<'_>) -> bool {
    matches!(point.value, Disclosed::Missing(Missing::NotAvailable | Missing::NotApplicable))
}

/// Which way is better, as a column says it.
pub fn polarity(indicator: &Indicator) -> &'static str {
    match indicator.polarity {
        Polarity::HigherIsBetter => "Higher is better",
        Polarity::LowerIsBetter => "Lower is better",
        Polarity::NearTarget => "Best near target",
        Polarity::Neither => "Neither is better",
    }
}

fn nothing(reason: Missing) -> AreaView {
    AreaView { value: states::missing(reason).letters.to_owned(), is_state: true, ..AreaView::default() }
}

/// The latest figure of an area by its name in releases, the neighbours' median among them.
fn area(assessed: &AssessedIndicator<'_>, name: &str) -> AreaView {
    let view = |benchmark: &Benchmark<'_>| AreaView {
        value: words::benchmark(benchmark.value, assessed.indicator),
        is_state: false,
        period: benchmark.period.short_label(),
        note: benchmark.members.map_or_else(String::new, |members| format!("n\u{a0}{members}")),
        old: benchmark.is_old,
    };
    let found = assessed.comparison.areas.iter().find(|benchmark| benchmark.area == name);
    found.map_or_else(|| nothing(Missing::NotAvailable), view)
}

/// The median of the neighbours, or what a release prints for them.
pub fn neighbours(assessed: &AssessedIndicator<'_>) -> AreaView {
    area(assessed, NEIGHBOURS)
}

pub fn england(assessed: &AssessedIndicator<'_>) -> AreaView {
    area(assessed, "England")
}

pub fn best_neighbour(assessed: &AssessedIndicator<'_>) -> AreaView {
    let Some(best) = &assessed.comparison.best else { return nothing(without_best(assessed.indicator)) };
    AreaView {
        value: words::ranked(best.value, assessed.indicator),
        period: best.period.short_label(),
        note: words::best_names(best),
        ..AreaView::default()
    }
}

/// From where on a figure is in the best quarter of all authorities: `over 81%`, `12 days or less`.
pub fn top_quartile(assessed: &AssessedIndicator<'_>) -> AreaView {
    let indicator = assessed.indicator;
    let Some(threshold) = assessed.comparison.best_quarter else { return nothing(without_best(indicator)) };
    let limit = words::limit(threshold.value, indicator.unit);
    let value = match indicator.polarity {
        // Nothing is over 100%.
        Polarity::HigherIsBetter if indicator.range().1 == Some(threshold.value) => limit,
        // A figure exactly on the upper quartile is in the second quarter.
        Polarity::HigherIsBetter => format!("over {limit}"),
        Polarity::LowerIsBetter if indicator.range().0 == Some(threshold.value) => limit,
        Polarity::LowerIsBetter | Polarity::NearTarget | Polarity::Neither => format!("{limit} or less"),
    };
    AreaView { value, period: threshold.period.short_label(), ..AreaView::default() }
}

fn without_best(indicator: &Indicator) -> Missing {
    match indicator.polarity {
        Polarity::HigherIsBetter | Polarity::LowerIsBetter => Missing::NotAvailable,
        Polarity::NearTarget | Polarity::Neither => Missing::NotApplicable,
    }
}
