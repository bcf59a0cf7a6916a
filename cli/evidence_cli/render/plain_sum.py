"""The plain sum beside a share that a model pooled: events of all studies together by their patients."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.words import Catalogue, Value, number, rounded

_MODEL = "binomial-normal"  # the others are exact intervals of the plain sum itself


def plain_sum(pool: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return events, n and percent of a pooled share; None for a comparison, or where the sum itself was pooled."""
    if pool.get("statistic") is not None or pool["model"] != _MODEL or pool["events"] is None or not pool["n"]:
        return None
    return {"events": pool["events"], "n": pool["n"], "percent": round(100 * pool["events"] / pool["n"], 6)}


def plain_line(pool: Mapping[str, Any], words: Catalogue) -> str:
    """Return the plain sum as a sentence, with why it differs where it does; "" where there is none beside the pool."""
    plain = plain_sum(pool)
    if plain is None:
        return ""
    shown = plain_percent(plain["events"], plain["n"], words)
    line = words.text["pool_plain"].format(
        events=number(words, plain["events"]), n=number(words, plain["n"]), percent=shown
    )
    differs = shown != words.text["percent"].format(value=rounded(words, pool["estimate"]))
    return line + (words.text["pool_plain_why"] if differs else "")


def plain_percent(events: Value, patients: Value, words: Catalogue) -> str:
    """Return "0.43%", or "not reported" where a number is missing."""
    if not isinstance(events, int) or not isinstance(patients, int) or not patients:
        return words.text["not_reported"]
    return words.text["percent"].format(value=rounded(words, 100 * events / patients))
