//! Commentary: each text in a slot that exists, each link safe.

use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::load::RawProject;
use crate::load::raw::{RawBlock, RawInline, RawManifest, RawSlot, Text};
use crate::model::{Block, Commentary, IndicatorCode, Inline, Period, SlotName};

use super::Known;
use super::words::Words;

/// Every slot's text.
pub fn commentary(raw: &RawProject, known: &Known, words: &mut Words) -> Vec<Commentary> {
    let mut all: Vec<(Commentary, Span)> = Vec::new();
    let manifest = &raw.manifest;
    for file in &raw.commentary {
        let Some(period) = words.period_in_name(&file.period) else { continue };
        let author = words.optional(file.author.as_ref(), "`Author`");
        let cleared = file.cleared.as_ref().and_then(|text| words.date(text));
        for raw in &file.slots {
            let Some(slot) = slot_name(&raw.heading, manifest, known, words) else { continue };
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
            let commentary = read(raw, slot, period, words);
            all.push((Commentary { author: author.clone(), cleared, ..commentary }, raw.heading.span));
        }
    }
    all.into_iter().map(|(commentary, _)| commentary).collect()
}

fn slot_name(heading: &Text, raw: &RawManifest, known: &Known, words: &mut Words) -> Option<SlotName> {
    let (word, paper) = heading
        .value
        .split_once(" for ")
        .map_or((heading.value.as_str(), None), |(word, paper)| (word, Some(paper.trim())));
    let make: Option<fn(Option<String>) -> SlotName> = match word.to_lowercase().as_str() {
        "summary" => Some(SlotName::Summary),
        "recommendation" | "recommendations" => Some(SlotName::Recommendation),
        _ => None,
    };
    if let Some(make) = make {
        if let Some(key) = paper
            && !raw.papers.iter().any(|paper| paper.key.value == key)
        {
            let keys = raw.papers.iter().map(|paper| paper.key.value.as_str());
            let hint = did_you_mean(key, keys).unwrap_or_else(|| "name a key under `papers:`".to_owned());
            words.push(
                Diagnostic::new(Code::UnknownPaper, format!("there is no paper `{key}`")).at(heading.span).hint(hint),
            );
            return None;
        }
        return Some(make(paper.map(str::to_owned)));
    }
    let code = IndicatorCode::new(&heading.value).ok().filter(|code| known.contains_key(code));
    if code.is_none() && words.knows_all_codes() {
        let names = known.keys().map(IndicatorCode::as_str).chain(["Summary", "Recommendation"]);
        let hint = did_you_mean(&heading.value, names)
            .unwrap_or_else(|| "use an indicator's code, `Summary` or `Recommendation`".to_owned());
        words.push(
            Diagnostic::new(Code::UnknownSlot, format!("`{}` is no slot", heading.value)).at(heading.span).hint(hint),
        );
    }
    code.map(SlotName::Indicator)
}

fn read(raw: &RawSlot, slot: SlotName, period: Period, words: &mut Words) -> Commentary {
    Commentary {
        slot,
        period,
        author: None,
        cleared: None,
        body: blocks(&raw.body, words),
        next: blocks(&raw.next, words),
        expected_back: raw.expected_back.as_ref().and_then(|text| words.period(text)),
    }
}

fn blocks(raw: &[RawBlock], words: &mut Words) -> Vec<Block> {
    let read = |block: &RawBlock| match block {
        RawBlock::Paragraph(runs) => Block::Paragraph(runs.iter().map(|run| inline(run, words)).collect()),
        RawBlock::List { start, items } => {
            Block::List { start: *start, items: items.iter().map(|item| blocks(item, words)).collect() }
        }
    };
    raw.iter().map(read).collect()
}

fn inline(raw: &RawInline, words: &mut Words) -> Inline {
    if let Some(link) = &raw.link {
        words.safe_link(link);
    }
    Inline {
        text: words.printable(&raw.text, "commentary"),
        bold: raw.bold,
        italic: raw.italic,
        link: raw.link.as_ref().map(|link| link.value.trim().to_owned()),
    }
}
