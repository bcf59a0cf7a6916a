"""The two groups that a study sets against each other: "29 had a selected (SEL) and 38 an untouched (UNT) graft".

No vocabulary names them. Their sizes, which add up to all patients, or a word of comparison between them tell that they
are groups; the order in which they are told is that of pairs whose groups are not named again ("83% and 64%").
"""

import re
from collections.abc import Iterable, Iterator

from evidence.extraction.finder import Finder
from evidence.extraction.mentions import SUBGROUP, Mention
from evidence.extraction.numbers import COUNT, read_count
from evidence.extraction.text import METHODS, UNLABELLED, Sentence
from evidence.quick import Quick
from evidence.values import value

OWN = "own"  # the group of such mentions


@value
class OwnGroup:
    """name: as the findings have it; names: how sentences call it again, () where no short name is told."""

    name: str
    size: int
    names: tuple[str, ...] = ()


Groups = tuple[OwnGroup, ...]

_COMPARED = Quick(
    r"\b(?:compar\w+|versus|vs\.?|two\s+(?:[\w-]+\s+){0,3}(?:groups|regimens|cohorts|strategies|protocols))(?=\W|$)",
    re.IGNORECASE,
)
_SEX_OR_TIME = re.compile(
    r"""
        \s*(?:[\w-]+\s+)?(?:
              (?:wo)?men|girls?|boys?|(?:fe)?males?|years?|months?|weeks?|days?|cent(?:re|er)s?|relapses|deaths?
              |lesions
          )\b
        |\s?%""",
    re.IGNORECASE | re.VERBOSE,
)
# "SEL, n = 29", "EDSS of 6.5 or more (n = 63)", "101 patients given rabbit ATG", "and 38 an unmanipulated (UNM) graft".
_SIZE = Quick(rf"(?P<is>\bn\s?=\s?)(?P<n>\d{{1,4}})\b|(?<![\d=/]\s)(?P<m>{COUNT})(?=\s)", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"""
        (?:
            .*(?:
                [(;:]
                |,(?!\d)
                | \b
                  (?:comparing|compared|with|to|and|or|versus|vs\.?|received|receiving|had|in|after|either|the)
                  \s
            )
        )?\s*(?P<name>(?:[^\s;:,()]+\s){0,6}[^\s;:,()]+)\s?[,(;]?\s?[(]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SHORT = re.compile(r"\((?P<short>[A-Z][\w+/-]{1,14})\)")
_GIVEN = re.compile(
    r"""
        (?:\s+(?:[\w-]+\s+){0,2}?(?:patients|participants|persons|people|children|ones|individuals))?\s+
        (?:(?:who|were|was|had|have|been|then|also)\s+)*(?:
            (?:
                received|receiving|given|treated\s+with|treated\s+by|transplanted\s+(?:with|after)|underwent|had
                |with|without|after|on|conditioned\s+with|assigned\s+to|randomi[sz]ed\s+to|mobili[sz]ed\s+with
            )\s+
        )?(?:an?\s+|the\s+)?(?P<name>[^,;:()]{2,60}?)\s*
        (?:[,;:(.]|\band\b|\bcompared\b|\bversus\b|\bwith\s*$|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_REACH = 220  # signs between the two sizes


def find_own_groups(sentences: Iterable[Sentence], n_patients: int | None, labels: Finder) -> Groups:
    """Return the two groups in the order in which they are told first, () where there are none.

    sentences: the title first. Groups whose names the vocabulary has are left to it.
    """
    told = tuple(sentences)
    compared = bool(told) and _COMPARED.search(told[0].text) is not None
    for sentence in told[1:]:
        if sentence.kind not in (METHODS, UNLABELLED):
            continue
        own = compared or _COMPARED.search(sentence.text) is not None
        for one, two in _pairs(sentence.text) if own else ():
            groups = _made(sentence.text, one, two, n_patients)
            if groups:
                known = any(labels.find(group.name) for group in groups if group.names)
                return () if known else groups
    return ()


def _pairs(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    sizes = [match for match in _SIZE.finditer(text) if _SEX_OR_TIME.match(text, match.end()) is None]
    for place, one in enumerate(sizes):
        for two in sizes[place + 1 :]:
            if two.start() - one.end() > _REACH:
                break
            yield one, two


def _made(text: str, one: re.Match[str], two: re.Match[str], n_patients: int | None) -> Groups:
    first, second = read_count(one["n"] or one["m"]), read_count(two["n"] or two["m"])
    if first is None or second is None or min(first, second) < 3:
        return ()
    between = text[one.end() : two.start()]
    held = one["is"] is not None and _COMPARED.search(between) is not None and ";" not in between
    parted = held and not (first == n_patients and second < first)  # "189 were treated, 63 of them with ..."
    if first + second != n_patients and not parted:
        return ()
    names = _name(text, one, two.start()), _name(text, two, len(text))
    if not all(names) or names[0] == names[1]:
        return ()
    apart = _apart(*names)
    return (OwnGroup(names[0], first, apart[0]), OwnGroup(names[1], second, apart[1]))


def _name(text: str, size: re.Match[str], stop: int) -> str:
    """Return what the group is called: its abbreviation, the words before "(n = 29)", or what it was given."""
    if size["is"] is not None:
        before = _NAME_BEFORE.search(text[max(0, size.start() - 90) : size.start()])
        return "" if before is None else before["name"].strip()
    short = _SHORT.search(text, size.end(), min(stop, size.end() + 120))
    if short is not None:
        return short["short"]
    given = _GIVEN.match(text[:stop], size.end())
    name = "" if given is None else " ".join(given["name"].split())
    return "the others" if name in ("not", "none") else name


def _apart(one: str, two: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how sentences call each group again: its name, and the one word that parts the two."""
    words = one.split(), two.split()
    only = [[word for word in own if word not in other] for own, other in (words, words[::-1])]
    found = []
    for name, parts in zip((one, two), only, strict=True):
        short = [] if len(name.split()) > 4 or (name.islower() and len(name.split()) < 2) else [name]
        if all(len(each) == 1 and len(each[0]) > 3 and each[0].isalpha() for each in only):
            short.append(parts[0])
        found.append(tuple(dict.fromkeys(short)))
    return found[0], found[1]


def own_marks(text: str, groups: Groups) -> tuple[Mention, ...]:
    """Return where a sentence names a group of the study; the longest name has its place."""
    found: list[Mention] = []
    for group in groups:
        for name in group.names:
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE):
                if all(match.end() <= one.start or one.end <= match.start() for one in found):
                    found.append(Mention(SUBGROUP, group.name, match.start(), match.end(), group=OWN))
    return tuple(sorted(found, key=lambda mark: mark.start))


def with_own(
    text: str, named: tuple[Mention, ...], marks: tuple[Mention, ...], groups: Groups
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return outcomes and labels with the groups of the study, whose names hold no other name."""
    own = own_marks(text, groups)
    if not own:
        return named, marks
    kept = [one for one in marks if not _overlaps(one, own)]
    outcomes = tuple(one for one in named if not _overlaps(one, own))
    return outcomes, tuple(sorted((*kept, *own), key=lambda mark: mark.start))


def _overlaps(one: Mention, own: tuple[Mention, ...]) -> bool:
    return any(one.start < mark.end and mark.start < one.end for mark in own)
