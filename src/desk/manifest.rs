//! What lies in an output folder and belongs together.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::edition::Printed;
use crate::store::is_output;

/// No manifest is larger. It holds what each paper prints.
pub const LARGEST: u64 = 64 << 20;

/// The form of the file; one of another form is read as if there were none.
const VERSION: u32 = 1;

/// The files of an output folder, by name. The builds of several papers share one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    version: u32,
    /// In the order of their titles.
    pub papers: Vec<Made>,
    /// In the order of their names.
    pub files: Vec<Entry>,
}

/// A paper in one format, and what it was made of: what has not changed is not made again, and what has is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The paper's title.
    pub title: String,
    /// `pdf`, `png` or `svg`.
    pub format: String,
    /// What it is, whatever its title; versions before 0.2.0 did not say.
    #[serde(default)]
    pub issue: Option<Issue>,
    /// The program that made it; empty likewise.
    #[serde(default)]
    pub tool: String,
    /// Fingerprint of all that was set.
    pub document: String,
    /// What it prints.
    pub printed: Printed,
}

/// One issue of a paper. A meeting that is added, or a new title, gives the same issue another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The paper's key.
    pub paper: String,
    /// `2020-11`.
    pub period: String,
    /// The layout's name.
    pub layout: String,
    /// What was chosen of its options, by name.
    pub options: BTreeMap<String, String>,
    /// 1 for what is published first.
    pub version: u32,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the folder.
    pub name: String,
    /// Of the paper that it is made of.
    pub title: String,
    /// `pdf`, `png` or `svg`: what was asked for when it was made.
    pub format: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// A manifest after a build, and what the build leaves behind.
pub struct Merged {
    /// Names the new files, and those of earlier builds that stay.
    pub manifest: Manifest,
    /// Files of earlier builds of the same papers in the same format that are not made any more, e.g. a page too many.
    pub gone: Vec<String>,
    /// Those among them that bear a name that the paper had before, each with the paper's title now.
    pub renamed: Vec<(String, String)>,
}

impl Manifest {
    /// Reads a manifest; a text that is none, or that names what we never write, is an empty one.
    pub fn read(text: &[u8]) -> Self {
        let is_ours =
            |manifest: &Self| manifest.version == VERSION && manifest.files.iter().all(|entry| is_output(&entry.name));
        let read = serde_json::from_slice(text).ok().filter(is_ours);
        read.unwrap_or(Self { version: VERSION, papers: Vec::new(), files: Vec::new() })
    }

    /// Takes new files in. `is_there` says whether the file of an earlier entry is still in the folder as it was written:
    /// what somebody changed or took away is none of ours any more.
    ///
    /// # Errors
    ///
    /// Where `is_there` cannot tell: a row must not be lost because a drive has a fault.
    pub fn with<E>(
        self,
        made_now: Vec<Made>,
        new: Vec<Entry>,
        is_there: impl Fn(&Entry) -> Result<bool, E>,
    ) -> Result<Merged, E> {
        let names: BTreeSet<&str> = new.iter().map(|entry| entry.name.as_str()).collect();
        let made: BTreeSet<(&str, &str)> = new.iter().map(Entry::made_as).collect();
        let mut stale = Vec::new();
        for entry in self.files.into_iter().filter(|entry| !names.contains(entry.name.as_str())) {
            if is_there(&entry)? {
                stale.push(entry);
            }
        }
        let title_now = |entry: &Entry| {
            let before = self.papers.iter().find(|paper| paper.made_as() == entry.made_as())?;
            let now = made_now.iter().find(|now| now.issue == before.issue && now.format == before.format)?;
            (before.issue.is_some() && now.title != before.title).then(|| now.title.clone())
        };
        let mut renamed = Vec::new();
        let mut gone = Vec::new();
        let mut kept = Vec::new();
        for entry in stale {
            match title_now(&entry) {
                Some(title) => {
                    gone.push(entry.name.clone());
                    renamed.push((entry.name, title));
                }
                None if made.contains(&entry.made_as()) => gone.push(entry.name),
                None => kept.push(entry),
            }
        }
        let mut files: Vec<Entry> = new.into_iter().chain(kept).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let has_files = |made: &Made| files.iter().any(|entry| entry.made_as() == made.made_as());
        let is_new = |made: &Made| made_now.iter().any(|new| new.made_as() == made.made_as());
        let kept = self.papers.into_iter().filter(|made| !is_new(made) && has_files(made)).collect::<Vec<_>>();
        let mut papers: Vec<Made> = made_now.into_iter().chain(kept).collect();
        papers.sort_by(|a, b| a.made_as().cmp(&b.made_as()));
        Ok(Merged { manifest: Self { version: VERSION, papers, files }, gone, renamed })
    }

    /// The file's text.
    pub fn text(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("a manifest has text keys only");
        text.push(b'\n');
        text
    }
}

impl Made {
    fn made_as(&self) -> (&str, &str) {
        (&self.title, &self.format)
    }
}

impl Entry {
    fn made_as(&self) -> (&str, &str) {
        (&self.title, &self.format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, title: &str, format: &str) -> Entry {
        let [name, title, format] = [name, title, format].map(str::to_owned);
        Entry { name, title, format, bytes: 1, sha256: "00".to_owned() }
    }

    #[test]
    fn other_papers_stay_and_pages_that_are_not_made_any_more_go() {
        let earlier = [
            entry("A page 01.png", "A", "png"),
            entry("A page 02.png", "A", "png"),
            entry("A.pdf", "A", "pdf"),
            entry("B.pdf", "B", "pdf"),
            entry("Changed.pdf", "Changed", "pdf"),
        ];
        let earlier = Manifest { version: VERSION, papers: Vec::new(), files: earlier.to_vec() };
        let earlier = Manifest::read(&earlier.text());
        let is_there = |entry: &Entry| Ok::<_, ()>(entry.title != "Changed");
        let Merged { manifest, gone, .. } =
            earlier.with(Vec::new(), vec![entry("A page 01.png", "A", "png")], is_there).unwrap();
        let names: Vec<&str> = manifest.files.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["A page 01.png", "A.pdf", "B.pdf"]);
        assert_eq!(gone, ["A page 02.png"]);
    }

    fn made(title: &str, paper: &str, period: &str) -> Made {
        let issue = Issue {
            paper: paper.to_owned(),
            period: period.to_owned(),
            layout: "scorecard".to_owned(),
            options: BTreeMap::new(),
            version: 1,
        };
        Made {
            title: title.to_owned(),
            format: "pdf".to_owned(),
            issue: Some(issue),
            tool: String::new(),
            document: String::new(),
            printed: Printed::default(),
        }
    }

    #[test]
    fn a_paper_under_a_new_name_takes_its_old_file_away_and_no_other() {
        let papers = [("Nov", "a", "2020-11"), ("Oct", "a", "2020-10"), ("Other", "b", "2020-11")];
        let earlier = Manifest {
            version: VERSION,
            papers: papers.map(|(title, paper, period)| made(title, paper, period)).to_vec(),
            files: papers.map(|(title, ..)| entry(&format!("{title}.pdf"), title, "pdf")).to_vec(),
        };
        let now = || (vec![made("Item 6 Nov", "a", "2020-11")], vec![entry("Item 6 Nov.pdf", "Item 6 Nov", "pdf")]);
        let (papers, files) = now();
        let Merged { manifest, gone, renamed } = earlier.clone().with(papers, files, |_| Ok::<_, ()>(true)).unwrap();
        assert_eq!(
            (gone, renamed),
            (vec!["Nov.pdf".to_owned()], vec![("Nov.pdf".to_owned(), "Item 6 Nov".to_owned())])
        );
        let titles: Vec<&str> = manifest.papers.iter().map(|paper| paper.title.as_str()).collect();
        assert_eq!(titles, ["Item 6 Nov", "Oct", "Other"]);
        // What somebody changed by hand is not ours any more.
        let (papers, files) = now();
        assert!(earlier.with(papers, files, |_| Ok::<_, ()>(false)).unwrap().gone.is_empty());
    }

    #[test]
    fn what_is_no_manifest_of_ours_names_nothing() {
        for text in ["", "{}", "[1]", r#"{"version": 99, "files": []}"#, r#"{"name": "another program's"}"#] {
            assert!(Manifest::read(text.as_bytes()).files.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_manifest_that_names_anything_but_papers_names_nothing() {
        let read = |name: &str| {
            let files = vec![entry("A.pdf", "A", "pdf"), entry(name, "A", "pdf")];
            Manifest::read(&Manifest { version: VERSION, papers: Vec::new(), files }.text()).files.len()
        };
        assert_eq!(read("A figures.csv"), 2);
        for name in
            ["../A.pdf", "/dev/zero", "a/b.pdf", "a\\b.pdf", "C:b.pdf", ".panelpack-lock", "thesis.txt", "\0.pdf"]
        {
            assert_eq!(read(name), 0, "{name}");
        }
    }
}
