//! Any value as a Typst literal expression, with every string between marks. No blanks stand in it: each is a node of the syntax tree, a third of it.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};

use super::holes::{CLOSE_STRING, OPEN_STRING};

/// A string, number, boolean, list, map or nothing; everything else is refused.
pub fn of(value: &Value) -> Result<String, Error> {
    let mut out = String::new();
    write(&mut out, value)?;
    Ok(out)
}

fn write(out: &mut String, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::Undefined => return Err(Error::new(ErrorKind::UndefinedError, "the field does not exist")),
        ValueKind::None => out.push_str("none"),
        ValueKind::Bool => out.push_str(if value.is_true() { "true" } else { "false" }),
        ValueKind::Number => out.push_str(&value.to_string()),
        ValueKind::String => out.push_str(&string(value.as_str().unwrap_or_default())),
        ValueKind::Seq | ValueKind::Iterable => {
            out.push('(');
            for item in value.try_iter()? {
                write(out, &item)?;
                out.push(',');
            }
            out.push(')');
        }
        ValueKind::Map => map(out, value)?,
        ValueKind::Bytes | ValueKind::Plain | ValueKind::Invalid => {
            return Err(Error::new(ErrorKind::InvalidOperation, "this value cannot be printed"));
        }
        other => {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("a value of kind {other} cannot be printed")));
        }
    }
    Ok(())
}

fn map(out: &mut String, value: &Value) -> Result<(), Error> {
    out.push_str("(:");
    let mut first = true;
    for key in value.try_iter()? {
        if first {
            out.pop(); // `(:` stands for an empty map only
            first = false;
        }
        let Some(name) = key.as_str() else {
            return Err(Error::new(ErrorKind::InvalidOperation, "a key must be a text"));
        };
        out.push_str(&string(name));
        out.push(':');
        write(out, &value.get_item(&key)?)?;
        out.push(',');
    }
    out.push(')');
    Ok(())
}

/// A string literal between marks. Escaped is whatever could end it, hide in it or turn it around.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 10);
    out.push(OPEN_STRING);
    out.push('"');
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            c if must_be_escaped(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out.push(CLOSE_STRING);
    out
}

fn must_be_escaped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}
