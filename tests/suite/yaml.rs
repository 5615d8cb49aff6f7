//! Our reading of YAML agrees with serde_yaml's wherever both read a text.

use panelpack::check;
use panelpack::internals::scorecard;
use proptest::prelude::*;

use crate::common::small_project;

/// The organisation's name as the project read it from a manifest's text.
fn ours(scalar: &str) -> Option<String> {
    let manifest =
        format!("organisation: {scalar}\nsmall_numbers: {{policy: none}}\npapers:\n  p: {{title: T, panel: P}}\n");
    let project = check(&small_project().with("panelpack.yaml", manifest));
    (!project.has_errors()).then(|| scorecard(&project).organisation.clone())
}

fn theirs(scalar: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Manifest {
        organisation: String,
    }
    serde_yaml::from_str::<Manifest>(&format!("organisation: {scalar}\n")).ok().map(|manifest| manifest.organisation)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Printable text in plain, single or double quotes.
    #[test]
    fn scalars_are_read_alike(text in "[A-Za-z0-9#:,'&* -]{1,24}", quotes in 0..3usize) {
        let scalar = match quotes {
            0 => text.clone(),
            1 => format!("'{}'", text.replace('\'', "''")),
            _ => format!("\"{text}\""),
        };
        if let (Some(ours), Some(theirs)) = (ours(&scalar), theirs(&scalar)) {
            prop_assert_eq!(ours, theirs.split_whitespace().collect::<Vec<_>>().join(" "), "{}", scalar);
        }
    }
}

#[test]
fn what_looks_like_something_else_stays_the_text_it_is() {
    for text in ["NO", "012", "1e3", "12:30", "0x10", "95.10", "2020-10", "~", "null", "true"] {
        assert_eq!(ours(text).as_deref(), Some(text), "{text}");
    }
}
