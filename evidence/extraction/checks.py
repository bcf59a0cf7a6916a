"""Arithmetic that every figure must survive; what fails is flagged, never corrected."""

from evidence.records.finding import RATIOS, Finding


def find_faults(finding: Finding) -> tuple[str, ...]:
    """Return what is impossible or contradictory about the figure, in fixed order; empty if nothing is."""
    faults: list[str] = []
    faults.extend(_share_faults(finding))
    faults.extend(_interval_faults(finding))
    if finding.outcome in ("edss_change",) and finding.value is not None and abs(finding.value) > 10:
        faults.append("EDSS outside 0-10")
    if finding.statistic in RATIOS and finding.value is not None and finding.value <= 0:
        faults.append("ratio not above 0")
    return tuple(faults)


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
