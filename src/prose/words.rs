//! Words whatever is written about.

/// Numbers up to twenty; larger ones are never small.
pub const NUMBERS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The months of the year.
pub const MONTHS: &str = "january february march april may june july august september october november december";
/// The same cut short.
pub const SHORT_MONTHS: &str = "jan feb mar apr jun jul aug sep sept oct nov dec";

/// Whether a list holds a word.
pub fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// The singular of a noun; of any other word whatever comes of it.
pub fn singular(word: &str) -> String {
    let word = word.replace('\u{2019}', "'");
    match word.as_str() {
        "children" => "child".to_owned(),
        "people" | "persons" => "person".to_owned(),
        "criteria" => "criterion".to_owned(),
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", &word[..word.len() - 3]),
        _ if ["sses", "xes", "ches", "shes"].iter().any(|end| word.ends_with(end)) => word[..word.len() - 2].to_owned(),
        _ if word.ends_with('s') && !word.ends_with("ss") && word.len() > 3 => word[..word.len() - 1].to_owned(),
        _ => word,
    }
}
