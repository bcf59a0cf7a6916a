"""evidence review agreement: how far people agree, beyond chance, and where they do not."""

from typing import TYPE_CHECKING, Any

import click

from evidence.errors import UsageError
from evidence_cli.lookup import typed
from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver, may_style, width
from evidence_cli.session import Session, current_time, database_name, filled

if TYPE_CHECKING:
    from evidence.agreeing import Compared
    from evidence.kappa import Agreement


@click.command("agreement")
@click.option("--reviewer", "reviewers", metavar="NAME", multiple=True, help="Only this person's; may be given twice.")
@as_option("text", "json")
@output_option()
@click.pass_obj
def command(session: Session, /, reviewers: tuple[str, ...], form: str, output: str | None) -> None:
    """Tell how far each two people agree about what both judged: percent agreement and Cohen's kappa.

    Of figures it is to confirm, to correct or to reject, of records to include or to exclude; what was taken back
    does not count. Kappa is what they agree beyond chance, with its 95 % interval. Where they differ is listed.
    """
    from evidence.agreeing import compare
    from evidence_cli.render.as_json import document_json
    from evidence_cli.render.provenance import SCHEMA_VERSION, provenance
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency
    from evidence_db.views_judgements import decisions

    asked = {" ".join(typed(name).split()) for name in reviewers}
    with filled(session) as connection:
        followed = [each.followed for each in decisions(connection)]
        told = provenance(currency(connection), catalogue("en"), as_of=current_time().date().isoformat())
    unknown = sorted(asked - {each.judgement.name for each in followed})
    if unknown:
        raise UsageError(f"{unknown[0]} has decided nothing here: names are told apart letter by letter")
    found = [_document(each) for each in compare(followed) if asked <= {each.first, each.second} or not asked]
    if form == "json":
        text = document_json({"schema_version": SCHEMA_VERSION, **told, "pairs": found})
    else:
        text = _as_text(found, told)
    deliver(text, output, keep=database_name(session))


def _document(compared: "Compared") -> dict[str, Any]:
    from evidence_db.views_judgements import key_of

    return {
        "reviewers": [compared.first, compared.second],
        "figures": _agreement(compared.figures) | {"both_corrected": compared.corrected, "alike": compared.alike},
        "records": _agreement(compared.records),
        "differing": [
            {
                "record": one.record,
                "key": key_of(one),
                "decisions": [one.judgement.kind, other.judgement.kind],
                "reasons": [one.judgement.reason, other.judgement.reason],
            }
            for one, other in compared.differing
        ],
    }


def _agreement(found: "Agreement") -> dict[str, Any]:
    """Return the agreement as plain values; kappa_undefined: why there is no kappa, None where there is one."""
    percent = None if found.n == 0 else 100 * found.agreed / found.n
    why = None
    if found.kappa is None:
        why = "nothing was judged by both" if found.n == 0 else "both said one and the same of everything"
    return {
        "n": found.n, "agreed": found.agreed, "percent": percent, "expected": found.expected, "kappa": found.kappa,
        "ci_low": found.low, "ci_high": found.high, "kappa_undefined": why,
    }  # fmt: skip


def _as_text(found: list[dict[str, Any]], told: dict[str, Any]) -> str:
    from evidence_cli.render.dateline import dateline
    from evidence_cli.render.page import Page
    from evidence_cli.render.words import catalogue

    page = Page(width(), may_style())
    page.heading(f"Agreement between reviewers: {len(found)} {'pair' if len(found) == 1 else 'pairs'}")
    dateline(page, told, catalogue("en"))
    if not found:
        page.wrapped("No two people have judged one and the same figure or record.")
    for each in found:
        page.heading(" and ".join(each["reviewers"]))
        page.labelled("Figures", _line(each["figures"]) + _corrections(each["figures"]))
        page.labelled("Records", _line(each["records"]))
        for row in each["differing"]:
            said = " against ".join(
                f"{kind} ({why})" for kind, why in zip(row["decisions"], row["reasons"], strict=True)
            )
            page.wrapped(f"{row['key'] or row['record']} ({row['record']}): {said}", lead="  -", indent=4)
    return page.text()


def _line(row: dict[str, Any]) -> str:
    """Return "40 judged by both; the same of 32 (80%); Cohen's kappa 0.67 (95% CI 0.46 to 0.87)"."""
    if row["n"] == 0:
        return "none judged by both"
    told = f"{row['n']} judged by both; the same of {row['agreed']} ({row['percent']:.0f}%); Cohen's kappa "
    if row["kappa"] is None:
        return told + "not defined: both said one and the same of everything, which chance alone would bring as well"
    if row["ci_low"] is None:
        return told + f"{row['kappa']:.2f} (no interval: they agree on everything)"
    return told + f"{row['kappa']:.2f} (95% CI {row['ci_low']:.2f} to {row['ci_high']:.2f})"


def _corrections(row: dict[str, Any]) -> str:
    return f"; both corrected {row['both_corrected']}, {row['alike']} alike" if row["both_corrected"] else ""
