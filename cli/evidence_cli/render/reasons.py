"""Turns a reason (a code with values) into one clause of English or Dutch."""

from collections.abc import Callable, Mapping
from typing import Any

from evidence_cli.render.words import Catalogue, Value, date, joined, number, rounded, significant, word

Names = Mapping[str, str]  # record key or trial key -> short name for people
_SHOWN_AT_MOST = 4  # names in a list within one clause; the question page lists all of them

_RECORDS = ("record", "kept", "left_out", "one", "other")
_LISTS = ("records", "trials")
_COUNTED = ("patients", "studies", "levels")
_COMPUTED = ("estimate", "high", "low", "prediction_high")  # ours: rounded; a printed figure never is
_DATES = ("date", "primary_completion", "as_of", "registered", "expected")
_CODED = {
    "outcome": "outcome", "statistic": "statistic", "status": "status", "judgement": "judgement", "model": "model",
    "certainty": "certainty",
}  # fmt: skip
_BY_US = ("counts", "rounded", "intervals")  # methods by which we worked out an effect ourselves
_DAYS_A_MONTH = 30.4375
_KEPT_WEEKS = 0.0025  # how far three decimals of a month may be from the weeks that were printed
_DEATHS = ("trm", "deaths_any")
_MANY_STUDIES = 5


def clause(reason: Mapping[str, Any], words: Catalogue, names: Names) -> str:
    """Return the reason as a clause without capital or full stop; an unknown code is shown as it is."""
    values: dict[str, Value] = dict(reason["values"])
    template = words.reasons.get(reason["code"])
    if template is None:
        told = ", ".join(f"{name} {value}" for name, value in values.items())
        return f"{reason['code'].replace('_', ' ')} {told}".strip()
    shown = {name: _shown(name, value, words, names) for name, value in values.items()}
    shown.update(_composed(reason["code"], values, words))
    return template.format_map(_Absent(shown, words))


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


def p_value(words: Catalogue, value: str | float) -> str:
    """Return a p value with its sign: as printed ("<.001" -> "< 0.001"), or rounded where we computed it."""
    shown = value.strip() if isinstance(value, str) else _computed_p(value)
    sign, rest = (shown[0], shown[1:].strip()) if shown[:1] in ("<", ">", "=", "≤", "≥") else ("=", shown)
    zero = "0" if rest.startswith(".") else ""
    return f"{sign} {zero}{rest}".replace(".", words.decimal)


def _computed_p(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.2g}"


def _admission(value: str, words: Catalogue) -> str:
    """Return codes of courses, settings, criteria or subjects of comparison in words, joined by "and"."""
    return joined(words, [_coded(code, words) for code in value.split(", ")])


def _coded(code: str, words: Catalogue) -> str:
    for kind in ("setting", "criterion", "subject", "side"):
        if code in words.codes[kind]:
            return words.codes[kind][code]
    return code.replace("_", " ")


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


def _composed(code: str, values: Mapping[str, Value], words: Catalogue) -> dict[str, str]:
    """Return the parts of a clause that are made of several values, or read otherwise when one is missing."""
    makers: dict[str, Callable[[], str]] = {
        "against": lambda: _against(values, words),
        "at": lambda: _at(values.get("months"), words),
        "favours": lambda: _favours(values.get("favours"), words),
        "because": lambda: _because(values.get("why"), words),
        "cohorts": lambda: counted(words, "cohorts", values.get("studies")),
        "events": lambda: counted(words, _event_noun(values), values.get("events")),
    }
    if code == "down_imprecision":
        makers["few"] = lambda: _few(values, words)
    if code.startswith("effect_"):
        makers["effect"] = lambda: _effect(values, words)
    if code.startswith("next_"):
        makers |= {"besides": lambda: _besides(values, words), "at_or_later": lambda: _at_or_later(values, words)}
    if code == "next_interval":
        makers["cohorts"] = lambda: counted(words, "cohorts", values.get("cohorts"))
    if code in ("pooled_cohorts", "pooled_randomised"):
        makers |= {"effect": lambda: _pooled(values, words), "wide": lambda: _wide(values, words)}
    return {name: make() for name, make in makers.items()}


def _few(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return how few events or patients there are, as far as it is told; measured quantities have no events."""
    events, patients = values.get("events"), values.get("patients")
    if events is None and patients is None:
        return ""
    key = "few" if None not in (events, patients) else ("few_patients" if events is None else "few_events")
    return words.text[key].format(
        events=counted(words, _event_noun(values), events), patients=counted(words, "patients", patients)
    )


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


def comparator_name(code: str, words: Catalogue) -> str:
    """Return a comparator for people: "class:anti_cd20" -> "anti-CD20 drugs", "alemtuzumab" -> itself."""
    bare = code.removeprefix("class:")
    return words.codes["comparator"].get(bare, bare.replace("_", " "))


def side_name(code: str, words: Catalogue) -> str:
    """Return a side of a contrast for people: "gd_positive" -> "enhancing lesions", "BEAM" -> itself."""
    return words.codes["side"].get(code) or comparator_name(code, words)


def _at(months: Value, words: Catalogue) -> str:
    return at_time(months, words) if isinstance(months, int | float) else ""


def at_time(months: float, words: Catalogue) -> str:
    """Return " at 24 months", or " at 96 weeks" for a time that was printed in weeks and is kept as 22.078 months."""
    weeks = months * _DAYS_A_MONTH / 7
    if round(months, 1) != months and abs(weeks - round(weeks)) < _KEPT_WEEKS:
        return words.text["at_weeks"].format(weeks=number(words, round(weeks)))
    return words.text["at_months"].format(months=number(words, months))


def _favours(side: Value, words: Catalogue) -> str:
    if side is None:
        return words.text["favours_unknown"]
    if side in ("hsct", "comparator", "none"):
        return words.text[f"favours_{side}"]
    return words.text["favours_side"].format(side=side_name(str(side), words))


def _because(why: Value, words: Catalogue) -> str:
    return "" if why is None else words.text["because"].format(why=why)


def _template(values: Mapping[str, Value]) -> str:
    """Return the key of the sentence: of two shares, rates or means it is their difference that is told."""
    if values.get("statistic") == "percent":
        return "points"
    return "difference" if values.get("statistic") in ("rate", "mean", "median") else "effect_size"


def share_of(values: Mapping[str, Any], words: Catalogue) -> str:
    """Return of what a share or ratio is, where a reader could take it for its opposite."""
    kind = "share" if values.get("statistic") == "percent" else "ratio"
    return words.text.get(f"{kind}_{values.get('direction')}", "")


def _effect(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return "hazard ratio 0.07 (95 % CI 0.02 to 0.24; p <.001; interval as printed)" as far as it is reported."""
    printed = rounded if values.get("method") in _BY_US else number
    value, low, high, p = (values.get(name) for name in ("value", "low", "high", "p"))
    shown_p = words.text["p"].format(p=p_value(words, p)) if p is not None else ""
    if not isinstance(value, int | float):
        return words.text["effect_p"].format(p=shown_p.removeprefix("p ")) if shown_p else words.text["effect_none"]
    interval = words.text["interval_none"]
    if isinstance(low, int | float) and isinstance(high, int | float):
        interval = words.text["interval"].format(level=95, low=printed(words, low), high=printed(words, high))
    method = values.get("method")
    return words.text[_template(values)].format(
        statistic=word(words, "statistic", str(values.get("statistic"))),
        share=share_of(values, words),
        value=printed(words, value),
        interval=interval,
        p=f"; {shown_p}" if shown_p else "",
        method=f"; {word(words, 'method', str(method))}" if method in _BY_US else "",
    )


def _pooled(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return "hazard ratio 0.252 (95% CI 0.005 to 11.9)" of several studies together."""
    value, low, high = (values.get(name) for name in ("value", "low", "high"))
    if not (isinstance(value, int | float) and isinstance(low, int | float) and isinstance(high, int | float)):
        return words.text["effect_none"]
    told = pooled_size(str(values.get("statistic")), share_of(values, words), value, words)
    interval = words.text["interval"].format(level=95, low=significant(words, low), high=significant(words, high))
    return f"{told} ({interval})"


def pooled_size(statistic: str, share: str, value: float, words: Catalogue) -> str:
    """Return "hazard ratio 0.252", or of shares the points that they differ by."""
    key = "pool_points" if statistic == "percent" else "pool_size"
    return words.text[key].format(
        statistic=word(words, "statistic", statistic), share=share, value=significant(words, value)
    )


def _wide(values: Mapping[str, Value], words: Catalogue) -> str:
    """Return that an interval over two to four studies is wide by its method: t with k - 1 degrees of freedom."""
    studies = values.get("studies")
    return words.text["pool_wide"] if isinstance(studies, int) and studies < _MANY_STUDIES else ""


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
