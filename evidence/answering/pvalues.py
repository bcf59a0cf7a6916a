"""P values as printed."""

import re

P_VALUE = re.compile(r"[Pp]?\s*([<>=≤≥]?)\s*(\d*[.·]\d+|\d+)")  # "<.001", "0.00016", "p = 0·03"
LIMIT = 0.05


def p_shows(printed: str | None) -> bool:
    """Return True if a printed p value is below 0.05: "<.001" and "<0.05" are, "0.05", ">.01" and "NS" are not."""
    found = P_VALUE.search(printed or "")
    if found is None:
        return False
    relation, value = found.group(1), float(found.group(2).replace("·", "."))
    return value <= LIMIT if relation in ("<", "≤") else relation in ("", "=") and value < LIMIT


def p_told(printed: str | None) -> bool:
    """Return True if a p value was printed as a number; "NS" and nothing are not."""
    return printed is not None and P_VALUE.search(printed) is not None
