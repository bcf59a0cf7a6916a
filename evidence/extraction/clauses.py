"""What stands between two places of a sentence: nothing that matters, a connector, or a new clause."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from evidence.extraction.plain_words import is_plain_word
from evidence.extraction.units import Span
from evidence.quick import Quick

_WORD = re.compile(r"[^\W\d_][\w'/.+-]*")
BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
# It begins with one sign, which is found at once, and looks back at what sign that is.
_STRONG = re.compile(
    r"[;,\s](?:(?<=\s)\s*(?=[wbaWBA])(?:\b(?:while|whereas|but|although|though)\b|and(?=\s+no\b))|(?<=;)|(?<=,)\s+(?:(?:while|whereas|but|although|though)\b|(?:and|with)\b(?!\s+[-.\d])|"
    r"(?:none|neither|one|two|three|half|most|\d+)\s+of\s+(?:them|these|those|whom|which)\b)|"
    r"(?<=\s)\s*(?:\b(?:while|whereas|but|although|though)\b|and(?=\s+no\b)))",
    re.IGNORECASE,
)


def blank(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the spans replaced by spaces, so that offsets stay."""
    for start, end in spans:
        if end > start:
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def residue(text: str) -> tuple[str, ...]:
    """Return the words that matter: without brackets, numbers and fillers."""
    return tuple(_words_that_matter(text))


def _words_that_matter(text: str) -> Iterator[str]:
    for printed in _WORD.findall(without_brackets(text)):
        word = printed.strip(".'-")
        if word and not is_plain_word(word):
            yield word


def without_brackets(text: str) -> str:
    """Return the text with closed brackets replaced by spaces."""
    found = 1 if ")" in text or "]" in text else 0
    while found:  # the inner ones first
        text, found = BRACKETS.subn(lambda match: " " * len(match.group()), text)
    return text


def outer_end(text: str, start: int, end: int) -> int:
    """Return the end of a figure with the bracket it opens: of "41 (50%" in "41 (50%; 95% CI 39-61)" behind it."""
    figure = text[start:end]
    opened = figure.count("(") + figure.count("[") - figure.count(")") - figure.count("]")
    place = end
    while opened > 0 and place < len(text):
        opened += (text[place] in "([") - (text[place] in ")]")
        place += 1
    return place if opened <= 0 else end


def is_plain(text: str) -> bool:
    """Tell whether nothing that matters stands in the text."""
    return next(_words_that_matter(text), None) is None


AGAINST = re.compile(r"\b(?:vs|versus|v|compared (?:with|to)|opposed to|against|than)\b", re.IGNORECASE)
VERBS = (
    r"had|have|has|were|was|showed|achieved|experienced|developed|remained|relapsed|died|did|maintained|reached|met|"
    r"suffered|needed|required|presented|attained|fulfilled|reported|became|stayed|kept|retained|preserved|"
    r"received|underwent|"
    r"started|restarted|resumed|got|caught|survived|fell\s+ill\s+with|(?:came|went)\s+down\s+with"
)
_WHO = r"(?:patients|participants|subjects|individuals|people|persons|women|men|cases|survivors|recipients)"
PREDICATE = re.compile(
    rf"""
        \s*+(?:\)\s*+)?(?:[(\[][^()\[\]]{{0,80}}[)\]]\s*+)?
        (?:of\s+(?:[\w'-]+\s+){{0,4}}?|(?:[\w'-]+\s+){{0,3}}?{_WHO}\s+)?(?:never\s+)?(?:{VERBS})\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Up to four words that belong to the object of a verb ("large gadolinium-positive"): no preposition, comma or verb.
OBJECT = re.compile(
    r"""
        \s*(?:
            (?!(?:in|of|for|after|at|during|by|without|before|than|to|and|or|when|because|due)\b)
            [\w\u2265\u2264<>=+'/.-]+\s+
        ){0,5}""",
    re.IGNORECASE | re.VERBOSE,
)
# Words in front of a bracket that still belong to the outcome: "relapses of any severity (12%)".
OF_IT = re.compile(
    r"""
        \s*(?:
            (?:of|in|from|with|due\sto|requiring|leading\sto)\s
            |(?:was|were|being)\s+the\s+(?:most|second|main|commonest|leading)\b
        )[^,;:()]{0,60}$""",
    re.IGNORECASE | re.VERBOSE,
)
# "PFS was better in patients with enhancing lesions (77% vs 44%)".
COMPARED = re.compile(
    r"""
        \s*(?:(?:was|were|is|being|appeared|seemed|occurred|proved)\s+)?(?:\w+ly\s+|much\s+|far\s+)?
        (?:
            more|less|higher|lower|better|worse|superior|commoner|rarer|longer|greater|fewer|similar|different|equal\w*
            |did\s+not\s+differ|differed
        )\b[^;:()\d]{0,90}$""",
    re.IGNORECASE | re.VERBOSE,
)
# What became of a thing is no number of those who had it: "infections were cleared in 30%".
_FATE = (
    r"(?:un)?(?:treat|resol|recover|clear|disappear|persist|regress|recur|improv|confirm|control|manag|heal|"
    r"subsid|prevent|"
    r"avoid|suspect|exclud|associat|relat|complicat|fatal|follow|accompan|worsen|precede|expect|predict)\w*"
)
# What may stand between a subject and its figure: what belongs to the subject, then a verb that gives the figure.
_GIVEN = re.compile(
    rf"""
        ^\s*(?:(?:incidence|rates?|status|probability|risk|frequency)\s+){{0,2}}
        (?:
            (?:
                of|in|for|among|at|after|with|within|during|following|on|by|from|between|until|over|to|above
                |below|[<>\u2264\u2265]
                | (?:as\s+)?(?:
                      assessed|measured|determined|evaluated|defined|judged|estimated|confirmed|according
                      |requiring|needing|necessitating
                  )
            )\s[^,;:]{{0,80}}?
        )?(?:
            \b(?:was|were|had\s+been|has\s+been)\s(?:[a-z]+ly\s)?(?!{_FATE}\b)[a-z]{{3,}}\s(?:in|by)\b
            |\b(?!{_FATE}\b)[a-z]{{2,}}ed\s(?:in|by)\b
            |\b(?:was|were|is|are|reached|remained|amounted\sto|occurred\s(?:in|at|with)|of|at)\b
            |[:=]
        )""",
    re.IGNORECASE | re.VERBOSE,
)


# "Reactivation needing pre-emptive therapy in 5 (13%)".
_NEEDING = re.compile(
    r"\s*(?:requiring|needing|necessitating|leading\sto|treated\swith)\s[^,;:\d]{1,60}?\bin\s+(?=[(]?\s*$)",
    re.IGNORECASE,
)


def is_subject_of(between: str) -> bool:
    """Tell whether what stands between outcome and figure only belongs to the outcome, and a verb gives the figure.

    "Survival in the whole intention-to-treat population was 85%": the words between name no other thing.
    """
    given = _GIVEN.match(without_brackets(between)) or _NEEDING.match(between)
    return given is not None and is_plain(between[given.end() :])


@lru_cache(maxsize=256)  # every kind of label asks for the clause of a figure
def strong_start(text: str, place: int) -> int:
    """Return the begin of the part of the sentence that holds `place`, parted by semicolons, "while", ", and"."""
    start = 0
    for boundary in _STRONG.finditer(_others_blank(text, place), 0, place):
        start = boundary.end()
    return start


_OF_FIGURE = re.compile(
    r";(?=\s*(?:\d\d\s?%\s*(?:CI|confidence)|CI\b|[pP]\s?[=<>]|n\s?=))"
)  # "(HR 2.7; 95% CI": one thing


@lru_cache(maxsize=32)  # both ends of a part are looked for
def _others_blank(text: str, place: int) -> str:
    """Return the text with the brackets blanked that do not hold `place`: a semicolon in them parts nothing outside."""
    text = _OF_FIGURE.sub(" ", text)
    while True:  # the inner ones first: "(95% confidence interval [CI] 3; 26)"
        spans = [match.span() for match in BRACKETS.finditer(text)]
        others = [(start, end) for start, end in spans if not start < place < end]
        if not others:
            return text
        text = blank(text, others)


@lru_cache(maxsize=256)
def strong_end(text: str, place: int) -> int:
    """Return the end of that part."""
    boundary = _STRONG.search(_others_blank(text, place), place)
    return len(text) if boundary is None else boundary.start()


_INSERTED = Quick(
    r",\s+(?:after|following|despite|including|in spite of|as well as|who|which|all|both)\b(?:[^,;()]|\([^()]*\))*,|"
    r",\s+with\b[^,;()\d%]{1,80},(?=\s+(?:was|were|occurred|developed|had)\b)"
)


def insertions(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return insertions between commas ("10 (56%), after a period of stabilisation, progressed")."""
    return tuple(match.span() for match in _INSERTED.finditer(text, start, end))
