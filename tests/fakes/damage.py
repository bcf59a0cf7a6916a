"""What can happen to the body of a reply, seeded."""

import json
import re
from collections.abc import Callable
from random import Random

_RECORDS = re.compile(rb"<(PubmedArticle|PubmedBookArticle)[\s>].*?</\1>", re.S)
_TEXT = re.compile(rb"(<(?:ArticleTitle|AbstractText|Title|LastName|Keyword)[^>]*>)")
_JSON_TEXT = re.compile(rb'("(?:briefTitle|officialTitle|whyStopped|name)":\s*")')
# All legal in XML 1.0: a right-to-left override, a C1 control (CSI), a line separator, a zero-width space, a tag.
HOSTILE = "\u202e\u009b31m\u2028\u200b\U000e0041".encode()
Damage = Callable[[bytes, str, Random], bytes]


def bitflip(body: bytes, value: str, random: Random) -> bytes:
    """So many bits turned over, at places the seed chooses."""
    changed = bytearray(body)
    for _ in range(min(int(value or 1), len(changed))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _with_records(body: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    """The set with its records replaced by others; a page of studies likewise; anything else unchanged."""
    found = list(_RECORDS.finditer(body))
    if found:
        records = change([match[0] for match in found])
        return body[: found[0].start()] + b"\n".join(records) + body[found[-1].end() :]
    if body.startswith(b'{"studies"'):
        page = json.loads(body)
        studies = [json.dumps(study).encode() for study in page["studies"]]
        page["studies"] = [json.loads(study) for study in change(studies)]
        return json.dumps(page, ensure_ascii=False).encode()
    return body


def drop_records(body: bytes, value: str, random: Random) -> bytes:
    def change(records: list[bytes]) -> list[bytes]:
        gone = set(random.sample(range(len(records)), min(int(value or 1), len(records))))
        return [record for at, record in enumerate(records) if at not in gone]

    return _with_records(body, change)


def duplicate_records(body: bytes, value: str, random: Random) -> bytes:
    del value, random
    return _with_records(body, lambda records: [record for record in records for _ in range(2)])


def reorder(body: bytes, value: str, random: Random) -> bytes:
    del value

    def change(records: list[bytes]) -> list[bytes]:
        mixed = records[:]
        random.shuffle(mixed)
        return mixed if mixed != records else mixed[::-1]

    return _with_records(body, change)


def clamp(body: bytes, value: str, random: Random) -> bytes:
    """efetch gives only the first records; the search itself is clamped elsewhere."""
    del random
    return _with_records(body, lambda records: records[: int(value or len(records) // 2)])


def empty_page(body: bytes, value: str, random: Random) -> bytes:
    """A page of the registry without studies, its token kept."""
    del value, random
    return _with_records(body, lambda records: records[:0])


def wrong_db_root(body: bytes, value: str, random: Random) -> bytes:
    del value, random
    return body.replace(b"PubmedArticleSet>", b"pmc-articleset>").replace(
        b"DOCTYPE PubmedArticleSet", b"DOCTYPE pmc-articleset"
    )


def wrong_encoding(body: bytes, value: str, random: Random) -> bytes:
    """Says UTF-8, is Latin-1."""
    del value, random
    text = _TEXT.sub(lambda match: match[1] + "Sjögren ".encode(), body, count=1).decode("utf-8")
    return text.encode("latin-1", "xmlcharrefreplace")


def bom(body: bytes, value: str, random: Random) -> bytes:
    del value, random
    return b"\xef\xbb\xbf" + body


def control_chars(body: bytes, value: str, random: Random) -> bytes:
    """Hostile characters at the beginning of texts; "esc" adds an escape, which XML 1.0 forbids and JSON does not."""
    del random
    escape_xml, escape_json = (b"&#x1b;]0;x&#x7;", b"\\u001b]0;x\\u0007") if value == "esc" else (b"", b"")
    if body.startswith((b"{", b"[")):
        return _JSON_TEXT.sub(lambda match: match[1] + HOSTILE + escape_json, body)
    return _TEXT.sub(lambda match: match[1] + HOSTILE + escape_xml, body)


DAMAGE: dict[str, Damage] = {
    "bitflip": bitflip,
    "drop_records": drop_records,
    "duplicate_records": duplicate_records,
    "reorder": reorder,
    "clamp": clamp,
    "empty_page": empty_page,
    "wrong_db_root": wrong_db_root,
    "wrong_encoding": wrong_encoding,
    "bom": bom,
    "control_chars": control_chars,
}
