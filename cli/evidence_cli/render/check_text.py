"""What `check` found, as text: the verdict first."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.out import may_style, width
from evidence_cli.render.page import Page

SHOWN = 5  # faults of one check; the others are counted, and JSON has them all


def check_text(document: Mapping[str, Any]) -> str:
    """Return verdict, what to do, and each check with what it looked at."""
    page = Page(width(), may_style())
    count = document["fault_count"]
    skipped = sum(1 for check in document["checks"] if check["skipped"] is not None)
    verdict = "no damage found" if count == 0 else f"DAMAGED: {count} {'fault' if count == 1 else 'faults'}"
    left = f"; {skipped} {'check' if skipped == 1 else 'checks'} could not be made" if skipped else ""
    page.heading(f"{document['database']}: {verdict}{left}")
    if document["advice"]:
        page.heading("What to do")
    for number, advice in enumerate(document["advice"], start=1):
        page.wrapped(advice, lead=f"  {number}.", indent=5)
    page.heading("Checked")
    for check in document["checks"]:
        _check(page, check)
    return page.text()


def _check(page: Page, check: Mapping[str, Any]) -> None:
    faults, count = check["faults"], check["number"]
    looked = "not counted" if count is None else f"{count:,}"
    told = f"not made: {check['skipped']}" if check["skipped"] is not None else looked
    page.wrapped(f"{check['name']}: {told}", lead="  DAMAGED" if faults else "  ok     ", indent=10)
    for fault in faults[:SHOWN]:
        page.wrapped(fault, lead="         -", indent=11)
    if len(faults) > SHOWN:
        page.wrapped(f"and {len(faults) - SHOWN} more: --as json has them all", lead="         -", indent=11)
