//! What travels in the PDF and how it is packed, read with an independent parser; what it says to its readers: `accessibility`.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

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

/// The object streams of a PDF.
fn object_streams(pdf: &Pdf) -> Vec<Stream<'_>> {
    let is_one =
        |stream: &Stream<'_>| stream.dict().get::<Name<'_>>(b"Type".as_slice()).is_some_and(|name| *name == *b"ObjStm");
    pdf.objects().into_iter().filter_map(Object::into_stream).filter(is_one).collect()
}

/// The bytes that a PDF would have with each object by itself, and a table of all of them.
fn unpacked(pdf: &Pdf) -> usize {
    let streams = object_streams(pdf);
    let content = |stream: &Stream<'_>| stream.decoded().expect("it can be read").len();
    let gained: usize = streams.iter().map(|stream| content(stream) - stream.raw_data().len()).sum();
    // `1234 0 obj`, `endobj`, three ends of lines, and twenty bytes in the table; in a stream it has its number and its place, and one end of a line.
    let heads: usize = streams
        .iter()
        .map(|stream| {
            let number = |key: &str| stream.dict().get::<i32>(key.as_bytes()).expect("it has one") as usize;
            number("N") * ("1234 0 obj\n".len() + "\nendobj\n".len() + 20 - 1) - number("First")
        })
        .sum();
    pdf.data().as_ref().len() + gained + heads
}

/// Nine tenths of what is no stream are elements of the structure tree.
#[test]
fn what_is_no_stream_lies_in_object_streams() {
    for paper in papers() {
        let pdf = Pdf::new(paper.pdf.clone()).expect("the file is a PDF");
        let streams = pdf.objects().into_iter().filter(|object| matches!(object, Object::Stream(_))).count();
        let by_themselves = paper.pdf.windows(6).filter(|it| it[0].is_ascii_digit() && it[1..] == *b" obj\n").count();
        assert!(!object_streams(&pdf).is_empty(), "{}", paper.name);
        assert_eq!(by_themselves, streams, "{}", paper.name);
    }
    let pdf = northbridge();
    let (now, before) = (pdf.data().as_ref().len(), unpacked(&pdf));
    assert!(now * 100 < before * 45, "{now} of {before} bytes");
}
