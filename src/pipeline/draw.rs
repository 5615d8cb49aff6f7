//! The charts that a layout asked for.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::json;

use crate::chart::{self, Drawing, Word};
use crate::model::RatingLooks;
use crate::page::PaperView;
use crate::render::{ChartKind, ChartRequest};
use crate::typeset::VirtualFile;

/// Draws every chart that was asked for, in parallel, in document order; the words of a picture that has none in it follow it.
pub fn draw(
    requests: &[ChartRequest],
    paper: &PaperView,
    palette: chart::Palette,
    looks: &RatingLooks,
) -> Vec<VirtualFile> {
    let views: BTreeMap<&str, _> = paper.indicators().map(|view| (view.code.as_str(), view)).collect();
    let draw = |request: &ChartRequest| -> Vec<VirtualFile> {
        let view = views[request.code.as_str()];
        let size = chart::Size { width: request.width, height: request.height };
        let breakdown = || view.breakdowns.iter().find(|breakdown| Some(&breakdown.by) == request.by.as_ref());
        let drawing = match request.kind {
            ChartKind::Trend => Some(chart::trend(&view.trend, size, palette)),
            ChartKind::Sparkline => Some(chart::sparkline(&view.sparkline, size, palette, looks)),
            ChartKind::History => Some(chart::history(&view.history, size, palette, looks)),
            ChartKind::Small => Some(chart::small(&view.small, size, palette, looks)),
            ChartKind::Severity => Some(chart::severity(&view.strip, size, looks)),
            ChartKind::Spc => view.spc.as_ref().map(|spc| chart::spc(&spc.chart, size)),
            ChartKind::Position => Some(chart::position(&view.position, size, palette)),
            ChartKind::Place => Some(chart::place(&view.position, size, palette)),
            ChartKind::Dots => {
                paper.plain.item(&request.code).and_then(|item| item.dots).map(|it| chart::dots(it, size, looks))
            }
            ChartKind::Strip => Some(chart::strip(&view.strip, size, looks)),
            ChartKind::Bars => breakdown().map(|it| chart::bars(&it.chart, size, palette)),
            ChartKind::Multiples => breakdown().map(|it| chart::multiples(&it.multiples, size, palette, looks)),
        };
        files(request, drawing)
    };
    requests.par_iter().flat_map_iter(draw).collect()
}

fn files(request: &ChartRequest, drawing: Option<Drawing>) -> Vec<VirtualFile> {
    let file = |path: &str, content: String| {
        let path = path.trim_start_matches('/').to_owned();
        VirtualFile { path, content: content.into_bytes(), file: None, parsed: None }
    };
    match (drawing, &request.words) {
        (None, _) => vec![file(&request.path, String::new())],
        (Some(drawing), None) if drawing.words().next().is_none() => {
            vec![file(&request.path, drawing.with_joined_dashes())]
        }
        (Some(drawing), None) => vec![file(&request.path, chart::with_words(&drawing))],
        (Some(drawing), Some(path)) => vec![file(path, words(&drawing)), file(&request.path, drawing.joined())],
    }
}

/// What `base/parts.typ` reads: the width that places and sizes are of, and each word with its place, size, weight, colour and text.
fn words(drawing: &Drawing) -> String {
    let hundredths = |points: f64| (points * 100.0).round() / 100.0;
    let word = |word: Word<'_>| {
        let [x, y, size] = [word.start.0, word.start.1, word.size].map(hundredths);
        json!([x, y, size, word.weight, word.colour.to_string(), word.text])
    };
    json!({"width": hundredths(drawing.size.width), "words": drawing.words().map(word).collect::<Vec<_>>()}).to_string()
}
