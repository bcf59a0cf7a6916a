"""A registered trial as the registry tells it, and what was seen when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateSeen:
    """One observation of a field of a registry record: on date_seen it said value. Dates may be partial (2026-03)."""

    date_seen: str
    field: str
    value: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a register said on one day. enrollment_type: ESTIMATED or ACTUAL; None = not told."""

    register: str
    date_seen: str
    status: str | None
    start: str | None = None
    primary_completion: str | None = None
    completion: str | None = None
    last_update_posted: str | None = None
    enrollment: int | None = None
    enrollment_type: str | None = None
    has_results: bool | None = None
    results_first_posted: str | None = None
    primary_outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial. ids: (register, id) pairs ("nct", "NCT03477500"); answers: question codes it is expected to inform.

    monitored: False for trials known only to registers the program does not query (ISRCTN, CTIS).
    reports: record keys of its published results, empty while it has none. expected_since: day from which
    expected_report could be said, None for always. registered: day on which a register first
    held it, None = not told.
    """

    key: str
    acronym: str | None
    title: str
    ids: tuple[tuple[str, str], ...]
    sponsor: str | None
    countries: tuple[str, ...]
    design: str | None
    arms: tuple[str, ...]
    n_planned: int | None
    n_actual: int | None
    primary_outcome: str | None
    eligibility: str | None
    status: str | None
    snapshots: tuple[Snapshot, ...]
    history: tuple[DateSeen, ...]
    answers: tuple[str, ...]
    reports: tuple[str, ...]
    protocol: str | None
    expected_report: str | None
    expected_basis: str | None
    sources: tuple[str, ...]
    uncertain: tuple[str, ...]
    registered: str | None = None
    expected_since: str | None = None

    @property
    def monitored(self) -> bool:
        """True if ClinicalTrials.gov knows the trial, so that a refresh can re-read it."""
        return any(register == "nct" for register, _ in self.ids)
