//! As much of the syntax of PDF (ISO 32000-2, 7.2 and 7.3) as it takes to tell where an object begins and ends.
//!
//! Strict on purpose: `None` for all that is not plainly an object, and for what is allowed but no writer of ours makes (comments between tokens, keys with `#`). Whoever asks then leaves
//! the file as it is.

use std::ops::Range;

/// How deep arrays and dictionaries may lie in one another: far more than any writer needs, far less than the stack holds.
const DEEPEST: usize = 64;

/// What an object is, as far as a file's structure hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// A whole number without a sign.
    Integer(usize),
    /// A name without its slash.
    Name(&'a [u8]),
    /// `3 0 R`.
    Reference,
    Dictionary,
    Other,
}

/// An entry of the outermost dictionary of an object.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// Without its slash.
    pub key: &'a [u8],
    pub value: Value<'a>,
    /// Key and value, as they stand in the file.
    pub written: &'a [u8],
}

/// `1 0 obj … endobj`.
#[derive(Debug)]
pub(super) struct Indirect<'a> {
    pub number: usize,
    pub generation: usize,
    pub value: Value<'a>,
    /// From the first byte of the object itself to its last; of a stream its dictionary.
    pub body: Range<usize>,
    pub is_stream: bool,
}

/// Reads a file from some place on.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'a> {
    file: &'a [u8],
    pub at: usize,
}

/// What parts tokens from one another (7.2.3, table 1).
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// The bytes of tokens: neither white space nor delimiters (7.2.3, table 2). A table, because each byte of a file is asked.
const REGULAR: [bool; 256] = {
    let mut regular = [true; 256];
    let mut byte = 0;
    while byte < 256 {
        regular[byte] = !is_space(byte as u8)
            && !matches!(byte as u8, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%');
        byte += 1;
    }
    regular
};

impl<'a> Scanner<'a> {
    pub fn new(file: &'a [u8], at: usize) -> Self {
        Self { file, at }
    }

    fn rest(&self) -> &'a [u8] {
        self.file.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.file.get(self.at).copied()
    }

    /// Goes on as long as bytes are such, and gives them.
    fn while_is(&mut self, such: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !such(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Skips white space, which may be missing.
    pub fn space(&mut self) {
        self.while_is(is_space);
    }

    /// Skips white space, which must be there.
    pub fn some_space(&mut self) -> Option<()> {
        (!self.while_is(is_space).is_empty()).then_some(())
    }

    /// Takes these bytes.
    pub fn take(&mut self, bytes: &[u8]) -> Option<()> {
        self.rest().starts_with(bytes).then(|| self.at += bytes.len())
    }

    /// Digits alone.
    pub fn integer(&mut self) -> Option<usize> {
        whole(self.while_is(|byte| byte.is_ascii_digit()))
    }

    /// A whole indirect object, to the end of `endobj`; `entries` is filled anew with what its outermost dictionary holds.
    ///
    /// A stream's length must stand in its dictionary itself: what a stream holds may look like its end.
    pub fn indirect(&mut self, entries: &mut Vec<Entry<'a>>) -> Option<Indirect<'a>> {
        let number = self.integer()?;
        self.some_space()?;
        let generation = self.integer()?;
        self.some_space()?;
        self.take(b"obj")?;
        self.space();
        let start = self.at;
        let value = self.object(entries)?;
        let body = start..self.at;
        self.space();
        let is_stream = value == Value::Dictionary && self.take(b"stream").is_some();
        if is_stream {
            // 7.3.8.1: CR alone would leave open whether a line feed belongs to the data.
            self.take(b"\r\n").or_else(|| self.take(b"\n"))?;
            let mut lengths = entries.iter().filter(|entry| entry.key == b"Length");
            let (Some(Entry { value: Value::Integer(length), .. }), None) = (lengths.next(), lengths.next()) else {
                return None;
            };
            self.at = self.at.checked_add(*length).filter(|end| *end <= self.file.len())?;
            self.space();
            self.take(b"endstream")?;
            self.space();
        }
        self.take(b"endobj")?;
        Some(Indirect { number, generation, value, body, is_stream })
    }

    /// An object; `entries` is filled anew with what it holds if it is a dictionary.
    pub fn object(&mut self, entries: &mut Vec<Entry<'a>>) -> Option<Value<'a>> {
        entries.clear();
        if self.rest().starts_with(b"<<") { self.dictionary(0, Some(entries)) } else { self.value(0) }
    }

    fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        match self.peek()? {
            b'/' => self.name().map(Value::Name),
            b'(' => self.literal_string(),
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(depth, None),
            b'<' => self.hexadecimal_string(),
            b'[' => self.array(depth),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            _ => matches!(self.regular(), b"true" | b"false" | b"null").then_some(Value::Other),
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        self.while_is(|byte| REGULAR[usize::from(byte)])
    }

    fn name(&mut self) -> Option<&'a [u8]> {
        self.take(b"/")?;
        Some(self.regular())
    }

    /// A number, or the reference that begins with it.
    fn number(&mut self) -> Option<Value<'a>> {
        let token = self.regular();
        let Some(integer) = whole(token) else {
            let unsigned = token.strip_prefix(b"-").or_else(|| token.strip_prefix(b"+")).unwrap_or(token);
            let is_real = unsigned.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
                && unsigned.iter().filter(|byte| **byte == b'.').count() <= 1
                && unsigned.iter().any(u8::is_ascii_digit);
            return is_real.then_some(Value::Other);
        };
        let mut ahead = self.clone();
        if ahead.reference_tail().is_some() {
            self.at = ahead.at;
            return Some(Value::Reference);
        }
        Some(Value::Integer(integer))
    }

    fn reference_tail(&mut self) -> Option<()> {
        self.some_space()?;
        self.integer()?;
        self.some_space()?;
        (self.regular() == b"R").then_some(())
    }

    fn literal_string(&mut self) -> Option<Value<'a>> {
        let mut open = 0_usize;
        let mut escaped = false;
        for (i, byte) in self.rest().iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'(' => open += 1,
                b')' if open == 1 => {
                    self.at += i + 1;
                    return Some(Value::Other);
                }
                b')' => open -= 1,
                _ => {}
            }
        }
        None
    }

    fn hexadecimal_string(&mut self) -> Option<Value<'a>> {
        self.take(b"<")?;
        self.while_is(|byte| byte.is_ascii_hexdigit() || is_space(byte));
        self.take(b">").map(|()| Value::Other)
    }

    fn array(&mut self, depth: usize) -> Option<Value<'a>> {
        let inside = Some(depth + 1).filter(|inside| *inside < DEEPEST)?;
        self.take(b"[")?;
        loop {
            self.space();
            if self.take(b"]").is_some() {
                return Some(Value::Other);
            }
            self.value(inside)?;
        }
    }

    /// Keys are looked at as they are written: one with `#` in it may be another in disguise (7.3.5).
    fn dictionary(&mut self, depth: usize, mut entries: Option<&mut Vec<Entry<'a>>>) -> Option<Value<'a>> {
        let inside = Some(depth + 1).filter(|inside| *inside < DEEPEST)?;
        self.take(b"<<")?;
        loop {
            self.space();
            if self.take(b">>").is_some() {
                return Some(Value::Dictionary);
            }
            let start = self.at;
            let key = self.name()?;
            // A signature (12.8.1) is one of places in the file, which nobody may move.
            if key.contains(&b'#') || key == b"ByteRange" {
                return None;
            }
            self.space();
            let value = self.value(inside)?;
            if let Some(entries) = entries.as_deref_mut() {
                entries.push(Entry { key, value, written: &self.file[start..self.at] });
            }
        }
    }
}

/// As a whole number, if these are digits and as many as it takes.
fn whole(digits: &[u8]) -> Option<usize> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| usize::from(byte - b'0'));
    let push = |number: usize, byte: &u8| number.checked_mul(10)?.checked_add(digit(byte)?);
    (!digits.is_empty()).then(|| digits.iter().try_fold(0_usize, push)).flatten()
}
