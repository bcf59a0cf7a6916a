"""What runs the nightly job: systemd units and a crontab line, as text."""

import shlex
from pathlib import PurePosixPath
from typing import NamedTuple

SERVICE, TIMER, FAILED = "evidence-refresh.service", "evidence-refresh.timer", "evidence-failed.service"
CREDENTIAL = "settings.toml"


class Plan(NamedTuple):
    """What is scheduled. program: how it is started; db: whole path; settings: the file with address and key."""

    program: tuple[str, ...]
    db: PurePosixPath
    settings: PurePosixPath
    user: str = "hsct-evidence"
    topic: str | None = None
    at: str = "23:30"


_TIMER = """\
# {timer}: when. After 21:00 in New York, as NCBI asks; one run is caught up after nights that were missed.
[Unit]
Description=Evidence on HSCT in MS: every night

[Timer]
OnCalendar=*-*-* {at}:00 America/New_York
RandomizedDelaySec=30min
Persistent=true
Unit={service}

[Install]
WantedBy=timers.target
"""

_SERVICE = """\
# {service}: what. Prepare once:
#   useradd --system --home-dir {folder} --shell /usr/sbin/nologin {user}
#   install -d -m 0700 -o {user} -g {user} {folder}
#   install -D -m 0600 /dev/null {settings}    and write into it, each on its own line:
#       ncbi_email = "you@example.org"
#       ncbi_api_key = "..."               (may be left out)
#       notify_mail = "you@example.org"
#       smtp_server = "localhost"          (sendmail needs rights that this unit does not give)
#       ping_url = "https://..."           (may be left out: tells a dead man's switch)
# systemd reads that file as root and hands it to the job alone. A backup_folder elsewhere needs a ReadWritePaths= here.
# To read the report: sudo -u {user} {report}
[Unit]
Description=Evidence on HSCT in MS: the nightly refresh
Wants=network-online.target
After=network-online.target time-sync.target
OnFailure={failed}

[Service]
Type=oneshot
ExecStart={refresh}
# 3: one source kept yesterday's data; the job tells it itself, and `systemctl status` shows it as failed.
TimeoutStartSec=3h
TimeoutStopSec=10s
{sandbox}"""

_FAILED = """\
# {failed}: tells somebody that the job was ended from outside (time over, memory, a signal).
[Unit]
Description=Evidence on HSCT in MS: the nightly refresh was cut off
After=network-online.target

[Service]
Type=oneshot
ExecStart={alarm}
TimeoutStartSec=5min
{sandbox}"""

_SANDBOX = """\
User={user}
Group={user}
UMask=0077
LoadCredential={credential}:{settings_path}
Environment=EVIDENCE_DB={db_value}
Environment=EVIDENCE_SETTINGS=%d/{credential}
Environment=XDG_STATE_HOME={folder_value}/state
Environment=HOME={folder_value}
Environment=PYTHONDONTWRITEBYTECODE=1
ReadWritePaths={folder_value}
ProtectSystem=strict
ProtectHome={home}
PrivateTmp=true
PrivateDevices=true
PrivateUsers=true
PrivateMounts=true
PrivateIPC=true
ProtectProc=invisible
ProcSubset=pid
ProtectClock=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true
ProtectControlGroups=true
NoNewPrivileges=true
RestrictSUIDSGID=true
RestrictRealtime=true
RestrictNamespaces=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
LockPersonality=true
MemoryDenyWriteExecute=true
MemoryMax=2G
RemoveIPC=true
KeyringMode=private
DevicePolicy=closed
CapabilityBoundingSet=
AmbientCapabilities=
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
"""


def units(plan: Plan) -> dict[str, str]:
    """Return the text of each unit by its file name."""
    words = {
        "service": SERVICE,
        "timer": TIMER,
        "failed": FAILED,
        "credential": CREDENTIAL,
        "user": plan.user,
        "settings": plan.settings,
        "settings_path": str(plan.settings).replace("%", "%%"),
        "at": plan.at,
        "folder": plan.db.parent,
        "folder_value": _value(str(plan.db.parent)),
        "db_value": _value(str(plan.db)),
        "home": _home(plan),
        "refresh": _command(plan, "refresh"),
        "report": _cron(*plan.program, "--db", str(plan.db), "report"),
        "alarm": _command(plan, "schedule", "alarm"),
    }
    words["sandbox"] = _SANDBOX.format(**words)
    texts = {SERVICE: _SERVICE, TIMER: _TIMER, FAILED: _FAILED}
    return {name: text.format(**words) for name, text in texts.items()}


def crontab(plan: Plan) -> str:
    """Return lines of a crontab: cron neither catches up nor keeps two runs apart, so flock and the job do."""
    program = _cron(*plan.program, *(() if plan.topic is None else ("--topic", plan.topic)), "-q")
    lock = _cron(f"{plan.db}.cron.lock")
    return f"""\
# The nightly refresh. The times are those of this machine: choose one between 21:00 and 05:00 in New York
# (in the Netherlands 03:00 to 11:00). Nothing is printed, and so nothing mailed, on a night that is all well.
# The settings file is for this user alone (chmod 600): ncbi_email, ncbi_api_key, notify_mail, ping_url.
# What changed is told by notify_mail or notify_command; cron mails what goes wrong.
EVIDENCE_DB={plan.db}
EVIDENCE_SETTINGS={plan.settings}
30 5 * * *  flock --nonblock --conflict-exit-code 75 {lock} {program} refresh
0 7 * * *  {program} status --max-age 48 >/dev/null || echo "the evidence is older than two days, or cannot be read"
"""


def _command(plan: Plan, *words: str) -> str:
    """Return a line for ExecStart, which takes $ for a variable but in the program; the database comes by its own."""
    topic: tuple[str, ...] = () if plan.topic is None else ("--topic", plan.topic)
    program, *others = (*plan.program, *topic, *words)
    return " ".join([_value(program), *(_value(word).replace("$", "$$") for word in others)])


def _value(text: str) -> str:
    """Return a word as systemd reads it: % doubled, quoted where a space or quote is in it. A command doubles $ too."""
    text = text.replace("%", "%%")
    if not any(character in text for character in " \t\"'\\"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _cron(*words: str) -> str:
    """Return a command as cron and its shell read it: cron ends a command at a bare %."""
    return shlex.join(words).replace("%", r"\%")


def _home(plan: Plan) -> str:
    """Return how much of the home folders the job sees: none, unless program or database is in one."""
    parts = [PurePosixPath(path).parts for path in (plan.program[0], plan.db)]
    return "read-only" if any(len(each) > 1 and each[1] in ("home", "root", "run") for each in parts) else "true"
