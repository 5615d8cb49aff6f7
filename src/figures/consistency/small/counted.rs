//! The words of what indicators count.

use std::collections::BTreeSet;

use crate::model::Indicator;

use super::vocabulary::{STOPS, UNITS};
use crate::prose::{Kind, is_in, singular, tokens};

/// The nouns, in the singular, with which definitions say what they count.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    words: BTreeSet<String>,
}

impl Counted {
    /// Those of some indicators: their names, and what is counted out of what.
    pub fn of<'s>(indicators: impl IntoIterator<Item = &'s Indicator>) -> Self {
        let texts = |indicator: &'s Indicator| {
            let counted = [&indicator.count, &indicator.out_of, &indicator.plain].into_iter().flatten();
            indicator.name.values().chain(counted).map(String::as_str).collect::<Vec<_>>()
        };
        let mut words = BTreeSet::new();
        for text in indicators.into_iter().flat_map(texts) {
            let of_text = tokens(text).into_iter().filter(|it| it.kind == Kind::Word && !it.is_one_of(STOPS));
            words.extend(of_text.map(|it| singular(&it.word)).filter(|word| !is_in(UNITS, word)));
        }
        Self { words }
    }

    /// Whether a noun is one of them.
    pub fn has(&self, noun: &str) -> bool {
        self.words.contains(noun)
    }
}

#[cfg(test)]
impl Counted {
    /// Those of a text.
    pub fn in_text(text: &str) -> Self {
        Self { words: tokens(text).iter().map(|it| singular(&it.word)).filter(|word| !is_in(UNITS, word)).collect() }
    }
}
