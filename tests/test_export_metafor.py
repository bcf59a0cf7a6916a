"""What was pooled goes out to R, and gives there what it gives here."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence.pooling import Estimate, pool_effects, pool_proportions
from evidence_cli.exports.metafor import SCRIPT
from evidence_db.opening import writing
from evidence_db.store_evidence import load_reports
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.payloads import PAYLOADS
from tests.test_page_pack import pack, say  # noqa: F401

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
Pool = dict[str, Any]


def pools(pack: Path) -> list[Pool]:
    report = json.loads(say(pack, "report", "--as", "json"))
    return [pool for question in report["questions"] for pool in question["pooled"]]


def tables(folder: Path) -> list[list[dict[str, str]]]:
    return [list(csv.DictReader(path.open(encoding="utf-8"))) for path in sorted(folder.glob("pool-*.csv"))]


def pooled(rows: list[dict[str, str]]) -> Estimate:
    """What our pooling makes of a table that went out: shares as such, effects on the scale that they are on."""
    if "xi" in rows[0]:
        return pool_proportions([(int(row["xi"]), int(row["ni"])) for row in rows])
    return pool_effects([(float(row["yi"]), float(row["sei"])) for row in rows])


@pytest.fixture
def folder(pack: Path, tmp_path: Path) -> Path:
    """The pools of the evidence pack in a folder."""
    say(pack, "export", "metafor", "--output", str(tmp_path))
    return tmp_path


def test_each_table_pools_to_what_the_report_tells(pack: Path, folder: Path) -> None:
    from math import exp

    told = pools(pack)
    written = tables(folder)
    assert len(told) == len(written) == 9
    for pool, rows in zip(told, written, strict=True):
        found = pooled(rows)
        ratio = pool["statistic"] is not None
        for name in ("estimate", "low", "high", "prediction_low", "prediction_high"):
            value = getattr(found, name)
            assert (value is None) == (pool[name] is None)
            if value is not None:
                shown = exp(value) if ratio else 100 * value
                assert shown == pytest.approx(pool[name], rel=1e-5, abs=1e-6), (pool["about"], name)
        assert found.tau2 == pytest.approx(pool["tau2"], abs=1e-6)
        assert [row["record"] for row in rows] == pool["records"]
        if not ratio:
            assert (sum(int(row["xi"]) for row in rows), sum(int(row["ni"]) for row in rows)) == (
                pool["events"], pool["n"],
            )  # fmt: skip


@pytest.fixture(scope="session")
def r() -> str:
    """R with metafor; tests that ask for it are counted as skipped where it is not."""
    found = shutil.which("Rscript")
    if found is None or subprocess.run([found, "-e", "library(metafor)"], capture_output=True, check=False).returncode:
        pytest.skip("R with metafor is not here")
    return found


@pytest.mark.parametrize("form", ["script", "folder"])
def test_metafor_gives_what_the_report_tells(pack: Path, folder: Path, r: str, form: str) -> None:
    where = folder / SCRIPT
    if form == "script":
        where = folder / "alone.R"
        where.write_text(say(pack, "export", "metafor"), encoding="utf-8")
    ran = subprocess.run([r, where.name], cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    lines = [line.split() for line in ran.stdout.splitlines() if re.match(r"\d\d-Q", line)]
    told = pools(pack)
    assert len(lines) == len(told) == 9
    for pool, line in zip(told, lines, strict=True):
        names = ("estimate", "low", "high", "prediction_low", "prediction_high", "tau2")
        for name, shown in zip(names, line[1:], strict=True):
            value = None if shown == "NA" else float(shown)
            # tau2 of rma.glmm stops where its likelihood is flat: five digits of it, four of what rests on it
            assert value == (None if pool[name] is None else pytest.approx(pool[name], rel=3e-4, abs=1e-6)), (
                line,
                name,
            )


def test_one_question_is_its_own_pools_and_an_unknown_one_is_told(pack: Path, run: Run) -> None:
    shown = say(pack, "export", "metafor", "--question", "Q11")
    assert shown.count("data.frame(") == 1
    assert "secondary autoimmunity, Q11: here 11.206897 (6.619508 to 18.348717) percent; 4 studies" in shown
    assert run("export", "metafor", "--question", "Q99").code == 2


def test_the_script_and_the_folder_are_the_same_on_two_runs(pack: Path, folder: Path, tmp_path: Path) -> None:
    assert say(pack, "export", "metafor") == say(pack, "export", "metafor")
    other = tmp_path / "again"
    other.mkdir()
    say(pack, "export", "metafor", "--output", str(other))
    assert {path.name: path.read_bytes() for path in other.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()
    }


def test_a_pool_whose_figures_are_not_stored_is_left_out_and_told(run: Run) -> None:
    ran = run("export", "metafor")
    assert ran.code == 0
    assert "data.frame(" not in ran.out
    assert "left out: Q9, transplant-related mortality: its figures by study do not give what is stored" in ran.err


@pytest.mark.parametrize("place", range(0, len(PAYLOADS), 4))
def test_the_name_of_an_author_stays_a_text_of_r(pack: Path, run: Run, tmp_path: Path, place: int) -> None:
    text = f'{PAYLOADS[place]}"); system("touch /tmp/hit") # \\" \\'
    db = Path(shutil.copy(pack, tmp_path / "evil.db"))
    with writing(db, create=False) as store:
        evil = [replace(report, first_author=f"{text} {number}") for number, report in
                enumerate(load_reports(store.connection))]  # fmt: skip
        store.save_reports(evil)
    ran = run("export", "metafor", db=db)
    assert ran.code == 0, ran.err
    code = "\n".join(line for line in ran.out.splitlines() if not line.startswith("#"))
    rest = _TEXT.sub('""', code)
    assert "system" in code
    assert "system" not in rest
    assert set(re.findall(r"[A-Za-z.]+\(", rest)) <= {
        "library(", "function(", "cat(", "formatC(", "c(", "data.frame(", "rma(", "rma.glmm(", "predict(", "told(",
        "list(", "binom.test(", "sum(",
    }  # fmt: skip
