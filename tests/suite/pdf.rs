//! What travels in the PDF, read with an independent parser; what it says to its readers: `accessibility`.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, String as PdfString};

use crate::matrix::papers;

fn northbridge() -> Pdf {
    let paper = papers().iter().find(|paper| paper.name == "northbridge parenting").expect("it is an example");
    Pdf::new(paper.pdf.clone()).expect("the file is a PDF")
}

fn catalog(pdf: &Pdf) -> Dict<'_> {
    let root = pdf.xref().root_id();
    pdf.xref().get::<Dict<'_>>(root).expect("the catalog is a dictionary")
}

fn text(dict: &Dict<'_>, key: &str) -> Option<std::string::String> {
    dict.get::<PdfString<'_>>(key.as_bytes())
        .map(|text| std::string::String::from_utf8_lossy(text.as_bytes()).into_owned())
}

#[test]
fn the_figures_travel_inside_with_a_relationship() {
    let pdf = northbridge();
    let files = catalog(&pdf).get::<Array<'_>>(b"AF".as_slice()).expect("files are associated");
    let file = files.iter::<Dict<'_>>().next().expect("one file");
    assert_eq!(
        file.get::<Name<'_>>(b"AFRelationship".as_slice()).map(|name| name.to_vec()).as_deref(),
        Some(b"Data".as_slice())
    );
    assert!(text(&file, "F").is_some_and(|name| name.contains("figures.csv")));
}
