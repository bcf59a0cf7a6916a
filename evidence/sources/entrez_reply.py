"""What a reply of E-utilities is, by its body first and its status second: errors arrive as HTTP 200.

HTML, empty, only a prolog, cut short   transient        {"error": ...}, <ERROR>, plain text   by its text
another root than asked for             refused          429, 5xx                              transient
other 4xx                               refused          the root asked for, complete          good
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from evidence.sources.entrez_errors import Meaning, meaning_of
from evidence.sources.xml_guard import parse_element

_BOM = b"\xef\xbb\xbf"
_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)(?=[\s/>])")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|h1|center|table)[\s>]", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_ERROR_ELEMENTS = re.compile(rb"<(?:ERROR|error)(?:\s[^<>]*)?>.*?</(?:ERROR|error)\s*>", re.DOTALL)
_DOCSUM_FAILURE = re.compile(rb"<!--[^>]*Backend failed", re.IGNORECASE)
_PERMANENT_STATUSES = frozenset({405, 413, 414, 431})  # whatever page comes with them
_PATIENT_STATUSES = frozenset({408, 425, 429})
_LOOKED_AT = 100_000  # bytes; no error reply is longer


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reply means, and the words that say so (foreign text, not yet cleaned of secrets)."""

    meaning: Meaning
    words: str = ""


def judge(status: int, body: bytes, root: str, *, uses_history: bool = False) -> Verdict:
    """Return what the reply means. root: the element that a good reply has.

    uses_history: the request named a history session; an error that nobody has seen before is then first taken for
    the loss of that session, for which searching again is the cure.
    """
    content = body.removeprefix(_BOM).strip()
    if not content or _PROLOG.fullmatch(content):
        return _by_status(status, "an empty reply", Meaning.TRANSIENT)
    if content[:1] in (b"{", b"["):
        return _judge_json(status, content, uses_history)
    if b"<!DOCTYPE" in content[:_LOOKED_AT] and re.search(rb"<!DOCTYPE[^>]*\[", content[:_LOOKED_AT]):
        return Verdict(Meaning.PERMANENT, "the reply declares entities of its own")
    start = _PROLOG.match(content)
    found = _ROOT.match(content, start.end() if start else 0)
    if _HTML.match(content) or (found and found[1].lower() == b"html"):
        return _judge_page(status, content)
    if found is None:
        return _judge_text(status, content.decode("utf-8", "replace"), uses_history)
    return _judge_xml(status, content, found[1].decode("ascii", "replace"), root, uses_history)


def _by_status(status: int, words: str, otherwise: Meaning) -> Verdict:
    """Return transient for 429 and 5xx, refused for other 4xx, else what the body says by itself."""
    words = f"HTTP {status}: {words}"
    if status in _PATIENT_STATUSES or status >= 500:
        return Verdict(Meaning.TRANSIENT, words)
    return Verdict(Meaning.PERMANENT if 400 <= status < 500 else otherwise, words)


def _judge_text(status: int, text: str, uses_history: bool) -> Verdict:
    """Return the meaning of an error text, whatever it was wrapped in."""
    if status == 429:
        return Verdict(Meaning.TRANSIENT, f"HTTP 429: {text}")
    known = meaning_of(text)
    if known is not None:
        return Verdict(known, f"HTTP {status}: {text}")
    verdict = _by_status(status, text, Meaning.TRANSIENT)
    lost = uses_history and status < 500
    return Verdict(Meaning.LOST, verdict.words) if lost else verdict


def _judge_json(status: int, content: bytes, uses_history: bool) -> Verdict:
    try:
        reply = json.loads(content, strict=False)  # line breaks stand unescaped in its strings
    except (ValueError, RecursionError):
        return Verdict(Meaning.TRANSIENT, f"HTTP {status}: a damaged JSON reply")
    fields: dict[str, Any] = reply if isinstance(reply, dict) else {}
    inner = fields.get("esearchresult")
    text = fields.get("error") or fields.get("ERROR") or (inner.get("ERROR") if isinstance(inner, dict) else None)
    if text is None:
        return _by_status(status, "JSON where XML was asked for", Meaning.PERMANENT)
    counted = "limit" in fields and "count" in fields  # EU-01, whatever its text
    if not counted and "api-key" in fields and fields.get("type") == "invalid":  # EU-25, whatever its text
        return Verdict(Meaning.KEY, f"HTTP {status}: {text}")
    return (
        Verdict(Meaning.TRANSIENT, f"HTTP {status}: {text}")
        if counted
        else _judge_text(status, str(text), uses_history)
    )


def _judge_page(status: int, content: bytes) -> Verdict:
    """Return the meaning of an HTML page: transient, unless it carries a text or a status that says more."""
    text = _TAGS.sub(" ", content[:_LOOKED_AT].decode("utf-8", "replace"))
    if status in _PERMANENT_STATUSES:
        return Verdict(Meaning.PERMANENT, f"HTTP {status}: {text}")
    lost = meaning_of(text) is Meaning.LOST  # EU-15 has an old form in HTML
    return Verdict(Meaning.LOST if lost and status < 500 else Meaning.TRANSIENT, f"HTTP {status}: a web page: {text}")


def _judge_xml(status: int, content: bytes, found: str, root: str, uses_history: bool) -> Verdict:
    errors = [_TAGS.sub("", text.decode("utf-8", "replace")) for text in _ERROR_ELEMENTS.findall(content)]
    if errors:
        return _judge_text(status, "; ".join(errors), uses_history)
    if _DOCSUM_FAILURE.search(content[:_LOOKED_AT]):  # EU-24
        return Verdict(Meaning.TRANSIENT, f"HTTP {status}: the reply says that its backend failed")
    if not 200 <= status < 300:
        return _by_status(status, f"<{found}>", Meaning.PERMANENT)
    if not _is_closed(content, found):
        return Verdict(Meaning.TRANSIENT, f"the reply is cut short, or <{found}> in it is damaged")
    if found != root:
        return Verdict(Meaning.PERMANENT, f"the reply is <{found}> where <{root}> was asked for")
    return Verdict(Meaning.GOOD)


def _is_closed(content: bytes, root: str) -> bool:
    """Whether the root element ends where the reply does."""
    last = content[content.rfind(b"<") :]
    name = re.escape(root.encode())
    return re.fullmatch(rb"</" + name + rb"\s*>|<" + name + rb"\b[^<>]*/>", last) is not None


def element_of(body: bytes) -> Element:
    """Return the root element of a short reply. Raises ContentRefused where it is not well-formed."""
    return parse_element(_PROLOG.sub(b"", body.removeprefix(_BOM).strip(), count=1))
