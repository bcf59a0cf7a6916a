"""Turns a pooled figure into words: a share in percent, or a comparison as a ratio or difference."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import counted, p_value
from evidence_cli.render.effect_words import pooled_size, share_of
from evidence_cli.render.plain_sum import plain_line
from evidence_cli.render.words import Catalogue, number, rounded, sentence, significant, word

Pool = Mapping[str, Any]


def pool_line(pool: Pool, words: Catalogue) -> str:
    """Return a pooled figure with its interval, studies, patients, model, prediction interval and spread.

    Then the plain sum, how many patients were reported, of how many different people at least, and what one study
    makes of it.
    """
    show = _shown(pool)
    line = words.text["pool_line"].format(
        label=sentence(pool["about"]).removesuffix("."),
        estimate=_estimate(pool, words),
        interval=words.text["interval"].format(level=95, low=show(words, pool["low"]), high=show(words, pool["high"])),
        studies=counted(words, "studies", pool["k"]),
        patients=counted(words, "patients", pool["n"]),
        events=_events(pool, words),
        model=word(words, "model", pool["model"]),
        prediction=_prediction(pool, words) + _spread(pool, words),
    )
    return line + plain_line(pool, words) + _people(pool, words) + _without_one(pool, words)


def _is_comparison(pool: Pool) -> bool:
    """Return True for a ratio or difference; an older answer has none and says nothing of it."""
    return pool.get("statistic") is not None


def _shown(pool: Pool) -> Any:
    return significant if _is_comparison(pool) else rounded


def _estimate(pool: Pool, words: Catalogue) -> str:
    if _is_comparison(pool):
        return pooled_size(pool["statistic"], share_of(pool, words), pool["estimate"], words)
    return f"{rounded(words, pool['estimate'])}%"


def _events(pool: Pool, words: Catalogue) -> str:
    if pool["events"] is None:
        return ""
    noun = "deaths" if pool["outcome"] in ("trm", "deaths_any") else "events"
    return words.text["pool_events"].format(events=counted(words, noun, pool["events"]))


def _prediction(pool: Pool, words: Catalogue) -> str:
    if pool["prediction_low"] is None or pool["prediction_high"] is None:
        return ""
    show = _shown(pool)
    return words.text["pool_prediction"].format(
        low=show(words, pool["prediction_low"]), high=show(words, pool["prediction_high"])
    )


def _spread(pool: Pool, words: Catalogue) -> str:
    """Return the p value of the test that the studies are alike; older answers have none."""
    if pool.get("differ_p") is None:
        return ""
    return words.text["pool_differ"].format(p=p_value(words, pool["differ_p"]))


def _people(pool: Pool, words: Catalogue) -> str:
    """Return the patients reported beside the lower bound of different people; nothing where neither is told."""
    if pool["n"] is None or pool["n_reported"] is None:
        return ""
    key = "pool_no_overlap" if pool["n_reported"] == pool["n"] else "pool_overlap"
    reported = counted(words, "patients", pool["n_reported"])
    return words.text[key].format(reported=reported, unique=number(words, pool["n"]))


def _without_one(pool: Pool, words: Catalogue) -> str:
    """Return the lowest and the highest that the pooled figure is without one of its studies.

    Of a share its upper bound, which is what is judged; of a comparison the estimate itself.
    """
    told = "estimate" if _is_comparison(pool) else "high"
    others = sorted(pool.get("leave_one_out", ()), key=lambda one: (one[told], one["name"]))
    if len(others) < 2:
        return ""
    low, high, show = others[0], others[-1], _shown(pool)
    return words.text["pool_without_effect" if _is_comparison(pool) else "pool_without"].format(
        low=show(words, low[told]), least=low["name"], high=show(words, high[told]), most=high["name"]
    )
