//! Ratings of hidden figures that another paper printed, and days on which one is expected back on target.
//!
//! A figure that is hidden has no rating here. One that stands in the data is printed, and would say on which side of the target the figure lies; so somebody has to decide. No true figure is read.

use crate::diag::{Code, Diagnostic, Span};
use crate::ledger::{Account, Entry, Ledger};
use crate::load::RawProject;
use crate::load::raw::{RawAllowed, RawCell, RawCommentary, RawSlot};
use crate::model::{Companion, FigureKind, Indicator, IndicatorCode, Period, Polarity, Scorecard};
use crate::validate::Places;

use super::wording::say;

const CODE: Code = Code::RatingOfHidden;

/// Those of indicators that a paper shows. `printed` is as of the small numbers in texts.
pub fn check(
    raw: &RawProject,
    scorecard: &Scorecard,
    places: &Places,
    ledger: &Ledger,
    printed: &dyn Fn(&str, &str) -> bool,
) -> Vec<Diagnostic> {
    let is_shown = |it: &&Indicator| scorecard.papers.iter().any(|paper| paper.shows(&it.code));
    let indicators = scorecard.indicators().map(|(_, indicator)| indicator).filter(is_shown);
    let asked = indicators.filter(|it| !it.allowed.contains_key(CODE.name()) && is_rated(it));
    let of = |indicator: &Indicator| {
        let account = ledger.account(&indicator.code);
        let mut found = of_figures(raw, places, indicator, account);
        found.extend(expected_back(raw, scorecard, indicator, account, printed));
        found
    };
    let mut found: Vec<Diagnostic> = Vec::new();
    for diagnostic in asked.flat_map(of) {
        // A series that goes on under another code has one cell for both.
        if !found.contains(&diagnostic) {
            found.push(diagnostic);
        }
    }
    found
}

/// Whether pages print a rating that another paper gave it.
fn is_rated(indicator: &Indicator) -> bool {
    indicator.polarity != Polarity::Neither || indicator.limits().next().is_some()
}

fn of_figures(raw: &RawProject, places: &Places, indicator: &Indicator, account: &Account) -> Vec<Diagnostic> {
    let of = |(kind, period, entry): (&FigureKind, Period, &Entry)| {
        let code = &indicator.code;
        entry.rating?;
        let before = account.at(kind, period.previous()).filter(|_| entry.rating_before.is_some());
        let what = match () {
            () if entry.value.is_hidden() => format!("the rating of `{code}` for {period}"),
            () if before.is_some_and(|before| before.value.is_hidden()) => {
                format!("`before` of `{code}` for {period}")
            }
            () => return None,
        };
        let of_codes = std::iter::once(code).chain(indicator.replaces.iter().map(|replaces| &replaces.code));
        let place = of_codes.into_iter().find_map(|code| place(places, code, kind, period));
        if place.and_then(|place| cell(raw, place)).is_some_and(|cell| is_allowed(&cell.allow)) {
            return None;
        }
        let message = format!("{what} says on which side of its target a hidden figure lies");
        let hint = format!("take it away; or say why readers may have it, beside the figure: `allow: {{{CODE}: …}}`");
        Some(say(CODE, message, [(place, String::new())], hint))
    };
    account.iter().filter_map(of).collect()
}

fn place(places: &Places, code: &IndicatorCode, kind: &FigureKind, period: Period) -> Option<Span> {
    match kind {
        FigureKind::Minimum => places.companion(code, Companion::Minimum, period),
        FigureKind::Forecast => places.companion(code, Companion::Forecast, period),
        _ => places.cell(code, period),
    }
}

fn cell(raw: &RawProject, place: Span) -> Option<&RawCell> {
    let rows = raw.tables.iter().flat_map(|table| &table.rows);
    rows.flat_map(|row| row.cells.iter().flatten()).find(|cell| cell.text.span == place)
}

fn is_allowed(allow: &RawAllowed) -> bool {
    allow.iter().any(|(check, _)| check.value.trim() == CODE.name())
}

/// A day on which a figure is expected back on target says that it is not there, and stands beside the rating.
fn expected_back(
    raw: &RawProject,
    scorecard: &Scorecard,
    indicator: &Indicator,
    account: &Account,
    printed: &dyn Fn(&str, &str) -> bool,
) -> Vec<Diagnostic> {
    let code = &indicator.code;
    let path = |file: &RawCommentary| raw.sources.path(file.period.span.file());
    let files = raw.commentary.iter().filter(|file| !printed(path(file), &file.period.value));
    let slots = files.flat_map(|file| file.slots.iter().map(move |slot| (file, slot)));
    let own = slots.filter(|(_, slot)| slot.heading.value.trim() == code.as_str() && !is_allowed(&slot.allow));
    let of = |(file, slot): (&RawCommentary, &RawSlot)| {
        let back = slot.expected_back.as_ref()?;
        let period = Period::parse_file_name(&file.period.value, scorecard.calendar).ok()?;
        let is_hidden = account.value(period).is_some_and(|entry| entry.value.is_hidden());
        (is_hidden && indicator.limits().next().is_some()).then(|| {
            let message =
                format!("`Expected back` under `{code}` for {period} says that a hidden figure is off target");
            let hint = format!("take it away; or say why readers may have it, under the heading: `Allow: {CODE}: …`");
            say(CODE, message, [(Some(back.span), String::new())], hint)
        })
    };
    own.filter_map(of).collect()
}
