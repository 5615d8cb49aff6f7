//! The name that a misspelt one was meant to be.

/// The known name nearest to a misspelt one, as a hint: ``did you mean `out_of`?``
///
/// Nothing is suggested where the nearest name shares too little with what was written.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|name| format!("did you mean `{name}`?"))
}

fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let written = plain(written);
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&written, &plain(name)), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_suggests_the_nearest_and_a_strange_one_nothing() {
        let keys = ["name", "count", "out_of", "better"];
        assert_eq!(did_you_mean("outof", keys).as_deref(), Some("did you mean `out_of`?"));
        assert_eq!(did_you_mean("Out of", keys).as_deref(), Some("did you mean `out_of`?"));
        assert_eq!(did_you_mean("colour", keys), None);
    }
}
