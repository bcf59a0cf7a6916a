"""What stands beside a figure: the labels behind it, before it, and labels that are listed together."""

from evidence.extraction.binding import Reading
from evidence.extraction.clauses import is_plain, outer_end, strong_end, without_brackets
from evidence.extraction.mentions import Mention


def directly_behind(reading: Reading, start: int, end: int, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions that follow a place with nothing that matters between, as one list."""
    found: list[Mention] = []
    place = end = outer_end(reading.text, start, end)
    stop = min(_next_figure(reading, end), strong_end(reading.text, end))
    for mention in mentions:
        if mention.start < end:
            continue
        if mention.start >= stop or not _is_tied(reading.quiet[place : mention.start]):
            break
        found.append(mention)
        place = max(place, mention.end)
    return tuple(found)


def _is_tied(between: str) -> bool:
    return is_plain(between) and ";" not in without_brackets(between)


def _next_figure(reading: Reading, end: int) -> int:
    return min((figure.start for figure in reading.figures if figure.start >= end), default=len(reading.text))


def directly_before(reading: Reading, start: int, mentions: tuple[Mention, ...]) -> Mention | None:
    """Return the mention before a place with nothing that matters between, None where there is none."""
    before = [mention for mention in mentions if mention.end <= start]
    return before[-1] if before and _is_tied(reading.quiet[before[-1].end : start]) else None


def lists_of(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions in groups that nothing but connectors part."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and is_listed(reading, groups[-1][-1].end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return tuple(tuple(group) for group in groups)


def is_listed(reading: Reading, start: int, end: int) -> bool:
    """Tell whether nothing but connectors stands between two labels: no figure, no outcome, no new clause."""
    named = any(start <= outcome.start < end for outcome in reading.outcomes)
    told = any(start <= figure.start < end for figure in reading.figures)
    return not named and not told and strong_end(reading.text, start) >= end and is_plain(reading.quiet[start:end])
