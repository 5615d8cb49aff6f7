//! What a logo's file is, and whether drawing it is safe: the only module that knows roxmltree.
//!
//! A picture says itself how large it is, and a few lines of SVG can stand for billions of shapes. So a logo is judged by what it would
//! take to draw, before anything is drawn. SVG is read with the parser that typst's reader of SVG uses, so both see the same elements.
//!
//! A PNG's profile of colours counts as well, since typst unpacks it without a limit.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId, ParsingOptions};

/// More than any sheet of paper at 600 dots an inch.
const MOST_PIXELS: u64 = 40_000_000;

/// Packed; a thousand times that is the most that it can come to.
const LARGEST_PROFILE: u32 = 64 << 10;

/// What an SVG may come to once every element is drawn as often as it is referred to, in bytes of its values.
const MOST_DRAWN: u64 = 16 << 20;

/// What an element comes to beside its values.
const ELEMENT: u64 = 256;

/// How deep elements may lie in one another, with those that they refer to.
const DEEPEST: usize = 200;

/// What names for pieces of text may come to where they are used; editors of pictures write a few addresses so.
const MOST_NAMED: usize = 1 << 20;

/// Why a file is no logo, as what follows its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Another kind of file.
    #[error("is neither SVG nor PNG")]
    OtherKind,
    /// Not what it begins as.
    #[error("is damaged")]
    Damaged,
    /// A picture made of dots that would take gigabytes.
    #[error("has more than {} million dots", MOST_PIXELS / 1_000_000)]
    Pixels,
    /// A profile of colours that would take gigabytes once it is unpacked.
    #[error("has too large a profile of colours")]
    Profile,
    /// Pictures in the picture, here or elsewhere.
    #[error("holds another picture")]
    Picture,
    /// Shadows and the like, which are made of dots, and ends of lines that multiply.
    #[error("has effects or markers")]
    Effects,
    /// More than a logo can need.
    #[error("is too elaborate to be drawn")]
    Elaborate,
}

impl Unfit {
    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::OtherKind => {
                "put an SVG or PNG file beside panelpack.yaml or into the folder `images`, and name its path"
            }
            Self::Damaged => "save it anew from the program that made it",
            Self::Pixels => "save it smaller: 2,000 dots across are enough for any sheet",
            Self::Profile => "save it without a profile of colours",
            Self::Picture => "name the other picture itself as the logo, or save the whole as PNG",
            Self::Effects => "save it without them, or as PNG",
            Self::Elaborate => "save it with fewer shapes, or as PNG",
        }
    }
}

/// The ending of a logo's file: `svg` or `png`.
pub fn kind(bytes: &[u8]) -> Result<&'static str, Unfit> {
    if let Some(png) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        return png_is_drawable(png).map(|()| "png");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("<svg") => svg_is_drawable(text).map(|()| "svg"),
        Ok(_) | Err(_) => Err(Unfit::OtherKind),
    }
}

/// Reads width and height, which a PNG file begins with, and how much of it is a profile of colours.
fn png_is_drawable(png: &[u8]) -> Result<(), Unfit> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = number(8).zip(number(12)).ok_or(Unfit::Damaged)?;
    if png.get(4..8) != Some(b"IHDR") || width == 0 || height == 0 {
        return Err(Unfit::Damaged);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Unfit::Pixels);
    }
    let mut at = 0;
    while let Some((length, kind)) = number(at).zip(png.get(at + 4..at + 8)) {
        match kind {
            b"iCCP" if length > LARGEST_PROFILE => return Err(Unfit::Profile),
            b"IEND" => break,
            _ => at += length as usize + 12,
        }
    }
    Ok(())
}

fn svg_is_drawable(text: &str) -> Result<(), Unfit> {
    if !names_are_plain(text) {
        return Err(Unfit::Elaborate);
    }
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: (MOST_DRAWN / ELEMENT) as u32 * 2, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Unfit::Elaborate,
        _ => Unfit::Damaged,
    })?;
    let is = |node: &Node<'_, '_>, name: &str| node.tag_name().name().eq_ignore_ascii_case(name);
    let elements = || document.descendants().filter(Node::is_element);
    if elements().any(|node| is(&node, "image") || is(&node, "feImage")) {
        return Err(Unfit::Picture);
    }
    let sheets: Vec<&str> = elements().filter(|node| is(node, "style")).filter_map(|node| node.text()).collect();
    if elements().any(|node| has_effect(&node)) || sheets.iter().any(|sheet| names_effect(sheet)) {
        return Err(Unfit::Effects);
    }
    let mut drawing = Drawing::of(&document);
    // A rule of a style sheet may be about every element.
    let by_rule =
        sheets.iter().flat_map(|sheet| links(sheet)).map(|id| drawing.cost_of(id, 0)).fold(0, u64::saturating_add);
    let rules: u64 = sheets.iter().map(|sheet| sheet.len() as u64).sum();
    let all = elements().count() as u64;
    let drawn =
        drawing.cost(document.root_element(), 0).saturating_add(all.saturating_mul(by_rule.saturating_add(rules)));
    if drawn > MOST_DRAWN { Err(Unfit::Elaborate) } else { Ok(()) }
}

/// Whether what the head of the file gives names to is plain text, and comes to little where it is used.
fn names_are_plain(text: &str) -> bool {
    let value = |after: &str| {
        let open = after.find(['"', '\''])?;
        let quoted = &after[open + 1..];
        let close = quoted.find(&after[open..=open])?;
        Some(quoted[..close].to_owned())
    };
    let declared = text.match_indices("<!ENTITY").map(|(at, declaration)| value(&text[at + declaration.len()..]));
    let Some(values) = declared.collect::<Option<Vec<String>>>() else { return false };
    let longest = values.iter().map(String::len).max().unwrap_or(0);
    values.iter().all(|value| !value.contains(['&', '<'])) && longest * text.matches('&').count() <= MOST_NAMED
}

/// Whether an element asks for an effect or a marker.
fn has_effect(node: &Node<'_, '_>) -> bool {
    node.attributes().any(|attribute| match attribute.name() {
        "filter" => attribute.value().trim() != "none",
        "style" => names_effect(attribute.value()),
        name => name.starts_with("marker-") || name == "marker",
    })
}

/// Whether style rules ask for one.
fn names_effect(rules: &str) -> bool {
    let is_effect = |rule: &str| {
        let Some((name, value)) = rule.rsplit('{').next().and_then(|rule| rule.split_once(':')) else { return false };
        let name = name.trim();
        (name == "filter" || name.starts_with("marker")) && value.trim().trim_end_matches('}').trim() != "none"
    };
    rules.split([';', '}']).any(is_effect)
}

/// The names that values refer to: `url(#shade)`.
fn links(value: &str) -> impl Iterator<Item = &str> {
    let ids = value.split("url(").skip(1);
    ids.filter_map(|rest| rest.split(')').next()?.trim().trim_matches(['"', '\'']).trim().strip_prefix('#'))
}

/// What the elements of a picture come to, each found out once.
struct Drawing<'d, 'i> {
    by_id: HashMap<&'d str, Node<'d, 'i>>,
    /// Without end while an element is being counted: it refers to itself.
    costs: HashMap<NodeId, u64>,
}

impl<'d, 'i> Drawing<'d, 'i> {
    fn of(document: &'d Document<'i>) -> Self {
        let mut by_id = HashMap::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                by_id.entry(id).or_insert(node);
            }
        }
        Self { by_id, costs: HashMap::new() }
    }

    fn cost_of(&mut self, id: &str, depth: usize) -> u64 {
        self.by_id.get(id).copied().map_or(0, |node| self.cost(node, depth))
    }

    fn cost(&mut self, node: Node<'d, 'i>, depth: usize) -> u64 {
        if depth > DEEPEST {
            return u64::MAX;
        }
        if let Some(known) = self.costs.get(&node.id()) {
            return *known;
        }
        self.costs.insert(node.id(), u64::MAX);
        let mut cost = ELEMENT + node.text().map_or(0, |text| text.len() as u64);
        for attribute in node.attributes() {
            cost = cost.saturating_add(attribute.value().len() as u64);
            // What `a` refers to is where a click would lead.
            let is_drawn = attribute.name() == "href" && node.tag_name().name() != "a";
            let linked = if is_drawn { attribute.value().trim().strip_prefix('#') } else { None };
            for id in linked.into_iter().chain(links(attribute.value())) {
                cost = cost.saturating_add(self.cost_of(id, depth + 1));
            }
        }
        for child in node.children().filter(Node::is_element) {
            cost = cost.saturating_add(self.cost(child, depth + 1));
        }
        self.costs.insert(node.id(), cost);
        cost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(body: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>{body}</svg>"
        )
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &width.to_be_bytes()[..], &height.to_be_bytes(), b"\x08\x06\0\0\0"].concat()
    }

    #[test]
    fn what_editors_write_is_drawn() {
        let illustrator = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd' [\n\
             <!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n]>\n<svg xmlns='&ns_svg;'><style>.a{fill:url(#g);filter:none}</style>\
             <linearGradient id='g'><stop/></linearGradient><path class='a' d='M0 0h9'/></svg>";
        let inkscape = svg(
            "<defs><marker id='m'/><filter id='f'/></defs><g id='a'><path d='M0 0h9'/></g><use xlink:href='#a' x='3'/>",
        );
        assert_eq!(kind(illustrator.as_bytes()), Ok("svg"));
        assert_eq!(kind(inkscape.as_bytes()), Ok("svg"));
        assert_eq!(kind(&png(6000, 6000)), Ok("png"));
    }

    #[test]
    fn what_would_take_gigabytes_is_refused_without_being_drawn() {
        let laughs = (1..30).fold("<path id='a0' d='M0 0h1'/>".to_owned(), |text, i| {
            let twice = format!("<use href='#a{0}'/><use href='#a{0}'/>", i - 1);
            format!("{text}<g id='a{i}'>{twice}</g>")
        });
        let tiles = (1..30).fold("<pattern id='p0'><path/></pattern>".to_owned(), |text, i| {
            let twice = format!("<path fill='url(#p{0})'/><path style='fill:url( \"#p{0}\" )'/>", i - 1);
            format!("{text}<pattern id='p{i}'>{twice}</pattern>")
        });
        let named =
            format!("<!DOCTYPE svg [<!ENTITY a '{}'>]>", "x".repeat(100_000)) + &svg(&"<text>&a;</text>".repeat(1000));
        let nested = "<!DOCTYPE svg [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>".to_owned() + &svg("<text>&b;</text>");
        let deep = svg(&format!("{}{}", "<g>".repeat(60_000), "</g>".repeat(60_000)));
        let round = svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#c'/></g><g id='c'><use href='#a'/></g>");
        for text in [svg(&laughs), round, svg(&tiles), named, nested, svg(&"<g/>".repeat(200_000)), deep] {
            assert_eq!(kind(text.as_bytes()), Err(Unfit::Elaborate), "{}", &text[..90]);
        }
        for (width, height) in [(60_000, 60_000), (u32::MAX, u32::MAX), (40_000_001, 1)] {
            assert_eq!(kind(&png(width, height)), Err(Unfit::Pixels));
        }
    }

    /// A profile is packed: a few megabytes of it would be some gigabytes.
    #[test]
    fn a_profile_of_colours_is_measured_as_well() {
        let chunk = |kind: &[u8; 4], length: usize| {
            [&(length as u32).to_be_bytes()[..], kind, &vec![0; length], &[0; 4]].concat()
        };
        let with = |profile: usize| {
            let head = [&png(9, 9)[..], &[0; 4]].concat();
            [head, chunk(b"tEXt", 100_000), chunk(b"iCCP", profile), chunk(b"IDAT", 9), chunk(b"IEND", 0)].concat()
        };
        assert_eq!(kind(&with(3000)), Ok("png"));
        assert_eq!(kind(&with(1 << 20)), Err(Unfit::Profile));
    }

    #[test]
    fn a_picture_within_the_picture_is_refused_wherever_it_lies() {
        for body in [
            "<image href='/etc/passwd'/>",
            "<image xlink:href='file:///etc/passwd'/>",
            "<g><image href='data:image/png;base64,AAAA'/></g>",
            "<defs><filter id='f'><feImage href='a.png'/></filter></defs>",
            "<s:image xmlns:s='http://www.w3.org/2000/svg' href='x'/>",
        ] {
            assert_eq!(kind(svg(body).as_bytes()), Err(Unfit::Picture), "{body}");
        }
    }

    #[test]
    fn effects_and_markers_are_refused_where_they_are_used() {
        for body in [
            "<path filter='blur(9)'/>",
            "<path style='fill:red;filter : url(#f)'/>",
            "<style>.a{fill:red} .b { filter: url(#f) }</style>",
            "<path marker-mid='url(#m)'/>",
            "<style>path{marker:url(#m)}</style>",
        ] {
            assert_eq!(kind(svg(body).as_bytes()), Err(Unfit::Effects), "{body}");
        }
    }

    #[test]
    fn what_is_no_picture_is_said_so() {
        assert_eq!(kind(b"\xff\xd8\xff"), Err(Unfit::OtherKind));
        assert_eq!(kind(b"<html/>"), Err(Unfit::OtherKind));
        for bytes in [&png(9, 9)[..20], &png(0, 9), b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(kind(bytes), Err(Unfit::Damaged));
        }
        assert_eq!(kind(b"<svg><g></svg>"), Err(Unfit::Damaged));
        assert_eq!(kind(format!("<svg>{}", "<g>".repeat(100_000)).as_bytes()), Err(Unfit::Damaged));
    }
}
