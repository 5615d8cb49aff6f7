//! Whether a sentence speaks of an indicator: by its own words, or by words for any figure.

use std::collections::BTreeSet;

use crate::prose::{Kind, Token, is_in, tokens};

use super::words::GENERIC;

/// Words that name the figure of whatever is spoken of.
const FIGURE: &str = "figure figures percentage proportion rate performance indicator measure";

/// The words by which texts call an indicator, without their endings.
#[derive(Debug, Clone, Default)]
pub struct Called {
    /// Of its names alone.
    name: BTreeSet<String>,
    /// Those, and of what it counts out of what.
    all: BTreeSet<String>,
}

impl Called {
    /// From its names, and from what it counts out of what.
    pub fn by<'t>(names: impl Iterator<Item = &'t str>, others: impl Iterator<Item = &'t str>) -> Self {
        let name: BTreeSet<String> = names.flat_map(|text| stems(&tokens(text))).collect();
        let all = others.flat_map(|text| stems(&tokens(text))).chain(name.iter().cloned()).collect();
        Self { name, all }
    }

    /// Whether words say nothing that the indicator is not called.
    pub fn covers(&self, words: &[Token]) -> bool {
        holds(&self.all, &stems(words))
    }
}

fn holds(all: &BTreeSet<String>, stems: &[String]) -> bool {
    stems.iter().all(|stem| all.contains(stem))
}

/// Least words by which one of many is told from the others.
const LEAST: usize = 2;

/// The only one of several indicators that words can mean; where they can mean several, the only one that has them in its name.
pub fn only_one<'c, T: Copy>(words: &[Token], all: impl Iterator<Item = (T, &'c Called)>) -> Option<T> {
    let stems = stems(words);
    if stems.len() < LEAST {
        return None;
    }
    let meant: Vec<(T, &Called)> = all.filter(|(_, called)| holds(&called.all, &stems)).collect();
    let by_name: Vec<T> = meant.iter().filter(|(_, called)| holds(&called.name, &stems)).map(|(it, _)| *it).collect();
    match (meant.as_slice(), by_name.as_slice()) {
        ([(one, _)], _) | (_, [one]) => Some(*one),
        _ => None,
    }
}

/// The words that say what is spoken of.
pub fn stems(words: &[Token]) -> Vec<String> {
    let is_content = |token: &&Token| {
        token.kind == Kind::Word
            && token.number().is_none()
            && token.word.chars().count() > 1
            && !is_in(GENERIC, token.word.as_str())
            && !is_in(GENERIC, &stem(&token.word))
    };
    words.iter().filter(is_content).map(|token| stem(&token.word)).collect()
}

/// Whether some words name the figure itself, and nothing else.
pub fn names_the_figure(words: &[Token]) -> bool {
    stems(words).is_empty() && words.iter().any(|token| token.is_one_of(FIGURE))
}

/// Words that change within.
const IRREGULAR: [(&str, &str); 16] = [
    ("children", "child"),
    ("people", "person"),
    ("left", "leav"),
    ("leave", "leav"),
    ("leaves", "leav"),
    ("leavers", "leav"),
    ("leaver", "leav"),
    ("held", "hold"),
    ("seen", "see"),
    ("went", "go"),
    ("gone", "go"),
    ("made", "make"),
    ("kept", "keep"),
    ("begun", "begin"),
    ("took", "tak"),
    ("taken", "tak"),
];

/// A word without the ending that its number, tense or kind gives it.
pub fn stem(word: &str) -> String {
    let word = word.replace('\u{2019}', "'");
    let word = word.strip_suffix("'s").or(word.strip_suffix('\'')).unwrap_or(&word);
    if let Some((_, stem)) = IRREGULAR.iter().find(|(known, _)| *known == word) {
        return (*stem).to_owned();
    }
    let long = word.chars().count();
    let cut = ["ies", "ments", "ment", "ing", "ed", "es", "s", "ly", "e", "y"];
    let ending = cut.iter().find(|end| word.ends_with(**end) && long > end.len() + 2 && !word.ends_with("ss"));
    let mut stem = ending.map_or(word, |end| &word[..word.len() - end.len()]).to_owned();
    // `planned`, `stopping`.
    let last: Vec<char> = stem.chars().rev().take(2).collect();
    if ending.is_some_and(|end| matches!(*end, "ing" | "ed")) && last.len() == 2 && last[0] == last[1] && last[0] != 's'
    {
        stem.pop();
    }
    stem.trim_end_matches(['e', 'y']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_do_not_hide_what_is_spoken_of() {
        for same in [
            "plan plans planned planning",
            "visit visits visited",
            "assess assessed assessing assessment assessments",
            "review reviews reviewed",
            "leave leaving left leavers",
            "adopt adopted adopting",
            "child children",
            "agency agencies",
            "home homes",
            "placement placements placed place",
        ] {
            let stems: BTreeSet<String> = same.split(' ').map(stem).collect();
            assert_eq!(stems.len(), 1, "{same}: {stems:?}");
        }
    }

    #[test]
    fn a_name_is_told_from_others_by_two_words() {
        let called = |name: &'static str, counts: &'static str| Called::by([name].into_iter(), [counts].into_iter());
        let plans = called("Pathway plans up to date", "Young people with an up-to-date plan");
        let first = called("First health assessment in 20 working days", "");
        let health = called("Health assessment up to date", "");
        let all = [("plans", plans), ("first", first), ("health", health)];
        let meant = |text: &str| only_one(&tokens(text), all.iter().map(|(name, called)| (*name, called)));
        assert_eq!(meant("Pathway plans"), Some("plans"));
        assert_eq!(meant("First health assessments in time"), Some("first"));
        assert_eq!(meant("Health assessments"), None, "it may be either");
        assert_eq!(meant("Plans"), None, "a single word is too little");
        assert_eq!(meant("Pathway plans of the South team"), None);
    }
}
