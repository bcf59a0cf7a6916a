"""How large an effect is, in words: one that was printed or worked out, and one that was pooled."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import p_value
from evidence_cli.render.words import Catalogue, Value, number, rounded, significant, word

_BY_US = ("counts", "rounded", "intervals")  # methods by which we worked out an effect ourselves
_MANY_STUDIES = 5


def _template(values: Mapping[str, Value]) -> str:
    """Return the key of the sentence: of two shares, rates or means it is their difference that is told."""
    if values.get("statistic") == "percent":
        return "points"
    return "difference" if values.get("statistic") in ("rate", "mean", "median") else "effect_size"


def share_of(values: Mapping[str, Any], words: Catalogue) -> str:
    """Return of what a share or ratio is, where a reader could take it for its opposite."""
    kind = "share" if values.get("statistic") == "percent" else "ratio"
    return words.text.get(f"{kind}_{values.get('direction')}", "")


def effect_size(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return "hazard ratio 0.07 (95 % CI 0.02 to 0.24; p <.001; interval as printed)" as far as it is reported."""
    printed = rounded if values.get("method") in _BY_US else number
    value, low, high, p = (values.get(name) for name in ("value", "low", "high", "p"))
    shown_p = words.text["p"].format(p=p_value(words, p)) if p is not None else ""
    if not isinstance(value, int | float):
        return words.text["effect_p"].format(p=shown_p.removeprefix("p ")) if shown_p else words.text["effect_none"]
    interval = words.text["interval_none"]
    if isinstance(low, int | float) and isinstance(high, int | float):
        interval = words.text["interval"].format(level=95, low=printed(words, low), high=printed(words, high))
    return words.text[_template(values)].format(
        statistic=word(words, "statistic", str(values.get("statistic"))),
        share=share_of(values, words),
        value=printed(words, value),
        interval=interval,
        p=f"; {shown_p}" if shown_p else "",
        method=_method(values, words),
    )


def _method(values: Mapping[str, Value], words: Catalogue) -> str:
    method = values.get("method")
    return f"; {word(words, 'method', str(method))}" if method in _BY_US else ""


def effect_brief(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return the effect in a few words: its interval, or that none is reported (hazard H-15) and the p value.

    How it was worked out is left to `question`. Of a share free of the event that is not said: the outcome is named
    beside it, and freedom is what its name tells.
    """
    told = {**values, "p": None if values.get("low") is not None else values.get("p")}
    told |= {"direction": None} if values.get("direction") == "event_free" else {}
    return effect_size(told, words).replace(_method(values, words), "")


def pooled_effect(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return "hazard ratio 0.252 (95% CI 0.005 to 11.9)" of several studies together."""
    value, low, high = (values.get(name) for name in ("value", "low", "high"))
    if not (isinstance(value, int | float) and isinstance(low, int | float) and isinstance(high, int | float)):
        return words.text["effect_none"]
    told = pooled_size(str(values.get("statistic")), share_of(values, words), value, words)
    interval = words.text["interval"].format(level=95, low=significant(words, low), high=significant(words, high))
    return f"{told} ({interval})"


def pooled_size(statistic: str, share: str, value: float, words: Catalogue) -> str:
    """Return "hazard ratio 0.252", or of shares the points that they differ by."""
    key = "pool_points" if statistic == "percent" else "pool_size"
    return words.text[key].format(
        statistic=word(words, "statistic", statistic), share=share, value=significant(words, value)
    )


def wide(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return that an interval over two to four studies is wide by its method: t with k - 1 degrees of freedom."""
    studies = values.get("studies")
    return words.text["pool_wide"] if isinstance(studies, int) and studies < _MANY_STUDIES else ""
