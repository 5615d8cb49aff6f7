//! Commentary that is an earlier paper's, word for word.

use crate::diag::{Code, Diagnostic, Span};
use crate::figures::Lineage;
use crate::figures::disclose::primary;
use crate::model::{Block, Commentary, Indicator, Inline, Period, SlotName, Value};

use super::scope::Scope;
use super::wording::{or_allow, say};

/// Reads the commentary of the latest period: the text before it may not be the same where the figure is another one.
///
/// A reason may hold for months, so that a text alone is only a note. It is a warning where the text also says the figure of then, which is not the figure of
/// now. What happens next is not looked at: a plan may be the same for long.
pub fn check(scope: &Scope<'_>) -> Vec<Diagnostic> {
    let slots = scope.latest_commentary();
    let of = |indicator: &Indicator| {
        let (paper, slot) = slots.iter().find(|(_, slot)| slot.heading.value.trim() == indicator.code.as_str())?;
        let own = |text: &&Commentary| matches!(&text.slot, SlotName::Indicator(code) if *code == indicator.code);
        let texts = || scope.scorecard.commentary.iter().filter(own);
        let now = texts().find(|text| text.period == *paper)?;
        let is_before = |text: &&Commentary| {
            text.period.frequency() == paper.frequency() && text.period.end() < paper.end() && !text.body.is_empty()
        };
        let then = texts().filter(is_before).max_by_key(|text| text.period.end())?;
        let text = words(&now.body);
        if text.is_empty() || text != words(&then.body) {
            return None;
        }
        let (before, after) = (printed(scope, indicator, then.period)?, printed(scope, indicator, *paper)?);
        if before == after {
            return None;
        }
        let code = &indicator.code;
        let is_of_then = says(&text, before, after);
        let what = if is_of_then { "says the figure of then" } else { "the figure has changed" };
        let said = say(
            Code::TextRepeated,
            format!("the text of `{code}` for {paper} is that of {}, word for word, and {what}", then.period),
            [
                (Some(slot.heading.span), "this text".to_owned()),
                (place(scope, code.as_str(), then.period), "and this one are the same".to_owned()),
                (scope.cell(indicator, *paper), "the figure of now".to_owned()),
            ],
            format!("write what is behind the figure as it is now{}", or_allow(Code::TextRepeated)),
        );
        Some(if is_of_then { said } else { said.as_note() })
    };
    scope.in_use(Code::TextRepeated).filter_map(of).collect()
}

/// The words of a text, whatever their type and however their lines end.
fn words(blocks: &[Block]) -> String {
    let texts = blocks.iter().flat_map(Block::texts);
    let text = |runs: &[Inline]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let all: Vec<String> = texts.map(text).collect();
    all.iter().flat_map(|text| text.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// A figure as pages print it; `None` where it is missing or hidden.
fn printed(scope: &Scope<'_>, indicator: &Indicator, period: Period) -> Option<Value> {
    let lineage = Lineage::new(scope.scorecard, scope.figures, indicator);
    let figure = lineage.at(period)?;
    primary::parts(figure.observation(), indicator, scope.scorecard.small_numbers.policy).value.value()
}

/// Whether a text has a number that is the one figure, as far as the number goes, and not the other: `25%` is 25.3 and not 21.4.
fn says(text: &str, figure: Value, not: Value) -> bool {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let numbers = parts.filter_map(|part| Value::parse(part.trim_matches(['.', ','])));
    let mut is_it = numbers.map(|number| {
        let rounded = |value: Value| value.abs().rounded(number.decimal().scale());
        (rounded(figure) == number, rounded(not) == number)
    });
    is_it.any(|(is_figure, is_other)| is_figure && !is_other)
}

fn place(scope: &Scope<'_>, code: &str, period: Period) -> Option<Span> {
    let folder = period.file_name();
    let mut slots = scope.raw.commentary.iter().filter(|file| file.period.value == folder).flat_map(|file| &file.slots);
    slots.find(|slot| slot.heading.value.trim() == code).map(|slot| slot.heading.span)
}
