//! Figures as a recipe reads them, and what of them does not fit together.

use std::collections::BTreeMap;

use crate::model::{Frequency, Period};

use super::entry::Entry;
use super::fault::{Fault, same_place};
use super::figure;
use super::heading::Reading;

/// What a recipe reads.
#[derive(Debug, Default)]
pub struct Applied {
    pub files: Vec<FigureFile>,
    /// What was found beside it, in sentences: new rows, columns and sheets that the recipe does not know.
    pub notes: Vec<String>,
    /// What cannot be right, in sentences: percentages that are not what their counts make, months far from all others.
    pub differing: Vec<String>,
    /// Signs in place of figures, with their number and first place.
    pub symbols: BTreeMap<String, (usize, String)>,
    pub readings: Vec<Reading>,
    /// Numbers over columns that were read as days, with their cells.
    pub serials: Vec<String>,
}

/// Months between one that is read and the next to it, from which on a slip is likelier than a gap.
const FAR: i32 = 24;

/// A file of figures of one frequency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureFile {
    /// Without its ending.
    pub name: String,
    pub frequency: Frequency,
    /// By the names of rows, in the order of the file that was read.
    pub rows: Vec<(String, BTreeMap<Period, Entry>)>,
}

impl FigureFile {
    /// All its periods in order.
    pub fn periods(&self) -> Vec<Period> {
        let mut periods: Vec<Period> = self.rows.iter().flat_map(|(_, row)| row.keys().copied()).collect();
        periods.sort_unstable();
        periods.dedup();
        periods
    }
}

impl Applied {
    /// Puts a figure into its file; a fault where another cell says it otherwise.
    pub(super) fn put(&mut self, name: &str, row: &str, period: Period, entry: Entry) -> Option<Fault> {
        let frequency = period.frequency();
        let at =
            self.files.iter().position(|file| file.name == name && file.frequency == frequency).unwrap_or_else(|| {
                self.files.push(FigureFile { name: name.to_owned(), frequency, rows: Vec::new() });
                self.files.len() - 1
            });
        let rows = &mut self.files[at].rows;
        let at = rows.iter().position(|(other, _)| other == row).unwrap_or_else(|| {
            rows.push((row.to_owned(), BTreeMap::new()));
            rows.len() - 1
        });
        match rows[at].1.get(&period) {
            Some(other) if other.text != entry.text => {
                let message =
                    format!("{} and {} both say {row} for {period}, and not the same", other.place, entry.place);
                Some(Fault::new(message, same_place(&other.place, &entry.place)))
            }
            Some(_) => None,
            None => {
                rows[at].1.insert(period, entry);
                None
            }
        }
    }

    /// A month far from all others has a slip in its heading, as `Apr-32` for `Apr-23`.
    pub(super) fn name_far_months(&mut self) {
        for file in self.files.iter().filter(|file| file.frequency == Frequency::Month) {
            let periods = file.periods();
            let [first, second, .., before, last] = periods[..] else { continue };
            for (end, next) in [(first, second), (last, before)] {
                if end.months_since(next).abs() > FAR {
                    let entry = file.rows.iter().find_map(|(_, entries)| entries.get(&end));
                    let place = entry.map_or("", |entry| entry.place.as_str());
                    let (end, next) = (end.label(), next.label());
                    self.differing.push(format!(
                        "{place}: {end} is years from {next}, the month next to it: look at its heading"
                    ));
                }
            }
        }
    }

    /// Percentages beside counts are held against them and taken away: figures are made of counts.
    pub(super) fn compare_percentages(&mut self) {
        for file in &mut self.files {
            let (percentages, rows) =
                std::mem::take(&mut file.rows).into_iter().partition(|(name, _)| name.ends_with(" percent"));
            file.rows = rows;
            let percentages: Vec<(String, BTreeMap<Period, Entry>)> = percentages;
            for (name, stated) in percentages {
                let code = name.trim_end_matches(" percent");
                let row = |name: &str| file.rows.iter().find(|(other, _)| other == name).map(|(_, row)| row);
                let Some((counts, out_of)) = row(code).zip(row(&format!("{code} out of"))) else { continue };
                for (period, entry) in &stated {
                    let Some((count, base)) = counts.get(period).zip(out_of.get(period)) else { continue };
                    if figure::differs(&entry.text, &count.text, &base.text) {
                        self.differing.push(format!(
                            "{}: {} is not {} of {} ({code}, {period})",
                            entry.place, entry.text, count.text, base.text
                        ));
                    }
                }
            }
        }
    }
}

impl FigureFile {
    /// Years and quarters of what has months lie in files of their own, since a code stands once in a file.
    pub(super) fn name_by_frequency(&mut self) {
        let ending = match self.frequency {
            Frequency::Month => "",
            Frequency::Quarter => "-quarters",
            Frequency::Year => "-years",
            Frequency::AcademicYear => "-academic-years",
            Frequency::CalendarYear => "-calendar-years",
        };
        self.name.push_str(ending);
    }
}
