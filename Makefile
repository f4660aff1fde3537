# `make help` lists the targets. PYTHON names the interpreter for a new .venv.
PYTHON ?= python3
BIN := .venv/bin
# The constraints hold for what packages are built with, too.
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip --disable-pip-version-check --quiet
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development

.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint format tools bench fuzz torture compare golden pictures docs words constraints release clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(RUNTIME) ## make the sample week's edition in out/
	@$(BIN)/digest demo --out out

test: $(DEVELOPMENT) tools lint ## all that CI runs: lint, types, contracts, tests
	$(BIN)/python -m pytest

coverage: $(DEVELOPMENT) tools ## the tests once more, half as long again, and the lines they miss
	$(BIN)/python -m pytest --cov --cov-report=term

lint: $(DEVELOPMENT) ## ruff, mypy, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEVELOPMENT) ## format the code, mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

tools: $(DEVELOPMENT) ## what tests need from outside Python: a browser, PostgreSQL
	@bash scripts/tools.sh $(BIN)/python

FEEDS := tests/data/feeds
SECONDS := 60

bench: $(DEVELOPMENT) tools ## time commands, client, parser, composing, summarizing and the preview (FEEDS=folder of feeds)
	$(BIN)/python bench/demo.py
	$(BIN)/python bench/client.py
	$(BIN)/python bench/parse.py $(FEEDS)
	$(BIN)/python bench/collect.py
	$(BIN)/python bench/compose.py --plot bench/compose.svg
	$(BIN)/python bench/summarize.py
	PYTHONPATH=tests $(BIN)/python bench/render.py
	PYTHONPATH=tests $(BIN)/python bench/preview.py

fuzz: $(RUNTIME) ## feed the parser damaged feeds (SECONDS=60)
	$(BIN)/python bench/fuzz_parse.py $(SECONDS)

torture: $(DEVELOPMENT) tools ## the tests that kill and repeat, at full length, and fuzz
	TORTURE=1 $(BIN)/python -m pytest tests/unit/test_workers.py tests/unit/test_vectorised.py tests/functional
	$(BIN)/python bench/fuzz_parse.py $(SECONDS)

pictures: $(DEVELOPMENT) tools demo ## take the screenshots in docs/pictures/
	PYTHONPATH=tests $(BIN)/python scripts/take_screenshots.py out/2026-11-19 docs/pictures
	PYTHONPATH=tests $(BIN)/python scripts/photograph_preview.py out/2026-11-19 docs/pictures

compare: $(DEVELOPMENT) tools ## hold the mail against npm's mjml, html-validate and caniemail (needs node)
	cd scripts/compare && npm install --no-audit --no-fund --silent
	PYTHONPATH=tests $(BIN)/python scripts/compare/compare.py

golden: $(DEVELOPMENT) demo ## rewrite tests/golden/ from the sample week: read the difference
	PYTHONPATH=tests $(BIN)/python scripts/write_golden.py out/2026-11-19 tests/golden

docs: $(DEVELOPMENT) ## write docs/reference/, the answers in ask-why.md, the bullets in bullets.md
	$(BIN)/python scripts/make_reference.py
	$(BIN)/python scripts/make_answers.py
	$(BIN)/python scripts/make_bullets.py

words: $(DEVELOPMENT) ## write templates/words/ anew from what the templates say
	$(BIN)/python scripts/make_words.py

constraints: ## rewrite constraints.txt with the newest versions of everything
	bash scripts/constraints.sh $(PYTHON)

release: $(DEVELOPMENT) ## build the wheel and the source archive in dist/
	$(PIP) install build
	$(BIN)/python -m build --no-isolation

clean: ## remove the environment and everything that was built
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -rf .import_linter_cache .coverage bench/.preview
	find out -mindepth 1 ! -name .gitkeep -delete

.venv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Digest needs Python 3.11 or later")'
	$(PYTHON) -m venv .venv

$(RUNTIME): pyproject.toml constraints.txt | .venv
	$(PIP) install -e .
	@touch $@

$(DEVELOPMENT): $(RUNTIME)
	$(PIP) install -e '.[dev]'
	@touch $@
