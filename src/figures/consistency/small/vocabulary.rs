//! The words by which a number tells what it counts.
//!
//! Nouns stand in the singular. A list that is too short makes somebody allow a harmless number; one that is too long lets a child be told of.

/// Words that a number is a part of a larger one with.
pub const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
pub const POWERS: &str = "hundred thousand million billion dozen";

/// Fractions: `two thirds`.
pub const PARTS: [(&str, i64); 9] = [
    ("half", 2),
    ("third", 3),
    ("quarter", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
];

/// Who is counted where a small number tells on somebody.
pub const PEOPLE: &str = "individual child person kid youngster teenager teen adolescent girl boy baby infant toddler newborn pupil \
    student learner leaver sibling twin triplet brother sister son daughter victim offender asylum-seeker uasc";

/// What one of them may stand before without being counted: `one child protection plan`.
pub const MODIFIED: &str = "protection care health psychologist centred premium friendly exploitation welfare poverty benefit development \
    rights voice support";

/// Time, money, length, and how often: what follows them says how long and not how many.
pub const UNITS: &str = "monday tuesday wednesday thursday friday saturday sunday daily weekly fortnightly monthly quarterly termly \
    annual yearly second minute hour day week fortnight month year term semester night evening morning afternoon \
    weekend decade lesson session time fold pm am noon o'clock pound penny pence kilometre mile metre km page \
    paragraph line word point percent star bedroom bed yr yrs mth mths wk wks hr hrs min mins";

/// Things and posts, none of which is a child. Where the indicator itself speaks of them they are what it counts.
pub const THINGS: &str = "visitor advocate mentor force nation event trip leaflet poster film video booklet toolkit conference \
    consultation network charter pledge promise commitment champion ambassador intake tender bidder neighbour call \
    lockdown strike locality cluster federation gcse qualification iro fte lado accommodation account action \
    activity address adopter advertisement advert advisor adviser agency aim amendment approach area aspect \
    assistant audit authority bank barrier benchmark bid board borough branch building bus campaign car carer \
    category cause centre challenge chapter charity clinic club coach college committee comparator component \
    computer condition consultant contract contractor corner council councillor counsellor country county course \
    court criterion cycle database deadline department deputy difference dimension direction director district \
    doctor document domain element email employer event example exception exercise expert facilitator factor file \
    flat focus form forum foundation framework function fund goal grade group guide half head heading headline \
    holiday home hospital hostel hotel house hub idea improvement indicator initiative inspection inspector \
    institution instrument interviewer invoice issue item kind laptop law lawyer layer lead leader lesson letter \
    level library list location magistrate manager map mark measure mechanism member method midwife milestone \
    ministry mode model module money motion newsletter newspaper nurse objective obstacle occasion office officer \
    option organisation outcome outturn owner package panel paper part partner partnership path pathway pattern \
    phase phone physician piece pillar pilot playground police policy portal position post practitioner premise \
    principle print priority problem procedure process professional programme project proposal provider \
    psychologist psychiatrist question questionnaire quarter range rating reason recommendation recruiter red \
    green amber region regulator representative requirement resolution resource result reviewer risk road role \
    room round route row rule scale scenario scheme school scheduler score secretary section sector seminar sense \
    service setting shift side site size skill slot society software source specialist spreadsheet stage staff \
    standard state station step story strand strategy stream street study sub-group subject summary supervisor \
    supplier support survey symptom system table target task team teacher technique template theme therapist thing \
    threshold tier tool topic town trainer trade trend trial trust trustee tutor type unit university update \
    vacancy van vehicle venue version view village volunteer ward wave way webinar website week wing worker \
    workshop workstream yardstick yard zone";

/// What is numbered: `section 20`, `Year 6`.
pub const LABELS: &str = "chart map diagram graph box photo service block track visit lot act action agenda annex annexe appendix \
    article band bullet category chapter clause cohort column covid day domain exhibit fig figure footnote form \
    grade goal group indicator item key kpi layer level line measure milestone month no note number objective \
    option outcome page pager para paragraph part phase pillar point priority principle quarter question rank \
    ranked recommendation ref reference reg regulation release room round row rule schedule scale section sections \
    set site slide stage standard step strand sheet table target team term theme tier type unit version volume \
    wave ward week year zone ofsted rated graded judged judgement score scored scoring rating q v ks ey vol ch art \
    sch app sec";

/// Before an age, with nothing but [`AGE_JOINS`] between.
pub const AGES: &str = "aged age ages turn turns turned turning";
pub const AGE_JOINS: &str = "under over below above between from of and or to up at least about only";

/// Behind the lower end of a class: `three or more moves`.
pub const OR_MORE: &str = "more over above older fewer less under below younger upwards up later longer";

/// Before a limit that somebody set: `a target of three`.
pub const LIMITS: &str = "target aim goal limit maximum minimum threshold ceiling floor standard cap quota";

/// Words that end what a number may count.
pub const STOPS: &str = "of in on at by for to from with without within and or but nor who whom whose which that this these those was \
    were is are am be been being had has have having did do does will would shall should could can cannot may \
    might must since after before during until till than as not all each every a an the our their his her its my \
    your it they we he she i you later ago earlier per over under between because so if when while where then \
    there here again still also only just left went moved came returned remain remains remained ran became turned \
    died got get stayed stay entered refused missed waited failed had";

/// Verbs of what happens to somebody: `one was placed`.
pub const VERBS: &str = "was has had went moved left returned did remains remained died became turned ran came does refused stayed \
    needed entered missed failed waits waited attended lives lived";

/// What may stand between `of` and the noun: `one of our young people`.
pub const DETERMINERS: &str =
    "the our their these those his her its them all my your us first last next past other same remaining";

/// What may stand between a limit and its number.
pub const LIMIT_JOINS: &str = "of is was at a the set to for raised lowered moved changed remains stays from by now";

/// What has a grade: `a grade of 2`.
pub const GRADES: &str = "grade rating score level band judgement tier stage category class ratio phase";

/// What happens to one person each, so that one of them is one.
pub const CASES: &str = "exclusion referral re-referral placement move adoption incident episode admission death pregnancy arrest \
    offence breakdown conviction suspension notification allegation disruption remand eviction birth";
