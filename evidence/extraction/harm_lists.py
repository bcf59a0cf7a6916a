"""Lists of adverse events: what they name is harm though no vocabulary holds it, and their heading counts nothing."""

import re
from collections.abc import Iterator

from evidence.extraction.clauses import is_plain
from evidence.extraction.harm_asides import is_aside
from evidence.extraction.harm_grades import GENERAL, HARM, SERIOUS, of_next, severe, with_grades
from evidence.extraction.mentions import OUTCOME, Mention
from evidence.extraction.numbers import COUNT
from evidence.quick import Quick
from evidence.values import changed

_WORDS = r"(?:[\w/+'-]+\s+){0,4}?"
_TELLING = (
    r"(?:(?:reported|observed|recorded|seen|noted|documented|occurring|encountered)\s+)?(?:(?:with|in|after|during|"
    r"following|under|for|by|of)\s+(?:[\w/+'-]+\s+){1,5}?)?"
)
# "The most common adverse events (of treatment) were", "AEs included", "adverse events, mainly", "toxicities:".
_HEADING = Quick(
    rf"""
        (?P<most>\b(?:most|main|chief|principal|predominant|common\w*|frequent\w*|typical)\s+{_WORDS})?\b{HARM}
        (?:\s+\([A-Z]+s?\))?(?:\s+{_TELLING})?(?:
            \s*(?:were|was|included|comprised|consisted\s+of|being|including|such\s+as|:)
            | [\s,]+(?:
                  mainly|mostly|predominantly|notably|namely|with\s+(?:a\s+)?predominance\s+of|primarily
                  |including
              )
        )(?P<colon>:)?\s+""",
    re.IGNORECASE | re.VERBOSE,
)
# "headache (7%), hair loss (62.9%) and pain (n = 3)": each with its figure in a bracket behind it.
_ITEM = re.compile(
    r"""
        (?P<name>(?:[A-Za-z][\w/'-]*(?:\s\([a-z][a-z\s-]{1,40}\))?\s){1,5})
        (?=[(\[]\s?(?:n\s?=\s?)?\d[^()\[\]]{0,40}[)\]])""",
    re.VERBOSE,
)
_LEAD = re.compile(
    r"(?:.*\s)?(?:and|or|were|was|included|including|also|followed\s+by)\s+|(?:a|an|the)\s+", re.IGNORECASE
)
# "infection (12%) was the most common adverse event": a name of what was told, no count of its own.
_CLOSING = Quick(
    rf"\b(?:was|were|being)\s+(?:among\s+)?(?:the\s+)?(?:(?:also|by far)\s+)?(?:most\s+|more\s+)?"
    rf"(?:common(?:est)?|frequent\w*|main|prevalent|usual|predominant)\s+{_WORDS}$",
    re.IGNORECASE,
)
_PREDICATE = Quick(
    rf"""
        \b(?:{HARM}|events)\b[^.;]{{0,40}}?\b(?:was|were)\s+
        (?:(?:considered|judged|deemed|graded|rated|classified|as)\s+){{0,3}}
        (?P<grade>serious|severe|life-threatening|grade\s+(?:3|4|III|IV)\b[\w\s/-]{{0,12}}?)
        (?=\s*(?:[.,;:(]|$|and\b|or\b|in\b))""",
    re.IGNORECASE | re.VERBOSE,
)


def name_harms(text: str, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the outcomes with the unknown items of a list of harms, and without the heading that counts nothing."""
    headings = list(_HEADING.finditer(text))
    named = _caused(text, named)
    starts = {mention.start for mention in named}
    named = with_grades(text, tuple(severe(text, _passing(text, mention)) for mention in named))
    germs = tuple(mention.start for mention in named if mention.code in _GERMS)
    kept = [
        mention for mention in named
        if not (mention.code == SERIOUS and of_next(text, mention, starts))
        and not (mention.code in (GENERAL, SERIOUS) and _is_name(text, mention, headings, starts, germs=germs))
        and not is_aside(text, mention)
    ]  # fmt: skip
    found = [*kept, *(item for heading in headings for item in _items(text, heading, tuple(named)))]
    graded = _PREDICATE.search(text)
    if graded is not None and not any(
        one.start < graded.end("grade") and graded.start("grade") < one.end for one in found
    ):
        found.append(Mention(OUTCOME, SERIOUS, graded.start("grade"), graded.end("grade"), "event"))
    return tuple(sorted(dict.fromkeys(found), key=lambda mention: mention.start))


_DUE_TO = re.compile(r"\s+(?:due\s+to|caused\s+by|because\s+of|secondary\s+to|from|with)\s+(?:an?\s+)?", re.IGNORECASE)


def _caused(text: str, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the outcomes; "diarrhoea due to Clostridium difficile" is one thing, an infection."""
    found: list[Mention] = []
    for mention in named:
        last = found[-1] if found else None
        infection = mention.code in ("infection", "viral_reactivation")
        if infection and last is not None and last.code == GENERAL and _DUE_TO.fullmatch(text, last.end, mention.start):
            found[-1] = changed(mention, start=last.start)
        else:
            found.append(mention)
    return tuple(found)


_TRANSIENT = re.compile(
    r"\b(?:transient|temporary|reversible|passing)\s+(?:(?:neurological|clinical|mild)\s+)?$", re.IGNORECASE
)


# "Deterioration during the mobilisation", "worsening associated with fever", "flared transiently": harm of that time.
_OF_PROCEDURE = re.compile(
    r"""
        (?:\s+of\s+(?:MS|the\s+disease|symptoms))?(?:
            \s+(?:was|were)?\s*transiently\b|,?\s+transient,
            | \s+(?:associated|together|coinciding|concomitant)\s+with\s+(?:\w+\s+)?
              (?:fever|infections?|sepsis|G-CSF)\b
            | \s+
              (?:(?:(?:was|were)\s+\w+|occurred|took\s+place|appeared|developed|happened|set\s+in|ensued)\s+)?
              (?:during|upon)\s+(?:the\s+)?(?:
                  transplant(?!\s+ye)\w*|procedures?|mobili[sz]ation|conditioning|aplas\w+|neutropeni\w*
                  |hospital\w*|engraftment
              )\b
        )""",
    re.IGNORECASE | re.VERBOSE,
)
_PASSING = ("progression_free_survival", "relapse_free_survival")


def _passing(text: str, mention: Mention) -> Mention:
    """Return "transient worsening" as harm of the treatment: it is no progression of the disease."""
    if mention.code not in _PASSING or mention.counts != "event":
        return mention
    before = text[max(0, mention.start - 45) : mention.start]
    worsened = mention.code == _PASSING[0]
    passing = (worsened and _TRANSIENT.search(before)) or _OF_PROCEDURE.match(text, mention.end)
    return changed(mention, code=GENERAL, counts="event") if passing else mention


_ADMITTED = re.compile(r"(?:re)?(?:admi\w+|hospital\w*|required|requiring|unplanned|unscheduled)", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|due to|because of|with|owing to)\s+(?:[\w-]+\s+)?", re.IGNORECASE)


# "Diarrhoea due to C. difficile" is an infection; "anaemia following an infection" is not.
_BY_GERM = re.compile(
    r"\s+(?:due\s+to|caused\s+by|from|because\s+of|secondary\s+to|owing\s+to)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?",
    re.IGNORECASE,
)
_GERMS = ("infection", "viral_reactivation")


def _is_name(
    text: str, mention: Mention, headings: list[re.Match[str]], starts: set[int], *, germs: tuple[int, ...]
) -> bool:
    """Tell whether the mention heads a list or closes one, or says what another harm needed.

    "The most common adverse events were", "complications were fever", "was the most common", "readmitted for sepsis".
    """
    if _CLOSING.search(text[max(0, mention.start - 90) : mention.start]) is not None:
        return True
    if mention.code == GENERAL and any(_BY_GERM.fullmatch(text, mention.end, one) for one in germs):
        return True
    admitted = mention.code in (SERIOUS, GENERAL) and _ADMITTED.match(text, mention.start) is not None
    if admitted and any(_FOR.fullmatch(text, mention.end, start) for start in starts):
        return True
    return any(
        heading.start() <= mention.start < heading.end() and (heading["most"] is not None or heading.end() in starts)
        for heading in headings
    )


_PEOPLE = re.compile(
    r"\b(?:patients?|subjects?|participants?|individuals?|persons?|people|women|men|cases?|groups?|arms?|recipients?)$",
    re.IGNORECASE,
)  # "reported in 21 AHSCT patients (47%)" names who, not what


def _items(text: str, heading: re.Match[str], named: tuple[Mention, ...]) -> Iterator[Mention]:
    stop = re.search(r"[.;](?!\d)", text[heading.end() :])
    end = len(text) if stop is None else heading.end() + stop.start()
    for match in _ITEM.finditer(text, heading.end(), end):
        lead = _LEAD.match(match["name"])
        start = match.start() + (lead.end() if lead is not None else 0)
        last = match.start() + len(match["name"].rstrip())
        name = text[start:last]
        if (
            is_plain(name)
            or _PEOPLE.search(name) is not None
            or re.search(rf"(?:{COUNT})$", name, re.IGNORECASE) is not None
        ):
            continue  # "in nine (18%)"
        if start < last and not any(one.start < last and start < one.end for one in named):
            yield Mention(OUTCOME, GENERAL, start, last, "event")
