# make run        make the environment, and print the suite
# make test       make the environment; formatter, linter, type checker and tests (about two minutes)
# make endurance  the slow tests: memory over 100,000 assessments, 300 damaged files, the installed wheel, every
#                 rule altered or taken away, thousands of questions to the labels
# make marathon   a million rows through all readers of the rules (six minutes), and a million assessments in one
#                 process: memory, threads, handles (half an hour)
# make editor     what other programs make of our files: a YAML language server and a reader of GIFT, installed by npm
# make serve      the teaching page, in your browser
# make browser    the pages in a real browser: Chromium, which is installed where there is none
# make api        5,000 requests to the API, made up from its description by schemathesis, which is installed (in CI, one
#                 run of it, of a thousand or more)
# make readers    fifty readers at the teaching page for a minute
# make pictures   the pictures of the teaching page in the documents, taken anew
# make tables     the same table in Polars, DuckDB, pandas, PyArrow and PySpark, which are installed, and Java with them
# make notebook   docs/notebook.ipynb, run anew in a Jupyter kernel, which is installed
# make agree      whether all readers of the rules agree, on 100,000 rows, with clingo as a judge; and the contestants
#                 of the benchmarks on small problems
# make bench      the benchmarks, as tables (about half an hour)
# make snapshots  write the text snapshots, the generated documents and the notebook anew, for review
# PYTHON=python3.12 chooses another Python.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# durable-rules calls a function that Python 3.13 no longer has; this names its successor.
FLAGS := $(shell $(PYTHON) -c 'import sys; print("-DPyEval_CallObject=PyObject_CallObject" if sys.version_info >= (3, 13) else "")')
export CPPFLAGS := $(CPPFLAGS) $(FLAGS)

.PHONY: run serve test check endurance marathon browser api readers pictures editor tables notebook agree bench snapshots clean

run: $(READY)
	@$(BIN)/casus run

serve: $(READY)
	@$(BIN)/casus serve

test: check
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

endurance: $(READY)
	$(BIN)/python -m pytest -m 'endurance and not marathon' --numprocesses auto --dist worksteal

marathon: $(VENV)/bench.ready
	$(BIN)/python -m pytest -m marathon tests/agreement
	$(BIN)/python -m pytest -m marathon tests/endurance

browser: $(VENV)/browser.ready
	PATH="$$PATH:$(BIN)" $(BIN)/python -m pytest -m browser tests/browser

$(VENV)/browser.ready: $(READY) scripts/install_browser.sh
	@scripts/install_browser.sh $(VENV)
	@touch $@

api: $(VENV)/api.ready
	PATH="$$PATH:$(BIN)" $(BIN)/python -m pytest -m api tests/api

$(VENV)/api.ready: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,api]'
	@touch $@

readers: $(READY)
	$(BIN)/python benchmarks/readers.py

pictures: $(VENV)/browser.ready
	$(BIN)/python scripts/take_pictures.py

tables: $(VENV)/frames.ready
	$(BIN)/python -m pytest -m tables -rs --numprocesses 2 tests/tables

$(VENV)/frames.ready: $(READY) scripts/install_frames.sh
	@scripts/install_frames.sh $(VENV)
	@touch $@

notebook: $(VENV)/notebook.ready
	$(BIN)/python -m pytest -m notebook tests/notebook

$(VENV)/notebook.ready: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,notebook]'
	@touch $@

agree: $(VENV)/bench.ready
	$(BIN)/python -m pytest -m 'agree and not marathon' tests/agreement
	$(BIN)/python benchmarks/speed.py --short
	$(BIN)/python benchmarks/labels.py --short

bench: $(VENV)/bench.ready
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/labels.py

$(VENV)/bench.ready: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'
	@touch $@

editor: $(VENV)/editor/node_modules
	PATH="$$PATH:$(BIN)" $(BIN)/python -m pytest -m editor tests/editor

$(VENV)/editor/node_modules: $(READY) scripts/install_language_server.sh
	@scripts/install_language_server.sh $(VENV)
	@touch $@

snapshots: $(VENV)/notebook.ready
	-$(BIN)/python -m pytest -q -m 'endurance or not endurance' --force-regen \
		tests/snapshots tests/doors/test_tutorial.py tests/doors/test_debates.py tests/quality/test_interview.py
	$(BIN)/python scripts/write_documents.py
	$(BIN)/python scripts/write_notebook.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): pyproject.toml constraints.txt scripts/check_machine.py
	@$(PYTHON) scripts/check_machine.py
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@$(BIN)/python -c 'import durable_rules_engine'
	@touch $@
