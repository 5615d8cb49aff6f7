//! What is built in: layouts and faces. Everything a paper needs travels in the binary.
//!
//! A layout holds what is its own; what all of them share lies in `base/`, and `layout eject` copies both, so that an ejected layout is
//! whole.

/// A built-in layout: its name and its files, by path within the layout.
pub struct BuiltIn {
    /// The name papers use.
    pub name: &'static str,
    /// Path and content; `layout.yaml` among them, what it shares with the others not.
    pub files: &'static [(&'static str, &'static str)],
}

/// A file of `templates/` under its path there.
macro_rules! template {
    ($path:expr) => {
        include_str!(concat!("../templates/", $path))
    };
}

/// What the layouts share, by path within each of them.
pub const BASE: &[(&str, &str)] = &[
    ("base/answer.typ", template!("base/answer.typ")),
    ("base/back.typ", template!("base/back.typ")),
    ("base/base.typ", template!("base/base.typ")),
    ("base/block.typ.j2", template!("base/block.typ.j2")),
    ("base/glance.typ.j2", template!("base/glance.typ.j2")),
    ("base/indicator.typ", template!("base/indicator.typ")),
    ("base/off-target.typ.j2", template!("base/off-target.typ.j2")),
    ("base/page.typ", template!("base/page.typ")),
    ("base/paper.typ.j2", template!("base/paper.typ.j2")),
    ("base/parts.typ", template!("base/parts.typ")),
    ("base/ratings.yaml", template!("base/ratings.yaml")),
    ("base/revisions.typ", template!("base/revisions.typ")),
    ("base/revisions.typ.j2", template!("base/revisions.typ.j2")),
    ("base/spc.typ", template!("base/spc.typ")),
    ("base/style.typ", template!("base/style.typ")),
    ("base/tables.typ", template!("base/tables.typ")),
    ("base/text.typ", template!("base/text.typ")),
    ("base/title.typ", template!("base/title.typ")),
];

/// The document that says what differs between two sides; it uses what the layouts share.
pub const CHANGES: &str = template!("changes/main.typ");

/// A built-in layout: its folder and, beside `layout.yaml`, `main.typ.j2` and `theme.typ`, its other files.
macro_rules! layout {
    ($name:literal $(, $file:literal)*) => {
        BuiltIn {
            name: $name,
            files: &[
                ("layout.yaml", template!(concat!($name, "/layout.yaml"))),
                ("main.typ.j2", template!(concat!($name, "/main.typ.j2"))),
                $(($file, template!(concat!($name, "/", $file))),)*
                ("theme.typ", template!(concat!($name, "/theme.typ"))),
            ],
        }
    };
}

/// Every built-in layout, in the order in which `layout list` prints them.
pub const LAYOUTS: &[BuiltIn] = &[
    layout!("scorecard", "section.typ.j2"),
    layout!("data-report"),
    layout!("monitoring", "section.typ.j2", "themes.typ.j2"),
    layout!("exceptions", "section.typ.j2"),
    layout!("one-page"),
    layout!("young-people"),
    layout!("addendum"),
];

/// The faces of the page and of the charts, in a fixed order, because the order is part of the output's bytes.
pub const FACES: &[&[u8]] = &[
    include_bytes!("../fonts/source-sans-3/SourceSans3_400Regular.ttf"),
    include_bytes!("../fonts/source-sans-3/SourceSans3_400Regular_Italic.ttf"),
    include_bytes!("../fonts/source-sans-3/SourceSans3_600SemiBold.ttf"),
    include_bytes!("../fonts/source-sans-3/SourceSans3_700Bold.ttf"),
];

/// The built-in layout of this name.
pub fn layout(name: &str) -> Option<&'static BuiltIn> {
    LAYOUTS.iter().find(|layout| layout.name == name)
}
