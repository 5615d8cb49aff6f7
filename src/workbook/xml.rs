//! What both kinds of workbook need of XML.

use std::fmt::Display;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};

use super::WorkbookError;

/// The value of an attribute by its whole name.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// The value of an attribute that is a whole number.
pub fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.parse().ok()
}

/// What a reference stands for: one of the five of XML, or a character by its number. Others would have to be declared, and nothing is.
pub fn meant(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).unwrap_or_default().to_owned()
}

/// A file that is not what it should be.
pub fn damaged(error: impl Display) -> WorkbookError {
    WorkbookError::Damaged(error.to_string())
}
