//! What all readers of values share: texts, numbers, dates, periods, choices, codes.

use crate::diag::{Code, Diagnostic, Found, Label, SourceMap, Span, did_you_mean};
#[cfg(test)]
use crate::load::keys::seen;
use crate::load::raw::{RawDated, RawEvent, Text};
use crate::load::{clean, forbidden_characters};
use crate::model::{
    Break, Calendar, Coverage, Date, Dated, DayKind, Event, IndicatorCode, Period, PeriodError, Tolerance,
    ToleranceUnit, Value, Window, in_words, written_days,
};

use super::cut;
use super::glyphs::Glyphs;
use super::habits;
use super::places::Known;

/// Days of the longest stretch of closure or term.
const LONGEST_STRETCH: i32 = 366;

/// Turns texts into values and keeps every problem it meets.
pub struct Words<'a> {
    sources: &'a SourceMap,
    coverage: &'a Coverage,
    calendar: Calendar,
    /// False where definitions are missing for a reason that has been reported.
    all_codes_known: bool,
    glyphs: Glyphs,
    diagnostics: Found,
}

/// Faults of one cause that are told one by one; of more there is one message, with how many there are.
const FEW: usize = 3;

/// Faults that are kept to be told together; a sheet of a million cells has no more.
pub const MOST: usize = 1000;

/// How many faults there are, as far as they were kept.
pub fn how_many(number: usize) -> String {
    if number < MOST { number.to_string() } else { format!("{MOST} or more") }
}

impl<'a> Words<'a> {
    pub fn new(sources: &'a SourceMap, coverage: &'a Coverage, all_codes_known: bool) -> Self {
        Self {
            sources,
            coverage,
            calendar: Calendar::default(),
            all_codes_known,
            glyphs: Glyphs::default(),
            diagnostics: Found::default(),
        }
    }

    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    pub fn set_calendar(&mut self, calendar: Calendar) {
        self.calendar = calendar;
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.diagnostics.extend(self.glyphs.finish());
        self.diagnostics.into_vec()
    }

    /// Tells faults of one cause: one by one where they are few, else the first with the number of all and the next places.
    pub fn of_one_cause(&mut self, faults: Vec<Diagnostic>, all: impl Fn(&Diagnostic, usize) -> String) {
        let number = faults.len();
        if number <= FEW {
            return faults.into_iter().for_each(|fault| self.push(fault));
        }
        let message = all(&faults[0], number);
        let place = |fault: &Diagnostic| fault.primary().map(Label::span);
        let mut one = Diagnostic::new(faults[0].code(), message);
        if let Some(span) = place(&faults[0]) {
            one = one.at(span);
        }
        for span in faults[1..FEW].iter().filter_map(place) {
            one = one.also(span, "and here");
        }
        self.push(faults[0].hints().iter().fold(one, |one, hint| one.hint(hint)));
    }

    /// Tells faults of several causes, those together that have the same way out but for what it quotes.
    pub fn by_cause(&mut self, mut faults: Vec<Diagnostic>, all: impl Fn(&Diagnostic, usize) -> String) {
        let way =
            |fault: &Diagnostic| fault.hints().iter().flat_map(|hint| hint.split('`').step_by(2)).collect::<String>();
        while let Some(first) = faults.first() {
            let cause = (first.code(), way(first));
            let (alike, others) = faults.into_iter().partition(|fault| (fault.code(), way(fault)) == cause);
            self.of_one_cause(alike, &all);
            faults = others;
        }
    }

    /// A text for the page, on one line; `field` names it in messages.
    pub fn text(&mut self, text: &Text, field: &str) -> String {
        self.diagnostics.extend(cut::cut(self.sources, text.span, field));
        self.printable(&Text { value: one_line(&text.value), span: text.span }, field)
    }

    /// A text for the page whose spaces are kept, e.g. a run of commentary.
    pub fn printable(&mut self, text: &Text, field: &str) -> String {
        let cleaned = clean(&text.value);
        self.diagnostics.extend(forbidden_characters(&text.value).map(|diagnostic| diagnostic.at(text.span)));
        let mut missing: Vec<char> = cleaned.chars().filter(|c| !self.coverage.has(*c)).collect();
        missing.sort_unstable();
        missing.dedup();
        for c in missing.into_iter().filter(|c| !is_refused(*c)) {
            self.glyphs.add(c, self.coverage, self.place_of(c, text.span), field);
        }
        cleaned
    }

    /// Where something that stands in a text was written: the whole text where it was spelt otherwise there.
    pub fn part(&self, text: &Text, written: &str) -> Span {
        let found = self.sources.excerpt(text.span).find(written);
        found.map_or(text.span, |at| text.span.part(at..at + written.len()))
    }

    /// Whether the file spells a text with these signs.
    pub fn is_written(&self, text: &Text, signs: &str) -> bool {
        self.sources.excerpt(text.span).contains(signs)
    }

    fn place_of(&self, c: char, span: Span) -> Span {
        match self.sources.excerpt(span).find(c) {
            Some(at) => span.part(at..at + c.len_utf8()),
            None => span,
        }
    }

    pub fn optional(&mut self, text: Option<&Text>, field: &str) -> Option<String> {
        text.map(|text| self.text(text, field))
    }

    /// One of a fixed list of words.
    pub fn choice<T: Copy>(&mut self, text: &Text, what: &str, choices: &[(&str, T)]) -> Option<T> {
        #[cfg(test)]
        seen::chosen(&choices.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        let written = text.value.trim();
        if let Some((_, value)) = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(written)) {
            return Some(*value);
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let list = format!("possible: {}", names.join(", "));
        self.push(
            Diagnostic::new(
                Code::UnknownChoice,
                if quotable(written) { format!("`{written}` is no {what}") } else { format!("this is no {what}") },
            )
            .at(text.span)
            .hint_if(did_you_mean(written, names))
            .hint(list),
        );
        None
    }

    /// `5 points`, `5%`, or uneven `-2/+1 points`.
    pub fn tolerance(&mut self, text: &Text) -> Option<Tolerance> {
        let written = text.value.trim();
        let (plain, unit) = match written.strip_suffix('%') {
            Some(plain) => (Some(plain), ToleranceUnit::PerCent),
            None => (written.strip_suffix("points").or_else(|| written.strip_suffix("point")), ToleranceUnit::Points),
        };
        let widths = plain.and_then(|plain| match plain.split_once('/') {
            None => Value::parse(plain.trim()).map(|width| (width, width)),
            Some((below, above)) => {
                let below = below.trim().trim_end_matches('%').strip_prefix(['-', '\u{2212}'])?;
                Value::parse(below).zip(Value::parse(above.trim().strip_prefix('+')?))
            }
        });
        match widths.map(|(below, above)| Tolerance::new(below, above, unit)) {
            Some(Some(tolerance)) => Some(tolerance),
            Some(None) => {
                self.push(
                    Diagnostic::new(Code::BadTarget, "a tolerance cannot be negative")
                        .at(text.span)
                        .hint("write how far from the target is still near it, e.g. `5 points`"),
                );
                None
            }
            None => {
                self.push(
                    Diagnostic::new(Code::NotANumber, "a tolerance says how many, and of what")
                        .at(text.span)
                        .hint(habits::tolerance(&text.value)),
                );
                None
            }
        }
    }

    /// `20 working days`, `10 school days`, `28 days`.
    pub fn window(&mut self, text: &Text) -> Option<Window> {
        let (count, kind) = text.value.trim().split_once(' ').unwrap_or_default();
        let kind = match kind.trim() {
            "days" | "day" => Some(DayKind::Calendar),
            "working days" | "working day" => Some(DayKind::Working),
            "school days" | "school day" => Some(DayKind::School),
            _ => None,
        };
        let days = count.parse().ok().filter(|days| (1..=400).contains(days));
        let window = days.zip(kind).map(|(days, kind)| Window { days, kind });
        if window.is_none() {
            self.push(
                Diagnostic::new(Code::NotANumber, "a window says how many days, and of what kind")
                    .at(text.span)
                    .hint("write `20 working days`, `10 school days` or `28 days`, at most 400"),
            );
        }
        window
    }

    /// A whole number within limits.
    pub fn whole(&mut self, text: &Text, what: &str, limits: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let number = text.value.trim().parse().ok().filter(|number| limits.contains(number));
        if number.is_none() {
            let (least, most) = (limits.start(), limits.end());
            self.push(
                Diagnostic::new(Code::NotANumber, format!("{what} is not a whole number from {least} to {most}"))
                    .at(text.span)
                    .hint("write it in digits"),
            );
        }
        number
    }

    /// `yes` or `no`.
    pub fn yes_or_no(&mut self, text: &Text) -> Option<bool> {
        self.choice(text, "answer", &[("yes", true), ("no", false), ("true", true), ("false", false)])
    }

    /// `2020-12-29`, or `2020-12-29 to 2020-12-31`: first and last day.
    pub fn days(&mut self, text: &Text) -> Option<(Date, Date)> {
        let (first, last) = text.value.trim().split_once(" to ").unwrap_or((&text.value, &text.value));
        let part = |part: &str| Text { value: part.trim().to_owned(), span: text.span };
        let (first, last) = (self.date(&part(first)), self.date(&part(last)));
        let (first, last) = (first?, last?);
        if last < first {
            self.push(
                Diagnostic::new(Code::NotADate, "the last day comes before the first")
                    .at(text.span)
                    .hint("put the earlier day first"),
            );
            return None;
        }
        if first.until(last).is_ok_and(|span| span.get_days() > LONGEST_STRETCH) {
            self.push(
                Diagnostic::new(Code::NotADate, "a stretch of days is longer than a year")
                    .at(text.span)
                    .hint("see whether the year is right, or give one stretch for each year"),
            );
            return None;
        }
        Some((first, last))
    }

    pub fn date(&mut self, text: &Text) -> Option<Date> {
        let date = text.value.trim().parse::<Date>().ok().filter(|_| text.value.trim().len() == 10);
        if date.is_none() {
            let hint = match written_days(&text.value).as_slice() {
                [] => "write year, month, day: `2021-01-13`".to_owned(),
                [day] => format!("write year, month, day: `{day}`"),
                [day, other, ..] => format!(
                    "write year, month, day: `{day}` for {}, `{other}` for {}",
                    in_words(*day),
                    in_words(*other)
                ),
            };
            self.push(
                Diagnostic::new(
                    Code::NotADate,
                    if quotable(&text.value) {
                        format!("`{}` is not a date", text.value)
                    } else {
                        "this is not a date".to_owned()
                    },
                )
                .at(text.span)
                .hint(hint),
            );
        }
        date
    }

    pub fn period(&mut self, text: &Text) -> Option<Period> {
        let period = Period::parse(&text.value, self.calendar);
        self.accept_period(text, period)
    }

    /// A period in the name of a file or folder, where `/` cannot stand: `2020_21-Q3`.
    pub fn period_in_name(&mut self, text: &Text) -> Option<Period> {
        let period = Period::parse_file_name(&text.value, self.calendar);
        self.accept_period(text, period)
    }

    fn accept_period(&mut self, text: &Text, period: Result<Period, PeriodError>) -> Option<Period> {
        period.map_err(|error| self.push(no_period(text, &error, None))).ok()
    }

    /// A code that is defined.
    pub fn known_code(&mut self, text: &Text, known: &Known) -> Option<IndicatorCode> {
        let code = IndicatorCode::new(text.value.trim()).ok().filter(|code| known.contains_key(code));
        if code.is_none() {
            self.unknown_code(text, 1, known, None);
        }
        code
    }

    /// Says of a code, the first of a number of its kind, that nobody knows it, and what to do. What starts like a number may be a figure in
    /// the wrong place, and is not quoted.
    pub fn unknown_code(&mut self, text: &Text, number: usize, known: &Known, way: Option<String>) {
        if !self.all_codes_known {
            return;
        }
        let written = text.value.trim();
        let codes = known.keys().map(IndicatorCode::as_str);
        let way = way
            .or_else(|| did_you_mean(written, codes).filter(|_| number == 1))
            .unwrap_or_else(|| "define it in indicators.yaml, or correct the code".to_owned());
        let message = match written.chars().next() {
            None if number > 1 => format!("{number} rows have no code, this the first of them"),
            None => "a code is empty".to_owned(),
            Some(_) if number > 1 => {
                format!("{number} rows have codes that belong to no indicator, this the first of them")
            }
            Some(c) if !c.is_alphabetic() => "a code starts with a letter".to_owned(),
            Some(_) => format!("there is no indicator `{written}`"),
        };
        self.push(Diagnostic::new(Code::UnknownIndicator, message).at(text.span).hint(way));
    }

    /// Whether a code that nobody knows is worth a word.
    pub fn knows_all_codes(&self) -> bool {
        self.all_codes_known
    }

    /// Reads each entry of something that may be dated; entries that cannot be read leave the others standing.
    pub fn dated<T, U>(
        &mut self,
        raw: &RawDated<T>,
        mut read: impl FnMut(&mut Self, &T) -> Option<U>,
    ) -> Option<Dated<U>> {
        let entries = match raw {
            RawDated::Always(value) => return read(self, value).map(Dated::always),
            RawDated::From(entries) => entries,
        };
        let first = entries.first()?.0.span;
        let read: Vec<_> = entries
            .iter()
            .filter_map(|(period, value)| {
                let period = self.period(period);
                let value = read(self, value);
                period.zip(value)
            })
            .collect();
        if read.len() < entries.len() {
            return None;
        }
        let dated = Dated::from_entries(read);
        if dated.is_none() {
            self.push(
                Diagnostic::new(Code::BadTarget, "the dated values are not in order of time")
                    .at(first)
                    .hint("put the earliest `from` first, each period once"),
            );
        }
        dated
    }

    pub fn dated_text(&mut self, raw: Option<&RawDated<Text>>, field: &str) -> Option<Dated<String>> {
        self.dated(raw?, |words, text| Some(words.text(text, field)))
    }

    /// An address that a public paper may lead to.
    pub fn safe_link(&mut self, link: &Text) {
        let address = link.value.trim().to_ascii_lowercase();
        let safe = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| address.len() > scheme.len() && address.starts_with(scheme));
        if !safe || address.contains(char::is_whitespace) {
            self.push(
                Diagnostic::new(Code::UnsafeLink, "the link leads neither to a web page nor to an e-mail address")
                    .at(link.span)
                    .hint("start it with https://, http:// or mailto:"),
            );
        }
    }

    pub fn events(&mut self, raw: &[RawEvent]) -> Vec<Event> {
        let read = |event: &RawEvent| {
            let text = self.text(&event.text, "an event");
            let until = event.until.as_ref().and_then(|until| self.period(until));
            let abnormal = event.abnormal.as_ref().and_then(|text| self.yes_or_no(text)).unwrap_or(false);
            let period = self.period(&event.period)?;
            if let (Some(last), Some(written)) = (until, &event.until)
                && last.end() < period.start()
            {
                self.push(
                    Diagnostic::new(Code::AmbiguousPeriod, "an event ends before it starts")
                        .at(written.span)
                        .also(event.period.span, "it starts here")
                        .hint("put the later period under `until`"),
                );
            }
            Some(Event { period, until, text, abnormal })
        };
        raw.iter().filter_map(read).collect()
    }

    pub fn breaks(&mut self, raw: &[RawEvent]) -> Vec<Break> {
        let read = |event: &RawEvent| {
            let text = self.text(&event.text, "a break");
            self.period(&event.period).map(|period| Break { period, text })
        };
        raw.iter().filter_map(read).collect()
    }
}

/// What is said of a text that is no period; `way` is what to do where its neighbours tell more than it does.
pub fn no_period(text: &Text, error: &PeriodError, way: Option<String>) -> Diagnostic {
    let suggestion = error.suggestion().filter(|_| quotable(&text.value));
    // Without a place in the text it is the name of a file or folder.
    if text.span.range().is_empty() && way.is_none() {
        let hint = match suggestion.map(|suggestion| suggestion.replace('/', "_").replace(" Q", "-Q")) {
            Some(suggestion) => format!("rename the file or folder: {suggestion}"),
            None => "rename the file or folder: `2020-11`, or `2020_21-Q3` for a quarter".to_owned(),
        };
        let message = format!("the name `{}` is not a period", text.value);
        return Diagnostic::new(Code::AmbiguousPeriod, message).at(text.span).hint(hint);
    }
    let message = match quotable(&text.value) {
        true => format!("`{}` is not a period", text.value),
        false => "this is not a period".to_owned(),
    };
    let all = "write a month `2020-11`, a quarter `2020/21 Q3` or a year `2020/21`";
    let hint = way.unwrap_or_else(|| suggestion.unwrap_or(all).to_owned());
    Diagnostic::new(Code::AmbiguousPeriod, message).at(text.span).hint(hint)
}

/// Whether a message may repeat what was written: without a letter or the four digits of a year it may be a figure that
/// slipped into the wrong place.
fn quotable(text: &str) -> bool {
    let year = text.as_bytes().windows(4).any(|digits| digits.iter().all(u8::is_ascii_digit));
    year || text.contains(char::is_alphabetic)
}

fn is_refused(c: char) -> bool {
    forbidden_characters(c.encode_utf8(&mut [0; 4])).next().is_some()
}

/// On one line, with single spaces; no-break spaces stay.
fn one_line(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
