//! What the figures say about one another, and what the words say about the figures: totals, parts, identities, windows, units.
//!
//! A stage beside the way of the data: it reads what `validate` made, changes nothing, and what leaves it are diagnostics alone. It sees
//! true figures, as it must to compare them, so no message holds a figure, a difference or a number that follows from one: codes,
//! periods, dates and names are all that it says. A check that an indicator allows is not made for it.
//!
//! A false alarm costs more than a missed slip, because nobody reads a list that cries wolf. Each check therefore says nothing
//! where a figure is missing, where rounding could explain the difference, or where two definitions may both be right.
//!
//! What it compares can only be compared before disclosure control, and a figure that is hidden may be the one that is wrong. So its one
//! result is `Vec<Diagnostic>` and no later stage imports it; numbers in messages are words, so that a test can hold every digit of every
//! message against the figures of its fixture. Places come beside the scorecard (`validate::Places`), which itself stays without them.
//!
//! One diagnostic stands for one cause, with the latest period first. While figures or definitions have errors nothing is compared.

mod amounts;
mod bare;
mod benchmarks;
mod decimals;
mod denominators;
mod falling;
mod groups;
mod held_against;
mod hidden_ratings;
mod hundredfold;
mod identity;
mod made;
mod nought;
mod parts;
mod passed;
mod percentage;
mod phrases;
mod rebase;
mod repeated;
mod rounding;
mod scope;
mod small;
mod targets;
mod totals;
mod unit_words;
mod unshown;
mod window;
mod wording;

use crate::diag::Diagnostic;
use crate::figures::Figures;
use crate::ledger::Ledger;
use crate::load::RawProject;
use crate::model::Scorecard;
use crate::validate::Places;

use scope::Scope;

/// The checks, in the order of their codes.
const CHECKS: [fn(&Scope<'_>) -> Vec<Diagnostic>; 24] = [
    rebase::check,
    window::check,
    identity::check,
    parts::check,
    percentage::check,
    totals::check,
    made::check,
    hundredfold::check,
    held_against::check,
    decimals::check,
    passed::check,
    unshown::check,
    repeated::check,
    falling::check,
    denominators::check,
    bare::check,
    rounding::check,
    unit_words::check,
    nought::check,
    benchmarks::check,
    targets::check,
    groups::broken,
    groups::unknown,
    groups::undeclared,
];

/// Compares the figures of a scorecard with one another. `raw` and `places` are those that it was made from.
pub fn check(raw: &RawProject, scorecard: &Scorecard, figures: &Figures, places: &Places) -> Vec<Diagnostic> {
    let scope = Scope::new(raw, scorecard, figures, places);
    CHECKS.iter().flat_map(|check| check(&scope)).collect()
}

/// What people wrote beside figures that the ledger hides, and that may tell them. It is asked for only where the policy hides anything, and no true figure is read. `printed` says whether an
/// edition of a period, by the name of its folder, has printed the file of commentary at a path.
pub fn beside_hidden<'l>(
    raw: &RawProject,
    scorecard: &Scorecard,
    places: &Places,
    ledger: impl FnOnce() -> &'l Ledger,
    printed: &dyn Fn(&str, &str) -> bool,
) -> Vec<Diagnostic> {
    if !small::hides_any(scorecard) {
        return Vec::new();
    }
    let ledger = ledger();
    let mut found = small::check(raw, scorecard, ledger, printed);
    found.extend(hidden_ratings::check(raw, scorecard, places, ledger, printed));
    found
}
