//! Medians, ranks, quartiles and bank holidays against what others computed: `fixtures/benchmark-oracle` and
//! `fixtures/bank-holidays`, whose PROVENANCE.md say who.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use jiff::civil::{Date, Weekday, date};
use panelpack::internals::assess::statistics::{Quartile, median, quantile, quartile, rank};
use panelpack::internals::model::{Polarity, Value, is_bank_holiday};
use rust_decimal::RoundingStrategy;

use crate::common::fixtures;

/// A row of a fixture, which knows where it stands.
struct Row {
    place: String,
    fields: HashMap<String, String>,
}

impl Row {
    fn text(&self, column: &str) -> &str {
        self.fields.get(column).unwrap_or_else(|| panic!("{self}: no column `{column}`"))
    }

    /// `None` where no figure was published.
    fn figure(&self, column: &str) -> Option<Value> {
        let text = self.text(column);
        let none = text.is_empty() || text == "-";
        (!none).then(|| Value::parse(text).unwrap_or_else(|| panic!("{self}: `{text}` is no figure")))
    }

    fn count(&self, column: &str) -> Option<usize> {
        let text = self.text(column);
        (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{self}: `{text}` is no count")))
    }

    fn polarity(&self) -> Polarity {
        match self.text("polarity") {
            "High" => Polarity::HigherIsBetter,
            "Low" => Polarity::LowerIsBetter,
            other => panic!("{self}: polarity `{other}`"),
        }
    }

    fn measure_and_year(&self) -> (String, String) {
        (self.text("measure_short").to_owned(), self.text("year").to_owned())
    }
}

/// File and line, and the whole row.
impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut fields: Vec<String> = self.fields.iter().map(|(name, text)| format!("{name} {text}")).collect();
        fields.sort();
        write!(f, "{} ({})", self.place, fields.join(", "))
    }
}

fn rows(file: &str) -> Vec<Row> {
    let path = fixtures().join(file);
    let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy();
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let header = reader.headers().unwrap_or_else(|error| panic!("{file}: {error}")).clone();
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.unwrap_or_else(|error| panic!("{file}: {error}"));
        let line = record.position().map_or(0, csv::Position::line);
        let fields = header.iter().zip(&record).map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        Row { place: format!("{name}:{line}"), fields }
    };
    reader.records().map(row).collect()
}

/// The figures of all authorities, by measure and year.
fn figures_by_measure(rows: &[Row]) -> HashMap<(String, String), Vec<Value>> {
    let mut figures: HashMap<_, Vec<Value>> = HashMap::new();
    for row in rows {
        let all = figures.entry(row.measure_and_year()).or_default();
        all.extend(row.figure("value"));
    }
    figures
}

#[test]
fn ranks_and_quartiles_are_those_of_lait() {
    let rows = rows("benchmark-oracle/lait_rank_quartile_expected.csv");
    let figures = figures_by_measure(&rows);
    let (mut compared, mut without_figure) = (0, 0);
    for row in &rows {
        let band = match row.text("quartile_band") {
            "A" => Some(Quartile::A),
            "B" => Some(Quartile::B),
            "C" => Some(Quartile::C),
            "D" => Some(Quartile::D),
            "" => None,
            other => panic!("{row}: band `{other}`"),
        };
        let all = &figures[&row.measure_and_year()];
        let own = row.figure("value");
        assert_eq!(own.and_then(|own| rank(own, all, row.polarity())), row.count("rank"), "rank: {row}");
        assert_eq!(own.and_then(|own| quartile(own, all, row.polarity())), band, "quartile: {row}");
        *(if own.is_some() { &mut compared } else { &mut without_figure }) += 1;
    }
    assert_eq!((compared, without_figure), (4774, 1072), "rows with and without a figure");
}

#[test]
fn cut_points_are_those_of_lait() {
    let figures = figures_by_measure(&rows("benchmark-oracle/lait_rank_quartile_expected.csv"));
    let rows = rows("benchmark-oracle/lait_quartile_cutpoints.csv");
    for row in &rows {
        let all = &figures[&row.measure_and_year()];
        assert_eq!(Some(all.len()), row.count("n_numeric"), "{row}");
        for (part, column) in (0..).zip(["q0", "q25", "q50", "q75", "q100"]) {
            assert_eq!(quantile(all, part, 4), row.figure(column), "{column}: {row}");
        }
    }
    assert_eq!((rows.len(), figures.len()), (37, 37), "measures and years");
}

/// Neighbours are joined by code: two authorities are called Dorset. One without a figure is left out.
#[test]
fn medians_of_neighbours_are_those_that_the_dfe_publishes() {
    let rows_of_neighbours = rows("benchmark-oracle/statistical_neighbours_2025_long.csv");
    let mut neighbours: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in &rows_of_neighbours {
        neighbours.entry(row.text("la_number")).or_default().push(row.text("neighbour_number"));
    }
    let series = rows("benchmark-oracle/statistical_neighbour_series.csv");
    let decimals: HashMap<&str, u32> = series
        .iter()
        .map(|row| {
            let one_decimal = matches!(row.text("measure"), "repeat_cpp_pct" | "re_referral_pct");
            (row.text("series"), u32::from(one_decimal))
        })
        .collect();

    let rows = rows("benchmark-oracle/statistical_neighbour_median_expected.csv");
    let key =
        |row: &Row, authority: &str| [row.text("series").to_owned(), row.text("year").to_owned(), authority.to_owned()];
    let mut figures = HashMap::new();
    for row in &rows {
        let before = figures.insert(key(row, row.text("la_number")), row.figure("la_value"));
        assert!(before.is_none(), "a second figure: {row}");
    }

    let mut halves = 0;
    for row in &rows {
        let of_neighbours: Vec<Value> = neighbours[row.text("la_number")]
            .iter()
            .filter_map(|neighbour| figures.get(&key(row, neighbour)).copied().flatten())
            .collect();
        assert_eq!(Some(of_neighbours.len()), row.count("n_neighbours_with_value"), "neighbours: {row}");
        let median = median(&of_neighbours);
        assert_eq!(median, row.figure("median_recomputed"), "median: {row}");

        let median = median.unwrap_or_else(|| panic!("no median: {row}"));
        let places = decimals[row.text("series")];
        assert_eq!(Some(median.rounded(places)), row.figure("median_published"), "rounded median: {row}");
        let half_even = median.decimal().round_dp_with_strategy(places, RoundingStrategy::MidpointNearestEven);
        halves += usize::from(Value::from_decimal(half_even) != median.rounded(places));
    }
    assert_eq!((rows.len(), halves), (10_474, 1890), "rows, and those that half-even rounding would fail");
}

/// Both ways: no day is missing and none is too many.
#[test]
fn bank_holidays_are_those_of_another_computation() {
    let listed: BTreeSet<Date> = rows("bank-holidays/england-1990-2045.csv")
        .iter()
        .map(|row| row.text("date").parse().unwrap_or_else(|error| panic!("{row}: {error}")))
        .collect();
    assert_eq!(listed.len(), 455);
    let mut day = date(1990, 1, 1);
    while day < date(2046, 1, 1) {
        assert_eq!(is_bank_holiday(day), listed.contains(&day), "{day}");
        day = day.tomorrow().expect("far from the last day");
    }
    assert!(listed.iter().all(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)));
}
