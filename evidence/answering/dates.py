"""Partial dates, compared with care."""


def last_day(date: str) -> str:
    """Return the last day that a partial date may mean, for comparing: "2026-10" -> "2026-10-31", "2026" -> its end."""
    return {4: f"{date}-12-31", 7: f"{date}-31"}.get(len(date), date)
