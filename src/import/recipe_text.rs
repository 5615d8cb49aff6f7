//! A recipe in our file format, for a person to go through.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::load::recipe::{Benchmarks, Periods, Recipe, Source, Table};
use crate::load::written::{flow, list, quoted, scalar};

use super::figure;

/// A recipe in our file format.
pub fn written(recipe: &Recipe, left_out: &[String]) -> String {
    let mut text = format!(
        "# How {} is read. `panelpack import` follows this file, and says where the workbook does not fit it any more.\n",
        recipe.file
    );
    for what in left_out {
        _ = writeln!(text, "# Not read: {}", what.replace('\n', " "));
    }
    _ = writeln!(text, "file: {}", quoted(&recipe.file));
    // What is almost a number is left out once, and never by a rule.
    let is_sign = |(symbol, meant): &(&String, &String)| !meant.is_empty() || figure::almost(symbol).is_none();
    if recipe.symbols.iter().any(|entry| is_sign(&entry)) {
        text.push_str("symbols:   # what stands in place of figures; empty for no figure\n");
        recipe.symbols.iter().filter(is_sign).for_each(|(symbol, meant)| {
            _ = writeln!(text, "  {}: {}", quoted(symbol), if meant.is_empty() { quoted("") } else { meant.clone() })
        });
    }
    if !recipe.sheets_not_read.is_empty() {
        _ = writeln!(text, "sheets_not_read: {}", list(&recipe.sheets_not_read));
    }
    text.push_str("tables:\n");
    for table in &recipe.tables {
        table_text(table, &mut text);
    }
    text
}

fn table_text(table: &Table, text: &mut String) {
    let (first, last) = table.headings;
    let mut line = |key: &str, value: String| {
        let begin = if key == "figures" { "  - " } else { "    " };
        _ = writeln!(text, "{begin}{key}: {value}");
    };
    line("figures", scalar(&table.figures));
    if !table.sheet.is_empty() {
        line("sheet", scalar(&table.sheet));
    }
    line("headings", if first == last { first.to_string() } else { format!("{first} to {last}") });
    line("columns", flow(&table.columns));
    if !table.not_read.is_empty() {
        line("not_read", flow(&table.not_read));
    }
    match &table.periods {
        Periods::Across => line("periods", "across".to_owned()),
        Periods::Down(letter) => line("periods", letter.clone()),
        Periods::Coded(year, kind) => line("periods", format!("[{year}, {kind}]")),
        Periods::Named(named) => line("periods", format!("{}   # the name of the {0} says it", named.word())),
    }
    if !table.keys.is_empty() {
        line("keys", list(&table.keys));
    }
    if !table.only.is_empty() {
        line("only", flow(&table.only));
    }
    if !table.shares_of_one.is_empty() {
        line("shares_of_one", list(&table.shares_of_one));
    }
    if let Some(durations) = table.durations {
        line("durations", durations.words().to_owned());
    }
    text.push_str("    rows:\n");
    for (name, source) in &table.rows {
        let source = match source {
            Source::Row(keys) => one_or_list(keys),
            Source::Cell { keys, letter } => format!("{{row: {}, column: {}}}", one_or_list(keys), scalar(letter)),
            Source::Column { letter, only } if only.is_empty() => format!("{{column: {}}}", scalar(letter)),
            Source::Column { letter, only } => format!("{{column: {}, only: {}}}", scalar(letter), flow(only)),
            Source::Parts { letters, only } if only.is_empty() => format!("{{months: {}}}", list(letters)),
            Source::Parts { letters, only } => format!("{{months: {}, only: {}}}", list(letters), flow(only)),
        };
        _ = writeln!(text, "      {name}: {source}");
    }
    beside("name", &table.name_column, &table.names, text);
    beside("target", &table.target_column, &table.targets, text);
    if let Some(benchmarks) = &table.benchmarks {
        benchmarks_text(benchmarks, text);
    }
    if !table.rows_not_read.is_empty() {
        text.push_str("    rows_not_read:\n");
        table.rows_not_read.iter().for_each(|keys| _ = writeln!(text, "      - {}", list(keys)));
    }
}

/// What a column beside the figures showed, by rows.
fn beside(what: &str, column: &str, texts: &BTreeMap<String, String>, text: &mut String) {
    if !texts.is_empty() {
        _ = writeln!(text, "    {what}_column: {}", scalar(column));
        _ = writeln!(text, "    {what}s:");
        texts.iter().for_each(|(row, shown)| _ = writeln!(text, "      {row}: {}", scalar(shown)));
    }
}

/// The texts of a row's keys.
fn one_or_list(keys: &[String]) -> String {
    match keys {
        [key] => scalar(key),
        keys => list(keys),
    }
}

fn benchmarks_text(benchmarks: &Benchmarks, text: &mut String) {
    text.push_str("    benchmarks:   # into benchmarks.yaml\n");
    _ = writeln!(text, "      release: {}", scalar(&benchmarks.release));
    let said = [("publisher", &benchmarks.publisher), ("published", &benchmarks.published), ("link", &benchmarks.link)];
    for (key, value) in said.into_iter().filter(|(_, value)| !value.is_empty()) {
        _ = writeln!(text, "      {key}: {}", scalar(value));
    }
    _ = writeln!(text, "      codes: {}", list(&benchmarks.codes));
    text.push_str("      areas:\n");
    for (area, only) in &benchmarks.areas {
        _ = writeln!(text, "        {}: {}", scalar(area), flow(only));
    }
}
