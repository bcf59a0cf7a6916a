"""What every document says about itself: topic, dates, rule, basis and intended use."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from evidence_cli.render.words import Catalogue

SCHEMA_VERSION = 1
Document = dict[str, Any]


def provenance(currency: Mapping[str, Any], words: Catalogue, *, as_of: str, replayed: bool = False) -> Document:
    """Return what every document says about itself: topic, dates, rule, basis and intended use."""
    return {
        "topic": currency["topic"],
        "title": currency[f"title_{words.language}"] or words.text["topic"],
        "as_of": as_of,
        "data_date": currency["data_date"],
        "data_age_days": None if replayed else age_in_days(currency["data_date"], as_of),
        "pubmed_asked": currency.get("pubmed_asked"),
        "pack_compiled": currency["pack_compiled"],
        "rule_version": currency["rule_version"],
        "basis": words.text["basis"],
        "intended_use": currency[f"intended_use_{words.language}"] or words.text["intended_use"],
    }


def age_in_days(data_date: str | None, today: str) -> int | None:
    """Return the days from data_date to today, at least 0; None where a date is unknown or partial."""
    if data_date is None:
        return None
    try:
        return max(0, (date.fromisoformat(today) - date.fromisoformat(data_date)).days)
    except ValueError:
        return None
