"""What `show` prints: a record with its marked abstract, a study with its reports, a trial with its dates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence_cli.render.corrections_text import correction_told
from evidence_cli.render.page import Page
from evidence_cli.render.record_text import article_lines, figure_entry, report_lines
from evidence_cli.render.report_model import record_name
from evidence_cli.render.words import catalogue, word
from evidence_cli.rows import text_page

NOT_MONITORED = ("ctis", "eudract", "isrctn", "anzctr", "dutch")  # registers of trials that no refresh asks

Row = Mapping[str, Any]


def show_text(found: Row, told: Row) -> str:
    """Return the page for a record, study or trial."""
    if found["kind"] == "record":
        return _record(found, told).text()
    if found["kind"] == "study":
        return _study(found, told).text()
    return _trial(found["trial"], told).text()


def _record(found: Row, told: Row) -> Page:
    words, row, article = catalogue("en"), found["report"], found["article"]
    page = text_page(told, f"{record_name(row['record'], row)}: {row['title'] or 'title not reported'}")
    page.gap()
    report_lines(page, row, words)
    for told in found["corrections"]:
        page.labelled("CORRECTION", correction_told(told, words), column=20)
    page.labelled("Study", found["study"] or "counts for no study", column=20)
    current = [figure for figure in found["findings"] if article is None or figure["text_hash"] == article["text_hash"]]
    others = [figure for figure in found["findings"] if figure not in current]
    if article is not None:
        article_lines(page, article, found["text"], current, words)
    page.heading(f"Figures: {len(found['findings'])}")
    for number, figure in enumerate([*current, *others], start=1):
        figure_entry(page, figure, words, number=number)
    if not found["findings"]:
        page.wrapped("No figure was read from this record.", indent=2)
    if article is not None:
        _versions(page, article)
    return page


def _versions(page: Page, article: Row) -> None:
    page.heading("History")
    for version in article["versions"]:
        now = "current: " if version["raw_hash"] == article["raw_hash"] else ""
        revised = version["revised"] or "not reported"
        told = f"{now}version {version['version']}, revised {revised}, text {version['text_hash'][:12]}"
        page.wrapped(told, indent=2)


def _study(found: Row, told: Row) -> Page:
    words, study = catalogue("en"), found["study"]
    page = text_page(told, f"{study['name']} ({study['key']})")
    page.gap()
    page.labelled("Registers", ", ".join(study["registry_ids"]) or "not reported", column=20)
    page.labelled("Shares patients", study["overlap"] or "with no other study known", column=20)
    for reason in study["reasons"]:
        page.labelled("Because", reason, column=20)
    page.heading(f"Reports: {len(found['reports'])}")
    for row in found["reports"]:
        if row is not None:
            name = record_name(row["record"], row)
            design = row["study_design"] or "design not reported"
            title = row["title"] or "title not reported"
            page.wrapped(f"{row['record']} {name}: {title} ({design})", lead="  - ", indent=4)
    page.heading(f"Figures: {len(found['findings'])}")
    for number, figure in enumerate(found["findings"], start=1):
        figure_entry(page, figure, words, number=number)
    return page


def _trial(trial: Row, told: Row) -> Page:
    page = text_page(told, f"{trial['acronym'] or trial['key']}: {trial['title']}")
    page.gap()
    for label, value in trial_facts(trial):
        page.labelled(label, value, column=20)
    page.heading("What the registers said, and when")
    for seen in trial["snapshots"]:
        page.wrapped(_snapshot(seen), lead=f"  {seen['date_seen']} ", indent=13)
    page.heading("Dates that were seen")
    for seen in trial["history"]:
        note = f" ({seen['note']})" if seen["note"] else ""
        page.wrapped(f"{seen['field']} {seen['value']}{note}", lead=f"  {seen['date_seen']} ", indent=13)
    if not trial["history"]:
        page.wrapped("No change of a date was seen.", indent=2)
    return page


def trial_facts(trial: Row) -> list[tuple[str, str]]:
    """Return (label, words) of a registered trial; what the register does not tell reads "not reported"."""
    planned, actual = trial["n_planned"], trial["n_actual"]
    return [
        ("Numbers", _numbers(trial["ids"])),
        ("Status", word(catalogue("en"), "trial_status", trial["status"])),
        ("Sponsor", trial["sponsor"] or "not reported"),
        ("Countries", ", ".join(trial["countries"]) or "not reported"),
        ("Design", trial["design"] or "not reported"),
        ("Arms", "; ".join(trial["arms"]) or "not reported"),
        ("Patients", f"planned {_or_unknown(planned)}, actual {_or_unknown(actual)}"),
        ("Primary outcome", trial["primary_outcome"] or "not reported"),
        ("Eligibility", trial["eligibility"] or "not reported"),
        ("Will inform", ", ".join(trial["answers"]) or "no question of this topic"),
        ("Reports", ", ".join(trial["reports"]) or "none published"),
        ("First report", _expected(trial)),
        ("Not certain", "; ".join(trial["uncertain"]) or "nothing noted"),
        ("Sources", " ".join(trial["sources"]) or "not reported"),
    ]


def _expected(trial: Row) -> str:
    basis = f" ({trial['expected_basis']})" if trial["expected_basis"] else ""
    return f"{trial['expected_report'] or 'not known'}{basis}"


def _or_unknown(value: int | None) -> str:
    return "not reported" if value is None else str(value)


def _snapshot(seen: Row) -> str:
    posted = {None: "not reported", 0: "no", 1: "yes"}[seen["has_results"]]
    enrolled = f"{_or_unknown(seen['enrollment'])} ({(seen['enrollment_type'] or 'type not reported').lower()})"
    return (
        f"{seen['register']}: {seen['status'] or 'status not reported'}; patients {enrolled}; "
        f"primary completion {seen['primary_completion'] or 'not reported'}; "
        f"completion {seen['completion'] or 'not reported'}; results posted: {posted}"
    )


def _numbers(ids: Iterable[Sequence[str]]) -> str:
    """Return the trial's numbers; those of registers that no refresh asks say so: silence about them means nothing."""
    told = []
    for register, number in ids:
        others = register in NOT_MONITORED
        told.append(f"{register} {number} (not monitored)" if others else f"{register} {number}")
    return ", ".join(told) or "not reported"
