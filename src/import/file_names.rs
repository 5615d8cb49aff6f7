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
    let Some(first) = names.first() else { return String::new() };
    if names.len() > 1 {
        let start = names.iter().map(|name| common(first, name)).min().unwrap_or(0);
        let backwards = |name: &str| name.chars().rev().collect::<String>();
        let end = names.iter().map(|name| common(&backwards(first), &backwards(name))).min().unwrap_or(0);
        let end = end.min(names.iter().map(|name| name.chars().count()).min().unwrap_or(0).saturating_sub(start));
        let signs: Vec<char> = first.chars().collect();
        return format!(
            "{}*{}",
            signs[..start].iter().collect::<String>(),
            signs[signs.len() - end..].iter().collect::<String>()
        );
    }
    let (stem, ending) = first.rsplit_once('.').unwrap_or((first, ""));
    let mut parts: Vec<String> = Vec::new();
    for part in stem.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let mark = &part[word.len()..];
        if is_of_time(word) { parts.push(format!("*{mark}")) } else { parts.push(part.to_owned()) }
    }
    let joined = parts.concat();
    let mut pattern = joined.clone();
    for mark in ["-", "_", " ", "."] {
        pattern = pattern.replace(&format!("*{mark}*"), "*").replace(&format!("*{mark}*"), "*");
    }
    let pattern = if pattern.trim_matches(['*', '-', '_', ' ', '.']).is_empty() { stem.to_owned() } else { pattern };
    if ending.is_empty() { pattern } else { format!("{pattern}.{ending}") }
}

fn common(first: &str, second: &str) -> usize {
    first.chars().zip(second.chars()).take_while(|(first, second)| first == second).count()
}

/// `2024`, `03`, `Mar`, `March`, `Q3`, `202324`.
fn is_of_time(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let is_number = small.len() > 1 && small.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = small.len() > 2 && heading::MONTHS.iter().any(|month| month.starts_with(&small));
    let is_quarter = small.len() == 2 && small.starts_with('q') && small.ends_with(|c: char| ('1'..='4').contains(&c));
    is_number || is_month || is_quarter
}
