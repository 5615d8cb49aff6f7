//! Invented councils: two years of figures drawn by a seeded generator, as project files and as the truth that an attacker is held against.

use std::collections::BTreeMap;

use panelpack::MemoryFiles;

use super::calendar::{Span, april_of};
use super::definitions as words;
use super::definitions::{AGES, Form, MEASURES, Measure, PLACEMENTS, Time};

/// The first month with figures.
pub const FIRST: i32 = 2019 * 12 + 3;
/// How many there are.
pub const MONTHS: i32 = 24;

/// One number nobody can see but the council: what is counted, and when. Of running totals it is the step of the month.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Atom {
    /// The words of what is counted; of a part also by what and which.
    pub series: String,
    /// A month, or a year before the first month.
    pub span: Span,
}

impl Atom {
    pub fn new(series: impl Into<String>, span: Span) -> Self {
        Self { series: series.into(), span }
    }
}

/// What a part of a breakdown counts.
pub fn part_series(measure: &Measure, by: &str, part: &str) -> String {
    format!("{} by {by}: {part}", measure.count)
}

/// A council with its figures.
#[derive(Debug, Clone, Default)]
pub struct Authority {
    /// Children in care, roughly.
    pub children: u32,
    /// Whether it declares what the children in care of a month are made of.
    pub declares_equals: bool,
    pub truth: BTreeMap<Atom, i64>,
    /// What is written in place of the figure of a measure in a month: `c` where its source hides it.
    pub states: BTreeMap<(&'static str, i32), &'static str>,
}

/// Sizes from a small unitary council to a large one.
pub const SIZES: [u32; 8] = [45, 58, 70, 95, 140, 180, 230, 300];

impl Authority {
    pub fn invent(seed: u64, children: u32) -> Self {
        let mut authority = Self { children, declares_equals: true, truth: BTreeMap::new(), states: BTreeMap::new() };
        let mut draws = Draws(seed ^ 0x5DEE_CE66_D1CE_4E5B);
        let size = f64::from(children);
        for year in [2017, 2018] {
            let span = Span { first: year * 12 + 3, months: 12 };
            for (series, a_year) in [(words::STARTED, 0.39), (words::CEASED, 0.39), (words::ADOPTED, 0.036)] {
                authority.truth.insert(Atom::new(series, span), draws.poisson(size * a_year));
            }
        }
        let mut in_care = i64::from(children);
        let mut alone = draws.poisson(size * 0.06);
        for month in FIRST..FIRST + MONTHS {
            let mut put =
                |series: &str, value: i64| authority.truth.insert(Atom::new(series, Span::month(month)), value);
            let started = draws.poisson(size * 0.0325);
            let ceased = draws.poisson(size * 0.0325).min(in_care);
            in_care += started - ceased;
            alone = (alone + draws.poisson(size * 0.004) - draws.poisson(size * 0.004)).max(0);
            let missing = draws.poisson(size * 0.08);
            let reviews = draws.poisson(size * 0.22);
            let meetings = draws.poisson(size * 0.2);
            for (series, value) in [
                (words::IN_CARE, in_care),
                (words::POPULATION, i64::from(children) * 160),
                (words::STARTED, started),
                (words::CEASED, ceased),
                (words::ADOPTED, draws.poisson(size * 0.003)),
                (words::GUARDIANS, draws.poisson(size * 0.004)),
                (words::ALONE, alone),
                (words::MISSING, missing),
                (words::TALKED, draws.binomial(missing, 0.7)),
                (words::REVIEWS, reviews),
                (words::REVIEWED, draws.binomial(reviews, 0.93)),
                (words::HEALTHY, draws.binomial(in_care, 0.9)),
                (words::MOVED, draws.binomial(in_care, 0.1)),
                (words::TURNED_18, draws.poisson(size * 0.02)),
                (words::MEETINGS, meetings),
                (words::TOOK_PART, draws.binomial(meetings, 0.9)),
            ] {
                put(series, value);
            }
            for ((by, parts), shares) in
                [(AGES, &[0.06, 0.13, 0.17, 0.39, 0.25][..]), (PLACEMENTS, &[0.57, 0.13, 0.12, 0.09, 0.07, 0.02])]
            {
                for (part, number) in parts.iter().zip(draws.split(in_care, shares)) {
                    put(&part_series(&MEASURES[0], by, part), number);
                }
            }
        }
        authority
    }

    /// The true number.
    pub fn at(&self, series: &str, span: Span) -> i64 {
        self.truth.get(&Atom::new(series, span)).copied().unwrap_or_else(|| panic!("nothing of {series} in {span}"))
    }

    /// Whether no more are counted in a month than there are to be counted.
    pub fn is_possible(&self, month: Span) -> bool {
        let fractions = MEASURES.iter().filter_map(|measure| Some((measure.count, measure.out_of()?)));
        fractions.into_iter().all(|(count, out_of)| self.at(count, month) <= self.at(out_of, month))
    }

    /// What the council writes down for a month: of running totals the sum since April.
    fn written(&self, series: &str, time: Time, month: i32) -> i64 {
        let first = match time {
            Time::YearToDate => april_of(month),
            Time::RollingYear => month - 11,
            Time::Snapshot | Time::InPeriod => month,
        };
        (first..=month).map(|month| self.at(series, Span::month(month))).sum()
    }

    /// Its project as it lies there when the figures of a month have come.
    pub fn files(&self, last: i32) -> MemoryFiles {
        self.files_of(&MEASURES.each_ref(), last).with("figures/years.yaml", self.years())
    }

    /// The same of some measures, without years before.
    pub fn files_of(&self, measures: &[&Measure], last: i32) -> MemoryFiles {
        let mut files = MemoryFiles::default()
            .with("panelpack.yaml", MANIFEST)
            .with("indicators.yaml", definitions(measures, self.declares_equals));
        for month in FIRST..=last {
            files = files.with(&format!("figures/{}.yaml", Span::month(month)), self.month(measures, month));
        }
        files
    }

    /// A share with one decimal, rounded half up, without its numbers.
    fn share(&self, measure: &Measure, month: i32) -> String {
        let (per, sign) = if matches!(measure.form, Form::Rate(_)) { (10_000, "") } else { (100, "%") };
        let count = self.written(measure.count, measure.time, month);
        let out_of = self.written(measure.out_of().expect("it is a share"), measure.time, month);
        if out_of == 0 {
            return "0/0".to_owned();
        }
        let tenths = (20 * per * count + out_of) / (2 * out_of);
        format!("{}.{}{sign}", tenths / 10, tenths % 10)
    }

    fn years(&self) -> String {
        let year = |code: &str, series: &str| {
            let of = |year: i32| self.at(series, Span { first: year * 12 + 3, months: 12 });
            format!("{code}: [{}, {}]\n", of(2017), of(2018))
        };
        let rows = ["STARTS", "CEASED", "ADOPT"].map(|code| year(code, words::of(code).count));
        format!("Years: [2017/18, 2018/19]\n{}", rows.concat())
    }

    fn month(&self, measures: &[&Measure], month: i32) -> String {
        let mut text = String::new();
        for measure in measures {
            if measure.time == Time::RollingYear && month - 11 < FIRST {
                continue;
            }
            let count = self.written(measure.count, measure.time, month);
            let out_of = measure.out_of().map(|series| format!("/{}", self.written(series, measure.time, month)));
            let written = match self.states.get(&(measure.code, month)) {
                Some(state) => (*state).to_owned(),
                None if measure.is_direct => self.share(measure, month),
                None => format!("{count}{}", out_of.unwrap_or_default()),
            };
            text.push_str(&format!("{}: {written}\n", measure.code));
            for (by, parts) in measure.breakdowns {
                let number =
                    |part: &&str| format!("{part}: {}", self.at(&part_series(measure, by, part), Span::month(month)));
                let parts: Vec<String> = parts.iter().map(number).collect();
                text.push_str(&format!("{} by {by}: {{{}}}\n", measure.code, parts.join(", ")));
            }
        }
        text
    }
}

pub const MANIFEST: &str = "\
organisation: Invented Council
small_numbers: {policy: dfe, decided_by: Information Governance Board, on: 2019-04-01}
papers:
  panel: {title: Scorecard, panel: Panel, layout: scorecard}
  data: {title: Data Report, panel: Panel, layout: data-report}
  quarterly: {title: Quarterly Scorecard, panel: Committee, layout: scorecard, every: quarter}
  yearly: {title: Yearly Report, panel: Council, layout: data-report, every: year}
";

fn definitions(measures: &[&Measure], declares_equals: bool) -> String {
    let mut text = "Everything:\n".to_owned();
    for measure in measures {
        let Measure { code, name, count, more, .. } = measure;
        let more = if declares_equals { more } else { "" };
        let time = match measure.time {
            Time::Snapshot => "snapshot",
            Time::InPeriod => "in period",
            Time::YearToDate => "year to date",
            Time::RollingYear => "rolling 12 months",
        };
        let form = match measure.form {
            Form::Count => String::new(),
            Form::Percent(words) => format!("    out_of: {words}\n"),
            Form::Rate(words) => format!("    out_of: {words}\n    unit: rate per 10,000\n"),
        };
        text.push_str(&format!(
            "  {code}:\n    name: \"{name}\"\n    count: {count}\n{form}    type: {time}\n    better: neither\n    target: none\n{more}"
        ));
        if !measure.breakdowns.is_empty() {
            let breakdown = |(by, parts): &(&str, &[&str])| {
                format!("      {by}: {{parts: [{}], sum_to_whole: yes}}\n", parts.join(", "))
            };
            let all: Vec<String> = measure.breakdowns.iter().map(breakdown).collect();
            text.push_str(&format!("    breakdowns:\n{}", all.concat()));
        }
    }
    text
}

/// A small generator of its own (splitmix64), so that councils stay the same whatever becomes of other crates.
pub struct Draws(pub u64);

impl Draws {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    pub fn poisson(&mut self, mean: f64) -> i64 {
        let limit = (-mean).exp();
        let (mut number, mut product) = (0, self.unit());
        while product > limit {
            number += 1;
            product *= self.unit();
        }
        number
    }

    fn binomial(&mut self, tries: i64, share: f64) -> i64 {
        (0..tries).map(|_| i64::from(self.unit() < share)).sum()
    }

    /// So many, each in one of some parts.
    pub fn split(&mut self, number: i64, shares: &[f64]) -> Vec<i64> {
        let mut parts = vec![0; shares.len()];
        for _ in 0..number {
            let mut left = self.unit();
            let part = shares.iter().position(|share| {
                left -= share;
                left < 0.0
            });
            parts[part.unwrap_or(shares.len() - 1)] += 1;
        }
        parts
    }
}
