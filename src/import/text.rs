//! YAML as a person would write it.

/// A text as a YAML scalar: as it is where that reads as the same text, otherwise in quotes.
pub fn scalar(text: &str) -> String {
    let is_safe = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '’' | '\'' | '–' | '—' | '-' | '/' | '(' | ')' | '.' | '%' | '£' | '+' | '_' | ';' | '='
            )
    };
    let begins = text.starts_with(|c: char| c.is_alphanumeric() || c == '£');
    let words = ["true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"];
    let is_plain =
        begins && !text.ends_with(' ') && text.chars().all(is_safe) && !words.contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// A text in quotes: one of JSON is one of YAML.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A map in one line.
pub fn flow<'a>(entries: impl IntoIterator<Item = (&'a String, &'a String)>) -> String {
    let entries: Vec<String> =
        entries.into_iter().map(|(key, value)| format!("{}: {}", scalar(key), scalar(value))).collect();
    format!("{{{}}}", entries.join(", "))
}

/// A list in one line.
pub fn list<'a>(items: impl IntoIterator<Item = &'a String>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| scalar(item)).collect();
    format!("[{}]", items.join(", "))
}
