//! What a layout may ask about its texts before it sets them: how wide they are, and how high.
//!
//! Sizes are those of ordinary print, in points; in large print all answer for the larger one. Heights are those of the built-in styles: lines as far apart as
//! `base/page.typ` sets them.

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};

use crate::face::{self, Weight};

/// Rounding may take so much from a column.
const ROUNDING: f64 = 0.5;

/// From one line of running text to the next, and from one paragraph to the next, in ems.
const PITCH: f64 = 1.16;
const PARAGRAPH: f64 = 1.61;

/// What a list takes from its lines at the left, in ems.
const INDENT: f64 = 1.2;

/// Adds `lines(text, width, size, weight)`, `widest(rows, field, size, weight, least)`, `widest_word` likewise of the words between blanks, and `height(blocks, width, size)`.
pub fn add(environment: &mut Environment<'_>, larger: f64) {
    environment.add_function("lines", move |text: &str, width: f64, size: f64, weight: u32| {
        face::lines(text, Weight::of(weight), size * larger, width - ROUNDING)
    });
    environment.add_function("widest", move |rows: Value, field: &str, size: f64, weight: u32, least: f64| {
        let path: Vec<&str> = field.split('.').collect();
        let width = |text: &str| face::width(text, Weight::of(weight), size * larger);
        Ok::<_, Error>((f64::max(widest(&rows, &path, &width)?, least) * 10.0).ceil() / 10.0)
    });
    environment.add_function("widest_word", move |rows: Value, field: &str, size: f64, weight: u32, least: f64| {
        let path: Vec<&str> = field.split('.').collect();
        let word = |word: &str| face::width(word, Weight::of(weight), size * larger);
        let width = |text: &str| text.split(' ').map(word).fold(0.0, f64::max);
        Ok::<_, Error>((f64::max(widest(&rows, &path, &width)?, least) * 10.0).ceil() / 10.0)
    });
    environment.add_function("height", move |blocks: Value, width: f64, size: f64| {
        Ok::<_, Error>((height(&blocks, width - ROUNDING, size * larger)?).ceil())
    });
}

/// The widest text at the end of a path of fields; a list on the way stands for each of its entries.
fn widest(value: &Value, path: &[&str], width: &impl Fn(&str) -> f64) -> Result<f64, Error> {
    if value.kind() == ValueKind::Seq {
        let mut most = 0.0;
        for entry in value.try_iter()? {
            most = f64::max(most, widest(&entry, path, width)?);
        }
        return Ok(most);
    }
    match (path, value.as_str()) {
        ([], Some(text)) => Ok(width(text)),
        ([], None) => Err(Error::new(ErrorKind::InvalidOperation, "a field that is measured is no text")),
        ([field, rest @ ..], _) => widest(&value.get_attr(field)?, rest, width),
    }
}

/// The height of commentary: blocks of paragraphs, lists, quotations and tables.
fn height(blocks: &Value, width: f64, size: f64) -> Result<f64, Error> {
    let mut total = 0.0;
    for block in blocks.try_iter()? {
        let runs = block.get_attr("runs")?;
        if runs.kind() == ValueKind::Seq {
            let mut text = String::new();
            for run in runs.try_iter()? {
                text.push_str(run.get_attr("text")?.as_str().unwrap_or_default());
            }
            // Bold runs are a little wider.
            let lines = face::lines(&text, Weight::SemiBold, size, width);
            total += size * (PITCH * (lines - 1) as f64 + PARAGRAPH);
            continue;
        }
        let items = block.get_attr("items")?;
        if items.kind() == ValueKind::Seq {
            for item in items.try_iter()? {
                let own = height(&item, width - INDENT * size, size)?;
                // A list's lone paragraph stays inline.
                total += if item.len() == Some(1) { own - (PARAGRAPH - PITCH) * size } else { own };
            }
            total += (PARAGRAPH - PITCH) * size;
        }
    }
    Ok(total)
}
