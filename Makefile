# The entry points of Vermeil. Needs python3 (3.11 or 3.12, with venv) and make; nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
STANDARD := $(VENV)/.standard
WORKERS ?= 2
SOURCES := app core memory feedback frontend

.PHONY: up dev test test-again demo bench checks fuzz clients simulate soak weights lint setup lock clean

up: setup $(STANDARD) ## set up, then serve the page and the API
	@$(BIN)/vermeil up

dev: setup ## the page and the API on stand-ins for the models, started again when our sources change
	@VERMEIL_PROFILE=stand-in VERMEIL_DATA=build/dev $(BIN)/watchfiles --filter python "$(BIN)/vermeil up" $(SOURCES)

setup: $(STAMP) ## install into .venv, nothing more

$(STAMP): requirements.lock requirements-build.lock pyproject.toml deploy/setup.py
	@$(PYTHON) deploy/setup.py $(VENV)
	@touch $(STAMP)

$(STANDARD): requirements-standard.lock $(STAMP)
	@$(PYTHON) deploy/setup.py $(VENV) --standard

test: setup ## everything, with real models and a real browser, two files at a time
	@$(BIN)/python deploy/browser.py
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

test-again: setup ## what failed the last time
	@$(BIN)/python -m pytest --last-failed --last-failed-no-failures none

lint: setup ## style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

demo: setup ## a tour in the terminal on sample files
	@$(BIN)/vermeil demo

bench: setup ## measure this machine; writes docs/benchmarks.md and build/bench.json; ARGS="--only decode" takes one section
	@$(BIN)/python -m tests.bench $(ARGS)

clients: setup ## ask with the packages of others (openai, LangChain, …) and write docs/clients.md; ARGS="--only llm" takes one
	@$(BIN)/python -m tests.clients $(ARGS)

checks: setup ## what the sections `access` and `fuzz` of the bench need, in an environment of its own
	@test -x build/checks/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python build/checks
	@$(BIN)/uv pip install --quiet --python build/checks/bin/python --require-hashes --no-deps --only-binary :all: \
	  -r requirements-checks.lock

fuzz: checks ## ten thousand made-up calls each as nobody, as a user and as an admin (half an hour; for the night); fails on any fault
	@$(BIN)/python -m tests.bench --only fuzz --check

simulate: setup ## raters with hidden preferences, and what is learned from their votes; ARGS="--rounds 2 --votes 30"
	@$(BIN)/python -m tests.simulate $(ARGS)

soak: setup ## an hour of questions, uploads, disconnects and kills; SOAK_SECONDS=300 makes it shorter
	@SOAK_SECONDS=$${SOAK_SECONDS:-3600} $(BIN)/python -m tests.bench --only soak

weights: setup ## remake the weights that ship (hours on a CPU); ARGS=--dry-run lists what would be done
	@$(BIN)/python -m training.release.weights $(ARGS)

lock: setup ## resolve requirements.lock anew (no index addresses in it)
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --upgrade --output-file requirements.lock

	@$(BIN)/uv pip compile deploy/standard.in --no-deps --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --output-file requirements-standard.lock

	@$(BIN)/uv pip compile deploy/checks.in --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --output-file requirements-checks.lock

clean:
	@rm -rf $(VENV) build
