//! What is built in: layouts and faces. Everything a paper needs travels in the binary.

/// A built-in layout: its name and its files, by path within the layout.
pub struct BuiltIn {
    /// The name papers use.
    pub name: &'static str,
    /// Path and content; `layout.yaml` among them.
    pub files: &'static [(&'static str, &'static str)],
}

/// Every built-in layout, in the order in which `layout list` prints them.
pub const LAYOUTS: &[BuiltIn] = &[BuiltIn {
    name: "scorecard",
    files: &[
        ("layout.yaml", include_str!("../templates/scorecard/layout.yaml")),
        ("main.typ.j2", include_str!("../templates/scorecard/main.typ.j2")),
        ("section.typ.j2", include_str!("../templates/scorecard/section.typ.j2")),
        ("theme.typ", include_str!("../templates/scorecard/theme.typ")),
    ],
}];

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
