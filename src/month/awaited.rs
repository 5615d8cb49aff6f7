//! What is awaited for a month: figures, texts, targets, actions; from whom, and by when.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diag::Span;
use crate::model::{Date, Goal, Indicator, Meeting, Period, Scorecard};
use crate::page::IndicatorView;

use super::commentary_files::place;
use super::due::{Given, due};
use super::known::{Known, PaperOfMonth, name, owner};
use super::texts::{self, TextFile};

/// What is due when before the meetings of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The day of the meeting.
    #[serde(serialize_with = "day")]
    pub meeting: Date,
    /// Keys of its papers.
    pub papers: Vec<String>,
    /// By when commentary is wanted.
    #[serde(serialize_with = "maybe_day")]
    pub commentary_due: Option<Date>,
    /// When the papers go out.
    #[serde(serialize_with = "maybe_day")]
    pub dispatch: Option<Date>,
    /// The last day on which the law lets them.
    #[serde(serialize_with = "maybe_day")]
    pub last_day: Option<Date>,
}

fn day<S: serde::Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn maybe_day<S: serde::Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
    }
}

/// What kind of thing is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A figure that is not in.
    Figure,
    /// A text that is not written.
    Commentary,
    /// A text that is there, and is that of an earlier paper with its figure.
    TextRepeated,
    /// A target that was to be set by now.
    Target,
    /// An action that is due before the meeting.
    Action,
}

/// Something that is awaited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Awaited {
    /// What kind of thing.
    pub kind: Kind,
    /// From whom; `None` where the project names nobody.
    pub from: Option<String>,
    /// The indicator's code, the heading of a text, or the number of an action; may be empty.
    pub of: String,
    /// What it is called.
    pub name: String,
    /// What is known of it: the figure as the page says it, or why it is late; may be empty.
    pub note: String,
    /// By when.
    #[serde(serialize_with = "maybe_day")]
    pub by: Option<Date>,
    /// Whether that day is over.
    pub is_overdue: bool,
    /// Where it is to be written; may be empty.
    pub file: String,
    /// Whether that file is there, with a place for it.
    pub has_place: bool,
}

/// What is awaited for a period.
#[derive(Debug, Clone, Serialize)]
pub struct Chase {
    /// As the project's files spell it.
    pub period: String,
    /// `December 2020`.
    pub label: String,
    /// Seen from this day.
    #[serde(serialize_with = "day")]
    pub on: Date,
    /// The meetings whose papers are about it, in order.
    pub meetings: Vec<Deadline>,
    /// By when figures and texts are wanted.
    #[serde(serialize_with = "maybe_day")]
    pub due: Option<Date>,
    /// Whether any figure is in; before that nobody knows which texts are needed.
    pub has_figures: bool,
    /// By kind, in page order.
    pub awaited: Vec<Awaited>,
    /// Texts that the paper says to be awaited, since somebody decided to go on without them.
    pub decided: Vec<Awaited>,
}

/// What is due when before meetings that are not over, or that are about a period.
pub fn deadlines(scorecard: &Scorecard, is_meant: impl Fn(&Meeting) -> bool) -> Vec<Deadline> {
    let mut deadlines: Vec<Deadline> = Vec::new();
    for meeting in scorecard.meetings.iter().filter(|meeting| is_meant(meeting)) {
        let Meeting { paper, date, commentary_due, dispatch, last_day, .. } = meeting.clone();
        let new = Deadline { meeting: date, papers: vec![paper], commentary_due, dispatch, last_day };
        let same = |it: &&mut Deadline| Deadline { papers: new.papers.clone(), ..(**it).clone() } == new;
        match deadlines.iter_mut().find(same) {
            Some(same) => same.papers.extend(new.papers),
            None => deadlines.push(new),
        }
    }
    deadlines.sort_by_key(|it| it.meeting);
    deadlines
}

/// What is awaited. `repeated` are the places of headings whose text says the figure of an earlier paper.
pub fn chase(project: Known<'_>, period: Period, papers: &[PaperOfMonth], repeated: &[Span], on: Date) -> Chase {
    let is_of = |meeting: &Meeting| meeting.period == period;
    let meetings = deadlines(project.scorecard, is_of);
    let of_it = || project.scorecard.meetings.iter().filter(|meeting| is_of(meeting));
    let to_come = of_it().filter(|meeting| meeting.date >= on).map(Meeting::due).min();
    let by = to_come.or_else(|| of_it().map(Meeting::due).min());
    let asked = Asked { project, period, by, on };
    let (texts, decided) = asked.texts(papers);
    let awaited = [
        asked.figures(),
        texts,
        asked.repeated(repeated),
        asked.targets(),
        asked.actions(meetings.iter().map(|it| it.meeting).find(|meeting| *meeting >= on)),
    ];
    Chase {
        period: period.to_string(),
        label: period.label(),
        on,
        meetings,
        due: by,
        has_figures: !papers.is_empty(),
        awaited: awaited.concat(),
        decided,
    }
}

struct Asked<'p> {
    project: Known<'p>,
    period: Period,
    /// By when figures and texts are wanted.
    by: Option<Date>,
    on: Date,
}

impl Asked<'_> {
    /// Something of which nothing more is known.
    fn asked(&self, kind: Kind, from: Option<&str>, of: &str, name: &str) -> Awaited {
        Awaited {
            kind,
            from: from.map(str::to_owned),
            of: of.to_owned(),
            name: name.to_owned(),
            note: String::new(),
            by: None,
            is_overdue: false,
            file: String::new(),
            has_place: false,
        }
    }

    /// The same with its day.
    fn until(&self, awaited: Awaited, by: Option<Date>) -> Awaited {
        Awaited { by, is_overdue: by.is_some_and(|by| by < self.on), ..awaited }
    }

    fn of_indicator(&self, kind: Kind, indicator: &Indicator) -> Awaited {
        self.asked(kind, owner(indicator, self.period), indicator.code.as_str(), name(indicator, self.period))
    }

    fn figures(&self) -> Vec<Awaited> {
        let due = due(self.project, self.period);
        let awaited = due.iter().filter_map(|it| {
            let note = match it.given(self.project) {
                Given::Yes => return None,
                Given::Late(note) => note.unwrap_or("said to be late").to_owned(),
                Given::No if it.may_not_be_due => format!("not due in {}", it.period.year_before().label()),
                Given::No => String::new(),
            };
            // A longer period is named; that of the month is understood.
            let when = if it.period == self.period { String::new() } else { format!(" for {}", it.period.label()) };
            let awaited = self.of_indicator(Kind::Figure, it.indicator);
            let path = format!("figures/{}.yaml", it.period.file_name());
            let file = it.kept_in.map_or(path, str::to_owned);
            let name = format!("{}{when}", awaited.name);
            Some(self.until(Awaited { name, note, file, ..awaited }, self.by))
        });
        awaited.collect()
    }

    /// Texts that are needed and not there, and those without which somebody decided to go on.
    fn texts(&self, papers: &[PaperOfMonth]) -> (Vec<Awaited>, Vec<Awaited>) {
        let (project, period) = (self.project, self.period);
        let now = texts::files(project, period);
        let earlier = texts::before(project, period).map_or_else(Vec::new, |before| texts::files(project, before));
        let (mut awaited, mut decided) = (Vec::new(), Vec::new());
        for view in texts::needs(papers) {
            let written = texts::text_of(project, &view.code, period);
            let said = written.and_then(|text| text.awaited.as_ref());
            if said.is_none() && written.is_some_and(|text| !text.body.is_empty()) {
                continue;
            }
            let of = self.text(view, (&earlier, &now));
            match said {
                Some(said) => {
                    decided.push(Awaited { note: format!("{} · Decided by {}", said.reason, said.by), ..of })
                }
                None => awaited.push(of),
            }
        }
        // A heading that somebody put there and left empty.
        let empty = now.iter().flat_map(|file| file.raw.slots.iter().map(move |slot| (file, slot)));
        let empty = empty.filter(|(_, slot)| slot.is_empty() && !texts::is_code(project, slot.heading.value.trim()));
        for (file, slot) in empty.filter(|_| !papers.is_empty()) {
            let awaited_text = self.asked(Kind::Commentary, file.author(), slot.heading.value.trim(), "");
            let file = file.path.to_owned();
            awaited.push(self.until(Awaited { file, has_place: true, ..awaited_text }, self.by));
        }
        (awaited, decided)
    }

    fn text(&self, view: &IndicatorView, (earlier, now): (&[TextFile<'_>], &[TextFile<'_>])) -> Awaited {
        let owner = texts::owner_of(self.project, &view.code, self.period);
        let there = now.iter().find(|file| file.slot(&view.code).is_some());
        let (stem, author) = match there {
            Some(file) => (file.stem.to_owned(), file.author()),
            None => place(&view.code, owner, earlier, now),
        };
        let file = there
            .map_or_else(|| format!("commentary/{}/{stem}.md", self.period.file_name()), |file| file.path.to_owned());
        let target = if view.target_line.is_empty() { String::new() } else { format!("; target {}", view.target) };
        let standing = view.standing.to_lowercase();
        let note = format!("{}, {standing}{target}", view.value).replace('\u{a0}', " ");
        let awaited = self.asked(Kind::Commentary, owner.or(author), &view.code, &view.name);
        self.until(Awaited { note, file, has_place: there.is_some(), ..awaited }, self.by)
    }

    fn repeated(&self, places: &[Span]) -> Vec<Awaited> {
        let files = texts::files(self.project, self.period);
        let slots = files.iter().flat_map(|file| file.raw.slots.iter().map(move |slot| (file, slot)));
        let repeated = slots.filter(|(_, slot)| places.contains(&slot.heading.span));
        let awaited = repeated.filter_map(|(file, slot)| {
            let indicator = self.project.scorecard.indicator(slot.heading.value.trim())?;
            let note = "the text is that of an earlier paper, word for word, with the figure of then".to_owned();
            let awaited = self.of_indicator(Kind::TextRepeated, indicator);
            Some(self.until(Awaited { note, file: file.path.to_owned(), has_place: true, ..awaited }, self.by))
        });
        awaited.collect()
    }

    /// Targets that were expected by now.
    fn targets(&self) -> Vec<Awaited> {
        let scorecard = self.project.scorecard;
        let live = scorecard.indicators().map(|(_, indicator)| indicator);
        let live = live.filter(|indicator| !scorecard.has_ended(indicator, self.period.start()));
        let awaited = live.filter_map(|indicator| {
            let Some(Goal::ToBeSet(pending)) = indicator.goal.as_ref()?.at(self.period) else { return None };
            let expected = pending.expected.filter(|expected| expected.end() < self.on)?;
            let of = self.of_indicator(Kind::Target, indicator);
            let from = pending.owner.clone().or(of.from.clone());
            let note = format!("to be set {}, expected {}", pending.by, expected.label());
            Some(self.until(Awaited { from, note, ..of }, Some(expected.end())))
        });
        awaited.collect()
    }

    /// Open actions that are due by the next meeting; without one, those that are overdue.
    fn actions(&self, meeting: Option<Date>) -> Vec<Awaited> {
        let until = meeting.unwrap_or(self.on);
        let open = self.project.scorecard.actions.iter().filter(|action| action.closed.is_none());
        let raised = open.filter(|action| action.from.is_none_or(|from| from.start() <= self.period.end()));
        let awaited = raised.filter(|action| action.due.is_some_and(|due| due <= until)).map(|action| {
            let of = self.asked(Kind::Action, action.owner.as_deref(), &action.reference, &action.action);
            self.until(Awaited { file: "actions.yaml".to_owned(), ..of }, action.due)
        });
        awaited.collect()
    }
}

impl Chase {
    /// What is awaited from each person, in the order in which they first come; last what nobody is named for.
    pub fn by_person(&self) -> Vec<(Option<&str>, Vec<&Awaited>)> {
        let mut order: Vec<Option<&str>> = Vec::new();
        let mut all: BTreeMap<Option<&str>, Vec<&Awaited>> = BTreeMap::new();
        for it in &self.awaited {
            let from = it.from.as_deref();
            if !order.contains(&from) {
                order.push(from);
            }
            all.entry(from).or_default().push(it);
        }
        order.sort_by_key(Option::is_none);
        order.into_iter().map(|from| (from, all.remove(&from).unwrap_or_default())).collect()
    }
}
