# Every habit is a verb. `make run` and `make test` do all set-up themselves.
PORT ?= 8000
DATA ?= ./data
DEMO ?= yes
BIN := .venv/bin
# Each module is compiled once, also where the shell forbids bytecode beside the sources: the tests start some 200 programs.
PY := PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(CURDIR)/.venv/bytecode PYTHONPATH=src $(BIN)/python

# Tests of forming that take minutes live in tests/formation_long, which `make test` leaves out.
.PHONY: run test test-formation setup check bench bench-forming demo release lock unit browser faults pictures help
.DEFAULT_GOAL := help

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .venv/.run ## Set up, migrate, tell the demo, serve (PORT=8000 DATA=./data DEMO=yes|no)
	@exec env $(PY) -m knotwork up --port $(PORT) --data $(DATA) --demo $(DEMO)

demo: .venv/.run ## Tell the demo anew into DATA/demo
	@exec env $(PY) -m knotwork demo --data $(DATA)/demo

test: .venv/.dev ## Run all tests, a real browser and a real PostgreSQL included
	@tools/find-browser
	$(PY) -m pytest -q -n 2 --dist worksteal --ignore tests/journeys
	$(PY) -m pytest -q -n 2 --dist loadfile tests/journeys

test-formation: .venv/.dev ## Run the long tests of forming sets
	$(PY) -m pytest -q -n 2 tests/formation_long

unit: .venv/.dev ## Run the unit and service tests only
	$(PY) -m pytest -q -n 2 --dist worksteal src tests/architecture

browser: .venv/.dev ## Run the journeys in a real browser only
	@tools/find-browser
	$(PY) -m pytest -q -n 2 --dist loadfile tests/journeys

faults: .venv/.dev ## Kill the server 50 times during live writes; see 100 moves synced first
	$(PY) -m tests.faults.kill --times 50
	$(PY) -m tests.faults.sync_order

setup: .venv/.dev ## Install everything a developer needs, and compile the loops of forming
	@tools/find-browser
	@$(PY) -m knotwork form docs/guide/forming-sets/people.csv --proposals 1 --json >/dev/null 2>&1 || [ $$? -eq 4 ]

check: .venv/.dev ## Hold what machines can hold
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --lint --quiet src
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports --no-cache
	$(PY) -m pytest -q tests/architecture
	$(PY) manage.py makemigrations --check --dry-run
	KNOTWORK_BASE_URL=https://sets.example.org $(PY) manage.py check --deploy --fail-level WARNING
	$(BIN)/pip-audit --progress-spinner off --require-hashes --disable-pip -r requirements-forming.lock
	$(PY) -m tools.try_wheel

pictures: .venv/.dev ## Make the pictures of the README anew, in a real browser
	@tools/find-browser
	$(PY) -m tests.journeys.pictures

bench: .venv/.dev ## Measure the figures; tables here, JSON in benches/results
	$(PY) -m benches

bench-forming: .venv/.dev ## Measure what forming sets reaches; writes docs/develop/forming-report.md
	$(PY) -m benches.forming

release: check test ## Build the wheel
	$(BIN)/python -m build --wheel --no-isolation

lock: .venv/.dev ## Compile the lock files anew
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.12 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.12 --extra forming pyproject.toml -o requirements-forming.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.12 --extra dev --extra forming pyproject.toml -o requirements-dev.lock

.venv/.run: requirements.lock tools/make-venv
	@tools/make-venv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock tools/make-venv
	@tools/make-venv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.run
