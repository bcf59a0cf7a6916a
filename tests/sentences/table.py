"""The result of a run as text: a table by family, and what is wrong most often."""

from collections import defaultdict

from tests.sentences.scoring import Miss, Score
from tests.sentences.told import FIELDS


def draw_table(total: Score) -> str:
    """Return the table: sentences, figures, wrong, share unread."""
    lines = [f"{'family':<36}{'sentences':>10}{'figures':>9}{'wrong':>7}{'unread':>8}"]
    wrong = [miss.line.template.family for miss in total.wrong]
    for family in total.sentences:
        figures = total.figures[family]
        lines.append(_row(family, total.sentences[family], figures, wrong.count(family), total.unread[family]))
    sums = sum(total.sentences.values()), sum(total.figures.values()), len(wrong), sum(total.unread.values())
    lines.append(_row(f"all ({total.cases} abstracts)", *sums))
    return "\n".join(lines)


def _row(name: str, sentences: int, figures: int, *counts: int) -> str:
    wrong, unread = counts
    share = f"{100 * unread / figures:.1f}%" if figures else "-"
    return f"{name:<36}{sentences:>10}{figures:>9}{wrong:>7}{share:>8}"


def draw_wrong(total: Score, most: int = 40, examples: int = 1) -> str:
    """Return the wrong findings by template and kind of fault, the most frequent first."""
    alike: dict[tuple[str, tuple[str, ...]], list[Miss]] = defaultdict(list)
    for miss in total.wrong:
        alike[(miss.line.template.text, _kind(miss))].append(miss)
    ordered = sorted(alike.values(), key=len, reverse=True)
    return "\n\n".join("\n".join(_lines(group, examples)) for group in ordered[:most])


def _kind(miss: Miss) -> tuple[str, ...]:
    if miss.wrong.nearest is None or "value" in miss.wrong.differences:
        return ("no such figure",)
    return miss.wrong.differences


def _lines(group: list[Miss], examples: int) -> list[str]:
    first = group[0]
    lines = [f"{len(group)} x [{first.line.template.family}] {', '.join(_kind(first))}: {first.line.template.text}"]
    for miss in group[:examples]:
        lines.append(f"    text: {miss.line.text}   ({miss.pmid})")
        lines.append(f"    read: {_told(miss)}   rule {miss.wrong.finding.rule}")
        if miss.wrong.nearest is not None:
            near = miss.wrong.nearest.fields
            lines.append(f"    true: { {name: near.get(name) for name in miss.wrong.differences} }")
    return lines


def _told(miss: Miss) -> str:
    read = {name: getattr(miss.wrong.finding, name) for name in FIELDS}
    return ", ".join(f"{name}={value}" for name, value in read.items() if value is not None)
