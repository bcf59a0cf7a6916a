"""Writes the pages of a site into a folder, and touches nothing there that is not its own."""

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from evidence.errors import CannotCreate, NotPermitted, StorageFailed, UsageError
from evidence_cli.out import belongs_to, write_whole

LISTED = "evidence-site.json"  # which files of the folder are ours
_OURS = re.compile(r"[A-Za-z0-9-]{1,80}\.html")
_MARK = '<meta name="generator" content="hsct-evidence" />'


def is_folder(output: str) -> bool:
    """Return whether --output names a folder: one that is there, or a name that no file of a page has."""
    if output == "-":
        return False
    if os.path.exists(output):  # noqa: PTH110  Path.exists raises for a name that no file can have
        return os.path.isdir(output)  # noqa: PTH112
    return output.endswith("/") or Path(output).suffix.lower() not in (".html", ".htm", ".xhtml")


def write_site(output: str, pages: Mapping[str, str], keep: str) -> None:
    """Write the pages; those of an earlier report that are no more are taken away, and nothing else is.

    Raises UsageError where the folder holds files that this program did not write there, before anything is written.
    """
    folder = Path(output)
    held = _listed(folder)
    _refuse_foreign(folder, held, pages)
    if any(belongs_to(str(folder / name), keep) for name in (*pages, LISTED)):
        raise UsageError(f"--output {output} holds the database: name another folder")
    _make(folder)
    _list(folder, {*held, *pages})  # first: a run that is cut off leaves no page that the next one does not know
    for name, text in pages.items():
        write_whole(str(folder / name), text)
    for name in sorted(held - set(pages)):
        _remove(folder / name)
    _list(folder, pages)


def _listed(folder: Path) -> set[str]:
    """Return the files that an earlier run wrote here; only names that it could have given, and plain files."""
    listed = folder / LISTED
    if os.path.islink(listed) or not os.path.isfile(listed):  # noqa: PTH113, PTH114  pathlib's raise, see is_folder
        return set()
    try:
        told = json.loads(listed.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise UsageError(f"--output {folder}: {LISTED} cannot be read ({problem}): name another folder") from problem
    names = told.get("files") if isinstance(told, dict) else None
    if not isinstance(names, list):
        raise UsageError(f"--output {folder}: {LISTED} is not of this program: name another folder")
    return {name for name in names if isinstance(name, str) and _OURS.fullmatch(name)}


def _refuse_foreign(folder: Path, held: set[str], pages: Mapping[str, str]) -> None:
    """Raise where a file is in the way, or where the folder is full of things that are not ours."""
    there_is = os.path.isdir(folder)  # noqa: PTH112
    if not there_is and os.path.exists(folder):  # noqa: PTH110
        raise UsageError(f"--output {folder} is a file: name a folder, or a file that ends in .html")
    try:
        there = {path.name for path in folder.iterdir()} if there_is else set()
    except PermissionError as problem:
        raise NotPermitted(f"--output {folder} may not be looked into: name another folder") from problem
    changed = [name for name in held & there if not _is_ours(folder / name)]
    if LISTED not in there:
        changed += sorted(there)
    taken = sorted({*changed, *((there & set(pages)) - held)})
    if taken:
        more = f" and {len(taken) - 3} more" if len(taken) > 3 else ""
        raise UsageError(
            f"--output {folder} holds files that this program did not write: {', '.join(taken[:3])}{more}; "
            "name an empty folder or a new one"
        )


def _is_ours(path: Path) -> bool:
    """Return whether a file is a page of ours: a plain file with our mark near its top."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return _MARK in stream.read(4096)
    except OSError:
        return False


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except PermissionError as problem:
        raise NotPermitted(f"may not make the folder {folder}: {problem.strerror}") from problem
    except OSError as problem:
        raise CannotCreate(f"cannot make the folder {folder}: {problem.strerror}; its parent must exist") from problem


def _list(folder: Path, names: Iterable[str]) -> None:
    told = {"program": "hsct-evidence", "files": sorted(names)}
    write_whole(str(folder / LISTED), json.dumps(told, indent=1) + "\n")


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise StorageFailed(f"could not take away {path}: {problem.strerror}") from problem
