//! `panelpack.yaml`.

use crate::diag::{Code, Diagnostic, Found};

use super::corrections;
use super::dated::dated;
use super::events::{read_breaks, read_events};
use super::keys::manifest as keys_of;
use super::raw::{RawBrand, RawCalendar, RawLogo, RawManifest, RawMeeting, RawPaper, RawPublishedCounts, Text};
use super::reader::{MapReader, list, map, text, texts};
use super::small_numbers;
use super::sources;
use super::spc;
use super::yaml::Node;

/// Reads the manifest.
pub fn read(node: Node, diagnostics: &mut Found) -> RawManifest {
    let Some(mut keys) = MapReader::new(node, &keys_of::MANIFEST, diagnostics) else { return RawManifest::default() };
    let organisation = keys.need_text("organisation", "the name of the council, e.g. `Northbridge Council`");
    let short_name = keys.text("short_name");
    let notice = keys.text("notice");
    let calendar = keys.take("calendar").and_then(|node| read_calendar(node, keys.diagnostics())).unwrap_or_default();
    let brand = keys.take("brand").and_then(|node| read_brand(node, keys.diagnostics()));
    let amber_within = keys.text("amber_within");
    let rating = keys.text("rating");
    let area = keys.text("area");
    let neighbours = keys.take("neighbours").and_then(|node| {
        dated(node, "`neighbours`", keys.diagnostics(), |node, diagnostics| {
            texts(node, "`neighbours`", "an authority's number", diagnostics)
        })
    });
    let benchmark_old_after = keys.text("benchmark_old_after");
    let small_numbers = keys.take("small_numbers").and_then(|node| small_numbers::read(node, keys.diagnostics()));
    let known_already =
        keys.take("known_already").map(|node| small_numbers::read_known(node, keys.diagnostics())).unwrap_or_default();
    let adds_up =
        keys.take("adds_up").map(|node| small_numbers::read_sums(node, keys.diagnostics())).unwrap_or_default();
    let revisions = keys.take("revisions").and_then(|node| corrections::read_policy(node, keys.diagnostics()));
    let attach = keys.text("attach");
    let sources = keys.take("sources").map(|node| sources::read(node, keys.diagnostics())).unwrap_or_default();
    let papers = keys
        .need("papers", "at least one paper: its title, panel and layout")
        .map(|node| read_papers(node, keys.diagnostics()));
    let meetings = keys.take("meetings").map(|node| read_meetings(node, keys.diagnostics()));
    let events = keys.take("events").map(|node| read_events(node, keys.diagnostics()));
    let breaks = keys.take("breaks").map(|node| read_breaks(node, keys.diagnostics()));
    let spc = keys.take("spc").and_then(|node| spc::read_rules(node, keys.diagnostics()));
    keys.finish();
    RawManifest {
        organisation,
        short_name,
        notice,
        calendar,
        brand,
        amber_within,
        rating,
        area,
        neighbours,
        benchmark_old_after,
        small_numbers,
        known_already,
        adds_up,
        revisions,
        attach,
        sources,
        papers: papers.unwrap_or_default(),
        meetings: meetings.unwrap_or_default(),
        events: events.unwrap_or_default(),
        breaks: breaks.unwrap_or_default(),
        spc,
    }
}

fn read_calendar(node: Node, diagnostics: &mut Found) -> Option<RawCalendar> {
    let mut keys = MapReader::new(node, &keys_of::CALENDAR, diagnostics)?;
    let year_starts = keys.text("year_starts");
    let mut days = |key: &'static str| {
        let node = keys.take(key)?;
        texts(node, &format!("`{key}`"), "a day", keys.diagnostics())
    };
    let [bank_holidays, closed, terms] = ["bank_holidays", "closed", "terms"].map(|key| days(key).unwrap_or_default());
    let [clear_days, commentary_due, dispatch] = ["clear_days", "commentary_due", "dispatch"].map(|key| keys.text(key));
    keys.finish();
    Some(RawCalendar { year_starts, bank_holidays, closed, terms, clear_days, commentary_due, dispatch })
}

fn read_brand(node: Node, diagnostics: &mut Found) -> Option<RawBrand> {
    let mut keys = MapReader::new(node, &keys_of::BRAND, diagnostics)?;
    let mut colour = |key: &'static str| {
        // A colour without quotes is a comment to YAML, and its key has no value.
        let given = keys.contains(key);
        given
            .then(|| keys.need_text(key, "a colour in quotes, e.g. `\"#12436d\"`: without quotes it is a comment"))
            .flatten()
    };
    let [accent, rule, tint] = ["accent", "rule", "tint"].map(&mut colour);
    let typeface = keys.text("typeface");
    let logo = keys.take("logo").and_then(|node| {
        let mut keys = MapReader::new(node, &keys_of::LOGO, keys.diagnostics())?;
        let logo = RawLogo {
            file: keys.need_text("file", "the path of an SVG or PNG file of the project"),
            alt: keys.need_text("alt", "what a reader hears in its place, e.g. `Northbridge Council`"),
            height: keys.text("height"),
        };
        keys.finish();
        Some(logo)
    });
    keys.finish();
    Some(RawBrand { accent, rule, tint, typeface, logo })
}

fn read_papers(node: Node, diagnostics: &mut Found) -> Vec<RawPaper> {
    let span = node.span;
    let entries = map(node, "`papers`", diagnostics).unwrap_or_default();
    if entries.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::MissingKey, "`papers` names no paper")
                .at(span.part(0..0))
                .hint("add one: `scorecard: {title: …, panel: …}`"),
        );
    }
    let read = |(key, node): (Text, Node)| {
        let mut keys = MapReader::new(node, &keys_of::PAPER, diagnostics)?;
        let paper = RawPaper {
            key,
            title: keys.need_text("title", "the paper's public title"),
            panel: keys.need_text("panel", "the name of the panel that reads it"),
            layout: keys.text("layout"),
            indicators: keys
                .take("indicators")
                .and_then(|node| texts(node, "`indicators`", "a code", keys.diagnostics())),
            every: keys.text("every"),
            options: keys.take("options").map(|node| read_options(node, keys.diagnostics())).unwrap_or_default(),
            published: keys.take("published").map(|node| read_published(node, keys.diagnostics())).unwrap_or_default(),
            clear_days: keys.text("clear_days"),
        };
        keys.finish();
        Some(paper)
    };
    entries.into_iter().filter_map(read).collect()
}

/// What a paper chooses of its layout's options: names with texts.
fn read_options(node: Node, diagnostics: &mut Found) -> Vec<(Text, Text)> {
    let entries = map(node, "`options`", diagnostics).unwrap_or_default();
    entries.into_iter().filter_map(|(key, node)| Some((key, text(node, "an option's value", diagnostics)?))).collect()
}

fn read_published(node: Node, diagnostics: &mut Found) -> Vec<RawPublishedCounts> {
    let items = list(node, "`published`", diagnostics).unwrap_or_default();
    let read = |item| {
        let mut keys = MapReader::new(item, &keys_of::PUBLISHED_COUNTS, diagnostics)?;
        let counts = RawPublishedCounts {
            period: keys.need_text("period", "the period of the paper that was published"),
            measures: keys.need_text("measures", "how many measures it had"),
            outside: keys.need_text("outside", "how many of them were outside their target"),
        };
        keys.finish();
        Some(counts)
    };
    items.into_iter().filter_map(read).collect()
}

fn read_meetings(node: Node, diagnostics: &mut Found) -> Vec<RawMeeting> {
    let items = list(node, "`meetings`", diagnostics).unwrap_or_default();
    let read = |item| {
        let mut keys = MapReader::new(item, &keys_of::MEETING, diagnostics)?;
        let meeting = RawMeeting {
            paper: keys.need_text("paper", "the key of a paper"),
            date: keys.need_text("date", "the day, e.g. `2021-01-13`"),
            period: keys.need_text("period", "the period that the paper is for"),
            item: keys.text("item"),
            label: keys.text("label"),
            commentary_due: keys.text("commentary_due"),
            dispatch: keys.text("dispatch"),
        };
        keys.finish();
        Some(meeting)
    };
    items.into_iter().filter_map(read).collect()
}
