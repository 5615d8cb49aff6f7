//! `sources:` of the manifest: workbooks in the folder `sources` that are read as they are, each as a recipe says.
//!
//! A workbook holds more than is read of it, so it is no file of the project: what is kept with an edition is [`cells`](super::cells), by the recipe's name.

use crate::diag::Found;

use super::keys::manifest::SOURCE;
use super::reader::{MapReader, list};
use super::text::Text;
use super::yaml::Node;

/// The folder of workbooks.
pub const FOLDER: &str = "sources";

/// A workbook, or several that one recipe reads.
#[derive(Debug, Clone)]
pub struct RawSource {
    /// A name in the folder `sources`, with `*` for what differs between several.
    pub workbook: Text,
    /// The name of a file in `imports`, without its ending.
    pub recipe: Text,
    /// As of a file of figures.
    pub source: Option<Text>,
    /// As of a file of figures.
    pub extracted: Option<Text>,
}

impl RawSource {
    /// The path of its workbooks, perhaps with `*`.
    pub fn path(&self) -> String {
        let name = self.workbook.value.trim().trim_start_matches("./");
        format!("{FOLDER}/{}", name.strip_prefix("sources/").unwrap_or(name))
    }

    /// The path of the cells that were read.
    pub fn cells_path(&self) -> String {
        format!("{FOLDER}/{}.cells.csv", self.recipe_name())
    }

    /// The path of its recipe.
    pub fn recipe_path(&self) -> String {
        format!("imports/{}.yaml", self.recipe_name())
    }

    fn recipe_name(&self) -> &str {
        let name = self.recipe.value.trim();
        let name = name.strip_prefix("imports/").unwrap_or(name);
        name.strip_suffix(".yaml").unwrap_or(name)
    }
}

/// Reads the list.
pub fn read(node: Node, diagnostics: &mut Found) -> Vec<RawSource> {
    let items = list(node, "`sources`", diagnostics).unwrap_or_default();
    let read = |item| {
        let mut keys = MapReader::new(item, &SOURCE, diagnostics)?;
        let source = RawSource {
            workbook: keys.need_text("workbook", "the name of a workbook in the folder `sources`")?,
            recipe: keys.need_text("recipe", "the name of the file in `imports` that says how it is read")?,
            source: keys.text("source"),
            extracted: keys.text("extracted"),
        };
        keys.finish();
        Some(source)
    };
    items.into_iter().filter_map(read).collect()
}

/// What a file is to the sources of a project.
pub enum What {
    Recipe,
    Cells,
    Workbook,
    /// Nothing: a recipe for `import`, or a workbook that is read by nobody.
    Other,
}

/// What the file of this path is.
pub fn what(sources: &[RawSource], path: &str) -> What {
    let any = |is: fn(&RawSource, &str) -> bool| sources.iter().any(|source| is(source, path));
    match () {
        () if any(|source, path| source.recipe_path() == path) => What::Recipe,
        () if any(|source, path| source.cells_path() == path) => What::Cells,
        () if any(|source, path| fits(&source.path(), path)) => What::Workbook,
        () => What::Other,
    }
}

/// Whether a name is one of those that a pattern stands for, whatever its capitals; `*` stands for anything.
pub fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let parts: Vec<&str> = pattern.split('*').collect();
    let [first, middle @ .., last] = &parts[..] else { return pattern == name };
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}
