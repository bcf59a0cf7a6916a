"""A ratio beside the two shares that it compares: they say what it counts, and whether its sides are as taken."""

from evidence.extraction.building import with_state
from evidence.records.finding import Finding
from evidence.values import changed

DIRECTION_UNTOLD, SIDES_UNTOLD = "direction of the ratio not told", "sides of the ratio not told"
_RATIOS = ("hazard_ratio", "odds_ratio", "risk_ratio")
_SHARE_APART, _RATIO_APART = 3.0, 0.1  # what is nearer says nothing


def settle_ratios(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings of one sentence; ratios of two treatments as the shares of both arms allow them."""
    return tuple(_settled(one, findings) if one.statistic in _RATIOS else one for one in findings)


def _settled(ratio: Finding, findings: tuple[Finding, ...]) -> Finding:
    contrast = ratio.contrast
    if contrast is None or ratio.value is None or abs(ratio.value - 1) < _RATIO_APART:
        return ratio
    bad = tuple(_bad_share(ratio, findings, side, contrast.kind) for side in (contrast.a, contrast.b))
    if bad[0] is None or bad[1] is None or abs(bad[0] - bad[1]) < _SHARE_APART:
        return ratio
    fewer = bad[0] < bad[1]
    if DIRECTION_UNTOLD in ratio.flags:
        if fewer != (ratio.value < 1):
            return ratio
        rest = tuple(flag for flag in ratio.flags if flag != DIRECTION_UNTOLD)
        return with_state(changed(ratio, direction="event"), (), rest) if not rest else ratio
    sure = ratio.ci_low is None or ratio.ci_high is None or not ratio.ci_low <= 1 <= ratio.ci_high
    good = ratio.direction in ("event_free", "higher_better")
    if ratio.state == "unbound" or not sure or fewer == ((ratio.value > 1) if good else (ratio.value < 1)):
        return ratio
    return with_state(ratio, (SIDES_UNTOLD,), ratio.flags)


def _bad_share(ratio: Finding, findings: tuple[Finding, ...], side: str, kind: str) -> float | None:
    """Return the only share of one side that had the bad end of the outcome, None where it is not told once."""
    told = {
        one.value if one.direction == "event" else 100 - one.value
        for one in findings
        if one.statistic == "percent" and one.outcome == ratio.outcome and one.state != "unbound"
        and one.value is not None and one.direction in ("event", "event_free", "higher_better")
        and ratio.timepoint_months in (None, one.timepoint_months) and _is_of(one, ratio, side, kind)
    }  # fmt: skip
    return told.pop() if len(told) == 1 else None


def _is_of(one: Finding, ratio: Finding, side: str, kind: str) -> bool:
    if kind == "regimen":
        return one.regimen == side and one.population == ratio.population
    if kind != "treatment":
        return one.population == side
    of_arm = one.arm == "hsct" if side == "hsct" else one.arm == "comparator" and one.comparator == side
    return of_arm and one.population == ratio.population
