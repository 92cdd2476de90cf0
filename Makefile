# Every target sets up what it needs in a virtual environment of its own.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8765

.PHONY: demo test check score bench train-smoke clean

demo: $(VENV)/.run  ## set up, read the bundled examples, and show them in the browser when in a terminal
	@$(BIN)/qawl read examples/*.html examples/*.txt
	@if [ -t 0 ] && [ -t 1 ] && [ "$${QAWL_DEMO_NO_SERVE:-0}" != 1 ]; then \
		$(BIN)/qawl add --db $(VENV)/demo.db examples/*.html examples/*.txt && \
		exec $(BIN)/qawl serve --db $(VENV)/demo.db --port $(PORT); \
	fi

test: $(VENV)/.dev  ## set up and run every test
	$(BIN)/python -m pytest

check: $(VENV)/.dev  ## lint, types, quick tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/qawl languages --check
	$(BIN)/python -m pytest -m "not slow"

score: $(VENV)/.dev  ## accuracy on the references in ../shared, held to the floors
	$(BIN)/python benchmarks/score.py

bench: $(VENV)/.dev  ## speed and memory, as ratios to bare trafilatura
	$(BIN)/python benchmarks/bench.py

train-smoke:  ## train, export and load a tiny encoder on a few sentences of our own
	$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 onnx --editable .
	$(VENV)-train/bin/python -m training.train --smoke

$(VENV)/.run: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) dist build
