//! What this program writes into a project, as a person would: YAML, and names of files.

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

/// A name of a file: letters and digits in small, with one hyphen for whatever stands between; nothing where there are none.
pub fn slug(text: &str) -> String {
    let small = text.to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(LONGEST_NAME).collect();
    slug.trim_end_matches('-').to_owned()
}

/// Characters of a name that is made of a text.
const LONGEST_NAME: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_yaml_would_read_otherwise_stands_in_quotes() {
        for plain in ["Under 1", "16 and over", "Children's homes", "Case management system", "£ per week"] {
            assert_eq!(scalar(plain), plain);
        }
        for text in ["Team: North", "#1", "- a", "a #b", "[x]", "", "'quoted'", "a\tb", "no", "a, b", "{a}"] {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
    }

    #[test]
    fn a_text_names_a_file() {
        for (text, name) in [
            ("Head of Care Planning", "head-of-care-planning"),
            ("Head of Service, Health & Education", "head-of-service-health-education"),
            ("Zoë O’Hara", "zoë-o-hara"),
            ("../..", ""),
        ] {
            assert_eq!(slug(text), name);
        }
    }
}
