"""What went wrong in a night, in the words and by the code that a person or a monitor sees."""

from evidence.absences import told as told_of
from evidence.errors import ContentRefused, EvidenceError, PartialError, TryLater
from evidence.guards import named, new_warnings
from evidence.night_held import PUBMED, Held, PubMedNight
from evidence.records.search import QUERY_DRIFT, TRANSIENT

Problems = list[tuple[str, EvidenceError]]


def look_at(night: PubMedNight, held: Held, problems: Problems, *, accepted: bool) -> None:
    """Add what a person should see of a night that went in.

    Records found and not given, remarks that are new, records that turned out to be gone. accepted: a person has
    looked at the search, and needs no remark on it.
    """
    gaps = set(night.log.missing) & set(night.found)
    if gaps:
        problems.append((PUBMED, PartialError(f"{len(gaps)} records were found and not given: {named(gaps)}")))
    remarks = () if accepted else new_warnings(held.last_of(PUBMED), night.log)
    if remarks:
        problems.append((PUBMED, PartialError(f"PubMed remarks on the search: {'; '.join(remarks[:3])}")))
    gone = [told_of(absence) for absence in night.absences if absence.label not in (None, TRANSIENT, QUERY_DRIFT)]
    if gone:
        problems.append((PUBMED, PartialError("; ".join(gone[:3]))))


def problem_of(problems: Problems, *, done: bool) -> EvidenceError | None:
    """Return one error for the night: the source's own where nothing was refreshed, else that it was partial."""
    if not problems:
        return None
    told = "; ".join(_named(source, str(problem)) for source, problem in problems)
    if done:
        return PartialError(told)
    refused = any(isinstance(problem, ContentRefused) for _, problem in problems)
    return ContentRefused(told) if refused else TryLater(told)


def _named(source: str, words: str) -> str:
    return words if source.lower() in words.lower() else f"{source}: {words}"


def code_of(problem: BaseException | None) -> int:
    """Return the exit code of a night that ended with this, 0 where nothing was wrong."""
    if problem is None:
        return 0
    return problem.exit_code if isinstance(problem, EvidenceError) else int(getattr(problem, "code", 130))


def message_of(problem: BaseException | None) -> str:
    """Return the line for the row of the run, empty where there is nothing to say."""
    return "stopped before it was over" if isinstance(problem, KeyboardInterrupt) else str(problem or "")
