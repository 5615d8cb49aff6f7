//! What the PDF's own structure says, read with an independent parser.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use panelpack::pipeline::Selection;

use crate::common::{compile, example, pdf};

fn northbridge() -> Pdf {
    let mut papers = compile(&example("northbridge"), &Selection::default());
    Pdf::new(pdf(&mut papers[0])).expect("the file is a PDF")
}

fn catalog(pdf: &Pdf) -> Dict<'_> {
    let root = pdf.xref().root_id();
    pdf.xref().get::<Dict<'_>>(root).expect("the catalog is a dictionary")
}

fn text(dict: &Dict<'_>, key: &str) -> Option<std::string::String> {
    dict.get::<PdfString<'_>>(key.as_bytes())
        .map(|text| std::string::String::from_utf8_lossy(text.as_bytes()).into_owned())
}

/// Every structure element's type, with its attributes, in reading order.
fn structure<'a>(dict: &Dict<'a>, found: &mut Vec<(std::string::String, Dict<'a>)>) {
    if let Some(name) = dict.get::<Name<'_>>(b"S".as_slice()) {
        found.push((std::string::String::from_utf8_lossy(&name).into_owned(), dict.clone()));
    }
    if let Some(kids) = dict.get::<Array<'_>>(b"K".as_slice()) {
        for kid in kids.iter::<Object<'_>>() {
            if let Object::Dict(kid) = kid {
                structure(&kid, found);
            }
        }
    } else if let Some(kid) = dict.get::<Dict<'_>>(b"K".as_slice()) {
        structure(&kid, found);
    }
}

fn elements<'a>(pdf: &'a Pdf) -> Vec<(std::string::String, Dict<'a>)> {
    let tree = catalog(pdf).get::<Dict<'_>>(b"StructTreeRoot".as_slice()).expect("the document is tagged");
    let mut found = Vec::new();
    structure(&tree, &mut found);
    found
}

#[test]
fn the_language_is_british_english() {
    assert_eq!(text(&catalog(&northbridge()), "Lang").as_deref(), Some("en-GB"));
}

#[test]
fn headings_start_at_one_and_skip_no_level() {
    let pdf = northbridge();
    let mut last = 0;
    let mut count = 0;
    for (kind, _) in elements(&pdf) {
        let Some(level) = kind.strip_prefix('H').and_then(|level| level.parse::<usize>().ok()) else { continue };
        assert!(level <= last + 1, "H{level} follows H{last}");
        last = level;
        count += 1;
    }
    assert!(count > 30, "{count} headings");
}

#[test]
fn tables_have_column_and_row_headers() {
    let pdf = northbridge();
    let scope = |attributes: &Dict<'_>| {
        attributes
            .get::<Name<'_>>(b"Scope".as_slice())
            .map(|name| std::string::String::from_utf8_lossy(&name).into_owned())
    };
    let mut scopes = Vec::new();
    for (_, dict) in elements(&pdf).iter().filter(|(kind, _)| kind == "TH") {
        let own = dict.get::<Dict<'_>>(b"A".as_slice()).and_then(|a| scope(&a));
        let listed =
            dict.get::<Array<'_>>(b"A".as_slice()).and_then(|list| list.iter::<Dict<'_>>().find_map(|a| scope(&a)));
        scopes.push(own.or(listed).unwrap_or_default());
    }
    assert!(scopes.iter().any(|scope| scope == "Column") && scopes.iter().any(|scope| scope == "Row"));
    assert!(scopes.iter().all(|scope| !scope.is_empty()), "a header without scope");
}

#[test]
fn every_figure_has_an_alternative_text_of_its_own() {
    let pdf = northbridge();
    let alts: Vec<_> = elements(&pdf)
        .iter()
        .filter(|(kind, _)| kind == "Figure")
        .map(|(_, dict)| dict.contains_key(b"Alt".as_slice()))
        .collect();
    assert!(alts.len() >= 20 && alts.iter().all(|alt| *alt), "{} figures", alts.len());
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

#[test]
fn the_bookmarks_name_the_sections() {
    assert!(catalog(&northbridge()).contains_key(b"Outlines".as_slice()));
}
