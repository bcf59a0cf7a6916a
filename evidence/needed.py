"""The words that a pattern cannot do without, read off the pattern itself.

A word is told by its letters and digits, 0 for any digit; a space before or behind them stands for its edge: " no "
is that word, " relaps" how one begins, "itis " how one ends, " % " a sign. See held_words for how a text has them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from evidence.beginnings import NoParserError, parsed

Words = tuple[str, ...]
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_TIMES = 4  # how often a repeated part is written out: "\d{8}" needs "0000"
_COMMON = ("of", "in", "the", "and", "with", "to", "a", "at", "for", "by", "were", "was", "0", "(", ")", ",", ".", "-")
_EDGES = ("AT_BOUNDARY", "AT_BEGINNING", "AT_BEGINNING_STRING", "AT_END", "AT_END_STRING")


@dataclass(frozen=True, slots=True)
class _Ways:
    """Alternatives; an empty one where a part may be missing."""

    ways: tuple[tuple["_Node", ...], ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What must stand before or behind a place and takes no room."""

    nodes: tuple["_Node", ...]


_ANY, _EDGE, _SPACE = "any", "edge", " "  # any sign; a place inside no word; a sign that is no letter or digit
_Node = str | _Ways | _Beside  # a single letter, digit or other sign is itself


def needed_words(source: str, flags: int = 0) -> tuple[Words, ...]:
    """Return lists of words of each of which every match holds one; none where none is known."""
    try:
        found = _needed(_nodes(parsed(source, flags)), edge_before=False, edge_behind=False)
    except (
        NoParserError,
        AttributeError,
        TypeError,
        ValueError,
        IndexError,
    ):  # pragma: no cover - another parser than was known
        return ()
    return tuple(dict.fromkeys(found))


def _nodes(parts: Iterable[tuple[object, object]]) -> tuple[_Node, ...]:
    """Return the parts as far as words are concerned."""
    found: list[_Node] = []
    for kind, told in parts:
        name = str(kind)
        if name == "LITERAL" and isinstance(told, int):  # most are: not worth a call
            found.append(_sign(told))
        else:
            found.extend(_node(name, told))
    return tuple(found)


def _node(name: str, told: object) -> Sequence[_Node]:
    if name == "IN" and isinstance(told, list):
        return (_one_of(told),)
    if name == "AT":
        return (_EDGE,) if str(told) in _EDGES else ()
    if name == "ATOMIC_GROUP":
        return _nodes(told)  # type: ignore[arg-type]
    if not isinstance(told, tuple):
        return (_ANY,)
    if name == "SUBPATTERN":
        return _nodes(told[3])
    if name == "BRANCH":
        return (_Ways(tuple(_nodes(way) for way in told[1])),)
    if name in _REPEATS:
        return _repeated(_nodes(told[2]), least=min(told[0], _TIMES), most=told[1])
    if name == "ASSERT":
        return _beside(_nodes(told[1]), ahead=told[0] > 0)
    if name == "ASSERT_NOT":
        return (_EDGE,) if _is_any_letter(told[1]) else ()
    return (_ANY,)


def _repeated(inner: tuple[_Node, ...], *, least: int, most: int) -> Sequence[_Node]:
    """Return a part so often as it must stand there, then what may follow: none, one more, or any number more."""
    if most <= least:
        return inner * least
    more = ((), inner) if most == least + 1 else ((), inner, (*inner, _ANY, *inner))
    return (*inner * least, _Ways(more))


@cache
def _sign(code: int) -> str:
    """Return what stands for a sign: itself in small letters, 0 for a digit, "any" for letters beyond ASCII."""
    sign = chr(code)
    if sign.isspace():
        return _SPACE
    if sign.isascii():
        return "0" if sign.isdigit() else sign.lower()
    return _ANY if sign.isalnum() or sign.lower() != sign.upper() else sign


def _one_of(members: list[tuple[object, object]]) -> _Node:
    """Return what stands for a class of signs: their only form, alternatives if none is a letter or digit."""
    signs = {_member(str(kind), told) for kind, told in members}
    if len(signs) == 1:
        return signs.pop()
    if any(_is_letter(sign) for sign in signs):
        return _ANY
    return _SPACE if _SPACE in signs else _Ways(tuple((sign,) for sign in sorted(signs)))


def _member(kind: str, told: object) -> str:
    if kind == "LITERAL" and isinstance(told, int):
        return _sign(told)
    if kind == "CATEGORY":
        return {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": _SPACE}.get(str(told), _ANY)
    return "0" if kind == "RANGE" and isinstance(told, tuple) and 48 <= told[0] <= told[1] <= 57 else _ANY


def _is_letter(node: str) -> bool:
    return node == _ANY or (node.isascii() and node.isalnum() and len(node) == 1)


def _beside(nodes: tuple[_Node, ...], *, ahead: bool) -> Sequence[_Node]:
    edge = _has_edge(nodes if ahead else nodes[::-1], beyond=False, back=not ahead)
    return (_EDGE, _Beside(nodes)) if edge else (_Beside(nodes),)


def _is_any_letter(parts: Sequence[tuple[object, object]]) -> bool:
    """Tell whether what must not stand there is any letter or digit: then no word goes on there."""
    if len(parts) != 1 or str(parts[0][0]) != "IN" or not isinstance(parts[0][1], list):
        return False
    told = {str(sign) if str(kind) == "CATEGORY" else sign for kind, sign in parts[0][1] if str(kind) != "NEGATE"}
    plain = {(97, 122), (65, 90)} <= told and ((48, 57) in told or "CATEGORY_DIGIT" in told)
    return len(told) == len(parts[0][1]) and ("CATEGORY_WORD" in told or plain)


def _has_edge(nodes: Iterable[_Node], *, beyond: bool, back: bool = False) -> bool:
    """Tell whether no word stretches into the nodes; beyond: whether none does where they end; back: read backwards."""
    rest = iter(nodes)
    for node in rest:
        if isinstance(node, _Ways):
            behind = _has_edge(rest, beyond=beyond, back=back)
            return all(_has_edge(way[::-1] if back else way, beyond=behind, back=back) for way in node.ways)
        if not isinstance(node, _Beside):
            return node == _EDGE or not _is_letter(node)
    return beyond


def _needed(nodes: tuple[_Node, ...], *, edge_before: bool, edge_behind: bool) -> list[Words]:
    """Return the lists of words that nodes in a row need."""
    found: list[Words] = []
    place = 0
    while place < len(nodes):
        node, end = nodes[place], _end_of_word(nodes, place)
        first, place = place, end
        if node in (_ANY, _EDGE, _SPACE):
            continue
        if isinstance(node, _Beside):
            found.extend(_needed(node.nodes, edge_before=False, edge_behind=False))
            continue
        before = _has_edge(nodes[:first][::-1], beyond=edge_before, back=True)
        if isinstance(node, _Ways):
            behind = _has_edge(islice(nodes, end, None), beyond=edge_behind)
            found.extend(_of_ways(node.ways, before=before, behind=behind))
        elif isinstance(ways := nodes[end] if end < len(nodes) else None, _Ways) and _is_letter(node):
            place = end + 1  # "no(?:|ne)" is how the parser has "no|none"
            behind = _has_edge(islice(nodes, place, None), beyond=edge_behind)
            whole = tuple((*nodes[first:end], *way) for way in ways.ways)
            found.extend(_of_ways(whole, before=before, behind=behind))
        else:
            behind = not _is_letter(node) or _has_edge(islice(nodes, end, None), beyond=edge_behind)
            word = "".join(map(str, nodes[first:end]))
            found.append((f"{' ' if before or not _is_letter(node) else ''}{word}{' ' if behind else ''}",))
    return found


@lru_cache(maxsize=512)  # numbers in words stand in most patterns
def _of_ways(ways: tuple[tuple[_Node, ...], ...], *, before: bool, behind: bool) -> tuple[Words, ...]:
    """Return the list of which one word stands in the text whichever way is taken: the rarest of each."""
    each = [_needed(way, edge_before=before, edge_behind=behind) for way in ways]
    if not all(each):
        return ()
    words = {word for lists in each for word in min(lists, key=_frequency)}
    return (tuple(sorted(word for word in words if not any(word != one and one in word for one in words))),)


def _end_of_word(nodes: tuple[_Node, ...], place: int) -> int:
    """Return where the letters and digits that begin at the place end; the next place where there are none."""
    end = place
    while end < len(nodes):
        node = nodes[end]
        if not isinstance(node, str) or node == _ANY or not _is_letter(node):
            break
        end += 1
    return max(end, place + 1)


def _frequency(words: Words) -> float:
    """Return how often texts may hold one of the words, roughly."""
    return sum(0.4 if word.strip() in _COMMON else 0.1 ** min(len(word), 5) for word in words)
