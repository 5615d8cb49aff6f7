//! Tables of keys as Markdown, for the reference of the file format.

use std::fmt::Write;

use super::key::{Document, Key, Names, Need, Shape, Table};

/// The keys of a file: its own, then those of each map in it. A map that `told` holds has been told of another file.
pub fn reference(document: &Document, told: &mut Vec<*const Table>) -> String {
    let mut text = String::new();
    let mut maps = Vec::new();
    collect(document.shape, Way::File, &mut maps);
    let mut next = 0;
    while let Some(Map { way, names, table, is_one_of_several }) = maps.get(next).copied() {
        next += 1;
        if told.contains(&std::ptr::from_ref(table)) {
            continue;
        }
        told.push(table);
        text.push_str(&heading(way, names, table, is_one_of_several));
        text.push_str("| key | value | what it stands for | example |\n|---|---|---|---|\n");
        for key in table.keys {
            let name = format!("`{}`{}", key.name, need(key));
            row(&name, key.shape, key.says, key.example, &mut text);
            collect(key.shape, Way::Key(key.name), &mut maps);
        }
        for names in table.others {
            row(&format!("a {}", names.called), names.shape, names.says, names.example, &mut text);
            collect(names.shape, Way::Name, &mut maps);
        }
    }
    text
}

/// A map to tell of, and how one comes to it.
#[derive(Clone, Copy)]
struct Map {
    way: Way,
    /// What it stands under, where a person chose that.
    names: Option<&'static Names>,
    table: &'static Table,
    is_one_of_several: bool,
}

#[derive(Clone, Copy)]
enum Way {
    /// It is all of the file.
    File,
    Key(&'static str),
    /// A name that a person chose.
    Name,
}

fn collect(shape: Shape, way: Way, maps: &mut Vec<Map>) {
    let from = maps.len();
    within(shape, way, None, maps);
    let mut tables: Vec<*const Table> = maps[from..].iter().map(|map| std::ptr::from_ref(map.table)).collect();
    tables.dedup();
    for map in &mut maps[from..] {
        map.is_one_of_several = tables.len() > 1;
    }
}

fn within(shape: Shape, way: Way, names: Option<&'static Names>, maps: &mut Vec<Map>) {
    match shape {
        Shape::One(_) | Shape::Words(_) | Shape::YesNo => {}
        Shape::List(inner) | Shape::Dated(inner) | Shape::Blank(inner) | Shape::Called(_, inner) => {
            within(*inner, way, names, maps)
        }
        Shape::Either(shapes) => shapes.iter().for_each(|shape| within(*shape, way, names, maps)),
        Shape::MapOf(names) => within(names.shape, way, Some(names), maps),
        Shape::Map(table) => maps.push(Map { way, names, table, is_one_of_several: false }),
    }
}

fn heading(way: Way, names: Option<&Names>, table: &Table, is_one_of_several: bool) -> String {
    let first = table.keys.iter().find(|key| key.need == Need::Yes).filter(|_| is_one_of_several);
    let with = first.map_or_else(String::new, |key| format!(" with `{}`", key.name));
    match (way, names) {
        (Way::File, None) => String::new(),
        (Way::File, Some(names)) => format!("By {}. {}\n\n", names.called, names.says),
        (Way::Key(key), None) => format!("\n**`{key}`**{with}\n\n"),
        (Way::Key(key), Some(names)) => format!("\n**`{key}`**{with}, by {}. {}\n\n", names.called, names.says),
        (Way::Name, _) => format!("\n**{}** as a map\n\n", table.what),
    }
}

fn need(key: &Key) -> String {
    match key.need {
        Need::No => String::new(),
        Need::Yes | Need::Later => " (needed)".to_owned(),
        Need::Unless(others) => format!(" (needed without {})", or(others)),
    }
}

fn row(name: &str, shape: Shape, says: &str, example: &str, text: &mut String) {
    let example = if example.is_empty() { String::new() } else { format!("`{example}`") };
    _ = writeln!(text, "| {name} | {} | {says} | {example} |", words(shape, false));
}

/// `a`, `b` or `c`.
fn or(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
        words => words.concat(),
    }
}

/// A shape in words; `many` where there are several of it.
fn words(shape: Shape, many: bool) -> String {
    match shape {
        Shape::One(scalar) | Shape::Called(scalar, _) => (if many { scalar.many } else { scalar.called }).to_owned(),
        Shape::Words(words) => or(words),
        Shape::YesNo => "`yes` or `no`".to_owned(),
        Shape::List(inner) if many => format!("lists of {}", words(*inner, true)),
        Shape::List(inner) => format!("list of {}", words(*inner, true)),
        Shape::Dated(inner) => format!("{}, may be dated", words(*inner, many)),
        Shape::Map(_) if many => "maps".to_owned(),
        Shape::Map(_) => "map".to_owned(),
        Shape::MapOf(names) => format!("{} by {}", if many { "maps" } else { "map" }, names.called),
        Shape::Either(shapes) => {
            let mut all: Vec<String> = shapes.iter().map(|shape| words(*shape, many)).collect();
            all.dedup();
            all.join(" or ")
        }
        Shape::Blank(inner) => words(*inner, many),
    }
}
