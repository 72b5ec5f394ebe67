# Two commands do everything on a fresh machine: `make demo` and `make test`. Python >= 3.11 is all they assume;
# Node >= 20 adds the map and the charts.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
VENDOR := src/tocsin/web/static/vendor/.built

.PHONY: demo test lint web bench clean

$(VENV)/.user: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Tocsin needs Python 3.11 or newer: make PYTHON=python3.12, say")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.user
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

# The pages work without these libraries and say so; with Node >= 20 they are fetched once and served from here.
$(VENDOR): web/package.json web/package-lock.json web/copy.mjs
	@sh web/build.sh

web: $(VENDOR)

demo: $(VENV)/.user $(VENDOR)
	$(BIN)/tocsin demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.report

clean:
	rm -rf $(VENV) web/node_modules src/tocsin/web/static/vendor
