"""Asks pip-audit whether a dependency has a known weakness, and says so only of packages that were really looked at.

    python -m tests.audit

pip-audit itself ends well without a network, with nothing looked at. Here that is "not audited" (exit code 3).
"""

import importlib.util
import json
import subprocess
import sys
from typing import NamedTuple

_OURS = "hsct-evidence"


class Audit(NamedTuple):
    """audited: packages that were looked at; skipped: those that were not, with why; weak: name, version, ids."""

    audited: int
    skipped: tuple[str, ...]
    weak: tuple[str, ...]


def read_audit(text: str) -> Audit | None:
    """Return what pip-audit's JSON says, None where it is none."""
    try:
        told = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    others = [each for each in told if each.get("name") != _OURS]  # on no index, so never looked up
    looked = [each for each in others if "skip_reason" not in each]
    skipped = [f"{each['name']}: {each['skip_reason']}" for each in others if "skip_reason" in each]
    weak = [f"{each['name']} {each['version']}: {_ids(each)}" for each in looked if each.get("vulns")]
    return Audit(len(looked), tuple(skipped), tuple(weak))


def _ids(each: dict[str, object]) -> str:
    found = each["vulns"]
    return " ".join(str(one["id"]) for one in found) if isinstance(found, list) else str(found)


def verdict(audit: Audit | None, why: str = "") -> tuple[int, str]:
    """Return exit code and words: 0 all looked at and well, 1 a weakness, 3 not (all) looked at."""
    if audit is None or audit.audited == 0:
        return 3, f"NOT AUDITED: {why or 'no package was looked at'}"
    total = audit.audited + len(audit.skipped)
    told = f"audited {audit.audited} of {total} packages"
    if audit.weak:
        return 1, "\n".join([f"{told}; known weaknesses in {len(audit.weak)}:", *audit.weak])
    if audit.skipped:
        return 3, "\n".join([f"{told}; NOT AUDITED:", *audit.skipped])
    return 0, f"{told}; no known weakness"


def main() -> int:
    """Run pip-audit if it is here, and print the verdict."""
    if importlib.util.find_spec("pip_audit") is None:
        code, told = verdict(None, "pip-audit is not installed (pip install pip-audit)")
    else:
        words = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        lines = ran.stderr.strip().splitlines()
        code, told = verdict(read_audit(ran.stdout), lines[-1][:200] if lines else "")
    print(told)
    return code


if __name__ == "__main__":
    sys.exit(main())
