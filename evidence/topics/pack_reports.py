"""One line of the evidence pack -> Report: what the record is, and the facts of its study."""

from calendar import monthrange

from evidence.records.question import Term
from evidence.records.study import (
    LABELS,
    NOTICE,
    RETRACTED,
    SECONDARY,
    SOUND,
    STUDY_DESIGNS,
    UNDER_CONCERN,
    FollowUp,
    Report,
    Screening,
    StudyFacts,
)
from evidence.sources_named import sources_in
from evidence.topics.numbers import maybe_pmid, registry_ids
from evidence.topics.reader import Table

STANDINGS = (SOUND, RETRACTED, UNDER_CONCERN, NOTICE)
INTENSITIES = ("low", "intermediate", "high", "low/intermediate")
POOLING = "meta-analysis/systematic review"


def read_report(table: Table, settings: tuple[str, ...], sources: tuple[Term, ...]) -> Report:
    """Return the report of one line; settings, sources: what the vocabulary knows. Raises TopicError."""
    pmid, doi, key = maybe_pmid(table, "pmid"), table.maybe_text("doi"), table.text("key")
    names = _names(table, pmid, doi, key)
    published = table.maybe_day("published")
    return Report(
        record=names[0],
        pmid=pmid,
        doi=doi,
        names=names[1:],
        title=_supplied_title(table),
        citation=table.maybe_text("citation"),
        first_author=table.maybe_text("first_author"),
        year=table.maybe_whole("year"),
        known_from=None if published is None else last_day(published),
        screening=_screening(table),
        facts=_facts(table),
        origin="pack",
        complete=table.flag("complete"),
        indirect=table.maybe_flag("indirect") or False,
        settings=table.choices("settings", settings),
        source_url=_address(table),
        note=table.maybe_text("note"),
        sources=sources_in(_supplied_title(table) or "", sources),
    )


def last_day(published: str) -> str:
    """Return the day from which a publication of that date is surely public: "2019" -> "2019-12-31"."""
    if len(published) == len("2019"):
        return f"{published}-12-31"
    if len(published) == len("2019-02"):
        year, month = published.split("-")
        return f"{published}-{monthrange(int(year), int(month))[1]}"
    return published


def _names(table: Table, pmid: str | None, doi: str | None, key: str) -> tuple[str, ...]:
    """Return every name of the record, the one it is kept under first: PMID, else DOI, else the key of its line."""
    pmcid = table.maybe_text("pmcid")
    told = (("pmid", pmid), ("doi", doi), ("cite", key), ("pmcid", pmcid))
    names = [f"{kind}:{name}" for kind, name in told if name is not None]
    return (*names, *(f"cite:{other}" for other in table.maybe_texts("also")))


def _address(table: Table) -> str | None:
    """Return where the record can be checked, None where its citation alone can tell."""
    return table.maybe_text("source_url") if table.has("citation") else table.text("source_url")


def _supplied_title(table: Table) -> str | None:
    """Return what the record is about in square brackets, as cataloguers mark a title that is not its own."""
    about = table.maybe_texts("about")
    return f"[{', '.join(about)}]" if about else None


def _screening(table: Table) -> Screening:
    label = table.choice("label", LABELS)
    design = table.choice("design", STUDY_DESIGNS)
    reason = table.maybe_text("reason")
    treated = table.maybe_whole("n_hsct")
    told = "" if treated is None else f", {treated} patients transplanted"
    return Screening(
        label=label,
        reason=reason or f"evidence pack: {design}{told}",
        study_design=design,
        result_bearing=table.has("rows") and (label != SECONDARY or design == POOLING),
        standing=table.choice("standing", STANDINGS) if table.has("standing") else SOUND,
    )


def _facts(table: Table) -> StudyFacts:
    return StudyFacts(
        n_patients=table.maybe_whole("n_patients"),
        n_hsct=table.maybe_whole("n_hsct"),
        follow_up=table.inner("follow_up", _follow_up) if table.has("follow_up") else None,
        phenotypes=table.inner("phenotypes", _phenotypes) if table.has("phenotypes") else (),
        conditioning=table.entries("conditioning", "regimen", _regimen),
        comparator=table.maybe_text("comparator"),
        registry_ids=registry_ids(table, "registry_ids"),
        inclusion_years=_inclusion(table),
    )


def _follow_up(table: Table) -> FollowUp:
    return FollowUp(
        statistic=table.choice("statistic", ("median", "mean", "minimum")),
        value=table.number_above_zero("value"),
        unit=table.choice("unit", ("days", "weeks", "months", "years")),
    )


def _phenotypes(table: Table) -> tuple[tuple[str, int], ...]:
    return tuple((course, table.whole(course)) for course in table.values)


def _regimen(table: Table) -> tuple[str, str | None]:
    return table.text("regimen"), table.choice("intensity", INTENSITIES) if table.has("intensity") else None


def _inclusion(table: Table) -> tuple[int, int] | None:
    if not table.has("inclusion"):
        return None
    years = table.value("inclusion")
    two = isinstance(years, list) and [type(year) for year in years] == [int, int]
    if not isinstance(years, list) or not two or not 1900 <= years[0] <= years[1] <= 9999:
        raise table.mistake("inclusion", "must be the first and the last year, such as [1996, 2008]")
    return years[0], years[1]
