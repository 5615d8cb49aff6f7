//! The indicators of one combination of texts, as `Age group` and `1 to 4 years`: one for each column of figures.

use std::collections::BTreeMap;

use crate::load::recipe::Source;
use crate::workbook::column_name;

use super::body::Body;
use super::found::{Block, Codes, Measure};
use super::meta::Meta;
use super::totals::Totals;
use super::words::{self, About, Kind};

/// The rows of a table that have the same texts in the columns that tell indicators apart.
pub struct Combination<'a> {
    pub body: &'a Body<'a>,
    pub dimensions: &'a [usize],
    pub texts: &'a [&'a str],
    /// The columns of figures.
    pub values: &'a [usize],
    /// The sheet or file, for codes where there are none.
    pub place: &'a str,
    pub totals: Option<&'a Totals<'a>>,
    pub meta: &'a Meta,
}

impl Combination<'_> {
    /// Puts its indicators into a table; `parts` are columns over which the months of a year stand.
    pub fn put(&self, parts: &[usize], codes: &mut Codes, block: &mut Block) {
        if !parts.is_empty() {
            let name = self.named().join(", ");
            let name = if name.is_empty() { self.place.replace(['-', '_'], " ") } else { name };
            let code = codes.of_name(&name, self.place);
            block.measures.push(Measure { code: code.clone(), name, is_coded: true, ..Measure::default() });
            let letters = parts.iter().map(|column| column_name(*column)).collect();
            block.table.rows.push((code, Source::Parts { letters, only: self.only(self.texts) }));
        }
        let is_total = self.totals.is_some_and(|totals| totals.is_total(self.texts));
        let is_said = |value: &usize| is_total && self.totals.is_some_and(|totals| totals.percent == *value);
        for value in self.values.iter().filter(|value| !is_said(value)) {
            self.put_value(*value, codes, block);
        }
    }

    fn only(&self, texts: &[&str]) -> BTreeMap<String, String> {
        let pairs = self.dimensions.iter().zip(texts);
        pairs.map(|(column, text)| (column_name(*column), (*text).to_owned())).collect()
    }

    /// The total that its rows are parts of, for the two columns that say so.
    fn total(&self, value: usize) -> Option<(Kind, &[&str])> {
        let totals = self.totals?;
        let total = totals.of(self.texts)?;
        match value {
            _ if value == totals.count => Some((Kind::Count, total)),
            _ if value == totals.percent => Some((Kind::Percent, total)),
            _ => None,
        }
    }

    fn put_value(&self, value: usize, codes: &mut Codes, block: &mut Block) {
        let total = self.total(value);
        let (base, kind) = total.map_or_else(|| self.base(value), |(kind, _)| (self.shared_base(value), Some(kind)));
        let own_code = self.text(About::Code).filter(|_| self.values.len() == 1 || self.is_one_pair());
        let heading_code = Some(base).filter(|base| self.texts.is_empty() && is_code(base));
        let about = self.meta.of(self.body.name(value));
        let label = about.map(|about| about.label.as_str()).filter(|label| !label.is_empty() && total.is_none());
        let name = self.name(label.unwrap_or(base));
        let code = match own_code.or(heading_code) {
            Some(code) => codes.of_code(code),
            None => codes.of_name(&name, self.place),
        };
        let at = block.measures.iter().position(|measure| measure.code == code).unwrap_or_else(|| {
            let said = [About::Unit, About::Polarity, About::Definition, About::Source];
            let said = said.into_iter().filter_map(|is| Some((is, self.beside(is)?.to_owned())));
            let unit = about.map(|about| about.unit.clone()).filter(|unit| !unit.is_empty());
            let said = said.chain(unit.map(|unit| (About::Unit, unit))).collect();
            let was = own_code.filter(|text| *text != code).map(str::to_owned);
            let is_coded = own_code.or(heading_code).is_none();
            block.measures.push(Measure { code: code.clone(), name, said, is_coded, was, ..Measure::default() });
            block.measures.len() - 1
        });
        block.measures[at].kinds.extend(kind);
        if let Some((Kind::Count, total)) = total {
            block.measures[at].kinds.push(Kind::OutOf);
            let source = Source::Column { letter: column_name(value), only: self.only(total) };
            block.table.rows.push((format!("{code} out of"), source));
        }
        let row = match kind {
            Some(Kind::OutOf) => format!("{code} out of"),
            Some(Kind::Percent) => format!("{code} percent"),
            Some(Kind::Count) | None => code,
        };
        block.table.rows.push((row, Source::Column { letter: column_name(value), only: self.only(self.texts) }));
    }

    /// What a column is about and what it holds of it. A count and what it is out of are one indicator; a percentage beside a count alone is another.
    fn base(&self, value: usize) -> (&str, Option<Kind>) {
        if self.is_one_pair() {
            let name = if self.named().is_empty() { self.place } else { "" };
            return (name, words::kind(self.body.name(value)));
        }
        let (base, kind) = self.body.base(value);
        let all = self.values.iter().map(|value| self.body.base(*value)).filter(|(other, _)| *other == base);
        let kinds: Vec<Option<Kind>> = all.map(|(_, kind)| kind).collect();
        let is_share = [Kind::Count, Kind::OutOf].iter().all(|kind| kinds.contains(&Some(*kind)));
        if kind.is_none() || kinds.len() == 1 || is_share { (base, kind) } else { (self.body.name(value), None) }
    }

    /// Whether all its columns are `Numerator`, `Denominator` and perhaps the percentage of what its row names.
    fn is_one_pair(&self) -> bool {
        let bare = |value: &usize| words::kind(self.body.name(*value)).filter(|_| self.body.group(*value).is_empty());
        let kinds: Vec<Option<Kind>> = self.values.iter().map(bare).collect();
        let number = |kind: Option<Kind>| kinds.iter().filter(|other| **other == kind).count();
        number(None) == 0
            && number(Some(Kind::Percent)) < 2
            && [Kind::Count, Kind::OutOf].iter().all(|kind| number(Some(*kind)) == 1)
    }

    /// What a count and its percentage are both about; nothing where they are all that a row has.
    fn shared_base(&self, value: usize) -> &str {
        let (base, kind) = self.body.base(value);
        if self.values.len() > 2 && kind.is_some() { base } else { "" }
    }

    fn name(&self, base: &str) -> String {
        let named = match self.beside(About::Name).or_else(|| self.text(About::Name)) {
            Some(name) if self.dimensions.len() < 2 || self.text(About::Code).is_some() => vec![name],
            _ => self.named(),
        };
        let is_several = self.values.len() > 1 || named.is_empty();
        let base = Some(base).filter(|base| is_several && !base.is_empty());
        named.into_iter().chain(base).map(|part| part.replace('_', " ")).collect::<Vec<_>>().join(", ")
    }

    fn named(&self) -> Vec<&str> {
        self.texts.iter().copied().filter(|text| !text.is_empty()).collect()
    }

    /// Its text in the column that says this of each row.
    fn text(&self, is: About) -> Option<&str> {
        let mut pairs = self.dimensions.iter().zip(self.texts);
        pairs.find(|(column, _)| words::about(self.body.name(**column)) == Some(is)).map(|(_, text)| *text)
    }

    /// What its first row says in a column beside.
    fn beside(&self, is: About) -> Option<&str> {
        let sheet = self.body.sheet;
        let mut columns = self.body.columns.iter().copied();
        let column = columns.find(|column| words::about(self.body.name(*column)) == Some(is))?;
        let has_texts = |row: &usize| {
            self.dimensions.iter().zip(self.texts).all(|(column, text)| sheet.text(*row, *column) == *text)
        };
        let row = self.body.rows.iter().copied().find(has_texts)?;
        Some(sheet.text(row, column)).filter(|text| !text.is_empty())
    }
}

/// A heading that is a code already: `CLA18`, `Section47_rate` is none.
fn is_code(heading: &str) -> bool {
    heading.len() < 12
        && heading.starts_with(|c: char| c.is_ascii_uppercase())
        && heading.contains(|c: char| c.is_ascii_digit())
        && !heading.contains(|c: char| c.is_ascii_lowercase() || c == ' ')
}
