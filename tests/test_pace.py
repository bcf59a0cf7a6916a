"""Requests keep their distance, over all processes of a machine; tries are repeated with patience that ends."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from evidence.errors import ContentRefused, NotPermitted, TryLater
from evidence.sources.http_body import Interrupted
from evidence.sources.pace import WITH_KEY, WITHOUT_KEY, Pace
from evidence.sources.retry import persist, retry_after
from evidence.sources.timing import Deadline, Timing
from tests.fakes.journal import most_within
from tests.made_time import MadeTime

ROOT = Path(__file__).parent.parent
# Takes turns as a client does; the middle of a turn is when the server sees the request.
TURNS = """
import sys, time
from pathlib import Path
from evidence.sources.pace import Pace
from evidence.sources.timing import Timing
folder, per_second, turns = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
timing = Timing()
pace = Pace(folder, "eutils", per_second, timing)
import filelock
print("ready", flush=True)
sys.stdin.readline()
for _ in range(turns):
    with pace.turn(timing.deadline(60)):
        print(time.monotonic(), flush=True)
"""


def test_the_second_request_waits_for_the_interval_and_one_that_comes_late_does_not(tmp_path: Path) -> None:
    made = MadeTime()
    pace = Pace(tmp_path, "eutils", WITHOUT_KEY, made.timing)
    for _ in range(3):
        with pace.turn(made.timing.deadline(60)):
            pass
    made.now += 5
    with pace.turn(made.timing.deadline(60)):
        pass
    assert made.slept == [pytest.approx(0.4, abs=0.01)] * 2


def reset() -> None:
    raise Interrupted("reset")


def test_the_interval_begins_when_the_reply_is_there_or_the_request_failed(tmp_path: Path) -> None:
    made = MadeTime()
    pace = Pace(tmp_path, "eutils", WITH_KEY, made.timing)
    with pytest.raises(Interrupted), pace.turn(made.timing.deadline(60)):  # noqa: PT012
        made.sleep(30)
        reset()
    with pace.turn(made.timing.deadline(60)):
        pass
    assert made.slept == [30, pytest.approx(0.125, abs=0.01)]


@pytest.mark.parametrize("stamp", ["999999.5", "", "half-wri", "nan"])
def test_a_stamp_of_an_earlier_boot_or_of_a_killed_process_holds_nobody_up(tmp_path: Path, stamp: str) -> None:
    (tmp_path / "eutils.last").write_text(stamp)
    made = MadeTime()
    with Pace(tmp_path, "eutils", WITHOUT_KEY, made.timing).turn(made.timing.deadline(60)):
        pass
    assert made.slept == []


def test_services_do_not_wait_for_each_other(tmp_path: Path) -> None:
    made = MadeTime()
    for name in ("eutils", "ctgov"):
        with Pace(tmp_path, name, 1, made.timing).turn(made.timing.deadline(60)):
            pass
    assert made.slept == []


def taking_turns(folder: Path, per_second: int, turns: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", TURNS, str(folder), str(per_second), str(turns)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_two_processes_together_keep_to_the_pace_and_both_get_their_turns(tmp_path: Path) -> None:
    both = [taking_turns(tmp_path, 8, 8) for _ in range(2)]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    times = [[float(line) for line in process.communicate(timeout=60)[0].split()] for process in both]
    assert [len(turns) for turns in times] == [8, 8]
    together = sorted(times[0] + times[1])
    gaps = [later - earlier for earlier, later in pairwise(together)]
    assert min(gaps) >= 0.125
    assert most_within(together, 1.0) <= 9
    assert times[0][0] < times[1][-1]
    assert times[1][0] < times[0][-1]


def test_a_process_that_was_killed_in_its_turn_blocks_nobody(tmp_path: Path) -> None:
    killed = TURNS.replace("print(time", "import os; os.kill(os.getpid(), 9); print(time")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", killed, str(tmp_path), "8", "1"], env=environment, input=b"\n", check=False
    )
    assert ran.returncode == -9
    started = time.monotonic()
    with Pace(tmp_path, "eutils", 8, Timing()).turn(Timing().deadline(5)):
        assert time.monotonic() - started < 1


def test_a_turn_that_never_comes_is_given_up_at_the_deadline(tmp_path: Path) -> None:
    timing = Timing()
    first, second = (Pace(tmp_path, "eutils", 8, timing) for _ in range(2))
    with first.turn(timing.deadline(5)), pytest.raises(TryLater, match="another run"):  # noqa: SIM117
        with second.turn(timing.deadline(0.1)):
            pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(NotPermitted, match="file"),
        Pace(tmp_path / "file", "x", 1, Timing()).turn(Deadline(9e9, time.monotonic)),
    ):
        pass


def test_a_turn_that_cannot_be_noted_is_not_taken_and_blocks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    made = MadeTime()
    pace = Pace(tmp_path, "eutils", WITH_KEY, made.timing)
    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_text", full)
        with pytest.raises(NotPermitted) as refused, pace.turn(made.timing.deadline(60)):
            pytest.fail("the turn was taken")
    with pace.turn(Timing().deadline(0.5)):
        assert "No space left on device" in str(refused.value)  # it holds the lock of that turn, let go or not


def failing(times: int, problem: Callable[[], Exception]) -> Callable[[], int]:
    """Something that fails that many times and then returns how often it was tried."""
    tried = [0]

    def attempt() -> int:
        tried[0] += 1
        if tried[0] <= times:
            raise problem()
        return tried[0]

    return attempt


def persisted(times: int, made: MadeTime, wish: float | None = None, run: float = 7200) -> int:
    attempt = failing(times, lambda: Interrupted("busy", wish))
    return persist(attempt, "PubMed", timing=made.timing, until=made.timing.deadline(run))


@pytest.mark.parametrize("times", range(6))
def test_up_to_five_failures_are_waited_out_each_longer_than_the_last(times: int) -> None:
    made = MadeTime()
    assert persisted(times, made) == times + 1
    assert made.slept == [1, 2, 4, 8, 16][:times]


def test_after_six_tries_it_is_tomorrow(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    made = MadeTime()
    with pytest.raises(TryLater, match=r"^PubMed: busy \(6 tries\): nothing was changed") as raised:
        persisted(6, made)
    assert not isinstance(raised.value, Interrupted)
    assert made.slept == [1, 2, 4, 8, 16]
    assert len(caplog.records) == 5


@pytest.mark.parametrize(("chance", "waited"), [(0.0, 0.75), (0.5, 1.0), (1.0, 1.25)])
def test_waits_are_shortened_or_lengthened_by_up_to_a_quarter(chance: float, waited: float) -> None:
    made = MadeTime(chance=chance)
    persisted(1, made)
    assert made.slept == [waited]


@pytest.mark.parametrize(("wish", "waited"), [(0.0, 1), (2.0, 2), (120.0, 120), (3600.0, 120)])
def test_a_server_that_names_a_time_is_given_it_up_to_two_minutes(wish: float, waited: float) -> None:
    made = MadeTime()
    persisted(1, made, wish)
    assert made.slept == [waited]


def test_a_wait_that_goes_past_the_end_of_the_run_is_not_begun() -> None:
    made = MadeTime()
    with pytest.raises(TryLater, match=r"\(3 tries\)"):
        persisted(6, made, run=5)
    assert made.slept == [1, 2]


def test_what_no_other_try_can_mend_is_raised_at_once() -> None:
    made = MadeTime()
    with pytest.raises(ContentRefused):
        persist(failing(1, lambda: ContentRefused("no")), "x", timing=made.timing, until=made.timing.deadline(9))
    assert made.slept == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Sun, 22 Nov 2026 10:00:30 GMT", "date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 30),
        ({"retry-after": "Sun, 22 Nov 2026 09:00:00 GMT", "date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 0),
        ({"retry-after": "Sun, 22 Nov 2026 10:00:30 GMT"}, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_by_the_servers_own_clock(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers) == seconds
