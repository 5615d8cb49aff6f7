//! Commentary: each text in a slot that exists, each link safe.
//!
//! Commentary that is awaited is said in the file and not on the command line, so that the built and the published paper are the same bytes
//! and the decision is on record.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::load::RawProject;
use crate::load::raw::{RawBlock, RawInline, RawManifest, RawSlot, Text};
use crate::model::{Awaited, Block, Commentary, IndicatorCode, Inline, Period, SlotName, Theme};

use super::pasted;
use super::places::{Known, Places};
use super::references::{self, Scope};
use super::words::Words;

/// Every slot's text.
pub fn commentary(
    raw: &RawProject,
    known: &Known,
    themes: &[Theme],
    places: &mut Places,
    words: &mut Words,
) -> Vec<Commentary> {
    let mut scope = Scope { known, places };
    let mut all: Vec<(Commentary, Span)> = Vec::new();
    let manifest = &raw.manifest;
    let mut refused: BTreeSet<&str> = BTreeSet::new();
    for file in &raw.commentary {
        // A folder of three files has one name.
        if refused.contains(file.period.value.as_str()) {
            continue;
        }
        let Some(period) = words.period_in_name(&file.period) else {
            refused.insert(&file.period.value);
            continue;
        };
        let author = words.optional(file.author.as_ref(), "`Author`");
        let cleared = file.cleared.as_ref().and_then(|text| words.date(text));
        for raw in &file.slots {
            let Some(slot) = slot_name(&raw.heading, manifest, known, themes, words) else { continue };
            if !matches!(slot, SlotName::Indicator(_)) && (!raw.next.is_empty() || raw.expected_back.is_some()) {
                words.push(
                    Diagnostic::new(Code::UnknownSlot, "`### Next` and `Expected back` belong under an indicator")
                        .at(raw.heading.span)
                        .hint("move them under the heading of a code"),
                );
            }
            if let Some((_, first)) = all.iter().find(|(other, _)| other.slot == slot && other.period == period) {
                words.push(
                    Diagnostic::new(Code::RepeatedSlot, format!("two texts are given for `{}`", raw.heading.value))
                        .at_with(raw.heading.span, "again here")
                        .also(*first, "first here")
                        .hint("merge the two, or delete one"),
                );
                continue;
            }
            pasted::check(raw, &slot, themes, words);
            let commentary = read(raw, slot, period, &mut scope, words);
            all.push((Commentary { author: author.clone(), cleared, ..commentary }, raw.heading.span));
        }
    }
    // A heading alone is still to be written, and says nothing.
    let is_written = |text: &Commentary| {
        let Commentary { body, next, expected_back, awaited, .. } = text;
        !body.is_empty() || !next.is_empty() || expected_back.is_some() || awaited.is_some()
    };
    all.into_iter().map(|(commentary, _)| commentary).filter(is_written).collect()
}

/// What a heading names. A code comes first, then the words that the format keeps for itself, then the themes: a theme that is named like
/// one of those has no slot.
fn slot_name(
    heading: &Text,
    raw: &RawManifest,
    known: &Known,
    themes: &[Theme],
    words: &mut Words,
) -> Option<SlotName> {
    if let Some(code) = IndicatorCode::new(&heading.value).ok().filter(|code| known.contains_key(code)) {
        return Some(SlotName::Indicator(code));
    }
    if let Some(slot) = of_paper(heading, raw, words, |word| reserved(word).map(|make| Box::new(make) as MakeSlot)) {
        return slot;
    }
    // Its name may hold the word `for`.
    if let Some(theme) = find_theme(themes, &heading.value) {
        return Some(SlotName::Theme { theme, paper: None });
    }
    let of_theme = |word: &str| {
        let theme = find_theme(themes, word)?;
        Some(Box::new(move |paper| SlotName::Theme { theme: theme.clone(), paper }) as MakeSlot)
    };
    if let Some(slot) = of_paper(heading, raw, words, of_theme) {
        return slot;
    }
    if words.knows_all_codes() {
        let names = known.keys().map(IndicatorCode::as_str).chain(themes.iter().map(|theme| theme.name.as_str()));
        let by_name = themes.iter().flat_map(|theme| &theme.indicators).find(|indicator| {
            indicator.name.values().any(|name| name.to_lowercase() == heading.value.trim().to_lowercase())
        });
        let by_name = by_name.map(|indicator| format!("write the code of the indicator, `## {}`", indicator.code));
        let is_opened = |code: &&IndicatorCode| {
            let rest = heading.value.trim().strip_prefix(code.as_str());
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_')))
        };
        let opened = known.keys().find(is_opened).map(|code| format!("write its code alone, `## {code}`"));
        let hint = by_name
            .or(opened)
            .or_else(|| did_you_mean(&heading.value, names.chain(RESERVED.iter().map(|(word, _)| *word))))
            .unwrap_or_else(|| "use an indicator's code, a theme's name, `Summary` or `Recommendation`".to_owned());
        words.push(
            Diagnostic::new(Code::UnknownSlot, format!("`{}` is no slot", heading.value)).at(heading.span).hint(hint),
        );
    }
    None
}

/// Makes a slot's name for one paper, or for every paper.
type MakeSlot = Box<dyn Fn(Option<String>) -> SlotName>;

/// The same for a heading that names nothing of the project.
type Reserved = fn(Option<String>) -> SlotName;

/// Headings that are texts of a whole paper.
const RESERVED: &[(&str, Reserved)] = &[
    ("Summary", SlotName::Summary),
    ("Recommendation", SlotName::Recommendation),
    ("Recommendations", SlotName::Recommendation),
    ("You told us", SlotName::YouToldUs),
    ("What happens next", SlotName::WhatNext),
    ("Have your say", SlotName::HaveYourSay),
];

fn reserved(word: &str) -> Option<Reserved> {
    RESERVED.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, make)| *make)
}

fn find_theme(themes: &[Theme], name: &str) -> Option<String> {
    let exact = themes.iter().find(|theme| theme.name == name);
    let same = |theme: &&Theme| theme.name.to_lowercase() == name.to_lowercase();
    exact.or_else(|| themes.iter().find(same)).map(|theme| theme.name.clone())
}

/// A heading `Summary` or `Summary for scrutiny`, whose first words `make` knows; `None` where it does not, and nothing within where there is no
/// such paper.
fn of_paper(
    heading: &Text,
    raw: &RawManifest,
    words: &mut Words,
    make: impl Fn(&str) -> Option<MakeSlot>,
) -> Option<Option<SlotName>> {
    if let Some(make) = make(&heading.value) {
        return Some(Some(make(None)));
    }
    let (word, key) = heading.value.rsplit_once(" for ")?;
    let (make, key) = (make(word)?, key.trim());
    if raw.papers.iter().any(|paper| paper.key.value == key) {
        return Some(Some(make(Some(key.to_owned()))));
    }
    let keys = raw.papers.iter().map(|paper| paper.key.value.as_str());
    let hint = did_you_mean(key, keys).unwrap_or_else(|| "name a key under `papers:`".to_owned());
    words.push(Diagnostic::new(Code::UnknownPaper, format!("there is no paper `{key}`")).at(heading.span).hint(hint));
    Some(None)
}

fn read(raw: &RawSlot, slot: SlotName, period: Period, scope: &mut Scope<'_>, words: &mut Words) -> Commentary {
    let awaited = awaited(raw, words);
    Commentary {
        awaited,
        slot,
        period,
        author: None,
        cleared: None,
        body: blocks(&raw.body, period, scope, words),
        next: blocks(&raw.next, period, scope, words),
        expected_back: raw.expected_back.as_ref().and_then(|text| words.period(text)),
    }
}

/// A text that is awaited says why and who decided; what has a text is not awaited.
fn awaited(raw: &RawSlot, words: &mut Words) -> Option<Awaited> {
    let place = raw.awaited.as_ref().or(raw.decided_by.as_ref())?.span;
    let (Some(reason), Some(by)) = (&raw.awaited, &raw.decided_by) else {
        words.push(
            Diagnostic::new(Code::MissingKey, "awaited commentary needs a reason and a name")
                .at(place)
                .hint("write `Awaited: why · Decided by: who`"),
        );
        return None;
    };
    if !raw.body.is_empty() {
        words.push(
            Diagnostic::new(Code::RepeatedSlot, format!("`{}` has a text and is awaited", raw.heading.value))
                .at(place)
                .hint("take `Awaited` away: the text is there"),
        );
        return None;
    }
    Some(Awaited { reason: words.text(reason, "`Awaited`"), by: words.text(by, "`Decided by`") })
}

fn blocks(raw: &[RawBlock], period: Period, scope: &mut Scope<'_>, words: &mut Words) -> Vec<Block> {
    let read = |block: &RawBlock| match block {
        RawBlock::Paragraph(runs) => Block::Paragraph(inlines(runs, period, scope, words)),
        RawBlock::List { start, items } => {
            Block::List { start: *start, items: items.iter().map(|item| blocks(item, period, scope, words)).collect() }
        }
        RawBlock::Quotation(quoted) => Block::Quotation(blocks(quoted, period, scope, words)),
        RawBlock::Table(rows) => {
            let mut row =
                |cells: &Vec<Vec<RawInline>>| cells.iter().map(|cell| inlines(cell, period, scope, words)).collect();
            Block::Table(rows.iter().map(&mut row).collect())
        }
    };
    raw.iter().map(read).collect()
}

fn inlines(runs: &[RawInline], period: Period, scope: &mut Scope<'_>, words: &mut Words) -> Vec<Inline> {
    let read = |run: &RawInline| references::split(inline(run, words), &run.text, period, scope, words);
    runs.iter().flat_map(read).collect()
}

fn inline(raw: &RawInline, words: &mut Words) -> Inline {
    if let Some(link) = &raw.link {
        words.safe_link(link);
    }
    Inline {
        text: words.printable(&raw.text, "commentary"),
        reference: None,
        bold: raw.bold,
        italic: raw.italic,
        link: raw.link.as_ref().map(|link| link.value.trim().to_owned()),
    }
}
