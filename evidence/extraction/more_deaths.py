"""Deaths that are told beside others, and what a sentence about causes of death names."""

import re
from collections.abc import Iterator

from evidence.extraction.denials import PERSON
from evidence.extraction.fatal import ANY
from evidence.extraction.figures import COUNT, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import WORDS, read_count
from evidence.records.finding import DEATHS
from evidence.values import changed

# "Four died within 100 days, and a further nine subsequently".
_FURTHER = re.compile(
    rf"""
        (?:(?!\bno\b)[^.;]|\.\d){{0,80}}?(?:,|\band|;)\s+(?:and\s+)?(?:a\s+further|another|an\s+additional)\s+
        (?P<n>{WHOLE_OR_WORD})\s+(?:{PERSON}\s+)?(?:died\s+)?
        (?:subsequently|later|thereafter|afterwards?|beyond|during\s+follow-?up)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "One treatment-related leukaemia led to death".
_LED = re.compile(rf"\b(?P<n>{WHOLE_OR_WORD})\s+(?:(?!{WORDS}|no\b|of\b)[\w()/'-]+,?\s+){{1,8}}$", re.IGNORECASE)
# "one, who had been bedridden, went from 9.0 to 9.5 and died".
_AND_DIED = re.compile(
    rf"""
        \b(?P<n>one|another|a\s+\w+th)(?:\s+{PERSON})?(?:,\s+(?:who|whose)\s[^,;]{{1,60}},)?\s+
        (?:(?!{WORDS}|patients\b|others?\b)[\w.%-]+\s+){{1,12}}?and\s+(?:then\s+|later\s+|[a-z]+ly\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_BOTH = re.compile(
    r"""
        \bboth\s+(?:of\s+(?:them|these|whom)\s+|patients\s+)?
        (?:(?:have|had|later|subsequently|since|then|eventually)\s+){0,2}$""",
    re.IGNORECASE | re.VERBOSE,
)
# "Two died of sepsis and one of haemorrhage": neither number is that of all who died.
_AND_ANOTHER = re.compile(
    rf"""
        \s+(?:of|from|due\s+to)\s+[^.;,:()]{{1,60}}?,?\s+and\s+(?:another|{WHOLE_OR_WORD})\s+(?:{PERSON}\s+)?
        (?:of|from|due\s+to)\s""",
    re.IGNORECASE | re.VERBOSE,
)


def more_deaths(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield the counts of deaths that stand beside other things: a further nine, one that a harm led to."""
    for mention in outcomes:
        if mention.code not in DEATHS:
            continue
        further = _FURTHER.match(text, mention.end)
        if further is not None:
            of_any = changed(mention, code=ANY)
            yield _made(further, further.start("n"), further.end(), "count-part"), of_any
        words = text[mention.start : mention.end].lower()
        pattern = _LED if words.startswith(("led", "result", "end")) else _AND_DIED if words == "died" else None
        before = text[max(0, mention.start - 160) : mention.start]
        both = _BOTH.search(before) if words == "died" else None
        if both is not None and not any(one.code in DEATHS and one.end <= mention.start for one in outcomes):
            start = mention.start - len(before) + both.start()
            yield Figure(COUNT, "count", start, mention.end, 2.0, 2), mention
        match = None if pattern is None else pattern.search(before)
        if match is not None:
            yield _made(match, mention.start - len(before) + match.start("n"), mention.end, "count"), mention


def _made(match: re.Match[str], start: int, end: int, shape: str) -> Figure:
    events = read_count(match["n"]) or 1
    return Figure(COUNT, shape, start, end, float(events), events)


def settle_deaths(text: str, pairs: tuple[tuple[Figure, Mention], ...]) -> tuple[tuple[Figure, Mention], ...]:
    """Return the counts; of "two died of sepsis and one of haemorrhage" the first is of a part only."""
    kept = []
    for figure, mention in pairs:
        counted = mention.code == ANY and figure.kind == COUNT
        if counted and _AND_ANOTHER.match(text, mention.end) is not None:
            figure = changed(figure, doubts=(*figure.doubts, "of a part only"))
        kept.append((figure, mention))
    return tuple(kept)
