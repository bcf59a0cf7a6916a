"""A study with its reports, and a trial with what the registers said: whole, in the shape of a record's page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence_cli.render.links import trial_link
from evidence_cli.render.posted import posted_head, posted_lines
from evidence_cli.render.record_names import record_name
from evidence_cli.render.show_figures import figure
from evidence_cli.render.show_model import Fact, Group, Link, Listing, ShowPage, fact
from evidence_cli.render.show_record import registers
from evidence_cli.render.words import catalogue, sentence, word

NOT_MONITORED = ("ctis", "eudract", "isrctn", "anzctr", "dutch")  # registers of trials that no refresh asks

Row = Mapping[str, Any]


def study_page(found: Row) -> ShowPage:
    """Return what is told of a study; its figures have no marks here: each report has its own text."""
    words, study = catalogue("en"), found["study"]
    entries = [figure(str(number), row, words, marked=None) for number, row in enumerate(found["findings"], start=1)]
    return ShowPage(
        title=f"{study['name']} ({study['key']})",
        facts=(
            registers("Registers", study["registry_ids"]),
            fact("Shares patients", study["overlap"] or "with no other study known"),
            *(fact("Because", reason) for reason in study["reasons"]),
        ),
        groups=(Group("Figures", tuple(entries)),) if entries else (),
        listings=(_reports(found["reports"]),),
    )


def _reports(rows: Iterable[Row | None]) -> Listing:
    lines = []
    for row in rows:
        if row is not None:
            name = record_name(row["record"], row)
            design = row["study_design"] or "design not reported"
            lines.append(("-", f"{row['record']} {name}: {row['title'] or 'title not reported'} ({design})"))
    return Listing("Reports", tuple(lines), "No report of it is stored.")


def trial_page(trial: Row, posted: Sequence[Row]) -> ShowPage:
    """Return what is told of a registered trial. posted: its results at the registry, with every arm."""
    said = [(seen["date_seen"], _snapshot(seen)) for seen in trial["snapshots"]]
    dates = []
    for seen in trial["history"]:
        note = f" ({seen['note']})" if seen["note"] else ""
        dates.append((seen["date_seen"], f"{seen['field']} {seen['value']}{note}"))
    return ShowPage(
        title=f"{trial['acronym'] or trial['key']}: {trial['title']}",
        facts=(_numbers(trial["ids"]), *(fact(label, told) for label, told in trial_facts(trial)[1:])),
        listings=(
            Listing("What the registers said, and when", tuple(said), "No look at a register is stored."),
            Listing("Dates that were seen", tuple(dates), "No change of a date was seen."),
            *(_posted(row) for row in posted),
        ),
    )


def _posted(row: Row) -> Listing:
    """Return the outcome tables that the registry posted, arm by arm: shown, and counted in no answer."""
    words = catalogue("en")
    lines = [("-" if depth == 0 else "  ", line) for depth, line in posted_lines(row, words)]
    head = f"{words.text['posted_head']}: {posted_head(row, words)}"
    return Listing(head, (("", sentence(words.text["posted_why"])), *lines), "")


def trial_facts(trial: Row) -> list[tuple[str, str]]:
    """Return (label, words) of a registered trial; what the register does not tell reads "not reported"."""
    planned, actual = trial["n_planned"], trial["n_actual"]
    return [
        ("Numbers", _numbers(trial["ids"]).told),
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


def _numbers(ids: Iterable[Sequence[str]]) -> Fact:
    """Return the trial's numbers; those of registers that no refresh asks say so: silence about them means nothing."""
    parts: list[str | Link] = []
    for register, number in ids:
        href = trial_link(number) if register == "nct" else None
        parts += [f"{', ' if parts else ''}{register} ", number if href is None else Link(number, href)]
        parts += [" (not monitored)"] if register in NOT_MONITORED else []
    return Fact("Numbers", tuple(parts)) if parts else fact("Numbers", None)
