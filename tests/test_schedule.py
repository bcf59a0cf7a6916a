"""What runs the job every night: units that systemd accepts and finds well locked up, lines that cron reads rightly."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from evidence_cli.render.units import FAILED, SERVICE, TIMER, Plan, units
from tests.cli_runner import Run, made, run  # noqa: F401 - fixtures

HIGHEST = 1.5  # of systemd-analyze security: 0 is locked, 10 is open; a bare unit has 9.6
analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:  # noqa: F811
    """The units, written by the command."""
    (tmp_path / "units").mkdir()
    ran = run("schedule", "systemd", "--output", str(tmp_path / "units"), db=tmp_path / "evidence.db")
    assert ran.code == 0
    assert "systemctl enable --now evidence-refresh.timer" in ran.err
    return tmp_path / "units"


@pytest.mark.fault("F64")
@analyze
@pytest.mark.parametrize("name", [SERVICE, FAILED])
def test_the_unit_is_locked_up_at_least_as_well_as_promised(folder: Path, name: str) -> None:
    words = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(folder / name)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Overall exposure level for .*: (\d+\.\d)", said)
    assert found is not None, said
    print(f"{name}: {found[1]}")
    assert float(found[1]) <= HIGHEST


@pytest.mark.fault("F64")
@analyze
def test_systemd_finds_nothing_to_say_about_the_units(folder: Path) -> None:
    files = [str(folder / name) for name in (SERVICE, TIMER, FAILED)]
    said = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout + said.stderr) == (0, "")


@pytest.mark.fault("F64")
@analyze
def test_the_hour_is_one_that_systemd_knows_and_lies_in_the_hours_that_ncbi_asks_for(folder: Path) -> None:
    (when,) = re.findall(r"OnCalendar=(.*)", (folder / TIMER).read_text())
    said = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=True).stdout
    assert "Next elapse" in said
    hour = int(when.split()[1][:2])
    assert hour >= 21 or hour < 5
    assert when.endswith("America/New_York")


@pytest.mark.fault("F64")
def test_a_missed_night_is_caught_up_a_long_one_ended_and_the_key_in_no_unit(folder: Path) -> None:
    service, timer = (folder / SERVICE).read_text(), (folder / TIMER).read_text()
    assert "Persistent=true" in timer
    for words in ("Type=oneshot", "TimeoutStartSec=", f"OnFailure={FAILED}", "LoadCredential=", "NoNewPrivileges=true"):
        assert words in service
    assert "NCBI_API_KEY" not in service
    assert "refresh" in re.findall(r"ExecStart=(.*)", service)[0]


@pytest.mark.fault("F64")
@analyze
@pytest.mark.parametrize("name", ["with space", "50% off", "quo'te", 'dou"ble', "dol$lar", "back\\slash"])
def test_a_path_of_any_kind_stands_rightly_in_unit_and_crontab(run: Run, tmp_path: Path, name: str) -> None:  # noqa: F811
    place = tmp_path / name / "evidence.db"
    place.parent.mkdir()
    (tmp_path / "units").mkdir()
    assert run("schedule", "systemd", "--output", str(tmp_path / "units"), db=place).code == 0
    said = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "units" / SERVICE)], capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stdout + said.stderr) == (0, "")
    cron = run("schedule", "cron", db=place).out
    line = next(line for line in cron.splitlines() if " flock " in line)
    assert "%" not in line.replace(r"\%", "")
    words = shlex.split(line.replace(r"\%", "%"))
    assert f"{place}.cron.lock" in words
    assert words[-1] == "refresh"
    assert f"EVIDENCE_DB={place}" in cron.splitlines()


def test_a_dollar_in_a_command_and_a_percent_in_a_credential_mean_themselves_to_systemd() -> None:
    db, settings = PurePosixPath("/srv/d$b/50%/evidence.db"), PurePosixPath("/etc/50%/s.toml")
    plan = Plan(("/opt/p$1/bin/evidence",), db, settings, topic="/srv/t$x")
    service = units(plan)[SERVICE]
    assert "ExecStart=/opt/p$1/bin/evidence --topic /srv/t$$x" in service
    assert ":/etc/50%%/s.toml\n" in service
    assert "Environment=EVIDENCE_DB=/srv/d$b/50%%/evidence.db\n" in service


def test_a_second_run_of_the_crontab_line_is_sent_away(run: Run, tmp_path: Path) -> None:  # noqa: F811
    line = next(text for text in run("schedule", "cron", db=tmp_path / "a.db").out.splitlines() if " flock " in text)
    command = line.split(None, 5)[5]
    locked = command.partition(" refresh")[0].split(" -q")[0].rsplit(" ", 1)[0]
    assert locked.startswith("flock --nonblock --conflict-exit-code 75 ")
    words = ["sh", "-c", f"{locked} sh -c 'echo held; sleep 20'"]  # as cron gives it to a shell
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        second = subprocess.run(["sh", "-c", f"{locked} true"], check=False)
        os.killpg(holder.pid, signal.SIGKILL)
    assert second.returncode == 75


@pytest.mark.parametrize(
    "words",
    [
        ["--user", "root"], ["--user", "a b"], ["--user", "x\nUser=root"], ["--at", "25:00"], ["--at", "23:30\nx"],
        ["--settings", "/etc/x\nExecStart=/bin/sh"], ["--output", "/no/such/folder"],
    ],
)  # fmt: skip
def test_what_would_write_another_line_into_a_unit_is_a_mistake_of_usage(run: Run, words: list[str]) -> None:  # noqa: F811
    ran = run("schedule", "systemd", *words)
    assert (ran.code, ran.out) == (2, "")


def test_printed_units_are_those_that_are_written(run: Run, folder: Path, tmp_path: Path) -> None:  # noqa: F811
    printed = run("schedule", "systemd", db=tmp_path / "evidence.db").out
    assert printed == "\n".join((folder / name).read_text() for name in (SERVICE, TIMER, FAILED))


def test_the_program_in_the_unit_is_this_one(folder: Path) -> None:
    (start,) = re.findall(r"ExecStart=(\S+)", (folder / SERVICE).read_text())
    assert Path(start).parent == Path(sys.executable).parent
