"""Faults on demand: which request, how often, and what happens to it.

A rule names an endpoint ("esearch", "efetch", "studies", "version", "eutils", "ctgov" or "*"), an action, and when it
fires among the requests that it matches: nth (a number or several, from 1), every (each k-th), probability (with the
rule's seed), at most `times` in all; without any of these, always. match holds a regex per parameter.

Actions: status:<code>:<body id>  reset_before  reset_mid:<bytes>  short_content_length[:<bytes>]  chunk_cut[:<bytes>]
no_length_cut[:<bytes>]  prolog_only  html_200  empty_200  bitflip:<n>  drop_records:<k>  duplicate_records  reorder
wrong_db_root  clamp[:<most>]  empty_page  zero_hits  fewer_hits:<percent>  field_not_found[:<tag>]  count_lies:<delta>
slow_drip:<bytes a second>  hang:<seconds>  gzip_bomb:<MiB>  wrong_encoding  bom  xxe:<path>  bomb_xml
control_chars[:esc]  redirect:<base URL>  date_skew:<seconds>  expire_webenv  new_version
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.fakes.bodies import PROLOG, canned, html
from tests.fakes.damage import DAMAGE
from tests.fakes.messages import HTML, TEXT, Reply, Request
from tests.fakes.sending import WIRE

if TYPE_CHECKING:
    from tests.fakes.upstream import Upstream

TWEAKS = {"zero_hits", "fewer_hits", "count_lies", "clamp", "field_not_found"}
INSTEAD = {"status", "prolog_only", "html_200", "empty_200", "redirect", "xxe", "bomb_xml"}
BEFORE = {"expire_webenv", "new_version"}
NAMES = TWEAKS | INSTEAD | BEFORE | WIRE | set(DAMAGE)
SHOWS = {
    "reset_before": "EU-22", "reset_mid": "EU-21", "short_content_length": "EU-21", "chunk_cut": "EU-21",
    "no_length_cut": "EU-21", "bitflip": "EU-21", "prolog_only": "EU-20", "zero_hits": "EU-23", "fewer_hits": "EU-23",
    "clamp": "EU-08", "empty_page": "CT-05",
}  # fmt: skip


@dataclass(frozen=True)
class Action:
    """One action as it happens to one request; seed differs from one firing to the next."""

    name: str
    value: str = ""
    seed: int = 0

    def before(self, up: "Upstream") -> None:
        if self.name == "expire_webenv":
            up.history.expire()
        elif self.name == "new_version":
            up.world.data_time += timedelta(days=1)

    def tweak(self) -> tuple[str, str] | None:
        return (self.name, self.value) if self.name in TWEAKS else None

    def instead(self, request: Request) -> Reply | None:
        """A reply in place of the service's own, or None."""
        if self.name == "status":
            code, _, body = self.value.partition(":")
            return canned(int(code), body, request)
        if self.name == "redirect":
            target = self.value.rstrip("/") + request.path
            return Reply(b"", 302, TEXT, (("Location", target),))
        bodies = {"prolog_only": PROLOG, "empty_200": b"", "xxe": entity_file(self.value), "bomb_xml": entity_bomb()}
        if self.name == "html_200":
            shows = ("CT-19",) if request.path.startswith("/api/v2/") else ()
            return Reply(html("We are working on it"), 200, HTML, shows=shows)
        return Reply(bodies[self.name]) if self.name in bodies else None

    def change(self, reply: Reply) -> Reply:
        """The reply with its body damaged, and the behaviour noted."""
        damage = DAMAGE.get(self.name)
        if damage is not None:
            reply = replace(reply, body=damage(reply.body, self.value, Random(self.seed)))
        shown = SHOWS.get(self.name)
        return reply if shown is None else reply.showing(shown)


@dataclass
class Rule:
    """When an action fires; seen and fired count."""

    endpoint: str
    action: Action
    match: Mapping[str, str] = field(default_factory=dict)
    nth: tuple[int, ...] = ()
    every: int = 0
    probability: float | None = None
    times: int | None = None
    seed: int = 0
    seen: int = 0
    fired: int = 0

    def covers(self, request: Request) -> bool:
        service = "ctgov" if request.path.startswith("/api/v2/") else "eutils"
        if self.endpoint not in ("*", service, request.endpoint, request.path):
            return False
        return all(re.search(pattern, request.params.get(name, "")) for name, pattern in self.match.items())

    def fires(self) -> bool:
        """Count a request that the rule covers and say whether the action happens to it."""
        self.seen += 1
        if self.times is not None and self.fired >= self.times:
            return False
        due = not self.nth or self.seen in self.nth
        due = due and (not self.every or self.seen % self.every == 0)
        if due and self.probability is not None:
            due = Random(f"{self.seed}:{self.seen}").random() < self.probability
        self.fired += due
        return due


class Faults:
    """The rules in the order they were added; several may fire for one request."""

    def __init__(self, seed: int = 0) -> None:
        self._rules: list[Rule] = []
        self._lock = threading.Lock()
        self._seed = seed

    def __len__(self) -> int:
        return len(self._rules)

    def add(
        self,
        endpoint: str,
        action: str,
        *,
        match: Mapping[str, str] | None = None,
        nth: int | list[int] | None = None,
        every: int = 0,
        probability: float | None = None,
        times: int | None = None,
        seed: int | None = None,
    ) -> Rule:
        """Raises ValueError for an action that does not exist."""
        name, _, value = action.partition(":")
        if name not in NAMES:
            raise ValueError(f"{name}: no such fault; there are {', '.join(sorted(NAMES))}")
        wanted = () if nth is None else (nth,) if isinstance(nth, int) else tuple(nth)
        chosen = self._seed if seed is None else seed
        rule = Rule(endpoint, Action(name, value, chosen), dict(match or {}), wanted, every, probability, times, chosen)
        with self._lock:
            self._rules.append(rule)
        return rule

    def clear(self) -> None:
        with self._lock:
            self._rules.clear()

    def due(self, request: Request) -> list[Action]:
        """The actions that happen to this request."""
        with self._lock:
            firing = [rule for rule in self._rules if rule.covers(request) and rule.fires()]
        return [replace(rule.action, seed=rule.seed + rule.fired - 1) for rule in firing]


def entity_file(path: str) -> bytes:
    """An external entity that asks the reader for a file."""
    head = f'<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet [<!ENTITY file SYSTEM "file://{path}">]>\n'
    return (head + _ONE_RECORD.format(text="&file;")).encode()


def entity_bomb() -> bytes:
    """Entities of entities: 10^9 words when a reader takes them apart."""
    made = ['<!ENTITY a0 "lol">']
    made += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    head = f'<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet [{"".join(made)}]>\n'
    return (head + _ONE_RECORD.format(text="&a9;")).encode()


_ONE_RECORD = (
    '<PubmedArticleSet><PubmedArticle><MedlineCitation Status="Publisher" Owner="NLM"><PMID Version="1">97999999</PMID>'
    '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2026</Year></PubDate>'
    "</JournalIssue></Journal><ArticleTitle>{text}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    "</PubmedArticleSet>"
)
