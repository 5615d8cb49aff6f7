//! Files of commentary for a month: a slot for each text that is needed, with its facts and last month's words as comments, which are not printed.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::written::slug;
use crate::model::{Period, Said, SlotName};
use crate::page::{IndicatorView, RunView};
use crate::view::references::of_indicator;

use super::known::{Known, NewFile, PaperOfMonth};
use super::prose::{lines, within_comment};
use super::texts::{self, TextFile};

/// Where the texts go of an indicator that nobody answers for and nobody has written about.
const NOBODY: &str = "commentary";

/// A file that is to be written.
struct Draft<'a> {
    author: Option<&'a str>,
    /// Headings that are no codes, in the order of last month's file.
    others: Vec<&'a str>,
    /// In page order.
    indicators: Vec<&'a IndicatorView>,
    /// Codes that had a text last month and are not asked for now.
    no_longer: Vec<&'a str>,
}

/// The files that are missing, and those that are there with the slots that they lack; then the paths of those that wait for figures, each with the codes.
///
/// A file is begun when every figure of which it may have to speak is there, or is said to be late: what came later would need a file beside it. `missing` are the codes of the others.
pub fn drafts(
    project: Known<'_>,
    period: Period,
    papers: &[PaperOfMonth],
    missing: &[&str],
) -> (Vec<NewFile>, Vec<(String, Vec<String>)>) {
    let before = texts::before(project, period);
    let earlier = before.map_or_else(Vec::new, |before| texts::files(project, before));
    let now = texts::files(project, period);
    let has = |heading: &str| now.iter().any(|file| file.slot(heading).is_some());
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let needs = texts::needs(papers);
    for view in needs.iter().filter(|view| !has(&view.code)) {
        let owner = texts::owner_of(project, &view.code, period);
        let (stem, author) = place(&view.code, owner, &earlier, &now);
        let draft = drafts.entry(stem).or_insert_with(|| empty(author));
        draft.indicators.push(view);
    }
    for file in &earlier {
        let is_there = now.iter().any(|it| it.stem.eq_ignore_ascii_case(file.stem));
        let slots = file.raw.slots.iter().map(|slot| slot.heading.value.trim());
        let (codes, others): (Vec<&str>, Vec<&str>) = slots.partition(|heading| texts::is_code(project, heading));
        let others: Vec<&str> = others.into_iter().filter(|heading| !has(heading)).collect();
        if is_there || (others.is_empty() && !drafts.contains_key(file.stem)) {
            continue;
        }
        let draft = drafts.entry(file.stem.to_owned()).or_insert_with(|| empty(file.author()));
        draft.others = others;
        let asked: BTreeSet<&str> = needs.iter().map(|view| view.code.as_str()).collect();
        draft.no_longer = codes.into_iter().filter(|code| !asked.contains(code)).collect();
    }
    if earlier.is_empty() && now.is_empty() {
        drafts.entry("summary".to_owned()).or_insert_with(|| empty(None)).others = vec!["Summary", "Recommendation"];
    }
    let folder = period.file_name();
    let mut waits = Vec::new();
    drafts.retain(|stem, draft| {
        let is_its = |code: &&&str| {
            let owner = texts::owner_of(project, code, period);
            draft.indicators.is_empty() || place(code, owner, &earlier, &now).0 == *stem
        };
        let codes: Vec<String> = missing.iter().filter(is_its).map(|code| (**code).to_owned()).collect();
        if !codes.is_empty() {
            waits.push((format!("commentary/{folder}/{stem}.md"), codes.clone()));
        }
        codes.is_empty()
    });
    let taken: BTreeSet<String> = now.iter().map(|file| file.stem.to_lowercase()).collect();
    let file = |(stem, draft): (String, Draft)| {
        let slots = draft.others.iter().copied().chain(draft.indicators.iter().map(|view| view.code.as_str()));
        NewFile {
            path: format!("commentary/{folder}/{}.md", free(&stem, &taken)),
            holds: slots.map(str::to_owned).collect(),
            beside: taken.contains(&stem.to_lowercase()).then(|| format!("commentary/{folder}/{stem}.md")),
            content: text(project, (period, before), papers, &draft),
        }
    };
    (drafts.into_iter().map(file).collect(), waits)
}

fn empty(author: Option<&str>) -> Draft<'_> {
    Draft { author, others: Vec::new(), indicators: Vec::new(), no_longer: Vec::new() }
}

/// In which file an indicator's text goes, without its ending, and who writes there: where it stood last month, else where its owner writes, else in one named after him.
pub fn place<'a>(
    code: &str,
    owner: Option<&'a str>,
    earlier: &[TextFile<'a>],
    now: &[TextFile<'a>],
) -> (String, Option<&'a str>) {
    let is_owners = |file: &&TextFile| owner.is_some() && file.author() == owner;
    let held = earlier.iter().find(|file| file.slot(code).is_some());
    let file = held.or_else(|| earlier.iter().find(is_owners)).or_else(|| now.iter().find(is_owners));
    // What stood in a file beside another last month goes back into that one.
    let first = |file: &TextFile| {
        let (stem, number) = file.stem.rsplit_once('-')?;
        let is_number = number.parse::<u32>().is_ok();
        earlier.iter().find(|it| is_number && it.stem == stem && it.author() == file.author())
    };
    match file.map(|file| first(file).unwrap_or(file)) {
        Some(file) => (file.stem.to_owned(), file.author()),
        None => (owner.map(slug).filter(|name| !name.is_empty()).unwrap_or_else(|| NOBODY.to_owned()), owner),
    }
}

/// The name, or the first with a number that no file has.
fn free(stem: &str, taken: &BTreeSet<String>) -> String {
    let mut names = std::iter::once(stem.to_owned()).chain((2..).map(|n| format!("{stem}-{n}")));
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_else(|| stem.to_owned())
}

fn text(
    project: Known<'_>,
    (period, before): (Period, Option<Period>),
    papers: &[PaperOfMonth],
    draft: &Draft<'_>,
) -> String {
    let author = draft.author.map(|author| format!("Author: {}\n", author.replace('·', ","))).unwrap_or_default();
    let back = if draft.indicators.is_empty() {
        ""
    } else {
        "Right under a code a line `Expected back: 2021-03` says when the figure should be on target again.\n"
    };
    let mut out = format!(
        "{author}<!-- {}. Write under each heading; what stands between these signs is not printed and may stay.\n{back}\
         When the text is cleared, say so in a line at the top, with the day: `Cleared: 2021-01-05`. -->\n",
        period.label()
    );
    for heading in &draft.others {
        let facts = facts_of(heading, papers);
        let words = before.map_or_else(Vec::new, |before| words_of(project, heading, before));
        out.push_str(&slot(heading, &facts, before, &words));
    }
    for view in &draft.indicators {
        let last = before.and_then(|before| texts::text_of(project, &view.code, before));
        let mut words = Vec::new();
        if let Some(text) = last {
            words.extend(lines(&text.body));
            let next = lines(&text.next);
            if !next.is_empty() {
                words.push("What was to happen next:".to_owned());
                words.extend(next);
            }
            words.extend(text.expected_back.map(|back| format!("It was expected back on target in {}.", back.label())));
        }
        out.push_str(&slot(&view.code, &facts(view), before, &words));
        out.push_str("\n### Next\n");
    }
    if !draft.no_longer.is_empty() {
        let codes = draft.no_longer.join(", ");
        out.push_str(&format!(
            "\n<!-- Last month there were also texts about {codes}. What is on target needs none; where there is something to say, add its heading. -->\n"
        ));
    }
    out
}

/// A heading with a comment below it, and a line to write on.
fn slot(heading: &str, facts: &[String], before: Option<Period>, words: &[String]) -> String {
    let facts = facts.iter().filter(|fact| !fact.is_empty());
    let mut comment: Vec<String> = facts.map(|fact| within_comment(fact)).collect();
    if let Some(before) = before.filter(|_| !words.is_empty()) {
        comment.push(format!("What was written for {}:", before.label()));
        comment.extend(words.iter().cloned());
    }
    let comment = if comment.is_empty() { String::new() } else { format!("<!-- {}\n-->\n", comment.join("\n")) };
    format!("\n## {heading}\n{comment}\n")
}

/// What a page says of an indicator.
fn facts(view: &IndicatorView) -> Vec<String> {
    let said: String = view.say.iter().map(|run: &RunView| run.text.as_str()).collect();
    let target = if view.target_line.is_empty() { String::new() } else { format!(" {}.", view.target_line) };
    vec![view.name.clone(), plain(&said), plain(&format!("{}.{target}", view.standing)), offers(view)]
}

/// What a text can name instead of typing it, with what is printed then: `{{ CLA18 }} 50%; {{ CLA18.of }} 28 of 56`.
fn offers(view: &IndicatorView) -> String {
    let own = [("", Said::Value)].into_iter().chain(Said::ALL.map(|(name, said)| (name, said)));
    let offer = |(name, said): (&str, Said)| {
        let text = of_indicator(view, said).ok().filter(|_| said != Said::Name)?;
        let dot = if name.is_empty() { "" } else { "." };
        Some(format!("{{{{ {}{dot}{name} }}}} {}", view.code, plain(&text)))
    };
    let offers: Vec<String> = own.filter_map(offer).collect();
    if offers.is_empty() { String::new() } else { format!("Figures to name in the text: {}", offers.join("; ")) }
}

/// What papers say as a whole, or of a theme.
fn facts_of(heading: &str, papers: &[PaperOfMonth]) -> Vec<String> {
    let (word, key) = heading.split_once(" for ").map_or((heading, None), |(word, key)| (word, Some(key.trim())));
    let is_meant = |paper: &&PaperOfMonth| key.is_none_or(|key| paper.key == key);
    let Some(paper) = papers.iter().find(is_meant) else { return Vec::new() };
    if word.eq_ignore_ascii_case("Summary") {
        return vec![plain(&paper.view.answer.verdict)];
    }
    let theme = paper.view.themes.iter().find(|theme| theme.name == word || theme.name == heading);
    let off = theme.into_iter().flat_map(|theme| &theme.indicators);
    let off = off.filter(|view| crate::view::is_off_target(&view.rating));
    let line =
        |view: &IndicatorView| plain(&format!("{} {}: {} ({})", view.code, view.name, view.value, view.standing));
    off.map(line).collect()
}

/// What stood under a heading that is no code.
fn words_of(project: Known<'_>, heading: &str, before: Period) -> Vec<String> {
    let is_it = |slot: &SlotName| names(slot).is_some_and(|name| name.eq_ignore_ascii_case(heading));
    let text = project.scorecard.commentary.iter().find(|text| text.period == before && is_it(&text.slot));
    text.map_or_else(Vec::new, |text| lines(&text.body))
}

/// The heading under which a text of a whole paper or a theme stands.
fn names(slot: &SlotName) -> Option<String> {
    let (word, paper) = match slot {
        SlotName::Summary(paper) => ("Summary", paper),
        SlotName::Recommendation(paper) => ("Recommendation", paper),
        SlotName::WhatNext(paper) => ("What happens next", paper),
        SlotName::YouToldUs(paper) => ("You told us", paper),
        SlotName::HaveYourSay(paper) => ("Have your say", paper),
        SlotName::Theme { theme, paper } => (theme.as_str(), paper),
        SlotName::Indicator(_) => return None,
    };
    Some(paper.as_ref().map_or_else(|| word.to_owned(), |paper| format!("{word} for {paper}")))
}

/// Without the blanks that hold words of a page together.
fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '\u{a0}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let taken = BTreeSet::from(["health".to_owned(), "health-2".to_owned()]);
        assert_eq!([free("Health", &taken), free("virtual", &taken)], ["Health-3", "virtual"]);
    }
}
