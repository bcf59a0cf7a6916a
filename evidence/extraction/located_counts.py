"""Counts told behind what was counted: "sepsis in 18 and pneumonia in 8", "zoster (n = 4)", "lymphopenia (27)"."""

import re
from collections.abc import Iterator, Sequence

from evidence.extraction.clauses import is_plain
from evidence.extraction.count_groups import clause_group
from evidence.extraction.denials import PERSON
from evidence.extraction.figures import COUNT, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import WORDS, read_count
from evidence.quick import Quick
from evidence.records.finding import DEATHS

# Between a name and "in 8": a verb, traits, no other name, no new clause.
_GAP = re.compile(
    r"""
        (?:
            \s+(?!(?:and|or|but|while|whereas|than|from|without|no|not|compared|versus|vs)\b)
              (?:[\w/'+-]+|\d\.\d)
            |,(?=[^,;.]{1,40},)
            |,(?=\s+(?:complicat|affect|occur|was|were))
        ){0,9}?\s+(?:only\s+)?(?:in|by|complicated|affected|hit|limited\s+to|confined\s+to)\s+(?:only\s+)?
        (?:(?:the\s+)?(?:other|remaining|last)\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = re.compile(
    rf"""
        (?:\s+(?:other|more|further|additional|\w+))?\s+(?:[\w-]+\s+)?
          (?:{PERSON}|procedures|transplantations|transplants|courses)\b
        |\s+of\s+(?:them|these|those|the\s+{PERSON})\b
        |\s*(?:[.,;)]|$)
        |\s+(?:and|but|while|after|at|by|within|during|following|including|with)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MEASURE = re.compile(
    r"""
        \s*-?\s*(?:
            (?:patient|person)[\s-](?:years?|months?)
            |years?|months?|weeks?|days?|hours?|cent(?:re|er)s?|countries|studies|trials|cycles|points?|steps?
        )\b""",
    re.I | re.VERBOSE,
)
_BRACKET = re.compile(
    rf"""
        \s*[(\[]\s?(?P<n_is>n\s?=\s?)?(?P<n>\d{{1,4}}|{WORDS})
        (?:\s+of\s+(?P<all>\d{{1,4}})(?:\s+[\w\s-]{{1,30}})?)?(?P<person>\s+{PERSON})?\s?(?:[;,][^()\[\]%]*)?
        [)\]]""",
    re.IGNORECASE | re.VERBOSE,
)
# "CMV reactivation requiring pre-emptive therapy was recorded in 7": what belongs to the name.
_ADDED = re.compile(
    r"""
        \s+(?:
            requiring|needing|necessitating|warranting|treated\s+with|managed\s+with|responding\s+to
            |detected\s+by|confirmed\s+by|defined\s+as|appearing|occurring|developing|of\s+(?:the\s+)?\w+
        )\s[^,;.():]{1,60}?(?=\s+(?:was|were|occurred|developed|took\s+place|ensued|appeared)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# "improved (by at least 1 point) in 5", "worse by half a point in 2": how far, not how many.
_EXTENT = re.compile(
    r"\s*\((?:by|of|i\.e\.|at\s+least|[\u2265>])[^()]{1,40}\)|\s+by\s+[^,;()]{1,25}?\s?(?:points?|steps?)(?=,?\s+in\b)|"
    r"\s+\d(?:\.\d)?(?:\s+points?)?(?=,?\s+in\b)",
    re.IGNORECASE,
)
_SO_MANY = re.compile(
    rf"\b(?:in|by)\s+(?:the\s+|all\s+|only\s+)?(?:\d+|{WORDS})\b(?!\s*-|\s+(?:years?|months?|weeks?|days?))(?=.)",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(rf"\b(?:is|was|were|of|to|about|nearly|roughly)\s+(?:\d+|{WORDS})\s+in\s+$", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|included|is|are)\b", re.IGNORECASE)
_OUTCOME_OF = re.compile(
    r"""
        \b(?:
            assessed|analy[sz]ed|examined|studied|evaluated|investigated|compared|treated|resol\w+|controlled
            |cleared|recover\w*|managed|fatal|reversible|lethal
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_COUNT = ("edss_change", "arr", "qol", "brain_atrophy", "nfl", "overall_survival")


def countable(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Mention, int]]:
    """Yield the outcomes that a number of patients can tell, each with where the next outcome begins."""
    for place, mention in enumerate(outcomes):
        if mention.code not in _NO_COUNT and mention.counts is not None:
            yield mention, outcomes[place + 1].start if place + 1 < len(outcomes) else len(text)


def find_located(
    text: str, outcomes: tuple[Mention, ...], numbers: Sequence[re.Match[str]]
) -> tuple[tuple[Figure, Mention], ...]:
    """Return the counts that follow their outcome; numbers: the free whole numbers of the sentence in order."""
    bracketed = [_in_bracket(text, mention, numbers) for mention in outcomes]
    plain = [found for found in bracketed if found is not None]
    listed = len(plain) > 1
    found: list[tuple[Figure, Mention]] = []
    for mention, stop in countable(text, outcomes):
        bracket = _in_bracket(text, mention, numbers)
        if bracket is not None and (listed or bracket["n_is"] or bracket["person"]):
            found.append((_figure(bracket, mention), mention))
            continue
        number = _located(text, mention, stop, numbers)
        if number is not None:
            events, total = read_count(number.group()) or 0, clause_group(text, number)
            total = total if total is not None and total >= events else None
            found.append((Figure(COUNT, "count", number.start(), number.end(), float(events), events, total), mention))
    return tuple(found)


def _in_bracket(text: str, mention: Mention, numbers: Sequence[re.Match[str]]) -> re.Match[str] | None:
    bracket = _BRACKET.match(text, mention.end)
    if bracket is None or not any(number.start() == bracket.start("n") for number in numbers):
        return None
    return bracket


def _figure(bracket: re.Match[str], mention: Mention) -> Figure:
    events = read_count(bracket["n"]) or 0
    total = int(bracket["all"]) if bracket["all"] else None
    return Figure(COUNT, "count", mention.start, bracket.end(), float(events), events, total)


def _is_other(between: str) -> bool:
    """Tell whether the words tell of another thing ("side effects were fever in six") or what became of it."""
    return _OUTCOME_OF.search(between) is not None or (_WAS.search(between) is not None and not is_plain(between))


# "Deterioration coinciding with viraemia was seen in five": what was seen is named before.
_OCCASION = Quick(
    r"""
        \b(?:
            coincid\w+\s+with|associated\s+with|related\s+to|accompan\w+\s+by|due\s+to|because\s+of
            |in\s+the\s+context\s+of|triggered\s+by|caused\s+by|secondary\s+to|attributed\s+to|despite
        )\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
# "We analysed autoimmune disease in 212 patients": where it was looked for.
_STUDIED = Quick(
    r"""
        \b(?:
            analy[sz]ed|studied|assessed|evaluated|examined|investigated|looked\s+(?:for|at)|screened\s+for
            |monitored|recorded|searched\s+for|describe
        )\s+
        (?:(?:the|all|rates?|incidence|occurrence|of|any|early|late|and|short-?|long-term|overall)\s+){0,5}$""",
    re.IGNORECASE | re.VERBOSE,
)
_COLON = re.compile(r"\s*:\s+(?:in\s+)?")  # "Relapses: 2 patients"
_PEOPLE = re.compile(rf"\s+{PERSON}\b\s*(?:[(.,;]|$)", re.IGNORECASE)
_GAPPED = re.compile(r",\s+")


def _is_gapped(text: str, mention: Mention, number: re.Match[str]) -> bool:
    """Tell whether the verb is left out: "infections complicated eleven procedures; thrombosis, two."."""
    opens = re.search(r";\s+(?:and\s+)?(?:[\w-]+\s+){0,2}$", text[: mention.start]) is not None
    return opens and re.match(r"\s*(?:[.;]|$)", text[number.end() :]) is not None


_AND = re.compile(r"(?:,|;|:|\band)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


def _is_behind_name(text: str, mention: Mention, number: re.Match[str]) -> bool:
    """Tell whether "1 case" stands right behind an item of a list: "pneumonia in 2, and viraemia 1 case"."""
    return _PEOPLE.match(text, number.end()) is not None and _AND.search(text[: mention.start]) is not None


def _ends_list(text: str, mention: Mention, number: re.Match[str]) -> bool:
    """Tell whether the number behind a colon is of people, or the only one behind "deaths"."""
    alone = mention.code in DEATHS and re.match(r"\s*(?:[.;]|$)", text[number.end() :]) is not None
    return alone or _PEOPLE.match(text, number.end()) is not None


def _located(text: str, mention: Mention, stop: int, numbers: Sequence[re.Match[str]]) -> re.Match[str] | None:
    before = text[max(0, mention.start - 60) : mention.start]
    if _OCCASION.search(before) is not None or _STUDIED.search(before) is not None:
        return None
    for number in numbers:
        if not mention.end <= number.start() < stop:
            continue
        between = _EXTENT.sub("", _ADDED.sub("", text[mention.end : number.start()], count=1))
        if text.startswith(",", number.end()):  # "had worsened, in 2, by half a point"
            between = between.removeprefix(",")
        if _SO_MANY.search(between) is not None or _OF_SO_MANY.search(between) is not None:
            return None  # "improved in 5 patients, was unchanged in 8"; "mortality was 1 in 25"
        listed = _COLON.fullmatch(between) is not None and _ends_list(text, mention, number)
        gapped = _GAPPED.fullmatch(between) is not None and _is_gapped(text, mention, number)
        if listed or gapped or (not between.strip() and _is_behind_name(text, mention, number)):
            return number
        if _GAP.fullmatch(between) is None or _is_other(between) or _MEASURE.match(text, number.end()) is not None:
            continue
        return number if _AFTER.match(text, number.end()) is not None else None
    return None
