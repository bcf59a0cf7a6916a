"""What a person should look at, as a plain-text page."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence_cli.render.clause_parts import at_time
from evidence_cli.render.dateline import dateline
from evidence_cli.render.page import Page
from evidence_cli.render.safe import one_line
from evidence_cli.render.words import catalogue

Document = Mapping[str, Any]
_COLUMN = 15


def review_text(shown: Sequence[Document], counts: tuple[int, int], told: Document, *, width: int, bold: bool) -> str:
    """Return the page; counts: how many figures and how many records there are in all."""
    page = Page(width, bold)
    page.heading(_head(len(shown), counts, told))
    dateline(page, told, catalogue("en"))
    for number, item in enumerate(shown, start=1):
        what = "the record" if item["key"] == item["record"] else item["key"]
        page.heading(f"[{number}] {item['name']} [{item['record']}]  {what}")
        _item(page, item)
    if shown:
        page.gap()
        page.wrapped(
            "To correct, change what is wrong in the line and leave out the rest. `evidence review undo KEY` takes a "
            "decision back. No patient data in a reason: it is shown."
        )
    return page.text()


def _head(shown: int, counts: tuple[int, int], told: Document) -> str:
    of = f" for {told['reviewer']}" if told["reviewer"] else ""
    figures, records = counts
    if figures + records == 0:
        return f"Nothing to look at{of}: all that answers rest on or that was unsure is decided"
    lines = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in ((figures, "figure"), (records, "record"))]
    found = " and ".join(line for line in lines if not line.startswith("0 "))
    return f"To look at{of}: {found}, {shown} shown, most load-bearing first"


def _item(page: Page, item: Document) -> None:
    if item["kind"].startswith("screening"):
        _screening(page, item)
    else:
        _figure(page, item)
    page.gap()
    for command in item["commands"].values():
        page.command(command)


def _screening(page: Page, item: Document) -> None:
    page.labelled("Title", item["title"] or "not reported", column=_COLUMN)
    page.labelled("From", item["link"] or "no address: see its citation", column=_COLUMN)
    counts = "counted" if item["kind"] == "screening-let-in" else "not counted"
    page.labelled("Screened", f"{counts}, as {item['label']}: {item['screening']}", column=_COLUMN)
    page.labelled("Why", "; ".join(item["why"]), column=_COLUMN)


def _figure(page: Page, item: Document) -> None:
    if item["sentence"] is not None:
        page.labelled("Sentence", f'"{marked(item)}"', column=_COLUMN)
    elif item["kind"] == "to-review":
        page.labelled(
            "From", item["link"] or item["bound"]["source_url"] or "no address: see its citation", column=_COLUMN
        )
    page.labelled("Read as", item["figure"], column=_COLUMN)
    if item["kind"] == "to-review":
        page.labelled("Tied to", _bound(item["bound"]), column=_COLUMN)
    page.labelled("Why", "; ".join(item["why"]), column=_COLUMN)
    if item["kind"] == "to-review" and not item["rests_on_it"]:
        page.labelled("Asked for by", ", ".join(item["asks_for_it"]), column=_COLUMN)


def marked(item: Document) -> str:
    """Return the sentence with braces around the words of the figure; more braces than stand in it."""
    sentence = item["sentence"]
    if item.get("mark") is None:
        return str(sentence)
    first, last = item["mark"]
    longest = max((len(run) for run in sentence.replace("}", "{").split("{") if not run), default=0)
    braces = 1 if "{" not in sentence and "}" not in sentence else longest + 2
    return f"{sentence[:first]}{'{' * braces}{sentence[first:last]}{'}' * braces}{sentence[last:]}"


def _bound(bound: Document) -> str:
    """Return what the figure was bound to; what was not is said to be not told."""
    contrast = bound["contrast"]
    sides = f"{contrast['a']} against {contrast['b']}" if contrast is not None else bound["comparator"]
    months = bound["timepoint_months"]
    time = "not told" if months is None else at_time(months, catalogue("en")).removeprefix(" at ")
    told = [
        f"outcome {bound['outcome']}", f"arm {bound['arm']}", f"against {sides}" if sides else "",
        f"patients {bound['population'] or 'not told'}", f"time {time}",
        f"{bound['statistic']}, {bound['direction'] or 'direction not told'}",
    ]  # fmt: skip
    return one_line("; ".join(part for part in told if part))
