"""The README says what the program does."""

import re

from evidence_cli.main import COMMANDS
from tests.readme_screen import README, readme_with, screen


def test_the_screen_in_the_readme_is_the_one_that_a_new_machine_prints() -> None:
    assert readme_with(screen()) == README.read_text(encoding="utf-8"), "run: python -m tests.readme_screen"


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"(?:`|^|bin/|  )evidence (?:-q )?([a-z]+)", README.read_text(encoding="utf-8"), re.M))
    assert named == set(COMMANDS)
