//! The files that have schemas.

use super::key::{Document, Shape};
use super::{definitions, figures, layout, lists, manifest, recipe};

/// The files that have schemas, in the order of the reference.
pub static DOCUMENTS: [Document; 9] = [
    Document {
        name: "panelpack",
        place: "panelpack.yaml",
        says: "Organisation, rules, papers, meetings.",
        shape: Shape::Map(&manifest::MANIFEST),
    },
    Document {
        name: "indicators",
        place: "indicators.yaml, indicators/*.yaml",
        says: "Definitions under their themes.",
        shape: Shape::MapOf(&definitions::THEMES),
    },
    Document {
        name: "figures",
        place: "figures/*.yaml",
        says: "Figures: wide tables, or a short file a period.",
        shape: Shape::Map(&figures::FILE),
    },
    Document {
        name: "recipe",
        place: "imports/*.yaml",
        says: "How somebody else's file is read.",
        shape: Shape::Map(&recipe::RECIPE),
    },
    Document {
        name: "benchmarks",
        place: "benchmarks.yaml",
        says: "England, region, neighbours: one entry a release.",
        shape: Shape::List(&Shape::Map(&lists::RELEASE)),
    },
    Document {
        name: "corrections",
        place: "corrections.yaml",
        says: "Why published figures changed.",
        shape: Shape::List(&Shape::Map(&lists::CORRECTION)),
    },
    Document {
        name: "actions",
        place: "actions.yaml",
        says: "Actions of the panel.",
        shape: Shape::List(&Shape::Map(&lists::ACTION)),
    },
    Document {
        name: "layout",
        place: "templates/*/layout.yaml",
        says: "A layout of the project's own.",
        shape: Shape::Map(&layout::LAYOUT),
    },
    Document {
        name: "ratings",
        place: "templates/*/base/ratings.yaml",
        says: "How a layout has ratings look.",
        shape: Shape::MapOf(&layout::LOOKS),
    },
];

/// The file of this name.
pub fn document(name: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|document| document.name == name)
}

/// The file of the format that lies at a path of a project.
pub fn document_at(path: &str) -> Option<&'static Document> {
    let name = match path.split_once('/') {
        None => path.strip_suffix(".yaml")?,
        Some(("indicators", _)) => "indicators",
        Some(("figures", _)) => "figures",
        Some(("imports", _)) => "recipe",
        Some(_) => return None,
    };
    document(name).filter(|document| path.contains('/') || document.place.starts_with(path))
}
