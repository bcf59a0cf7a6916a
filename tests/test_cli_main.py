"""The command as a whole: names, help, errors as one line, exit codes, streams."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import os
import pty
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest

from evidence.errors import TryLater
from evidence_cli import main
from evidence_cli.commands import report
from evidence_cli.session import Session, database_name
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.test_opening import open_folder, without_rights  # noqa: F401

ROOT = Path(__file__).parent.parent
EXPORT = str(ROOT / "tests/fixtures/pubmed/export.nbib")


def process(*words: str, db: Path, **more: object) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(str(ROOT / part) for part in ("", "db", "cli"))
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "80"}
    command = [sys.executable, "-m", "evidence_cli", "--db", str(db), *words]
    return subprocess.run(command, env=environment, text=True, check=False, **{"capture_output": True, **more})  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("name", list(main.COMMANDS))
def test_every_name_in_the_table_is_a_command_with_a_help_page(name: str, run: Run) -> None:
    command = import_module(f"evidence_cli.commands.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    shown = run(name, "--help")
    assert shown.code == 0
    assert f"Usage: evidence {name}" in shown.out


def test_every_command_module_is_in_the_table() -> None:
    folder = ROOT / "cli/evidence_cli/commands"
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(main.COMMANDS)


def test_the_help_page_lists_every_command_and_says_what_the_program_is_not(run: Run) -> None:
    shown = run("--help")
    assert shown.code == 0
    assert all(text in shown.out for text in main.COMMANDS.values())
    assert "no advice" in " ".join(shown.out.split())


def test_the_version_is_the_one_of_the_package(run: Run) -> None:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        assert run("--version").out == f"evidence {tomllib.load(stream)['project']['version']}\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["rapport"], "No such command"),
        (["report", "--as", "pdf"], "'pdf' is not one of"),
        (["report", "--as-of", "yesterday"], "write it as 2015-01-31"),
        (["report", "--as-of", "20150131"], "write it as 2015-01-31"),
        (["report", "--as-of", "2015-W05-6"], "write it as 2015-01-31"),
        (["report", "--as-of", " 2015-01-31"], "write it as 2015-01-31"),
        (["report", "--as-of", "2015-02-29"], "write it as 2015-01-31"),
        (["report", "--question", "Q99"], "there is Q1 Q9 Q17"),
        (["question", "Q99"], "there is Q1 Q9 Q17"),
        (["show", "pmid:1"], "nothing is called"),
        (["show", "study:vreis"], "nearest are study:vries"),
        (["findings", "--outcome", "mortality"], "unknown outcome 'mortality'"),
        (["findings", "--outcome", "neda3"], "neda"),
        (["findings", "--pmid", "ten"], "is not a PMID"),
        (["findings", "--pmid", "1"], "unknown record pmid:1"),
        (["refresh", "--from", "x.xml", "--accept"], "are for the network"),
        (["refresh", "--from", ""], "names no file"),
        (["refresh", "--from", "x.xml", "--from", ""], "names no file"),
        (["search"], "Missing argument"),
        (["show", os.fsdecode(b"\xff\xfe")], "not written in UTF-8"),
        (["search", "brain", os.fsdecode(b"\xe9")], "not written in UTF-8"),
        (["question", os.fsdecode(b"\xe9")], "there is Q1 Q9 Q17"),
        (["show", "one\nevidence: two"], "nothing is called"),
        (["--topic", "x" * 300, "report"], "unknown topic"),
        (["--topic", "one\ntwo", "report"], "unknown topic"),
        (["report", "--output", ""], "the name of the file is empty"),
        (["findings", "--as", "csv", "--output", ""], "the name of the file is empty"),
        (["status", "--max-age", "nan"], "no number of hours"),
        (["status", "--max-age", "inf"], "no number of hours"),
        (["status", "--max-age", "-1"], "not in the range"),
    ],
)
def test_a_mistake_is_one_line_on_stderr_and_exit_code_2(run: Run, words: list[str], says: str) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("evidence: ")
    assert ran.err.count("\n") == 1
    assert says in ran.err


def test_an_error_of_ours_has_its_own_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        raise TryLater("somebody holds it")

    monkeypatch.setattr(report, "state_on_day", held)
    assert run("report") == (75, "", "evidence: somebody holds it\n")


def test_a_command_that_is_stopped_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "state_on_day", stopped)
    ran = run("report")
    assert (ran.code, ran.err.strip()) == (130, "evidence: stopped")


def test_a_bug_is_one_line_and_its_traceback_is_shown_only_when_asked_for(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(report, "state_on_day", lambda *_: {}["nothing"])  # type: ignore[index]
    ran = run("report")
    assert (ran.code, ran.out, ran.err.count("\n")) == (70, "", 1)
    assert "bug" in ran.err
    assert "Traceback" in run("-v", "report").err


def test_a_file_that_is_no_database_is_refused(run: Run, tmp_path: Path) -> None:
    foreign = tmp_path / "letter.db"
    foreign.write_text("Dear colleague, " * 100)
    ran = run("report", db=foreign)
    assert (ran.code, ran.out) == (65, "")


READING = [
    ["report"], ["question", "Q1"], ["show", "1"], ["findings"], ["studies"], ["trials"], ["search", "x"], ["status"],
    ["status", "--max-age", "1"],
]  # fmt: skip


@pytest.mark.parametrize("words", [*READING, ["refresh", "--from", "x.xml"]], ids=" ".join)
def test_links_that_lead_in_a_circle_are_no_database(run: Run, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "x.xml").touch()
    (tmp_path / "one.db").symlink_to(tmp_path / "two.db")
    (tmp_path / "two.db").symlink_to(tmp_path / "one.db")
    words = [str(tmp_path / word) if word == "x.xml" else word for word in words]
    ran = run(*words, db=tmp_path / "one.db")
    assert (ran.code, ran.out, ran.err.count("\n")) == (65, "", 1)
    assert "circle" in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.db", "two.db", "x.xml"]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_name_that_no_file_can_have_is_no_database(run: Run, tmp_path: Path, words: list[str]) -> None:
    ran = run(*words, db=tmp_path / ("x" * 300))
    assert (ran.code, ran.out, ran.err.count("\n")) == (66, "", 1)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_database_in_a_folder_that_is_closed_to_this_user_is_not_permitted(
    run: Run, open_folder: Path, words: list[str]
) -> None:
    (open_folder / "closed").mkdir(mode=0)
    with without_rights():
        ran = run(*words, db=open_folder / "closed" / "made.db")
    (open_folder / "closed").chmod(0o700)
    assert (ran.code, ran.out, ran.err.count("\n")) == (77, "", 1)


def home(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    for name in ("XDG_DATA_HOME", "EVIDENCE_DB", "EVIDENCE_TOPIC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(place))


@pytest.mark.parametrize("words", [["report"], ["refresh", "--from", "x.xml"]], ids=" ".join)
def test_a_topic_or_file_that_is_not_there_leaves_nothing_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    home(monkeypatch, tmp_path)
    assert main.run(["--topic", str(tmp_path), *words]) == 2
    assert main.run(["--topic", "hsct-mss", *words]) == 2
    assert words == ["report"] or main.run(words) == 66
    assert capsys.readouterr().err.count("\n") == (2 if words == ["report"] else 3)
    assert list(tmp_path.iterdir()) == []


def test_a_home_where_no_folder_can_be_made_is_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    home(monkeypatch, tmp_path / "file")
    assert main.run(["-q", "report"]) == 73
    assert "name another with --db" in capsys.readouterr().err


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_an_unknown_topic_of_any_length_is_a_mistake_of_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    home(monkeypatch, tmp_path)
    assert main.run(["--topic", "x" * 300, *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_line_break_in_a_name_makes_no_second_line_of_talk(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one\nevidence: two.xml").write_text("nothing")
    for name in ("one\nevidence: two.xml", "none\u2028.xml", "none\r.xml"):
        ran = run("refresh", "--from", str(tmp_path / name), db=tmp_path / "new.db")
        assert ran.code in (65, 66)
        assert len(ran.err.splitlines()) == 1


def test_a_file_whose_name_is_no_utf_8_is_read_and_named_in_the_run(run: Run, tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xff.nbib")
    shutil.copy(EXPORT, file)
    assert run("refresh", "--no-pack", "--from", str(file), db=tmp_path / "new.db").code == 0
    assert run("status", db=tmp_path / "new.db").code == 0


@pytest.mark.parametrize(("columns", "longest"), [("9" * 5000, 80), ("0", 80), ("-5", 80), ("100", 100)])
def test_a_width_that_no_terminal_has_is_80(
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: str,
    longest: int,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main.run(["--db", str(made), "report"]) == 0
    assert longest - 20 < max(len(line) for line in capsys.readouterr().out.splitlines() if "//" not in line) <= longest


def test_a_user_without_a_home_is_asked_to_name_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home(monkeypatch, tmp_path)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.chdir(tmp_path)
    assert main.run(["report"]) == 78
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_database_of_zero_bytes_is_damaged_and_not_filled(run: Run, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "empty.db").touch()
    ran = run(*words, db=tmp_path / "empty.db")
    assert (ran.code, ran.out, ran.err.count("\n")) == (65, "", 1)
    assert "empty (0 bytes)" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["empty.db"]


@pytest.mark.parametrize("ending", ["", "-journal", ".lock", ".run.lock", ".new", ".new-journal", ".old", "-wal"])
@pytest.mark.parametrize("words", [*READING[:7], ["report", "--as", "json"]], ids=" ".join)
def test_an_output_never_takes_the_place_of_the_database_or_a_file_of_it(
    run: Run, made: Path, tmp_path: Path, words: list[str], ending: str
) -> None:
    words = ["show", "97100001"] if words[0] == "show" else words
    database = tmp_path / "copy.db"
    shutil.copy(made, database)
    (tmp_path / "link").symlink_to(database)
    for name in (f"copy.db{ending}", f"./copy.db{ending}", *(["link"] if ending == "" else [])):
        ran = run(*words, "--output", f"{tmp_path}/{name}", db=database)
        assert (ran.code, ran.out) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "link"]
    assert database.read_bytes() == made.read_bytes()


def test_while_another_process_loads_the_pack_a_report_says_try_later_in_one_line(run: Run, tmp_path: Path) -> None:
    with writing(tmp_path / "new.db", create=True):
        ran = run("report", db=tmp_path / "new.db")
    assert (ran.code, ran.out, ran.err.count("\n")) == (75, "", 1)
    assert "another run is writing it; try again" in ran.err


def test_damage_within_a_stored_answer_is_told_as_damage(run: Run, made: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(made.read_bytes().replace(b'"certainty":', b'"certainty";'))
    for words in (["report"], ["question", "Q1"]):
        ran = run(*words, db=damaged)
        assert (ran.code, ran.out, ran.err.count("\n")) == (65, "", 1)
        assert "restore a backup" in ran.err


def test_a_file_name_cannot_steer_the_terminal_through_an_error(run: Run, tmp_path: Path) -> None:
    ran = run("status", db=tmp_path / "a\x1b[2J\u202eb.db")
    assert ran.code == 66
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err


def test_a_reader_that_had_enough_is_no_error(made: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = process(
        "findings", "--as", "json-lines", db=made, capture_output=False, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", [["report"], ["status"], ["refresh", "--no-pack", "--from", EXPORT]], ids=" ".join)
def test_a_closed_stream_is_no_failure_and_no_talk_goes_to_the_other_one(
    made: Path, tmp_path: Path, words: list[str], closed: str
) -> None:
    shutil.copy(made, tmp_path / "copy.db")
    command = [sys.executable, "-m", "evidence_cli", "--db", str(tmp_path / "copy.db"), "--topic", "hsct_ms", *words]
    path = os.pathsep.join(str(ROOT / part) for part in ("", "db", "cli"))
    ran = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *command],
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "evidence:" not in ran.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_as_such(made: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = process("report", db=made, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 74
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("environment", "bold"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1", "TERM": "xterm"}, False)],
)
def test_headings_are_bold_only_on_a_terminal_that_wants_it(
    made: Path,
    environment: dict[str, str],
    bold: bool,
) -> None:
    ours, theirs = pty.openpty()
    path = os.pathsep.join(str(ROOT / part) for part in ("", "db", "cli"))
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "evidence_cli", "--db", str(made), "report", "--question", "Q9"],
        env={**clean, "PYTHONPATH": path, **environment}, stdout=theirs, check=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert (b"\x1b[1m" in shown) is bold


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says EIO where other systems say end of file
        return b""


def test_a_pipe_gets_no_colour_and_utf_8_whatever_the_locale(made: Path) -> None:
    path = os.pathsep.join(str(ROOT / part) for part in ("", "db", "cli"))
    ran = subprocess.run(
        [sys.executable, "-m", "evidence_cli", "--db", str(made), "report", "--language", "nl"],
        env={**os.environ, "PYTHONPATH": path, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        capture_output=True, check=True,
    )  # fmt: skip
    assert "patiënt" in ran.stdout.decode("utf-8")
    assert b"\x1b" not in ran.stdout


@pytest.mark.parametrize(
    "told",
    ["a.db", "./a.db", "x//y/./a.db/", "//x/a.db", "///x/a.db", "x/../a.db", "../a.db", "a..b", ".", "./", "\udcff"],
)
def test_the_database_is_named_in_one_spelling_to_who_looks_and_who_writes(told: str) -> None:
    assert database_name(Session(told)) == str(Path(told))
