//! Names of files that come every month: which recipe is for which.

use crate::load::written::slug;

use super::heading;

/// The name of the recipe for files of a pattern.
pub fn recipe_name(pattern: &str) -> String {
    let name = slug(pattern.rsplit_once('.').map_or(pattern, |(stem, _)| stem));
    if name.is_empty() { "figures".to_owned() } else { name }
}

/// The name of files with `*` for what differs between them or names a day or month.
pub fn pattern(names: &[&str]) -> String {
    let patterns: Vec<(String, &str)> = names.iter().map(|name| of_one(name)).collect();
    let Some((first, ending)) = patterns.first() else { return String::new() };
    let words: Vec<Vec<&str>> = patterns.iter().map(|(stem, _)| words(stem)).collect();
    let stem = if patterns.iter().all(|(stem, _)| stem == first) { first.clone() } else { common(&words) };
    let ending = if patterns.iter().all(|(_, other)| other == ending) { *ending } else { "*" };
    // Nothing but time is in it: the name itself, where there is one alone.
    let stem = match names {
        [name] if is_empty(&stem) => name.rsplit_once('.').map_or(*name, |(stem, _)| stem).to_owned(),
        _ => stem,
    };
    if ending.is_empty() { stem } else { format!("{stem}.{ending}") }
}

/// The name of tabs with `*` for what differs between them or names a day or month.
pub fn pattern_of_tabs(names: &[&str]) -> String {
    let stems: Vec<String> = names.iter().map(|name| of_words(&words(name))).collect();
    let words: Vec<Vec<&str>> = stems.iter().map(|stem| words(stem)).collect();
    match stems.first() {
        Some(first) if stems.iter().all(|stem| stem == first) => first.clone(),
        _ => common(&words),
    }
}

/// The name of a file of which its time alone is known.
pub fn any_of(name: &str) -> String {
    name.rsplit_once('.').map_or_else(|| "*".to_owned(), |(_, ending)| format!("*.{ending}"))
}

/// Whether nothing is left of a name.
fn is_empty(stem: &str) -> bool {
    stem.trim_matches(['*', '-', '_', ' ', '.']).is_empty()
}

/// The stem of a name with `*` for words of time, and its ending.
fn of_one(name: &str) -> (String, &str) {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    (of_words(&words(stem)), ending)
}

/// Words with `*` for those of time.
fn of_words(words: &[&str]) -> String {
    let is_day = |at: usize| {
        let next = words.get(at + 2).is_some_and(|next| is_month(&next.to_ascii_lowercase()));
        let day = words[at].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        next && day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)) && words[at].len() - day.len() <= 2
    };
    let is_quarter = |at: usize| {
        let small = words[at].to_ascii_lowercase();
        let before = at.checked_sub(2).map(|before| words[before].to_ascii_lowercase()).unwrap_or_default();
        let is_word = |word: &str| matches!(word, "quarter" | "qtr" | "q");
        is_word(&before) && small.len() == 1 && small.parse::<u8>().is_ok()
    };
    let of_time = |at: usize| is_of_time(words[at]) || is_day(at) || is_quarter(at);
    joined((0..words.len()).map(|at| if of_time(at) { "*" } else { words[at] }).collect::<String>())
}

/// Words and what stands between them, one after the other.
fn words(stem: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '*' || !c.is_ascii();
    let mut words = Vec::new();
    let mut start = 0;
    for (at, sign) in stem.char_indices() {
        if at > start && (!is_word(sign) || stem[start..].starts_with(|c: char| !is_word(c))) {
            words.push(&stem[start..at]);
            start = at;
        }
    }
    if start < stem.len() {
        words.push(&stem[start..]);
    }
    words
}

/// What names begin and end with, by whole words.
fn common(names: &[Vec<&str>]) -> String {
    let Some(first) = names.first() else { return String::new() };
    let shortest = names.iter().map(Vec::len).min().unwrap_or(0);
    let is_common = |at: &usize| names.iter().all(|words| words[*at] == first[*at]);
    let start = (0..shortest).take_while(is_common).count();
    let is_end = |back: &usize| names.iter().all(|words| words[words.len() - back] == first[first.len() - back]);
    let end = (1..=shortest - start).take_while(is_end).count();
    joined(format!("{}*{}", first[..start].concat(), first[first.len() - end..].concat()))
}

/// One `*` for several that stand side by side.
fn joined(mut stem: String) -> String {
    loop {
        let mut shorter = stem.replace("**", "*");
        for mark in ["-", "_", " ", ".", ", "] {
            shorter = shorter.replace(&format!("*{mark}*"), "*");
        }
        if shorter == stem {
            return stem;
        }
        stem = shorter;
    }
}

/// `2024`, `03`, `Mar`, `March`, `Q3`, `202324`, `Apr23`, `FY24`.
fn is_of_time(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let digits = small.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &small[..small.len() - digits.len()];
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    match letters {
        "" => digits.len() > 1 && is_number,
        "q" | "qtr" | "quarter" => digits.len() == 1 && matches!(digits, "1" | "2" | "3" | "4"),
        "fy" | "ay" => is_number && digits.len() > 1,
        month => is_month(month) && is_number,
    }
}

fn is_month(small: &str) -> bool {
    small.len() > 2 && heading::MONTHS.iter().any(|month| month.starts_with(small)) || small == "sept"
}
