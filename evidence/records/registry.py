"""What ClinicalTrials.gov says in one record of its API v2, in its own words; nothing is inferred.

Codes (status, phase, kinds) are kept as the registry spells them. None = the record does not tell.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegistryDate:
    """A date as given, partial where the registry's is ("2026-03"). kind: ACTUAL or ESTIMATED."""

    day: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class SecondaryId:
    """Another number of the trial. register: "eudract", "ctis", "isrctn", ..., None where its form tells none."""

    number: str
    register: str | None
    kind: str | None
    domain: str | None


@dataclass(frozen=True, slots=True)
class RegisteredArm:
    """A planned arm. Labels may be the same for two arms: its place in RegistryStudy.arms is what tells them apart."""

    label: str
    kind: str | None
    description: str | None
    interventions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intervention:
    """What is done. arms: places in RegistryStudy.arms, every arm of that label where two share it."""

    kind: str | None
    name: str
    arms: tuple[int, ...]
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedOutcome:
    """What will be measured, and when by the record's own words."""

    measure: str
    time_frame: str | None
    description: str | None


@dataclass(frozen=True, slots=True)
class RegistryReference:
    """A publication named by the record. kind: RESULT (sponsor), DERIVED (found by NLM), BACKGROUND.

    retracted_by: PMIDs of the notices of retraction that the registry knows, "" for one without a PMID.
    """

    pmid: str | None
    kind: str | None
    citation: str | None
    retracted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """An arm of posted results. id ("OG000") tells it apart; titles may collide."""

    id: str
    title: str | None
    description: str | None


@dataclass(frozen=True, slots=True)
class ResultCount:
    """How many of something (participants, lesions) a group had in an analysis; value as the registry prints it."""

    group: str
    units: str | None
    value: str


@dataclass(frozen=True, slots=True)
class ResultCell:
    """One figure of posted results, as printed. "NA" (see comment) and "NR" are no numbers and never mean zero."""

    group: str
    title: str | None
    category: str | None
    value: str | None
    spread: str | None
    lower: str | None
    upper: str | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class ResultAnalysis:
    """A comparison of groups as printed: ci_percent "95", p "<0.001"."""

    groups: tuple[str, ...]
    method: str | None
    p: str | None
    statistic: str | None
    value: str | None
    ci_percent: str | None
    ci_sides: str | None
    ci_low: str | None
    ci_high: str | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class ResultMeasure:
    """One outcome of posted results. kind: PRIMARY, SECONDARY, ...; statistic: MEAN, COUNT_OF_PARTICIPANTS, ..."""

    kind: str | None
    title: str | None
    description: str | None
    time_frame: str | None
    population: str | None
    posted: str | None
    statistic: str | None
    dispersion: str | None
    unit: str | None
    groups: tuple[ResultGroup, ...]
    counts: tuple[ResultCount, ...]
    cells: tuple[ResultCell, ...]
    analyses: tuple[ResultAnalysis, ...]


@dataclass(frozen=True, slots=True)
class RegistryStudy:
    """One record. enrollment None: not told, or the registry's 99999999 for unknown; 0 is a withdrawn trial.

    content_hash: of protocol and results, not of what the registry works out anew each night (derivedSection).
    unknown: values and parts that this program does not know, with their place, for a person to look at.
    """

    nct: str
    aliases: tuple[str, ...]
    secondary_ids: tuple[SecondaryId, ...]
    acronym: str | None
    brief_title: str | None
    official_title: str | None
    status: str | None
    last_known_status: str | None
    why_stopped: str | None
    study_type: str | None
    phases: tuple[str, ...]
    allocation: str | None
    masking: str | None
    enrollment: int | None
    enrollment_type: str | None
    start: RegistryDate | None
    primary_completion: RegistryDate | None
    completion: RegistryDate | None
    last_update_posted: str | None
    has_results: bool | None
    results_first_posted: str | None
    conditions: tuple[str, ...]
    arms: tuple[RegisteredArm, ...]
    interventions: tuple[Intervention, ...]
    eligibility: str | None
    sponsor: str | None
    countries: tuple[str, ...]
    primary_outcomes: tuple[PlannedOutcome, ...]
    secondary_outcomes: tuple[PlannedOutcome, ...]
    references: tuple[RegistryReference, ...]
    results: tuple[ResultMeasure, ...]
    content_hash: str
    unknown: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The record's number and every older one that the registry resolves to it."""
        return frozenset((self.nct, *self.aliases))
