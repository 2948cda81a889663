# Everything sets itself up: `make run` and `make test` need only Python 3.11+ (with venv) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check bench bench-visits bench-editing chaos voice-check emulators setup clean lock

## run: serve the chat page on http://127.0.0.1:8080
run: setup
	@$(BIN)/troly serve

## test: lint, types, imports, content and the whole test suite
test: check
	@$(BIN)/python -m tests.browser
	@$(BIN)/pytest -q -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist worksteal

## check: lint, types and one-way imports
check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 3
	@$(BIN)/troly check

## bench: figures beside plain RapidFuzz and BM25, speed and memory; prints, never fails on a figure
bench: setup
	@$(BIN)/python -m tests.bench

## bench-visits: how well visit notes are read, on the labelled notes of tests/data
bench-visits: setup
	@$(BIN)/python -m tests.bench.visits tests/data/visits-dev.jsonl tests/data/notes-?.jsonl

## bench-editing: questions asked while the content is edited and published (three minutes); prints what was answered wrongly
bench-editing: setup
	@$(BIN)/python -m tests.bench.editing

## voice-check: word error rate and speed of TROLY_RECOGNISER on RECORDINGS=folder (.wav, .ogg with .txt beside them)
voice-check: setup
	@$(BIN)/python -m tests.bench.voice "$(RECORDINGS)"

## emulators: the same conversation through an emulator of Telegram's and Zalo's Bot APIs that others wrote (needs npm)
emulators: setup
	@$(BIN)/python -m tests.emulators

## chaos: 200 kills under a load (six minutes), 300 while visits are recorded (five), other calamities (two, one needs root)
chaos: setup
	@$(BIN)/python -m tests.chaos --kills 200
	@$(BIN)/python -m tests.chaos --drafts 300
	@$(BIN)/python -m tests.chaos --calamities

## setup: the virtual environment with locked packages, and the index built from the content
setup: $(READY)
	@$(BIN)/troly build

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Cần Python 3.11 trở lên: cài gói python3 rồi chạy lại."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên; máy đang có $$($(PYTHON) --version). Cài bản mới, hoặc chỉ rõ: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' >/dev/null 2>&1 || { echo "Python trên máy thiếu venv: cài gói python3-venv rồi chạy lại."; exit 1; }
	@echo "Chuẩn bị lần đầu (vài phút, cần mạng)…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

## lock: make requirements.lock again from pyproject.toml (for developers; needs uv)
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -q -o requirements.lock

clean:
	rm -rf $(VENV) build *.egg-info
