//! All that is said of one paper.

use crate::model::{
    Action, Brand, Break, Commentary, Date, Event, Meeting, Paper, Period, PublishedCounts, Release, SmallNumbersPolicy,
};
use crate::rating::Reason;

use super::headline::{Counts, Movement};
use super::indicator::AssessedIndicator;

/// Which paper is made.
#[derive(Debug, Clone, Copy)]
pub struct Request<'s> {
    /// The paper.
    pub paper: &'s Paper,
    /// For which period.
    pub period: Period,
    /// For which meeting, where one is known.
    pub meeting: Option<&'s Meeting>,
    /// The period of the paper that the panel saw last, where that is known; it lies before this one.
    pub seen: Option<Period>,
}

impl Request<'_> {
    /// The period with which counts, movements and changes are compared: that of the paper that the panel saw last, else the one before.
    pub fn since(&self) -> Period {
        self.seen.unwrap_or(self.period.previous())
    }
}

/// One paper's indicators, assessed.
#[derive(Debug)]
pub struct Assessment<'s> {
    /// The body whose scorecard it is.
    pub organisation: &'s str,
    /// Its name at the end of a chart's line.
    pub short_name: &'s str,
    /// The council's own look.
    pub brand: &'s Brand,
    /// A sentence for every page.
    pub notice: Option<&'s str>,
    /// Which paper it is.
    pub request: Request<'s>,
    /// When the source systems were asked.
    pub extracted: Option<Date>,
    /// Whether the figures travel inside the PDF.
    pub attach: bool,
    /// What is hidden.
    pub small_numbers: SmallNumbersPolicy,
    /// In page order.
    pub themes: Vec<AssessedTheme<'s>>,
    /// By rating.
    pub counts: Counts,
    /// Why those without a rating have none, and how many.
    pub unrated: Vec<(Reason, usize)>,
    /// What a paper printed about measures that it does not all name.
    pub published: Option<PublishedCounts>,
    /// Some ratings are those that another paper printed.
    pub any_published: bool,
    /// The same in the paper before; `None` where no rating was known then, or only those that another paper printed.
    pub counts_before: Option<Counts>,
    /// From one rating to another since the paper before, in page order.
    pub movements: Vec<Movement<'s>>,
    /// First page.
    pub summary: Option<&'s Commentary>,
    /// What the panel is asked to do.
    pub recommendation: Option<&'s Commentary>,
    /// What the council does next, in words for everybody.
    pub what_next: Option<&'s Commentary>,
    /// What those whom the figures are about have said, and what is done about it.
    pub you_told_us: Option<&'s Commentary>,
    /// How those whom the figures are about can say what they think.
    pub have_your_say: Option<&'s Commentary>,
    /// The title of another paper for the same panel, in another layout, that shows every indicator of this one.
    pub fuller: Option<&'s str>,
    /// Those that are open, or were closed since the extraction of the paper before.
    pub actions: Vec<&'s Action>,
    /// On every chart.
    pub events: &'s [Event],
    /// In every series.
    pub breaks: &'s [Break],
    /// Indicators that left the paper within the year.
    pub ended: Vec<Ended<'s>>,
    /// After so many months a benchmark is marked as old.
    pub benchmark_old_after: u32,
    /// Where the figures of the paper's indicators come from.
    pub figure_sources: Vec<&'s str>,
    /// Releases whose figures the paper shows.
    pub releases: Vec<&'s Release>,
}

/// An indicator that a paper no longer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended<'s> {
    /// Its last name.
    pub name: &'s str,
    /// The first period without it.
    pub from: Period,
    /// The name of what took its place.
    pub successor: Option<&'s str>,
    /// Why.
    pub reason: Option<&'s str>,
}

/// A heading with its indicators.
#[derive(Debug)]
pub struct AssessedTheme<'s> {
    /// The heading.
    pub name: &'s str,
    /// What its figures say together.
    pub analysis: Option<&'s Commentary>,
    /// In page order.
    pub indicators: Vec<AssessedIndicator<'s>>,
}

impl<'s> Assessment<'s> {
    /// Every indicator in page order.
    pub fn indicators(&self) -> impl Iterator<Item = &AssessedIndicator<'s>> {
        self.themes.iter().flat_map(|theme| &theme.indicators)
    }

    /// The day to which "overdue" refers: the meeting, else the extraction, else the end of the period; never the clock.
    pub fn as_of(&self) -> Date {
        as_of(&self.request, self.extracted)
    }
}

pub fn as_of(request: &Request<'_>, extracted: Option<Date>) -> Date {
    request.meeting.map(|meeting| meeting.date).or(extracted).unwrap_or_else(|| request.period.end())
}
