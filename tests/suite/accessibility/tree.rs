//! The tag tree: what a screen reader goes through, in its order, with the text that the page shows for it.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, String as PdfString};

use super::painted::{Belongs, Page};

/// A structure element.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// As written: `H1`, `Title`, `Strong`.
    pub tag: String,
    /// The standard role behind it, through the role map: `Title` is a `P` in PDF 1.7.
    pub role: String,
    pub alt: Option<String>,
    /// `Column`, `Row` or `Both`, of a header cell.
    pub scope: Option<String>,
    pub id: Option<String>,
    /// The header cells that a cell names as its own.
    pub headers: Vec<String>,
    pub column_span: usize,
    pub row_span: usize,
    pub kids: Vec<Kid>,
}

#[derive(Debug, Clone)]
pub enum Kid {
    Element(Element),
    Content(Content),
    Annotation(Annotation),
}

/// A piece of a page.
#[derive(Debug, Clone)]
pub struct Content {
    /// Counted from nought.
    pub page: usize,
    pub number: i32,
    pub text: String,
}

/// A link's area on a page.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// What it says about itself.
    pub contents: String,
    /// Where it leads, if that is outside the document.
    pub address: Option<String>,
}

impl Element {
    /// Calls `found` for this element and all below, in reading order, each with those around it, outermost first.
    pub fn walk<'e>(&'e self, found: &mut impl FnMut(&'e Element, &[&'e Element])) {
        fn go<'e>(
            element: &'e Element,
            around: &mut Vec<&'e Element>,
            found: &mut impl FnMut(&'e Element, &[&'e Element]),
        ) {
            found(element, around);
            around.push(element);
            for kid in element.elements() {
                go(kid, around, found);
            }
            around.pop();
        }
        go(self, &mut Vec::new(), found);
    }

    /// All elements of a role, in reading order.
    pub fn all(&self, role: &str) -> Vec<&Element> {
        let mut all = Vec::new();
        self.walk(&mut |element, _| {
            if element.role == role {
                all.push(element);
            }
        });
        all
    }

    /// The elements directly below.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            Kid::Content(_) | Kid::Annotation(_) => None,
        })
    }

    /// Everything that is read for it, in order: text, and an alternative text in the place of what it stands for.
    pub fn text(&self) -> String {
        fn collect(element: &Element, text: &mut String) {
            if let Some(alt) = &element.alt {
                append(text, alt);
                return;
            }
            for kid in &element.kids {
                match kid {
                    Kid::Element(element) => collect(element, text),
                    Kid::Content(content) => append(text, &content.text),
                    Kid::Annotation(_) => {}
                }
            }
        }
        let mut text = String::new();
        collect(self, &mut text);
        text
    }

    /// The text that is its own, and of no element below.
    pub fn own_text(&self) -> String {
        let own = self.kids.iter().filter_map(|kid| match kid {
            Kid::Content(content) => Some(content.text.as_str()),
            Kid::Element(_) | Kid::Annotation(_) => None,
        });
        own.collect::<Vec<_>>().join(" ")
    }

    /// The pieces of pages below it, in reading order.
    pub fn contents(&self) -> Vec<&Content> {
        let mut contents = Vec::new();
        for kid in &self.kids {
            match kid {
                Kid::Element(element) => contents.extend(element.contents()),
                Kid::Content(content) => contents.push(content),
                Kid::Annotation(_) => {}
            }
        }
        contents
    }

    /// The heading's level.
    pub fn level(&self) -> Option<usize> {
        self.role.strip_prefix('H')?.parse().ok()
    }
}

fn append(text: &mut String, more: &str) {
    let apart = text.is_empty() || text.ends_with(char::is_whitespace) || more.starts_with(char::is_whitespace);
    if !apart {
        text.push(' ');
    }
    text.push_str(more);
}

/// Reads the tag tree of a PDF whose pages are known.
pub fn tree(pdf: &Pdf, pages: &[Page]) -> Element {
    let root = catalog(pdf).get::<Dict<'_>>(b"StructTreeRoot").expect("the document is tagged");
    let role_map = root.get::<Dict<'_>>(b"RoleMap").unwrap_or_default();
    let ids = pdf.pages().iter().enumerate().filter_map(|(i, page)| Some((page.raw().obj_id()?, i))).collect();
    let reader = Reader { role_map, ids, texts: texts(pages) };
    let kids = reader.kids(&root, None);
    Element { tag: "Root".to_owned(), role: "Root".to_owned(), kids, ..Element::default() }
}

pub fn catalog(pdf: &Pdf) -> Dict<'_> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).expect("the catalog is a dictionary")
}

/// A text of the PDF: UTF-16 with its mark in front, otherwise one of the letters that Latin-1 shares.
pub fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

pub fn text(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<PdfString<'_>>(key.as_bytes()).map(|text| decoded(text.as_bytes()))
}

fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key.as_bytes()).map(|name| name.as_str().to_owned())
}

/// The text of each piece of a page. Where a line ends without a blank one is put in, as readers do.
fn texts(pages: &[Page]) -> HashMap<(usize, i32), String> {
    let mut texts: HashMap<(usize, i32), String> = HashMap::new();
    for (i, page) in pages.iter().enumerate() {
        for (_, item, run) in page.runs() {
            if let Belongs::Tagged(number) = item.belongs {
                append(texts.entry((i, number)).or_default(), &run.text);
            }
        }
    }
    texts
}

struct Reader<'a> {
    role_map: Dict<'a>,
    ids: HashMap<ObjectIdentifier, usize>,
    texts: HashMap<(usize, i32), String>,
}

impl<'a> Reader<'a> {
    fn kids(&self, dict: &Dict<'a>, page: Option<usize>) -> Vec<Kid> {
        match dict.get::<Object<'a>>(b"K") {
            Some(Object::Array(kids)) => kids.iter::<Object<'a>>().map(|kid| self.kid(kid, page)).collect(),
            Some(kid) => vec![self.kid(kid, page)],
            None => Vec::new(),
        }
    }

    fn kid(&self, kid: Object<'a>, page: Option<usize>) -> Kid {
        match kid {
            Object::Number(number) => Kid::Content(self.content(page, number.as_f64() as i32)),
            Object::Dict(dict) => match name(&dict, "Type").as_deref() {
                Some("MCR") => {
                    assert!(!dict.contains_key(b"Stm"), "a piece lies in a stream of its own, which nobody reads here");
                    let number = dict.get::<i32>(b"MCID").expect("a piece has its number");
                    Kid::Content(self.content(self.page(&dict).or(page), number))
                }
                Some("OBJR") => Kid::Annotation(annotation(&dict)),
                _ => Kid::Element(self.element(&dict, page)),
            },
            other => panic!("a kid is {other:?}"),
        }
    }

    fn page(&self, dict: &Dict<'a>) -> Option<usize> {
        dict.get_ref(b"Pg").map(|page| self.ids[&page.into()])
    }

    fn content(&self, page: Option<usize>, number: i32) -> Content {
        let page = page.expect("a piece knows its page");
        Content { page, number, text: self.texts.get(&(page, number)).cloned().unwrap_or_default() }
    }

    fn element(&self, dict: &Dict<'a>, page: Option<usize>) -> Element {
        let tag = name(dict, "S").expect("an element has a type");
        let page = self.page(dict).or(page);
        let attributes = match dict.get::<Object<'a>>(b"A") {
            Some(Object::Array(list)) => list.iter::<Dict<'a>>().collect(),
            Some(Object::Dict(one)) => vec![one],
            _ => Vec::new(),
        };
        let span = |key: &str| attributes.iter().find_map(|own| own.get::<u32>(key.as_bytes())).unwrap_or(1) as usize;
        let headers = attributes.iter().find_map(|own| own.get::<Array<'a>>(b"Headers"));
        Element {
            role: self.role(&tag),
            alt: text(dict, "Alt"),
            scope: attributes.iter().find_map(|own| name(own, "Scope")),
            id: text(dict, "ID"),
            headers: headers.iter().flat_map(Array::iter::<PdfString<'a>>).map(|id| decoded(id.as_bytes())).collect(),
            column_span: span("ColSpan"),
            row_span: span("RowSpan"),
            kids: self.kids(dict, page),
            tag,
        }
    }

    fn role(&self, tag: &str) -> String {
        let mut role = tag.to_owned();
        while let Some(next) = name(&self.role_map, &role).filter(|next| *next != role) {
            role = next;
        }
        role
    }
}

fn annotation(reference: &Dict<'_>) -> Annotation {
    let dict = reference.get::<Dict<'_>>(b"Obj").expect("the object is there");
    let action = dict.get::<Dict<'_>>(b"A");
    Annotation {
        contents: text(&dict, "Contents").unwrap_or_default(),
        address: action.and_then(|action| text(&action, "URI")),
    }
}
