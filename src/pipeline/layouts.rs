//! A paper's layout with its options, and the faces of the page.
//!
//! Commentary for a place that no layout of the project offers is reported.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Chosen, Project, Selection};
use crate::assets;
use crate::diag::{Code, Diagnostic, FileIndex, did_you_mean};
use crate::digest::sha256;
use crate::load::raw::{RawPaper, RawTheme, Text};
use crate::load::{BASE, BUILT_IN, Layout, Options, RawProject, read_layout};
use crate::model::{DEFAULT_LAYOUT, Paper};
use crate::typeset::{Faces, NoTypeface, face_fault};
use crate::validate::ratings;

/// What the project's pages are set in: its own typeface, or the bundled one.
pub fn faces(raw: &RawProject) -> (Cow<'static, Faces>, Option<Diagnostic>) {
    let bundled = Cow::Borrowed(Faces::bundled());
    let Some(typeface) = raw.manifest.brand.as_ref().and_then(|brand| brand.typeface.as_ref()) else {
        return (bundled, None);
    };
    for face in &raw.faces {
        let Some(fault) = face_fault(face) else { continue };
        let path = raw.inputs.iter().find(|(_, bytes)| *bytes == face).map_or("fonts", |(path, _)| path);
        let diagnostic = Diagnostic::new(Code::Typeface, format!("`{path}` {fault}")).at(typeface.span);
        return (
            bundled,
            Some(
                diagnostic.hint(
                    "take the file anew from where the typeface comes from, or take it out of the folder `fonts`",
                ),
            ),
        );
    }
    match Faces::with(typeface.value.trim(), &raw.faces) {
        Ok(faces) => (Cow::Owned(faces), None),
        Err(error) => {
            let hint = match &error {
                NoTypeface::NotFound { found, .. } if found.is_empty() => {
                    "put its TrueType or OpenType files into the project's folder `fonts`".to_owned()
                }
                NoTypeface::NotFound { found, .. } => format!("the files there hold: {}", found.join(", ")),
                NoTypeface::FaceMissing(..) => "add the file of that face to the folder `fonts`".to_owned(),
            };
            (bundled, Some(Diagnostic::new(Code::Typeface, error.to_string()).at(typeface.span).hint(hint)))
        }
    }
}

/// What is wrong with a text for which no paper has a place. Other headings are indicators, which `validate` knows.
fn unprinted(heading: &Text, themes: &[RawTheme], offers: &[(String, Vec<String>)]) -> Option<Diagnostic> {
    let is_code = themes.iter().flat_map(|theme| &theme.indicators).any(|it| it.code.value == heading.value);
    let of_theme = |word: &str| themes.iter().any(|theme| theme.name.value.to_lowercase() == word.to_lowercase());
    let slot = |word: &str| match word.trim().to_lowercase().as_str() {
        "summary" => Some("Summary"),
        "recommendation" | "recommendations" => Some("Recommendation"),
        "you told us" => Some("You told us"),
        "what happens next" => Some("What happens next"),
        "have your say" => Some("Have your say"),
        word => of_theme(word).then_some("theme"),
    };
    let whole = || Some((slot(&heading.value)?, ""));
    let of_paper = || {
        let (word, key) = heading.value.rsplit_once(" for ")?;
        Some((slot(word)?, key))
    };
    let (slot, key) = whole().or_else(of_paper).filter(|_| !is_code)?;
    let mut papers = offers.iter().filter(|(paper, _)| key.is_empty() || paper == key.trim()).peekable();
    // That there is no such paper has been said.
    if papers.peek().is_none() || papers.any(|(_, slots)| slots.iter().any(|offered| offered == slot)) {
        return None;
    }
    let message = format!("no paper prints `{}`", heading.value);
    let hint = format!("their layouts have no place for `{slot}`: `panelpack layout list` prints which have");
    Some(Diagnostic::new(Code::UnprintedSlot, message).at(heading.span).hint(hint))
}

impl Project {
    /// Reports papers whose layout or options do not exist, and commentary that none of them prints.
    pub(super) fn check_layouts(&mut self) {
        let mut offers: Vec<(String, Vec<String>)> = Vec::new();
        for place in 0..self.raw.manifest.papers.len() {
            match self.layout_of(place) {
                Ok(layout) => {
                    ratings(&layout.ratings).report_to(&mut self.diagnostics);
                    offers.push((self.raw.manifest.papers[place].key.value.clone(), layout.manifest.slots));
                }
                Err(diagnostic) => self.diagnostics.push(*diagnostic),
            }
        }
        // A layout that cannot be read may have offered the place.
        if offers.len() < self.raw.manifest.papers.len() {
            return;
        }
        let slots = self.raw.commentary.iter().flat_map(|file| &file.slots);
        let unprinted =
            slots.filter_map(|slot| unprinted(&slot.heading, &self.raw.themes, &offers)).collect::<Vec<_>>();
        self.diagnostics.extend(unprinted);
    }

    /// The layout of a paper, counted as in the manifest, with options that it has.
    fn layout_of(&mut self, paper: usize) -> Result<Layout, Box<Diagnostic>> {
        let RawPaper { layout, key, options, .. } = &self.raw.manifest.papers[paper];
        let options = options.clone();
        let (name, span) = match layout {
            Some(layout) => (layout.value.clone(), layout.span),
            None => (DEFAULT_LAYOUT.to_owned(), key.span),
        };
        let placed = |diagnostic: Box<Diagnostic>, span| {
            if diagnostic.primary().is_none() { Box::new(diagnostic.at(span)) } else { diagnostic }
        };
        let layout = self.layout(&name).map_err(|diagnostic| placed(diagnostic, span))?;
        let written = options.iter().map(|(name, value)| (name.value.as_str(), value.value.as_str()));
        let place =
            |wrong: &str| options.iter().find(|(name, _)| name.value == wrong).map_or(span, |(name, _)| name.span);
        match layout.options(written) {
            Ok(_) => Ok(layout),
            Err((wrong, diagnostic)) => Err(placed(diagnostic, place(wrong))),
        }
    }

    /// A layout: the built-in files of this name, each replaced by the project's own where there is one.
    pub(super) fn layout(&mut self, name: &str) -> Result<Layout, Box<Diagnostic>> {
        let mut files: BTreeMap<String, FileIndex> = BTreeMap::new();
        let built_in = assets::layout(name);
        for (path, text) in built_in.iter().flat_map(|layout| layout.files) {
            files.insert((*path).to_owned(), self.built_in(&format!("{name}/{path}"), text));
        }
        let own = self
            .raw
            .templates
            .iter()
            .filter_map(|(path, file)| Some((path.strip_prefix(name)?.strip_prefix('/')?, *file)));
        files.extend(own.map(|(path, file)| (path.to_owned(), file)));
        if files.is_empty() || name == BASE {
            let known = assets::LAYOUTS.iter().map(|layout| layout.name);
            return Err(Box::new(
                Diagnostic::new(Code::UnknownLayout, format!("there is no layout `{name}`"))
                    .hint_if(did_you_mean(name, known))
                    .hint("`panelpack layout list` prints those that are built in"),
            ));
        }
        // What layouts share: built in, else the project's for all of them, else its own for this one.
        for (path, text) in assets::BASE {
            let for_all = self.raw.templates.get(*path).copied();
            let shared = for_all.unwrap_or_else(|| self.built_in(path, text));
            files.entry((*path).to_owned()).or_insert(shared);
        }
        read_layout(name, files, &self.raw.sources).map_err(Box::new)
    }

    /// Fingerprints of a layout's files, by path.
    pub(super) fn layout_fingerprints(&self, name: &str) -> BTreeMap<String, String> {
        let own = |path: &str| self.raw.templates.get(path).map(|file| self.raw.sources.text(*file));
        let built_in = assets::layout(name).into_iter().flat_map(|layout| layout.files.iter().copied());
        let mut texts: BTreeMap<String, &str> = built_in.map(|(path, text)| (path.to_owned(), text)).collect();
        texts.extend(assets::BASE.iter().map(|(path, text)| ((*path).to_owned(), own(path).unwrap_or(text))));
        let of_layout = self.raw.templates.iter().filter_map(|(path, file)| {
            Some((path.strip_prefix(name)?.strip_prefix('/')?.to_owned(), self.raw.sources.text(*file)))
        });
        texts.extend(of_layout);
        texts.into_iter().map(|(path, text)| (path, sha256(text.as_bytes()))).collect()
    }

    /// A built-in file of `templates/` in the source map.
    fn built_in(&mut self, path: &str, text: &str) -> FileIndex {
        let shown = format!("templates/{path}{BUILT_IN}");
        self.raw.sources.find(&shown).unwrap_or_else(|| self.raw.sources.add(shown, text))
    }

    /// The layout that a paper is set in, with its options: the selection's before the paper's own, where they are of the same layout.
    pub(super) fn laid_out(
        &mut self,
        chosen: &Chosen,
        selection: &Selection,
    ) -> Result<(Layout, Options), Box<Diagnostic>> {
        let Paper { layout: own, options, .. } = self.scorecard.papers[chosen.paper].clone();
        let name = selection.layout.as_ref().unwrap_or(&own);
        let layout = self.layout(name)?;
        let kept = options.iter().filter(|_| *name == own);
        let written = kept.chain(&selection.options).map(|(name, value)| (name.as_str(), value.as_str()));
        let options = layout.options(written).map_err(|(_, diagnostic)| diagnostic)?;
        Ok((layout, options))
    }
}
