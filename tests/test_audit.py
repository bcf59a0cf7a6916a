"""An audit that looked at nothing is no audit, and every dependency has its reason."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.audit import read_audit, verdict

ROOT = Path(__file__).parent.parent
SOUND = {"name": "click", "version": "8.5.1", "vulns": []}
WEAK = {"name": "urllib3", "version": "2.6.0", "vulns": [{"id": "MADE-1"}, {"id": "MADE-2"}]}
SKIPPED = {"name": "scipy", "skip_reason": "could not be found"}
OURS = {"name": "hsct-evidence", "skip_reason": "not on an index"}


@pytest.mark.fault("F74")
@pytest.mark.parametrize(
    ("found", "code", "words"),
    [
        ([SOUND, OURS], 0, "audited 1 of 1 packages; no known weakness"),
        ([SOUND, WEAK], 1, "urllib3 2.6.0: MADE-1 MADE-2"),
        ([SOUND, SKIPPED], 3, "audited 1 of 2 packages; NOT AUDITED:\nscipy: could not be found"),
        ([SKIPPED], 3, "NOT AUDITED: no package was looked at"),
        ([], 3, "NOT AUDITED"),
    ],
)
def test_only_packages_that_were_looked_at_are_called_audited(found: list[object], code: int, words: str) -> None:
    said = verdict(read_audit(json.dumps({"dependencies": found})))
    assert said[0] == code
    assert words in said[1]


@pytest.mark.fault("F74")
@pytest.mark.parametrize("text", ["", "No known vulnerabilities found", "[]", "{}"])
def test_what_is_no_list_of_packages_is_no_audit(text: str) -> None:
    assert verdict(read_audit(text), "no network") == (3, "NOT AUDITED: no network")


@pytest.mark.fault("F74")
def test_every_dependency_has_its_lowest_and_highest_version_and_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    notes = (ROOT / "docs/design-notes.md").read_text(encoding="utf-8")
    reasons = notes.split("## Dependencies")[1]
    for wanted in project["dependencies"]:
        name, bounds = re.fullmatch(r"([a-z0-9-]+)(>=[\d.]+,<\d+)", wanted).groups()  # type: ignore[union-attr]
        assert f"| {name} |" in reasons, bounds
