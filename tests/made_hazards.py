"""A desk for one hazard: nights of files, and what every page says after them."""
# ruff: noqa: F811 - a fixture asks for another by the name under which it was imported

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence import refresh
from tests.cli_runner import Ran, Run, run  # noqa: F401
from tests.made_night import compile_once
from tests.made_paper import ARTICLE, Paper, write_papers

METHODS = (
    "In this randomised trial, 110 adults with relapsing-remitting multiple sclerosis (MS) were assigned to autologous "
    "haematopoietic stem cell transplantation (AHSCT) (n=55) or to alemtuzumab (n=55)."
)
RESULTS = (
    "At 2 years, NEDA was maintained in 44 of 55 patients (80%) after AHSCT and in 20 of 55 patients (36%) on "
    "alemtuzumab (odds ratio 7.00, 95% CI 2.95 to 16.6). There was no transplant-related death among 55 patients."
)
TITLE = "Autologous haematopoietic stem cell transplantation or alemtuzumab in relapsing-remitting multiple sclerosis"
TRIAL = Paper("97800001", TITLE, (("METHODS", METHODS), ("RESULTS", RESULTS)), author="Bergman")
NOTICE = Paper("97800090", "A notice", (), author="Editor", types=ARTICLE)


def saying(paper: Paper, methods: str = METHODS, results: str = RESULTS, **more: Any) -> Paper:
    """The paper with other words."""
    return replace(paper, sections=(("METHODS", methods), ("RESULTS", results)), **more)


@dataclass
class Desk:
    """A database that nights fill, without the evidence pack."""

    folder: Path
    run: Run
    day: date = date(2026, 11, 24)

    @property
    def db(self) -> Path:
        return self.folder / "hazard.db"

    def night(self, *papers: Paper, also: Sequence[Path] = ()) -> Ran:
        """A run over these papers on the next day; it must go well."""
        self.day = date.fromordinal(self.day.toordinal() + 1)
        path = write_papers(self.folder / f"{self.day}.xml", papers)
        words = [word for place in (path, *also) for word in ("--from", str(place))]
        ran = self.say("refresh", "--no-pack", *words)
        assert ran.code == 0, ran.err
        return ran

    def say(self, *words: str) -> Ran:
        now = datetime(self.day.year, self.day.month, self.day.day, 4, 30, tzinfo=UTC)
        return self.run(*words, db=self.db, now=now)

    def page(self, *words: str) -> str:
        """A page of text on one line."""
        return " ".join(self.say(*(words or ("report",))).out.split())

    def document(self, *words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.say(*(words or ("report",)), "--as", "json").out)
        return found

    def question(self, code: str) -> dict[str, Any]:
        return next(question for question in self.document()["questions"] if question["code"] == code)

    def standing_of(self, code: str) -> str:
        """The status of a question in text, where it must be the one of JSON."""
        shown = next(line for line in self.say("report").out.splitlines() if line.split()[:1] == [code])
        status = shown.split()[1].lower()
        assert status == self.question(code)["status"]
        return status

    def used(self) -> set[str]:
        """Every record that an answer or a part of it rests on."""
        return {
            record
            for question in self.document()["questions"]
            for part in (question, *question["sub_answers"])
            for record in part["studies"]
        }

    def figures(self, pmid: str) -> list[dict[str, Any]]:
        lines = self.say("findings", "--pmid", pmid, "--as", "json-lines").out.splitlines()
        return [json.loads(line) for line in lines]

    def causes(self, code: str) -> list[tuple[str, str, str]]:
        rows = self.document("changes")["answers"]
        causes: list[dict[str, str]] = next((row["causes"] for row in rows if row["code"] == code), [])
        return [(cause["code"], cause["name"], cause["detail"]) for cause in causes]


@pytest.fixture
def made() -> None:
    """The fixture run asks for a made-up database; here each desk has its own."""


@pytest.fixture
def desk(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(refresh, "compile_reader", compile_once)
    return Desk(tmp_path, run)
