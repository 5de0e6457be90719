# Everything from a fresh clone, with only Python 3.11 and make: `make site`, `make test`.
# `make help` lists the targets. Works on Linux and macOS; on Windows, inside WSL.

SHELL := bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --no-input -qq

# PYTHON=…: which Python to use. BUILD_ARGS, EDIT_ARGS, PYTEST_ARGS, BENCH_ARGS, KIT_BENCH_ARGS, LOAD_BENCH_ARGS, AUDIT_ARGS, RELEASE_ARGS: passed on.
PYTHON ?= python3.11 python3 python3.12 python3.13 python3.14
PYTEST_ARGS ?= -n auto --dist loadfile

.PHONY: help site serve edit test browser java servers pictures screenshots bench lock audit release clean distclean

help: ## Liệt kê các lệnh · List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

site: $(VENV)/.site ## Dựng trang vào site/ · Build the site into site/
	$(BIN)/bansac build $(BUILD_ARGS)

serve: $(VENV)/.site ## Xem trước khi soạn · Preview while editing
	$(BIN)/bansac serve

edit: $(VENV)/.editor ## Soạn bài trong trình duyệt · Edit in the browser
	$(BIN)/bansac edit $(EDIT_ARGS)

test: $(VENV)/.test $(VENV)/.node browser java servers ## Kiểm tra mã và chạy mọi phép thử · Lint, check types, run the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@set -euo pipefail; mkdir -p build/test; status=0; \
	$(BIN)/python -m pytest $(PYTEST_ARGS) 2>&1 | tee build/test/pytest.log || status=$$?; \
	echo "$$status" > build/test/pytest.status; exit "$$status"

bench: $(VENV)/.bench servers ## Đo tốc độ · Measure how fast the builds are
	$(BIN)/python -m bench $(BENCH_ARGS)
	$(BIN)/python -m bench.kits $(KIT_BENCH_ARGS)
	$(BIN)/python -m bench.load $(LOAD_BENCH_ARGS)

# The environment. Each step leaves a stamp, so that a second run does nothing.

$(VENV)/.made:
	@set -eu; found=; \
	for python in $(PYTHON); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Không tìm thấy Python 3.11 trở lên. Hãy cài đặt, hoặc gọi: make PYTHON=/đường/dẫn/python3 …" >&2; \
	  echo "Python 3.11 or later was not found. Install it, or say where it is: make PYTHON=/path/to/python3 …" >&2; \
	  exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  package="$$("$$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$$package"; \
	  else \
	    echo "Python thiếu mô-đun venv. Trên Debian và Ubuntu: sudo apt-get install $$package" >&2; \
	    echo "Python lacks its venv module. On Debian and Ubuntu: sudo apt-get install $$package" >&2; \
	    exit 1; \
	  fi; \
	fi; \
	"$$found" -m venv --clear $(VENV); \
	touch $@

HAS_SHAPING = $(BIN)/python -c 'from PIL import features; import sys; sys.exit(not features.check("raqm"))'

# Some packages come as source only: they are built with the locked setuptools, not with the newest.
$(VENV)/.site: $(VENV)/.made pyproject.toml requirements/build.txt requirements/site.txt
	@echo "Cài đặt requirements/site.txt vào $(VENV)/ · Installing requirements/site.txt into $(VENV)/"
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/build.txt
	@$(INSTALL) --require-hashes --no-build-isolation -r requirements/site.txt
	@$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@$(HAS_SHAPING) || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends libfribidi0 && $(HAS_SHAPING); \
	else \
	  echo "Thiếu thư viện FriBiDi để vẽ thẻ chia sẻ. Trên Debian và Ubuntu: sudo apt-get install libfribidi0" >&2; \
	  echo "The FriBiDi library is missing; social cards need it. On Debian and Ubuntu: sudo apt-get install libfribidi0" >&2; \
	  exit 1; \
	fi
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	@echo "Cài đặt requirements/test.txt vào $(VENV)/ · Installing requirements/test.txt into $(VENV)/"
	@$(INSTALL) --require-hashes --no-build-isolation -r requirements/test.txt
	@touch $@

# Checkers that come as packages for Node, without the scripts that these packages would run: none is needed.
NPM_FLAGS = --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --no-update-notifier --loglevel error

$(VENV)/.node: $(VENV)/.test requirements/package.json requirements/package-lock.json
	@echo "Cài đặt requirements/package-lock.json vào $(VENV)/node/ · Installing requirements/package-lock.json into $(VENV)/node/"
	@mkdir -p $(VENV)/node && cp requirements/package.json requirements/package-lock.json $(VENV)/node/
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --prefix $(VENV)/node $(NPM_FLAGS)
	@touch $@

# The browser editor and what bundles it, without the checkers. `bansac edit` makes the bundle itself, once.
$(VENV)/.editor: $(VENV)/.site requirements/edit.txt requirements/package.json requirements/package-lock.json
	@echo "Cài đặt trình soạn thảo vào $(VENV)/editor/ · Installing the browser editor into $(VENV)/editor/"
	@$(INSTALL) --require-hashes -r requirements/edit.txt
	@mkdir -p $(VENV)/editor && cp requirements/package.json requirements/package-lock.json $(VENV)/editor/
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --omit=dev --prefix $(VENV)/editor $(NPM_FLAGS)
	@touch $@

$(VENV)/.bench: $(VENV)/.site bench/requirements.txt
	@echo "Cài đặt bench/requirements.txt vào $(VENV)/ · Installing bench/requirements.txt into $(VENV)/"
	@$(INSTALL) --require-hashes -r bench/requirements.txt
	@touch $@

# Tests that need a browser take the system's Chromium, or else Playwright's own. The pictures in Chinese need a font
# of the system; without it they are skipped.
browser: $(VENV)/.test
	@set -eu; \
	install() { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$$@"; }; \
	apt() { [ "$$(id -u)" = 0 ] && grep -Eqs "^ID=($$1)\$$" /etc/os-release; }; \
	found=; for name in chromium chromium-browser google-chrome; do \
	  if command -v "$$name" >/dev/null; then found="$$name"; break; fi; \
	done; \
	if [ -n "$$found" ]; then :; \
	elif apt debian; then install chromium; \
	else $(BIN)/playwright install chromium; fi; \
	if apt 'debian|ubuntu' && [ -z "$$(fc-list :lang=zh 2>/dev/null)" ]; then \
	  install fonts-wqy-zenhei || echo "Không cài được fonts-wqy-zenhei · fonts-wqy-zenhei could not be installed" >&2; \
	fi

# The checker of HTML needs Java 11 or later.
java:
	@set -eu; \
	if ! java -version >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends default-jre-headless; \
	  else \
	    echo "Thiếu Java để kiểm tra HTML. Trên Debian và Ubuntu: sudo apt-get install default-jre-headless" >&2; \
	    echo "Java is missing; the checker of HTML needs it. On Debian and Ubuntu: sudo apt-get install default-jre-headless" >&2; \
	    exit 1; \
	  fi; \
	fi

# Tests with real servers, and the bench of their load. Debian starts what it installs: here nothing is started.
# Caddy and Apache are tried where they are to be had.
servers:
	@set -eu; PATH="$$PATH:/usr/sbin:/sbin"; missing=; wished=; \
	for pair in nginx:nginx sshd:openssh-server ssh:openssh-client rsync:rsync curl:curl minisign:minisign wrk:wrk openssl:openssl; do \
	  command -v "$${pair%%:*}" >/dev/null || missing="$$missing $${pair##*:}"; \
	done; \
	if [ ! -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] && grep -Eqs '^ID=(debian|ubuntu)$$' /etc/os-release; then \
	  missing="$$missing libnginx-mod-http-brotli-static"; \
	fi; \
	for pair in caddy:caddy apache2:apache2-bin; do command -v "$${pair%%:*}" >/dev/null || wished="$$wished $${pair##*:}"; done; \
	if [ -z "$$missing$$wished" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  gate=/usr/sbin/policy-rc.d; \
	  if [ ! -e "$$gate" ]; then \
	    printf '#!/bin/sh\nexit 101\n' > "$$gate"; chmod 755 "$$gate"; trap 'rm -f "$$gate"' EXIT; \
	  fi; \
	  install() { DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$$@"; }; \
	  apt-get update -qq; \
	  if [ -n "$$missing" ]; then install $$missing; fi; \
	  if [ -n "$$wished" ]; then install $$wished || echo "Không cài được$$wished · Could not be installed:$$wished" >&2; fi; \
	elif [ -n "$$missing" ]; then \
	  echo "Thiếu máy chủ và công cụ để thử. Trên Debian và Ubuntu: sudo apt-get install$$missing" >&2; \
	  echo "Servers and tools for the tests are missing. On Debian and Ubuntu: sudo apt-get install$$missing" >&2; \
	  exit 1; \
	fi

pictures: $(VENV)/.test browser ## Nhận hình mới của trang mẫu · Accept how the frozen pages look now
	$(BIN)/python -m pytest tests/browser/test_pictures.py --write-pictures

screenshots: $(VENV)/.test $(VENV)/.node browser ## Chụp lại ảnh của sổ tay · Take the handbook's screenshots again
	$(BIN)/python -m pytest tests/browser/test_screenshots.py --write-screenshots

# Lock with the oldest Python that we support and the public registry alone, whatever this machine is set to,
# so that the hashes are those of the public files. `make lock UPGRADE=--upgrade` takes newer versions.
LOCK_ENV ?= env -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null
COMPILE = $(LOCK_ENV) CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --newline lf $(UPGRADE)

lock: $(VENV)/.test ## Ghi lại phiên bản và mã băm · Lock versions and hashes
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
	  { echo "Cần Python 3.11 · Lock with Python 3.11: make distclean, make lock PYTHON=python3.11" >&2; exit 1; }
	$(COMPILE) --all-build-deps --only-build-deps --output-file requirements/build.txt pyproject.toml
	$(COMPILE) --output-file requirements/site.txt pyproject.toml
	$(COMPILE) --extra test --constraint requirements/site.txt --constraint requirements/build.txt \
	  --output-file requirements/test.txt pyproject.toml
	$(COMPILE) --constraint requirements/test.txt --output-file requirements/edit.txt requirements/edit.in
	$(COMPILE) --constraint requirements/test.txt --output-file bench/requirements.txt bench/requirements.in
	$(if $(UPGRADE),rm -f requirements/package-lock.json)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --prefix requirements --package-lock-only $(NPM_FLAGS)

audit: $(VENV)/.test ## Tra lỗ hổng của các gói · Look up known vulnerabilities of the packages
	$(BIN)/python -m release audit $(AUDIT_ARGS)

release: $(VENV)/.test ## Đóng gói một bản phát hành · Source, bill of materials, checksums
	$(BIN)/python -m release make $(RELEASE_ARGS)

clean: ## Xóa những gì đã dựng · Remove what was built
	rm -rf build site scripts/bansac.egg-info

distclean: clean ## Xóa cả môi trường Python · Remove the Python environment too
	rm -rf $(VENV)
