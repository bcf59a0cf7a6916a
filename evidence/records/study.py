"""What is counted: reports (records that were screened) and the studies they belong to."""

from dataclasses import dataclass

PRIMARY = "hsct-ms-primary"
SECONDARY = "hsct-ms-secondary"
MENTION_ONLY = "mention-only"
OTHER_STEM_CELL = "other-stem-cell"
UNRELATED = "unrelated"
LABELS = (PRIMARY, SECONDARY, MENTION_ONLY, OTHER_STEM_CELL, UNRELATED)

STUDY_DESIGNS = (
    "RCT", "single-arm trial", "comparative cohort", "cohort/case series", "registry",
    "meta-analysis/systematic review", "guideline", "review", "protocol", "case report", "economic evaluation",
    "preclinical", "survey",
)  # fmt: skip

# What a record is worth as evidence, apart from its design.
SOUND = "sound"
RETRACTED = "retracted"
UNDER_CONCERN = "under-concern"
NOTICE = "notice"  # a retraction notice, an erratum, an expression of concern: never evidence itself
DELETED = "deleted"  # PubMed deleted the record
EXCLUDED = "excluded"  # a person excluded it


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How long patients were followed; statistic: median, mean or minimum; unit: days, weeks, months or years."""

    statistic: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Screening:
    """What a record is, and why. label: one of LABELS; study_design: one of STUDY_DESIGNS or None.

    reason: a sentence a person can check ("title names AHSCT and MS; 74 patients treated").
    standing: SOUND, RETRACTED, UNDER_CONCERN, NOTICE, DELETED or EXCLUDED. result_bearing: it reports patient outcomes.
    """

    label: str
    reason: str
    study_design: str | None
    result_bearing: bool
    standing: str = SOUND


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """Facts of one report about its study; None or empty = not stated. phenotypes: (course, patients) pairs."""

    n_patients: int | None = None
    n_hsct: int | None = None
    follow_up: FollowUp | None = None
    phenotypes: tuple[tuple[str, int], ...] = ()
    conditioning: tuple[tuple[str, str | None], ...] = ()  # (regimen, intensity: low, intermediate, high or None)
    comparator: str | None = None
    registry_ids: tuple[str, ...] = ()
    inclusion_years: tuple[int, int] | None = None
    n_centres: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One screened record: identity, what it is, its facts.

    record: "pmid:1", "doi:10.1/x" or "cite:key"; names: every other key it answers to.
    origin: machine or pack (a pack row outranks the machine's reading of the same record).
    complete: False where only a part of the abstract was seen; such a record alone supports at most "signal".
    known_from: ISO date from which it was public. indirect: patients are not only MS (registries of all diseases).
    settings: codes of the topic's vocabulary for who was treated when ("first_line", "children"). authors: "Burman J",
    empty where only the first is known; sources: centres, countries and registers that its text names, by the topic's
    names for them: where its patients may come from.
    """

    record: str
    pmid: str | None
    doi: str | None
    names: tuple[str, ...]
    title: str | None
    citation: str | None
    first_author: str | None
    year: int | None
    known_from: str | None
    screening: Screening
    facts: StudyFacts
    origin: str
    complete: bool = True
    indirect: bool = False
    settings: tuple[str, ...] = ()
    source_url: str | None = None
    note: str | None = None
    authors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """The unit that is counted: one trial or cohort with all its reports.

    key: stable name ("study:mist"); name: for people; overlap: name of the overlap group, None if it stands alone;
    reasons: why these reports are one study and why it shares a group.
    """

    key: str
    name: str
    reports: tuple[str, ...]
    registry_ids: tuple[str, ...] = ()
    overlap: str | None = None
    reasons: tuple[str, ...] = ()
