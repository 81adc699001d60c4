# Two commands do everything on a machine that has only Python 3.11 or later:
#   make demo   installs and plans the embedded sample
#   make test   installs and runs lint, types, import contract and all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

LOCKS := .ci/requirements.lock .ci/requirements-test.lock
INTO := $(BIN)/uv pip install --quiet --python $(VENV)
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-header --no-annotate --quiet $(UPGRADE)
TESTS ?=

# Many processes are started in the tests: where a machine keeps no compiled modules, each would compile the package anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: page page-check demo test test-oldest test-newest lock lint sample bench mutants fuzz browser database paper tracer clean

demo: $(VENV)/demo.stamp
	$(BIN)/cluster-planner plan data/yiyang.gpkg --settings data/yiyang.toml --title 益阳市老旧小区集中连片改造方案 --out out/

test: $(VENV)/test.stamp browser database paper tracer lint page-check
	$(BIN)/pytest -n 2 --dist loadfile

# The same tests with the oldest of every library that pyproject.toml allows, and with the newest of everything there is.
# TESTS="tests/test_areas.py ..." runs a part. Old libraries may deprecate each other, which is no fault of ours.
test-oldest: $(BIN)/uv browser database paper tracer
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)-oldest
	$(INTO)-oldest --resolution lowest-direct --editable '.[notebook,postgis,tiles]'
	$(BIN)/uv pip freeze --quiet --python $(VENV)-oldest --exclude-editable > $(VENV)-oldest/oldest.txt
	$(INTO)-oldest --constraint $(VENV)-oldest/oldest.txt --editable '.[suite]'
	$(VENV)-oldest/bin/pytest -n 2 --dist loadfile -W default $(TESTS)

test-newest: $(BIN)/uv browser database paper tracer
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)-newest
	$(INTO)-newest --upgrade --editable '.[suite]'
	$(VENV)-newest/bin/pytest -n 2 --dist loadfile $(TESTS)

# What is installed here is written down with its hashes: "make lock" adds what is missing, "make lock UPGRADE=--upgrade"
# renews all. No address of an index is kept, so that each machine uses its own.
lock: $(BIN)/uv
	$(COMPILE) --extra test --output-file .ci/requirements-test.lock
	$(COMPILE) --constraint .ci/requirements-test.lock --output-file .ci/requirements.lock

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The scripts and styles of the map, bundled into the package. The bundle is in the repository, so that users need no node.
page: page/node_modules/.package-lock.json
	cd page && npm run --silent build

page-check: page
	cd page && npm run --silent lint && npm test --silent
	git diff --exit-code --stat -- cluster_planner/render/static || { echo "The bundle is older than page/src: commit what make page wrote."; exit 1; }

page/node_modules/.package-lock.json: page/package-lock.json | browser
	cd page && npm ci --silent

sample: $(VENV)/test.stamp
	$(BIN)/python data/make_sample.py

bench: $(VENV)/test.stamp
	$(BIN)/python benchmarks/plan_speed.py
	$(BIN)/python benchmarks/check_speed.py

# Inputs made by chance, on from where build/fuzz.jsonl says that the last run stopped.
SECONDS ?= 60
fuzz: $(VENV)/test.stamp
	PYTHONPATH=tests $(BIN)/python -m fuzz $(SECONDS)

mutants: $(VENV)/test.stamp
	$(BIN)/python benchmarks/mutants.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(BIN)/uv: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet uv

$(VENV)/demo.stamp: pyproject.toml $(LOCKS) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement .ci/requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml $(LOCKS) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement .ci/requirements-test.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@ $(VENV)/demo.stamp

# What the tests need of the system, each only where it is missing: a node of another source brings its own npm, and Debian's
# npm does not go with it. Without them the tests fail rather than skip.
define from_debian
@$(1) || { \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
  then apt-get update -qq && apt-get install -y -qq --no-install-recommends $(2) >/dev/null; \
  else echo "Missing: apt-get install $(2)"; exit 1; fi; }
endef

# The map is tested in a real browser, and its rules in node.
browser:
	$(call from_debian,command -v chromium >/dev/null,chromium fonts-noto-cjk)
	$(call from_debian,command -v npm >/dev/null,nodejs npm)

# Reading from and writing to PostGIS is tested against a real one, which the tests start and stop themselves.
database:
	$(call from_debian,ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1,postgresql postgresql-15-postgis-3)

# What the map prints is read from the paper.
paper:
	$(call from_debian,command -v pdftotext >/dev/null,poppler-utils)

# Which files a run opens is watched from outside.
tracer:
	$(call from_debian,command -v strace >/dev/null,strace)

clean:
	rm -rf $(VENV) $(VENV)-oldest $(VENV)-newest out build *.egg-info
