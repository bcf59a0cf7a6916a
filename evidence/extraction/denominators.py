"""The patients that a share is of, where they are printed apart from it: "Of 36 patients ..., 13 (36%) had none"."""

import re

from evidence.extraction.figures import PERCENT, Figure, is_free
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.quick import Quick
from evidence.values import changed

# Who were looked at: "of 36 patients", "among the 22 women with", "46 were evaluable; of these".
_GROUP = Quick(
    rf"""
    (?:\b(?:of|among|in|from|for|all)\s+(?:(?:the|these|those|our|all|first|remaining)\s+){{0,2}}
      (?P<of>{WHOLE_OR_WORD})\s+
        (?:[\w-]+\s+){{0,3}}?(?:patients|subjects|participants|individuals|people|persons|women|men|cases
          |children|pwMS|evaluable|survivors)
    |(?P<were>{WHOLE_OR_WORD})\s+(?:(?:patients|subjects|participants|women|men)\s+)?
        (?:were|was|had|could\sbe)\s+(?:[\w-]+\s+){{0,2}}?(?:evaluable|evaluated|available|assessed|assessable
          |analysed|analyzed|followed|treated|included))
    """,
    re.IGNORECASE | re.VERBOSE,
)


def with_printed_groups(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures; a count with its percent has the only group before it of which it is that percent."""
    if not figures:
        return ()
    named = [match for match in _GROUP.finditer(text) if not _is_figure(match, figures)]
    groups = [(match.start(), read_count(match["of"] or match["were"])) for match in named]
    figures = _grown(text, figures)
    if not groups:
        return figures
    return tuple(_grouped(text, figure, groups) for figure in figures)


# "Five deaths among 711 patients (0.7%)": the number with the percent is who they were counted among.
_AMONG = re.compile(
    rf"(?P<n>{WHOLE_OR_WORD})\s+(?:(?!{WHOLE_OR_WORD})[\w-]+\s+){{1,7}}?(?:among|in|of)\s+(?:the\s+)?$", re.IGNORECASE
)


def _grown(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures with the counts before them, without what is now a part of them: "two cases"."""
    told = tuple(_counted_before(text, figure) for figure in figures)
    grown = [(new.start, new.end) for new, old in zip(told, figures, strict=True) if new is not old]
    return tuple(one for one in told if (one.start, one.end) in grown or is_free(one.start, one.end, grown))


def _counted_before(text: str, figure: Figure) -> Figure:
    """Return the figure with the count before it, where that makes its percent and its own number does not."""
    if figure.shape != "n-percent" or figure.events is None or figure.denominator is not None:
        return figure
    begin = max(0, figure.start - 120)
    match = _AMONG.search(text[begin : figure.start])
    count = None if match is None else read_count(match["n"])
    if match is None or count is None or not 0 < count < figure.events:
        return figure
    told = changed(figure, start=begin + match.start(), events=count, denominator=figure.events)
    return told if _is_percent(told, figure.events) else figure


def _is_figure(match: re.Match[str], figures: tuple[Figure, ...]) -> bool:
    """Tell whether the number is itself counted ("a total of 73 patients (96%)"), not the group it is counted of."""
    start, end = match.span("of" if match["of"] else "were")
    return any(figure.start < end and start < figure.end for figure in figures)


_OF_THESE = re.compile(r"\b(?:of|among)\s+(?:these|those|whom|which|them)\b[^;.]{0,40}$", re.IGNORECASE)


def _grouped(text: str, figure: Figure, groups: list[tuple[int, int | None]]) -> Figure:
    if figure.kind != PERCENT or figure.events is None or figure.denominator is not None:
        return figure
    before = [size for start, size in groups if start < figure.start and size]
    fitting = {size for size in before if _is_percent(figure, size)}
    if before and before[-1] in fitting and _OF_THESE.search(text[: figure.start]) is not None:
        return changed(figure, denominator=before[-1])
    return changed(figure, denominator=fitting.pop()) if len(fitting) == 1 else figure


def _is_percent(figure: Figure, size: int) -> bool:
    """Tell whether the events are the printed percent of so many, as far as its decimals go."""
    events = figure.events or 0
    decimals = len(f"{figure.value:g}".partition(".")[2])
    return events <= size and abs(100 * events / size - figure.value) <= 0.5 / 10**decimals + 0.05
