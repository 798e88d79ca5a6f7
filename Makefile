# The desk's commands. `make demo` runs everything on this machine, `make test` proves it; the rest serves these.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --no-compile --only-binary=:all:
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header
BROWSERS := chromium chromium-browser google-chrome
# What a newsroom's server sets; `check --deploy` judges these, and connects to nothing.
PRODUCTION := DEBUG=0 SITE_URL=https://desk.example ALLOWED_HOSTS=desk.example \
	DATABASE_URL=postgresql://desk@127.0.0.1/desk REDIS_URL=redis://127.0.0.1/0

.PHONY: help demo demo-reset stop test check bench soak requirements install install-dev browser

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 24

demo: install ## run the whole desk here, with sample articles, until Ctrl-C
	@exec $(BIN)/python manage.py demo

demo-reset: install ## stop the desk and delete its data
	@$(BIN)/python manage.py demo_reset

stop: ## stop the desk, and the built-in servers that other commands left running
	@if [ -x $(BIN)/python ]; then $(BIN)/python manage.py demo_stop; fi

install: .venv/installed ## make .venv with what the desk runs on

install-dev: .venv/installed-dev ## the same, with what the checks and tests need

# Whole files to one process: some open a desk or a pair of servers for all of their tests. Three processes, as
# some of them mostly wait.
test: install-dev browser check ## checks, tests, and browser tests
	@failed=0; \
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not e2e and not soak" || failed=1; \
	$(BIN)/python -m pytest -n 0 -m "e2e and not soak" || failed=1; \
	exit $$failed

soak: install-dev ## the long trials: killed workers, lost servers, many editors
	$(BIN)/python -m pytest -n 0 -m soak

check: install-dev ## style, types, directions of imports, templates, migrations, settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy factcheck articles reviews
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py states --check
	@key=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))'); \
	$(PRODUCTION) SECRET_KEY=$$key $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: install-dev ## measure, each figure beside the limit found in the same run
	@for name in handout queue_page extraction imports import_stream engine ranking learning matching meaning; do echo "== bench/$$name.py"; $(BIN)/python -m bench.$$name; done

requirements: .venv/bin/uv ## pin requirements.in and requirements-dev.in again, with hashes
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -c requirements.txt -o requirements-dev.txt

browser:
	@for name in $(BROWSERS); do if command -v $$name >/dev/null; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium for the browser tests."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	else \
	  echo "The browser tests need Chromium, as one of: $(BROWSERS). Install it and run this again." >&2; \
	  exit 1; \
	fi

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)' || \
	  { echo "$(PYTHON) is missing or older than 3.11: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "$(PYTHON) has no venv module: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 1; }

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing what the desk runs on (about a minute, once)."
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed | .venv/bin/python
	@echo "Installing what the checks and tests need."
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bin/uv: | .venv/bin/python
	@$(PIP) uv
