//! Object streams: what is no stream lies in compressed ones (ISO 32000-2, 7.5.7), and a cross-reference stream (7.5.8) tells where.
//!
//! typst-pdf writes each element of the structure tree as an object of its own, uncompressed: six tenths of a paper's bytes. PDF/A-2 and 3 and PDF/UA-1 allow them in object streams
//! (PDF/A-1 did not). Objects keep their numbers and their bytes, streams their bytes, the trailer its entries; the order is that of the file and the level of compression is fixed, so the
//! same document is the same bytes.
//!
//! A file in which anything is not as expected comes back as it was: a paper that is larger than it could be is still the paper, and a test of the suite says that papers are small.
//! Left alone are files that were updated (`Prev`), hybrid (`XRefStm`), encrypted, linearised or signed, those before PDF 1.5, and those that have cross-reference or object streams already.

use std::io::{self, Write};
use std::iter;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::pdf_syntax::{Entry, Scanner, Value, is_space};

/// Of zlib; see `benches/README.md` for what the others cost.
const LEVEL: u32 = 3;
/// Objects in one stream. A reader unpacks the whole of it for the first that it needs, about 70 kB; some keep only a few unpacked, so that many small ones are unpacked again and again.
const MOST: usize = 500;
/// The bytes of a row of the cross-reference stream besides its second field: its kind, and generation or index.
const KIND: usize = 1;
const INDEX: usize = 2;
/// PNG's name for a row written as its difference from the one above.
const UP: u8 = 2;

/// Moves the objects of a PDF into object streams, in the memory that it has; as it was where that is not understood, or would not make it smaller.
pub(super) fn pack(mut file: Vec<u8>) -> Vec<u8> {
    let Some(packed) = Packed::of(&file) else { return file };
    let mut at = packed.header;
    for object in packed.kept {
        let length = object.len();
        // Each lies behind where it goes: only what came before it was taken out. The line end is one that the file had there.
        file.copy_within(object, at);
        file[at + length] = b'\n';
        at += length + 1;
    }
    file.truncate(at);
    file.extend_from_slice(&packed.tail);
    // Several papers wait for one another before they are stored.
    file.shrink_to_fit();
    file
}

/// Where an object is: a row of the cross-reference stream (7.5.8.3, table 18).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The next free number, and the generation that this one would have.
    Free { next: usize, generation: u16 },
    /// From the file's beginning.
    Offset { offset: usize, generation: u16 },
    /// The number of an object stream, and which of its objects.
    InStream { stream: usize, index: u16 },
}

impl Place {
    /// The three fields of its row.
    fn row(self) -> (u8, usize, u16) {
        match self {
            Self::Free { next, generation } => (0, next, generation),
            Self::Offset { offset, generation } => (1, offset, generation),
            Self::InStream { stream, index } => (2, stream, index),
        }
    }
}

/// What a file becomes.
struct Packed {
    /// The length of the header, which stays.
    header: usize,
    /// The objects that stay as they are, in the order of the file.
    kept: Vec<Range<usize>>,
    /// What follows them: object streams, the cross-reference stream, and where that is.
    tail: Vec<u8>,
}

impl Packed {
    fn of(file: &[u8]) -> Option<Self> {
        let table = Table::of(file)?;
        let header = header(file, table.objects.first()?.offset)?;
        let mut places = table.places;
        let mut kept = Vec::new();
        let mut end = header;
        let mut streams = ObjectStreams::new(places.len());
        let mut scanner = Scanner::new(file, header);
        let mut entries = Vec::new();
        for listed in &table.objects {
            if scanner.at != listed.offset {
                return None;
            }
            let object = scanner.indirect(&mut entries)?;
            let written = listed.offset..scanner.at;
            scanner.some_space()?;
            if object.number != listed.number || object.generation != usize::from(listed.generation) || alters(&entries)
            {
                return None;
            }
            // 7.5.7: no streams, no generation but 0, nothing that is a reference alone.
            if object.is_stream || object.generation != 0 || object.value == Value::Reference {
                places[object.number] = Place::Offset { offset: end, generation: listed.generation };
                end += written.len() + 1;
                kept.push(written);
            } else {
                places[object.number] = streams.add(file, object.number, object.body).ok()?;
            }
        }
        if scanner.at != table.start {
            return None;
        }
        let tail = streams.finish(file, end, places, &table.trailer).ok()?;
        (end + tail.len() < file.len()).then_some(Self { header, kept, tail })
    }
}

/// Whether a dictionary is one on which the structure of the file hangs: of a cross-reference or object stream (7.5.7, 7.5.8), or of a linearised file (annex F).
fn alters(entries: &[Entry<'_>]) -> bool {
    let is_of = |entry: &Entry<'_>| matches!(entry.value, Value::Name(b"XRef" | b"ObjStm")) && entry.key == b"Type";
    entries.iter().any(|entry| is_of(entry) || entry.key == b"Linearized")
}

/// Where the first object begins, if all before it is a version that has object streams, and comments (7.5.2).
fn header(file: &[u8], first: usize) -> Option<usize> {
    let header = file.get(..first)?;
    let rest = header.strip_prefix(b"%PDF-")?;
    let has_streams = [b"1.5", b"1.6", b"1.7", b"2.0"].iter().any(|version| rest.starts_with(*version));
    let mut lines = header.split(|byte| matches!(byte, b'\n' | b'\r'));
    let is_last_ended = header.last().is_some_and(|byte| is_space(*byte));
    let are_comments = lines.all(|line| line.first().is_none_or(|byte| *byte == b'%'));
    (has_streams && is_last_ended && are_comments).then_some(first)
}

/// An object that the cross-reference table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Listed {
    offset: usize,
    number: usize,
    generation: u16,
}

/// The cross-reference table of a file that was written at once, and its trailer.
struct Table<'a> {
    /// Where `xref` stands.
    start: usize,
    /// By object number.
    places: Vec<Place>,
    /// In the order of the file.
    objects: Vec<Listed>,
    /// The entries of the trailer but its size, as they are written.
    trailer: Vec<&'a [u8]>,
}

impl<'a> Table<'a> {
    fn of(file: &'a [u8]) -> Option<Self> {
        let start = start_of_table(file)?;
        let mut scanner = Scanner::new(file, start);
        scanner.take(b"xref")?;
        scanner.some_space()?;
        // 7.5.4: one section from 0 on, where a file was not updated.
        scanner.take(b"0")?;
        scanner.some_space()?;
        let size = scanner.integer()?;
        scanner.some_space()?;
        let rows = file.get(scanner.at..scanner.at.checked_add(size.checked_mul(ROW)?)?)?;
        let places = rows.chunks_exact(ROW).map(place).collect::<Option<Vec<_>>>()?;
        scanner.at += rows.len();
        scanner.take(b"trailer")?;
        scanner.space();
        let mut entries = Vec::new();
        (scanner.object(&mut entries)? == Value::Dictionary).then_some(())?;
        scanner.space();
        scanner.take(b"startxref")?;
        scanner.some_space()?;
        let is_end = scanner.integer()? == start && ends(&file[scanner.at..]);
        let is_first_free = matches!(places.first(), Some(Place::Free { .. }));
        let trailer = trailer(&entries, size).filter(|_| is_end && is_first_free)?;
        let mut objects: Vec<Listed> = places
            .iter()
            .enumerate()
            .filter_map(|(number, place)| match *place {
                Place::Offset { offset, generation } => Some(Listed { offset, number, generation }),
                _ => None,
            })
            .collect();
        objects.sort_unstable();
        Some(Self { start, places, objects, trailer })
    }
}

/// The bytes of a row of a cross-reference table: `0000000016 00000 n`, and two for the end of the line (7.5.4).
const ROW: usize = 20;

fn place(row: &[u8]) -> Option<Place> {
    let mut scanner = Scanner::new(row, 0);
    let place = scanner.integer()?;
    scanner.take(b" ")?;
    let generation = u16::try_from(scanner.integer()?).ok()?;
    scanner.take(b" ")?;
    match (scanner.at, &row[scanner.at..]) {
        (17, b"n\r\n" | b"n \n" | b"n \r") => Some(Place::Offset { offset: place, generation }),
        (17, b"f\r\n" | b"f \n" | b"f \r") => Some(Place::Free { next: place, generation }),
        _ => None,
    }
}

/// Whether nothing but the mark of its end is left of a file.
fn ends(rest: &[u8]) -> bool {
    rest.trim_ascii() == b"%%EOF"
}

/// What `startxref` says at the end of the file (7.5.5).
fn start_of_table(file: &[u8]) -> Option<usize> {
    let file = file.trim_ascii_end().strip_suffix(b"%%EOF")?.trim_ascii_end();
    let digits = file.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (before, number) = file.split_at(file.len() - digits);
    before.trim_ascii_end().strip_suffix(b"startxref")?;
    Scanner::new(number, 0).integer()
}

/// The entries of a trailer as they are written, without its size; none if there are others than a file written at once has. `Prev`, `XRefStm` and `Encrypt` are among the others.
fn trailer<'a>(entries: &[Entry<'a>], size: usize) -> Option<Vec<&'a [u8]>> {
    let count = |key: &[u8]| entries.iter().filter(|entry| entry.key == key).count();
    let is_known = |entry: &Entry<'_>| {
        count(entry.key) == 1
            && match entry.key {
                b"Size" => entry.value == Value::Integer(size),
                b"Root" => entry.value == Value::Reference,
                other => matches!(other, b"Info" | b"ID"),
            }
    };
    let is_whole = count(b"Size") == 1 && count(b"Root") == 1 && entries.iter().all(is_known);
    is_whole.then(|| entries.iter().filter(|entry| entry.key != b"Size").map(|entry| entry.written).collect())
}

/// Object streams, filled one after another.
struct ObjectStreams {
    encoder: ZlibEncoder<Vec<u8>>,
    /// What the next stream will hold, before it is compressed.
    content: Vec<u8>,
    /// Whole streams, each an indirect object.
    written: Vec<u8>,
    /// Where each of them begins in `written`.
    starts: Vec<usize>,
    /// The number of the first, above all in the file.
    first: usize,
    /// What the stream that is being filled will hold: number and place in the file.
    filling: Vec<(usize, Range<usize>)>,
}

impl ObjectStreams {
    fn new(first: usize) -> Self {
        let encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
        Self {
            encoder,
            content: Vec::new(),
            written: Vec::new(),
            starts: Vec::new(),
            first,
            filling: Vec::with_capacity(MOST),
        }
    }

    /// Adds an object, and gives its place.
    fn add(&mut self, file: &[u8], number: usize, body: Range<usize>) -> io::Result<Place> {
        if self.filling.len() == MOST {
            self.end_stream(file)?;
        }
        let index = self.filling.len() as u16;
        self.filling.push((number, body));
        Ok(Place::InStream { stream: self.first + self.starts.len(), index })
    }

    /// Writes the stream that was filled: numbers and offsets of its objects, and the objects (7.5.7).
    fn end_stream(&mut self, file: &[u8]) -> io::Result<()> {
        if self.filling.is_empty() {
            return Ok(());
        }
        self.content.clear();
        let mut offset = 0;
        for (number, body) in &self.filling {
            write!(self.content, "{number} {offset} ")?;
            offset += body.len() + 1;
        }
        let first = self.content.len();
        for (_, body) in &self.filling {
            self.content.extend_from_slice(&file[body.clone()]);
            self.content.push(b'\n');
        }
        let dictionary = format!("/Type/ObjStm/N {}/First {first}", self.filling.len());
        self.filling.clear();
        self.write_stream(dictionary.as_bytes())
    }

    /// Writes the content as the stream with the next number, compressed.
    fn write_stream(&mut self, dictionary: &[u8]) -> io::Result<()> {
        self.encoder.write_all(&self.content)?;
        let data = self.encoder.reset(Vec::new())?;
        let number = self.first + self.starts.len();
        self.starts.push(self.written.len());
        write!(self.written, "{number} 0 obj\n<<")?;
        self.written.extend_from_slice(dictionary);
        write!(self.written, "/Filter/FlateDecode/Length {}>>\nstream\n", data.len())?;
        self.written.extend_from_slice(&data);
        self.written.extend_from_slice(b"\nendstream\nendobj\n");
        Ok(())
    }

    /// All of them with the cross-reference stream behind them and the end of the file (7.5.8), where they begin at `offset` and the other objects have these places.
    fn finish(mut self, file: &[u8], offset: usize, mut places: Vec<Place>, trailer: &[&[u8]]) -> io::Result<Vec<u8>> {
        self.end_stream(file)?;
        let start = offset + self.written.len();
        let own = self.starts.iter().map(|at| offset + at).chain([start]);
        places.extend(own.map(|offset| Place::Offset { offset, generation: 0 }));
        let largest = places.iter().map(|place| place.row().1).max().unwrap_or_default();
        let width = ((usize::BITS - largest.leading_zeros()).div_ceil(8) as usize).max(1);
        let columns = KIND + width + INDEX;
        // The predictor "Up" (7.4.4.4): most rows are the one above with one byte more.
        let mut above = vec![0; columns];
        self.content.clear();
        for place in &places {
            let (kind, field, last) = place.row();
            let field = field.to_be_bytes();
            let row = iter::once(kind).chain(field[field.len() - width..].iter().copied()).chain(last.to_be_bytes());
            self.content.push(UP);
            for (byte, above) in row.zip(&mut above) {
                self.content.push(byte.wrapping_sub(*above));
                *above = byte;
            }
        }
        let parameters = format!("/DecodeParms<</Predictor 12/Columns {columns}>>");
        let dictionary = format!("/Type/XRef/Size {}/W[{KIND} {width} {INDEX}]{parameters}", places.len());
        self.write_stream(&[dictionary.as_bytes(), &trailer.concat()].concat())?;
        write!(self.written, "startxref\n{start}\n%%EOF")?;
        Ok(self.written)
    }
}

#[cfg(test)]
mod tests;
