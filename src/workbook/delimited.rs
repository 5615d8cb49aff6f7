//! Text in columns: `.csv`, `.tsv`, `.txt`, and what is pasted. The only module that knows encodings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::ReaderBuilder;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Cell, Place, Sheet, Workbook, WorkbookError};

/// What separates columns, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows by which separators are compared.
const TRIED: usize = 200;

/// Reads a text as one sheet without a name.
pub fn read(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let text = decode(bytes)?;
    let (separator, text) = said(&text).unwrap_or_else(|| (likeliest(&text), text.as_str()));
    if let Some(line) = open_quote(text) {
        return Err(WorkbookError::OpenQuote(line));
    }
    let mut sheet = Sheet::new(String::new(), false);
    let mut taken = 0;
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut line, mut counted) = (0, 0);
    for record in reader.records() {
        let record = record.map_err(|error| WorkbookError::Damaged(error.to_string()))?;
        // Its own line, since the reader leaves out empty ones, and a cell may hold line ends. A record is said to begin before the line end in front of it.
        let begins = record.position().map_or(0, |position| position.byte() as usize);
        let begins = begins + text[begins..].len() - text[begins..].trim_start_matches(['\r', '\n']).len();
        line += ends_of_lines(&text[counted..begins]);
        counted = begins;
        for (column, shown) in record.iter().enumerate() {
            if !shown.trim().is_empty() {
                sheet.put(Place { row: line, column }, Cell::text(shown), &mut taken)?;
            }
        }
    }
    if sheet.is_empty() { Err(WorkbookError::Empty) } else { Ok(Workbook { sheets: vec![sheet] }) }
}

/// Of Unix, Windows and the old Macintosh.
fn ends_of_lines(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count()
}

/// UTF-8, or UTF-16 with its mark or with the noughts that English has in it; only what is neither is guessed at.
fn decode(bytes: &[u8]) -> Result<String, WorkbookError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[mark..]);
    }
    let noughts = |odd: usize| bytes.iter().take(512).skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (noughts(0), noughts(1));
    if even + odd > 0 {
        return match (even, odd) {
            (0, _) => whole(UTF_16LE, bytes),
            (_, 0) => whole(UTF_16BE, bytes),
            (_, _) => Err(WorkbookError::Unknown),
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return readable(text.to_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    whole(detector.guess(Some(b"uk"), Utf8Detection::Deny), bytes)
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, WorkbookError> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => readable(text.into_owned()),
        None if encoding == UTF_8 => Err(WorkbookError::Damaged("it says that it is UTF-8, and is not".to_owned())),
        None => Err(WorkbookError::Unknown),
    }
}

/// Nothing that is written has control characters in it.
fn readable(text: String) -> Result<String, WorkbookError> {
    let is_control =
        |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{85}');
    if text.chars().any(is_control) { Err(WorkbookError::Unknown) } else { Ok(text) }
}

/// A first line `sep=;`, which Excel reads and does not show.
fn said(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let said = first.trim_end_matches('\r').strip_prefix("sep=")?;
    match said.as_bytes() {
        [separator] => Some((*separator, rest)),
        _ => None,
    }
}

/// The separator under which most cells stand in rows of one length. Titles above a table have none of it.
fn likeliest(text: &str) -> u8 {
    let cells_in_step = |separator: u8| {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let lengths: Vec<usize> =
            reader.records().take(TRIED).map_while(Result::ok).map(|record| record.len()).collect();
        let rows_of = |length: usize| lengths.iter().filter(|other| **other == length).count();
        lengths.iter().filter(|length| **length > 1).map(|length| rows_of(*length) * (length - 1)).max().unwrap_or(0)
    };
    // The first of equals.
    SEPARATORS.into_iter().rev().max_by_key(|separator| cells_in_step(*separator)).unwrap_or(b',')
}

/// The line of the last quote that nothing closes. A quote within a cell that does not begin with one is a sign like any other, as in `5" pipe`.
fn open_quote(text: &str) -> Option<usize> {
    let mut opened = None;
    let (mut line, mut begins) = (1, true);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, opened) {
            ('"', None) if begins => opened = Some(line),
            ('"', Some(_)) if signs.peek() == Some(&'"') => _ = signs.next(),
            ('"', Some(_)) => opened = None,
            _ => {}
        }
        line += usize::from(sign == '\n');
        begins = opened.is_none() && matches!(sign, ',' | ';' | '\t' | '|' | '\n' | '\r');
    }
    opened
}
