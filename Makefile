# From a fresh clone: `make run` serves the demo newsroom, `make test` runs every test. Repeat them at any time.

PORT ?= 8000
DATA ?= byline-data
ENV := .venv
BIN := $(ENV)/bin
ON_POSTGRESQL ?= $(addprefix tests/,accounts demo design discussion lib linkbacks network newsroom nodes pages press readership sharing syndication transfer/comments transfer/json_export transfer/run cli/test_postgresql.py cli/test_concurrent_writers.py safekeeping/test_postgresql_backups.py safekeeping/test_moves.py safekeeping/test_move_rows.py)

.PHONY: run test test-postgresql check kills storm attacks load bench words screenshots pictures lock next audit clean

run: $(ENV)/.has-run
	@exec $(BIN)/byline --data $(DATA) run --demo --port $(PORT)

test: $(ENV)/.has-test
	@scripts/browser-and-java
	$(BIN)/pytest -n 2

# What works within this process, on a PostgreSQL server of its own.
test-postgresql: $(ENV)/.has-test
	@scripts/browser-and-java
	scripts/with-postgresql $(BIN)/pytest -n 2 $(ON_POSTGRESQL)

check: $(ENV)/.has-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell src docs tests scripts *.md
	BYLINE_DATA=$$(mktemp -d) $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/audit.py
	$(BIN)/pytest -q tests/test_docs.py tests/test_plain_english.py tests/test_import_circles.py

kills: $(ENV)/.has-test
	KILLS=200 $(BIN)/pytest -q -s tests/discussion/test_kills.py

attacks: $(ENV)/.has-test
	ATTACKS=1 $(BIN)/pytest -n 2 tests/attacks

load: $(ENV)/.has-test
	LOAD=$${LOAD:-200000} $(BIN)/pytest -q -s tests/attacks/test_light_load.py

storm: $(ENV)/.has-test
	STORM=60 $(BIN)/pytest -q -s tests/press/test_storm.py

bench: $(ENV)/.has-test
	@scripts/bench-environment
	$(BIN)/python -m bench $(ONLY)

words: $(ENV)/.has-test
	$(BIN)/python scripts/words.py

screenshots: $(ENV)/.has-test
	@scripts/browser-and-java
	$(BIN)/python scripts/screenshots

# Draws the demo's pictures again (scripts/pictures).
pictures: $(ENV)/.has-test
	$(BIN)/python -m scripts.pictures

lock:
	@scripts/lock

# The tests with the newest versions of all dependencies: make next TESTS=tests/newsroom
next: $(ENV)/.has-test
	@scripts/browser-and-java
	@scripts/next $(TESTS)

# Known vulnerabilities of the pinned versions; fails if no database answers.
audit: $(ENV)/.has-test
	$(BIN)/python scripts/audit.py --strict

# The test environment includes the run environment, so it serves for both.
$(ENV)/.has-run: requirements/run.txt pyproject.toml scripts/environment
	@scripts/environment run

$(ENV)/.has-test: requirements/test.txt pyproject.toml scripts/environment
	@scripts/environment test

clean:
	rm -rf $(ENV)
