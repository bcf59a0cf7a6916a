"""What is asked, and the topic it belongs to: read from TOML, judged by answers.py."""

from dataclasses import dataclass

from evidence.records.declared import Appraisal, Eligibility, PolicyFact, Search
from evidence.records.finding import Finding
from evidence.records.study import Report
from evidence.records.trial import Trial
from evidence.records.words import Words

GROUPS = ("who-benefits", "how-well", "risks", "how")
BENEFIT, PROGNOSIS, DURABILITY, DESCRIPTION = "benefit", "prognosis", "durability", "description"
HARM, NARRATIVE = "harm", "narrative"
KINDS = (BENEFIT, PROGNOSIS, DURABILITY, DESCRIPTION, HARM, NARRATIVE)


@dataclass(frozen=True, slots=True)
class Term:
    """A thing the vocabulary names, with every spelling. group: drug class, regimen intensity, ...

    words: phrases, matched without case on word limits; a hyphen matches a space and the reverse; a trailing
    ``*`` matches the rest of the word.
    """

    code: str
    words: tuple[str, ...]
    group: str | None = None
    label: Words | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which figures speak to a question or to a part of it; an empty field asks nothing.

    comparators: drug codes of the vocabulary, or "class:anti_cd20". comparators_indirect: drugs that are not asked
    about but that a randomised comparison may be with: indirect evidence, at most partly. courses: RRMS,
    SPMS, PPMS, progressive, ... contrast: treatment, course, regimen or subgroup: what must be compared. settings:
    first_line, children, ...
    """

    outcomes: tuple[str, ...]
    comparators: tuple[str, ...] = ()
    comparators_indirect: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()
    regimens: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    contrast: str | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a harm counts as answered: two-sided 95 % upper bound below upper_percent with min_patients unique patients.

    since: first year of publication that counts as the question's era, None for all years.
    """

    outcome: str
    upper_percent: float
    min_patients: int
    since: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Stated:
    """The status of a narrative question: stated by people, with its date and sources, not computed."""

    status: str
    date: str
    reason: Words
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-answer of a question: by comparator, course or outcome."""

    code: str
    about: Words
    scope: Scope


@dataclass(frozen=True, slots=True)
class Question:
    """One clinical question (PICO). kind: one of KINDS; awaited: keys of trials that will inform it.

    plain: the question in everyday words, None where the topic has none; no rule reads it.
    """

    code: str
    group: str
    kind: str
    text: Words
    short: Words
    population: Words
    scope: Scope
    parts: tuple[Part, ...] = ()
    threshold: Threshold | None = None
    stated: Stated | None = None
    awaited: tuple[str, ...] = ()
    plain: Words | None = None


@dataclass(frozen=True, slots=True)
class OutcomeTerm:
    """An outcome code with its names. direction: its default; harm: True if more of it is worse for patients.

    event_words: names of the bad event itself ("relapse") where `words` name being spared it ("relapse-free").
    other_words: what holds such a name and is something else ("optic nerve atrophy" of brain_atrophy).
    lower_words: names of measures that run the other way than `direction` says: less is better ("Fatigue Impact
    Scale" of qol).
    All four are phrases as evidence/phrases.py reads them, with the slots of the topic written out.
    """

    code: str
    label: Words
    words: tuple[str, ...]
    direction: str
    harm: bool
    event_words: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    lower_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a topic. Terms are matched as Term.words says.

    disease: names of the disease. treatment: names that alone mean the treatment; treatment_broad: names that need
    more evidence in the text (plain "stem cell transplantation"). other_cells: mesenchymal, neural, ... cells.
    allogeneic: words for grafts of a donor. animals: species and models. other_diseases: what else is transplanted.
    sources: centres, countries and registers that series of patients come from. groups of words that only one room
    needs stand in `cues` (name -> phrases).
    """

    disease: tuple[str, ...]
    treatment: tuple[str, ...]
    treatment_broad: tuple[str, ...]
    other_cells: tuple[str, ...]
    allogeneic: tuple[str, ...]
    animals: tuple[str, ...]
    other_diseases: tuple[str, ...]
    drugs: tuple[Term, ...]
    regimens: tuple[Term, ...]
    courses: tuple[Term, ...]
    subgroups: tuple[Term, ...]
    settings: tuple[Term, ...]
    outcomes: tuple[OutcomeTerm, ...]
    cues: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[Term, ...] = ()


SAME_STUDY, SPLIT = "same-study", "split"


@dataclass(frozen=True, slots=True)
class Link:
    """Records that are one thing. kind: "same-record" (two names of one article), "same-study" (reports of one
    trial or cohort), "overlap" (different series that share patients), "distinct" (different patients, although the
    centre or the authors are the same) or "split" (a person's word that they are two studies without common patients,
    whatever else joins them)."""

    kind: str
    name: str
    records: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The evidence pack: facts and figures of landmark studies. compiled: the date the facts were put together."""

    compiled: str
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Everything a topic folder says, checked. fingerprint: SHA-256 over its files, so that a change is noticed."""

    code: str
    title: Words
    intended_use: Words
    international_study: str
    search: Search
    vocabulary: Vocabulary
    questions: tuple[Question, ...]
    trials: tuple[Trial, ...]
    links: tuple[Link, ...]
    appraisals: tuple[Appraisal, ...]
    policy: tuple[PolicyFact, ...]
    fingerprint: str
    eligibility: Eligibility | None = None
