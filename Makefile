# What a newcomer needs: `make demo` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/sh
# Where it is set, each process compiles all of Python's files anew: the tests start hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL = $(BIN)/python -m pip --disable-pip-version-check -q install

.PHONY: help demo test test-slow test-faults check mutants bench bench-small release simulate soak bench-parsing train bench-kds fuzz-kds screenshots check-model local-model format clean

help: ## list what can be made
	@grep -hE '^[a-z][a-z-]*:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 18

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed and was not found. Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "A virtual environment could not be made. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.all: requirements/all.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what aiqr needs into $(VENV) …"
	@$(INSTALL) --require-hashes -r requirements/all.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.all
	@echo "Installing what the tests need into $(VENV) …"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.all ## a demo restaurant on port 5005
	@exec $(BIN)/aiqr demo

test: $(VENV)/.dev ## the tests (about 3 minutes on two cores)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow and not faults"
	@echo "Left out were the proofs that take longest: make test-slow, make test-faults."

test-slow: $(VENV)/.dev ## the slowest proofs, and all properties with many examples (about 11 minutes)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "slow or (hypothesis and not faults)" --hypothesis-profile thorough

test-faults: $(VENV)/.dev ## what holds when things die (about 6 minutes, 10 at most)
	$(BIN)/python -m pytest tests/faults -m faults -p no:randomly --session-timeout=600

check: $(VENV)/.dev ## what must hold besides the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_imports.py
	$(BIN)/python scripts/check_bounds.py
	scripts/check_files.sh
	$(BIN)/python scripts/check_names.py
	$(BIN)/python scripts/check_docs.py

mutants: $(VENV)/.dev ## which broken rules no test notices (about 10 minutes)
	$(BIN)/python -m scripts.mutants

bench-parsing: $(VENV)/.dev ## how well and how fast orders are understood
	$(BIN)/python -m benchmarks.understanding
	$(BIN)/python -m benchmarks.parsing

train: $(VENV)/.dev ## learn the parser's weights from data/words
	$(BIN)/python scripts/train_parser.py --write

bench-kds: $(VENV)/.dev ## how fast the kitchen display is
	$(BIN)/python -m benchmarks.kds

fuzz-kds: $(VENV)/.dev ## random keys at a display of a real server, for an hour (SECONDS=600: ten minutes)
	$(BIN)/python -m benchmarks.kds_fuzz_server $(or $(SECONDS),3600)

MENU ?= tests/parsing/menus/harbour.yaml
CASES ?= tests/parsing/cases/harbour.jsonl
check-model: $(VENV)/.all ## how well the model of OPENAI_BASE_URL understands CASES over MENU
	$(BIN)/aiqr eval --parser openai --menu $(MENU) $(CASES)

local-model: $(VENV)/.dev ## a tiny real model for the test that speaks to one
	PYTHON=$(BIN)/python scripts/install_local_model.sh

screenshots: $(VENV)/.dev ## every state of the diner's pages into build/screens (4 minutes)
	$(BIN)/python scripts/screenshots_states.py

bench: $(VENV)/.dev ## how fast it is, beside what this machine could do
	$(BIN)/python -m benchmarks.run

bench-small: $(VENV)/.dev ## what one restaurant needs of a small machine (15 minutes)
	$(BIN)/python -m benchmarks.small_machine --idle 300 --minutes 8

simulate: $(VENV)/.dev ## a dinner time on several processes with Redis
	$(BIN)/python -m benchmarks.simulate

soak: $(VENV)/.dev ## ten minutes of load, watched for what grows
	$(BIN)/python -m benchmarks.soak

release: $(VENV)/.dev ## build the wheel and the source archive of this revision into dist/
	PYTHON=$(BIN)/python scripts/release.sh

format: $(VENV)/.dev ## write the code in its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what was made here (not your data)
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
