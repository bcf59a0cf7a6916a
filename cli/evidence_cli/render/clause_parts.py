"""Parts of a clause that other pages say too: counts, names, times, p values."""

from collections.abc import Mapping

from evidence_cli.render.words import Catalogue, Value, joined, number

Names = Mapping[str, str]  # record key or trial key -> short name for people
_SHOWN_AT_MOST = 4  # names in a list within one clause; the question page lists all of them
_DAYS_A_MONTH = 30.4375
_KEPT_WEEKS = 0.0025  # how far three decimals of a month may be from the weeks that were printed


def p_value(words: Catalogue, value: str | float) -> str:
    """Return a p value with its sign: as printed ("<.001" -> "< 0.001"), or rounded where we computed it."""
    shown = value.strip() if isinstance(value, str) else _computed_p(value)
    sign, rest = (shown[0], shown[1:].strip()) if shown[:1] in ("<", ">", "=", "≤", "≥") else ("=", shown)
    zero = "0" if rest.startswith(".") else ""
    return f"{sign} {zero}{rest}".replace(".", words.decimal)


def _computed_p(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.2g}"


def counted(words: Catalogue, noun: str, value: Value) -> str:
    """Return "1 study", "3 studies" or "number of studies not reported" for a noun of the catalogue."""
    if value is None:
        return words.text[f"{noun}_unknown"]
    if value == 1:
        return words.text[f"{noun}_one"]
    return words.text[f"{noun}_many"].format(n=value if isinstance(value, str) else number(words, value))


def name_list(keys: list[str], words: Catalogue, names: Names) -> str:
    """Return names of records or trials as a list, the first few and how many more there are."""
    found = [names.get(key, key) for key in keys if key]
    if len(found) > _SHOWN_AT_MOST + 1:
        more = words.text["and_more"].format(count=len(found) - _SHOWN_AT_MOST)
        found = [*found[:_SHOWN_AT_MOST], more]
    return joined(words, found) or words.text["none"]


def comparator_name(code: str, words: Catalogue) -> str:
    """Return a comparator for people: "class:anti_cd20" -> "anti-CD20 drugs", "alemtuzumab" -> itself."""
    bare = code.removeprefix("class:")
    return words.codes["comparator"].get(bare) or words.pack.get(bare, bare.replace("_", " "))


def side_name(code: str, words: Catalogue) -> str:
    """Return a side of a contrast for people: "gd_positive" -> "enhancing lesions", "BEAM" -> itself."""
    return words.codes["side"].get(code) or comparator_name(code, words)


def at_time(months: float, words: Catalogue) -> str:
    """Return " at 24 months", or " at 96 weeks", " at 100 days" for what was printed so and is kept in months."""
    weeks = months * _DAYS_A_MONTH / 7
    if round(months, 1) != months and round(weeks) > 1 and abs(weeks - round(weeks)) < _KEPT_WEEKS:
        return words.text["at_weeks"].format(weeks=number(words, round(weeks)))
    days = _days(months)
    if days is not None:
        return words.text["at_days"].format(days=number(words, days))
    return words.text["at_months"].format(months=number(words, months))


def _days(months: float) -> int | None:
    """Return the days that are kept as these months, None for what is no such number: 3.29 and 3.2854 are 100 days.

    The reader keeps four decimals, of which few could be months as printed; the pack keeps two, where only a round
    number of days, or less than a month, is told from months.
    """
    days = round(months * _DAYS_A_MONTH)
    if days < 2 or round(months, 1) == months:
        return None
    if round(months, 2) == months:
        exact = round(days / _DAYS_A_MONTH, 2) == months
        return days if exact and (days % 10 == 0 or months < 1) else None
    return days if round(days / _DAYS_A_MONTH, 4) == months else None
