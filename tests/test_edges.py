"""The command where a person or a script does what nobody expects: streams, words, names of files, narrow screens."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_cli import main
from tests.cli_runner import Run, made, run  # noqa: F401

ROOT = Path(__file__).parent.parent
SHOWN = [
    ["report"], ["report", "--language", "nl"], ["question", "Q1"], ["show", "97100001"], ["findings"], ["studies"],
    ["trials"], ["search", "tablets"], ["changes"], ["status"], ["check"], ["schedule", "systemd"], ["--help"],
]  # fmt: skip
OURS = re.compile(r"\x1b\[[01]m")  # bold on and off is all that the program writes of its own


def environment(**more: str) -> dict[str, str]:
    path = os.pathsep.join(str(ROOT / part) for part in ("", "db", "cli"))
    return {"PYTHONPATH": path, "PATH": os.environ["PATH"], "HOME": "/nonexistent", **more}


def program(db: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "evidence_cli", "--db", str(db), *words]


@pytest.mark.fault("F63")
@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_a_reader_that_goes_away_a_plain_locale_and_a_narrow_screen_make_no_traceback(
    made: Path, words: list[str]
) -> None:
    told = environment(LANG="C", LC_ALL="C", COLUMNS="20", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    with subprocess.Popen(program(made, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=told) as narrow:
        assert narrow.stdout is not None
        assert narrow.stderr is not None
        narrow.stdout.read(10)
        narrow.stdout.close()
        said = narrow.stderr.read().decode()
    assert narrow.returncode == 0, said
    assert said == ""


@pytest.mark.fault("F63")
@pytest.mark.parametrize("words", [["report"], ["check"], ["status", "--max-age", "1"]], ids=" ".join)
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_closed_streams_change_no_exit_code(made: Path, words: list[str], closed: str) -> None:
    code = {"report": 0, "check": 0, "status": 1}[words[0]]
    line = f"{' '.join(program(made, *words))} {closed}"
    ran = subprocess.run(["sh", "-c", line], capture_output=True, text=True, env=environment(), check=False)
    assert ran.returncode == code
    assert "Traceback" not in ran.stdout + ran.stderr


@pytest.mark.fault("F72")
@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_a_terminal_gets_no_control_character_but_ours(made: Path, words: list[str]) -> None:
    """The made-up record has escapes, C1 codes, zero-width and turning characters in its title and journal."""
    screen = on_terminal(program(made, *words), environment(TERM="xterm", LANG="C.UTF-8"))
    left = OURS.sub("", screen)
    assert screen.strip()
    assert (
        sorted(set(re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", left)))
        == []
    )


def on_terminal(words: list[str], env: dict[str, str]) -> str:
    """What a command writes to a terminal of 80 columns."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    with subprocess.Popen(words, stdin=child, stdout=child, stderr=child, env=env, close_fds=True):
        os.close(child)
        parts = []
        while select.select([parent], [], [], 30)[0]:
            try:
                part = os.read(parent, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(parent)
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


# Names of files


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


PATHS = [
    ("../outside.txt", 0, "../outside.txt"), ("folder", 2, None), ("", 2, None), ("no/such/folder/x.txt", 73, None),
    ("x" * 300, 73, None), ("nul\x00byte", 2, None), ("link.txt", 0, "target.txt"), ("dangling.txt", 0, "nothing.txt"),
    ("file/x.txt", 73, None), ("existing.txt", 0, "existing.txt"),
]  # fmt: skip


@pytest.mark.fault("F68")
@pytest.mark.parametrize("command", [["report"], ["changes"], ["check"]], ids=" ".join)
@pytest.mark.parametrize(("name", "code", "written"), PATHS, ids=[repr(path[0])[:20] for path in PATHS])
def test_an_output_is_written_whole_where_it_was_told_or_nowhere(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    name: str,
    code: int,
    written: str | None,
) -> None:
    work = tmp_path / "work"
    (work / "folder").mkdir(parents=True)
    (work / "file").write_text("a file")
    (work / "target.txt").write_text("old")
    (work / "existing.txt").write_text("old")
    (work / "link.txt").symlink_to("target.txt")
    (work / "dangling.txt").symlink_to("nothing.txt")
    monkeypatch.chdir(work)
    before = tree(tmp_path)
    ran = run(*command, "--output", name)
    assert ran.code == code, ran.err
    assert "Traceback" not in ran.err
    assert "bug" not in ran.err
    new = tree(tmp_path) - before
    if written is None:
        assert new == set()
    else:
        assert len(new) <= 1
        assert (work / written).stat().st_size > 20
    assert not list(tmp_path.rglob("*.part-*"))


# Words


ODD = [
    "GFAP-astro", "O'Neil", "a AND", "a OR", "NOT", "NEAR(", "NEAR(a b, 3)", "*", "a*", '"', '""', '"a', "a:b",
    "title:a", "^a", "a + b", "(", ")", "()", "-", "--", ";", "'; DROP TABLE article; --", "%", "_", "\\",
    "{a}", "[a]", "a\nb", "\t", "\xa0", "\u202e", "\x1b[2J", "\ud800", "a" * 5000, "\xe9", "1=1", "a NEAR b",
    "{title text}: a", "- {a}", "#", "$1", "?", "?1", ":x", "@x", "0x41", "NULL", "a\x00b", "\U0001f600",
]  # fmt: skip


@pytest.mark.fault("F71")
@pytest.mark.parametrize("command", [["search"], ["show"], ["question"], ["findings", "--outcome"]], ids=" ".join)
def test_any_words_are_found_or_not_and_never_a_bug(run: Run, command: list[str]) -> None:
    told = [
        (words, run(*command, "--", words) if command != ["findings", "--outcome"] else run(*command, words))
        for words in ODD
    ]
    assert [(words, ran.code) for words, ran in told if ran.code not in (0, 2)] == []
    assert not any("Traceback" in ran.err or "bug" in ran.err for _, ran in told)


@pytest.mark.fault("F71")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_characters="\x00"), max_size=40))
def test_any_text_at_all_is_searched(made: Path, words: str) -> None:
    assert main.run(["-q", "--db", str(made), "search", "--as", "json", "--", words]) in (0, 2)


# JSON

# Command -> its fields on the first level, in their order; a change here is a change for programs that read them.
PROVENANCE = [
    "topic",
    "title",
    "as_of",
    "data_date",
    "data_age_days",
    "pack_compiled",
    "rule_version",
    "basis",
    "intended_use",
]
FIELDS = {
    ("report",): [
        "schema_version",
        *PROVENANCE,
        "language",
        "international_study",
        "corrections",
        "policy",
        "questions",
    ],
    ("findings",): ["schema_version", *PROVENANCE, "findings"],
    ("studies",): ["schema_version", *PROVENANCE, "studies"],
    ("trials",): ["schema_version", *PROVENANCE, "trials"],
    ("search", "tablets"): ["schema_version", *PROVENANCE],
    ("changes",): ["schema_version", *PROVENANCE],
    ("status",): ["schema_version", *PROVENANCE, "database", "last_refresh", "age_hours", "max_age_hours", "too_old"],
    ("question", "Q1"): ["schema_version", *PROVENANCE],
    ("show", "97100001"): ["schema_version", *PROVENANCE],
    ("check",): ["schema_version", "database", "checked_at", "ok", "fault_count", "checks", "advice"],
}


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


@pytest.mark.fault("F73")
@pytest.mark.parametrize("words", FIELDS, ids=" ".join)
def test_json_is_valid_the_same_twice_and_has_its_fields_in_their_order(run: Run, words: tuple[str, ...]) -> None:
    first, second = (run(*words, "--as", "json").out for _ in range(2))
    assert first == second
    told = json.loads(first, parse_constant=no_constant)
    assert [name for name in told if name in FIELDS[words]] == FIELDS[words]
    assert told["schema_version"] == 1


@pytest.mark.fault("F73")
@pytest.mark.parametrize("words", [("findings",), ("studies",), ("studies", "--reports"), ("report",)], ids=" ".join)
def test_every_line_of_json_lines_is_an_object_with_the_same_fields(run: Run, words: tuple[str, ...]) -> None:
    lines = run(*words, "--as", "json-lines").out.splitlines()
    rows = [json.loads(line, parse_constant=no_constant) for line in lines]
    assert rows
    assert len({tuple(row) for row in rows}) == 1
