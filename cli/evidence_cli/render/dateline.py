"""Of which day the answers and the data are, and the warning that the data are old."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.page import Page
from evidence_cli.render.words import Catalogue, date, text

STALE_AFTER_DAYS = 3  # a banner is shown from the fourth day on (hazard H-14): three nights may fail one after another


def dateline(page: Page, document: Mapping[str, Any], words: Catalogue, *, replayed: bool = False) -> None:
    """Add the date of the data, a banner if they are stale, and the intended use."""
    stale = stale_line(document, words)
    if stale is not None:
        page.wrapped(stale, style=page.bold)
    page.wrapped(dateline_text(document, words, replayed=replayed))
    page.wrapped(document["intended_use"])


def dateline_text(document: Mapping[str, Any], words: Catalogue, *, replayed: bool) -> str:
    """Return of which day the answers are, and the date, age and basis of the data."""
    return text(
        words,
        "state_as_of" if replayed else "state_now",
        as_of=date(words, document["as_of"]),
        data_date=date(words, document["data_date"]),
        age=_age(document["data_age_days"], words),
        rule=document["rule_version"],
    )


def _age(days: int | None, words: Catalogue) -> str:
    if days is None:
        return words.text["age_unknown"]
    if days == 0:
        return words.text["age_zero"]
    return words.text["age_one"] if days == 1 else text(words, "age_many", days=days)


def stale_line(document: Mapping[str, Any], words: Catalogue) -> str | None:
    """Return the warning; None while the data are not that old, or where an earlier day was asked for.

    Where PubMed was never asked there is nothing to mend: the line says how to ask. Where it was, nights have failed.
    """
    age, asked = document["data_age_days"], document.get("pubmed_asked")
    if age is None or age <= STALE_AFTER_DAYS:
        return None
    if asked is None:
        return text(words, "stale_never_asked", days=age)
    return text(words, "stale", days=age, asked=date(words, asked))
