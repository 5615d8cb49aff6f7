//! Which sentences of a text differ, and which words of a sentence.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A sentence that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentenceChange {
    /// On the first side; empty where it was not there.
    pub was: String,
    /// On the second.
    pub now: String,
}

/// Sentences with fewer words in common, as a share of both, are two sentences.
const ALIKE: f32 = 0.4;
/// Words of a long sentence that are kept on each side of a change.
const AROUND: usize = 5;

/// The sentences that differ, in the order of the texts; a text with the same sentences in other lines is the same.
pub fn changes(was: &str, now: &str) -> Vec<SentenceChange> {
    // Of several shortest accounts the one that is found depends on the order of the sides; so their order is fixed.
    let turned = was > now;
    let sides = if turned { [now, was] } else { [was, now] };
    let [before, after] = sides.map(|text| split(text).collect::<Vec<&str>>());
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let mut together = Vec::new();
        pair(&before[op.old_range()], &after[op.new_range()], &mut together);
        if turned {
            together.iter_mut().for_each(|change| std::mem::swap(&mut change.was, &mut change.now));
        }
        // What went stands before what came in its place.
        for run in together.chunk_by_mut(|a, b| a.is_alone() && b.is_alone()) {
            run.sort_by_key(|change| change.was.is_empty());
        }
        found.append(&mut together);
    }
    found
}

impl SentenceChange {
    /// Whether it came or went, and no other stands against it.
    pub(super) fn is_alone(&self) -> bool {
        self.was.is_empty() || self.now.is_empty()
    }
}

/// Sentences that took the place of others, each with the one that it is most like.
fn pair(mut olds: &[&str], news: &[&str], found: &mut Vec<SentenceChange>) {
    let change = |was: &str, now: &str| SentenceChange { was: was.to_owned(), now: now.to_owned() };
    for new in news {
        let alike = olds.iter().position(|old| likeness(old, new) >= ALIKE);
        match alike {
            Some(place) => {
                found.extend(olds[..place].iter().map(|old| change(old, "")));
                found.push(change(olds[place], new));
                olds = &olds[place + 1..];
            }
            None => found.push(change("", new)),
        }
    }
    found.extend(olds.iter().map(|old| change(old, "")));
}

/// The share of words that two sentences have in common.
fn likeness(was: &str, now: &str) -> f32 {
    let [was, now] = [was, now].map(|text| text.split_whitespace().collect::<Vec<&str>>());
    let common: usize = words(&was, &now)
        .iter()
        .map(|op| if matches!(op, DiffOp::Equal { .. }) { op.new_range().len() } else { 0 })
        .sum();
    2.0 * common as f32 / (was.len() + now.len()).max(1) as f32
}

fn words(was: &[&str], now: &[&str]) -> Vec<DiffOp> {
    capture_diff_slices(Algorithm::Myers, was, now)
}

/// Both sides of a sentence with the words around what differs; long stretches that are the same are `…`.
pub fn shortened(was: &str, now: &str) -> [String; 2] {
    if was.is_empty() || now.is_empty() {
        return [was.to_owned(), now.to_owned()];
    }
    let [before, after] = [was, now].map(|text| text.split_whitespace().collect::<Vec<&str>>());
    let ops = words(&before, &after);
    let mut sides = [Vec::new(), Vec::new()];
    for (place, op) in ops.iter().enumerate() {
        let (olds, news) = (&before[op.old_range()], &after[op.new_range()]);
        if !matches!(op, DiffOp::Equal { .. }) {
            sides[0].extend_from_slice(olds);
            sides[1].extend_from_slice(news);
            continue;
        }
        // At the ends only the side that faces a change is kept.
        let (first, last) = (place == 0, place + 1 == ops.len());
        let kept = [if first { 0 } else { AROUND }, if last { 0 } else { AROUND }];
        for (side, words) in sides.iter_mut().zip([olds, news]) {
            if words.len() <= kept[0] + kept[1] + 2 {
                side.extend_from_slice(words);
            } else {
                side.extend_from_slice(&words[..kept[0]]);
                side.push("…");
                side.extend_from_slice(&words[words.len() - kept[1]..]);
            }
        }
    }
    sides.map(|words| words.join(" "))
}

/// Paragraphs and items of a list begin a sentence; within them a full stop, a question mark or an exclamation mark before a blank ends one.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            let end = rest.match_indices(' ').find(|(at, _)| rest[..*at].ends_with(['.', '!', '?']));
            let (sentence, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at + 1));
            rest = after;
            (!sentence.is_empty()).then(|| sentence.trim())
        })
        .filter(|sentence| !sentence.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn change(was: &str, now: &str) -> SentenceChange {
        SentenceChange { was: was.to_owned(), now: now.to_owned() }
    }

    #[test]
    fn only_the_sentence_that_differs_is_told() {
        let was = "It was 163 of 194 in time. We expect 91%.\n- A worker travels. She is new";
        assert_eq!(changes(was, was), []);
        assert_eq!(
            changes(was, &was.replace("163", "165")),
            [change("It was 163 of 194 in time.", "It was 165 of 194 in time.")]
        );
        assert_eq!(changes(was, &was.replace(" We expect 91%.", "")), [change("We expect 91%.", "")]);
        assert_eq!(
            changes(was, &was.replace("We expect 91%.", "Nobody knows why that is so.")),
            [change("We expect 91%.", ""), change("", "Nobody knows why that is so.")]
        );
    }

    #[test]
    fn a_long_sentence_is_told_by_the_words_around_the_change() {
        let was = "one two three four five six seven eight nine ten eleven twelve";
        let [was, now] = shortened(was, &was.replace("nine", "9"));
        assert_eq!(was, "… four five six seven eight nine ten eleven twelve");
        assert_eq!(now, "… four five six seven eight 9 ten eleven twelve");
        assert_eq!(shortened("", "one two three"), ["", "one two three"]);
    }

    proptest! {
        /// What is told, put into the first text, gives the second.
        #[test]
        fn nothing_is_lost(was in "([ab] ?[cd]{1,2}\\. ?){0,6}", now in "([ab] ?[cd]{1,2}\\. ?){0,6}") {
            let found = changes(&was, &now);
            let mut left: Vec<&str> = split(&was).collect();
            for change in found.iter().filter(|change| !change.was.is_empty()) {
                let place = left.iter().position(|sentence| *sentence == change.was);
                prop_assert!(place.is_some(), "{} is not of the first text", change.was);
                left.remove(place.unwrap_or_default());
            }
            left.extend(found.iter().map(|change| change.now.as_str()).filter(|now| !now.is_empty()));
            left.sort_unstable();
            let mut after: Vec<&str> = split(&now).collect();
            after.sort_unstable();
            prop_assert_eq!(left, after);
            let sorted = |all: Vec<(String, String)>| {
                let mut all = all;
                all.sort();
                all
            };
            let there = sorted(found.into_iter().map(|it| (it.was, it.now)).collect());
            prop_assert_eq!(sorted(changes(&now, &was).into_iter().map(|it| (it.now, it.was)).collect()), there);
        }
    }
}
