"""The page of the rules: its tables are made from the forms, the confidences and the reliability."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

PAGE = Path(__file__).parent.parent / "docs" / "extraction-rules.md"
FORMS = Path(__file__).parent / "fixtures" / "rules.toml"


@dataclass(frozen=True)
class Form:
    """A rule in words. versus: the drug that the study of the example compares with."""

    rule: str
    form: str
    example: str
    versus: str | None


class Bin(Protocol):
    """Findings of like confidence: how many, how sure the rules were, how many were right."""

    low: float
    high: float
    count: int
    said: float
    observed: float


def load_forms() -> tuple[Form, ...]:
    told = tomllib.loads(FORMS.read_text(encoding="utf-8"))["rule"]
    return tuple(Form(one["id"], one["form"], one["example"], one.get("versus")) for one in told)


def rules_table(rules: Mapping[str, tuple[float, int, int]]) -> str:
    """Return the table of the rules; rules: confidence, right and n of each."""
    lines = ["| rule | form | example | right / n | precision | confidence |", "|---|---|---|---|---|---|"]
    for form in load_forms():
        sure, right, count = rules[form.rule]
        share = f"{right / count:.2f}" if count else "-"
        lines.append(f"| `{form.rule}` | {form.form} | {form.example} | {right} / {count} | {share} | {sure:.2f} |")
    return "\n".join(lines)


def reliability_table(bins: Iterable[Bin]) -> str:
    """Return confidence against truth."""
    lines = ["| confidence | findings | mean confidence | right |", "|---|---|---|---|"]
    lines.extend(
        f"| {one.low:.2f} to {one.high:.2f} | {one.count} | {one.said:.2f} | {one.observed:.2f} |" for one in bins
    )
    return "\n".join(lines)


def page_with_rules(page: str, rules: Mapping[str, tuple[float, int, int]]) -> str:
    """Return the page with the table of the rules renewed."""
    return _between(page, "rules", rules_table(rules))


def page_with(page: str, rules: Mapping[str, tuple[float, int, int]], bins: Iterable[Bin]) -> str:
    """Return the page with both tables renewed."""
    return _between(page_with_rules(page, rules), "reliability", reliability_table(bins))


def _between(page: str, name: str, table: str) -> str:
    marks = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    assert marks.search(page) is not None, f"the page has no place for the table of {name}"
    return marks.sub(lambda found: f"{found.group(1)}\n{table}\n\n{found.group(2)}", page)
