"""What surrounds a night: its ping, its notification, its log, its copy; none of them changes how it ends."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import gzip
import json
import os
import signal
import socketserver
import stat
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from evidence_cli import job_log, notify
from evidence_cli.stopping import Stopped, stoppable
from evidence_db import backup
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.made_night import CANARY, EMAIL, Scene, scene, second, yesterday  # noqa: F401
from tests.made_records import COHORT
from tests.scripted_server import Wire, answer, drip, reset

pytestmark = loopback
DOWN = "status:503:EU-04"
OK = answer(b"OK")


def hang(_connection: object) -> None:
    time.sleep(8)


def pings(wire: Wire) -> list[str]:
    return [sent.line.split()[1] for sent in wire.sent]


def set_ping(second: Scene, wire: Wire) -> None:
    second.monkeypatch.setenv("EVIDENCE_PING_URL", f"{wire.url}ping/abc/")


def events(second: Scene) -> list[dict[str, object]]:
    lines = [line for path in sorted((second.folder / "evidence.db.log").iterdir()) for line in path.open()]
    return [json.loads(line) for line in lines]


def fail_both(second: Scene) -> None:
    second.up.fault("eutils", DOWN)
    second.up.fault("ctgov", DOWN)


def change_an_answer(second: Scene) -> None:
    happen(second.up.world, "retract", pmid=COHORT.pmid, how="both")


# The ping


@pytest.mark.parametrize(
    ("act", "ends"),
    [
        (lambda _: None, ""),
        (fail_both, "/75"),
        (lambda second: second.up.fault("ctgov", DOWN), "/3"),
        (change_an_answer, ""),
    ],
)
def test_a_dead_mans_switch_hears_the_begin_and_how_the_night_ended(
    second: Scene, act: Callable[[Scene], None], ends: str
) -> None:
    act(second)
    with Wire(OK) as wire:
        set_ping(second, wire)
        second.refresh("--exit-code")
        assert pings(wire) == ["/ping/abc/start", f"/ping/abc{ends}"]


def test_a_dry_run_is_no_night_and_is_neither_pinged_nor_logged_nor_copied(second: Scene) -> None:
    with Wire(OK) as wire:
        set_ping(second, wire)
        second.refresh("--dry-run")
        assert pings(wire) == []
    assert sorted(path.suffix for path in second.folder.glob("evidence.db.*")) == [".lock"]


@pytest.mark.fault("F62")
@pytest.mark.parametrize(
    "script",
    [
        pytest.param(None, id="nobody there"),
        pytest.param(reset, id="reset"),
        pytest.param(hang, id="hangs"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", 0.2), id="drips"),
        pytest.param(answer(b"gone", "404 Not Found"), id="404"),
        pytest.param(answer(b"oops", "500 Internal Server Error"), id="500"),
        pytest.param(answer(b"", "302 Found", "Location: http://evil.example/"), id="redirects"),
        pytest.param(answer(gzip.compress(bytes(50_000_000)), "200 OK", "Content-Encoding: gzip"), id="bomb"),
        pytest.param(b"no http at all\r\n\r\n", id="noise"),
    ],
)
def test_a_ping_that_is_not_heard_changes_nothing_and_costs_little_time(second: Scene, script: object) -> None:
    """A night beside it with the same records, without ping, gives the same rows."""
    happen(second.up.world, "add", pmid="97000050")
    with Wire(script or OK) as wire:  # type: ignore[arg-type]
        set_ping(second, wire)
        if script is None:
            wire.__exit__(None, None, None)
            second.monkeypatch.setattr(wire, "_socket", _Closed())
        began = time.monotonic()
        ran = second.refresh()
        took = time.monotonic() - began
    assert ran.code == 0
    assert "97000050" in second.pmids()
    assert ran.err.count("the ping was not heard") == 2
    assert "abc" not in ran.err
    assert took < 5 + 5  # two seconds for each ping; the night itself takes its own
    told = [event for event in events(second) if event["event"] == "ping failed"]
    assert [event["level"] for event in told] == ["warning", "warning"]
    print(f"added at most {took:.1f} s")


class _Closed:
    def shutdown(self, _how: int) -> None:
        return

    def close(self) -> None:
        return


# The notification


def command(second: Scene) -> Path:
    """A program that keeps what it is told, as notify_command."""
    told = second.folder / "told"
    program = second.folder / "tell"
    says = '"$EVIDENCE_SUBJECT|$EVIDENCE_EXIT_CODE|$EVIDENCE_CHANGED|${NCBI_API_KEY-none}"'
    program.write_text(f"#!/bin/sh\n{{ echo {says}; cat; }} >> {told}\n")
    program.chmod(0o700)
    second.monkeypatch.setenv("EVIDENCE_NOTIFY_COMMAND", str(program))
    return told


def test_a_night_without_news_tells_nobody(second: Scene) -> None:
    told = command(second)
    assert second.refresh().code == 0
    assert not told.exists()


def test_an_answer_that_changed_is_told_with_its_cause_in_plain_text(second: Scene) -> None:
    told = command(second)
    change_an_answer(second)
    assert second.refresh().code == 0
    head, *text = told.read_text(encoding="utf-8").splitlines()
    changed = " ".join(sorted(str(code) for (code,) in second.rows("SELECT question FROM answer WHERE run = 2")))
    subject, code, answers, key = head.split("|")
    assert (code, key) == ("0", "none")
    assert sorted(answers.split()) == sorted(changed.split())
    assert subject.startswith("evidence: ")
    assert "changed" in subject
    assert "retract" in "\n".join(text).lower()
    assert max(len(line) for line in text[1:]) <= 72
    assert not any(character < " " and character != "\n" for character in "\n".join(text))


def test_a_night_that_failed_is_told_with_what_still_holds_and_where_to_look(second: Scene) -> None:
    told = command(second)
    fail_both(second)
    assert second.refresh().code == 75
    text = told.read_text(encoding="utf-8")
    assert text.startswith("evidence: the job failed (exit code 75)|75||none\n")
    for words in ("What happened: ", "the next night tries again", "Reports still show the data of", "status"):
        assert words in text


@pytest.mark.parametrize("body", ["exit 3", "sleep 20", "kill -9 $$", "exec /no/such/program"])
def test_a_notification_that_fails_changes_nothing_and_is_told(
    second: Scene, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(notify, "LONGEST", 1.0)
    program = second.folder / "tell"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o700)
    monkeypatch.setenv("EVIDENCE_NOTIFY_COMMAND", str(program))
    change_an_answer(second)
    ran = second.refresh()
    assert ran.code == 0
    assert "the notification by command did not go out" in ran.err
    assert [event["level"] for event in events(second) if event["event"] == "notified"] == ["warning"]


class _Mail(socketserver.StreamRequestHandler):
    """A mail server that takes everything."""

    taken: list[str]

    def handle(self) -> None:
        self.wfile.write(b"220 made ESMTP\r\n")
        body = False
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            self.taken.append(line)
            if body:
                if line == ".":
                    body = False
                    self.wfile.write(b"250 taken\r\n")
                continue
            body = line.upper() == "DATA"
            replies = {"DATA": b"354 go on\r\n", "QUIT": b"221 bye\r\n"}
            self.wfile.write(replies.get(line.upper(), b"250 ok\r\n"))


@pytest.fixture
def mailbox() -> Iterator[tuple[int, list[str]]]:
    taken: list[str] = []
    handler = type("Mail", (_Mail,), {"taken": taken})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], taken
        server.shutdown()


def test_a_mail_is_plain_text_to_everybody_named(second: Scene, mailbox: tuple[int, list[str]]) -> None:
    port, taken = mailbox
    second.monkeypatch.setenv("EVIDENCE_NOTIFY_MAIL", "one@made.example two@made.example")
    second.monkeypatch.setenv("EVIDENCE_SMTP_SERVER", f"127.0.0.1:{port}")
    fail_both(second)
    assert second.refresh().code == 75
    text = "\n".join(taken)
    for words in (
        "rcpt to:<one@made.example>", "rcpt to:<two@made.example>", "subject: evidence: the job failed (exit code 75)",
        'content-type: text/plain; charset="utf-8"', "auto-submitted: auto-generated",
    ):  # fmt: skip
        assert words in text.lower()
    assert CANARY not in text
    assert EMAIL not in text


@pytest.mark.parametrize("where", ["127.0.0.1:1", "localhost:1"])
def test_a_mail_server_that_is_down_changes_nothing(second: Scene, where: str) -> None:
    second.monkeypatch.setenv("EVIDENCE_NOTIFY_MAIL", "one@made.example")
    second.monkeypatch.setenv("EVIDENCE_SMTP_SERVER", where)
    fail_both(second)
    ran = second.refresh()
    assert ran.code == 75
    assert "the notification by mail did not go out" in ran.err
    assert "one@made.example" not in ran.err


def test_without_a_mail_server_the_machines_own_sendmail_gets_the_mail(second: Scene) -> None:
    folder = second.folder / "bin"
    folder.mkdir()
    (folder / "sendmail").write_text(f'#!/bin/sh\n{{ echo "$@"; cat; }} > {second.folder / "mail"}\n')
    (folder / "sendmail").chmod(0o700)
    second.monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    second.monkeypatch.setenv("EVIDENCE_NOTIFY_MAIL", "one@made.example")
    fail_both(second)
    second.refresh()
    text = (second.folder / "mail").read_text()
    assert text.startswith("-oi -t\n")
    assert "To: one@made.example" in text
    assert "What happened:" in text


# The log


def test_the_log_has_a_line_of_json_for_begin_and_end_with_what_came(second: Scene) -> None:
    happen(second.up.world, "add", pmid="97000050")
    second.refresh()
    start, *_, end = events(second)
    assert (start["event"], start["command"], start["version"]) == ("start", "refresh", "0.1.0")
    assert (end["event"], end["exit_code"], end["level"], end["counts"]["new"]) == ("end", 0, "info", 1)  # type: ignore[index]
    assert str(end["copy"]).startswith("copied to ")
    assert stat.S_IMODE((second.folder / "evidence.db.log").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (second.folder / "evidence.db.log").iterdir()} == {0o600}


def test_a_night_that_failed_has_a_critical_line_and_the_tries_before_it(second: Scene) -> None:
    fail_both(second)
    second.refresh()
    kinds = [(event["event"], event.get("level")) for event in events(second)]
    assert kinds[-1] == ("end", "critical")
    assert ("remark", None) in kinds


def test_neither_key_nor_address_reach_the_log_even_where_a_message_has_them(
    second: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise KeyError(f"{CANARY} of {EMAIL}")

    monkeypatch.setattr("evidence_cli.night.run_night", broken)
    assert second.command() == 70
    second.capsys.readouterr()  # the traceback of a bug on stderr shows what a bug puts in it; the log does not
    log = "".join(path.read_text() for path in (second.folder / "evidence.db.log").iterdir())
    assert "KeyError" in log
    assert CANARY not in log
    assert EMAIL not in log


def test_a_log_is_kept_for_a_year_and_no_longer(second: Scene) -> None:
    folder = second.folder / "evidence.db.log"
    folder.mkdir()
    for name in ("2025-10.jsonl", "2025-11.jsonl", "2024-01.jsonl", "notes.txt", "2026-13.jsonl"):
        (folder / name).write_text("{}\n")
    second.refresh()  # on 3 November 2026
    assert sorted(path.name for path in folder.iterdir()) == [
        "2025-11.jsonl", "2026-11.jsonl", "2026-13.jsonl", "notes.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["a file in the way", "a link elsewhere"])
def test_a_log_that_cannot_be_written_is_told_once_and_the_night_goes_on(second: Scene, way: str) -> None:
    log = second.folder / "evidence.db.log"
    if way == "a file in the way":
        log.write_text("in the way")
    else:
        log.mkdir()
        (log / f"{second.now:%Y-%m}.jsonl").symlink_to(second.folder / "elsewhere")
    ran = second.refresh()
    assert ran.code == 0
    assert ran.err.count("cannot be written") == 1
    assert not (second.folder / "elsewhere").exists()


def test_lines_of_two_processes_do_not_mix(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    children = []
    for number in range(3):
        child = os.fork()
        if child == 0:
            log = job_log.JobLog(tmp_path / "a.db", job_log.Secrets(), lambda: Scene.now)
            for _ in range(200):
                log.write("line", number=number, text="x" * 1000)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    (file,) = (tmp_path / "a.db.log").iterdir()
    assert len([json.loads(line) for line in file.open()]) == 600


# The copy at the end of the night


def copies(second: Scene) -> list[str]:
    return sorted(path.name for path in (second.folder / "evidence.db.backups").glob("*.db"))


def test_every_night_ends_with_a_copy_and_a_week_of_them_is_kept(second: Scene) -> None:
    for _ in range(9):
        assert second.next_night().code == 0
    assert len(copies(second)) == 7  # the newest of the week before is one of them
    assert copies(second)[-1] == f"evidence-{second.now:%Y%m%dT%H%M%SZ}.db"
    assert {path.stat().st_mode & 0o777 for path in (second.folder / "evidence.db.backups").glob("*.db")} == {0o600}


def test_no_copy_is_made_where_none_is_wanted(second: Scene) -> None:
    assert second.refresh("--no-backup").code == 0
    assert not (second.folder / "evidence.db.backups").exists()


def test_a_copy_that_fails_is_the_failure_of_a_night_whose_data_are_stored(
    second: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_SPARE", 10**18)
    happen(second.up.world, "add", pmid="97000050")
    ran = second.refresh()
    assert ran.code == 74
    assert "what came is stored, but no copy could be made" in ran.err
    assert "MB are free" in ran.err
    assert "97000050" in second.pmids()


def test_copies_go_where_the_setting_says(second: Scene) -> None:
    second.monkeypatch.setenv("EVIDENCE_BACKUP_FOLDER", str(second.folder / "other" / "disk"))
    second.refresh()
    assert len(list((second.folder / "other" / "disk").glob("evidence-*.db"))) == 1


# Stopped


@pytest.mark.fault("F58")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_night_that_is_asked_to_stop_stops_at_once_tells_so_and_leaves_yesterday(
    second: Scene, how: int, code: int
) -> None:
    second.in_real_time(longest=60)
    second.up.fault("efetch", "hang:60")
    before = second.dump()
    told = command(second)
    with Wire(OK) as wire:
        set_ping(second, wire)
        child = second.start(second.command)
        until = time.monotonic() + 30
        while not second.sent("eutils", "efetch"):
            assert time.monotonic() < until
            time.sleep(0.01)
        began = time.monotonic()
        os.kill(child, how)
        ended, said = second.wait(child)
        took = time.monotonic() - began
        assert pings(wire) == ["/ping/abc/start", f"/ping/abc/{code}"]
    assert (ended, second.dump()) == (code, before), said
    assert took < 5
    assert "Traceback" not in said
    assert not told.exists()
    assert events(second)[-1]["exit_code"] == code
    print(f"stopped after {took:.2f} s")


def test_a_second_signal_ends_what_the_first_could_not() -> None:
    child = os.fork()
    if child == 0:
        try:
            with stoppable():
                os.kill(os.getpid(), signal.SIGTERM)
        except Stopped:
            with stoppable():
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                os.kill(os.getpid(), signal.SIGTERM)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGTERM


# Cut off from outside: what the unit of OnFailure= starts


@pytest.mark.parametrize("result", ["timeout", "oom-kill", "signal", "watchdog"])
def test_a_night_that_systemd_cut_off_is_told_by_the_alarm(second: Scene, result: str) -> None:
    told = command(second)
    second.monkeypatch.setenv("MONITOR_SERVICE_RESULT", result)
    with Wire(OK) as wire:
        set_ping(second, wire)
        assert second.call("schedule", "alarm").code == 0
        assert pings(wire) == ["/ping/abc/75"]
    assert f"systemd ended the job from outside ({result})" in told.read_text(encoding="utf-8")


def test_a_night_that_failed_by_itself_is_not_told_twice(second: Scene) -> None:
    told = command(second)
    second.monkeypatch.setenv("MONITOR_SERVICE_RESULT", "exit-code")
    assert second.call("schedule", "alarm").code == 0
    assert not told.exists()


def test_a_next_night_after_all_this_is_a_quiet_one(second: Scene) -> None:
    fail_both(second)
    second.refresh()
    second.up.mend()
    second.now += timedelta(days=1)
    assert second.refresh().code == 0
