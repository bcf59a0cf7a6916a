"""The reasons of an answer by the outcome that they are about, so that forty of them can be read."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from evidence_cli.render.words import Catalogue, sentence, word

Reason = Mapping[str, Any]
Group = tuple[str | None, tuple[str, ...]]  # heading, None where there is one group only; sentences
_ABOUT_CERTAINTY = ("starts_", "down_", "certainty_")


def reason_groups(reasons: Sequence[Reason], words: Catalogue) -> tuple[Group, ...]:
    """Return the reasons of each outcome in the order in which the rule came to it, the others last.

    Within a group they keep their order. Reasons about one outcome, or about none, are one group without a heading.
    """
    outcomes = list(dict.fromkeys(filter(None, map(_outcome, reasons))))
    if len(outcomes) < 2:
        return ((None, _told(reasons)),) if reasons else ()
    groups = [(word(words, "outcome", code), [each for each in reasons if _outcome(each) == code]) for code in outcomes]
    rest = [each for each in reasons if _outcome(each) is None]
    groups += [(words.text["why_rest"], rest)] if rest else []
    return tuple((sentence(heading).removesuffix("."), _told(its)) for heading, its in groups)


def part_reasons(part: Mapping[str, Any], question: Mapping[str, Any], words: Catalogue) -> tuple[str, ...]:
    """Return the reasons of a part that its question does not tell in the same words, and how many stand there.

    Where some stand there the figure of the part goes first, so that a part never hides what it rests on.
    """
    above = {each["text"] for each in question["reasons"]}
    own = [each for each in part["reasons"] if each["text"] not in above]
    shared = len(part["reasons"]) - len(own)
    if not shared:
        return _told(own)
    figure = (sentence(part["figure"]),) if part["figure"] else ()
    key = "why_above_one" if shared == 1 else "why_above"
    return (*figure, *_told(own), words.text[key].format(number=shared))


def is_about_certainty(reason: Reason) -> bool:
    """Whether a reason tells how sure an answer is, not what it says."""
    return bool(reason["code"].startswith(_ABOUT_CERTAINTY))


def before_certainty(reasons: Iterable[Reason]) -> list[Reason]:
    """Return the reasons that stand before the first about certainty: what the answer rests on first of all."""
    return list(takewhile(lambda each: not is_about_certainty(each), reasons))


def _outcome(reason: Reason) -> str | None:
    """Return the code of the outcome that a reason is about; None for how sure the answer is, and for records."""
    outcome: str | None = None if is_about_certainty(reason) else reason["values"].get("outcome")
    return outcome


def _told(reasons: Sequence[Reason]) -> tuple[str, ...]:
    return tuple(sentence(each["text"]) for each in reasons)
