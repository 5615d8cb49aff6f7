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

/// Adds `lines(text, width, size, weight)`, `widest` and `widest_word` of `(rows, field, size, weight, least)`, `cell_lines(cells, width, size, weight)` and `height(blocks, width, size)`.
pub fn add(environment: &mut Environment<'_>, larger: f64) {
    environment.add_function("lines", move |text: &str, width: f64, size: f64, weight: u32| {
        face::lines(text, Weight::of(weight), size * larger, width - ROUNDING)
    });
    environment.add_function("widest", move |rows: Value, field: &str, size: f64, weight: u32, least: f64| {
        widest(&rows, field, least, &|text, most| face::wider(text, Weight::of(weight), size * larger, most))
    });
    environment.add_function("widest_word", move |rows: Value, field: &str, size: f64, weight: u32, least: f64| {
        let wider = |most: f64, word: &str| face::wider(word, Weight::of(weight), size * larger, most);
        widest(&rows, field, least, &|text, most| text.split(' ').fold(most, wider))
    });
    environment.add_function("cell_lines", move |cells: Value, width: f64, size: f64, weight: u32| {
        let mut most = 1;
        for cell in cells.try_iter()? {
            let texts = cell.try_iter()?;
            let lines = |text: Value| {
                text.as_str().map_or(1, |text| face::lines(text, Weight::of(weight), size * larger, width))
            };
            most = most.max(texts.map(lines).sum());
        }
        Ok::<_, Error>(most)
    });
    environment.add_function("height", move |blocks: Value, width: f64, size: f64| {
        Ok::<_, Error>((height(&blocks, width - ROUNDING, size * larger)?).ceil())
    });
}

/// How wide the widest of `least` and the texts at the end of a path of fields is, in tenths of points; a list on the way stands for each of its entries.
fn widest(rows: &Value, field: &str, least: f64, wider: &impl Fn(&str, f64) -> f64) -> Result<f64, Error> {
    let path: Vec<&str> = field.split('.').collect();
    Ok((widest_from(rows, &path, least, wider)? * 10.0).ceil() / 10.0)
}

fn widest_from(value: &Value, path: &[&str], most: f64, wider: &impl Fn(&str, f64) -> f64) -> Result<f64, Error> {
    if value.kind() == ValueKind::Seq {
        return value.try_iter()?.try_fold(most, |most, entry| widest_from(&entry, path, most, wider));
    }
    match (path, value.as_str()) {
        ([], Some(text)) => Ok(wider(text, most)),
        ([], None) => Err(Error::new(ErrorKind::InvalidOperation, "a field that is measured is no text")),
        ([field, rest @ ..], _) => widest_from(&value.get_attr(field)?, rest, most, wider),
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
