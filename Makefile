# Two commands do everything on a machine that has only Python 3.11 or later:
#   make demo   installs and plans the embedded sample
#   make test   installs and runs lint, types, import contract and all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint sample bench mutants browser database clean

demo: $(VENV)/demo.stamp
	$(BIN)/cluster-planner plan data/yiyang.gpkg --out out/

test: $(VENV)/test.stamp browser database lint
	$(BIN)/pytest -n 2 --dist loadfile

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

sample: $(VENV)/test.stamp
	$(BIN)/python data/make_sample.py

bench: $(VENV)/test.stamp
	$(BIN)/python benchmarks/plan_speed.py
	$(BIN)/python benchmarks/check_speed.py

mutants: $(VENV)/test.stamp
	$(BIN)/python benchmarks/mutants.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/demo.stamp: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/demo.stamp

# The map is tested in a real browser; without one the tests fail rather than skip.
browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	  then apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; \
	  else echo "chromium is missing: apt-get install chromium fonts-noto-cjk"; exit 1; fi; }

# Reading from and writing to PostGIS is tested against a real one, which the tests start and stop themselves.
database:
	@ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	  then apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql postgresql-15-postgis-3 >/dev/null; \
	  else echo "PostGIS is missing: apt-get install postgresql postgresql-15-postgis-3"; exit 1; fi; }

clean:
	rm -rf $(VENV) out build *.egg-info
