//! What is found in a file before anybody has said how to read it.

use std::collections::BTreeMap;

use crate::load::recipe;
use crate::model::IndicatorCode;

use super::meta::Meta;
use super::words::{About, Kind, plain};

/// What is asked of a proposal.
#[derive(Debug, Default)]
pub struct Wanted<'a> {
    /// As the recipe names it: perhaps with `*`.
    pub file: &'a str,
    /// The name of the recipe, without its ending.
    pub recipe: &'a str,
    /// The names by which whose rows are read may go.
    pub areas: &'a [String],
    /// Whether somebody named it; otherwise the project does, in whatever words.
    pub is_asked: bool,
    /// Columns and the texts that rows must have in them.
    pub only: &'a [(String, String)],
    /// Signs in place of figures, and what somebody says that they stand for.
    pub symbols: &'a [(String, String)],
    /// Codes that the project defines already.
    pub defined: &'a [String],
    /// The numbers of the authorities that the project is compared with, its own among them.
    pub authorities: &'a [String],
    /// What its publisher says of the file's columns.
    pub meta: Meta,
}

/// A table, as a recipe would read it, and what it says of its indicators.
#[derive(Debug, Default)]
pub struct Block {
    pub table: recipe::Table,
    pub measures: Vec<Measure>,
    /// What lies in its sheet and is not read, with the reason.
    pub left_out: Vec<String>,
    /// What somebody must decide.
    pub decisions: Vec<String>,
    /// Why it is not read at all.
    pub refused: Option<String>,
}

impl Block {
    /// What lies beside it, with the name of its sheet.
    pub fn what_is_left_out(&self) -> impl Iterator<Item = String> + '_ {
        self.left_out.iter().map(|what| self.in_sheet(what))
    }

    /// What somebody must decide, with the name of its sheet.
    pub fn what_is_open(&self) -> impl Iterator<Item = String> + '_ {
        self.decisions.iter().map(|what| self.in_sheet(what))
    }

    fn in_sheet(&self, what: &str) -> String {
        if self.table.sheet.is_empty() || self.table.sheet == "*" {
            what.to_owned()
        } else {
            format!("{}, {what}", self.table.sheet)
        }
    }

    /// A percentage alone is the indicator's own figure, and so is a count alone.
    pub fn settle_kinds(&mut self) {
        for measure in &self.measures {
            if measure.is_share() || measure.kinds.is_empty() {
                continue;
            }
            let own =
                |name: &str| [" percent", " out of"].iter().any(|kind| name.strip_suffix(kind) == Some(&measure.code));
            for (name, _) in self.table.rows.iter_mut().filter(|(name, _)| own(name)) {
                for texts in [&mut self.table.names, &mut self.table.targets] {
                    if let Some(text) = texts.remove(name) {
                        texts.insert(measure.code.clone(), text);
                    }
                }
                name.clone_from(&measure.code);
            }
        }
    }
}

impl Measure {
    /// Whether it is told as a count out of another.
    pub fn is_share(&self) -> bool {
        self.kinds.contains(&Kind::Count) && self.kinds.contains(&Kind::OutOf)
    }

    /// Whether it is told as a count alone.
    pub fn is_count(&self) -> bool {
        self.kinds.contains(&Kind::Count) && !self.is_share()
    }
}

/// One indicator as a table tells it.
#[derive(Debug, Clone, Default)]
pub struct Measure {
    pub code: String,
    pub name: String,
    pub theme: Option<String>,
    /// What is said of it beside its figures.
    pub said: BTreeMap<About, String>,
    pub kinds: Vec<Kind>,
    /// Its code was made here.
    pub is_coded: bool,
    /// The text of which the code was made, where that could not be one.
    pub was: Option<String>,
}

/// Codes for what a file names, the same code for the same name in all its sheets.
#[derive(Debug, Default)]
pub struct Codes {
    /// Codes that the project defines, which nothing that has none of its own is given.
    defined: Vec<String>,
    by_name: BTreeMap<String, String>,
    counts: BTreeMap<String, usize>,
}

impl Codes {
    /// Beside those that a project defines.
    pub fn beside(defined: &[String]) -> Self {
        Self { defined: defined.to_vec(), ..Self::default() }
    }

    /// The code for a text that is meant as one: without what no code may have in it.
    pub fn of_code(&mut self, text: &str) -> String {
        if let Some(code) = self.by_name.get(&plain(text)) {
            return code.clone();
        }
        let kept: String = text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')).collect();
        let kept = if kept.starts_with(|c: char| c.is_ascii_alphabetic()) {
            kept
        } else {
            format!("PI{}", kept.trim_start_matches(['.', '_', '-']))
        };
        let kept: String = kept.chars().take(LONGEST).collect();
        let code = self.free(kept.trim_end_matches(['.', '_', '-']).to_owned());
        self.keep(text, code)
    }

    /// A code for a name, by the letters of where it stands and a number.
    pub fn of_name(&mut self, name: &str, place: &str) -> String {
        if let Some(code) = self.by_name.get(&plain(name)) {
            return code.clone();
        }
        let prefix = prefix(place);
        loop {
            let count = self.counts.entry(prefix.clone()).or_default();
            *count += 1;
            let code = format!("{prefix}{count}");
            if !self.by_name.values().chain(&self.defined).any(|taken| *taken == code) {
                return self.keep(name, code);
            }
        }
    }

    fn keep(&mut self, text: &str, code: String) -> String {
        debug_assert!(IndicatorCode::new(&code).is_ok(), "`{code}` is no code");
        self.by_name.insert(plain(text), code.clone());
        code
    }

    fn free(&self, code: String) -> String {
        let is_taken = |code: &String| self.by_name.values().any(|taken| taken == code);
        if !is_taken(&code) {
            return code;
        }
        (2..).map(|number| format!("{code}.{number}")).find(|code| !is_taken(code)).unwrap_or(code)
    }
}

/// A code has 32 characters at most; some stay for a number behind it.
const LONGEST: usize = 26;

/// Up to four capitals from where a name stands: `ANN` for a sheet `Annual`, `M` where there is nothing.
fn prefix(place: &str) -> String {
    let word = place.split(|c: char| !c.is_ascii_alphabetic()).find(|word| word.len() > 1).unwrap_or("M");
    word.chars().take(3).collect::<String>().to_uppercase()
}
