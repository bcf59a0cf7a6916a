# make report   the status of every question, without network
# make test     the tests (a few minutes); make lint: style and types
# make browser  the pages in Chromium (needs Debian's: apt install chromium; make test counts these as not run without)
# make bench    reading, storing, starting and growing, beside peers, in an environment of their own (half an hour)
# Slow suites have their own targets: make fuzz, make bench-start, make bench-read, make bench-page, make bench-night;
# make faults: the fault matrix, counted and measured, a quarter of an hour;
# make decisions: what people decided, after a hundred refreshes, a rebuild and a migration;
# make kills: 1,000 nights that are killed, a third of an hour; make disks: nights of which one system call fails; make mutants: the guards
# broken in every small way; make coverage: which branches of sources, nights and store the tests take;
# make audit: known weaknesses of the packages that are installed, or that nothing was audited;
# make replay: the report of every month since 2000, the same bytes however the records came, and a table of what flipped;
# make mutate-evidence: every record that supports a status retracted, doubted, corrected, and the answers worked out by brute force;
# make sentences: 20,000 made-up abstracts read and compared with what they print, a table by family;
# make expected: the statuses beside those that were expected before the rule was written (and with real records, as below);
# make extraction: 190 whole ones against the rows of a careful reader, by outcome and by rule (and real ones, where EVIDENCE_REAL is).

# The first interpreter that is new enough; say `make PYTHON=/path/to/python3.12 report` to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
BENCH ?= .venv-bench
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: report test lint wheel fuzz faults decisions kills disks mutants coverage audit replay mutate-evidence sentences expected extraction
.PHONY: bench bench-start bench-read bench-page bench-night browser images clean

report: $(VENV)/.run
	@$(BIN)/evidence report

# A file of tests stays with one process, for what its tests share; four at most, so that clocks stay true on any machine.
test: $(VENV)/.test
	$(BIN)/pytest -q -n auto --maxprocesses 4 --dist loadfile -m "not slow"

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

wheel: $(VENV)/.lint
	$(BIN)/python -m build --outdir dist

fuzz: $(VENV)/.test
	$(BIN)/pytest -q -m slow

faults: $(VENV)/.test
	$(BIN)/python -m tests.fakes.scoreboard

audit: $(VENV)/.test
	$(BIN)/python -m tests.audit

decisions: $(VENV)/.test
	$(BIN)/pytest -q -m slow tests/test_review_kept.py

kills: $(VENV)/.test
	$(BIN)/python -m tests.kills

disks: $(VENV)/.test
	$(BIN)/python -m tests.kills.disk

mutants: $(VENV)/.test
	$(BIN)/python -m tests.mutants

coverage: $(VENV)/.test
	$(BIN)/pytest -q -n auto --maxprocesses 4 --dist loadfile -m "not slow and not real" --cov --cov-report=term-missing:skip-covered

replay: $(VENV)/.test
	$(BIN)/python -m tests.replay

mutate-evidence: $(VENV)/.test
	$(BIN)/python -m tests.mutation

sentences: $(VENV)/.test
	$(BIN)/python -m tests.sentences

expected: $(VENV)/.test
	$(BIN)/python -m tests.expected_table

extraction: $(VENV)/.test
	$(BIN)/python -m tests.extraction_table

bench-start: $(VENV)/.run
	$(BIN)/python tests/benchmarks/start.py

# Peers live in an environment of their own. The real file is where EVIDENCE_REAL is; without it that part says so. IGZIP and XTRACT
# may name those programs where they are not in the path. A part that misses a bar does not stop the others.
# The copy in tests/benchmarks/RESULTS.md is kept by hand.
bench: $(BENCH)/.bench
	-$(BENCH)/bin/python -m tests.benchmarks.peers
	-$(BENCH)/bin/python -m tests.benchmarks.storing
	-@test -z "$$EVIDENCE_REAL" || $(BENCH)/bin/python -m tests.benchmarks.storing "$$EVIDENCE_REAL/pubmed_bulk/pubmed21n1298.xml.gz"
	-$(BENCH)/bin/python -m tests.benchmarks.refreshing
	-$(BENCH)/bin/python -m tests.benchmarks.scale
	-$(BENCH)/bin/python tests/benchmarks/start.py

$(BENCH)/.bench: pyproject.toml | $(BIN)/python
	@$(BIN)/python -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[test,bench]'
	@touch $@

bench-read: $(VENV)/.test
	$(BIN)/python tests/benchmarks/reading.py

bench-page: $(VENV)/.test
	$(BIN)/python tests/benchmarks/page.py

bench-night: $(VENV)/.test
	$(BIN)/python -m tests.benchmarks.night

browser: $(VENV)/.browser
	$(BIN)/pytest -q -m browser

# The pictures of the README, from the evidence pack; needs Chromium.
images: $(VENV)/.browser
	$(BIN)/python -m tests.readme_images

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. Install it, or say make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/.run: pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) ..." >&2
	@$(PIP) install --editable .
	@$(BIN)/python -m compileall -q evidence db cli  # a report starts a third faster, also where Python may not cache
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	@$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.browser: pyproject.toml | $(BIN)/python
	@$(PIP) install --editable '.[test,browser]'
	@touch $@ $(VENV)/.run $(VENV)/.test

$(VENV)/.lint: pyproject.toml | $(BIN)/python
	@$(PIP) install --editable '.[test,lint]'
	@touch $@ $(VENV)/.run $(VENV)/.test

clean:
	rm -rf $(VENV) $(BENCH) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
