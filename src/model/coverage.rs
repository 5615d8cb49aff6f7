//! Which characters a typeface can show.

use std::collections::BTreeSet;

/// The code points for which each face of a page has a shape.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    faces: Vec<Face>,
    common: BTreeSet<u32>,
}

/// The code points of one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// `Source Sans 3`.
    pub family: String,
    /// What tells it from others of its family: `Bold`.
    pub style: String,
    /// For these it has a shape.
    pub code_points: BTreeSet<u32>,
}

impl Coverage {
    /// What all of some faces can show: any text may be set in any of them.
    pub fn of(faces: Vec<Face>) -> Self {
        let first = faces.first().map(|face| face.code_points.clone()).unwrap_or_default();
        let common = faces.iter().skip(1).fold(first, |all, face| &all & &face.code_points);
        Self { faces, common }
    }

    /// Whether `c` can be shown. Spaces, line feeds and soft hyphens need no shape.
    pub fn has(&self, c: char) -> bool {
        matches!(c, '\n' | '\u{ad}') || self.common.contains(&(c as u32))
    }

    /// The names of the faces that lack `c`, and of a family once where all its faces do: `Source Sans 3`, `Public Sans Bold`.
    pub fn lacking(&self, c: char) -> Vec<String> {
        let lacks = |face: &&Face| !face.code_points.contains(&(c as u32));
        let mut names: Vec<String> = Vec::new();
        for face in self.faces.iter().filter(lacks) {
            let is_whole = self.faces.iter().filter(|other| other.family == face.family).all(|other| lacks(&other));
            let name = if is_whole { face.family.clone() } else { format!("{} {}", face.family, face.style) };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_named_once_and_a_face_by_its_style() {
        let face = |family: &str, style: &str, text: &str| Face {
            family: family.to_owned(),
            style: style.to_owned(),
            code_points: text.chars().map(u32::from).collect(),
        };
        let coverage =
            Coverage::of(vec![face("A", "Regular", "xyz"), face("A", "Bold", "xz"), face("B", "Bold", "xy")]);
        assert!(coverage.has('x') && !coverage.has('y') && !coverage.has('z'));
        assert_eq!(coverage.lacking('x'), Vec::<String>::new());
        assert_eq!(coverage.lacking('y'), ["A Bold"]);
        assert_eq!(coverage.lacking('z'), ["B"]);
        assert_eq!(coverage.lacking('?'), ["A", "B"]);
    }
}
