//! One paper on both sides.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::edition::{Change, Printed};
use crate::load::record::IndicatorRecord;
use crate::model::FigureKind;

use super::{
    FigureChange, IndicatorChanges, PaperChanges, Presence, Print, Statement, TextChange, WhichFigure, figures,
    sentences,
};

/// What differs in a paper; at least one side has it.
pub fn changes(was: Option<&Print>, now: Option<&Print>) -> PaperChanges {
    let shown = now.or(was);
    let mut changes = PaperChanges {
        paper: shown.map_or_else(String::new, |print| print.paper.clone()),
        title: shown.map_or_else(String::new, |print| print.title.clone()),
        from_period: was.map(|print| print.period.clone()),
        to_period: now.map(|print| print.period.clone()),
        about: Vec::new(),
        layout: Vec::new(),
        texts: Vec::new(),
        indicators: Vec::new(),
    };
    if let (Some(was), Some(now)) = (was, now) {
        changes.about = about(was, now);
        changes.layout = layout(was, now);
        let (before, after) = side_by_side(was, now);
        changes.texts = texts(&before, &after);
        changes.indicators = indicators((&before, &was.period), (&after, &now.period));
    }
    changes
}

/// What two sides print. Of two versions of the program what both can say: another wording of theirs is no change of the paper.
fn side_by_side<'p>(was: &'p Print, now: &'p Print) -> (Cow<'p, Printed>, Cow<'p, Printed>) {
    if was.tool == now.tool {
        return (Cow::Borrowed(&was.printed), Cow::Borrowed(&now.printed));
    }
    let (before, after) = was.printed.comparable(&now.printed);
    (Cow::Owned(before), Cow::Owned(after))
}

/// Notes statements where they differ.
fn statements<'s>(what: Change, all: impl IntoIterator<Item = (String, &'s str, &'s str)>) -> Vec<Statement> {
    let differ = all.into_iter().filter(|(_, was, now)| was != now);
    differ.map(|(part, was, now)| Statement { what, part, was: was.to_owned(), now: now.to_owned() }).collect()
}

fn about(was: &Print, now: &Print) -> Vec<Statement> {
    let mut all = vec![("paper".to_owned(), was.paper.as_str(), now.paper.as_str())];
    all.extend([("title".to_owned(), was.name.as_str(), now.name.as_str())]);
    all.extend([("period".to_owned(), was.period.as_str(), now.period.as_str())]);
    // Of another period these are others anyway.
    if was.period == now.period {
        all.push(("item".to_owned(), &was.item, &now.item));
        all.push(("meeting".to_owned(), &was.meeting, &now.meeting));
        all.push(("figures taken on".to_owned(), &was.extracted, &now.extracted));
    }
    let [before, after] = [order(was, now), order(now, was)];
    all.push(("order".to_owned(), &before, &after));
    all.push(("made with".to_owned(), &was.tool, &now.tool));
    statements(Change::Other, all)
}

/// The codes that both sides have, in page order.
fn order(of: &Print, other: &Print) -> String {
    let codes = of.printed.indicators.iter().map(|indicator| indicator.code.as_str());
    codes.filter(|code| other.printed.indicator(code).is_some()).collect::<Vec<_>>().join(", ")
}

fn layout(was: &Print, now: &Print) -> Vec<Statement> {
    let mut all = vec![("layout".to_owned(), was.layout.name.as_str(), now.layout.name.as_str())];
    all.extend(both(&was.layout.options, &now.layout.options, "option "));
    // Another layout has other files.
    if was.layout.name == now.layout.name {
        all.extend(both(&was.layout.files, &now.layout.files, "file "));
    }
    all.extend(both(&was.faces, &now.faces, "face "));
    statements(Change::Layout, all)
}

/// Two maps entry by entry; what is not there is empty.
fn both<'s>(
    was: &'s BTreeMap<String, String>,
    now: &'s BTreeMap<String, String>,
    before: &str,
) -> Vec<(String, &'s str, &'s str)> {
    let names: BTreeSet<&String> = was.keys().chain(now.keys()).collect();
    let entry = |side: &'s BTreeMap<String, String>, name: &String| side.get(name).map_or("", String::as_str);
    names.into_iter().map(|name| (format!("{before}{name}"), entry(was, name), entry(now, name))).collect()
}

fn texts(was: &Printed, now: &Printed) -> Vec<TextChange> {
    let all = both(&was.texts, &now.texts, "");
    all.into_iter().filter_map(|(heading, was, now)| text(Change::Commentary, &heading, was, now)).collect()
}

fn text(what: Change, part: &str, was: &str, now: &str) -> Option<TextChange> {
    let sentences = sentences::changes(was, now);
    (!sentences.is_empty()).then(|| TextChange { what, part: part.to_owned(), sentences })
}

fn indicators((was, was_period): (&Printed, &str), (now, now_period): (&Printed, &str)) -> Vec<IndicatorChanges> {
    let only = |indicator: &IndicatorRecord, is| IndicatorChanges {
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        is,
        figures: Vec::new(),
        statements: Vec::new(),
        texts: Vec::new(),
    };
    let of_second = now.indicators.iter().filter_map(|after| match was.indicator(&after.code) {
        Some(before) => of_indicator((before, was_period), (after, now_period)),
        None => Some(only(after, Presence::Came)),
    });
    let gone = was.indicators.iter().filter(|before| now.indicator(&before.code).is_none());
    of_second.chain(gone.map(|before| only(before, Presence::Went))).collect()
}

fn of_indicator(
    (was, was_period): (&IndicatorRecord, &str),
    (now, now_period): (&IndicatorRecord, &str),
) -> Option<IndicatorChanges> {
    let figures = figures::changes((was, was_period), (now, now_period));
    let own = |change: &FigureChange| {
        change.figure == WhichFigure::Headline || change.figure.is(|kind| *kind == FigureKind::Value)
    };
    let has_own = figures.iter().any(own);
    let mut all = statements(Change::Definition, [("name".to_owned(), was.name.as_str(), now.name.as_str())]);
    // The line of the page begins with the word that stands before it here.
    let [before, after] = [was, now].map(|side| side.target.strip_prefix("Target: ").unwrap_or(&side.target));
    all.extend(statements(Change::Target, [("target".to_owned(), before, after)]));
    let signal = [("signal".to_owned(), was.signal.as_str(), now.signal.as_str())];
    all.extend(statements(Change::Other, signal));
    // The change since the period before follows from the figures; alone it is judged otherwise.
    if !has_own {
        let direction = [("direction".to_owned(), was.direction.as_str(), now.direction.as_str())];
        all.extend(statements(Change::Other, direction));
    }
    let texts = [
        text(Change::Definition, "measured", &was.measured, &now.measured),
        text(Change::Definition, "definition", &was.definition, &now.definition),
        text(Change::Commentary, "behind", &was.behind, &now.behind),
        text(Change::Commentary, "next", &was.next, &now.next),
    ];
    let texts: Vec<TextChange> = texts.into_iter().flatten().collect();
    let differs = !figures.is_empty() || !all.is_empty() || !texts.is_empty();
    differs.then(|| IndicatorChanges {
        code: now.code.clone(),
        name: now.name.clone(),
        is: Presence::Both,
        figures,
        statements: all,
        texts,
    })
}
