"""Levels, changes and differences of a score or rate: "median EDSS improved to 2.0", "ARR was 0.04 v 0.09"."""

import re

from evidence.extraction.averages import is_annual
from evidence.extraction.baselines import head_of, is_baseline
from evidence.extraction.figures import LEVEL, Figure, is_free
from evidence.extraction.level_kinds import is_change, is_fall, kind_of
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import has_decimal_comma, read_number
from evidence.extraction.scales import (
    SCALES,
    Scale,
    fits_scale,
    is_scale,
    statistic_of,
)
from evidence.extraction.score_binding import governing, named_behind
from evidence.extraction.score_text import ScoreText, number_word, numbers_of, unit_end
from evidence.values import changed

Told = tuple[Figure, Mention]


def find_levels(scored: ScoreText, taken: tuple[tuple[int, int], ...]) -> tuple[Told, ...]:
    """Return the figures of all scores of a sentence, each with the mention of its score; without the baseline."""
    scales = tuple(one for one in scored.outcomes if is_scale(scored.text, one))
    if not scales:
        return ()
    found: list[Told] = []
    for match in numbers_of(scored):
        if not is_free(match.start(), match.end(), taken):
            continue
        told = _figure(scored, scales, match)
        if told is not None:
            found.append(told)
    return tuple(found)


def _figure(scored: ScoreText, scales: tuple[Mention, ...], match: re.Match[str]) -> Told | None:
    mention = governing(scored, scales, match) or named_behind(scored, scales, match)
    if mention is None or not fits_scale(scored, mention, match):
        return None
    scale = SCALES[mention.code]
    start = _part_start(scored, scales, mention)
    head = head_of(scored, start, match.start())
    if is_baseline(scored, start, match, head):
        return None
    # "The change in Expanded Disability Status Scale (EDSS)": the word stands before the long name.
    name = 80 if scored.text[: mention.start].endswith("(") else 30
    near = max(0, mention.start - name - start)
    kind = kind_of(scored, near, match, head)
    earlier = tuple(one for one in scales if SCALES[one.code].code == scale.code and one.end <= mention.start)
    statistic = statistic_of(scored, scale, mention, match, kind=kind, earlier=earlier)
    value = _value(match["value"])
    if kind == "change" and not is_change(scored, near, match, head) and _is_dash(scored.bare, match):
        kind, value = "level", abs(value)  # "for the low level - 38.3 points": a dash, no minus
    if statistic is None or abs(value) > scale.top:
        return None
    return _made(match, scale, kind, statistic, value=value), changed(mention, code=scale.code)


def _is_dash(bare: str, match: re.Match[str]) -> bool:
    """Tell a dash ("the low level - 38.3 points") from a minus that a bracket begins with ("(- 9.8 at year 1")."""
    return re.match(r"-\s", match["value"]) is not None and bare[: match.start()].rstrip()[-1:] not in ("(", "[")


def _value(printed: str) -> float:
    word = number_word(printed)
    return read_number(printed) if word is None else word


def _made(match: re.Match[str], scale: Scale, kind: str, statistic: str, *, value: float) -> Figure:
    if kind == "difference" and statistic != "median":
        statistic = "mean_difference"
    if statistic == "rate" and scale.code == "edss_change":
        kind = "change"
    if scale.code == "brain_atrophy":
        kind = "difference" if kind == "difference" else "change"
    unit = "%" if match["percent"] else scale.unit or match.string[match.end("value") : unit_end(match)].strip()
    if not scale.unit.endswith("/year") and is_annual(match.string, unit_end(match), ""):
        unit = f"{unit}/year"
    doubts = ("decimal comma",) if has_decimal_comma(match["value"]) else ()
    return Figure(
        kind=LEVEL, shape=kind, start=match.start(), end=unit_end(match), value=value, statistic=statistic,
        value_kind=kind, unit=unit, doubts=doubts,
    )  # fmt: skip


def _part_start(scored: ScoreText, scales: tuple[Mention, ...], mention: Mention) -> int:
    """Return where the words about the score begin: behind the last semicolon or the last other score."""
    start = scored.bare.rfind(";", 0, mention.start) + 1
    others = [
        one.end for one in scales if one.end <= mention.start and SCALES[one.code].code != SCALES[mention.code].code
    ]
    return max([start, *others])


def with_sign(text: str, figure: Figure, mention: Mention) -> Figure:
    """Return a printed fall ("decreased by 8.4 points") as the negative change it is; brain volume stays as printed."""
    if figure.value_kind != "change" or mention.code == "brain_atrophy" or figure.value <= 0:
        return figure
    start = max(text.rfind(";", 0, figure.start), 0)
    interval = figure.interval
    if not is_fall(text[start : figure.start], text[figure.end :]) or (interval is not None and interval.high > 0):
        return figure
    return changed(figure, value=-figure.value)
