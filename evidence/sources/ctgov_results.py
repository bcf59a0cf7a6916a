"""Posted results of a study as they stand: figures stay texts, arms are told apart by group id, "NA" stays "NA"."""

from collections.abc import Iterable, Iterator

from evidence.records.registry import ResultAnalysis, ResultCell, ResultCount, ResultGroup, ResultMeasure
from evidence.sources import ctgov_known as known
from evidence.sources.ctgov_tree import Branch


def read_results(section: Branch) -> tuple[ResultMeasure, ...]:
    """Return the outcomes of a resultsSection in their order, () where there is none."""
    return tuple(_measure(told) for told in section.branch("outcomeMeasuresModule").branches("outcomeMeasures"))


def _measure(told: Branch) -> ResultMeasure:
    classes = told.branches("classes")
    denominators = [*told.branches("denoms"), *(denom for one in classes for denom in one.branches("denoms"))]
    return ResultMeasure(
        kind=told.code("type", known.MEASURE_TYPES),
        title=told.text("title"),
        description=told.text("description"),
        time_frame=told.text("timeFrame"),
        population=told.text("populationDescription"),
        posted=told.code("reportingStatus", known.REPORTING),
        statistic=told.code("paramType", known.STATISTICS),
        dispersion=told.text("dispersionType"),
        unit=told.text("unitOfMeasure"),
        groups=tuple(_groups(told)),
        counts=tuple(_counts(denominators)),
        cells=tuple(_cells(classes)),
        analyses=tuple(_analysis(one) for one in told.branches("analyses")),
    )


def _groups(told: Branch) -> Iterator[ResultGroup]:
    for group in told.branches("groups"):
        number = group.text("id")
        if number is not None:  # without it no figure can be laid to this arm
            yield ResultGroup(number, group.text("title"), group.text("description"))


def _counts(denominators: Iterable[Branch]) -> Iterator[ResultCount]:
    for denominator in denominators:
        units = denominator.text("units")
        for count in denominator.branches("counts"):
            group, value = count.text("groupId"), count.figure("value")
            if group is not None and value is not None:
                yield ResultCount(group, units, value)


def _cells(classes: Iterable[Branch]) -> Iterator[ResultCell]:
    for one in classes:
        for category in one.branches("categories"):
            yield from _measurements(category, one.text("title"))


def _measurements(category: Branch, title: str | None) -> Iterator[ResultCell]:
    for told in category.branches("measurements"):
        group = told.text("groupId")
        if group is not None:
            yield ResultCell(
                group=group,
                title=title,
                category=category.text("title"),
                value=told.figure("value"),
                spread=told.figure("spread"),
                lower=told.figure("lowerLimit"),
                upper=told.figure("upperLimit"),
                comment=told.text("comment"),
            )


def _analysis(told: Branch) -> ResultAnalysis:
    return ResultAnalysis(
        groups=told.texts("groupIds"),
        method=told.text("statisticalMethod"),
        p=told.figure("pValue"),
        statistic=told.text("paramType"),
        value=told.figure("paramValue"),
        ci_percent=told.figure("ciPctValue"),
        ci_sides=told.text("ciNumSides"),
        ci_low=told.figure("ciLowerLimit"),
        ci_high=told.figure("ciUpperLimit"),
        comment=told.text("estimateComment"),
    )
