# Amanat. These targets and nothing else; what follows them are the files they need.
#
#   make run     set up and start the platform; again: start it, keep the data
#   make test    set up what tests need, and run them all
#   make check   format, lint, types, import contracts, migrations, generated docs
#   make demo    play a deal and a pre-sale without a browser and prove that no rial is lost
#   make bench   measure, print a table, write docs/bench/latest.json
#   make drill-X a long test of one promise: make drill-ledger, make drill-seeds N=2000
#   make docs    write the generated pages of docs/ again

# The system's own Python first: it is built with profiles, what a version manager compiles often is
# not. Of these, one that makes virtual environments.
PYTHONS := $(shell for one in /usr/bin/python3.11 /usr/bin/python3.12 /usr/bin/python3.13 \
    python3.11 python3.12 python3.13 python3; do command -v $$one; done)
PYTHON ?= $(firstword $(shell for one in $(PYTHONS); do \
    $$one -c 'import ensurepip, venv' 2>/dev/null && echo $$one; done) $(PYTHONS))
BUNDLE := $(wildcard /etc/ssl/certs/ca-certificates.crt)
ARGS   ?=
RUN    := .venv/bin/python -m
UV     := .venv/bin/uv $(if $(BUNDLE),--system-certs)
SYNC   := $(UV) pip sync --python .venv/bin/python --require-hashes --no-build --compile-bytecode

export PYTHONUTF8 := 1
export PYTHONDONTWRITEBYTECODE :=
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
ifdef BUNDLE
export PIP_CERT ?= $(BUNDLE)
endif

.PHONY: run test check demo bench docs
.DELETE_ON_ERROR:

run: .venv/ready
	@exec $(RUN) amanat up

test: .venv/ready-to-test
	@exec $(RUN) pytest -n 3 $(ARGS)

check: .venv/ready-to-test
	@exec $(RUN) amanat.config.checks

demo: .venv/ready
	@exec $(RUN) amanat demo

bench: .venv/ready-to-test
	@exec $(RUN) amanat.kernel.ledger.bench $(ARGS)

# A drill lies beside what it drills: src/amanat/<room>/<name>/drill.py
drill-%: .venv/ready-to-test
	@test -n "$(wildcard src/amanat/*/$*/drill.py)" || { echo "There is no drill called $*; there are: \
	    $(patsubst %/drill.py,%,$(wildcard src/amanat/*/*/drill.py))"; exit 1; }
	@exec $(RUN) $(subst /,.,$(patsubst src/%.py,%,$(wildcard src/amanat/*/$*/drill.py))) $(if $(N),--count $(N)) $(ARGS)

docs: .venv/ready-to-test
	@exec $(RUN) amanat docs

# ---- files -------------------------------------------------------------------------------------

.venv/ready: requirements.lock .venv/bin/amanat
	@echo "Installing the packages of the platform, each checked against its hash."
	@rm -f .venv/ready-to-test
	@$(SYNC) requirements.lock
	@touch $@

.venv/ready-to-test: requirements-dev.lock requirements.lock .venv/bin/amanat
	@echo "Installing the packages of platform and tests, each checked against its hash."
	@$(SYNC) requirements-dev.lock
	@touch .venv/ready $@

# The project itself: one line that puts src/ on the path, and a command beside the others.
.venv/bin/amanat: .venv/bin/uv
	@.venv/bin/python -c 'import pathlib, sysconfig; \
	    pathlib.Path(sysconfig.get_path("purelib"), "amanat.pth").write_text("../../../../src\n")'
	@printf '#!/bin/sh\nexec "$$(dirname "$$0")/python" -m amanat "$$@"\n' > $@
	@chmod +x $@

.venv/bin/uv: requirements-uv.lock
	@$(if $(PYTHON),:,false) && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed: install it, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        echo "Installing python3-venv, which makes virtual environments."; \
	        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	    else \
	        echo "Python cannot make virtual environments here: as root, apt-get install python3-venv"; exit 1; \
	    fi
	@echo "Making the virtual environment .venv with $$($(PYTHON) --version)."
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-uv.lock
	@touch $@
