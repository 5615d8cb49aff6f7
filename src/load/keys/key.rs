//! What a table of keys is made of.

/// A key of a map.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub need: Need,
    /// What it stands for, in Markdown, with unit and surprising case.
    pub says: &'static str,
    /// A value in YAML; empty where the shape says enough.
    pub example: &'static str,
    /// Whether it may be spelt in capitals or small letters.
    pub any_case: bool,
}

/// Whether a map may lack a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    No,
    Yes,
    /// Its absence is found where meanings are checked, with words of their own.
    Later,
    /// Not where one of these stands instead.
    Unless(&'static [&'static str]),
}

/// Which keys a map has. [`MapReader`](crate::load::reader::MapReader) takes no others.
#[derive(Debug)]
pub struct Table {
    /// What the map is, in messages: `an indicator`.
    pub what: &'static str,
    pub keys: &'static [Key],
    /// What may stand beside them, under names that a person chose. No name is of two kinds.
    pub others: &'static [Names],
}

/// Entries under names that a person chose.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// What a name is: `code`.
    pub called: &'static str,
    /// Which names there can be, as a regular expression of ECMA 262.
    pub pattern: &'static str,
    pub shape: Shape,
    pub says: &'static str,
    /// An entry in YAML.
    pub example: &'static str,
}

/// What may stand as a value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    One(&'static Scalar),
    /// One of these words, in capitals or small letters.
    Words(&'static [&'static str]),
    YesNo,
    List(&'static Self),
    /// The value, or `from` and a period before each of several.
    Dated(&'static Self),
    Map(&'static Table),
    MapOf(&'static Names),
    Either(&'static [Self]),
    /// It goes by the words of the first, and may be all that the second may be.
    Called(&'static Scalar, &'static Self),
    /// Nothing may stand there as well.
    Blank(&'static Self),
}

/// A value that is neither list nor map.
#[derive(Debug)]
pub struct Scalar {
    /// `date`, for the reference.
    pub called: &'static str,
    pub many: &'static str,
    /// What of it YAML may take for a number or for true and false.
    pub yaml: Yaml,
    /// What its text is like, as a regular expression of ECMA 262. It refuses nothing that is read.
    pub pattern: &'static str,
}

/// What an editor, which reads YAML 1.2, makes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yaml {
    Text,
    /// Digits are a number.
    Number,
    /// Any word; we take it as it is spelt.
    Any,
}

/// A file of the format.
#[derive(Debug)]
pub struct Document {
    /// `indicators`, and the schema is `indicators.schema.json`.
    pub name: &'static str,
    /// Where it lies in a project.
    pub place: &'static str,
    pub says: &'static str,
    pub shape: Shape,
}

impl Table {
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Document {
    /// What its schema is called beside the others.
    pub fn file(&self) -> String {
        format!("{}.schema.json", self.name)
    }
}

impl Key {
    pub const fn needed(self) -> Self {
        Self { need: Need::Yes, ..self }
    }

    pub const fn needed_later(self) -> Self {
        Self { need: Need::Later, ..self }
    }

    pub const fn in_any_case(self) -> Self {
        Self { any_case: true, ..self }
    }

    pub const fn unless(self, others: &'static [&'static str]) -> Self {
        Self { need: Need::Unless(others), ..self }
    }
}

/// A key that may be left out.
pub const fn key(name: &'static str, shape: Shape, says: &'static str, example: &'static str) -> Key {
    Key { name, shape, need: Need::No, says, example, any_case: false }
}

/// A map that has no other keys.
pub const fn table(what: &'static str, keys: &'static [Key]) -> Table {
    Table { what, keys, others: &[] }
}

const fn scalar(called: &'static str, many: &'static str, yaml: Yaml, pattern: &'static str) -> Scalar {
    Scalar { called, many, yaml, pattern }
}

/// Which names can be codes.
pub const CODES: &str = r"^\s*[A-Za-z][A-Za-z0-9._\-]{0,31}\s*$";

/// Any name.
pub const ANY: &str = "";

pub const TEXT: Shape = Shape::One(&scalar("text", "texts", Yaml::Any, ""));
pub const CODE: Shape = Shape::One(&scalar("code", "codes", Yaml::Text, CODES));
pub const DATE: Shape = Shape::One(&scalar("date", "dates", Yaml::Text, r"^\s*\d{4}-\d{2}-\d{2}\s*$"));
pub const DAYS: Shape = Shape::One(&scalar(
    "day or stretch of days",
    "days or stretches of days",
    Yaml::Text,
    r"^\s*\d{4}-\d{2}-\d{2}(\s+to\s+\d{4}-\d{2}-\d{2})?\s*$",
));
const PERIODS: &str = r"^\s*(19|20|21)\d\d(-(0[1-9]|1[0-2])|([/_]\d\d)?([ -]Q[1-4]| academic| calendar)?)\s*$";
pub const PERIOD: Shape = Shape::One(&scalar("period", "periods", Yaml::Number, PERIODS));
pub const WHOLE: Shape = Shape::One(&scalar("whole number", "whole numbers", Yaml::Number, r"^\s*\+?\d+\s*$"));
/// A number with the sign of its unit or without: `£252.3m`.
pub const AMOUNT: Shape = Shape::One(&scalar("number", "numbers", Yaml::Number, r"\d"));
/// A figure with its letters, or a state: `11/22 p`.
pub const FIGURE: Shape = Shape::One(&FIGURES);
pub static FIGURES: Scalar = scalar("figure", "figures", Yaml::Number, r"\S");
pub const RANGE: Shape = Shape::One(&scalar("range", "ranges", Yaml::Text, r"\d.*\d"));
pub const TOLERANCE: Shape = Shape::One(&scalar("tolerance", "tolerances", Yaml::Text, r"\d.*(%|points?)\s*$"));
pub const WINDOW: Shape =
    Shape::One(&scalar("number of days", "numbers of days", Yaml::Text, r"^\s*\d+\s+((working|school) )?days?\s*$"));
pub const LEAD: Shape =
    Shape::One(&scalar("number of days", "numbers of days", Yaml::Text, r"^\s*\d+\s+((clear|working) )?days?\s*$"));
pub const COLOUR: Shape = Shape::One(&scalar("colour in quotes", "colours", Yaml::Number, r"^\s*#?[0-9A-Fa-f]{6}\s*$"));
pub const LINK: Shape = Shape::One(&scalar(
    "link",
    "links",
    Yaml::Text,
    r"^\s*([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)\S+\s*$",
));
