# make run     the dashboard, on HOST and PORT (127.0.0.1 and 8050 unless told)
# make test    every check, in order, stopping at the first that fails; skips nothing
# make quick   the same checks, then the tests nearest to what was changed, within a minute: for every few lines
# make check   only the checks that run nothing: ruff, mypy, import-linter
# make format  put the code into the one format
# make words   collect the sentences to translate into dashboard/words and ingest/words
# make fonts   cut the package's font anew out of an installed Noto Sans CJK
# make notebooks  open the notebooks in a browser (JupyterLab); more options in JUPYTER_OPTIONS, such as --no-browser
# make benchmark  how fast, as ratios of one run; nothing fails for time

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
CODE := app.py dashboard ingest
LANGUAGE := ja
# A worker has a PostgreSQL, a Chromium and a server of its own: about 1 GB.
WORKERS := --numprocesses auto --maxprocesses 8
# The tests start Python many times over: were no bytecode kept, each start would compile the product anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := run
.PHONY: run test quick check format fonts notebooks benchmark words

run: .venv/.installed
	@exec $(BIN)/piracy serve

# $(call step,name,command): says which check runs, and which one failed.
step = @echo "== $(1)"; $(2) || { echo "make $@: $(1) failed" >&2; exit 1; }

test: .venv/.installed-for-tests
	$(call step,what the tests need,$(BIN)/python tests/prepare.py)
	@$(MAKE) --no-print-directory check
	$(call step,pytest,$(BIN)/python -m pytest $(WORKERS) --dist worksteal)

quick: .venv/.installed-for-tests
	@$(MAKE) --no-print-directory check
	$(call step,what the change touches,$(BIN)/python tests/touched.py $(WORKERS) --dist loadfile --no-loadscope-reorder --seconds 30)

check: .venv/.installed-for-tests
	$(call step,ruff check,$(BIN)/ruff check .)
	$(call step,ruff format,$(BIN)/ruff format --check .)
	$(call step,mypy,$(BIN)/mypy $(CODE))
	$(call step,lint-imports,$(BIN)/lint-imports)

format: .venv/.installed-for-tests
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

fonts: .venv/.installed-for-tests
	@$(BIN)/python -m dashboard.fonts.subset

# --core-mode: as JupyterLab comes. Dash brings an extension for it that would ask to be built.
notebooks: .venv/.installed-for-notebooks
	@exec $(BIN)/jupyter lab --core-mode --notebook-dir=notebooks --LabApp.extension_manager=readonly \
	  $(if $(filter 0,$(shell id -u)),--allow-root) $(JUPYTER_OPTIONS)

benchmark: .venv/.installed-for-benchmarks
	@nice $(BIN)/python -m pytest -q -s tests/benchmarks

words: .venv/.installed
	@for package in dashboard ingest; do \
	  if [ $$package = ingest ]; then sources=". ../app.py"; else sources=.; fi; \
	  ( cd $$package && ../$(BIN)/pybabel --quiet extract --keyword words --keyword message \
	      --add-location file --sort-by-file --width 110 --project piracy-dashboard \
	      --output-file words/messages.pot $$sources && \
	    ../$(BIN)/pybabel --quiet update --width 110 --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	      --input-file words/messages.pot --output-file words/$(LANGUAGE).po --locale $(LANGUAGE) ) || exit 1; \
	done

# The environment. A stamp is older than pyproject.toml or constraints.txt only where these changed.
.venv/.installed: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing into .venv (about a minute, once) ..."
	@$(PIP) --editable .
	@touch $@

.venv/.installed-for-tests: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing into .venv what the tests need (about a minute, once) ..."
	@$(PIP) --editable '.[test]'
	@touch .venv/.installed $@

.venv/.installed-for-benchmarks: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing into .venv what the benchmarks need (about a minute, once) ..."
	@$(PIP) --editable '.[benchmarks,test]'
	@touch .venv/.installed .venv/.installed-for-tests $@

.venv/.installed-for-notebooks: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing into .venv what the notebooks need (about a minute, once) ..."
	@$(PIP) --editable '.[notebooks]'
	@# Nothing is asked of another host: no news, no look for updates.
	@$(BIN)/jupyter labextension disable --level=sys_prefix @jupyterlab/apputils-extension:announcements 2>/dev/null
	@touch .venv/.installed $@

# pip is the last thing that venv puts there, so that an interrupted start is made again.
$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) was not found; wanted Python 3.11 or newer. Type: sudo apt-get install -y python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Found $$($(PYTHON) --version); wanted 3.11 or newer. Name another one: PYTHON=python3.12 make $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing python3-venv ..."; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } </dev/null >/dev/null; \
	  else false; fi; } || { \
	  echo "$(PYTHON) cannot make an environment. Type: sudo apt-get install -y python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
