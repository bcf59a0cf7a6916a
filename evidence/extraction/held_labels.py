"""Labels that the name of an outcome holds: "white matter loss" is of white matter, "100-day mortality" at 100 days."""

from evidence.extraction.labels import assign
from evidence.extraction.mentions import WHOLE, Mention
from evidence.extraction.readings import Reading, Series


def _holds(outcome: Mention, group: Mention) -> bool:
    """Tell whether the name of the outcome holds that of the group: "white matter loss" is of white matter."""
    return outcome.start <= group.start and group.end <= outcome.end


def groups_of(
    reading: Reading, series: Series, outcomes: tuple[Mention | None, ...], mentions: tuple[Mention, ...]
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Return the subgroups of each figure; those that the name of its outcome holds, unless others are told beside.

    "White matter loss was 2% and grey matter loss 1%": each its own; "grey matter shrank by 1%, white matter by 2%".
    """
    held = [one for one in mentions if any(_holds(outcome, one) for outcome in reading.outcomes)]
    mixed = {one.group for one in mentions if one not in held}
    apart = tuple(one for one in mentions if one not in held or one.group in mixed)
    groups, sure = _assign_groups(reading, series, apart)
    own = [one for one in held if one.group not in mixed]
    told = zip(groups, outcomes, strict=True)
    return tuple(
        (*codes, *(one.code for one in own if outcome and _holds(outcome, one))) for codes, outcome in told
    ), sure


def _assign_groups(
    reading: Reading, series: Series, mentions: tuple[Mention, ...]
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Return the subgroups of each figure, one of each kind ("activity", "tissue"), and whether they are certain."""
    codes: list[tuple[str, ...]] = [()] * len(series)
    certain = True
    for group in dict.fromkeys(mention.group for mention in mentions if mention.kind != WHOLE):
        of_it = tuple(mention for mention in mentions if mention.group == group or mention.kind == WHOLE)
        found, sure = assign(reading, series, of_it)
        certain = certain and sure
        codes = [
            (*told, *((one.code,) if one is not None and one.code else ()))
            for told, one in zip(codes, found, strict=True)
        ]
    return tuple(codes), certain


def times_of(
    reading: Reading, series: Series, outcomes: tuple[Mention | None, ...], times: tuple[Mention, ...]
) -> tuple[tuple[Mention | None, ...], bool]:
    """Return the time of each figure: that which the name of its outcome holds ("100-day mortality"), else one told."""
    held = [next((one for one in times if outcome is not None and _holds(outcome, one)), None) for outcome in outcomes]
    if all(one is not None for one in held):
        return tuple(held), True
    points, sure = assign(reading, series, times)
    return tuple(one or point for one, point in zip(held, points, strict=True)), sure
