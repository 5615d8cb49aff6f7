//! Indicators that a text names, by code or by name.

use crate::model::{Indicator, IndicatorCode};

/// What indicators are called, in lower case.
pub struct Names<'a> {
    names: Vec<(String, &'a Indicator)>,
    codes: Vec<(&'a IndicatorCode, &'a Indicator)>,
}

impl<'a> Names<'a> {
    pub fn of(indicators: impl Iterator<Item = &'a Indicator>) -> Self {
        let mut all = Self { names: Vec::new(), codes: Vec::new() };
        for indicator in indicators {
            let names = indicator.name.values().chain(&indicator.plain);
            all.names
                .extend(names.map(|name| (name.trim().trim_end_matches(['.', '?', '!']).to_lowercase(), indicator)));
            all.codes.push((&indicator.code, indicator));
        }
        all.names.retain(|(name, _)| !name.is_empty());
        all
    }

    /// Those that a text names; one may stand in it twice.
    pub fn in_text(&self, text: &str) -> Vec<&'a Indicator> {
        let lower = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let by_name = self.names.iter().filter(|(name, _)| stands_in(&lower, name)).map(|(_, it)| *it);
        let by_code = self.codes.iter().filter(|(code, _)| stands_in(text, code.as_str())).map(|(_, it)| *it);
        by_name.chain(by_code).collect()
    }
}

/// Whether a word, or some, stand in a text and are no part of a longer word.
fn stands_in(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let is_inside = |c: char| c.is_alphanumeric();
        !text[..at].ends_with(is_inside) && !text[at + found.len()..].starts_with(is_inside)
    })
}
