//! The kinds of problem, each with the words of `panelpack explain`.

use std::fmt;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident: $summary:literal, $explanation:literal;)*) => {
        /// A kind of problem. Its name is stable: scripts and `explain` rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order in which a build can meet them.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name in brackets after the severity.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Whether problems of this kind stop the build.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it is, in one clause.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary,)* }
            }

            /// Why it matters and what to do, as `explain` prints it.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => $explanation,)* }
            }
        }
    };
}

mod catalogue;

pub use catalogue::Code;

impl Code {
    /// The checks of what the figures say about one another. Each can be allowed for one indicator, with a reason.
    pub const CHECKS: &'static [Code] = &[
        Code::RebaseDoubtful,
        Code::WindowOpen,
        Code::IdentityBroken,
        Code::AddsUp,
        Code::PartsTotal,
        Code::PercentageDiffers,
        Code::TotalDiffers,
        Code::NotMade,
        Code::Hundredfold,
        Code::DecimalCount,
        Code::DatePassed,
        Code::NotShown,
        Code::TextRepeated,
        Code::RatingOfHidden,
        Code::FallingTotal,
        Code::DenominatorsDiffer,
        Code::BarePercentage,
        Code::RoundingDecides,
        Code::UnitWords,
        Code::LoneNought,
        Code::BenchmarkOld,
        Code::TargetUnexplained,
    ];

    /// What is asked about what people wrote, and can be allowed at its place, with a reason.
    pub const AT_ITS_PLACE: &'static [Code] = &[Code::ClaimDiffers, Code::RatingOfHidden, Code::SmallNumberInText];
}

impl Code {
    /// The code of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
