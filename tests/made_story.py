"""A story played night by night on the stand-in, with the evidence pack; what the pages said each night is kept."""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.cli_runner import Ran
from tests.fakes.nights import Nights
from tests.fakes.upstream import Upstream
from tests.made_night import Scene, small_world

PAGES = ("report", "question", "changes")


@dataclass(frozen=True)
class Night:
    """What was said after a night. moved: the codes of the questions of which the report says anything else."""

    ran: Ran
    english: str
    dutch: str
    document: dict[str, Any]
    changes: str
    changed: dict[str, Any]
    moved: tuple[str, ...]

    def question(self, code: str) -> dict[str, Any]:
        return next(question for question in self.document["questions"] if question["code"] == code)

    def told(self, code: str) -> str:
        """The reasons of a question and its parts as one text."""
        question = self.question(code)
        return "; ".join(why["text"] for part in (question, *question["sub_answers"]) for why in part["reasons"])

    def change(self, code: str) -> dict[str, Any]:
        return next(row for row in self.changed["answers"] if row["code"] == code)


class Listening:
    """Both streams, read and forgotten together, as pytest's own does for one test."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.streams = (io.StringIO(), io.StringIO())
        for name, stream in zip(("stdout", "stderr"), self.streams, strict=True):
            patch.setattr(sys, name, stream)

    def readouterr(self) -> Ran:
        told = [stream.getvalue() for stream in self.streams]
        for stream in self.streams:
            stream.seek(0)
            stream.truncate()
        return Ran(0, *told)


@contextmanager
def telling(folder: Path, script: dict[str, Any]) -> Iterator["Story"]:
    """The story before its first night."""
    nights = Nights.of(script)
    world = small_world()
    assert nights.start is not None
    world.today = nights.start
    with Upstream(world, limits=(None, None), nights=nights) as up, pytest.MonkeyPatch.context() as patch:
        scene = Scene(up, folder, patch, Listening(patch))  # type: ignore[arg-type]
        for page in PAGES:
            patch.setattr(f"evidence_cli.commands.{page}.current_time", lambda: scene.now)
        yield Story(scene)


class Story:
    """Nights one after another; on the days between those that are asked for nobody runs the program."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.before: dict[str, Any] = {"questions": []}

    def first(self) -> Night:
        """The first night, which loads the pack."""
        return self._after(self.scene.up.world.today, "refresh")

    def on(self, day: date) -> Night:
        """The night of that day, with what happened on it and since the last one."""
        while self.scene.up.world.today < day:
            self.scene.up.next_night()
        return self._after(day, "refresh", "--no-pack")

    def _after(self, day: date, *words: str) -> Night:
        scene = self.scene
        scene.now = datetime.combine(day, time(4, 30), UTC)
        ran = scene.call(*words, "--exit-code")
        document = json.loads(scene.call("report", "--as", "json").out)
        night = Night(
            ran,
            flat(scene.call("report").out),
            flat(scene.call("report", "--language", "nl").out),
            document,
            flat(scene.call("changes").out),
            json.loads(scene.call("changes", "--as", "json").out),
            _moved(self.before["questions"], document["questions"]),
        )
        self.before = document
        return night


def flat(page: str) -> str:
    """The page on one line."""
    return " ".join(page.split())


def _moved(before: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    held = {question["code"]: question for question in before}
    return tuple(question["code"] for question in now if question != held.get(question["code"]))
