//! What may stand in a text of people though a check asks about it.

use crate::load::RawProject;
use crate::load::raw::{RawAllowed, RawEvent};

use super::relations::allowed_in_text;
use super::words::Words;

/// Reads every `allow` that stands beside a text and not in a definition.
pub fn allowed(raw: &RawProject, words: &mut Words) {
    let indicators = || raw.themes.iter().flat_map(|theme| &theme.indicators);
    let of_events = |events: &'_ [RawEvent]| events.iter().map(|event| event.allow.clone()).collect::<Vec<_>>();
    let manifest = [of_events(&raw.manifest.events), of_events(&raw.manifest.breaks)];
    let definitions = indicators().flat_map(|it| [of_events(&it.events), of_events(&it.breaks)]);
    let events = manifest.into_iter().chain(definitions).flatten();
    let slots = raw.commentary.iter().flat_map(|file| &file.slots).map(|slot| slot.allow.clone());
    let rows = raw.tables.iter().flat_map(|table| &table.rows);
    let cells = rows.flat_map(|row| row.cells.iter().flatten()).map(|cell| cell.allow.clone());
    let actions = raw.actions.iter().map(|action| action.allow.clone());
    let corrections = raw.corrections.iter().map(|correction| correction.allow.clone());
    let all = events.chain(slots).chain(cells).chain(actions).chain(corrections);
    for allow in all.filter(|allow: &RawAllowed| !allow.is_empty()) {
        allowed_in_text(&allow, words);
    }
}
