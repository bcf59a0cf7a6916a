"""Checksums of files: what NLM publishes beside a bulk file is compared; what a file is remembered by is worked out."""

import re
from hashlib import md5, sha256
from pathlib import Path

from evidence.errors import ContentRefused, InputMissing

_BLOCK = 1 << 20
_MD5 = re.compile(r"\b[0-9a-fA-F]{32}\b")  # "MD5(pubmed21n1298.xml.gz)= 0b1c..." or "0b1c...  pubmed21n1298.xml.gz"


def checked_sha256(path: Path) -> str:
    """Return the SHA-256 of a file as it lies there, in hexadecimal, after comparing it with its .md5 if there is one.

    Raises ContentRefused where the two differ or the .md5 holds none, InputMissing where either cannot be read.
    """
    published = _published(path)
    ours, theirs = sha256(), md5(usedforsecurity=False)
    try:
        with path.open("rb") as stored:
            while block := stored.read(_BLOCK):
                ours.update(block)
                if published is not None:
                    theirs.update(block)
    except OSError as problem:
        raise _unreadable(path, problem) from problem
    if published is not None and theirs.hexdigest() != published:
        raise ContentRefused(
            f"{path}: its MD5 is {theirs.hexdigest()}, not {published} as {path.name}.md5 says: fetch both again"
        )
    return ours.hexdigest()


def check_sidecar(path: Path) -> None:
    """Compare a file with its .md5 if there is one; raises what checked_sha256 raises."""
    if _sidecar(path).exists():
        checked_sha256(path)


def _sidecar(path: Path) -> Path:
    return path.with_name(f"{path.name}.md5")


def _published(path: Path) -> str | None:
    """Return the MD5 that lies beside the file, None where there is none."""
    sidecar = _sidecar(path)
    try:
        text = sidecar.read_bytes()[:4096].decode("utf-8", "replace")
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise _unreadable(sidecar, problem) from problem
    found = _MD5.search(text)
    if found is None:
        raise ContentRefused(f"{sidecar}: holds no MD5: fetch it again, or remove it to read {path.name} unchecked")
    return found[0].lower()


def _unreadable(path: Path, problem: OSError) -> InputMissing:
    reason = problem.strerror or str(problem)
    return InputMissing(f"{path}: cannot be read ({reason}): check the path and its permissions")
