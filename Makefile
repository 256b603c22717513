# Two commands: `make edition` builds the edition, `make test` runs every test. Each sets up what it needs, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# as pip does for what is not editable: every start is sooner, also where Python may not write
COMPILE = $(BIN)/python -m compileall -q cli/matbaa

.PHONY: edition test schema bench clean

edition: $(VENV)/.installed
	$(BIN)/matbaa validate
	$(BIN)/matbaa build

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/matbaa schema --check
	$(BIN)/python -m pytest -n auto --dist worksteal

# the schema files, after a change of schema/matbaa.odd
schema: $(VENV)/.installed
	$(BIN)/matbaa schema

bench: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m pytest tests/benchmarks

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[search]'
	$(COMPILE)
	touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	$(COMPILE)
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV)
	find build -mindepth 1 ! -name README.md ! -name .gitignore -delete
