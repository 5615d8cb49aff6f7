//! What a face may ask for. A font file is data of somebody's, and typst believes it: one changed byte in its map of characters is 8 GiB.

use read_fonts::tables::cmap::{Cmap, CmapSubtable};
use read_fonts::{FileRef, FontRef, TableProvider, TopLevelTable};

/// Faces that one file may hold; collections have a dozen.
const MOST_FACES: u32 = 64;

/// Characters that the maps of one face may name together: all of Unicode in each of several maps, which is more than any has.
const MOST_CHARACTERS: u64 = 4 << 20;

/// Why a file's faces are not used, in words that go on from its name; nothing where they may be.
pub fn face_fault(file: &[u8]) -> Option<&'static str> {
    const UNREADABLE: &str = "is no TrueType or OpenType file that can be read";
    // Asked of the bytes: a reader that fails at a collection's list of faces would not say how many it claims.
    let claimed = file.get(8..12).filter(|_| file.starts_with(b"ttcf")).and_then(|bytes| bytes.try_into().ok());
    if claimed.map(u32::from_be_bytes).is_some_and(|faces| faces > MOST_FACES) {
        return Some("says that it holds more faces than any collection has");
    }
    let faces: Vec<FontRef<'_>> = match FileRef::new(file) {
        Ok(FileRef::Font(face)) => vec![face],
        Ok(FileRef::Collection(collection)) => match collection.iter().collect() {
            Ok(faces) => faces,
            Err(_) => return Some(UNREADABLE),
        },
        Err(_) => return Some(UNREADABLE),
    };
    faces.iter().find_map(|face| match characters(face) {
        None => Some(UNREADABLE),
        Some(MOST_CHARACTERS..) => Some("is damaged: its map of characters names more than there are"),
        Some(_) => None,
    })
}

/// How many characters the maps of a face name, each map for itself; nothing where a map cannot be read.
fn characters(face: &FontRef<'_>) -> Option<u64> {
    // A face without a map has no text to set; one whose map cannot be read is half a file.
    if face.table_directory().table_records().iter().all(|record| record.tag() != Cmap::TAG) {
        return Some(0);
    }
    let cmap = face.cmap().ok()?;
    let count = |from: u32, to: u32| (u64::from(to) + 1).saturating_sub(u64::from(from));
    let mut all = 0_u64;
    for record in cmap.encoding_records() {
        let characters: u64 = match record.subtable(cmap.offset_data()).ok()? {
            CmapSubtable::Format4(map) => {
                let segments = map.start_code().iter().zip(map.end_code());
                segments.map(|(from, to)| count(from.get().into(), to.get().into())).sum()
            }
            CmapSubtable::Format8(map) => {
                map.groups().iter().map(|group| count(group.start_char_code(), group.end_char_code())).sum()
            }
            CmapSubtable::Format12(map) => {
                map.groups().iter().map(|group| count(group.start_char_code(), group.end_char_code())).sum()
            }
            CmapSubtable::Format13(map) => {
                map.groups().iter().map(|group| count(group.start_char_code(), group.end_char_code())).sum()
            }
            // These list each character, so that the file's size bounds them; the last lists variants alone.
            CmapSubtable::Format0(_)
            | CmapSubtable::Format2(_)
            | CmapSubtable::Format6(_)
            | CmapSubtable::Format10(_)
            | CmapSubtable::Format14(_) => 0,
        };
        all = all.saturating_add(characters);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets;

    /// Where a map of 32-bit groups begins in a face: format 12 with its four bytes of version and padding.
    fn groups(face: &[u8]) -> Option<usize> {
        let font = FontRef::new(face).ok()?;
        let cmap = font.cmap().ok()?;
        let at = cmap.encoding_records().iter().find_map(|record| {
            let map = record.subtable(cmap.offset_data()).ok()?;
            matches!(map, CmapSubtable::Format12(_)).then(|| record.subtable_offset().to_u32() as usize)
        })?;
        let table = font.table_directory().table_records().iter().find(|record| record.tag() == Cmap::TAG)?;
        Some(table.offset() as usize + at + 16)
    }

    #[test]
    fn every_bundled_face_is_used() {
        assert!(assets::FACES.iter().all(|face| face_fault(face).is_none()));
    }

    #[test]
    fn one_changed_byte_asks_for_no_memory() {
        let face = assets::FACES.iter().find(|face| groups(face).is_some()).expect("a bundled face maps 32-bit groups");
        let at = groups(face).expect("it was found");
        // The first byte of where the first group ends.
        let mut changed = face.to_vec();
        changed[at + 4] = 0xff;
        assert!(face_fault(&changed).is_some_and(|fault| fault.contains("more than there are")));
    }

    #[test]
    fn what_is_no_face_and_what_claims_a_million_is_refused() {
        assert!(face_fault(b"").is_some() && face_fault(b"%PDF-1.7").is_some());
        let collection = [b"ttcf".as_slice(), &[0, 1, 0, 0], &[0xff; 4]].concat();
        assert!(face_fault(&collection).is_some_and(|fault| fault.contains("more faces")));
    }
}
