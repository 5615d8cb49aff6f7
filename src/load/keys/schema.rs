//! Tables of keys as JSON Schema, for editors: draft 7, the latest that the YAML language server of VS Code promises to know.
//!
//! A schema refuses nothing that is read, but for an empty text where a page would print nothing: what an editor takes for a number or for
//! true is allowed where the reader takes its spelling.
//! It is a tree without references, because an editor shows the description beside each use.

use serde_json::{Map, Value, json};

use crate::diag::{Found, SourceMap};
use crate::load::yaml::{Data, Node, parse};

use super::key::{Document, Key, Names, Need, Scalar, Shape, Table, Yaml};

type Object = Map<String, Value>;

/// The schema of a file.
pub fn schema(document: &Document) -> Value {
    let mut root = shaped(document.shape);
    root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("title".to_owned(), json!(document.place));
    root.insert("description".to_owned(), json!(document.says));
    Value::Object(root)
}

fn shaped(shape: Shape) -> Object {
    let mut all = alternatives(shape);
    if all.len() == 1 { all.remove(0) } else { object(json!({"anyOf": all})) }
}

fn object(value: Value) -> Object {
    match value {
        Value::Object(object) => object,
        _ => unreachable!("it is written in braces"),
    }
}

/// Each kind of value by itself.
fn alternatives(shape: Shape) -> Vec<Object> {
    match shape {
        Shape::One(scalar) => vec![scalar_of(scalar)],
        Shape::Words(words) => vec![
            object(json!({"enum": words})),
            object(json!({"type": "string", "pattern": format!(r"^\s*({})\s*$", in_any_case(words))})),
        ],
        Shape::YesNo => vec![
            object(json!({"enum": ["yes", "no", true, false]})),
            object(json!({"type": "string", "pattern": format!(r"^\s*({})\s*$", in_any_case(super::words::ANSWERS))})),
        ],
        Shape::List(item) => vec![object(json!({"type": "array", "items": shaped(*item)}))],
        Shape::Dated(value) => {
            let mut all = alternatives(*value);
            let from = json!({"^from ": shaped(*value)});
            all.push(object(
                json!({"type": "object", "patternProperties": from, "additionalProperties": false, "minProperties": 1}),
            ));
            all
        }
        Shape::Map(table) => vec![map(table)],
        Shape::MapOf(names) => vec![map_of(names)],
        Shape::Called(_, shape) => alternatives(*shape),
        Shape::Either(shapes) => shapes.iter().flat_map(|shape| alternatives(*shape)).collect(),
        Shape::Blank(value) => {
            let mut all = alternatives(*value);
            all.push(object(json!({"type": "null"})));
            all
        }
    }
}

fn scalar_of(scalar: &Scalar) -> Object {
    let mut object = object(match scalar.yaml {
        Yaml::Text => json!({"type": "string"}),
        Yaml::Number => json!({"type": ["string", "number"]}),
        Yaml::Any => json!({"type": ["string", "number", "boolean"]}),
    });
    if !scalar.pattern.is_empty() {
        object.insert("pattern".to_owned(), json!(scalar.pattern));
    }
    object
}

fn map(table: &Table) -> Object {
    let properties: Object = table.keys.iter().map(|key| (key.name.to_owned(), Value::Object(value(key)))).collect();
    let mut patterns = Object::new();
    for key in table.keys.iter().filter(|key| key.any_case) {
        patterns.insert(format!("^{}$", in_any_case(&[key.name])), Value::Object(value(key)));
    }
    for names in table.others {
        patterns.insert(beside(names.pattern, table), Value::Object(named(names)));
    }
    let mut map = object(json!({"type": "object", "properties": properties, "additionalProperties": false}));
    if !patterns.is_empty() {
        map.insert("patternProperties".to_owned(), Value::Object(patterns));
    }
    let needed: Vec<&str> =
        table.keys.iter().filter(|key| matches!(key.need, Need::Yes | Need::Later)).map(|key| key.name).collect();
    if !needed.is_empty() {
        map.insert("required".to_owned(), json!(needed));
    }
    let either = |key: &Key| match key.need {
        Need::Unless(others) => {
            let ways: Vec<Value> = others.iter().chain([&key.name]).map(|name| json!({"required": [name]})).collect();
            Some(json!({"anyOf": ways}))
        }
        Need::No | Need::Yes | Need::Later => None,
    };
    let either: Vec<Value> = table.keys.iter().filter_map(either).collect();
    if !either.is_empty() {
        map.insert("allOf".to_owned(), json!(either));
    }
    map
}

/// Names of a pattern that are no keys of the table.
fn beside(pattern: &str, table: &Table) -> String {
    let name = |key: &Key| if key.any_case { in_any_case(&[key.name]) } else { key.name.to_owned() };
    let keys: Vec<String> = table.keys.iter().map(name).collect();
    format!("^(?!({})$){}", keys.join("|"), pattern.trim_start_matches('^'))
}

fn map_of(names: &Names) -> Object {
    let mut map = if names.pattern.is_empty() {
        object(json!({"type": "object", "additionalProperties": named(names)}))
    } else {
        let patterns = json!({names.pattern: named(names)});
        object(json!({"type": "object", "patternProperties": patterns, "additionalProperties": false}))
    };
    illustrate(&mut map, names.example);
    map
}

/// The value of a key, with what the key stands for.
fn value(key: &Key) -> Object {
    let mut value = shaped(key.shape);
    if let Shape::One(scalar) = key.shape
        && scalar.pattern.is_empty()
        && key.need == Need::Yes
    {
        value.insert("pattern".to_owned(), json!(r"\S"));
    }
    if let Shape::One(Scalar { called, pattern, .. }) = key.shape
        && !pattern.is_empty()
        && !key.example.is_empty()
    {
        // What VS Code says in place of the pattern.
        value.insert("patternErrorMessage".to_owned(), json!(format!("This is no {called}: {}", key.example)));
    }
    value.insert("description".to_owned(), json!(key.says));
    illustrate(&mut value, key.example);
    value
}

fn named(names: &Names) -> Object {
    let mut value = shaped(names.shape);
    value.insert("description".to_owned(), json!(names.says));
    value
}

fn illustrate(schema: &mut Object, example: &str) {
    let mut sources = SourceMap::default();
    let file = sources.add(String::new(), example.to_owned());
    if let Some(node) = parse(example, file, &mut Found::default()) {
        schema.insert("examples".to_owned(), json!([as_json(&node)]));
    }
}

/// As YAML 1.2 has it. What is in quotes is no number in any example.
fn as_json(node: &Node) -> Value {
    match &node.data {
        Data::Empty => Value::Null,
        Data::Scalar(text) => match serde_json::from_str(text) {
            Ok(Value::Number(number)) => Value::Number(number),
            _ => json!(text),
        },
        Data::List(items) => items.iter().map(as_json).collect(),
        Data::Map(entries) => {
            Value::Object(entries.iter().map(|(name, node)| (name.value.clone(), as_json(node))).collect())
        }
    }
}

/// A pattern for these words in capitals and small letters.
fn in_any_case(words: &[&str]) -> String {
    let sign = |c: char| match c {
        c if c.is_ascii_alphabetic() => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
        c => c.to_string(),
    };
    words.iter().map(|word| word.chars().map(sign).collect::<String>()).collect::<Vec<_>>().join("|")
}
