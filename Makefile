# Targets for people. What a target needs, it installs: into .venv, var/, and, where root, by apt.
.DEFAULT_GOAL := help
SHELL := bash
PORT ?= 8000
PYTHON ?= python3
export VAR_DIR ?= $(CURDIR)/var
export PORT
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
DEVELOPMENT := DJANGO_SETTINGS_MODULE=workshop.settings.development
PO := $(wildcard locale/*/LC_MESSAGES/*.po)
STATIC := $(shell find cms classrooms investigations workshop -path '*/static/*' -type f 2>/dev/null)
MIGRATIONS := $(shell find . -path './$(VENV)' -prune -o -path '*/migrations/*.py' -print 2>/dev/null)

.PHONY: help run test lint style types format e2e fault faces bench worker translations migrations-check demo lock audit clean screenshots pages

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  \1|/' | column -t -s '|'

$(VENV)/.run: requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=… for another)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: apt-get install python3-venv"; exit 1; }
	@echo "Installing what the site needs…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what the tests need…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

locale/.compiled: $(PO) $(VENV)/.run
	@mkdir -p locale
	@for domain in django djangojs; do if ls locale/*/LC_MESSAGES/$$domain.po >/dev/null 2>&1; then $(BIN)/pybabel --quiet compile --directory locale --domain $$domain; fi; done
	@touch $@

$(VAR_DIR)/.static: $(STATIC) $(VENV)/.run locale/.compiled cms/fonts.py
	@$(DEVELOPMENT) $(BIN)/python manage.py build_fonts
	@$(DEVELOPMENT) $(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@touch $@

$(VAR_DIR)/.database: $(MIGRATIONS) $(VENV)/.run locale/.compiled investigations/reference.py
	@mkdir -p -m 700 $(VAR_DIR)
	@$(DEVELOPMENT) $(BIN)/python manage.py migrate --no-input --verbosity 0
	@touch $@

$(VAR_DIR)/.demo: $(VAR_DIR)/.database $(VAR_DIR)/.static
	@$(DEVELOPMENT) $(BIN)/python manage.py demo --if-empty
	@touch $@

run: $(VAR_DIR)/.demo ## the site with its demo on http://127.0.0.1:8000 (PORT= for another)
	@$(DEVELOPMENT) $(BIN)/python manage.py welcome
	@$(DEVELOPMENT) exec $(BIN)/python -m workshop.serve

demo: $(VAR_DIR)/.demo ## fill an empty database with the demo

worker: $(VAR_DIR)/.database ## the task worker alone
	@$(DEVELOPMENT) $(BIN)/python manage.py db_worker --queue-name '*'

test: $(VENV)/.dev locale/.compiled ## lint, types and the whole suite, on SQLite and PostgreSQL, browser included
	@bash .ci/suite

lint: $(VENV)/.dev locale/.compiled ## style, types, imports, templates, migrations
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target style types

style:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	@$(BIN)/lint-imports --no-cache
	@$(MAKE) --no-print-directory migrations-check

types:
	@$(BIN)/mypy

migrations-check: $(VENV)/.run
	@DJANGO_SETTINGS_MODULE=workshop.settings.test $(BIN)/python manage.py makemigrations --check --dry-run --verbosity 1

format: $(VENV)/.dev ## put the code into shape
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html') || true

e2e: $(VENV)/.dev locale/.compiled ## the browser tests alone
	@bash .ci/suite browser

fault: $(VENV)/.dev locale/.compiled ## 30 tablets, a bad network, 200 kills of the server: nothing may be lost
	@bash .ci/suite fault

faces: $(VENV)/.run ## masked copies of the photos in DIR=…, and a table of what was found
	@test -n "$(DIR)" || { echo "Which folder? make faces DIR=…"; exit 1; }
	@$(BIN)/python -m investigations.photos "$(DIR)"

bench: $(VENV)/.dev locale/.compiled ## speed against references in the same run
	@bash .ci/suite bench

screenshots: $(VENV)/.dev $(VAR_DIR)/.demo ## the README's pictures, made from the demo
	@bash .ci/suite screenshots

pages: $(VENV)/.dev $(VAR_DIR)/.demo ## every reader page at three widths, into var/pages-seen/, to be looked at
	@bash .ci/suite pages $(ONLY)

translations: $(VENV)/.dev ## collect sentences into locale/ (needs gettext)
	@$(DEVELOPMENT) $(BIN)/python manage.py makemessages --locale en --domain django --ignore '$(VENV)/*' --ignore 'var/*' --no-obsolete --add-location file
	@$(DEVELOPMENT) $(BIN)/python manage.py makemessages --locale en --domain djangojs --ignore '$(VENV)/*' --ignore 'var/*' --no-obsolete --add-location file

lock: $(VENV)/.dev ## compile requirements/ from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --quiet --override requirements/overrides.txt --override requirements/overrides-run.txt --output-file requirements/run.txt
	@$(BIN)/uv pip compile pyproject.toml --group dev --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --quiet --override requirements/overrides.txt --constraint requirements/run.txt --output-file requirements/dev.txt

audit: $(VENV)/.dev ## known weaknesses of the dependencies (needs the network)
	@$(BIN)/pip-audit --strict --require-hashes --requirement requirements/run.txt

clean: ## remove the environment and compiled files; var/ (your data) stays
	@rm -rf $(VENV) locale/.compiled .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
