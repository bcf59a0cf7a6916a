"""The README says what the program does."""

import re

from click import Context

from evidence_cli.commands.refresh import command
from evidence_cli.main import COMMANDS
from tests.readme_screen import README, readme_with, screen


def test_the_screen_in_the_readme_is_the_one_that_a_new_machine_prints() -> None:
    assert readme_with(screen()) == README.read_text(encoding="utf-8"), "run: python -m tests.readme_screen"


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"(?:`|^|bin/|  )evidence (?:-q )?([a-z]+)", README.read_text(encoding="utf-8"), re.M))
    assert named == set(COMMANDS)


def test_the_readme_the_changelog_and_the_help_page_name_the_same_kinds_of_files() -> None:
    told = [(README.parent / name).read_text(encoding="utf-8") for name in ("README.md", "CHANGELOG.md")]
    told.append(" ".join(command.get_help(Context(command)).split()))
    for text in told:
        assert all(kind in text for kind in ("PubMed XML", ".nbib", "ClinicalTrials.gov JSON")), text[:200]
