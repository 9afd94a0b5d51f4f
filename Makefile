# Two commands do everything: `make run` and `make test`. Only Python 3.11+, git and make are needed to begin.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: run test docs clean

$(VENV)/run.stamp: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,docs]'
	touch $@

run: $(VENV)/run.stamp ## draft the articles in articles/ into locales/
	$(BIN)/l10n-flow run || test $$? -eq 1
	$(BIN)/l10n-flow status
	@echo "Catalogs: locales/<language>/LC_MESSAGES/*.po - open them in any PO editor. Templates: locales/*.pot"

test: $(VENV)/test.stamp ## install what tests need and run them all
	sh scripts/install-test-tools.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

docs: $(VENV)/test.stamp ## the documentation as a site, in site/
	$(BIN)/mkdocs build --strict --quiet
	@echo "Open site/index.html"

clean:
	rm -rf $(VENV) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
