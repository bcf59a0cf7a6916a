"""Breaks the guards and counts what the tests notice: python -m tests.mutants [MODULE ...]"""

import ast
import contextlib
import os
import signal
import sys
import types
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import pytest

from tests.mutants.breaking import mutants

TESTS = {
    "evidence.guards": ("test_guards.py",),
    "evidence.absences": ("test_absences.py",),
    "evidence.rereading": ("test_rereading.py",),
}
LEAST = 0.95
SECONDS = 120


def main() -> int:
    """Break each module in every way, print the survivors and the score; return 1 where it is under LEAST."""
    named = sys.argv[1:] or list(TESTS)
    print(f"Mutants of the guards, {datetime.now(UTC):%Y-%m-%d}")
    noticed = whole = 0
    for name in named:
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        source = Path(spec.origin).read_text(encoding="utf-8")
        assert not _is_noticed(name, ast.parse(source)), f"{name}: its tests fail though it is whole"
        found = [(told, _is_noticed(name, broken)) for told, broken in mutants(source)]
        survivors = [told for told, seen in found if not seen]
        noticed, whole = noticed + len(found) - len(survivors), whole + len(found)
        print(f"{name}: {len(found) - len(survivors)} of {len(found)} noticed")
        print("".join(f"  not noticed: {told}\n" for told in survivors), end="")
    score = noticed / whole
    print(f"score {score:.3f} ({noticed} of {whole})")
    return 0 if score >= LEAST else 1


def _is_noticed(name: str, broken: ast.Module) -> bool:
    """Run the module's tests in a process in which it is broken."""
    child = os.fork()
    if not child:
        code = 0
        with contextlib.suppress(BaseException):
            code = _tested(name, broken)
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return status != 0


def _tested(name: str, broken: ast.Module) -> int:
    signal.alarm(SECONDS)  # a mutant that never ends is one that is noticed
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    module = types.ModuleType(name)
    try:
        parent = __import__(name.rpartition(".")[0])
        exec(compile(broken, name, "exec"), module.__dict__)  # noqa: S102 - our own source, changed in one place
    except Exception:  # noqa: BLE001 - a module that cannot be imported is noticed
        return 1
    sys.modules[name] = module
    setattr(parent, name.rpartition(".")[2], module)
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None, max_examples=60)
    hypothesis.settings.load_profile("mutants")
    files = [str(Path(__file__).parents[1] / test) for test in TESTS[name]]
    return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *files]))


if __name__ == "__main__":
    sys.exit(main())
