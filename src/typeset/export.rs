//! Documents as files.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use crate::diag::Diagnostic;

use super::blame;
use super::document::Document;
use super::object_streams::pack;

/// What a PDF says about itself beyond its pages.
#[derive(Debug, Clone)]
pub struct PdfInfo {
    /// The same for every edition of one paper.
    pub ident: String,
    /// Year, month and day of the document.
    pub date: (i16, i8, i8),
    /// Whether files travel in it: PDF/A-3a, otherwise PDF/A-2a.
    pub attachments: bool,
}

/// PDF/UA-1 with PDF/A-3a (or 2a), the same bytes every time.
pub fn pdf(document: &Document, info: &PdfInfo) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let archive = if info.attachments { PdfStandard::A_3a } else { PdfStandard::A_2a };
    let (year, month, day) = info.date;
    let date = Datetime::from_ymd_hms(i32::from(year), month as u8, day as u8, 0, 0, 0);
    let options = PdfOptions {
        ident: Smart::Custom(info.ident.clone()),
        creator: Smart::Custom(Some(concat!("panelpack ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: date.map(Timestamp::new_utc),
        standards: PdfStandards::new(&[PdfStandard::Ua_1, archive])
            .expect("PDF/UA-1 goes together with PDF/A-2a and 3a"),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document.inner, &options).map(pack).map_err(|errors| errors.iter().map(blame::export).collect())
}

/// Each page as a PNG, at a resolution in dots an inch.
pub fn png(document: &Document, dpi: f32) -> Vec<Vec<u8>> {
    let options = RenderOptions { pixel_per_pt: f64::from(dpi / 72.0).into(), ..RenderOptions::default() };
    let encode = |page| {
        typst_render::render(page, &options).encode_png().expect("a page has a size and memory takes every write")
    };
    document.inner.pages().iter().map(encode).collect()
}

/// Each page as an SVG.
pub fn svg(document: &Document) -> Vec<String> {
    document.inner.pages().iter().map(|page| typst_svg::svg(page, &SvgOptions::default())).collect()
}
