# Two commands do all set-up: `make` checks the shipped contracts and shows the demo, `make test` runs the tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TEST_PROCESSES ?= auto

.PHONY: all check demo test lint dist pins bench soak golden docs clean
.DEFAULT_GOAL := all

all: check demo

check: $(VENV)/installed
	@$(BIN)/seamproof check contracts/

demo: $(VENV)/installed
	@echo
	@$(BIN)/seamproof demo

test: $(VENV)/installed-dev
	@$(BIN)/pytest --numprocesses $(TEST_PROCESSES) --dist worksteal

# What .ci/run holds beside the tests.
lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# What a release puts on PyPI; the same bytes wherever it is built.
dist: $(VENV)/installed-dev
	@rm -rf dist
	@$(BIN)/uv build --quiet
	@$(BIN)/twine check --strict dist/*.whl dist/*.tar.gz
	@$(BIN)/check-wheel-contents dist/*.whl

# The packages that the action on GitHub installs, by version and digest.
pins: $(VENV)/installed-dev
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --extra jq --extra zstd \
	  --custom-compile-command 'make pins' pyproject.toml --output-file .github/actions/check/requirements.txt

# Speed and memory as ratios in one run, each with its goal; not part of the tests. BENCH has arguments for it:
# make bench BENCH='--only replay --lines 100_000'
bench: $(VENV)/installed-dev
	@$(BIN)/python -m tests.bench $(BENCH)

# Readers of captures against hundreds of thousands of files gone wrong, readers of JSON against a million
# lines, and answers about random schemas against payloads; two hours of processor time.
soak: $(VENV)/installed-dev
	@$(BIN)/python -m tests.soak.readers
	@$(BIN)/python -m tests.soak.lines
	@$(BIN)/python -m tests.soak.containment

# Writes the golden output of the shipped contracts again, to be read in review.
golden: $(VENV)/installed-dev
	@for story in contracts/*/; do $(BIN)/seamproof check --color never "$${story%/}" > "$${story}golden.txt"; done

# Writes the pages of reference again that come from the product itself: rules, commands, keys.
docs: $(VENV)/installed-dev
	@$(BIN)/python -m tests.docs.reference

clean:
	rm -rf $(VENV) .cache .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist

# An editable install writes no byte code of its own, so it is compiled here: the first command starts as
# fast as the next.
$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "seamproof needs Python 3.11 or newer; say which: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q checker
	@touch $@

# uv takes seconds where pip takes a minute, but knows nothing of how pip was told to find its packages.
$(VENV)/installed-dev: pyproject.toml
	@$(MAKE) --no-print-directory $(VENV)/installed
	@echo "Installing the development tools into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --editable '.[dev]' || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
