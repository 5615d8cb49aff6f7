//! Every code, in the order in which a build can meet them: its name, its severity, what it is in a clause, and why it matters and what to do.

use crate::diag::severity::Severity;

codes! {
    NoProject "no-project" Error: "There is no project in this folder.",
"A project is a folder that holds `panelpack.yaml`. The folder that was named, and every folder above it, was searched.
Name the folder that holds the file, or make a new project with `panelpack new`.";

    UnreadableFile "unreadable-file" Error: "A file of the project cannot be read.",
"The operating system refused to give the file. It may be open in another program that locks it, on a drive that is not
connected, or not yours to read. Close it there and run the command again.";

    LinkOutside "link-outside" Error: "A link leads out of the project.",
"A paper is made of what lies in the project's folder, and nothing else: a link to a file elsewhere could have any file of this computer
printed and attached, and would lead nowhere on another one. Put what it leads to into the project. Links within the project are followed,
and the project's folder itself may be one.";

    FileName "file-name" Error: "A file has a name that cannot be used everywhere.",
"A backslash parts folders on one computer and is a letter on another, and a control character in a name cannot be seen: a paper made of
such a file could not be made again elsewhere. Rename the file with letters, digits, blanks and `-`.";

    FileTooLarge "file-too-large" Error: "A file, or all of them together, is larger than any scorecard needs.",
"A text file of a project may hold 4 MiB: the history of a thousand indicators over ten years is smaller. A logo and a face of the typeface may
hold 8 MiB; all texts together 32 MiB, all files 256 MiB, and there may be 20,000 of them. A larger file is most often an export saved in the wrong folder. Keep only the
figures that the paper needs.";

    NotUtf8 "not-utf8" Error: "A file is not UTF-8 text.",
"Names and pound signs would come out wrong if the encoding were guessed. In Excel choose `Save as` and the type
`CSV UTF-8 (comma delimited)`; in Notepad choose the encoding UTF-8.";

    StrayFile "stray-file" Warning: "A file that looks like a part of the project was not loaded.",
"Office programs leave lock files (`~$name`), and shared drives leave conflict copies, beside the real file: they hold
older or half-written figures. Other files lie where they are not read, or are of a kind that is not read, such as a workbook among
the figures. The message says what to do with the one it names.";

    YamlSyntax "yaml-syntax" Error: "A YAML file cannot be read.",
"The file breaks a rule of YAML. The usual causes are a tab where spaces belong, a line that is indented differently from
its neighbours, a missing space after a colon, and a text that holds `: ` or starts with a special character without quotes.";

    YamlComma "yaml-comma" Error: "A comma split a text inside braces, or an amount inside brackets.",
"Inside brackets a comma parts values: `[£1,250, 9]` is three. Write `£1250`, or `\"£1,250\"` in quotes. Inside braces a comma starts the next key: `{name: Health, education and care}` is read as the key `name` and
a second key without a value. Put quotes around a text that has commas: `{name: \"Health, education and care\"}`.";

    YamlPercent "yaml-percent" Error: "A value starts with a per cent sign.",
"YAML does not allow a bare `%` at the start of a value. For a unit write `unit: percent`; elsewhere put quotes around
the text.";

    YamlAlias "yaml-alias" Error: "A YAML anchor or alias is used.",
"Anchors (`&name`) and aliases (`*name`) repeat one part of a file in another place. A few lines of them can stand for
billions, and a reader cannot see what a cell holds, so they are refused. Write the value out, or quote a text that starts with `&` or `*`.";

    YamlDepth "yaml-depth" Error: "A YAML file is nested too deeply.",
"No file of a project needs more than a few levels; 64 are allowed. The place shows where the limit was passed: most
often brackets that were not closed.";

    CsvSyntax "csv-syntax" Error: "A CSV file cannot be read as a table.",
"The first row holds the periods, the first column the codes. An empty file, a quote that is never closed, or a first
row without any period cannot be read. Save the sheet again as CSV and look at its first row.";

    WrongShape "wrong-shape" Error: "A list, a map or a text stands where another belongs.",
"Each key has one shape: a text, a list (`[a, b]` or lines that start with `-`), or a map (lines of `key: value`). The
message names the one that belongs here; the file format is described in `data/README.md` of panelpack.";

    MissingKey "missing-key" Error: "A key that is needed is not there.",
"The paper cannot be made without it. Add the key with its value; the message names it and says what it is for. Where the key is
there but misspelt, the place shows the misspelt one.";

    UnknownKey "unknown-key" Error: "A key has no meaning here.",
"A key that nothing reads is nearly always a slip of the pen, and what was meant would silently be left out. Correct the
spelling, move the key to where it belongs, or delete the line.";

    RepeatedKey "repeated-key" Error: "The same key stands twice in one map.",
"If the last one won, half of what you wrote would be dropped without a word. Keep one of the two.";

    RepeatedCode "repeated-code" Error: "Two indicators have the same code.",
"A code names one indicator in every file of the project, so figures under it would belong to both. Give one of them
a code of its own, or delete the definition that is out of date.";

    UnknownChoice "unknown-choice" Error: "A word is not one of those that are possible here.",
"Units, polarities, period types and ratings are words from a fixed list, because the paper's arithmetic and wording
hang on them. Use one of the words that the hint lists.";

    NotANumber "not-a-number" Error: "Text stands where a number belongs.",
"A target, a tolerance or a limit must be a plain number such as `90`, `2.5` or `1,200`. Say the reason for a missing
target with `none` or `{to_be_set: by whom}`.";

    NotAFigure "not-a-figure" Error: "A cell is neither a figure nor a state.",
"A cell is a number (`84`, `84%`, `1,204`), a count out of another (`163/194`) or a state letter: z not applicable, x not
available, c suppressed, k rounds to zero, late data awaited, nd not due; beside a figure p provisional, r revised, b break, e estimated,
f forecast, i too early to judge. The figure itself is not quoted in the message, because it could be a small number.";

    UnitMismatch "unit-mismatch" Error: "A figure is not of its indicator's unit.",
"A count out of another belongs to indicators with `count` and `out_of`; a per cent sign to percentages; a pound sign
to pounds. Correct the cell, or the indicator's unit.";

    NotADate "not-a-date" Error: "A date is not written as year, month, day.",
"Dates are written `2021-01-13`. Other orders are refused because 01/02/2021 is two different days in two countries.";

    AmbiguousPeriod "ambiguous-period" Error: "A period can be read in more than one way, or in none.",
"Months are written `2020-11`, quarters `2020/21 Q3` (October to December 2020), years `2020/21` (from April). `2011-12`
is December 2011. A spreadsheet may also say `Nov-20`, `Nov 2020` or `01/11/2020`. Anything else is refused rather than guessed.";

    BadCode "bad-code" Error: "An indicator's code has characters that a code cannot have.",
"A code starts with a letter and goes on with letters, digits, `.`, `_` or `-`, at most 32 in all. It appears in file names,
links and bookmarks, which is why spaces and other signs are not possible.";

    RowLength "row-length" Error: "A row is longer or shorter than its header.",
"Each value belongs to the period above it. When the lengths differ nobody can tell which value is missing, and every
later one might be shown under the wrong month. Give one value a period: `x` where there is none.";

    ConflictingCell "conflicting-cell" Error: "The same figure is given twice, differently.",
"An indicator has one figure a period. The same figure in two files is fine; two different ones are not, because the paper
would show whichever was read last. Correct or delete one of the two places. A restated figure is edited in place.";

    ConflictingBenchmark "conflicting-benchmark" Warning: "Two releases of one day give an area two figures.",
"A release that was published later takes the place of an earlier one for the same period. Of two that were published on one day, or say no day, nobody can tell which holds, and the paper
shows the one that stands later in `benchmarks.yaml`. Write under `published` when each was, or take the figure out of one. Figures that are the same but for rounding are none.";

    UnknownIndicator "unknown-indicator" Error: "A code belongs to no indicator.",
"Figures, benchmarks and papers name indicators by their code. A code that is not defined is most often a slip, and its
figures would be missing from the paper. Correct it, or define the indicator in indicators.yaml.";

    NoFigures "no-figures" Warning: "An indicator has no figure at all.",
"It will stand in the paper as not available. Give it figures, or leave it out of the paper's list of indicators until
there are some.";

    FigureMissing "figure-missing" Warning: "An indicator has no figure for the latest period, though it had one before.",
"The other indicators have figures for this period and this one does not: its row was most likely forgotten, and the paper
will print `[x]`, not available. Write the figure, or say why there is none: `late` data awaited, `nd` not due, `x` not available.";

    HeaderGap "header-gap" Warning: "A table's header, or the files of the months, leave out a period.",
"One that jumps from one month to the next but one may be right. More often a column or a file was lost, and of a header every later figure now stands
under the wrong month; a file a year away from the others has most often a wrong year in its name. If there is no figure for the period, write `x`.";

    FileCopied "file-copied" Warning: "A month's file is a copy of another month's.",
"The two are the same byte for byte: the last month's file was most likely copied to begin the next one, and not changed, so the paper would print
last month's figures. Write the month's own. Where nothing has changed, a comment in one of the two files says so.";

    CountAlone "count-alone" Error: "A count stands without what it is out of.",
"Where an indicator counts some out of others, `366/388`, a number alone is a percentage. One above 100, or a whole number in a row of counts
out of others, is a count that lacks its `out of`. Write both numbers; a percentage has its sign, `84%`.";

    CountExceedsOutOf "count-exceeds-out-of" Error: "More are counted than there are to count from.",
"A percentage counts a part of a whole, so the first number cannot be the greater. The two are most often the wrong way
round. If the measure can really pass 100 per cent, say `range: any` with the indicator.";

    DivisionByZero "division-by-zero" Error: "Some are counted out of none.",
"`0/0` is the state \"no cases\". A count above zero out of zero is a mistake in one of the two numbers.";

    OutOfRange "out-of-range" Error: "A figure lies outside what its unit can be.",
"A percentage lies between 0 and 100, a count is not negative. Correct the figure, or say `range: any` with the indicator
where the measure can really go beyond.";

    TargetWithoutPolarity "target-without-polarity" Error: "A target is given, but not which way is better.",
"Whether 92 against 90 is green depends on whether higher or lower is better, so a target alone cannot be rated. Add
`better: higher`, `better: lower` or `better: near target`. With `better: neither` there is no rating and no target.";

    BadTarget "bad-target" Error: "A target contradicts itself.",
"A tolerance cannot be negative, an amber cut-off cannot be better than the green one, `green_within` needs a measure
that should stay near its target, and changes must be dated in order.";

    BadRelation "bad-relation" Error: "What an indicator says about others cannot be true.",
"`equals` is a sum of codes and `previous`, with ` + ` and ` - ` between them. An indicator replaces an earlier one, never itself, and
where the two have different units there is a break between them.";

    UnknownBreakdown "unknown-breakdown" Error: "A row belongs to a breakdown, a part or a standard that is not declared.",
"A row `CLA1 by age: Under 1` needs `breakdowns: {age: [Under 1, …]}` with the indicator, so that a misspelt part is found and
none is missed; a row `VISITS minimum` needs `minimum:`. Correct the row, or declare what it belongs to.";

    EditionConflict "edition-conflict" Error: "The record of an edition holds a merge conflict.",
"Two people published at the same time, or a folder was merged by hand, and both sides of the conflict stand in the file. A record cannot
be mended by hand: keep one side whole, as version control has it.";

    EditionDamaged "edition-damaged" Error: "The record of an edition is not what was written.",
"`editions/<name>/edition.yaml` says what was published, and its last line proves that nobody changed it since. It is compared
with what is printed next, so a changed record would hide a restated figure. Take the file back from a backup or from version control. What was
published wrongly is put right by correcting the project's figures and building again: the next version owns up to the change.";

    EditionNewer "edition-newer" Error: "The record of an edition was written by a later panelpack.",
"Its form is not known here, and a guess could hide a restated figure. Use the panelpack that wrote it, or a later one.";

    UnknownEdition "unknown-edition" Error: "There is no edition of this name.",
"Editions are the folders under `editions/`, as `panelpack status` lists them. The copies of the files that an edition was made of lie in its folder `project`.
`panelpack diff` takes also the folder of a project and, where the project is a git checkout, a revision such as `HEAD~1`.";

    EditionExists "edition-exists" Error: "Something else was published under this version.",
"What has been published stays what it is: readers hold it in their hands. A change makes the next version, which marks and lists what
changed. Build again and publish that.";

    EditionChanged "edition-changed" Error: "The copies of an edition are not the files that it was made of.",
"The record holds a fingerprint of every file, and one of the copies under `editions/<name>/project` has another, or is missing. Take the folder back from
a backup or from version control; an edition that cannot be rebuilt cannot be proven.";

    ReasonMissing "reason-missing" Warning: "A published figure changed, and nobody says why.",
"A reader who saw the old figure asks first why there is another. Write the reason, and whether it is a correction or a planned revision, into
corrections.yaml: `panelpack status --write` adds the entry with the blanks to fill. Until then the paper can be built but not published.";

    SupersededFigure "superseded-figure" Warning: "Commentary speaks of a figure that has been superseded.",
"The sentence was written against the figure that was published, and that figure is another one now. Read the sentence again: write the new figure, or
name both, so that a reader knows which is which.";

    CommentaryMissing "commentary-missing" Error: "An indicator that is off target has no commentary.",
"The panel will ask what is behind the figure. Write the text, or let a named person decide to go on without it: under the code's heading,
`Awaited: why · Decided by: who`. The paper says that commentary is awaited. `publish` refuses a paper that lacks it; `clear` says so before, and so does
`check` of papers for which a meeting is named or of which there are editions.";

    NotAsCleared "not-as-cleared" Warning: "Something else is published than somebody has cleared.",
"A figure, a rating, a target or a text has changed since the last draft of the paper was cleared, so that clearance no longer stands for it. Show it to whoever cleared
the draft and record another one with `panelpack clear`. Where the change is of no moment, publish: the edition's record says who cleared the paper, when, and what has changed since.";

    DispatchLate "dispatch-late" Warning: "Papers go out later than the law lets them.",
"The papers of a council's committee must be open to the public for five clear days before the meeting (Local Government Act 1972, section 100B), and those
of its executive likewise (SI 2012/2089). Clear days are counted without the day on which the papers go out and without that of the meeting; weekends, bank
holidays and the days under `closed` of `calendar` are not counted either, so that the day that is named is never too late. Send the papers by then, or
write `clear_days: none` under the paper, or under `calendar` for all, where no law binds the panel. A paper that bears `label: to follow` or
`label: supplementary` is not asked about, nor are meetings of periods before the latest with figures.";

    UnknownPaper "unknown-paper" Error: "A paper is named that the project does not have.",
"Papers are the keys under `papers:` in panelpack.yaml. Meetings and `--paper` name one of them.";

    NoPeriod "no-period" Error: "There is no figure for any period of this paper.",
"`build` takes the latest period that has figures. The paper's indicators have none, or none at the period that was asked for, by
`--period` or by the meeting. States such as `nd` alone make no paper.";

    UnknownSlot "unknown-slot" Error: "Commentary stands under a heading that is no slot.",
"Commentary is printed under the indicator whose code is its heading, at the head of the theme whose name it is, and under
`Summary`, `Recommendation`, `What happens next` and `Have your say`. Text under any other heading would appear nowhere.
Correct the code or the name in the heading.";

    UnknownReference "unknown-reference" Error: "A text names a figure by a name that there is not.",
"`{{ CLA18 }}` in commentary is printed as the figure that the page prints of CLA18, `{{ CLA18.change }}` as its change, `{{ counts.red }}` as how many are red. data/README.md lists
the names. Correct the name; two braces themselves are written `\\{\\{`.";

    NoFigureToSay "no-figure-to-say" Error: "A text names a figure that the paper does not print.",
"A reference stands for what a reader finds on the page. Where that is no figure, because it is hidden, awaited, not comparable or of an indicator that the paper does not show, a
sentence around it would be broken, or tell what the page hides. Write the sentence without it; a text for one paper alone stands under `## Summary for scrutiny`.";

    ClaimDiffers "claim-differs" Warning: "A sentence says otherwise than the figures beside it.",
"The sentence speaks of its indicator, and the figure, the change, the rating, the target or the length of time that it says is not the one that the paper prints. Read both: one of them is
wrong. Correct the sentence, or name the figure in it, as `{{ CLA18 }}`, so that it is printed from the data. Where the sentence is right as it stands, say why under its heading:
`Allow: claim-differs: The nine are of the other team`. Sentences about something else, about plans and conditions, and in quotation marks are not read.";

    UnprintedSlot "unprinted-slot" Warning: "No paper prints a text.",
"Each layout offers places for commentary, and `panelpack layout list` prints which. This text is in a place that no layout of the project's papers
offers, so nobody will read it: move it, or choose another layout.";

    UnprintedPeriod "unprinted-period" Warning: "Commentary is of a period that no paper is about.",
"Commentary lies in a folder that is named for its period. For this one no paper has a figure, so nobody will read the texts. Most often the folder's name has another
year or month than was meant: rename it. Where the figures are still to come, nothing is wrong once they are there, or once a meeting is named for the period.";

    SameFile "same-file" Error: "Two papers would have one file name.",
"A paper's title is the name of its file. File systems do not tell capitals from small letters, and of `/ \\ : * ? \" < > |` a dash
is left, so `Q1/Q2 report` and `Q1:Q2 report` would take one another's place in the output folder. Give one of the papers another title.";

    RepeatedSlot "repeated-slot" Error: "Two texts are given for one slot.",
"The page has one place for it. Merge the two, or delete the one that is out of date.";

    UnsafeLink "unsafe-link" Error: "A link leads to something other than a web page or an address.",
"Links in a public paper start with http://, https:// or mailto:. Links to files, folders and scripts do not work for the
reader and may tell about your network.";

    UnsupportedMarkdown "unsupported-markdown" Error: "Commentary uses a form that a paper does not have.",
"Commentary is paragraphs, bold, italic, lists, links, quotations, and tables of at most six columns with their names in the first row. Pictures, code and HTML are refused
rather than printed as something else, and so is a table where it would lose a cell or have no room: figures belong to the figures' files, pictures to the layout.";

    LetterEnd "letter-end" Warning: "The end of a letter or an e-mail stands in commentary.",
"What was pasted from an e-mail brings its greeting, its signature and a telephone number with it, and a paper is public. Delete them: the page names the author who
stands at the top of the file, `Author: Head of Service`.";

    ForbiddenCharacter "forbidden-character" Error: "A text holds an invisible or private character.",
"Control characters, characters that turn the direction of writing, and private-use characters cannot be read aloud,
searched or archived, and can make a text read differently from how it looks. Type the passage again at this place.";

    TextCut "text-cut" Warning: "A `#` cuts a text short.",
"In YAML a comment begins with a blank and `#`: `name: Team #1 visits` is `Team`. Put quotes around the whole text. A comment of words, or behind a
number, is left alone.";

    MissingGlyph "missing-glyph" Error: "The typeface has no shape for a character.",
"A character without a shape would be an empty box on the page and fails the accessibility standard. The bundled
face Source Sans 3 covers Latin, Greek and Cyrillic letters with common signs; emoji, arrows of other kinds and other scripts are not in it.";

    SmallNumbersUndecided "small-numbers-undecided" Warning: "Nobody has decided how small numbers are treated.",
"Nothing is hidden unasked. Put the decision into panelpack.yaml, with who took it and when:
`small_numbers: {policy: dfe, decided_by: Information Governance, on: 2020-09-01}`. `dfe` hides 1 to 5, `nhs` hides 1 to 7, `none`
shows every figure. A figure is hidden together with
its percentage, and with as little else as keeps it from being worked out of everything that the papers print; `check --disclosure` says what and why.";

    SmallNumberInText "small-number-in-text" Error: "A text has a small number, where the pages hide small numbers.",
"An indicator has figures that are hidden so that nobody can be recognised, and a text that is printed with it has a number as small as those: `fell from three to two`. It is
said of every such number, whatever the figures are: otherwise its silence would tell them. Days, ages, lengths of time, references and things that the indicator does not
count are left alone; a percentage is named where it is that of a small number out of one that is shown. Write the text without the number. Where it counts nobody who is hidden, say so at
its place: under the heading of a commentary `Allow: small-number-in-text: The three are teams`, beside a note, an event, an action or a correction, and in a definition for its own texts,
`allow: {small-number-in-text: The three are teams}`.";

    RatingOfHidden "rating-of-hidden" Warning: "A rating is given to a figure that is hidden.",
"Where small numbers are hidden the figure has no rating here, because red or green would say on which side of the target it lies. A rating that another paper printed (`published`, with
`rating` or `before`) is printed all the same, and `Expected back` says that a figure is off target. Whether readers may have it is for you to decide: take it away, or say why it may stand.
Beside the figure, and in a definition for all of its figures, that is `allow: {rating-of-hidden: The minutes are public}`, under the heading of a commentary
`Allow: rating-of-hidden: The minutes are public`.";

    SpcAutocorrelated "spc-autocorrelated" Error: "Control limits are asked for of a figure that shares months with the one before.",
"In a rolling twelve months or a year to date eleven months of twelve are the same as in the figure before, so consecutive figures are alike, the limits are far too
narrow and runs mean nothing. Measure the single month, or show the plain trend. Where you know better, `spc: {despite: [autocorrelation]}` draws the chart, and the
page says what is wrong with it.";

    SpcYearly "spc-yearly" Warning: "Control limits are asked for of a measure that has one figure a year.",
"Limits need a dozen figures of one process, and in a dozen years no process stays the same. The paper shows the plain trend instead and says that there is not enough data.
Leave `spc` out, or ask for it with a measure of months or quarters.";

    RebasePeriod "rebase-period" Error: "Limits are made anew in a period that the series does not have.",
"A rebase takes effect at a period of the indicator's figures: of a monthly measure a month, of a quarterly one a quarter. Anywhere else it would do nothing, and nobody would
notice. Correct `at`, and give each period once.";

    RebaseDoubtful "rebase-doubtful" Warning: "Limits are made anew where the figures do not call for it.",
"Limits are made anew when the process is known to have changed and the figures show it: after a shift, with at least twelve figures on either side. Sooner, they follow chance.
A rebase that turns a concern into common cause makes a signal disappear that a panel should see. Take it out until the change lasts, or allow it with the reason.";

    WindowOpen "window-open" Warning: "A figure was taken before its window had closed, or nobody says when it was taken.",
"With `judge_after: 20 working days` a month can still improve for that long. A figure taken earlier is drawn hollow, marked `[i]` and not
rated, and the last closed month is the headline. Take the figures again on the day that the message names or later, and date the file with
`extracted:`. A file that names no `extracted:` leaves the question open, and its figures are judged as they stand.";

    IdentityBroken "identity-broken" Warning: "Figures that should add up do not.",
"The definition says what the figure must equal, e.g. `equals: previous + STARTED - CEASED`, and for this period it does not. Panels do these
sums. Counts must agree exactly, other amounts within the digits in which they are written; a period in which one of them has no figure is left
alone. Correct the figure that is wrong, or allow it for the indicator with the reason why the two are counted differently.";

    AddsUp "adds-up" Note: "Figures of some indicators always come to another's, and nothing says so.",
"Whoever has the papers can do that sum as well: where one of the figures is hidden, the others tell it. `adds_up: {whole: N1, parts: [N2, N3]}` in panelpack.yaml has the
tool weigh them together, and from then on says where they do not add up. Six periods and figures that move are asked for before this is said.";

    Unprotected "unprotected" Error: "A small number can be worked out, whatever else is hidden.",
"What was published before cannot be taken back, and a nought is never hidden: together they leave a number with fewer values than the policy protects. Give the figures that the message
names in coarser form: quarters in the place of months, fewer parts of a breakdown, one indicator in the place of two. Where readers have the number anyway, say so and who decided it:
`known_already: {A1 2020-11: Ofsted's letter, decided_by: Information Governance, on: 2020-12-01}`.";

    PartsTotal "parts-total" Warning: "The parts of a breakdown do not add up to the whole.",
"The breakdown says `sum_to_whole: yes`, so every case is in exactly one part. A part is most often missing, e.g. a row for `Not
known`. Of counts out of others both numbers add up, or every part is out of the number of the whole. A part that is hidden or not available
leaves the sum open. Add the part, correct the figures, or declare the breakdown without `sum_to_whole`.";

    PercentageDiffers "percentage-differs" Warning: "A stated percentage is not the one that its counts give.",
"The counts and the percentage beside them come from different days or different definitions: within rounding they should be the same. The
paper prints what the counts give. Correct one of the two.";

    TotalDiffers "total-differs" Warning: "A year to date, a quarter or a year is not what its periods give.",
"The figure of the longer period was given, and the definition lets it be made from the shorter ones as well; the two differ. Back months were most often
refreshed and the total was not. Correct one of the two, or say `aggregate: none` where the months cannot be added.";

    NotMade "not-made" Warning: "The quarter or year of a paper cannot be made of shorter periods.",
"A paper with `every: quarter` shows quarters: those that are given, and those that the definition lets be made of all their months. A month never stands in a quarter's place, so the
page says `[x]` and why. Say with `type` of what time a figure speaks, write the missing month or the numbers behind a percentage, or give the quarter itself.";

    Hundredfold "hundredfold" Warning: "A figure or a target is out of all proportion to those beside it.",
"0.84 among figures around 84 is a percentage typed as a fraction, which a spreadsheet shows as 84%; a whole column of such is known by its
target, and a target, a cut-off, a floor or a range typed so by the figures. A tolerance is one where no printed figure could lie within it.
Other figures are compared with those beside them, and benchmarks with our own; small counts and counts out of others are left alone. Under
`£000` and `£m` more than any council has is an amount in pounds. Correct it; where the measure can really jump like that, allow it for the
indicator with the reason.";

    DecimalCount "decimal-count" Warning: "A count has decimals.",
"People are counted in whole numbers, so 1.855 is most often 1,855 whose comma a spreadsheet or another language made a point. Write the count
in full. Where parts count, as with posts, say with `decimals` how many are printed.";

    DatePassed "date-passed" Warning: "A figure was expected back on target by a day that has passed.",
"`Expected back` names a period that is over by the end of the paper's own, and the figure is still off target. The page says that the date has passed, and asks
when the figure is expected now. The commentary of the latest period is read. Give the new date, or take the old one away.";

    NotShown "not-shown" Warning: "An indicator has figures, a target or commentary, and no paper shows it.",
"Papers that name their `indicators` show no others, and one that was added later was most likely not added there. Add it to a paper; where it is kept
for another reason, allow it with that.";

    TextRepeated "text-repeated" Warning: "Commentary is an earlier paper's, word for word, and the figure is another one.",
"A text that was carried over from the paper before says what was behind the figure of then. Where it also names that figure, the page contradicts itself. Write
what is behind the figure as it is now. A text that names no figure may hold for months: that is only noted by `check --strict`.";

    FallingTotal "falling-total" Note: "A year to date falls within its year.",
"What has happened since April cannot become less. Either an earlier month was too high, or the later one counts something else.
A correction is rightly a fall: allow it with the reason.";

    DenominatorsDiffer "denominators-differ" Note: "The same words stand for different numbers in one period.",
"Two indicators count out of the same thing, in the same words, and their denominators differ. A reader who compares them will ask. Make the
words say the difference, or correct the figures.";

    BarePercentage "bare-percentage" Note: "A percentage is given without the numbers behind it.",
"The indicator says what it counts and out of what, and this figure is a number alone, which is read as the percentage or the rate itself. Write
`366/388`, so that the page can say both; where nobody has the numbers a percentage says what it is by its sign, `84%`.";

    RoundingDecides "rounding-decides" Note: "The unrounded figure would be rated otherwise.",
"The rating judges the figure that the reader sees, so that page and colour agree. Here rounding lifts it over a limit, or drops it below. Print one more
decimal if that matters.";

    UnitWords "unit-words" Note: "Commentary uses a unit that is not the indicator's.",
"`%` beside a rate per 10,000 misleads, and a percentage that falls from 69% to 59% falls by 10 points, not by 10%. Write the unit of the
figure, and points for a difference of percentages. The commentary of the latest period is read; a share of something else is left alone.";

    LoneNought "lone-nought" Note: "The latest figure is a nought after figures that were high and steady.",
"Spreadsheets and exports write a nought where they have nothing, and it would be printed and rated as a figure. Write `x` or `late` where there is none.";

    BenchmarkOld "benchmark-old" Note: "A benchmark is old beside our own figures.",
"The latest figure of the area lies more months before our own than `benchmark_old_after` allows, two years where panelpack.yaml does not say it, and
the paper marks it as old. See whether a newer release is out.";

    TargetUnexplained "target-unexplained" Note: "A target is missing and nobody says why.",
"An indicator with a direction and without a target makes a panel ask. Say it: `target: none`, or `{to_be_set: by whom, reason: why}`. A `note` that
speaks of the target says it as well.";

    ReleaseLeftOut "release-left-out" Note: "A release is younger than the paper, which leaves it out.",
"A paper knows what was known on its day: that of its meeting, else the day on which its figures were taken, else the last of its period. A release that was published later is
not in it. Where no meeting is named nobody has chosen that day: name it under `meetings:`, and what is out by then is in the paper.";

    UnknownLayout "unknown-layout" Error: "A layout is named that does not exist.",
"A layout is one of those that `panelpack layout list` prints, or a folder of the project under `templates/`.";

    LayoutManifest "layout-manifest" Error: "A layout's `layout.yaml` cannot be used.",
"It names the layout's files and what it offers. Compare it with the one that `panelpack layout eject` writes.";

    NotAColour "not-a-colour" Error: "A text that should be a colour is none.",
"Colours of a council's `brand` and of a layout's `base/ratings.yaml` are six digits in quotes, two each for red, green and blue: `\"#12436d\"`.";

    PaleColour "pale-colour" Error: "A colour that the council chose cannot be read by everybody.",
"Text needs a contrast of 4.5:1 with the ground it stands on, lines and shapes need 3:1 (WCAG 2.2, which public bodies must
meet). The message names the ratio and the nearest colour that passes.";

    Logo "logo" Error: "The logo cannot be used.",
"A logo is an SVG or PNG file of the project, beside panelpack.yaml or in the folder `images`, with the words that a reader
hears in its place.";

    Typeface "typeface" Error: "The council's typeface cannot be used.",
"The files of a typeface (TrueType or OpenType) lie in the project's folder `fonts`, a regular and a bold face at least; faces that are installed on a machine
are never used, because they would change the page from one machine to the next.";

    LayoutOption "layout-option" Error: "A paper chooses an option that its layout does not have.",
"What a paper may choose stands in the layout's `layout.yaml`; `panelpack layout list` prints it. In panelpack.yaml a paper chooses
under `options`, e.g. `options: {large_print: 18}`.";

    LayoutSyntax "layout-syntax" Error: "A layout's template cannot be read.",
"The template breaks a rule of minijinja at the place shown: most often a block that is not closed, or a filter that does
not exist here. Of a template that extends another a page shows its blocks alone: what stands beside them, and blocks that the other one does not
have, are refused.";

    LayoutField "layout-field" Error: "A layout reads a field that does not exist.",
"A field that is not there would print nothing, and nobody would notice. The fields are those of `panelpack expand --format json`.";

    LayoutHole "layout-hole" Error: "A layout prints a value where only Typst code may stand.",
"`{{ value }}` prints a Typst literal, quotes included, so it belongs into code: `#text({{ value }})`. Within quotes, a comment,
raw text or plain markup the reader would see quotes, and a value could change the meaning of the page.";

    LayoutLimit "layout-limit" Error: "A project's own layout or face takes too long, or too much memory.",
"Layouts are programs. Those that a project brings, and its faces, are run in a process that may take two minutes for a paper and 4 GiB of memory: Northbridge's 25 pages
take less than a second and 100 MiB. Look for a loop that does not end and for texts or lists that grow with every turn. Where a paper is really that large,
`--time-limit` and `--memory-limit` give more.";

    LayoutTypst "layout-typst" Error: "Typst cannot set the layout.",
"The generated document has an error that comes from the layout. For `theme.typ` the place is exact; for a generated file
`panelpack expand` writes the text that the place refers to.";

    Export "export" Error: "The PDF would not meet the accessibility or archive standard.",
"The document was set, but cannot be written as PDF/UA-1 with PDF/A-3a: for instance a picture without alternative text
or headings that skip a level. The cause lies in the layout.";

    ImportFile "import-file" Error: "A file cannot be imported.",
"Nothing was written. `panelpack import` reads .xlsx, .xlsm, .ods and text in columns (.csv, .tsv, .txt, or a table that is pasted); it takes in what cells show. It refuses
what it would have to guess at: a sign that the recipe does not know, a formula that came to nothing, a day where a figure belongs, two cells that say the same figure otherwise.
It refuses rows about single persons as well: papers are made of counts, and a project that is kept under version control keeps for ever what was put into it.";

    ImportChanged "import-changed" Error: "A file is not as its recipe says.",
"The recipe in `imports/` names the sheets, columns and rows that are read. Where a heading stands elsewhere, or a row is gone, reading on would take the figures of one indicator for those
of another. Look whether it is the right file. If its form has changed, edit the recipe, or move it away and propose it anew with `panelpack import FILE --propose`.";

    SourceNoticed "source-noticed" Warning: "A source holds something that its recipe does not know.",
"A workbook that `sources` of panelpack.yaml names is read at every build. A row, column or sheet that is new in it is not read, a percentage beside counts is another than they make, or a month
lies far from all others. Nothing of it is printed. Put it right in the workbook, or name it in the recipe: `rows_not_read`, `not_read`, `sheets_not_read`.";

    SourceUnused "source-unused" Note: "A workbook in the folder of sources is read by nothing.",
"Every build reads the workbooks that `sources` of panelpack.yaml names, and no others: one that lies beside them under another name, such as the new month's, is not in the paper. Name it
there with its recipe, or give its name a `*` for what changes in it.";

    Recipe "recipe" Error: "A recipe cannot be followed.",
"A file in `imports/` says how a workbook is read: `file`, `symbols`, and for each of its `tables` the `sheet`, the rows of `headings`, the `columns` with what stands over them, where the
`periods` stand, and the `rows` by codes. `panelpack import FILE --propose` writes one.";

    OutputFolder "output-folder" Error: "The output cannot be written there.",
"The folder does not exist and cannot be made, or the file is open in a program that locks it. Close the PDF, or choose
another folder with `--out`. Where another panelpack is at work in the folder, wait until it is done. An earlier PDF of
the same name has not been touched; where an error says that something was begun, the next run ends it.";

    DiskFull "disk-full" Error: "There is no space left for the output.",
"The new file was removed again and an earlier PDF of the same name has not been touched. Make room, or choose another
folder with `--out`.";

    BuildUnfinished "build-unfinished" Warning: "What an interrupted build left behind does not fit together.",
"A build that is interrupted leaves notes in the output folder, and the next one ends its work by them. Here the notes are
not complete, or files have been changed, copied or taken away since; they may also have come with a project from somebody
else. They were not followed, and were removed. Papers of the folder may be older or newer than one another, so none is
listed in `manifest.json` or `SHA256SUMS` until it is built again: run `panelpack build` for all of them.";
}
