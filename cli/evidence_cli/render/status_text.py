"""The status page as text."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.rows import text_page


def status_text(document: Mapping[str, Any]) -> str:
    """Return the age of the data, what is stored and the last runs."""
    page = text_page(document, f"Status of {document['database']}")
    page.gap()
    page.labelled("Last refresh", document["last_refresh"] or "never: only the evidence pack is loaded", column=20)
    page.labelled("Age", _age(document), column=20)
    page.labelled("Evidence pack", document["pack_compiled"] or "not loaded", column=20)
    page.labelled("Newest record", document["newest_record"] or _no_newest(document), column=20)
    page.labelled("Stored", ", ".join(f"{name} {count}" for name, count in document["rows"].items()), column=20)
    told = ", ".join(f"{status} {count}" for status, count in document["statuses"].items())
    page.labelled("Answers", told or "none", column=20)
    if document["searches"]:
        page.heading("Last searches")
    for search in document["searches"]:
        page.wrapped(_search(search), lead=f"  {search['source']} ", indent=4)
    for edit in document["search_edits"][:3]:
        page.wrapped(
            f"the search was edited; records found before and not then: {edit['gone']}, new: {edit['added']}",
            lead=f"  {edit['started']}: ",
            indent=4,
        )
    if document["absences"]:
        page.heading("Records that the search no longer finds")
    for absence in document["absences"]:
        page.wrapped(absence_told(absence), lead=f"  pmid:{absence['pmid']} ", indent=4)
    page.heading("Last runs")
    for run in document["runs"]:
        page.wrapped(_run(run), lead=f"  {run['started']} ", indent=4)
    return page.text()


def _search(search: Mapping[str, Any]) -> str:
    """Return when a source was asked last, what came, its remarks, and why the result was refused, if it was."""
    told = f"{search['started']}: {search['count']} found, {search['fetched']} fetched"
    if search["missing"]:
        told += f", {len(search['missing'])} not given"
    if search["refused"] is not None:
        told += f"; REFUSED: {search['refused']}; the last one that went in: {search['accepted'] or 'none'}"
    remarks = "; ".join(search["warnings"]) or "none"
    return f"{told}; remarks of the source: {remarks}"


def absence_told(absence: Mapping[str, Any]) -> str:
    """Return since when a record is not found, and what is known of it."""
    told = {
        None: f"for {absence['nights']} {'night' if absence['nights'] == 1 else 'nights'}; not known yet why",
        "query drift": "PubMed has it, the search does not find it",
        "deleted": "DELETED: PubMed has it no longer; kept here, and no evidence",
        "merged": f"MERGED into PMID {absence['merged_into']}; kept here, and no evidence",
    }
    return f"since {absence['since']}: {told[absence['label']]}"


def _no_newest(document: Mapping[str, Any]) -> str:
    return "no PubMed record was read" if document["rows"]["article"] == 0 else "the records tell no day"


def _age(document: Mapping[str, Any]) -> str:
    hours, limit = document["age_hours"], document["max_age_hours"]
    told = "not known" if hours is None else f"{hours:.1f} hours"
    if limit is None:
        return told
    return f"{told}, {'MORE' if document['too_old'] else 'not more'} than {limit:g} hours"


def _run(run: Mapping[str, Any]) -> str:
    ending = "did not finish" if run["finished"] is None else f"exit code {run['exit_code']}"
    counts = ", ".join(f"{name} {count}" for name, count in (run["counts"] or {}).items())
    message = f"; {run['message']}" if run["message"] else ""
    return f"{run['kind']}: {ending}; {counts or 'nothing counted'}{message}"
