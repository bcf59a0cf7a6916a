"""Prints what the reader gets of whole abstracts, by outcome and by rule: python -m tests.extraction_table.

Where EVIDENCE_REAL names the folder of real records with hand-made rows, the same follows for those.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.abstract_cases import Case, own_cases, real_cases
from tests.scoring_abstracts import RIGHT, WRONG, judge_loosely, judge_strictly
from tests.tallies import Tally, clean, tally


def draw(title: str, cases: Sequence[Case]) -> str:
    """Return the tables of these abstracts."""
    loosely = [judge_loosely(case, clean(case)) for case in cases]
    strictly = [judge_strictly(case, clean(case)) for case in cases]
    outcomes = sorted({row.outcomes[0] for case in cases for row in case.rows})
    lines = [f"{title}: {len(cases)} abstracts", "", f"{'':<30}{'loosely':^34}{'strictly':^34}"]
    lines.append(f"{'outcome':<30}{_HEAD}{_HEAD}")
    lines.extend(_line(name, tally(loosely, name), tally(strictly, name)) for name in outcomes)
    lines.append(_line("all", tally(loosely), tally(strictly)))
    lines.extend(("", f"{'rule':<30}{'read':>6}{'right':>7}{'strictly':>10}{'precision':>11}"))
    verdicts = Counter((one.rule, "loose", told) for judged in loosely for one, told in judged.verdicts)
    verdicts.update((one.rule, "strict", told) for judged in strictly for one, told in judged.verdicts)
    lines.extend(_rules(verdicts))
    return "\n".join(lines)


_HEAD = f"{'right':>7}{'wrong':>7}{'missed':>8}{'P':>6}{'R':>6}"


def _line(name: str, *both: Tally) -> str:
    columns = (f"{one.right:>7}{one.wrong:>7}{one.missed:>8}{one.precision:>6.2f}{one.recall:>6.2f}" for one in both)
    return f"{name:<30}{''.join(columns)}"


def _rules(verdicts: Counter[tuple[str, str, str]]) -> Iterable[str]:
    for rule in sorted({rule for rule, _, _ in verdicts}):
        right, wrong = verdicts[rule, "strict", RIGHT], verdicts[rule, "strict", WRONG]
        shown = f"{right / (right + wrong):.2f}" if right + wrong else "-"
        read = sum(count for (name, mode, _), count in verdicts.items() if (name, mode) == (rule, "loose"))
        yield f"{rule:<30}{read:>6}{verdicts[rule, 'loose', RIGHT]:>7}{right:>10}{shown:>11}"


if __name__ == "__main__":
    print(draw("In our own words", tuple(own_cases())))
    folder = os.environ.get("EVIDENCE_REAL")
    if folder:
        print()
        print(draw("Real records", tuple(real_cases(Path(folder)))))
