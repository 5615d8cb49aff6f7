//! Other areas: England and the region as releases print them, the statistical neighbours from their members.

use std::collections::BTreeMap;

use crate::ledger::Account;
use crate::model::{Date, Indicator, Period, Polarity, Release, Scorecard, Value};

use super::statistics::{Quartile, median, quantile, quartile, rank};

/// The latest figure of another area, with its series.
#[derive(Debug, Clone)]
pub struct Benchmark<'s> {
    /// `England`, `Statistical neighbours`.
    pub area: &'s str,
    /// What the figure is at.
    pub period: Period,
    /// At the indicator's decimals.
    pub value: Value,
    /// All known figures of the area, at the indicator's decimals.
    pub series: BTreeMap<Period, Value>,
    /// Of how many members with a figure it is the median; `None` for a figure that a release prints.
    pub members: Option<usize>,
    /// Periods from which on the members are others, so that the figures before cannot be compared.
    pub breaks: Vec<Period>,
    /// Older than the project takes for current.
    pub is_old: bool,
}

/// The best of the statistical neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestNeighbour<'s> {
    /// Its name; several where they are equal.
    pub names: Vec<&'s str>,
    /// What the figure is at.
    pub period: Period,
    /// At the indicator's decimals, or at as many more as tell it from the council's own.
    pub value: Value,
}

/// Where the council's own figure stands in a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Among its neighbours, itself included; otherwise among all authorities of the country.
    pub among_neighbours: bool,
    /// What the figures are at.
    pub period: Period,
    /// The council's figure in the release, at the indicator's decimals, or among its neighbours at as many more as tell it from theirs.
    pub value: Value,
    /// 1 is best; ties take the smallest.
    pub rank: usize,
    /// Others have the same figure.
    pub is_shared: bool,
    /// How many have a figure.
    pub of: usize,
    /// A is the best quarter; among all authorities only.
    pub quartile: Option<Quartile>,
}

/// The council and its neighbours in one period, by the figures of releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'s> {
    /// What the figures are at.
    pub period: Period,
    /// The council's own, as its rank counts it.
    pub own: Value,
    /// At how many decimals these figures are printed.
    pub decimals: u32,
    /// Name and figure of each neighbour that has one, at least three.
    pub others: Vec<(&'s str, Value)>,
}

/// Where the best quarter of all authorities begins: the upper quartile, or the lower one where lower is better.
///
/// As [`quartile`] counts, a figure exactly on it is in the best quarter only where lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// What the figures are at.
    pub period: Period,
    /// Exact, which takes at most two decimals more than the figures have.
    pub value: Value,
}

/// What other areas say about one indicator.
#[derive(Debug, Clone, Default)]
pub struct Comparison<'s> {
    /// In the order of the file, the neighbours after the first.
    pub areas: Vec<Benchmark<'s>>,
    /// Where the polarity has a best.
    pub best: Option<BestNeighbour<'s>>,
    /// Among the neighbours, then among all.
    pub positions: Vec<Position>,
    /// Who the neighbours are, where their median was computed.
    pub members: Vec<&'s str>,
    /// Lower and upper quartile of the neighbours, exact, where at least four have a figure; of today's neighbours alone.
    pub middle_half: BTreeMap<Period, (Value, Value)>,
    /// The latest period that enough neighbours and the council have figures for.
    pub standing: Option<Standing<'s>>,
    /// Where the polarity has a best and a release holds every authority.
    pub best_quarter: Option<Threshold>,
}

/// The name of the neighbours' median.
pub const NEIGHBOURS: &str = "Statistical neighbours";

/// Fewer members with a figure make no median: that of two is a mean.
const LEAST_MEMBERS: usize = 3;

/// Fewer members with a figure have no quarters.
const LEAST_FOR_QUARTERS: usize = 4;

/// Whether a release was out on a day; one without a date is taken to be.
pub fn is_known(release: &Release, known_on: Date) -> bool {
    release.published.is_none_or(|published| published <= known_on)
}

/// What was known on a day about other areas up to a paper's period. A release that was published later takes the place of an earlier one for
/// the same period, whatever their order in the file; an area that a release prints is not computed.
///
/// Where the ledger hides the council's own figure of a period, the one of a release does not stand in its place: it has no position, rank or standing there, and moves no quarter.
pub fn compare<'s>(
    scorecard: &'s Scorecard,
    indicator: &'s Indicator,
    account: &Account,
    period: Period,
    known_on: Date,
) -> Comparison<'s> {
    let known = scorecard.releases.iter().filter(|release| is_known(release, known_on));
    let mut releases: Vec<&'s Release> = known.collect();
    releases.sort_by_key(|release| release.published);
    let complete: Vec<&'s Release> = releases.iter().copied().filter(|release| release.complete).collect();
    let own = Own { scorecard, account };
    let mut areas = printed(&releases, indicator, period, &own);
    let of = |releases: &[&'s Release]| authorities(releases, indicator, period, &own);
    let (authorities, all) = (of(&releases), of(&complete));
    let neighbours = Neighbours { scorecard, indicator, authorities: &authorities };
    let place = areas.len().min(1);
    let medians = neighbours.medians();
    let is_computed = !medians.is_empty() && !areas.iter().any(|(area, _)| *area == NEIGHBOURS);
    if is_computed {
        areas.insert(place, (NEIGHBOURS, medians));
    }
    let latest = |(area, series): (&'s str, BTreeMap<Period, Value>)| {
        let (at, value) = series.iter().max_by_key(|(at, _)| at.end()).map(|(at, value)| (*at, *value))?;
        let is_old = period.months_since(at) > scorecard.benchmark_old_after as i32;
        let computed = is_computed && area == NEIGHBOURS;
        Some(Benchmark {
            area,
            period: at,
            value,
            members: computed.then(|| neighbours.values(at).len()),
            breaks: if computed { neighbours.breaks(&series) } else { Vec::new() },
            series,
            is_old,
        })
    };
    let areas: Vec<Benchmark<'s>> = areas.into_iter().filter_map(latest).collect();
    let everywhere = Neighbours { scorecard, indicator, authorities: &all };
    let positions = [neighbours.position(true), everywhere.position(false)];
    let members = neighbours.latest().map(|at| neighbours.names(at)).unwrap_or_default();
    Comparison {
        areas,
        best: neighbours.best(),
        positions: positions.into_iter().flatten().collect(),
        members,
        middle_half: neighbours.middle_half(),
        standing: neighbours.standing(),
        best_quarter: everywhere.best_quarter(),
    }
}

/// The council's own figures in releases, of which those are left out that the ledger hides.
struct Own<'a> {
    scorecard: &'a Scorecard,
    account: &'a Account,
}

impl Own<'_> {
    fn is_hidden(&self, period: Period) -> bool {
        self.account.value(period).is_some_and(|entry| entry.value.is_hidden())
    }

    fn is_number(&self, number: &str) -> bool {
        self.scorecard.area.as_deref() == Some(number)
    }

    /// Whether an area of a release is the council, by any of its names.
    fn is_area(&self, area: &str) -> bool {
        let numbered = self.scorecard.releases.iter().flat_map(|release| &release.authorities);
        let released = numbered.filter(|(number, _)| self.is_number(number)).map(|(_, (name, _))| name.as_str());
        let names = [self.scorecard.organisation.as_str(), self.scorecard.short_name.as_str()];
        let same = |name: &str| name.trim().to_lowercase() == area.trim().to_lowercase();
        names.into_iter().chain(released).any(same)
    }
}

fn printed<'s>(
    releases: &[&'s Release],
    indicator: &Indicator,
    until: Period,
    own: &Own<'_>,
) -> Vec<(&'s str, BTreeMap<Period, Value>)> {
    let mut areas: Vec<(&'s str, BTreeMap<Period, Value>)> = Vec::new();
    for (area, figures) in releases.iter().flat_map(|release| &release.areas) {
        let Some(figures) = figures.get(&indicator.code) else { continue };
        let is_own = own.is_area(area);
        let figures = figures
            .iter()
            .filter(|(period, _)| period.end() <= until.end() && !(is_own && own.is_hidden(**period)))
            .map(|(period, value)| (*period, value.rounded(indicator.decimals)));
        match areas.iter_mut().find(|(name, _)| name == area) {
            Some((_, series)) => series.extend(figures),
            None => areas.push((area, figures.collect())),
        }
    }
    areas.retain(|(_, series)| !series.is_empty());
    areas
}

/// Each authority's figures by period and number, not rounded.
type Authorities<'s> = BTreeMap<Period, BTreeMap<&'s str, (&'s str, Value)>>;

fn authorities<'s>(releases: &[&'s Release], indicator: &Indicator, until: Period, own: &Own<'_>) -> Authorities<'s> {
    let mut all = Authorities::new();
    for (number, (name, figures)) in releases.iter().flat_map(|release| &release.authorities) {
        let figures = figures.get(&indicator.code).into_iter().flatten();
        let is_told = |period: Period| !(own.is_number(number) && own.is_hidden(period));
        for (period, value) in figures.filter(|(period, _)| period.end() <= until.end() && is_told(**period)) {
            all.entry(*period).or_default().insert(number, (name, *value));
        }
    }
    all
}

struct Neighbours<'a, 's> {
    scorecard: &'s Scorecard,
    indicator: &'s Indicator,
    authorities: &'a Authorities<'s>,
}

impl<'s> Neighbours<'_, 's> {
    /// The names of the members of a period, whether or not they have a figure.
    fn names(&self, period: Period) -> Vec<&'s str> {
        let members = self.scorecard.neighbours.as_ref().and_then(|sets| sets.at(period));
        let named = |number: &String| {
            let mut releases = self.scorecard.releases.iter();
            releases.find_map(|release| Some(release.authorities.get(number)?.0.as_str()))
        };
        members.into_iter().flatten().filter_map(named).collect()
    }

    /// The members of a period that have a figure. They are found by number: one name may belong to two authorities, an
    /// abolished one and its successor.
    fn values(&self, period: Period) -> Vec<(&'s str, Value)> {
        let members = self.scorecard.neighbours.as_ref().and_then(|sets| sets.at(period));
        let figures = self.authorities.get(&period);
        let of = |number: &String| figures.and_then(|figures| figures.get(number.as_str())).copied();
        members.into_iter().flatten().filter_map(of).collect()
    }

    fn medians(&self) -> BTreeMap<Period, Value> {
        let of = |period: &Period| {
            let values: Vec<Value> = self.values(*period).into_iter().map(|(_, value)| value).collect();
            let median = median(&values).filter(|_| values.len() >= LEAST_MEMBERS)?;
            Some((*period, median.with_decimals(self.decimals(&values))))
        };
        self.authorities.keys().filter_map(of).collect()
    }

    /// A median has the decimals of its members, at most those of the indicator.
    fn decimals(&self, members: &[Value]) -> u32 {
        let given = members.iter().map(|value| value.decimal().scale()).max();
        given.unwrap_or(0).min(self.indicator.decimals)
    }

    /// The first period of each new set of members, where there are figures before it.
    fn breaks(&self, series: &BTreeMap<Period, Value>) -> Vec<Period> {
        let Some(sets) = &self.scorecard.neighbours else { return Vec::new() };
        let periods: Vec<Period> = series.keys().copied().collect();
        let changed = |pair: &&[Period]| sets.at(pair[0]) != sets.at(pair[1]);
        periods.windows(2).filter(changed).map(|pair| pair[1]).collect()
    }

    fn latest(&self) -> Option<Period> {
        let with_members = |period: &&Period| self.values(**period).len() >= LEAST_MEMBERS;
        self.authorities.keys().filter(with_members).max_by_key(|period| period.end()).copied()
    }

    fn best(&self) -> Option<BestNeighbour<'s>> {
        let period = self.latest()?;
        let polarity = self.indicator.polarity;
        let members = self.values(period);
        let values = members.iter().map(|(_, value)| *value);
        let best = match polarity {
            Polarity::HigherIsBetter => values.max(),
            Polarity::LowerIsBetter => values.min(),
            Polarity::NearTarget | Polarity::Neither => None,
        }?;
        let names = members.iter().filter(|(_, value)| *value == best).map(|(name, _)| *name).collect();
        Some(BestNeighbour { names, period, value: best.rounded(self.decimals_among(period)) })
    }

    /// The council's own figure in the releases, where it is not hidden.
    fn own(&self, period: Period) -> Option<Value> {
        Some(self.authorities.get(&period)?.get(self.scorecard.area.as_deref()?)?.1)
    }

    /// The decimals at which the council and its neighbours are printed: the indicator's, or as many more as tell it from their lowest and highest. A rank counts
    /// figures as they were released; two that print alike would contradict it.
    fn decimals_among(&self, period: Period) -> u32 {
        let least = self.indicator.decimals;
        let Some(own) = self.own(period) else { return least };
        let values: Vec<Value> = self.values(period).into_iter().map(|(_, value)| value).collect();
        let ends = values.iter().min().into_iter().chain(values.iter().max());
        let others: Vec<Value> = ends.copied().filter(|other| *other != own).collect();
        let scale = |value: &Value| value.decimal().normalize().scale();
        let most = others.iter().chain([&own]).map(scale).max().unwrap_or(least);
        let tells = |decimals: &u32| others.iter().all(|other| other.rounded(*decimals) != own.rounded(*decimals));
        (least..most).find(tells).unwrap_or(most.max(least))
    }

    fn middle_half(&self) -> BTreeMap<Period, (Value, Value)> {
        let Some(sets) = &self.scorecard.neighbours else { return BTreeMap::new() };
        let today = self.latest().and_then(|latest| sets.at(latest));
        let of = |period: &Period| {
            let values: Vec<Value> = self.values(*period).into_iter().map(|(_, value)| value).collect();
            let quarters = quantile(&values, 1, 4).zip(quantile(&values, 3, 4));
            Some((*period, quarters.filter(|_| values.len() >= LEAST_FOR_QUARTERS)?))
        };
        self.authorities.keys().filter(|period| sets.at(**period) == today).filter_map(of).collect()
    }

    fn standing(&self) -> Option<Standing<'s>> {
        let period = self.latest()?;
        let own = self.own(period)?;
        Some(Standing { period, own, decimals: self.decimals_among(period), others: self.values(period) })
    }

    fn best_quarter(&self) -> Option<Threshold> {
        let (period, figures) = self.authorities.iter().max_by_key(|(at, _)| at.end())?;
        let values: Vec<Value> = figures.values().map(|(_, value)| *value).collect();
        let part = match self.indicator.polarity {
            Polarity::HigherIsBetter => 3,
            Polarity::LowerIsBetter => 1,
            Polarity::NearTarget | Polarity::Neither => return None,
        };
        Some(Threshold { period: *period, value: quantile(&values, part, 4)? })
    }

    /// The council's own rank, by its figure in the same releases: one from its own system may be counted otherwise.
    fn position(&self, among_neighbours: bool) -> Option<Position> {
        let period =
            if among_neighbours { self.latest()? } else { *self.authorities.keys().max_by_key(|at| at.end())? };
        let own = self.own(period)?;
        let decimals = if among_neighbours { self.decimals_among(period) } else { self.indicator.decimals };
        let all: Vec<Value> = if among_neighbours {
            self.values(period).into_iter().map(|(_, value)| value).chain([own]).collect()
        } else {
            self.authorities[&period].values().map(|(_, value)| *value).collect()
        };
        let polarity = self.indicator.polarity;
        Some(Position {
            among_neighbours,
            period,
            value: own.rounded(decimals),
            rank: rank(own, &all, polarity)?,
            is_shared: all.iter().filter(|other| **other == own).count() > 1,
            of: all.len(),
            quartile: if among_neighbours { None } else { quartile(own, &all, polarity) },
        })
    }
}
