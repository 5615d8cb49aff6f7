//! Check sums, in the form that `sha256sum --check` reads.

/// The file of check sums.
pub const SUMS: &str = "SHA256SUMS";

/// A line for each file: its sum, two spaces, its name; sorted by name. A name with a line break or a backslash is
/// escaped as `sha256sum` does it.
///
/// # Examples
///
/// ```
/// use panelpack::internals::sha256;
/// use panelpack::internals::store::sha256sums;
///
/// let text = sha256sums([("paper.pdf", sha256(b"abc").as_str())]);
/// assert_eq!(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  paper.pdf\n");
/// ```
pub fn sha256sums<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut files: Vec<(&str, &str)> = files.into_iter().collect();
    files.sort_unstable();
    let line = |(name, sum): (&str, &str)| {
        let escaped = name.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        format!("{}{sum}  {escaped}\n", if escaped == name { "" } else { "\\" })
    };
    files.into_iter().map(line).collect()
}
