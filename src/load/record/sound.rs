//! What a record may say. Whoever can write into a project can write a record with the fingerprint that belongs to it, so the fingerprint
//! proves that nothing was damaged, and nothing about who wrote it: names lead nowhere, numbers have room above them, texts can be printed.

use serde_yaml::Value;

use super::super::files::{is_plain, is_plain_name};
use super::super::text;
use super::fault::{At, Fault};
use super::form::{IndicatorRecord, Record};

/// No paper was published more often, or has as many pages.
const MOST: usize = 9_999;

/// What is wrong with what a record says.
pub fn fault(record: &Record) -> Option<Fault> {
    names(record).or_else(|| numbers(record)).or_else(|| dates(record))
}

/// The first text, key or value, that cannot be printed.
pub fn unprintable(value: &Value) -> Option<Fault> {
    match value {
        Value::String(text) => {
            let found = text.chars().find_map(|c| Some((c, text::refusal(c)?)));
            found.map(|(c, reason)| of(c.to_string(), format!("it holds U+{:04X}, {reason}", c as u32)))
        }
        Value::Sequence(items) => items.iter().find_map(unprintable),
        Value::Mapping(entries) => {
            entries.iter().find_map(|(key, value)| unprintable(key).or_else(|| unprintable(value)))
        }
        Value::Tagged(tagged) => Some(of(tagged.tag.to_string(), "it holds a tag".to_owned())),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn of(text: String, why: String) -> Fault {
    Fault { at: At::Text(text), why }
}

fn names(record: &Record) -> Option<Fault> {
    let cleared = record.cleared.iter().map(|cleared| &cleared.draft);
    let names = [&record.edition, &record.pdf.name, &record.layout.name].into_iter().chain(&record.compared_with);
    let mut names = names.chain(cleared);
    let name = names.find(|name| !is_plain_name(name));
    let paths = record.inputs.keys().chain(record.layout.files.keys());
    let path = paths.into_iter().find(|path| !is_plain(path));
    name.or(path).map(|name| of(name.clone(), format!("`{name}` leads out of its folder")))
}

fn numbers(record: &Record) -> Option<Fault> {
    let version = (record.version == 0 || record.version as usize > MOST).then_some("version");
    let draft = record.draft.is_some_and(|draft| draft == 0 || draft as usize > MOST).then_some("draft");
    let page = |indicator: &IndicatorRecord| indicator.page.is_some_and(|page| page > record.pages);
    let pages = (record.pages > MOST || record.indicators.iter().any(page)).then_some("pages");
    version.or(draft).or(pages).map(|name| of(format!("{name}: "), format!("its number of `{name}` cannot be")))
}

fn dates(record: &Record) -> Option<Fault> {
    let days = [Some(&record.date), Some(&record.signed.on), record.meeting.as_ref(), record.extracted.as_ref()];
    let is_day = |text: &&String| {
        let shape = |(at, c): (usize, char)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
        text.len() == 10 && text.chars().enumerate().all(shape)
    };
    let day = days
        .into_iter()
        .flatten()
        .find(|text| !is_day(text))
        .map(|text| of(text.clone(), format!("`{text}` is no day")));
    // Which periods there are is the calendar's to say: `2020-11`, `2020/21 Q3`.
    let is_period = |text: &str| {
        let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | ' ');
        text.len() <= 20 && text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(is_sign)
    };
    day.or_else(|| {
        (!is_period(&record.period)).then(|| of(record.period.clone(), format!("`{}` is no period", record.period)))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::super::text::refusal;
    use super::super::{FORM, FigureText, Hashed, LayoutRecord, Signed, read};
    use super::*;
    use crate::diag::SourceMap;
    use crate::digest::sha256;

    /// A record with a text wherever an author's words stand.
    fn record(text: &str) -> Record {
        let hash = sha256(text.as_bytes());
        let hashes = |name: &str| BTreeMap::from([(name.to_owned(), hash.clone())]);
        let indicator = IndicatorRecord {
            code: "A1".to_owned(),
            name: text.to_owned(),
            page: Some(1),
            unit: "percent".to_owned(),
            measured: text.to_owned(),
            definition: text.to_owned(),
            target: text.to_owned(),
            rating: "Red".to_owned(),
            shown: "84% [p]".to_owned(),
            direction: text.to_owned(),
            signal: text.to_owned(),
            behind: text.to_owned(),
            next: text.to_owned(),
            figures: BTreeMap::from([(
                "value".to_owned(),
                BTreeMap::from([("2020-11".to_owned(), FigureText::from("84 [p], Red"))]),
            )]),
        };
        Record {
            record: FORM,
            edition: "panel-2020-11-v1".to_owned(),
            paper: text.to_owned(),
            title: text.to_owned(),
            name: Some(text.to_owned()),
            item: Some(text.to_owned()),
            period: "2020-11".to_owned(),
            version: 1,
            draft: None,
            meeting: Some("2021-01-13".to_owned()),
            date: "2021-01-13".to_owned(),
            extracted: None,
            signed: Signed { on: "2021-01-13".to_owned(), by: Some(text.to_owned()) },
            cleared: None,
            awaited: None,
            compared_with: vec!["panel-2020-10-v1".to_owned()],
            tool: "panelpack 0.1.0".to_owned(),
            pages: 2,
            pdf: Hashed { name: "Scorecard November 2020.pdf".to_owned(), sha256: hash.clone() },
            contents: hash.clone(),
            document: hash.clone(),
            layout: LayoutRecord {
                name: "scorecard".to_owned(),
                options: BTreeMap::new(),
                files: hashes("base/parts.typ"),
            },
            faces: hashes("Source Sans 3 Normal 400"),
            inputs: hashes("figures/2020-11.yaml"),
            texts: BTreeMap::from([(text.to_owned(), text.to_owned())]),
            indicators: vec![indicator],
        }
    }

    proptest! {
        /// Whatever an author may write is read as it was recorded: nothing here takes an edition away from its readers.
        #[test]
        fn a_record_of_any_words_is_read_as_it_was_written(
            text in "(\\PC|[\\[\\]{}:#&*!|>'\"%@`,?~ \\-\n\t0-9a-z]){0,60}",
        ) {
            let text: String = text.chars().filter(|c| refusal(*c).is_none()).collect();
            let record = record(&text);
            let mut sources = SourceMap::default();
            let file = sources.add("edition.yaml", record.to_text());
            let found = read("panel-2020-11-v1", &record.to_text(), file, &sources);
            prop_assert_eq!(found.map_err(|diagnostic| diagnostic.message().to_owned()), Ok(record));
        }
    }
}
