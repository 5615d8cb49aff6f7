//! Fewer elements for the same picture: what lies beside each other in one style is one path.
//!
//! Plotters writes each dash of a line and each bar as an element of its own, and typst reads, sets and exports each by itself.

use std::fmt::Write;

/// The SVG that plotters wrote, with neighbours of one style joined. What overlaps is opaque, so that order within a path means nothing.
/// In `small` pictures all but level dashes stay apart: some readers set the edges of a lone rectangle, and of a level line, on whole dots of the screen, and of any other path they do not.
pub fn joined(svg: &str, small: bool) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut run: Vec<Shape<'_>> = Vec::new();
    for line in svg.lines() {
        let shape = Shape::of(line).filter(|shape| !small || shape.is_level());
        if shape.as_ref().map(|shape| shape.style) != run.first().map(|first| first.style) {
            end(&mut run, &mut out);
        }
        match shape {
            Some(shape) => run.push(shape),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    end(&mut run, &mut out);
    out
}

/// A line or a rectangle.
struct Shape<'a> {
    line: &'a str,
    /// All attributes but those of its place. A line never has those of a rectangle: it is not filled.
    style: &'a str,
    place: Place<'a>,
}

enum Place<'a> {
    /// Spots with blanks between them.
    Line(&'a str),
    /// Left, top, width, height.
    Rectangle([&'a str; 4]),
}

impl<'a> Shape<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let inside = line.strip_suffix("\"/>")?;
        let (style, place) = if let Some(inside) = inside.strip_prefix("<polyline ") {
            let (style, spots) = inside.split_once(" points=\"")?;
            (style, Place::Line(spots.trim_end()))
        } else {
            let mut rest = inside.strip_prefix("<rect x=\"")?;
            let mut numbers = [""; 4];
            for (number, next) in numbers.iter_mut().zip(["y=\"", "width=\"", "height=\"", ""]) {
                let (value, after) = rest.split_once("\" ")?;
                (*number, rest) = (value, after.strip_prefix(next)?);
            }
            (rest, Place::Rectangle(numbers))
        };
        style.contains("opacity=\"1\"").then_some(Self { line, style, place })
    }

    /// Whether it is a line from one spot to another at the same height.
    fn is_level(&self) -> bool {
        let Place::Line(spots) = self.place else { return false };
        let heights: Vec<_> = spots.split(' ').map(|spot| spot.split_once(',').map(|(_, height)| height)).collect();
        matches!(heights[..], [Some(first), Some(second)] if first == second)
    }

    fn write(&self, out: &mut String) {
        match self.place {
            Place::Line(spots) => {
                for (place, spot) in spots.split(' ').enumerate() {
                    out.push(if place == 0 { 'M' } else { 'L' });
                    out.push_str(spot);
                }
            }
            Place::Rectangle([left, top, width, height]) => {
                let _ = write!(out, "M{left},{top}h{width}v{height}h-{width}z");
            }
        }
    }
}

/// Writes what was gathered: one shape as it was, several as a path.
fn end(run: &mut Vec<Shape<'_>>, out: &mut String) {
    match run.as_slice() {
        [] => {}
        [one] => {
            out.push_str(one.line);
            out.push('\n');
        }
        [first, ..] => {
            // The last quotation mark of a rectangle's style went with the end of its element.
            let end = if matches!(first.place, Place::Line(_)) { "" } else { "\"" };
            let _ = write!(out, "<path {}{end} d=\"", first.style);
            run.iter().for_each(|shape| shape.write(out));
            out.push_str("\"/>\n");
        }
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::joined;

    const BLUE: &str = r##"<polyline fill="none" opacity="1" stroke="#12436D" stroke-width="24" points="##;

    #[test]
    fn neighbours_of_one_style_are_one_path_in_their_order() {
        let bar = |x: u8| {
            format!(
                "<rect x=\"{x}\" y=\"2\" width=\"3\" height=\"4\" opacity=\"1\" fill=\"#A81D30\" stroke=\"none\"/>\n"
            )
        };
        let svg = format!(
            "<svg>\n{BLUE}\"1,2 3,4 \"/>\n{BLUE}\"5,6 7,8 9,9 \"/>\n{}{}<circle r=\"1\"/>\n{BLUE}\"1,1 2,2 \"/>\n</svg>\n",
            bar(1),
            bar(9)
        );
        let line =
            BLUE.strip_prefix("<polyline").and_then(|style| style.strip_suffix(" points=")).expect("it is a line");
        let expected = format!(
            "<svg>\n<path{line} d=\"M1,2L3,4M5,6L7,8L9,9\"/>\n<path opacity=\"1\" fill=\"#A81D30\" stroke=\"none\" d=\"M1,2h3v4h-3zM9,2h3v4h-3z\"/>\n<circle r=\"1\"/>\n{BLUE}\"1,1 2,2 \"/>\n</svg>\n"
        );
        assert_eq!(joined(&svg, false), expected);
        assert_eq!(joined(&svg, true), svg);
    }

    #[test]
    fn dashes_of_a_small_picture_are_one_path() {
        let svg = format!("<svg>\n{BLUE}\"1,2 3,2 \"/>\n{BLUE}\"5,2 7,2 \"/>\n{BLUE}\"9,2 9,4 \"/>\n</svg>\n");
        let small = joined(&svg, true);
        assert!(small.contains(" d=\"M1,2L3,2M5,2L7,2\"/>\n<polyline "), "{small}");
    }

    #[test]
    fn what_shines_through_stays_by_itself() {
        let pale =
            "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" opacity=\"0.5\" fill=\"#A81D30\" stroke=\"none\"/>\n";
        let svg = format!("<svg>\n{pale}{pale}</svg>\n");
        assert_eq!(joined(&svg, false), svg);
    }
}
