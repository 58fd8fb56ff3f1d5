# Two commands do all set-up: `make` checks the shipped contracts and shows the demo, `make test` runs the tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: all check demo test lint bench soak golden clean
.DEFAULT_GOAL := all

all: check demo

check: $(VENV)/installed
	@$(BIN)/seamproof check contracts/

demo: $(VENV)/installed
	@echo
	@$(BIN)/seamproof demo

test: $(VENV)/installed-dev
	@$(BIN)/pytest --numprocesses auto --dist worksteal

# What .ci/run holds beside the tests.
lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Speed as ratios in one run; not part of the tests.
bench: $(VENV)/installed-dev
	@$(BIN)/python -m tests.bench.replay
	@$(BIN)/python -m tests.bench.exploring
	@$(BIN)/python -m tests.bench.captures
	@$(BIN)/python -m tests.bench.drift

# Readers of captures against hundreds of thousands of files gone wrong, and answers about random schemas
# against payloads; two hours of processor time.
soak: $(VENV)/installed-dev
	@$(BIN)/python -m tests.soak.readers
	@$(BIN)/python -m tests.soak.containment

# Writes the golden output of the shipped contracts again, to be read in review.
golden: $(VENV)/installed-dev
	@for story in contracts/*/; do $(BIN)/seamproof check --color never "$${story%/}" > "$${story}golden.txt"; done

clean:
	rm -rf $(VENV) .cache .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build *.egg-info

# An editable install writes no byte code of its own, so it is compiled here: the first command starts as
# fast as the next.
$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "seamproof needs Python 3.11 or newer; say which: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q checker
	@touch $@

$(VENV)/installed-dev: pyproject.toml
	@$(MAKE) --no-print-directory $(VENV)/installed
	@echo "Installing the development tools into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
