"""The warning that the data are old, and what to do about it."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.words import Catalogue, date, text

STALE_AFTER_DAYS = 3  # a banner is shown from the fourth day on (hazard H-14): three nights may fail one after another


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
