//! The shape of the sources: no circle of imports between files, and no function that cannot be seen at a glance.
//!
//! A file imports another where it names what is defined there, in a `use` or in the midst of its code. Inside a folder a name leads to the file that defines it, however many pass
//! it on; from outside it leads to the file of the folder, which imports what it passes on. It also imports the modules that it declares, but for those that are rooms of their own. What
//! tests import counts for nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::{module as room, sources};

const MOST_LINES: usize = 60;

#[test]
fn no_files_import_one_another_in_a_circle() {
    let sources = sources_without_tests();
    let imports = imports(&sources);
    let number: usize = imports.values().map(BTreeSet::len).sum();
    assert!(number > 500, "{number} imports");
    let circle = shortest_circle(&imports);
    assert!(circle.is_none(), "a circle: {}", circle.unwrap_or_default().join(" → "));
}

#[test]
fn no_function_grows_past_60_lines() {
    let mut seen = 0;
    for (file, code) in sources_without_tests() {
        for (line, name, length) in functions(&code) {
            seen += 1;
            assert!(length <= MOST_LINES, "src/{file}:{line}: {name} has {length} lines");
        }
    }
    assert!(seen > 1000, "{seen} functions");
}

#[test]
fn a_circle_is_found_however_a_name_is_taken() {
    let circle = |files: &[(&str, &str)]| {
        let sources: Vec<_> = files.iter().map(|(file, text)| (file.to_string(), code_of(text))).collect();
        shortest_circle(&imports(&sources)).map(|circle| circle.join(" "))
    };
    let folder = "mod high;\nmod low;\npub use high::High;\npub use low::{Low as Deep, other};\n";
    let owner = format!("{folder}pub struct Size;");
    let of_folder = |folder, high| {
        circle(&[("lib.rs", "mod room;"), ("room/mod.rs", folder), ("room/low.rs", ""), ("room/high.rs", high)])
    };
    assert_eq!(of_folder(folder, "use super::{Deep, low};\nfn high(low: low::Low) -> super::other::Other {}"), None);
    for taken in ["use super::Size;", "use crate::room::{Deep, Size as Big};", "fn high() -> super::Size {}"] {
        assert_eq!(of_folder(&owner, taken).as_deref(), Some("room/high.rs room/mod.rs room/high.rs"), "{taken}");
    }
    for not_taken in
        ["#[cfg(test)]\nmod tests {\n    use super::super::Size;\n}\n", "// super::Size", "\"super::Size\""]
    {
        assert_eq!(of_folder(&owner, not_taken), None, "{not_taken}");
    }
    let rooms =
        [("lib.rs", "mod a;\nmod b;"), ("a.rs", "use crate::b;\nfn a() { b::b() }"), ("b.rs", "use crate::{a::a};")];
    assert_eq!(circle(&rooms).as_deref(), Some("a.rs b.rs a.rs"));
}

#[test]
fn a_function_is_measured_from_its_signature_to_its_brace() {
    let code = "impl A {\n    pub(crate) const fn long(\n        a: u8,\n    ) -> u8 {\n        if a {\n        }\n    }\n}\nfn short() {}\n";
    assert_eq!(functions(code), [(2, "long", 6), (9, "short", 1)]);
}

/// The sources as the compiler sees them without tests: comments, literals and tests are blank.
fn sources_without_tests() -> Vec<(String, String)> {
    let is_test = |file: &str| file.ends_with("tests.rs") || file.contains("tests/");
    sources().into_iter().filter(|(file, _)| !is_test(file)).map(|(file, text)| (file, code_of(&text))).collect()
}

fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = length_of_words(rest);
        let (words, after) = rest.split_at(length.max(first.len_utf8()));
        code.push_str(&if length > 0 { blank(words) } else { words.to_owned() });
        rest = after;
    }
    while let Some(at) = code.find("#[cfg(test)]").or_else(|| code.find("#[cfg(all(test,")) {
        let item = &code[at..];
        let indentation = code[..at].rsplit('\n').next().unwrap_or_default();
        let end = match item.find(['{', ';']) {
            Some(end) if item[end..].starts_with('{') => item.find(&format!("\n{indentation}}}")).map(|end| end + 2),
            end => end,
        };
        let end = at + end.map_or(item.len(), |end| end + indentation.len());
        code.replace_range(at..end, &blank(&code[at..end]));
    }
    code
}

/// The same lines with nothing in them.
fn blank(text: &str) -> String {
    text.chars().map(|it| if it == '\n' { '\n' } else { ' ' }).collect()
}

/// The bytes of the comment or the literal that a text begins with.
fn length_of_words(text: &str) -> usize {
    let until = |from: usize, end: &str| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    let escaped = |quote: char| {
        let mut after_backslash = true;
        let is_end = |it: char| {
            let is_end = it == quote && !after_backslash;
            after_backslash = it == '\\' && !after_backslash;
            is_end
        };
        text.find(is_end).map_or(text.len(), |at| at + 1)
    };
    let raw = text.strip_prefix('r').map(|raw| raw.len() - raw.trim_start_matches('#').len());
    match raw {
        Some(marks) if text[1 + marks..].starts_with('"') => until(marks + 2, &format!("\"{}", "#".repeat(marks))),
        _ if text.starts_with("//") => text.find('\n').unwrap_or(text.len()),
        _ if text.starts_with("/*") => until(2, "*/"),
        _ if text.starts_with('"') => escaped('"'),
        // Others are lifetimes.
        _ if text.starts_with("'\\") || text.starts_with('\'') && text.chars().nth(2) == Some('\'') => escaped('\''),
        _ => 0,
    }
}

/// Line, name and length of each function.
fn functions(code: &str) -> Vec<(usize, &str, usize)> {
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let is_end = |line: &str| line.trim_end().ends_with(['}', ';']);
    let lines: Vec<&str> = code.lines().collect();
    let function = |at: usize| {
        let line = lines[at];
        let (before, name) = line.split_once("fn ")?;
        let is_word = |word: &str| word.starts_with("pub") || matches!(word, "const" | "async" | "unsafe" | "extern");
        let name = name.split(['(', '<']).next().filter(|_| before.split_whitespace().all(is_word))?;
        let end = lines[at..].iter().position(|it| indentation(it) == indentation(line) && is_end(it))?;
        Some((at + 1, name, end + 1))
    };
    (0..lines.len()).filter_map(function).collect()
}

/// A path, name by name.
type Path<'a> = Vec<&'a str>;

/// Each file with those that it imports.
fn imports(sources: &[(String, String)]) -> BTreeMap<&str, BTreeSet<&str>> {
    let modules = sources.iter().map(|(name, code)| (module_path(name), File::read(name, code)));
    let modules = Modules(modules.collect());
    modules.0.iter().map(|(module, file)| (file.name, modules.imported_by(module, file))).collect()
}

/// `view/spc/mod.rs` is the module `view::spc`.
fn module_path(file: &str) -> Path<'_> {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    if path == "lib" { Vec::new() } else { path.split('/').collect() }
}

/// What a file names.
struct File<'a> {
    name: &'a str,
    /// The path of each name that it imports.
    imports: BTreeMap<&'a str, Path<'a>>,
    /// Paths in the midst of code.
    paths: Vec<Path<'a>>,
}

impl<'a> File<'a> {
    fn read(name: &'a str, code: &'a str) -> Self {
        let mut file = Self { name, imports: BTreeMap::new(), paths: Vec::new() };
        let tokens = tokens(code);
        let mut rest = tokens.as_slice();
        while let Some((token, after)) = rest.split_first() {
            rest = match *token {
                "use" if after.first() != Some(&"<") => file.read_use(after, &[]),
                _ => file.read_path(rest),
            };
        }
        file
    }

    /// Reads one branch of a `use`, and gives what follows it.
    fn read_use<'t>(&mut self, mut rest: &'t [&'a str], stem: &[&'a str]) -> &'t [&'a str] {
        let mut path = stem.to_vec();
        loop {
            rest = match rest {
                ["as", name, after @ ..] => {
                    self.imports.insert(name, path);
                    return after;
                }
                ["*", after @ ..] => {
                    self.paths.push(path);
                    return after;
                }
                ["{", after @ ..] => {
                    let mut branches = after;
                    while let Some((first, after)) = branches.split_first().filter(|(first, _)| **first != "}") {
                        branches = if *first == "," { after } else { self.read_use(branches, &path) };
                    }
                    return branches.get(1..).unwrap_or_default();
                }
                ["self", after @ ..] if !path.is_empty() => after,
                ["::", after @ ..] => after,
                [name, after @ ..] if is_name(name) => {
                    path.push(name);
                    after
                }
                _ => {
                    self.imports.extend(path.last().map(|name| (*name, path.clone())));
                    return rest;
                }
            }
        }
    }

    /// Reads a path, or a token of anything else, and gives what follows it.
    fn read_path<'t>(&mut self, mut rest: &'t [&'a str]) -> &'t [&'a str] {
        let mut path = vec![rest[0]];
        while let ["::", name, ..] = rest[1..]
            && is_name(name)
        {
            path.push(name);
            rest = &rest[2..];
        }
        if path.len() > 1 {
            self.paths.push(path);
        }
        &rest[1..]
    }
}

/// Names, double colons, and all other characters one by one.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let name = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
        let length = if rest.starts_with("::") { 2 } else { name.max(first.len_utf8()) };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

fn is_name(token: &str) -> bool {
    token.starts_with(|it: char| it.is_alphanumeric() || it == '_')
}

/// Files by the paths of their modules.
struct Modules<'a>(BTreeMap<Path<'a>, File<'a>>);

impl<'a> Modules<'a> {
    fn imported_by(&self, module: &[&'a str], file: &File<'a>) -> BTreeSet<&'a str> {
        let in_code = file.paths.iter().filter_map(|path| self.absolute_in_code(module, file, path));
        let in_uses = file.imports.values().filter_map(|path| self.absolute(module, path));
        let named = in_code.chain(in_uses).map(|path| self.home(module, &path));
        let is_child = |path: &Path<'_>| path.split_last().is_some_and(|(_, parent)| parent == module);
        let children = self.0.iter().filter(|(path, _)| is_child(path)).map(|(_, child)| child.name);
        let declared = children.filter(|child| room(child) == room(file.name));
        named.chain(declared).filter(|other| *other != file.name).collect()
    }

    /// A path from the root, which may begin with a name that the file imports; `None` where it leads to another crate.
    fn absolute_in_code(&self, module: &[&'a str], file: &File<'a>, path: &[&'a str]) -> Option<Path<'a>> {
        self.absolute(module, path).or_else(|| {
            let imported = file.imports.get(path.first()?)?;
            Some([&self.absolute(module, imported)?, &path[1..]].concat())
        })
    }

    /// A path from the root; `None` where it leads to another crate.
    fn absolute(&self, module: &[&'a str], path: &[&'a str]) -> Option<Path<'a>> {
        match path {
            ["crate", rest @ ..] => Some(rest.to_vec()),
            ["self", rest @ ..] => Some([module, rest].concat()),
            ["super", "super", ..] => self.absolute(module.split_last()?.1, &path[1..]),
            ["super", rest @ ..] => Some([module.split_last()?.1, rest].concat()),
            [child, ..] => self.0.contains_key(&[module, &[child]].concat()).then(|| [module, path].concat()),
            [] => None,
        }
    }

    /// The file to which a path leads whoever stands in a module.
    fn home(&self, user: &[&'a str], path: &[&'a str]) -> &'a str {
        let depth = (0..=path.len()).rev().find(|depth| self.0.contains_key(&path[..*depth])).expect("the root is one");
        let (module, names) = path.split_at(depth);
        let file = &self.0[module];
        let passed_on = names.first().filter(|_| user.starts_with(module)).and_then(|name| file.imports.get(name));
        match passed_on.and_then(|passed_on| self.absolute(module, passed_on)) {
            Some(passed_on) => self.home(user, &[&passed_on, &names[1..]].concat()),
            None => file.name,
        }
    }
}

/// The shortest way from a file through its imports back to itself.
fn shortest_circle<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    imports.keys().filter_map(|file| way(imports, file, file)).min_by_key(Vec::len)
}

fn way<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &'a str, to: &str) -> Option<Vec<&'a str>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![from]];
    while !ways.is_empty() {
        let further = |way: &Vec<&'a str>| {
            let next = imports[way[way.len() - 1]].iter();
            next.map(|file| [way.as_slice(), &[*file]].concat()).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(further).filter(|way| seen.insert(way[way.len() - 1])).collect();
        if let Some(found) = ways.iter().find(|way| way.last() == Some(&to)) {
            return Some(found.clone());
        }
    }
    None
}
