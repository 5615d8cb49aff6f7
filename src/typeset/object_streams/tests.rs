use std::sync::LazyLock;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier};
use proptest::prelude::*;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::*;
use crate::typeset::{Faces, VirtualFile, compile};

/// Indirect objects as they are written, with number and generation, between a header and a trailer.
struct Written {
    header: &'static str,
    objects: Vec<(usize, u16, String)>,
    trailer: String,
}

impl Written {
    /// A page with a stream that looks like the end of itself, an object of a later generation, a reference alone, a free number, and what it takes to be worth packing.
    fn sample() -> Self {
        let elements: String = (20..60).map(|number| format!("{number} 0 R ")).collect();
        let drawn = "0 0 m % endstream\nendobj\n1 0 obj\n<</Length 3>>";
        let mut objects = vec![
            (1, 0, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 9 0 R>>".to_owned()),
            (2, 0, "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned()),
            (3, 0, "<</Type/Page/Parent 2 0 R/MediaBox[0 -.5 100.25 +100]/Contents 5 0 R>>".to_owned()),
            (5, 0, format!("<</Length {}>>\nstream\n{drawn}\nendstream", drawn.len())),
            (6, 2, "(of a later generation)".to_owned()),
            (7, 0, "3 0 R".to_owned()),
            (8, 0, "<</Title(a \\) and (b)\\\\)/Author<FEFF 0041>/Trapped/False>>".to_owned()),
            (9, 0, format!("<</Type/StructTreeRoot/K[{elements}]>>")),
            (10, 0, "-12.50".to_owned()),
            (11, 0, "null".to_owned()),
        ];
        objects.extend((20..60).map(|number| {
            (
                number,
                0,
                format!("<</Type/StructElem/S/P/P 9 0 R/Pg 3 0 R/Alt(row {number} of a table)/K[<</A true>>]>>"),
            )
        }));
        Self {
            header: "%PDF-1.7\n%\u{e4}\u{f6}\n\n",
            objects,
            trailer: "/Root 1 0 R/Info 8 0 R/ID[(a)<62>]".to_owned(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut file = self.header.as_bytes().to_vec();
        let size = self.objects.iter().map(|object| object.0).max().expect("there are objects") + 1;
        let mut rows = vec!["0000000000 65535 f\r\n".to_owned(); size];
        for (number, generation, body) in &self.objects {
            rows[*number] = format!("{:010} {generation:05} n\r\n", file.len());
            file.extend(format!("{number} {generation} obj\n{body}\nendobj\n\n").bytes());
        }
        let start = file.len();
        file.extend(format!("xref\n0 {size}\n{}", rows.concat()).bytes());
        file.extend(format!("trailer\n<</Size {size}{}>>\nstartxref\n{start}\n%%EOF", self.trailer).bytes());
        file
    }

    fn with(number: usize, body: &str) -> Vec<u8> {
        let mut written = Self::sample();
        written.objects.iter_mut().filter(|object| object.0 == number).for_each(|object| object.2 = body.to_owned());
        written.bytes()
    }
}

/// What typst-pdf makes of a small tagged document.
fn typeset() -> &'static [u8] {
    static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let rows: String = (0..40).map(|row| format!("[Row {row}], [≥ {row} – \"b\"],")).collect();
        let source = format!(
            "#set document(title: \"A \\\\ (paper)\", date: datetime(year: 2020, month: 11, day: 30))\n= Heading\n#link(\"https://example.org\")[A link]\n#table(columns: 2, {rows})"
        );
        let main = VirtualFile { path: "main.typ".to_owned(), content: source.into_bytes(), file: None, parsed: None };
        let (document, found) = compile(&[main], Faces::bundled()).into_parts();
        let document = document.unwrap_or_else(|| panic!("{found:?}"));
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).expect("they go together");
        let options = PdfOptions { standards, timestamp: None, ..PdfOptions::default() };
        typst_pdf::pdf(&document.inner, &options).expect("it can be exported")
    });
    &FILE
}

/// Whether an independent reader finds the same objects of these numbers in both, with the same catalog and information, or no PDF in either; with how many it found.
fn same_objects(before: &[u8], after: &[u8], numbers: Range<usize>) -> (bool, usize) {
    let (before, after) = match [before, after].map(|file| Pdf::new(file.to_vec())) {
        [Ok(before), Ok(after)] => (before, after),
        [before, after] => return (before.is_err() && after.is_err(), 0),
    };
    let mut found = 0;
    let mut is_same = |number: usize, generation: i32| {
        let id = ObjectIdentifier::new(number as i32, generation);
        let [before, after] = [&before, &after].map(|pdf| pdf.xref().get::<Object<'_>>(id));
        found += usize::from(before.is_some());
        before == after
    };
    let are_same =
        numbers.flat_map(|number| (0..3).map(move |it| (number, it))).all(|(number, it)| is_same(number, it));
    let [one, other] = [&before, &after].map(|pdf| (pdf.xref().root_id(), format!("{:?}", pdf.metadata())));
    (are_same && one == other && before.pages().len() == after.pages().len(), found)
}

fn streams_of_type(pdf: &Pdf, wanted: &[u8]) -> usize {
    let is_wanted = |dict: &Dict<'_>| dict.get::<Name<'_>>(b"Type".as_slice()).is_some_and(|name| *name == *wanted);
    pdf.objects()
        .into_iter()
        .filter(|object| matches!(object, Object::Stream(stream) if is_wanted(stream.dict())))
        .count()
}

fn contains(file: &[u8], text: &str) -> bool {
    file.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn each_object_is_found_again() {
    let sample = Written::sample().bytes();
    for file in [sample.as_slice(), typeset()] {
        let packed = pack(file.to_vec());
        assert!(packed.len() < file.len() * 7 / 10, "{} of {}", packed.len(), file.len());
        let table = Table::of(file).expect("it has a table");
        assert_eq!(same_objects(file, &packed, 1..table.places.len()), (true, table.objects.len()));

        let [before, after] = [file, &packed].map(|file| Pdf::new(file.to_vec()).expect("it is a PDF"));
        let [object_streams, references] = [b"ObjStm".as_slice(), b"XRef"].map(|name| streams_of_type(&after, name));
        assert_eq!(references, 1);
        assert!(object_streams > 0);
        assert_eq!(after.len(), before.len() + object_streams + references);
    }
}

#[test]
fn more_objects_than_one_stream_takes_lie_in_several() {
    let mut written = Written::sample();
    written.objects.extend((60..60 + 2 * MOST).map(|number| (number, 0, format!("[{number}]"))));
    let file = written.bytes();
    let packed = pack(file.clone());
    assert!(same_objects(&file, &packed, 1..60 + 2 * MOST).0);
    assert_eq!(streams_of_type(&Pdf::new(packed).expect("it is a PDF"), b"ObjStm"), 3);
}

/// 7.5.7 allows no streams, no later generations and no references alone; all else is moved.
#[test]
fn what_may_not_be_in_an_object_stream_stays_where_it_was() {
    let packed = pack(Written::sample().bytes());
    for kept in [
        "5 0 obj\n<</Length 46",
        "endobj\n6 2 obj\n(of a later generation)\nendobj\n",
        "endobj\n7 0 obj\n3 0 R\nendobj\n",
    ] {
        assert!(contains(&packed, kept), "{kept}");
    }
    assert_eq!(
        packed.windows(5).filter(|it| *it == b" obj\n").count(),
        6,
        "three, what looks like one, and two streams"
    );
    let packed = pack(typeset().to_vec());
    let pdf = Pdf::new(packed.clone()).expect("it is a PDF");
    let streams = pdf.objects().into_iter().filter(|object| matches!(object, Object::Stream(_))).count();
    let heads = packed.windows(6).filter(|it| it[0].is_ascii_digit() && it[1..] == *b" obj\n").count();
    assert_eq!(heads, streams, "only streams are left as they were");
}

#[test]
fn header_and_trailer_are_kept_and_the_table_is_gone() {
    let packed = pack(Written::sample().bytes());
    assert!(packed.starts_with("%PDF-1.7\n%\u{e4}\u{f6}\n\n5 0 obj\n".as_bytes()));
    assert!(contains(&packed, "/Root 1 0 R/Info 8 0 R/ID[(a)<62>]"));
    assert!(!contains(&packed, "trailer") && !contains(&packed, "\nxref"));
    let trailer =
        |file: &[u8]| file[file.windows(5).rposition(|it| it == b"/Root").expect("it has a trailer")..].to_vec();
    let before = trailer(typeset());
    let entries = before.split(|byte| *byte == b'>').next().expect("it ends");
    assert!(entries.len() > 40 && trailer(&pack(typeset().to_vec())).starts_with(entries));
}

#[test]
fn the_same_file_is_the_same_bytes_and_is_packed_once() {
    let packed = pack(typeset().to_vec());
    assert_eq!(pack(typeset().to_vec()), packed);
    assert_eq!(pack(packed.clone()), packed);
}

#[test]
fn what_is_not_understood_is_left_alone() {
    let with = Written::with;
    let plain = Written::sample;
    let trailer = |more: &str| Written { trailer: format!("/Root 1 0 R{more}"), ..plain() }.bytes();
    let header = |header| Written { header, ..plain() }.bytes();
    let text = String::from_utf8(plain().bytes()).expect("it is text");
    let replaced = |was: &str, now: &str| {
        assert!(text.contains(was), "{was}");
        text.replacen(was, now, 1).into_bytes()
    };
    let deep = ["[".repeat(100), "]".repeat(100)].concat();
    let cases = [
        ("encrypted", trailer("/Encrypt 10 0 R")),
        ("updated", trailer("/Prev 9")),
        ("hybrid", trailer("/XRefStm 9")),
        ("an unknown entry of the trailer", trailer("/Own 9")),
        ("a root twice", trailer("/Root 2 0 R")),
        ("no root", Written { trailer: String::new(), ..plain() }.bytes()),
        ("before object streams", header("%PDF-1.4\n")),
        ("no version", header("%!PS\n")),
        ("more than comments before the first object", header("%PDF-1.7\nbefore\n")),
        ("signed", with(10, "<</V<</Type/Sig/ByteRange[0 1 2 3]>>>>")),
        ("linearised", with(10, "<</Linearized 1/L 100>>")),
        ("an object stream", with(10, "<</Type/ObjStm/Length 1>>\nstream\n \nendstream")),
        ("a cross-reference stream", with(10, "<</Type/XRef/Length 1>>\nstream\n \nendstream")),
        ("a length elsewhere", with(5, "<</Length 10 0 R>>\nstream\nabc\nendstream")),
        ("two lengths", with(5, "<</Length 3/Length 3>>\nstream\nabc\nendstream")),
        ("no length", with(5, "<<>>\nstream\nabc\nendstream")),
        ("a length too short", with(5, "<</Length 2>>\nstream\nabc\nendstream")),
        ("a length past the end", with(5, "<</Length 99999999999999999999>>\nstream\nabc\nendstream")),
        ("a key in disguise", with(5, "<</Len#67th 3>>\nstream\nabc\nendstream")),
        ("a comment", with(10, "[1 % 2\n]")),
        ("two objects", with(10, "1 2")),
        ("no object", with(10, "")),
        ("a word", with(10, "word")),
        ("a number that is none", with(10, "1.2.3")),
        ("a string without an end", with(10, "(a")),
        ("a dictionary without an end", with(10, "<</A 1")),
        ("a key without a value", with(10, "<</A>>")),
        ("a value without a key", with(10, "<<1>>")),
        ("deeper than anything", with(10, &deep)),
        ("another number", replaced("\n10 0 obj", "\n12 0 obj")),
        ("another generation", replaced("\n10 0 obj", "\n10 1 obj")),
        ("between objects", replaced("endobj\n\n10 0", "endobj\na10 0")),
        ("behind the last object", replaced("\n\nxref", "\nxxref")),
        ("a row", replaced("00000 n\r\n", "00000 m\r\n")),
        ("an offset", replaced("0000000016 00000 n", "0000000017 00000 n")),
        ("a size", replaced("/Size 60", "/Size 61")),
        ("a section from one on", replaced("xref\n0 60", "xref\n1 60")),
        ("more rows than there are", replaced("xref\n0 60", "xref\n0 99999999999999999999")),
        ("another place of the table", replaced("startxref\n", "startxref\n1")),
        ("behind the end", [plain().bytes(), b"\n1".to_vec()].concat()),
        ("another file", b"PK".to_vec()),
        ("nothing", Vec::new()),
    ];
    assert_ne!(pack(plain().bytes()), plain().bytes(), "the sample itself is packed");
    for (what, file) in cases {
        assert_eq!(pack(file.clone()), file, "{what}");
    }
}

/// Too little to gain from.
#[test]
fn no_file_grows() {
    let mut written = Written::sample();
    written.objects.truncate(3);
    assert_eq!(pack(written.bytes()), written.bytes());
}

/// A change of a file: where, how many bytes go, and what comes instead.
fn damage(length: usize) -> impl Strategy<Value = (usize, usize, Vec<u8>)> {
    let tokens = [
        "",
        " ",
        "0",
        "1",
        "9",
        "\n",
        "<<",
        ">>",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "/",
        "%",
        "\\",
        "#",
        "-",
        ".",
        "R",
        "obj",
        "endobj",
        "\nendobj\n",
        "stream\n",
        "endstream",
        " 0 R",
        "/Length 3",
        "xref\n",
        "trailer",
        "null",
    ];
    let token = proptest::sample::select(tokens.to_vec()).prop_map(|token| token.as_bytes().to_vec());
    let comes = prop_oneof![4 => token, 1 => prop::collection::vec(any::<u8>(), 0..4)];
    // Half of all structure stands at the end.
    let place = prop_oneof![2 => 0..length, 1 => length.saturating_sub(400)..length];
    (place, prop_oneof![4 => 0..3_usize, 1 => 0..200_usize], comes)
}

fn damaged(file: &[u8], damages: Vec<(usize, usize, Vec<u8>)>) -> Vec<u8> {
    let mut file = file.to_vec();
    for (at, goes, comes) in damages {
        let at = at.min(file.len());
        let end = (at + goes).min(file.len());
        file.splice(at..end, comes);
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_damaged_file_is_left_alone_or_keeps_its_objects(damages in prop::collection::vec(damage(Written::sample().bytes().len()), 1..3)) {
        let file = damaged(&Written::sample().bytes(), damages);
        let packed = pack(file.clone());
        if packed != file {
            prop_assert!(same_objects(&file, &packed, 1..60).0);
        }
    }

    /// Of the same length, so that more than half of them are packed.
    #[test]
    fn a_changed_byte_changes_no_other_object(at in 0..Written::sample().bytes().len(), byte in 32..127_u8) {
        let file = damaged(&Written::sample().bytes(), vec![(at, 1, vec![byte])]);
        let packed = pack(file.clone());
        if packed != file {
            prop_assert!(same_objects(&file, &packed, 1..60).0);
        }
    }

    /// The table says where it stands all the same.
    #[test]
    fn a_damaged_object_is_left_alone_or_kept(of in 0..14_usize, damages in prop::collection::vec(damage(40), 1..3)) {
        let mut written = Written::sample();
        let body = damaged(written.objects[of].2.as_bytes(), damages);
        prop_assume!(std::str::from_utf8(&body).is_ok());
        written.objects[of].2 = String::from_utf8_lossy(&body).into_owned();
        let file = written.bytes();
        let packed = pack(file.clone());
        if packed != file {
            prop_assert!(same_objects(&file, &packed, 1..60).0, "{}", String::from_utf8_lossy(&body));
        }
    }

    #[test]
    fn a_cut_file_is_left_alone(end in 0..typeset().len()) {
        let file = typeset()[..end].to_vec();
        prop_assert_eq!(pack(file.clone()), file);
    }

    #[test]
    fn a_damaged_paper_ends(damages in prop::collection::vec(damage(typeset().len()), 1..4)) {
        let file = damaged(typeset(), damages);
        prop_assert!(pack(file.clone()).len() <= file.len());
    }

    #[test]
    fn any_bytes_end(file in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(pack(file.clone()), file);
    }
}
