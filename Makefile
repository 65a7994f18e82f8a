# The two commands are `make serve` and `make test`; the others are their parts. PYTHON chooses the interpreter (3.11.5 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve build zip export pdf publish release test deploy-check reproduce check pages new golden lint bench load fuzz weight html links other screenshots lock clean

serve: $(VENV)/.site                 ## build the site, serve it, and follow changes
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

# PLAIN=1 leaves out the compressed files, for hosts that make their own
build: $(VENV)/.site                 ## the finished site, in site/, whose place it takes in one step when it is whole
	@next=$$(mktemp -d .site-XXXXXX) && chmod 755 "$$next" && trap 'rm -rf "$$next"' EXIT \
	&& $(BIN)/mkdocs build --strict --site-dir "$$next" $(if $(PLAIN),,&& $(BIN)/python scripts/qa.py compress "$$next") \
	&& $(BIN)/python scripts/qa.py swap "$$next" site

zip: build                           ## the finished site as one file, to be opened from disk
	$(BIN)/python scripts/qa.py zip site deep-learning-interviews.zip

test: $(VENV)/.dev chromium java nginx lint ## everything
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

deploy-check: $(VENV)/.dev chromium nginx ## that a real nginx serves the site as deploy/nginx.conf means it to
	$(BIN)/python -m pytest -v tests/deploy

reproduce: $(VENV)/.site faketime     ## two cold builds of the last commit, on other days and in other folders, compared byte for byte
	$(BIN)/python tests/reproduce.py $(or $(COMMIT),HEAD)

check: $(VENV)/.site                 ## the problems of the content
	$(BIN)/python scripts/qa.py check

pages: $(VENV)/.site                 ## the pages as Markdown files, for any other builder
	$(BIN)/python scripts/qa.py build $(or $(DIR),pages)

new: $(VENV)/.site                   ## make new PAGE=training/momentum ASKS="top-100/69"
	$(BIN)/python scripts/qa.py new $(PAGE) $(addprefix --asks ,$(ASKS))

export: $(VENV)/.site                ## data, Anki deck and sheets for paper, without the site
	$(BIN)/python scripts/qa.py export $(or $(DIR),exports)

pdf: build chromium                  ## the book as PDF, in site/; PAPER=Letter for American paper
	$(BIN)/python scripts/qa.py pdf site --paper $(or $(PAPER),A4) --chromium "$$($(BIN)/python tests/browser/chromium.py)"
	$(if $(PLAIN),,$(BIN)/python scripts/qa.py compress site)

publish: build                       ## make publish ROOT=/srv/interviews RELOAD="systemctl reload nginx": see deploy/README.md
	$(BIN)/python scripts/qa.py publish site $(ROOT) --reload "$(RELOAD)"

release: $(VENV)/.site               ## make release VERSION=2026.11: what the deck's next changes are compared with
	$(BIN)/python scripts/qa.py release $(VERSION)

golden: $(VENV)/.dev                 ## rewrite the expected pages and problems of the tests; read the difference
	REWRITE_GOLDEN=1 $(BIN)/python -m pytest -q tests/test_pages.py tests/test_check.py || true
	git diff --stat tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev                  ## measurements, which no test depends on
	$(BIN)/python tests/bench/build.py
	PYTHONPATH=scripts $(BIN)/python -P tests/bench/parse_speed.py
	PYTHONPATH=scripts $(BIN)/python -P tests/bench/cover.py
	$(BIN)/python tests/bench/search.py

load: $(VENV)/.dev nginx              ## how much reading nginx stands, beside Python's server, while releases change; needs wrk
	$(BIN)/python tests/bench/load.py

fuzz: $(VENV)/.dev                   ## a million broken lists for the parser; TARGET= and INPUTS= choose otherwise
	$(BIN)/python tests/bench/fuzz.py $(or $(TARGET),parser) --inputs $(or $(INPUTS),1000000)

weight: $(VENV)/.dev chromium build   ## what a first visit weighs, Lighthouse, both beside bare Material; and that slimming changes no pixel
	$(BIN)/python tests/bench/weight.py --built site
	$(BIN)/python tests/bench/slim_looks.py --built site

html: $(VENV)/.dev java build        ## every page and picture held against the standards, by the Nu Html Checker
	$(BIN)/python tests/built/checker.py site

links: $(VENV)/.dev build            ## every address of another host is asked for, literature by its title; needs a network
	$(BIN)/python tests/built/asking.py site --references content/references.bib

other: $(VENV)/.dev build chromium   ## the pages built by other builders, and what is missing there; writes content/other.json
	$(BIN)/python tests/bench/other.py site

screenshots: $(VENV)/.dev chromium build ## pictures of the main pages, phone and desktop, light and dark, in screenshots/
	$(BIN)/python tests/browser/screenshots.py site screenshots

LOCK := --universal --python-version 3.11.5 --no-annotate --no-header --generate-hashes --quiet --upgrade
lock:                                ## requirements*.txt anew from pyproject.toml; needs uv
	uv pip compile pyproject.toml $(LOCK) -o requirements.txt
	uv pip compile pyproject.toml --extra dev $(LOCK) -o requirements-dev.txt

clean:
	rm -rf site .site-* .cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or newer is needed; say make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# The browser tests drive the system's Chromium; where there is none, Debian's package or Playwright's own download is fetched.
.PHONY: chromium
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
chromium: $(VENV)/.dev
	@$(BIN)/python tests/browser/chromium.py >/dev/null 2>&1 \
	|| { $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1 \
	|| $(BIN)/python -m playwright install chromium

# The Nu Html Checker is a Java program that npm fetches, once, into .cache; without both its test is skipped and says so.
.PHONY: java
java:
	@{ command -v java && command -v npm; } >/dev/null \
	|| { $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq default-jre-headless npm; } >/dev/null 2>&1 \
	|| true

# The tests of the server drive Debian's nginx; where it cannot be had they are left out, and say so.
.PHONY: nginx
nginx:
	@PATH="$$PATH:/usr/sbin"; { command -v nginx && command -v openssl; } >/dev/null \
	|| { $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx openssl; } >/dev/null 2>&1 \
	|| echo "no nginx to be had: the tests of the server are left out"

# One of the two builds that are compared has its clock put forward.
.PHONY: faketime
faketime:
	@command -v faketime >/dev/null \
	|| { $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq faketime; } >/dev/null 2>&1 \
	|| true
