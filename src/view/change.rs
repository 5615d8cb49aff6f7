//! A change in words, with its arrow.

use crate::assess::{Change, Judgement, Nearer, NotComparable, Request};
use crate::model::{Indicator, PublishedChange, Unit, Value};
use crate::page::ChangeView;

use super::format::without_sign;
use super::words::{amount, change_amount};

/// What changed, as arrow and words.
pub fn view(change: &Change, indicator: &Indicator) -> ChangeView {
    let (arrow, words) = match change {
        Change::Level => ("level", "no change".to_owned()),
        Change::Small { least, .. } => ("level", format!("no change of {} or more", amount(*least, indicator.unit))),
        Change::NotComparable(NotComparable::NoFigureNow) => ("none", "no figure now".to_owned()),
        Change::NotComparable(NotComparable::NoFigureThen) => ("none", "nothing to compare".to_owned()),
        Change::NotComparable(NotComparable::Break | NotComparable::OnlyRange) => ("none", "not comparable".to_owned()),
        Change::NotComparable(NotComparable::NewYear) => ("none", "new year".to_owned()),
        Change::AsPublished(change) => published_change(change),
        Change::Moved { by, nearer: Some(nearer), .. } => moved_near_target(*by, *nearer, indicator),
        Change::Moved { by, judgement, nearer: None } => moved(*by, *judgement, indicator),
    };
    ChangeView { arrow, words, since: String::new(), as_published: matches!(change, Change::AsPublished(_)) }
}

/// The same where there is little room: `20 pts worse`, `4 days better`, `under 2 pts`. Where neither way is better it says which it was: `down 6`.
pub fn short(change: &Change, indicator: &Indicator) -> ChangeView {
    let long = view(change, indicator);
    let words = match change {
        Change::Small { least, .. } => format!("under {}", amount(*least, indicator.unit)),
        Change::Moved { by, judgement, .. } => match (judgement, change_amount(*by, indicator)) {
            (Judgement::Better, amount) => format!("{amount} better"),
            (Judgement::Worse, amount) => format!("{amount} worse"),
            // Nobody hears an arrow.
            (Judgement::Neither, amount) => format!("{} {amount}", long.arrow),
        },
        Change::Level | Change::NotComparable(_) | Change::AsPublished(_) => long.words,
    };
    ChangeView { words: words.replace(" points", " pts").replace(" point ", " pt "), ..long }
}

/// The same beside the name of its unit: `20 worse`, `down 4`.
pub fn bare(change: &Change, indicator: &Indicator) -> ChangeView {
    let short = short(change, indicator);
    let words = match change {
        Change::Small { .. } | Change::Moved { .. } => without_sign(&short.words, indicator.unit),
        Change::Level | Change::NotComparable(_) | Change::AsPublished(_) => short.words,
    };
    ChangeView { words, ..short }
}

/// How far it moved, whichever way; empty where it did not, or nothing can be compared.
pub fn size(change: &Change, indicator: &Indicator) -> String {
    match change {
        Change::Moved { by, .. } => change_amount(*by, indicator),
        Change::Level | Change::Small { .. } | Change::NotComparable(_) | Change::AsPublished(_) => String::new(),
    }
}

fn moved(by: Value, judgement: Judgement, indicator: &Indicator) -> (&'static str, String) {
    let up = by > Value::new(0, 0);
    let amount = change_amount(by, indicator);
    let (arrow, verb) = if up { ("up", "up") } else { ("down", "down") };
    let judged = match judgement {
        Judgement::Better => "better",
        Judgement::Worse => "worse",
        Judgement::Neither => return (arrow, format!("{verb} {amount}")),
    };
    // "4 better" could be misread; points and days say what they are.
    match indicator.unit {
        Unit::Percent | Unit::Days | Unit::Weeks | Unit::Months => (arrow, format!("{amount} {judged}")),
        Unit::Count | Unit::Rate { .. } | Unit::Pounds(_) | Unit::Ratio | Unit::Score => {
            (arrow, format!("{verb} {amount}, {judged}"))
        }
    }
}

/// How far it moved, and what that means: from below a target to beyond it a figure may move far and be hardly nearer.
fn moved_near_target(by: Value, nearer: Nearer, indicator: &Indicator) -> (&'static str, String) {
    let nothing = Value::new(0, 0);
    let way = if by > nothing { "up" } else { "down" };
    let amount = change_amount(by, indicator);
    let distance = change_amount(nearer.by, indicator);
    let told = match nearer {
        Nearer { on_target: true, .. } => "on target".to_owned(),
        Nearer { was_on_target: true, .. } => "now off target".to_owned(),
        Nearer { by, .. } if by == nothing => "as far off target".to_owned(),
        // Where it kept to one side the two are one number.
        Nearer { by: nearer, .. } if nearer.abs() == by.abs() => {
            (if nearer > nothing { "nearer target" } else { "further off target" }).to_owned()
        }
        Nearer { by, .. } if by > nothing => format!("nearer target by {distance}"),
        Nearer { .. } => format!("further off target by {distance}"),
    };
    (way, format!("{way} {amount}, {told}"))
}

/// What another paper said, in the words that this one has for it; what is better or worse is that paper's word.
fn published_change(change: &PublishedChange) -> (&'static str, String) {
    let with = |word: &str, amount: &Option<String>| match amount {
        Some(amount) => format!("{word} {amount}"),
        None => word.to_owned(),
    };
    let judged = |amount: &Option<String>, word: &str| match amount {
        Some(amount) => format!("{amount} {word}"),
        None => word.to_owned(),
    };
    match change {
        PublishedChange::Up(amount) => ("up", with("up", amount)),
        PublishedChange::Down(amount) => ("down", with("down", amount)),
        PublishedChange::By(amount) => ("none", format!("moved {amount}")),
        PublishedChange::Level => ("level", "no change".to_owned()),
        PublishedChange::Better(amount) => ("none", judged(amount, "better")),
        PublishedChange::Worse(amount) => ("none", judged(amount, "worse")),
    }
}

/// The paper before, by the name of its period; with its year where that is not clear.
pub fn paper_before(request: &Request<'_>) -> String {
    let (now, then) = (request.period, request.since());
    if then > now.year_before() { then.name() } else { then.label() }
}
