//! What `check` looks at beyond the project's files: the layouts that papers use, the logo, and what `publish` will ask for. Nothing is set.

use super::{Chosen, Project, Selection, Timings};
use crate::assets;
use crate::diag::{Code, Diagnostic, Severity, has_errors, sort};
use crate::load::{BASE, Layout};
use crate::render;
use crate::typeset::{self, VirtualFile};

impl Project {
    /// Renders and parses the layouts that papers use where they are the project's own, and decodes the logo; what stands in the way of a paper, or of its
    /// publication, joins the diagnostics.
    pub fn look_closer(&mut self) {
        if self.has_errors() {
            return;
        }
        let mut found = self.logo_fault().into_iter().collect::<Vec<_>>();
        for paper in 0..self.scorecard.papers.len() {
            found.extend(self.layout_faults(paper).into_iter().filter(|it| it.severity() == Severity::Error));
        }
        if !has_errors(&found) {
            found.extend(self.before_publication());
            found.extend(self.about_texts());
        }
        self.diagnostics.extend(found);
        sort(&mut self.diagnostics);
    }

    fn logo_fault(&self) -> Option<Diagnostic> {
        let (logo, bytes) = self.scorecard.brand.logo.as_ref().zip(self.raw.logo.as_ref())?;
        if typeset::can_draw(logo.kind, bytes) {
            return None;
        }
        let file = self.raw.manifest.brand.as_ref()?.logo.as_ref()?.file.as_ref()?;
        let message = format!("the logo `{}` cannot be drawn", file.value);
        let hint = "open it in the program that made it and save it again as SVG or PNG";
        Some(Diagnostic::new(Code::Logo, message).at(file.span).hint(hint))
    }

    fn layout_faults(&mut self, paper: usize) -> Vec<Diagnostic> {
        let key = self.scorecard.papers[paper].key.clone();
        let name = self.scorecard.papers[paper].layout.clone();
        if !self.is_own(&name) {
            return Vec::new();
        }
        let Ok(layout) = self.layout(&name) else { return Vec::new() };
        let parsed = typeset::parse(&self.sources_of(&layout));
        let templates = render::templates(&layout, &self.raw.sources);
        if !parsed.is_empty() || !templates.is_empty() {
            return parsed.into_iter().chain(templates).collect();
        }
        let selection = Selection { paper: Some(key), ..Selection::default() };
        let chosen: Vec<Chosen> = self.select(&selection).into_parts().0;
        // A paper that has no figures yet has nothing to show its layout.
        let Some(chosen) = chosen.first() else { return Vec::new() };
        let (expanded, mut found) = self.expand(chosen, &selection, &mut Timings::default()).into_parts();
        found.extend(typeset::parse(&expanded.files));
        found
    }

    /// Whether any file of a layout is the project's; built-in ones are tested where they are made.
    fn is_own(&self, layout: &str) -> bool {
        let below = |path: &String, folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        assets::layout(layout).is_none()
            || self.raw.templates.keys().any(|path| below(path, layout) || below(path, BASE))
    }

    /// The files of a layout that are Typst as they are.
    fn sources_of(&self, layout: &Layout) -> Vec<VirtualFile> {
        let typst = layout.files.iter().filter(|(path, _)| path.ends_with(".typ"));
        let file = |(path, file): (&String, &crate::diag::FileIndex)| VirtualFile {
            path: path.clone(),
            content: self.raw.sources.text(*file).as_bytes().to_vec(),
            file: Some(*file),
            parsed: None,
        };
        typst.map(file).collect()
    }
}
