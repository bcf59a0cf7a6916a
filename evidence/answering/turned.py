"""A printed comparison of a drug with transplantation, turned round to transplantation against the drug."""

from dataclasses import replace

from evidence.records.finding import HSCT, RATIOS, Contrast, Finding


def seen_from_hsct(finding: Finding) -> Finding:
    """Return the finding as a comparison of transplantation with the drug; one that is so already is returned as it is.

    "Alemtuzumab against AHSCT, hazard ratio 3.4 (1.6-7.7)" is 0.294 (0.13-0.625): three digits, as our own arithmetic.
    """
    told = finding.contrast
    if told is None or told.kind != "treatment" or told.b != HSCT:
        return finding
    turned = _inverse if finding.statistic in RATIOS else _negative
    value, low, high = turned(finding.value), turned(finding.ci_high), turned(finding.ci_low)
    return replace(finding, contrast=Contrast("treatment", HSCT, told.a), value=value, ci_low=low, ci_high=high)


def _inverse(ratio: float | None) -> float | None:
    """Return 1/ratio; None and the bound 0, which has no inverse, give None."""
    return None if ratio is None or ratio == 0 else float(f"{1 / ratio:.3g}")


def _negative(difference: float | None) -> float | None:
    return None if difference is None else -difference
