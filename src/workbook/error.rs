//! Why a file cannot be read, and the way out.

/// Why a file gives no sheets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkbookError {
    #[error("it is a workbook of the old kind (.xls)")]
    Old,
    #[error("it is a binary workbook (.xlsb)")]
    Binary,
    #[error("it is locked with a password")]
    Locked,
    #[error("it is a web page or XML under a spreadsheet's name")]
    Markup,
    #[error("it is a PDF")]
    Pdf,
    #[error("it is neither a workbook nor text in columns")]
    Unknown,
    #[error(
        "it is larger than any scorecard: 64 MiB, 256 MiB unpacked, a thousand sheets and four million cells are read"
    )]
    TooLarge,
    #[error("its XML declares a document type, which no spreadsheet program writes")]
    DocumentType,
    #[error("it is damaged: {0}")]
    Damaged(String),
    #[error("a quote in line {0} is opened and never closed")]
    OpenQuote(usize),
    #[error("nothing is in it")]
    Empty,
}

impl WorkbookError {
    /// What to do instead.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Old | Self::Binary => "open it and save it as an Excel workbook (.xlsx)",
            Self::Locked => {
                "open it, and save a copy without a password: in Excel under File, Info, Protect Workbook, Encrypt with Password"
            }
            Self::Markup => "open it in Excel or LibreOffice, and save it as an Excel workbook (.xlsx)",
            Self::Pdf => {
                "ask whoever made it for the workbook behind it; a table that is copied out of it can be pasted: `panelpack import -`"
            }
            Self::Unknown => "read are .xlsx, .xlsm, .ods, and .csv, .tsv or .txt",
            Self::TooLarge => "save the sheets that the scorecard needs in a workbook of their own",
            Self::DocumentType | Self::Damaged(_) => "open it in Excel or LibreOffice, and save it anew",
            Self::OpenQuote(_) => "close it, or delete it: everything after it would be one cell",
            Self::Empty => "look whether the right file was named, and whether it was saved",
        }
    }

    /// What else a file is by its first bytes.
    pub(super) fn by_first_bytes(bytes: &[u8]) -> Option<Self> {
        const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
        if bytes.starts_with(COMPOUND_FILE) {
            // Excel wraps a workbook with a password into a file of the old kind; names in it are UTF-16.
            let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
            let is_wrapped = bytes.windows(name.len()).any(|window| window == name);
            return Some(if is_wrapped { Self::Locked } else { Self::Old });
        }
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
        if begins(b"%PDF-") {
            return Some(Self::Pdf);
        }
        [b"<!doctype".as_slice(), b"<html", b"<?xml", b"<table"].into_iter().any(begins).then_some(Self::Markup)
    }
}
