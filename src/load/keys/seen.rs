//! What readers have taken, held against the tables: in tests alone.

use std::collections::BTreeSet;
use std::sync::Mutex;

use super::documents::DOCUMENTS;
use super::key::{Need, Shape, Table};

/// Keys that were taken of maps that were read to their end, after what goes by [`name`]; lists of words that were asked for.
pub static KEYS: Mutex<BTreeSet<(&str, &str, &str)>> = Mutex::new(BTreeSet::new());
pub static WORDS: Mutex<BTreeSet<Vec<String>>> = Mutex::new(BTreeSet::new());

/// What a table goes by here.
pub fn name(table: &'static Table) -> (&'static str, &'static str) {
    (table.what, table.keys[0].name)
}

/// The words between which a key has the choice.
pub fn words_of(table: &Table, key: &str) -> Vec<String> {
    match table.key(key).map(|key| key.shape) {
        Some(Shape::Words(words)) => words.iter().map(|word| (*word).to_owned()).collect(),
        shape => panic!("{shape:?} is no choice"),
    }
}

/// A map was read to its end: `asked` and `needed` of it, and whether a key was only looked for.
pub fn finished(table: &'static Table, asked: &[&str], needed: &[&str], looked_for: &[&str]) {
    for key in table.keys {
        let (is_asked, is_needed) = (asked.contains(&key.name), needed.contains(&key.name));
        let what = table.what;
        let may_be_left = matches!(key.need, Need::Unless(_));
        assert!(is_asked || may_be_left, "{what}: no reader takes `{}`", key.name);
        assert!(is_needed || key.need != Need::Yes, "{what}: its reader does not need `{}`", key.name);
        let is_without_word = !is_needed || key.need != Need::No || looked_for.contains(&key.name);
        assert!(is_without_word, "{what}: its reader needs `{}`", key.name);
    }
    let (what, first) = name(table);
    let keys = table.keys.iter().map(|key| key.name).filter(|key| asked.contains(key));
    KEYS.lock().expect("no test panics in here").extend(keys.map(|key| (what, first, key)));
}

/// A choice between words was read.
pub fn chosen(words: &[&str]) {
    let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    words.sort();
    WORDS.lock().expect("no test panics in here").insert(words);
}

/// Every table and every list of words that a file of the format can come to.
#[derive(Default)]
pub struct Named {
    pub tables: Vec<&'static Table>,
    pub words: BTreeSet<Vec<String>>,
}

impl Named {
    pub fn new() -> Self {
        let mut named = Self::default();
        DOCUMENTS.iter().for_each(|document| named.walk(document.shape));
        named
    }

    fn walk(&mut self, shape: Shape) {
        match shape {
            Shape::One(_) => {}
            Shape::Words(words) => self.add(words),
            Shape::YesNo => self.add(super::words::ANSWERS),
            Shape::List(inner) | Shape::Dated(inner) | Shape::Blank(inner) | Shape::Called(_, inner) => {
                self.walk(*inner)
            }
            Shape::MapOf(names) => self.walk(names.shape),
            Shape::Either(shapes) => shapes.iter().for_each(|shape| self.walk(*shape)),
            Shape::Map(table) => {
                if !self.tables.iter().any(|known| std::ptr::eq(*known, table)) {
                    self.tables.push(table);
                    table.keys.iter().for_each(|key| self.walk(key.shape));
                    table.others.iter().for_each(|names| self.walk(names.shape));
                }
            }
        }
    }

    fn add(&mut self, words: &[&str]) {
        let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        words.sort();
        self.words.insert(words);
    }
}
