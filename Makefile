# Everything a person does with this project begins here; `make help` lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BASE ?= main
BIN := .venv/bin
# A process that finds its modules compiled starts in half the time; kept here also where the environment forbids it beside the sources.
KEEP_COMPILED := PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX="$(CURDIR)/var/compiled"
.DEFAULT_GOAL := help

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-20s %s\n", $$1, $$2}'

install: ## Make .venv with the system and its assets
	@$(PYTHON) tools/install.py

install-development: ## The same, with what the checks need
	@$(PYTHON) tools/install.py --development

demo: install ## Load the demonstration and serve it on 127.0.0.1:8000
	@$(KEEP_COMPILED) $(BIN)/ocop demo --port $(PORT)

test: install-development ## Every check; on PostgreSQL what differs there and every page once
	@$(BIN)/python -m tests.run_all

test-all: install-development ## For releases: everything on both databases, every cell of the role matrix over HTTP
	@$(BIN)/python -m tests.run_all --all

test-changed: install-development ## While you work: tests of the rooms changed since BASE (main), and of those above
	@$(BIN)/python -m tests.changed --base $(BASE)

lint: install-development ## Style, floors, templates, house rules
	@$(BIN)/python -m tests.run_all --only style,imports,templates,house

types: install-development ## mypy --strict over the whole project
	@$(BIN)/python -m tests.run_all --only types

bench: install-development ## Measure the pages that matter; prints JSON
	@$(BIN)/python -m tests.bench

format: install-development ## Put code and templates into their standard form
	@$(BIN)/ruff check --quiet --fix-only . && $(BIN)/ruff format --quiet .
	@find src -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true  # 1 says that a file was written anew

lock: install-development ## Write the hash-pinned lists anew from requirements/*.in
	@for name in installer production development; do \
	  echo "  lock: $$name"; \
	  $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

.PHONY: help install install-development demo test test-all test-changed lint types bench format lock
