//! [`RawProject`] to [`Scorecard`]: every name known, every figure possible, every text printable.
//!
//! One concern a file; each pushes what it finds and goes on, so that one run shows everything.
//!
//! A fault whose cause has been reported is not reported again: a file of definitions that cannot be read makes no code unknown.
//!
//! A missing glyph would fail the export, so every text is checked here against the page's face, with its field and the character.

mod absent;
mod alone;
mod amount;
mod benchmarks;
mod brand;
mod cell;
mod commas;
mod commentary;
mod corrections;
mod cut;
mod definitions;
mod explain;
mod figures;
mod gaps;
mod glyphs;
mod habits;
mod header;
mod in_text;
mod meetings;
mod papers;
mod pasted;
mod period_files;
mod places;
mod published;
mod ratings;
mod references;
mod relations;
mod small_numbers;
mod spc;
mod target;
mod words;

use crate::diag::Checked;
use crate::figures::Figures;
use crate::load::RawProject;
use crate::model::{Coverage, Scorecard};

pub use places::Places;
pub use ratings::ratings;
pub use references::read as read_reference;
pub use target::goal_span;
use words::Words;

/// A project in order: what is defined, what was measured, and where both stand.
#[derive(Debug)]
pub struct Validated {
    /// Definitions, benchmarks, commentary, papers.
    pub scorecard: Scorecard,
    /// The true figures.
    pub figures: Figures,
    /// For the checks that follow.
    pub places: Places,
}

/// Checks what was read. It holds whatever was in order; with errors among the diagnostics it must not be printed.
///
/// `coverage` says which characters the page's typeface can show.
pub fn validate(raw: &RawProject, coverage: &Coverage) -> Checked<Validated> {
    let mut words = Words::new(&raw.sources, coverage, !raw.definitions_unread);
    let calendar = papers::calendar(&raw.manifest, &mut words);
    words.set_calendar(calendar);
    let (themes, known) = definitions::themes(raw, &mut words);
    let organisation = words.optional(raw.manifest.organisation.as_ref(), "organisation").unwrap_or_default();
    let mut places = Places::default();
    let tables = figures::figures(raw, &themes, &known, &mut places, &mut words);
    if !raw.figures_unread {
        absent::none(&tables, &themes, &known, &mut words);
    }
    relations::boundaries(&themes, raw, &tables.figures, &mut words);
    absent::missing(&tables, &themes, &known, &mut words);
    period_files::check(raw, &tables, &mut words);
    in_text::allowed(raw, &mut words);
    alone::counts(&themes, &places, &mut words);
    let (area, neighbours, benchmark_old_after) = papers::comparison(&raw.manifest, &mut words);
    let papers = papers::papers(&raw.manifest, &known, &mut words);
    let working_days = papers::working_days(&raw.manifest, &mut words);
    let meetings = meetings::meetings(&raw.manifest, (&papers, &working_days), &tables.figures, &mut words);
    let scorecard = Scorecard {
        short_name: words
            .optional(raw.manifest.short_name.as_ref(), "short_name")
            .unwrap_or_else(|| organisation.clone()),
        organisation,
        brand: brand::brand(raw, &mut words),
        notice: words.optional(raw.manifest.notice.as_ref(), "notice"),
        calendar,
        working_days,
        small_numbers: small_numbers::small_numbers(&raw.manifest, &known, &mut words),
        attach: papers::attach(&raw.manifest, &mut words),
        meetings,
        papers,
        extracted: tables.extracted,
        figure_sources: tables.sources,
        releases: benchmarks::releases(raw, &themes, &known, &mut words),
        area,
        neighbours,
        benchmark_old_after,
        commentary: commentary::commentary(raw, &known, &themes, &mut places, &mut words),
        actions: papers::actions(raw, &known, &mut words),
        corrections: corrections::corrections(raw, &known, &mut words),
        revisions: corrections::policy(raw.manifest.revisions.as_ref(), &mut words),
        events: words.events(&raw.manifest.events),
        breaks: words.breaks(&raw.manifest.breaks),
        themes,
    };
    places.definitions = known;
    Checked::new(Validated { scorecard, figures: tables.figures, places }, words.finish())
}
