# Every command of the project; `make` alone lists them. Nothing but Python 3.11+, make and git is
# needed for `run` and `test`; what else a command wants, it says.

PYTHON ?= python3
PORT ?= 8000
PAGES ?= 2000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
FONTS := @fontsource-variable/archivo@5.3.0 @fontsource-variable/source-serif-4@5.3.1 \
  @fontsource/lalezar@5.3.0 @fontsource-variable/noto-naskh-arabic@5.3.0

.DEFAULT_GOAL := help
.PHONY: help run dev demo test lint format messages requirements bench bench-load bench-search bench-desk contact-load fonts icons help-pictures clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

run: export DJANGO_SETTINGS_MODULE = cms.settings.local
run: $(VENV)/.run ## Install, migrate, fill with the demo once, and serve on http://127.0.0.1:8000 (PORT)
	@$(MANAGE) compile_catalogues
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) load_demo --leave-pictures
	@trap 'kill 0' EXIT; $(MANAGE) worker & $(MANAGE) serve --port $(PORT) --warm 30

dev: export DJANGO_SETTINGS_MODULE = cms.settings.dev
dev: $(VENV)/.dev ## Serve with automatic reload and errors in the browser
	@$(MANAGE) compile_catalogues
	@$(MANAGE) migrate --verbosity 0
	@trap 'kill 0' EXIT; $(MANAGE) worker & $(MANAGE) runserver $(PORT)

demo: export DJANGO_SETTINGS_MODULE = cms.settings.local
demo: $(VENV)/.run ## Add what is missing of the demo to the database
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo

test: $(VENV)/.dev ## Run every test on SQLite, and on PostgreSQL where one answers (TEST_DATABASE_URL)
	@$(BIN)/python -m tests.run

lint: $(VENV)/.dev ## Check style, templates, migrations, deployment settings, catalogues, static files
	@$(BIN)/python -m tests.lint

format: $(VENV)/.dev ## Format Python and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet templates

messages: $(VENV)/.dev ## Collect the messages into the catalogues (needs GNU gettext)
	@$(MANAGE) collect_messages

requirements: $(VENV)/.dev ## Compile requirements*.in to pinned versions with hashes
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements.in -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements-dev.in -o requirements-dev.txt

bench: $(VENV)/.dev ## Measure what pages cost (PAGES=200|2000|20000; BENCH_DATABASE_URL for PostgreSQL)
	@$(BIN)/python -m bench.pages --pages $(PAGES)

bench-load: $(VENV)/.dev ## A minute of readers at 16 connections while an editor publishes every second (PAGES)
	@$(BIN)/python -m bench.pages.steady --pages $(PAGES)

bench-search: $(VENV)/.dev ## Measure search on SQLite and on PostgreSQL (BENCH_DATABASE_URL), beside Wagtail's own
	@mkdir -p var
	@$(BIN)/python bench/search_bench.py --database sqlite:///$(CURDIR)/var/bench.sqlite3 --sizes 2000 20000 200000
	@test -z "$(BENCH_DATABASE_URL)" || $(BIN)/python bench/search_bench.py --database "$(BENCH_DATABASE_URL)" --sizes 2000 20000 200000

bench-desk: $(VENV)/.dev ## Measure the translators' desk at 2,000 pages × 7 languages (BENCH_DATABASE_URL for PostgreSQL too)
	@mkdir -p var
	@$(BIN)/python -m bench.desk_bench --database sqlite:///$(CURDIR)/var/desk_bench.sqlite3
	@test -z "$(BENCH_DATABASE_URL)" || $(BIN)/python -m bench.desk_bench --database "$(BENCH_DATABASE_URL)"

contact-load: $(VENV)/.dev ## Send 10,000 messages while everything breaks (BENCH_DATABASE_URL, named …_bench) and count them
	@test -n "$(BENCH_DATABASE_URL)" || { echo "BENCH_DATABASE_URL is needed: a PostgreSQL database whose name ends in _bench; it is made anew."; exit 2; }
	@$(BIN)/python bench/contact_load.py --database "$(BENCH_DATABASE_URL)"

fonts: $(VENV)/.run ## Make the fonts again from npm's packages, in var/fonts (needs npm)
	@npm install --silent --no-save --prefix var/fonts $(FONTS)
	@$(MANAGE) make_fonts var/fonts/node_modules

icons: $(VENV)/.run ## Draw the icons again from the mark
	@$(MANAGE) draw_icons

help-pictures: export DJANGO_SETTINGS_MODULE = cms.settings.local
help-pictures: export DATABASE_URL = sqlite:///$(CURDIR)/var/help/db.sqlite3
help-pictures: export MEDIA_ROOT = $(CURDIR)/var/help/media
help-pictures: export STATIC_ROOT = $(CURDIR)/var/help/static
help-pictures: export GENERATION_FILE = $(CURDIR)/var/help/generation
help-pictures: $(VENV)/.dev ## Take the pictures of the members' guide again, on a demo site of their own (needs Chromium)
	@rm -rf var/help && mkdir -p var/help
	@$(MANAGE) compile_catalogues
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) load_demo --leave-pictures --picture-width 900
	@$(MANAGE) draw_help

clean: ## Remove what was built; asks nothing, keeps nothing of the demo
	rm -rf $(VENV) var
