//! The contract with layouts: templates read what exists, and what exists is read or offered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::root;

/// What the program hands to a template beside `paper` and, in a section, `indicator`; and minijinja's own.
const OTHERS: [&str; 4] = ["options", "columns", "loop", "self"];

fn schema() -> Value {
    serde_json::to_value(panelpack::internals::page::schema()).expect("a schema is JSON")
}

fn templates(ending: &str) -> Vec<(String, String)> {
    let folders = fs::read_dir(root().join("templates")).expect("the templates are there");
    let folders = folders.map(|folder| folder.expect("it can be read").path()).filter(|folder| folder.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).expect("it can be read"));
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("it can be read").path()).collect();
    paths.sort();
    let wanted = paths.into_iter().filter(|path| path.to_string_lossy().ends_with(ending));
    wanted.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("templates are text"))).collect()
}

/// Every type that a schema can be: itself, what it refers to, and each of its alternatives.
fn alternatives<'s>(root: &'s Value, schema: &'s Value) -> Vec<&'s Value> {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return alternatives(root, &root["$defs"][name]);
    }
    let of = |key: &str| schema[key].as_array().into_iter().flatten().flat_map(|one| alternatives(root, one)).collect();
    let all: Vec<&Value> = ["anyOf", "oneOf"].into_iter().flat_map(|key| -> Vec<&Value> { of(key) }).collect();
    if all.is_empty() { vec![schema] } else { all }
}

/// The type at the end of a path of fields.
fn field<'s>(root: &'s Value, of: &'s Value, path: &[&str]) -> Option<&'s Value> {
    path.iter().try_fold(of, |of, name| alternatives(root, of).into_iter().find_map(|one| one["properties"].get(name)))
}

fn items<'s>(root: &'s Value, of: &'s Value) -> Option<&'s Value> {
    alternatives(root, of).into_iter().find_map(|one| one.get("items"))
}

/// The expressions and statements of a template, each with its line, without what stands in quotes or is a comment.
fn tags(text: &str) -> Vec<(usize, bool, String)> {
    const CLOSED_BY: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let mut found = Vec::new();
    let mut at = 0;
    let next = |at: usize| {
        CLOSED_BY.iter().filter_map(|(open, close)| Some((at + text[at..].find(open)?, *open, close))).min()
    };
    while let Some((start, open, close)) = next(at) {
        let end = start + text[start..].find(close).expect("a tag is closed");
        let inner: String = text[start + 2..end].trim_matches('-').split('"').step_by(2).collect();
        if open != "{#" {
            found.push((text[..start].lines().count(), open == "{%", inner));
        }
        at = end + 2;
    }
    found
}

/// The paths `a.b.c` of an expression.
fn paths(expression: &str) -> Vec<Vec<&str>> {
    let words = expression.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
    words
        .filter(|word| word.contains('.') && !word.starts_with(|c: char| c.is_numeric()))
        .map(|word| word.split('.').collect())
        .collect()
}

/// Follows the loops of a template; what a path begins with is the paper, a section's indicator, or what a loop goes through.
fn faults(root: &Value, file: &str, text: &str) -> Vec<String> {
    let mut known: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    known.insert("paper", vec![root]);
    known.insert("indicator", vec![&root["$defs"]["IndicatorView"]]);
    let mut loops = Vec::new();
    let mut faults = Vec::new();
    let tags = tags(text);
    for (line, is_statement, tag) in &tags {
        let words: Vec<&str> = tag.split_whitespace().collect();
        if *is_statement && words.first() == Some(&"for") {
            let path: Vec<&str> = words[3].split('.').collect();
            let through = known.get(path[0]).and_then(|of| field(root, of.last()?, &path[1..]));
            match through.and_then(|of| items(root, of)) {
                // Sizes and other numbers of the template's own.
                None if path[0].starts_with('[') => {}
                Some(one) => known.entry(words[1]).or_default().push(one),
                None => faults.push(format!("{file}:{line}: nothing is known of `{}`", words[3])),
            }
            loops.push(words[1]);
        }
        if *is_statement && words.first() == Some(&"set") {
            known.extend(named(root, &known, &words));
        }
        for path in paths(tag) {
            let exists = known.get(path[0]).and_then(|of| field(root, of.last()?, &path[1..])).is_some();
            if !exists && !OTHERS.contains(&path[0]) {
                faults.push(format!("{file}:{line}: `{}` does not exist", path.join(".")));
            }
        }
        if *is_statement && words.first() == Some(&"endfor") {
            let name = loops.pop().expect("a loop ends that has begun");
            known.get_mut(name).and_then(Vec::pop);
        }
    }
    faults
}

/// What `{% set name = paper.field %}` or `{% set name = theme.indicators[place] %}` gives a name to; a sum or a text has no fields.
fn named<'t, 'v>(
    root: &'v Value,
    known: &BTreeMap<&str, Vec<&'v Value>>,
    words: &[&'t str],
) -> Option<(&'t str, Vec<&'v Value>)> {
    let [_, name, "=", path] = *words else { return None };
    let (path, is_entry) = path.split_once('[').map_or((path, false), |(path, _)| (path, true));
    let path: Vec<&str> = path.split('.').collect();
    let whole = known.get(path[0]).and_then(|of| field(root, of.last()?, &path[1..]))?;
    Some((name, vec![if is_entry { items(root, whole)? } else { whole }]))
}

#[test]
fn templates_read_only_fields_that_exist() {
    let root = schema();
    let templates = templates(".j2");
    assert!(templates.len() >= 10, "{} templates", templates.len());
    let faults: Vec<String> = templates.iter().flat_map(|(file, text)| faults(&root, file, text)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_field_that_does_not_exist_is_found() {
    let root = schema();
    let at = |text: &str| faults(&root, "main", text);
    assert_eq!(
        at("{% for theme in paper.themes %}\n{{ theme.nome }}{% endfor %}"),
        ["main:1: `theme.nome` does not exist"]
    );
    assert_eq!(
        at("{% set answer = paper.answer %}{{ answer.verdict }}{{ answer.verdikt }}"),
        ["main:1: `answer.verdikt` does not exist"]
    );
    assert_eq!(at("{{ paper.summary.blocks }}{% if indicator.spc.varation %}").len(), 1);
    assert_eq!(at("{% for one in paper.title %}{% endfor %}").len(), 1);
    assert!(at("{% for theme in paper.themes %}{% for indicator in theme.indicators %}{{ indicator.rating.word }}{% endfor %}{% endfor %}").is_empty());
}

/// Words change, and councils may say them in another way: what a layout wants to know of them is a field.
#[test]
fn templates_do_not_look_into_words() {
    let templates = templates(".j2").into_iter().chain(templates(".typ"));
    // What begins `base/page.typ` asks where a line may end, not what was said.
    let after_lines = |text: String| {
        text.split_once("/// Head and foot of a page.").map_or(text.clone(), |(_, rest)| rest.to_owned())
    };
    let templates = templates.map(|(file, text)| match Path::new(&file).ends_with("base/page.typ") {
        true => (file, after_lines(text)),
        false => (file, text),
    });
    let faults: Vec<String> = templates.flat_map(|(file, text)| looks(&file, &text)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_look_into_words_is_found() {
    let looking = [
        r#"if value.starts-with("[") { soft(value) }"#,
        r#"icon.meaning.split(": ").last()"#,
        r#"figure.match(regex("^[0-9]"))"#,
        r#"{{ indicator.name|replace(" (%)", "") }}"#,
        r#"if row.kind == "Not said" { "Reason" }"#,
        r#"facts.filter(fact => fact.value != "not given")"#,
        r#"row.label == "%""#,
        r#"if row.target in ("none", "to be set") { }"#,
        r#"if "since" not in change.words { }"#,
    ];
    for line in looking {
        assert_eq!(looks("theme", line).len(), 1, "{line}");
    }
    let innocent = [
        r#"words.split(" ").join(linebreak())"#,
        r#"if change.arrow == "none" or row.target-kind != "to-be-set" { "Reason" }"#,
        r#"if item.rating.key not in ("breach", "red") { }"#,
        r#"items.filter(item => "code" in item and item.note != "")"#,
        r#"// A note that ends with "." was cut by `trim(".")`."#,
    ];
    for line in innocent {
        assert!(looks("theme", line).is_empty(), "{line}");
    }
}

/// Lines that take a text apart, other than at spaces to stack or measure its words, or compare what is no key.
fn looks(file: &str, text: &str) -> Vec<String> {
    const APART: [&str; 11] = [
        "split",
        "starts-with",
        "startswith",
        "ends-with",
        "endswith",
        "contains",
        "replace",
        "match",
        "matches",
        "trim",
        "codepoints",
    ];
    let apart = |line: &str| {
        let line = line.replace(".split(\" \")", "");
        line.contains("regex(")
            || APART.iter().any(|name| ['.', '|'].iter().any(|c| line.contains(&format!("{c}{name}("))))
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines
        .filter(|(_, line)| apart(line) || compares_words(line))
        .map(|(at, line)| format!("{file}:{}: {}", at + 1, line.trim()))
        .collect()
}

/// Whether a line compares a text in quotes with anything but a key, or looks for one in a field.
fn compares_words(line: &str) -> bool {
    let parts: Vec<&str> = line.split('"').collect();
    let quoted = |at: usize| {
        let (before, literal, after) = (parts[at - 1].trim_end(), parts[at], parts.get(at + 1).unwrap_or(&""));
        let after = after.trim_start().trim_start_matches("not ");
        let place = after.strip_prefix("in ").and_then(|place| place.split([' ', ')']).next());
        let compared = ["==", "!=", " in (", " in ["].iter().find_map(|sign| before.strip_suffix(sign));
        let with = compared.map(|left| left.trim_end().trim_end_matches(" not"));
        place.is_some_and(|place| place.contains('.'))
            || with.is_some_and(|with| !literal.is_empty() && !is_key(with, literal))
    };
    (1..parts.len()).step_by(2).any(quoted)
}

/// Keys are lower case and stand in fields that are called so; `name` is that of a layout's column.
fn is_key(expression: &str, literal: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || ['.', '-', '_'].contains(&c);
    let path = expression.rsplit(|c| !is_part(c)).next().unwrap_or_default();
    let last = path.rsplit(['.', '-', '_']).next().unwrap_or_default();
    literal.starts_with(|c: char| c.is_lowercase())
        && (path == "name" || ["key", "kind", "arrow", "shape"].contains(&last))
}

/// A field that no layout of ours reads is a cost for nothing, unless the authors of others are told of it.
#[test]
fn every_field_is_read_or_offered() {
    let root = schema();
    let defined = root["$defs"].as_object().expect("it has types").values();
    let types = defined.chain([&root]).flat_map(|of| alternatives(&root, of));
    let fields: BTreeSet<&String> =
        types.filter_map(|of| of["properties"].as_object()).flat_map(|properties| properties.keys()).collect();
    assert!(fields.len() > 100, "{} fields", fields.len());
    let read: String = templates(".j2").into_iter().chain(templates(".typ")).map(|(_, text)| text).collect();
    let offered = fs::read_to_string(root_of("templates/README.md")).expect("it is there");
    let is_read = |name: &str| {
        // Typst also takes a dictionary apart by names, and asks for one that may be missing by its text.
        if read.contains(&format!("\"{name}\"")) || taken_apart(&read, name) {
            return true;
        }
        let with = format!(".{name}");
        read.match_indices(&with)
            .any(|(at, _)| !read[at + with.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-'))
    };
    let idle: Vec<&&String> =
        fields.iter().filter(|name| !is_read(name) && !offered.contains(&format!("`{name}`"))).collect();
    assert!(idle.is_empty(), "nobody reads {idle:?}");
}

/// Whether a `let (a, b) = …` names it.
fn taken_apart(text: &str, name: &str) -> bool {
    let starts = text.lines().filter_map(|line| line.trim_start().strip_prefix("let (")?.split_once(") ="));
    starts.flat_map(|(names, _)| names.split(", ")).any(|taken| taken == name)
}

fn root_of(path: &str) -> PathBuf {
    root().join(path)
}
