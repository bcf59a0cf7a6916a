"""Arithmetic that every figure must survive; what fails is flagged, never corrected."""

import re

from evidence.records.finding import DIFFERENCES, RATIOS, Finding

_COUNTS_EVENTS = (
    "serious_adverse_events",
    "infection",
    "viral_reactivation",
    "other_toxicity",
    "fertility",
)  # not patients
_FEW = 3  # in a report of so few patients other shares are those of others
_PRINTED_P = re.compile(r"(?P<sign>[<>\u2264\u2265]?)(?P<number>[\d.,]+)")


def find_faults(finding: Finding, patients: int | None = None) -> tuple[str, ...]:
    """Return what is impossible or contradictory about the figure, in fixed order; empty if nothing is.

    patients: of the study, None where the record does not tell.
    """
    faults: list[str] = []
    faults.extend(_share_faults(finding))
    faults.extend(_interval_faults(finding))
    faults.extend(_p_faults(finding))
    counted = finding.statistic in ("count", "percent") and finding.outcome not in _COUNTS_EVENTS
    if patients is not None and counted and (finding.events or 0) > patients:
        faults.append("more events than the study has patients")
    if (
        patients is not None
        and patients <= _FEW
        and _is_share(finding)
        and not _is_of_few(finding.value or 0, patients)
    ):
        faults.append("no share of so few patients")
    if finding.outcome in ("edss_change",) and finding.value is not None and abs(finding.value) > 10:
        faults.append("EDSS outside 0-10")
    if finding.statistic in RATIOS and finding.value is not None and finding.value <= 0:
        faults.append("ratio not above 0")
    return tuple(faults)


def _is_of_few(share: float, patients: int) -> bool:
    """Tell whether a number of the patients, or of some of them, makes the share."""
    rounding = 0.5 if float(share).is_integer() else 0.06
    return any(abs(100 * few / some - share) <= rounding for some in range(1, patients + 1) for few in range(some + 1))


def _p_faults(finding: Finding) -> list[str]:
    """Tell whether a 95 % interval and its p value say opposite things of "no effect", beyond rounding."""
    low, high = finding.ci_low, finding.ci_high
    if low is None or high is None or finding.p is None or finding.ci_level not in (None, 95.0):
        return []
    if finding.statistic not in (*RATIOS, *DIFFERENCES):
        return []
    none = 1.0 if finding.statistic in RATIOS else 0.0
    margin = 0.01 * max(abs(high - low), 0.1)
    most, least = _p_bounds(finding.p)
    if low > none + margin or high < none - margin:
        return ["interval excludes no effect, p does not"] if least > 0.06 else []
    inside = low < none - margin and high > none + margin
    return ["interval holds no effect, p does not"] if inside and most < 0.04 else []


def _p_bounds(printed: str) -> tuple[float, float]:
    """Return the highest and the lowest p that the print allows: "<.001" is 0.001 and 0."""
    match = _PRINTED_P.match(printed)
    if match is None:
        return 1.0, 0.0
    number = float(match["number"].replace(",", "."))
    if match["sign"] in ("<", "\u2264"):
        return number, 0.0
    return (1.0, number) if match["sign"] in (">", "\u2265") else (number, number)


def _share_faults(finding: Finding) -> list[str]:
    faults = []
    if _is_share(finding) and finding.value is not None and not 0 <= finding.value <= 100:
        faults.append("percent outside 0-100")
    if finding.events is not None and finding.denominator is not None:
        if finding.events > finding.denominator:
            faults.append("more events than patients")
        elif finding.denominator > 0 and _is_share(finding) and not _agrees(finding):
            faults.append("count and percent differ")
    return faults


def _is_share(finding: Finding) -> bool:
    return finding.statistic == "percent" and finding.value_kind is None


def _agrees(finding: Finding) -> bool:
    """Tell whether events of denominator give the percent, as far as its printed decimals go (8/25 is not 31%)."""
    if finding.events is None or not finding.denominator or finding.value is None:
        return True
    decimals = len(f"{finding.value:g}".partition(".")[2])
    rounding = 0.5 / float(f"1e{decimals}") + 0.05
    return abs(100 * finding.events / finding.denominator - finding.value) <= rounding + 1e-9


def _interval_faults(finding: Finding) -> list[str]:
    low, high, value = finding.ci_low, finding.ci_high, finding.value
    if low is None or high is None:
        return []
    faults = []
    if low > high:
        faults.append("interval upside down")
    elif value is not None and not low <= value <= high:
        faults.append("estimate outside its interval")
    if _is_share(finding) and not (0 <= low <= 100 and 0 <= high <= 100):
        faults.append("interval outside 0-100")
    if finding.statistic in RATIOS and low < 0:
        faults.append("interval of a ratio below 0")
    return faults
