//! Which texts a month needs, where they are written, and which of them are there.

use std::collections::BTreeSet;

use crate::load::raw::{RawCommentary, RawSlot};
use crate::model::{Commentary, IndicatorCode, Period, SlotName};
use crate::page::IndicatorView;

use super::known::{Known, PaperOfMonth, owner};

/// What is off target in any paper that prints texts, each once, in page order.
pub fn needs(papers: &[PaperOfMonth]) -> Vec<&IndicatorView> {
    let mut seen = BTreeSet::new();
    let views = papers.iter().filter(|paper| paper.prints_texts).flat_map(|paper| paper.view.indicators());
    let needed = views.filter(|it| crate::view::is_off_target(&it.rating));
    needed.filter(|it| seen.insert(it.code.as_str())).collect()
}

/// A file of commentary.
pub struct TextFile<'p> {
    /// Its path in the project.
    pub path: &'p str,
    /// Its name in its folder, without the ending.
    pub stem: &'p str,
    /// As it was read.
    pub raw: &'p RawCommentary,
}

impl<'p> TextFile<'p> {
    /// Whom it names as its author.
    pub fn author(&self) -> Option<&'p str> {
        self.raw.author.as_ref().map(|author| author.value.as_str())
    }

    /// What stands under a heading.
    pub fn slot(&self, heading: &str) -> Option<&'p RawSlot> {
        self.raw.slots.iter().find(|slot| slot.heading.value.trim() == heading)
    }
}

/// The files of commentary of a period.
pub fn files(project: Known<'_>, period: Period) -> Vec<TextFile<'_>> {
    let folder = period.file_name();
    let of_it = project.raw.commentary.iter().filter(move |file| file.period.value == folder);
    let named = of_it.map(|raw| {
        let path = project.raw.sources.path(raw.period.span.file());
        let name = path.rsplit('/').next().unwrap_or(path);
        TextFile { path, stem: name.rsplit_once('.').map_or(name, |(stem, _)| stem), raw }
    });
    named.collect()
}

/// The latest period before, of the same length, in which anything was written.
pub fn before(project: Known<'_>, period: Period) -> Option<Period> {
    let texts = project.scorecard.commentary.iter().map(|text| text.period);
    let earlier = texts.filter(|it| it.frequency() == period.frequency() && it.end() < period.end());
    earlier.max_by_key(|it| it.end())
}

/// What was written about an indicator in a period.
pub fn text_of<'p>(project: Known<'p>, code: &str, period: Period) -> Option<&'p Commentary> {
    let is_own = |text: &&Commentary| {
        text.period == period && matches!(&text.slot, SlotName::Indicator(own) if own.as_str() == code)
    };
    project.scorecard.commentary.iter().find(is_own)
}

/// Whose text it is: the owner of the indicator.
pub fn owner_of<'p>(project: Known<'p>, code: &str, period: Period) -> Option<&'p str> {
    project.scorecard.indicator(code).and_then(|indicator| owner(indicator, period))
}

/// Whether a heading names an indicator.
pub fn is_code(project: Known<'_>, heading: &str) -> bool {
    IndicatorCode::new(heading).is_ok_and(|code| project.scorecard.indicator(code.as_str()).is_some())
}
