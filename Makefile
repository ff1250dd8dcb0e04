# The two commands that matter are `make run` and `make test`; `make` alone lists the others.
# Everything they make lies in .venv, .tools and data: remove these and start afresh.

PYTHON ?= python3
PORT ?= 8000
DATA ?= data
WORKERS ?= 2
MINUTES ?= 10
PEOPLE ?= 50
SECONDS ?= 120

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Compiled files are kept even where the environment says no: each worker, and each program that a
# test starts, would otherwise read and rewrite everything again.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest
BENCHMARKS := pdf docx pack merge curve web
UV_VERSION := 0.13.9

# A virtual environment knows its place and its Python: after a move or an upgrade of the system it
# is made again, and so it is when its making was interrupted.
IDENTITY := import sys; print(sys.prefix, *sys.version_info[:2])
ifneq ($(shell $(BIN)/python -c '$(IDENTITY)' 2>/dev/null),$(shell cat .venv/identity 2>/dev/null))
$(shell rm -f .venv/identity .venv/*.stamp)
endif

.DELETE_ON_ERROR:
.PHONY: help run test check format lint types imports test-tools test-slow bench bench-merge screenshots fuzz load sbom release lock clean

help:
	@echo "make run         serve the program on http://127.0.0.1:$(PORT)"
	@echo "make test        everything: format, lint, types, imports and all tests"
	@echo "make check       the inner loop: the same without what takes long or starts another program"
	@echo "make format      format the code and mend what the linter can mend"
	@echo "make bench       measure the writers, the pages and letters of many people"
	@echo "make bench-merge measure letters of many people alone"
	@echo "make test-slow   a hundred thousand letters, which take minutes: before a release"
	@echo "make fuzz        try inputs that nobody thought of for minutes: MINUTES=$(MINUTES)"
	@echo "make load        let $(PEOPLE) people at once work for $(SECONDS) seconds"
	@echo "make sbom        list all parts with hashes and licences (CycloneDX)"
	@echo "make screenshots take the pictures of the pages in docs/pictures again"
	@echo "make release     build wheel and sdist into dist/ and try them elsewhere"
	@echo "make lock        resolve the requirements again; UPGRADE=--upgrade for newer versions"
	@echo "make clean       remove what the other commands made, except data/"

# --- run -------------------------------------------------------------------------------------

run: .venv/project.stamp
	@exec $(BIN)/advocacy serve --port $(PORT) --data-dir $(DATA)

# Two steps, since pip cannot check the hash of a folder.
.venv/project.stamp: .venv/runtime.stamp pyproject.toml
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@# The editable wheel brings a copy of the bundled folders that would only go stale.
	@rm -rf .venv/lib/python3*/site-packages/advocacy
	@touch $@

.venv/runtime.stamp: requirements/runtime.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; if it has another name: make PYTHON=python3.12" >&2; exit 1; }
	@test -f .venv/identity || $(PYTHON) -m venv --clear .venv || \
		{ echo "The venv module is needed: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing what the program needs; this happens once."
	@$(PIP) install --require-hashes -r $<
	@$(BIN)/python -c '$(IDENTITY)' > .venv/identity
	@touch $@

# --- test ------------------------------------------------------------------------------------

test: .venv/dev.stamp test-tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) --numprocesses $(WORKERS) --dist worksteal

# Under a minute on two free cores: without what starts another program, tries hundreds of inputs,
# or was measured to take more than half a second (tests/costly.txt; tests/costs.py measures anew).
# Each folder of tests keeps what is quick in it; whoever works on one room runs its folder whole:
# .venv/bin/python -m pytest -n 2 tests/web
INNER := not (browser or costly or hypothesis or slow or tools or wheel)

check: .venv/dev.stamp
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) --numprocesses $(WORKERS) --quiet -m "$(INNER)"

format: .venv/dev.stamp
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

.venv/dev.stamp: requirements/dev.txt .venv/project.stamp
	@echo "Installing what the tests need; this happens once."
	@$(PIP) install --require-hashes -r $<
	@touch $@

test-tools: .venv/dev.stamp .tools/node/tests.stamp
	@$(BIN)/python tests/tools.py

# Not `npm ci`: it refuses the lock where the registry lacks the validator for other systems.
# `npm install` checks the same hashes.
.tools/node/tests.stamp: tests/package.json tests/package-lock.json tests/tools.py .venv/dev.stamp
	@$(BIN)/python tests/tools.py
	@mkdir -p .tools/node
	@cp tests/package.json tests/package-lock.json .tools/node
	@cd .tools/node && npm install --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# --- measure, release, maintain --------------------------------------------------------------

# All are measured, even where one misses its goal; the table at the end has the goals of all.
bench: .venv/dev.stamp
	@rm -rf .benchmarks
	@status=0; for name in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$name || status=1; done; \
		$(BIN)/python -m benchmarks.goals || status=1; exit $$status

bench-merge: .venv/dev.stamp
	@$(BIN)/python -m benchmarks.merge

# Minutes, and a machine that does nothing else: before a release, no part of `make test`.
test-slow: .venv/dev.stamp
	$(PYTEST) --numprocesses 0 -m slow

fuzz: .venv/dev.stamp test-tools
	ADVOCACY_FUZZ_MINUTES=$(MINUTES) $(PYTEST) -n 0 tests/fuzz -p no:randomly -s

load: .venv/dev.stamp
	$(BIN)/python -m benchmarks.load $(PEOPLE) $(SECONDS)

sbom: .venv/project.stamp
	@$(BIN)/advocacy sbom

# Moments are shown in the time of the machine.
screenshots: .venv/dev.stamp test-tools
	TZ=UTC $(BIN)/python -m tests.pictures docs/pictures

release: .venv/dev.stamp
	rm -rf dist
	$(BIN)/python -m build --no-isolation
	$(PYTEST) -m wheel
	$(PYTEST) --numprocesses 0 -m slow
	WALKS=all $(PYTEST) --numprocesses $(WORKERS) tests/web/browser/test_path.py
	@ls -l dist

# The locks carry hashes and no address, so that they serve any index.
LOCK = .tools/lock/bin/uv pip compile $(UPGRADE) --quiet --no-emit-index-url --no-emit-find-links \
	--no-header --generate-hashes --python-version 3.11 --universal pyproject.toml requirements/install.in

lock: .tools/lock/bin/uv
	$(LOCK) requirements/dev.in -o requirements/dev.txt
	$(LOCK) -c requirements/dev.txt -o requirements/runtime.txt
	$(LOCK) --extra postgresql -c requirements/dev.txt -o requirements/hosting.txt
	npm install --prefix tests --package-lock-only --omit-lockfile-registry-resolved --loglevel=error

.tools/lock/bin/uv:
	$(PYTHON) -m venv .tools/lock
	.tools/lock/bin/python -m pip --quiet install uv==$(UV_VERSION)

clean:
	rm -rf .venv .tools build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
