# Thin: each line is a command that anyone can type. `make serve` is the main job.
PORT ?= 8001
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := metadata.yml settings.json templates plugins static

.PHONY: install build site serve test programs check fuzz bench reference lock clean

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml requirements-test.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

build: install
	$(BIN)/hromada-trainings build

# A release is served as a folder of its own: its database, and links to how the site looks.
site: build
	ln -sfn $(addprefix $(CURDIR)/,$(SITE)) "$$(realpath releases/current)/"

serve: site
	$(BIN)/datasette serve "$$(realpath releases/current)" --host 127.0.0.1 --port $(PORT) --cors

test: install programs
	$(BIN)/pytest -q -n auto --dist worksteal

# Tests open the pages in a real Chromium and the template in a real LibreOffice; without them
# they say so and are passed over, and where CI is set they fail.
PROGRAMS := chromium fonts-noto-core libreoffice-calc-nogui

programs:
	@command -v chromium >/dev/null && command -v soffice >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    $(PROGRAMS) >/dev/null; \
	} || echo "for all of the tests, on Debian: apt-get install $(PROGRAMS)"

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/hadolint Dockerfile

# Two minutes of bytes into the readers, guided by what they reach. atheris is only needed here.
fuzz: install
	$(BIN)/pip install --quiet atheris==3.0.0
	$(BIN)/python tests/fuzz/fuzz_readers.py -max_total_time=120 -rss_limit_mb=4096

bench: install
	$(BIN)/python -m benchmarks.run

reference: install
	$(BIN)/python -m ingest.register

# requirements.lock is what the site runs on, requirements-build.lock that and what builds the
# database, requirements-test.lock all of it and the tools.
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: install
	$(BIN)/pip install --quiet pip-tools
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra build --constraint requirements.lock \
	  --output-file requirements-build.lock pyproject.toml
	$(COMPILE) --extra build --extra test --constraint requirements-build.lock \
	  --output-file requirements-test.lock pyproject.toml

clean:
	rm -rf $(VENV) releases intake.db answers build
