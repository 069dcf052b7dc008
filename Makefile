# What there is to do with this project, one word each: make run, make test, make check.
# Needs python3 (3.11 or newer) with venv, and make; everything else is installed into .venv.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
FONTS := static/fonts/fira-sans-400.woff2 static/fonts/fira-sans-600.woff2
TEMPLATES = $$(find templates -name '*.html' | sort)
PRODUCTION_ENV = PRODUCTION=1 DEMO=0 DEBUG=0 ALLOWED_HOSTS=kernteam.example.nl SITE_URL=https://kernteam.example.nl SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')"
LOCK := --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet

.PHONY: install run test check bench proof clean lock

install: $(STAMP) $(FONTS)

$(STAMP): requirements-dev.lock
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.lock
	mkdir -p var/static
	touch $@

$(FONTS): $(STAMP) kernteam/webfonts.py
	$(BIN)/python -m kernteam.webfonts
	touch $(FONTS)

# The demo region on http://127.0.0.1:$(PORT), and the worker that sends its mail: to this terminal.
run: export DEMO = 1
run: export SITE_URL = http://127.0.0.1:$(PORT)
run: install
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py createcachetable --verbosity 0
	@$(BIN)/python manage.py demo
	@echo "Kernteam draait op http://127.0.0.1:$(PORT). Stoppen: Ctrl+C."
	@nice -n 10 $(BIN)/python manage.py db_worker --verbosity 0 & worker=$$!; \
	$(BIN)/gunicorn kernteam.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --no-control-socket --log-level warning & server=$$!; \
	trap 'kill $$server $$worker 2>/dev/null' INT TERM EXIT; \
	wait $$server; kill $$worker 2>/dev/null; wait

# On SQLite, what touches the database on PostgreSQL too, and once in a real browser.
test: install
	$(BIN)/python -m pytest -n auto --dist worksteal --ignore=tests/e2e
	DB=postgres $(BIN)/python -m pytest -n auto --dist worksteal -m 'not e2e' --ignore=tests/e2e
	$(BIN)/python -m pytest -n auto --dist worksteal tests/e2e

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/djlint --lint templates
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	@$(PRODUCTION_ENV) $(BIN)/python manage.py check --deploy --fail-level WARNING

# Every figure is a ratio to a floor measured in the same run, so that it survives a noisy machine. The whole country
# (10,000 schools, 10,000 requests) takes half an hour: benchmarks/pages.py without options.
bench: install
	@set -e; for file in $(filter-out benchmarks/pages.py,$(wildcard benchmarks/*.py)); do echo "== $$file"; $(BIN)/python "$$file"; done
	@echo "== benchmarks/pages.py"; $(BIN)/python benchmarks/pages.py --schools 100 1000 --requests 1000

proof: install
	$(BIN)/python -m proof

# Removes what was installed, cut and cached; the databases in var/ stay.
clean:
	rm -rf .venv static/fonts var/static .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Renews both locks from pyproject.toml: the newest versions that it allows, with hashes, naming no host.
lock: install
	$(BIN)/pip install --disable-pip-version-check --quiet uv
	$(BIN)/uv pip compile --upgrade $(LOCK) --extra dev pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile $(LOCK) -c requirements-dev.lock pyproject.toml -o requirements.lock
