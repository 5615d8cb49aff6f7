//! The charts that a layout asked for.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::chart;
use crate::model::RatingLooks;
use crate::page::PaperView;
use crate::render::{ChartKind, ChartRequest};
use crate::typeset::VirtualFile;

/// Draws every chart that was asked for, in parallel, in document order.
pub fn draw(
    requests: &[ChartRequest],
    paper: &PaperView,
    palette: chart::Palette,
    looks: &RatingLooks,
) -> Vec<VirtualFile> {
    let views: BTreeMap<&str, _> = paper.indicators().map(|view| (view.code.as_str(), view)).collect();
    let draw = |request: &ChartRequest| {
        let view = views[request.code.as_str()];
        let size = chart::Size { width: request.width, height: request.height };
        let breakdown = || view.breakdowns.iter().find(|breakdown| Some(&breakdown.by) == request.by.as_ref());
        let svg = match request.kind {
            ChartKind::Trend => chart::trend(&view.trend, size, palette),
            ChartKind::Sparkline => chart::sparkline(&view.sparkline, size, palette),
            ChartKind::Spc => view.spc.as_ref().map_or_else(String::new, |spc| chart::spc(&spc.chart, size)),
            ChartKind::Position => chart::position(&view.position, size, palette),
            ChartKind::Strip => chart::strip(&view.strip, size, looks),
            ChartKind::Bars => breakdown().map_or_else(String::new, |it| chart::bars(&it.chart, size, palette)),
            ChartKind::Multiples => {
                breakdown().map_or_else(String::new, |it| chart::multiples(&it.multiples, size, palette))
            }
        };
        VirtualFile { path: request.path.trim_start_matches('/').to_owned(), content: svg.into_bytes(), file: None }
    };
    requests.par_iter().map(draw).collect()
}
