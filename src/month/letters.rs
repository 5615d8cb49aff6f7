//! A letter to each person from whom something is awaited, to be pasted into an e-mail.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::Date;
use crate::view::{listed, long_date};

use super::awaited::{Awaited, Chase, Deadline, Kind};

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// To whom: a person or a post.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its lines.
    pub text: String,
}

/// One letter a person, in the order of the list. What nobody is named for has none.
pub fn letters(chase: &Chase) -> Vec<Letter> {
    let people = chase.by_person().into_iter();
    people.filter_map(|(to, awaited)| Some(letter(chase, to?, &awaited))).collect()
}

fn letter(chase: &Chase, to: &str, awaited: &[&Awaited]) -> Letter {
    let by = awaited.iter().filter(|it| is_for_the_paper(it)).filter_map(|it| it.by).min();
    let due = by.map_or_else(String::new, |by| format!(", due {}", long_date(by)));
    let mut lines = vec![opening(chase, by)];
    for (asked, head) in HEADS {
        let of_it: Vec<&Awaited> = awaited.iter().copied().filter(|it| asked(it)).collect();
        if !of_it.is_empty() {
            lines.extend([String::new(), head.to_owned()]);
            lines.extend(of_it.iter().map(|it| item(it)));
        }
    }
    let files: BTreeSet<&str> = awaited.iter().filter(|it| it.has_place).map(|it| name_of(&it.file)).collect();
    if !files.is_empty() {
        let files = listed(&files.into_iter().map(str::to_owned).collect::<Vec<_>>());
        lines.extend([String::new(), format!("Please write under the headings in {files}, which is attached.")]);
    }
    Letter { to: to.to_owned(), subject: format!("{}: {}{due}", chase.label, counted(awaited)), text: lines.join("\n") }
}

/// Whether it goes into the paper, and so is wanted before that goes out.
fn is_for_the_paper(awaited: &Awaited) -> bool {
    matches!(awaited.kind, Kind::Figure | Kind::Commentary | Kind::TextRepeated)
}

/// Which of what is awaited stands below a sentence, and the sentence.
type Head = (fn(&Awaited) -> bool, &'static str);

/// What is asked for, and how.
const HEADS: [Head; 6] = [
    (
        |it| it.kind == Kind::Figure,
        "Please send these figures; where there is none, please say why and when it will come:",
    ),
    (
        |it| it.kind == Kind::Commentary && !it.name.is_empty(),
        "Please write what is behind these figures, and what happens next with a name and a date:",
    ),
    (|it| it.kind == Kind::Commentary && it.name.is_empty(), "Please write these texts of the paper:"),
    (
        |it| it.kind == Kind::TextRepeated,
        "These texts are those of an earlier paper and say its figures. Please write what holds now:",
    ),
    (
        |it| it.kind == Kind::Target,
        "These targets were to be set by now. Please say what they are, or when they will be set:",
    ),
    (|it| it.kind == Kind::Action, "These actions are due. Please say what has been done:"),
];

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// By when, and what for.
fn opening(chase: &Chase, by: Option<Date>) -> String {
    let next = chase.meetings.iter().find(|it| it.meeting >= chase.on).or(chase.meetings.first());
    let papers = next.map(|it| meeting(it, chase.on));
    match (by, papers) {
        (Some(by), Some(papers)) if by < chase.on => {
            format!("This was due by {}. {papers}", long_date(by))
        }
        (Some(by), Some(papers)) => format!("This is needed by {}. {papers}", long_date(by)),
        (_, Some(papers)) => papers,
        (_, None) => format!("This is needed for the papers of {}.", chase.label),
    }
}

fn meeting(it: &Deadline, on: Date) -> String {
    let meeting = long_date(it.meeting);
    let verb = if it.meeting < on { "met" } else { "meets" };
    match it.dispatch.filter(|dispatch| *dispatch >= on) {
        Some(dispatch) => format!("The papers go out on {}; the panel {verb} on {meeting}.", long_date(dispatch)),
        None => format!("The panel {verb} on {meeting}."),
    }
}

/// `- CLA18 First health assessment in 20 working days (50%, red, 10th month; target 95%)`.
fn item(it: &Awaited) -> String {
    let head = [it.of.as_str(), it.name.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let note = match it.kind {
        Kind::TextRepeated => String::new(),
        Kind::Action => it.by.map_or_else(String::new, |by| format!(" (due {})", long_date(by))),
        _ if it.note.is_empty() => String::new(),
        _ => format!(" ({})", it.note.trim_end_matches('.')),
    };
    format!("- {}{note}", head.join(" "))
}

/// `2 texts and 1 figure`.
pub fn counted(awaited: &[&Awaited]) -> String {
    let nouns = [
        (Kind::Figure, "figure"),
        (Kind::Commentary, "text"),
        (Kind::TextRepeated, "repeated text"),
        (Kind::Target, "target"),
        (Kind::Action, "action"),
    ];
    let parts = nouns.into_iter().filter_map(|(kind, noun)| {
        let n = awaited.iter().filter(|it| it.kind == kind).count();
        (n > 0).then(|| format!("{n} {noun}{}", if n == 1 { "" } else { "s" }))
    });
    listed(&parts.collect::<Vec<_>>())
}
