//! `{{ CLA18.change }}` in commentary: what stands between the braces is a name from a closed list and no template, so that nothing of a text runs, a mistake has its place, and a
//! reference stays one thing wherever the text goes.

use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::load::raw::Text;
use crate::model::{IndicatorCode, Inline, Period, RatingKey, Reference, Said, Tallied};

use super::places::{Known, Places};
use super::words::Words;

/// Before the kinds that are counted.
const COUNTS: &str = "counts";
/// The paper's period, and the one with which it compares.
const PERIODS: [(&str, Reference); 2] = [("period", Reference::Period), ("period.before", Reference::PeriodBefore)];

/// Kinds that are counted, after [`COUNTS`].
const TALLIED: [(&str, Tallied); 11] = [
    ("breach", Tallied::With(RatingKey::Breach)),
    ("red", Tallied::With(RatingKey::Red)),
    ("amber", Tallied::With(RatingKey::Amber)),
    ("green", Tallied::With(RatingKey::Green)),
    ("not_achieved", Tallied::With(RatingKey::Missed)),
    ("achieved", Tallied::With(RatingKey::Achieved)),
    ("exceeded", Tallied::With(RatingKey::Exceeded)),
    ("not_rated", Tallied::With(RatingKey::Unrated)),
    ("off_target", Tallied::OffTarget),
    ("rated", Tallied::Rated),
    ("indicators", Tallied::Indicators),
];

/// What commentary is read with.
pub struct Scope<'a> {
    pub known: &'a Known,
    pub places: &'a mut Places,
}

/// Takes references out of a run: the texts before, between and after them, and each of them, all in the run's style. One that names nothing is reported and stays a text.
pub fn split(run: Inline, raw: &Text, period: Period, scope: &mut Scope<'_>, words: &mut Words) -> Vec<Inline> {
    // `\{\{` is escaped, and prints two braces.
    if !run.text.contains("{{") || !words.is_written(raw, "{{") {
        return vec![run];
    }
    let mut pieces = Vec::new();
    let mut rest = run.text.as_str();
    while let Some(start) = rest.find("{{") {
        let length = rest[start..].find("}}").map(|end| end + 2);
        let Some(written) = length.map(|length| &rest[start..start + length]) else {
            words.push(
                Diagnostic::new(Code::UnknownReference, "`{{` begins the name of a figure, and no `}}` ends it")
                    .at(words.part(raw, "{{"))
                    .hint("write it in one style and on one line: `{{ CLA18 }}`"),
            );
            break;
        };
        let place = words.part(raw, written);
        let name = written[2..written.len() - 2].trim();
        let reference = read(name, scope.known).map_err(|hint| unknown(name, place, hint, words)).ok();
        if let Some(reference) = &reference {
            scope.places.references.entry((period, reference.clone())).or_default().push(place);
        }
        let text = |text: &str| Inline { text: text.to_owned(), ..run.clone() };
        pieces.extend((start > 0).then(|| text(&rest[..start])));
        pieces.push(Inline { reference, ..text(written) });
        rest = &rest[start + written.len()..];
    }
    if !rest.is_empty() {
        pieces.push(Inline { text: rest.to_owned(), ..run.clone() });
    }
    pieces
}

/// What a name stands for; else what was meant.
pub fn read(name: &str, known: &Known) -> Result<Reference, String> {
    let code = |name: &str| IndicatorCode::new(name).ok().filter(|code| known.contains_key(code));
    if let Some(code) = code(name) {
        return Ok(Reference::Indicator(code, Said::Value));
    }
    if let Some((_, period)) = PERIODS.iter().find(|(known, _)| *known == name) {
        return Ok(period.clone());
    }
    let (of, what) = name.rsplit_once('.').unwrap_or((name, ""));
    if let Some(code) = code(of) {
        let names = Said::ALL.map(|(name, _)| name);
        let said = Said::ALL.iter().find(|(name, _)| *name == what).map(|(_, said)| *said);
        return said.map(|said| Reference::Indicator(code, said)).ok_or_else(|| one_of(what, of, &names));
    }
    if of == COUNTS {
        let names = TALLIED.map(|(name, _)| name);
        let kind = TALLIED.iter().find(|(name, _)| *name == what).map(|(_, kind)| *kind);
        return kind.map(Reference::Counts).ok_or_else(|| one_of(what, of, &names));
    }
    let names = known.keys().map(IndicatorCode::as_str).chain([COUNTS, "period"]);
    // Codes are short, and two of them may be as near as one: those that begin likewise are named.
    let letters = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
    let alike = known.keys().map(IndicatorCode::as_str).filter(|code| letters(code) == letters(of)).take(5);
    let alike = alike.map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
    let alike = (!alike.is_empty()).then(|| format!("there is {alike}"));
    let near = did_you_mean(of, names).or(alike);
    Err(near.unwrap_or_else(|| "name an indicator by its code, `counts.red` or `period`".to_owned()))
}

fn one_of(what: &str, of: &str, names: &[&'static str]) -> String {
    let near = did_you_mean(what, names.iter().copied()).map(|near| near.replacen('`', &format!("`{of}."), 1));
    near.unwrap_or_else(|| format!("after `{of}.` stands one of {}", names.join(", ")))
}

fn unknown(name: &str, place: Span, hint: String, words: &mut Words) {
    if words.knows_all_codes() {
        let message = format!("`{name}` is the name of no figure");
        words.push(Diagnostic::new(Code::UnknownReference, message).at(place).hint(hint));
    }
}
