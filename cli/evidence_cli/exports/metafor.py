"""The pooled figures for R: a table for each, and the calls of metafor that give what is told here.

As one script with the tables in it, or as a folder: a CSV for each pool and `pools.R`, which reads them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from evidence.pooling import BINOMIAL_NORMAL, PAULE_MANDEL
from evidence_cli.exports.pool_inputs import Entered
from evidence_cli.render.as_csv import rows_csv
from evidence_cli.render.safe import one_line

SCRIPT = "pools.R"
_HEAD = """\
# {about}
# Each pool is fitted as it is here and printed as one line: name, estimate, low, high, prediction interval, tau2.
# Shares are percent; ratios are pooled as logarithms (yi) with standard errors of the log (sei).
library(metafor)
told <- function(name, ...) cat(name, formatC(c(...), digits = 8, format = "g"), "\\n")
"""
_GLMM = """\
fit <- rma.glmm(measure = "PLO", xi = xi, ni = ni, data = d, slab = study)
p <- predict(fit, transf = transf.ilogit)
told({name}, 100 * p$pred, 100 * p$ci.lb, 100 * p$ci.ub, 100 * p$pi.lb, 100 * p$pi.ub, fit$tau2)
"""
_EXACT = """\
p <- binom.test(sum(d$xi), sum(d$ni))
told({name}, 100 * p$estimate, 100 * p$conf.int[1], 100 * p$conf.int[2], NA, NA, NA)
"""
_PM = """\
fit <- rma(yi, sei = sei, data = d, slab = study, method = "PM", test = "knha",
           control = list(tol = 1e-12, maxiter = 1000))
p <- predict(fit{transform})
told({name}, p$pred, p$ci.lb, p$ci.ub, p$pi.lb, p$pi.ub, fit$tau2)
"""


class Table(NamedTuple):
    """A pool as a table. name: of letters, digits and hyphens; rows: one a study, in the order of the pool."""

    name: str
    entered: Entered
    rows: Sequence[Mapping[str, Any]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns: of a share events and patients, else effect and standard error."""
        return ("study", "record", *(("xi", "ni") if self.entered.is_share else ("yi", "sei")))


def table(place: int, told: Entered, names: Mapping[str, str]) -> Table:
    """Return the table of a pool; place: its number in the file, from 1; names: records -> short names."""
    told_name = f"{place:02d}-{told.question}-{told.pool['label']}-{told.pool['outcome']}"
    name = re.sub(r"[^A-Za-z0-9]+", "-", told_name).strip("-")
    one, other = ("xi", "ni") if told.is_share else ("yi", "sei")
    rows = [
        {"study": one_line(names.get(record, record)), "record": one_line(record), one: pair[0], other: pair[1]}
        for record, pair in zip(told.pool["records"], told.pairs, strict=True)
    ]
    return Table(name, told, rows)


def files(tables: Sequence[Table], about: str) -> dict[str, str]:
    """Return name -> text of the files of a folder: a CSV for each pool, and the script that reads them."""
    named = {f"pool-{each.name}.csv": rows_csv(each.rows, each.columns) for each in tables}
    parts = [f'd <- read.csv("pool-{each.name}.csv", encoding = "UTF-8")\n{_call(each)}' for each in tables]
    return named | {SCRIPT: _script(tables, parts, about)}


def script(tables: Sequence[Table], about: str) -> str:
    """Return one script with the tables in it."""
    return _script(tables, [f"{_frame(each)}{_call(each)}" for each in tables], about)


def _script(tables: Sequence[Table], parts: Sequence[str], about: str) -> str:
    """Return the head, and each pool behind a comment that tells what it is and what it came to here."""
    told = [f"\n# {_comment(each)}\n{part}" for each, part in zip(tables, parts, strict=True)]
    return _HEAD.format(about=one_line(about)) + "".join(told)


def _comment(told: Table) -> str:
    pool = told.entered.pool
    unit = "percent" if told.entered.is_share else one_line(pool["statistic"])
    figure = f"{pool['estimate']} ({pool['low']} to {pool['high']}) {unit}"
    return f"{one_line(pool['about'])}, {told.entered.question}: here {figure}; {pool['k']} studies, {pool['model']}"


def _frame(told: Table) -> str:
    """Return the table as a data frame; a name of others is a text of R, whatever signs are in it."""
    columns = [f"  {name} = c({', '.join(_value(row[name]) for row in told.rows)})" for name in told.columns]
    return "d <- data.frame(\n" + ",\n".join(columns) + "\n)\n"


def _value(value: str | float) -> str:
    if not isinstance(value, str):
        return repr(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _call(told: Table) -> str:
    model, name = told.entered.pool["model"], _value(told.name)
    if model == BINOMIAL_NORMAL:
        return _GLMM.format(name=name)
    if model == PAULE_MANDEL:
        return _PM.format(name=name, transform=", transf = exp" if told.entered.is_ratio else "")
    return _EXACT.format(name=name)
