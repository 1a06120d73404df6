# Two commands: `make serve` and `make test`. Everything they need goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PINS := .ci/constraints.txt

.PHONY: help serve test check bench readme screenshots clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

serve: $(VENV)/.installed ## Build the index if needed and serve the search page
	@$(BIN)/python -m service serve $(if $(PORT),--port $(PORT)) $(if $(HOST),--host $(HOST))

test: $(VENV)/.installed-dev ## Run the whole test suite
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed-dev ## Format check, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

bench: $(VENV)/.installed-dev ## Measure speed on this machine
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.linting

readme: $(VENV)/.installed-dev ## Write README's generated tables anew
	@UPDATE=1 $(BIN)/python -m pytest -q tests/test_readme.py

screenshots: $(VENV)/.installed-dev ## Take pictures of every page with Chromium into OUT (default: screenshots)
	@$(BIN)/python -m tests.browser.screenshots $(or $(OUT),screenshots)

clean: ## Remove .venv, the built index and caches
	@rm -rf $(VENV) .kawen .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis dist

$(VENV)/bin/python:
	@echo "creating $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kawen needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "could not create $(VENV); on Debian: apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml $(PINS)
	@echo "installing kawen into $(VENV) ..."
	@$(PIP) install -c $(PINS) -e '.[fast]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "installing the development tools into $(VENV) ..."
	@$(PIP) install -c $(PINS) $$($(BIN)/python .ci/tools.py)
	@touch $@
