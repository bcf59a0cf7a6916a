"""Turns a reason (a code with values) into one clause of English or Dutch."""

from collections.abc import Callable, Mapping
from typing import Any

from evidence_cli.render.clause_parts import Names, at_time, comparator_name, counted, name_list, p_value, side_name
from evidence_cli.render.effect_words import effect_brief, effect_size, pooled_effect, wide
from evidence_cli.render.pack_words import of_pack, why_told
from evidence_cli.render.plain_sum import plain_percent
from evidence_cli.render.words import Catalogue, Value, date, joined, number, rounded, word

_RECORDS = ("record", "kept", "left_out", "one", "other")
_LISTS = ("records", "trials")
_COUNTED = ("patients", "studies", "levels")
_COMPUTED = ("estimate", "high", "low", "prediction_high")  # ours: rounded; a printed figure never is
_DATES = ("date", "primary_completion", "as_of", "registered", "expected")
_CODED = {
    "outcome": "outcome", "statistic": "statistic", "status": "status", "judgement": "judgement", "model": "model",
    "certainty": "certainty",
}  # fmt: skip
_DEATHS = ("trm", "deaths_any")  # as records/finding.py says, whose classes a report does not load


def clause(reason: Mapping[str, Any], words: Catalogue, names: Names) -> str:
    """Return the reason as a clause without capital or full stop; an unknown code is shown as it is."""
    values: dict[str, Value] = dict(reason["values"])
    template = words.reasons.get(reason["code"])
    if template is None:
        told = ", ".join(f"{name} {value}" for name, value in values.items())
        return f"{reason['code'].replace('_', ' ')} {told}".strip()
    return filled(template, reason, words, names)


def filled(template: str, reason: Mapping[str, Any], words: Catalogue, names: Names) -> str:
    """Return the template with the values of a reason in words; one that the rule did not give reads "not reported"."""
    values: dict[str, Value] = dict(reason["values"])
    shown = {name: _shown(name, value, words, names) for name, value in values.items() if f"{{{name}" in template}
    makers = _composed(reason["code"], values, words, names)
    shown.update((name, make()) for name, make in makers.items() if f"{{{name}" in template)
    return template.format_map(_Absent(shown, words))


def told(reason: Mapping[str, Any] | None, words: Catalogue, names: Names) -> dict[str, Any] | None:
    """Return a reason as code, text and values; None for none."""
    if reason is None:
        return None
    return {"code": reason["code"], "text": clause(reason, words, names), "values": dict(reason["values"])}


class _Absent(dict[str, str]):
    """Values of a clause; one that the rule did not give reads "not reported"."""

    def __init__(self, shown: Mapping[str, str], words: Catalogue) -> None:
        super().__init__(shown)
        self._words = words

    def __missing__(self, name: str) -> str:
        return self._words.text["not_reported"]


def _shown(name: str, value: Value, words: Catalogue, names: Names) -> str:
    """Return one value in words, by its name."""
    if name in _COUNTED:
        return counted(words, name, value)
    if value is None:
        return words.text["not_reported"]
    if name in _RECORDS:
        return names.get(str(value), str(value))
    if name in _LISTS:
        return name_list(str(value).split(", "), words, names)
    if name in _CODED:
        return word(words, _CODED[name], str(value))
    if name in _DATES:
        return date(words, str(value))
    if name in ("asked", "admitted", "criteria"):
        return _admission(str(value), words)
    return _figure(name, value, words)


def _figure(name: str, value: str | int | float, words: Catalogue) -> str:
    if name == "p":
        return p_value(words, value)
    if isinstance(value, str) or name == "since":
        return str(value)
    return rounded(words, value) if name in _COMPUTED else number(words, value)


def _admission(value: str, words: Catalogue) -> str:
    """Return codes of courses, settings, criteria or subjects of comparison in words, joined by "and"."""
    return joined(words, [_coded(code, words) for code in value.split(", ")])


def _coded(code: str, words: Catalogue) -> str:
    for kind in ("setting", "criterion", "subject", "side"):
        if code in words.codes[kind]:
            return words.codes[kind][code]
    return code.replace("_", " ")


def _composed(code: str, values: Mapping[str, Value], words: Catalogue, names: Names) -> dict[str, Callable[[], str]]:
    """Return what makes the parts of a clause that are made of several values or read otherwise when one is missing."""
    makers: dict[str, Callable[[], str]] = {
        "against": lambda: _against(values, words),
        "at": lambda: _at(values.get("months"), words),
        "favours": lambda: _favours(values.get("favours"), words),
        "because": lambda: _because(values.get("why"), words),
        "cohorts": lambda: counted(words, "cohorts", values.get("studies")),
        "events": lambda: counted(words, _event_noun(values), values.get("events")),
    }
    if code == "one_figure":
        makers["counted"] = lambda: _what(values.get("what"), words)
    if code == "pooled":
        makers["plain"] = lambda: plain_percent(values.get("events"), values.get("patients"), words)
    if code == "before_era":
        makers["named"] = lambda: _named(values.get("records"), words, names)
    if code == "seen_in_part":
        makers["among"] = lambda: among(values, words)
    if code == "down_imprecision":
        makers["few"] = lambda: _few(values, words)
    if code.startswith("effect_"):
        makers |= {"effect": lambda: effect_size(values, words), "size": lambda: effect_brief(values, words)}
    if code.startswith("next_"):
        makers |= {"besides": lambda: _besides(values, words), "at_or_later": lambda: _at_or_later(values, words)}
    if code == "next_interval":
        makers["cohorts"] = lambda: counted(words, "cohorts", values.get("cohorts"))
    if code in ("pooled_cohorts", "pooled_randomised"):
        makers |= {"effect": lambda: pooled_effect(values, words), "wide": lambda: wide(values, words)}
    return makers


def _few(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return how few events or patients there are, as far as it is told; measured quantities have no events."""
    events, patients = values.get("events"), values.get("patients")
    if events is None and patients is None:
        return ""
    key = "few" if None not in (events, patients) else ("few_patients" if events is None else "few_events")
    return words.text[key].format(
        events=counted(words, _event_noun(values), events), patients=counted(words, "patients", patients)
    )


def _what(told: Value, words: Catalogue) -> str:
    return "" if told is None else words.text["counted_what"].format(what=of_pack(words, str(told)))


def _named(records: Value, words: Catalogue, names: Names) -> str:
    """Return ": A and B"; nothing for an answer that is older than the names."""
    return "" if records is None else f": {name_list(str(records).split(', '), words, names)}"


def among(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return ", 683 patients of 2093", without those of all where one does not tell its number; "" without either."""
    patients, together = values.get("patients"), values.get("together")
    if patients is None:
        return ""
    of_all = "" if together is None else words.text["among_all"].format(n=together)
    return words.text["among"].format(patients=counted(words, "patients", patients), together=of_all)


def _event_noun(values: Mapping[str, Value]) -> str:
    return "deaths" if values.get("outcome") in _DEATHS else "events"


def _against(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return ", against alemtuzumab", or ", A against B" where two sides are named ("RRMS / progressive")."""
    comparator = values.get("comparator")
    if comparator is None:
        return ""
    first, _, second = str(comparator).partition(" / ")
    if second:
        return words.text["compared"].format(a=side_name(first, words), b=side_name(second, words))
    return words.text["against"].format(comparator=comparator_name(first, words))


def _at(months: Value, words: Catalogue) -> str:
    return at_time(months, words) if isinstance(months, int | float) else ""


def _favours(side: Value, words: Catalogue) -> str:
    if side is None:
        return words.text["favours_unknown"]
    if side in ("hsct", "comparator", "none"):
        return words.text[f"favours_{side}"]
    return words.text["favours_side"].format(side=side_name(str(side), words))


def _because(why: Value, words: Catalogue) -> str:
    return "" if why is None else words.text["because"].format(why=why_told(words, str(why)))


def _besides(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return what else keeps a harm from being answered, "" where nothing does."""
    held = values.get("held")
    if held is None:
        return ""
    told = [words.text[f"held_{code}"] for code in str(held).split(", ")]
    return words.text["besides"].format(held=joined(words, told))


def _at_or_later(values: Mapping[str, Value], words: Catalogue) -> str:
    months = values.get("months")
    return words.text["at_or_later"].format(months=number(words, months)) if isinstance(months, int | float) else ""
