"""Nights of the whole program on the stand-in: the command in this process, made time, a canary for a key.

What a scene is given to run never sleeps, unless it is told to keep real time; whatever it said or wrote is searched
for the canary when the scene ends.
"""

import gzip
import logging
import os
import re
import shutil
import signal
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from evidence import night_run, reading
from evidence.records.question import Vocabulary
from evidence.sources import ctgov_registry, http
from evidence.sources.timing import Timing
from evidence.topics.folder import EMBEDDED
from evidence_cli import main, night
from evidence_cli.commands import refresh
from evidence_db.dump import logical_dump
from evidence_db.opening import open_reader
from tests.cli_runner import Ran
from tests.fakes.made_studies import made_study
from tests.fakes.upstream import Upstream
from tests.fakes.world import World, read_record
from tests.made_records import ALL
from tests.made_time import MadeTime

CANARY = "canary0123456789abcdef0123456789abcdef"
EMAIL = "canary.address@hospital.example"
EVERYTHING = "1:99999999[UID]"
FIRST_NIGHT = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)
_compiled: dict[str, reading.Reader] = {}


def compile_once(vocabulary: Vocabulary) -> reading.Reader:
    """The compiled vocabulary; a second to make, so made once for all scenes."""
    key = repr(vocabulary)
    if key not in _compiled:
        _compiled[key] = reading.compile_reader(vocabulary)
    return _compiled[key]


def small_world() -> World:
    """Six records of every kind, and three studies."""
    world = World()
    world.add(*(read_record(made.xml().encode()) for made in ALL))
    world.add_studies(made_study(f"NCT9000000{number}") for number in (1, 2, 3))
    return world


def topic_asking(folder: Path, query: str = EVERYTHING) -> Path:
    """A copy of the topic that came with the program, with another search of PubMed."""
    place = folder / "topic"
    if not place.exists():
        shutil.copytree(EMBEDDED / "hsct_ms", place)
    text = (place / "topic.toml").read_text(encoding="utf-8")
    asked, count = re.subn(r'(?s)^pubmed = (""".*?"""|"[^\n]*")$', f'pubmed = "{query}"', text, flags=re.MULTILINE)
    assert count == 1
    (place / "topic.toml").write_text(asked, encoding="utf-8")
    return place


@dataclass
class Scene:
    """A database and the services it asks. now: when the command runs; said: all that the commands said."""

    up: Upstream
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    made: MadeTime = field(default_factory=MadeTime)
    now: datetime = FIRST_NIGHT
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.db, self.topic = self.folder / "evidence.db", topic_asking(self.folder)
        for name in ("EVIDENCE_DB", "EVIDENCE_TOPIC", "NO_COLOR"):
            self.monkeypatch.delenv(name, raising=False)
        for name, value in {
            "EVIDENCE_EUTILS_URL": self.up.eutils_url,
            "EVIDENCE_CTGOV_URL": self.up.ctgov_url,
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "NCBI_API_KEY": CANARY,
            "NCBI_EMAIL": EMAIL,
        }.items():
            self.monkeypatch.setenv(name, value)
        self.monkeypatch.setattr(night_run, "compile_reader", compile_once)
        self.monkeypatch.setattr(night, "Timing", lambda: self.made.timing)
        self.monkeypatch.setattr(refresh, "current_time", lambda: self.now)
        self.up.now = lambda: self.now

    def in_real_time(self, *, pause: float = 0.01, longest: float = 0.3) -> None:
        """Let the clock be the real one, with waits between tries of `pause` seconds and requests of `longest`."""
        timing = Timing(time.monotonic, lambda seconds: time.sleep(min(seconds, pause)))
        self.monkeypatch.setattr(night, "Timing", lambda: timing)
        self.monkeypatch.setattr(ctgov_registry, "PER_SECOND", 1e9)
        self.monkeypatch.setattr(http, "Limits", partial(http.Limits, longest, longest, longest))

    def call(self, *words: str) -> Ran:
        """Run any command on the database."""
        return self.say_little("-v", *words)

    def say_little(self, *words: str) -> Ran:
        """Run any command on the database, without -v; further options of the program may come first."""
        code = main.run(["--db", str(self.db), "--topic", str(self.topic), *words])
        captured = self.capsys.readouterr()
        self.said += [captured.out, captured.err]
        assert "Traceback" not in captured.err, captured.err
        return Ran(code, captured.out, captured.err)

    def refresh(self, *words: str) -> Ran:
        """Run a night."""
        return self.call("refresh", "--no-pack", *words)

    def next_night(self, *words: str) -> Ran:
        """Run the night of the next day."""
        self.now += timedelta(days=1)
        return self.refresh(*words)

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with closing(open_reader(self.db)) as connection:
            return connection.execute(query, values).fetchall()

    def dump(self) -> list[str]:
        """Every row but those about runs; none where there is no database."""
        if not self.db.exists():
            return []
        with closing(open_reader(self.db)) as connection:
            return list(logical_dump(connection))

    def pmids(self) -> set[str]:
        return {str(pmid) for (pmid,) in self.rows("SELECT pmid FROM article")}

    def sent(self, service: str = "eutils", endpoint: str | None = None) -> int:
        """How many requests the server saw since the last time it was asked to forget."""
        return len(self.up.journal().entries(service, endpoint))

    def asked_for(self) -> int:
        """How many records were asked for by PMID."""
        return sum(entry.ids for entry in self.up.journal().entries("eutils", "efetch"))

    def spool(self) -> list[Path]:
        folder = self.folder / "evidence.db.spool"
        return sorted(folder.glob("*.*")) if folder.is_dir() else []

    def in_child(self, act: Callable[[], int]) -> tuple[int, str]:
        """Act in a process of its own until it ends or is killed; return its wait status code and what it said.

        The code is that of the process, or the number of the signal below zero.
        """
        return self.wait(self.start(act))

    def start(self, act: Callable[[], int]) -> int:
        number = os.fork()
        if number:
            return number
        code = 99
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
            with (self.folder / f"said-{os.getpid()}.txt").open("w", encoding="utf-8") as stream:
                sys.stdout = sys.stderr = stream
                code = act()
        finally:
            os._exit(code)

    def wait(self, child: int) -> tuple[int, str]:
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        told = self.folder / f"said-{child}.txt"
        return code, told.read_text(encoding="utf-8") if told.exists() else ""

    def command(self, *words: str, db: Path | None = None) -> int:
        """Run a night without reading what it says: for a child."""
        return main.run(["-v", "--db", str(db or self.db), "--topic", str(self.topic), "refresh", "--no-pack", *words])


@pytest.fixture(scope="session")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database after a good night over the small world; nobody writes to it."""
    yield from _made_once(tmp_path_factory.mktemp("yesterday"))


def _made_once(folder: Path) -> Iterator[Path]:
    with Upstream(small_world(), limits=(None, None)) as up, pytest.MonkeyPatch.context() as patch:
        scene = Scene(up, folder, patch, capsys=NoCapture())  # type: ignore[arg-type]
        assert scene.refresh().code == 0
        yield scene.db


class NoCapture:
    """Where a fixture lives longer than a test, nothing is captured for it."""

    def readouterr(self) -> Ran:
        return Ran(0, "", "")


@pytest.fixture
def scene(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Iterator[Scene]:
    """A first night over the small world; at its end the key and the address may be nowhere."""
    caplog.set_level(logging.DEBUG)
    with Upstream(small_world(), limits=(None, None)) as up:
        made = Scene(up, tmp_path, monkeypatch, capsys)
        yield made
        seen = [*made.said, *(logging.Formatter().format(record) + repr(vars(record)) for record in caplog.records)]
        seen += [f"{entry.path} {entry.names_in_url}" for entry in up.journal().entries()]
        assert [text for text in (*seen, *written(tmp_path)) if CANARY in text or EMAIL in text] == []
        assert up.journal().keys_in_urls() == up.journal().without_name() == up.journal().long_gets() == ()


@pytest.fixture
def second(scene: Scene, yesterday: Path) -> Scene:
    """The night after a good one."""
    shutil.copy(yesterday, scene.db)
    scene.now += timedelta(days=1)
    return scene


def written(folder: Path) -> Iterator[str]:
    """Every file below the folder as text, with what is packed unpacked."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        body = path.read_bytes()
        yield f"{path} " + body.decode("utf-8", "replace")
        if body[:2] == b"\x1f\x8b":
            yield gzip.decompress(body).decode("utf-8", "replace")
        if body.startswith(b"SQLite format 3"):
            with closing(sqlite3.connect(path)) as connection:
                for (raw,) in connection.execute("SELECT body FROM raw_record"):
                    yield zlib.decompress(raw).decode("utf-8", "replace")


@contextmanager
def in_batches(patch: pytest.MonkeyPatch, size: int) -> Iterator[None]:
    """Records fetched so many at a time."""
    from evidence.sources.entrez import Entrez

    with patch.context() as inner:
        inner.setattr(Entrez.fetch, "__defaults__", (size,))
        yield


def all_equal(values: Sequence[object]) -> bool:
    return all(value == values[0] for value in values)
