# The doors: run, test, lint, bench; `make help` lists them.
PYTHON ?= $(shell sh .ci/python)
export PORT ?= 8000
export LISTEN ?= 127.0.0.1
BIN := .venv/bin
export VAR_DIR ?= $(CURDIR)/var
# Else each process of the server, and each command, compiles the whole product again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help pictures run test postgresql check lint audit bench usefulness growth capacity load faults fuzz mutants messages map lock scan
help: ## Say what each target does
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/run: requirements.txt
	@echo "Installing the packages (about half a minute the first time) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "make: Python 3.11 or newer with venv is needed."; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt || { echo "make: the packages of requirements.txt could not be installed."; exit 1; }
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@echo "Installing what tests and checks need (about half a minute the first time) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt || { echo "make: the packages of requirements-dev.txt could not be installed."; exit 1; }
	@touch $@

# Only where it is older, and put in its place whole: servers and tests that start meanwhile read it.
MESSAGES := quiz/locale/ja/LC_MESSAGES/django.mo
messages: $(MESSAGES)
$(MESSAGES): $(MESSAGES:.mo=.po) | .venv/run
	@$(BIN)/pybabel -q compile --statistics -l ja -i $< -o $(@D)/new.$$PPID.mo 2>/dev/null && mv $(@D)/new.$$PPID.mo $@ || { echo "make: the translations could not be compiled."; exit 1; }

run: .venv/run messages ## Install, migrate and serve (PORT=8123: another port, LISTEN=0.0.0.0: the room's network)
	@mkdir -p $(VAR_DIR)
	@$(BIN)/python manage.py prepare --called "make run"
	@$(BIN)/python manage.py serve

WHOLE = -n auto --dist loadscope --no-loadscope-reorder
# Under CI=true what the whole suite reaches is counted (docs/testing.md). Only quiz/ is, so pytest's own way of
# reading tests need not be wrapped; looked at by itself, for a run that is held to a floor forgets its processes.
COUNTS = $(if $(ARGS),,$(filter true,$(CI)))
REACHED = $(VAR_DIR)/reached.json
test: .venv/dev messages ## Install what tests need and run them (ARGS="tests/outlook -k vote": a part, in one process)
	@mkdir -p $(VAR_DIR)
	@$(BIN)/python $(if $(COUNTS),-m slipcover --dont-wrap-pytest --json --out $(REACHED)) -m pytest --durations=$(or $(SLOWEST),15) $(or $(ARGS),$(WHOLE))
	@$(if $(COUNTS),$(BIN)/python -m slipcover --merge $(REACHED) --out $(REACHED) --fail-under 98 || { echo "make: the tests reach less than 98 % (docs/testing.md)."; exit 1; },true)

postgresql: .venv/dev messages ## All tests that have a database on PostgreSQL; draws tests/on_postgresql.txt anew (ten minutes)
	@DATABASE_URL=$(or $(TEST_DATABASE_URL),postgres://postgres@127.0.0.1:5432/postgres) $(BIN)/python -m tests.asked

check: .venv/dev messages ## Before a commit, in under a minute: style, types, floors, and the tests that have no page
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy && $(BIN)/lint-imports >/dev/null
	@$(BIN)/djangofmt --quiet --check templates && $(BIN)/python manage.py makemigrations --check --dry-run >/dev/null
	@$(BIN)/python -m pytest -q tests/domain tests/house -m "not server" $(ARGS)

lint: .venv/dev messages ## Style, types, floors, templates, migrations, deployment settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py check_content --files
	$(BIN)/python manage.py write_pack fixtures/h20 --check
	git ls-files -z 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(BIN)/djangofmt --check templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	HTTPS=1 $(BIN)/python manage.py check --deploy --fail-level WARNING

audit: ## Look for known faults of the pinned packages (AUDIT=strict: fail where nothing tells)
	@.ci/audit

bench: .venv/dev messages ## Pages against the floor, on both databases (QUICK=1: the hot ones, under three minutes)
	@$(BIN)/python -m tests.bench.pages
	@$(if $(QUICK),true,$(BIN)/python -m tests.bench.workers)
	@$(if $(QUICK),true,$(BIN)/python -m tests.bench.camps)
	@$(if $(QUICK),true,$(BIN)/python -m tests.bench.exchange)

usefulness: .venv/dev messages ## What a class of each size is told of an outlook, into docs/outlook.md (three minutes)
	@$(BIN)/python -m tests.bench.usefulness

growth: .venv/dev messages ## Pages with a thousand to a million attempts (half an hour; MOST=100000: less)
	@$(BIN)/python -m tests.bench.growth

capacity: .venv/dev messages ## How many readers, each an answer every ten seconds, this machine holds
	@$(BIN)/python -m tests.bench.load --readers 6000 --every 10 --seconds 30 --most
	@$(BIN)/python -m tests.bench.load --readers 6000 --every 10 --seconds 30 --most --database PostgreSQL

load: .venv/dev messages ## A class of 300, each an answer every two seconds, three minutes on each database
	@$(BIN)/python -m tests.bench.load --readers 300 --every 2 --seconds 180
	@$(BIN)/python -m tests.bench.load --readers 300 --every 2 --seconds 180 --database PostgreSQL

faults: .venv/dev messages ## Kill it and cut its power: is what it acknowledged there? (half an hour; SECONDS=60 IMAGES=90: less)
	@$(BIN)/python -m tests.faults --seconds $(or $(SECONDS),420) --images $(or $(IMAGES),450)
	@$(BIN)/python -m tests.faults --seconds $(or $(SECONDS),420) --images $(or $(IMAGES),450) --database PostgreSQL
	@$(if $(QUICK),true,$(BIN)/python -m pytest -q -p no:randomly tests/faults/mutants.py)

fuzz: .venv/dev ## Give each importer broken files for a minute: does it read or refuse them all? (SECONDS=10: less)
	@$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1)

scan: .venv/run messages ## A web scanner (wapiti, installed into var/) over a demo, as reader and as instructor (twenty minutes)
	@test -x $(VAR_DIR)/wapiti/bin/wapiti || { $(PYTHON) -m venv $(VAR_DIR)/wapiti && $(VAR_DIR)/wapiti/bin/pip install --quiet --disable-pip-version-check wapiti3; } || { echo "make: wapiti could not be installed."; exit 1; }
	@$(BIN)/python -m tests.bench.scan --wapiti $(VAR_DIR)/wapiti/bin/wapiti $(ARGS)

mutants: .venv/dev ## Break the rules of quiz/domain one by one: does a test notice? (quarter of an hour; not in CI)
	@rm -rf mutants
	@nice -n 10 $(BIN)/mutmut run --max-children 1
	@$(BIN)/python tests/bench/mutants.py

pictures: .venv/dev messages ## Take the pictures of docs/authoring.*.md anew, of the product as it runs (two minutes)
	@$(BIN)/python -m tests.bench.pictures

map: .venv/dev ## Draw docs/map.svg anew: floors, rooms, one page's way
	@$(BIN)/python -m tests.house.map

lock: ## Pin what pyproject.toml asks for (needs uv)
	uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-strip-extras --custom-compile-command 'make lock' pyproject.toml -o requirements.txt
	uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-strip-extras --custom-compile-command 'make lock' --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
